"""The whole season as a dataset that can be cited: `publish --output DIR`.

``DIR/<version>`` never changes, since the version is a hash of the data;
``DIR/latest`` is the newest version under a name that stays.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from kursk_map.errors import NoMapError, OutputError
from kursk_map.model import Snapshot
from kursk_map.publish import tables
from kursk_map.publish.datapackage import (
    Description,
    name_version,
    write_checksums,
    write_description,
)
from kursk_map.publish.formats import find_format
from kursk_map.publish.geojson import dump_geojson, snapshot_geojson, snapshot_member
from kursk_map.publish.palette import VIEW_TITLES
from kursk_map.publish.ranges import select_days
from kursk_map.publish.rendering import render
from kursk_map.publish.sheets import write_csv
from kursk_map.publish.stac import DAYS, write_catalogue
from kursk_map.publish.writing import folder_atomically
from kursk_map.settings import CAMPAIGN_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kursk_map.model import History, Quantity, SurfaceInterval
    from kursk_map.publish.stac import Day
    from kursk_map.publish.tables import Evidence, Row

__all__ = ["write_dataset"]

#: The formats in which each view's season is given.
SEASON_FORMATS: Final = ("geojson", "geoparquet")

LATEST: Final = "latest"

Files = dict[str, tuple[str, str]]


def write_dataset(
    histories: Iterable[History],
    evidence: Evidence,
    quantities: Sequence[Quantity],
    output: Path,
) -> Path:
    """Write the season of all views as a dataset, and return the folder of its version.

    The same inputs give the same bytes and the same version. Views that have no
    map are left out, and the README says so.

    Raises
    ------
    NoMapError
        No view has a map.
    OutputError
        The target cannot be written, or holds something else under ``latest``;
        nothing is left half-written.
    """
    seasons, missing = _select_seasons(histories)
    latest = output / LATEST
    if latest.is_dir() and any(latest.iterdir()) and not (latest / "datapackage.json").exists():
        raise OutputError(latest, "it holds something that is not our dataset")
    with folder_atomically(latest, replace=True) as draft:
        files = _write_files(draft, seasons, evidence, quantities)
        days = _write_days(draft, seasons)
        described = Description(
            version=name_version(draft),
            data_version=seasons[0].data_version,
            first=min(days),
            last=max(days),
            known_by=max(season.known_by or CAMPAIGN_END for season in seasons),
            files=files,
            missing=missing,
        )
        write_catalogue(draft, days, files, described.version)
        write_description(draft, described)
        write_checksums(draft)
        _keep_version(draft, output / described.version)
    return output / described.version


def _select_seasons(histories: Iterable[History]) -> tuple[list[History], list[str]]:
    """Return what each view has a map of, and a sentence for each view that has none."""
    seasons, faults = [], []
    for history in histories:
        try:
            seasons.append(select_days(history))
        except NoMapError as fault:
            faults.append(fault)
    if not seasons:
        raise faults[0]
    return seasons, [str(fault) for fault in faults]


def _write_files(
    folder: Path, seasons: Sequence[History], evidence: Evidence, quantities: Sequence[Quantity]
) -> Files:
    """Write the files of the whole season; return the title and media type of each."""
    files: Files = {}
    steps: list[tuple[str, str, str, Callable[[], bytes]]] = []
    for season in seasons:
        for name in SEASON_FORMATS:
            form, view = find_format(name), VIEW_TITLES[season.view]
            title = f"{view}: {form.purpose[0].lower()}{form.purpose[1:]}"
            make = _maker(season, evidence, name)
            steps.append((f"kursk-season-{season.view}{form.suffix}", title, form.media_type, make))
    for name, rows in _tables(seasons, evidence, quantities).items():
        title, columns = tables.DICTIONARY[name]["title"], tables.COLUMNS[name]
        csv = find_format("csv").media_type
        steps.append((f"{name}.csv", title, csv, _table_maker(columns, rows)))
    for name, title, media_type, make in tqdm(steps, "Season", unit="file", disable=None):
        (folder / name).write_bytes(make())
        files[name] = title, media_type
    return files


def _maker(season: History, evidence: Evidence, format_name: str) -> Callable[[], bytes]:
    return lambda: render(season, evidence, format_name)


def _table_maker(columns: Sequence[str], rows: Sequence[Row]) -> Callable[[], bytes]:
    return lambda: write_csv(columns, rows, for_spreadsheets=False)


def _tables(
    seasons: Sequence[History], evidence: Evidence, quantities: Sequence[Quantity]
) -> dict[str, list[Row]]:
    return {
        "settlements": [
            row for season in seasons for row in tables.history_settlements(season, evidence.places)
        ],
        "statements": tables.statement_rows(evidence.statements.values(), evidence.documents),
        "quantities": tables.quantity_rows(quantities, evidence.documents),
        "documents": tables.document_rows(evidence.documents.values()),
    }


def _write_days(folder: Path, seasons: Sequence[History]) -> Mapping[dt.date, Day]:
    """Write land and front line of each day and view; return what each day has."""
    days: dict[dt.date, Day] = {}
    (folder / DAYS).mkdir()
    pieces = [(season, surface) for season in seasons for surface in season.surfaces]
    for season, surface in tqdm(pieces, "Days", unit="surface", disable=None):
        collection = None
        for day in _days_of(surface):
            land = _land(season, surface, day)
            # The same land on another day differs in nothing but its head.
            collection = collection or snapshot_geojson(land, {})
            name = f"kursk-{day}-{season.view}.geojson"
            text = dump_geojson({**collection, "snapshot": snapshot_member(land)})
            (folder / DAYS / name).write_text(text, encoding="utf-8", newline="\n")
            days.setdefault(day, {})[season.view] = surface, name
    return dict(sorted(days.items()))


def _days_of(surface: SurfaceInterval) -> Iterable[dt.date]:
    length = (surface.valid_to - surface.valid_from).days
    return (surface.valid_from + dt.timedelta(days=number) for number in range(length))


def _land(season: History, surface: SurfaceInterval, day: dt.date) -> Snapshot:
    """Return a snapshot without settlements, which a table has for all days at once."""
    return Snapshot(
        valid_on=day,
        known_by=season.known_by or day,
        view=season.view,
        data_version=season.data_version,
        settlements=(),
        areas=surface.areas,
        front_line=surface.front_line,
        band=surface.band,
        statements={},
    )


def _keep_version(draft: Path, target: Path) -> None:
    """Give the files a second name that no later version takes over."""
    if (target / "datapackage.json").exists():
        return
    with folder_atomically(target) as folder:
        for source in sorted(draft.rglob("*")):
            copy = folder / source.relative_to(draft)
            if source.is_dir():
                copy.mkdir()
            else:
                _link(source, copy)


def _link(source: Path, copy: Path) -> None:
    """Link a file, or copy it where the disk knows no links."""
    try:
        os.link(source, copy)
    except OSError:
        shutil.copyfile(source, copy)
