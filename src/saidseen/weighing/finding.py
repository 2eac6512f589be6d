"""What one look at an observation finds for a claim, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass

from saidseen.things import Relation
from saidseen.weighing.fitting import Fit

MOST_LOOSE = 2

WHERE = 1
"""The second of a finding's features is the place. Such were oftener of another matter than those loose in time or hands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one observed event says of the claim. ``happened``: it shows the alleged event, or that it failed; None: neither."""

    happened: bool | None
    fits: tuple[Fit, ...]
    """Kind, place, hands, time; then what else was compared."""
    half: bool = False
    """It shows one of two things that are wanted, or leaves open what must be known, and settles nothing alone."""
    entered: bool = False
    """It shows them inside who were said to be about to enter, or not to."""

    @property
    def loose(self) -> int:
        """How many features fit loosely."""
        return sum(f.degree == "loose" for f in self.fits)

    @property
    def leans(self) -> bool:
        """Do two features fit loosely, or its very kind? Then it only leans: two such are no proof either."""
        return self.loose > 1 or (self.fits[0].degree == "loose" and not self.entered)

    @property
    def decisive(self) -> bool:
        """Nothing unknown or apart, and at most two loose."""
        return self.happened is not None and not {"unknown", "apart"} & {f.degree for f in self.fits} and self.loose <= MOST_LOOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Relation, signed weight and reason of an observation for a claim."""

    relation: Relation
    weight: float
    why: str

    @classmethod
    def of(cls, relation: Relation, strength: float, why: str) -> Answer:
        """The sign of the weight follows from the relation."""
        return cls(relation=relation, weight={"supports": strength, "refutes": -strength}.get(relation, 0.0), why=why)
