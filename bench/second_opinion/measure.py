"""Measure rules, encoder and both on a round of articles that nobody had seen.

Usage::

    python -m bench.second_opinion.measure ROUND TEXTS [--taught FILE ...] [--toml]

Prints precision, recall and F1 of the tuples (as `bench.unseen` counts them) with 95 % bootstrap
intervals: of what the rules read, of what the encoder finds likelier than not, of both as the
program joins them, and of the surer part of that; then how sure the program says it is, and
how often that came true. ``--toml`` prints a block for ``bench/unseen/second_opinion.toml``.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.metrics import roc_auc_score

from bench.annotations import load_round
from bench.confidence import bands
from bench.scoring import claim_of, compare, verdicts
from bench.unseen import print_rows, scored
from gazetteer.load import load_gazetteer
from kursk_map.reading.confidence import confidence_of
from kursk_map.reading.extract import extract
from kursk_map.reading.second_opinion.taught import load_taught

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.scoring import Claim
    from kursk_map.model import Statement

#: For who would rather miss something than be told something wrong.
_SURER: Final = 0.85
#: What the encoder gives more than this it finds likelier than not.
_EVEN: Final = 0.5
#: Bounds of the bands in which what was said is compared with what came true.
_BANDS: Final = (0.0, 0.5, 0.7, 0.85, 0.95, 1.0)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("round", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument(
        "--taught", type=Path, nargs="+", default=(), help="what was learned, if not the committed"
    )
    options.add_argument("--toml", action="store_true", help="print a block to record")
    asked = options.parse_args()
    taught = load_taught(*asked.taught)
    gazetteer = load_gazetteer()
    articles = list(load_round(asked.round, asked.texts))
    documents = [article.document.document_id for article in articles]
    gold = [claim for article in articles for claim in article.claims]
    rules, everything = (
        [
            statement
            for article in articles
            for statement in extract(article.document, gazetteer, taught=whom).statements
        ]
        for whom in (None, replace(taught, least=0.0))
    )
    joined, surer = (
        [each for each in everything if confidence_of(each) >= least]
        for least in (taught.least, _SURER)
    )
    parts = {
        "rules": rules,
        "encoder": list(filter(_is_likely, everything)),
        "joined": joined,
        "surer": surer,
    }
    rows = (
        scored(name, compare(gold, map(claim_of, read)), documents) for name, read in parts.items()
    )
    print_rows(rows, head="[[run]]" if asked.toml else asked.round.stem, as_toml=asked.toml)
    for line in _sureness(gold, joined):
        print(line)


def _is_likely(statement: Statement) -> bool:
    """Tell whether the encoder by itself finds a statement likelier than not."""
    opinion = statement.provenance.second_opinion
    return opinion is not None and opinion.share >= _EVEN


def _sureness(gold: Sequence[Claim], read: Sequence[Statement]) -> Iterator[str]:
    """Compare what the program says of its tuples with what came true."""
    pairs = sorted(((claim_of(each), confidence_of(each)) for each in read), key=itemgetter(1))
    # Of several statements that make a tuple the surest comes last, and counts.
    sure = {(claim.document, claim.key): said for claim, said in pairs}
    told = verdicts(compare(gold, map(claim_of, read)))
    said = np.array([sure[claim.document, claim.key] for claim, _ in told])
    right = np.array([is_right for _, is_right in told])
    yield f"area_under_curve = {roc_auc_score(right, said):.2f}"
    yield "band = ["
    yield from (f"    {{ {', '.join(cells)} }}," for cells in bands(said, right, _BANDS))
    yield "]"


if __name__ == "__main__":
    main()
