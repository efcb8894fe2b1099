"""The steps of a phrase, and what words of some kind begin: the way from a word to its rows.

A phrase is a few steps: a word of some set, a word that may be absent, a short gap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_map.reading.rows.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kursk_map.reading.rows.entries import Entry

__all__ = [
    "COMMA",
    "ONLY_STOPS",
    "STOP",
    "STOPS",
    "Bits",
    "Kind",
    "Phrase",
    "Step",
    "match_rest",
    "vary",
]

#: The symbols of marks, and which of them end a gap: all, or all but a comma.
STOP: Final = -1
COMMA: Final = -2
STOPS: Final = frozenset({STOP, COMMA})
ONLY_STOPS: Final = frozenset({STOP})


class Step(NamedTuple):
    """One element of a phrase: a symbol, or (``gap``) any few words."""

    symbol: int
    optional: bool
    gap: int
    stops: frozenset[int] = STOPS


class _Rest(NamedTuple):
    """A step of a phrase, and what comes after it."""

    symbol: int
    optional: bool
    gap: int
    stops: frozenset[int]
    then: _Rest | None


class Phrase(NamedTuple):
    """One way to spell a row.

    It begins with one ``certain`` word or two, the second being ``second``; then comes the
    ``rest``. Nothing of it is there where its last certain word is not, whose bit is ``last``.
    """

    entry: Entry
    rank: int
    certain: int
    second: int
    last: int
    rest: _Rest | None

    @classmethod
    def of(cls, steps: tuple[Step, ...], entry: Entry, rank: int, bits: Bits) -> Phrase:
        """Make a phrase of its steps."""
        certain = 2 if len(steps) > 1 and _is_certain(steps[1]) else 1
        rest: _Rest | None = None
        for step in reversed(steps[certain:]):
            rest = _Rest(*step, rest)
        last = [step.symbol for step in steps if _is_certain(step)][-1]
        return cls(entry, rank, certain, steps[certain - 1].symbol, bits[last], rest)


class Bits(dict[int, int]):
    """A bit for each symbol that is asked for one."""

    def __missing__(self, symbol: int) -> int:
        bit = self[symbol] = 1 << len(self)
        return bit

    def of(self, symbols: Iterable[int]) -> int:
        """Return the bits of the symbols that have one."""
        return sum(self.get(each, 0) for each in symbols)


class _Begun(NamedTuple):
    """What two words begin: phrases that end with them, others, and for which words those wait."""

    ended: tuple[Phrase, ...]
    awaited: int
    open: tuple[Phrase, ...]


@dataclass(slots=True, eq=False)
class Kind:
    """What some words have in common: symbols, classes as bits, which phrases they may be last of.

    ``begun`` are the phrases that such a word may begin, ``before`` tells which of them it does
    where a word of some kind follows. Most words of a text are of one kind, that of no symbol:
    so of most pairs of words it is known what they begin, whichever words they are.
    """

    symbols: frozenset[int]
    classes: int
    lasts: int
    begun: tuple[Phrase, ...]
    before: Learned[Kind, _Begun] = field(init=False)

    def __post_init__(self) -> None:
        """Leave open what comes next."""
        self.before = Learned(self._begin)

    def _begin(self, following: Kind) -> _Begun:
        begun = [
            each for each in self.begun if each.certain == 1 or each.second in following.symbols
        ]
        unended = tuple(each for each in begun if each.rest is not None)
        ended = tuple(each for each in begun if each.rest is None)
        return _Begun(ended, reduce(or_, (each.last for each in unended), 0), unended)


def vary(steps: tuple[Step, ...], at: int = 0) -> Iterator[tuple[Step, ...]]:
    """Yield a phrase with and without the words that may be absent at its start.

    What is yielded begins with something certain, and its second word is certain
    too where it can be: a phrase is found by its first two words.
    """
    if at > 1 or at >= len(steps) or not any(_is_certain(step) for step in steps[at:]):
        yield steps
    elif steps[at].optional:
        certain = steps[at]._replace(optional=False)
        yield from vary((*steps[:at], certain, *steps[at + 1 :]), at + 1)
        yield from vary((*steps[:at], *steps[at + 1 :]), at)
    else:
        yield from vary(steps, at + 1)


def _is_certain(step: Step) -> bool:
    return not step.optional and not step.gap


def match_rest(rest: _Rest | None, symbols: Sequence[frozenset[int]], at: int) -> int:
    """Return where the rest of a phrase ends that begins ``at``, or -1; behind all is nothing."""
    while rest is not None:
        symbol, optional, gap, stops, rest = rest
        if gap:
            return _match_after_gap(rest, symbols, at, gap, stops)
        if symbol in symbols[at]:
            if not optional:
                at += 1
            elif (end := match_rest(rest, symbols, at + 1)) >= 0:
                return end
        elif not optional:
            return -1
    return at


def _match_after_gap(
    rest: _Rest | None,
    symbols: Sequence[frozenset[int]],
    start: int,
    gap: int,
    stops: frozenset[int],
) -> int:
    needed = 0 if rest is None or rest.optional or rest.gap else rest.symbol
    for at in range(start, min(start + gap, len(symbols) - 2) + 1):
        here = symbols[at]
        if (not needed or needed in here) and (end := match_rest(rest, symbols, at)) >= 0:
            return end
        if not stops.isdisjoint(here):
            return -1
    return -1
