"""What `import kursk_map` gives to notebooks, on the toy world."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from types import SimpleNamespace

import pytest

import kursk_map
from kursk_map import pipeline
from kursk_map.errors import DateError, KurskMapError
from kursk_map.model import View
from tests.publish.toy import EVIDENCE, toy_history, toy_snapshot


@pytest.fixture(autouse=True)
def toy_world(monkeypatch: pytest.MonkeyPatch) -> None:
    def snapshot(valid_on: dt.date, _known_by: dt.date | None, view: View) -> object:
        return toy_snapshot(valid_on, view)

    sources = SimpleNamespace(documents=EVIDENCE.documents, statements=EVIDENCE.statements)
    monkeypatch.setattr(pipeline, "snapshot", snapshot)
    monkeypatch.setattr(pipeline, "history", lambda view, _known_by: toy_history(view))
    monkeypatch.setattr(pipeline, "evidence", lambda: EVIDENCE)
    monkeypatch.setattr(pipeline, "load_sources", lambda: sources)


def test_importing_costs_nothing() -> None:
    code = "import sys, kursk_map; sys.exit(bool({'pandas', 'click'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_all_that_is_offered_is_there() -> None:
    assert [name for name in kursk_map.__all__ if callable(getattr(kursk_map, name))] == [
        "season",
        "snapshot",
        "statements",
    ]


@pytest.mark.parametrize("on", ["2024-09-01", dt.date(2024, 9, 1), dt.datetime(2024, 9, 1, 12)])  # noqa: DTZ001 - as people pass them
def test_a_snapshot_is_a_frame_of_features(on: dt.date | str) -> None:
    day = kursk_map.snapshot(on, view="ukraine")
    assert day.crs.to_epsg() == 4326
    assert day["feature"].value_counts().to_dict() == {
        "area": 4,
        "settlement": 4,
        "front_line": 1,
        "band": 1,
    }
    assert set(day["view"]) == {"ukraine"}


def test_a_season_can_be_cut() -> None:
    season = kursk_map.season(first="2024-09-01", last="2024-09-30", view=View.RUSSIA)
    assert set(season["valid_from"].astype(str)) == {"2024-09-01"}
    assert set(season["valid_to"].astype(str)) == {"2024-10-01"}


def test_frames_plot_and_can_be_explored() -> None:
    day = kursk_map.snapshot("2024-09-01")
    assert "leaflet" in day.explore(column="control").get_root().render()
    for feature in ("area", "settlement"):
        axes = day[day["feature"] == feature].plot(column="control")
        assert axes.get_xlim()[0] < 35.1


def test_statements_come_with_their_source() -> None:
    statements = kursk_map.statements()
    assert statements["publisher"].tolist() == ["=Toy & Sons <Press>"] * 2


def test_bad_input_says_what_is_accepted() -> None:
    with pytest.raises(DateError, match=r"on: '1 Sep' is not a date\. Write it as"):
        kursk_map.snapshot("1 Sep")
    with pytest.raises(KurskMapError, match=r"view: 'nato' is no view\. Choose one of all"):
        kursk_map.season(view="nato")
    with pytest.raises(DateError, match="outside the campaign"):
        kursk_map.season(first="2023-01-01")
