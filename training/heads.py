"""Train the heads for events further, on what the encoder makes of sentences; the encoder and the other heads stay as they are.

    python training/heads.py WEIGHTS.safetensors OUT.safetensors [--passes 10] [--rate 1.5e-3] [--dyads PLV.jsonl.gz]

Heads need more passes than the encoder: with that fixed, a pass takes seconds. ``--dyads`` adds public sentences of which one
pair of parties and the root of its event are known (``dyads.py``).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import dyads
import scenes
import torch
from network import Network, on_cpu, pieces
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional
from train import PARTED, away, event_loss

from saidseen.hearing.attribution.encoder import END, START

BATCH = 48
"""Sentences in a step. A usual size."""

Seen = tuple[Tensor, scenes.Scene]
Paired = tuple[Tensor, dyads.Dyad]
"""The encoder's view of all pieces with their marks [pieces, size], and what is in them."""


def read(network: Network, ids: Sequence[int]) -> Tensor:
    """The encoder's view of a stretch with its marks [pieces, size]."""
    given = torch.tensor([[START, *ids, END]])
    with torch.no_grad():
        return network.hidden(given, torch.ones_like(given))[0]


def sighted(network: Network, done: Sequence[scenes.Scene], rng: random.Random) -> list[Seen]:
    """Event sentences by themselves and in pairs: each trigger is linked with every piece, so longer stretches cost too much."""
    return [(read(network, s.ids), s) for s in scenes.packed(done, rng, scenes.LIMITS[:2])]


def padded(rows: Sequence[Tensor]) -> Tensor:
    longest = max(len(r) for r in rows)
    return torch.stack([functional.pad(r, (*[0] * (2 * r.ndim - 2), 0, longest - len(r))) for r in rows])


def seen_loss(network: Network, batch: Sequence[Seen]) -> Tensor:
    mask = padded([torch.ones(len(hidden)) for hidden, _ in batch])
    return event_loss(network, padded([hidden for hidden, _ in batch]), mask, [scene for _, scene in batch])


def paired_loss(network: Network, batch: Sequence[Paired]) -> Tensor:
    """The trigger has some kind of the right root; its parties are where they were marked; of the rest nothing is known but that
    it is neither party."""
    hidden, mask = padded([h for h, _ in batch]), padded([torch.ones(len(h)) for h, _ in batch])
    rows, columns = torch.arange(len(batch)), torch.tensor([d.at + 1 for _, d in batch])
    kinds = torch.log_softmax(network.events.kind(network.events.drop(hidden[rows, columns])), -1)
    right = torch.stack([torch.logsumexp(k[torch.tensor(d.kinds) + 1], 0) for k, (_, d) in zip(kinds, batch, strict=True)])
    linked = network.link(network.events.linker, hidden, rows, columns, away(columns, hidden.shape[1]), mask)
    shares = torch.log_softmax(linked, -1)
    neither = torch.logsumexp(shares[..., [0, *range(dyads.RECIPIENT + 1, shares.shape[-1])]], -1)
    three = torch.stack([neither, shares[..., dyads.ACTOR], shares[..., dyads.RECIPIENT]], -1)
    roles = torch.full(mask.shape, -100)
    for row, (_, d) in zip(roles, batch, strict=True):
        row[1 : len(d.roles) + 1] = torch.tensor(d.roles)
    return PARTED * functional.nll_loss(three.flatten(0, 1), roles.flatten()) - right.mean()


def passes(network: Network, seen: list[Seen], paired: list[Paired], number: int, rate: float, rng: random.Random) -> None:
    """Train the heads so many times over all sentences."""
    optimiser = torch.optim.AdamW(network.events.parameters(), lr=rate, weight_decay=0.01)
    each = (seen_loss, seen), (paired_loss, paired)
    steps = 1 + number * sum(len(rows) // BATCH + 1 for _, rows in each)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    network.events.train()
    for again in range(number):
        work = []
        for loss, rows in each:
            rng.shuffle(rows)
            work += [(loss, rows[i : i + BATCH]) for i in range(0, len(rows), BATCH)]
        rng.shuffle(work)
        lost: dict[str, list[float]] = {}
        for loss, batch in work:
            value = loss(network, batch)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            schedule.step()
            lost.setdefault(loss.__name__, []).append(float(value.detach()))
        print(f"pass {again + 1} of {number},", *(f"{k} {sum(x) / len(x):.3f}" for k, x in lost.items()), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("weights", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--passes", type=int, default=10)
    options.add_argument("--rate", type=float, default=1.5e-3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--dyads", type=Path, help="sentences with a dyad (training/dyads.py)")
    given = options.parse_args()
    on_cpu()
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)  # noqa: S311  # no secret
    tokenizer = pieces()
    network = Network()
    network.load_state_dict(load_file(given.weights))
    network.eval()
    seen = sighted(network, scenes.read(tokenizer), rng)
    known = dyads.dyads(given.dyads, tokenizer) if given.dyads else ()
    paired = [(read(network, d.ids), d) for d in known if d is not None]
    passes(network, seen, paired, given.passes, given.rate, rng)
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, given.out)


if __name__ == "__main__":
    main()
