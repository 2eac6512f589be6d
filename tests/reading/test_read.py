"""Every way in to a Document, with good input and bad."""

# news has dashes

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.reading import read
from saidseen.reading.draft import LIMIT
from saidseen.reading.html import without_scripts
from saidseen.reading.inputs import BYTES
from saidseen.things import Document, Problem

NOW = datetime(2024, 6, 1, tzinfo=UTC)
DAY = datetime(2024, 5, 3, 9, tzinfo=UTC)
NEWS = "Governor Ilse Marent said on Monday that every boat had left the bay and that none of them would return."


def got(*inputs, **options):
    found = list(read([str(i) for i in inputs], now=NOW, **options))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Problem)]


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def row(**fields):
    return json.dumps({"text": NEWS, "published": "2024-05-03T09:00:00Z", **fields})


def test_plain_text_keeps_its_title_line(tmp_path):
    text = f"Boats leave the bay\n\n{NEWS}\n"
    [doc], problems = got(put(tmp_path, "a.txt", text), published=DAY, outlet="Hill Times", url="https://hill.example/1")
    assert (doc.text, doc.title, doc.outlet, doc.url) == (text, "Boats leave the bay", "Hill Times", "https://hill.example/1")
    assert (doc.published, doc.lang, doc.origin) == (DAY, "en", str(tmp_path / "a.txt"))
    assert [part.kind for part in doc.sections] == ["headline", "body"]
    assert not problems


def test_a_text_without_a_date_is_kept_and_the_reader_told(tmp_path):
    [doc], [problem] = got(put(tmp_path, "a.txt", NEWS))
    assert doc.published is None
    assert doc.url == (tmp_path / "a.txt").as_uri()
    assert "published" in problem.what
    assert problem.where == doc.origin


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        (b"\xef\xbb\xbf" + "Señor Vela said “no”.".encode(), False),
        ("Señor Vela said “no”.".encode("utf-16"), False),
        ("Señor Vela said “no”.".encode("utf-16-be"), True),
        (("Señor Vela said “no”. " + "The bay is empty. " * 4).encode("cp1252"), True),
        ("Señor Vela said “no”.\r\nLeft.".encode(), False),
    ],
)
def test_encodings(tmp_path, content, noted):
    [doc], problems = got(put(tmp_path, "a.txt", content), published=DAY)
    assert doc.text.startswith("Señor Vela said “no”.")
    assert "\r" not in doc.text
    assert bool(problems) == noted


def test_a_guessed_encoding_is_named(tmp_path):
    text = "Министерство сообщило, что все лодки покинули залив и больше не вернутся. " * 3
    [doc], problems = got(put(tmp_path, "a.txt", text.encode("cp1251")), published=DAY)
    assert doc.text == text
    assert doc.lang == "ru"
    assert any("cp1251" in p.what for p in problems)
    assert any("not in English" in p.what for p in problems)


def test_broken_utf8_is_not_taken_for_another_encoding(tmp_path):
    [doc], [problem] = got(put(tmp_path, "a.txt", "Señor Vela – “no” ".encode() + b"\xff" + b" left."), published=DAY)
    assert doc.text == "Señor Vela – “no” \ufffd left."
    assert "UTF-8" in problem.what


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\n", b"%PDF-1.7 text", b"PK\x03\x04abc", b"ab\x00\x01\x02cd" * 9, b"\x01\x02\x03\x04" * 99]
)
def test_nothing_is_made_of_what_is_no_text(tmp_path, content):
    docs, [problem] = got(put(tmp_path, "a.txt", content), published=DAY)
    assert not docs
    assert problem.kept == "nothing of it"


def test_a_huge_text_is_cut_at_a_paragraph(tmp_path):
    docs, [problem] = got(put(tmp_path, "a.txt", (NEWS + "\n\n") * (BYTES // 100)), published=DAY)
    [doc] = docs
    assert LIMIT // 2 < len(doc.text) <= LIMIT
    assert doc.text.endswith("return.")
    assert f"{len(doc.text):,}" in problem.kept


def test_missing_unreadable_and_unnameable_inputs(tmp_path):
    put(tmp_path, "a.txt", NEWS)
    docs, problems = got("no/such.txt", "x\0y", tmp_path / "*.zip", tmp_path / "*.txt", published=DAY)
    assert len(docs) == 1
    assert len(problems) == 3


def test_folders_and_patterns_in_the_order_of_names(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/z.md", "b/a.txt", "a.txt", ".hidden.txt", ".git/x.txt", "photo.heic"):
        put(tmp_path, name, f"{name}: {NEWS}")
    docs, [problem] = got(tmp_path, published=DAY)
    assert [os.path.relpath(d.origin, tmp_path) for d in docs] == ["a.txt", "c.txt", "b/a.txt", "b/z.md"]
    assert "photo.heic" in problem.what
    deep, none = got(tmp_path / "**" / "*.txt", published=DAY)
    assert sorted(d.id for d in deep) == sorted(d.id for d in docs if d.origin.endswith("txt"))
    assert not none


def test_two_files_of_one_name_are_not_versions_of_each_other(tmp_path):
    for day in ("1", "2"):
        (tmp_path / day).mkdir()
        put(tmp_path / day, "report.txt", f"Day {day}. {NEWS}")
    docs, _ = got(tmp_path, published=DAY)
    assert len({d.url for d in docs}) == 2


def test_one_url_is_not_given_to_two_texts(tmp_path):
    put(tmp_path, "a.txt", NEWS)
    put(tmp_path, "b.txt", NEWS)
    docs, [problem] = got(tmp_path, published=DAY, url="https://hill.example/1")
    assert [d.url for d in docs] == ["https://hill.example/1", (tmp_path / "b.txt").as_uri()]
    assert "--url" in problem.what


def test_json_lines_with_every_fault(tmp_path):
    lines = [
        row(url="https://hill.example/1", outlet="Hill Times", title="Bay", lang="en", extra=[1]),
        "{broken",
        "",
        "[1]",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        row(url=7, published=8),
        row(published="some day"),
        row(published="2031-01-01"),
        "[" * 100_000,
    ]
    path = put(tmp_path, "d.jsonl", "\n".join(lines))
    docs, problems = got(path)
    assert [d.origin.rpartition(":")[2] for d in docs] == ["1", "7", "8", "9"]
    assert (docs[0].url, docs[0].outlet, docs[0].title, docs[0].text) == ("https://hill.example/1", "Hill Times", "Bay", NEWS)
    assert [d.published for d in docs[:3]] == [DAY, None, None]
    assert {p.where.rpartition(":")[2] for p in problems} == {"2", "4", "5", "6", "7", "8", "9", "10"}
    assert all(p.stage == "reading" and p.what and p.kept and p.todo for p in problems)


def test_a_line_not_in_utf8_does_not_lose_the_others(tmp_path):
    docs, [problem] = got(put(tmp_path, "d.ndjson", row().encode() + b'\n{"text": "\xff"}\n' + row(title="b").encode()))
    assert len(docs) == 2
    assert problem.where.endswith(":2")


def test_gzip_whole_and_broken(tmp_path):
    packed = gzip.compress("\n".join(row(title=str(n)) for n in range(500)).encode())
    docs, problems = got(put(tmp_path, "d.jsonl.gz", packed))
    assert len(docs) == 500
    assert not problems
    some, [problem] = got(put(tmp_path, "cut.jsonl.gz", packed[: len(packed) // 2]))
    assert len(some) < 500
    assert "damaged" in problem.what


def test_standard_input_is_told_by_its_first_bytes():
    [text], _ = got("-", stdin=BytesIO(NEWS.encode()), published=DAY)
    [line], _ = got("-", stdin=BytesIO(row(title="Bay").encode()))
    [note], _ = got("-", stdin=BytesIO(f"---\ntitle: Bay\n---\n{NEWS}".encode()), published=DAY)
    assert (text.title, line.title, note.title) == ("", "Bay", "Bay")
    assert all(d.url.startswith("stdin:") for d in (text, line, note))
    assert text.url == got("-", stdin=BytesIO(NEWS.encode()), published=DAY)[0][0].url


def test_reading_is_lazy(tmp_path):
    path = put(tmp_path, "d.jsonl", "\n".join(row(title=str(n)) for n in range(3)))
    stream = read([str(path), "no/such"], now=NOW)
    first = next(stream)
    assert isinstance(first, Document)
    assert first.title == "0"


def test_one_json_value_is_told_from_json_lines(tmp_path):
    docs, [problem] = got(put(tmp_path, "d.json", json.dumps([{"text": NEWS}], indent=1)))
    assert not docs
    assert "JSON Lines" in problem.what


def test_markdown_front_matter(tmp_path):
    head = "title: The bay\ndate: 2024-05-03\nsource: Hill Times\nlink: https://hill.example/1\nlang: en"
    text = f"---\n{head}\n---\n# The bay\n\n**So** {NEWS}"
    [doc], problems = got(put(tmp_path, "a.md", text))
    assert (doc.title, doc.outlet, doc.url) == ("The bay", "Hill Times", "https://hill.example/1")
    assert doc.published == datetime(2024, 5, 3, 12, tzinfo=UTC)
    assert doc.text == f"# The bay\n\n**So** {NEWS}"
    assert doc.sections[0].kind == "headline"
    assert not problems


@pytest.mark.parametrize("head", ["title: [broken", "date: 2024-13-45T00:00:00Z\ntitle: a: b", "title: {a: 1}"])
def test_broken_front_matter_loses_no_text(tmp_path, head):
    [doc], problems = got(put(tmp_path, "a.md", f"---\n{head}\n---\n{NEWS}"), published=DAY)
    assert NEWS in doc.text
    assert "front matter" in problems[0].what


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Boats leave the bay | Hill Times</title>
<meta property="og:site_name" content="Hill Times"><meta property="article:published_time" content="2024-05-03T11:00:00+02:00">
<link rel="canonical" href="https://hill.example/bay"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Boats leave the bay</h1>
<p>{news} Fishermen watched them from the pier until the last one was out of sight.</p>
<figure><img src="a.jpg"><figcaption>The empty pier on Monday. Photo: Hill Times</figcaption></figure>
<p>The ministry in the capital declined to comment, though an official there called the departure a beginning.</p>
</article><footer>We use cookies</footer></body></html>"""


def test_a_web_page(tmp_path):
    [doc], problems = got(put(tmp_path, "a.html", PAGE.format(news=NEWS)))
    assert (doc.title, doc.outlet, doc.url) == ("Boats leave the bay", "Hill Times", "https://hill.example/bay")
    assert doc.published == DAY
    assert doc.text.startswith(f"Boats leave the bay\n\n{NEWS}")
    assert "cookies" not in doc.text
    assert [part.kind for part in doc.sections] == ["headline", "body", "body", "caption", "credit"]
    assert not problems


def test_scripts_are_taken_off_and_structured_data_stays():
    data = '<script type="application/ld+json">{"datePublished": "2024-05-03"}</script>'
    page = f"<p>a</p><SCRIPT src=x>b()<svg></script>{data}<style>c</style><p>d</p><script>e"
    assert without_scripts(page) == f"<p>a</p>{data}<p>d</p><script>e"


def test_pages_without_text_and_pages_named_otherwise(tmp_path):
    docs, [problem] = got(put(tmp_path, "a.html", "<html><body><script>var a = 1</script></body></html>"))
    assert not docs
    assert "no article text" in problem.what
    [doc], _ = got(put(tmp_path, "b.txt", PAGE.format(news=NEWS)))
    assert doc.outlet == "Hill Times"


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Hill Times</title>
<item><title>Bay</title><link>https://hill.example/1</link><pubDate>Fri, 03 May 2024 11:00:00 +0200</pubDate>
<description>&lt;p&gt;{news}&lt;/p&gt;&lt;p&gt;The pier &amp;amp; the bay are empty.&lt;/p&gt;</description></item>
<item><link>https://hill.example/2</link></item></channel></rss>"""


def test_a_feed(tmp_path):
    [doc], [problem] = got(put(tmp_path, "f.xml", FEED.format(news=NEWS)))
    assert (doc.title, doc.outlet, doc.url, doc.published) == ("Bay", "Hill Times", "https://hill.example/1", DAY)
    assert doc.text == f"Bay\n\n{NEWS}\n\nThe pier & the bay are empty."
    assert problem.where.endswith(":2")


def test_an_atom_feed_and_xml_that_is_none(tmp_path):
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill Times</title><entry><title>Bay</title><id>1</id>
    <updated>2024-05-03T09:00:00Z</updated><content type="html">&lt;b&gt;{NEWS}&lt;/b&gt;</content></entry></feed>"""
    [doc], problems = got(put(tmp_path, "f.atom", atom))
    assert (doc.text, doc.published) == (f"Bay\n\n{NEWS}", DAY)
    assert not problems
    docs, [problem] = got(put(tmp_path, "x.xml", "<?xml version='1.0'?><map><a/></map>"))
    assert not docs
    assert "feed" in problem.what


@given(st.text(max_size=200))
def test_json_lines_keep_every_character(text):
    docs, _ = got("-", stdin=BytesIO((json.dumps({"text": text, "published": "2024-05-03"}) + "\n").encode()))
    assert [d.text for d in docs] == ([text] if text.strip() else [])


def test_lone_surrogates_are_replaced_one_for_one():
    [doc], _ = got("-", stdin=BytesIO(b'{"text": "a\\ud800b", "published": "2024-05-03"}'))
    assert doc.text == "a\ufffdb"


@given(st.binary(max_size=300))
def test_no_bytes_raise(data):
    for found in read(["-"], stdin=BytesIO(data), now=NOW):
        assert isinstance(found, Document | Problem)


def test_the_same_input_gives_the_same_ids(tmp_path):
    path = put(tmp_path, "d.jsonl", row() + "\n" + row(title="b"))
    moved = put(tmp_path, "d.jsonl", "\n" + path.read_text())
    assert [d.id for d in got(path)[0]] == [d.id for d in got(moved)[0]]
