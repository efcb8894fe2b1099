"""A sentence as the grammar sees it: its items, and every row of the lexicon found in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter, or_
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from kursk_map.reading.grammar.clauses import number_clauses
from kursk_map.reading.grammar.layout import lay_out
from kursk_map.reading.grammar.side_matches import choose_sides
from kursk_map.reading.rows.entries import (
    Anaphor,
    Aside,
    Break,
    Cue,
    Entry,
    Locative,
    Operator,
    Report,
    SideMention,
    Source,
    Thing,
)
from kursk_map.reading.rows.slots import SideSense

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Sentence
    from kursk_map.reading.grammar.layout import Item
    from kursk_map.reading.lexicon import Lexicon, Match
    from kursk_map.reading.rows.learned import ClassMasks
    from kursk_map.reading.toponyms import Toponym

__all__ = ["Scene", "build_scene", "find_rows"]

EntryT = TypeVar("EntryT", bound=Entry)

#: What a case means behind a preposition that takes it: "przez Rosjan" is by them.
_TURNED: Final = (("by", "with"), ("of", "from"), ("of", "by"))
_MARKERS: Final = ("marker_by", "marker_from", "marker_to", "marker_with", "marker_of")
#: How soon behind a dative "managed" makes it a subject: "росіянам також не вдалося".
_MANAGED_REACH: Final = 4
#: And how far before: "gelang es der russischen Armee".
_MANAGED_BEFORE: Final = 3
_start_of: Final = attrgetter("start")


@dataclass(slots=True)
class Scene:
    """One sentence: its items, and the rows found in them, each kind in order.

    ``folded`` are the words of the items, ``clauses`` number the clause of each, ``classes``
    hold its classes of words as bits, see ``masks``, and ``present`` those of all. ``speech``
    holds the spans of the speakers who close a statement, ``denials`` of those who deny one,
    ``tellings`` of those who make one, ``rebuttals`` from a denial to where
    somebody's account begins behind it; they are known only once the speakers are read.
    """

    sentence: Sentence
    lexicon: Lexicon
    items: list[Item]
    cues: list[Match[Cue]]
    sides: list[Match[SideMention]]
    locatives: list[Match[Locative]]
    things: list[Match[Thing]]
    anaphors: list[Match[Anaphor]]
    asides: list[Match[Aside]]
    operators: list[Match[Operator]]
    sources: list[Match[Source]]
    reports: list[Match[Report]]
    clauses: list[int]
    folded: list[str]
    classes: list[int]
    present: int
    masks: ClassMasks
    _markers: dict[int, str] = field(default_factory=dict)
    speech: list[tuple[int, int]] = field(default_factory=list)
    denials: list[tuple[int, int]] = field(default_factory=list)
    tellings: list[tuple[int, int]] = field(default_factory=list)
    rebuttals: list[tuple[int, int]] = field(default_factory=list)

    def is_in(self, index: int, *class_names: str) -> bool:
        """Tell whether the item at ``index`` is of one of some classes of words."""
        classes = self.classes
        return 0 <= index < len(classes) and classes[index] & self.masks[class_names] != 0

    def all_in(self, indices: range, *class_names: str) -> bool:
        """Tell whether every item of a range is of one of some classes of words."""
        inside = indices.start >= 0 and indices.stop <= len(self.classes)
        mask = self.masks[class_names]
        return not indices or (inside and all(each & mask for each in self._classes_in(indices)))

    def any_in(self, indices: range, *class_names: str) -> bool:
        """Tell whether some item of a range is of one of some classes of words."""
        mask = self.masks[class_names] & self.present
        return mask != 0 and any(each & mask for each in self._classes_in(indices))

    def has_any(self, *class_names: str) -> bool:
        """Tell whether some item is of one of some classes of words."""
        return self.present & self.masks[class_names] != 0

    def _classes_in(self, indices: range) -> list[int]:
        return self.classes[max(0, indices.start) : max(0, indices.stop)]

    def words(self, start: int, end: int) -> list[str]:
        """Return the folded words of ``items[start:end]``."""
        return self.folded[max(0, start) : end]

    def text(self, start: int, end: int) -> str:
        """Return the text of ``items[start:end]`` as it stands in the document."""
        first, last = self.items[start], self.items[end - 1]
        base = self.sentence.span.start
        return self.sentence.text[first.start - base : last.end - base]

    def item_at(self, offset: int) -> int:
        """Return the index of the first item that begins at or after an offset of the document."""
        return bisect_left(self.items, offset, key=_start_of)

    def in_clause_of(self, one: int, other: int) -> bool:
        """Tell whether two items stand in one clause."""
        return self.clauses[one] == self.clauses[other]

    def has_cue(self, start: int, end: int) -> bool:
        """Tell whether a cue begins within ``items[start:end]``."""
        return any(start <= cue.start < end for cue in self.cues)

    def marker(self, side: Match[SideMention]) -> str:
        """Return the case of a side, for which every cue asks."""
        if side.start not in self._markers:
            self._markers[side.start] = self._read_marker(side)
        return self._markers[side.start]

    def _read_marker(self, side: Match[SideMention]) -> str:
        """Read the case of a side off its own form, or off the preposition before it."""
        at = self._before_side(side.start)
        for own, turned in _TURNED:
            if side.entry.marker == own and self.is_in(at, f"marker_{turned}"):
                return turned
        # "Dozens of S's soldiers hide": they do, however many; cases say "of" there as well.
        many = side.entry.marker == "of" and self.is_in(side.start - 1, "headcount")
        if many or (side.entry.marker == "to" and self._has_managed(side)):
            return ""
        if side.entry.marker:
            return side.entry.marker
        while self.is_in(at, "marker_of") and self.is_in(at - 1, "troops", "headcount"):
            at = self._before_side(at - 1)
        # "As a result of the counterattack they": the noun ends there, where cases look alike.
        if self.is_in(at, "marker_of") and self.any_in(range(at - 2, at), "circumstance"):
            return ""
        if self.is_in(at, *_MARKERS) and not self._is_article(at):
            return next(name[len("marker_") :] for name in _MARKERS if self.is_in(at, name))
        # An article that is a case in itself: "die Kontrolle der russischen Armee".
        # But it may be a dative too: "Der russischen Armee gelang es".
        head = side.start - 1
        # "Units of S's forces cleared X": they open the sentence, so they do it.
        opens = head <= 1 and self.is_in(head, "troops_nom")
        genitive = self.is_in(head, "genitive") and not (opens or self._has_managed(side))
        return "of" if genitive else ""

    def _is_article(self, at: int) -> bool:
        """Tell whether "of" is an article that opens a clause: "Vendredi, des soldats russes"."""
        if not self.is_in(at, "partitive"):
            return False
        opens = at <= 1 or self.clauses[at - 1] != self.clauses[at - 2]
        return opens or self.is_in(at - 1, "sep", "and", "that", "relative")

    def _has_managed(self, side: Match[SideMention]) -> bool:
        """Tell whether a dative is who does it: "the Russians managed to", "вдалося росіянам"."""
        before = range(side.start - _MANAGED_BEFORE, side.start)
        beside = range(side.end, side.end + _MANAGED_REACH)
        return self.any_in(before, "managed") or self.any_in(beside, "managed")

    def _before_side(self, at: int) -> int:
        at -= 1
        while at >= 0 and self.is_in(at, "before_side"):
            at -= 1
        return at


def build_scene(sentence: Sentence, toponyms: Sequence[Toponym], lexicon: Lexicon) -> Scene:
    """Lay out a sentence and find every row that counts in it."""
    items = lay_out(sentence, toponyms, lexicon)
    words = [item.word for item in items]
    classes, found = lexicon.scan(words)
    layers = _sort_layers(found, words, lexicon)
    sources, reports = _of(layers, Source), _of(layers, Report)
    sides = [s for s in _of(layers, SideMention) if s.entry.side is not SideSense.NONE]
    return Scene(
        sentence=sentence,
        lexicon=lexicon,
        items=items,
        cues=[
            cue
            for cue in _of(layers, Cue)
            if cue.entry.change != "none" and not _is_name(cue, sources)
        ],
        sides=sides,
        locatives=_of(layers, Locative),
        things=_of(layers, Thing),
        anaphors=_of(layers, Anaphor),
        asides=_of(layers, Aside),
        operators=[
            each
            for each in _of(layers, Operator)
            if not (_is_month(each, items) or _is_believed(each, reports))
        ],
        sources=sources,
        reports=[each for each in reports if each.entry.form != "none"],
        clauses=number_clauses(words, _breaks_of(layers), [*sides, *sources], lexicon),
        folded=words,
        classes=classes,
        present=reduce(or_, classes, 0),
        masks=lexicon.phrases.masks,
    )


def _is_name(cue: Match[Cue], sources: Sequence[Match[Source]]) -> bool:
    """Tell whether a cue is part of who speaks: "the air assault forces said"."""
    return any(each.start <= cue.start and cue.end <= each.end for each in sources)


def find_rows(
    sentence: Sentence, toponyms: Sequence[Toponym], lexicon: Lexicon
) -> list[Match[Entry]]:
    """Find the rows that count in a sentence, idioms and sides that are none included."""
    words = [item.word for item in lay_out(sentence, toponyms, lexicon)]
    layers = _sort_layers(lexicon.find(words), words, lexicon)
    return [match for matches in layers.values() for match in matches]


_Layers = dict[type[Entry], list["Match[Entry]"]]


def _sort_layers(found: Iterable[Match[Entry]], words: list[str], lexicon: Lexicon) -> _Layers:
    layers: _Layers = defaultdict(list)
    for match in found:
        layers[type(match.entry)].append(match)
    matches = cast("list[Match[SideMention]]", layers.pop(SideMention, []))
    chosen = {kind: _choose(each) for kind, each in layers.items()}
    if matches:
        reports = _of(chosen, Report)
        speaking = [each for each in _of(chosen, Source) if _speaks(each, reports)]
        sides = choose_sides(matches, [*speaking, *reports], words, lexicon)
        chosen[SideMention] = cast("list[Match[Entry]]", sides)
    return chosen


def _speaks(source: Match[Source], reports: Sequence[Match[Report]]) -> bool:
    """Tell whether somebody is named as a speaker: "S's command moves reserves to X" is none."""
    return not source.entry.refers and (bool(reports) or source.entry.kind != "authority")


def _of(layers: _Layers, kind: type[EntryT]) -> list[Match[EntryT]]:
    found: list[Any] = layers.get(kind, [])
    return found


def _breaks_of(layers: _Layers) -> list[Match[Break]]:
    """List the breaks but for those of a set phrase: "not only A, but B" is one clause."""
    set_phrases = [each for each in _of(layers, Operator) if each.entry.kind == "none"]
    return [
        b for b in _of(layers, Break) if not any(p.start < b.start < p.end for p in set_phrases)
    ]


def _choose(matches: list[Match[Entry]]) -> list[Match[Entry]]:
    """Keep, of matches that overlap, the one that begins first, then the longest."""
    kept = matches[:1]
    for match in matches[1:]:
        last = kept[-1]
        if match.start == last.start:
            if (-match.end, match.rank) < (-last.end, last.rank):
                kept[-1] = match
        elif match.start >= last.end:
            kept.append(match)
    return kept


def _is_believed(match: Match[Operator], reports: Sequence[Match[Report]]) -> bool:
    """Tell "if the channels are to be believed", which names who says so, from a condition."""
    return match.entry.kind == "void" and any(
        each.start <= match.start and match.end <= each.end for each in reports
    )


def _is_month(match: Match[Operator], items: Sequence[Item]) -> bool:
    """Tell "24 May" from what may be."""
    beside = {items[at].word for at in (match.start - 1, match.end) if 0 <= at < len(items)}
    return items[match.start].is_capitalised and any(word.isdigit() for word in beside)
