"""The stages, in one explicit list. This module and ``showing`` see everything; nothing else does.

``understand`` hears a document and lists what it reports as seen; ``weigh`` looks at the whole ledger: it groups
statements into claims, sets evidence against them and judges. Raise a version and everything is done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from saidseen.follow import Stage
from saidseen.hearing import claims as heard
from saidseen.hearing import grouping
from saidseen.hearing.hear import hear
from saidseen.seeing.reported import observations
from saidseen.things import (
    Card,
    Case,
    Claim,
    Document,
    Engine,
    Evidence,
    Hearing,
    Observation,
    Outcome,
    Review,
    Utterance,
    Verdict,
    Withdrawal,
)
from saidseen.weighing import adding, provenance
from saidseen.weighing.admissions import admitted
from saidseen.weighing.blocking import Filed
from saidseen.weighing.concessions import concessions, told, withdrawals
from saidseen.weighing.matching import compare
from saidseen.weighing.moment import case_at
from saidseen.weighing.pairs import Pairs
from saidseen.weighing.reviews import reviewed
from saidseen.weighing.tests import enter
from saidseen.weighing.verdict import judge

if TYPE_CHECKING:
    from saidseen.ledger import Ledger


DEFAULT: Engine = "encoder"
"""The engine that hears where none is named."""

WEIGH = "weigh@2"
"""Name and version of the stage that weighs."""

FEW = 2000
"""New observations up to which only what they touch is weighed. Chosen: one takes some hundredths of a second, so many take about
a minute, as does weighing ten thousand claims."""

LONG = timedelta(days=3660)
"""Ten years: looking up so many days takes less than a second."""


def annotate(document: Document, engine: Engine = DEFAULT) -> Hearing:
    """All that is understood of one document, without a ledger. Sections are found here where reading has not."""
    if not document.sections:
        from saidseen.reading.layout import sections  # noqa: PLC0415  # what was read has them

        document = replace(document, sections=sections(document.text, document.outlet))
    return hear(document, engine)


def understand(document: Document, engine: Engine = DEFAULT) -> Outcome:
    """Document to Hearing and Observations."""
    hearing = annotate(document, engine)
    return Outcome(item=document.id, things=(hearing, *observations(document, hearing)), problems=hearing.problems)


def weigh(ledger: Ledger) -> Outcome:
    """The ledger to one Case a claim, and a Verdict where the verdict has changed.

    Where nothing came since the last time but what was seen and stands in no document, or a word that a claim is one, only the
    cases that it touches are looked at, with those of which the time has come; else everything.
    """
    now = datetime.now(UTC)
    return weigh_news(ledger, now) or weigh_all(ledger, now)


def weigh_all(ledger: Ledger, now: datetime) -> Outcome:
    """Every case anew, and the index that the next time needs."""
    from saidseen.ledger import Filing, Gone  # noqa: PLC0415  # to annotate needs no ledger

    cases = list(make_cases(ledger))
    gone = ledger.keys(Case) - {case.claim.id for case in cases}
    filing = Filing(fresh=True, cards=chain(adding.cards(cases, now), [judged(now)]))
    return Outcome(
        item="ledger",
        things=(*cases, *verdicts(ledger, cases, now), *(Gone(kind="case", key=key) for key in sorted(gone)), filing),
    )


def weigh_news(ledger: Ledger, now: datetime) -> Outcome | None:
    """The cases that new observations touch; None where all must be weighed."""
    from saidseen.ledger import Filing  # noqa: PLC0415  # to annotate needs no ledger

    came, days = ledger.news([Observation, Review], WEIGH), since(ledger, now)
    if came is None or days is None or len(came) > FEW or not all(is_apart(one) for one in came):
        return None
    seen = [one for one in came if isinstance(one, Observation)]
    case_of = cache(partial(ledger.get, Case))
    cases, passages = adding.add(seen, ledger.filed, case_of)
    timely = [case for key in sorted(adding.due(days, ledger.filed) - set(cases)) if (case := case_of(key)) is not None]
    changed_cases = [cases[key] for key in sorted(cases)]
    cards = [*(adding.claim_card(case, now) for case in [*changed_cases, *timely]), *passages, judged(now)]
    things = (*changed_cases, *verdicts(ledger, [*changed_cases, *timely], now), Filing(fresh=False, cards=cards))
    return Outcome(item="ledger", things=things)


def is_apart(one: Observation | Review) -> bool:
    """Does it leave all claims, groups of documents and other observations as they are? A grade is shown beside the verdict."""
    return one.action in {"accept", "regrade"} if isinstance(one, Review) else one.document is None


def verdicts(ledger: Ledger, cases: Iterable[Case], now: datetime) -> list[Verdict]:
    """The verdicts that differ from those that stand."""
    standing = (cut for case in cases if (cut := case_at(case, now, now)) is not None)
    return [v for case in standing if changed(v := judge(case, now), ledger.get(Verdict, case.claim.id))]


def judged(now: datetime) -> Card:
    """Says in the index when all cases were last looked at."""
    return Card(kind="judged", key="", body=now.isoformat(), terms=frozenset({"judged"}))


def since(ledger: Ledger, now: datetime) -> list[datetime] | None:
    """The days from the one on which all cases were last looked at; None where that is not known, in the future, or long ago."""
    last = next((datetime.fromisoformat(body) for _, _, body in ledger.filed("judged", ["judged"])), None)
    if last is None or last > now or now - last > LONG:
        return None
    return [last + timedelta(days=n) for n in range((now.date() - last.date()).days + 1)]


def changed(new: Verdict, old: Verdict | None) -> bool:
    """Is it worth an entry: another status, rule, probability or evidence? Time alone is none."""
    if old is None:
        return True
    return (new.status, new.rule, round(new.probability, 3), new.evidence) != (
        old.status,
        old.rule,
        round(old.probability, 3),
        old.evidence,
    )


def make_cases(ledger: Ledger, reviews: Sequence[Review] | None = None) -> Iterator[Case]:
    """All claims with their evidence, as far as published; what counts at a moment is the judge's business.

    ``reviews``: only these are applied, as if the others had not been entered; None: all that stand.
    """
    documents = {d.id: d for d in ledger.things(Document)}
    until = corrections(documents.values())
    origin = provenance.groups(list(documents.values()))
    found: list[Utterance] = []
    taken_back: list[tuple[str, str, Withdrawal]] = []
    for hearing in ledger.things(Hearing):
        document = documents.get(hearing.document)
        if document is not None:
            ends = until.get(document.id)
            found += [replace(u, group=origin[document.id], until=ends) for u in heard.utterances(document, hearing)]
            taken_back += heard.retractions(document, hearing)
    claims = grouping.with_retractions([enter(group) for group in grouping.group(found)], taken_back)
    taken_back_later = withdrawals(claims)
    claims = [replace(c, withdrawn=c.withdrawn or taken_back_later.get(c.id)) for c in claims]
    claims = reviewed(claims, list(ledger.things(Review)) if reviews is None else reviews)
    seen = list(ledger.things(Observation))
    admissions, admitted_ids = admitted(claims)
    claims = [c for c in claims if c.id not in admitted_ids]
    pairs = Pairs(claims)
    evidence = [*admissions, *seen_evidence(claims, seen, origin, until), *concessions(claims, pairs), *told(claims, pairs)]
    by_claim: dict[str, list[Evidence]] = {}
    for item in provenance.passage_groups(evidence):
        by_claim.setdefault(item.claim, []).append(item)
    for claim in claims:
        yield Case(claim=claim, evidence=tuple(sorted(by_claim.get(claim.id, []), key=adding.evidence_order)))


def corrections(documents: Iterable[Document]) -> dict[str, datetime | None]:
    """Id of each document that a newer version of its URL has replaced, with the time from which that one counts."""
    return {d.replaces: d.published for d in documents if d.replaces}


def seen_evidence(
    claims: Sequence[Claim], seen: Iterable[Observation], origin: dict[str, str], until: dict[str, datetime | None]
) -> Iterator[Evidence]:
    """Every observation against every claim that it may bear on."""
    filed = Filed(claims)
    for observation in seen:
        group = origin.get(observation.document or "")
        ends = until.get(observation.document or "")
        for claim in filed.worth_comparing(observation):
            item = compare(claim, observation, group)
            if item is not None:
                yield item if ends is None else replace(item, until=ends)


def stages(engine: Engine = DEFAULT) -> tuple[Stage, ...]:
    """The stages in their order. Another engine is another version: what it has not heard yet is due again."""
    mark = "2" if engine == DEFAULT else f"2-{engine}"
    weighing, version = WEIGH.split("@")
    return (
        Stage(name="understand", version=mark, takes="document", run=partial(understand, engine=engine)),
        Stage(name=weighing, version=version, takes="ledger", run=weigh),
    )


STAGES = stages()
