"""Whose deed it is where the grammar of a sentence names nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kursk_map.model import Change, Modality
from kursk_map.reading.grammar.attempts import COUNTER
from kursk_map.reading.grammar.circumstances import attacker_at, by_circumstance
from kursk_map.reading.grammar.events import Event
from kursk_map.reading.rows.slots import Slot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from gazetteer.place import Place
    from kursk_map.model import Side
    from kursk_map.reading.grammar.events import Reading, Undecided
    from kursk_map.reading.grammar.referents import Voice

__all__ = ["by_course", "doer"]


def doer(
    reading: Reading,
    place: Place,
    day: dt.date,
    attacking: Side | None,
    before: Sequence[Event | Undecided],
) -> Side | None:
    """Find whose deed a cue tells of.

    Parameters
    ----------
    reading, place, day
        What is told of which place, and when the document was published.
    attacking
        Who attacked or advanced in the sentence before.
    before
        What the same sentence has told so far.
    """
    side = (
        _by_rejection(reading)
        or by_circumstance(reading.cue, _gainer(reading), place, day)
        or by_course(reading, attacking)
        or _by_deed(reading, before)
    )
    if side is None and reading.assault:
        attacker = attacker_at(place, day)
        return attacker.other if reading.assault == COUNTER else attacker
    return side


def by_course(reading: Reading, attacking: Side | None) -> Side | None:
    """Return who took what those gained who attacked, or whose attack failed: not the teller's."""
    if reading.change is Change.REPELLED and reading.voice.side:
        return reading.voice.side.other
    by_attacker = reading.change in {Change.GAINED, Change.REPELLED}
    return attacking if by_attacker else None


def _by_rejection(reading: Reading) -> Side | None:
    """Return whose capture somebody rejects who names nobody: "K denied that X had fallen"."""
    fell = reading.change is Change.GAINED and Slot.ATTACKER in reading.cue.otherwise
    denies = fell and reading.voice.polarity is Modality.DENIED
    return reading.voice.side.other if denies and reading.voice.side else None


def _by_deed(reading: Reading, before: Sequence[Event | Undecided]) -> Side | None:
    """Return who goes on: "they retook A and neared B"."""
    goes_on = reading.change in {Change.ADVANCED, Change.CONTESTED}
    deed = before[-1] if before and goes_on else None
    if not isinstance(deed, Event) or deed.change is not Change.GAINED:
        return None
    return deed.side if deed.modality is reading.modality else None


def _gainer(reading: Reading) -> Voice:
    """Return whose voice decides whose capture it is: who denies one denies the other side's."""
    voice = reading.voice
    # "Seized" is said of the others' deed, whoever denies it.
    own = Slot.CLAIMANT_OTHER not in reading.cue.otherwise
    denied = own and reading.modality is Modality.DENIED and reading.change is Change.GAINED
    return replace(voice, side=voice.side.other) if denied and voice.side else voice
