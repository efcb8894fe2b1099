"""Numbers as articles write them: digits with separators, words, and words for thousands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kursk_map.reading.rows.openings import split_outside
from kursk_map.reading.rows.patterns import stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DIGITS", "NumberWords"]

DIGITS: Final = r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3}){1,2}(?![\d])|\d{1,6}(?:[.,]\d{1,2})?(?!\d)"
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,’'\s]\d{3})+")
_HUNDRED: Final = 100
_TEN: Final = 10
_LAST_TEEN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The numbers of a language: how to find one (``pattern``) and what it is worth."""

    pattern: str
    words: re.Pattern[str]
    values: tuple[tuple[re.Pattern[str], float], ...]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> NumberWords:
        """Compile the rows of a language.

        Hundreds go before tens and tens before units, with a joiner between;
        ``unit_first`` in ``joiners`` puts units before tens, as German does.
        """
        rows: dict[str, str] = table["numbers"]
        joiners: dict[str, str] = table["joiners"]
        hundreds = _one_of(rows, lambda n: n >= _HUNDRED)
        tens = _one_of(rows, lambda n: _LAST_TEEN <= n < _HUNDRED and n % _TEN == 0)
        units = _one_of(rows, lambda n: n < _LAST_TEEN or (n < _HUNDRED and n % _TEN != 0))
        below = rf"(?:{tens})(?:(?:{joiners['ten']})(?:{units}))?|{units}"
        if "unit_first" in joiners:
            below = rf"(?:{units})(?:{joiners['unit_first']})(?:{tens})|{below}"
        words = rf"(?:{hundreds})(?:(?:{joiners['hundred']})(?:{below}))?|{below}"
        return cls(
            pattern=rf"(?:{DIGITS}|(?:{words})(?!\w))",
            words=re.compile(stretch("|".join(_longest_first(rows.values())))),
            values=tuple((re.compile(stretch(row)), float(number)) for number, row in rows.items()),
        )

    def value_of(self, text: str) -> float:
        """Say what a number is worth; ``text`` is what ``pattern`` has matched."""
        if text[0].isdigit():
            return _read_digits(text)
        return float(sum(_value(word, self.values) for word in self.words.findall(text)))


def _one_of(rows: Mapping[str, str], wanted: Any) -> str:
    chosen = [row for number, row in rows.items() if wanted(int(number))]
    return "|".join(_longest_first(chosen)) or "(?!)"


def _longest_first(rows: Any) -> list[str]:
    """Put "two dozen" before "two": the first alternative that fits is taken."""
    return sorted((each for row in rows for each in split_outside(row, "|")), key=len, reverse=True)


@lru_cache(maxsize=4096)
def _value(word: str, values: tuple[tuple[re.Pattern[str], float], ...]) -> float:
    return next((value for row, value in values if row.fullmatch(word)), 0.0)


def _read_digits(text: str) -> float:
    """Read digits; a separator before exactly three of them parts thousands.

    >>> _read_digits("1,300"), _read_digits("1 300"), _read_digits("1,3")
    (1300.0, 1300.0, 1.3)
    """
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", "."))
