"""Snapshots and histories written in every format of the registry.

Nothing heavy is imported before something is written.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from kursk_map.errors import OutputError
from kursk_map.model import History, Snapshot
from kursk_map.publish import geojson, sheets, tables
from kursk_map.publish.formats import Subject, describe_subject, find_format, name_file
from kursk_map.publish.writing import write_bytes_atomically
from kursk_map.settings import CAMPAIGN_END

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from kursk_map.publish.frames import Frames
    from kursk_map.publish.tables import Evidence, Row

__all__ = ["RENDERERS", "render", "write_output"]


def render(subject: Subject, evidence: Evidence, format_name: str) -> bytes:
    """Return the file of a snapshot or a history in a format, the same bytes every time."""
    return RENDERERS[find_format(format_name).name](subject, evidence)


def write_output(
    subject: Subject, evidence: Evidence, format_name: str, output: Path | None
) -> None:
    """Write a snapshot or a history to a file, into a folder, or to standard output.

    A file in a folder gets the name that `name_file` gives it.

    Raises
    ------
    FormatError
        There is no such format.
    OutputError
        The target cannot be written; nothing is left half-written.
    """
    chosen = find_format(format_name)
    if output is None:
        if not chosen.is_text and sys.stdout.isatty():
            raise OutputError("standard output", f"{format_name} is not text")
        sys.stdout.flush()
        sys.stdout.buffer.write(render(subject, evidence, format_name))
        sys.stdout.buffer.flush()
        return
    path = output / name_file(subject, format_name) if output.is_dir() else output
    write_bytes_atomically(path, render(subject, evidence, format_name))


def _made_on(subject: Subject) -> dt.date:
    """Return the day that a file gives as its own: not today, so that two runs agree."""
    return subject.known_by or CAMPAIGN_END


def _features(subject: Subject, evidence: Evidence) -> Iterable[dict[str, Any]]:
    if isinstance(subject, Snapshot):
        return geojson.iterate_snapshot_features(subject, evidence.documents)
    return geojson.iterate_history_features(subject)


def _geojson(subject: Subject, evidence: Evidence) -> bytes:
    if isinstance(subject, Snapshot):
        collection = geojson.snapshot_geojson(subject, evidence.documents)
    else:
        collection = geojson.history_geojson(subject)
    return geojson.dump_geojson(collection).encode()


def _geojson_lines(subject: Subject, evidence: Evidence) -> bytes:
    """Return a feature a line; each says by itself which map it belongs to."""
    moment = {"view": subject.view, "known_by": subject.known_by and f"{subject.known_by}"}
    if isinstance(subject, Snapshot):
        moment["valid_on"] = f"{subject.valid_on}"
    lines = (
        json.dumps(
            {**feature, "properties": {**feature["properties"], **moment}},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for feature in _features(subject, evidence)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _settlements(subject: Subject, evidence: Evidence) -> list[Row]:
    if isinstance(subject, Snapshot):
        return tables.snapshot_settlements(subject)
    return tables.history_settlements(subject, evidence.places)


def _statements(subject: Subject, evidence: Evidence) -> list[Row]:
    if isinstance(subject, Snapshot):
        return tables.statement_rows(subject.statements.values(), evidence.documents)
    return tables.history_statements(subject, evidence)


def _csv(subject: Subject, evidence: Evidence) -> bytes:
    return sheets.write_csv(tables.COLUMNS["settlements"], _settlements(subject, evidence))


def _statements_csv(subject: Subject, evidence: Evidence) -> bytes:
    return sheets.write_csv(tables.COLUMNS["statements"], _statements(subject, evidence))


def _xlsx(subject: Subject, evidence: Evidence) -> bytes:
    content = {
        "settlements": (tables.COLUMNS["settlements"], _settlements(subject, evidence)),
        "statements": (tables.COLUMNS["statements"], _statements(subject, evidence)),
    }
    return sheets.write_xlsx(content, describe_subject(subject), _made_on(subject))


def _frames(subject: Subject, evidence: Evidence) -> Frames:
    from kursk_map.publish.frames import frame_history, frame_snapshot

    if isinstance(subject, Snapshot):
        return frame_snapshot(subject, evidence.documents)
    return frame_history(subject, evidence)


def _geoparquet(subject: Subject, evidence: Evidence) -> bytes:
    from kursk_map.publish.geoparquet import stack_layers, write_geoparquet

    return write_geoparquet(stack_layers(_frames(subject, evidence)), describe_subject(subject))


def _geopackage(subject: Subject, evidence: Evidence) -> bytes:
    from kursk_map.publish.geopackage import write_geopackage

    return write_geopackage(
        _frames(subject, evidence), describe_subject(subject), _made_on(subject)
    )


def _shapefile(subject: Subject, evidence: Evidence) -> bytes:
    from kursk_map.publish.shapefile import write_shapefile

    return write_shapefile(_frames(subject, evidence), describe_subject(subject), _made_on(subject))


def _kml(subject: Subject, evidence: Evidence) -> bytes:
    from kursk_map.publish.kml import write_kml

    timed = isinstance(subject, History)
    return write_kml(_frames(subject, evidence), describe_subject(subject), with_time=timed)


def _kmz(subject: Subject, evidence: Evidence) -> bytes:
    from kursk_map.publish.kml import write_kmz

    timed = isinstance(subject, History)
    return write_kmz(_frames(subject, evidence), describe_subject(subject), with_time=timed)


#: How each format of the registry is written.
RENDERERS: Final[Mapping[str, Callable[[Subject, Evidence], bytes]]] = {
    "geojson": _geojson,
    "geojsonl": _geojson_lines,
    "gpkg": _geopackage,
    "geoparquet": _geoparquet,
    "kmz": _kmz,
    "kml": _kml,
    "csv": _csv,
    "statements-csv": _statements_csv,
    "xlsx": _xlsx,
    "shp": _shapefile,
}
