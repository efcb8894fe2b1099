"""What a day tells: which side acts where grammar names none, and about where they fight."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from kursk_map.model import Side
from kursk_map.reading.grammar.kinds import FIGHTS
from kursk_map.reading.rows.slots import Slot
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from gazetteer.place import Place
    from kursk_map.reading.grammar.referents import Voice
    from kursk_map.reading.rows.entries import Cue

__all__ = ["attacker_at", "attacker_on", "by_circumstance", "front_on"]

#: On Russian soil Ukraine attacks until Russia's counteroffensive begins.
_COUNTEROFFENSIVE: Final = dt.date(2024, 9, 10)


def by_circumstance(cue: Cue, voice: Voice, place: Place, day: dt.date) -> Side | None:
    """Decide by whose soil or whose word, where grammar names no side.

    Parameters
    ----------
    cue
        Its row says which circumstances count, in ``otherwise``.
    voice
        Who says so.
    place
        Where it happened.
    day
        When the document was published.
    """
    soil = Side.RUSSIAN if place.country == "RU" else Side.UKRAINIAN
    # Of attacks that fail, and of seizures, a paper too tells as its own country does; whose
    # attack it is that goes on, the day tells.
    told_by = voice.side or (None if cue.change in FIGHTS else voice.home)
    circumstances = {
        Slot.SOIL: _freer(soil, voice),
        Slot.SOIL_OTHER: soil.other,
        Slot.CLAIMANT: None if _is_raid(cue, soil) else voice.side,
        Slot.CLAIMANT_OTHER: told_by.other if told_by else None,
        Slot.GUEST: soil.other if soil is Side.RUSSIAN else None,
        Slot.ATTACKER: attacker_at(place, day),
        Slot.DEFENDER: attacker_at(place, day).other,
        Slot.TAKER: _taker(soil, day, voice),
    }
    side = next((side for slot in cue.otherwise if (side := circumstances.get(slot))), None)
    # On Ukrainian soil whoever attacks or advances, and is not named, is Russia.
    if side is None and soil is Side.UKRAINIAN and cue.change in FIGHTS:
        return Side.RUSSIAN
    return side


def _freer(soil: Side, voice: Voice) -> Side:
    """Tell whose a place becomes that is freed: on Ukrainian soil, theirs who call it so.

    A paper that names nobody calls it what its own country does.
    """
    return Side.RUSSIAN if (voice.side or voice.home) is Side.RUSSIAN else soil


def _is_raid(cue: Cue, soil: Side) -> bool:
    """Tell whether a place of Ukraine is taken, not retaken: by Russia, whoever tells of it."""
    return soil is Side.UKRAINIAN and Slot.TAKER in cue.otherwise


def _taker(soil: Side, day: dt.date, voice: Voice) -> Side | None:
    if soil is not Side.RUSSIAN or day < _COUNTEROFFENSIVE:
        return attacker_on(soil, day)
    # By then it is retaken there: "we took it" of a Russian paper needs no name beside it.
    return voice.side or (Side.RUSSIAN if voice.home is Side.RUSSIAN else None)


def attacker_at(place: Place, day: dt.date) -> Side:
    """Return who attacked at a place in those days."""
    soil = Side.RUSSIAN if place.country == "RU" else Side.UKRAINIAN
    incursions = load_table("fronts.toml")["incursion"]
    raided = any(
        (place.district == each.get("district") or place.place_id in each.get("places", ()))
        and each["since"] <= day <= each["until"]
        for each in incursions
    )
    return Side.UKRAINIAN if raided and soil is Side.RUSSIAN else attacker_on(soil, day)


def attacker_on(soil: Side, day: dt.date) -> Side:
    """Return who attacked on a side's soil in those days."""
    if soil is Side.RUSSIAN and day < _COUNTEROFFENSIVE:
        return Side.UKRAINIAN
    return Side.RUSSIAN


def front_on(day: dt.date) -> tuple[float, float]:
    """Return about where the fighting of a day was, as longitude and latitude."""
    fronts = load_table("fronts.toml")["front"]
    front = max((each for each in fronts if each["since"] <= day), key=lambda e: e["since"])
    return front["longitude"], front["latitude"]
