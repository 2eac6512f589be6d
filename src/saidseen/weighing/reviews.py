"""What persons decided about claims, laid over what the machine grouped: accept, reject, merge, split. Nothing is edited.

A review names a claim by id and by the statements that it had, so it is found again when a new document moves the groups.
Grades of claims and of sides are laid over where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from saidseen.things import Claim, Review, Utterance
from saidseen.weighing.tests import enter


def reviewed(claims: Sequence[Claim], reviews: Sequence[Review]) -> list[Claim]:
    """The claims after all reviews, in the order in which these were entered."""
    current = list(claims)
    for review in reviews:
        target = meant(current, review.claim, review.statements)
        if target is None:
            continue
        if review.action == "reject":
            current.remove(target)
        elif review.action == "merge" and review.into:
            other = meant(current, review.into, ())
            if other is not None and other is not target:
                current = [c for c in current if c is not target and c is not other]
                current.append(joined(other, target))
        elif review.action == "split":
            current.remove(target)
            current += parted(target, frozenset(review.statements))
    return current


def graded_sides(reviews: Iterable[Review]) -> dict[str, Review]:
    """By side, the last review that graded it; its grade is a letter, the reliability of what the side says."""
    return {review.side: review for review in reviews if review.side and review.grade}


def meant(claims: Sequence[Claim], claim: str, statements: Sequence[str]) -> Claim | None:
    """The claim of that id, else the one that holds most of those statements."""
    exact = next((c for c in claims if c.id == claim), None)
    if exact is not None or not statements:
        return exact
    wanted = set(statements)
    best = max(claims, key=lambda c: len(wanted & {u.statement.id for u in c.utterances}), default=None)
    return best if best is not None and wanted & {u.statement.id for u in best.utterances} else None


def joined(into: Claim, other: Claim) -> Claim:
    """One claim of two: the first keeps its id, words and test."""
    taken: list[Utterance] = [*into.utterances, *other.utterances]
    whole = enter(taken)
    return replace(into, utterances=whole.utterances)


def parted(claim: Claim, out: frozenset[str]) -> list[Claim]:
    """The claim without the named statements, and a claim of these; unchanged where one part would be empty."""
    kept = [u for u in claim.utterances if u.statement.id not in out]
    taken = [u for u in claim.utterances if u.statement.id in out]
    return [enter(kept), enter(taken)] if kept and taken else [claim]
