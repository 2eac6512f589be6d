"""Web pages, through trafilatura (Barbaresi 2021, ACL; ``favor_precision`` has the best F1 on the open extraction benchmark)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from saidseen.reading.dates import instant
from saidseen.reading.decode import decode
from saidseen.reading.draft import Draft, problem
from saidseen.things import Problem

CAPTION = range(20, 1000)
"""Characters of a caption that is kept: shorter ones are names or "Advertisement", longer ones are not captions."""

CAPTIONS = 20
"""Captions kept of one page; a page with more is a gallery of other stories."""

PAGE = 2_000_000
"""Characters of markup read of one page, scripts not counted: extraction takes about 7 s per million, and the longest
live blogs have one million."""

SCRIPT = re.compile(r"<(script|style|svg)\b(?![^>]{0,300}ld\+json)|</(script|style|svg)\s*>", re.IGNORECASE)
"""The beginnings and ends of what holds no text; JSON-LD stays, it has the date."""

STAMP = re.compile(
    r"<meta[^>]{1,200}?(?:property|name|itemprop)=[\"'](?:article:published_time|datePublished|og:published_time|DC\.date\.issued)[\"'][^>]{0,200}?"
    r"content=[\"']([^\"']{8,40})[\"']|\"datePublished\"\s*:\s*\"([^\"]{8,40})\"",
    re.IGNORECASE,
)


def read_html(data: bytes, origin: str, *, cut: bool = False) -> Iterator[Draft | Problem]:
    """The article of a page: title and text, then its captions, one a line. A page without text gives a Problem.

    Title, outlet, date and address come from the page's metadata; a date that stands only in the running text is not used.
    """
    page, notes = decode(data, origin, cut=cut, markup=True)
    yield from notes
    if page is None:
        return
    page = without_scripts(page)
    if cut or len(page) > PAGE:
        what = f"the page is longer than the {PAGE:,} characters that are read of one"
        yield problem(origin, what, "what stands before that", "save the article alone")
        page = page[:PAGE]
    draft = extracted(page, origin)
    yield draft or problem(
        origin, "no article text was found in this page", "nothing of it", "save the article's text as plain text and read that"
    )


def without_scripts(page: str) -> str:
    """The page without scripts, styles and drawings; one that is not closed stays."""
    kept: list[str] = []
    start, opened, at = 0, "", 0
    for mark in SCRIPT.finditer(page):
        if mark[1] and not opened:
            opened, at = mark[1].lower(), mark.start()
        elif mark[2] and mark[2].lower() == opened:
            kept.append(page[start:at])
            start, opened = mark.end(), ""
    return "".join([*kept, page[start:]])


def extracted(page: str, origin: str) -> Draft | None:
    """What trafilatura finds; None where there is no text."""
    from trafilatura import bare_extraction  # noqa: PLC0415  # takes most of a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read we say ourselves
    found = bare_extraction(
        declared_no_more(page),
        favor_precision=True,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return None
    body, title = str(found.text).strip(), " ".join((found.title or "").split())
    first, _, rest = body.partition("\n")
    if title and first.strip() != title:
        body = f"{title}\n{body}"
    elif title:
        body = f"{title}\n{rest.lstrip()}"
    text = body.replace("\n", "\n\n")
    pictures = [c for c in captions(page) if c not in text]
    return Draft(
        text="\n\n".join([text, *pictures]),
        origin=origin,
        title=title,
        outlet=found.sitename or "",
        published=published(page, found.date),
        url=found.url or "",
        captions=len(text) if pictures else None,
    )


def declared_no_more(page: str) -> str:
    """The page without an XML declaration of an encoding: it is text now, and lxml takes no text that declares one."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", page)


def published(page: str, day: str | None) -> str | None:
    """The page's own time stamp where it agrees with the day that was found, else that day."""
    for stamp in STAMP.finditer(page):
        raw = stamp[1] or stamp[2]
        when = instant(raw)
        if when and (day is None or day in (when.date().isoformat(), raw[:10])):
            return raw
    return day


def captions(page: str) -> list[str]:
    """The captions of the article's figures, each once, in their order."""
    from lxml import etree, html  # type: ignore[import-untyped]  # noqa: PLC0415  # has no types; comes with trafilatura

    try:
        tree = html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return []
    nodes = tree.xpath("//article//figcaption") or tree.xpath("//main//figcaption")
    lines = [" ".join(node.text_content().split()) for node in nodes]
    return list(dict.fromkeys(line for line in lines if len(line) in CAPTION))[:CAPTIONS]
