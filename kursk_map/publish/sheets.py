"""Rows as CSV and XLSX that no spreadsheet can be tricked with."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from kursk_map.publish.tables import Row

__all__ = ["disarm", "write_csv", "write_xlsx"]


#: What a spreadsheet takes for the start of a formula (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

#: The longest text that a cell of a workbook holds.
CELL_LENGTH = 32_767

#: Widths of columns in characters, by what stands in them.
WIDTHS = {"quote": 80, "url": 40, "statement_ids": 30, "claimant_name": 28, "publisher": 24}
WIDTH = 16


def write_csv(
    columns: Sequence[str], rows: Iterable[Row], *, for_spreadsheets: bool = True
) -> bytes:
    """Return rows as CSV (RFC 4180, UTF-8).

    With ``for_spreadsheets`` the file starts with a byte order mark, without
    which Excel garbles Cyrillic. Text that a spreadsheet would run as a formula
    gets an apostrophe in front either way.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([disarm(row[column]) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig" if for_spreadsheets else "utf-8")


def write_xlsx(
    tables: Mapping[str, tuple[Sequence[str], Sequence[Row]]], title: str, made_on: dt.date
) -> bytes:
    """Return a workbook with a sheet for each table and one that says where it comes from.

    Text stays text: nothing becomes a formula or a link. ``made_on`` is the day
    that the file gives as its own, so that two runs write the same bytes.
    """
    import xlsxwriter

    stream = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **never}) as book:
        noon = dt.datetime.combine(made_on, dt.time(12))
        book.set_properties({"title": title, "created": noon, "comments": ATTRIBUTION})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        head = book.add_format({"bold": True, "bottom": 1})
        for name, (columns, rows) in tables.items():
            _fill(book.add_worksheet(name), columns, rows, day, head)
        about = book.add_worksheet("about")
        about.set_column(0, 0, 120)
        for line, text in enumerate((title, f"Licence: {LICENCE}", ATTRIBUTION, NOTICE)):
            about.write_string(line, 0, text)
    return stream.getvalue()


def disarm(value: Any) -> Any:
    """Return a value that no spreadsheet runs as a formula; only text is changed.

    >>> disarm("=1+1")
    "'=1+1"
    >>> disarm(-1.5)
    -1.5
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _fill(
    sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row], day: Format, head: Format
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(column, WIDTH))
        sheet.write_string(0, place, column, head)
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            _write_cell(sheet, line, place, row[column], day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _write_cell(sheet: Worksheet, line: int, place: int, value: Any, day: Format) -> None:
    match value:
        case None:
            return
        case str():
            sheet.write_string(line, place, value[:CELL_LENGTH])
        case dt.date():
            sheet.write_datetime(line, place, dt.datetime.combine(value, dt.time()), day)
        case _:
            sheet.write_number(line, place, value)
