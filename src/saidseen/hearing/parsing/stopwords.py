"""Words that carry content, for comparing wordings."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
ENDINGS = ("ing", "ed", "es", "s")

STEM = 4
"""Least letters of a stem. Chosen: shorter ones ("us" of "used") are the beginnings of too many other words."""


@cache
def stopwords() -> frozenset[str]:
    """Words that say nothing of what a text is about: ``data/stopwords.txt``, one a line."""
    return frozenset(files("saidseen.knowing").joinpath("data/stopwords.txt").read_text("utf8").split())


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """Lower-cased content words, crudely stemmed: enough to see that two wordings share theirs."""
    return frozenset(stem(w) for w in WORD.findall(text.lower()) if w not in stopwords())


def stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word
