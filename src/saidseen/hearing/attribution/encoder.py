"""The trained encoder: which words of a text are cues, sources and contents, and which belong together.

A small transformer (MiniLM, six layers, int8) reads stretches of whole paragraphs and marks anchors, the first pieces of cues; a
linker then labels the pieces around each anchor as its content, source or cue. How both were trained, on what, and how well they
do stands in ``training/README.md``; the weights are plain ONNX files, checked by hash before they are used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from saidseen.hearing.attribution.decoding import ANCHORED, Marked, Offsets, Row, decode

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRETCH = 254
"""Pieces read at once, two marks apart; training used the same. Chosen: a few paragraphs, as longer ones cost more a word."""

BUCKETS = 64
NEAR = 12
"""Distances in pieces from the anchor up to which each has a bucket of its own; then they widen. As in training."""

START, END = 101, 102
"""Ids of the marks around a stretch in BERT's vocabulary."""

LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no encoding of text has a place for."""

SENTENCE_ENDS = frozenset('.?!"”')

SHA256 = {
    "encoder.onnx": "11b4daf4af99f9fddd9a4921d390bf63740618805e42db50b536211a524d0159",
    "linker.onnx": "a23db67a4d2d94dcca2ebfc34d7a9d0720baed5cb2ea9471a75f1d2bb20c8c9f",
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
        self.tokenizer = Tokenizer.from_str(weights("vocabulary.json").decode("utf8"))
        self.reader = ort.InferenceSession(weights("encoder.onnx"), options, providers=["CPUExecutionProvider"])
        self.linker = ort.InferenceSession(weights("linker.onnx"), options, providers=["CPUExecutionProvider"])

    def read(self, text: str) -> list[Marked]:
        """All attributions of a text, as offsets into it."""
        pieces = self.tokenizer.encode(LONE.sub("\N{REPLACEMENT CHARACTER}", text), add_special_tokens=False)
        rows = [row for low, high in stretches(text, pieces.offsets) for row in self.rows(pieces.ids[low:high], low)]
        return decode(text, pieces.offsets, rows)

    def rows(self, ids: Sequence[int], first: int) -> Iterator[Row]:
        """One row for every anchor of a stretch whose first piece is the ``first`` of the text."""
        import numpy as np  # noqa: PLC0415  # not at start

        given = np.array([[START, *ids, END]], dtype=np.int64)
        found, views = self.reader.run(None, {"ids": given})
        likely: NDArray[Any] = found[0, 1:-1]
        anchors = np.flatnonzero(likely >= ANCHORED)
        if not len(anchors):
            return
        tokens, others, anchor_sum, anchor_product = np.split(views[0], 4, axis=-1)
        shares = self.linker.run(None, {
            "t1": np.repeat(tokens[None], len(anchors), 0), "t2": np.repeat(others[None], len(anchors), 0),
            "a1": anchor_sum[anchors + 1], "a2": anchor_product[anchors + 1],
            "d": buckets(np.arange(len(ids) + 2)[None] - (anchors + 1)[:, None]),
        })[0]  # fmt: skip
        for at, row in zip(anchors.tolist(), shares, strict=True):
            yield Row(anchor=first + at, probability=float(likely[at]), first=first, shares=row[1:-1])


def buckets(distance: NDArray[Any]) -> NDArray[Any]:
    """The bucket of each signed distance in pieces: 32 behind and at the anchor, 32 after it."""
    import numpy as np  # noqa: PLC0415  # not at start

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
