"""Train the encoder on articles with marked attributions.

    python training/train.py FOLDER [--data ../shared/data/attribution/polnear_train.jsonl.gz] [--epochs 4]

Checkpoints go to FOLDER every 200 steps; the same command goes on from the last one. Two quiet cores (AMD EPYC, AVX2) took 13
minutes an epoch. The weights of each epoch are the running mean of the last steps' weights, steadier than the last step's.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from corpus import Example, batches, read
from network import TAGS, Network, base, on_cpu
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from saidseen.hearing.attribution.encoder import END, START, buckets

DATA = Path(__file__).parents[2] / "shared/data/attribution/polnear_train.jsonl.gz"

RATE, HEADS, DECAY, WARM = 1.5e-4, 6, 0.01, 0.06
"""Learning rate, how much faster the new heads learn, weight decay, share of the steps with a rising rate. Usual values."""

PIECES = 2200
"""A batch, padding counted. Chosen: what two cores do in a second or two."""

MASKED, MASK, WORDS = 0.06, 103, 999
"""Share of words hidden in training, the id that hides them, and the last id that is no word."""

TAGGED, ANCHORED, LINKED = 0.3, 4.0, 3.0
"""Weights of the three losses. Chosen so that each is of the same size when training ends."""

MEAN, EVERY, KEEP = 0.992, 4, 200
"""Decay of the mean of the weights, steps between two of its updates, steps between two checkpoints."""


def tensors(batch: Sequence[Example]) -> tuple[Tensor, ...]:
    """``ids, mask, tags, anchors`` [stretches, pieces (, 3)], and ``rows, columns`` [anchors], ``roles`` [anchors, pieces]."""
    longest = max(len(e.ids) for e in batch) + 2
    ids, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
    tags, anchors = torch.full((len(batch), longest, TAGS // 3), -100), torch.zeros(len(batch), longest)
    rows, columns, roles = [], [], []
    for k, example in enumerate(batch):
        end = len(example.ids) + 1
        ids[k, : end + 1] = torch.tensor([START, *example.ids, END])
        mask[k, : end + 1] = 1
        tags[k, 1:end] = torch.tensor(example.tags).T
        for at, row in example.anchors.items():
            anchors[k, at + 1] = 1
            rows.append(k)
            columns.append(at + 1)
            roles.append(torch.full((longest,), -100))
            roles[-1][1:end] = torch.tensor(row)
    made = torch.stack(roles) if roles else torch.zeros(0, longest, dtype=torch.long)
    return ids, mask, tags, anchors, torch.tensor(rows, dtype=torch.long), torch.tensor(columns, dtype=torch.long), made


def losses(network: Network, batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Tagging, anchors, linking."""
    ids, mask, tags, anchors, rows, columns, roles = tensors(batch)
    hidden_words = (torch.rand(ids.shape) < MASKED) & (ids > WORDS)
    hidden = network.hidden(torch.where(hidden_words, MASK, ids), mask)
    logits = network.tags(hidden)
    tagging = sum(
        functional.cross_entropy(logits[..., 3 * c : 3 * c + 3].flatten(0, 1), tags[..., c].flatten()) for c in range(3)
    )
    anchoring = functional.binary_cross_entropy_with_logits(network.anchor(hidden).squeeze(-1), anchors, reduction="none")
    if not len(rows):
        return tagging, (anchoring * mask).sum() / mask.sum(), torch.zeros(())
    distance = torch.from_numpy(buckets(torch.arange(ids.shape[1])[None].numpy() - columns[:, None].numpy()))
    linked = network.link(hidden, rows, columns, distance, mask)
    return tagging, (anchoring * mask).sum() / mask.sum(), functional.cross_entropy(linked.flatten(0, 1), roles.flatten())


class Run:
    """Network, optimiser and mean weights, with what is needed to go on after a stop."""

    def __init__(self, folder: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.folder, self.step = folder, 0
        folder.mkdir(parents=True, exist_ok=True)
        self.network = Network()
        self.network.start()
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        groups = [
            {"params": [p for n, p in named if n.startswith("bert") and p.ndim > 1], "lr": RATE, "weight_decay": DECAY},
            {"params": [p for n, p in named if n.startswith("bert") and p.ndim <= 1], "lr": RATE, "weight_decay": 0.0},
            {"params": [p for n, p in named if not n.startswith("bert")], "lr": RATE * HEADS, "weight_decay": DECAY},
        ]
        self.optimiser = torch.optim.AdamW(groups)
        self.rates = [g["lr"] for g in groups]
        self.mean = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.parameters = [p for g in groups for p in g["params"]]

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        path = self.folder / "checkpoint.safetensors"
        if not path.exists():
            return
        saved = load_file(path)
        part = {w: {k[2:]: v for k, v in saved.items() if k.startswith(w)} for w in ("n.", "m.", "1.", "2.")}
        self.network.load_state_dict(part["n."])
        self.mean = part["m."]
        self.step = json.loads((self.folder / "checkpoint.json").read_text())["step"]
        for i, p in enumerate(self.parameters):
            if str(i) in part["1."]:
                self.optimiser.state[p] = {
                    "step": torch.tensor(float(self.step)), "exp_avg": part["1."][str(i)], "exp_avg_sq": part["2."][str(i)],
                }  # fmt: skip

    def save(self) -> None:
        saved = {f"n.{k}": v.contiguous() for k, v in self.network.state_dict().items()}
        saved |= {f"m.{k}": v.contiguous() for k, v in self.mean.items()}
        for i, p in enumerate(self.parameters):
            if p in self.optimiser.state:
                state = self.optimiser.state[p]
                saved |= {f"1.{i}": state["exp_avg"], f"2.{i}": state["exp_avg_sq"]}
        part = self.folder / "checkpoint.part"
        save_file(saved, part)
        part.replace(self.folder / "checkpoint.safetensors")
        (self.folder / "checkpoint.json").write_text(json.dumps({"step": self.step}))

    def learn(self, batch: Sequence[Example], steps: int) -> list[float]:
        """One step of ``steps``; the three losses."""
        factor = min(1, (self.step + 1) / (WARM * steps)) * max(0.02, (steps - self.step) / steps)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        self.network.train()
        tagging, anchoring, linking = losses(self.network, batch)
        self.optimiser.zero_grad()
        (TAGGED * tagging + ANCHORED * anchoring + LINKED * linking).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        if self.step % EVERY == 0:
            share = 1 - min(MEAN, (self.step + 1) / (self.step + 10))
            with torch.no_grad():
                for key, value in self.network.state_dict().items():
                    if "embeddings" not in key and value.is_floating_point():
                        self.mean[key].lerp_(value, share)
        self.step += 1
        return [float(x.detach()) for x in (tagging, anchoring, linking)]


def passes(articles: Sequence[dict[str, object]], run: Run, epochs: int, seed: int) -> Iterator[tuple[int, list[Example], int]]:
    """Each batch that is still due, with its epoch (from 1) and the number of all steps."""
    tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    each = len(batches(articles, tokenizer, seed * 1000, PIECES))
    for epoch in range(run.step // each, epochs):
        for i, batch in enumerate(batches(articles, tokenizer, seed * 1000 + epoch, PIECES)[:each]):
            if epoch * each + i >= run.step:
                yield epoch + 1, batch, each * epochs


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--articles", type=int, help="only so many, to try it out")
    given = options.parse_args()
    if not given.data.exists():
        raise SystemExit(f"{given.data} is absent; name the corpus with --data (its form: training/README.md)")
    on_cpu()
    run = Run(given.folder, given.seed)
    run.resume()
    begun, from_step, last = time.monotonic(), run.step, 1
    for epoch, batch, steps in passes(read(given.data)[: given.articles], run, given.epochs, given.seed):
        if epoch != last:
            save_file({k: v.contiguous() for k, v in run.mean.items()}, given.folder / f"epoch{last}.safetensors")
            last = epoch
        lost = run.learn(batch, steps)
        if run.step % 25 == 0:
            pace = (time.monotonic() - begun) / (run.step - from_step)
            print(
                f"epoch {epoch} step {run.step} of {steps}, {pace:.1f} s a step, losses", *(f"{x:.3f}" for x in lost), flush=True
            )
        if run.step % KEEP == 0:
            run.save()
    run.save()
    save_file({k: v.contiguous() for k, v in run.mean.items()}, given.folder / f"epoch{last}.safetensors")


if __name__ == "__main__":
    main()
