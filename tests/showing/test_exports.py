"""The tables of events: their columns, what stands in them, and what must not."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saidseen.knowing.fips import fips
from saidseen.showing.cli import cli, export
from saidseen.showing.exports import gdelt, plain, rows
from saidseen.showing.exports.files import written
from saidseen.showing.exports.gdeltcells import actor_cells, clean, day_cells, place_cells
from saidseen.stages import annotate
from saidseen.things import Actor, Document, Event, Hearing, Interval, Participant, Place, Sentence, Span, Statement

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
PUBLISHED = datetime(2021, 5, 5, 12, tzinfo=UTC)

POST = Document.make(
    url="https://example.org/post/1",
    outlet="Harbour Post",
    published=PUBLISHED,
    title="=1+1",
    text="Icelandic forces shelled Bergen on Monday, the Norwegian defence ministry said.\n\n"
    "Iceland will deploy 3,000 soldiers to Greenland. The foreign ministry of Norway denied that its forces were striking"
    " Icelandic towns.\n\n"
    "In Reykjavik, Denmark imposed sanctions on Iceland on Tuesday. If talks fail, Iceland may blockade Bergen.",
)
WIRE = Document.make(
    url="https://example.org/wire/2",
    outlet="Northern Wire",
    published=PUBLISHED - timedelta(days=1),
    text="Icelandic forces shelled Bergen on Monday. Norway demanded that Iceland withdraw its troops.",
)


@pytest.fixture(scope="module")
def heard() -> list[tuple[Document, Hearing]]:
    return [(document, annotate(document, "rules")) for document in (POST, WIRE)]


def table(heard: rows.Heard) -> list[dict[str, str]]:
    stream = io.BytesIO()
    plain.write(stream, heard)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode(), newline="")))


def gdelt_rows(heard: rows.Heard) -> list[dict[str, str]]:
    stream = io.BytesIO()
    gdelt.write(stream, heard)
    lines = stream.getvalue().decode().splitlines()
    return [dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True)) for line in lines]


def one(found: Iterator[dict[str, str]]) -> dict[str, str]:
    (row,) = found
    return row


SAID = "Troops left Oru."


def told(event: Event, document: Document = POST, **statement: object) -> list[tuple[Document, Hearing]]:
    """A hearing made by hand of one event; with ``statement`` it stands in one."""
    span = Span.of(SAID, 0, 6)
    parts = {"document": document.id, "source": (), "cue": (span,), "content": (span,), "quote_type": "indirect"}
    made = Hearing(
        document=document.id,
        statements=(Statement(id="s-1", **parts, **statement),) if statement else (),
        events=(replace(event, statement=0) if statement else event,),
        sentences=(Sentence(start=0, end=16, kind="body", paragraph=0),),
    )
    return [(document, made)]


def event(**fields: object) -> Event:
    return Event(**{"root": "RETREAT", "mode": "withdrawal", "trigger": Span.of(SAID, 7, 11), **fields})


# ------------------------------------------------------------------ CSV


def test_a_row_holds_the_event_and_who_says_so(heard: rows.Heard) -> None:
    row = one(r for r in table(heard) if r["mode"] == "shelling" and r["outlet"] == "Harbour Post")
    expected = {
        "url": "https://example.org/post/1", "published": "2021-05-05T12:00:00Z",
        "root": "ASSAULT", "plover_mode": "heavy-weapons", "contexts": "military", "quad": "4", "cameo": "194",
        "actor_name": "Icelandic forces", "actor_country": "ISL", "recipient_name": "Bergen",
        "place_name": "Bergen", "place_country": "NOR", "place_precision": "city",
        "when_start": "2021-05-03T00:00:00Z", "when_end": "2021-05-04T00:00:00Z", "polarity": "positive", "modality": "actual",
        "asserted_by": "Ministry of Defence of Norway", "asserted_by_country": "NOR", "act": "assert", "basis": "none",
        "quote": "shelled", "quote_start": "17", "quote_end": "24",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert (int(row["place_geonameid"]), round(float(row["place_lat"]), 1)) == (3161732, 60.4)
    assert 0 < float(row["confidence"]) <= 1


def test_in_the_outlets_own_voice_nobody_asserts_it(heard: rows.Heard) -> None:
    row = one(r for r in table(heard) if r["mode"] == "shelling" and r["outlet"] == "Northern Wire")
    assert {row[name] for name in ("asserted_by", "asserted_by_country", "statement", "act", "basis")} == {""}


def test_denied_planned_and_conditional_events_are_there_and_marked(heard: rows.Heard) -> None:
    marks = {r["mode"]: (r["polarity"], r["modality"]) for r in table(heard)}
    assert marks["strike"][0] == "negative"
    assert marks["deploy"] == ("positive", "planned")
    assert marks["blockade"] == ("positive", "conditional")
    assert one(r for r in table(heard) if r["mode"] == "blockade")["condition"] == "If talks fail"
    deployed = one(r for r in table(heard) if r["mode"] == "deploy")
    assert (float(deployed["quantity_low"]), deployed["quantity_unit"]) == (3000, "soldier")


def test_somebody_whom_the_text_does_not_name_is_not_the_outlet() -> None:
    assert table(told(event(), act="assert"))[0]["asserted_by"] == rows.UNNAMED
    speaker = Actor(surface="a harbour pilot")
    assert table(told(event(), act="assert", speaker=speaker))[0]["asserted_by"] == "a harbour pilot"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_no_cell(words: str) -> None:
    west = Place(span=None, name=words, geonameid=1, lat=-1.5, lon=-21.9, country="ISL", admin=(words,))
    row = table(told(event(place=west, condition=words, actor=Participant(span=None, name=words)), replace(POST, title=words)))[0]
    for name in ("title", "place_name", "place_admin", "condition", "actor_name"):
        assert row[name] == f"'{words}", name
    assert (row["place_lat"], row["place_lon"]) == ("-1.5", "-21.9")


def test_a_line_end_within_a_cell_begins_no_row() -> None:
    for end in ("\r", "\n", "\r\n"):
        made = told(event(), replace(POST, title=f"a{end}=1+1,b"))
        assert [r["title"] for r in table(made)] == [f"a{end}=1+1,b"]


def test_a_text_that_no_file_can_hold_is_written_all_the_same() -> None:
    broken = replace(POST, title="a\ud800b")
    assert table(told(event(), broken))[0]["title"] == "a\ufffdb"
    assert gdelt_rows(told(event(actor=Participant(span=None, name="a\ud800b")), broken))[0]["Actor1Name"] == "A\ufffdB"


# ------------------------------------------------------------------ ids


def test_ids_do_not_depend_on_what_else_is_read(heard: list[tuple[Document, Hearing]]) -> None:
    ids = [r["id"] for r in table(heard)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("e-[0-9a-f]{12}", name) for name in ids)
    assert [r["id"] for r in table(reversed(heard))] != ids
    assert {r["id"] for r in table(reversed(heard))} == set(ids)
    assert {r["id"] for r in table(heard[1:])} < set(ids)


def test_ids_tell_addresses_offsets_and_kinds_apart() -> None:
    other = Document.make(url="https://example.org/3", text=SAID)
    made = [told(event()), told(event(), other), told(event(mode="flight")), told(event(trigger=Span.of(SAID, 0, 4)))]
    assert len({table(m)[0]["id"] for m in made}) == 4


def test_a_document_given_twice_counts_once(heard: list[tuple[Document, Hearing]]) -> None:
    assert table([*heard, *heard]) == table(heard)
    assert gdelt_rows([*heard, *heard]) == gdelt_rows(heard)


# ------------------------------------------------------------------ GDELT


def test_gdelts_table_has_61_columns_and_no_header(heard: rows.Heard) -> None:
    stream = io.BytesIO()
    gdelt.write(stream, heard)
    lines = stream.getvalue().decode().split("\n")
    assert lines.pop() == ""
    assert {line.count("\t") for line in lines} == {60}
    assert len(gdelt.COLUMNS) == len(set(gdelt.COLUMNS)) == 61
    assert (gdelt.COLUMNS[0], gdelt.COLUMNS[26], gdelt.COLUMNS[51], gdelt.COLUMNS[60]) == (
        "GLOBALEVENTID",
        "EventCode",
        "ActionGeo_Type",
        "SOURCEURL",
    )
    assert all(line.split("\t")[0].isdigit() for line in lines)


def test_two_reports_of_one_event_are_one_row_of_the_first(heard: list[tuple[Document, Hearing]]) -> None:
    expected = {
        "SQLDATE": "20210503", "MonthYear": "202105", "Year": "2021", "FractionDate": "2021.3370",
        "Actor1Code": "ISL", "Actor1Name": "ICELANDIC FORCES", "Actor1CountryCode": "ISL", "Actor2Code": "",
        "Actor2Name": "BERGEN", "IsRootEvent": "1", "EventCode": "194", "EventBaseCode": "194", "EventRootCode": "19",
        "QuadClass": "4", "GoldsteinScale": "-10.0", "NumMentions": "2", "NumSources": "2", "NumArticles": "2", "AvgTone": "",
        "Actor1Geo_Type": "0", "Actor1Geo_FullName": "", "ActionGeo_Type": "4",
        "ActionGeo_CountryCode": "NO", "ActionGeo_ADM1Code": "", "ActionGeo_Lat": "60.39299", "ActionGeo_FeatureID": "",
        "DATEADDED": "20210504120000", "SOURCEURL": "https://example.org/wire/2",
    }  # fmt: skip
    row = one(r for r in gdelt_rows(heard) if r["EventCode"] == "194")
    assert {name: row[name] for name in expected} == expected
    assert re.fullmatch("Bergen, .+, Norway", row["ActionGeo_FullName"])
    assert gdelt_rows(reversed(heard)) == gdelt_rows(heard)
    alone = one(r for r in gdelt_rows(heard[:1]) if r["EventCode"] == "194")
    assert alone["GLOBALEVENTID"] == row["GLOBALEVENTID"]
    assert (alone["NumMentions"], alone["SOURCEURL"]) == ("1", "https://example.org/post/1")


def test_what_has_not_happened_is_no_row(heard: rows.Heard) -> None:
    codes = {r["EventCode"] for r in gdelt_rows(heard)}
    assert {"194", "163", "100"} <= codes
    assert not codes & {"154", "191", "0874"}, "deployment, blockade and withdrawal are only planned, conditional or demanded"
    assert sum(r["EventCode"] == "194" for r in gdelt_rows(heard)) == 1, "the other one is a denial"


@pytest.mark.parametrize(
    ("fields", "statement", "reason"),
    [
        ({"polarity": "negative"}, {}, gdelt.DENIED),
        ({"modality": "planned"}, {}, gdelt.NOT_YET),
        ({"modality": "possible"}, {}, gdelt.NOT_YET),
        ({"modality": "conditional"}, {}, gdelt.NOT_YET),
        *(({}, {"act": act}, gdelt.NOT_SAID) for act in ("deny", "pledge", "threaten", "demand", "forecast", "offer", "doubt")),
        ({"when": Interval(start=PUBLISHED + timedelta(days=1))}, {}, gdelt.LATER),
        ({"modality": "ongoing"}, {}, None),
        ({}, {"act": "assert"}, None),
        ({}, {"act": "judge"}, None),
        ({"when": Interval(start=PUBLISHED + timedelta(hours=6))}, {}, None),
    ],
)
def test_why_an_event_is_left_out(fields: dict[str, object], statement: dict[str, object], reason: str | None) -> None:
    stream = io.BytesIO()
    answer = gdelt.write(stream, told(event(**fields), **statement))
    assert bool(stream.getvalue()) == (reason is None)
    assert (f"1 {reason}" in answer) == (reason is not None), answer
    assert len(table(told(event(**fields), **statement))) == 1


def test_without_a_date_there_is_no_row() -> None:
    undated = replace(POST, published=None)
    assert gdelt_rows(told(event(), undated)) == []
    dated = gdelt_rows(told(event(when=Interval(end=datetime(2021, 5, 3, tzinfo=UTC))), undated))[0]
    assert (dated["SQLDATE"], dated["DATEADDED"]) == ("20210502", "")


def test_where_neither_party_nor_place_is_known_nothing_shows_that_two_are_one() -> None:
    other = Document.make(url="https://example.org/3", text=SAID, published=PUBLISHED)
    unknown = [*told(event()), *told(event(), other)]
    assert len({r["GLOBALEVENTID"] for r in gdelt_rows(unknown)}) == 2
    norwegian = event(actor=Participant(span=None, name="troops", country="NOR"))
    assert len(gdelt_rows([*told(norwegian), *told(norwegian, other)])) == 1


def test_hostile_words_break_no_line() -> None:
    actor = Participant(span=None, name='the\t"Wolves"\r\nof\u2028Oru\x00')
    stream = io.BytesIO()
    gdelt.write(stream, told(event(actor=actor), replace(POST, url="https://example.org/\t1\n2")))
    (line,) = stream.getvalue().decode().splitlines()
    assert len(line.split("\t")) == 61
    assert "THE 'WOLVES' OF ORU" in line
    assert not re.search('["\x00]', line)
    assert clean(None) == ""


def test_days_are_counted_as_in_gdelts_files() -> None:
    assert day_cells(datetime(2020, 3, 30, tzinfo=UTC)) == ("20200330", "202003", "2020", "2020.2466")
    assert day_cells(datetime(2019, 1, 25, 23, tzinfo=UTC))[3] == "2019.0685"


def test_actors_in_cameos_manner() -> None:
    army = Participant(span=None, name="the army", country="NOR", sector="MIL")
    assert actor_cells(army) == ("NORMIL", "THE ARMY", "NOR", None, None, None, None, "MIL", None, None)
    union = actor_cells(Participant(span=None, name="Brussels", country="EUR"))
    assert (union[0], union[2], union[3], union[7]) == ("IGOEUREEC", "EUR", "EEC", "IGO")
    assert actor_cells(Participant(span=None, name="Pristina", country="XKX"))[:3] == ("", "PRISTINA", None)
    assert actor_cells(None) == (None,) * 10


def place(precision: str, country: str | None, **more: object) -> tuple[object, ...]:
    return place_cells(Place(span=None, name="Oru", lat=1.0, lon=2.0, precision=precision, country=country, **more))


def test_places_by_gdelts_types() -> None:
    assert place("country", "BLR") == (1, "Oru", "BO", None, None, 1.0, 2.0, "BO")
    assert place("admin", "USA")[:3] == (2, "Oru, United States", "US")
    assert place("city", "USA", admin=("Texas",))[:2] == (3, "Oru, Texas, United States")
    assert [place(p, "NOR")[0] for p in ("city", "point", "admin", "region", "sea")] == [4, 4, 5, None, None]
    assert place("city", None)[:3] == (None, "Oru", None)
    assert place_cells(Place(span=None, name="Oru")) == place_cells(None) == (0, *(None,) * 7)


def test_fips_only_where_it_is_certain() -> None:
    assert [fips(c) for c in ("UKR", "RUS", "GBR", "XKX")] == ["UP", "RS", "UK", "KV"]
    assert [fips(c) for c in ("PSE", "SJM", "EUR", None)] == [None] * 4


# ------------------------------------------------------------------ Parquet


def test_parquet_gives_back_what_csv_has(heard: rows.Heard, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from saidseen.showing.exports.parquet import write  # noqa: PLC0415  # needs pyarrow

    path = tmp_path / "events.parquet"
    with path.open("wb") as stream:
        assert write(stream, heard) == plain.write(io.BytesIO(), heard)
    read = parquet.read_table(path)
    assert read.column_names == [column.name for column in rows.COLUMNS]
    found = read.to_pylist()
    as_csv = [{name: str(plain.cell(value) or "") for name, value in row.items()} for row in found]
    assert as_csv == table(heard)
    assert found[0]["published"] == PUBLISHED
    assert found[0]["contexts"] == ["military"]
    assert found[0]["title"] == POST.title, "no spreadsheet runs a Parquet file: texts are as they were"
    assert found[0]["actor_sector"] is None


def test_no_events_are_a_table_of_no_rows() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from saidseen.showing.exports.parquet import write  # noqa: PLC0415  # needs pyarrow

    stream = io.BytesIO()
    write(stream, [])
    empty = parquet.read_table(io.BytesIO(stream.getvalue()))
    assert (empty.num_rows, empty.num_columns) == (0, len(rows.COLUMNS))
    assert table([]) == gdelt_rows([]) == []


# ------------------------------------------------------------------ the command


def call(*words: object) -> Result:
    return CliRunner().invoke(cli, ["export", "--engine", "rules", *map(str, words)])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    lines = [{"url": d.url, "outlet": d.outlet, "published": d.published.isoformat(), "text": d.text} for d in (POST, WIRE)]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_the_name_tells_the_form(news: Path, tmp_path: Path) -> None:
    done = call(news, "-o", tmp_path / "events.csv")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "events.csv").read_text("utf-8").startswith("id,url,outlet,")
    done = call(news, "-o", tmp_path / "events.tsv")
    assert "left out: 1 denied" in done.stderr
    assert {line.count("\t") for line in (tmp_path / "events.tsv").read_text("utf-8").splitlines()} == {60}
    assert call(news, "-o", tmp_path / "20210505.export.CSV", "--as", "gdelt").exit_code == 0
    assert (tmp_path / "20210505.export.CSV").read_bytes() == (tmp_path / "events.tsv").read_bytes()
    assert call(news).stdout == (tmp_path / "events.csv").read_text("utf-8")
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "events.xlsx"], "end it on .csv, .parquet or .tsv"),
        (["--as", "parquet"], "name it with -o"),
        (["--as", "cameo"], "Invalid value"),
    ],
)
def test_what_is_not_understood_is_said(news: Path, words: list[str], message: str) -> None:
    done = call(news, *words)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


def test_an_input_is_not_written_over(news: Path) -> None:
    before = news.read_bytes()
    done = call(news, "-o", news, "--as", "csv")
    assert (done.exit_code, news.read_bytes()) == (2, before)


def test_without_its_library_parquet_says_what_to_do(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = call(news, "-o", tmp_path / "events.parquet")
    assert done.exit_code == 2
    assert "pip install 'saidseen[parquet]'" in done.stderr
    assert list(tmp_path.iterdir()) == [news]


def test_a_bad_document_does_not_lose_the_good_ones(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = call(news).stdout
    with news.open("a", encoding="utf-8") as lines:
        lines.write("\n{this is no JSON\n" + json.dumps({"url": "https://example.org/3", "text": "Iceland withdrew its troops."}))

    def deaf(document: Document, engine: str) -> Hearing:
        if document.url.endswith("/3"):
            raise RuntimeError("deaf")
        return annotate(document, engine)

    monkeypatch.setattr("saidseen.showing.intake.annotate", deaf)
    done = call(news, "-o", tmp_path / "events.csv")
    assert done.exit_code == 1
    assert "news.jsonl:3" in done.stderr
    assert "deaf" in done.stderr
    assert (tmp_path / "events.csv").read_text("utf-8") == good


def test_a_file_that_was_there_stays_where_writing_fails(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "events.csv"
    out.write_text("of yesterday")

    def fails(stream: io.BytesIO, _: object) -> str:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "writer_of", lambda _: fails)
    assert isinstance(call(news, "-o", out).exception, OSError)
    assert out.read_text() == "of yesterday"
    assert sorted(tmp_path.iterdir()) == sorted([out, news])


def test_a_pipe_stays_a_pipe_and_a_link_a_link(tmp_path: Path) -> None:
    there, link = tmp_path / "there.csv", tmp_path / "link.csv"
    link.symlink_to(there)
    with written(link) as stream:
        stream.write(b"through")
    assert (link.is_symlink(), there.read_bytes()) == (True, b"through")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with written(pipe) as stream:
        stream.write(b"through")
    assert os.read(reader, 10) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


# ------------------------------------------------------------------ the page


def test_the_page_explains_every_column_in_order() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    assert named == [*(column.name for column in rows.COLUMNS), *gdelt.COLUMNS]
