"""What the second opinion can say of a village, in the order of the encoder's answers."""

from __future__ import annotations

from typing import Final

from kursk_map.model import Side

__all__ = ["KINDS", "LABELS", "RULE_ID"]

#: In the terms of `kursk_map.reading.confidence.kind_of`; their order is that of the weights.
KINDS: Final = (
    "control",
    "withdrawal",
    "contested",
    "present",
    "repelled",
    "advance",
    "denial",
    "plan",
    "fire_control",
)
LABELS: Final = tuple(f"{kind} {side}" for kind in KINDS for side in Side)

#: Stands among the rules by which a statement was read that only the encoder found.
RULE_ID: Final = "second_opinion"
