from __future__ import annotations

import dataclasses

import pytest

from kursk_map.model import Claimant, Control, DatePrecision, Modality, Side, View
from kursk_map.publish.tables import (
    COLUMNS,
    DICTIONARY,
    document_rows,
    history_settlements,
    history_statements,
    plain,
    snapshot_settlements,
    statement_rows,
)
from tests.publish.toy import CROSSED, EVIDENCE, MARKUP, STATEMENTS, toy_history, toy_snapshot

ENUMS = {
    "view": View,
    "side": Side,
    "claimant": Claimant,
    "modality": Modality,
    "control": Control,
    "date_precision": DatePrecision,
}


def test_rows_have_the_columns_of_the_dictionary() -> None:
    rows = {
        "settlements": snapshot_settlements(toy_snapshot()),
        "statements": statement_rows(STATEMENTS.values(), EVIDENCE.documents),
        "documents": document_rows(EVIDENCE.documents.values()),
    }
    for name, table in rows.items():
        assert {tuple(row) for row in table} == {COLUMNS[name]}


def test_the_dictionary_knows_every_value() -> None:
    fields = [field for table in DICTIONARY.values() for field in table["fields"]]
    assert all(field["description"] for field in fields)
    for field in fields:
        if field["name"] in ENUMS:
            assert field["enum"] == list(ENUMS[field["name"]])


def test_a_day_and_the_history_have_the_same_rows_for_it() -> None:
    whole = history_settlements(toy_history(), EVIDENCE.places)
    day = snapshot_settlements(toy_snapshot(CROSSED))
    assert len(day) == 4
    assert all(row in whole for row in day)


def test_a_history_brings_only_the_statements_that_it_rests_on() -> None:
    alone = dataclasses.replace(
        toy_history(),
        settlements=tuple(one for one in toy_history().settlements if one.statement_ids == ("s1",)),
    )
    assert [row["statement_id"] for row in history_statements(alone, EVIDENCE)] == ["s1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("no\x00thing \x1b[31mred", "nothing [31mred"),
        ("Су\u00adджа", "Суджа"),
        ("\u202eoverride\u202c", "override"),
        ("half a \ud83d pair", "half a pair"),
        ("non\u00a0breaking", "non breaking"),
    ],
)
def test_text_is_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_quotes_keep_all_that_is_to_be_read() -> None:
    rows = statement_rows(STATEMENTS.values(), EVIDENCE.documents)
    kept = MARKUP.replace("\x00", "").replace("\x1b", "")
    assert kept in {row["quote"] for row in rows}
