from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys

import pytest

from kursk_map.errors import FormatError, KurskMapError
from kursk_map.model import View
from kursk_map.publish.formats import FORMATS, describe_subject, find_format, name_file
from kursk_map.publish.rendering import RENDERERS
from tests.publish.toy import toy_history, toy_snapshot


def test_every_format_can_be_written_and_no_other() -> None:
    assert list(FORMATS) == list(RENDERERS)


def test_names_of_files_say_what_is_inside() -> None:
    independent = toy_snapshot(dt.date(2024, 9, 1), View.INDEPENDENT)
    assert name_file(independent, "geojson") == "kursk-2024-09-01-independent.geojson"
    assert name_file(toy_history(), "gpkg") == "kursk-2024-08-06--2025-06-30-all.gpkg"
    assert name_file(toy_history(), "csv") == "kursk-2024-08-06--2025-06-30-all-settlements.csv"


def test_two_maps_never_share_a_name() -> None:
    whole = toy_snapshot()
    early = dataclasses.replace(whole, known_by=dt.date(2024, 9, 5))
    evenings = dataclasses.replace(toy_history(), known_by=None)
    names = {
        name_file(subject, name)
        for subject in (whole, early, toy_history(), evenings)
        for name in FORMATS
    }
    assert len(names) == 4 * len(FORMATS)
    assert "kursk-2024-09-01-all-known-by-2024-09-05.kml" in names


def test_a_title_names_day_view_and_data() -> None:
    assert describe_subject(toy_snapshot()) == (
        "Kursk incursion claims map: 2024-09-01, view all, known by 2025-07-15, "
        "data version 0123456789abcdef"
    )


def test_an_unknown_format_is_one_line_with_the_known_ones() -> None:
    with pytest.raises(KurskMapError) as caught:
        find_format("dwg")
    assert isinstance(caught.value, FormatError)
    assert str(caught.value).startswith("--format: 'dwg' is not a format. Choose one of geojson, ")
    assert "\n" not in str(caught.value)


def test_the_registry_loads_without_geopandas() -> None:
    code = (
        "import sys, kursk_map.publish.formats, kursk_map.publish.rendering; "
        "sys.exit(bool({'geopandas', 'pandas', 'matplotlib', 'pyogrio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
