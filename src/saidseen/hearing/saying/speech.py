"""What is done by saying, and on what basis, as the trained network weighs it: shares of each act and basis for a statement.

It sees the words that the encoder has read, with the roles that they have in the statement (content, source, cue) and, for the
basis, the sentences around them. How it was trained and how well it does stands in ``training/README.md``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from saidseen.hearing.attribution.decoding import CONTENT, CUE, SOURCE, Marked, Offsets
from saidseen.hearing.events.heard import Noticed
from saidseen.things import Act, Basis

if TYPE_CHECKING:
    from numpy.typing import NDArray

ACTS: tuple[Act, ...] = ("assert", "deny", "pledge", "threaten", "demand", "forecast", "offer", "doubt", "judge")
BASES: tuple[Basis, ...] = ("none", "imagery", "instrument", "witness", "record", "intelligence", "told", "inferred")
"""In the order of the network's outputs."""

RULED_ACT, RULED_BASIS = 6.0, 20.0
"""How many times its share what the rules give counts. Chosen with ``training/weigh.py`` on passages that neither had seen."""

FACTS: frozenset[Act] = frozenset({"assert", "deny"})
AHEAD: frozenset[Act] = frozenset({"pledge", "threaten", "forecast"})

ENDS = frozenset({1012, 1029, 999})
"""Pieces that end a sentence: full stop, question mark, exclamation mark."""


def nearby(ids: Sequence[int], roles: Sequence[int]) -> list[int]:
    """1 for each piece of the sentences that have a role, and of the one before the first."""
    bounds = [0, *(i + 1 for i, piece in enumerate(ids) if piece in ENDS), len(ids)]
    held = [any(roles[low:high]) for low, high in pairwise(bounds)]
    first = held.index(True) if True in held else 0
    held[max(0, first - 1)] = True
    return [int(h) for h, (low, high) in zip(held, pairwise(bounds), strict=True) for _ in range(low, high)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Shares, each summing to 1."""

    acts: dict[Act, float]
    bases: dict[Basis, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the encoder made of a text: attributions, events, pieces, and a view [pieces, width] of each stretch."""

    marked: list[Marked]
    events: list[Noticed]
    ids: Sequence[int]
    offsets: Sequence[Offsets]
    views: Sequence[NDArray[Any]]
    weigh: Callable[[NDArray[Any], Sequence[int], Sequence[int]], tuple[NDArray[Any], NDArray[Any]]]

    def weighed(self, content: Sequence[Offsets], source: Sequence[Offsets], cue: Sequence[Offsets]) -> Weighed | None:
        """The shares for a statement with these spans; what lies outside the stretch of its first words is not seen.

        None where none of its words were read.
        """
        roles: dict[int, int] = {}
        for role, spans in ((CUE, cue), (SOURCE, source), (CONTENT, content)):
            roles |= {i: role for span in spans for i in self.pieces(span)}
        first = min((i for i, role in roles.items() if role == CONTENT), default=None)
        if first is None:
            return None
        low, view = self.stretch(first)
        here = [roles.get(low + i, 0) for i in range(len(view))]
        near = nearby(self.ids[low : low + len(view)], here)
        start, end = near.index(1), len(near) - near[::-1].index(1)
        acts, bases = self.weigh(view[start:end], here[start:end], near[start:end])
        return Weighed(
            acts=dict(zip(ACTS, map(float, acts), strict=True)), bases=dict(zip(BASES, map(float, bases), strict=True))
        )

    def pieces(self, span: Offsets) -> range:
        """Positions of the pieces that a span touches."""
        return range(
            bisect_right(self.offsets, span[0], key=lambda o: o[1]), bisect_left(self.offsets, span[1], key=lambda o: o[0])
        )

    def stretch(self, piece: int) -> tuple[int, NDArray[Any]]:
        """The stretch that holds a piece: position of its first one, and its view."""
        low = 0
        for view in self.views:
            if piece < low + len(view):
                return low, view
            low += len(view)
        raise IndexError(piece)


def chosen_act(ruled: Act, weighed: Weighed | None, *, own: bool | None = None, ahead: bool = False, negated: bool = True) -> Act:
    """The likeliest act, where the one that the rules give has so much more weight.

    ``own``: would the speaker's own side do what is spoken of? None where that is not known. The network does not know whose
    minister somebody is: what one's own side will do is no forecast, and what another will do no pledge. ``ahead``: is it about
    what is to come? Then it is neither so nor not so yet. ``negated``: does it say
    that something is not so? Else only its cue can deny it: a denial that is none turns a claim into its opposite.
    """
    if weighed is None:
        return ruled
    shut = FACTS if ahead and ruled in AHEAD else frozenset() if negated or ruled == "deny" else frozenset({"deny"})
    best = max((act for act in ACTS if act not in shut), key=lambda act: weighed.acts[act] * (RULED_ACT if act == ruled else 1))
    if own is True and best == "forecast":
        return ruled if ruled in {"pledge", "threaten", "offer"} else "pledge"
    return "forecast" if own is False and best == "pledge" and ruled == "forecast" else best


def chosen_basis(ruled: Basis, weighed: Weighed | None) -> Basis:
    """The likeliest basis, where the one that the rules give has so much more weight."""
    if weighed is None:
        return ruled
    return max(BASES, key=lambda basis: weighed.bases[basis] * (RULED_BASIS if basis == ruled else 1))
