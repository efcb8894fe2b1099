"""The vocabulary of the reading, compiled from TOML into one matcher for each language.

A row's ``match`` is a phrase, or a list of phrases, over words:

======================  ==========================================================
``forces``              this word, in any case
``force*``              a word that begins so
``troops|forces|unit*`` one of these
``{troops}``            one of the words of a class of the same language
``word?``               may be absent
``~3``                  up to three words of any kind, no punctuation
``~9,``                 the same, but over commas: "nahmen A, B und C ein"
``@place``, ``@area``   a settlement, a district or region
======================  ==========================================================

A phrase is tried only where a word can begin it, and it looks at a bounded
number of words: reading stays linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from kursk_map.reading.rows.entries import ENTRY_TYPES, Entry
from kursk_map.reading.rows.learned import Learned
from kursk_map.reading.rows.letters import fold
from kursk_map.reading.rows.phrases import LexiconFault, Match, Phrasebook
from kursk_map.reading.rows.tables import languages_with, load_table
from kursk_map.reading.rows.tokens import Token, find_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "AREA_WORD",
    "CAPITAL_NOUNS",
    "PLACE_WORD",
    "Lexicon",
    "LexiconFault",
    "Match",
    "fold",
    "languages",
    "load_lexicon",
]

#: Stand for a settlement, and for a district or a region, in a sequence of words.
PLACE_WORD: Final = "@place"
AREA_WORD: Final = "@area"
#: Languages that begin every noun with a capital letter: there it tells no name.
CAPITAL_NOUNS: Final = frozenset({"de"})

_FILES: Final = ("changes.toml", "presence.toml", "claimants.toml", "modality.toml")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rows of one language, ready to be found in text.

    ``tokens`` tells the words and marks of what stands between two blanks.
    """

    language: str
    entries: tuple[Entry, ...]
    phrases: Phrasebook
    tokens: Learned[str, tuple[Token, ...]]

    def find(self, words: Sequence[str]) -> list[Match[Entry]]:
        """Find every row in folded words, in order of their start."""
        return self.phrases.find(words)

    def scan(self, words: Sequence[str]) -> tuple[list[int], list[Match[Entry]]]:
        """Return the classes of each of some folded words, as bits, and every row in them."""
        return self.phrases.scan(words)

    def is_in(self, word: str, class_name: str) -> bool:
        """Tell whether a folded word belongs to a class; a class that is missing is empty."""
        return self.phrases.is_in(word, class_name)


def languages() -> tuple[str, ...]:
    """List the languages that have a folder of rows."""
    return languages_with("changes.toml")


@cache
def load_lexicon(language: str) -> Lexicon:
    """Load and compile the rows of a language, once a process."""
    tables = [load_table(f"{language}/{name}") for name in _FILES]
    classes = _classes(tables)
    entries = tuple(entry for table in tables for entry in _entries(table, language))
    phrases = Phrasebook(classes, entries)
    is_elided = partial(phrases.is_in, class_name="elided")
    tokens = Learned(partial(find_tokens, is_elided=is_elided))
    return Lexicon(language, entries, phrases, tokens)


def _classes(tables: Iterable[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    raw = {name: words for table in tables for name, words in table.get("words", {}).items()}
    return {name: tuple(_words_of(name, raw)) for name in raw}


def _words_of(name: str, raw: dict[str, str], depth: int = 0) -> Iterator[str]:
    """Yield the words of a class; a class may name another as ``{other}``."""
    for word in re.split(r"\s+", raw[name].strip()):
        if word.startswith("{") and depth < len(raw):
            yield from _words_of(word[1:-1], raw, depth + 1)
        elif word:
            yield fold(word)


def _entries(table: dict[str, Any], language: str) -> Iterator[Entry]:
    for section, rows in table.items():
        if section == "words":
            continue
        for row in rows:
            where = f"{language}: {section} {row.get('id', '?')}"
            try:
                yield ENTRY_TYPES[section].from_row(row)
            except (KeyError, ValueError, TypeError) as error:
                raise LexiconFault(where, str(error)) from error
