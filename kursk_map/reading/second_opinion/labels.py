"""What the second opinion can say of a village, in the order of the encoder's answers."""

from __future__ import annotations

from typing import Final

from kursk_map.model import Change, Modality, Side

__all__ = ["CHANGES", "LABELS", "RULE_ID", "label_of"]

#: What each kind (`kursk_map.reading.confidence.kind_of`) would be as a change; a denial speaks
#: against the other side's having taken a place. Their order is that of the weights.
CHANGES: Final = {
    "control": (Change.HELD, Modality.ASSERTED),
    "withdrawal": (Change.LOST, Modality.ASSERTED),
    "contested": (Change.CONTESTED, Modality.ASSERTED),
    "present": (Change.PRESENT, Modality.ASSERTED),
    "repelled": (Change.REPELLED, Modality.ASSERTED),
    "advance": (Change.ADVANCED, Modality.ASSERTED),
    "denial": (Change.GAINED, Modality.DENIED),
    "plan": (Change.GAINED, Modality.PLANNED),
    "fire_control": (Change.FIRE_CONTROL, Modality.ASSERTED),
}


def label_of(kind: str, side: Side) -> str:
    """Return the label of a kind of statement that is put to a side.

    >>> label_of("control", Side.RUSSIAN)
    'control russian'
    """
    return f"{kind} {side}"


LABELS: Final = tuple(label_of(kind, side) for kind in CHANGES for side in Side)

#: Stands among the rules by which a statement was read that only the encoder found.
RULE_ID: Final = "second_opinion"
