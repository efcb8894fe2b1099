"""Snapshots and histories as GeoDataFrames, one layer for each kind of thing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from kursk_map.publish.geojson import DECIMALS, area_properties
from kursk_map.publish.tables import (
    COLUMNS,
    Row,
    history_settlements,
    history_statements,
    snapshot_settlements,
    statement_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from kursk_map.model import (
        Document,
        History,
        Snapshot,
        SurfaceInterval,
    )
    from kursk_map.publish.tables import Evidence

__all__ = ["Frames", "frame_history", "frame_snapshot", "frame_statements", "with_dates"]

CRS = "EPSG:4326"

MOMENT = ("view", "valid_from", "valid_to", "known_by")
AREA_COLUMNS = (*MOMENT, "control", "soil", "area_km2")
LINE_COLUMNS = (*MOMENT, "length_km")

#: Columns that hold calendar days, wherever they occur.
DAYS = ("valid_from", "valid_to", "known_by", "last_evidence_on", "reported_on")

#: Columns of whole numbers that may be unknown.
COUNTS = ("population", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The layers of a snapshot or a history (EPSG:4326).

    ``areas``, ``front_lines``, ``bands`` (the land in which the line lies with a
    probability of 80 %) and ``settlements`` all carry ``view``, ``valid_from``,
    ``valid_to`` (the first day that no longer counts) and ``known_by``.
    ``statements`` are those that the settlements rest on.
    """

    areas: gpd.GeoDataFrame
    front_lines: gpd.GeoDataFrame
    bands: gpd.GeoDataFrame
    settlements: gpd.GeoDataFrame
    statements: pd.DataFrame

    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        """Return the layers by name, in the order in which a map stacks them."""
        return {
            "areas": self.areas,
            "bands": self.bands,
            "front_lines": self.front_lines,
            "settlements": self.settlements,
        }


def frame_snapshot(snapshot: Snapshot, documents: Mapping[str, Document]) -> Frames:
    """Return a snapshot as layers; land and line are dated with its one day."""
    moment: Row = {
        "view": str(snapshot.view),
        "valid_from": snapshot.valid_on,
        "valid_to": snapshot.valid_on + dt.timedelta(days=1),
        "known_by": snapshot.known_by,
    }
    return _frame(
        [(moment, snapshot)],
        snapshot_settlements(snapshot),
        statement_rows(snapshot.statements.values(), documents),
    )


def frame_history(history: History, evidence: Evidence) -> Frames:
    """Return a history as layers, a row for each time in which something was the same."""
    moments = [
        (
            {
                "view": str(surface.view),
                "valid_from": surface.valid_from,
                "valid_to": surface.valid_to,
                "known_by": history.known_by,
            },
            surface,
        )
        for surface in history.surfaces
    ]
    return _frame(
        moments,
        history_settlements(history, evidence.places),
        history_statements(history, evidence),
    )


def frame_statements(rows: Sequence[Row]) -> pd.DataFrame:
    """Return rows of statements as a frame."""
    return _typed(pd.DataFrame(rows, columns=list(COLUMNS["statements"])))


def with_dates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose days are dates without a time, as files should have them."""
    date = pd.ArrowDtype(pa.date32())
    return frame.astype(dict.fromkeys(frame.select_dtypes("datetime").columns, date))


def _frame(
    moments: Iterable[tuple[Row, Snapshot | SurfaceInterval]],
    settlements: Sequence[Row],
    statements: Sequence[Row],
) -> Frames:
    areas, lines, bands = [], [], []
    for moment, drawn in moments:
        areas += [({**moment, **area_properties(area)}, area.geometry) for area in drawn.areas]
        length = {"length_km": round(drawn.front_line.length_km, 3)}
        lines.append(({**moment, **length}, drawn.front_line.geometry))
        bands.append((moment, drawn.band))
    points = [(row, shapely.Point(row["longitude"], row["latitude"])) for row in settlements]
    return Frames(
        areas=_layer(areas, AREA_COLUMNS),
        front_lines=_layer(lines, LINE_COLUMNS),
        bands=_layer(bands, MOMENT),
        settlements=_layer(points, COLUMNS["settlements"]),
        statements=frame_statements(statements),
    )


def _layer(
    features: Sequence[tuple[Row, BaseGeometry]], columns: Sequence[str]
) -> gpd.GeoDataFrame:
    """Return features as a frame, without the empty ones, with the coordinates of the GeoJSON."""
    drawn = [(row, geometry) for row, geometry in features if not geometry.is_empty]
    rows = _typed(pd.DataFrame([row for row, _ in drawn], columns=list(columns)))
    geometry: Any = [geometry for _, geometry in drawn]
    rounded = shapely.transform(geometry, lambda xy: xy.round(DECIMALS))
    return gpd.GeoDataFrame(rows, geometry=shapely.orient_polygons(rounded), crs=CRS)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    days = {column: "datetime64[s]" for column in DAYS if column in frame.columns}
    counts = {column: "Int64" for column in COUNTS if column in frame.columns}
    return frame.astype({**days, **counts})
