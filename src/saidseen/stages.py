"""The stages, in one explicit list. This module and ``showing`` see everything; nothing else does.

``understand`` hears a document and lists what it reports as seen; ``weigh`` looks at the whole ledger: it groups
statements into claims, sets evidence against them and judges. Raise a version and everything is done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from saidseen.follow import Stage
from saidseen.hearing import claims as heard
from saidseen.hearing import grouping
from saidseen.hearing.hear import hear
from saidseen.seeing.reported import observations
from saidseen.things import (
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
from saidseen.weighing import provenance
from saidseen.weighing.admissions import admitted
from saidseen.weighing.blocking import Filed
from saidseen.weighing.concessions import concessions, told, withdrawals
from saidseen.weighing.matching import compare
from saidseen.weighing.moment import case_at
from saidseen.weighing.reviews import reviewed
from saidseen.weighing.tests import enter
from saidseen.weighing.verdict import judge

if TYPE_CHECKING:
    from saidseen.ledger import Ledger


DEFAULT: Engine = "encoder"
"""The engine that hears where none is named."""


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
    """Everything in the ledger to one Case a claim, and a Verdict where the verdict has changed."""
    from saidseen.ledger import Gone  # noqa: PLC0415  # to annotate needs no ledger

    cases = list(make_cases(ledger))
    gone = {case.claim.id for case in ledger.things(Case)} - {case.claim.id for case in cases}
    last = {v.claim: v for v in ledger.things(Verdict)}
    now = datetime.now(UTC)
    standing = [cut for case in cases if (cut := case_at(case, now, now)) is not None]
    verdicts = [v for case in standing if changed(v := judge(case, now), last.get(case.claim.id))]
    return Outcome(item="ledger", things=(*cases, *verdicts, *(Gone(kind="case", key=key) for key in sorted(gone))))


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


def make_cases(ledger: Ledger) -> Iterator[Case]:
    """All claims with their evidence, as far as published; what counts at a moment is the judge's business."""
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
    claims = reviewed(claims, list(ledger.things(Review)))
    seen = list(ledger.things(Observation))
    admissions, admitted_ids = admitted(claims)
    claims = [c for c in claims if c.id not in admitted_ids]
    evidence = [*admissions, *seen_evidence(claims, seen, origin, until), *concessions(claims), *told(claims)]
    by_claim: dict[str, list[Evidence]] = {}
    for item in provenance.passage_groups(evidence):
        by_claim.setdefault(item.claim, []).append(item)
    for claim in claims:
        yield Case(claim=claim, evidence=tuple(sorted(by_claim.get(claim.id, []), key=evidence_order)))


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


def evidence_order(e: Evidence) -> tuple[str, str, int, str, str]:
    return (e.published.isoformat() if e.published else "", e.url, e.start or 0, e.cls, e.relation)


def stages(engine: Engine = DEFAULT) -> tuple[Stage, ...]:
    """The stages in their order. Another engine is another version: what it has not heard yet is due again."""
    mark = "2" if engine == DEFAULT else f"2-{engine}"
    return (
        Stage(name="understand", version=mark, takes="document", run=partial(understand, engine=engine)),
        Stage(name="weigh", version="1", takes="ledger", run=weigh),
    )


STAGES = stages()
