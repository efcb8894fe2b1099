from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.model import DatePrecision
from kursk_map.reading.dates import (
    DateMention,
    DateRole,
    find_dates,
)
from kursk_map.reading.dating.grammar import date_languages
from kursk_map.reading.dating.valid_times import SinceMeans, resolve_valid_time
from kursk_map.reading.intake.languages import READ_LANGUAGES
from kursk_map.reading.rows.patterns import Rule
from kursk_map.reading.rows.tables import load_table

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text("utf-8"))
PUBLISHED = dt.date(2025, 3, 12)
RULES = [
    (language, Rule.from_row(row))
    for language in READ_LANGUAGES
    for row in load_table(f"{language}/dates.toml")["rule"]
]


def flatten(text: str, mention: DateMention) -> list[str]:
    row = [
        text[mention.span.start : mention.span.end],
        str(mention.valid_from),
        str(mention.valid_to),
        mention.precision.value,
        mention.kind.value,
    ]
    return [*row, "report"] if mention.role is DateRole.REPORT else row


@pytest.mark.parametrize("case", CASES["case"], ids=lambda c: f"{c['language']}-{c['text'][:40]}")
def test_dates_of_a_text(case: dict) -> None:
    found = find_dates(
        case["text"],
        language=case["language"],
        published=case["published"],
        precision=DatePrecision(case.get("published_precision", "day")),
    )
    assert [flatten(case["text"], mention) for mention in found] == case["dates"]


def test_every_language_of_the_design_has_rows() -> None:
    assert set(READ_LANGUAGES) <= date_languages()


@pytest.mark.parametrize(("language", "rule"), RULES, ids=lambda v: getattr(v, "rule_id", v))
def test_every_row_meets_its_example_and_not_its_counterexample(language: str, rule: Rule) -> None:
    def met_in(text: str) -> set[str]:
        return {m.rule_id for m in find_dates(text, language=language, published=PUBLISHED)}

    if rule.gives != "nothing":
        assert rule.rule_id in met_in(rule.example)
    assert rule.rule_id not in met_in(rule.counterexample)


@pytest.mark.parametrize(
    ("text", "since", "expected"),
    [
        ("It was taken.", SinceMeans.START, ("2025-03-12", "2025-03-13", "by")),
        ("It was taken on Monday.", SinceMeans.START, ("2025-03-10", "2025-03-11", "day")),
        (
            "The army said on Monday that it was.",
            SinceMeans.START,
            ("2025-03-10", "2025-03-11", "by"),
        ),
        (
            "The army said on Tuesday that it was taken on Monday.",
            SinceMeans.START,
            ("2025-03-10", "2025-03-11", "day"),
        ),
        ("It was taken by Monday.", SinceMeans.START, ("2025-03-10", "2025-03-11", "by")),
        ("Held since August.", SinceMeans.START, ("2024-08-01", "2024-09-01", "month")),
        ("Held since 3 March.", SinceMeans.WHOLE, ("2025-03-03", "2025-03-13", "week")),
        ("Since August 100 villages.", SinceMeans.NOW, ("2025-03-12", "2025-03-13", "by")),
        ("This month, on Monday, it was.", SinceMeans.START, ("2025-03-10", "2025-03-11", "day")),
    ],
)
def test_valid_time_of_a_clause(text: str, since: SinceMeans, expected: tuple[str, ...]) -> None:
    mentions = find_dates(text, language="en", published=PUBLISHED)
    found = resolve_valid_time(mentions, published=PUBLISHED, since=since)
    assert (str(found.valid_from), str(found.valid_to), found.precision.value) == expected


@pytest.mark.parametrize("month", ["ene", "feb", "abr", "sept", "dic"])
def test_a_month_cut_short_before_the_agency(month: str) -> None:
    text = f"Kiev, 5 {month} (EFE).- Rusia avanza."
    (found,) = find_dates(text, language="es", published=PUBLISHED)
    assert found.valid_from.day == 5


def test_a_language_without_rows_has_no_dates() -> None:
    assert find_dates("on 12 March", language="fi", published=PUBLISHED) == ()


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["on", "night", "of", "8–9", "March", "31", "February", "last", "week", "two", "days",
             "ago", "с", "по", "14", "марта", "ночь", "на", "середу", "le", "1er", "29", "\n", "-",
             "20.13.2025", "2025-02-30", "seit", "dem", "99", "İ", "à", "fa", "0", "Thursday", "."]
        ),
        max_size=12,
    ),
    st.sampled_from(READ_LANGUAGES),
    st.dates(dt.date(2024, 8, 6), dt.date(2025, 6, 30)),
    st.sampled_from([DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH]),
)  # fmt: skip
def test_any_words_give_ordered_intervals(
    words: list[str], language: str, published: dt.date, precision: DatePrecision
) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_dates(text, language=language, published=published, precision=precision):
        assert mention.valid_from < mention.valid_to
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


@settings(max_examples=100)
@given(st.text(max_size=300), st.sampled_from(READ_LANGUAGES))
def test_no_text_breaks_it(text: str, language: str) -> None:
    for mention in find_dates(text, language=language, published=PUBLISHED):
        assert text[mention.span.start : mention.span.end].strip()
