"""Claims in Ukrainian, from sentence to statement."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read, table


@pytest.mark.parametrize("case", table("claims_uk.toml"))
def test_claims(case):
    found = read(case["text"], language=case["language"])
    assert sorted(
        f"{each.change} {each.place_name} {each.side} {each.modality} {each.claimant}"
        for each in found.statements
    ) == sorted(case["expected"])
