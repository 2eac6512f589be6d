"""Which statements of one side allege the same: they become one claim; and what a side takes back of it.

The comparison is structural (polarity, kind, doer, place); shared words only widen or narrow it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from saidseen.hearing.parsing.stopwords import content_words
from saidseen.knowing.actwords import says
from saidseen.knowing.ontology import kind_of
from saidseen.things import Claim, Event, Kind, Place, Utterance, Withdrawal

SAME_WORDS = 0.5
"""Share of content words (of the shorter) from which two statements of one side are the same claim whatever the coder made of
them. Chosen on the development stories: paraphrases of one press release lie above, different claims about one event below."""

ALIKE = 0.2
"""The same, where the coded events agree in kind, doer and place. Chosen likewise; re-run ``bench/replay.py``."""

REPEATED = timedelta(days=14)
"""Two statements further apart than this are two claims unless their words are the same. Chosen: half the default window."""

RETRACTED = 0.3
"""Share of content words from which what is taken back is that claim. Chosen low: a side rarely has two claims open in the
same words."""

AHEAD: frozenset[Kind] = frozenset({"pledge", "threat", "forecast"})
"""Kinds that the same words may be taken for when another reports them."""

BY_CHANCE = 2
"""Shared content words up to which their share says nothing. Chosen: a doer and a place are shared by most of a side's claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """An utterance with what is compared of its words."""

    utterance: Utterance
    words: frozenset[str]
    phase: str | None

    @classmethod
    def of(cls, utterance: Utterance) -> Worded:
        return cls(utterance=utterance, words=content_words(utterance.text), phase=phase(utterance.text))


def group(found: Sequence[Utterance]) -> list[tuple[Utterance, ...]]:
    """Utterances of one side that allege the same, in the order of their publication. Independent of the order given."""
    groups: list[list[Worded]] = []
    by_word: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    """Numbers of the groups by side, polarity and word: who shares no word with anyone in a group is not the same."""
    for item in map(Worded.of, sorted(found, key=order)):
        keys = [(item.utterance.side, item.utterance.event.polarity, word) for word in item.words]
        sharing = sorted({number for key in keys for number in by_word[key]})
        home = next((n for n in sharing if any(alike(item, other) for other in groups[n])), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(item)
        for key in keys:
            by_word[key].add(home)
    return [tuple(item.utterance for item in g) for g in groups]


def alike(one: Worded, other: Worded) -> bool:
    """Whether two are the same, the words first: most that share a word share little else."""
    common = len(one.words & other.words)
    return common > 0 and common >= ALIKE * min(len(one.words), len(other.words)) and same_claim(one, other)


def order(u: Utterance) -> tuple[datetime, str, int, str]:
    return (u.published or datetime.max.replace(tzinfo=UTC), u.url, u.start, u.statement.id)


def same_claim(one: Worded, other: Worded) -> bool:
    """Same side assumed. The comparison is structural; shared words only widen or narrow it."""
    a, b = one.utterance, other.utterance
    kinds = {a.kind, b.kind}
    if a.event.polarity != b.event.polarity or not (len(kinds) == 1 or kinds <= AHEAD or kinds == {"fact", "pledge"}):
        return False
    if {one.phase, other.phase} == {"begun", "completed"}:
        return False
    common = len(one.words & other.words)
    shared = common / max(1, min(len(one.words), len(other.words)))
    if shared >= SAME_WORDS and common > BY_CHANCE:
        return True
    if a.kind != b.kind or shared < ALIKE or not near(a, b):
        return False
    return same_kind(a.event, b.event) and same_doer(a.event, b.event) and same_place(a.event.place, b.event.place)


def phase(text: str) -> str | None:
    """Does it say that something has begun, or that it is complete? Both at once say neither."""
    said = [name for name in ("begun", "completed") if says(name, text.lower())]
    return said[0] if len(said) == 1 else None


def near(a: Utterance, b: Utterance) -> bool:
    return a.published is None or b.published is None or abs(a.published - b.published) <= REPEATED


def same_kind(a: Event, b: Event) -> bool:
    if a.mode == b.mode:
        return a.root == b.root
    kind = kind_of(a.mode)
    return kind is not None and b.mode in kind.kin


def same_doer(a: Event, b: Event) -> bool:
    x, y = a.actor, b.actor
    return x is None or y is None or x.country is None or y.country is None or x.country == y.country


def same_place(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None:
        return True
    return a.name == b.name or (a.country == b.country and "country" in {a.precision, b.precision})


def with_retractions(claims: Sequence[Claim], taken_back: Sequence[tuple[str, str, Withdrawal]]) -> list[Claim]:
    """Each retraction, the first published first, goes to the one earlier claim of its side that shares most of its words, if it
    shares enough."""
    out = list(claims)
    sides = {side for side, _, _ in taken_back}
    words = {i: content_words(claim.text) for i, claim in enumerate(out) if claim.side in sides}
    for side, said, withdrawal in sorted(taken_back, key=_when):
        wanted = content_words(said)
        best, shared = -1, RETRACTED
        for i, own in words.items():
            share = len(own & wanted) / max(1, min(len(own), len(wanted)))
            if out[i].side == side and share > shared and len(own & wanted) > 1 and _open(out[i], withdrawal):
                best, shared = i, share
        if best >= 0:
            out[best] = replace(out[best], withdrawn=withdrawal)
    return out


def _when(taken_back: tuple[str, str, Withdrawal]) -> tuple[datetime, str]:
    withdrawal = taken_back[2]
    return withdrawal.published or datetime.max.replace(tzinfo=UTC), withdrawal.statement


def _open(claim: Claim, withdrawal: Withdrawal) -> bool:
    """Made before, and not yet taken back."""
    first = min((u.published for u in claim.utterances if u.published), default=None)
    return claim.withdrawn is None and first is not None and withdrawal.published is not None and first < withdrawal.published
