"""Measures the event coder: roots on public sentences (PLV), false events (police), and gold claims whose words give the root.

    python bench/events.py [--shared ../shared] [--engine encoder|rules] [--corpus gold|plv|police] [--misses]

Needs the folder of shared data; without it the script says so and ends. Places and times are not used here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidseen.hearing.attribution.engines import reading_of
from saidseen.hearing.events.find import by_country, find_events
from saidseen.hearing.parsing.parse import load
from saidseen.knowing.ontology import plover_mode
from saidseen.things import Engine, Event, Participant, Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

WHO = by_country(lambda _: None)


def places_of(doc: Doc) -> list[Place]:
    """Named places as the language model sees them: a stand-in for the gazetteer."""
    named = [e for e in doc.ents if e.label_ in {"GPE", "LOC", "FAC"}]
    return [Place(span=Span.of(doc.text, e.start_char, e.end_char), name=e.text) for e in named]


def coded(texts: Iterable[str], engine: Engine) -> Iterator[tuple[Doc, tuple[Event, ...], float]]:
    """Parsed documents with their events and the processor seconds that coding took beside the parse."""
    for doc in load().pipe(texts, batch_size=64):
        places = places_of(doc)
        start = time.process_time()
        noticed = reading.events if (reading := reading_of(doc.text, engine)) is not None else None
        events = find_events(doc, places=places, times=(), who=WHO, noticed=noticed)
        yield doc, events, time.process_time() - start


def side(p: Participant | None) -> dict[str, Any] | None:
    if p is None or p.span is None:
        return None
    return {"span": [p.span.start, p.span.end], "name": p.name, "country": p.country, "sector": p.sector}


def as_json(event: Event) -> dict[str, Any]:
    return {
        "root": event.root,
        "mode": plover_mode(event.mode),
        "trigger": [event.trigger.start, event.trigger.end],
        "actor": side(event.parties.actor),
        "recipient": side(event.parties.recipient),
        "polarity": event.polarity,
        "modality": event.modality,
        "confidence": event.confidence,
    }


CORPORA = {"plv": "plv_train.jsonl.gz", "police": "india_police_odd.jsonl.gz"}
"""Sentences with one dyad each; every sentence of articles on riots, where acts of the police are marked."""


def public_sentences(shared: Path, corpus: str, engine: Engine) -> None:
    gold = shared / "data/events" / CORPORA[corpus]
    with gzip.open(gold, "rt", encoding="utf8") as file:
        rows = [json.loads(line) for line in file]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out:
        words, seconds = 0, 0.0
        for row, (doc, events, spent) in zip(rows, coded((r["text"] for r in rows), engine), strict=True):
            words, seconds = words + len(doc), seconds + spent
            out.write(json.dumps({"url": row["id"], "text": row["text"], "events": [as_json(e) for e in events]}) + "\n")
        out.flush()
        print(f"coding alone: {words / seconds:,.0f} words/s")
        command = [sys.executable, str(shared / "score/events.py"), str(gold), out.name]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def located(statement: str | dict[str, str], texts: dict[str, str], named: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """Where a gold statement stands: quotes are found in the text; those given by id have their offsets in the gold."""
    if isinstance(statement, str):
        return next(iter(texts)), [(c["start"], c["end"]) for c in named[statement]]
    url, quote = statement["url"], statement["quote"]
    start = texts[url].find(quote)
    return url, [(start, start + len(quote))] if start >= 0 else []


def gold_claims(shared: Path, engine: Engine, *, misses: bool) -> float:
    """Share of gold claims' statements of which some word gives an event of the right root."""
    hits = asked = 0
    for story in sorted(p.parent for p in (shared / "gold").glob("*/gold.json")):
        gold = json.loads((story / "gold.json").read_text("utf-8"))
        lines = (story / "documents.jsonl").read_text("utf-8").splitlines()
        texts = {d["url"]: d["text"] for d in map(json.loads, lines)}
        named = {s["id"]: s["content"] for s in gold.get("statements", ())}
        events = {url: e for url, (_, e, _) in zip(texts, coded(texts.values(), engine), strict=True)}
        here = [0, 0]
        for claim in gold["claims"]:
            roots = {claim["event"]["root"], *(claim["event"].get("root_alt") or [])}
            for statement in claim["statements"]:
                url, spans = located(statement, texts, named)
                inside = [e for e in events[url] if any(a <= e.trigger.start < b for a, b in spans)]
                right = any(e.root in roots for e in inside)
                here[0], here[1] = here[0] + right, here[1] + 1
                if misses and not right:
                    got = ", ".join(f"{e.trigger.quote}:{e.mode}" for e in inside)
                    print(f"  {'/'.join(sorted(roots))} <> [{got}] {' ... '.join(texts[url][a:b] for a, b in spans)}")
        hits, asked = hits + here[0], asked + here[1]
        print(f"{story.name}: {here[0]}/{here[1]}")
    print(f"gold claims with the right root: {hits}/{asked} = {hits / asked:.3f}")
    return hits / asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--corpus", choices=(*CORPORA, "gold"), help="only this one; default: gold and plv")
    parser.add_argument("--misses", action="store_true", help="print the statements without the right root")
    parser.add_argument("--engine", choices=("encoder", "rules"), default="encoder")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print(f"no shared data in {options.shared}: nothing measured")
        return
    if options.corpus in {None, "gold"}:
        gold_claims(options.shared, options.engine, misses=options.misses)
    for corpus in CORPORA:
        if options.corpus == corpus or (options.corpus is None and corpus == "plv"):
            public_sentences(options.shared, corpus, options.engine)


if __name__ == "__main__":
    main()
