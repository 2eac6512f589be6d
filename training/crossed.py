"""Measure the event coder on public sentences with a dyad (PLV), its heads trained on the others: five folds.

    python training/crossed.py WEIGHTS.safetensors [--shared ../shared] [--passes 6] [--folds 5]

The encoder is that of the weights and has seen none of the sentences; the heads for events go on from the weights', with our own
sentences and those of the other folds. Each fold is exported as the program reads it; the public scorer measures all together.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "bench"))

import dyads  # noqa: E402  # the path is set above
import heads  # noqa: E402
import scenes  # noqa: E402
import torch  # noqa: E402
from export import write  # noqa: E402
from network import Network, on_cpu, pieces  # noqa: E402
from safetensors.torch import load_file  # noqa: E402

import events  # noqa: E402
from saidseen.hearing.attribution.encoder import Encoder  # noqa: E402
from saidseen.hearing.events.find import find_events  # noqa: E402
from saidseen.hearing.parsing.parse import load  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("weights", type=Path)
    options.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    options.add_argument("--passes", type=int, default=6)
    options.add_argument("--rate", type=float, default=1.5e-3)
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="folder to keep each fold's networks in, and to take them from")
    given = options.parse_args()
    gold = given.shared / "data/events/plv_train.jsonl.gz"
    if not gold.exists():
        raise SystemExit(f"{gold} is absent: nothing measured")
    on_cpu()
    tokenizer, rows = pieces(), dyads.rows(gold)
    network = Network()
    weights = load_file(given.weights)
    network.load_state_dict(weights)
    network.eval()
    rng = random.Random(given.seed)  # noqa: S311  # no secret
    with tempfile.TemporaryDirectory() as spare, tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out:
        kept = given.keep or Path(spare)
        wanted = [fold for fold in range(given.folds) if not (kept / str(fold) / "vocabulary.json").exists()]
        known = list(dyads.dyads(gold, tokenizer)) if wanted else []
        seen = heads.sighted(network, scenes.read(tokenizer), rng) if wanted else []
        views = [heads.read(network, d.ids) if d is not None else None for d in known]
        for fold in range(given.folds):
            if fold in wanted:
                torch.manual_seed(given.seed)
                network.load_state_dict(weights)
                others = [
                    (v, d) for i, (v, d) in enumerate(zip(views, known, strict=True)) if d is not None and i % given.folds != fold
                ]
                heads.passes(network, list(seen), others, given.passes, given.rate, random.Random(given.seed))  # noqa: S311
                network.eval()
                write(network, kept / str(fold))
            encoder = Encoder(lambda name, folder=kept / str(fold): (folder / name).read_bytes())  # type: ignore[misc]
            mine = [r for i, r in enumerate(rows) if i % given.folds == fold]
            for row, doc in zip(mine, load().pipe(r["text"] for r in mine), strict=True):
                noticed = encoder.read(doc.text).events
                found = find_events(doc, places=events.places_of(doc), times=(), who=events.WHO, noticed=noticed)
                out.write(
                    json.dumps({"url": row["id"], "text": row["text"], "events": [events.as_json(e) for e in found]}) + "\n"
                )
        out.flush()
        subprocess.run([sys.executable, str(given.shared / "score/events.py"), str(gold), out.name], check=True)


if __name__ == "__main__":
    main()
