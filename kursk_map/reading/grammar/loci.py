"""How a place stands to what is said of it: in it, near it, towards it, by the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.lexicon import CAPITAL_NOUNS
from kursk_map.reading.rows.slots import Locus

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Locative

__all__ = [
    "comes_along",
    "has_own_locus",
    "is_far_end",
    "is_way",
    "lies_within",
    "locus_or_far",
    "only_locates",
    "read_locus",
]

#: How far before a place a list of names that nobody knows may begin.
_LONGEST_UNKNOWN: Final = 12
_ENDS: Final = frozenset(",.;")
#: So many kilometres from a place are no longer near it; and how many words say so.
_FAR: Final = 10
_FAR_WORDS: Final = 5
_COUNT_WORDS: Final = 4
#: How soon before a road "along" stands: "le long de la route".
_ALONG: Final = 3
#: How soon behind "is" it says where somebody lies: "the troops are now located near X".
_LYING: Final = 2
#: How far apart two places stand that only a dash parts.
_DASHED: Final = 2


def read_locus(scene: Scene, at: int) -> Locus:
    """Read the words right before a place; ``in`` when there are none."""
    edge = _edge(scene, at)
    for match in scene.locatives:
        # "The centre of the town": the article may be of both.
        if match.start < at and (edge <= match.end <= at + 1 or _is_around(match, at)):
            locus = match.entry.locus
            if locus is Locus.PART and scene.any_in(range(match.start, match.end), "edge"):
                return Locus.EDGE
            return _of_thing(scene, match.start, edge, locus)
    return _of_thing(scene, edge, edge, _locus_of_list(scene, edge))


def _is_around(match: Match[Locative], at: int) -> bool:
    """Tell whether words for whence stand on both sides of a place: "von X aus"."""
    return match.entry.locus is Locus.FROM and match.start < at and match.end == at + 2


def _edge(scene: Scene, at: int) -> int:
    """Find where the words for a place begin: "the village of", "the S-held town of"."""
    edge = at
    while edge > 0:
        if scene.is_in(edge - 1, "filler"):
            edge -= 1
            continue
        held = [
            cue.start
            for cue in scene.cues
            if cue.start < edge <= cue.end and scene.items[cue.start].word == "-"
        ]
        if not held:
            break
        edge = max(held[0] - 1, 0)
    return edge


def _locus_of_list(scene: Scene, at: int) -> Locus:
    """Read "near Unknown, Nobody and X", where "near" stands before names that nobody knows."""
    if not scene.is_in(at - 1, "sep", "and") or scene.lexicon.language in CAPITAL_NOUNS:
        return Locus.IN
    acting = [*scene.sides, *scene.sources]
    for index in range(at - 1, max(at - _LONGEST_UNKNOWN, -1), -1):
        item = scene.items[index]
        if item.toponym is not None or any(each.start <= index < each.end for each in acting):
            return Locus.IN
        if any(each.end == index + 1 and each.entry.locus is Locus.ROAD for each in scene.things):
            return Locus.ROAD
        ends = [match for match in scene.locatives if match.end == index + 1]
        if ends:
            locus: Locus = ends[0].entry.locus
            return locus if locus in {Locus.NEAR, Locus.TOWARD} else Locus.IN
        if not item.is_capitalised and not scene.is_in(index, "sep", "and", "filler"):
            return Locus.IN
    return Locus.IN


def _of_thing(scene: Scene, start: int, end: int, locus: Locus) -> Locus:
    """Return ``part`` for "the monastery in X", ``road`` for "the roads to X"."""
    if locus not in {Locus.IN, Locus.NEAR, Locus.TOWARD, Locus.UPON}:
        return locus
    for match in scene.things:
        thing: Locus = match.entry.locus
        if match.start < start - 1 and start < end and scene.is_in(start - 1, "and"):
            continue  # "To the road and in the direction of X"
        # "The road between A and B", whose words enclose those for where.
        joins = thing is Locus.ROAD and match.start < start < match.end
        if not (joins or start <= match.end <= end) or thing is Locus.NONE:
            continue
        if thing is Locus.ROAD and _leads(scene, match.start):
            return Locus.TOWARD
        return locus if locus is Locus.NEAR and thing is Locus.PART else thing
    return locus


def _leads(scene: Scene, road: int) -> bool:
    """Tell "they advance along the road to X", which leads them to X."""
    return scene.any_in(range(road - _ALONG, road), "along") and any(
        cue.entry.change == Change.ADVANCED and 0 <= road - cue.end <= _ALONG + 1
        for cue in scene.cues
    )


def only_locates(scene: Scene, locus: Locus, at: int) -> bool:
    """Tell "three settlements north of Sudzha", which says where they lie, from their names."""
    if locus not in {Locus.NEAR, Locus.TOWARD, Locus.UPON}:
        return False
    edge = _edge(scene, at)
    for match in scene.locatives:
        if edge <= match.end <= at:
            edge = match.start - 1
            break
    # "The village lying near X, A": as "three settlements north of X", it tells where.
    if scene.is_in(edge, "lying") and not scene.any_in(range(edge - _LYING, edge), "be"):
        return True
    if _is_aside(scene, edge, at):
        return True
    while edge > 0 and (
        scene.is_in(edge, "bearings", "sep", "lies", "measures", "about")
        or scene.items[edge].word.isdigit()
    ):
        edge -= 1
    # "A village near Sudzha" too, but "near the town" may be no more than a name.
    return scene.is_in(edge, "settlements") or (
        scene.is_in(edge, "settlement") and scene.is_in(edge - 1, "unnamed")
    )


def _is_aside(scene: Scene, comma: int, at: int) -> bool:
    """Tell "A, by the border, west of B, was taken", where commas enclose where A lies."""
    bears = any(m.entry.bearing and m.start == comma + 1 and m.end <= at for m in scene.locatives)
    opened = bears and scene.words(comma, comma + 1) == [","]
    if not opened or scene.words(at + 1, at + 2) != [","]:
        return False
    named = [index for index, item in enumerate(scene.items) if item.toponym is not None]
    before = max((index for index in named if index < comma), default=None)
    cue = next((cue.start for cue in scene.cues if cue.start > at), None)
    if before is None or cue is None or scene.has_cue(before, at):
        return False
    goes_on = scene.is_in(at + 2, "and") or any(at < index < cue for index in named)
    return not goes_on and scene.in_clause_of(at, cue)


def locus_or_far(scene: Scene, at: int, locus: Locus) -> Locus:
    """Return ``far`` for "fighting goes on some dozens of kilometres from X", unless it locates."""
    return Locus.FAR if not only_locates(scene, locus, at) and _is_far(scene, at) else locus


def _is_far(scene: Scene, at: int) -> bool:
    edge = _edge(scene, at)
    for unit in range(edge - 1, max(edge - _FAR_WORDS, 0), -1):
        if scene.is_in(unit, "kilometres"):
            counted = range(max(unit - _COUNT_WORDS, 0), unit)
            return not scene.any_in(range(unit, unit + 2), "square") and any(
                scene.is_in(each, "dozens")
                or (scene.folded[each].isdecimal() and int(scene.folded[each]) >= _FAR)
                for each in counted
            )
        if not scene.is_in(unit, "off", "filler", "bearings"):
            return False
    return False


def has_own_locus(scene: Scene, start: int, end: int) -> bool:
    """Tell whether words for where stand between two items."""
    return any(start <= match.start < end for match in (*scene.locatives, *scene.things))


def is_far_end(scene: Scene, near_end: int, at: int) -> bool:
    """Tell "X between A and B", where A was left out, and B only says where X lies too."""
    start = near_end
    while start > 0 and scene.is_in(start - 1, "filler"):
        start -= 1
    return (
        near_end >= 0
        and at == near_end + 2
        and scene.is_in(near_end + 1, "and")
        and scene.is_in(start - 1, "between")
    )


def is_way(scene: Scene, start: int, at: int) -> bool:
    """Tell "in the direction A - B", which leads from A to B, from "in the direction of A, B"."""
    dashed = at == start + _DASHED and scene.is_in(start + 1, "dash")
    goes_on = scene.is_in(at + 1, "dash")
    return dashed and not goes_on and read_locus(scene, start) is Locus.TOWARD


def comes_along(scene: Scene, start: int, at: int) -> bool:
    """Tell "they entered A from B, C and D", where they came from C and D as well as from B."""
    if start < 0 or read_locus(scene, start) is not Locus.FROM:
        return False
    return not has_own_locus(scene, start + 1, at) and all(
        scene.items[each].toponym is not None or scene.is_in(each, "sep", "and", "filler")
        for each in range(start + 1, at)
    )


def lies_within(scene: Scene, end: int, at: int) -> bool:
    """Tell "in A, on the outskirts of B, ...", where the place at an item says where A lies."""
    parts = [m for m in scene.locatives if end < m.start < at and m.entry.locus is Locus.PART]
    closed = at + 1 >= len(scene.items) or scene.items[at + 1].word in _ENDS
    return bool(parts) and closed and not scene.any_in(range(end, at), "and", "goes_on")
