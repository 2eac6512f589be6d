"""The attributions that the rules find in sentences and those that the layout marks, each content once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.attribution.rules import FIRST_PERSON
from saidseen.hearing.attribution.turns import Turns, clash
from saidseen.hearing.parsing.grammar import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc


def with_turns(layout: Turns, found: Sequence[Attribution]) -> list[Attribution]:
    """The rules' attributions and those by layout, each content once.

    A cue goes before the layout where both have the content. The layout goes before a quotation that was given to the last
    speaker for want of a cue, before "I think" and "you say" within a turn, which are its own words, and before whatever
    else was found in a quotation with its speaker's name under it.
    """
    own = layout.find()
    signed = [a for a in own if a.frame == "signed"]
    spoken = [*layout.spoken, *(a.content[0] for a in own)]
    kept = [
        a
        for a in found
        if not (a.cue is None and clash(a, own))
        and not clash(a, signed)
        and not (a.source and is_own_word(layout.doc, a.source, own) and any(s <= a.anchor < e for s, e in spoken))
    ]
    same = {a.content for a in kept}
    headed = [a for a in own if a.content not in same and not (a.frame == "headline" and clash(a, kept))]
    return sorted([*kept, *headed], key=lambda a: (a.content[0], -a.content[-1][1]))


def is_own_word(doc: Doc, source: Range, own: Sequence[Attribution]) -> bool:
    """Is a source "I" or "you", or the label of a turn that the parser took for a part of its first sentence?"""
    return doc[source[0]].lower_ in FIRST_PERSON or any(a.source and a.source[0] == source[0] for a in own)
