"""Mark the lines of a page that are not its article: menus, captions, forms, other headlines.

Nothing is cut out, so that every position in the text stays what it was. The
rows are in ``lexicon/boilerplate.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kursk_map.model import Span
from kursk_map.reading.rows.patterns import lower
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["boilerplate_spans"]

_LINE: Final = re.compile(r"[^\n\r]+")
_SENTENCE_LIKE: Final = re.compile(r"[.!?…][\"”»)]?$")
_MOST_HEADLINES: Final = 12
_CAPTION_LINES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    longest: int
    line: re.Pattern[str]
    tail: re.Pattern[str]
    caption: re.Pattern[str]


@cache
def _rules() -> _Rules:
    table = load_table("boilerplate.toml")

    def any_of(section: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{row['pattern']})" for row in table[section]))

    return _Rules(
        longest=table["longest"],
        line=any_of("line"),
        tail=any_of("tail"),
        caption=any_of("caption"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    span: Span

    @property
    def is_headline(self) -> bool:
        """Whether it is short and ends like no sentence."""
        return len(self.text) <= _rules().longest and not _SENTENCE_LIKE.search(self.text)


def boilerplate_spans(text: str) -> tuple[Span, ...]:
    r"""Find the lines of a text that nobody wrote as part of the article.

    Returns
    -------
    tuple of Span
        Whole lines, in order and without overlap.

    Examples
    --------
    >>> [span] = boilerplate_spans("Guyevo was taken.\nFollow us on Facebook")
    >>> span.start, span.end
    (18, 39)
    """
    lines = tuple(_lines(text))
    marked: set[int] = set()
    for number, line in enumerate(lines):
        if len(line.text) <= _rules().longest:
            marked |= _marked_by(lines, number)
    return tuple(lines[number].span for number in sorted(marked))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold anything, in small letters."""
    for found in _LINE.finditer(lower(text)):
        if stripped := found.group().strip():
            start = found.start() + found.group().index(stripped)
            yield _Line(text=stripped, span=Span(start=start, end=start + len(stripped)))


def _marked_by(lines: Sequence[_Line], number: int) -> set[int]:
    """Name the lines that one line shows to be no part of the article."""
    rules, text = _rules(), lines[number].text
    marked: set[int] = set()
    if rules.line.fullmatch(text):
        marked.add(number)
    if rules.tail.fullmatch(text):
        marked |= {number, *_headlines_below(lines, number)}
    if rules.caption.fullmatch(text):
        marked |= {number, *_caption_above(lines, number)}
    return marked


def _headlines_below(lines: Sequence[_Line], number: int) -> Iterator[int]:
    for below in range(number + 1, min(number + 1 + _MOST_HEADLINES, len(lines))):
        if not lines[below].is_headline:
            return
        yield below


def _caption_above(lines: Sequence[_Line], number: int) -> Iterator[int]:
    """Yield a caption; of two lines above the credit only if they say the same."""
    above = [at for at in range(number - _CAPTION_LINES, number) if at >= 0]
    if above and lines[above[-1]].is_headline:
        yield above[-1]
        if len(above) == _CAPTION_LINES and lines[above[0]].text == lines[above[-1]].text:
            yield above[0]
