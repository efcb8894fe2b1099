"""Ordinary words that are or sound like a place: "Ceremony" in a headline is no Kremyanoye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wordfreq import top_n_list

from gazetteer.fold import fold
from gazetteer.resolve import ACCEPT_IN_CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gazetteer.table import PlaceTable

__all__ = ["list_ordinary_words"]

_LANGUAGES: Final = ("de", "en", "es", "fr", "it", "pl", "ru", "uk")
#: Words of a language that count as ordinary; among rarer ones are spellings of villages.
_MOST: Final = 30_000
_SHORTEST: Final = 4
#: The names themselves are told from words by a dictionary there (`common_words`).
_WITH_DICTIONARY: Final = frozenset({"ru", "uk"})


def list_ordinary_words(table: PlaceTable) -> Iterator[dict[str, str]]:
    """Yield a row for each language: the folded words that would be taken for a name."""
    for language in _LANGUAGES:
        usual = {fold(word) for word in top_n_list(language, _MOST)}
        words = sorted(word for word in usual if len(word) >= _SHORTEST and word.isalpha())
        close = table.close_spellings.find_all([word.capitalize() for word in words], language)
        alike = [
            word
            for word, found in zip(words, close, strict=True)
            if found and found[0].score >= ACCEPT_IN_CONTEXT and not _is_told(word, language, table)
        ]
        yield {"language": language, "words": "|".join(alike)}


def _is_told(word: str, language: str, table: PlaceTable) -> bool:
    """Whether a name is known by a dictionary, or is one of a region: "Sumy"."""
    named = word in table.spellings
    return named and (language in _WITH_DICTIONARY or word == "sumy")
