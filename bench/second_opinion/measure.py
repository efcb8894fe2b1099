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
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sklearn.metrics import roc_auc_score

from bench.annotations import load_round
from bench.scoring import claim_of, compare, score
from gazetteer.load import load_gazetteer
from kursk_map.reading.confidence import confidence_of
from kursk_map.reading.extract import extract
from kursk_map.reading.second_opinion.taught import load_taught

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.scoring import Claim, Scores
    from kursk_map.model import Statement

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
    gazetteer = load_gazetteer()
    articles = list(load_round(asked.round, asked.texts))
    documents = [article.document.document_id for article in articles]
    gold = [claim for article in articles for claim in article.claims]
    rules, joined = (
        [
            statement
            for article in articles
            for statement in extract(article.document, gazetteer, taught=whom).statements
        ]
        for whom in (None, taught)
    )
    surer = [each for each in joined if confidence_of(each) >= _SURER]
    for name, read in (("rules", rules), ("joined", joined), ("surer", surer)):
        print(_line(name, score(compare(gold, map(claim_of, read)), documents), as_toml=asked.toml))
    for line in _sureness(gold, joined):
        print(line)


def _line(name: str, found: Scores, *, as_toml: bool) -> str:
    if as_toml:
        shares = ", ".join(
            f"{key} = {getattr(found, key).as_list()}" for key in ("precision", "recall", "f1")
        )
        return f"{name} = {{ gold = {found.gold}, read = {found.read}, {shares} }}"
    return (
        f"{name:10}{found.gold:5}{found.read:5}   {found.precision}   {found.recall}   {found.f1}"
    )


def _sureness(gold: Sequence[Claim], read: Sequence[Statement]) -> Iterator[str]:
    """Compare what the program says of its tuples with what came true."""
    pairs = sorted(((claim_of(each), confidence_of(each)) for each in read), key=itemgetter(1))
    # Of several statements that make a tuple the surest comes last, and counts.
    sure = {(claim.document, claim.key): said for claim, said in pairs}
    comparison = compare(gold, map(claim_of, read))
    told = [(sure[each.read[0].document, each.read[0].key], True) for each in comparison.matched]
    told += [(sure[each.document, each.key], False) for each in comparison.false]
    area = roc_auc_score([right for _, right in told], [said for said, _ in told])
    yield f"area_under_curve = {area:.2f}"
    bands = []
    for low, high in pairwise(_BANDS):
        band = [(said, right) for said, right in told if low <= said < high or said == high == 1]
        if band:
            said, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            bands.append(
                f"    {{ from = {low}, to = {high}, tuples = {len(band)},"
                f" said = {said:.2f}, right = {right:.2f} }},"
            )
    yield "\n".join(["band = [", *bands, "]"])


if __name__ == "__main__":
    main()
