"""How far two careful readers agree: the second one's statements against the first one's.

    python -m bench.annotators bench/unseen/round7.jsonl bench/unseen/round7_second.jsonl

Both annotated the same articles without seeing the other's work. What one says
every reader must find is sought among what the other found, whether the other
called it optional or not; claimants and days are judged as the program's are. The
texts are not needed.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.annotations import read_claims
from bench.scoring import compare
from bench.unseen import claim_rows, print_rows

if TYPE_CHECKING:
    from bench.scoring import Claim


def main() -> None:
    """Print how well each of two readers finds what the other one found."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("first", type=Path)
    options.add_argument("second", type=Path)
    options.add_argument("--toml", action="store_true", help="print a block for results.toml")
    asked = options.parse_args()
    first, second = _read(asked.first), _read(asked.second)
    if missing := first.keys() ^ second.keys():
        raise SystemExit(f"not annotated by both: {', '.join(sorted(missing))}")
    languages = {document: row["language"] for document, row in first.items()}
    one, other = _claims(first), _claims(second)
    for name, gold, read in (("second_by_first", one, other), ("first_by_second", other, one)):
        required = [each for each in read if not each.optional]
        rows = list(claim_rows(languages, compare(gold, required)))
        if not asked.toml:
            print(f"--- {name}")
        print_rows(rows, head=f"[{name}]", as_toml=asked.toml)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["sha256"][:12]: row for row in rows}


def _claims(annotations: dict[str, dict[str, Any]]) -> list[Claim]:
    return [
        replace(claim, note="")
        for document, row in annotations.items()
        for claim in read_claims(row, document)
    ]


if __name__ == "__main__":
    main()
