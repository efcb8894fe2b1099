"""Choose parameters on one part of the days, measure on the other, both ways.

    python -m bench.crossfit [--output bench/land/crossfit.toml]

Needs ``../shared`` (the reference map). Every parameter of ``crossfit.toml``
is chosen anew, from a start that no score was ever asked for, by the mean IoU of the
view ``all`` on every third day of one part; the other part is then measured on
every day as ``../shared/bench/agreement.py`` does. Two ways of parting the main window:
alternating blocks of four weeks, and first against second half; days near the
other part are left out of the choice. The other windows have no part in any choice.

What this cannot undo: that the model itself was thought out by people who knew how
its forerunners scored on the same reference.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from bench.reference import WINDOWS, ReferenceGrid, daily_scores, mean_score, score_history
from gazetteer.border import load_soil
from kursk_map import pipeline
from kursk_map.chronicle import weights as weights_table
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.model import History, Side, View
from kursk_map.terrain import parameters as parameters_table
from kursk_map.terrain.history import draw_surfaces
from kursk_map.terrain.land import Land

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bench.reference import Score
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.terrain.ground import Ground

RESULTS = Path(__file__).parent / "land" / "crossfit.toml"
TABLE = Path(__file__).with_name("crossfit.toml")
MAIN = WINDOWS[0]

#: Days of the main window on which a choice is scored, and how the window is parted.
EVERY = 3
BLOCK_DAYS, BLOCK_GAP = 28, 5
HALF_GAP = 14

#: Passes over all parameters; a value must be better by this much to be taken.
PASSES = 2
GAIN = 5e-4

Choice = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Two parts of the main window; ``near`` are days too near the other part to choose by."""

    name: str
    parts: tuple[frozenset[dt.date], frozenset[dt.date]]
    near: frozenset[dt.date]


def part_by(name: str, length: int, gap: int) -> Split:
    """Part the main window into alternating blocks of a length."""
    days = MAIN.days
    parts: tuple[list[dt.date], list[dt.date]] = ([], [])
    for number, day in enumerate(days):
        parts[number // length % 2].append(day)
    side = {day: number // length % 2 for number, day in enumerate(days)}
    shift = range(-gap, gap + 1)
    near = {
        day
        for day in days
        if any(side.get(day + dt.timedelta(days=each), side[day]) != side[day] for each in shift)
    }
    return Split(name=name, parts=(frozenset(parts[0]), frozenset(parts[1])), near=frozenset(near))


SPLITS = (
    part_by("alternating blocks of four weeks", BLOCK_DAYS, BLOCK_GAP),
    part_by("first and second half", (len(MAIN.days) + 1) // 2, HALF_GAP),
)


class Model:
    """The map with other parameters than its own."""

    def __init__(self) -> None:
        self.rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["parameter"]
        self.chronicle = pipeline._chronicle()  # noqa: SLF001 - the bench stands behind the house
        self.places, self.soil = pipeline.theatre_places(), load_soil()
        self.known_by = pipeline.load_sources().last_report_on
        self._ground: Ground | None = None
        self._scores: dict[Choice, dict[dt.date, float]] = {}
        self._grid: ReferenceGrid | None = None

    @property
    def start(self) -> Choice:
        """The first value of every parameter."""
        return tuple(row["values"][0] for row in self.rows)

    def land(self, choice: Choice | None, view: View = View.ALL) -> tuple[Reconciliation, Land]:
        """Return the land by a choice of parameters; without one, the map as it is."""
        tables = {"reconcile": _read(weights_table.TABLE), "terrain": _read(parameters_table.TABLE)}
        for row, value in zip(self.rows, choice or (), strict=choice is not None):
            _put(tables[row["table"]], row["name"], value)
        weights = weights_table.parse_weights(tables["reconcile"])
        joined = reconcile(
            self.chronicle, view=view, known_by=self.known_by, places=self.places, weights=weights
        )
        land = Land(
            joined,
            self.chronicle.heard_by(view, self.known_by).quantities,
            self.places,
            self.soil,
            parameters=parameters_table.parse_parameters(tables["terrain"]),
            weights=weights,
            ground=self._ground,
        )
        self._ground = land.ground
        return joined, land

    def history(self, choice: Choice | None, view: View = View.ALL) -> History:
        """Draw the surfaces of a whole season."""
        joined, land = self.land(choice, view)
        return History(
            view=view,
            known_by=joined.known_by,
            drawn_from=land.drawn_from,
            settlements=(),
            surfaces=tuple(draw_surfaces(land)),
            data_version="",
        )

    def quick(self, choice: Choice) -> Mapping[dt.date, float]:
        """Return the IoU on the grid on every third day of the main window."""
        if choice not in self._scores:
            _, land = self.land(choice)
            grid = self._grid = self._grid or ReferenceGrid(land.ground, Side.RUSSIAN)
            field = land.fields[Side.RUSSIAN]
            scores = {}
            for day in MAIN.days[::EVERY]:
                drawn = field.draw(land.cuts_on(day)[Side.RUSSIAN])
                held = ((drawn.away > 0) & (drawn.fought <= 0)).ravel() & grid.inside
                known = grid.on(day)
                if known is not None:
                    union = np.count_nonzero(held | known[0])
                    scores[day] = np.count_nonzero(held & known[0]) / max(union, 1)
            self._scores[choice] = scores
        return self._scores[choice]

    def choose(self, days: Iterable[dt.date]) -> Choice:
        """Return the choice that scores best on some days, one parameter after the other."""
        wanted = frozenset(days)

        def score(choice: Choice) -> float:
            return float(np.mean([iou for day, iou in self.quick(choice).items() if day in wanted]))

        best = self.start
        for _ in range(PASSES):
            before = best
            for place, row in enumerate(self.rows):
                others = [(*best[:place], value, *best[place + 1 :]) for value in row["values"]]
                leader = max(others, key=score)
                if score(leader) > score(best) + GAIN:
                    best = leader
            if best == before:
                break
        return best


@cache
def _read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(_read_text(path))


def _put(table: dict[str, Any], name: str, value: float) -> None:
    *sections, last = name.split(".")
    for section in sections:
        table = table[section]
    if last not in table:
        sys.exit(f"{TABLE.name}: there is no parameter {name}; take it out of the list")
    table[last] = value


def cross_fit(model: Model, split: Split) -> dict[str, Any]:
    """Choose on either part and measure on the other; the other windows with both choices."""
    choices = [model.choose(part - split.near) for part in split.parts]
    histories = [model.history(choice) for choice in choices]
    pooled, within = [], []
    for history, own, other in zip(histories, split.parts, reversed(split.parts), strict=True):
        for row in daily_scores(history, MAIN):
            if row[0] in other:
                pooled.append(row)
            if row[0] in own:
                within.append(row)
    found: dict[str, Any] = {
        "split": split.name,
        "main": _score(mean_score(pooled)),
        "main_within": _score(mean_score(within)),
    }
    independent = [model.history(choice, View.INDEPENDENT) for choice in choices]
    rows = [
        row
        for history, other in zip(independent, reversed(split.parts), strict=True)
        for row in daily_scores(history, MAIN)
        if row[0] in other
    ]
    found["main_independent"] = _score(mean_score(rows))
    for window in WINDOWS[1:]:
        scores = [score_history(history, window) for history in histories]
        found[window.name] = [_score(score) for score in scores]
    names = [row["name"] for row in model.rows]
    found["chosen"] = [dict(zip(names, choice, strict=True)) for choice in choices]
    return found


def _score(score: Score) -> dict[str, float]:
    return {
        "iou": round(score.iou, 3),
        "without_grey": round(score.without_grey, 3),
        "area_error_km2": round(score.area_error_km2, 1),
    }


def main() -> None:
    """Print and write the cross-fitted figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    with threadpool_limits(1):
        model = Model()
        results = {
            "version": pipeline.data_version(),
            "as_built": {w.name: _score(score_history(model.history(None), w)) for w in WINDOWS},
            "start": _score(score_history(model.history(model.start), MAIN)),
            "split": [cross_fit(model, split) for split in SPLITS],
        }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(_toml(results), encoding="utf-8")
    print(options.output.read_text(encoding="utf-8"))


def _toml(results: Mapping[str, Any]) -> str:
    lines = [
        "# Written by `python -m bench.crossfit`; figures only, nothing of the reference's shapes.",
        f'version = "{results["version"]}"',
        f"start = {_inline(results['start'])}",
        "",
        "[as_built]",
        *(f"{name} = {_inline(score)}" for name, score in results["as_built"].items()),
    ]
    for split in results["split"]:
        lines += ["", "[[split]]"]
        lines += [f"{name} = {_value(value)}" for name, value in split.items()]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(each) for each in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _inline(row: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f'"{name}" = {_value(value)}' for name, value in row.items()) + " }"


if __name__ == "__main__":
    main()
