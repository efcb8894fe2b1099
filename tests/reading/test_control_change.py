import datetime as dt
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read, table


@pytest.mark.parametrize("case", table("changes.toml"))
def test_changes(case):
    statements = read(case["text"], language=case["language"]).statements
    assert {f"{each.change} {each.place_name} {each.side}" for each in statements} == set(
        case["expected"]
    )


@pytest.mark.parametrize(
    ("place", "day", "side"),
    [
        ("Ulanok", dt.date(2025, 2, 7), "ukrainian"),
        ("Ulanok", dt.date(2025, 2, 20), "russian"),
        ("Tyotkino", dt.date(2025, 5, 6), "ukrainian"),
        ("Tyotkino", dt.date(2025, 4, 6), "russian"),
    ],
)
def test_where_nobody_is_named_the_fight_is_of_who_attacked_there_then(place, day, side):
    read_then = read(f"Fighting goes on in {place}.", published=day)
    assert [each.side.value for each in read_then.statements] == [side]
