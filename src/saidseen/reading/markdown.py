"""Markdown with front matter (YAML between lines of ``---``), as static site generators write it.

Keys: ``title``; ``published``, ``date`` or ``pubdate``; ``outlet``, ``source`` or ``publisher``; ``url`` or ``link``; ``lang``
or ``language``. The front matter is taken off; every other mark stays in the text, and offsets count in what is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from saidseen.reading.decode import decode
from saidseen.reading.draft import Draft, problem
from saidseen.things import Problem

KEYS = {
    "title": ("title",),
    "published": ("published", "date", "pubdate"),
    "outlet": ("outlet", "source", "publisher"),
    "url": ("url", "link"),
    "lang": ("lang", "language"),
}


def read_markdown(data: bytes, origin: str, *, cut: bool = False) -> Iterator[Draft | Problem]:
    """The text without its front matter; where that is broken, the whole text and a Problem."""
    text, notes = decode(data, origin, cut=cut)
    yield from notes
    if text is None:
        return
    meta, body, doubt = split(text, origin)
    if doubt:
        yield doubt
    found: dict[str, str] = {}
    published: str | date | None = None
    for name, keys in KEYS.items():
        key, value = next(((k, meta[k]) for k in keys if meta.get(k) is not None), ("", None))
        if name == "published" and isinstance(value, str | date):
            published = value
        elif isinstance(value, str | int | float) and name != "published":
            found[name] = str(value)
        elif value is not None:
            yield problem(
                origin,
                f"'{key}' in the front matter is no {'date' if name == 'published' else 'text'}",
                "the text without it",
                "correct it",
            )
    yield Draft(text=body, origin=origin, published=published, titled=True, **found)  # type: ignore[arg-type]  # names are fields of text


def split(text: str, origin: str) -> tuple[Mapping[str, object], str, Problem | None]:
    """Front matter, text, and what was wrong with the front matter."""
    if not text.lstrip().startswith("---"):
        return {}, text, None
    import frontmatter  # noqa: PLC0415  # only where there is front matter
    from yaml import YAMLError  # type: ignore[import-untyped]  # noqa: PLC0415  # has no types

    try:
        meta, body = frontmatter.parse(text)
    except (YAMLError, ValueError) as error:
        what = f"its front matter cannot be read ({' '.join(str(error).split())[:120]})"
        return (
            {},
            text,
            problem(origin, what, "the whole file as text, without title and date", "correct the lines between the --- marks"),
        )
    return meta, body, None
