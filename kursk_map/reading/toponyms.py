"""Find the places that a text mentions, and say which place of the gazetteer each is.

A name that the gazetteer knows is a place; one that only sounds like a name it
knows is a place if a word before it says so, or the company it keeps. Surnames,
towns far away and villages of other fronts are left out. Of namesakes that is
taken which the district named beside it, the places named around it, or a given
point decides; where nothing does, all are kept.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from gazetteer.place import Ambiguous, Resolved
from kursk_map.model import Span
from kursk_map.reading.names.company import decide_by_company
from kursk_map.reading.names.finder import Finder
from kursk_map.record import record

if TYPE_CHECKING:
    from gazetteer.index import Gazetteer
    from gazetteer.place import Place, Resolution

__all__ = ["Toponym", "ToponymRole", "find_toponyms"]


class ToponymRole(StrEnum):
    """What is named after the place in this mention."""

    SETTLEMENT = "settlement"
    OUTSKIRTS = "outskirts"
    STATION = "station"
    ROAD = "road"
    RIVER = "river"
    DISTRICT = "district"
    REGION = "region"
    FAR_TOWN = "far_town"


@record(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A mention of a place, as spelled; ``text`` stands at ``span`` of the text read.

    For a road, a river or a district named after a village, ``resolution`` is
    the village and ``role`` says that something else is meant.
    """

    text: str
    span: Span
    resolution: Resolution
    role: ToponymRole

    @property
    def place(self) -> Place | None:
        """The place, when exactly one is meant."""
        return self.resolution.place if isinstance(self.resolution, Resolved) else None

    @property
    def is_settlement(self) -> bool:
        """Whether the place itself or its edge is meant, and not what is named after it."""
        return self.role in {ToponymRole.SETTLEMENT, ToponymRole.OUTSKIRTS}

    @property
    def place_ids(self) -> tuple[str, ...]:
        """Every place that can be meant."""
        match self.resolution:
            case Resolved(place=place):
                return (place.place_id,)
            case Ambiguous(candidates=candidates):
                return tuple(each.place.place_id for each in candidates)
            case _:
                return ()


def find_toponyms(
    text: str,
    *,
    language: str,
    gazetteer: Gazetteer,
    near: tuple[float, float] | None = None,
) -> tuple[Toponym, ...]:
    """Find the mentions of places in a text.

    Parameters
    ----------
    text
        Any text; an odd one gives fewer mentions, never an error.
    language
        ISO 639-1 code; unknown ones are read with the cues of all languages.
    gazetteer
        The places that can be meant.
    near
        Where the places are likely to be, ``(longitude, latitude)``; it decides
        between namesakes when the text does not.

    Returns
    -------
    tuple of Toponym
        Sorted by where they begin, without overlap. A second spelling in
        brackets behind a name is no mention of its own. Regions and far towns
        are not among them.

    Notes
    -----
    The time grows with the length of the text and the number of names in it;
    each spelling is weighed once a process.
    """
    findings = _finder(gazetteer).find(text, language)
    decided = decide_by_company(text, findings, gazetteer=gazetteer, near=near)
    return tuple(
        Toponym(
            text=text[mention.start : mention.end],
            span=Span(start=mention.start, end=mention.end),
            resolution=resolution,
            role=ToponymRole(mention.role),
        )
        for mention, resolution in decided
    )


@lru_cache(maxsize=8)
def _finder(gazetteer: Gazetteer) -> Finder:
    return Finder(gazetteer)
