"""A text in small letters: once, for all who read it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["fold", "lower", "lower_all"]

_CACHED_WORDS: Final = 200_000
_FOLDED: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е", "\u0301": None})


def lower(text: str) -> str:
    """Make letters small without moving any: what would grow stays as it is.

    >>> lower("İ Sudzha")
    'İ sudzha'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=1)
def lower_all(text: str) -> str:
    """Make the letters of a whole text small, once for all who read it."""
    return lower(text)


@lru_cache(maxsize=_CACHED_WORDS)
def fold(word: str) -> str:
    """Return a word as the lexicon spells it: small letters, plain apostrophe, no ё.

    >>> fold("Дарʼїно"), fold("Плёхово")
    ("дар'їно", 'плехово')
    """
    return word.lower().translate(_FOLDED)
