"""Claims in all languages but Ukrainian, from sentence to statement."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import CASES, read, table

LANGUAGES = ("de", "en", "es", "fr", "it", "pl", "ru")
ROWS = [row for language in LANGUAGES for row in table(f"claims_{language}.toml")]
#: What every table speaks of at least once.
KINDS = {"gained", "lost", "held", "contested", "advanced", "repelled", "present"}
MODALITIES = {"asserted", "denied", "planned"}


@pytest.mark.parametrize("case", ROWS)
def test_claims(case):
    found = read(case["text"], language=case["language"])
    assert sorted(
        f"{each.change} {each.place_name} {each.side} {each.modality} {each.claimant}"
        for each in found.statements
    ) == sorted(case["expected"])
    assert sorted(
        f"{each.measure} {each.value:g} {each.sense} {each.side} {each.claimant}"
        for each in found.quantities
    ) == sorted(case.get("quantities", []))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_covers_what_agencies_say(language):
    path = CASES / f"claims_{language}.toml"
    words = set(path.read_text(encoding="utf-8").replace('"', " ").split())
    assert words >= KINDS | MODALITIES
    assert {"area_km2", "settlements"} <= words
