"""A text in small letters, and cut into words: once, for all who read it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Final

__all__ = ["cut", "fold", "lower", "lower_all"]

_CACHED_WORDS: Final = 200_000
_FOLDED: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е", "\u0301": None})

# With the character behind it: "on " begins nothing that "one" does. What lies between the
# words is found too: then the lengths tell where each begins, and no match is made of any.
_PARTS: Final = re.compile(r"\w+\W?|\W+")

#: Where the parts of a text begin and the last one ends, and the parts.
_Parts = tuple[list[int], list[str]]


def cut(lowered: str, start: int = 0, stop: int | None = None) -> _Parts:
    """Cut a stretch of a text into words and what lies between, and tell where each begins.

    A word has the character behind it, too.

    >>> cut("he took it, too", 3, 12)
    ([3, 8, 11, 12], ['took ', 'it,', ' '])
    """
    stop = len(lowered) if stop is None else stop
    starts, parts = _cut_all(lowered)
    first, last = bisect_left(starts, start), bisect_left(starts, stop)
    if starts[first : first + 1] == [start] and starts[last : last + 1] == [stop]:
        return starts[first : last + 1], parts[first:last]
    return _cut_between(lowered, start, stop)  # It begins or ends within a part.


@lru_cache(maxsize=1)
def _cut_all(lowered: str) -> _Parts:
    return _cut_between(lowered, 0, len(lowered))


def _cut_between(lowered: str, start: int, stop: int) -> _Parts:
    parts = _PARTS.findall(lowered, start, stop)
    return list(accumulate(map(len, parts), initial=start)), parts


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
