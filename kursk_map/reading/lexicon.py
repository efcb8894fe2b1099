"""The vocabulary of the reading, compiled from TOML into one matcher for each language.

A row's ``match`` is a phrase, or a list of phrases, over words:

======================  ==========================================================
``forces``              this word, in any case
``force*``              a word that begins so
``troops|forces|unit*`` one of these
``{troops}``            one of the words of a class of the same language
``word?``               may be absent
``~3``                  up to three words of any kind, no punctuation
``~9,``                 the same, but over commas: "nahmen A, B und C ein"
``@place``, ``@area``   a settlement, a district or region
======================  ==========================================================

A phrase is tried only where a word can begin it, and it looks at a bounded
number of words: reading stays linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from kursk_map.reading.entries import ENTRY_TYPES, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "AREA_WORD",
    "PLACE_WORD",
    "Lexicon",
    "LexiconFault",
    "Match",
    "fold",
    "languages",
    "load_lexicon",
]

FOLDER: Final = Path(__file__).parent / "lexicon"
#: Stand for a settlement, and for a district or a region, in a sequence of words.
PLACE_WORD: Final = "@place"
AREA_WORD: Final = "@area"

_FILES: Final = ("changes.toml", "claimants.toml", "modality.toml")
_STOPS: Final = frozenset(";:.!?()[]…—–")
_STOP_SYMBOL: Final = -1
_COMMA_SYMBOL: Final = -2
_STOP_SYMBOLS: Final = frozenset({_STOP_SYMBOL, _COMMA_SYMBOL})
_CACHED_WORDS: Final = 200_000
_FOLDED: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е", "\u0301": None})


class LexiconFault(ValueError):
    """A row of the lexicon cannot be used: says which file and row, and why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


def fold(word: str) -> str:
    """Return a word as the lexicon spells it: small letters, plain apostrophe, no ё.

    >>> fold("Дарʼїно"), fold("Плёхово")
    ("дар'їно", 'плехово')
    """
    return word.lower().translate(_FOLDED)


EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Match(Generic[EntryT_co]):
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
    steps: tuple[_Step, ...]
    entry: Entry
    rank: int


@dataclass(frozen=True, slots=True)
class _Word:
    """What a surface form means: the symbols it satisfies and the phrases it may begin.

    Phrases of one word are ``whole``; those whose second word is certain are
    kept by that word, so that most of them are never tried; ``others`` are.
    """

    symbols: frozenset[int]
    whole: tuple[_Phrase, ...]
    by_second: Mapping[int, tuple[_Phrase, ...]]
    others: tuple[_Phrase, ...]
    begins: bool


@dataclass(slots=True)
class Lexicon:
    """All rows of one language, ready to be found in text."""

    language: str
    classes: dict[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    _symbols: dict[tuple[str, ...], int] = field(default_factory=dict)
    _exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _stems: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _begun_by: dict[int, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, _Word] = field(default_factory=dict)
    _class_symbols: dict[str, int] = field(default_factory=dict)
    _longest_stem: int = 0

    def __post_init__(self) -> None:
        """Compile every row."""
        for rank, entry in enumerate(self.entries):
            for phrase in entry.match:
                for steps in _beginnings(self._compile(phrase, entry.rule_id)):
                    self._begun_by[steps[0].symbol].append(_Phrase(steps, entry, rank))
        for name, words in self.classes.items():
            self._class_symbols[name] = self._symbol(words)
        self._longest_stem = max(map(len, self._stems), default=0)

    def find(self, words: Sequence[str]) -> list[Match[Entry]]:
        """Find every row in folded words, in order of their start."""
        known = [self._known.get(word) or self._learn(word) for word in words]
        symbols = [word.symbols for word in known]
        last = len(words) - 1
        found: list[Match[Entry]] = []
        for at, word in enumerate(known):
            if not word.begins:
                continue
            found.extend(Match(at, at + 1, each.entry, each.rank) for each in word.whole)
            found.extend(_matches(word.others, symbols, at, known_steps=0))
            if at == last or not word.by_second:
                continue
            for symbol in symbols[at + 1] & word.by_second.keys():
                found.extend(_matches(word.by_second[symbol], symbols, at, known_steps=2))
        return found

    def is_in(self, word: str, class_name: str) -> bool:
        """Tell whether a folded word belongs to a class; a class that is missing is empty."""
        symbol = self._class_symbols.get(class_name)
        return symbol in (self._known.get(word) or self._learn(word)).symbols

    def _learn(self, word: str) -> _Word:
        if len(self._known) > _CACHED_WORDS:
            self._known.clear()
        symbols = set(self._exact.get(word, ()))
        for length in range(2, min(len(word), self._longest_stem) + 1):
            symbols |= self._stems.get(word[:length], set())
        if word in _STOPS or word == ",":
            symbols.add(_STOP_SYMBOL if word in _STOPS else _COMMA_SYMBOL)
        begun_by = self._begun_by
        phrases = [phrase for symbol in sorted(symbols) for phrase in begun_by.get(symbol, ())]
        learned = self._known[word] = _sort_phrases(frozenset(symbols), phrases)
        return learned

    def _compile(self, phrase: str, rule_id: str) -> tuple[_Step, ...]:
        steps = tuple(self._step(element, rule_id) for element in phrase.split())
        if not steps or steps[0].gap or all(step.optional for step in steps):
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


def _sort_phrases(symbols: frozenset[int], phrases: Iterable[_Phrase]) -> _Word:
    """Sort the phrases that a word may begin by what comes second."""
    whole: list[_Phrase] = []
    others: list[_Phrase] = []
    by_second: dict[int, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        second = phrase.steps[1] if len(phrase.steps) > 1 else None
        if second is None:
            whole.append(phrase)
        elif second.gap or second.optional:
            others.append(phrase)
        else:
            by_second[second.symbol].append(phrase)
    return _Word(
        symbols=symbols,
        whole=tuple(whole),
        by_second={symbol: tuple(each) for symbol, each in by_second.items()},
        others=tuple(others),
        begins=bool(whole or others or by_second),
    )


def _beginnings(steps: tuple[_Step, ...]) -> Iterator[tuple[_Step, ...]]:
    """Yield a phrase without the words that may be absent at its start, one after the other."""
    while steps[0].optional:
        yield (replace(steps[0], optional=False), *steps[1:])
        steps = steps[1:]
    yield steps


def _matches(
    phrases: Iterable[_Phrase], symbols: list[frozenset[int]], at: int, *, known_steps: int
) -> Iterator[Match[Entry]]:
    """Yield the phrases that stand at an index, the first steps of which are known to."""
    for phrase in phrases:
        if (end := _match(phrase.steps, known_steps, symbols, at + known_steps)) > at:
            yield Match(at, end, phrase.entry, phrase.rank)


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


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have a folder of rows."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/changes.toml")))


@cache
def load_lexicon(language: str) -> Lexicon:
    """Load and compile the rows of a language, once a process."""
    tables = [_read(FOLDER / language / name) for name in _FILES]
    classes = _classes(tables)
    entries = tuple(entry for table in tables for entry in _entries(table, language))
    return Lexicon(language=language, classes=classes, entries=entries)


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _classes(tables: Iterable[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    raw = {name: words for table in tables for name, words in table.get("words", {}).items()}
    return {name: tuple(_words_of(name, raw)) for name in raw}


def _words_of(name: str, raw: dict[str, str], depth: int = 0) -> Iterator[str]:
    """Yield the words of a class; a class may name another as ``{other}``."""
    for word in re.split(r"\s+", raw[name].strip()):
        if word.startswith("{") and depth < len(raw):
            yield from _words_of(word[1:-1], raw, depth + 1)
        elif word:
            yield fold(word)


def _entries(table: dict[str, Any], language: str) -> Iterator[Entry]:
    for section, rows in table.items():
        if section == "words":
            continue
        for row in rows:
            where = f"{language}: {section} {row.get('id', '?')}"
            try:
                yield ENTRY_TYPES[section].from_row(row)
            except (KeyError, ValueError, TypeError) as error:
                raise LexiconFault(where, str(error)) from error
