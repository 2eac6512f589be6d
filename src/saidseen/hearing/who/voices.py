"""Actors made of what is known: outlets, organisations, several speakers at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from saidseen.knowing import actors, countries, organisations
from saidseen.things import Actor

if TYPE_CHECKING:
    from saidseen.things import Document

OURSELVES = frozenset({"this agency", "this newspaper", "the agency", "this newsroom", "this newspaper's reporters"})


def outlet(document: Document) -> Actor:
    """The outlet itself as an actor."""
    name = document.outlet
    if not name:
        return Actor(surface="")
    head = name.partition(",")[0]
    known = organisations.find(name) or organisations.find(head)
    said = actors.describe(head)
    standing = actors.outlet_standing(name)
    placed = known or (actors.placed(said, None) if standing == "party" else None)
    country = (placed.country if placed else None) or (said.country if standing == "party" else None)
    return Actor(
        surface=name,
        organisation=placed.name if placed and not said.group else head,
        country=country,
        wikidata=placed.qid if placed else None,
        standing=standing,
    )


def several(found: list[Actor], surface: str) -> Actor:
    """More than one speaker of one statement."""
    names = [a.name for a in found if a.name]
    bodies = list(dict.fromkeys(a.organisation for a in found if a.organisation))
    lands = {a.country for a in found}
    standings = {a.standing for a in found}
    return Actor(
        surface=surface,
        name=" and ".join(names) or None,
        role="; ".join(dict.fromkeys(a.role for a in found if a.role)) or None,
        organisation="; ".join(bodies) or None,
        country=lands.pop() if len(lands) == 1 else None,
        standing=standings.pop() if len(standings) == 1 else "party" if "party" in standings else "other",
    )


def is_outlet(document: Document, text: str) -> bool:
    """Whether words call the document's own outlet."""
    words = countries.plain(text).lower()
    name = document.outlet.partition(",")[0].lower()
    return bool(name) and (words == name or (text.lower() in OURSELVES and actors.outlet_standing(document.outlet) != "other"))


def named_outlet(document: Document, said: actors.Description, text: str) -> str | None:
    """The press body that a reporter works for: named in the words, else the document's own where they point at it."""
    if said.organisation:
        return said.organisation.name
    capitals = re.findall(
        r"\b[A-Z][\w\u2019'-]+(?:\s+[A-Z][\w\u2019'-]+)*", re.sub(r"^(?:The|A|An|Our|This|Two|Three)\s", "", text)
    )
    own = document.outlet.partition(",")[0]
    return next((c for c in capitals if actors.outlet_standing(c) == "press"), own or None)


def of_organisation(found: organisations.Organisation | None, surface: str) -> Actor:
    """An organisation as an actor."""
    if found is None:
        return Actor(surface=surface)
    return Actor(surface=surface, organisation=found.name, country=found.country, wikidata=found.qid, standing=found.standing)
