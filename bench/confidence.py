"""Learn from the first runs how sure a reading is, and say how well that holds.

    python -m bench.confidence

``unseen/verdicts.jsonl`` has a line for each tuple that was read in a first run and that
careful readers do not differ on: its kind, its doubts as the program of that day saw them, and
whether it was right. A logistic regression on them is written to the lexicon. How it would have
done on each round it had not seen is printed and written to ``unseen/confidence.toml``.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from kursk_map.model import Doubt
from kursk_map.reading.confidence import RARE, share_right

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["Learned", "bands", "learn", "load_verdicts"]

UNSEEN: Final = Path(__file__).parent / "unseen"
TABLE: Final = Path("kursk_map/reading/lexicon/confidence.toml")

#: A kind that was read less often than this has no base of its own.
FEWEST: Final = 50
#: How strongly the regression is held back (scikit-learn's C).
RESTRAINT: Final = 0.3
#: Bounds of the bands in which what was said is compared with what came true.
BANDS: Final = (0.0, 0.5, 0.65, 0.75, 0.85, 0.92, 1.0)
THRESHOLDS: Final = (0.0, 0.6, 0.7, 0.8, 0.9)

_Verdict = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Log-odds: of each kind of statement, and what each doubt adds to them."""

    kinds: dict[str, float]
    doubts: dict[str, float]

    def share(self, verdict: _Verdict) -> float:
        """Return the share of statements like this one that are right."""
        return share_right(self.kinds, self.doubts, verdict["kind"], verdict["doubts"])

    def as_toml(self) -> str:
        """Return the tables of the lexicon's file."""
        tables = (("kinds", self.kinds), ("doubts", self.doubts))
        return "\n".join(
            f"[{name}]\n" + "".join(f"{key} = {odds:.2f}\n" for key, odds in table.items())
            for name, table in tables
        )


def main() -> None:
    """Write the table and how well it holds."""
    verdicts = load_verdicts()
    rounds = sorted({each["round"] for each in verdicts})
    head = (
        f"# How often a statement is right, as log-odds: of its kind, and what each doubt adds.\n"
        f"# Written by `python -m bench.confidence` from {len(verdicts)} tuples of the first runs"
        f" of rounds {rounds[0]} to {rounds[-1]}.\n\n"
    )
    TABLE.write_text(head + learn(verdicts).as_toml(), encoding="utf-8")
    told = held_out(verdicts, expected_in(rounds))
    (UNSEEN / "confidence.toml").write_text(told, encoding="utf-8")
    print(told, end="")


def load_verdicts() -> list[_Verdict]:
    """Load what was right and wrong in the first runs."""
    lines = (UNSEEN / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def learn(verdicts: Sequence[_Verdict]) -> Learned:
    """Fit log-odds to verdicts."""
    counted = Counter(each["kind"] for each in verdicts)
    kinds = [*sorted(kind for kind, number in counted.items() if number >= FEWEST), RARE]
    doubts = [doubt.value for doubt in Doubt]
    rows = np.array([_row(each, kinds, doubts) for each in verdicts])
    model = LogisticRegression(C=RESTRAINT, max_iter=1000)
    model.fit(rows, [each["right"] for each in verdicts])
    weights = [round(float(weight), 2) for weight in model.coef_[0]]
    base = float(model.intercept_[0])
    return Learned(
        kinds={kind: round(base + weight, 2) for kind, weight in zip(kinds, weights, strict=False)},
        doubts=dict(zip(doubts, weights[len(kinds) :], strict=True)),
    )


def _row(verdict: _Verdict, kinds: Sequence[str], doubts: Sequence[str]) -> list[float]:
    kind = verdict["kind"] if verdict["kind"] in kinds else RARE
    return [float(each == kind) for each in kinds] + [
        float(each in verdict["doubts"]) for each in doubts
    ]


def expected_in(rounds: Sequence[int]) -> int:
    """Count the tuples that were to be found in some rounds."""
    runs = tomllib.loads((UNSEEN / "results.toml").read_text(encoding="utf-8"))["run"]
    return sum(run["tuples"]["gold"] for run in runs if run["round"] in rounds)


def held_out(verdicts: Sequence[_Verdict], expected: int) -> str:
    """Measure each round with what the other rounds teach, as TOML.

    ``expected`` is how many tuples were to be found in all.
    """
    said = np.zeros(len(verdicts))
    right = np.array([each["right"] for each in verdicts])
    for left_out in {each["round"] for each in verdicts}:
        learned = learn([each for each in verdicts if each["round"] != left_out])
        for at, each in enumerate(verdicts):
            if each["round"] == left_out:
                said[at] = learned.share(each)
    return _report(said, right, expected)


def _report(said: NDArray[np.float64], right: NDArray[np.bool_], expected: int) -> str:
    lines = [
        f"tuples = {len(said)}",
        f"expected = {expected}",
        f"area_under_curve = {roc_auc_score(right, said):.2f}",
    ]
    lines += ["\n[[band]]\n" + "\n".join(cells) for cells in bands(said, right, BANDS)]
    for least in THRESHOLDS:
        kept = said >= least
        lines.append(
            f"\n[[least]]\nconfidence = {least}\ntuples = {kept.sum()}\n"
            f"precision = {right[kept].mean():.2f}\nrecall = {right[kept].sum() / expected:.2f}"
        )
    return "\n".join(lines) + "\n"


def bands(
    said: NDArray[np.float64], right: NDArray[np.bool_], bounds: Sequence[float]
) -> Iterator[list[str]]:
    """Compare what was said with what came true, band by band, each as cells of TOML."""
    for low, high in pairwise(bounds):
        inside = (said >= low) & ((said < high) | (high == bounds[-1]))
        if inside.any():
            yield [
                f"from = {low}",
                f"to = {high}",
                f"tuples = {inside.sum()}",
                f"said = {said[inside].mean():.2f}",
                f"right = {right[inside].mean():.2f}",
            ]


if __name__ == "__main__":
    main()
