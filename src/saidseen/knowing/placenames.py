"""The forms under which names of places are found, whatever their case, accents and marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

UNIT_WORDS = frozenset(
    {
        "oblast",
        "oblasti",
        "province",
        "governorate",
        "region",
        "state",
        "krai",
        "kray",
        "okrug",
        "raion",
        "republic",
        "respublika",
    }
    | {"county", "autonomous", "city", "department", "district", "prefecture", "territory"}
)
"""Words that a unit's name loses for its short form ("Kharkiv Oblast" is also "Kharkiv")."""


def key(name: str) -> str:
    """The form under which a name is found: no case, accents, dots or apostrophes; hyphens are spaces; no leading "the"."""
    flat = name.casefold()
    if not flat.isascii():
        flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(c))
        flat = flat.translate(DROPPED)
    flat = flat.translate(PLAIN).casefold()
    words = flat.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


PLAIN = str.maketrans({".": None, "'": None, "`": None, "-": " ", "_": " ", ",": " "})
DROPPED = str.maketrans(
    dict.fromkeys("\u2019\u2018\u02bc\u02bb\u02b9") | {"\u2013": " ", "\u0131": "i", "ł": "l", "ø": "o", "đ": "d"}
)
"""Apostrophes of all sorts, the long dash, and letters that do not fall apart into a letter and an accent."""


def short_keys(names: Iterable[str]) -> set[str]:
    """Keys of names, and of the same names without the word for the type of unit."""
    keys = {key(n) for n in names if n}
    for k in tuple(keys):
        words = [w for w in k.split() if w not in UNIT_WORDS]
        if words and words != ["of"]:
            keys.add(" ".join(words).removeprefix("of "))
    return keys
