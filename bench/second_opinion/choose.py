"""Learn what the encoder's word is worth, on rounds that are not reported.

Usage::

    python -m bench.second_opinion.choose ROUND TEXTS [ROUND TEXTS ...] [--taught FILE ...]

By logistic regression: how often what the rules read is right, by how sure it is without the
encoder and by the encoder's share; and how often what only the encoder says. As many statements
stay as keep a precision of 0.9. Written to ``kursk_map/reading/lexicon/second_opinion.toml``;
printed is how the rounds would fare, each tenth of their articles by what the others teach.
"""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bench.annotations import load_round
from bench.second_opinion.candidates import Judged
from kursk_map.reading.confidence import log_odds
from kursk_map.reading.second_opinion.taught import load_taught
from kursk_map.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.second_opinion.candidates import Candidate

_TABLE: Final = PROJECT / "kursk_map" / "reading" / "lexicon" / "second_opinion.toml"
#: What stays is to be right so often.
_AIM: Final = 0.9
_TRIED: Final = tuple(number / 100 for number in range(30, 72, 2))
_FOLDS: Final = 10


def main() -> None:
    """Write the table, and print how the rounds fare."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("rounds", type=Path, nargs="+", help="each round and its folder of texts")
    options.add_argument(
        "--taught", type=Path, nargs="+", default=(), help="what was learned, if not the committed"
    )
    asked = options.parse_args()
    taught = load_taught(*asked.taught)
    if len(asked.rounds) % 2:
        options.error(f"{asked.rounds[-1]}: its folder of texts is missing")
    rounds, texts = asked.rounds[::2], asked.rounds[1::2]
    articles = chain.from_iterable(map(load_round, rounds, texts))
    judged = Judged.of(list(articles), taught)
    asked_of = [each for each in judged.candidates if each.opinion is not None]
    verdicts = {id(each): right for each, right in judged.verdicts() if each.opinion is not None}
    told = [each for each in asked_of if id(each) in verdicts]
    rows = np.array([_row(each) for each in told])
    right = np.array([verdicts[id(each)] for each in told])
    model = LogisticRegression(fit_intercept=False, max_iter=1000)
    folds = cross_val_predict(
        model,
        rows,
        right,
        groups=[each.claim.document for each in told],
        cv=GroupKFold(_FOLDS),
        method="predict_proba",
    )[:, 1]
    model.fit(rows, right)
    sure = {id(each): share for each, share in zip(told, folds, strict=True)}
    rest = [each for each in asked_of if id(each) not in verdicts]
    sure |= {id(each): model.predict_proba([_row(each)])[0, 1] for each in rest}
    rules = judged.score(lambda each: each.own is not None)
    print(f"rules   {rules.precision}   {rules.recall}   {rules.f1}")
    scores = {
        least: judged.score(lambda each, least=least: sure.get(id(each), 1.0) >= least)
        for least in _TRIED
    }
    for least, found in scores.items():
        print(f"{least:5g}   {found.precision}   {found.recall}   {found.f1}")
    kept = [least for least, found in scores.items() if found.precision.value >= _AIM]
    least = min(kept, default=_TRIED[-1])
    read, added = np.split(model.coef_[0], [4])
    command = " ".join(f"{each} TEXTS" for each in rounds)
    _TABLE.write_text(
        "# How sure a statement is where the encoder was asked (log-odds), and what stays."
        f" Written by\n# `python -m bench.second_opinion.choose {command}`.\n"
        f"least = {least}\n\n"
        f"[read]\n{_lines(('base', 'own', 'share', 'otherwise'), read)}\n"
        f"[added]\n{_lines(('base', 'share', 'otherwise'), added)}",
        encoding="utf-8",
    )


def _lines(names: Sequence[str], weights: Sequence[float]) -> str:
    return "".join(f"{name} = {weight:.2f}\n" for name, weight in zip(names, weights, strict=True))


def _row(each: Candidate) -> list[float]:
    """List what the regression sees: who says it, and how sure both are."""
    share, otherwise = map(log_odds, each.opinion or (0.0, 0.0))
    if each.own is None:
        return [0.0, 0.0, 0.0, 0.0, 1.0, share, otherwise]
    return [1.0, log_odds(each.own), share, otherwise, 0.0, 0.0, 0.0]


if __name__ == "__main__":
    main()
