"""A text cut at its blanks, and the words and marks of each stretch: found out once for each.

Most stretches of a text are a word, or a word with its comma, that another text has too.
To cut at blanks and look up what lies between takes a tenth of the time of finding words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_map.reading.rows.letters import fold

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Token", "find_tokens"]

#: A number is one word: "5.000 soldiers".
_TOKEN: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?![\d.,]\d)|[^\W_]+(?:['’ʼ][^\W\d_]+)*|[^\w\s]")


class Token(NamedTuple):
    """A word or a mark, as the lexicon spells it and as it stands, and where in its stretch."""

    word: str
    text: str
    start: int
    end: int


def find_tokens(stretch: str, is_elided: Callable[[str], bool]) -> tuple[Token, ...]:
    """Find words and marks; what is elided before a word ("l'armée") is a word of its own.

    >>> [token.word for token in find_tokens("l'armée,", {"l'"}.__contains__)]
    ["l'", 'armée', ',']
    """
    tokens: list[Token] = []
    for found in _TOKEN.finditer(stretch):
        text, start, end = found[0], found.start(), found.end()
        cut = fold(text).find("'") + 1
        if 0 < cut < len(text) and is_elided(fold(text[:cut])):
            tokens.append(Token(fold(text[:cut]), text[:cut], start, start + cut))
            text, start = text[cut:], start + cut
        tokens.append(Token(fold(text), text, start, end))
    return tuple(tokens)
