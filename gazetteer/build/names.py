"""Every spelling under which a place may be met: official, observed, inflected."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gazetteer.build.places import SOURCES
from gazetteer.build.rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["analyzer", "inflect_name", "make_names"]

_CASES: Final = ("gent", "datv", "accs", "ablt", "loct")
_CYRILLIC: Final = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
_PARTS: Final = re.compile(r"([\s-]+)")
#: "2-й Княжий", "Красниково 2-е": how an ordinal goes through the cases.
_ORDINALS: Final = {
    "й": ("го", "му", "й", "м", "м"),
    "я": ("й", "й", "ю", "й", "й"),
    "е": ("го", "му", "е", "м", "м"),
}

#: Neuters that look like possessive adjectives but decline as nouns.
_NOUN_ENDINGS: Final = ("ово", "ево", "ёво", "ино", "ыно")

#: How a name ends that was met in the first case, and not in another one.
_FIRST_CASE: Final = {
    "ru": re.compile("(ка|во|но|ое|ий|ая|ье)$"),
    "uk": re.compile("(ка|во|но|не|ий)$"),
}

#: Nouns of a language that the dictionary does not know or takes for adjectives: how
#: they end, and in the five cases.
_NOUNS_OF: Final = {
    "uk": {
        "івка": ("івки", "івці", "івку", "івкою", "івці"),
        "ївка": ("ївки", "ївці", "ївку", "ївкою", "ївці"),
        "овка": ("овки", "овці", "овку", "овкою", "овці"),
        "ськ": ("ська", "ську", "ськ", "ськом", "ську"),
    }
}


def make_names(places: Iterable[Row]) -> list[Row]:
    """Give the rows of spellings: one for each place, language and origin."""
    found: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for place in places:
        for language, origin, text in (*_other_names(place), *_inflected_names(place)):
            found[place["place_id"], language, origin][text] = None
    for origin in ("observed", "translated"):
        for place_id, language, text in _press_names(origin):
            found[place_id, language, origin][text] = None
            for form in _forms_of_observed(text, language):
                found[place_id, language, "inflected"][form] = None
    return [
        {"place_id": key[0], "language": key[1], "origin": key[2], "names": "|".join(found[key])}
        for key in sorted(found)
    ]


def _other_names(place: Row) -> Iterator[tuple[str, str, str]]:
    for name in filter(None, place.get("alt_names", "").split("|")):
        if _CYRILLIC.search(name):
            yield "uk" if re.search(r"[іїєґ]", name, re.IGNORECASE) else "ru", "official", name
        else:
            yield "en", "official", name


def _inflected_names(place: Row) -> Iterator[tuple[str, str, str]]:
    for language in ("ru", "uk"):
        name = place[f"name_{language}"]
        for form in inflect_name(name, language):
            yield language, "inflected", form


def _forms_of_observed(name: str, language: str) -> tuple[str, ...]:
    """Give the other cases of a name that the press uses, where it was met in the first case."""
    ending = _FIRST_CASE.get(language)
    return inflect_name(name, language) if ending and ending.search(name) else ()


def _press_names(origin: str) -> Iterator[tuple[str, str, str]]:
    """Give the names of a table of sources; the observed ones with the press's canonical name."""
    places = {row["canonical"]: row["place_id"] for row in read_rows(SOURCES / "press_names.csv")}
    if origin == "observed":
        for canonical, place_id in sorted(places.items()):
            yield place_id, "en", canonical
    for row in read_rows(SOURCES / f"{origin}_names.csv"):
        yield places[row["canonical"]], row["language"], row["text"]


def inflect_name(name: str, language: str) -> tuple[str, ...]:
    """Give the other cases of a Russian (``ru``) or Ukrainian (``uk``) name.

    Adjective and noun go together; of a hyphenated name the last part changes.
    """
    parts = _PARTS.split(name)
    last = len(parts) - 1
    forms: list[tuple[str, ...]] = []
    for index, part in enumerate(parts):
        joined_by_hyphen = index < last and parts[index + 1].startswith("-")
        if index % 2 or (joined_by_hyphen and not part.isdigit()) or not part:
            forms.append((part,) * len(_CASES))
        else:
            forms.append(_decline(part, language))
    declined = ("".join(row) for row in zip(*forms, strict=True))
    return tuple(dict.fromkeys(form for form in declined if form != name))


def _decline(word: str, language: str) -> tuple[str, ...]:
    if word in _ORDINALS:
        return _ORDINALS[word]
    if not _CYRILLIC.search(word) or word[0].islower():
        return (word,) * len(_CASES)
    for ending, cases in _NOUNS_OF.get(language, {}).items():
        if word.endswith(ending):
            return tuple(word.removesuffix(ending) + case for case in cases)
    if word.endswith(_NOUN_ENDINGS):
        return tuple(word[:-1] + ending for ending in ("а", "у", word[-1], "ом", "е"))
    parse = _choose_parse(word.replace("’", "'"), language)
    if parse is None:
        return (word,) * len(_CASES)
    return tuple(_one_case(parse, case, word) for case in _CASES)


def _choose_parse(word: str, language: str) -> Any:
    nominative = [
        parse
        for parse in analyzer(language).parse(word)
        if "nomn" in parse.tag.grammemes and ({"NOUN", "ADJF"} & parse.tag.grammemes)
    ]
    for wanted in ("Geox", "ADJF", "inan"):
        for parse in nominative:
            if wanted in parse.tag.grammemes:
                return parse
    return nominative[0] if nominative else None


def _one_case(parse: Any, case: str, word: str) -> str:
    plural = "plur" in parse.tag.grammemes
    wanted = {case, "plur"} if plural else {case}
    if not plural and "ADJF" in parse.tag.grammemes and parse.tag.gender:
        wanted.add(parse.tag.gender)
    form = parse.inflect(wanted | {"inan"}) or parse.inflect(wanted)
    if form is None:
        return word
    text: str = form.word.replace("'", "’")
    return text[:1].upper() + text[1:]


@cache
def analyzer(language: str) -> Any:
    """Load the morphology of a language, once."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)
