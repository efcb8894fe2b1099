"""What the commands take: kinds of arguments, and the options that several share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kursk_map.errors import DateError
from kursk_map.model import View
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

__all__ = [
    "Date",
    "Point",
    "file_option",
    "first_option",
    "folder_option",
    "format_option",
    "known_by_option",
    "last_option",
    "output_option",
    "view_option",
]


class Date(click.ParamType[dt.date]):
    """A day, written as YYYY-MM-DD; ``campaign`` asks for one of the campaign."""

    name = "date"

    def __init__(self, *, campaign: bool = False) -> None:
        self.campaign = campaign

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day, or raise `DateError`."""
        del ctx
        option = param.opts[0] if param else "date"
        day = value if isinstance(value, dt.date) else _read_date(option, value)
        if self.campaign and not CAMPAIGN_START <= day <= CAMPAIGN_END:
            raise DateError.outside(option, day, CAMPAIGN_START, CAMPAIGN_END)
        return day


class Point(click.ParamType[tuple[float, float]]):
    """A point in degrees, written as LON,LAT."""

    name = "lon,lat"

    def convert(
        self,
        value: str | tuple[float, float],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, float]:
        """Return (longitude, latitude), or fail."""
        if isinstance(value, tuple):
            return value
        try:
            longitude, latitude = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not a point; write LON,LAT, such as 35.27,51.19.", param, ctx)
        return longitude, latitude


view_option = click.option(
    "--view",
    type=click.Choice([view.value for view in View]),
    default="all",
    show_default=True,
    help="Whose map.",
)
known_by_option = click.option(
    "--known-by", type=Date(), help="Only what had been reported by this day (YYYY-MM-DD)."
)
format_option = click.option(
    "--format", "format_name", default="geojson", show_default=True, help="File format."
)
output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="File or folder; else standard output."
)
folder_option = click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder to write; it is made if missing.",
)
file_option = click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write; its ending says in which format.",
)
first_option = click.option(
    "--from", "first", type=Date(campaign=True), default=CAMPAIGN_START, help="First day."
)
last_option = click.option(
    "--to", "last", type=Date(campaign=True), default=CAMPAIGN_END, help="Last day."
)


def _read_date(option: str, found: str) -> dt.date:
    try:
        return dt.datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise DateError.unreadable(option, found) from None
