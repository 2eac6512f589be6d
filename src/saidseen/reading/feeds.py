"""RSS and Atom files, through feedparser: every entry is a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from saidseen.reading.draft import Draft, problem
from saidseen.things import Problem

BLOCKS = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "tr",
        "figcaption",
    )
)
HIDDEN = frozenset(("script", "style"))


def read_feed(data: bytes, origin: str, *, cut: bool = False) -> Iterator[Draft | Problem]:
    """The entries in their order. The feed's title is the outlet; the longest of an entry's texts is taken, as plain text."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  # has no types; only for feeds

    feed = feedparser.parse(BytesIO(data))
    if not feed.entries:
        yield problem(
            origin, "no entries were found in it; it is no RSS or Atom feed, or an empty one", "nothing of it", "check the file"
        )
        return
    if feed.bozo or cut:
        why = "it is too long" if cut else str(feed.get("bozo_exception", "not well formed"))[:120]
        yield problem(
            origin, f"the feed is damaged ({why})", f"the {len(feed.entries)} entries that could be read", "fetch the feed again"
        )
    for number, entry in enumerate(feed.entries, 1):
        yield from entry_draft(entry, str(feed.feed.get("title", "")), f"{origin}:{number}", str(feed.feed.get("language", "")))


def entry_draft(entry: Any, outlet: str, origin: str, lang: str) -> Iterator[Draft | Problem]:  # noqa: ANN401  # feedparser is untyped
    """One entry: its title as first line, and its text."""
    bodies = [str(part.get("value", "")) for part in entry.get("content", [])] + [str(entry.get("summary", ""))]
    body = max((plain(b) for b in bodies), key=len)
    title = " ".join(plain(str(entry.get("title", ""))).split())
    text = f"{title}\n\n{body}" if title and body and not body.startswith(title) else body or title
    if not text:
        yield problem(
            origin, "this entry of the feed has neither title nor text", "the other entries", "nothing needs to be done"
        )
        return
    source = entry.get("source") or {}
    yield Draft(
        text=text,
        origin=origin,
        title=title,
        outlet=str(source.get("title", "")) or outlet,
        published=str(entry.get("published", "") or entry.get("updated", "")),
        url=str(entry.get("link", "")),
        lang=lang,
    )


class Plain(HTMLParser):
    """Collects the text of a piece of HTML; blocks end a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the base class names it
        self.hidden += tag in HIDDEN
        if tag in BLOCKS:
            self.found.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in HIDDEN))
        if tag in BLOCKS:
            self.found.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(re.sub(r"\s+", " ", data) if "<" not in data else data)


def plain(html: str) -> str:
    """The text of a piece of HTML, a blank line between its paragraphs."""
    parser = Plain()
    parser.feed(html)
    parser.close()
    return re.sub(r" *\n\s*", "\n\n", "".join(parser.found)).strip()
