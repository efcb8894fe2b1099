"""What is read of a cue: its change, side and force; then what happened at each of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_map.record import record

if TYPE_CHECKING:
    from gazetteer.place import Place
    from kursk_map.model import Change, Modality, Side
    from kursk_map.reading.grammar.mentions import PlaceMention
    from kursk_map.reading.grammar.referents import Voice
    from kursk_map.reading.rows.entries import Cue

__all__ = ["Event", "Reading", "Undecided"]


@record(frozen=True, slots=True, kw_only=True)
class Reading:
    """A cue read without its places: change, side if grammar names it, modality.

    ``assault`` is what a cue calls an attack that was beaten off. What ``is_tried`` may not
    have come about.
    """

    cue: Cue
    at: int
    change: Change
    side: Side | None
    modality: Modality
    voice: Voice
    rule_ids: tuple[str, ...]
    assault: str = ""
    is_tried: bool = False


@record(frozen=True, slots=True, kw_only=True)
class Event:
    """One change at one place, on one side, before it has a claimant and a date.

    ``side_is_named``: the sentence says whose it is, and not only the day and the place do.
    What ``is_mutual`` names who is in it, not who attacks; what ``is_tried`` may not have come
    about; ``befalls`` is what befell the troops that are there (`Cue`).
    """

    at: int
    change: Change
    side: Side
    modality: Modality
    mention: PlaceMention
    place: Place
    rule_ids: tuple[str, ...]
    teller: Side | None = None
    is_assault: bool = False
    side_is_named: bool = True
    is_mutual: bool = False
    is_tried: bool = False
    befalls: str = ""


@record(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A place that something was said of, but not which place it is, or whose doing; and why."""

    at: int
    reason: str
