"""Names of places that are also ordinary words or surnames of the language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gazetteer.build.names import analyzer, inflect_name
from gazetteer.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gazetteer.build.rows import Row

__all__ = ["list_common_words"]

#: How villages end and ordinary words do not: the Ukrainian dictionary marks no place as one.
_LIKE_VILLAGES: Final = re.compile(r"\w{2,}(?:івка|ївка)")


def list_common_words(places: Iterable[Row]) -> list[str]:
    """Give folded names, inflected ones too, that the dictionary knows as something else."""
    found = set()
    for place in places:
        for language in ("ru", "uk"):
            name = place[f"name_{language}"]
            if language == "uk" and _is_place_only(place["name_ru"], name):
                continue
            forms = (name, *inflect_name(name, language))
            if _is_common(name, language):
                found |= set(map(fold, forms))
            else:
                found |= {fold(form) for form in forms if _is_common(form, language)}
    return sorted(found)


def _is_place_only(russian: str, ukrainian: str) -> bool:
    """Tell whether a Ukrainian name is a place's and nothing else: "Юнаківка", "Суджа"."""
    if _LIKE_VILLAGES.fullmatch(ukrainian.lower()):
        return True
    parses = analyzer("ru").parse(russian)
    return all(each.is_known and "Geox" in each.tag.grammemes for each in parses)


def _is_common(name: str, language: str) -> bool:
    if " " in name or "-" in name:
        return False
    parses = analyzer(language).parse(name.replace("’", "'"))
    return any(parse.is_known and "Geox" not in parse.tag.grammemes for parse in parses)
