"""The geopy interface, offline; the online geocoder against an adapter that has no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.geocoder import KurskGeocoder
from gazetteer.load import load_gazetteer
from gazetteer.online import OnlineGeocoder

if TYPE_CHECKING:
    from pathlib import Path

GEOCODER = KurskGeocoder()


def test_is_a_geopy_geocoder() -> None:
    assert isinstance(GEOCODER, Geocoder)


def test_geocode() -> None:
    location = GEOCODER.geocode("Суджу")
    assert isinstance(location, Location)
    assert location.address == "Sudzha, Sudzhansky District, Kursk Oblast, RU"
    assert (location.latitude, location.longitude) == (51.19194, 35.27194)
    assert location.raw["place_id"] == "ru-sudzhansky-sudzha"
    assert location.raw["score"] == 100


def test_geocode_namesakes() -> None:
    assert GEOCODER.geocode("Viktorovka") is None
    assert len(GEOCODER.geocode("Viktorovka", exactly_one=False)) == 2
    assert len(GEOCODER.geocode("Viktorovka", exactly_one=False, limit=1)) == 1
    near = GEOCODER.geocode("Viktorovka", near=(34.9, 51.25))
    assert near.raw["place_id"] == "ru-korenevsky-viktorovka"
    assert GEOCODER.geocode("Viktorovka", district="Sudzhansky").latitude == 51.32417


def test_geocode_nothing() -> None:
    assert GEOCODER.geocode("Moscow") is None
    assert GEOCODER.geocode("Moscow", exactly_one=False) is None


@pytest.mark.parametrize(
    "query", [(51.192, 35.272), [51.192, 35.272], "51.192, 35.272", Point(51.192, 35.272)]
)
def test_reverse(query: Any) -> None:
    assert GEOCODER.reverse(query).raw["place_id"] == "ru-sudzhansky-sudzha"


def test_reverse_many() -> None:
    found = GEOCODER.reverse((51.192, 35.272), exactly_one=False, limit=3)
    distances = [location.raw["distance_km"] for location in found]
    assert len(found) == 3
    assert distances == sorted(distances)


def test_reverse_far_from_everything() -> None:
    assert GEOCODER.reverse((0, 0)) is None


def test_reverse_of_no_point() -> None:
    with pytest.raises(GeocoderQueryError, match="not a point"):
        GEOCODER.reverse("somewhere")


def test_there_and_back() -> None:
    gazetteer = load_gazetteer()
    for place_id in ("ru-sudzhansky-gornal", "ua-sumskyi-basivka", "ru-korenevsky-snagost"):
        place = gazetteer.places[place_id]
        location = GEOCODER.reverse((place.latitude, place.longitude))
        assert location.raw["place_id"] == place_id
        assert GEOCODER.geocode(place.name_ru).raw["place_id"] == place_id


class Silent(BaseSyncAdapter):
    """Answers without network and counts how often it is asked."""

    asked: ClassVar[list[str]] = []

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> list[dict[str, str]]:
        del timeout, headers
        self.asked.append(url)
        if "Nowhere" in url:
            return []
        return [{"display_name": "Sudzha, Russia", "lat": "51.19", "lon": "35.27"}]

    def get_text(self, url: str, *, timeout: Any, headers: Any) -> str:
        raise NotImplementedError


def test_online_asks_once_and_keeps_the_answer(tmp_path: Path) -> None:
    Silent.asked.clear()
    geocoder = OnlineGeocoder(tmp_path, adapter_factory=Silent, seconds_between=0)
    first = geocoder.geocode("Sudzha")
    again = OnlineGeocoder(tmp_path, adapter_factory=Silent, seconds_between=0).geocode("Sudzha")
    assert (first.latitude, first.longitude) == (51.19, 35.27)
    assert again == first
    assert len(Silent.asked) == 1
    assert "bounded=1" in Silent.asked[0]


def test_online_keeps_that_there_is_nothing(tmp_path: Path) -> None:
    Silent.asked.clear()
    geocoder = OnlineGeocoder(tmp_path, adapter_factory=Silent, seconds_between=0)
    assert geocoder.geocode("Nowhere") is None
    assert geocoder.geocode("Nowhere") is None
    assert len(Silent.asked) == 1
