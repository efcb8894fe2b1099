"""How sure a reading says it is: what makes it less sure, and that it stays a share."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read

from kursk_map.model import Change, Doubt, Modality
from kursk_map.reading.confidence import confidence_of, kind_of
from kursk_map.reading.rows.tables import load_table

NAMED = "Russian troops have taken Pogrebki, the ministry in Moscow said."
CASES = [
    (NAMED, ()),
    ("Russian troops have taken Pogrebki.", (Doubt.UNATTRIBUTED,)),
    (
        "Russian troops have taken Pogrebki and attack Guyevo, the ministry in Moscow said.",
        (Doubt.SEVERAL,),
    ),
    (
        (
            "Russian troops have taken Pogrebki, entered Gornal, attacked Guyevo and were beaten"
            " back at Plekhovo, the ministry in Moscow said."
        ),
        (Doubt.SEVERAL, Doubt.MANY),
    ),
    (
        (
            "Russian troops have taken Pogrebki, the ministry in Moscow said."
            " Ukrainian troops still attack Pogrebki, the ministry in Moscow said."
        ),
        (Doubt.OTHERWISE,),
    ),
    (
        "Russian troops have taken Pogrebki, which lies" + " far and" * 20 + " wide among the"
        " fields, the ministry in Moscow said.",
        (Doubt.LONG,),
    ),
]


def _first(text):
    return read(text).statements[0]


@pytest.mark.parametrize(("text", "doubts"), CASES)
def test_a_sentence_that_is_harder_to_read_is_read_less_surely(text, doubts):
    plain = _first(NAMED)
    found = _first(text)
    assert (found.change, found.place_name) == (Change.GAINED, "Pogrebki")
    assert found.provenance.doubts == doubts
    assert (confidence_of(found) < confidence_of(plain)) == bool(doubts)


@pytest.mark.parametrize("change", Change)
@pytest.mark.parametrize("modality", Modality)
def test_every_statement_has_a_confidence(change, modality):
    statement = replace(_first(NAMED), change=change, modality=modality)
    doubted = replace(statement, provenance=replace(statement.provenance, doubts=tuple(Doubt)))
    assert 0 < confidence_of(doubted) < confidence_of(statement) < 1
    assert kind_of(change, modality)


def test_every_doubt_weighs_against_the_reading():
    weights = load_table("confidence.toml")["doubts"]
    assert set(weights) == set(Doubt)
    assert max(weights.values()) < 0
