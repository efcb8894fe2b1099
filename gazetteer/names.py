"""How names sound: one skeleton of phonemes for all orthographies, stems, and distance."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "looks_like_surname",
    "measure_distance",
    "spell_skeletons",
    "stem_skeleton",
]

_VOWELS: Final = frozenset("aeiou")
_GLIDE: Final = re.compile(r"i(?=[aeou])")
_DOUBLE: Final = re.compile(r"(.)\1+")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
#: A number of a name: "1-й", "2nd", "2-ye", or "2" alone.
_NUMBER: Final = re.compile(r"(?<!\w)(\d+)(?:-?[^\W\d_]{1,3}(?!\w))?")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_GREEK: Final = re.compile(r"[\u0370-\u03ff]")
_SIGNS: Final = str.maketrans("", "", "'’ʼ‘`´\u0301")


@cache
def _tables() -> dict[str, Any]:
    path = Path(__file__).parent / "tables" / "orthographies.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _surname_endings() -> tuple[str, ...]:
    return tuple(_tables()["surnames"]["endings"])


def looks_like_surname(text: str) -> bool:
    """Tell whether a spelling ends as surnames do.

    Examples
    --------
    >>> looks_like_surname("Alaudinov"), looks_like_surname("Sudzha")
    (True, False)
    """
    return text.lower().endswith(_surname_endings())


@cache
def _decoder(orthography: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    tables = _tables()
    if orthography in {"cyrillic", "greek"}:
        letters: dict[str, str] = tables[orthography]
    else:
        letters = tables["letters"] | tables["orthography"][orthography]
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters


def _decode(word: str, orthography: str) -> str:
    if word.isdigit():
        return word
    pattern, letters = _decoder(orthography)
    sounds = "".join(letters[found] for found in pattern.findall(word))
    return _DOUBLE.sub(r"\1", _GLIDE.sub("", sounds))


@lru_cache(maxsize=65536)
def spell_skeletons(text: str, language: str | None = None) -> tuple[str, ...]:
    """Give the skeletons that a spelling may stand for, the likeliest first.

    Soft signs, doubled letters and glides are dropped, so that Guyevo, Guevo
    and Гуево are one. A number goes last, so that Knyazhy 2 is the 2-y Knyazhy.

    Examples
    --------
    >>> spell_skeletons("Гуево") == spell_skeletons("Guyevo")[:1]
    True
    >>> spell_skeletons("2-й Княжий") == spell_skeletons("Knyazhy 2")[:1]
    True
    >>> spell_skeletons("Sudscha", "de")[1] == spell_skeletons("Суджа")[0]
    True
    >>> spell_skeletons("Суджа")[0] in spell_skeletons("Sudschas", "de")
    True
    """
    lower = text.lower().translate(_SIGNS)
    words = _WORD.findall(_put_number_last(lower))
    bare = _without_genitive(words, language)
    if _CYRILLIC.search(text):
        orthographies = ["cyrillic"]
    elif _GREEK.search(text):
        orthographies = ["greek"]
    else:
        orthographies = ["en", *_tables()["languages"].get(language or "en", ())]
    spelled = (
        " ".join(_decode(word, way) for word in form).strip()
        for form in (bare, words)
        for way in orthographies
    )
    return tuple(dict.fromkeys(filter(None, spelled)))


def _put_number_last(text: str) -> str:
    if not (numbers := _NUMBER.findall(text)):
        return text
    return " ".join((_NUMBER.sub(" ", text), *numbers))


def _without_genitive(words: Sequence[str], language: str | None) -> Sequence[str]:
    """Take the letter off that some languages put behind a name: "die Einnahme Sudschas"."""
    genitive = _tables()["genitives"].get(language or "")
    if not words or not genitive or not words[-1].endswith(genitive):
        return words
    name = words[-1].removesuffix(genitive)
    return (*words[:-1], name) if name[-1:] in _VOWELS else words


@lru_cache(maxsize=65536)
def stem_skeleton(skeleton: str) -> str:
    """Take the case endings off a skeleton, word by word.

    Examples
    --------
    >>> stem_skeleton("goncarovka") == stem_skeleton("goncarivku")
    True
    """
    return " ".join(map(_stem_word, skeleton.split()))


def _stem_word(word: str) -> str:
    rules = _tables()["stems"]
    for ending in rules["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= rules["shortest"]:
            word = word[: -len(ending)]
            break
    for suffixes, length in ((rules["suffixes"], 3), (rules["possessives"], 2)):
        suffix = suffixes.get(word[-length:])
        if suffix and len(word) > rules["shortest"]:
            return word[:-length] + str(suffix)
    return word


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    pairs = _tables()["costs"]["pairs"]
    return frozenset((pair[i], pair[1 - i]) for pair in pairs for i in (0, 1))


def _cost(one: str, other: str) -> float:
    costs = _tables()["costs"]
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return float(costs["vowel"])
    return float(costs["pair"]) if (one, other) in _pairs() else 1.0


def measure_distance(one: str, other: str) -> float:
    """Give the weighted edit distance of two skeletons: confusable sounds cost less.

    Examples
    --------
    >>> measure_distance("gornol", "gornal"), measure_distance("gornal", "gorna")
    (0.5, 1.0)
    """
    gap = {
        letter: _tables()["costs"]["glide"] if letter in _VOWELS else 1.0 for letter in one + other
    }
    row = [0.0]
    for letter in other:
        row.append(row[-1] + gap[letter])
    for left in one:
        above, row = row, [row[0] + gap[left]]
        for column, right in enumerate(other, 1):
            row.append(
                min(
                    above[column] + gap[left],
                    row[-1] + gap[right],
                    above[column - 1] + _cost(left, right),
                )
            )
    return row[-1]
