"""How weighing grows: seconds and memory for a made-up ledger of N claims and ten times as many pieces of evidence.

    python bench/scale.py [--claims 1000] [--times 1,2,4] [--profile] [--json]
    python bench/scale.py --exact LEDGER [LEDGER ...]

A crisis of ours has 500 claims of two sides within a year, in a country of 24 towns; a tenth of the claims is told by two papers,
and for each claim one thing is seen. N claims are N/500 crises side by side. Each size runs in a process of its own, so that
the memory is its own. ``--exact`` sets every claim in a ledger against every observation and names what the index loses.
"""

from __future__ import annotations

import cProfile
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from common import PROGRAM, Measured, parser, show
from saidseen import things
from saidseen.follow import Stage, follow
from saidseen.knowing.ontology import ontology
from saidseen.ledger import Ledger
from saidseen.stages import STAGES
from saidseen.things import Actor, Document, Hearing, Interval, Observation, Outcome, Participant, Place, Span, Statement

CRISIS = 500
TOWNS = 24
REPEATED = 0.1
START = datetime(2020, 1, 1, tzinfo=UTC)
KINDS = [
    (ontology().kinds[name].root, name)
    for name in (
        "withdrawal",
        "presence",
        "attack",
        "invasion",
        "deployment",
        "reinforcement",
        "shelling",
        "blockade",
        "clear",
        "hold",
    )
    if name in ontology().kinds
]
PLACED = 0.7
"""Share of what is seen of which the place is known, as of the shared stories' (123 of 175)."""


@cache
def words(crisis: int) -> list[str]:
    """The 336 words in which people speak of one crisis: its names and matters, so no two crises share many."""
    chance = random.Random(crisis)  # noqa: S311  # no secret
    return ["".join(chance.choices("abcdefghijklmnoprstuvwz", k=8)) for _ in range(336)]


def place(crisis: int, town: int) -> Place:
    """A town; crises lie far apart, towns of one about 200 km, so that few are near one another."""
    lat, lon = crisis % 12 * 10 - 60 + town // 5 * 1.8, crisis // 12 % 18 * 20 - 180 + town % 5 * 3.5
    number = crisis * TOWNS + town
    return Place(
        span=None,
        name=f"Town {number}",
        geonameid=number + 1,
        lat=lat,
        lon=lon,
        country=f"X{crisis:03}",
        precision="city",
        confidence=0.9,
    )


def event(chance: random.Random, crisis: int, trigger: Span, when: Interval, statement: int | None) -> things.Event:
    root, mode = chance.choice(KINDS)
    town = place(crisis, min(int(chance.expovariate(0.1)), TOWNS - 1))  # most of it happens in a few towns
    actor = Participant(span=None, name="the army", country=f"X{crisis:03}" if chance.random() < 0.7 else f"Y{crisis:03}")  # noqa: PLR2004
    return things.Event(
        root=root, mode=mode, trigger=trigger, actor=actor, place=town, when=when, statement=statement, confidence=0.9,
        polarity=chance.choice(["positive", "positive", "negative"]),
    )  # fmt: skip


def said(chance: random.Random, number: int) -> Iterator[tuple[Document, Hearing]]:
    """One claim's documents, each with what is heard in it."""
    crisis, day = number // CRISIS, START + timedelta(hours=chance.randrange(24 * 365))
    told = " ".join(["the", "army", *chance.choices(words(crisis), k=9)])
    around = " ".join(chance.choices(words(crisis), k=40))
    side = f"{chance.choice('XY')}{crisis:03}"
    speaker = Actor(surface="the minister", role="defence minister", country=side, standing="party")
    content = Span(start=0, end=len(told), quote=told)
    alleged = event(chance, crisis, Span.of(told, 4, 8), Interval(start=day - timedelta(days=1), end=day), 0)
    for copy in range(2 if chance.random() < REPEATED else 1):
        document = Document.make(
            url=f"made:{number}/{copy}",
            text=f"{told}. {around if not copy else ''}",
            outlet=f"Paper {chance.randrange(400)}",
            published=day + timedelta(hours=copy),
        )
        statement = Statement(
            id=f"s-{number}-{copy}", document=document.id, source=(), cue=(content,), content=(content,), quote_type="indirect",
            act="assert", speaker=speaker, said=Interval(start=day, end=day + timedelta(days=1)),
        )  # fmt: skip
        yield document, Hearing(document=document.id, statements=(statement,), events=(alleged,))


def seen(chance: random.Random, number: int, crisis: int) -> Observation:
    day = START + timedelta(hours=chance.randrange(24 * 365))
    quote = "seen " + " ".join(chance.choices(words(crisis), k=9))
    when = Interval(start=day - timedelta(days=1), end=day)
    happened = event(chance, crisis, Span.of(quote, 0, 4), when, None)
    return Observation(
        id=f"o-{number}", cls="seen-reported", document=None, url=f"made:seen/{number}", published=day, quote=quote,
        events=(happened,), place=happened.place if chance.random() < PLACED else None, when=when,
    )  # fmt: skip


def fill(ledger: Ledger, claims: int) -> None:
    """The whole made-up ledger, as reading and hearing would have left it."""
    chance = random.Random(claims)  # noqa: S311  # no secret
    understand = STAGES[0]
    for first in range(0, claims, 250):
        pairs = [pair for n in range(first, min(first + 250, claims)) for pair in said(chance, n)]
        ledger.add([document for document, _ in pairs])
        eyes = [seen(chance, n, n // CRISIS) for n in range(first, min(first + 250, claims))]
        outcomes = [Outcome(item=d.id, things=(h,)) for d, h in pairs]
        outcomes[0] = Outcome(item=pairs[0][0].id, things=(pairs[0][1], *eyes))
        ledger.record(understand, outcomes)


def timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def measure(claims: int, *, profile: bool) -> dict[str, float]:
    """Every figure for one size, in this process."""
    weigh: list[Stage] = [stage for stage in STAGES if stage.takes == "ledger"]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "ledger.db")) as ledger:
        found = {"filling the ledger, s": timed(lambda: fill(ledger, claims))}
        work = lambda: follow(weigh, ledger)  # noqa: E731  # timed more than once
        if profile:
            cProfile.runctx("work()", {"work": work}, {}, sort="cumulative")
        begin = time.process_time()
        found["weighing all, s"] = timed(work) if not profile else 0.0
        found["weighing all, s of one processor"] = time.process_time() - begin
        cases = list(ledger.things(things.Case))
        found["claims"], found["evidence"] = len(cases), sum(len(case.evidence) for case in cases)
        del cases
        found["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        ledger.put(seen(random.Random(1), claims, 0), who="bench", why="one more")  # noqa: S311
        found["one new observation, s"] = timed(work)
        ((document, hearing), *_) = said(random.Random(2), claims)  # noqa: S311
        ledger.add([document])
        ledger.record(STAGES[0], [Outcome(item=document.id, things=(hearing,))])
        found["one new statement, s"] = timed(work)
        command = [*PROGRAM, "--ledger", str(Path(folder, "ledger.db")), "claims", "--format", "json"]
        found["saidseen claims, s"] = timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))
    return found


def exact(path: Path) -> Measured:
    """How many pairs that give evidence the index of claims loses, by trying all."""
    from saidseen.weighing.blocking import Filed  # noqa: PLC0415  # for this alone
    from saidseen.weighing.matching import compare  # noqa: PLC0415

    with Ledger(path, read_only=True) as ledger:
        claims = [case.claim for case in ledger.things(things.Case)]
        sights = list(ledger.things(Observation))
    filed, lost, given, tried = Filed(claims), 0, 0, 0
    for sight in sights:
        worth = {claim.id for claim in filed.worth_comparing(sight)}
        bears = {claim.id for claim in claims if compare(claim, sight) is not None}
        lost, given, tried = lost + len(bears - worth), given + len(bears), tried + len(worth)
    print(f"{path.name}: {len(claims)} claims, {len(sights)} observations, {given} pairs give evidence, {tried} worth comparing")
    return Measured(name=f"pairs lost, {path.stem}", value=lost, floor=0, most=True)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--claims", type=int, default=1000, help="N (default: 1000)")
    options.add_argument("--times", default="1,2,4", help="sizes, as multiples of N (default: 1,2,4)")
    options.add_argument("--profile", action="store_true", help="profile weighing all at size N, and nothing else")
    options.add_argument("--exact", nargs="+", type=Path, metavar="LEDGER", help="look for pairs that the index loses")
    options.add_argument("--one", action="store_true", help="measure N alone and print it as JSON")
    given = options.parse_args()
    if given.exact:
        show("the index against all pairs", [exact(path) for path in given.exact], as_json=given.json)
    if given.one or given.profile:
        print(json.dumps(measure(given.claims, profile=given.profile)))
        return
    sizes = [given.claims * int(times) for times in given.times.split(",")]
    rows: list[dict[str, Any]] = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", "--claims", str(size)], capture_output=True, text=True, check=True
        )
        rows.append(json.loads(done.stdout))
    measured = []
    for size, row, before in zip(sizes, rows, [None, *rows], strict=False):
        measured += [Measured(name=f"N = {size:,}: {name}", value=value) for name, value in row.items()]
        measured += [Measured(name=f"  {name}, times", value=row[name] / before[name]) for name in row if before and before[name]]
    show("weighing at scale", measured, as_json=given.json)


if __name__ == "__main__":
    main()
