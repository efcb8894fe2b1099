"""Kinds of changes that the grammar treats alike."""

from __future__ import annotations

from typing import Final

from kursk_map.model import Change

__all__ = ["FIGHTS", "OF_LAND"]

#: What is said of a place as a whole: who has it.
OF_LAND: Final = frozenset(change for change in Change if change.sets_control)
#: What whoever attacks does, and can be beaten off at.
FIGHTS: Final = frozenset({Change.CONTESTED, Change.ADVANCED})
