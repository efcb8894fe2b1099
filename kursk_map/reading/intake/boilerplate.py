"""Mark the lines of a page that are not its article: menus, captions, forms, other headlines.

Nothing is cut out, so that every position in the text stays what it was. The
rows are in ``lexicon/boilerplate.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_map.model import Span
from kursk_map.reading.rows.letters import lower_all
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["boilerplate_spans"]

_LINE: Final = re.compile(r"[^\n\r]+")
_SENTENCE_LIKE: Final = re.compile(r"[.!?…][\"”»)]?$")
_MOST_HEADLINES: Final = 12
_CAPTION_LINES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The rows compiled; those of ``rare`` need one of some words to stand in the text.

    ``usual`` is any of the others.
    """

    longest: int
    usual: re.Pattern[str]
    line: re.Pattern[str]
    tail: re.Pattern[str]
    caption: re.Pattern[str]
    rare: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


@cache
def _rules() -> _Rules:
    table = load_table("boilerplate.toml")

    def any_of(rows: Iterable[Mapping[str, str]]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{row['pattern']})" for row in rows))

    usual = [row for row in table["line"] if "needs" not in row]
    return _Rules(
        longest=table["longest"],
        usual=any_of([*usual, *table["tail"], *table["caption"]]),
        line=any_of(usual),
        tail=any_of(table["tail"]),
        caption=any_of(table["caption"]),
        rare=tuple(
            (tuple(row["needs"]), re.compile(row["pattern"]))
            for row in table["line"]
            if "needs" in row
        ),
    )


class _Line(NamedTuple):
    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(start=self.start, end=self.start + len(self.text))

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
    rules, lowered = _rules(), lower_all(text)
    lines = tuple(_lines(lowered))
    rare = [row for words, row in rules.rare if _has_one(lowered, words)]
    marked: set[int] = set()
    for number, line in enumerate(lines):
        if len(line.text) > rules.longest:
            continue
        if any(pattern.fullmatch(line.text) for pattern in rare):
            marked.add(number)
        if not rules.usual.fullmatch(line.text):
            continue
        if rules.line.fullmatch(line.text):
            marked.add(number)
        if rules.tail.fullmatch(line.text):
            marked |= {number, *_headlines_below(lines, number)}
        if rules.caption.fullmatch(line.text):
            marked |= {number, *_caption_above(lines, number)}
    return tuple(lines[number].span for number in sorted(marked))


def _has_one(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _lines(lowered: str) -> Iterator[_Line]:
    """Yield the lines of a text of small letters that hold anything."""
    for found in _LINE.finditer(lowered):
        line = found.group()
        if bare := line.lstrip():
            yield _Line(bare.rstrip(), found.end() - len(bare))


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
