"""What each stretch of a text is. All sentences, houses and persons are invented."""

# news has dashes

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.reading.layout import declared_origin, sections, title_line

NEWS = "Governor Ilse Marent said on Monday that every boat had left the bay."


def kinds(text, outlet=""):
    return [(part.kind, text[part.start : part.end]) for part in sections(text, outlet)]


def test_a_page_with_everything_around_its_text():
    text = "\n".join(
        (
            "Your browser is not supported.",
            "Boats leave the bay, governor says",
            "By Omar Keld",
            "",
            "PORTVALE, Sept 3 (Northgate Press) - " + NEWS,
            "",
            "Get more headlines from the coast",
            "",
            "Two ferries were still at the pier, a reporter saw.",
            "",
            "What comes next",
            "",
            "Nobody could say when talks would resume.",
            "",
            "An empty pier in Portvale.Ana Torv / Northgate Press",
            "",
            "(Reporting by Omar Keld in Portvale; Editing by Ana Torv)",
            "Related: Five facts about ferries",
            "Sign up for our evening newsletter. Share this article.",
        )
    )
    assert [kind for kind, _ in kinds(text)] == [
        "furniture",
        "headline",
        "credit",
        "dateline",
        "body",
        "furniture",
        "body",
        "headline",
        "body",
        "caption",
        "credit",
        "credit",
        "furniture",
        "furniture",
    ]
    assert title_line(text, sections(text)) == "Boats leave the bay, governor says"


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("PORTVALE, Feb 15 (Northgate Press) - The camp is empty.", "PORTVALE, Feb 15 (Northgate Press) -"),
        ("PORTVALE/NEW LARN, Feb. 15 /TASS/. The camp is empty.", "PORTVALE/NEW LARN, Feb. 15 /TASS/."),
        ("PORTVALE, May 20. The camp is empty.", "PORTVALE, May 20."),
        ("PORTVALE, Larnia — The camp is empty.", "PORTVALE, Larnia —"),
        ("SÃO LUAR — “The camp is empty,” a guard said.", "SÃO LUAR —"),
        ("Portvale (AFP) – The camp is empty.", "Portvale (AFP) –"),
        ("(Reuters) - The camp is empty.", "(Reuters) -"),
    ],
)
def test_datelines(line, dateline):
    assert kinds(line)[0] == ("dateline", dateline)
    assert kinds(line)[1][0] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING - Troops enter the valley.",
        "Q - Did you see the convoy?",
        "UN - The mission counts what it has seen.",
        "GOVERNOR SAYS THE ARMY WILL LEAVE - The boats wait.",
        "The army — the only one left — Marent said, had gone.",
        "Portvale, May 20. Nobody came.",
    ],
)
def test_what_only_looks_like_a_dateline(line):
    assert [kind for kind, _ in kinds(line)] == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "We and our 120 partners use cookies to improve your experience.",
        "By clicking Accept, you agree to our terms of use.",
        "Please enable JavaScript to view the comments.",
        "Subscribe to our channel.",
        "Follow us on Telegram",
        "Read more: Marent says the bay is empty",
        "Also read: Ten bays from above",
        "Advertisement",
        "Share",
        "3 min read",
        "12 comments",
        "© 2021 Northgate Press. All rights reserved.",
        "This article has been corrected.",
        "Weather: page 12. Puzzles: page 13.",
        "The views expressed are the author's own.",
        "Already a subscriber? Log in to continue.",
        "Media enquiries: press desk, weekdays.",
        "***",
    ],
)
def test_furniture(line):
    assert {kind for kind, _ in kinds(line)} == {"furniture"}


@pytest.mark.parametrize(
    "line",
    [
        "By continuing the siege, the army accepted heavy losses.",
        "Accept our terms or face war.",
        "Share the land with the settlers.",
        "Find our soldiers.",
        "Join the militia by Monday.",
        "The report was published on Tuesday and names 14 villages.",
        "Register your rifles at the town hall by Friday.",
        "Press contacts between the two sides were cut.",
        "Videos by residents show three tanks at the bridge.",
        "Research by the institute shows that 300 shells fell.",
        "Reporting by the agency suggests that the camp is empty.",
        "Flash floods left supplies at the port and aid is required.",
        "You have reached the limit of our patience.",
        "More ships from the north arrived.",
        "Copyright law was changed.",
        "Yes. The boats have gone.",
        "Will they go? No.",
        "He said: Share.",
    ],
)
def test_sentences_of_news_stay(line):
    assert {kind for kind, _ in kinds(line)} == {"body"}


def test_captions_and_their_credits():
    assert kinds("(Photo: Gen. Per Holm near the pier. Credit: Hill Times)") == [
        ("caption", "(Photo: Gen. Per Holm near the pier."),
        ("credit", "Credit: Hill Times)"),
    ]
    assert kinds("Photo: Green Pier. Credit: Hill Times")[0][0] == "caption"
    assert kinds("Pictures: Hill Times. Not for resale.") == [
        ("credit", "Pictures: Hill Times."),
        ("furniture", "Not for resale."),
    ]
    shown = "This undated image released by Skyview Imaging shows an empty pier."
    assert kinds(shown + " Skyview Imaging / AFP") == [("caption", shown), ("credit", "Skyview Imaging / AFP")]
    assert kinds("(Reporting by Ana Torv. Photo: an empty pier)") == [
        ("credit", "(Reporting by Ana Torv."),
        ("caption", "Photo: an empty pier)"),
    ]


def test_an_agency_that_signs_the_last_sentence_leaves_it_body():
    assert kinds(NEWS + " (Reuters)") == [("body", NEWS), ("agency", "(Reuters)")]
    assert declared_origin(NEWS + " (Reuters)", "Hill Times") == "Reuters"


@pytest.mark.parametrize(
    ("line", "outlet", "origin"),
    [
        ("Hill Times, with Northgate Press", "Hill Times", "Northgate Press"),
        ("Hill Times, with Kestrel", "Hill Times", "Kestrel"),
        ("By Northgate Press staff, edited by Hill Times", "Hill Times", "Northgate Press"),
        ("By The Associated Press", "Hill Times", "The Associated Press"),
        ("(From our news services)", "Hill Times", "news services"),
        ("From staff and wire reports", "Hill Times", "news services"),
        ("PORTVALE, May 3 (Northgate Press) - The bay is empty.", "Hill Times", "Northgate Press"),
        ("PORTVALE, May 3 (Northgate Press) - The bay is empty.", "Northgate Press", None),
        ("This story was first published by the Larn Observer.", "Hill Times", "the Larn Observer"),
        ("By Omar Keld", "Hill Times", None),
        ("By Omar Keld, edited by Ana Torv", "Hill Times", None),
        ("Marent spoke with the press.", "Hill Times", None),
    ],
)
def test_declared_origin(line, outlet, origin):
    assert declared_origin(f"{line}\n\n{NEWS}", outlet) == origin


def test_a_credit_may_open_a_line():
    assert kinds("(From our news services) " + NEWS)[:2] == [("agency", "(From our news services)"), ("body", NEWS)]


def test_a_list_of_other_stories_below_the_text():
    text = f"{NEWS}\n\nMost read\nMarent denies rumours of a deal\nBay reopens after storm\n\n{NEWS}"
    assert [kind for kind, _ in kinds(text)] == ["body", "furniture", "furniture", "furniture", "body"]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "Governor Ilse Marent said on Monday that every boat had left\n"
        "the bay and that none of them would come back before spring,\n"
        "when talks resume."
    )
    assert kinds(text) == [("body", text)]


def test_no_title_where_the_text_begins_with_a_sentence():
    text = f"{NEWS}\n\nThe end"
    assert title_line(text, sections(text)) == ""


LINES = st.sampled_from(
    [
        NEWS,
        "Photo: an empty pier. Credit: Hill Times",
        "Read more: Ten bays",
        "Sign up for our newsletter. Share",
        "PORTVALE, May 3 (AFP) - " + NEWS,
        "Hill Times, with AFP",
        "What comes next",
        "# Heading",
        "",
        "   ",
        "\t(Reporting by Ana Torv in Portvale)",
        '"No," he said.',
        "- a list",
        "\u2028",
        "He left.Ana Torv / AFP",
    ]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=12).map("\n".join))
def test_sections_cover_the_text_in_order(text):
    end = 0
    for part in sections(text, "Hill Times"):
        assert end <= part.start < part.end <= len(text)
        assert not text[end : part.start].strip()
        assert text[part.start : part.end].strip() == text[part.start : part.end]
        end = part.end
    assert not text[end:].strip()


@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=6), st.sampled_from(["said", "warned", "denied", "told reporters"]))
def test_a_line_in_which_somebody_speaks_is_never_lost(before, after, verb):
    line = f"Subscribe to peace, Governor Ilse Marent {verb} on Monday, and sign up for our newsletter of hope."
    text = "\n".join([*before, line, *after])
    heard = "".join(text[p.start : p.end] for p in sections(text) if p.kind == "body")
    assert line in heard
