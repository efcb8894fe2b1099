"""Whose troops "ours" are in an article: by where it is published, else by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Side
from kursk_map.reading.rows.letters import fold
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from kursk_map.reading.lexicon import Lexicon

__all__ = ["home_by_words", "home_side"]

#: Classes of the words by which only one side calls the other, where a language has such.
_TELLING: Final = ("home_ukrainian", "home_russian")


def home_side(url: str, language: str) -> Side | None:
    """Return whose troops "ours" are in a publication: by its country, else by its language."""
    host = url.partition("//")[2].partition("/")[0].partition(":")[0]
    homes = load_table("homes.toml")
    for side in Side:
        if f".{host}".endswith(tuple(f".{end}" for end in homes[side])):
            return side
    return Side.UKRAINIAN if language == "uk" else None


def home_by_words(text: str, lexicon: Lexicon) -> Side | None:
    """Return whose troops "ours" are by what an article calls the others: only one side does."""
    if not any(name in lexicon.phrases.classes for name in _TELLING):
        return None
    words = map(fold, set(text.split()))
    ukrainian, russian = lexicon.phrases.any_in(words, *_TELLING)
    if ukrainian == russian:
        return None
    return Side.UKRAINIAN if ukrainian else Side.RUSSIAN
