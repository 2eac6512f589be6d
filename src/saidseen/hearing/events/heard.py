"""Events as the trained network marks them: which word names one, of what kind, in which light, and what belongs to it.

How it was trained and how well it does stands in ``training/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from saidseen.things import Modality, Polarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODALITIES: tuple[Modality, ...] = ("actual", "ongoing", "planned", "possible", "conditional")
POLARITIES: tuple[Polarity, ...] = ("positive", "negative")
"""In the order of the network's outputs."""

Part = Literal["actor", "recipient", "place", "quantity"]
PARTS: tuple[Part, ...] = ("actor", "recipient", "place", "quantity")
"""In the order of the network's outputs, behind "none"."""

NOTICED = 0.8
"""Share of all kinds together from which a word names an event. Chosen, with ``RULED_KIND``, on
sentences that the network had not seen: .7 finds more, .9 is oftener right."""

LIKELY = 5
"""Kinds that are kept of a trigger. Chosen: the right one is hardly ever further down."""

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """One trigger. ``at`` is where its first piece stands in the text; ``kinds`` the likely kinds with their shares, the
    likeliest first; ``share`` that of all kinds together; ``parts`` the characters of who and what belongs to it."""

    at: int
    kinds: dict[str, float]
    share: float
    modality: Modality
    sure_of_modality: float
    polarity: Polarity
    sure_of_polarity: float
    parts: dict[Part, list[Offsets]]

    @property
    def kind(self) -> str:
        """The likeliest."""
        return next(iter(self.kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the network gives for one stretch: shares of kinds [pieces, 1 + kinds], of modalities and polarities [pieces, 7], the
    triggers' positions, and for each of them the roles of the pieces around it with the position of the first."""

    kinds: NDArray[Any]
    light: NDArray[Any]
    at: Sequence[int]
    parts: Sequence[tuple[int, NDArray[Any]]]


def triggers(kinds: NDArray[Any]) -> list[int]:
    """Positions of the pieces that name an event, of shares [pieces, 1 + kinds]."""
    return [int(i) for i in (kinds[:, 0] <= 1 - NOTICED).nonzero()[0]]


def noticed(names: Sequence[str], seen: Seen, offsets: Sequence[Offsets]) -> Iterator[Noticed]:
    """The events of one stretch; ``names`` of the kinds, ``offsets`` of its pieces."""
    for i, (first, roles) in zip(seen.at, seen.parts, strict=True):
        modality, polarity = seen.light[i, : len(MODALITIES)], seen.light[i, len(MODALITIES) :]
        yield Noticed(
            at=offsets[i][0],
            kinds=likely(names, seen.kinds[i, 1:]),
            share=float(1 - seen.kinds[i, 0]),
            modality=MODALITIES[int(modality.argmax())],
            sure_of_modality=float(modality.max()),
            polarity=POLARITIES[int(polarity.argmax())],
            sure_of_polarity=float(polarity.max()),
            parts=dict(parts_of(roles, offsets[first : first + len(roles)])),
        )


def likely(names: Sequence[str], shares: NDArray[Any]) -> dict[str, float]:
    """The kinds that are not hopeless."""
    order = (int(i) for i in shares.argsort()[::-1][:LIKELY])
    return {names[i]: float(shares[i]) for i in order}


def parts_of(roles: NDArray[Any], offsets: Sequence[Offsets]) -> Iterator[tuple[Part, list[Offsets]]]:
    """Runs of pieces of one role as characters."""
    for number, part in enumerate(PARTS, 1):
        runs: list[Offsets] = []
        for i in (int(i) for i in (roles == number).nonzero()[0]):
            if runs and i and int(roles[i - 1]) == number:
                runs[-1] = (runs[-1][0], offsets[i][1])
            else:
                runs.append(offsets[i])
        if runs:
            yield part, runs
