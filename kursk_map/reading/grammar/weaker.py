"""What a sentence says of a place in weaker words, when it says more of it in others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality
from kursk_map.reading.grammar.kinds import FIGHTS, OF_LAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.model import Side
    from kursk_map.reading.grammar.events import Event

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


_What = tuple[object, ...]


def without_weaker(events: Sequence[Event]) -> list[Event]:
    """Drop what a stronger event of the same teller already says of a place."""
    if len(events) <= 1:
        return list(events)
    stronger: dict[_What, list[Event]] = defaultdict(list)
    outweighed: set[_What] = set()
    for event in events:
        for weaker in _COVERS.get(event.change, ()):
            # "In a fight near X men of S fell": they were there, whoever attacked.
            if weaker is Change.PRESENT and event.change in FIGHTS and not event.side_is_named:
                continue
            stronger[_what(event, event.side, weaker)].append(event)
        outweighed |= {_what(event, event.side.other, each) for each in _outweighed(event)}
    return [
        event
        for event in events
        if (what := _what(event, event.side, event.change))
        and all(
            _is_apart(event, other) or _fell_in(event, other) for other in stronger.get(what, ())
        )
        and (event.is_assault or what not in outweighed)
        and not any(_has_gone(event, other) or _is_of_attack(event, other) for other in events)
    ]


def _fell_in(event: Event, other: Event) -> bool:
    """Tell whether troops fell in a fight, whoever attacked: "in a fight near X men of S fell"."""
    return event.change is Change.PRESENT and other.is_mutual and bool(event.befalls)


def _has_gone(event: Event, other: Event) -> bool:
    """Tell whether others have a place by the same words: "freed X, S had losses".

    So they have in "they destroy S's units and hold X", but not in "S was hit near X, held by A".
    """
    holds = other.change is Change.HELD and event.at < other.at < event.mention.at
    return (
        event.change is Change.PRESENT
        and (other.change is Change.GAINED or holds)
        and other.modality is event.modality is Modality.ASSERTED
        and other.side is event.side.other
        and other.mention.at == event.mention.at
    )


def _is_of_attack(event: Event, other: Event) -> bool:
    """Tell whose attack failed where it is named: "A hold X, and an attack of B near Y failed"."""
    return (
        event.change is other.change is Change.REPELLED
        and other.is_assault
        and not event.is_assault
        and other.side is event.side.other
        and other.mention.at == event.mention.at
    )


def _is_apart(one: Event, other: Event) -> bool:
    """Tell whether one place is told of twice: "advances north of X, the town they had taken"."""
    if one.change is not Change.ADVANCED or other.change not in OF_LAND:
        return False
    here, there = one.mention, other.mention
    same = here.at == there.at or here.is_pronoun or there.is_pronoun
    return same and here.locus is not there.locus


def _outweighed(event: Event) -> Sequence[Change]:
    """List what of the other side an attack leaves without worth: "they storm S's positions"."""
    return (Change.CONTESTED, Change.PRESENT) if event.is_assault else ()


def _what(event: Event, side: Side, change: Change) -> _What:
    """Return what would be said of the place of an event, of a side and a change."""
    return event.place.place_id, event.modality, event.teller, side, change
