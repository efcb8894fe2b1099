"""Which place a spelling means: a table, the press's names, homonyms, abstention."""

from __future__ import annotations

import csv

import pytest

from gazetteer.build.places import SOURCES
from gazetteer.load import load_gazetteer
from gazetteer.place import Ambiguous, Resolved, Unresolved

GAZETTEER = load_gazetteer()
#: Names that the press uses for regions: they are no places here.
REGIONS = ("Kursk Oblast", "Belgorod Oblast", "Sumy Oblast", "Belovsky District")
#: Names of the press that two of its places bear.
SHARED = {"Vorozhba", "Krasnooktyabrsky"}

with (SOURCES / "press_names.csv").open(encoding="utf-8", newline="") as file:
    PRESS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", PRESS, ids=[row["canonical"] for row in PRESS])
def test_every_name_of_the_press_has_its_place(row: dict) -> None:
    resolution = GAZETTEER.resolve(row["canonical"])
    if row["canonical"] in SHARED:
        assert isinstance(resolution, Ambiguous)
        assert row["place_id"] in {c.place.place_id for c in resolution.candidates}
    else:
        assert isinstance(resolution, Resolved)
        assert resolution.place.place_id == row["place_id"]


@pytest.mark.parametrize(
    ("spelling", "language", "place_id"),
    [
        ("Суджу", "ru", "ru-sudzhansky-sudzha"),
        ("Sudscha", "de", "ru-sudzhansky-sudzha"),
        ("Szudzsa", "hu", "ru-sudzhansky-sudzha"),
        ("Soudja", "fr", "ru-sudzhansky-sudzha"),
        ("Σούτζα", "el", "ru-sudzhansky-sudzha"),
        ("Southzha", "en", "ru-sudzhansky-sudzha"),
        ("GUYEVO", "en", "ru-sudzhansky-guyevo"),
        ("Гуєвого", "uk", "ru-sudzhansky-guyevo"),
        ("Mykolaiv-Daryva", "en", "ru-sudzhansky-nikolayevo-daryino"),
        ("Николаево-Дарьино", "ru", "ru-sudzhansky-nikolayevo-daryino"),
        ("Николаево—Дарьино", "ru", "ru-sudzhansky-nikolayevo-daryino"),
        ("Теткино", "ru", "ru-glushkovsky-tyotkino"),
        ("Тёткино", "ru", "ru-glushkovsky-tyotkino"),
        ("Tjotkino", "de", "ru-glushkovsky-tyotkino"),
        ("Гирьи", "ru", "ru-belovsky-giri"),
        ("Giri", "en", "ru-belovsky-giri"),
        ("1-й Княжий", "ru", "ru-sudzhansky-1-y-knyazhy"),
        ("2nd Knyazhy", "en", "ru-sudzhansky-2-y-knyazhy"),
        ("Пороз", "ru", "ru-grayvoronsky-poroz"),
        ("Юнаковка", "ru", "ua-sumskyi-yunakivka"),
        ("Basiwka", "de", "ua-sumskyi-basivka"),
        ("Zaoleschenka", "de", "ru-sudzhansky-zaoleshenka"),
        ("Tcherkasskoïe Poretchnoïe", "fr", "ru-sudzhansky-cherkasskoye-porechnoye"),
        ("Nowoiwanowka", "pl", "ru-sudzhansky-novoivanovka"),
        ("Korenevo", "en", "ru-korenevsky-korenevo"),
        ("Viktorovka (Korenevsky District)", "en", "ru-korenevsky-viktorovka"),
    ],
)
def test_spelling(spelling: str, language: str, place_id: str | None) -> None:
    resolution = GAZETTEER.resolve(spelling, language=language)
    found = resolution.place.place_id if isinstance(resolution, Resolved) else None
    assert found == place_id


@pytest.mark.parametrize(
    "name",
    [
        *("Moscow", "Kyiv", "Kharkiv", "Kramatorsk", "Pokrovsk", "Вовчанськ", "Poltava"),
        *("Архипівка", "Buratino"),
        *("Alaudinov", "Parinen", "Paroinen", "Boroda", "Zelensky", "Syrskyi", "Khinshtein"),
        *("Washington", "Reuters", "Monday", "Ministry", "Ukrainian", "Leopard", "Himars"),
        *("", " ", "-", "123", "()", "\u0301", "Ω" * 300),
        *REGIONS,
    ],
)
def test_abstains(name: str) -> None:
    assert isinstance(GAZETTEER.resolve(name), Unresolved)


def test_namesakes_are_kept_when_nothing_decides() -> None:
    resolution = GAZETTEER.resolve("Viktorovka")
    assert isinstance(resolution, Ambiguous)
    assert [c.place.place_id for c in resolution.candidates] == [
        "ru-korenevsky-viktorovka",
        "ru-sudzhansky-viktorovka",
    ]


@pytest.mark.parametrize(
    ("more", "place_id"),
    [
        ({"district": "Sudzhansky District"}, "ru-sudzhansky-viktorovka"),
        ({"district": "Кореневский район"}, "ru-korenevsky-viktorovka"),
        ({"district": "Коренівського району"}, "ru-korenevsky-viktorovka"),
        ({"district": "Rylsky"}, "ru-rylsky-viktorovka"),
        ({"near": (34.90, 51.25)}, "ru-korenevsky-viktorovka"),
        ({"near": (35.20, 51.35)}, "ru-sudzhansky-viktorovka"),
    ],
)
def test_namesakes_decided(more: dict, place_id: str) -> None:
    resolution = GAZETTEER.resolve("Викторовка", **more)
    assert isinstance(resolution, Resolved)
    assert resolution.place.place_id == place_id


def test_no_such_place_in_the_district() -> None:
    resolution = GAZETTEER.resolve("Sudzha", district="Rylsky District")
    assert isinstance(resolution, Unresolved)
    assert resolution.closest == ("Sudzha",)


def test_the_nearest_names_are_offered() -> None:
    resolution = GAZETTEER.resolve("Zelensky")
    assert isinstance(resolution, Unresolved)
    assert "Zeleninsky" in resolution.closest


def test_certainty_is_a_number_that_falls_with_the_spelling() -> None:
    spellings = ("Plekhovo", "Plekhova", "Plakhuva")
    scores = [GAZETTEER.resolve(spelling).score for spelling in spellings]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100
    assert len(set(scores)) == 3
