"""One moment of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_map.errors import NoMapError
from kursk_map.model import Settlement, Snapshot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from gazetteer.place import Place
    from kursk_map.model import ControlInterval, History, Statement

__all__ = ["take_snapshot"]


def take_snapshot(
    history: History,
    valid_on: dt.date,
    statements: Mapping[str, Statement],
    places: Mapping[str, Place],
) -> Snapshot:
    """Return what a history shows on a day: land, line, settlements and their statements.

    Raises
    ------
    NoMapError
        The view has too little to draw a line on that day.
    """
    if history.drawn_from is None or valid_on < history.drawn_from:
        raise NoMapError(history.view, valid_on, history.drawn_from)
    surface = next(s for s in history.surfaces if s.valid_from <= valid_on < s.valid_to)
    intervals = [i for i in history.settlements if i.valid_from <= valid_on < i.valid_to]
    spoken = sorted({each for interval in intervals for each in interval.statement_ids})
    return Snapshot(
        valid_on=valid_on,
        known_by=history.known_by or valid_on,
        view=history.view,
        data_version=history.data_version,
        settlements=tuple(_settle(interval, places[interval.place_id]) for interval in intervals),
        areas=surface.areas,
        front_line=surface.front_line,
        band=surface.band,
        statements={statement_id: statements[statement_id] for statement_id in spoken},
    )


def _settle(interval: ControlInterval, place: Place) -> Settlement:
    return Settlement(
        place_id=place.place_id,
        name_en=place.name_en,
        name_ru=place.name_ru,
        name_uk=place.name_uk,
        longitude=place.longitude,
        latitude=place.latitude,
        population=place.population,
        interval=interval,
    )
