"""A sentence as the grammar sees it: words and places in a row, with everything the lexicon found.

Bracketed asides are left out of the row, because "Sudzha (Суджа) was taken"
reads like "Sudzha was taken". A place is one item, however many words it has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from gazetteer.place import Resolved
from kursk_map.reading.entries import (
    Anaphor,
    Aside,
    Break,
    Cue,
    Entry,
    Locative,
    Operator,
    Report,
    SideMention,
    SideSense,
    Source,
    Thing,
)
from kursk_map.reading.lexicon import AREA_WORD, PLACE_WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.model import Sentence
    from kursk_map.reading.lexicon import Lexicon, Match
    from kursk_map.reading.toponyms import Toponym

__all__ = ["Item", "Scene", "build_scene"]

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*|[^\w\s]")
_LONGEST_ASIDE: Final = 14
_OPEN: Final = frozenset("([")
_CLOSE: Final = frozenset(")]")
#: What toponyms of a text can be said to change hands; the others only say where.
_PLACES: Final = frozenset({"settlement", "outskirts", "station", "road"})


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a mark of punctuation, or a place; offsets are the document's."""

    word: str
    text: str
    start: int
    end: int
    toponym: Toponym | None = None
    mentioned: Toponym | None = None

    @property
    def is_capitalised(self) -> bool:
        """Whether it may be part of a name."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Scene:
    """One sentence: its items, and the rows found in them, each kind in order."""

    sentence: Sentence
    lexicon: Lexicon
    items: list[Item]
    cues: list[Match]
    sides: list[Match]
    locatives: list[Match]
    things: list[Match]
    anaphors: list[Match]
    asides: list[Match]
    operators: list[Match]
    sources: list[Match]
    reports: list[Match]
    clauses: list[int]
    speech: list[tuple[int, int]] = field(default_factory=list)

    def is_in(self, index: int, class_name: str) -> bool:
        """Tell whether the item at ``index`` is of a class of words."""
        return 0 <= index < len(self.items) and self.lexicon.is_in(
            self.items[index].word, class_name
        )

    def words(self, start: int, end: int) -> list[str]:
        """Return the folded words of ``items[start:end]``."""
        return [item.word for item in self.items[max(0, start) : end]]

    def item_at(self, offset: int) -> int:
        """Return the index of the first item that begins at or after an offset of the document."""
        return bisect_left(self.items, offset, key=lambda item: item.start)

    def marker(self, side: Match) -> str:
        """Return the case of a side: of its own form, or of the preposition before it."""
        entry = side.entry
        assert isinstance(entry, SideMention)
        at = self._before_side(side.start)
        if entry.marker == "by" and self.is_in(at, "marker_with"):
            return "with"
        if entry.marker:
            return entry.marker
        if self.is_in(at, "marker_of") and self.is_in(at - 1, "troops"):
            at = self._before_side(at - 1)
        for marker in ("by", "from", "to", "with", "of"):
            if self.is_in(at, f"marker_{marker}"):
                return marker
        # An article that is a case in itself: "die Kontrolle der russischen Armee".
        return "of" if self.is_in(side.start - 1, "genitive") else ""

    def _before_side(self, at: int) -> int:
        at -= 1
        while at >= 0 and self.is_in(at, "before_side"):
            at -= 1
        return at


def build_scene(sentence: Sentence, toponyms: Sequence[Toponym], lexicon: Lexicon) -> Scene:
    """Lay out a sentence with the places found in it (those of its span, in order)."""
    items, found = _find(sentence, toponyms, lexicon)
    layers = {kind: _choose(kind, matches) for kind, matches in found.items()}
    sources = layers[Source]
    named = [source for source in sources if not source.entry.refers]  # type: ignore[attr-defined]
    sides = [
        side
        for side in layers[SideMention]
        if side.entry.side is not SideSense.NONE and not _overlaps(side, named)  # type: ignore[attr-defined]
    ]
    return Scene(
        sentence=sentence,
        lexicon=lexicon,
        items=items,
        cues=[cue for cue in layers[Cue] if cue.entry.change != "none"],  # type: ignore[attr-defined]
        sides=sides,
        locatives=layers[Locative],
        things=layers[Thing],
        anaphors=layers[Anaphor],
        asides=layers[Aside],
        operators=layers[Operator],
        sources=sources,
        reports=layers[Report],
        clauses=_clauses(items, layers[Break], sides, sources, lexicon),
    )


def find_rows(
    sentence: Sentence, toponyms: Sequence[Toponym], lexicon: Lexicon
) -> list[Match]:
    """Find the rows that count in a sentence, idioms and sides that are none included."""
    _, found = _find(sentence, toponyms, lexicon)
    return [match for kind, matches in found.items() for match in _choose(kind, matches)]


_LAYERS: Final = (
    Cue, SideMention, Locative, Thing, Anaphor, Aside, Operator, Source, Report, Break,
)  # fmt: skip


def _find(
    sentence: Sentence, toponyms: Sequence[Toponym], lexicon: Lexicon
) -> tuple[list[Item], dict[type[Entry], list[Match]]]:
    items = _drop_asides(list(_items(sentence, toponyms, lexicon)))
    _restore_towns(items, lexicon)
    found: dict[type[Entry], list[Match]] = {kind: [] for kind in _LAYERS}
    for match in lexicon.find([item.word for item in items]):
        found[type(match.entry)].append(match)
    return items, found


def _tokens(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield words and marks; what is elided before a word ("l'armée") is a word of its own."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = fold(match.group())
        cut = start + word.find("'") + 1
        if start < cut < end and lexicon.is_in(word[: cut - start], "elided"):
            yield start, cut
            start = cut
        yield start, end


def _items(
    sentence: Sentence, toponyms: Sequence[Toponym], lexicon: Lexicon
) -> Iterator[Item]:
    pending = iter(toponyms)
    toponym = next(pending, None)
    base = sentence.span.start
    resume = 0
    for first, last in _tokens(sentence.text, lexicon):
        start, end = base + first, base + last
        while toponym is not None and toponym.span.end <= start:
            toponym = next(pending, None)
        if start < resume:
            continue
        if toponym is not None and toponym.span.start <= start:
            resume = toponym.span.end
            named = toponym if toponym.role in _PLACES else None
            word = PLACE_WORD if named else AREA_WORD
            yield Item(word, toponym.text, toponym.span.start, resume, named, toponym)
            toponym = next(pending, None)
        else:
            word = sentence.text[first:last]
            yield Item(fold(word), word, start, end)


def _restore_towns(items: list[Item], lexicon: Lexicon) -> None:
    """Take "the Sudzha region, the main city", garbled as it is, for the city."""
    for at, item in enumerate(items):
        if item.word != AREA_WORD or item.mentioned is None or not _is_resolved_area(item):
            continue
        following = [each.word for each in items[at + 1 : at + 6]]
        if "," not in following[:2]:
            continue
        after = following[following.index(",") + 1 :]
        if any(lexicon.is_in(word, "settlement") for word in after):
            items[at] = replace(item, word=PLACE_WORD, toponym=item.mentioned)


def _is_resolved_area(item: Item) -> bool:
    return item.mentioned is not None and isinstance(item.mentioned.resolution, Resolved)


def _drop_asides(items: list[Item]) -> list[Item]:
    """Leave out what stands in brackets, but keep a place that nothing before it names."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        close = _closing(items, at)
        if close is None:
            kept.append(items[at])
            at += 1
            continue
        named = bool(kept) and kept[-1].toponym is not None
        near = any(item.toponym is not None for item in kept[-4:])
        places = [item for item in items[at:close] if item.toponym is not None]
        if named and places and not _is_resolved(kept[-1]) and _is_resolved(places[-1]):
            kept[-1] = places[-1]
        elif not near:
            kept.extend(places[:1])
        at = close + 1
    return kept


def _is_resolved(item: Item) -> bool:
    return item.toponym is not None and isinstance(item.toponym.resolution, Resolved)


def _closing(items: list[Item], at: int) -> int | None:
    if items[at].word not in _OPEN:
        return None
    for index in range(at + 1, min(at + _LONGEST_ASIDE, len(items))):
        if items[index].word in _CLOSE:
            return index
    return None


def _choose(kind: type[Entry], matches: list[Match]) -> list[Match]:
    """Keep, of matches that overlap, the one that begins first, then the longest.

    Of sides the shortest with a noun: "Russian forces drove Ukrainian troops" begins
    with one side, though it may also be read as a long name of it.
    """
    sides = kind is SideMention
    kept: list[Match] = []
    end = -1
    for match in sorted(matches, key=_by_side if sides else _by_length):
        if match.start >= end:
            kept.append(match)
            end = match.end
    return kept


def _by_length(match: Match) -> tuple[int, int, int]:
    return match.start, -match.end, match.rank


def _by_side(match: Match) -> tuple[int, bool, int, int]:
    return match.start, match.entry.weak, match.end, match.rank  # type: ignore[attr-defined]


def _overlaps(match: Match, others: list[Match]) -> bool:
    return any(other.start < match.end and match.start < other.end for other in others)


def _clauses(
    items: list[Item],
    breaks: list[Match],
    sides: list[Match],
    sources: list[Match],
    lexicon: Lexicon,
) -> list[int]:
    """Number the clauses: a new one begins at a break word, a semicolon, or ", and" with a subject."""
    begun = {match.start for match in breaks}
    actors = {match.start for match in sides} | {match.start for match in sources}
    numbers: list[int] = []
    clause = 0
    for at, item in enumerate(items):
        coordinated = (
            lexicon.is_in(item.word, "and")
            and at > 0
            and items[at - 1].word == ","
            and not actors.isdisjoint(range(at + 1, at + 4))
        )
        introduced = item.word == ":" and not actors.isdisjoint(range(at + 1, at + 3))
        if at in begun or item.word == ";" or coordinated or introduced:
            clause += 1
        numbers.append(clause)
    return numbers
