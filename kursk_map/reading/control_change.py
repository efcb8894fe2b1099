"""What happened where: events, each a cue with its places, its side and its force.

Every cue of a sentence looks for a list of places in its direction, for the
side that acts by grammar (subject, "by", adjective ...), and, where grammar is
silent, by circumstance (whose soil, whose word). Whatever stays undecided is
handed back with the reason.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality, Side
from kursk_map.reading.entries import Cue, Locus, SideMention, SideSense, Slot
from kursk_map.reading.modality import acting_on, operators_of, turn_change, turn_modality

if TYPE_CHECKING:
    from gazetteer.place import Place
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.places import PlaceGroup, PlaceMention
    from kursk_map.reading.scene import Scene

__all__ = ["Context", "Event", "Undecided", "Voice", "find_side", "read_events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What the events need to know of the claimant: its side, and whether it denies.

    ``home`` is the side that "our troops" means, even in a newspaper.
    """

    side: Side | None
    home: Side | None = None
    polarity: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change at one place, on one side, before it has a claimant and a date."""

    at: int
    change: Change
    side: Side
    modality: Modality
    mention: PlaceMention
    place: Place
    rule_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A cue with a place whose side or place could not be told, and why."""

    at: int
    reason: str


@dataclass(slots=True)
class Context:
    """What earlier sentences leave behind: the side spoken of last, the last event."""

    day: dt.date
    side: Side | None = None
    last: _Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A cue read without its places: change, side (or how to find it), modality."""

    cue: Cue
    change: Change
    side: Side | None
    modality: Modality
    rule_ids: tuple[str, ...]
    at: int = 0
    voice: Voice = field(default_factory=lambda: Voice(side=None, polarity=Modality.ASSERTED))


#: How many words may stand between a cue and a side in the genitive: "атаки подразделений ВСУ".
_BESIDE: Final = 2

#: What a change becomes when it is said of part of a place or of its surroundings.
_BY_LOCUS: Final[dict[Change, dict[Locus, Change | None]]] = {
    Change.GAINED: {
        Locus.PART: Change.CONTESTED,
        Locus.NEAR: Change.ADVANCED,
        Locus.TOWARD: Change.ADVANCED,
        Locus.FROM: Change.ADVANCED,
        Locus.THROUGH: Change.ADVANCED,
        Locus.NONE: None,
    },
    Change.LOST: {Locus.PART: Change.CONTESTED, Locus.TOWARD: None, Locus.NONE: None},
    Change.HELD: {
        Locus.PART: Change.CONTESTED,
        Locus.NEAR: Change.PRESENT,
        Locus.TOWARD: None,
        Locus.NONE: None,
    },
    Change.ADVANCED: {Locus.IN: Change.CONTESTED, Locus.PART: Change.CONTESTED},
}


#: What can be said of a road and, by it, of the places that it joins.
_ON_ROADS: Final = frozenset({Change.FIRE_CONTROL, Change.PRESENT})


def read_events(
    scene: Scene, groups: list[PlaceGroup], voices: list[Voice], context: Context
) -> tuple[list[Event], list[Undecided]]:
    """Read the events of a sentence; ``voices`` holds one for each cue of the scene."""
    events: list[Event] = []
    undecided: list[Undecided] = []
    for match, voice in zip(scene.cues, voices, strict=True):
        group = _governed(scene, match, groups)
        if _takes_something_else(scene, match, group):
            continue
        reading = _read_cue(scene, match, voice, context, group)
        if reading is None:
            continue
        context.last = reading
        if group is None:
            continue
        for mention in group.mentions:
            result = _event(reading, mention, context)
            if isinstance(result, Event) and reading.side is None:
                reading = replace(reading, side=result.side)
            if isinstance(result, Event):
                events.append(result)
            elif result is not None:
                undecided.append(result)
    _remember_side(scene, context)
    return _without_weaker(events), undecided


def _read_cue(
    scene: Scene, match: Match, voice: Voice, context: Context, group: PlaceGroup | None
) -> _Reading | None:
    cue = match.entry
    assert isinstance(cue, Cue)
    if cue.change == "same":
        if context.last is None:
            return None
        return replace(
            context.last, rule_ids=(*context.last.rule_ids, cue.rule_id), at=match.start
        )
    force = operators_of(scene, match)
    return _Reading(
        cue=cue,
        change=turn_change(Change(cue.change), force),
        side=find_side(scene, match, voice, context, group),
        modality=turn_modality(cue, force, voice.polarity),
        rule_ids=(cue.rule_id, *force.rule_ids),
        at=match.start,
        voice=voice,
    )


def _event(reading: _Reading, mention: PlaceMention, context: Context) -> Event | Undecided | None:
    change = _at_locus(reading, mention.locus)
    if change is None:
        return None
    if mention.place is None:
        return Undecided(at=mention.at, reason=f"which place is {mention.name!r} is undecided")
    side = reading.side or _by_circumstance(reading, mention.place, context)
    if side is None:
        return Undecided(at=mention.at, reason=f"whose {change} at {mention.name!r} is undecided")
    return Event(
        at=reading.at,
        change=change,
        side=side,
        modality=reading.modality,
        mention=mention,
        place=mention.place,
        rule_ids=reading.rule_ids,
    )


def _at_locus(reading: _Reading, locus: Locus) -> Change | None:
    own = reading.cue.loci.get(locus.value)
    if own is not None:
        base = Change(reading.cue.change) if reading.cue.change != "same" else reading.change
        if reading.change is base:
            return Change(own) if own else None
    if locus is Locus.NONE or (locus is Locus.ROAD and reading.change not in _ON_ROADS):
        return None
    return _BY_LOCUS.get(reading.change, {}).get(locus, reading.change)


def _governed(scene: Scene, match: Match, groups: list[PlaceGroup]) -> PlaceGroup | None:
    """Choose the list of places that a cue speaks of, in the direction its row gives."""
    cue = match.entry
    assert isinstance(cue, Cue)
    inside = [
        group
        for group in groups
        if match.start <= group.start < match.end and not group.mentions[0].adjacent
    ]
    if inside:
        return inside[0]
    after = _first_after(scene, match, groups, cue.reach)
    before = _last_before(scene, match, groups, cue.reach)
    if cue.places == "after":
        return after
    if cue.places == "preceding":
        return before
    if cue.places == "before":
        return before or after
    if after is not None and before is not None and _is_taken(scene, match, after):
        return before
    return after or before


def _takes_something_else(scene: Scene, match: Match, group: PlaceGroup | None) -> bool:
    """Tell whether what is taken or lost is no place: "captured thirty soldiers near X"."""
    cue = match.entry
    assert isinstance(cue, Cue)
    if group is None or cue.change not in _OF_LAND:
        return False
    return any(
        thing.entry.locus is Locus.NONE  # type: ignore[attr-defined]
        and (match.end <= thing.start < group.start or thing.end == match.start)
        and not any(side.start <= thing.start < side.end for side in scene.sides)
        for thing in scene.things
    )


_OF_LAND: Final = frozenset({Change.GAINED, Change.LOST, Change.HELD})


def _first_after(
    scene: Scene, match: Match, groups: list[PlaceGroup], reach: int
) -> PlaceGroup | None:
    for group in groups:
        if group.start < match.end or _is_idle(scene, match, group):
            continue
        if group.start - match.end > reach or _is_parted(scene, match.end, group.start):
            return None
        return group
    return None


def _last_before(
    scene: Scene, match: Match, groups: list[PlaceGroup], reach: int
) -> PlaceGroup | None:
    for group in reversed(groups):
        if group.end > match.start:
            continue
        if group.mentions[0].adjacent and group.end < match.start:
            continue
        clause = scene.clauses[match.start]
        # ", which had fallen" is a clause of its own that begins with its comma.
        begun = scene.items[group.end].word == "," and scene.clauses[group.end] == clause
        if match.start - group.end > reach or not (
            begun or scene.clauses[group.end - 1] == clause
        ):
            return None
        return group
    return None


def _is_idle(scene: Scene, match: Match, group: PlaceGroup) -> bool:
    """Tell whether "it" or "there" stands too far from a cue to be its place."""
    between = range(match.end, group.start)
    return group.mentions[0].adjacent and not all(
        scene.is_in(at, "filler") or scene.is_in(at, "joint") for at in between
    )


def _is_parted(scene: Scene, start: int, end: int) -> bool:
    """Tell whether another clause, speaker or finite cue stands between a cue and what follows."""
    if scene.clauses[start - 1] != scene.clauses[end]:
        return True
    if any(start <= first and last <= end for first, last in scene.speech) and not any(
        scene.is_in(at, "colon") for at in range(start, end)
    ):
        return True
    for other in scene.cues:
        if start <= other.start < end:
            between = range(start, other.start)
            if not all(scene.is_in(at, "joint") or scene.is_in(at, "filler") for at in between):
                return True
    return False


def _is_taken(scene: Scene, match: Match, group: PlaceGroup) -> bool:
    """Tell whether a nearer cue stands between this one and the list."""
    return any(match.end <= other.start < group.start for other in scene.cues)


def find_side(
    scene: Scene, match: Match, voice: Voice, context: Context, group: PlaceGroup | None
) -> Side | None:
    """Find the side that a cue speaks of by grammar; ``group`` is the list it governs."""
    cue = match.entry
    assert isinstance(cue, Cue)
    owned = _side_of_attempt(scene, match, voice, context) if acting_on(scene, match) else None
    if owned is not None:
        return owned
    for slots, turned in ((cue.holder, False), (cue.opponent, True)):
        for slot in slots:
            side = _side_in(scene, match, slot, voice, context, group)
            if side is not None:
                return side.other if turned else side
    return None


def _side_of_attempt(
    scene: Scene, match: Match, voice: Voice, context: Context
) -> Side | None:
    """Find whose attempt it is: "Ukrainian attempts to", "attempts by S to", "S repelled attacks"."""
    for operator in acting_on(scene, match):
        kind = operator.entry.kind  # type: ignore[attr-defined]
        if operator.end > match.start:
            continue
        if kind == "attempt":
            owners = [
                side
                for side in scene.sides
                if operator.start - 3 <= side.end <= operator.start
                or operator.start <= side.start < match.start
            ]
            if owners:
                return _sense(scene, owners[-1], voice, context)
        if kind == "failed":
            between = [s for s in scene.sides if operator.end <= s.start and s.end <= match.end]
            before = [s for s in scene.sides if s.end <= operator.start and not s.entry.weak]  # type: ignore[attr-defined]
            after = [s for s in scene.sides if match.end <= s.start and scene.marker(s) in {"by", "of"}]
            found = between[-1:] or after[:1]
            if found:
                return _sense(scene, found[0], voice, context)
            if before:
                side = _sense(scene, before[-1], voice, context)
                return side.other if side else None
    return None


def _side_in(
    scene: Scene,
    match: Match,
    slot: Slot,
    voice: Voice,
    context: Context,
    group: PlaceGroup | None,
) -> Side | None:
    """Find the side that stands in a grammatical slot of a cue."""
    for mention in _candidates(scene, match, slot, group):
        side = _sense(scene, mention, voice, context)
        if side is not None:
            return side
    return None


def _candidates(scene: Scene, match: Match, slot: Slot, group: PlaceGroup | None) -> list[Match]:
    sides = scene.sides
    if slot is Slot.INSIDE:
        return [s for s in sides if match.start <= s.start and s.end <= match.end]
    if slot is Slot.ADJECTIVE:
        return [
            s
            for s in reversed(sides)
            if 0 <= match.start - s.end <= 2 and _plain(scene, s.end, match.start)
        ]
    if slot in {Slot.SUBJECT, Slot.ACTOR}:
        found = [
            s
            for s in reversed(sides)
            if s.end <= match.start and not s.entry.weak and scene.marker(s) == ""  # type: ignore[attr-defined]
        ]
        here = [s for s in found if scene.clauses[s.start] == scene.clauses[match.start]]
        return here or ([] if slot is Slot.ACTOR else found[:1])
    if slot is Slot.OBJECT:
        limit = group.start if group and group.start >= match.end else match.end + 8
        return [s for s in sides if match.end <= s.start <= limit]
    if slot is Slot.NEXT:
        return [s for s in sides if 0 <= s.start - match.end <= _BESIDE]
    if slot is Slot.NEARBY:
        clause = scene.clauses[match.start]
        return [s for s in reversed(sides) if s.end <= match.start and scene.clauses[s.start] == clause]
    marked = [s for s in sides if scene.marker(s) == slot.value]
    here = [
        s
        for s in marked
        if s.start >= match.start
        and scene.clauses[s.start] == scene.clauses[match.start]
        and not any(match.end <= cue.start < s.start for cue in scene.cues)
    ]
    if slot in {Slot.OF, Slot.TO, Slot.FROM, Slot.WITH}:
        return [s for s in here if s.start - match.end <= 25]
    return here or [
        s
        for s in marked
        if s.end <= match.start and scene.clauses[s.start] == scene.clauses[match.start]
    ]


def _plain(scene: Scene, start: int, end: int) -> bool:
    return not any(
        scene.items[at].toponym or scene.items[at].word == "," for at in range(start, end)
    )


def _sense(scene: Scene, match: Match, voice: Voice, context: Context) -> Side | None:
    entry = match.entry
    assert isinstance(entry, SideMention)
    match entry.side:
        case SideSense.UKRAINIAN | SideSense.RUSSIAN:
            return Side(entry.side)
        case SideSense.CLAIMANT:
            return voice.side or voice.home or _antecedent(scene, match.start, context)
        case SideSense.SPEAKER:
            return voice.side
        case SideSense.ENEMY:
            home = voice.side or voice.home
            return home.other if home else None
        case SideSense.OWNER:
            return _topic(scene, match.start) or voice.side or context.side
        case SideSense.ANTECEDENT:
            return _antecedent(scene, match.start, context)
        case _:
            return None


def _antecedent(scene: Scene, before: int, context: Context) -> Side | None:
    """Find whom "they" means: the subject earlier in the sentence, else of the last one."""
    named = [
        match
        for match in scene.sides
        if match.end <= before
        and match.entry.side in {SideSense.UKRAINIAN, SideSense.RUSSIAN}  # type: ignore[attr-defined]
        and not match.entry.weak  # type: ignore[attr-defined]
        and scene.marker(match) == ""
    ]
    if named:
        return Side(named[-1].entry.side)  # type: ignore[attr-defined]
    return _topic(scene, before) or context.side


def _topic(scene: Scene, before: int) -> Side | None:
    """Return the side that a sentence speaks of, up to an item: its subject before others."""
    named = [
        match
        for match in scene.sides
        if match.end <= before
        and match.entry.side in {SideSense.UKRAINIAN, SideSense.RUSSIAN}  # type: ignore[attr-defined]
        and not match.entry.weak  # type: ignore[attr-defined]
    ]
    unmarked = [match for match in named if scene.marker(match) == ""]
    chosen = unmarked[:1] or named[-1:]
    return Side(chosen[0].entry.side) if chosen else None  # type: ignore[attr-defined]


def _by_circumstance(reading: _Reading, place: Place, context: Context) -> Side | None:
    """Decide by whose soil or whose word where grammar names no side."""
    soil = Side.RUSSIAN if place.country == "RU" else Side.UKRAINIAN
    speaker = reading.voice.side
    for slot in reading.cue.otherwise:
        match slot:
            case Slot.SOIL:
                return soil
            case Slot.SOIL_OTHER:
                return soil.other
            case Slot.CLAIMANT if speaker:
                return speaker
            case Slot.CLAIMANT_OTHER if speaker:
                return speaker.other
            case Slot.GUEST if soil is Side.RUSSIAN:
                return soil.other
            case Slot.ATTACKER:
                return _attacker(soil, context.day)
            case _:
                continue
    return None


#: On Russian soil Ukraine attacks until Russia's counteroffensive begins.
_COUNTEROFFENSIVE: Final = dt.date(2024, 9, 10)


def _attacker(soil: Side, day: dt.date) -> Side:
    if soil is Side.RUSSIAN and day < _COUNTEROFFENSIVE:
        return Side.UKRAINIAN
    return Side.RUSSIAN


def _remember_side(scene: Scene, context: Context) -> None:
    context.side = _topic(scene, len(scene.items)) or context.side


#: What a change says of a place and side already, when both are said in one sentence.
_COVERS: Final = {
    Change.GAINED: {Change.CONTESTED, Change.ADVANCED, Change.PRESENT},
    Change.LOST: {Change.HELD, Change.CONTESTED, Change.ADVANCED, Change.PRESENT},
    Change.HELD: {Change.CONTESTED, Change.ADVANCED, Change.PRESENT},
    Change.REPELLED: {Change.CONTESTED, Change.ADVANCED},
    Change.CONTESTED: {Change.ADVANCED, Change.PRESENT},
    Change.ADVANCED: {Change.PRESENT},
}


def _without_weaker(events: list[Event]) -> list[Event]:
    """Drop what a stronger event of the same sentence already says of a place and side."""
    covered = {
        (event.place.place_id, event.side, event.modality, weaker)
        for event in events
        for weaker in _COVERS.get(event.change, ())
    }
    return [
        event
        for event in events
        if (event.place.place_id, event.side, event.modality, event.change) not in covered
    ]
