"""Measure rules, encoder and both on a round of articles that nobody had seen.

Usage::

    python -m bench.second_opinion.measure ROUND TEXTS [--taught FILE] [--toml]

Prints precision, recall and F1 of the tuples (as `bench.unseen` counts them) with 95 % bootstrap
intervals: of what the rules read, of rules and encoder as the program joins them, and of the
surer part of that; then how sure the program says it is, and how often that came true.
``--toml`` prints a block for ``bench/unseen/second_opinion.toml``.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sklearn.metrics import roc_auc_score

from bench.annotations import load_round
from bench.second_opinion.candidates import Judged
from kursk_map.reading.second_opinion.taught import load_taught

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.second_opinion.candidates import Candidate

#: For who would rather miss something than be told something wrong.
_SURER: Final = 0.85
#: Bounds of the bands in which what was said is compared with what came true.
_BANDS: Final = (0.0, 0.5, 0.7, 0.85, 0.95, 1.0)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("round", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument("--taught", type=Path, help="what was learned, if not the committed one")
    options.add_argument("--toml", action="store_true", help="print a block to record")
    asked = options.parse_args()
    taught = load_taught(asked.taught) if asked.taught else load_taught()
    judged = Judged.of(list(load_round(asked.round, asked.texts)), taught)
    least = taught.least
    ways: dict[str, Callable[[Candidate], bool]] = {
        "rules": lambda each: each.own is not None,
        "joined": lambda each: each.confidence >= least,
        "surer": lambda each: each.confidence >= _SURER,
    }
    for name, kept in ways.items():
        found = judged.score(kept)
        if asked.toml:
            shares = ", ".join(
                f"{key} = {getattr(found, key).as_list()}" for key in ("precision", "recall", "f1")
            )
            print(f"{name} = {{ gold = {found.gold}, read = {found.read}, {shares} }}")
        else:
            print(
                f"{name:10}{found.gold:5}{found.read:5}   {found.precision}   {found.recall}"
                f"   {found.f1}"
            )
    for line in _sureness(judged, ways["joined"]):
        print(line)


def _sureness(judged: Judged, kept: Callable[[Candidate], bool]) -> Iterator[str]:
    """Compare what the program says of its statements with what came true."""
    told = [(each.confidence, right) for each, right in judged.verdicts() if kept(each)]
    area = roc_auc_score([right for _, right in told], [said for said, _ in told])
    yield f"area_under_curve = {area:.2f}"
    bands = []
    for low, high in pairwise(_BANDS):
        band = [(said, right) for said, right in told if low < said <= high]
        if band:
            said, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            bands.append(
                f"    {{ from = {low}, to = {high}, tuples = {len(band)},"
                f" said = {said:.2f}, right = {right:.2f} }},"
            )
    yield "\n".join(["band = [", *bands, "]"])


if __name__ == "__main__":
    main()
