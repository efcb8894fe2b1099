"""Every format is opened by something other than our own code."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from lxml import etree
from pyproj import Geod

from kursk_map.errors import FormatError, OutputError
from kursk_map.publish.formats import FORMATS, Subject
from kursk_map.publish.rendering import render, write_output
from tests.publish.toy import CROSSED, EVIDENCE, FORMULA, RETAKEN, toy_history, toy_snapshot

SUBJECTS = {"day": toy_snapshot(), "season": toy_history()}
KML = {"k": "http://www.opengis.net/kml/2.2"}


def areas_of(subject: Subject) -> list[float]:
    drawn = [subject] if not hasattr(subject, "surfaces") else subject.surfaces
    return sorted(round(area.area_km2, 3) for one in drawn for area in one.areas)


def geodesic_km2(geometry: Any) -> float:
    return abs(Geod(ellps="WGS84").geometry_area_perimeter(geometry)[0]) / 1e6


@pytest.fixture(params=SUBJECTS)
def subject(request: pytest.FixtureRequest) -> Subject:
    return SUBJECTS[request.param]


def written(tmp_path: Path, subject: Subject, name: str) -> Path:
    write_output(subject, EVIDENCE, name, tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.suffix == Path("x" + FORMATS[name].suffix).suffix
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_two_runs_give_the_same_bytes(subject: Subject, name: str) -> None:
    assert render(subject, EVIDENCE, name) == render(subject, EVIDENCE, name)


@pytest.mark.parametrize("name", ["geojson", "geojsonl", "gpkg", "shp", "kml"])
def test_gdal_finds_the_areas_of_the_map(tmp_path: Path, subject: Subject, name: str) -> None:
    path = written(tmp_path, subject, name)
    layers = [row[0] for row in pyogrio.list_layers(path)]
    layer = {"gpkg": "areas", "shp": "areas", "kml": "Land"}.get(name, layers[0])
    land = pyogrio.read_dataframe(path, layer=layer)
    land = land[land.geometry.geom_type.isin({"Polygon", "MultiPolygon", "GeometryCollection"})]
    assert land.crs.to_epsg() == 4326
    assert sorted(round(geodesic_km2(one), 3) for one in land.geometry) == areas_of(subject)
    if "area_km2" in land:
        assert sorted(float(one) for one in land["area_km2"]) == areas_of(subject)


def test_gdal_finds_every_layer_of_the_geopackage(tmp_path: Path, subject: Subject) -> None:
    path = written(tmp_path, subject, "gpkg")
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert layers == {
        "areas": "MultiPolygon",
        "bands": "MultiPolygon",
        "front_lines": "MultiLineString",
        "settlements": "Point",
        "statements": None,
    }
    about = pyogrio.read_info(path, layer="areas")
    assert about["dataset_metadata"]["LICENCE"] == "ODbL-1.0"
    kinds = dict(zip(about["fields"], about["ogr_types"], strict=True))
    assert kinds["valid_from"] == "OFTDate"
    assert len(pyogrio.read_dataframe(path, layer="settlements")) == len(subject.settlements)
    said = pyogrio.read_dataframe(path, layer="statements")
    assert said["quote"].tolist()[0] == FORMULA


def test_pyarrow_reads_geoparquet(tmp_path: Path, subject: Subject) -> None:
    table = pq.read_table(written(tmp_path, subject, "geoparquet"))
    metadata = table.schema.metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]
    assert metadata[b"licence"] == b"ODbL-1.0"
    rows = [row for row in table.to_pylist() if row["feature"] == "area"]
    assert sorted(row["area_km2"] for row in rows) == areas_of(subject)
    assert [isinstance(row["valid_from"], dt.date) for row in rows] == [True] * len(rows)
    measured = (geodesic_km2(shapely.from_wkb(row["geometry"])) for row in rows)
    assert sorted(round(one, 3) for one in measured) == areas_of(subject)


def test_csv_holds_the_settlements_and_their_statements(subject: Subject) -> None:
    for name, count in (("csv", len(subject.settlements)), ("statements-csv", 2)):
        data = render(subject, EVIDENCE, name)
        assert data.startswith(b"\xef\xbb\xbf")
        assert len(pd.read_csv(io.BytesIO(data))) == count
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
            assert not any(text.startswith(("=", "+", "-", "@")) for text in row.values())


def test_a_workbook_holds_text_and_no_formula(subject: Subject) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(subject, EVIDENCE, "xlsx")))
    assert book.sheetnames == ["settlements", "statements", "about"]
    assert book["settlements"].max_row == len(subject.settlements) + 1
    assert book["settlements"]["B2"].is_date
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert FORMULA in {cell.value for cell in cells}
    assert not any(cell.hyperlink for cell in cells)


def test_kml_escapes_what_comes_from_articles(subject: Subject) -> None:
    root = etree.fromstring(render(subject, EVIDENCE, "kml"))
    tags = {etree.QName(element).localname for element in root.iter()}
    assert "script" not in tags
    balloons = root.xpath("//k:Placemark/k:description/text()", namespaces=KML)
    (balloon, *_) = (text for text in balloons if "alert(1)" in text)
    shown = etree.HTML(balloon)
    assert not shown.xpath("//script")
    assert '<script>alert(1)</script> & ]]> "Suja" {{7*7}} {# [31m' in "".join(shown.itertext())
    assert shown.xpath("//a/@href") == ["https://example.org/?a=1&b=<2>"] * len(shown.xpath("//a"))


def test_kml_has_a_time_slider_only_for_more_than_a_day() -> None:
    day = etree.fromstring(render(toy_snapshot(), EVIDENCE, "kml"))
    assert not day.xpath("//k:TimeSpan", namespaces=KML)
    with zipfile.ZipFile(io.BytesIO(render(toy_history(), EVIDENCE, "kmz"))) as archive:
        season = etree.fromstring(archive.read("doc.kml"))
    placemarks = season.xpath("//k:Placemark", namespaces=KML)
    assert len(placemarks) == 9 + 3 + 9
    spans = season.xpath("//k:Placemark/k:TimeSpan", namespaces=KML)
    assert len(spans) == len(placemarks)
    ends = {span.findtext("k:end", namespaces=KML) for span in spans}
    assert f"{CROSSED - dt.timedelta(days=1)}T23:59:59Z" in ends
    begins = {span.findtext("k:begin", namespaces=KML) for span in spans}
    assert begins == {"2024-08-06T00:00:00Z", f"{CROSSED}T00:00:00Z", f"{RETAKEN}T00:00:00Z"}


def test_lines_say_by_themselves_which_map_they_belong_to(subject: Subject) -> None:
    for line in render(subject, EVIDENCE, "geojsonl").decode().splitlines():
        properties = json.loads(line)["properties"]
        assert properties["view"] == "all"
        assert properties["known_by"] == "2025-07-15"


def test_standard_output_gets_the_same_bytes(
    subject: Subject, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write_output(subject, EVIDENCE, "gpkg", None)
    assert capfdbinary.readouterr().out == render(subject, EVIDENCE, "gpkg")


def test_a_terminal_gets_no_binary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(OutputError, match="gpkg is not text"):
        write_output(toy_snapshot(), EVIDENCE, "gpkg", None)


def test_an_unknown_format_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        write_output(toy_snapshot(), EVIDENCE, "dwg", tmp_path / "map.dwg")
    assert list(tmp_path.iterdir()) == []
