"""How names sound and how far apart they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.fold import fold
from gazetteer.names import measure_distance, spell_skeletons, stem_skeleton
from gazetteer.romanise import (
    romanise_russian,
    romanise_ukrainian,
    russian_from_latin,
    russian_from_ukrainian,
    ukrainian_from_russian,
)
from gazetteer.spellings import SpellingIndex

SOUNDS = st.text(alphabet="aeioubvgdZzklmnprstfhCcS", max_size=12)


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Гуево", "Guyevo"),
        ("Николаево-Дарьино", "Nikolayevo-Daryino"),
        ("Нижний Клин", "Nizhny Klin"),
        ("Тёткино", "Tyotkino"),
        ("Зеленый Шлях", "Zeleny Shlyakh"),
        ("Обуховка", "Obukhovka"),
        ("Рубанщина", "Rubanshchina"),
        ("Медвежье", "Medvezhye"),
        ("Русское Поречное", "Russkoye Porechnoye"),
        ("2-й Княжий", "2-y Knyazhy"),
        ("Снагость", "Snagost"),
        ("Ямская Степь", "Yamskaya Step"),
    ],
)
def test_russian_in_english(russian: str, english: str) -> None:
    assert romanise_russian(russian) == english


@pytest.mark.parametrize(
    ("ukrainian", "english"),
    [("Юнаківка", "Yunakivka"), ("Згурівка", "Zghurivka"), ("Біловоди", "Bilovody")],
)
def test_ukrainian_in_english(ukrainian: str, english: str) -> None:
    assert romanise_ukrainian(ukrainian) == english


def test_between_the_two_languages() -> None:
    assert ukrainian_from_russian("Любимовка") == "Любимівка"
    assert ukrainian_from_russian("Толстый Луг") == "Товстий Луг"
    assert russian_from_ukrainian("Басівка") == "Басовка"
    assert russian_from_latin("Novaya Derevnya") == "Новая Деревня"


@pytest.mark.parametrize(
    ("spelling", "language", "russian"),
    [
        ("Gontscharowka", "de", "Гончаровка"),
        ("Roubanchtchina", "fr", "Рубанщина"),
        ("Pogriebki", "pl", "Погребки"),
        ("Makhnovka", "en", "Махновка"),
        ("Machnowka", "pl", "Махновка"),
        ("Liubímovka", "es", "Любимовка"),
        ("Čerkasko", "sr", "Черкаско"),
    ],
)
def test_one_skeleton_for_many_orthographies(spelling: str, language: str, russian: str) -> None:
    assert spell_skeletons(russian)[0] in spell_skeletons(spelling, language)


def test_stems() -> None:
    assert stem_skeleton(spell_skeletons("Honcharivka")[0]) == stem_skeleton(
        spell_skeletons("Гончаровку")[0]
    )


@given(SOUNDS, SOUNDS)
def test_distance_is_one_of_a_metric(one: str, other: str) -> None:
    assert measure_distance(one, one) == 0
    assert measure_distance(one, other) == pytest.approx(measure_distance(other, one))
    assert measure_distance(one, other) <= max(len(one), len(other)) * 1.0 + 1e-9


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_many_at_once_as_one_by_one() -> None:
    index = SpellingIndex([("Гуево", "guyevo"), ("Плехово", "plekhovo"), ("Суджа", "sudzha")])
    texts = ("Guyeva", "Plechowo", "Nowhere", "Sudscha")
    assert index.find_all(texts, "de") == tuple(index.find(text, "de") for text in texts)
    assert [close.place_id for close in index.find("Plechowo", "de")] == ["plekhovo"]
