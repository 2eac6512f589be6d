"""What a way in hands over, and how a Document is made of it: one place for limits, dates, language and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from saidseen.reading.dates import moment
from saidseen.reading.language import guess, named
from saidseen.reading.layout import sections, title_line
from saidseen.things import Document, Problem, Section, content_id

STAGE = "reading"

LIMIT = 300_000
"""Code points kept of one text: a report of a hundred pages. A news article has five thousand; a larger text is nearly always a
mistake (a dump, a log), and would take minutes."""

ENGLISH = "en"

SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text as a way in found it. ``published`` is raw: a date may still turn out to be none."""

    text: str
    origin: str
    title: str = ""
    outlet: str = ""
    published: str | date | None = None
    url: str = ""
    lang: str = ""
    captions: int | None = None
    """Offset from which the text is nothing but captions that were taken out of their figures."""
    titled: bool = False
    """The text may begin with its own title (plain text, Markdown)."""


@dataclass(slots=True, kw_only=True)
class Defaults:
    """What the user says of texts that do not say it themselves, and the moment that counts as now."""

    now: datetime
    published: datetime | None = None
    outlet: str = ""
    url: str = ""
    given: set[str] = field(default_factory=set)
    """URLs already given to a text, so that one ``url`` is not put on two texts."""


def problem(where: str, what: str, kept: str = "", todo: str = "") -> Problem:
    """A Problem of this stage."""
    return Problem(where=where, what=what, kept=kept, todo=todo, stage=STAGE)


def finished(draft: Draft, defaults: Defaults) -> Iterator[Document | Problem]:
    """The document that a draft makes, with whatever is to be said about it; nothing but a problem where it has no text."""
    text = sound(draft.text)
    if not text.strip():
        yield problem(draft.origin, "there is no text in it", "nothing of it", "give a file that has text, or remove it")
        return
    if len(text) > LIMIT:
        text = shortened(text)
        kept = f"the first {len(text):,} characters, up to the end of a paragraph"
        yield problem(
            draft.origin, f"the text is longer than the {LIMIT:,} characters that are read of one text", kept, "split it"
        )
    when, doubts = moment(draft.published, draft.origin, defaults.now)
    yield from doubts
    when = when or defaults.published
    if when is None:
        kept = "the text; words like 'today' stay unresolved in it"
        yield problem(draft.origin, "it does not say when it was published", kept, "give the date with --published")
    outlet = draft.outlet.strip() or defaults.outlet
    url, doubt = address(draft, defaults)
    yield from doubt
    lang = language(text, draft.lang)
    if lang != ENGLISH:
        what = f"the text is not in English ({lang if lang != 'und' else 'language not recognised'})"
        yield problem(draft.origin, what, "the text, marked; no claims will be made of it", "give an English version of it")
    parts = laid_out(text, outlet, draft.captions)
    title = draft.title.strip() or (title_line(text, parts) if draft.titled else "")
    yield Document.make(
        url=url, text=text, title=title, outlet=outlet, published=when, lang=lang, sections=parts, origin=draft.origin
    )


def sound(text: str) -> str:
    """The text with lone surrogates replaced, one for one: no store and no parser takes them, and offsets must hold."""
    return SURROGATE.sub("\ufffd", text)


def shortened(text: str) -> str:
    """At most LIMIT characters, up to the last paragraph or line end (any place where there is none in the second half)."""
    for mark in ("\n\n", "\n", " "):
        cut = text.rfind(mark, LIMIT // 2, LIMIT)
        if cut > 0:
            return text[:cut]
    return text[:LIMIT]


def language(text: str, said: str) -> str:
    """What the document says, unless the text is clearly in another language; English where neither says anything."""
    seen = guess(text)
    told = named(said)
    if told and (seen in (None, "und") or told != ENGLISH):
        return told
    return seen or ENGLISH


def address(draft: Draft, defaults: Defaults) -> tuple[str, tuple[Problem, ...]]:
    """The URL: the text's own, else the user's (for one text only), else one made from where it was read."""
    if draft.url.strip():
        return draft.url.strip(), ()
    if defaults.url and defaults.url not in defaults.given:
        defaults.given.add(defaults.url)
        return defaults.url, ()
    made = local_url(draft)
    if not defaults.url:
        return made, ()
    what = f"--url {defaults.url} was already given to another text of this run"
    return made, (problem(draft.origin, what, f"the text, as {made}", "give --url with one text at a time"),)


def local_url(draft: Draft) -> str:
    """A stable address for a text that has none.

    A file's own is its ``file:`` URI (RFC 8089) with the full path, so that files of one name in two folders do not pass
    for versions of each other. A text among many in a file gets a fragment, and standard input an address, made from
    the content: lines may move, and two different texts never share an address.
    """
    name, _, line = draft.origin.rpartition(":")
    mark = content_id("t", draft.title, draft.text).removeprefix("t-")
    if draft.origin.startswith("stdin"):
        return f"stdin:{mark}"
    if name and line.isdecimal():
        return f"{Path(name).resolve().as_uri()}#{mark}"
    return Path(draft.origin).resolve().as_uri()


def laid_out(text: str, outlet: str, captions: int | None) -> tuple[Section, ...]:
    """Sections of the text; from ``captions`` on what would be body or headline is a caption."""
    if captions is None:
        return sections(text, outlet)
    moved = [replace(p, start=p.start + captions, end=p.end + captions) for p in sections(text[captions:])]
    pictures = [replace(p, kind="caption") if p.kind in ("body", "headline") else p for p in moved]
    return (*sections(text[:captions], outlet), *pictures)
