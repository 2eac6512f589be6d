"""A cheap guess at a text's language: by script, then by its small words (``knowing/data/languages.toml``)."""

from __future__ import annotations

import re
from collections import Counter

from saidseen.knowing.languages import languages

SAMPLE = 20_000
"""Characters looked at, from the beginning: small words are so frequent that more changes nothing."""

ENOUGH = 12
"""Words below which nothing is said: a headline holds too few small words to tell by."""

ALIEN = 60
"""Words from which a text with hardly any small word of a known language is called unrecognised (``und``)."""

SCARCE = 0.04
"""Share of small words below which no language is recognised. English news has .25 and more with our list, its
headlines .08; a language that is not on the list stays under .03."""

BEYOND = "\u0370"
"""The first letter that is not Latin (Greek begins here)."""

WORD = re.compile(r"[^\W\d_]+")


def named(said: str) -> str:
    """A language tag (BCP 47, or a three-letter code of English) as a two- or three-letter code; empty where there is none."""
    code = re.split(r"[-_]", said.strip().lower())[0]
    return "en" if code in ("eng", "english") else code


def guess(text: str) -> str | None:
    """The ISO 639 code of the text's language; ``und`` where it is none that we know, None where the text says too little."""
    known = languages()
    words = [w.lower() for w in WORD.findall(text[:SAMPLE])]
    letters = "".join(words)
    script = main_script(letters)
    if script and script in known.by_script:
        return known.by_script[script]
    if len(words) < ENOUGH:
        return None
    counts = Counter(words)
    hits = {code: sum(counts[w] for w in small) for code, small in known.words.items() if known.script[code] == script}
    if not hits:
        return "und"
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    share = hits[best] / len(words)
    if share >= SCARCE:
        return best
    return "und" if len(words) >= ALIEN else None


def main_script(letters: str) -> str | None:
    """The script of more than half of the letters; None where there is none, or no letters."""
    ranges = languages().ranges
    others = [ord(c) for c in letters if c >= BEYOND]
    counts = Counter(
        next((name for name, spans in ranges.items() if any(a <= c <= b for a, b in spans)), "latin") for c in others
    )
    counts["latin"] += len(letters) - len(others)
    if kana := counts.get("kana"):
        # Japanese mixes kana with Chinese characters; Chinese has none
        return "kana" if kana * 4 > sum(counts.values()) else counts.most_common(1)[0][0]
    top = counts.most_common(1)
    return top[0][0] if top and top[0][1] * 2 > sum(counts.values()) else None
