"""Whose fight it is: who was named as attacking there, else who was on the attack in those days.

"Fighting with the Ukrainians goes on in A", "B is a grey zone, they said": the side that such
a sentence names need not be the one that attacks. On 140 fights of the press the campaign's
course (`circumstances`) told the attacker of all but nine, the grammar of a sentence that
contradicts it was wrong in seven cases of eight. So who is named counts against the
course only where an attack is told as theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality, Side
from kursk_map.reading.grammar.circumstances import attacker_at
from kursk_map.reading.rows.slots import SideSense

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gazetteer.place import Place
    from kursk_map.reading.grammar.events import Event, Reading
    from kursk_map.reading.grammar.scene import Scene

__all__ = ["Attackers"]

_NAMED: Final = frozenset({SideSense.RUSSIAN, SideSense.UKRAINIAN})

#: What tells whose attack it is that goes on at a place.
_ATTACKS: Final = frozenset({Change.CONTESTED, Change.ADVANCED, Change.REPELLED})


@dataclass(slots=True)
class Attackers:
    """Who was told, by name, to attack at each place (by ``place_id``)."""

    at: dict[str, Side] = field(default_factory=dict)
    both_named: bool = False

    def begin(self, scene: Scene) -> None:
        """Begin a sentence."""
        self.both_named = len({side.entry.side for side in scene.sides} & _NAMED) > 1

    def note(self, reading: Reading, events: Iterable[Event]) -> None:
        """Remember what a cue says of its places, if it tells who attacks there."""
        if reading.modality is not Modality.ASSERTED or not reading.side or _is_open(reading):
            return
        for event in events:
            if event.change in _ATTACKS:
                self.at[event.place.place_id] = event.side

    def settle(self, reading: Reading, change: Change, place: Place, day: dt.date) -> Side | None:
        """Say who attacks where ``change`` is a fight and nobody is said to have begun it."""
        # A part of a Russian place that is still held need not be held by who attacks there.
        still_held = reading.cue.change == Change.HELD and place.country == "RU"
        if change is not Change.CONTESTED:
            return None
        attacker = self.at.get(place.place_id) or attacker_at(place, day)
        is_open = still_held or _is_open(reading) or self._is_doubtful(reading, place, attacker)
        return attacker if is_open else None

    def _is_doubtful(self, reading: Reading, place: Place, attacker: Side) -> bool:
        """Tell whether a sentence that names both may have been read the wrong way round.

        "Russian troops entered, pushing the Ukrainians out": who is said to be in a place, but
        neither attacks nor frees it, in months in which the others attacked there.
        """
        against = reading.side is not None and reading.side is not attacker
        frees = place.country == ("RU" if reading.side is Side.RUSSIAN else "UA")
        # Who tries to retake a place is told to attack it, as who storms it is.
        attacks = reading.cue.assault or reading.is_tried
        return against and self.both_named and not (attacks or frees)


def _is_open(reading: Reading) -> bool:
    """Tell whether nobody is said to have begun: both fight, or one tries to be there."""
    if reading.cue.assault:
        return reading.side is None
    # Only what is tried turns presence into a fight.
    return reading.cue.mutual or reading.cue.change == Change.PRESENT
