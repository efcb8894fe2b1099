"""Find phrases in a row of words, in time linear in its length.

A phrase is a few steps: a word of some set, a word that may be absent, a short
gap. It is tried only where a word can begin it, the next word can be its second,
and the row has its last; and it looks at a bounded number of words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class _Step:
    """One element of a phrase: a symbol, or (``gap``) any few words."""

    symbol: int
    optional: bool
    gap: int
    stops: frozenset[int] = _STOP_SYMBOLS


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to spell a row.

    It begins with one ``certain`` word or two; ``last`` is the last that must be there.
    """

    steps: tuple[_Step, ...]
    entry: Entry
    rank: int
    certain: int
    last: int

    @classmethod
    def of(cls, steps: tuple[_Step, ...], entry: Entry, rank: int) -> _Phrase:
        """Make a phrase of its steps."""
        certain = 2 if len(steps) > 1 and _is_certain(steps[1]) else 1
        last = [step.symbol for step in steps if _is_certain(step)][-1]
        return cls(steps, entry, rank, certain, last)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a surface form means: its symbols, its classes as bits, the phrases it may begin.

    Phrases of one word are ``whole``; those whose second word is certain are
    kept by that word, so that most are never tried; of the ``others`` those whose
    last word the row lacks are not. ``seconds`` and ``lasts`` are what they wait for.
    """

    symbols: frozenset[int]
    classes: int
    whole: tuple[_Phrase, ...]
    by_second: Mapping[int, tuple[_Phrase, ...]]
    others: tuple[_Phrase, ...]
    seconds: frozenset[int]
    lasts: frozenset[int]
    begins: bool

    def may_begin(self, following: frozenset[int], present: frozenset[int]) -> bool:
        """Tell whether some phrase may begin here: most words begin none."""
        return (
            bool(self.whole)
            or not self.seconds.isdisjoint(following)
            or not self.lasts.isdisjoint(present)
        )

    def begun(self, following: frozenset[int], present: frozenset[int]) -> list[_Phrase]:
        """List the phrases that may begin here, by what comes next and what the row has."""
        begun = list(self.whole)
        if not self.lasts.isdisjoint(present):
            begun += [each for each in self.others if each.last in present]
        if not self.seconds.isdisjoint(following):
            for symbol in following & self.seconds:
                begun += [each for each in self.by_second[symbol] if each.last in present]
        return begun


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
    _words: Learned[_Word] = field(init=False)
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
        self._words = Learned(self._learn)
        self._longest_stem = max(map(len, self._stems), default=0)

    def find(self, words: Sequence[str]) -> list[Match[Entry]]:
        """Find every row in folded words, in order of their start."""
        return self.scan(words)[1]

    def scan(self, words: Sequence[str]) -> tuple[list[int], list[Match[Entry]]]:
        """Return the classes of each of some folded words, see `masks`, and every row in them."""
        known = list(map(self._words.__getitem__, words))
        beginning = [(at, word) for at, word in enumerate(known) if word.begins]
        found: list[Match[Entry]] = []
        if beginning:
            symbols = [word.symbols for word in known]
            present = _NONE.union(*symbols)
            following = [*symbols[1:], _NONE]
            for at, word in beginning:
                if not word.may_begin(following[at], present):
                    continue
                for phrase in word.begun(following[at], present):
                    end = _match(phrase.steps, phrase.certain, symbols, at + phrase.certain)
                    if end > at:
                        found.append(Match(at, end, phrase.entry, phrase.rank))
        return [word.classes for word in known], found

    def is_in(self, word: str, class_name: str) -> bool:
        """Tell whether a folded word belongs to a class; a class that is missing is empty."""
        return self._words[word].classes & self.masks[class_name,] != 0

    def any_in(self, words: Iterable[str], *class_names: str) -> list[bool]:
        """Tell of each class whether some of the folded words belongs to it."""
        present, learned = 0, self._words
        for word in words:
            present |= learned[word].classes
        return [present & self.masks[name,] != 0 for name in class_names]

    def _learn(self, word: str) -> _Word:
        symbols = set(self._exact.get(word, ()))
        for length in range(2, min(len(word), self._longest_stem) + 1):
            symbols |= self._stems.get(word[:length], set())
        if word in _STOPS or word == ",":
            symbols.add(_STOP_SYMBOL if word in _STOPS else _COMMA_SYMBOL)
        begun_by = self._begun_by
        phrases = [phrase for symbol in sorted(symbols) for phrase in begun_by.get(symbol, ())]
        classes = sum(self._bits.get(symbol, 0) for symbol in symbols)
        return _sort_phrases(frozenset(symbols), classes, phrases)

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


def _sort_phrases(symbols: frozenset[int], classes: int, phrases: Iterable[_Phrase]) -> _Word:
    """Sort the phrases that a word may begin by what comes second."""
    whole: list[_Phrase] = []
    by_second: dict[int, list[_Phrase]] = defaultdict(list)
    others: list[_Phrase] = []
    for phrase in phrases:
        if len(phrase.steps) == 1:
            whole.append(phrase)
        elif phrase.certain == 1:
            others.append(phrase)
        else:
            by_second[phrase.steps[1].symbol].append(phrase)
    return _Word(
        symbols=symbols,
        classes=classes,
        whole=tuple(whole),
        by_second={symbol: tuple(each) for symbol, each in by_second.items()},
        others=tuple(others),
        seconds=frozenset(by_second),
        lasts=frozenset(each.last for each in others),
        begins=bool(whole or others or by_second),
    )


def _variants(steps: tuple[_Step, ...], at: int = 0) -> Iterator[tuple[_Step, ...]]:
    """Yield a phrase with and without the words that may be absent at its start.

    What is yielded begins with something certain, and its second word is certain
    too where it can be: a phrase is found by its first two words.
    """
    if at > 1 or at >= len(steps) or not any(_is_certain(step) for step in steps[at:]):
        yield steps
    elif steps[at].optional:
        certain = replace(steps[at], optional=False)
        yield from _variants((*steps[:at], certain, *steps[at + 1 :]), at + 1)
        yield from _variants((*steps[:at], *steps[at + 1 :]), at)
    else:
        yield from _variants(steps, at + 1)


def _is_certain(step: _Step) -> bool:
    return not step.optional and not step.gap


def _match(steps: tuple[_Step, ...], k: int, symbols: list[frozenset[int]], at: int) -> int:
    """Return where the steps from ``k`` on end when they begin ``at``, or -1."""
    while k < len(steps):
        step = steps[k]
        k += 1
        if step.gap:
            return _match_after_gap(steps, k, symbols, at, step)
        if at < len(symbols) and step.symbol in symbols[at]:
            if step.optional and (end := _match(steps, k, symbols, at + 1)) >= 0:
                return end
            if not step.optional:
                at += 1
        elif not step.optional:
            return -1
    return at


def _match_after_gap(
    steps: tuple[_Step, ...], k: int, symbols: list[frozenset[int]], at: int, gap: _Step
) -> int:
    for skipped in range(at, min(at + gap.gap, len(symbols) - 1) + 1):
        if (end := _match(steps, k, symbols, skipped)) >= 0:
            return end
        if not gap.stops.isdisjoint(symbols[skipped]):
            return -1
    return -1
