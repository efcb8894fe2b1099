"""Tell the language of a text, short ones included.

Function words and alphabets (``lexicon/languages.toml``) decide where they can,
at no cost; py3langid, which takes a second to load, is asked only otherwise.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from kursk_map.reading.rows.tables import load_table

__all__ = ["FULL_LANGUAGES", "READ_LANGUAGES", "UNKNOWN_LANGUAGE", "detect_language"]

#: Read in full, and read well enough for agency news.
FULL_LANGUAGES: Final = ("en", "ru", "uk")
READ_LANGUAGES: Final = (*FULL_LANGUAGES, "de", "pl", "fr", "es", "it")
#: ISO 639-2 for "undetermined": no letters, or too few to tell.
UNKNOWN_LANGUAGE: Final = "und"

_SAMPLE: Final = 6000
_WORD: Final = re.compile(r"[^\W\d_]+")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Below this share of function words a text may well be in a language that has no row.
_DECISIVE_SHARE: Final = 0.06
_DECISIVE_LEAD: Final = 2.0
# A Russian text may quote Ukrainian names and the other way round.
_FOREIGN_LETTERS: Final = 0.015
# Neighbours in the model's list that this press is hardly ever written in.
_UNLISTED_PRIOR: Final = 0.2
# Under this confidence the model is guessing.
_LEAST_CONFIDENCE: Final = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """What a language is known by: function words, alphabet, weight."""

    words: frozenset[str]
    letters: frozenset[str]
    prior: float


@cache
def _signs() -> dict[str, _Signs]:
    rows = load_table("languages.toml")
    return {
        language: _Signs(
            words=frozenset(row["words"]),
            letters=frozenset(row.get("letters", "")),
            prior=row["prior"],
        )
        for language, row in rows.items()
    }


@cache
def _identifier() -> Any:
    from py3langid.langid import (  # a second of loading that most runs never need
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=4096)
def detect_language(text: str) -> str:
    """Name the language of a text by its ISO 639-1 code.

    Only the first characters are looked at, so the cost does not grow with the
    text. Mixed texts get the language of most of their words. ``und`` where
    there is nothing to go by.

    >>> detect_language("The village of Guyevo was taken by Ukrainian forces.")
    'en'
    >>> detect_language("ЗСУ взяли під контроль Суджу")
    'uk'
    >>> detect_language("12 / 34")
    'und'
    """
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    if not words:
        return UNKNOWN_LANGUAGE
    candidates = _candidates(sample)
    if len(candidates) == 1:
        return next(iter(candidates))
    hits = _count_function_words(words, candidates)
    if (decided := _decide(hits, len(words))) is not None:
        return decided
    return _ask_model(sample, candidates, hits)


def _candidates(sample: str) -> dict[str, _Signs]:
    """Keep the languages whose script, and for Cyrillic whose alphabet, fits."""
    cyrillic = Counter(_CYRILLIC.findall(sample))
    if cyrillic.total() <= len(_LATIN.findall(sample)):
        return {name: signs for name, signs in _signs().items() if not signs.letters}
    rows = {name: signs for name, signs in _signs().items() if signs.letters}
    foreign = {
        name: sum(n for letter, n in cyrillic.items() if letter not in signs.letters)
        for name, signs in rows.items()
    }
    least = min(foreign.values())
    bound = max(least, _FOREIGN_LETTERS * cyrillic.total())
    return {name: rows[name] for name, n in foreign.items() if n <= bound}


def _count_function_words(words: list[str], candidates: dict[str, _Signs]) -> dict[str, int]:
    counts = Counter(words)
    return {
        name: sum(n for word, n in counts.items() if word in signs.words)
        for name, signs in candidates.items()
    }


def _decide(hits: dict[str, int], words: int) -> str | None:
    """Name the language whose function words leave no doubt, if there is one."""
    (best, most), (_, second) = sorted(hits.items(), key=lambda row: -row[1])[:2]
    clear = most >= max(2, _DECISIVE_SHARE * words) and most >= _DECISIVE_LEAD * second
    return best if clear else None


def _ask_model(sample: str, candidates: dict[str, _Signs], hits: dict[str, int]) -> str:
    """Weigh the model's word with priors and the few function words there are."""
    cyrillic = any(signs.letters for signs in candidates.values())
    scores: dict[str, float] = {}
    for name, chance in _identifier().rank(sample):
        signs = candidates.get(name)
        if cyrillic and signs is None:
            continue
        prior = signs.prior if signs is not None else _UNLISTED_PRIOR
        scores[name] = math.log(max(chance, 1e-9)) + math.log(prior) + hits.get(name, 0)
    best = max(scores, key=lambda name: scores[name])
    certain = math.exp(scores[best]) >= _LEAST_CONFIDENCE or cyrillic
    return best if certain else UNKNOWN_LANGUAGE
