"""Layers as Shapefile, for those who cannot use anything newer.

A Shapefile cuts names of columns to ten characters and text to 254, and has no
room for the statements; every other format is better.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kursk_map.publish.archive import zip_files
from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.geopackage import write_layer

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from kursk_map.publish.frames import Frames

__all__ = ["write_shapefile"]

#: What columns are called where their names are too long.
SHORT_NAMES: Final = {
    "last_evidence_on": "evidence",
    "chance_russian": "p_russian",
    "chance_contested": "p_contest",
    "chance_ukrainian": "p_ukrain",
    "statement_ids": "said_ids",
}

TEXT_LENGTH: Final = 254


def write_shapefile(frames: Frames, title: str, made_on: dt.date) -> bytes:
    """Return the layers as Shapefiles in one zip, with a README that names licence and source."""
    about = "\n\n".join((title, f"Licence: {LICENCE}", ATTRIBUTION, NOTICE))
    files = {"README.txt": about.encode()}
    with tempfile.TemporaryDirectory() as folder:
        for name, layer in frames.layers().items():
            write_layer(
                _shortened(layer),
                Path(folder) / f"{name}.shp",
                layer=name,
                driver="ESRI Shapefile",
                layer_options={
                    "ENCODING": "UTF-8",
                    "DBF_DATE_LAST_UPDATE": made_on.isoformat(),
                },
            )
        files |= {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return zip_files(files)


def _shortened(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a layer that fits, instead of letting GDAL cut names and text with a warning."""
    short = layer.copy()
    texts = [column for column in layer.columns if layer[column].dtype == "str"]
    for column in texts:
        short[column] = layer[column].str.slice(0, TEXT_LENGTH)
    return short.rename(columns=SHORT_NAMES)
