"""Which sentences are worth reading: those about places and amounts, and those around them.

Most of an article speaks of neither. Such a sentence still counts when it names
somebody who may be "he" later on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from kursk_map.reading.lexicon import load_lexicon
from kursk_map.reading.rows.entries import Source
from kursk_map.reading.rows.learned import Learned
from kursk_map.reading.rows.letters import fold
from kursk_map.reading.rows.phrases import Phrasebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.model import Sentence

__all__ = ["worth_reading"]

_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]")
#: The words of what stands between two blanks.
_WORDS: Final[Learned[str, tuple[str, ...]]] = Learned(
    lambda stretch: tuple(map(fold, _WORD.findall(stretch)))
)
#: How many sentences a place is remembered for as "the village", and a speaker before it.
_AFTER: Final = 4
_BEFORE: Final = 2
#: How many sentences open an article.
_OPENING: Final = 3
_PEOPLE: Final = frozenset({"person", "blogger"})


def worth_reading(
    sentences: Sequence[Sentence], offsets: Sequence[int], *, language: str
) -> list[Sentence]:
    """Choose the sentences to read.

    Parameters
    ----------
    sentences
        All of a document, in order.
    offsets
        Where its places and amounts stand, in order.
    language
        Its rows say how people are introduced.
    """
    about = [at for at, sentence in enumerate(sentences) if _is_about(sentence, offsets)]
    if not about:
        return []
    people = _people(language)
    near = {other for index in about for other in range(index - _BEFORE, index + _AFTER + 1)}
    # The opening may say whose the whole is: "Region, the ministry:", "DATE. /TASS/. A said ...".
    near.update(range(_OPENING))
    return [
        sentence
        for index, sentence in enumerate(sentences)
        if index in near or _introduces(sentence, people)
    ]


def _is_about(sentence: Sentence, offsets: Sequence[int]) -> bool:
    at = bisect_left(offsets, sentence.span.start)
    return at < len(offsets) and offsets[at] < sentence.span.end


def _introduces(sentence: Sentence, people: Phrasebook) -> bool:
    words = chain.from_iterable(map(_WORDS.__getitem__, sentence.text.split(" ")))
    return bool(people.find(list(words)))


@cache
def _people(language: str) -> Phrasebook:
    """Compile the names and offices of a language, without its pronouns."""
    lexicon = load_lexicon(language)
    people = (
        entry
        for entry in lexicon.entries
        if isinstance(entry, Source) and entry.kind in _PEOPLE and not entry.refers
    )
    return Phrasebook(lexicon.phrases.classes, tuple(people))
