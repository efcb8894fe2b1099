"""The gazetteer as a geopy geocoder, so that it drops into what people already use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.distance import measure_km
from gazetteer.load import load_gazetteer
from gazetteer.place import Ambiguous, Resolved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.index import Gazetteer
    from gazetteer.place import Place

__all__ = ["KurskGeocoder", "make_location"]

#: How many places `reverse` gives when asked for all, unless told otherwise.
_NEAREST: Final = 10
#: Nothing is "at" a point further away than this.
_FARTHEST_KM: Final = 10.0


class KurskGeocoder(Geocoder):  # type: ignore[misc]
    """Geocode villages of the theatre from the built-in gazetteer, without any network.

    Parameters
    ----------
    gazetteer
        The places; those that ship with the project by default.

    Examples
    --------
    >>> KurskGeocoder().geocode("Гуево").address
    'Guyevo, Sudzhansky District, Kursk Oblast, RU'
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__()
        self._gazetteer = gazetteer or load_gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        language: str | None = None,
        district: str | None = None,
        near: tuple[float, float] | None = None,
    ) -> Location | list[Location] | None:
        """Give the place that a spelling means.

        Parameters
        ----------
        query
            A name in any letters, inflected or garbled.
        exactly_one
            One location, and ``None`` when several namesakes are equally
            likely; else all of them.
        limit
            The most locations to give when not ``exactly_one``.
        timeout
            Accepted as every geopy geocoder does; nothing here waits.
        language, district, near
            As for `gazetteer.index.Gazetteer.resolve`; ``near`` is
            ``(longitude, latitude)``.
        """
        del timeout
        resolution = self._gazetteer.resolve(query, language=language, district=district, near=near)
        match resolution:
            case Resolved(place=place, score=score):
                found = [make_location(place, score=score)]
            case Ambiguous(candidates=candidates) if not exactly_one:
                found = [make_location(c.place, score=c.score) for c in candidates]
            case _:
                found = []
        return _give(found, exactly_one=exactly_one, limit=limit)

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        limit: int | None = _NEAREST,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """Give the places nearest to a point (geopy's order: latitude, longitude), within 10 km."""
        del timeout
        try:
            point = query if isinstance(query, Point) else Point(query)
        except (ValueError, TypeError) as fault:
            message = f"{query!r} is not a point. Write latitude and longitude."
            raise GeocoderQueryError(message) from fault
        here = (point.longitude, point.latitude)
        by_distance = sorted(
            (measure_km(here, (place.longitude, place.latitude)), place.place_id)
            for place in self._gazetteer.places.values()
        )
        found = [
            make_location(self._gazetteer.places[place_id], distance_km=round(distance, 3))
            for distance, place_id in by_distance[:limit]
            if distance <= _FARTHEST_KM
        ]
        return _give(found, exactly_one=exactly_one, limit=limit)


def _give(
    found: list[Location], *, exactly_one: bool, limit: int | None
) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found[:limit]


def make_location(place: Place, **extra: float) -> Location:
    """Give a place as geopy's location; ``raw`` holds the row of the gazetteer."""
    parts = (place.name_en, place.district, place.region, place.country)
    raw = {name: getattr(place, name) for name in place.__slots__}
    return Location(
        ", ".join(filter(None, parts)), Point(place.latitude, place.longitude), raw | extra
    )
