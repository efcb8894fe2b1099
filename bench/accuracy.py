"""Write docs/accuracy.md from the recorded first runs.

    python -m bench.accuracy

The figures are those of ``bench/unseen/results.toml`` and of ``bench/land``;
nothing is computed here, so that the page can never be better than its runs.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bench.land_page import sections

BENCH = Path(__file__).parent
PAGE = BENCH.parent / "docs" / "accuracy.md"

HEAD = """# How often is the reading right?

This page is generated (`python -m bench.accuracy`) from runs that were recorded once and never changed.

## First runs on articles that nobody had seen

Each round: openings of published articles on the campaign, collected by one person and annotated by hand *before* the program saw them; then one run, whose figures stand here; only then were the errors read and mended. The texts belong to their publishers and are not kept here: `bench/unseen/*.jsonl` names each article by link and hash, with its annotation, so that anyone who has the texts can repeat the run (`bench/README.md`). A tuple is (settlement, side, kind); in brackets the 95 % interval, by bootstrap over articles.

| round | languages | articles | tuples | precision | recall | F1 | claimant right | true day in the interval | exact place of mentions | false places in names |
|---|---|---|---|---|---|---|---|---|---|---|
"""

TAIL = """
## What these figures do not say

- The aims that we set ourselves (precision 0.90, recall 0.85, claimant 0.92 on articles that nobody had seen) are **not met**. Russian ministry reports read best; assessments full of reported speech read worst.
- One person annotated. How far two careful readers would agree is not known.
- The articles are openings from one search index, not a random sample of the press.
- Rounds are small: look at the intervals before comparing two of them. Languages beside English, Russian and Ukrainian have a handful of tuples each.
- The map is drawn from digests in our own words (`seeds/`), on which the same program does better, and which it was developed on: `python -m bench.reading_digests` measures that where the chronicle lies beside the project, and it is no held-out figure.

## Where it errs

Sentences made up after the errors of the rounds:

| sentence | what goes wrong |
|---|---|
| "The information that A was captured is not true, the spokesman said." | read as the capture it denies, when the denial comes late |
| "They took 20 square kilometres, with the villages of A, B and C." | the list behind an area is not always governed by the verb |
| "ISW, citing footage, assessed ... A source in the brigade had said before ..." | the claimant of a sentence before |
| "X, which Ukrainian troops had taken in August, was retaken." | in some languages only the retaking is read |
| "aurait repris", "avrebbero preso" | the reporting conditional is read as asserted |
"""


def main() -> None:
    """Write the page."""
    runs = _read("results.toml")["run"]
    PAGE.write_text(HEAD + "".join(map(_row, runs)) + TAIL + sections(), encoding="utf-8")


def _row(run: dict[str, Any]) -> str:
    tuples, false = run["tuples"], run["false_places"]
    cells = (
        run["round"],
        ", ".join(run["languages"]),
        run["articles"],
        tuples["gold"],
        *(_share(tuples[name]) for name in ("precision", "recall", "f1")),
        _share(run["claimant_party"]["right"]),
        _share(run["date_contains_day"]["right"]),
        _share(run["mention_exact_place"]["right"]),
        f"{false['false']} of {false['names']}",
    )
    return f"| {' | '.join(map(str, cells))} |\n"


def _share(found: list[float]) -> str:
    value, low, high = found
    return f"{value:.2f} [{low:.2f}–{high:.2f}]"


def _read(name: str) -> dict[str, Any]:
    with (BENCH / "unseen" / name).open("rb") as stream:
        return tomllib.load(stream)


if __name__ == "__main__":
    main()
