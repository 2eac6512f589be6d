"""Where an event takes place when its own clause does not say: from its sentence, "the town", or the sentences before.

What is taken from elsewhere is surer the nearer it stands; its confidence says so, and what weighs it may want more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from saidseen.knowing.actwords import names
from saidseen.knowing.waters import water_meant
from saidseen.things import Event, Place, Sentence, Span

NARROW = frozenset({"point", "city"})
FINENESS = ("point", "city", "admin", "sea", "region", "country")

SENTENCE, NAMED, EARLIER = 0.8, 0.7, 0.5
"""What is left of a place's confidence when it stands elsewhere in the sentence, is meant by "the town", or stands in an earlier
sentence of the paragraph. Chosen so that the last, unlike the others, fits loosely at best with most places."""

BACK = 3
"""Sentences looked back within a paragraph. Chosen: news paragraphs seldom have more before they turn to another place."""


class Whereabouts:
    """Gives events their places. ``places`` in the order of the text; metonyms name no place."""

    def __init__(self, text: str, sentences: Sequence[Sentence], places: Sequence[Place]) -> None:
        self.text = text
        self.sentences = sentences
        named = Counter(p.country for p in places if p.country).most_common(1)
        self.country = named[0][0] if named else None
        self.places = [p for p in places if p.span is not None and p.lat is not None and p.literal]

    def placed(self, event: Event) -> Event:
        """The event, with a place where one can be had."""
        if event.place is not None:
            return event
        sentence = self.sentences[event.sentence]
        found = (
            self.within(sentence.start, sentence.end) or self.described(event, sentence.start, sentence.end) or self.before(event)
        )
        return replace(event, place=found) if found is not None else event

    def placed_in(self, event: Event, content: Sequence[Span]) -> Event:
        """The same for an alleged event: only the speaker's words count, not where the speaker stands."""
        if event.place is not None:
            return event
        start, end = content[0].start, content[-1].end
        found = self.within(start, end) or self.described(event, start, end)
        return replace(event, place=found) if found is not None else event

    def within(self, start: int, end: int, factor: float = SENTENCE) -> Place | None:
        inside = [p for p in self.places if p.span is not None and start <= p.span.start < end]
        if not inside:
            return None
        finest = min(inside, key=lambda p: FINENESS.index(p.precision))
        return replace(finest, confidence=finest.confidence * factor)

    def described(self, event: Event, start: int, end: int) -> Place | None:
        """The town or region meant by "the town" and "the region": the last one named before, where there is a choice one
        in the country that the document names most. A foreign capital is where a speaker stands, not where the news is."""
        words = self.text[start:end]
        before = [p for p in self.places if p.span is not None and p.span.end <= event.trigger.start]
        if (water := water_meant(words, before)) is not None:
            return replace(water, confidence=water.confidence * NAMED)
        for name, narrow in (("town", True), ("region", False)):
            if names(name, words):
                fitting = [p for p in before if (p.precision in NARROW) == narrow]
                if fitting:
                    last = max(fitting, key=lambda p: (p.country == self.country, p.span.start if p.span else 0))
                    return replace(last, confidence=last.confidence * NAMED)
        return None

    def before(self, event: Event) -> Place | None:
        here = self.sentences[event.sentence]
        for earlier in reversed(self.sentences[max(0, event.sentence - BACK) : event.sentence]):
            if earlier.paragraph != here.paragraph:
                return None
            found = self.within(earlier.start, earlier.end, EARLIER)
            if found is not None:
                return found
        return None
