"""The page's words in its languages: gettext catalogues in, plain mappings out.

English is the language of the sources, so its catalogue is empty by nature.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from babel.messages.catalog import Catalog

__all__ = [
    "LANGUAGES",
    "LOCALE",
    "district_names",
    "extract_purposes",
    "load_catalogue",
    "translator",
    "words",
]

#: Languages of the page with their own names, in the order of the selector.
LANGUAGES: Final = {"en": "English", "uk": "Українська", "ru": "Русский"}

LOCALE: Final = Path(__file__).with_name("locale")

DISTRICTS: Final = Path(__file__).with_name("districts.toml")

Words = dict[str, str | list[str]]


@cache
def words(language: str) -> Words:
    """Return what each English message becomes; a list holds the plural forms.

    The forms follow the catalogue's order, which for Ukrainian and Russian is
    one, few, many and for English one, other. Messages without a translation
    are left out, so that the English stays.
    """
    if language == "en":
        return {}
    translated: Words = {}
    for message in load_catalogue(language):
        if not message.id or not message.string:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        translated[key] = message.string if isinstance(message.string, str) else [*message.string]
    return translated


@cache
def district_names() -> dict[str, dict[str, str]]:
    """Return what each district of the gazetteer is called in the other languages."""
    return tomllib.loads(DISTRICTS.read_text(encoding="utf-8"))


def extract_purposes(
    fileobj: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Find the messages of ``formats.toml`` for ``pybabel extract`` (see ``babel.cfg``)."""
    del keywords, comment_tags, options  # Babel hands them to every extractor.
    for number, row in enumerate(tomllib.load(fileobj).values(), start=1):
        yield number, "_", row["purpose"], []


def translator(language: str) -> Callable[[str], str]:
    """Return a function that gives a message in a language, or in English where it has none."""
    translated = words(language)

    def translate(message: str) -> str:
        found = translated.get(message, message)
        return found if isinstance(found, str) else found[0]

    return translate


@cache
def load_catalogue(language: str) -> Catalog:
    """Read the catalogue of a language."""
    with (LOCALE / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language)
