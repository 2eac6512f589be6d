"""The things that saidseen speaks of. This module imports nothing of ours.

Offsets are Unicode code points into a document's ``text``; every interval is half open. Instants are timezone-aware
``datetime`` objects in UTC. Countries are ISO 3166-1 alpha-3 codes (and ``EUR`` for the European Union). Ids are content
hashes, so a second run over the same input adds nothing. The words used for acts, bases, kinds, classes and statuses
are explained in ``docs/concepts.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Act = Literal["assert", "deny", "pledge", "threaten", "demand", "forecast", "offer", "doubt", "judge"]
Basis = Literal["imagery", "instrument", "witness", "record", "intelligence", "told", "inferred", "none"]
QuoteType = Literal["direct", "indirect", "mixed"]
Kind = Literal["fact", "pledge", "threat", "demand", "forecast"]
Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "ongoing", "planned", "possible", "conditional"]
EvidenceClass = Literal["seen-direct", "seen-reported", "conceded", "told-independent", "told-party", "echo"]
Relation = Literal["supports", "refutes", "neutral"]
Status = Literal["confirmed", "contradicted", "mixed", "too-early", "unverified", "expired", "withdrawn"]
NameForm = Literal["name", "demonym", "inside"]
Precision = Literal["point", "city", "admin", "country", "region", "sea"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
SectionKind = Literal["headline", "body", "caption", "credit", "dateline", "agency", "furniture"]
Standing = Literal["party", "observer", "press", "other"]
SourceKind = Literal["instrument", "register", "verified_media", "reported"]
Engine = Literal["encoder", "rules"]

SETTLING: frozenset[str] = frozenset({"seen-direct", "seen-reported", "conceded"})
"""Classes of evidence that may settle a claim."""

SETTLED: frozenset[str] = frozenset({"confirmed", "contradicted", "mixed"})
"""Statuses that rest on settling evidence."""


def content_id(prefix: str, *parts: object) -> str:
    """A short, stable id: ``prefix-`` and 12 hex digits of the SHA-256 of the parts, joined so that they cannot run together."""
    digest = hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """``[start, end)`` in a document's text, with the words that stand there."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote):
            raise ValueError(f"span [{self.start}, {self.end}) does not fit its quote of {len(self.quote)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text[start:end]``."""
        return cls(start=start, end=end, quote=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a document's text and what it is (body, caption, page furniture, ...). Sections do not overlap."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one document. ``published`` is None where nothing says so: relative times then stay unresolved."""

    id: str
    url: str
    text: str
    title: str = ""
    outlet: str = ""
    published: datetime | None = None
    lang: str = "en"
    sections: tuple[Section, ...] = ()
    origin: str = ""
    """Where it was read from: a file name and, for many to a file, the line."""
    replaces: str | None = None
    """The id of the older version of the same URL, where there is one."""

    @classmethod
    def make(  # noqa: PLR0913  # each is a field
        cls,
        *,
        url: str,
        text: str,
        title: str = "",
        outlet: str = "",
        published: datetime | None = None,
        lang: str = "en",
        sections: tuple[Section, ...] = (),
        origin: str = "",
    ) -> Document:
        """A document with its content id: the same url, text, title and date give the same id."""
        when = published.isoformat() if published else ""
        return cls(
            id=content_id("d", url, when, title, text),
            url=url,
            text=text,
            title=title,
            outlet=outlet,
            published=published,
            lang=lang,
            sections=sections,
            origin=origin,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Half-open stretch of time; an open side is None. ``assumed`` where a rule and not the words gave it."""

    start: datetime | None = None
    end: datetime | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 expression (ISO-TimeML): its value, and the interval that it stands for where that is known."""

    span: Span
    type: TimeType
    value: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mention of a place. Without coordinates it was not resolved. ``metonym``: the name stands for who governs there.
    ``form``: the place's name, a demonym ("Russian"), or a part of another name ("Environment Canada")."""

    span: Span | None
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin: tuple[str, ...] = ()
    precision: Precision = "point"
    confidence: float = 0.5
    metonym: bool = False
    form: NameForm = "name"

    @property
    def literal(self) -> bool:
        """Something may take place there: the name is no metonym and no part of another word or name."""
        return self.form == "name" and not self.metonym


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks or observes. Unknown fields are None; ``surface`` is the wording in the text."""

    surface: str
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    wikidata: str | None = None
    standing: Standing = "other"
    """Party (a government, its forces, officials, state media, an armed group), observer (instrument operator, monitor,
    international mission), press, or other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who does or undergoes an alleged event."""

    span: Span | None
    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who does and who undergoes an event."""

    actor: Participant | None = None
    recipient: Participant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bounds; None leaves a side open ("more than 200": low 200, high None)."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event in the PLOVER ontology, as some words allege it. ``statement`` is the index of the statement it stands in;
    None where the outlet itself reports it. ``by``: what coded it; what the network alone marks makes no claim, settles none."""

    root: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    trigger: Span
    actor: Participant | None = None
    recipient: Participant | None = None
    place: Place | None = None
    when: Interval | None = None
    quantity: Quantity | None = None
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    condition: str | None = None
    statement: int | None = None
    sentence: int = 0
    confidence: float = 0.5
    by: Engine = "rules"
    marked: Parties | None = None
    """Whom the network takes for the parties of an event that the rules code. Told of, and never weighed: a party too many
    keeps what was seen from fitting."""

    @property
    def parties(self) -> Parties:
        """Who does it, by the rules first; who undergoes it, by the network first, else a country or its people by the rules."""
        if self.marked is None:
            return Parties(actor=self.actor, recipient=self.recipient)
        known = self.recipient if self.recipient is not None and self.recipient.country else None
        return Parties(actor=self.actor or self.marked.actor, recipient=self.marked.recipient or known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """Words of estimative probability as they stand, and the range that they mean (ICD 203; None where only how sure the
    analysts are is said, which is another thing than how likely it is)."""

    words: str
    low: float | None
    high: float | None
    confidence: Literal["low", "moderate", "high"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One speech act in one document: who, by which cue, what. Spans are in the order of the text."""

    id: str
    document: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: QuoteType
    act: Act
    basis: Basis = "none"
    speaker: Actor | None = None
    addressee: str | None = None
    channel: str | None = None
    said: Interval | None = None
    nested_in: int | None = None
    confidence: float = 0.5
    topic: bool = False
    """It names what was spoken of ("discussed the war") and says nothing about it, or tells of something seen ("saw the convoy
    leave"): it makes no claim, and keeps no sighting from being one."""
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Words by which a document says that somebody perceived something ("our reporter saw", "images show"); not yet weighed."""

    id: str
    document: str
    content: tuple[Span, ...]
    cue: Span | None
    observer: Actor
    basis: Basis
    taken: Interval | None = None
    """When it was seen, not when it was published."""
    sentence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: where it stands, in which kind of section, and the index of its paragraph."""

    start: int
    end: int
    kind: SectionKind
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong, in the user's words: what happened, what was kept, what to do. A value, never an exception."""

    where: str
    what: str
    kept: str = ""
    todo: str = ""
    stage: str = ""
    transient: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """All that was understood of one document. ``events`` and ``sightings`` refer to statements and sentences by index."""

    document: str
    statements: tuple[Statement, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    problems: tuple[Problem, ...] = ()
    model: str = ""
    """Name, version and hash of the language model that made this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something that reached us without having to believe a party, or a concession. ``event`` is what was observed."""

    id: str
    cls: EvidenceClass
    document: str | None
    url: str
    published: datetime | None
    quote: str
    start: int | None = None
    end: int | None = None
    observer: Actor | None = None
    events: tuple[Event, ...] = ()
    place: Place | None = None
    when: Interval | None = None
    coverage: str | None = None
    looked_and_not_seen: bool = False
    bears_on: tuple[tuple[str, Relation], ...] = ()
    """Claim ids and relations that a person gave when recording it by hand."""
    kind: SourceKind | None = None
    """What made it, where it came as data and not in a document. ``reported`` (coded from news) is hearsay: never a sight."""
    subjects: tuple[str, ...] = ()
    """What was measured or listed, by name (a bank's site, those new on a list): a claim has to name it."""
    leaves_open: str = ""
    """What this way of seeing cannot tell ("what lit the fire"): it then confirms loosely and never refutes."""
    detection: float | None = None
    """Probability with which it would have been seen, had it been so; it bounds what not having seen it may weigh."""
    group: str = ""
    """Origin group, where it is not the document's or its own."""
    sha256: str = ""
    """Of the raw file, as it lay on the disk."""
    reader: str = ""
    """Name and version of what read the file: ``firms@1``."""

    def __post_init__(self) -> None:
        if self.kind == "reported" and self.cls in SETTLING:
            raise ValueError(f"what was coded from news is no sight, so it cannot be {self.cls}")
        if self.detection is not None and not 0 <= self.detection <= 1:
            raise ValueError(f"a detection probability lies between 0 and 1, not at {self.detection}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """Written when the claim enters: what would have to be seen, where, until when, and by which sensors or registers."""

    supports: tuple[str, ...]
    refutes: tuple[str, ...]
    where: str | None
    until: datetime | None
    sensors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The speaker's side took a claim back."""

    statement: str
    published: datetime | None
    untrue: bool
    """True where the side calls its own claim of fact untrue (it concedes), False where it takes back a pledge or threat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A statement with what a claim needs to know of its document and of the event it alleges."""

    statement: Statement
    url: str
    published: datetime | None
    outlet: str
    event: Event
    kind: Kind
    side: str
    text: str
    """The content as one readable line."""
    start: int
    end: int
    group: str
    """Provenance group of the document's passage: syndicated copies share it."""
    until: datetime | None = None
    """When a corrected version of the document took its place; it counts until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A checkable proposition that one side stands behind. The first utterance gives its words; all are kept."""

    id: str
    kind: Kind
    polarity: Polarity
    text: str
    speaker: Actor
    side: str
    event: Event
    window: Interval
    condition: str | None
    test: Test
    utterances: tuple[Utterance, ...]
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one observation or statement does to one claim. ``weight`` is a natural-log likelihood ratio, before capping."""

    claim: str
    cls: EvidenceClass
    relation: Relation
    weight: float
    group: str
    source: str
    url: str
    quote: str
    why: str
    published: datetime | None
    coverage: str | None = None
    observation: str | None = None
    start: int | None = None
    end: int | None = None
    until: datetime | None = None
    """When a corrected version of the document took its place; it counts until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How a side's other claims of one kind turned out, resolved claims only, and what its group lends: pseudo-claims."""

    side: str
    held: int = 0
    failed: int = 0
    lent_held: float = 2.0
    lent_failed: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim, its evidence and the track record: all that a judge may look at."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    record: TrackRecord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer as of a moment."""

    claim: str
    as_of: datetime
    status: Status
    probability: float
    words: str
    grade: str
    rule: str
    why: str
    would_change: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's entry: accept, reject, merge, split, regrade. Never an edit. Where a side was graded, ``claim`` is empty."""

    claim: str
    action: Literal["accept", "reject", "merge", "split", "regrade"]
    who: str
    why: str
    statements: tuple[str, ...] = ()
    """Statements of the claim when the person looked (it is found again by them); for a split, those to be taken out."""
    into: str | None = None
    grade: str | None = None
    side: str | None = None
    entered: datetime | None = None
    """So that who changes their mind twice is heard the third time: entries of the same content would be one."""


def joined(spans: Iterable[Span], gap: str = " ... ") -> str:
    """Spans as one line of text, gaps shown."""
    return gap.join(" ".join(s.quote.split()) for s in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Something as an index holds it: found under any of its terms among those of its kind. A later card of its key replaces its
    body."""

    kind: str
    key: str
    body: str = ""
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a stage made of one item."""

    item: str
    things: tuple[object, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
