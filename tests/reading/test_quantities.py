from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.reading.counting.grammar import quantity_languages
from kursk_map.reading.counting.number_words import NumberWords
from kursk_map.reading.intake.languages import READ_LANGUAGES
from kursk_map.reading.quantities import find_quantities
from kursk_map.reading.rows.tables import load_table

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "quantities.toml").read_text("utf-8"))
SENSE_OF_CUE = {"lost": "retaken", "none": "", "remaining": "held"}
RULES = [
    (language, row)
    for language in READ_LANGUAGES
    for row in load_table(f"{language}/quantities.toml")["rule"]
]
CUES = [
    (language, row)
    for language in READ_LANGUAGES
    for row in load_table(f"{language}/quantities.toml")["cue"]
]


def row_id(value: object) -> str:
    return value["id"] if isinstance(value, dict) else str(value)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda c: f"{c['language']}-{c['text'][:40]}")
def test_quantities_of_a_text(case: dict) -> None:
    text = case["text"]
    found = [
        [
            text[m.span.start : m.span.end],
            m.measure.value,
            m.value,
            m.sense.value if m.sense else "",
        ]
        for m in find_quantities(text, language=case["language"])
    ]
    assert found == case["quantities"]


def test_every_language_of_the_design_has_rows() -> None:
    assert set(READ_LANGUAGES) <= quantity_languages()


@pytest.mark.parametrize(("language", "row"), RULES, ids=row_id)
def test_every_rule_meets_its_example_and_not_its_counterexample(language: str, row: dict) -> None:
    met = {mention.rule_id for mention in find_quantities(row["example"], language=language)}
    assert row["id"] in met
    assert not find_quantities(row["counterexample"], language=language)


@pytest.mark.parametrize(("language", "row"), CUES, ids=row_id)
def test_every_cue_says_what_its_example_says(language: str, row: dict) -> None:
    [found] = find_quantities(row["example"], language=language)
    expected = SENSE_OF_CUE.get(row["sense"], row["sense"])
    assert (found.sense.value if found.sense else "") == expected


def test_words_like_lost_tell_of_the_side_that_had_it() -> None:
    [found] = find_quantities("Ukraine has lost 40% of the territory", language="en")
    assert found.cues[0].loses
    assert not find_quantities("Russia retook 12 villages", language="en")[0].cues[0].loses


@pytest.mark.parametrize(
    ("text", "approximate", "low", "high"),
    [
        ("about 500 sq km", True, 500, 500),
        ("500 sq km", False, 500, 500),
        ("just 30 sq km", False, 30, 30),
        ("more than 500 sq km", True, 500, 500),
        ("~500 sq km", True, 500, 500),
        ("800–1,000 sq km", True, 800, 1000),
        ("1-1.2 thousand sq km", True, 1000, 1200),
    ],
)
def test_how_exact_a_number_is(text: str, *, approximate: bool, low: float, high: float) -> None:
    [found] = find_quantities(text, language="en")
    assert (found.approximate, found.low, found.high) == (approximate, low, high)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty-eight", 28),
        ("en", "one hundred and twenty", 120),
        ("en", "two hundred", 200),
        ("en", "1,300", 1300),
        ("en", "1.2", 1.2),
        ("ru", "двадцати восьми", 28),
        ("ru", "сто двадцать пять", 125),
        ("ru", "1 300", 1300),
        ("ru", "1,3", 1.3),
        ("uk", "дев'яносто дві", 92),
        ("de", "achtundzwanzig", 28),
        ("de", "einhundert", 100),
        ("fr", "vingt-huit", 28),
        ("es", "treinta y dos", 32),
        ("it", "ventotto", 28),
        ("pl", "dwadzieścia osiem", 28),
    ],
)
def test_number_words(language: str, text: str, value: float) -> None:
    numbers = NumberWords.from_table(load_table(f"{language}/quantities.toml"))
    assert numbers.value_of(text) == value


def test_a_language_without_rows_has_no_quantities() -> None:
    assert find_quantities("28 settlements", language="fi") == ()


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["28", "1,300", "1 300", "twelve", "hundred", "and", "settlements", "villages",

             "sq. km",
             "(", ")", "about", "%", "of", "the", "territory", "lost", "retaken", "за", "тыс.",
             "кв. км", "населённых", "пунктов", "–", "50", "half", "0", "İ", "quadratkilometer",
             "\n", ".", "between", "square miles", "troops"]
        ),
        max_size=14,
    ),
    st.sampled_from(READ_LANGUAGES),
)  # fmt: skip
def test_any_words_give_positive_numbers_in_order(words: list[str], language: str) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_quantities(text, language=language):
        assert 0 < mention.low <= mention.value <= mention.high
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


@settings(max_examples=100)
@given(st.text(max_size=300), st.sampled_from(READ_LANGUAGES))
def test_no_text_breaks_it(text: str, language: str) -> None:
    for mention in find_quantities(text, language=language):
        assert mention.value > 0
