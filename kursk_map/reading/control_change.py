"""What happened where: events, each a cue with its places, its side and its force.

Every cue of a sentence governs a list of places (`governing`), has a side
(`sides`) and a force (`modality`). Whatever stays undecided is handed back with
the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality, Side
from kursk_map.reading.grammar import void
from kursk_map.reading.grammar.attempts import assault_of, is_tellers_defeat
from kursk_map.reading.grammar.doers import by_course, doer
from kursk_map.reading.grammar.events import Event, Reading, Undecided
from kursk_map.reading.grammar.fights import Attackers
from kursk_map.reading.grammar.governing import governed_group
from kursk_map.reading.grammar.kinds import FIGHTS
from kursk_map.reading.grammar.mainline import attacker_of, main_of
from kursk_map.reading.grammar.objects import takes_something_else
from kursk_map.reading.grammar.parting import is_attribute
from kursk_map.reading.grammar.place_changes import as_told, at_locus
from kursk_map.reading.grammar.referents import Voice, topic_of
from kursk_map.reading.grammar.sides import SideFinder
from kursk_map.reading.grammar.weaker import without_weaker
from kursk_map.reading.modality import operators_of, turn_change, turn_modality
from kursk_map.reading.rows.slots import Slot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.modality import Force
    from kursk_map.reading.rows.entries import Cue

__all__ = ["Context", "read_events"]


@dataclass(slots=True)
class Context:
    """What earlier sentences leave behind: the side spoken of last, the last cue.

    ``beaten`` is whose attack the last one says was beaten off, without saying where;
    ``attacking`` who attacked or advanced in the one before, for "X too was taken";
    ``attackers`` whose attack was named last, for "fighting goes on in X";
    ``heading`` the places that head a paragraph, for a sentence that names none.
    """

    day: dt.date
    side: Side | None = None
    last: Reading | None = None
    beaten: Side | None = None
    attacking: Side | None = None
    heading: PlaceGroup | None = None
    attackers: Attackers = field(default_factory=Attackers)


#: How late in a sentence "among them A" still tells of the one before.
_AT_START: Final = 1
#: How early in a sentence "also" says that it goes on with the one before.
_OPENING: Final = 3
#: How near the words for who was struck stand to the verb.
_BESIDE: Final = 4


def read_events(
    scene: Scene, groups: Sequence[PlaceGroup], voices: Sequence[Voice], context: Context
) -> tuple[list[Event], list[Undecided]]:
    """Read the events of a sentence; ``voices`` holds one for each cue of the scene."""
    results: list[Event | Undecided] = []
    readings: list[Reading] = []
    main: Reading | None = None
    named = False
    gained: PlaceGroup | None = None
    context.beaten = None
    context.attackers.begin(scene)
    for cue, voice in zip(scene.cues, voices, strict=True):
        group = governed_group(scene, cue, groups) or context.heading
        if takes_something_else(scene, cue, group) or _is_told_behind(scene, cue, group, groups):
            continue
        if cue.entry.within and main is None and cue.start > _AT_START:
            continue
        # "Freed the last village held by S": who held it was said by the way.
        if group is not None and _is_of(group, gained) and is_attribute(cue):
            continue
        gained = group if cue.entry.change == Change.GAINED else None
        reading = _read_cue(scene, cue, voice, context, group)
        if reading is None:
            context.last = main  # "Bombs fell, also on A": nor is a list of what was told before.
            continue
        reading = _against_who_leaves(reading, readings)
        readings.append(reading)
        before, main = main, main_of(scene, main, reading, named=named)
        named = named if main is before else group is not None
        context.last = main
        context.attacking = attacker_of(main) or context.attacking
        if group is not None:
            found = tuple(_events(reading, as_told(scene, cue, group), context, results))
            context.attackers.note(reading, (each for each in found if isinstance(each, Event)))
            results.extend(found)
        elif _beats(scene, cue, reading) and reading.modality is Modality.ASSERTED:
            context.beaten = reading.side or context.side or by_course(reading, context.attacking)
            results = _with_outcome(results, readings)
    if any(isinstance(each, Event) and each.change is Change.REPELLED for each in results):
        context.beaten = None  # It says where: that was another attack than the last one.
    if main is None and void.tells_otherwise(scene):
        context.last = None  # A list behind it is not of the last cue.
    # "The Ukrainian attack on X failed. They had come by night": whoever attacked is spoken of.
    context.side = topic_of(scene, len(scene.items)) or (main and main.side) or context.side
    context.attacking = attacker_of(main)
    events = [each for each in results if isinstance(each, Event)]
    return without_weaker(events), [each for each in results if isinstance(each, Undecided)]


def _is_of(group: PlaceGroup, other: PlaceGroup | None) -> bool:
    """Tell whether two lists begin with one place; one of them may go on behind an aside."""
    return other is not None and group.mentions[0] is other.mentions[0]


def _with_outcome(
    results: list[Event | Undecided], readings: Sequence[Reading]
) -> list[Event | Undecided]:
    """Let the attack before have failed: "they attacked X, but were halted"."""
    *_, attack, outcome = [None, *readings]
    if attack is None or outcome is None or attack.change not in FIGHTS:
        return results
    tried = attack.cue.change == Change.GAINED
    is_told = tried or attack.cue.on_foot or attack.change is Change.ADVANCED
    if not is_told or outcome.side not in {None, attack.side}:
        return results
    return [
        replace(each, change=Change.REPELLED)
        if isinstance(each, Event) and each.at == attack.at and each.change in FIGHTS
        else each
        for each in results
    ]


def _beats(scene: Scene, cue: Match[Cue], reading: Reading) -> bool:
    """Tell whether an attack failed, also in "artillery destroyed the assault group"."""
    if reading.change is Change.REPELLED:
        return True
    struck = reading.change is Change.PRESENT and cue.entry.befalls == "strike"
    beside = range(cue.start - _BESIDE, cue.end + _BESIDE)
    return struck and scene.any_in(beside, "assailants")


def _against_who_leaves(reading: Reading, before: Sequence[Reading]) -> Reading:
    """Let others attack where a sentence has a side leave: "S withdrew amid fighting in X"."""
    leaves = any(
        each.change is Change.LOST
        and each.side is reading.side
        and each.modality is Modality.ASSERTED
        for each in before
    )
    fights = reading.change is Change.CONTESTED and not reading.cue.assault
    if not (leaves and fights and reading.side):
        return reading
    return replace(reading, side=reading.side.other)


def _is_told_behind(
    scene: Scene, cue: Match[Cue], group: PlaceGroup | None, groups: Sequence[PlaceGroup]
) -> bool:
    """Tell whether examples are given of what is told only then: "Villages, among them A, fell"."""
    if cue.entry.change != "same" or cue is not scene.cues[0] or len(scene.cues) == 1:
        return False
    told = scene.cues[1]
    # "He named A, whose residents were taken to safety": that tells nothing of A.
    return (
        group is not None
        and governed_group(scene, told, groups) is group
        and not takes_something_else(scene, told, group)
        and not void.is_of_residents(scene, told, None)
    )


def _read_cue(
    scene: Scene, cue: Match[Cue], voice: Voice, context: Context, group: PlaceGroup | None
) -> Reading | None:
    entry = cue.entry
    finder = SideFinder(scene=scene, cue=cue, voice=voice, last=context.side, group=group)
    if entry.change == "same":
        told = "void" not in operators_of(scene, cue).kinds  # "A danger to others, as B"
        last = context.last if told and not void.is_of_strikes(scene, cue) else None
        # "A took X, and B - Y": the same, but by whoever is named, or beaten by them.
        own = finder.find() if entry.holder else None
        if own and last and Slot.SUBJECT in last.cue.opponent:
            own = own.other
        rule_ids = (*last.rule_ids, entry.rule_id) if last else ()
        return last and replace(last, rule_ids=rule_ids, at=cue.start, side=own or last.side)
    force = operators_of(scene, cue)
    side = finder.find() or _who_goes_on(scene, cue, context.attacking)
    if is_tellers_defeat(scene, cue, side, voice.side):
        side = None
    is_rebuttal = side is not None and voice.side is side.other
    is_void = void.is_void(scene, cue, force, is_rebuttal=is_rebuttal)
    if is_void or void.is_of_residents(scene, cue, side):
        return None
    change = _turned(entry, force)
    modality = turn_modality(entry, force, voice.polarity)
    if change is Change.PRESENT and modality is Modality.PLANNED:
        return None  # Who is to be sent somewhere is not there, and takes nothing.
    is_open = modality is Modality.PLANNED and change is Change.REPELLED
    if is_open or (entry.change == Change.REPELLED and "not" in force.kinds):
        return None  # "S does not stop the attempts", "to repel attacks": nothing was beaten off.
    if entry.change == Change.HELD and change is Change.CONTESTED and "attempt" in force.kinds:
        side = side and side.other  # Who tries to hold a place is attacked there.
    return Reading(
        cue=entry,
        at=cue.start,
        change=change,
        side=side,
        modality=modality,
        voice=voice,
        rule_ids=(entry.rule_id, *force.rule_ids),
        assault=assault_of(scene, cue),
        is_tried=entry.tried or "attempt" in force.kinds,
    )


def _who_goes_on(scene: Scene, cue: Match[Cue], attacking: Side | None) -> Side | None:
    """Tell whose attacks they are that go on: "S took A. Attacks also continued near B"."""
    opening = range(min(cue.start, _OPENING))
    return attacking if cue.entry.assault and scene.any_in(opening, "resumes") else None


def _turned(cue: Cue, force: Force) -> Change:
    """Return what a row says under its operators; "the occupied town of X" is no attempt.

    Who tried to strike troops did not try to be where they are.
    """
    change = Change(cue.change)
    if (change is Change.HELD and cue.places == "after") or Slot.TARGET in cue.holder:
        force = replace(force, kinds=force.kinds - {"attempt"})
    # "The fighting brought no decision": it goes on, and nobody was beaten off.
    if cue.mutual:
        force = replace(force, kinds=force.kinds - {"vain"})
    # Who could not hold a place lost it; whose attack failed behind that, did not.
    if change is Change.HELD and force.kinds & {"vain", "failed"}:
        return Change.LOST if force.before & {"vain", "failed"} else change
    return turn_change(change, force)


def _events(
    reading: Reading, group: PlaceGroup, context: Context, before: Sequence[Event | Undecided]
) -> Iterator[Event | Undecided]:
    """Yield an event for each place of a list; one side acts at all of them."""
    side = reading.side
    for mention in group.mentions:
        change = at_locus(reading, mention.locus)
        if change is None:
            continue
        place = mention.place
        if place is None:
            yield Undecided(at=mention.at, reason=f"which place is {mention.name!r} is undecided")
            continue
        side = side or doer(reading, place, context.day, context.attacking, before)
        if side is None:
            reason = f"whose {change} at {mention.name!r} is undecided"
            yield Undecided(at=mention.at, reason=reason)
            continue
        # Whose village is lost in part is attacked there by the others.
        in_part = reading.cue.change == Change.LOST and change is Change.CONTESTED
        acting = context.attackers.settle(reading, change, place, context.day)
        yield Event(
            at=reading.at,
            change=change,
            side=acting or (side.other if in_part else side),
            modality=reading.modality,
            mention=mention,
            place=place,
            rule_ids=reading.rule_ids,
            teller=reading.voice.side,
            is_assault=reading.cue.assault,
            side_is_named=reading.side is not None,
            is_mutual=reading.cue.mutual,
            is_tried=reading.is_tried,
            befalls=reading.cue.befalls,
        )
