"""What the encoder learns from, and when its word counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from bench.scoring import Claim
from bench.second_opinion.candidates import Candidate, Judged
from bench.second_opinion.examples import join, parse
from kursk_map.model import SecondOpinion, Side
from kursk_map.reading.confidence import share_backed
from kursk_map.reading.second_opinion.labels import LABELS

EXAMPLES = sorted((Path(__file__).parents[2] / "bench/second_opinion/examples").glob("*.txt"))
PASSAGE = """
@en 2025-03 ru
Our men took [Melovoi|control.r] and stand near [Guyevo|advance.r,contested.r?].
[Melovoi|-] is a hamlet.

@uk 2024-08 xx
Тихо.
"""


def test_a_passage_is_read_with_its_marks_taken_away():
    first, second = parse(PASSAGE, "here")
    assert first.text.startswith("Our men took Melovoi and stand near Guyevo.\nMelovoi is")
    assert [first.text[each.start : each.end] for each in first.mentions] == [
        "Melovoi",
        "Guyevo",
        "Melovoi",
    ]
    assert [sorted(each.required) for each in first.told] == [
        ["control russian"],
        ["advance russian"],
        [],
    ]
    assert first.told[1].optional == {"contested russian"}
    assert (first.home, first.published) == (Side.RUSSIAN, dt.date(2025, 3, 1))
    assert (second.language, second.home, second.mentions) == ("uk", None, ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Our men took [Melovoi|control.r].", "is no head; write '@en 2025-03 ua'"),
        ("@en 2025-03 ru\n[Melovoi|conquered.r]", "no such label, 'conquered.r'"),
        ("@en 2025-03 ru\n[Melovoi|control]", "no such label, 'control'"),
    ],
)
def test_a_fault_is_named(content, message):
    with pytest.raises(ValueError, match=message):
        list(parse(content, "here"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_learned_from(path):
    examples = list(parse(path.read_text(encoding="utf-8"), path.name))
    assert len(examples) > 50
    assert not [each.text for each in examples if set("[]|") & set(each.text)]
    said = {label for each in examples for told in each.told for label in told.required}
    assert said <= set(LABELS)


def marked(examples):
    """List what is told of each village, with its name and what makes passages alike."""
    return sorted(
        (each.language, str(each.home), each.text[span.start : span.end], sorted(told.required))
        for each in examples
        for told in each.told
        for span in (each.mentions[number] for number in told.mentions)
    )


def test_joined_passages_keep_every_village_with_what_is_told_of_it():
    examples = list(parse("\n\n".join([PASSAGE.strip()] * 20), "here"))
    joined = list(join(examples, np.random.default_rng(1)))
    assert marked(joined) == marked(examples)
    assert {each.language for each in joined} == {"en", "uk"}
    assert len(joined) < len(examples) / 2
    longest = max(len(each.text) for each in examples)
    assert max(len(each.text) for each in joined) < 1400 + 2 * longest


def test_only_passages_of_one_country_and_month_are_joined():
    content = "@en 2025-03 ru\nA.\n\n@en 2025-03 ua\nB.\n\n@en 2025-02 ru\nC."
    joined = join(parse(content, "here"), np.random.default_rng(1))
    assert sorted(each.text for each in joined) == ["A.", "B.", "C."]


def claim(place, kind="control", *, optional=False):
    return Claim(
        document="d",
        places=frozenset({place}),
        kind=kind,
        side="russian",
        claimants=frozenset({"media"}),
        valid_from=dt.date(2025, 3, 1),
        valid_to=dt.date(2025, 3, 2),
        optional=optional,
    )


@pytest.fixture
def judged():
    candidates = [
        Candidate(claim=claim("a"), own=0.9, opinion=SecondOpinion(0.9)),
        Candidate(claim=claim("b"), own=0.5, opinion=SecondOpinion(0.001, 0.9)),
        Candidate(claim=claim("c"), own=None, opinion=SecondOpinion(0.9999)),
        Candidate(claim=claim("d"), own=None, opinion=SecondOpinion(0.4, 0.9)),
        Candidate(claim=claim("e"), own=0.9, opinion=None),
    ]
    gold = [claim("a"), claim("c"), claim("e", optional=True)]
    return Judged(documents=["d"], gold=gold, candidates=candidates)


def confidence(candidate):
    if candidate.opinion is None:
        return candidate.own
    return share_backed(candidate.own, candidate.opinion)


def test_what_is_unlikely_is_left_out_and_what_is_sure_added(judged):
    rules = judged.score(lambda each: each.own is not None)
    both = judged.score(lambda each: confidence(each) >= 0.5)
    assert (rules.precision.value, rules.recall.value) == (0.5, 0.5)
    assert (both.precision.value, both.recall.value) == (1, 1)


def test_what_readers_differ_on_has_no_verdict(judged):
    right = {next(iter(each.claim.places)): verdict for each, verdict in judged.verdicts()}
    assert right == {"a": True, "b": False, "c": True, "d": False}
