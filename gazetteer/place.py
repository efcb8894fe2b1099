"""Places, their names, and the answer to "which place is meant?".

The gazetteer knows places, names and borders, and has never heard of a war.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Ambiguous",
    "Candidate",
    "NameOrigin",
    "Place",
    "PlaceName",
    "Resolution",
    "Resolved",
    "Unresolved",
]


class NameOrigin(StrEnum):
    """How a name came to be in the gazetteer."""

    OFFICIAL = "official"
    DERIVED = "derived"
    OBSERVED = "observed"
    INFLECTED = "inflected"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """One spelling of one place, with its language (ISO 639-1) and origin."""

    place_id: str
    text: str
    language: str
    origin: NameOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row of the gazetteer (point in EPSG:4326, ``accuracy_m`` in metres).

    ``country`` is the ISO 3166 code of the state whose soil it is on (``RU`` or
    ``UA``). ``derived`` names the languages whose name was made from another
    one by rule instead of being taken from a source. ``population`` is ``None``
    where the source gives none.
    """

    place_id: str
    name_en: str
    name_ru: str
    name_uk: str
    derived: tuple[str, ...]
    longitude: float
    latitude: float
    country: str
    region: str
    district: str
    kind: str
    population: int | None
    codes: tuple[str, ...]
    source: str
    accuracy_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that may be meant, with a score from 0 to 100 and the spelling that matched."""

    place: Place
    score: float
    spelling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One place is meant."""

    place: Place
    score: float
    spelling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Several places bear the name; best first."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """No place is called so; ``closest`` holds the nearest names, for a message."""

    name: str
    closest: tuple[str, ...]


Resolution = Resolved | Ambiguous | Unresolved
