"""Words that carry content, for comparing wordings."""

from __future__ import annotations

import re
from functools import lru_cache

STOP = frozenset(
    """a an the of in on at to for from by with and or but that this these those it its he she they we you i his her their our is are was were
    be been being has have had will would could may might can shall should must do does did not no as if than then there here so such very
    also already still again about into out up down over more most some any all both which who whom what when where while after before
    until since during between against under near said says say""".split()
)
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
ENDINGS = ("ing", "ed", "es", "s")


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """Lower-cased content words, crudely stemmed: enough to see that two wordings share theirs."""
    return frozenset(stem(w) for w in WORD.findall(text.lower()) if w not in STOP)


def stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
