"""How much land hangs on how little: the map of one day without each of its sources.

One article, publisher or claimant after the other is taken away: its word from
the evidence of its places and, through the pull, of their neighbours
(`chronicle.without`), and its figures from the course of the area. The change
is carried to the land by the kriging coefficients, which are linear in it, and
the land is shaped as for the map itself, on the grid, before contours are
drawn: a day takes about a second. docs/method.md says how near this comes to
drawing the whole map again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kursk_map.model import Side
from kursk_map.terrain.land import Land
from kursk_map.terrain.soil_day import SoilDay

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shapely import Polygon

    from gazetteer.place import Place
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Quantity, Statement, View

__all__ = ["Loss", "Robustness", "Source", "measure_robustness"]

#: So many statements are named; they are sought among more that weigh most by themselves.
MOST_STATEMENTS = 10
CANDIDATES = 40

#: Land is told in tenths of a km².
DECIMALS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is taken away at once: the ids of statements and of figures."""

    name: str
    statement_ids: frozenset[str]
    quantity_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What the map of a day would lose and gain in land held on the other's soil without a source.

    ``source`` is the id of a document or statement, or the name of a publisher
    or claimant; ``place_ids`` are the places that it speaks of. Areas in km².
    """

    source: str
    lost_km2: float
    gained_km2: float
    place_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """What the land that each side holds on the other's soil rests on, on one day.

    ``held_km2`` is that land; ``hanging_km2`` the part of it that the map loses
    when some single article is taken away. Losses come largest first; those
    without effect are left out.
    """

    view: View
    valid_on: dt.date
    known_by: dt.date | None
    held_km2: float
    hanging_km2: float
    documents: tuple[Loss, ...]
    publishers: tuple[Loss, ...]
    claimants: tuple[Loss, ...]
    statements: tuple[Loss, ...]


def measure_robustness(
    reconciliation: Reconciliation,
    quantities: Sequence[Quantity],
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
    *,
    valid_on: dt.date,
    publisher_of: Mapping[str, str],
    land: Land | None = None,
) -> Robustness:
    """Take away one source after the other and measure the land of a day.

    ``publisher_of`` gives the publisher of each document. Whoever asks for
    several days of one view makes its ``land`` once.
    """
    land = land or Land(reconciliation, quantities, places, soil)
    soils = [
        SoilDay(land, side, reconciliation, quantities, places, valid_on=valid_on) for side in Side
    ]
    said = _said(reconciliation)

    def sources(key: Callable[[Statement | Quantity], str]) -> list[Source]:
        return _grouped(said, quantities, key)

    documents, hanging = _drop_each(soils, sources(lambda one: one.provenance.document_id))
    publishers, _ = _drop_each(soils, sources(lambda one: publisher_of[one.provenance.document_id]))
    claimants, _ = _drop_each(soils, sources(lambda one: one.claimant.value))
    statements, _ = _drop_each(soils, _heaviest(soils, said))
    return Robustness(
        view=reconciliation.view,
        valid_on=valid_on,
        known_by=reconciliation.known_by,
        held_km2=round(sum(one.held_km2 for one in soils), DECIMALS),
        hanging_km2=round(hanging, DECIMALS),
        documents=documents,
        publishers=publishers,
        claimants=claimants,
        statements=statements[:MOST_STATEMENTS],
    )


def _heaviest(soils: Sequence[SoilDay], said: Iterable[str]) -> list[Source]:
    """Return the single statements among which those that carry most land are sought."""
    each = [
        Source(name=statement_id, statement_ids=frozenset({statement_id}))
        for statement_id in sorted(said)
    ]
    weights = [soil.weight_of([one.statement_ids for one in each]) for soil in soils]
    heavy = sorted(
        zip(map(sum, zip(*weights, strict=True)), each, strict=True), key=_heaviest_first
    )
    return [source for weight, source in heavy[:CANDIDATES] if weight > 0]


def _heaviest_first(weighed: tuple[float, Source]) -> tuple[float, str]:
    return -weighed[0], weighed[1].name


def _said(reconciliation: Reconciliation) -> dict[str, Statement]:
    """Return every statement that weighs anything, by id."""
    return {
        one.statement.statement_id: one.statement
        for of_place in reconciliation.evidence
        for one in of_place
        if one.strength > 0
    }


def _grouped(
    said: Mapping[str, Statement],
    quantities: Iterable[Quantity],
    key: Callable[[Statement | Quantity], str],
) -> list[Source]:
    statements, figures = defaultdict(set), defaultdict(set)
    for one in said.values():
        statements[key(one)].add(one.statement_id)
    for figure in quantities:
        figures[key(figure)].add(figure.statement_id)
    return [
        Source(
            name=name,
            statement_ids=frozenset(statements[name]),
            quantity_ids=frozenset(figures[name]),
        )
        for name in sorted({*statements, *figures})
    ]


def _drop_each(
    soils: Sequence[SoilDay], sources: Sequence[Source]
) -> tuple[tuple[Loss, ...], float]:
    """Return what goes with each source, largest first, and what goes with any single one."""
    dropped = [
        soil.without_each([(each.statement_ids, each.quantity_ids) for each in sources])
        for soil in soils
    ]
    losses = [
        Loss(
            source=source.name,
            lost_km2=round(sum(each.lost_km2 for each in on_soils), DECIMALS),
            gained_km2=round(sum(each.gained_km2 for each in on_soils), DECIMALS),
            place_ids=tuple(place_id for each in on_soils for place_id in each.place_ids),
        )
        for source, *on_soils in zip(sources, *(each for each, _ in dropped), strict=True)
    ]
    changed = [loss for loss in losses if loss.lost_km2 or loss.gained_km2]
    largest_first = sorted(
        changed, key=lambda loss: (-loss.lost_km2 - loss.gained_km2, loss.source)
    )
    return tuple(largest_first), sum(hanging for _, hanging in dropped)
