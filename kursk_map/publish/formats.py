"""The formats in which a snapshot, a range of days or the season leaves the house.

The registry (``formats.toml``) is the one list that commands, page and tests go
by. Importing it costs nothing; the writers are in `kursk_map.publish.rendering`.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kursk_map.errors import FormatError
from kursk_map.model import History, Snapshot
from kursk_map.settings import CAMPAIGN_END

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMATS", "Format", "Subject", "describe_subject", "find_format", "name_file"]

#: What can be written: a day, or a range of days up to the whole season.
Subject = Snapshot | History


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format: how it is called and what it is for.

    ``part`` is what a file holds when it does not hold everything. ``on_request``
    marks a format that is worse than the others and not offered unasked.
    """

    name: str
    suffix: str
    media_type: str
    purpose: str
    part: str = ""
    is_text: bool = False
    on_request: bool = False


def find_format(name: str) -> Format:
    """Return the format of a name, or raise `FormatError`."""
    if name not in FORMATS:
        raise FormatError(name, FORMATS)
    return FORMATS[name]


def name_file(subject: Subject, format_name: str) -> str:
    """Return a file name that says what is inside.

    Such as ``kursk-2024-09-01-independent.geojson`` for a day and
    ``kursk-2024-08-06--2025-06-30-all.gpkg`` for the season. A day as it was
    known on an earlier one says so: ``kursk-2024-09-01-all-known-by-2024-09-05.kml``.
    """
    chosen = find_format(format_name)
    part = f"-{chosen.part}" if chosen.part else ""
    return f"kursk-{_days(subject)}-{subject.view}{_known_by(subject)}{part}{chosen.suffix}"


def describe_subject(subject: Subject) -> str:
    """Return a title that says what a file shows, and by which data."""
    known = f"known by {subject.known_by}" if subject.known_by else "each day as known then"
    return (
        f"Kursk incursion claims map: {_days(subject)}, view {subject.view}, {known}, "
        f"data version {subject.data_version}"
    )


def _days(subject: Subject) -> str:
    if isinstance(subject, Snapshot):
        return f"{subject.valid_on}"
    first, stop = subject.surfaces[0].valid_from, subject.surfaces[-1].valid_to
    return f"{first}--{stop - dt.timedelta(days=1)}"


def _known_by(subject: Subject) -> str:
    """Name the day of knowledge where it is earlier than the end of the campaign."""
    if subject.known_by is None:
        return "-evenings"
    return f"-known-by-{subject.known_by}" if subject.known_by <= CAMPAIGN_END else ""


def _read_formats() -> dict[str, Format]:
    with Path(__file__).with_name("formats.toml").open("rb") as file:
        return {name: Format(name=name, **row) for name, row in tomllib.load(file).items()}


FORMATS: Final[Mapping[str, Format]] = _read_formats()
