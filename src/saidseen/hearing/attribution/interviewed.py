"""Who answers in an interview: the person whom the text above the first question names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.hearing.attribution.labels import Labels
from saidseen.knowing import actors

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

TALK = frozenset(
    {"interview", "speak", "talk", "answer", "ask", "conversation", "brief", "briefing", "question", "sit", "tell", "q&a"}
)
"""Lemmas that tell that somebody is interviewed. Without one, "Q" and "A" explain a topic, and nobody speaks."""

ASKED_OF = frozenset({"pobj", "dobj", "dative", "nsubjpass", "poss"})
"""What the one interviewed mostly is: spoken *to*, interviewed, asked."""

BESIDE = 6
"""Words on each side of a name in which an office is looked for. Chosen: "the new foreign minister of the republic, X"."""


def interviewed(doc: Doc, end: int, labels: Labels) -> tuple[int, int] | None:
    """Characters of the name of the one person who answers, from tokens before ``end``; None where nobody or several could."""
    if not any(t.lemma_.lower() in TALK for t in doc[:end]):
        return None
    full = {span[0] for span in labels.people.values()}
    named = [e for e in doc.ents if e.label_ == "PERSON" and e.end <= end and e.start_char in full]
    for fitting in (named, [e for e in named if has_office(doc, e, end)], [e for e in named if e.root.dep_ in ASKED_OF]):
        if len(fitting) == 1:
            return fitting[0].start_char, fitting[0].end_char
    return None


def has_office(doc: Doc, name: Tokens, end: int) -> bool:
    """Does an office stand beside the name?"""
    left = max(name.sent.start, name.start - BESIDE)
    right = min(name.sent.end, name.end + BESIDE, end)
    return any(
        actors.describe(words.text).role for words in (doc[left : name.start], doc[name.end : right]) if words.text.strip()
    )
