"""The slow parts of the language model done in fewer steps, with the model's own weights and tables and the same results.

spaCy lets every rule of its attribute ruler look at every token, and finds entities token by token with a check of every label.
Here a word form is looked up once for each tag and dependency that it has had, tokens outside entities are scored together, and
the layer that looks at forms alone works each out once.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
    from spacy.tokens import Doc, MorphAnalysis, Token
    from thinc.api import Model

KEPT = 50_000
"""Word forms whose reading or vector is kept: months of news about one crisis, some 15 MB each."""


BLOCK = 32
"""Word forms that are worked out together. A first news text has about 250: more places would stay empty, fewer take longer."""


class Reading(NamedTuple):
    """What ruler and lemmatizer make of a word form; ``tag`` and ``dep`` change for white space only."""

    pos: int
    morph: MorphAnalysis
    lemma: int
    tag: int
    dep: int


class Words:
    """Attribute ruler and lemmatizer: both look at a token's form, tag and dependency only, but for a few rules on two tokens."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415  # not at start

        self.ruler, self.lemmatizer, self.vocab = ruler, lemmatizer, ruler.vocab
        self.known: dict[tuple[int, int, int], Reading] = {}
        self.longer = Matcher(self.vocab)
        for number, rule in enumerate(ruler.patterns):
            patterns = cast("list[list[dict[str, Any]]]", rule["patterns"])
            if long := [pattern for pattern in patterns if len(pattern) > 1]:
                self.longer.add(str(number), long)

    def __call__(self, doc: Doc) -> Doc:
        found = self.longer(doc, allow_missing=True)
        together = sorted({i for _, start, end in found for i in range(start, end)})
        apart = set(together)
        for token in doc:
            if token.i not in apart:
                self.put(token)
        for _, run in groupby(enumerate(together), key=lambda pair: pair[1] - pair[0]):
            beside = [i for _, i in run]
            self.by_rules(doc, beside[0], beside[-1] + 1)
        return doc

    def put(self, token: Token) -> None:
        key = (token.orth, token.tag, token.dep)
        reading = self.known.get(key)
        if reading is None:
            self.by_rules(token.doc, token.i, token.i + 1)
            if len(self.known) >= KEPT:
                self.known.clear()
            self.known[key] = Reading(token.pos, token.morph, token.lemma, token.tag, token.dep)
            return
        token.pos, token.morph, token.lemma = reading.pos, reading.morph, reading.lemma
        if reading.tag != key[1]:
            token.tag = reading.tag
        if reading.dep != key[2]:
            token.dep = reading.dep

    def by_rules(self, doc: Doc, start: int, end: int) -> None:
        """What spaCy does, for some tokens."""
        ruler: Any = self.ruler  # its annotations do not say that it takes a part of a document
        found = [(rule, label, low + start, high + start) for rule, label, low, high in ruler.match(doc[start:end])]
        ruler.set_annotations(doc, found)
        for token in doc[start:end]:
            if token.lemma == 0:
                token.lemma_ = self.lemmatizer.lemmatize(token)[0]


class Entities:
    """The entity recogniser: greedy like spaCy's, which begins, goes on with, and ends an entity token by token.

    Outside an entity a token's scores do not depend on what came before, so they are computed for all tokens at once.
    """

    def __init__(self, recognizer: EntityRecognizer) -> None:
        model = recognizer.model
        self.tokens, self.lower = model.get_ref("tok2vec"), model.get_ref("lower")
        upper = model.get_ref("upper")
        self.weights, self.bias = upper.get_param("W"), upper.get_param("b")
        names = [recognizer.moves.get_class_name(number) for number in range(recognizer.moves.n_moves)]
        self.moves = [tuple(name.partition("-")[::2]) for name in names]
        self.number = {move: number for number, move in enumerate(self.moves)}
        self.opening = np.array([move in {"B", "U"} and bool(label) for move, label in self.moves])
        self.begin = np.array([move == "B" for move, _ in self.moves])
        self.out = self.number["O", ""]

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span  # noqa: PLC0415  # not at start

        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in self.find(doc)] if len(doc) else [])
        return doc

    def find(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """Entities from left to right: first token, token after the last, label."""
        parts = self.lower.predict(self.tokens.predict([doc]))
        starts = np.array([token.is_sent_start is True for token in doc])
        last = np.append(starts[1:], True)  # of a sentence, or of the text
        move = self.outside(parts, np.array([token.is_space for token in doc]), last)
        free = 0
        for first in np.flatnonzero(move != self.out).tolist():
            if first < free:
                continue
            kind, label = self.moves[move[first]]
            free = first + 1 if kind == "U" else self.end(parts, first, label, last)
            yield first, free, label

    def outside(self, parts: NDArray[np.float32], space: NDArray[np.bool_], last: NDArray[np.bool_]) -> NDArray[np.intp]:
        """For each token the best move where no entity is open: begin one, be one, or neither."""
        scores = self.score(parts[1:, 0] + parts[0, 1] + parts[0, 2], slice(None))
        allowed = np.tile(self.opening, (len(space), 1))
        allowed[space] = False
        allowed[np.ix_(last, self.begin)] = False
        allowed[:, self.out] = True
        best: NDArray[np.intp] = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return best

    def end(self, parts: NDArray[np.float32], first: int, label: str, last: NDArray[np.bool_]) -> int:
        """The token after the last one of an entity that begins at a token."""
        choice = [self.number["I", label], self.number["L", label]]
        token = first + 1
        while not last[token]:
            goes_on, ends = self.score((parts[token + 1, 0] + parts[first + 1, 1] + parts[token, 2])[None], choice)[0]
            if ends > goes_on:
                break
            token += 1
        return token + 1

    def score(self, summed: NDArray[np.float32], moves: slice | list[int]) -> NDArray[np.float32]:
        """Scores of moves from the summed parts of what the recogniser looks at, shape (tokens, hidden, pieces)."""
        hidden = (summed + self.lower.get_param("b")).max(axis=-1)
        scored: NDArray[np.float32] = hidden @ self.weights[moves].T + self.bias[moves]
        return scored


class Forms:
    """What the model makes of a word form before it looks at the words around it, worked out once for each form.

    How a matrix product rounds depends on its size and on the place in it, and a form must not depend on its company: so blocks
    have one size and a form has its place.
    """

    def __init__(self, embed: Model[list[Doc], list[NDArray[np.float32]]]) -> None:
        extract, _, self.tables, self.mix, _ = embed.layers
        self.columns = extract.attrs["columns"]
        self.rows: dict[bytes, int] = {}
        self.vectors = np.empty((KEPT, embed.layers[3].get_dim("nO")), dtype=np.float32)

    def of(self, doc: Doc) -> NDArray[np.float32]:
        """One vector a token."""
        features = np.ascontiguousarray(doc.to_array(self.columns))
        keys = [row.tobytes() for row in features]
        if len(self.rows) + len(keys) > len(self.vectors):
            self.rows, self.vectors = {}, np.empty((max(KEPT, len(keys)), self.vectors.shape[1]), dtype=np.float32)
        new = {key: index for index, key in enumerate(keys) if key not in self.rows}
        if new:
            self.learn(list(new), features[list(new.values())])
        return self.vectors[[self.rows[key] for key in keys]]

    def learn(self, keys: list[bytes], features: NDArray[np.uint64]) -> None:
        """Vectors of forms that were not met before, each at the place in a block that its own key gives."""
        met: Counter[int] = Counter()
        places = []
        for key in keys:
            slot = crc32(key) % BLOCK
            places.append(met[slot] * BLOCK + slot)
            met[slot] += 1
        padded = np.zeros((max(met.values()) * BLOCK, features.shape[1]), dtype=np.uint64)
        padded[places] = features
        looked_up = self.tables.predict(padded)
        mixed = [self.mix.predict(looked_up[at : at + BLOCK]) for at in range(0, len(padded), BLOCK)]
        start = len(self.rows)
        self.rows.update((key, start + number) for number, key in enumerate(keys))
        self.vectors[start : len(self.rows)] = np.concatenate(mixed)[places]


def with_forms(model: Model[Any, Any]) -> None:
    """Let a model's layer of word forms be worked out once for each form."""
    from thinc.api import Model as Layer  # noqa: PLC0415  # comes with spacy

    node = next(node for node in model.walk() if "embed" in node.ref_names)
    forms = Forms(node.get_ref("embed"))
    node.layers[0] = Layer("saidseen_forms", lambda _, docs, is_train: ([forms.of(doc) for doc in docs], None))  # noqa: ARG005  # thinc's


def quicken(nlp: Language) -> None:
    """Put these components in the place of the model's own."""
    from spacy.language import Language as Pipe  # noqa: PLC0415  # not at start

    if not Pipe.has_factory("saidseen_words"):
        Pipe.factory("saidseen_words", func=lambda nlp, name: Words(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")))  # noqa: ARG005  # spaCy names them
        Pipe.factory("saidseen_entities", func=lambda nlp, name: Entities(nlp.get_pipe("ner")))  # noqa: ARG005  # likewise
    for name in ("tok2vec", "ner"):
        pipe: Any = nlp.get_pipe(name)
        with_forms(pipe.model)
    nlp.add_pipe("saidseen_words", before="attribute_ruler")
    nlp.add_pipe("saidseen_entities", before="ner")
    for name in ("attribute_ruler", "lemmatizer", "ner"):
        nlp.disable_pipe(name)
