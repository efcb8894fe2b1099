"""Layers and statements as GeoPackage, for QGIS, ArcGIS and all that reads GDAL's formats."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from kursk_map.errors import OutputError
from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.frames import with_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import pandas as pd

    from kursk_map.publish.frames import Frames

__all__ = ["GEOMETRIES", "write_geopackage", "write_layer"]

#: The geometry that each layer declares.
GEOMETRIES: Final = {
    "areas": "MultiPolygon",
    "bands": "MultiPolygon",
    "front_lines": "MultiLineString",
    "settlements": "Point",
}


def write_geopackage(frames: Frames, title: str, made_on: dt.date) -> bytes:
    """Return layers and statements as a GeoPackage; days are dates without a time.

    ``made_on`` is the day that the file gives as its own, so that two runs
    write the same bytes.
    """
    about = {"TITLE": title, "LICENCE": LICENCE, "ATTRIBUTION": ATTRIBUTION, "NOTICE": NOTICE}
    tables: dict[str, pd.DataFrame] = {**frames.layers(), "statements": frames.statements}
    with tempfile.TemporaryDirectory() as folder, _stopped_clock(made_on):
        path = Path(folder) / "kursk.gpkg"
        for name, table in tables.items():
            # Metadata of the whole file are only taken when it is made.
            metadata = {} if path.exists() else {"dataset_metadata": about}
            write_layer(table, path, driver="GPKG", layer=name, **metadata)
        return path.read_bytes()


def write_layer(table: pd.DataFrame, path: Path, *, layer: str, **options: Any) -> None:
    """Write one layer with GDAL.

    Raises
    ------
    OutputError
        GDAL cannot write it, for instance because the disk is full.
    """
    try:
        pyogrio.write_dataframe(
            with_dates(table),
            path,
            layer=layer,
            geometry_type=GEOMETRIES.get(layer),
            # Only the way through Arrow keeps a date a date.
            use_arrow=True,
            **options,
        )
    except (DataSourceError, DataLayerError, FeatureError) as fault:
        raise OutputError(path, str(fault)) from fault


@contextmanager
def _stopped_clock(day: dt.date) -> Iterator[None]:
    """Have GDAL take a day for the present."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
