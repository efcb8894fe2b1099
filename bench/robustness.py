"""How near robustness comes to drawing the whole map again without a source.

    python -m bench.robustness

For three days, the largest losses by article, publisher and claimant are drawn again
from nothing: statements reconciled, figures fitted, land cut and shaped. Printed are
both and, over all, the mean and largest error of the land that changes (lost and gained, km²).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from gazetteer.border import load_soil
from kursk_map import pipeline
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.model import Side, View
from kursk_map.terrain.land import Land
from kursk_map.terrain.robustness import measure_robustness

if TYPE_CHECKING:
    from collections.abc import Callable

    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Quantity, Statement
    from kursk_map.terrain.ground import Ground

DAYS = tuple(map(dt.date.fromisoformat, ("2024-09-06", "2024-12-15", "2025-03-10")))
LARGEST = 8


class Anew:
    """Draws the map of a day from nothing but a chronicle."""

    def __init__(self) -> None:
        self.places, self.soil = pipeline.theatre_places(), load_soil()
        self._ground: Ground | None = None

    def land(self, chronicle: Chronicle) -> tuple[Reconciliation, Land]:
        """Return courses and land of a chronicle."""
        joined = reconcile(chronicle, view=View.ALL, known_by=None, places=self.places)
        land = Land(joined, chronicle.quantities, self.places, self.soil, ground=self._ground)
        self._ground = land.ground
        return joined, land

    def held(self, land: Land, day: dt.date) -> np.ndarray:
        """Return the grid points that either side holds of the other's soil."""
        cuts, away = land.cuts_on(day), []
        for side in Side:
            field = land.fields[side].draw(cuts[side])
            away.append((field.away > 0) & (field.fought <= 0) & land.ground.on_soil[side])
        return np.stack(away)


def main() -> None:
    """Print measured and redrawn losses."""
    chronicle = pipeline._chronicle()  # noqa: SLF001 - the bench stands behind the house
    publisher_of = {
        name: document.publisher for name, document in pipeline.load_sources().documents.items()
    }
    keys: dict[str, Callable[[Statement | Quantity], str]] = {
        "documents": lambda said: said.provenance.document_id,
        "publishers": lambda said: publisher_of[said.provenance.document_id],
        "claimants": lambda said: said.claimant.value,
    }
    errors: dict[str, list[float]] = {name: [] for name in keys}
    anew = Anew()
    with threadpool_limits(1):
        joined, land = anew.land(chronicle)
        for day in DAYS:
            found = measure_robustness(
                joined,
                chronicle.quantities,
                anew.places,
                anew.soil,
                valid_on=day,
                publisher_of=publisher_of,
                land=land,
            )
            whole = anew.held(land, day)
            for name, key in keys.items():
                for loss in getattr(found, name)[:LARGEST]:
                    left = Chronicle(
                        [each for each in chronicle.statements if key(each) != loss.source],
                        [each for each in chronicle.quantities if key(each) != loss.source],
                    )
                    held = anew.held(anew.land(left)[1], day)
                    lost = np.count_nonzero(whole & ~held) * land.ground.cell_km2
                    gained = np.count_nonzero(held & ~whole) * land.ground.cell_km2
                    off = abs(loss.lost_km2 - lost) + abs(loss.gained_km2 - gained)
                    errors[name].append(off)
                    print(f"{day} {name:11}{loss.source[:30]:31}measured -{loss.lost_km2:.0f} "
                          f"+{loss.gained_km2:.0f}  redrawn -{lost:.0f} +{gained:.0f}")  # fmt: skip
    for name, each in errors.items():
        print(f"{name}: mean error {np.mean(each):.1f} km², median {np.median(each):.1f}, "
              f"largest {max(each):.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
