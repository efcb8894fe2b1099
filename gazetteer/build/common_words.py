"""Names of places that are also ordinary words or surnames of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.build.names import analyzer, inflect_name
from gazetteer.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gazetteer.build.rows import Row

__all__ = ["list_common_words"]


def list_common_words(places: Iterable[Row]) -> list[str]:
    """Give folded names, inflected ones too, that the dictionary knows as something else."""
    found = set()
    for place in places:
        for language in ("ru", "uk"):
            name = place[f"name_{language}"]
            forms = (name, *inflect_name(name, language))
            if _is_common(name, language):
                found |= set(map(fold, forms))
            else:
                found |= {fold(form) for form in forms if _is_common(form, language)}
    return sorted(found)


def _is_common(name: str, language: str) -> bool:
    if " " in name or "-" in name:
        return False
    parses = analyzer(language).parse(name.replace("’", "'"))
    return any(parse.is_known and "Geox" not in parse.tag.grammemes for parse in parses)
