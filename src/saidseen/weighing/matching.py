"""Does an observation bear on a claim? A readable list of features, each with its reason.

Kind of event, hands, place and time must all fit before anything supports or refutes. One feature that fits loosely lowers the
weight; more than one, a kind that is only distantly like, or anything unknown leave it "seen nearby, not decisive" (neutral).
"""

from __future__ import annotations

import re
from dataclasses import replace

from saidseen.knowing import testtable
from saidseen.things import Claim, Event, Evidence, EvidenceClass, Interval, Observation, content_id
from saidseen.weighing import alike, besides, fitting, hands, intime, measured, shares, whereseen
from saidseen.weighing.finding import WHERE, Answer, Finding
from saidseen.weighing.fitting import Fit

FULL: dict[EvidenceClass, float] = {"seen-direct": 4.0, "seen-reported": 3.0, "conceded": 3.5}
"""Log likelihood ratio when everything fits: such an observation is taken to be wrong or misplaced in 2, 5 and 3 of 100 cases."""

LOOSE = 1.6
"""With one feature loose: about five to one. One such group gives .83 and settles nothing, two give .96."""

NEARLY = 2.25
"""With its time or its hands loose and all else fitting: just enough to settle. Chosen: all of a dozen such on the development
stories were right, which by the rule of succession gives .93; re-run ``bench/replay.py``."""

TOLD = 0.4
"""What an event table says weighs as much as the word of one party: whose words were coded from the news is not known."""

CONTESTED = frozenset({"clear", "hold", "control", "hold_off"})
HOLDS = frozenset({"hold", "control", "occupation", "seize", "presence"})
"""Kinds of claims that are undone when another side is seen there, and the kinds that show it there."""

ENTRIES = frozenset({"incursion", "invasion"})

ALIKE = 2
"""Telling words shared from which an observation that was not understood is shown beside a claim; it never weighs anything."""

PERCENT = re.compile(r"\d ?(?:%|per ?cent\b)")
"""A share in the claim's words, also where the event coder does not tie it to the event ("the share of votes was ...")."""


def compare(claim: Claim, observation: Observation, group: str | None = None) -> Evidence | None:
    """What the observation does to the claim; None where they have nothing to do with each other.

    ``group`` is the provenance group of the observation's passage; without it, its document stands for it.
    """
    answer = _answer(claim, observation)
    if answer is None:
        return None
    who = observation.observer
    return Evidence(
        claim=claim.id,
        cls=observation.cls,
        relation=answer.relation,
        weight=answer.weight,
        group=group or observation.group or observation.document or content_id("g", observation.id),
        source=(who.name or who.organisation or who.surface) if who else "",
        url=observation.url,
        quote=observation.quote,
        why=answer.why,
        published=observation.published,
        coverage=observation.coverage,
        observation=observation.id,
        start=observation.start,
        end=observation.end,
    )


def _answer(claim: Claim, seen: Observation) -> Answer | None:
    """A person's word on what it bears on goes first; then the best decisive finding; then the best that is not decisive."""
    by_hand = dict(seen.bears_on).get(claim.id)
    if by_hand is not None:
        return Answer.of(by_hand, FULL.get(seen.cls, 0.0), "a person recorded that it bears on this claim")
    if seen.cls not in FULL and seen.kind != "reported":
        return None
    event = alike.meant(claim, seen)
    meant = claim if event is claim.event else replace(claim, event=event)
    found = [f for e in seen.events if (f := _find(meant, e, seen)) is not None] or _unread(claim, seen)
    if not found:
        return None
    decisive = [f for f in found if f.decisive]
    best = max(decisive or found, key=_quality)
    if any(f.happened != best.happened and f.loose <= best.loose for f in decisive):
        return Answer.of("neutral", 0.0, "not decisive: its words speak both for and against")
    if not best.decisive:
        return Answer.of("neutral", 0.0, "not decisive: " + _reasons(best, ("apart", "unknown", "loose")))
    return _weighed(claim, seen, best)


def _weighed(claim: Claim, seen: Observation, best: Finding) -> Answer:
    """The answer that a decisive finding gives."""
    supports = best.happened == (claim.polarity == "positive")
    if seen.leaves_open and not supports:
        return Answer.of("neutral", 0.0, f"not decisive: it can confirm and never refute, for it leaves open {seen.leaves_open}")
    if best.leans:
        return Answer.of("neutral", 0.0, "not decisive: " + _reasons(best, ("loose", "fits")))
    far = best.half or best.fits[WHERE].degree == "loose"
    weight = LOOSE if far else NEARLY if best.loose else FULL.get(seen.cls, TOLD)
    most = TOLD if seen.cls not in FULL else weight if best.happened else measured.of_a_miss(seen)
    return Answer.of("supports" if supports else "refutes", min(weight, most), _reasons(best, ("fits", "loose")))


def _quality(finding: Finding) -> tuple[int, ...]:
    degrees = [f.degree for f in finding.fits]
    return tuple(-degrees.count(d) for d in ("apart", "unknown", "loose"))


def _reasons(finding: Finding, degrees: tuple[str, ...]) -> str:
    return "; ".join(f.why for d in degrees for f in finding.fits if f.degree == d and f.why)


def _find(claim: Claim, event: Event, seen: Observation) -> Finding | None:
    """The features of one observed event against the claim; None where kind or place make it another matter."""
    sense = alike.sense(claim.event, event)
    if sense is None or event.modality not in {"actual", "ongoing"}:
        return None
    row = testtable.row(claim.event.root, claim.event.mode)
    where = Fit(degree="fits", why="") if row.placeless else whereseen.fit(claim, event, seen)
    if where.degree == "apart" and not where.near:
        return None
    unseen = seen.looked_and_not_seen or event.polarity == "negative"
    told, whose = besides.brought_together(claim, seen, event, where, hands.fit(claim, event, seen))
    told, whose, more = measured.compared(claim, seen, event, sense, (told, whose))
    happened = _happened(claim, sense, event, seen.quote, unseen=unseen)
    if claim.event.mode in CONTESTED and event.mode in HOLDS and not unseen:
        happened = whose.degree != "apart"
        whose = replace(whose, degree="fits") if whose.degree == "apart" else whose
        sense = "kin" if event.mode != "presence" else sense
    when = fitting.seen_time(event.when or seen.when, seen.published)
    if row.counted and sense == "opposite" and not alike.same_things(claim, seen.quote):
        return None
    share = shares.reached(claim, event, when) if row.counted and sense in {"same", "kin"} and not unseen else None
    still = sense == "opposite" and testtable.has("unchanged", seen.quote)
    timing = _timing(claim, happened, when, seen, still=still)
    if share is not None:
        happened, timing = share
    implied = share is not None and (whose.degree == "loose" or (claim.polarity == "negative" and event.actor is None))
    if implied or (still and row.counted and whose.degree == "loose" and where.degree == "fits"):
        whose = Fit(degree="fits", why="what is counted or kept there is that side's")
    fits = [alike.kind_fit(claim, sense, event, seen.quote), told, whose, timing, *more]
    if happened and share is None:
        fits += [_number(claim, sense, event), _departure(claim, event, seen)]
    elif happened is None:
        fits.append(Fit(degree="unknown", why="it shows neither that it happened nor that it did not"))
    if unseen and seen.coverage is None:
        fits.append(Fit(degree="loose", why="looked and did not see, but how much was seen is not said"))
    half = (happened is True and _half(claim, event)) or _open(
        claim, event, (whose, timing), blind=unseen and seen.coverage is None
    )
    finding = Finding(happened=happened, fits=tuple(fits), half=half, entered=_entered(claim, event))
    return finding if finding.decisive or _worth_showing(where, timing, more) else None


def _open(claim: Claim, event: Event, fits: tuple[Fit, Fit], *, blind: bool) -> bool:
    """Is it left open how much was looked at, whether a condition was met, or whose the forces are that were seen?"""
    whose, timing = fits
    undated = claim.kind != "fact" and claim.window.start is None and claim.window.end is None
    conditional = (claim.condition is not None or undated) and timing.degree == "loose"
    return blind or conditional or (whose.degree == "loose" and event.actor is not None)


def _entered(claim: Claim, event: Event) -> bool:
    """Who is to go into a town, or not to, is outside it still: seen there in time, they have gone in. Not so with a country,
    in a part of which they may have been for long."""
    place = claim.event.place
    narrow = place is not None and place.precision in {"point", "city"}
    return claim.kind != "fact" and narrow and claim.event.mode in ENTRIES and event.mode in HOLDS


def _timing(claim: Claim, happened: bool | None, when: Interval | None, seen: Observation, *, still: bool) -> Fit:
    found = intime.fit(claim, happened, when, seen.published, still=still)
    if happened and found.degree == "apart" and besides.kept_already(claim, seen, when):
        return Fit(degree="fits", why="told right after the pledge as what became of it")
    return found


def _worth_showing(where: Fit, when: Fit, more: list[Fit]) -> bool:
    """Not decisive, but of this matter: the place fits or is near; or nothing says where, and the time fits."""
    if any(fit.degree == "apart" for fit in more):
        return False
    if where.degree == "unknown":
        return when.degree in {"fits", "loose"}
    return True


def _unread(claim: Claim, seen: Observation) -> list[Finding]:
    """What was seen has no word in the lexicon, but it is of this matter: mostly worth showing and never decisive. Of data all is
    understood."""
    if seen.kind is not None:
        return []
    lack = besides.some_lack(claim, seen)
    if lack is not None:
        return [Finding(happened=False, fits=lack)]
    window = intime.window(claim, seen.published)
    time = fitting.timing(window, fitting.seen_time(seen.when, seen.published))
    where = fitting.place(claim.event.place, seen.place)
    too_late = window.end is not None and time.start is not None and time.start > window.end + fitting.RECENT
    if time.where in {"before", "unknown"} or too_late or (where.degree == "apart" and not where.near):
        return []
    narrow = all(p is not None and p.precision in {"point", "city"} for p in (claim.event.place, seen.place))
    there = where.degree == "fits" and narrow and time.where == "within" and not time.vague
    shared = testtable.telling(claim.text) & testtable.telling(seen.quote)
    if not there and len(shared) < ALIKE:
        return []
    about = where.why if there else "its words are about the same things"
    return [Finding(happened=None, fits=(Fit(degree="unknown", why=f"{about}, but what it shows was not understood"),))]


def _happened(claim: Claim, sense: alike.Sense, event: Event, quote: str, *, unseen: bool) -> bool | None:
    """An opposite undoes only what lasts and what is claimed to be so: not a deed that is over, and never makes a denial true.

    That nothing is there any more shows a departure; that something is there does not show that its departure has not begun.
    """
    if sense != "opposite":
        return not unseen
    row = testtable.row(claim.event.root, claim.event.mode)
    if unseen:
        return True if row.absence and event.mode == "presence" else None
    under_way = event.mode == "presence" and testtable.has("begin", claim.text) and not testtable.has("unchanged", quote)
    done = claim.kind == "fact" and claim.event.root == "MOBILIZE" and not row.state
    return None if row.momentary or claim.polarity == "negative" or under_way or done else False


def _number(claim: Claim, sense: alike.Sense, event: Event) -> Fit:
    """A number that was not counted fits loosely; where another kind of event was seen, too, it may be about something else."""
    counted = event.quantity is not None and event.quantity.unit == fitting.WHOLE
    if claim.event.quantity is None and PERCENT.search(claim.text) and not counted:
        return Fit(degree="unknown", why="the share that is claimed was not counted")
    fit = fitting.quantity(claim.event.quantity, event.quantity)
    return replace(fit, degree="unknown") if fit.degree == "loose" and sense != "same" else fit


def _verb(event: Event, seen: Observation) -> str:
    """The event's word with the one behind it: "are gone"."""
    if seen.start is None:
        return event.trigger.quote
    behind = seen.quote[event.trigger.end - seen.start :].split(maxsplit=1)[:1]
    return " ".join([event.trigger.quote, *behind])


def _departure(claim: Claim, event: Event, seen: Observation) -> Fit:
    """A site that was emptied does not show that its troops went home; who leaves one place and digs in at another has moved."""
    row = testtable.row(claim.event.root, claim.event.mode)
    after = [e for e in seen.events if e.trigger.start > event.trigger.start and e.polarity == "positive"]
    if row.homecoming and any(e.root == "MOBILIZE" and e.modality in {"actual", "ongoing"} for e in after):
        return Fit(degree="unknown", why="it was seen to leave one place and to take up another")
    if row.homecoming and testtable.has("emptied", _verb(event, seen)):
        return Fit(degree="unknown", why="the site was emptied, but where its troops went was not seen")
    return Fit(degree="fits", why="")


def _half(claim: Claim, event: Event) -> bool:
    """A departure is half of a withdrawal: that nothing more stands further forward takes another pair of eyes.

    An arrival at the home base shows both.
    """
    row = testtable.row(claim.event.root, claim.event.mode)
    return row.homecoming and event.mode != "return_to_base"
