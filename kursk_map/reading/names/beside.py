"""What a name is besides a village's, and what stands right beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gazetteer.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.index import Gazetteer
    from gazetteer.place import Candidate

__all__ = ["names_a_thing", "stands_beside_name"]

#: Of armies and states: "ВСУ", "AFU", "РФ".
_ACRONYM: Final = re.compile(r"[A-ZА-ЯІЇЄ]{2,4}")


def names_a_thing(folded: str, found: Sequence[Candidate], gazetteer: Gazetteer) -> bool:
    """Whether newspapers or things are called so, in any case: "Южного округа"."""
    own = ({fold(one.place.name_ru), fold(one.place.name_uk)} for one in found)
    titles = gazetteer.title_words
    return folded in titles or all(not titles.isdisjoint(names) for names in own)


def stands_beside_name(run: str, start: int, end: int) -> bool:
    """Whether a name stands right beside; no acronym is one: "у Борков ВСУ потеряли"."""
    before, after = run[:start], run[end:]
    beside = []
    if before[-1:].isspace():
        beside.append(before.split()[-1])
    if after[:1].isspace():
        beside.append(after.split()[0])
    return not all(_ACRONYM.fullmatch(word) for word in beside) if beside else False
