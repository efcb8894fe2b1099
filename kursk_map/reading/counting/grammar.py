"""The grammar of quantities of a language, compiled from ``lexicon/<language>/quantities.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kursk_map.model import Side
from kursk_map.reading.counting.number_words import DIGITS, NumberWords
from kursk_map.reading.rows.patterns import Rule, RuleBook, one_of, stretch
from kursk_map.reading.rows.tables import languages_with, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["NUMBER_MARKS", "QuantityGrammar", "load_quantity_grammar", "quantity_languages"]

#: What tells the two ends of a range apart in the names of groups.
NUMBER_MARKS: Final = ("", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityGrammar:
    """What a language knows of quantities, compiled."""

    numbers: NumberWords
    units: Callable[[str], str]
    unit: re.Pattern[str]
    scales: Callable[[str], str]
    shares: Callable[[str], str]
    book: RuleBook
    cues: RuleBook
    about: re.Pattern[str]
    approximate: re.Pattern[str]
    increment: re.Pattern[str]
    settlement: re.Pattern[str]
    indefinite: re.Pattern[str]
    land: re.Pattern[str]
    not_land: re.Pattern[str]
    village: re.Pattern[str]
    land_of: Mapping[Side, re.Pattern[str]]
    country: re.Pattern[str]
    whole_country: re.Pattern[str]
    inside: re.Pattern[str]
    grows: re.Pattern[str]
    one_of: re.Pattern[str]
    part_of: re.Pattern[str]
    opens_with_of: re.Pattern[str]


def quantity_languages() -> frozenset[str]:
    """Name the languages that have rows for quantities."""
    return frozenset(languages_with("quantities.toml"))


@cache
def load_quantity_grammar(language: str) -> QuantityGrammar:
    """Compile the rows of a language, once a process."""
    table = load_table(f"{language}/quantities.toml")
    words, land = table["words"], table["land"]
    numbers = NumberWords.from_table(table)
    about = rf"(?:{words['about']})"
    of = rf"(?:{words['of']})(?: (?:{words['about']})){{0,2}}"
    return QuantityGrammar(
        numbers=numbers,
        units=one_of(table["units"]),
        unit=re.compile(stretch(rf"(?:{'|'.join(table['units'].values())})(?!\w)")),
        scales=one_of(table["scales"]),
        shares=one_of(table["shares"]),
        book=RuleBook.compile(
            [Rule.from_row(row) for row in table["rule"]], _vocabulary(table, numbers, about)
        ),
        cues=RuleBook.compile([_cue_rule(row) for row in table["cue"]], {}),
        about=re.compile(stretch(rf"(?<!\w)(?:{about}[\s~≈]{{1,2}}){{1,4}}$|[~≈]\s?$")),
        approximate=re.compile(stretch(rf"(?<!\w)(?:{words['approximate']})(?!\w)|[~≈]")),
        increment=re.compile(rf"(?<!\w)(?:{words.get('increment', '(?!)')})(?!\w)"),
        settlement=re.compile(stretch(rf"(?<!\w)(?:{table['settlements']['nouns']})(?!\w)")),
        # "A village" counts nothing, but in many languages it is spelled like "one village".
        indefinite=re.compile(words.get("indefinite", "(?!)")),
        land=re.compile(rf"(?<!\w)(?:{land['of']})"),
        not_land=re.compile(stretch(rf"(?<!\w)(?:{land['not']})")),
        # "Half of the territory of the village" is no share of the land that is fought over.
        village=re.compile(
            stretch(rf"\w*(?:\W{{1,3}}\w{{1,4}}){{0,2}}\W(?:{land['village']})(?!\w)")
        ),
        land_of={
            side: re.compile(stretch(rf"\W{{1,3}}(?:\([^()]{{1,40}}\) ?)?(?:{land[side.value]})"))
            for side in (Side.RUSSIAN, Side.UKRAINIAN)
        },
        country=re.compile(stretch(rf"\W{{1,3}}(?:{land['country']})(?!\w)")),
        whole_country=re.compile(stretch(rf"(?<!\w)(?:{land['whole_country']})(?!\w)")),
        inside=re.compile(stretch(rf"(?<!\w)(?:{words['inside']})(?: \w{{1,14}}){{0,2}}[ -]?$")),
        grows=re.compile(rf"(?<!\w)(?:{words['grows']})(?!\w)"),
        one_of=re.compile(stretch(rf"^\w{{1,12}}[ -](?:\w{{1,12}} )?(?:{of})(?!\w)")),
        part_of=re.compile(stretch(rf"\W{{1,3}}(?:{of})\W{{1,2}}")),
        opens_with_of=re.compile(stretch(rf"(?:^|[.!?…:;,(«“\"\n]\s?)(?:{of})\s$")),
    )


def _vocabulary(table: Mapping[str, Any], numbers: NumberWords, about: str) -> dict[str, str]:
    settlements = table["settlements"]
    units = "|".join(table["units"].values())
    vocabulary = {
        "UNIT": rf"(?P<UNIT>{units})",
        "SETTLEMENT": rf"(?:{settlements['nouns']})",
        "ADJ": rf"(?:{settlements['adjectives']})",
        "SHARE": rf"(?P<SHARE>{'|'.join(table['shares'].values())})",
        "ABOUT": about,
        # Nobody writes out how much the whole was; the words would cost more to compile.
        "DIGITS2": rf"(?P<NUM2>{DIGITS})",
        "OF": rf"(?:{table['words']['of']})",
    }
    for mark in NUMBER_MARKS:
        vocabulary[f"NUM{mark}"] = rf"(?P<NUM{mark}>{numbers.pattern})"
        vocabulary[f"SCALE{mark}"] = rf" ?(?P<SCALE{mark}>{'|'.join(table['scales'].values())})"
    return vocabulary


def _cue_rule(row: dict[str, Any]) -> Rule:
    return Rule.from_row({**row, "gives": row["sense"]})
