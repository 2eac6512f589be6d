"""The field names that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from hand_made import DAM, DOCUMENT, EVENT, HEARING, LATER, SEEN, SHELF, STATEMENT, TEXT, Shelf, claim, evidence

from saidseen.showing import formats, views
from saidseen.showing.annotation import annotation_json
from saidseen.things import Case, Place, Span, TimeExpression

CLAIM_FIELDS = {
    "id", "kind", "polarity", "text", "speaker", "side", "said", "event", "window", "condition", "test", "status", "probability",
    "words", "grade", "as_of", "statements", "evidence", "why",
}  # fmt: skip
EVIDENCE_FIELDS = {"class", "relation", "weight", "group", "source", "url", "quote", "why", "coverage"}
STATEMENT_FIELDS = {
    "source",
    "cue",
    "content",
    "quote_type",
    "act",
    "basis",
    "confidence",
    "speaker",
    "addressee",
    "channel",
    "said",
}
EVENT_FIELDS = {
    "root", "mode", "contexts", "trigger", "actor", "recipient", "place", "when", "quantity", "polarity", "modality", "statement",
    "confidence",
}  # fmt: skip
PLACE_FIELDS = {"span", "name", "geonameid", "lat", "lon", "country", "admin", "precision", "confidence"}


def claims() -> list[dict]:
    return json.loads(json.dumps(formats.claims_json(views.claims(SHELF, as_of=LATER))))


def test_a_claim_has_every_promised_field() -> None:
    [claim] = claims()
    assert set(claim) >= CLAIM_FIELDS
    assert set(claim["speaker"]) >= {"name", "role", "organisation", "country"}
    assert set(claim["event"]) >= EVENT_FIELDS
    assert set(claim["event"]["place"]) >= PLACE_FIELDS
    assert claim["event"]["when"] == {"start": "2021-05-05T00:00:00Z", "end": "2021-05-06T00:00:00Z"}
    assert claim["window"] == {"start": "2021-05-05T00:00:00Z", "end": "2021-05-06T00:00:00Z", "assumed": False}
    assert set(claim["test"]) == {"supports", "refutes", "where", "until", "sensors"}
    assert (claim["status"], claim["as_of"]) == ("contradicted", "2021-05-20T00:00:00Z")


def test_statements_and_evidence_of_a_claim_can_be_found_in_the_texts() -> None:
    [claim] = claims()
    [said] = claim["statements"]
    assert said["quote"] == TEXT[said["start"] : said["end"]]
    assert (said["url"], said["published"], said["cue"]) == (DOCUMENT.url, "2021-05-01T12:00:00Z", "said")
    assert "channel" in said
    [seen] = claim["evidence"]
    assert set(seen) >= EVIDENCE_FIELDS
    assert (seen["class"], seen["relation"], seen["quote"]) == ("seen-reported", "refutes", "saw all gates shut")


def test_an_annotation_has_every_promised_field_and_indexes_into_its_lists() -> None:
    other = Place(span=Span.of(TEXT, 4, 9), name="Gates")
    far = TimeExpression(span=Span.of(TEXT, 60, 68), type="DATE", value="2021-05-05", interval=EVENT.when)
    near = replace(far, span=Span.of(TEXT, TEXT.index("5 May"), TEXT.index("5 May") + 5))
    line = json.loads(json.dumps(annotation_json(DOCUMENT, replace(HEARING, places=(other, DAM), times=(far, near)))))
    assert set(line) >= {"url", "statements", "events", "places", "times", "problems"}
    [statement], [event] = line["statements"], line["events"]
    assert set(statement) >= STATEMENT_FIELDS
    assert set(event) >= EVENT_FIELDS
    assert (event["place"], event["when"], event["statement"]) == (1, 1, 0)
    assert set(line["places"][0]) >= PLACE_FIELDS
    assert line["times"][1] == {
        "span": [near.span.start, near.span.end], "type": "DATE", "value": "2021-05-05",
        "start": "2021-05-05T00:00:00Z", "end": "2021-05-06T00:00:00Z",
    }  # fmt: skip
    assert [TEXT[s:e] for s, e in statement["content"]] == [STATEMENT.content[0].quote]


def test_an_event_without_place_or_time_has_no_index() -> None:
    line = annotation_json(DOCUMENT, replace(HEARING, events=(replace(EVENT, place=None, when=None),)))
    [event] = line["events"]
    assert (event["place"], event["when"]) == (None, None)


def test_a_carriage_return_in_a_claim_begins_no_row_of_csv() -> None:
    case = Case(claim=claim(text="a\r=1+1"), evidence=(evidence(published=SEEN),))
    text = formats.claims_csv(views.claims(Shelf(DOCUMENT, case), as_of=LATER))
    assert [r["text"] for r in csv.DictReader(io.StringIO(text, newline=""))] == ["a\r=1+1"]


def test_csv_has_a_row_a_claim_and_runs_no_formula() -> None:
    case = Case(claim=claim(text='=HYPERLINK("x"), "and\nmore"'), evidence=(evidence(published=SEEN),))
    rows = list(csv.DictReader(io.StringIO(formats.claims_csv(views.claims(Shelf(DOCUMENT, case), as_of=LATER)))))
    assert [r["text"] for r in rows] == ['\'=HYPERLINK("x"), "and\nmore"']
    assert rows[0]["refutes"] == "1"
