"""Whose square kilometres: give the quantities of a sentence a side and a modality."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Measure, Modality, QuantitySense, Side
from kursk_map.reading.grammar.circumstances import attacker_on
from kursk_map.reading.grammar.sides import SideFinder
from kursk_map.reading.lexicon import Match
from kursk_map.reading.modality import operators_of, turn_modality
from kursk_map.reading.rows.entries import Cue
from kursk_map.reading.rows.slots import SideSense, Slot
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kursk_map.reading.grammar.referents import Voice
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.quantities import QuantityCue, QuantityMention

__all__ = ["Amount", "read_amounts"]


@record(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity with its sense, side and modality; ``at`` is the item it begins at."""

    at: int
    mention: QuantityMention
    sense: QuantitySense
    side: Side
    modality: Modality
    rule_ids: tuple[str, ...]


def _cue(rule_id: str, holder: tuple[Slot, ...], opponent: tuple[Slot, ...] = ()) -> Cue:
    return Cue(rule_id=rule_id, match=(), change="gained", holder=holder, opponent=opponent)


_BESIDE: Final = 4
#: How many characters may part "the recapture of" from the number of villages.
_BEFORE_NUMBER: Final = 6
_HOLDS: Final = (
    Slot.INSIDE, Slot.AGENT, Slot.OF, Slot.ADJECTIVE, Slot.ACTOR, Slot.OBJECT, Slot.SUBJECT,
    Slot.NEARBY,
)  # fmt: skip
_GAINS: Final = (Slot.AGENT, Slot.INSIDE, Slot.ADJECTIVE, Slot.ACTOR, Slot.SUBJECT, Slot.NEARBY)
#: Where the side of a quantity stands, by what is said of it.
_SLOTS: Final = {
    QuantitySense.HELD: _cue("held", _HOLDS),
    QuantitySense.PEAK: _cue("peak", _HOLDS),
    QuantitySense.GAINED: _cue("gained", _GAINS, (Slot.FROM,)),
    QuantitySense.RETAKEN: _cue("retaken", (Slot.AGENT, Slot.ADJECTIVE), (Slot.FROM,)),
}
_HOLDS_IT: Final = _cue("held", (Slot.INSIDE, Slot.AGENT, Slot.ACTOR))
#: What a participle behind a number says of the land: "five villages occupied by Ukraine".
_OF_THE_LAND: Final = frozenset({QuantitySense.HELD, QuantitySense.GAINED})
_STATES: Final = frozenset({QuantitySense.HELD, QuantitySense.PEAK})
_HELD: Final = (["-", "held"], ["-", "controlled"], ["-", "occupied"])
_NEAR_HOLDER: Final = 15
#: How many items behind a share its land may be named, and between it and what says it again.
_SHARE_REACH: Final = 7
_APPOSED: Final = 16
_STOPS: Final = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "-"})
#: From then on nothing was held in Kursk Oblast; what is held without more is in Sumy Oblast.
_KURSK_ENDED: Final = dt.date(2025, 5, 1)
_LOSES: Final = _cue("loses", (Slot.TO,), (Slot.AGENT, Slot.ADJECTIVE, Slot.ACTOR, Slot.SUBJECT))


def read_amounts(
    scene: Scene,
    mentions: Iterable[QuantityMention],
    voices: Iterable[Voice],
    spoken_of: Side | None,
    day: dt.date,
) -> Iterator[Amount]:
    """Give each quantity of a sentence that tells of land a side.

    Parameters
    ----------
    scene
        The sentence.
    mentions, voices
        Its quantities, and for each who says it.
    spoken_of
        The side that the sentences before told of: "It was still 350 sq km".
    day
        When the document was published.
    """
    read: list[Amount] = []
    for mention, voice in zip(mentions, voices, strict=True):
        named = _is_one_named(scene, mention) or _is_of_a_village(scene, mention)
        if not mention.cues or named:
            continue
        amount = _read_amount(scene, mention, voice, spoken_of, day)
        if read and _says_again(scene, read[-1], amount):
            amount = replace(amount, sense=read[-1].sense, side=read[-1].side)
        if read and _explains(read[-1], amount):
            read[-1] = replace(read[-1], sense=amount.sense)
        read.append(amount)
    yield from read


def _is_one_named(scene: Scene, mention: QuantityMention) -> bool:
    """Tell "near one village, X", which counts nothing."""
    behind = scene.item_at(mention.span.end)
    comma = scene.words(behind, behind + 1) == [","]
    named = scene.items[behind + comma : behind + comma + 1]
    one = mention.measure is Measure.SETTLEMENTS and mention.value == 1
    return one and bool(named) and named[0].toponym is not None


def _read_amount(
    scene: Scene, mention: QuantityMention, voice: Voice, spoken_of: Side | None, day: dt.date
) -> Amount:
    at = scene.item_at(mention.span.start)
    cue = _governing(mention)
    match = Match(*_items(scene, cue), _LOSES if cue.loses else _SLOTS[cue.sense])
    force = operators_of(scene, match)
    sense = QuantitySense.RETAKEN if cue.loses else cue.sense
    soil = _soil(scene, mention, day)
    side: Side | None = soil.other
    if mention.whole:
        # "801 of the 1,268 sq km that Ukraine held": the whole was held by who had crossed over.
        sense = QuantitySense.PEAK
    elif not cue.remaining:
        finder = SideFinder(scene=scene, cue=match, voice=voice, last=spoken_of)
        side = _side(mention, finder, soil)
        if side is None and (cue.loses or sense is QuantitySense.GAINED):
            side = attacker_on(soil, day)
            if side is Side.RUSSIAN and not cue.loses and soil is Side.RUSSIAN:
                side = voice.side or side
        if sense is QuantitySense.RETAKEN and side is soil.other:
            # Nothing returns to who has crossed the border: what is lost to him he gains.
            sense = QuantitySense.GAINED if cue.loses or soil is Side.UKRAINIAN else sense
            side = side if cue.loses or soil is Side.UKRAINIAN else soil
    return Amount(
        at=at,
        mention=mention,
        sense=sense,
        side=side or _by_sense(sense, voice, soil),
        modality=turn_modality(match.entry, force, voice.polarity),
        rule_ids=(mention.rule_id, cue.rule_id, *force.rule_ids),
    )


def _side(mention: QuantityMention, finder: SideFinder, soil: Side) -> Side | None:
    """Find whose a quantity is by grammar; nobody holds his own soil as a conquest."""
    if _governing(mention).sense not in _STATES:
        return finder.find()
    if mention.victim is not None:
        return mention.victim.other
    named = _holder_named(finder.scene, finder.scene.item_at(mention.span.start))
    if named is not None:
        return named
    side = finder.find()
    if side is soil:
        # "The zone in Kursk region of Russia": only who is said to do it holds his own soil.
        cue = finder.cue
        return replace(finder, cue=Match(cue.start, cue.end, _HOLDS_IT)).find()
    return side


def _is_of_a_village(scene: Scene, mention: QuantityMention) -> bool:
    """Tell a share of a village from one of the land: "half of the territory of Gornal"."""
    if mention.measure is not Measure.PERCENT:
        return False
    behind = scene.item_at(mention.span.end)
    for item in scene.items[behind : behind + _SHARE_REACH]:
        if item.toponym is not None:
            return item.toponym.place is not None
        if item.word in _STOPS:
            return False
    return False


def _soil(scene: Scene, mention: QuantityMention, day: dt.date) -> Side:
    """Tell on whose soil it is; when no region is named, by the places, or by the day."""
    if mention.soil is not None:
        return mention.soil
    countries = {
        item.toponym.place.country
        for item in scene.items
        if item.toponym is not None and item.toponym.place
    }
    if countries:
        return Side.UKRAINIAN if "UA" in countries else Side.RUSSIAN
    told_of_past = any(cue.sense is QuantitySense.PEAK for cue in mention.cues)
    return Side.UKRAINIAN if day >= _KURSK_ENDED and not told_of_past else Side.RUSSIAN


def _holder_named(scene: Scene, at: int) -> Side | None:
    """Find who holds it by an adjective of its own: "the Ukrainian-held area was 480 sq km"."""
    found = [
        side
        for side in scene.sides
        if side.entry.weak
        and side.entry.side in {SideSense.UKRAINIAN, SideSense.RUSSIAN}
        and scene.words(side.end, side.end + 2) in _HELD
        and abs(side.end - at) <= _NEAR_HOLDER
    ]
    nearest = min(found, key=lambda side: abs(side.end - at), default=None)
    return Side(nearest.entry.side) if nearest else None


def _says_again(scene: Scene, last: Amount, amount: Amount) -> bool:
    """Tell whether an area says in other units what a share said: "86 %, or 1,100 sq km"."""
    share = last.mention.measure is Measure.PERCENT
    if not share or amount.mention.measure is not Measure.AREA_KM2:
        return False
    if scene.any_in(range(amount.at - 2, amount.at + 1), "or"):
        return True
    # Or between commas or dashes: "63 % of the land, about 801 sq km, has been freed".
    behind = scene.item_at(amount.mention.span.end)
    beside = [*scene.words(amount.at - 1, amount.at), *scene.words(behind, behind + 1)]
    near = amount.at - last.at <= _APPOSED
    return near and all(word in _STOPS for word in beside)


def _explains(last: Amount, amount: Amount) -> bool:
    """Tell whether a share says what became of an area: "1,100 sq km, 86 % of the captured"."""
    measures = (last.mention.measure, amount.mention.measure)
    senses = (last.sense, amount.sense)
    return (
        measures == (Measure.AREA_KM2, Measure.PERCENT)
        and senses == (QuantitySense.GAINED, QuantitySense.RETAKEN)
        and last.side is amount.side
        and amount.at - last.at <= _APPOSED
    )


def _governing(mention: QuantityMention) -> QuantityCue:
    """Choose the word that governs a quantity: the nearest, but "lost control" is a loss.

    Of a share of "the land that Ukraine took", what counts is what became of it.
    """
    nearest = mention.cues[0]
    attribute = nearest.span.start >= mention.span.start and nearest.sense in _OF_THE_LAND
    for cue in mention.cues[1:]:
        taken_back = cue.loses or cue.sense is QuantitySense.RETAKEN
        if attribute and taken_back and 0 <= mention.span.start - cue.span.end <= _BEFORE_NUMBER:
            return cue
        if mention.measure is Measure.PERCENT and taken_back:
            return cue
        if cue.loses and 0 <= nearest.span.start - cue.span.end <= _BESIDE:
            return cue
    return nearest


def _items(scene: Scene, cue: QuantityCue) -> tuple[int, int]:
    start = min(scene.item_at(cue.span.start), len(scene.items) - 1)
    return start, max(start + 1, scene.item_at(cue.span.end))


def _by_sense(sense: QuantitySense, voice: Voice, soil: Side) -> Side:
    """Decide where no side is named: land held is theirs who crossed over, retaken its owner's."""
    if sense is QuantitySense.RETAKEN and soil is Side.UKRAINIAN:
        # Whoever speaks calls it freed when his own take it.
        return voice.side or voice.home or soil
    if sense is QuantitySense.RETAKEN:
        return soil
    if sense is QuantitySense.GAINED and voice.side and soil is Side.RUSSIAN:
        return voice.side
    return soil.other
