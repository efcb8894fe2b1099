"""Find cases and examples that repeat what somebody else wrote.

Usage::

    python -m bench.own_words TEXTS

``TEXTS`` is a folder of articles (plain text). Every case of ``tests/cases`` and every example
of a row is compared with them by runs of nine words; whoever shares three or more is named,
and should be said in words of our own.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES: Final = Path("tests/cases")
ROWS: Final = Path("kursk_map/reading/lexicon")
#: How long a run is, and how many of them are no chance: eleven words on end.
WORDS: Final = 9
RUNS: Final = 3


def main() -> None:
    """Name what is not said in our own words; exit with 1 where there is any."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("texts", type=Path)
    texts = options.parse_args().texts
    met = {run for path in texts.glob("*.txt") for run in runs_of(path.read_text("utf-8"))}
    if not met:
        raise SystemExit(
            f"{texts}: no text of {WORDS} words or more there; name a folder of *.txt."
        )
    found = [
        f"{path}: {text[:120]}"
        for path, text in own_sentences()
        if len(runs_of(text) & met) >= RUNS
    ]
    print("\n".join(found) or "everything is said in our own words")
    raise SystemExit(bool(found))


def own_sentences() -> Iterator[tuple[Path, str]]:
    """Yield every text that the tests and the rows bring along, with its file."""
    for path in sorted([*CASES.glob("*.toml"), *ROWS.glob("*/*.toml")]):
        for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path, text


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Return the runs of nine words of a text, without case and marks."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in {"match", "words"}:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


if __name__ == "__main__":
    main()
