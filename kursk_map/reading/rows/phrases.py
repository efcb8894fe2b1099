"""Find phrases in a row of words, in time linear in its length.

A phrase is tried only where a word can begin it, the next word can be its second,
and its last is still ahead; and it looks at a bounded number of words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from kursk_map.reading.rows.entries import Entry
from kursk_map.reading.rows.learned import ClassMasks, Learned
from kursk_map.reading.rows.letters import fold
from kursk_map.reading.rows.steps import (
    COMMA,
    ONLY_STOPS,
    STOP,
    STOPS,
    Bits,
    Kind,
    Phrase,
    Step,
    match_rest,
    vary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["LexiconFault", "Match", "Phrasebook"]

_STOP_MARKS: Final = frozenset(";:.!?()[]…—–")
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


#: Makes a match of all its parts, in a third of the time that calling `Match` takes.
_as_match: Final = partial(tuple.__new__, Match)


@dataclass(slots=True)
class Phrasebook:
    """Rows whose phrases can be found, and classes of words that can be asked for."""

    classes: Mapping[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    _symbols: dict[tuple[str, ...], int] = field(default_factory=dict)
    _exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _stems: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _begun_by: dict[int, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    masks: ClassMasks = field(default_factory=ClassMasks)
    _kinds: Learned[str, Kind] = field(init=False)
    _known: dict[frozenset[int], Kind] = field(default_factory=dict)
    _nothing: Kind = field(init=False)
    _class_bits: Bits = field(default_factory=Bits)
    _last_bits: Bits = field(default_factory=Bits)
    _longest_stem: int = 0

    def __post_init__(self) -> None:
        """Compile every row."""
        for rank, entry in enumerate(self.entries):
            for phrase in entry.match:
                for steps in vary(self._compile(phrase, entry.rule_id)):
                    made = Phrase.of(steps, entry, rank, self._last_bits)
                    self._begun_by[steps[0].symbol].append(made)
        for name, words in self.classes.items():
            self.masks[name,] = self._class_bits[self._symbol(words)]
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
        ahead, following, at = 0, self._nothing, len(kinds)
        for kind in reversed(kinds):  # From the last word on: what is ahead of each is known.
            at -= 1
            ahead |= kind.lasts
            if kind.begun:
                ended, awaited, unended = kind.before[following]
                for entry, rank, certain, *_ in ended:
                    found.append(_as_match((at, at + certain, entry, rank)))
                if awaited & ahead:
                    for entry, rank, certain, _, last, rest in unended:
                        if last & ahead and (end := match_rest(rest, symbols, at + certain)) > at:
                            found.append(_as_match((at, end, entry, rank)))
            following = kind
        found.reverse()
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

    def _learn(self, word: str) -> Kind:
        """Find out of which kind a word is."""
        found = set(self._exact.get(word, ()))
        for length in range(2, min(len(word), self._longest_stem) + 1):
            found |= self._stems.get(word[:length], set())
        if word in _STOP_MARKS or word == ",":
            found.add(STOP if word in _STOP_MARKS else COMMA)
        symbols = frozenset(found)
        if symbols not in self._known:
            begun = (phrase for each in sorted(found) for phrase in self._begun_by.get(each, ()))
            classes, lasts = self._class_bits.of(found), self._last_bits.of(found)
            self._known[symbols] = Kind(symbols, classes, lasts, tuple(begun))
        return self._known[symbols]

    def _compile(self, phrase: str, rule_id: str) -> tuple[Step, ...]:
        steps = tuple(self._step(element, rule_id) for element in phrase.split())
        first = next((step for step in steps if not step.optional), None)
        if first is None or first.gap:
            raise LexiconFault(rule_id, f"{phrase!r} begins with nothing certain")
        return steps

    def _step(self, element: str, rule_id: str) -> Step:
        if element.startswith("~"):
            stops = ONLY_STOPS if element.endswith(",") else STOPS
            return Step(0, optional=False, gap=int(element[1:].rstrip(",")), stops=stops)
        optional = len(element) > 1 and element.endswith("?")
        words = tuple(self._expand(element.removesuffix("?") if optional else element, rule_id))
        return Step(self._symbol(words), optional=optional, gap=0)

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
