"""How much the rules weigh against the network: the macro F1 of acts and of bases on passages that neither was made with.

    python training/weigh.py [--times 1 3 6 12 20 40]

Prints a line for each number of times that the share of what the rules give may count; put the best into ``RULED_ACT`` and
``RULED_BASIS`` of ``hearing/saying/speech.py``. Run it again whenever the weights or the rules change.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "bench"))

import speech as passages  # noqa: E402  # the path is set above

import statements as labelled  # noqa: E402
from saidseen.hearing.saying import speech  # noqa: E402
from saidseen.stages import annotate  # noqa: E402
from saidseen.things import Document  # noqa: E402

PUBLISHED = datetime(2024, 5, 14, tzinfo=UTC)


def pairs() -> list[labelled.Pair]:
    """Each labelled statement with what was heard of it."""
    found: list[labelled.Pair] = []
    for number, (text, said) in enumerate(passages.lines(HERE / "validation")):
        document = Document.make(url=f"passage:{number}", text=text, outlet="passage", published=PUBLISHED)
        gold = [
            {"act": act, "basis": basis, "source": None, "content": [text[a:b] for role, a, b in spans if role == 1]}
            for act, basis, spans in said
        ]
        found += labelled.paired(text, gold, annotate(document, "encoder").statements)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=float, nargs="*", default=[1, 3, 6, 12, 20, 40])
    for times in options.parse_args().times:
        speech.RULED_ACT = speech.RULED_BASIS = times
        heard = [p for p in pairs() if p.heard is not None]
        act, basis = (labelled.macro_f1([(p.gold[field], getattr(p.heard, field)) for p in heard]) for field in ("act", "basis"))
        print(f"{times:>4g} times: act {act:.3f}, basis {basis:.3f}, of {len(heard)} heard", flush=True)


if __name__ == "__main__":
    main()
