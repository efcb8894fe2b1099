"""One form for all spellings that differ only in case, accents, hyphens or apostrophes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["fold"]

_APOSTROPHES: Final = "'’ʼ‘`´ʹ′\u0301"
_SPACES: Final = '-‐‑‒–—_()[]«»"“”„.,\u00a0\u202f'
_LETTERS: Final = {"ё": "е", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ґ": "г"}
_TABLE: Final = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "") | dict.fromkeys(_SPACES, " ") | _LETTERS
)
#: Letters of one script that a keyboard or a machine put into a word of the other.
_ALIKE: Final = str.maketrans("асеіорхуквмнт", "aceiopxykbmht")
_MIXED: Final = re.compile(r"[a-z][а-яіїє]|[а-яіїє][a-z]")
_LATIN: Final = re.compile(r"[a-z]")
_ACCENTED: Final = re.compile(r"[\u00c0-\u03ff\u1e00-\u1fff]")


def fold(text: str) -> str:
    """Give the form under which a name is looked up.

    Accents go from Latin and Greek letters only: in Cyrillic й and ї are letters.

    Examples
    --------
    >>> fold("Małaja Łoknia"), fold("Николаево-Дарьино"), fold("Дар’їно")
    ('malaja loknia', 'николаево дарьино', 'дарїно')
    >>> fold("Novenk\u0435") == fold("Novenke"), fold("C\u0443\u0434\u0436\u0430") == fold("Суджа")
    (True, True)
    """
    plain = text.lower().translate(_TABLE)
    if _MIXED.search(plain):
        plain = _unmix(plain)
    if _ACCENTED.search(plain):
        plain = "".join(map(_strip_accents, plain))
    return " ".join(plain.split())


def _strip_accents(letter: str) -> str:
    if not _ACCENTED.match(letter):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _unmix(text: str) -> str:
    """Write a name that mixes scripts in the one of most of its letters."""
    if 2 * len(_LATIN.findall(text)) > len(text):
        return text.translate(_ALIKE)
    return text.translate({new: old for old, new in _ALIKE.items()})
