"""From statements to claims: what a party's statement alleges, and which statements of one side allege the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from saidseen.hearing.stopwords import content_words
from saidseen.knowing import countries, organisations
from saidseen.knowing.actwords import says
from saidseen.knowing.ontology import kind_of
from saidseen.things import Act, Actor, Claim, Document, Event, Hearing, Kind, Participant, Place, Polarity, Span, Statement, Utterance, Withdrawal, joined

KIND_OF_ACT: dict[Act, Kind] = {
    "assert": "fact",
    "deny": "fact",
    "pledge": "pledge",
    "offer": "pledge",
    "threaten": "threat",
    "demand": "demand",
    "forecast": "forecast",
}

ROOT_OF_ACT: dict[Act, str] = {"pledge": "AGREE", "offer": "AGREE", "threaten": "THREATEN", "demand": "REQUEST", "deny": "REJECT"}

RETRACTED = 0.3
"""Share of content words from which what is taken back is that claim. Chosen low: a side rarely has two claims open in the same words."""

BARE_WORDS = 4
"""Words from which a content without a coded event can still be checked by a reader. Chosen: shorter ones are fragments."""

OFFICIAL = re.compile(r"\b(?:spokes(?:man|woman|person|men)|officials?|minist(?:er|ry)|ambassador|envoy|commander|general|governor|government|army)\b", re.IGNORECASE)
"""Words that make an unplaced speaker an official of somebody; without one a stranger in the street would be a side."""

OWN_PEOPLE = re.compile(r"\b(?:(?:its|their|his|her|our|own) (?:\w+ )?(?:citizens|nationals|people|residents|staff|diplomats)|(?:citizens|nationals) to)\b", re.IGNORECASE)

VERBAL = frozenset({"REQUEST", "ACCUSE", "AGREE", "THREATEN", "REJECT"})
"""Roots that are speech themselves: in a statement they mostly frame the deed that is alleged ("ordered his army to attack")."""

OLD = timedelta(days=60)
"""Chosen: twice the longest default window; a claim that old is history to the document."""

SURE = 0.45
"""Confidence from which an event counts as a deed of its own. The event coder gives nouns in passing .4 and less."""

SAME_WORDS = 0.5
"""Share of content words (of the shorter) from which two statements of one side are the same claim whatever the coder made of
them. Chosen on the development stories: paraphrases of one press release lie above, different claims about one event below."""

ALIKE = 0.2
"""The same, where the coded events agree in kind, doer and place. Chosen likewise; re-run ``bench/replay.py``."""

REPEATED = timedelta(days=14)
"""Two statements further apart than this are two claims unless their words are the same. Chosen: half the default window."""


def utterances(document: Document, hearing: Hearing) -> list[Utterance]:
    """What the parties' statements of one document allege, one for each sentence of a statement that alleges an event."""
    out: list[Utterance] = []
    for index, statement in enumerate(hearing.statements):
        side = side_of(statement.speaker)
        if side is None or statement.act not in KIND_OF_ACT or takes_back(statement) or "?" in statement.content[-1].quote[-2:] or is_old(statement, document):
            continue
        mine = [e for e in hearing.events if e.statement == index and e.confidence > 0]
        for stretch in (part for whole in stretches(statement, document.text) for part in halves(whole, mine, document.text)):
            event = foremost(mine, stretch, statement) or bare(statement, stretch)
            if event is not None and not is_advice(statement, event):
                out.append(utterance(document, statement, stretch, event, side))
    return out


def utterance(document: Document, statement: Statement, stretch: Span, event: Event, side: str) -> Utterance:
    return Utterance(
        statement=statement,
        url=document.url,
        published=document.published,
        outlet=document.outlet,
        event=with_doer(event, statement),
        kind=KIND_OF_ACT[statement.act],
        side=side,
        text=joined((stretch,)),
        start=stretch.start,
        end=stretch.end,
        group=document.id,
    )


def with_doer(event: Event, statement: Statement) -> Event:
    """Who pledges, offers or threatens without naming a doer means the own side."""
    speaker, actor = statement.speaker, event.actor
    if speaker is None or speaker.country is None or statement.act not in {"pledge", "offer", "threaten"} or (actor and actor.country):
        return event
    named = actor or Participant(span=None, name=speaker.organisation or speaker.name or speaker.surface)
    return replace(event, actor=replace(named, country=speaker.country))


def side_of(speaker: Actor | None) -> str | None:
    """The side that a speaker speaks for: an armed group by its name, everybody official by the country; None for no party."""
    if speaker is None or (speaker.standing != "party" and not (speaker.standing == "other" and OFFICIAL.search(f"{speaker.role or ''} {speaker.surface}"))):
        return None
    organisation = organisations.find(speaker.organisation) if speaker.organisation else None
    if organisation is not None and organisation.kind in {"non-state", "alliance", "un"}:
        return organisation.name
    if speaker.country:
        country = countries.every().get(speaker.country)
        return country.name if country is not None else speaker.country
    return speaker.organisation or speaker.name or speaker.surface


def stretches(statement: Statement, text: str) -> list[Span]:
    """The sentences of a statement's content, each a span."""
    out: list[Span] = []
    for span in statement.content:
        start = span.start
        for m in re.finditer(r"[.!?][\"”']?\s+(?=[\"“A-Z])", span.quote):
            if not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sen|Gov|St|Feb|Jan|Aug|Sept|Oct|Nov|Dec)\.$", span.quote[: m.start() + 1]):
                out.append(Span.of(text, start, span.start + m.start() + 1))
                start = span.start + m.end()
        out.append(Span.of(text, start, span.end))
    return [s for s in out if len(s.quote.split()) > 1]


def halves(stretch: Span, events: Sequence[Event], text: str) -> list[Span]:
    """The sentence cut at an "and" or "but" that has another kind of deed on each side; whole where there is none."""
    for m in re.finditer(r",? (?:and|but) |; ", stretch.quote):
        cut, resume = stretch.start + m.start(), stretch.start + m.end()
        left = {e.mode for e in events if stretch.start <= e.trigger.start < cut and e.root not in VERBAL and e.confidence >= SURE}
        right = {e.mode for e in events if resume <= e.trigger.start < stretch.end and e.root not in VERBAL and e.confidence >= SURE}
        long = len(text[stretch.start : cut].split()) >= BARE_WORDS and len(text[resume : stretch.end].split()) >= BARE_WORDS
        if left and right and not left & right and long:
            return [Span.of(text, stretch.start, cut), *halves(Span.of(text, resume, stretch.end), events, text)]
    return [stretch]


def foremost(events: Sequence[Event], stretch: Span, statement: Statement) -> Event | None:
    """The event that the sentence is about: not one told in passing, the surest and then the first."""
    inside = [e for e in events if stretch.start <= e.trigger.start < stretch.end]
    if not inside:
        return None
    wanted = {"pledge": {"planned", "conditional"}, "threaten": {"planned", "conditional"}, "forecast": {"possible", "planned"}}.get(statement.act, {"actual", "ongoing"})
    return min(inside, key=lambda e: (e.root in VERBAL, -round(e.confidence, 1), e.modality not in wanted, e.trigger.start))


def takes_back(statement: Statement) -> bool:
    """Is it the taking back of something said?"""
    return statement.act == "deny" and says("retract", " ".join(c.quote for c in statement.cue).lower())


def retractions(document: Document, hearing: Hearing) -> list[tuple[str, str, Withdrawal]]:
    """(side, words of what is taken back, withdrawal) for each statement of a document that takes something back."""
    out = []
    for statement in hearing.statements:
        side = side_of(statement.speaker)
        if side is not None and takes_back(statement):
            words = joined(statement.content)
            untrue = says("untrue", document.text[statement.cue[0].start : statement.content[-1].end].lower())
            out.append((side, words, Withdrawal(statement=statement.id, published=document.published, untrue=untrue)))
    return out


def with_retractions(claims: Sequence[Claim], taken_back: Sequence[tuple[str, str, Withdrawal]]) -> list[Claim]:
    """Each retraction goes to the one earlier claim of its side that shares most of its words, if it shares enough."""
    out = list(claims)
    for side, words, withdrawal in taken_back:
        wanted = content_words(words)
        best, shared = -1, RETRACTED
        for i, claim in enumerate(out):
            first = min((u.published for u in claim.utterances if u.published), default=None)
            later = first is not None and withdrawal.published is not None and first < withdrawal.published
            if claim.side == side and later and claim.withdrawn is None:
                own = content_words(claim.text)
                share = len(own & wanted) / max(1, min(len(own), len(wanted)))
                if share > shared and len(own & wanted) > 1:
                    best, shared = i, share
        if best >= 0:
            out[best] = replace(out[best], withdrawn=withdrawal)
    return out


def is_advice(statement: Statement, event: Event) -> bool:
    """To one's own people: no other side is asked for anything."""
    if statement.act != "demand" or statement.speaker is None:
        return False
    own = event.actor is not None and event.actor.country is not None and event.actor.country == statement.speaker.country
    return own or OWN_PEOPLE.search(statement.addressee or "") is not None


def is_old(statement: Statement, document: Document) -> bool:
    """Said long before the document: the writer tells it as background."""
    said, published = statement.said, document.published
    return said is not None and said.end is not None and published is not None and said.end < published - OLD


def bare(statement: Statement, stretch: Span) -> Event | None:
    """A pledge, threat, demand or denial of something that the event coder has no word for: PLOVER's event of the
    speech act itself. It has no kind, so nothing that is seen can settle it unless a person says so."""
    root = ROOT_OF_ACT.get(statement.act)
    if root is None or len(stretch.quote.split()) < BARE_WORDS:
        return None
    polarity: Polarity = "negative" if statement.act == "deny" else "positive"
    return Event(root=root, trigger=stretch, polarity=polarity, modality="planned", confidence=0.1)


# ---------------------------------------------------------------- grouping


def group(found: Sequence[Utterance]) -> list[tuple[Utterance, ...]]:
    """Utterances of one side that allege the same, in the order of their publication. Independent of the order given."""
    groups: list[list[Utterance]] = []
    by_side: dict[str, list[list[Utterance]]] = {}
    for item in sorted(found, key=order):
        home = next((g for g in by_side.get(item.side, []) if any(same_claim(item, other) for other in g)), None)
        if home is None:
            home = []
            groups.append(home)
            by_side.setdefault(item.side, []).append(home)
        home.append(item)
    return [tuple(g) for g in groups]


def order(u: Utterance) -> tuple[datetime, str, int, str]:
    return (u.published or datetime.max.replace(tzinfo=UTC), u.url, u.start, u.statement.id)


def same_claim(a: Utterance, b: Utterance) -> bool:
    """Same side assumed. The comparison is structural; shared words only widen or narrow it."""
    if a.event.polarity != b.event.polarity or (a.kind != b.kind and {a.kind, b.kind} not in ({"fact", "pledge"}, {"forecast", "threat"})):
        return False
    words_a, words_b = content_words(a.text), content_words(b.text)
    shared = len(words_a & words_b) / max(1, min(len(words_a), len(words_b)))
    if shared >= SAME_WORDS and len(words_a & words_b) > 2:
        return True
    if a.kind != b.kind or shared < ALIKE or not near(a, b):
        return False
    return same_kind(a.event, b.event) and same_doer(a.event, b.event) and same_place(a.event.place, b.event.place)


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
