"""Load the events of the timeline, which are data."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kursk_map.publish.season import Event
from kursk_map.publish.wording import LANGUAGES

__all__ = ["load_events"]


def load_events() -> tuple[Event, ...]:
    """Return the events of ``events.toml`` in the order of their days."""
    with Path(__file__).with_name("events.toml").open("rb") as file:
        rows = tomllib.load(file)["event"]
    events = (
        Event(
            on=row["on"],
            texts={language: row[language] for language in LANGUAGES},
            document_id=row["document"],
        )
        for row in rows
    )
    return tuple(sorted(events, key=lambda event: event.on))
