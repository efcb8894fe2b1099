"""Tell whether chances mean what they say, and whether the 80 % band holds 80 % of the line.

    python -m bench.calibration [--output bench/land/calibration.toml]

Needs ``../shared``. Over every third day of the main window, on the drawing grid:

- of the points to which the map gives a chance that the other side's reach
  covers them, how many does the reference show as held or grey;
- of the days on which a settlement that somebody spoke of has a chance of
  Ukrainian control, how many does the reference show as held;
- how much of the reference's lines (around held land, and around held and
  grey land) lies inside bands of several nominal chances.

Last, what would be needed for the band to hold 80 % of the line around held land: the
factor on ``spread_km``, for two values of ``outside_km``, on either half of the window.

The expected calibration error is the mean distance between chance and share,
weighed by the number of points. Only binned counts are written.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import ndimage
from scipy.special import ndtri
from threadpoolctl import threadpool_limits

from bench.reference import WINDOWS, ReferenceGrid
from gazetteer.border import load_soil
from kursk_map import pipeline
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.model import Side, View
from kursk_map.settings import CAMPAIGN_START
from kursk_map.terrain.band import away_chance
from kursk_map.terrain.land import Land

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kursk_map.chronicle.reconcile import Reconciliation

RESULTS = Path(__file__).parent / "land" / "calibration.toml"
EVERY = 3
BINS = np.linspace(0, 1, 11)
NOMINAL = (0.5, 0.8, 0.9, 0.95)

#: Points whose chance is nearer to 0 or 1 than this are sure, and so many that they hide the rest.
SURE = 0.01

Counts = tuple[np.ndarray, np.ndarray]


class Tally:
    """Chances and outcomes, gathered in bins."""

    def __init__(self) -> None:
        self.number = np.zeros(len(BINS) - 1)
        self.chances = np.zeros(len(BINS) - 1)
        self.happened = np.zeros(len(BINS) - 1)

    def add(self, chances: np.ndarray, happened: np.ndarray) -> None:
        """Add some chances, and whether it was so."""
        place = np.clip(np.digitize(chances, BINS) - 1, 0, len(BINS) - 2)
        length = len(BINS) - 1
        self.number += np.bincount(place, minlength=length)
        self.chances += np.bincount(place, weights=chances, minlength=length)
        self.happened += np.bincount(place, weights=happened.astype(float), minlength=length)

    @property
    def rows(self) -> list[dict[str, float]]:
        """Return number, mean chance and share of each bin that has any."""
        return [
            {
                "number": int(number),
                "chance": round(float(chance / number), 3),
                "share": round(float(share / number), 3),
            }
            for number, chance, share in zip(self.number, self.chances, self.happened, strict=True)
            if number
        ]

    @property
    def error(self) -> float:
        """The expected calibration error."""
        return round(float(np.abs(self.chances - self.happened).sum() / self.number.sum()), 3)


def measure(view: View) -> dict[str, Any]:
    """Return all tallies of a view."""
    chronicle, places = pipeline._chronicle(), pipeline.theatre_places()  # noqa: SLF001
    joined = reconcile(chronicle, view=view, known_by=None, places=places)
    land = Land(joined, chronicle.heard_by(view).quantities, places, load_soil())
    side = Side.RUSSIAN
    grid, field = ReferenceGrid(land.ground, side), land.fields[side]
    reach, held_only, spoken = Tally(), Tally(), Tally()
    covered: dict[str, list[tuple[float, float]]] = {"held": [], "held_or_grey": []}
    edges: list[tuple[np.ndarray, np.ndarray]] = []
    rows, columns, own = _cells(land, joined)
    for day in WINDOWS[0].days[::EVERY]:
        known = grid.on(day)
        if known is None:
            continue
        drawn = field.draw(land.cuts_on(day)[side])
        held, grey = known
        chance = away_chance(drawn, land.parameters).ravel()
        asked = grid.inside & (chance > SURE) & (chance < 1 - SURE)
        reach.add(chance[asked], (held | grey)[asked])
        held_only.add(chance[asked], held[asked])
        at = rows * land.ground.shape[1] + columns
        seen = grid.inside[at]
        number = (day - CAMPAIGN_START).days
        spoken.add(joined.chances[number, own, 2][seen], held[at][seen])
        off = (np.abs(drawn.away + land.parameters.outside_km) / drawn.spread).ravel()
        for name, shown in (("held", held), ("held_or_grey", held | grey)):
            line = _line(shown, land.ground.shape, grid.inside)
            if name == "held":
                edges.append((drawn.away.ravel()[line], drawn.spread.ravel()[line]))
            covered[name] += [
                (nominal, float(off[each] <= ndtri((1 + nominal) / 2)))
                for each in line
                for nominal in NOMINAL
            ]
    return {
        "reach_against_held_or_grey": reach,
        "reach_against_held": held_only,
        "settlements_against_held": spoken,
        "coverage": {name: _shares(found) for name, found in covered.items()},
        "needed": _needed(edges, land.parameters.outside_km),
    }


def _cells(land: Land, joined: Reconciliation) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the grid row and column nearest to each place spoken of on Russian soil."""
    own = np.array([number for number, soil in enumerate(joined.soil) if soil is Side.RUSSIAN])
    stations = land.fields[Side.RUSSIAN].stations
    points = stations.points[: len(stations.spoken)]
    origin = np.array([land.ground.east[0], land.ground.north[0]])
    columns, rows = np.rint((points - origin) / land.ground.step).astype(int).T
    return rows, columns, own


def _line(shown: np.ndarray, shape: tuple[int, int], inside: np.ndarray) -> np.ndarray:
    """Return the points along the edge of land shown, but not along the state border."""
    land, soil = shown.reshape(shape), inside.reshape(shape)
    edge = land & ndimage.binary_dilation(soil & ~land)
    return np.flatnonzero(edge.ravel())


def _shares(found: Iterable[tuple[float, float]]) -> dict[float, float]:
    by_nominal: dict[float, list[float]] = {nominal: [] for nominal in NOMINAL}
    for nominal, within in found:
        by_nominal[nominal].append(within)
    return {nominal: round(float(np.mean(each)), 3) for nominal, each in by_nominal.items()}


def _needed(
    edges: list[tuple[np.ndarray, np.ndarray]], outside_km: float
) -> dict[str, list[float]]:
    """Return, by ``outside_km``, the factor on the spread for 80 %: whole, first, second half."""
    middle, width = len(edges) // 2, ndtri(0.9)
    found = {}
    for outside in sorted({0.0, outside_km}):
        factors = []
        for half in (edges, edges[:middle], edges[middle:]):
            away = np.concatenate([each for each, _ in half])
            spread = np.concatenate([each for _, each in half])
            off = np.quantile(np.abs(away + outside) / spread, 0.8)
            factors.append(round(float(off / width), 2))
        found[f"{outside:g}"] = factors
    return found


def main() -> None:
    """Print and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    with threadpool_limits(1):
        found = {view: measure(view) for view in (View.ALL, View.INDEPENDENT)}
        version = pipeline.data_version()
    lines = [
        "# Written by `python -m bench.calibration`; binned counts only.",
        f'version = "{version}"',
    ]
    for view, tallies in found.items():
        lines += _rows(view, tallies)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _rows(view: View, tallies: Mapping[str, Any]) -> list[str]:
    lines = []
    for name, tally in tallies.items():
        if name == "needed":
            lines += ["", f"[{view}.needed]"]
            lines += [f'"{outside}" = {factors}' for outside, factors in tally.items()]
            continue
        if name == "coverage":
            for edge, shares in tally.items():
                lines += ["", f"[{view}.coverage.{edge}]"]
                lines += [f'"{nominal}" = {share}' for nominal, share in shares.items()]
            continue
        lines += ["", f"[{view}.{name}]", f"error = {tally.error}", "bins = ["]
        lines += [
            f"  {{ number = {row['number']}, chance = {row['chance']}, share = {row['share']} }},"
            for row in tally.rows
        ]
        lines += ["]"]
    return lines


if __name__ == "__main__":
    main()
