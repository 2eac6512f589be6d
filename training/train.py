"""Train the encoder on articles with marked attributions.

    python training/train.py FOLDER [--data ../shared/data/attribution/polnear_train.jsonl.gz] [--epochs 4]
    python training/train.py OTHER --start FOLDER/epoch4.safetensors --epochs 2 --spoken 4 --happened 4 --rate 1e-4

The second command goes on with all tasks: each pass over the articles has so many passes over our own labelled statements
strewn in, for acts and bases, and over our own sentences with events. Checkpoints go to the folder every 200 steps; the same
command goes on from the last one. Two quiet cores (AMD EPYC, AVX2) took 13 minutes an epoch, half an hour with all tasks. The
weights of each epoch are the running mean of the last steps' weights, steadier than the last step's.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import scenes
import speech
import torch
from corpus import Example, batches, read
from network import TAGS, Network, on_cpu, pieces
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from saidseen.hearing.attribution.encoder import END, START, buckets
from saidseen.hearing.events.heard import MODALITIES, POLARITIES

DATA = Path(__file__).parents[2] / "shared/data/attribution/polnear_train.jsonl.gz"

RATE, HEADS, DECAY, WARM = 1.5e-4, 6, 0.01, 0.06
"""Learning rate, how much faster the new heads learn, weight decay, share of the steps with a rising rate. Usual values."""

PIECES, FEWER = 2200, 700
"""A batch of articles, and of our own passages, which hold more labels a piece; padding counted. Chosen: what two cores do in a
second or two; with 2,200 for both, acts were learned too slowly."""

MASKED, MASK, WORDS = 0.06, 103, 999
"""Share of words hidden in training, the id that hides them, and the last id that is no word."""

TAGGED, ANCHORED, LINKED, SPOKEN, HAPPENED, PARTED = 0.3, 4.0, 3.0, 1.0, 1.0, 3.0
"""Weights of the losses. Chosen so that each is of the same size when training ends."""

SMOOTH = 0.05
"""Share of an act's, basis' or kind's label that goes to the others: labels given once are not all right. A usual value."""

NOTHING = 0.3
"""Weight of pieces that name no event, which are thirty times as many. Chosen, not varied."""

MEAN, EVERY, KEEP = 0.992, 4, 200
"""Decay of the mean of the weights, steps between two of its updates, steps between two checkpoints."""


Batch = Sequence[Example] | Sequence[speech.Passage] | Sequence[scenes.Scene]


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
    linked = network.link(network.linker, hidden, rows, columns, away(columns, ids.shape[1]), mask)
    return tagging, (anchoring * mask).sum() / mask.sum(), functional.cross_entropy(linked.flatten(0, 1), roles.flatten())


def spoken(network: Network, batch: Sequence[speech.Passage]) -> Tensor:
    """The loss of acts and bases."""
    longest = max(len(p.ids) for p in batch) + 2
    ids, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
    rows, roles, near, labels = [], [], [], []
    for k, passage in enumerate(batch):
        end = len(passage.ids) + 1
        ids[k, : end + 1] = torch.tensor([START, *passage.ids, END])
        mask[k, : end + 1] = 1
        for said in passage.said:
            rows.append(k)
            roles.append([0, *said.roles, *[0] * (longest - end)])
            near.append([0, *said.near, *[0] * (longest - end)])
            labels.append((said.act, said.basis))
    hidden_words = (torch.rand(ids.shape) < MASKED) & (ids > WORDS)
    view = network.speech.view(network.hidden(torch.where(hidden_words, MASK, ids), mask))
    act, basis = network.speech(view[torch.tensor(rows)], torch.tensor(roles), torch.tensor(near))
    return labelled(act, basis, labels)


def labelled(act: Tensor, basis: Tensor, labels: Sequence[tuple[int, int]]) -> Tensor:
    """The loss of the logits of acts and bases [statements, classes]."""
    right = torch.tensor(labels).T
    return sum(functional.cross_entropy(x, y, label_smoothing=SMOOTH) for x, y in zip((act, basis), right, strict=True))


def happened(network: Network, batch: Sequence[scenes.Scene]) -> Tensor:
    """The loss of events."""
    longest = max(len(s.ids) for s in batch) + 2
    ids, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
    for k, scene in enumerate(batch):
        end = len(scene.ids) + 1
        ids[k, : end + 1] = torch.tensor([START, *scene.ids, END])
        mask[k, : end + 1] = 1
    hidden_words = (torch.rand(ids.shape) < MASKED) & (ids > WORDS)
    return event_loss(network, network.hidden(torch.where(hidden_words, MASK, ids), mask), mask, batch)


def event_loss(network: Network, hidden: Tensor, mask: Tensor, batch: Sequence[scenes.Scene]) -> Tensor:
    """Kinds of all pieces, light and parts of triggers; ``hidden`` [scenes, pieces with their marks, size]."""
    kinds = torch.full(hidden.shape[:2], -100)
    found: list[tuple[int, scenes.Deed]] = []
    for k, scene in enumerate(batch):
        kinds[k, 1 : len(scene.ids) + 1] = 0
        for d in scene.deeds:
            found.append((k, d))
            kinds[k, [i + 1 for i in d.trigger if kinds[k, i + 1] <= 0]] = -100
            kinds[k, d.at + 1] = d.kind + 1
    kind, light = network.events(hidden)
    weight = torch.ones(kind.shape[-1])
    weight[0] = NOTHING
    lost = functional.cross_entropy(kind.flatten(0, 1), kinds.flatten(), weight, label_smoothing=SMOOTH)
    if not found:
        return lost
    rows, columns = torch.tensor([k for k, _ in found]), torch.tensor([d.at + 1 for _, d in found])
    modality, polarity = light[rows, columns].split([len(MODALITIES), len(POLARITIES)], -1)
    lost = lost + functional.cross_entropy(modality, torch.tensor([d.modality for _, d in found]))
    lost = lost + functional.cross_entropy(polarity, torch.tensor([d.polarity for _, d in found]))
    parts = torch.full((len(found), hidden.shape[1]), -100)
    for row, (k, d) in zip(parts, found, strict=True):
        row[1 : len(batch[k].ids) + 1] = 0
        for i, role in d.roles.items():
            row[i + 1] = role
    linked = network.link(network.events.linker, hidden, rows, columns, away(columns, hidden.shape[1]), mask)
    return lost + PARTED * functional.cross_entropy(linked.flatten(0, 1), parts.flatten())


def away(columns: Tensor, longest: int) -> Tensor:
    """Buckets of the distances of all pieces from those at ``columns``."""
    return torch.from_numpy(buckets(torch.arange(longest)[None].numpy() - columns[:, None].numpy()))


class Run:
    """Network, optimiser and mean weights, with what is needed to go on after a stop."""

    def __init__(self, folder: Path, seed: int, rate: float, start: Path | None) -> None:
        torch.manual_seed(seed)
        self.folder, self.step = folder, 0
        folder.mkdir(parents=True, exist_ok=True)
        self.network = Network()
        self.network.start()
        if start is not None:
            self.network.load_state_dict(load_file(start), strict=False)
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        groups = [
            {"params": [p for n, p in named if n.startswith("bert") and p.ndim > 1], "lr": rate, "weight_decay": DECAY},
            {"params": [p for n, p in named if n.startswith("bert") and p.ndim <= 1], "lr": rate, "weight_decay": 0.0},
            {"params": [p for n, p in named if not n.startswith("bert")], "lr": rate * HEADS, "weight_decay": DECAY},
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

    def learn(self, batch: Batch, steps: int) -> list[float]:
        """One step of ``steps``; the losses of its task."""
        factor = min(1, (self.step + 1) / (WARM * steps)) * max(0.02, (steps - self.step) / steps)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        self.network.train()
        if isinstance(batch[0], Example):
            lost = losses(self.network, batch)
            whole = sum(weight * x for weight, x in zip((TAGGED, ANCHORED, LINKED), lost, strict=True))
        elif isinstance(batch[0], speech.Passage):
            lost = (spoken(self.network, batch),)
            whole = SPOKEN * lost[0]
        else:
            lost = (happened(self.network, batch),)
            whole = HAPPENED * lost[0]
        self.optimiser.zero_grad()
        whole.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        if self.step % EVERY == 0:
            share = 1 - min(MEAN, (self.step + 1) / (self.step + 10))
            with torch.no_grad():
                for key, value in self.network.state_dict().items():
                    if "embeddings" not in key and value.is_floating_point():
                        self.mean[key].lerp_(value, share)
        self.step += 1
        return [float(x.detach()) for x in lost]


def passes(articles: Sequence[dict[str, object]], run: Run, given: argparse.Namespace) -> Iterator[tuple[int, Batch, int]]:
    """Each batch that is still due, with its epoch (from 1) and the number of all steps."""
    tokenizer = pieces()
    said = speech.read(tokenizer) if given.spoken else []
    done = scenes.read(tokenizer) if given.happened else []

    def strewn(epoch: int) -> list[Batch]:
        seed = given.seed * 1000 + epoch
        made: list[Batch] = [*batches(articles, tokenizer, seed, PIECES)] if articles else []
        for again in range(given.spoken):
            made += speech.batches(said, seed * 100 + again, FEWER)
        for again in range(given.happened):
            made += scenes.batches(done, seed * 100 + again, FEWER)
        if given.spoken or given.happened:
            random.Random(seed).shuffle(made)  # noqa: S311  # no secret
        return made

    each = len(strewn(0))
    for epoch in range(run.step // each, given.epochs):
        for i, batch in enumerate(strewn(epoch)[:each]):
            if epoch * each + i >= run.step:
                yield epoch + 1, batch, each * given.epochs


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--articles", type=int, help="only so many, to try it out")
    options.add_argument("--rate", type=float, default=RATE, help="learning rate at its highest")
    options.add_argument("--start", type=Path, help="weights to go on from")
    options.add_argument("--spoken", type=int, default=0, help="passes over our own statements in each epoch")
    options.add_argument("--happened", type=int, default=0, help="passes over our own event sentences in each epoch")
    given = options.parse_args()
    if not given.data.exists():
        raise SystemExit(f"{given.data} is absent; name the corpus with --data (its form: training/README.md)")
    on_cpu()
    run = Run(given.folder, given.seed, given.rate, given.start)
    run.resume()
    begun, from_step, last = time.monotonic(), run.step, 1
    for epoch, batch, steps in passes(read(given.data)[: given.articles], run, given):
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
