"""Does the claim mean what an instrument measured or a register lists? Data speaks of named things, or of a whole area."""

from __future__ import annotations

import re
from math import inf, log

from saidseen.knowing import testtable
from saidseen.things import Claim, Event, Observation
from saidseen.weighing.alike import Sense
from saidseen.weighing.fitting import Fit

SERVICES = frozenset({"cyber", "utility_cut", "censor"})
"""Kinds of events that a probe of single sites sees, and a feed about a country's network only where all of it is meant."""

LISTS = frozenset({"SANCTION", "CONCEDE"})
"""Roots of what a register of names shows by those that are new on it or gone."""

LEGAL_FORMS = frozenset(
    {"jsc", "pjsc", "ojsc", "llc", "ltd", "inc", "co", "company", "corp", "corporation", "gmbh", "sa", "ao", "pao", "ooo"}
)
"""Words of a firm's name that news leave out."""

SHORTEST = 4
"""Letters that a name of one word has at least to be looked for in a claim: shorter ones are words of other things."""

SUREST = 0.99
"""No detection is surer: the judge's own ceiling."""

_WORD = re.compile(r"\w+")


def of_a_miss(seen: Observation) -> float:
    """What not having seen it weighs at most: the log likelihood ratio of a miss, ln(1 / (1 - detection))."""
    return inf if seen.detection is None else -log(1 - min(seen.detection, SUREST))


def compared(claim: Claim, seen: Observation, event: Event, sense: Sense, fits: tuple[Fit, Fit]) -> tuple[Fit, Fit, list[Fit]]:
    """Place and hands with what data says of them, and what else must fit; "apart" there: it has nothing to do with the claim.

    What no instrument and no register made is left as it is.
    """
    where, whose = fits
    if seen.kind not in {"instrument", "register"}:
        return where, whose, []
    a_list = event.root in LISTS and seen.kind == "register"
    named = [name for name in seen.subjects if is_named(name, claim.text, proper=a_list)]
    if named and claim.event.actor is not None and is_named(named[0], claim.event.actor.name):
        whose = Fit(degree="fits", why="")  # "the site of the bank was offline": the doer of the sentence is what was measured
    if seen.place is not None and where.degree == "unknown" and named:
        where = Fit(degree="fits", why=f"seen at {named[0]}, which the claim names")
    if where.degree in {"fits", "loose"} and _across_borders(claim, seen):
        where = Fit(degree="unknown", why="it is known by its coordinates alone, not in which country or province they lie")
    more = [] if not seen.leaves_open else [Fit(degree="loose", why=f"it leaves open {seen.leaves_open}")]
    if a_list:
        more.append(_listed(claim, event, sense, named))
    elif seen.subjects and (seen.place is None or event.mode in SERVICES):
        more.append(_of_things(named, seen))
    elif event.mode in SERVICES:
        more.append(_of_network(claim, seen))
    return where, whose, more


def _across_borders(claim: Claim, seen: Observation) -> bool:
    """Is a country or a province meant, and what was seen has nothing but coordinates? A circle is no border."""
    wide = claim.event.place is not None and claim.event.place.precision in {"country", "admin"}
    return wide and seen.place is not None and seen.place.country is None


def is_named(name: str, text: str, *, proper: bool = False) -> bool:
    """Whether the text holds the name: all its words, or of a person ("PETROV, Ivan Ivanovich") the family name and a given one.

    A name in several spellings, set apart by a bar, is held where one of them is. ``proper``: with capitals, for lists hold ships
    that are called Hope and Liberty.
    """
    said = {word.casefold().removesuffix("s") for word in _WORD.findall(text) if not proper or not word[0].islower()}
    return any(_holds(said, one) for one in name.split("|"))


def _holds(said: set[str], name: str) -> bool:
    family, _, given = name.partition(",")
    wanted = [w.removesuffix("s") for w in _words(family) if w not in LEGAL_FORMS]
    others = [w.removesuffix("s") for w in _words(given) if w not in LEGAL_FORMS]
    if not wanted or not all(w in said for w in wanted):
        return False
    return any(w in said for w in others) if others else len(wanted) > 1 or len(wanted[0]) >= SHORTEST


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _of_things(named: list[str], seen: Observation) -> Fit:
    """Sites, people or papers: the claim must name one of them, else it is about another."""
    if named:
        return Fit(degree="fits", why=f"it is {named[0].partition('|')[0]} that the claim names")
    return Fit(degree="apart", why=f"it is about {seen.subjects[0].partition('|')[0]}, which the claim does not name")


def _listed(claim: Claim, event: Event, sense: Sense, named: list[str]) -> Fit:
    """A name that the claim names; or, of what is imposed, any name under the measures against the country that it names."""
    if named:
        return Fit(degree="fits", why=f"the list's new state is about {named[0]}, whom the claim names")
    meant, hit = claim.event.recipient, event.recipient
    if meant is None or not meant.country:
        return Fit(degree="unknown", why="the names on the list are not known to be those that are meant")
    if hit is None or hit.country != meant.country:
        return Fit(degree="apart", why="the list's new state is about another country")
    if sense in {"same", "kin"} and event.root == "SANCTION":
        return Fit(degree="fits", why=f"names were added under the measures against {meant.name}")
    return Fit(degree="unknown", why=f"some names under the measures against {meant.name}, which says little of all of them")


def _of_network(claim: Claim, seen: Observation) -> Fit:
    """A feed about a network tells nothing of single sites on it: two banks may fall while a country's traffic stays as it is."""
    known = [p.country for p in (claim.event.place, claim.event.recipient) if p is not None and p.country]
    here = seen.place.country if seen.place else None
    if known and here and here not in known:
        return Fit(degree="apart", why="it is about another country's network")
    if testtable.has("services", claim.text) or not testtable.has("network", claim.text):
        return Fit(degree="unknown", why="not observable: a feed about a whole network does not see single services on it")
    if not known:
        return Fit(degree="unknown", why="the claim does not say in which country")
    return Fit(degree="fits", why="the network as a whole is meant")
