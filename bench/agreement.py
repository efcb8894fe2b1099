"""How well the map agrees with the reference, whole and without each class of claimants.

    python -m bench.agreement [--output bench/land/agreement.toml]

Needs ``../shared``. The whole maps are scored on every day as
``../shared/bench/agreement.py`` does. The maps without a class are scored on
the drawing grid, on every second day; the whole map is scored that way too,
so that like is compared with like.

"Without expert statements" leaves out every statement whose claimant is
``isw``, ``deepstate`` or ``analyst`` (their names are printed); their figures
of area stay. "Without expert words" leaves out their figures as well.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from bench.reference import WINDOWS, ReferenceGrid, Score, mean_score, score_history
from gazetteer.border import load_soil
from kursk_map import pipeline
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import HEARD_BY, Chronicle
from kursk_map.model import Claimant, Side, View
from kursk_map.terrain.land import Land

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bench.reference import Window
    from kursk_map.terrain.ground import Ground

RESULTS = Path(__file__).parent / "land" / "agreement.toml"
EXPERTS = frozenset({Claimant.ISW, Claimant.DEEPSTATE, Claimant.ANALYST})
VIEWS = (View.ALL, View.INDEPENDENT)
EVERY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A map without the statements of some claimants, and perhaps without their figures."""

    name: str
    statements: frozenset[Claimant] = frozenset()
    quantities: frozenset[Claimant] = frozenset()

    def left(self, chronicle: Chronicle) -> Chronicle:
        """Return what is left of a chronicle."""
        return Chronicle(
            [each for each in chronicle.statements if each.claimant not in self.statements],
            [each for each in chronicle.quantities if each.claimant not in self.quantities],
        )


VARIANTS = (
    Variant(name="whole"),
    Variant(name="without expert statements", statements=EXPERTS),
    Variant(name="without expert words", statements=EXPERTS, quantities=EXPERTS),
    *(
        Variant(name=f"without {each}", statements=frozenset({each}), quantities=frozenset({each}))
        for each in Claimant
    ),
)


class Grids:
    """The reference on the grid, both soils, made once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.of = {soil: ReferenceGrid(ground, soil) for soil in Side}

    def score(self, land: Land, window: Window) -> Score:
        """Return how well a land agrees over a window, on every second day."""
        return mean_score(self._daily(land, window))

    def _daily(self, land: Land, window: Window) -> Iterator[tuple[dt.date, float, float, float]]:
        grid, field = self.of[window.soil], land.fields[window.soil]
        for day in window.days[::EVERY]:
            known = grid.on(day)
            if known is None:
                continue
            drawn = field.draw(land.cuts_on(day)[window.soil])
            held = ((drawn.away > 0) & (drawn.fought <= 0)).ravel() & grid.inside
            clear = held & ~known[1]
            km2 = self.ground.cell_km2 * (np.count_nonzero(held) - np.count_nonzero(known[0]))
            yield day, _iou(held, known[0]), _iou(clear, known[0]), abs(float(km2))


def _iou(one: np.ndarray, other: np.ndarray) -> float:
    return np.count_nonzero(one & other) / max(np.count_nonzero(one | other), 1)


def main() -> None:
    """Print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    lines = [
        "# Written by `python -m bench.agreement`; figures only, nothing of the reference's shapes."
    ]
    with threadpool_limits(1):
        lines += [f'version = "{pipeline.data_version()}"', *_experts()]
        for view in VIEWS:
            history = pipeline.history(view)
            for window in WINDOWS:
                lines += _row("exact", view, "whole", window, score_history(history, window))
        lines += [line for view in VIEWS for line in _without(view)]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _without(view: View) -> Iterator[str]:
    chronicle = pipeline._chronicle()  # noqa: SLF001 - the bench stands behind the house
    places, soil = pipeline.theatre_places(), load_soil()
    grids: Grids | None = None
    for variant in VARIANTS:
        if variant.statements and not variant.statements & HEARD_BY[view]:
            continue
        left = variant.left(chronicle)
        joined = reconcile(left, view=view, known_by=None, places=places)
        heard = left.heard_by(view).quantities
        land = Land(joined, heard, places, soil, ground=grids.ground if grids else None)
        grids = grids or Grids(land.ground)
        for window in WINDOWS:
            yield from _row("grid", view, variant.name, window, grids.score(land, window))


def _row(kind: str, view: View, variant: str, window: Window, score: Score) -> list[str]:
    print(f"{kind:6}{view:13}{variant:28}{window.name:10}{score.iou:.3f} {score.without_grey:.3f}"
          f" {score.area_error_km2:.0f} km²")  # fmt: skip
    return [
        "",
        f"[[{kind}]]",
        f'view = "{view}"',
        f'variant = "{variant}"',
        f'window = "{window.name}"',
        f"iou = {score.iou:.3f}",
        f"without_grey = {score.without_grey:.3f}",
        f"area_error_km2 = {score.area_error_km2:.1f}",
        f"days = {score.days}",
    ]


def _experts() -> list[str]:
    """Return the names behind the expert claimants, with how many statements each made."""
    said = Counter(
        f"{each.claimant}: {each.claimant_name}"
        for each in pipeline.load_sources().extraction.statements
        if each.claimant in EXPERTS
    )
    print(
        "expert claimants:", ", ".join(f"{name} ({count})" for name, count in sorted(said.items()))
    )
    return ["", "[experts]", *(f'"{name}" = {count}' for name, count in sorted(said.items()))]


if __name__ == "__main__":
    main()
