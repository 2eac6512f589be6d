"""How a speaker says they know: from the words of what is said and of the sentence around it.

Evidence counts in a construction ("according to the log", "radar showed", "X, who saw it"), not by being mentioned: a statement
about the launch of a satellite has no basis. What is tried first is what ties the speaker to the evidence most closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from saidseen.knowing.actwords import BASES, evidence
from saidseen.things import Basis

KINDS: tuple[Basis, ...] = ("imagery", "instrument", "intelligence", "record")
"""Bases that are things: they have nouns."""

MINDS: tuple[Basis, ...] = ("told", "witness", "inferred")
"""Bases that are ways to come to know; where two fit the earlier in the text, then in this order."""

JOINED = 8
"""Words of a content that may still be the object of its cue. Chosen: a noun phrase with two adjectives and an adverb."""

ENDS = 24
"""Letters by which the ends of a content are found. Chosen: some four words, seldom twice in a sentence."""

CURLY = str.maketrans("’‘“”", "''\"\"")
SPACES = re.compile(r"\s+")
EDGE = re.compile(r"[;:\"]|(?:^|,? )(?:and|but|while|whereas)\b")
"""Where a clause ends beside the content: what stands farther off belongs to somebody else's statement."""

LEFT_EDGE = re.compile(r"[;\"]|: |, (?:and|but|while|whereas)\b")
"""The same before the content, where "and" may join two kinds of evidence."""

BACK = re.compile(
    r"^(?:it|they|these|this|both|which) (?:\w+ly |also )?(?:shows?|showed|prove[sd]?|records?|recorded|settles?|reveals?)\b"
)
"""Opens what is said of evidence named in the sentence before."""

ADJUNCT = re.compile(r"^\W*(?:\w+ing|from|by|on|after|with|per|according|based|in|at|as|to)\b")
"""How an adjunct before the source starts; else what stands there is a clause of its own."""

SCARE = re.compile(r"\"(\S+(?: \S+){0,4})\"")
"""A few quoted words, that are no statement of their own."""

AMONG = re.compile(r"\b(?:in|on|from) (?:it|them)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words by part, lower-cased with straight quotation marks; "" where there is none."""

    content: str
    left: str
    """The clause before the content, without what other statements have."""

    right: str
    cue: str
    source: str
    before: str
    """The sentence before, and this one up to the content."""

    @property
    def near(self) -> str:
        """The clause around the content without the words of the cue."""
        beside = f"{self.left} | {self.right}"
        return beside.replace(self.cue, " ", 1) if self.cue else beside

    @property
    def after(self) -> str:
        """What stands between the cue and the content, or the clause before it."""
        return self.left.rpartition(self.cue)[2] if self.cue else self.left


def plain(text: str) -> str:
    return SPACES.sub(" ", text.translate(CURLY).lower()).strip()


def beside(content: str, sentence: str) -> tuple[str, str]:
    """What stands before and after a content that may begin or end in another sentence, or have parts."""
    first, last = content[:ENDS], content[-ENDS:]
    start, end = (sentence.find(first), sentence.rfind(last)) if content else (-1, -1)
    if start < 0 and end < 0:
        return ("", "") if sentence in content else (sentence, "")
    return sentence[: max(0, start)], sentence[end + len(last) :] if end >= 0 else ""


def told_of(content: str, sentence: str, cue: str, source: str, before: str) -> Told:
    """The parts of a statement's sentence."""
    low, high = beside(content, sentence)
    left = LEFT_EDGE.split(SCARE.sub(r"\1", low).rstrip(' "'))[-1]
    head, _, tail = left.rpartition(source) if source else ("", "", left)
    if head and not ADJUNCT.search(head):
        left = source + tail
    right = EDGE.split(SCARE.sub(r"\1", high).lstrip(' ",.'))[0]
    return Told(content=content, left=left, right=right, cue=cue, source=source, before=f"{before} {low}")


def basis_of(content: str, sentence: str, *, cue: str = "", source: str = "", before: str = "") -> Basis:
    """How the speaker says they know, "none" if they do not say.

    ``sentence`` is the one of the cue; ``cue`` and ``source`` are the words of the attribution; ``before`` the sentence before.
    """
    told = told_of(plain(content), plain(sentence), plain(cue), plain(source), plain(before))
    steps = (by_presence, by_evidence, by_mind, by_cue, by_mention, by_trade, by_what_was_before)
    return next((found for step in steps for found in step(told)), "none")


def by_presence(told: Told) -> Iterator[Basis]:
    """Who was in the room is a witness, whatever was told there."""
    if any(evidence().sources["present"].search(text) for text in (told.source, told.near)):
        yield "witness"


def by_evidence(told: Told) -> Iterator[Basis]:
    """Evidence that shows, or by which something is known; in the content first."""
    table = evidence()
    unseen = table.vetoes["lacks"].search(told.content) or table.vetoes["wants"].search(told.cue)
    for kind in () if unseen else KINDS:
        thing = kind != "record" and table.frames["thing", kind].search(told.content)
        shown = any(table.frames[where, kind].search(told.content) for where in ("content", "opens"))
        if thing or shown or table.phrases[kind].search(told.content):
            yield kind
    for kind in KINDS:
        joint = table.frames["joint", kind].search(f"{told.cue} | {' '.join(told.content.split()[:JOINED])}")
        started = not unseen and table.frames["content", kind].search(f"{told.after} {told.content}")
        if joint or started or table.frames["around", kind].search(told.near) or table.phrases[kind].search(told.near):
            yield kind
    for kind in KINDS:
        if table.frames["source", kind].search(told.source):
            yield kind


def by_mind(told: Told) -> Iterator[Basis]:
    """Seen, heard of, or concluded; in the content first."""
    table = evidence()
    if not table.vetoes["denies"].search(told.cue):
        found = [(m.start(), i) for i, kind in enumerate(MINDS) if (m := table.phrases[kind].search(told.content))]
        if found:
            yield MINDS[min(found)[1]]
    for kind in MINDS:
        if table.near[kind].search(told.near):
            yield kind


def by_cue(told: Told) -> Iterator[Basis]:
    """The verb of saying tells it: "recalled", "had heard", "deduced"."""
    table = evidence()
    cue = f"{told.cue} {' '.join(told.content.split()[:1])}"
    for kind in BASES:
        if table.cues[kind].search(cue):
            yield kind
    if table.cues["reads"].search(f"{told.cue} {told.content}"):
        yield "inferred"
    office = table.sources["office"].search(told.source)
    as_such = table.vetoes["as"]
    judged = as_such.search(f"{told.near} {told.cue} {told.content}") or as_such.search(told.right)
    if table.cues["personal"].search(cue) and not judged and (is_onlooker(told.source) or not office):
        yield "witness"
    after = told.left.rpartition(told.cue)[2] if told.cue else ""
    if table.cues["thinks"].search(told.cue) and any(
        table.grounds["ground"].search(x) for x in (told.content, after, told.right)
    ):
        yield "inferred"


def is_onlooker(source: str) -> bool:
    """Somebody who was on the spot: "the cook of the ministry's yacht", not "the ministry of fishermen"."""
    table = evidence()
    eyes, desk = table.sources["onlooker"].search(source), table.sources["office"].search(source)
    return eyes is not None and (desk is None or eyes.start() < desk.start())


def by_mention(told: Told) -> Iterator[Basis]:
    """Evidence that is hardly named but to show that something is so."""
    table = evidence()
    if any(table.vetoes[x].search(told.content) for x in ("claim", "lacks", "moved")) or table.vetoes["cue"].search(told.cue):
        return
    for kind in KINDS:
        if table.sure[kind].search(told.content):
            yield kind


def by_trade(told: Told) -> Iterator[Basis]:
    """Who speaks looks at one kind of evidence by trade, or was on the spot; only of what is or was."""
    table = evidence()
    if table.vetoes["cue"].search(told.cue):
        return
    for kind in MINDS[:2]:
        if table.sources[kind].search(told.source):
            yield kind
    if table.vetoes["claim"].search(told.content):
        return
    for kind in KINDS:
        if table.sources[kind].search(told.source):
            yield kind
    if is_onlooker(told.source) and table.tells["onlooker"].search(told.cue):
        yield "witness"


def by_what_was_before(told: Told) -> Iterator[Basis]:
    """The pictures that were named before: "it shows", "some men in it"."""
    if evidence().vetoes["wants"].search(told.cue) or evidence().vetoes["cue"].search(told.cue):
        return
    among = AMONG.search(f"{told.cue} {told.content} {told.right}")
    for kind in KINDS:
        if (BACK.search(told.content) or (among and kind == "imagery")) and evidence().nouns[kind].search(told.before):
            yield kind
