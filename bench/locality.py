"""How far from its village an article moves land, on the real chronicle.

    python -m bench.locality

For six days of the season, every article that speaks of a single place is left out, its
figures of area kept; printed are how many of them move the land more than 40 km
from that place, and by how much of the land there. Needs nothing but the project.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np
from threadpoolctl import threadpool_limits

from gazetteer.border import load_soil
from kursk_map import pipeline
from kursk_map.chronicle.plane import locate
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.model import Side, View
from kursk_map.terrain.land import Land
from kursk_map.terrain.soil_day import SoilDay

FAR_KM = 40.0
MUCH = 0.01
DAYS = tuple(
    dt.date.fromisoformat(day)
    for day in (
        "2024-08-15", "2024-09-06", "2024-10-15", "2024-12-15", "2025-02-15", "2025-03-12",
    )
)  # fmt: skip


def main() -> None:
    """Print, for each day, how many articles move far land and the largest share."""
    chronicle, places = pipeline._chronicle(), pipeline.theatre_places()  # noqa: SLF001
    with threadpool_limits(1):
        joined = reconcile(chronicle, view=View.ALL, known_by=None, places=places)
        land = Land(joined, chronicle.quantities, places, load_soil())
        spoken, said = defaultdict(set), defaultdict(set)
        for each in chronicle.statements:
            if each.place_id in joined.place_ids:
                spoken[each.provenance.document_id].add(each.place_id)
                said[each.provenance.document_id].add(each.statement_id)
        single = sorted(name for name, ids in spoken.items() if len(ids) == 1)
        for day in DAYS:
            soil = SoilDay(land, Side.RUSSIAN, joined, chronicle.quantities, places, valid_on=day)
            dropped = [(frozenset(said[name]), frozenset()) for name in single]
            held = soil._held_without(dropped)  # noqa: SLF001 - the land itself, not its area
            shares = []
            for name, without in zip(single, held, strict=True):
                (place_id,) = spoken[name]
                apart = land.ground.points - locate([places[place_id]])
                far = (np.linalg.norm(apart, axis=1) > FAR_KM).reshape(without.shape)
                there = np.count_nonzero(soil._held & far)  # noqa: SLF001
                changed = np.count_nonzero((soil._held ^ without) & far)  # noqa: SLF001
                if there and changed:
                    shares.append((changed / there, name))
            over = [each for each in shares if each[0] > MUCH]
            most = max(shares, default=(0.0, "none"))
            print(
                f"{day}: {len(single)} articles on one place; {len(shares)} move land more than "
                f"{FAR_KM:.0f} km away, {len(over)} more than {MUCH:.0%} of it; "
                f"most {most[0]:.1%} ({most[1]})"
            )


if __name__ == "__main__":
    main()
