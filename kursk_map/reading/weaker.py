"""What a sentence says of a place in weaker words, when it says more of it in others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.control_change import Event

__all__ = ["without_weaker"]

#: What a change says of a place and side already, when both are said in one sentence.
_COVERS: Final = {
    Change.GAINED: {Change.CONTESTED, Change.ADVANCED, Change.PRESENT},
    Change.LOST: {Change.HELD, Change.CONTESTED, Change.ADVANCED, Change.PRESENT},
    Change.HELD: {Change.CONTESTED, Change.ADVANCED, Change.PRESENT},
    Change.REPELLED: {Change.CONTESTED, Change.ADVANCED},
    Change.CONTESTED: {Change.ADVANCED, Change.PRESENT},
    Change.ADVANCED: {Change.PRESENT},
}


def without_weaker(events: Sequence[Event]) -> list[Event]:
    """Drop what a stronger event of the same teller already says of a place."""
    covered = {
        (*_topic(event), event.side, weaker)
        for event in events
        for weaker in _COVERS.get(event.change, ())
    }
    outweighed = {
        (*_topic(event), event.side.other, weaker)
        for event in events
        for weaker in _outweighed(event)
    }
    return [
        event
        for event in events
        if (what := (*_topic(event), event.side, event.change)) not in covered
        and (event.is_assault or what not in outweighed)
    ]


def _outweighed(event: Event) -> Sequence[Change]:
    """List what of the other side an attack leaves without worth: "they storm S's positions"."""
    return (Change.CONTESTED, Change.PRESENT) if event.is_assault else ()


def _topic(event: Event) -> tuple[object, ...]:
    return event.place.place_id, event.modality, event.teller
