"""Learn what the encoder's word is worth, on a round that is not reported.

Usage::

    python -m bench.second_opinion.choose ROUND TEXTS [--taught FILE]

By logistic regression: how often what the rules read is right, by how sure it is without the
encoder and by the encoder's share; and how often what only the encoder says. Statements likelier
right than wrong stay. Written to ``kursk_map/reading/lexicon/second_opinion.toml``; printed is
how the round would fare, each tenth of its articles by what the others teach.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bench.annotations import load_round
from bench.second_opinion.candidates import Judged
from kursk_map.reading.confidence import log_odds, share_of
from kursk_map.reading.second_opinion.taught import load_taught
from kursk_map.settings import PROJECT

if TYPE_CHECKING:
    from bench.second_opinion.candidates import Candidate

_TABLE: Final = PROJECT / "kursk_map" / "reading" / "lexicon" / "second_opinion.toml"
#: Likelier right than wrong.
_LEAST: Final = 0.5
_TRIED: Final = (0.0, 0.4, 0.5, 0.6, 0.7, 0.85)
_FOLDS: Final = 10
_NEVER: Final = 1.1


def main() -> None:
    """Write the table, and print how the round fares."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("round", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument("--taught", type=Path, help="what was learned, if not the committed one")
    asked = options.parse_args()
    taught = load_taught(asked.taught) if asked.taught else load_taught()
    judged = Judged.of(list(load_round(asked.round, asked.texts)), taught)
    asked_of = [each for each in judged.candidates if each.share is not None]
    verdicts = {id(each): right for each, right in judged.verdicts() if each.share is not None}
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
    for least in _TRIED:
        found = judged.score(lambda each, least=least: sure.get(id(each), 1.0) >= least)
        print(f"{least:5g}   {found.precision}   {found.recall}   {found.f1}")
    read, added, own, by_share, added_share = map(float, model.coef_[0])
    add = _share_at(_LEAST, added, added_share)
    _TABLE.write_text(
        "# How sure a statement is where the encoder was asked (log-odds), and what stays."
        f" Written by\n# `python -m bench.second_opinion.choose {asked.round} TEXTS`.\n"
        f"least = {_LEAST}\nadd = {add:.3f}\n\n"
        f"[read]\nbase = {read:.2f}\nown = {own:.2f}\nshare = {by_share:.2f}\n\n"
        f"[added]\nbase = {added:.2f}\nshare = {added_share:.2f}\n",
        encoding="utf-8",
    )


def _row(each: Candidate) -> list[float]:
    """List what the regression sees: who says it, and how sure both are."""
    share = log_odds(each.share or 0.0)
    if each.own is None:
        return [0.0, 1.0, 0.0, 0.0, share]
    return [1.0, 0.0, log_odds(each.own), share, 0.0]


def _share_at(confidence: float, base: float, slope: float) -> float:
    """Return from which share on what only the encoder says is so sure."""
    if slope <= 0:
        return _NEVER
    return share_of((log_odds(confidence) - base) / slope)


if __name__ == "__main__":
    main()
