"""Where and to whom something was said, in the words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.hearing.contents import Attribution
from saidseen.knowing.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc


def channel_of(doc: Doc, found: Attribution) -> str | None:
    """Where it was said, in the words of the cue's clause: "in a video message" gives "video message"."""
    if found.cue is None:
        return None
    cue = doc[found.cue[1] - 1]
    nouns = cues().frames["channels"]
    for token in doc[cue.sent.start : cue.sent.end]:
        if any(s <= token.i < e for s, e in found.content) or token.dep_ != "pobj" or token.lemma_.lower() not in nouns:
            continue
        if token.head.lower_ in {"in", "on", "at", "during", "via", "through", "by", "over"}:
            words = [t.text for t in doc[token.left_edge.i : token.i + 1] if t.dep_ not in {"det", "poss", "case"}]
            return " ".join(words)
    if cue.lemma_ in {"tweet", "post"}:
        return "social media"
    told = cue.lemma_ == "tell" and found.addressee is not None
    if told and found.addressee is not None and doc[found.addressee[1] - 1].lemma_ in {"reporter", "journalist"}:
        return "remarks to reporters"
    return None
