"""Find phrases in a row of words, in time linear in its length.

A phrase is a few steps: a word of some set, a word that may be absent, a short
gap. It is tried only where a word can begin it, the next word can be its second,
and the row has its last; and it looks at a bounded number of words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from kursk_map.reading.rows.entries import Entry
from kursk_map.reading.rows.learned import ClassMasks, Learned
from kursk_map.reading.rows.letters import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["LexiconFault", "Match", "Phrasebook"]

_STOPS: Final = frozenset(";:.!?()[]…—–")
_STOP_SYMBOL: Final = -1
_COMMA_SYMBOL: Final = -2
_STOP_SYMBOLS: Final = frozenset({_STOP_SYMBOL, _COMMA_SYMBOL})
_NONE: Final[frozenset[int]] = frozenset()


class LexiconFault(ValueError):
    """A row of the lexicon cannot be used: says which file and row, and why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)


class Match(NamedTuple, Generic[EntryT_co]):
    """A row found in ``words[start:end]``; ``rank`` is its place in the file."""

    start: int
    end: int
    entry: EntryT_co
    rank: int = 0


class _Step(NamedTuple):
    """One element of a phrase: a symbol, or (``gap``) any few words."""

    symbol: int
    optional: bool
    gap: int
    stops: frozenset[int] = _STOP_SYMBOLS


class _Rest(NamedTuple):
    """A step of a phrase, and what comes after it."""

    symbol: int
    optional: bool
    gap: int
    stops: frozenset[int]
    then: _Rest | None


class _Phrase(NamedTuple):
    """One way to spell a row.

    It begins with one ``certain`` word or two, the second being ``second``; then comes the
    ``rest``. Nothing of it is there where its ``last`` certain word is not.
    """

    entry: Entry
    rank: int
    certain: int
    second: int
    last: int
    rest: _Rest | None

    @classmethod
    def of(cls, steps: tuple[_Step, ...], entry: Entry, rank: int) -> _Phrase:
        """Make a phrase of its steps."""
        certain = 2 if len(steps) > 1 and _is_certain(steps[1]) else 1
        rest: _Rest | None = None
        for step in reversed(steps[certain:]):
            rest = _Rest(*step, rest)
        last = [step.symbol for step in steps if _is_certain(step)][-1]
        return cls(entry, rank, certain, steps[certain - 1].symbol, 1 << last, rest)


class _Begun(NamedTuple):
    """What two words begin: phrases that end with them, others, and for which words those wait."""

    ended: tuple[_Phrase, ...]
    awaited: int
    open: tuple[_Phrase, ...]


@dataclass(slots=True, eq=False)
class _Kind:
    """What some words have in common: their symbols, their classes as bits, what they begin.

    ``begun`` are the phrases that such a word may begin, ``before`` tells which of them it does
    where a word of some kind follows. Most words of a text are of one kind, that of no symbol:
    so of most pairs of words it is known what they begin, whichever words they are.
    """

    symbols: frozenset[int]
    classes: int
    begun: tuple[_Phrase, ...]
    bits: int = field(init=False)
    before: Learned[_Kind, _Begun] = field(init=False)

    def __post_init__(self) -> None:
        """Leave open what comes next."""
        self.bits = sum(1 << symbol for symbol in self.symbols if symbol > 0)
        self.before = Learned(self._begin)

    def _begin(self, following: _Kind) -> _Begun:
        begun = [
            each for each in self.begun if each.certain == 1 or each.second in following.symbols
        ]
        unended = tuple(each for each in begun if each.rest is not None)
        ended = tuple(each for each in begun if each.rest is None)
        return _Begun(ended, reduce(or_, (each.last for each in unended), 0), unended)


@dataclass(slots=True)
class Phrasebook:
    """Rows whose phrases can be found, and classes of words that can be asked for."""

    classes: Mapping[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    _symbols: dict[tuple[str, ...], int] = field(default_factory=dict)
    _exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _stems: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _begun_by: dict[int, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    masks: ClassMasks = field(default_factory=ClassMasks)
    _kinds: Learned[str, _Kind] = field(init=False)
    _known: dict[frozenset[int], _Kind] = field(default_factory=dict)
    _nothing: _Kind = field(init=False)
    _bits: dict[int, int] = field(default_factory=dict)
    _longest_stem: int = 0

    def __post_init__(self) -> None:
        """Compile every row."""
        for rank, entry in enumerate(self.entries):
            for phrase in entry.match:
                for steps in _variants(self._compile(phrase, entry.rule_id)):
                    self._begun_by[steps[0].symbol].append(_Phrase.of(steps, entry, rank))
        for name, words in self.classes.items():
            bit = self._bits.setdefault(self._symbol(words), 1 << len(self._bits))
            self.masks[name,] = bit
        self._kinds = Learned(self._learn)
        self._nothing = self._learn("")
        self._longest_stem = max(map(len, self._stems), default=0)

    def find(self, words: Sequence[str]) -> list[Match[Entry]]:
        """Find every row in folded words, in order of their start."""
        return self.scan(words)[1]

    def scan(self, words: Sequence[str]) -> tuple[list[int], list[Match[Entry]]]:
        """Return the classes of each of some folded words, see `masks`, and every row in them."""
        kinds = list(map(self._kinds.__getitem__, words))
        found: list[Match[Entry]] = []
        symbols = [kind.symbols for kind in kinds]
        symbols.append(_NONE)
        present = 0
        for kind in set(kinds):
            present |= kind.bits
        for at, (kind, following) in enumerate(pairwise([*kinds, self._nothing])):
            if not kind.begun:
                continue
            ended, awaited, unended = kind.before[following]
            for entry, rank, certain, *_ in ended:
                found.append(Match(at, at + certain, entry, rank))
            if awaited & present:
                for entry, rank, certain, _, last, rest in unended:
                    if last & present and (end := _match(rest, symbols, at + certain)) > at:
                        found.append(Match(at, end, entry, rank))
        return [kind.classes for kind in kinds], found

    def is_in(self, word: str, class_name: str) -> bool:
        """Tell whether a folded word belongs to a class; a class that is missing is empty."""
        return self._kinds[word].classes & self.masks[class_name,] != 0

    def any_in(self, words: Iterable[str], *class_names: str) -> list[bool]:
        """Tell of each class whether some of the folded words belongs to it."""
        present, learned = 0, self._kinds
        for word in words:
            present |= learned[word].classes
        return [present & self.masks[name,] != 0 for name in class_names]

    def _learn(self, word: str) -> _Kind:
        """Find out of which kind a word is."""
        found = set(self._exact.get(word, ()))
        for length in range(2, min(len(word), self._longest_stem) + 1):
            found |= self._stems.get(word[:length], set())
        if word in _STOPS or word == ",":
            found.add(_STOP_SYMBOL if word in _STOPS else _COMMA_SYMBOL)
        symbols = frozenset(found)
        if symbols not in self._known:
            begun = (phrase for each in sorted(found) for phrase in self._begun_by.get(each, ()))
            classes = sum(self._bits.get(each, 0) for each in found)
            self._known[symbols] = _Kind(symbols, classes, tuple(begun))
        return self._known[symbols]

    def _compile(self, phrase: str, rule_id: str) -> tuple[_Step, ...]:
        steps = tuple(self._step(element, rule_id) for element in phrase.split())
        first = next((step for step in steps if not step.optional), None)
        if first is None or first.gap:
            raise LexiconFault(rule_id, f"{phrase!r} begins with nothing certain")
        return steps

    def _step(self, element: str, rule_id: str) -> _Step:
        if element.startswith("~"):
            stops = frozenset({_STOP_SYMBOL}) if element.endswith(",") else _STOP_SYMBOLS
            return _Step(0, optional=False, gap=int(element[1:].rstrip(",")), stops=stops)
        optional = len(element) > 1 and element.endswith("?")
        words = tuple(self._expand(element.removesuffix("?") if optional else element, rule_id))
        return _Step(self._symbol(words), optional=optional, gap=0)

    def _expand(self, element: str, rule_id: str) -> Iterator[str]:
        for part in element.split("|"):
            if not (part.startswith("{") and part.endswith("}")):
                yield fold(part)
            elif part[1:-1] in self.classes:
                yield from self.classes[part[1:-1]]
            else:
                raise LexiconFault(rule_id, f"there is no class of words {part}")

    def _symbol(self, words: tuple[str, ...]) -> int:
        key = tuple(sorted(set(words)))
        if key not in self._symbols:
            number = self._symbols[key] = len(self._symbols) + 1
            for word in key:
                if word.endswith("*"):
                    self._stems[word[:-1]].add(number)
                else:
                    self._exact[word].add(number)
        return self._symbols[key]


def _variants(steps: tuple[_Step, ...], at: int = 0) -> Iterator[tuple[_Step, ...]]:
    """Yield a phrase with and without the words that may be absent at its start.

    What is yielded begins with something certain, and its second word is certain
    too where it can be: a phrase is found by its first two words.
    """
    if at > 1 or at >= len(steps) or not any(_is_certain(step) for step in steps[at:]):
        yield steps
    elif steps[at].optional:
        certain = steps[at]._replace(optional=False)
        yield from _variants((*steps[:at], certain, *steps[at + 1 :]), at + 1)
        yield from _variants((*steps[:at], *steps[at + 1 :]), at)
    else:
        yield from _variants(steps, at + 1)


def _is_certain(step: _Step) -> bool:
    return not step.optional and not step.gap


def _match(rest: _Rest | None, symbols: Sequence[frozenset[int]], at: int) -> int:
    """Return where the rest of a phrase ends that begins ``at``, or -1; behind all is nothing."""
    while rest is not None:
        symbol, optional, gap, stops, rest = rest
        if gap:
            return _match_after_gap(rest, symbols, at, gap, stops)
        if symbol in symbols[at]:
            if not optional:
                at += 1
            elif (end := _match(rest, symbols, at + 1)) >= 0:
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
        if (not needed or needed in here) and (end := _match(rest, symbols, at)) >= 0:
            return end
        if not stops.isdisjoint(here):
            return -1
    return -1
