"""The tables that ship: how many rows, which ids, what every row must have."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gazetteer.border import load_border, load_soil, load_theatre, load_water
from gazetteer.distance import measure_km
from gazetteer.load import DATA, load_gazetteer
from gazetteer.place import NameOrigin

GAZETTEER = load_gazetteer()
PLACES = tuple(GAZETTEER.places.values())
#: Places of the Russian register inside the theatre, and inside it and its surroundings.
RUSSIAN_IN_THEATRE = 981
RUSSIAN = 2216
UKRAINIAN = 622


def test_counts() -> None:
    russian = [place for place in PLACES if place.source == "inid-2021"]
    by_hand = [place for place in PLACES if place.source.startswith("by hand")]
    assert len(russian) == RUSSIAN
    assert sum(map(GAZETTEER.is_in_theatre, russian)) == RUSSIAN_IN_THEATRE
    assert len(PLACES) - len(russian) - len(by_hand) == UKRAINIAN


def test_every_row_is_whole() -> None:
    for place in PLACES:
        assert re.fullmatch(r"(ru|ua)-[a-z0-9-]+", place.place_id)
        assert place.name_en
        assert place.name_ru
        assert place.name_uk
        assert place.country in {"RU", "UA"}
        assert place.region
        assert place.district
        assert place.kind
        assert place.source
        assert place.accuracy_m > 0
        assert set(place.derived) <= {"en", "ru", "uk"}
        assert re.search(r"[а-яё]", place.name_ru)
        assert re.search(r"[а-яіїєґ]", place.name_uk)
        assert not re.search(r"[ыэъё]", place.name_uk)
        assert not re.search(r"[іїєґ]", place.name_ru)


def test_ids_that_others_rely_on() -> None:
    for place_id, name in {
        "ru-sudzhansky-sudzha": "Суджа",
        "ru-korenevsky-korenevo": "Коренево",
        "ru-sudzhansky-guyevo": "Гуево",
        "ua-sumskyi-yunakivka": "Юнаковка",
    }.items():
        assert GAZETTEER.places[place_id].name_ru == name


@pytest.mark.parametrize(
    ("place_id", "name_en", "name_ru", "name_uk"),
    [
        ("ru-sudzhansky-nikolayevo-daryino", "Nikolayevo-Daryino", None, "Миколаєво-Дар’їно"),
        ("ru-sudzhansky-kazachya-loknya", "Kazachya Loknya", "Казачья Локня", "Козача Локня"),
        ("ru-sudzhansky-russkoye-porechnoye", "Russkoye Porechnoye", None, "Руське Порічне"),
        ("ru-glushkovsky-tyotkino", "Tyotkino", "Тёткино", None),
        ("ua-sumskyi-novenke", "Novenke", "Новенькое", "Новеньке"),
    ],
)
def test_names(place_id: str, name_en: str, name_ru: str | None, name_uk: str | None) -> None:
    place = GAZETTEER.places[place_id]
    assert place.name_en == name_en
    assert name_ru in {None, place.name_ru}
    assert name_uk in {None, place.name_uk}


def test_spellings_belong_to_places() -> None:
    origins = Counter(
        name.origin for place_id in GAZETTEER.places for name in GAZETTEER.names(place_id)
    )
    assert set(origins) == set(NameOrigin)
    names = {name.text for name in GAZETTEER.names("ru-sudzhansky-sudzha")}
    assert {"Sudzha", "Суджа", "Суджу", "Суджею", "Sudscha", "Southzha"} <= names


def test_the_border_parts_the_theatre_without_gap() -> None:
    soil, theatre = load_soil(), load_theatre()
    assert soil["RU"].area + soil["UA"].area == pytest.approx(theatre.area)
    assert soil["RU"].intersection(soil["UA"]).area == 0
    assert load_border().is_simple
    assert soil["RU"].boundary.intersection(soil["UA"].boundary).length == pytest.approx(
        load_border().length
    )


def test_places_lie_on_the_soil_of_their_country() -> None:
    import shapely

    soil = load_soil()
    for place in filter(GAZETTEER.is_in_theatre, PLACES):
        off = soil[place.country].distance(shapely.Point(place.longitude, place.latitude))
        assert off * 111_000 <= place.accuracy_m, place.place_id


def test_water_lies_in_the_theatre() -> None:
    assert load_water().is_valid
    assert load_theatre().buffer(1e-9).covers(load_water())


def test_attribution_travels_with_the_geometry() -> None:
    for name in ("border.geojson", "water.geojson"):
        assert "© OpenStreetMap contributors" in (DATA / name).read_text(encoding="utf-8")


def test_distances() -> None:
    sudzha, korenevo = (
        GAZETTEER.places[place_id]
        for place_id in ("ru-sudzhansky-sudzha", "ru-korenevsky-korenevo")
    )
    here, there = ((place.longitude, place.latitude) for place in (sudzha, korenevo))
    assert measure_km(here, there) == pytest.approx(35.5, abs=0.5)
