"""Who said they held what, when, and how do we know: claims of control in Kursk, on a map.

For notebooks::

    import kursk_map

    kursk_map.snapshot("2024-09-01").explore(column="control")
    kursk_map.season(view="independent")
    kursk_map.statements()

Everything comes as a (Geo)DataFrame in EPSG:4326. The first call reads the
articles and draws the season, which is then kept; importing costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd
    import pandas as pd

    from kursk_map.model import View

__all__ = ["season", "snapshot", "statements"]


def snapshot(
    on: dt.date | str, *, known_by: dt.date | str | None = None, view: View | str = "all"
) -> gpd.GeoDataFrame:
    """Return everything at one moment: a row for each area, front line and settlement.

    ``feature`` says what a row is; the other columns are described in
    ``publish/dictionary.toml``. Land and line are dated with the day itself,
    settlements with the time in which their control was the same. `plot` one
    kind of feature at a time: GeoPandas cannot colour land and points by one
    column at once (`explore` can).

    Parameters
    ----------
    on
        The day to show, a date or ``YYYY-MM-DD``.
    known_by
        Hear only what had been reported by this day; ``None`` hears everything.
    view
        Whose map: ``all``, ``ukraine``, ``russia`` or ``independent``.

    Raises
    ------
    DateError
        A day is not a date, or outside the campaign.
    NoMapError
        The view has too little to draw a line on that day.
    """
    from kursk_map import pipeline
    from kursk_map.publish.frames import frame_snapshot
    from kursk_map.publish.geoparquet import stack_layers

    taken = pipeline.snapshot(_day("on", on), _optional_day("known_by", known_by), _view(view))
    return stack_layers(frame_snapshot(taken, pipeline.load_sources().documents))


def season(
    *,
    first: dt.date | str | None = None,
    last: dt.date | str | None = None,
    known_by: dt.date | str | None = None,
    view: View | str = "all",
) -> gpd.GeoDataFrame:
    """Return the campaign, or the days from ``first`` to ``last``, with the columns of `snapshot`.

    Each row was so from ``valid_from`` until (excluding) ``valid_to``.

    Raises
    ------
    DateError
        A day is not a date, or outside the campaign.
    NoMapError
        The view has no line on any of the days.
    """
    from kursk_map import pipeline
    from kursk_map.publish.frames import frame_history
    from kursk_map.publish.geoparquet import stack_layers
    from kursk_map.publish.ranges import select_days

    drawn = pipeline.history(_view(view), _optional_day("known_by", known_by))
    chosen = select_days(drawn, _optional_day("first", first), _optional_day("last", last))
    return stack_layers(frame_history(chosen, pipeline.evidence()))


def statements() -> pd.DataFrame:
    """Return every statement, oldest report first: who said what of which place, and where."""
    from kursk_map import pipeline
    from kursk_map.publish.frames import frame_statements
    from kursk_map.publish.tables import statement_rows

    sources = pipeline.load_sources()
    return frame_statements(statement_rows(sources.statements.values(), sources.documents))


def _view(view: View | str) -> View:
    from kursk_map.errors import KurskMapError
    from kursk_map.model import View

    try:
        return View(view)
    except ValueError:
        known = ", ".join(View)
        raise KurskMapError(f"view: {view!r} is no view. Choose one of {known}.") from None


def _optional_day(option: str, day: dt.date | str | None) -> dt.date | None:
    return None if day is None else _day(option, day)


def _day(option: str, day: dt.date | str) -> dt.date:
    import datetime as dt

    from kursk_map.errors import DateError

    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        raise DateError.unreadable(option, day) from None
