"""One real article with complete gold: statements, speakers and claims.

python bench/seed.py [--shared ../shared] [--json]
"""

from __future__ import annotations

from common import WITH_LEDGER, Measured, parser, score, show, wanted

FLOORS = {"attr_f1": 0.60, "speaker": 0.85, "claim_recall": 0.55}
"""attr: content and source of a statement, linked. speaker: of the statements found."""

ALSO = (
    "iou50_f1", "act", "basis", "quote_type", "said", "not_statement_errors", "event_r", "place_f1", "time_f1",
    "claim_status_all", "claim_false_settle", "observation_recall",
)  # fmt: skip
"""Figures without a floor that say where a miss comes from."""


def main() -> None:
    given = parser(__doc__).parse_args()
    script, gold = wanted(given.shared / "score/seed.py"), wanted(given.shared / "gold/seed")
    result = score(script, "--gold", gold, "--cmd", WITH_LEDGER)
    metrics = result["metrics"]
    measured = [Measured(name=name, value=metrics.get(name), floor=floor) for name, floor in FLOORS.items()]
    measured += [Measured(name=name, value=metrics[name]) for name in ALSO if name in metrics]
    show("the seed article", measured, as_json=given.json, more={"metrics": metrics})


if __name__ == "__main__":
    main()
