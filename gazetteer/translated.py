"""Names of several words of which a translator has put one into his own language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.fold import fold
from gazetteer.names import spell_skeletons, stem_skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["translate_back"]


@cache
def _words() -> Mapping[str, str]:
    """Map translated words to the stems of what they stand for."""
    path = Path(__file__).parent / "tables" / "translated_words.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        word: stem_skeleton(spell_skeletons(meant)[0])
        for meant, words in table.items()
        for word in words.split()
    }


def translate_back(text: str, ways: Sequence[str]) -> Iterator[str]:
    """Give the skeletons of a name of several words as it was before it was translated.

    ``ways`` are the skeletons of the text as it stands; a number goes last.

    Examples
    --------
    >>> list(translate_back("Little Loknya", ["litle loknia"]))
    ['mal loknia']
    >>> list(translate_back("Second Knyazhy", ["sekond knaZi"]))
    ['knaZi 2']
    """
    words = fold(text).split()
    meant = [_words().get(word) for word in words]
    if len(words) == 1 or not any(meant):
        return
    for way in ways:
        parts = way.split()
        if len(parts) == len(words):
            back = [one or part for one, part in zip(meant, parts, strict=True)]
            yield " ".join(sorted(back, key=str.isdigit))
