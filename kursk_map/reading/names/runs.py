"""Where names may stand in a text: runs of capitalised words."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["begins_sentence", "find_runs", "split_run"]

_UPPER: Final = "".join(
    chr(code) for code in (*range(0x530), *range(0x1E00, 0x2000)) if chr(code).isupper()
)
_APOSTROPHE: Final = "['’ʼ`´]"
#: "Sudzha's" ends at the apostrophe, but "Myropil's'ke" goes on.
_POSSESSIVE: Final = rf"s\b(?!{_APOSTROPHE}[^\W\d_])"
_REST_OF_NAME: Final = rf"[^\W_]*(?:{_APOSTROPHE}(?!{_POSSESSIVE})[^\W\d_]+)*"
_REST_OF_NUMBER: Final = rf"(?:-?[^\W\d_]{{1,3}})?(?=[ \u00a0-][{_UPPER}])"
#: A capitalised word, or a number before one ("2nd Knyazhy", "10-й Октябрь").
_WORD: Final = rf"(?:[{_UPPER}]{_REST_OF_NAME}|\d{{1,2}}{_REST_OF_NUMBER})"
#: The same where no word has begun before. The character comes first, and then what may not stand
#: before it and which of the two it is: `re` skips to characters that it knows, but to no others.
_FIRST: Final = (
    rf"[{_UPPER}\d](?<!\w.)(?:(?<=[{_UPPER}]){_REST_OF_NAME}|(?<=\d)\d?{_REST_OF_NUMBER})"
)
#: A number behind a name, in a list or at its end: "Knyazhy 1, Knyazhy 2 and Mirny".
_NUMBER_BEHIND: Final = r"(?<=[^\W\d_]{4})[ \u00a0-][1-4](?=[,;)]|\.(?!\d)| [^\W\d_]{1,3} |\n|$)"
#: Runs end at any mark but a blank or a hyphen, and after so many words.
_RUN: Final = re.compile(rf"{_FIRST}(?:[ \u00a0‑-]{_WORD}){{0,11}}(?:{_NUMBER_BEHIND})?")
_ONE_WORD: Final = re.compile(rf"{_WORD}|(?<=[ \u00a0-])\d$")
_BEGINS_SENTENCE: Final = re.compile(r"(?:^|[.!?…:;•|]\W*|[\n«\"“]\s*)$")
_LOOK_BACK: Final = 6


def find_runs(text: str) -> list[tuple[int, str]]:
    """List the runs of capitalised words and where each begins, in order."""
    return [(match.start(), match[0]) for match in _RUN.finditer(text)]


def split_run(run: str) -> list[tuple[int, int]]:
    """Give the words of a run as ranges of it."""
    return [match.span() for match in _ONE_WORD.finditer(run)]


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, a headline or a quotation begins at a position."""
    return _BEGINS_SENTENCE.search(text[max(0, start - _LOOK_BACK) : start]) is not None
