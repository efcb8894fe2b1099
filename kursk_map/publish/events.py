"""The few days that the timeline names, each with the document it rests on."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kursk_map.publish.season import Event

__all__ = ["load_events"]

LANGUAGES = ("en", "uk", "ru")


def load_events() -> tuple[Event, ...]:
    """Load the events of the timeline in the order of their days (``events.toml``)."""
    with Path(__file__).with_name("events.toml").open("rb") as stream:
        rows = tomllib.load(stream)["event"]
    events = (
        Event(
            on=row["on"],
            texts={language: row[language] for language in LANGUAGES},
            document_id=row["document_id"],
        )
        for row in rows
    )
    return tuple(sorted(events, key=lambda event: event.on))
