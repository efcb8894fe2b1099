"""Make one annotation of two readers': required is only what both say every reader must find.

Usage::

    python -m bench.agreed FIRST SECOND OUTPUT

What one of them calls optional, or alone wrote down, becomes optional: that is where careful
readers differ. Claimants and days of both are allowed. Names and everything about the article
are the first reader's.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.scoring import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["agree"]

_Row = dict[str, Any]


def main() -> None:
    """Write the annotation that two readers agree on, and say how much it requires."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("first", type=Path)
    options.add_argument("second", type=Path)
    options.add_argument("output", type=Path)
    asked = options.parse_args()
    first, second = _read(asked.first), _read(asked.second)
    if missing := first.keys() ^ second.keys():
        raise SystemExit(f"not annotated by both: {', '.join(sorted(missing))}")
    agreed = [agree(row, second[digest]) for digest, row in first.items()]
    lines = (json.dumps(row, ensure_ascii=False) for row in agreed)
    asked.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = (("first", first.values()), ("second", second.values()), ("both", agreed))
    for name, rows in told:
        print(f"{name:8}{sum(map(_required, rows))} tuples required of {len(first)} articles")


def agree(first: _Row, second: _Row) -> _Row:
    """Join two annotations of one article.

    >>> one = {"places": ["a"], "kind": "control", "side": "russian", "optional": False}
    >>> other = {**one, "kind": "present"}
    >>> both = agree({"statements": [one, other], "quantities": []},
    ...              {"statements": [one], "quantities": []})
    >>> [(each["kind"], each["optional"]) for each in both["statements"]]
    [('control', False), ('present', True)]
    """
    return first | {
        "statements": _join(first["statements"], second["statements"], _same_statement),
        "quantities": _join(first["quantities"], second["quantities"], _same_quantity),
    }


def _join(
    first: Sequence[_Row], second: Sequence[_Row], same: Callable[[_Row, _Row], bool]
) -> list[_Row]:
    joined: list[_Row] = []
    for row in [*first, *second]:
        mine = [each for each in first if same(row, each)]
        theirs = [each for each in second if same(row, each)]
        optional = not (_is_required(mine) and _is_required(theirs))
        # Who could not decide between namesakes leaves it to the other: one tuple, one spelling.
        places = {"places": mine[0]["places"]} if mine and "places" in row else {}
        if (made := row | places | {"optional": optional}) not in joined:
            joined.append(made)
    return joined


def _same_statement(one: _Row, other: _Row) -> bool:
    alike = (one["kind"], one["side"]) == (other["kind"], other["side"])
    return alike and not set(one["places"]).isdisjoint(other["places"])


def _same_quantity(one: _Row, other: _Row) -> bool:
    alike = (one["measure"], one["side"]) == (other["measure"], other["side"])
    largest = max(one["value"], other["value"])
    return alike and abs(one["value"] - other["value"]) <= TOLERANCE * largest


def _is_required(rows: Iterable[_Row]) -> bool:
    return any(not row["optional"] for row in rows)


def _required(article: _Row) -> int:
    rows = (each for each in article["statements"] if not each["optional"])
    return len({(*each["places"], each["kind"], each["side"]) for each in rows})


def _read(path: Path) -> dict[str, _Row]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["sha256"]: row for row in rows}


if __name__ == "__main__":
    main()
