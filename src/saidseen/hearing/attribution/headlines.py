"""Headlines that name who says it: "Minister: Army will leave by Friday", "Army to leave by Friday - minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.labels import Label, Labels
from saidseen.hearing.attribution.rules import FIRST_PERSON
from saidseen.hearing.parsing.grammar import Range
from saidseen.knowing.actwords import says

if TYPE_CHECKING:
    from spacy.tokens import Doc

LENGTH = 200
"""Characters of the longest headline. Chosen: as in ``reading/layout.py``, where the lengths are explained."""

LABEL = 50
"""Characters of the longest speaker in a headline. Chosen: six words."""

WORDS = 3
"""Words of the shortest headline without its speaker. Chosen: "Army: a history" has two."""

HEAD = re.compile(rf"(?P<who>[^:\n]{{2,{LABEL}}}):\s+(?P<what>\S.*)")
TAIL = re.compile(rf"(?P<what>.*\S)(?:\s+(?:--?|[\u2013\u2014])\s+|:\s+)(?P<who>[^:\n]{{2,{LABEL}}})")
ASKING = frozenset(
    {"what", "why", "how", "who", "where", "when", "which", "is", "are", "will", "can", "does", "do", "inside", "a", "an"}
)
"""First words of a headline about its subject and not by it: "Army: how it lives", "Minister: A portrait"."""


class Headline:
    """The first line of a text, where it is a headline."""

    def __init__(self, labels: Labels, lines: Sequence[Range]) -> None:
        self.labels = labels
        self.text = labels.text
        self.line = lines[0] if lines else (0, 0)

    def read(self) -> tuple[Label, Range] | None:
        """The speaker, and the characters of what is said; None where the line is no headline or names nobody."""
        start, end = self.line
        words = self.text[start:end].rstrip()
        if not words or len(words) > LENGTH or words.endswith((".", "?", "!", ":", ";", ",")):
            return None
        for form in (HEAD, TAIL):
            found = form.fullmatch(words)
            label = self.labels.read(start + found.start("who"), start + found.end("who")) if found else None
            if found and label and label.kind not in {"asks", "answers"}:
                return label, (start + found.start("what"), start + found.end("what"))
        return None


def telling(doc: Doc, content: Range, label: Label) -> bool:
    """Could the label's bearer have said it? A topic ("Syria: dozens killed") is told from a speaker by what follows: a
    country or capital speaks only where it denies, announces or says "we"."""
    words = doc[content[0] : content[1]]
    first = words[0].lower_
    if sum(t.is_alpha for t in words) < WORDS or first in ASKING or words.text.rstrip().endswith("?"):
        return False
    refuses = first in {"no", "not", "never", "nothing"}
    if label.kind == "country":
        ours = any(t.lower_ in FIRST_PERSON | {"our"} for t in words)
        return refuses or ours or says("future", words.text.lower())
    return refuses or any(t.pos_ in {"VERB", "AUX"} for t in words)


def clause_like(doc: Doc, low: int, high: int) -> bool:
    """Does a paragraph hold a subject with its finite verb? Table cells and lists do not."""
    return any(
        t.dep_ in {"nsubj", "nsubjpass", "expl"}
        and (t.head.tag_ in {"VBD", "VBP", "VBZ"} or any(c.dep_ in {"aux", "auxpass"} for c in t.head.children))
        for t in doc[low:high]
    )
