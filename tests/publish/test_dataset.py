from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import frictionless
import geopandas as gpd
import pystac
import pytest
from frictionless import system

from kursk_map.errors import NoMapError, OutputError
from kursk_map.model import (
    Claimant,
    DatePrecision,
    Measure,
    Modality,
    Quantity,
    QuantitySense,
    Side,
    View,
)
from kursk_map.publish import datapackage
from kursk_map.publish.dataset import write_dataset
from kursk_map.publish.tables import COLUMNS
from tests.publish.toy import CROSSED, EVIDENCE, FORMULA, STATEMENTS, toy_history

DAYS = 329
QUANTITY = Quantity(
    statement_id="q1",
    measure=Measure.AREA_KM2,
    value=1000.0,
    sense=QuantitySense.HELD,
    side=Side.UKRAINIAN,
    claimant=Claimant.ISW,
    claimant_name="-1+1",
    modality=Modality.ASSERTED,
    valid_from=CROSSED,
    valid_to=CROSSED + dt.timedelta(days=1),
    date_precision=DatePrecision.DAY,
    reported_on=CROSSED,
    provenance=STATEMENTS["s1"].provenance,
)


def write(output: Path, **changes: Any) -> Path:
    late = dataclasses.replace(toy_history(View.RUSSIA), drawn_from=CROSSED)
    empty = dataclasses.replace(toy_history(View.INDEPENDENT), drawn_from=None)
    histories = changes.get("histories", [toy_history(), late, empty])
    return write_dataset(histories, EVIDENCE, [QUANTITY], output)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    write(folder)
    return folder


@pytest.fixture
def latest(output: Path) -> Path:
    return output / "latest"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        message = "nothing may be fetched"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_two_runs_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    write(tmp_path)
    assert contents(tmp_path) == contents(output)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first = write(tmp_path)
    before = contents(tmp_path)
    assert write(tmp_path) == first
    assert contents(tmp_path) == before


def test_latest_is_the_version_and_an_older_one_stays(tmp_path: Path) -> None:
    old = write(tmp_path)
    new = write(tmp_path, histories=[toy_history(View.UKRAINE)])
    assert old != new
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [old.name, new.name, "latest"]
    )
    assert contents(tmp_path / "latest") == contents(new)
    assert "kursk-season-all.geojson" in contents(old)
    assert "kursk-season-all.geojson" not in contents(new)


@pytest.mark.usefixtures("no_network")
def test_frictionless_finds_no_fault(latest: Path) -> None:
    with system.use_context(trusted=True):
        report = frictionless.validate(latest / "datapackage.json")
    assert report.flatten(["name", "type", "message"]) == []
    assert len(report.tasks) == 8


@pytest.mark.usefixtures("no_network")
def test_pystac_finds_a_valid_item_for_every_day(latest: Path) -> None:
    collection = pystac.Collection.from_file(str(latest / "collection.json"))
    assert collection.validate()
    assert collection.validate_all() == DAYS
    items = {item.id: item for item in collection.get_items()}
    assert len(items) == DAYS
    assert set(items["2024-08-09"].assets) == {"all"}
    assert set(items["2024-09-01"].assets) == {"all", "russia"}
    for item in (items["2024-08-09"], items["2024-09-01"]):
        for asset in item.assets.values():
            assert Path(str(asset.get_absolute_href())).exists()


def test_a_day_has_the_land_of_the_map(latest: Path) -> None:
    item = json.loads((latest / "days" / "2024-09-01.json").read_text())
    claims = item["properties"]["claims"]["all"]
    land = json.loads((latest / "days" / "kursk-2024-09-01-all.geojson").read_text())
    assert land["snapshot"]["valid_on"] == "2024-09-01"
    kinds = [one["properties"]["feature"] for one in land["features"]]
    assert kinds == ["area"] * 4 + ["front_line"]
    taken = next(
        one["properties"]["area_km2"]
        for one in land["features"]
        if one["properties"].get("control") == "ukrainian"
        and one["properties"]["soil"] == "russian"
    )
    assert claims["ukrainian_claimed_russian_soil_km2"] == taken == pytest.approx(311.7, abs=0.1)


def test_every_file_has_its_checksum(latest: Path) -> None:
    lines = (latest / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = contents(latest)
    files.pop("SHA256SUMS")
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_tables_hold_everything_and_run_nothing(latest: Path) -> None:
    for name, count in (
        ("settlements", 16),
        ("statements", 2),
        ("quantities", 1),
        ("documents", 1),
    ):
        with (latest / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == count
        assert tuple(rows[0]) == COLUMNS[name]
        texts = (text for row in rows for text in row.values())
        assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)
    assert f"'{FORMULA}" in {
        row["quote"] for row in csv.DictReader((latest / "statements.csv").read_text().splitlines())
    }


def test_geoparquet_has_the_columns_that_the_dictionary_names(latest: Path) -> None:
    season = gpd.read_parquet(latest / "kursk-season-all.parquet")
    assert (*season.columns, "bbox") == COLUMNS["season"]
    areas = season[season["feature"] == "area"]["area_km2"]
    assert sorted(areas) == sorted(
        round(area.area_km2, 3) for one in toy_history().surfaces for area in one.areas
    )


def test_the_readme_can_be_cited_and_its_example_runs(latest: Path) -> None:
    text = (latest / "README.md").read_text()
    version = json.loads((latest / "datapackage.json").read_text())["version"]
    assert f"Version **{version}**" in text
    assert f'version: "{version}"' in (latest / "CITATION.cff").read_text()
    assert "There is no map for view 'independent'" in text
    assert "$" not in text
    code = text.split("```python\n")[1].split("```")[0]
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=latest, check=True, capture_output=True, text=True
    )
    assert "311.7" in ran.stdout


def test_without_any_map_there_is_no_dataset(tmp_path: Path) -> None:
    empty = dataclasses.replace(toy_history(), drawn_from=None)
    with pytest.raises(NoMapError):
        write(tmp_path / "out", histories=[empty])
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_others_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="it holds something that is not our dataset"):
        write(tmp_path)
    assert contents(tmp_path) == {"latest/thesis.txt": b"mine"}


def test_a_fault_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(datapackage, "hash_file", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
