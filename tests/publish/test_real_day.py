"""The first of September 2024, from the articles to every format, read back by others."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from lxml import etree
from pyproj import Geod

from kursk_map import pipeline
from kursk_map.publish.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from kursk_map.model import Snapshot
    from kursk_map.publish.tables import Evidence

KML = {"k": "http://www.opengis.net/kml/2.2"}
EARTH = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return pipeline.snapshot(dt.date(2024, 9, 1))


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return pipeline.evidence()


def measure(geometries: Iterable[BaseGeometry]) -> list[float]:
    return sorted(abs(EARTH.geometry_area_perimeter(one)[0]) / 1e6 for one in geometries)


def areas_of(snapshot: Snapshot) -> object:
    """Return the areas; rounding to six decimals may move them by a millionth."""
    areas = sorted(area.area_km2 for area in snapshot.areas if not area.geometry.is_empty)
    return pytest.approx(areas, rel=1e-4, abs=0.01)


@pytest.mark.parametrize(("name", "layer"), [("geojson", None), ("gpkg", "areas")])
def test_gdal_measures_the_areas_of_the_snapshot(
    snapshot: Snapshot,
    evidence: Evidence,
    tmp_path: Path,
    name: str,
    layer: str | None,
) -> None:
    path = tmp_path / f"day.{name}"
    path.write_bytes(render(snapshot, evidence, name))
    read = pyogrio.read_dataframe(path, layer=layer)
    land = read[read["area_km2"].notna()]
    assert measure(land.geometry) == areas_of(snapshot)
    assert sorted(land["area_km2"]) == areas_of(snapshot)


def test_geopandas_reads_every_feature_from_geoparquet(
    snapshot: Snapshot, evidence: Evidence
) -> None:
    read = gpd.read_parquet(io.BytesIO(render(snapshot, evidence, "geoparquet")))
    counts = read["feature"].value_counts()
    assert counts["settlement"] == len(snapshot.settlements)
    assert measure(read[read["feature"] == "area"].geometry) == areas_of(snapshot)
    assert read.geometry.is_valid.all()


def test_tables_have_a_row_for_each_settlement_and_statement(
    snapshot: Snapshot, evidence: Evidence
) -> None:
    settlements = pd.read_csv(io.BytesIO(render(snapshot, evidence, "csv")))
    statements = pd.read_csv(io.BytesIO(render(snapshot, evidence, "statements-csv")))
    assert len(settlements) == len(snapshot.settlements)
    assert set(statements["statement_id"]) == set(snapshot.statements)
    cited = {key for keys in settlements["statement_ids"].dropna() for key in keys.split()}
    assert cited <= set(statements["statement_id"])
    book = openpyxl.load_workbook(io.BytesIO(render(snapshot, evidence, "xlsx")))
    assert book["settlements"].max_row == len(snapshot.settlements) + 1
    assert book["statements"].max_row == len(snapshot.statements) + 1


def test_google_earth_gets_a_placemark_for_each_settlement(
    snapshot: Snapshot, evidence: Evidence
) -> None:
    with zipfile.ZipFile(io.BytesIO(render(snapshot, evidence, "kmz"))) as archive:
        root = etree.fromstring(archive.read("doc.kml"))
    folders = root.xpath("//k:Folder[k:name='Settlements']/k:Placemark", namespaces=KML)
    assert len(folders) == len(snapshot.settlements)
