"""The grammar of dates of a language, compiled from ``lexicon/<language>/dates.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kursk_map.reading.rows.patterns import WORD_GAP, Rule, RuleBook, one_of
from kursk_map.reading.rows.tables import languages_with, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["DateGrammar", "date_languages", "load_date_grammar", "read_parts"]

_PREFIXES: Final = ("by", "as_of", "before", "since", "after", "until", "lead")
_NUMERIC: Final = frozenset({"D", "N", "Y", "MN"})
_LISTS: Final = frozenset({"months", "weekdays", "parts", "units", "numbers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGrammar:
    """What a language knows of dates, compiled."""

    book: RuleBook
    words: Mapping[str, Any]
    prefix: re.Pattern[str]
    reported_before: re.Pattern[str]
    reported_after: re.Pattern[str]
    reported_right_after: re.Pattern[str]
    namers: Mapping[str, Callable[[str], str]]


def date_languages() -> frozenset[str]:
    """Name the languages that have rows for dates."""
    return frozenset(languages_with("dates.toml"))


@cache
def load_date_grammar(language: str) -> DateGrammar:
    """Compile the rows of a language, once a process."""
    table = load_table(f"{language}/dates.toml")
    words, before, report = table["words"], table["before"], table["report"]
    prefixes = "|".join(f"(?P<{name}>{before[name]})" for name in _PREFIXES if before.get(name))
    fillers = rf"(?:\s{{1,3}}(?:{report['fillers']})){{0,4}}"
    right_after = report.get("always_after", "(?!)")
    return DateGrammar(
        book=RuleBook.compile([Rule.from_row(row) for row in table["rule"]], _vocabulary(table)),
        words=words,
        prefix=re.compile(
            rf"(?<!\w)(?:{prefixes})(?:{WORD_GAP}(?:{words['article']}))?{WORD_GAP}$"
        ),
        reported_before=re.compile(rf"(?<!\w){report['before']}{fillers},?\s{{1,3}}$"),
        reported_after=re.compile(
            rf",?(?:\s{{1,2}}[^\s,.;:]{{1,30}}){{0,8}}?\s{report['after']}\b"
        ),
        reported_right_after=re.compile(rf"(?:\s?(?:{right_after})|\s{report['after']})(?!\w)"),
        namers={
            "M": one_of(table["months"]),
            "W": one_of(table["weekdays"]),
            "P": one_of(table["parts"]),
            "U": one_of(table["units"]),
            "N": one_of(table["numbers"]),
            "D": one_of(table.get("day_words", {})),
        },
    )


def _vocabulary(table: Mapping[str, Any]) -> dict[str, str]:
    """Give what the placeholders of the rows stand for."""
    words = table["words"]
    day = rf"(?:[12]\d|3[01]|0?[1-9]){words['day_suffix']}(?!\d)"
    if "day_words" in table:
        day = rf"(?:{day}|{'|'.join(table['day_words'].values())})"
    year = rf"20[12]\d(?!\d){words['year_suffix']}"
    alternatives = {name: "|".join(table[name].values()) for name in table if name in _LISTS}
    vocabulary = {
        "TO": rf"(?: ?[-–—−] ?| (?:{words['and']}) )",
        "YEAR": rf"(?P<Y>{year})",
        "P": f"(?P<P>{alternatives['parts']})",
        "U": f"(?P<U>{alternatives['units']})",
        "N": rf"(?P<N>\d{{1,3}}|{alternatives['numbers']})",
        "ISO": r"(?P<Y>20[12]\d)-(?P<MN>[01]\d)-(?P<D>[0-3]\d)",
        "DMY": r"(?P<D>[0-3]?\d)[./-](?P<MN>[01]?\d)[./-](?P<Y>20[12]\d|[12]\d)(?!\d|\.\d)",
    }
    for mark in ("", "2"):
        vocabulary[f"D{mark}"] = f"(?P<D{mark}>{day})"
        vocabulary[f"M{mark}"] = f"(?P<M{mark}>{alternatives['months']})"
        vocabulary[f"W{mark}"] = f"(?P<W{mark}>{alternatives['weekdays']})"
        vocabulary[f"Y{mark}"] = f"(?:,? (?P<Y{mark}>{year}))?"
    return vocabulary


def read_parts(
    values: Mapping[str, str], grammar: DateGrammar
) -> tuple[dict[str, int], dict[str, str]]:
    """Turn the text of groups into numbers and names of rows."""
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}
    for name, text in values.items():
        kind = name.rstrip("2")
        if kind in _NUMERIC and text[0].isdecimal():
            numbers["M" if kind == "MN" else name] = int(re.sub(r"\D.*", "", text))
        elif kind in {"M", "W", "N", "D"}:
            numbers[name] = int(grammar.namers[kind](text))
        elif kind in {"P", "U"}:
            names[name] = grammar.namers[kind](text)
        else:
            names[name] = text
    return numbers, names
