"""Whose square kilometres: give the quantities of a sentence a side and a modality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kursk_map.model import Measure, Modality, QuantitySense, Side
from kursk_map.reading.entries import Cue, Slot
from kursk_map.reading.lexicon import Match
from kursk_map.reading.modality import operators_of, turn_modality
from kursk_map.reading.sides import SideFinder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kursk_map.reading.control_change import Context
    from kursk_map.reading.quantities import QuantityCue, QuantityMention
    from kursk_map.reading.scene import Scene
    from kursk_map.reading.sides import Voice

__all__ = ["Amount", "read_amounts"]


@dataclass(frozen=True, slots=True, kw_only=True)
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
_LOSES: Final = _cue("loses", (Slot.TO,), (Slot.AGENT, Slot.ADJECTIVE, Slot.ACTOR, Slot.SUBJECT))


def read_amounts(
    scene: Scene, mentions: Iterable[QuantityMention], voices: Iterable[Voice], context: Context
) -> Iterator[Amount]:
    """Give each quantity of a sentence that tells of land a side; ``voices``: one for each."""
    for mention, voice in zip(mentions, voices, strict=True):
        if not mention.cues:
            continue
        cue = _governing(mention)
        match = Match(*_items(scene, cue), _LOSES if cue.loses else _SLOTS[cue.sense])
        force = operators_of(scene, match)
        side = SideFinder(scene=scene, cue=match, voice=voice, last=context.side).find()
        sense = QuantitySense.RETAKEN if cue.loses else cue.sense
        yield Amount(
            at=scene.item_at(mention.span.start),
            mention=mention,
            sense=sense,
            side=side or _by_sense(sense, voice),
            modality=turn_modality(match.entry, force, voice.polarity),
            rule_ids=(mention.rule_id, cue.rule_id, *force.rule_ids),
        )


def _governing(mention: QuantityMention) -> QuantityCue:
    """Choose the word that governs a quantity: the nearest, but "lost control" is a loss.

    Of a share of "the land that Ukraine took", what counts is what became of it.
    """
    nearest = mention.cues[0]
    for cue in mention.cues[1:]:
        taken_back = cue.loses or cue.sense is QuantitySense.RETAKEN
        if mention.measure is Measure.PERCENT and taken_back:
            return cue
        if cue.loses and 0 <= nearest.span.start - cue.span.end <= _BESIDE:
            return cue
    return nearest


def _items(scene: Scene, cue: QuantityCue) -> tuple[int, int]:
    start = min(scene.item_at(cue.span.start), len(scene.items) - 1)
    return start, max(start + 1, scene.item_at(cue.span.end))


def _by_sense(sense: QuantitySense, voice: Voice) -> Side:
    """Decide where no side is named: land retaken is Russia's, land held there is Ukraine's."""
    if sense is QuantitySense.RETAKEN:
        return Side.RUSSIAN
    if sense is QuantitySense.GAINED and voice.side:
        return voice.side
    return Side.UKRAINIAN
