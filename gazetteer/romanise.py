"""Names in other letters: Russian, Ukrainian, English."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "romanise_russian",
    "romanise_ukrainian",
    "russian_from_latin",
    "russian_from_ukrainian",
    "ukrainian_from_russian",
]

_TABLES: Final = Path(__file__).parent / "tables"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’ʼ]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """One way of writing words in other letters."""

    stems: Mapping[str, str]
    endings: Mapping[str, str]
    letters: Mapping[str, str]
    longest: int

    def spell(self, word: str) -> str:
        """Write one word, keeping its capital."""
        head, rest = self._take_stem(word)
        rest, tail = self._take_ending(rest)
        text = head + self._spell_letters(rest, at_start=not head) + tail
        return text[:1].upper() + text[1:] if word[:1].isupper() else text

    def _take_stem(self, word: str) -> tuple[str, str]:
        for stem in sorted(self.stems, key=len, reverse=True):
            if word.startswith(stem):
                return self.stems[stem], word[len(stem) :]
        return "", word

    def _take_ending(self, word: str) -> tuple[str, str]:
        for ending in sorted(self.endings, key=len, reverse=True):
            if word.endswith(ending):
                return word[: -len(ending)], self.endings[ending]
        return word, ""

    def _spell_letters(self, word: str, *, at_start: bool) -> str:
        text = ("^" if at_start else "") + word.lower()
        done: list[str] = []
        position = 0
        while position < len(text):
            for length in range(min(self.longest, len(text) - position), 0, -1):
                chunk = text[position : position + length]
                if chunk in self.letters:
                    done.append(self.letters[chunk])
                    position += length
                    break
            else:
                done.append(text[position].removeprefix("^"))
                position += 1
        return "".join(done)


@cache
def _load_letters(table: str, file: str) -> _Letters:
    rows = tomllib.loads((_TABLES / file).read_text(encoding="utf-8"))[table]
    letters = rows["letters"]
    return _Letters(
        stems=rows.get("stems", {}),
        endings=rows.get("end_of_word", rows.get("endings", {})),
        letters=letters,
        longest=max(map(len, letters)),
    )


def _spell_words(name: str, letters: _Letters) -> str:
    return _WORD.sub(lambda match: letters.spell(match[0]), name)


def romanise_russian(name: str) -> str:
    """Write a Russian name in English as the press does (BGN/PCGN without signs).

    Examples
    --------
    >>> [romanise_russian(name) for name in ("Гуево", "Николаево-Дарьино", "Нижний Клин")]
    ['Guyevo', 'Nikolayevo-Daryino', 'Nizhny Klin']
    """
    return _spell_words(name, _load_letters("russian_to_english", "romanisation.toml"))


def romanise_ukrainian(name: str) -> str:
    """Write a Ukrainian name in English by the Ukrainian national system.

    Examples
    --------
    >>> romanise_ukrainian("Юнаківка")
    'Yunakivka'
    """
    return _spell_words(name, _load_letters("ukrainian_to_english", "romanisation.toml"))


def russian_from_latin(name: str) -> str:
    """Guess the Russian name behind a Latin one; a guess, to be marked as derived.

    Examples
    --------
    >>> russian_from_latin("Alekseyevskiy")
    'Алексеевский'
    """
    return _spell_words(name, _load_letters("latin_to_russian", "romanisation.toml"))


def ukrainian_from_russian(name: str) -> str:
    """Write a Russian name in Ukrainian as the press does; to be marked as derived.

    Examples
    --------
    >>> [ukrainian_from_russian(name) for name in ("Мартыновка", "Малая Локня", "Гуево")]
    ['Мартинівка', 'Мала Локня', 'Гуєво']
    """
    return _spell_words(name, _load_letters("russian_to_ukrainian", "translation.toml"))


def russian_from_ukrainian(name: str) -> str:
    """Write a Ukrainian name in Russian as the press does; to be marked as derived.

    Examples
    --------
    >>> [russian_from_ukrainian(name) for name in ("Юнаківка", "Новеньке")]
    ['Юнаковка', 'Новенькое']
    """
    return _spell_words(name, _load_letters("ukrainian_to_russian", "translation.toml"))
