from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_map.publish.sheets import CELL_LENGTH, disarm, write_csv, write_xlsx
from kursk_map.publish.tables import plain

DAY = dt.date(2024, 9, 1)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_a_formula_is_disarmed(start: str) -> None:
    assert disarm(f"{start}1+1") == f"'{start}1+1"


def test_what_is_no_text_stays_as_it_is() -> None:
    assert [disarm(value) for value in (-1, -0.5, None, DAY)] == [-1, -0.5, None, DAY]


@given(st.lists(st.text(), min_size=1))
def test_csv_gives_back_every_text(texts: list[str]) -> None:
    quotes = [plain(text) for text in texts]
    data = write_csv(["quote"], [{"quote": quote} for quote in quotes])
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    # A row of one empty cell is an empty line, which a reader passes over.
    assert [row["quote"] for row in read if row["quote"]] == [disarm(q) for q in quotes if q]


def test_a_workbook_keeps_types_and_cuts_what_no_cell_holds() -> None:
    rows = [{"quote": "x" * 40_000, "on": DAY, "count": 3}, {"quote": "=1", "on": None, "count": 0}]
    data = write_xlsx({"one": (["quote", "on", "count"], rows)}, "A title", DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["one"]
    assert len(str(sheet["A2"].value)) == CELL_LENGTH
    assert sheet["B2"].value == dt.datetime(2024, 9, 1)  # noqa: DTZ001 - a sheet knows no zones
    assert sheet["C2"].value == 3
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1", "s")
    assert sheet["B3"].value is None


def test_a_workbook_without_rows_opens() -> None:
    data = write_xlsx({"one": (["quote"], [])}, "A title", DAY)
    assert openpyxl.load_workbook(io.BytesIO(data))["one"].max_row == 1
