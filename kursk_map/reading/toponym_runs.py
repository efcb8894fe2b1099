"""Where names may stand in a text: runs of capitalised words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Run", "find_runs"]

_UPPER: Final = "".join(
    chr(code) for code in (*range(0x530), *range(0x1E00, 0x2000)) if chr(code).isupper()
)
_APOSTROPHE: Final = "['’ʼ`´]"
#: A capitalised word, or a number before one ("2nd Knyazhy", "10-й Октябрь").
_WORD: Final = re.compile(
    rf"(?<!\w)(?:[{_UPPER}][^\W_]*(?:{_APOSTROPHE}(?!s\b)[^\W\d_]+)*"
    rf"|\d{{1,2}}(?:-?[^\W\d_]{{1,3}})?(?=[ \u00a0-][{_UPPER}]))"
)
_JOINTS: Final = frozenset({" ", "-", "‑", "\u00a0"})
_BEGINS_SENTENCE: Final = re.compile(r"(?:^|[.!?…:;•|\n]\W*|[\n«\"“]\s*)$")
#: A run longer than this is a headline or a list without commas: cut there.
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Capitalised words that follow one another: ``spans`` in the text, joints between them."""

    spans: tuple[tuple[int, int], ...]
    begins_sentence: bool


def find_runs(text: str) -> Iterator[Run]:
    """Give the runs of capitalised words, in order."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        span = match.span()
        if spans and (text[spans[-1][1] : span[0]] not in _JOINTS or len(spans) >= _LONGEST):
            yield _make_run(text, spans)
            spans = []
        spans.append(span)
    if spans:
        yield _make_run(text, spans)


def _make_run(text: str, spans: list[tuple[int, int]]) -> Run:
    start = spans[0][0]
    return Run(
        spans=tuple(spans),
        begins_sentence=_BEGINS_SENTENCE.search(text[max(0, start - 6) : start]) is not None
        if start
        else True,
    )
