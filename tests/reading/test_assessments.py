"""Assessments and newsletters: who holds what, and on whose word."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read, table


@pytest.mark.parametrize("case", table("assessments.toml"))
def test_assessments(case):
    given = {key: case[key] for key in ("publisher", "published") if key in case}
    statements = read(case["text"], **given).statements
    told = [f"{each.change} {each.place_name} {each.side} {each.claimant}" for each in statements]
    assert sorted(told) == sorted(case["expected"])
