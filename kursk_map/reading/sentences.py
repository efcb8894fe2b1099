"""Cut a text into sentences, in one pass and without losing a character's position."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kursk_map.model import Sentence, Span
from kursk_map.reading.rows.marks import BULLETS
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["rest_of_line", "split_sentences"]

#: A longer run without a full stop is a table or a bomb; it is cut at white space.
LONGEST: Final = 1500
_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]+")
#: White space follows, or a capital where a copy ran two lines together: "he says.The army".
#: An omission in brackets ("he took […] and holds") ends nothing. The mark comes first and then
#: what may not stand before it: `re` skips to a character that it knows, but not behind a look.
_END: Final = re.compile(
    r"[.!?…](?<![\[(].)(?<![\[(]\..)(?<![\[(]\.\..)[.!?…]*"
    r"[\"'”’»›)\]]*(?:\[\d{1,3}\]){0,9}(?=\s|$|[\"“„«]?[A-ZА-ЯІЇЄҐ][^\W\d_]*\s)"
)
_SHORTEST_WORD: Final = 3
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST_ORDINAL: Final = 3
_LONGEST_WORD: Final = 24
_LAST_WORD: Final = re.compile(rf"[^\s\"'“”«»(\[]{{1,{_LONGEST_WORD}}}$")
_INITIAL: Final = re.compile(r"(?:\w\.)*\w", re.UNICODE)
_NUMBER: Final = re.compile(r"\d\W{0,3}(?:sq|кв|тыс|тис|square)?\W{0,3}$")
_BULLET: Final = re.compile(r"\s*(?:[-–—*•▪#>]|\d+[.)])\s")
#: How many words a line has at least that opens a list, and at most that is a point of one.
_OPENING_WORDS: Final = 4
_POINT_WORDS: Final = 4
_POINT_WIDTH: Final = 60
_ELISION: Final = re.compile(r"^[dl]['’]")
_BULLETS: Final = re.compile(rf"^(?:[{re.escape(''.join(BULLETS))}\s]+|\d{{1,2}}[.)])\s*")
_WRAPPED_WIDTH: Final = (55, 110)
_WRAPPED_SHARE: Final = 0.6
_FEWEST_LINES: Final = 3


@cache
def _abbreviations(section: str) -> frozenset[str]:
    table = load_table("abbreviations.toml")
    return frozenset(word for words in table[section].values() for word in words)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into its sentences.

    A line break ends a sentence unless the text is hard-wrapped, or a list of names goes
    on line by line behind a colon. Abbreviations and initials do not end one. White space
    around a sentence is left out; every other character belongs to exactly one sentence.

    >>> [each.text for each in split_sentences("Gen. Smith left. He held Sudzha.")]
    ['Gen. Smith left.', 'He held Sudzha.']
    """
    return tuple(
        Sentence(text=text[start:end], span=Span(start=start, end=end))
        for piece_start, piece_end in _with_points(text, list(_blocks(text)))
        for start, end in _cut(text, piece_start, piece_end)
    )


def rest_of_line(
    text: str, sentences: Sequence[Sentence], sentence: Sentence
) -> Iterator[Sentence]:
    """Yield the sentences of a text behind one of them, up to the next line break."""
    first = bisect_right(sentences, sentence.span.start, key=lambda each: each.span.start)
    end = sentence.span.end
    for at in range(first, len(sentences)):
        following = sentences[at]
        if "\n" in text[end : following.span.start]:
            return
        yield following
        end = following.span.end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines, or the paragraphs when the lines are wrapped by hand."""
    lines = [match.span() for match in _LINE.finditer(text)]
    if not _is_wrapped(text, lines):
        yield from lines
        return
    start, end = lines[0]
    for line_start, line_end in lines[1:]:
        blank = text.count("\n", end, line_start) > 1
        if blank or not text[start:end].strip() or _BULLET.match(text, line_start, line_end):
            yield start, end
            start = line_start
        end = line_end
    yield start, end


def _with_points(text: str, blocks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of blocks, a list of names together with what opens it by a colon."""
    resume = 0
    for at, (start, end) in enumerate(blocks):
        if at < resume:
            continue
        opening = text[max(start, end - LONGEST) : end].rstrip()
        listed = end
        if opening.endswith(":") and len(opening.split()) >= _OPENING_WORDS:
            points = _points(text, blocks, at + 1)
            if len(points) > 1:
                resume = points[-1] + 1
                listed = blocks[points[-1]][1]
        for piece_start, piece_end in _pieces(text, start, end):
            yield piece_start, listed if piece_end == end else piece_end


def _points(text: str, blocks: list[tuple[int, int]], first: int) -> list[int]:
    """List the blocks from one on that hold a name each, all behind a bullet or none."""
    points: list[int] = []
    marked: bool | None = None
    for at in range(first, len(blocks)):
        start, end = blocks[at]
        line = text[start : min(end, start + _POINT_WIDTH + 1)].strip()
        if not line:
            continue
        name = _BULLETS.sub("", line)
        bulleted = name != line
        words = name.partition("(")[0].strip(" ,;.").split()
        is_name = bool(words) and ":" not in line and _only_names(words)
        if not is_name or len(line) > _POINT_WIDTH or marked not in {None, bulleted}:
            break
        marked = bulleted
        points.append(at)
    return points


def _only_names(words: Sequence[str]) -> bool:
    """Tell whether words are a name, or names with words for where: "east of A and B"."""
    if len(words) <= _POINT_WORDS and words[-1][0].isupper():
        return True
    named = [word for word in words if _ELISION.sub("", word)[:1].isupper()]
    small = _abbreviations("where")
    return bool(named) and all(
        word.strip(",").lower() in small for word in words if word not in named[-_POINT_WORDS:]
    )


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether most lines that another follows directly are as long as a page is wide."""
    followed = [
        end - start
        for (start, end), (next_start, _) in pairwise(lines)
        if text.count("\n", end, next_start) == 1
    ]
    low, high = _WRAPPED_WIDTH
    wide = sum(low <= width <= high for width in followed)
    return len(followed) >= _FEWEST_LINES and wide >= _WRAPPED_SHARE * len(followed)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if match.group()[0] == "!" and text[stop:end].lstrip()[:1].islower():
            continue  # "'X is ours!' the commander said": a quotation goes on as a sentence
        if match.group()[0] == "." and not _ends_here(text, match.start(), stop, end):
            continue
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _ends_here(text: str, dot: int, stop: int, end: int) -> bool:
    """Tell whether a full stop ends a sentence rather than an abbreviation."""
    following = text[stop : min(stop + 40, end)].lstrip()
    if not following or following[0].islower():
        return not following
    before = text[max(0, dot - 40) : dot]
    word = _LAST_WORD.search(before, max(0, len(before) - _LONGEST_WORD - 1))
    if word is None:
        return True
    if not text[stop].isspace():
        # "News.Az reports" is one name.
        last = word.group()
        return len(last) >= _SHORTEST_WORD and last.isalpha() and last.islower()
    last = word.group().lower()
    if last.isdigit() and _is_ordinal(last, following):
        return False
    if last in _abbreviations("abbreviations"):
        return last in _abbreviations("measures") and bool(_NUMBER.search(before[: word.start()]))
    return not _INITIAL.fullmatch(last) or last.isdigit()


def _is_ordinal(number: str, following: str) -> bool:
    """Tell whether a number with a full stop counts what follows: "am 15. August"."""
    noun = _FIRST_WORD.match(following)
    return (
        noun is not None
        and len(number) <= _LONGEST_ORDINAL
        and noun.group().lower() in _abbreviations("ordinal")
    )


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim white space, and cut what is longer than any sentence."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            stop = space if space > start else start + LONGEST
        trimmed = stop
        while trimmed > start and text[trimmed - 1].isspace():
            trimmed -= 1
        if trimmed > start:
            yield start, trimmed
        start = stop
