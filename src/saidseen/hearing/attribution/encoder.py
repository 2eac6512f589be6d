"""The trained encoder: which words of a text are cues, sources and contents, and which belong together.

A small transformer (MiniLM, six layers, int8) reads stretches of whole paragraphs and marks anchors, the first pieces of cues; a
linker then labels the pieces around each anchor as its content, source or cue. A third network weighs what is done by
saying, from the encoder's view of the pieces (``saying/speech.py``). How all were trained, on what, and how well they do
stands in ``training/README.md``; the weights are plain ONNX files, checked by hash before they are used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from saidseen.hearing.attribution.decoding import ANCHORED, Offsets, Row, decode
from saidseen.hearing.saying.speech import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRETCH = 254
"""Pieces read at once, two marks apart; training used the same. Chosen: a few paragraphs, as longer ones cost more a word."""

NETWORKS = ("encoder.onnx", "linker.onnx", "speech.onnx")

BUCKETS = 64
NEAR = 12
"""Distances in pieces from the anchor up to which each has a bucket of its own; then they widen. As in training."""

START, END = 101, 102
"""Ids of the marks around a stretch in BERT's vocabulary."""

LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no encoding of text has a place for."""

SENTENCE_ENDS = frozenset('.?!"”')

SHA256 = {
    "encoder.onnx": "1e1962ca96291d46c718f82e358432846039e014a41c149ab0fa1b30cc6aefcc",
    "linker.onnx": "ad717478b3c2c874571894f5c807c52b4cdc3dca158d79a2796bb3aef4fddd27",
    "speech.onnx": "e11fcc92837356e467554230e2dbddc40df32de1f01dfd38955e28574e77f5d8",
    "vocabulary.json": "9114256b104cca80e04367526f03f46aa3c443c2ed174904142a73bbf13b9fbb",
}
"""Of the files in ``knowing/data/attribution``; ``training/export.py`` prints them."""


class WeightsError(Exception):
    """The weights are not those that this version was measured with."""


class Encoder:
    """The loaded networks."""

    def __init__(self) -> None:
        import onnxruntime as ort  # noqa: PLC0415  # heavy
        from tokenizers import Tokenizer  # noqa: PLC0415  # heavy

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # a long stretch would keep its memory for good

        def loaded(name: str) -> Any:  # noqa: ANN401  # the package has no types
            return ort.InferenceSession(weights(name), options, providers=["CPUExecutionProvider"])

        self.tokenizer = Tokenizer.from_str(weights("vocabulary.json").decode("utf8"))
        self.reader, self.linker, self.speaker = map(loaded, NETWORKS)

    def read(self, text: str) -> Reading:
        """All attributions of a text, as offsets into it, with what is needed to weigh them."""
        pieces = self.tokenizer.encode(LONE.sub("\N{REPLACEMENT CHARACTER}", text), add_special_tokens=False)
        rows: list[Row] = []
        views: list[NDArray[Any]] = []
        for low, high in stretches(text, pieces.offsets):
            found, view = self.stretch(pieces.ids[low:high], low)
            rows += found
            views.append(view)
        return Reading(
            marked=decode(text, pieces.offsets, rows), ids=pieces.ids, offsets=pieces.offsets, views=views, weigh=self.weigh
        )

    def stretch(self, ids: Sequence[int], first: int) -> tuple[list[Row], NDArray[Any]]:
        """One row for every anchor of a stretch whose first piece is the ``first`` of the text, and the view for ``weigh``."""
        given = np.array([[START, *ids, END]], dtype=np.int64)
        likely, views = (x[0] for x in self.reader.run(None, {"ids": given}))
        tokens, others, anchor_sum, anchor_product, spoken = np.split(views, 5, axis=-1)
        at = np.flatnonzero(likely[1:-1] >= ANCHORED) + 1
        if not len(at):
            return [], spoken[1:-1]
        shares = self.linker.run(None, {
            "t1": np.repeat(tokens[None], len(at), 0), "t2": np.repeat(others[None], len(at), 0),
            "a1": anchor_sum[at], "a2": anchor_product[at],
            "d": buckets(np.arange(len(views))[None] - at[:, None]),
        })[0]  # fmt: skip
        rows = [
            Row(anchor=first + i - 1, probability=float(likely[i]), first=first, shares=row[1:-1])
            for i, row in zip(at.tolist(), shares, strict=True)
        ]
        return rows, spoken[1:-1]

    def weigh(self, view: NDArray[Any], roles: Sequence[int], near: Sequence[int]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Shares of each act and of each basis for the pieces of one statement."""
        given = {"view": view, "roles": np.array(roles, dtype=np.int64), "near": np.array(near, dtype=np.int64)}
        acts, bases = self.speaker.run(None, given)
        return acts, bases


def buckets(distance: NDArray[Any]) -> NDArray[Any]:
    """The bucket of each signed distance in pieces: 32 behind and at the anchor, 32 after it."""
    far = np.abs(distance).astype(np.float32)
    wide = NEAR + np.log2(far / NEAR + 1e-6) * 4.4
    bucket = np.where(far < NEAR, far, np.minimum(wide, BUCKETS // 2 - 1)).astype(np.int64)
    return np.asarray(np.where(distance > 0, bucket + BUCKETS // 2, bucket))


def stretches(text: str, offsets: Sequence[Offsets], limit: int = STRETCH) -> list[tuple[int, int]]:
    """Ranges of pieces to be read together: whole paragraphs as many as fit; one that is too long is cut at ends of sentences."""
    out: list[tuple[int, int]] = []
    for low, high in paragraphs(text, offsets):
        start = low
        while high - start > limit:
            cut = next(
                (i for i in range(start + limit, start + limit // 2, -1) if ends_sentence(text, offsets, i)), start + limit
            )
            out.append((start, cut))
            start = cut
        if out and start == low and high - out[-1][0] <= limit:
            out[-1] = (out[-1][0], high)
        else:
            out.append((start, high))
    return out


def paragraphs(text: str, offsets: Sequence[Offsets]) -> Iterator[tuple[int, int]]:
    """Ranges of pieces between line breaks."""
    low = 0
    for i in range(1, len(offsets)):
        if "\n" in text[offsets[i - 1][1] : offsets[i][0]]:
            yield low, i
            low = i
    if low < len(offsets):
        yield low, len(offsets)


def ends_sentence(text: str, offsets: Sequence[Offsets], i: int) -> bool:
    """Does a sentence end before the piece ``i``?"""
    return text[offsets[i - 1][0] : offsets[i - 1][1]] in SENTENCE_ENDS and offsets[i][0] > offsets[i - 1][1]


def weights(name: str) -> bytes:
    """The bytes of one file, checked.

    Raises:
        WeightsError: if it is not the file that this version was measured with.
    """
    data = files("saidseen.knowing").joinpath("data/attribution", name).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        raise WeightsError(
            f"{name} is not the file that saidseen was measured with; install saidseen again, "
            f"or hear by rules alone with --engine rules"
        )
    return data


@cache
def encoder() -> Encoder:
    """The encoder, loaded once."""
    return Encoder()
