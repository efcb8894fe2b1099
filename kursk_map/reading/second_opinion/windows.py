"""Cut a text into pieces that the encoder takes at once, and find the villages in each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from tokenizers import Tokenizer

    from kursk_map.model import Side, Span

__all__ = ["Window", "cut"]

#: Words of the tokenizer in a window, and how many before it are read along with it.
_LONGEST: Final = 200
_CONTEXT: Final = 48
#: Half of a character, which no tokenizer takes.
_LONE: Final = re.compile("[\ud800-\udfff]")
_BEGIN: Final = 0
_END: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A piece of text as the encoder takes it.

    ``ids`` are words of the tokenizer. ``mentions`` holds, for each village whose name begins
    in this piece, its number in the document and the half-open range of its words.
    """

    ids: tuple[int, ...]
    mentions: tuple[tuple[int, int, int], ...]


def cut(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Span],
    *,
    published: dt.date,
    home: Side | None,
    tokenizer: Tokenizer,
) -> Iterator[Window]:
    """Cut a text into windows, whole sentences as long as they fit.

    A window begins with the month and the outlet's country, which tell who attacked at that
    time and who "we" are, and with the words before it; a piece of a very long sentence begins
    with the sentence's first words, since they say what its list is about.

    Parameters
    ----------
    text
        The document's text.
    sentences, mentions
        Ranges of characters, each in order and without overlap; what lies in no sentence is
        not read.
    published, home
        When and in whose country it was published (``None``: neither of the two).
    tokenizer
        The encoder's own.

    Yields
    ------
    Window
        Only those in which a village is named.
    """
    words = tokenizer.encode(_LONE.sub("\ufffd", text))
    ends = [end for _, end in words.offsets]
    starts = [start for start, _ in words.offsets]
    header = tokenizer.encode(f"{published:%Y-%m} {home or 'abroad'}:").ids
    places = [_words_of(mention, starts, ends) for mention in mentions]
    pieces = list(_pieces(sentences, starts, ends))
    for first, last, lead in _packed(pieces):
        low, high = (bisect_left(places, (word,)) for word in (first, last))
        found = tuple((number, *places[number]) for number in range(low, high))
        if not found:
            continue
        before = words.ids[lead : min(lead + _CONTEXT, first)]
        ids = (_BEGIN, *header, *before, *words.ids[first:last], _END)
        shift = 1 + len(header) + len(before) - first
        yield Window(
            ids=ids,
            mentions=tuple(
                (number, start + shift, min(end, last) + shift) for number, start, end in found
            ),
        )


def _words_of(span: Span, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
    first = bisect_right(ends, span.start)
    return first, max(first + 1, bisect_left(starts, span.end))


def _pieces(
    sentences: Sequence[Span], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """List each sentence, or each part of a long one: its words, and those to read before it."""
    for sentence in sentences:
        begin = bisect_right(ends, sentence.start)
        end = bisect_left(starts, sentence.end)
        for first in range(begin, end, _LONGEST):
            lead = max(0, first - _CONTEXT) if first == begin else begin
            yield first, min(first + _LONGEST, end), lead


def _packed(pieces: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join neighbours as long as they fit into one window."""
    window: tuple[int, int, int] | None = None
    for first, last, lead in pieces:
        if window is not None and last - window[0] <= _LONGEST and lead <= window[1]:
            window = (window[0], last, window[2])
            continue
        if window is not None:
            yield window
        window = (first, last, lead)
    if window is not None:
        yield window
