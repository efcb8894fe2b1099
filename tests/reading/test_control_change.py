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
