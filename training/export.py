"""Make of trained weights the files that the program reads, and print their hashes.

    python training/export.py FOLDER/epoch4.safetensors

The encoder is quantised to 8-bit integers (dynamic, per channel); the linkers and the head for acts and
bases are small and stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

import onnx
import torch
from network import KINDS, WIDTH, Linker, Network, Speech, pieces
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

from saidseen.hearing.events.heard import MODALITIES, POLARITIES

TO = Path(__file__).parents[1] / "src/saidseen/knowing/data/attribution"

OPSET = 17

OUTPUTS = ("anchors", "views", "kinds", "light")


class Reader(nn.Module):
    """Pieces [1, n] to the probability that each is an anchor [1, n], nine views of each [1, n, 9 x width] (four of each linker,
    one of the head for acts and bases), and shares of kinds [1, n, 1 + kinds] and of modalities and polarities [1, n, 7]."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        hidden = network.hidden(ids, torch.ones_like(ids))
        views = [view(hidden) for x in (network.linker, network.events.linker) for view in (x.t1, x.t2, x.a1, x.a2)]
        kinds, light = network.events(hidden)
        modality, polarity = light.split([len(MODALITIES), len(POLARITIES)], -1)
        return (
            torch.sigmoid(network.anchor(hidden)).squeeze(-1),
            torch.cat([*views, network.speech.view(hidden)], -1),
            torch.softmax(kinds, -1),
            torch.cat([torch.softmax(modality, -1), torch.softmax(polarity, -1)], -1),
        )


class Shares(nn.Module):
    """The linker with probabilities for logits."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, t1: Tensor, t2: Tensor, a1: Tensor, a2: Tensor, d: Tensor) -> Tensor:
        return torch.softmax(self.linker(t1, t2, a1, a2, d), -1)


class Spoken(nn.Module):
    """One statement's pieces: view [n, width], roles [n], near [n] to shares of acts and of bases."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.speech = speech

    def forward(self, view: Tensor, roles: Tensor, near: Tensor) -> tuple[Tensor, Tensor]:
        act, basis = self.speech(view.unsqueeze(0), roles.unsqueeze(0), near.unsqueeze(0))
        return torch.softmax(act.view(-1), 0), torch.softmax(basis.view(-1), 0)


def write(network: Network, folder: Path) -> None:
    """The five files."""
    folder.mkdir(parents=True, exist_ok=True)
    axes = {0: "one", 1: "pieces"}
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place, "reader.onnx")
        torch.onnx.export(
            Reader(network), (torch.randint(1000, 2000, (1, 100)),), str(whole), input_names=["ids"],
            output_names=list(OUTPUTS), dynamic_axes=dict.fromkeys(("ids", *OUTPUTS), axes),
            dynamo=False, opset_version=OPSET,
        )  # fmt: skip
        quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    named = onnx.load(folder / "encoder.onnx")
    onnx.helper.set_model_props(named, {"kinds": " ".join(KINDS)})
    onnx.save(named, folder / "encoder.onnx")
    both, one = {0: "anchors", 1: "pieces"}, {0: "anchors"}
    spread, single = torch.randn(3, 50, WIDTH), torch.randn(3, WIDTH)
    examples = (spread, spread, single, single, torch.zeros(3, 50, dtype=torch.long))
    for linker, name in ((network.linker, "linker.onnx"), (network.events.linker, "parts.onnx")):
        torch.onnx.export(
            Shares(linker), examples, str(folder / name), input_names=["t1", "t2", "a1", "a2", "d"],
            output_names=["shares"], dynamic_axes={"t1": both, "t2": both, "a1": one, "a2": one, "d": both, "shares": both},
            dynamo=False, opset_version=OPSET,
        )  # fmt: skip
    some = (torch.randn(50, WIDTH), torch.ones(50, dtype=torch.long), torch.ones(50, dtype=torch.long))
    torch.onnx.export(
        Spoken(network.speech), some, str(folder / "speech.onnx"), input_names=["view", "roles", "near"],
        output_names=["acts", "bases"], dynamic_axes={key: {0: "pieces"} for key in ("view", "roles", "near")},
        dynamo=False, opset_version=OPSET,
    )  # fmt: skip
    pieces().save(str(folder / "vocabulary.json"), pretty=False)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("weights", type=Path)
    options.add_argument("--to", type=Path, default=TO)
    given = options.parse_args()
    network = Network()
    network.load_state_dict(load_file(given.weights))
    network.eval()
    write(network, given.to)
    for path in sorted(given.to.iterdir()):
        print(f'    "{path.name}": "{hashlib.sha256(path.read_bytes()).hexdigest()}",  # {path.stat().st_size:,} bytes')


if __name__ == "__main__":
    main()
