"""Whose a headline or a lead is: theirs by whom the text then says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.statements import Draft

__all__ = ["name_whose_lead"]


def name_whose_lead(drafts: Sequence[Draft]) -> None:
    """Give what a headline or a lead says to whoever the text then says it by."""
    said: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        if draft.claim is not None:
            said.setdefault(_what(draft), draft)
    for draft in drafts:
        source = said.get(_what(draft)) if draft.claim is None else None
        if source is not None:
            draft.speaker, draft.claim = source.speaker, source.claim


def _what(draft: Draft) -> tuple[object, ...]:
    event = draft.event
    return event.place.place_id, event.change, event.side, event.modality
