"""The trained encoder: which words of a text are cues, sources and contents, which name events, and which belong together.

A small transformer (MiniLM, six layers, int8) reads stretches of whole paragraphs and marks anchors, the first pieces of cues,
and triggers of events; linkers then label the pieces around each as its content, source or cue, or as its actor, recipient, place
or quantity. How all were trained, on what, and how well they
do stands in ``training/README.md``; the weights are plain ONNX files, checked by hash before they are used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from saidseen.hearing.attribution.decoding import ANCHORED, Offsets, Row, decode
from saidseen.hearing.events.heard import Noticed, Seen, noticed, triggers
from saidseen.hearing.saying.speech import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRETCH = 254
"""Pieces read at once, two marks apart; training used the same. Chosen: a few paragraphs, as longer ones cost more a word."""

NETWORKS = ("encoder.onnx", "linker.onnx", "parts.onnx", "speech.onnx")

WIDTH = 128
"""Of the views that the linkers and the head for acts and bases take. As in training."""

REACH = 48
"""Pieces before and after a trigger in which what belongs to it is looked for. Chosen: a long sentence; each costs time."""

BUCKETS = 64
NEAR = 12
"""Distances in pieces from the anchor up to which each has a bucket of its own; then they widen. As in training."""

START, END = 101, 102
"""Ids of the marks around a stretch in BERT's vocabulary."""

LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no encoding of text has a place for."""

SENTENCE_ENDS = frozenset('.?!"”')

SHA256 = {
    "encoder.onnx": "f17f9247081fe5873c3f00abc52532635f0f32fc2b7ee354105c4c2deb7c9331",
    "linker.onnx": "4665885ecce604d4b01ef95de7f63d508ad682c80c1980626f1e962cbd04a694",
    "parts.onnx": "2cc9a32a3dac8d23632fdcd0437e7780bb7df3bb927b3ef60d337a7090b6ccdc",
    "speech.onnx": "018ffc0c75fca97d5416e0a5c02733743742cae3405428edc24a74ed9803a666",
    "vocabulary.json": "9114256b104cca80e04367526f03f46aa3c443c2ed174904142a73bbf13b9fbb",
}
"""Of the files in ``knowing/data/attribution``; ``training/export.py`` prints them."""


class WeightsError(Exception):
    """The weights are not those that this version was measured with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What was read of one stretch: rows of attributions, the view of its pieces for ``weigh``, and events."""

    rows: list[Row]
    view: NDArray[Any]
    events: list[Noticed]


class Encoder:
    """The loaded networks. ``bytes_of`` gives the bytes of a file by its name; who trains gives other ones than ours."""

    def __init__(self, bytes_of: Callable[[str], bytes] | None = None) -> None:
        import onnxruntime as ort  # noqa: PLC0415  # heavy
        from tokenizers import Tokenizer  # noqa: PLC0415  # heavy

        given = bytes_of or weights
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # a long stretch would keep its memory for good

        def loaded(name: str) -> Any:  # noqa: ANN401  # the package has no types
            return ort.InferenceSession(given(name), options, providers=["CPUExecutionProvider"])

        self.tokenizer = Tokenizer.from_str(given("vocabulary.json").decode("utf8"))
        self.reader, self.linker, self.parter, self.speaker = map(loaded, NETWORKS)
        self.kinds: list[str] = self.reader.get_modelmeta().custom_metadata_map["kinds"].split()

    def read(self, text: str) -> Reading:
        """All attributions and events of a text, as offsets into it, with what is needed to weigh statements."""
        pieces = self.tokenizer.encode(LONE.sub("\N{REPLACEMENT CHARACTER}", text), add_special_tokens=False)
        read = [
            self.stretch(pieces.ids[low:high], low, pieces.offsets[low:high]) for low, high in stretches(text, pieces.offsets)
        ]
        return Reading(
            marked=decode(text, pieces.offsets, [row for s in read for row in s.rows]),
            events=[e for s in read for e in s.events],
            ids=pieces.ids,
            offsets=pieces.offsets,
            views=[s.view for s in read],
            weigh=self.weigh,
        )

    def stretch(self, ids: Sequence[int], first: int, offsets: Sequence[Offsets]) -> Stretch:
        """One stretch, whose first piece is the ``first`` of the text."""
        given = np.array([[START, *ids, END]], dtype=np.int64)
        likely, views, kinds, light = (x[0] for x in self.reader.run(None, {"ids": given}))
        attributing, parting, view = np.split(views, (4 * WIDTH, 8 * WIDTH), axis=-1)
        anchors = np.flatnonzero(likely[1:-1] >= ANCHORED)
        rows = [
            Row(anchor=first + int(at), probability=float(likely[at + 1]), first=first, shares=row)
            for at, row in zip(anchors, linked(self.linker, attributing, anchors + 1)[:, 1:-1], strict=True)
        ]
        found = triggers(kinds[1:-1])
        parts = [self.parts(parting, i) for i in found]
        seen = Seen(kinds=kinds[1:-1], light=light[1:-1], at=found, parts=parts)
        return Stretch(rows=rows, view=view[1:-1], events=list(noticed(self.kinds, seen, offsets)))

    def parts(self, views: NDArray[Any], at: int) -> tuple[int, NDArray[Any]]:
        """Roles of the pieces around the trigger ``at``, and the position of the first of them; ``views`` have the marks."""
        low, high = max(0, at + 1 - REACH), min(len(views), at + 2 + REACH)
        roles = linked(self.parter, views[low:high], np.array([at + 1 - low]))[0].argmax(-1)
        first, last = max(low, 1), min(high, len(views) - 1)
        return first - 1, roles[first - low : last - low]

    def weigh(self, view: NDArray[Any], roles: Sequence[int], near: Sequence[int]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Shares of each act and of each basis for the pieces of one statement."""
        given = {"view": view, "roles": np.array(roles, dtype=np.int64), "near": np.array(near, dtype=np.int64)}
        acts, bases = self.speaker.run(None, given)
        return acts, bases


def linked(linker: Any, views: NDArray[Any], at: NDArray[Any]) -> NDArray[Any]:  # noqa: ANN401  # the package has no types
    """Shares [anchors, pieces, roles] of pieces as seen from each anchor, of their ``views`` [pieces, 4 x width]."""
    if not len(at):
        return np.zeros((0, len(views), 1), dtype=np.float32)
    tokens, others, anchor_sum, anchor_product = np.split(views, 4, axis=-1)
    shares: NDArray[Any] = linker.run(None, {
        "t1": np.repeat(tokens[None], len(at), 0), "t2": np.repeat(others[None], len(at), 0),
        "a1": anchor_sum[at], "a2": anchor_product[at],
        "d": buckets(np.arange(len(views))[None] - at[:, None]),
    })[0]  # fmt: skip
    return shares


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
