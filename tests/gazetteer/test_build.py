"""The build: what it makes of single rows, and that committed files are what it makes."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gazetteer.build.__main__ import build
from gazetteer.build.outlines import cut_border, cut_water
from gazetteer.build.places import give_ids, read_russian, read_ukrainian
from gazetteer.build.sources import DOWNLOADS
from gazetteer.index import THEATRE
from gazetteer.load import DATA

ROW = {
    "region": "Курская область",
    "municipality": "Суджанский",
    "settlement": "Гуево",
    "type": "с",
    "population": "100",
    "longitude_dd": "35.15",
    "latitude_dd": "51.12",
    "oktmo": "38640418101",
    "rosstat": "1",
}
needs_morphology = pytest.mark.skipif(
    importlib.util.find_spec("pymorphy3") is None, reason="pymorphy3 is needed to inflect names"
)


def test_a_row_of_the_register() -> None:
    (place,) = give_ids(read_russian([ROW]))
    assert place["place_id"] == "ru-sudzhansky-guyevo"
    assert place["name_uk"] == "Гуєво"
    assert place["district"] == "Sudzhansky District"
    assert place["region"] == "Kursk Oblast"
    assert place["kind"] == "village"
    assert place["accuracy_m"] == "300"


def test_rows_far_away_are_left_out() -> None:
    assert read_russian([ROW | {"longitude_dd": "37.6", "latitude_dd": "55.7"}]) == []


def test_repeated_points_are_less_exact() -> None:
    places = read_russian([ROW, ROW | {"settlement": "Другое", "oktmo": "2"}])
    assert {place["accuracy_m"] for place in places} == {"3000"}


def test_namesakes_in_a_district_get_different_ids() -> None:
    places = give_ids(read_russian([ROW, ROW | {"population": "900", "oktmo": "2"}]))
    assert [(p["place_id"], p["population"]) for p in places] == [
        ("ru-sudzhansky-guyevo", "900"),
        ("ru-sudzhansky-guyevo-2", "100"),
    ]


def test_corrections_are_applied() -> None:
    names = {place["name_en"]: place["country"] for place in read_ukrainian()}
    assert names["Otruba"] == "RU"
    assert names["Yunakivka"] == "UA"


def test_the_border_runs_from_edge_to_edge() -> None:
    land = [[36, 50], [37, 50], [37, 53], [34.5, 53], [35, 51], [36, 50]]
    line = cut_border({"RUS": {"type": "Polygon", "coordinates": [land]}})
    assert {line.coords[0][1], line.coords[-1][1]} == {THEATRE[1], THEATRE[3]}


def test_small_waters_and_far_waters_are_left_out() -> None:
    def lake(x: float, y: float, size: float) -> list:
        return [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]

    lakes = [lake(35, 51, 0.1), lake(35.5, 51, 0.001), lake(10, 10, 1)]
    water = {"geometries": [{"type": "MultiPolygon", "coordinates": lakes}]}
    assert len(cut_water(water).geoms) == 1


@needs_morphology
@pytest.mark.parametrize(
    ("name", "language", "form"),
    [
        ("Малая Локня", "ru", "Малую Локню"),
        ("Черкасское Поречное", "ru", "Черкасского Поречного"),
        ("Николаево-Дарьино", "ru", "Николаево-Дарьина"),
        ("2-й Княжий", "ru", "2-го Княжьего"),
        ("Погребки", "ru", "Погребков"),
        ("Тёткино", "ru", "Тёткина"),
        ("Юнаківка", "uk", "Юнаківці"),
        ("Дар’їно", "uk", "Дар’їні"),
    ],
)
def test_inflection(name: str, language: str, form: str) -> None:
    from gazetteer.build.names import inflect_name

    assert form in inflect_name(name, language)


@needs_morphology
@pytest.mark.skipif(
    len(list(DOWNLOADS.glob("*"))) < 3,
    reason="the sources are not downloaded; `make gazetteer` fetches them",
)
def test_committed_is_what_the_build_makes(tmp_path: Path) -> None:
    build(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (DATA / path.name).read_bytes(), path.name


def test_loading_is_quick_and_needs_no_geometry() -> None:
    code = (
        "import sys; from gazetteer.load import load_gazetteer; load_gazetteer();"
        "print(sorted({'shapely', 'geopandas', 'geopy', 'pandas'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert done.stdout.strip() == "[]"
