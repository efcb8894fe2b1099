"""Write docs/accuracy.md from the recorded first runs.

    python -m bench.accuracy

The words are in ``bench/accuracy.md``; the figures are those of ``bench/unseen/results.toml``,
``bench/reading.toml`` and ``bench/land``. Beside sums over rounds nothing is computed here, so
that the page is never better than its runs.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from bench.land_page import sections
from bench.reading_page import reading_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

BENCH = Path(__file__).parent
PAGE = BENCH.parent / "docs" / "accuracy.md"

#: The first of the rounds that are summed up, and how few tuples are not told of.
FIRST_SUMMED = 12
FEWEST = 10


def main() -> None:
    """Write the page."""
    runs = _read("results.toml")["run"]
    words = Template((BENCH / "accuracy.md").read_text(encoding="utf-8").rstrip("\n"))
    text = words.substitute(
        rounds="".join(map(_row, runs)),
        pooled=_pooled(runs),
        readers=_readers(),
        **_confidence(),
        **_second_opinion(),
        texts=reading_sections(),
        land=sections(),
    )
    PAGE.write_text(text, encoding="utf-8")


def _pooled(runs: Sequence[dict[str, Any]]) -> str:
    """Sum the latest rounds: of what was expected and of what was read, by kind and language."""
    chosen = [run for run in runs if run["round"] >= FIRST_SUMMED]
    names = dict.fromkeys(
        name for run in chosen for name in run if name.startswith(("tuples", "kind_", "language_"))
    )
    lines = [
        f"| rounds {FIRST_SUMMED} to {chosen[-1]['round']} | expected | read | precision | recall |\n|---|---|---|---|---|\n"
    ]
    for name in sorted(names, key=lambda name: (name.partition("_")[0] != "tuples", name)):
        figures = [run[name] for run in chosen if name in run]
        gold, read = (sum(each[key] for each in figures) for key in ("gold", "read"))
        if gold < FEWEST:
            continue
        found = sum(_times(each["gold"], each["recall"][0]) for each in figures)
        right = sum(_times(each["read"], each["precision"][0]) for each in figures)
        title = name.removeprefix("kind_").replace("_", " ")
        shares = f"{right / read:.2f} | {found / gold:.2f}" if read else "– | 0.00"
        lines.append(f"| {title} | {gold} | {read} | {shares} |\n")
    return "".join(lines)


def _confidence() -> dict[str, str]:
    """Tell what was said of rounds left out and what came true, and what a threshold does."""
    told = _read("confidence.toml")
    bands = map(_band, told["band"])
    least = (
        f"| {each['confidence'] or 'everything'} | {each['tuples']} | {each['precision']:.2f}"
        f" | {each['recall']:.2f} |\n"
        for each in told["least"]
    )
    return {
        "bands": "".join(bands),
        "least": "".join(least),
        "area_under_curve": f"{told['area_under_curve']:.2f}",
    }


def _second_opinion() -> dict[str, str]:
    """Tell what rules, encoder and both read of each round, and what was said and came true."""
    names = {
        "rules": "rules alone",
        "joined": "with the second opinion",
        "surer": "of that, confidence 0.85 and more",
    }
    told = _read("second_opinion.toml")["run"]
    rows = (
        f"| {run['round']} | {title} | {run[name]['gold']} | {run[name]['read']} | "
        + " | ".join(_share(run[name][share]) for share in ("precision", "recall", "f1"))
        + " |\n"
        for run in told
        for name, title in names.items()
    )
    bands = (f"| {run['round']} {_band(each)}" for run in told for each in run["band"])
    return {"second_opinion": "".join(rows), "second_opinion_bands": "".join(bands)}


def _band(band: dict[str, float]) -> str:
    return (
        f"| {band['from']:.2f} to {band['to']:.2f} | {band['tuples']} | {band['said']:.2f}"
        f" | {band['right']:.2f} |\n"
    )


def _times(number: int, part: float) -> int:
    return round(number * part) if number else 0


def _readers() -> str:
    names = {"second_by_first": "second reader", "first_by_second": "first reader"}
    lines = []
    for name, readers in _read("readers.toml").items():
        for key, run in readers.items():
            shares = [run["tuples"][share] for share in ("precision", "recall", "f1")]
            shares += [run[share]["right"] for share in ("claimant_party", "date_contains_day")]
            told = f"{name.removeprefix('round')} | {names[key]}, by the other"
            lines.append(f"| {told} | {' | '.join(map(_share, shares))} |\n")
    return "".join(lines)


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
