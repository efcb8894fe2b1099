import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read, table

from kursk_map.model import Change, Modality
from kursk_map.reading.modality import Force, turn_change, turn_modality
from kursk_map.reading.rows.entries import Cue

CUE = Cue(rule_id="xx.cue", match=("xx",), change="gained")


@pytest.mark.parametrize("case", table("modality.toml"))
def test_modalities(case):
    statements = read(case["text"], language=case["language"]).statements
    assert [f"{each.place_name} {each.change} {each.modality}" for each in statements] == case[
        "expected"
    ]


def force(*kinds):
    return Force(kinds=frozenset(kinds), rule_ids=())


@pytest.mark.parametrize(
    ("change", "kinds", "turned"),
    [
        (Change.GAINED, (), Change.GAINED),
        (Change.GAINED, ("attempt",), Change.CONTESTED),
        (Change.GAINED, ("attempt", "failed"), Change.REPELLED),
        (Change.CONTESTED, ("vain",), Change.REPELLED),
        (Change.HELD, ("ended",), Change.LOST),
        (Change.HELD, ("partly", "not"), Change.CONTESTED),
        (Change.PRESENT, ("partly",), Change.PRESENT),
    ],
)
def test_operators_turn_a_change(change, kinds, turned):
    assert turn_change(change, force(*kinds)) is turned


@pytest.mark.parametrize(
    ("kinds", "polarity", "modality"),
    [
        ((), Modality.ASSERTED, Modality.ASSERTED),
        (("possible",), Modality.ASSERTED, Modality.POSSIBLE),
        (("possible", "plan"), Modality.ASSERTED, Modality.PLANNED),
        (("not",), Modality.ASSERTED, Modality.DENIED),
        (("not", "partly"), Modality.ASSERTED, Modality.ASSERTED),
        ((), Modality.DENIED, Modality.DENIED),
    ],
)
def test_operators_turn_how_sure_it_is(kinds, polarity, modality):
    assert turn_modality(CUE, force(*kinds), polarity) is modality
