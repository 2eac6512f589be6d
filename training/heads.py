"""Train the head for acts and bases further, on what the encoder makes of our own passages; the encoder stays as it is.

    python training/heads.py WEIGHTS.safetensors OUT.safetensors [--passes 20] [--rate 1e-3]

The head needs more passes than the encoder: with that fixed, a pass takes seconds. Attribution is not touched.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import speech
import torch
from network import Network, on_cpu, pieces
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional
from train import labelled

from saidseen.hearing.attribution.encoder import END, START

PACKINGS = 2
"""Ways in which passages are put together: each is read by the encoder once."""

STATEMENTS = 64
"""A batch. A usual size."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement's pieces as the encoder sees them, with roles, nearness and labels."""

    view: Tensor
    roles: Tensor
    near: Tensor
    act: int
    basis: int


def read(network: Network, ids: Sequence[int]) -> Tensor:
    """The encoder's view of a stretch [pieces, size], without its marks."""
    given = torch.tensor([[START, *ids, END]])
    with torch.no_grad():
        return network.hidden(given, torch.ones_like(given))[0, 1:-1]


def statements(network: Network, passages: Sequence[speech.Passage], rng: random.Random) -> Iterator[Told]:
    for passage in speech.packed(passages, rng):
        hidden = read(network, passage.ids)
        for said in passage.said:
            low, high = said.near.index(1), len(said.near) - said.near[::-1].index(1)
            parts = (torch.tensor(x[low:high]) for x in (said.roles, said.near))
            yield Told(hidden[low:high], *parts, said.act, said.basis)


def told_loss(network: Network, batch: Sequence[Told]) -> Tensor:
    longest = max(len(t.roles) for t in batch)

    def padded(rows: Sequence[Tensor]) -> Tensor:
        return torch.stack([functional.pad(r, (*[0] * (2 * r.ndim - 2), 0, longest - len(r))) for r in rows])

    view = network.speech.view(padded([t.view for t in batch]))
    act, basis = network.speech(view, padded([t.roles for t in batch]), padded([t.near for t in batch]))
    return labelled(act, basis, [(t.act, t.basis) for t in batch])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("weights", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--passes", type=int, default=20)
    options.add_argument("--rate", type=float, default=1e-3)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    on_cpu()
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)  # noqa: S311  # no secret
    tokenizer = pieces()
    network = Network()
    network.load_state_dict(load_file(given.weights))
    network.eval()
    told = [t for _ in range(PACKINGS) for t in statements(network, list(speech.read(tokenizer)), rng)]
    optimiser = torch.optim.AdamW(network.speech.parameters(), lr=given.rate, weight_decay=0.01)
    steps = given.passes * (len(told) // STATEMENTS + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    network.speech.train()
    for number in range(given.passes):
        rng.shuffle(told)
        lost: list[float] = []
        for batch in (told[i : i + STATEMENTS] for i in range(0, len(told), STATEMENTS)):
            loss = told_loss(network, batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            lost.append(float(loss.detach()))
        print(f"pass {number + 1} of {given.passes}, loss {sum(lost) / len(lost):.3f}", flush=True)
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, given.out)


if __name__ == "__main__":
    main()
