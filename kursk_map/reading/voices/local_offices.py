"""Whose a local office is, "the regional governor": of the state on whose soil the places lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Claimant, Side

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene

__all__ = ["OFFICIALS", "soil_of"]

#: Whose word the officials of a side give.
OFFICIALS: Final = {
    Side.UKRAINIAN: Claimant.UKRAINIAN_OFFICIALS,
    Side.RUSSIAN: Claimant.RUSSIAN_OFFICIALS,
}
_SOIL: Final = {"UA": Side.UKRAINIAN, "RU": Side.RUSSIAN}


def soil_of(scene: Scene) -> Side | None:
    """Return the state on whose soil all places of a sentence lie, if it is one."""
    places = (item.toponym.place for item in scene.items if item.toponym)
    countries = {place.country for place in places if place}
    return _SOIL.get(countries.pop()) if len(countries) == 1 else None
