"""Every word of the page is there in every language."""

from __future__ import annotations

import re

import pytest
from babel.messages.extract import extract_from_file

from gazetteer.load import load_gazetteer
from kursk_map.publish.formats import FORMATS
from kursk_map.publish.wording import (
    LANGUAGES,
    LOCALE,
    district_names,
    load_catalogue,
    translator,
    words,
)
from kursk_map.settings import PROJECT, THEATRE

TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """Find every message of the sources, and of the formats that the page offers."""
    found = {kind.purpose for kind in FORMATS.values()}
    sources = [("python", PROJECT / "app.py")]
    player = PROJECT / "kursk_map" / "publish" / "player"
    sources += [("javascript", path) for path in player.glob("*.js")]
    for method, path in sources:
        for _, message, _, _ in extract_from_file(method, path):
            found.add(message if isinstance(message, str) else message[0])
    return found


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated_and_nothing_is_left_over(messages, language):
    assert set(words(language)) == messages


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_their_placeholders(language):
    for message in load_catalogue(language):
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else message.id
        forms = [message.string] if isinstance(message.string, str) else message.string
        expected = set().union(*map(placeholders, ids))
        for form in forms:
            assert placeholders(form) == expected, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_have_three_forms(language):
    for translated in words(language).values():
        assert isinstance(translated, str) or len(translated) == 3


def test_english_needs_no_catalogue():
    assert words("en") == {}
    assert translator("en")("Anything") == "Anything"
    assert not (LOCALE / "en.po").exists()


def test_no_word_takes_sides():
    loaded = re.compile(
        r"liberat|occup|enem|визвол|окуп|ворог|освобожд|оккуп|враг|противник", re.IGNORECASE
    )
    texts = [*words("uk").items(), *words("ru").items()]
    for english, translated in texts:
        forms = [translated] if isinstance(translated, str) else translated
        assert not any(loaded.search(text) for text in (english, *forms)), english


def test_every_district_has_its_name_in_every_language():
    west, south, east, north = THEATRE
    districts = {
        place.district
        for place in load_gazetteer().places.values()
        if west <= place.longitude <= east and south <= place.latitude <= north
    }
    assert set(district_names()) == districts
    for names in district_names().values():
        assert set(names) == set(TRANSLATED)
        assert not any(re.search("[A-Za-z]", name) for name in names.values())
