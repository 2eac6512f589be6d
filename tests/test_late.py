"""What comes late: whatever the order and however it is split into runs, the cases and verdicts are those of one run over all."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.follow import follow
from saidseen.ledger import Gone, Ledger
from saidseen.ledger.codec import encode
from saidseen.stages import STAGES, WEIGH, weigh_all, weigh_news
from saidseen.things import Case, Document, Hearing, Observation, Outcome, Review, Span, Statement, Verdict
from saidseen.weighing import adding

sys.path.insert(0, str(Path(__file__).parent / "weighing"))
from making import ALAND, BLAND, DEFENDER, FAR, MINISTER, RANGE, TOWN, day, event, observation, span_of_days

HEAR, JUDGE = STAGES[0], STAGES[-1]
NOW = datetime.now(UTC)


def report(  # noqa: PLR0913  # a builder
    number: int, alleged, act="assert", *, speaker=MINISTER, on=0, words=""
) -> tuple[Document, Hearing]:
    """A document of one sentence, with what is heard in it."""
    text = words or f"the columns number {number} will have left the bridge road and the harbour"
    document = Document.make(url=f"test:{number}", text=text, outlet=f"Paper {number}", published=day(on))
    content = Span.of(text, 0, len(text))
    statement = Statement(
        id=f"s-{number}", document=document.id, source=(), cue=(content,), content=(content,), quote_type="indirect", act=act,
        speaker=speaker, said=span_of_days(on, on + 1),
    )  # fmt: skip
    alleged = replace(alleged, trigger=Span.of(text, 4, 11), statement=0, confidence=0.9)
    return document, Hearing(document=document.id, statements=(statement,), events=(alleged,))


SAID = (
    report(1, event(when=span_of_days(0, 2))),
    report(2, event("MOBILIZE", "presence", polarity="negative", place=RANGE, when=span_of_days(0, 3)), "deny", on=1),
    report(
        3, event("ASSAULT", "shelling", when=span_of_days(0, 2)), speaker=DEFENDER, on=1, words="They shelled the mill at dusk"
    ),
    report(
        4, event(place=FAR, when=span_of_days(2, 6), modality="planned"), "pledge", on=2, words="We pull out of Tessel by Friday"
    ),
    report(
        5,
        event(place=None, when=span_of_days(0, 2)),
        speaker=DEFENDER,
        on=2,
        words="Their lorries have gone from the old bridge road",
    ),
)
WORDS = (
    "a patrol counted thirty four lorries on the bridge road before noon",
    "On Friday a patrol counted thirty four lorries on the bridge road before noon, it said",
    "it said that a patrol counted thirty four lorries on the bridge",
    "the columns still stand beside the harbour and the bridge road",
    "",
)
HAPPENED = st.builds(
    lambda kind, place, hands, start: event(*kind, place=place, actor=hands, when=span_of_days(start, start + 1)),
    st.sampled_from([("RETREAT", "withdrawal"), ("MOBILIZE", "presence"), ("ASSAULT", "shelling")]),
    st.sampled_from([TOWN, RANGE, FAR, None]),
    st.sampled_from([ALAND, BLAND, None]),
    st.integers(-2, 8),
)
SEEN = st.builds(
    lambda happened, place, words, on, unseen: replace(
        observation(*happened, place=place, looked_and_not_seen=unseen), document=None, quote=words, published=day(on)
    ),
    st.lists(HAPPENED, max_size=2),
    st.sampled_from([TOWN, RANGE, FAR, None]),
    st.sampled_from(WORDS),
    st.integers(0, 9),
    st.booleans(),
)


def numbered(sights: list[Observation]) -> list[Observation]:
    return [replace(o, id=f"o-{n}", url=f"https://eyes.example/{n}") for n, o in enumerate(sights)]


def hear(ledger: Ledger) -> None:
    ledger.add([document for document, _ in SAID])
    ledger.record(HEAR, [Outcome(item=d.id, things=(h,)) for d, h in SAID])


def put(ledger: Ledger, sights: list[Observation]) -> None:
    for sight in sights:
        ledger.put(sight, who="Ann", why="seen")


def state(ledger: Ledger) -> dict[str, object]:
    """Every case byte for byte, and every verdict but for the moment of judging."""
    cases = {case.claim.id: encode(case) for case in ledger.things(Case)}
    return {**cases, **{f"verdict of {v.claim}": encode(replace(v, as_of=NOW)) for v in ledger.things(Verdict)}}


def at_once(sights: list[Observation]) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "ledger.db")) as ledger:
        hear(ledger)
        put(ledger, sights)
        follow(STAGES, ledger)
        return state(ledger)


@settings(max_examples=40, deadline=None)
@given(st.lists(SEEN, min_size=1, max_size=7).map(numbered), st.data())
def test_any_order_and_any_split_into_runs_give_what_one_run_gives(sights, data):
    wanted = at_once(sights)
    order = data.draw(st.permutations(sights))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(order)), max_size=3)))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "ledger.db")) as ledger:
        hear(ledger)
        for first, last in zip([0, *cuts], [*cuts, len(order)], strict=True):
            put(ledger, order[first:last])
            assert (ledger.news([Observation, Review], WEIGH) is not None) == (first > 0 or ledger.keys(Case) != set())
            follow(STAGES, ledger)
        assert state(ledger) == wanted


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db") as opened:
        hear(opened)
        follow(STAGES, opened)
        yield opened


def sight(number: int = 1, **more) -> Observation:
    made = observation(event(when=span_of_days(0, 1)), when=span_of_days(0, 1), number=number)
    return replace(made, document=None, quote=WORDS[0], **more)


def weighed(ledger: Ledger) -> set[str]:
    """The claims of which the next run writes a case."""
    before = len(list(ledger.log()))
    follow(STAGES, ledger)
    return {entry.key for entry in list(ledger.log())[before:] if entry.kind == "case"}


def test_one_observation_touches_the_claims_that_it_bears_on_and_no_other(ledger):
    put(ledger, [sight()])
    outcome = weigh_news(ledger, datetime.now(UTC))
    assert outcome is not None
    looked_at = {thing.claim.id for thing in outcome.things if isinstance(thing, Case)}
    assert looked_at == weighed(ledger)
    assert 0 < len(looked_at) < len(list(ledger.things(Case)))


def test_a_quotation_brings_groups_together_in_cases_that_the_new_sight_does_not_bear_on(ledger):
    """Two sights of two places, then a third whose words hold those of both."""
    one = replace(sight(1, place=TOWN), quote="the first patrol counted forty lorries at the mill")
    two = replace(
        sight(2), events=(event("ASSAULT", "shelling"),), place=TOWN, quote="smoke rose behind the old grain silo all day"
    )
    put(ledger, [one, two])
    follow(STAGES, ledger)
    both = replace(sight(3), events=(event(place=FAR),), place=FAR, quote=f"{one.quote} and {two.quote}")
    put(ledger, [both])
    follow(STAGES, ledger)
    groups = {e.group for case in ledger.things(Case) for e in case.evidence if e.observation in {"o-1", "o-2", "o-3"}}
    assert len(groups) == 1
    assert state(ledger) == at_once([one, two, both])


@pytest.mark.parametrize(
    "what", ["an observation from a document", "one that is taken back", "one that is put right", "a review", "a text"]
)
def test_all_is_weighed_where_anything_else_came(ledger, what):
    put(ledger, [sight(1)])
    follow(STAGES, ledger)
    case = next(iter(ledger.things(Case)))
    match what:
        case "an observation from a document":
            put(ledger, [replace(sight(2), document="d-1")])
        case "one that is taken back":
            ledger.put(Gone(kind="observation", key="o-1"), who="Ann", why="mistaken")
        case "one that is put right":
            put(ledger, [sight(1, looked_and_not_seen=True)])
        case "a review":
            ledger.put(Review(claim=case.claim.id, action="reject", who="Ann", why="no claim"), who="Ann", why="no claim")
        case _:
            ledger.add([Document.make(url="test:9", text="Nothing new today.")])
    assert weigh_news(ledger, datetime.now(UTC)) is None


@pytest.mark.parametrize("action", ["accept", "regrade"])
def test_a_word_that_a_claim_is_one_makes_nothing_due(ledger, action):
    put(ledger, [sight(1)])
    follow(STAGES, ledger)
    before, case = state(ledger), next(iter(ledger.things(Case)))
    ledger.put(Review(claim=case.claim.id, action=action, who="Ann", why="so", grade="B2"), who="Ann", why="so")
    assert weigh_news(ledger, datetime.now(UTC)) is not None
    assert weighed(ledger) == set()
    assert state(ledger) == before
    ledger.record(JUDGE, [weigh_all(ledger, datetime.now(UTC))])
    assert state(ledger) == before


def test_a_verdict_whose_time_has_come_is_given_though_nothing_touches_the_claim(tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        hear(ledger)
        ledger.record(JUDGE, [weigh_all(each, day(3)) for each in ledger.todo(JUDGE)])
        pledge = next(c.claim.id for c in ledger.things(Case) if c.claim.kind == "pledge")
        assert ledger.get(Verdict, pledge).status == "too-early"
        put(ledger, [replace(sight(1), events=(), quote="nothing of this")])
        outcome = weigh_news(ledger, day(3) + timedelta(days=60))
        assert [(v.claim, v.status) for v in outcome.things if isinstance(v, Verdict)] == [(pledge, "expired")]


def test_the_same_observation_met_twice_is_one(ledger):
    """A run may read what came while it began, and be told of it again."""
    put(ledger, [sight()])
    follow(STAGES, ledger)
    cases, _ = adding.add([sight()], ledger.filed, lambda key: ledger.get(Case, key))
    assert cases
    assert cases == {key: ledger.get(Case, key) for key in cases}
