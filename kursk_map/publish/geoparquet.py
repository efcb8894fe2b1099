"""Layers as GeoParquet 1.1, for analysis."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from kursk_map.publish.attribution import ATTRIBUTION, LICENCE
from kursk_map.publish.frames import with_dates
from kursk_map.publish.tables import COLUMNS

if TYPE_CHECKING:
    from kursk_map.publish.frames import Frames

__all__ = ["stack_layers", "write_geoparquet"]

#: What one row of a layer is, in the words of the GeoJSON.
FEATURES = {
    "areas": "area",
    "bands": "band",
    "front_lines": "front_line",
    "settlements": "settlement",
}


def stack_layers(frames: Frames) -> gpd.GeoDataFrame:
    """Return all layers as one frame; ``feature`` says what a row is.

    The columns are those of ``season`` in ``dictionary.toml``.
    """
    stacked = pd.concat(
        [
            layer.assign(feature=FEATURES[name])
            for name, layer in frames.layers().items()
            if len(layer)
        ],
        ignore_index=True,
    )
    columns = [column for column in COLUMNS["season"] if column != "bbox"]
    return gpd.GeoDataFrame(stacked.reindex(columns=columns), crs=frames.areas.crs)


def write_geoparquet(layer: gpd.GeoDataFrame, title: str) -> bytes:
    """Return a layer as GeoParquet 1.1 with bounding boxes; days are dates without a time.

    Title, licence and attribution stand in the metadata of the file.
    """
    stream = io.BytesIO()
    gpd.GeoDataFrame(with_dates(layer)).to_parquet(
        stream, index=False, schema_version="1.1.0", write_covering_bbox=True
    )
    stream.seek(0)
    table = pq.read_table(stream)
    known = table.schema.metadata or {}
    ours = {"title": title, "licence": LICENCE, "attribution": ATTRIBUTION}
    whole = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata(
            {**known, **{key: text.encode() for key, text in ours.items()}}
        ),
        whole,
        compression="zstd",
    )
    return whole.getvalue()
