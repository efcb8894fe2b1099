"""Which event of a sentence the text goes on with: none that is only told by the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality
from kursk_map.reading.rows.slots import Slot

if TYPE_CHECKING:
    from kursk_map.model import Side
    from kursk_map.reading.grammar.events import Reading
    from kursk_map.reading.grammar.scene import Scene

__all__ = ["attacker_of", "main_of"]

#: How soon behind a verb the villages stand that are named only later.
_COUNTED_REACH: Final = 4

#: What those do who take the next place.
_ONWARD: Final = frozenset({Change.GAINED, Change.CONTESTED, Change.ADVANCED})


def attacker_of(main: Reading | None) -> Side | None:
    """Return who attacked or advanced, as it is told outright; ``None`` if nobody did."""
    onward = main and main.change in _ONWARD and main.modality is Modality.ASSERTED
    return main.side if main and onward else None


def _awaits_names(scene: Scene, main: Reading, *, named: bool) -> bool:
    """Tell whether it is still to be named what was taken: "took three villages and attack X"."""
    if named or main.change not in {Change.GAINED, Change.LOST}:
        return False
    return scene.any_in(range(main.at + 1, main.at + 1 + _COUNTED_REACH), "settlements")


def _is_by_the_way(reading: Reading) -> bool:
    """Tell whether it is only said who holds what is attacked; "and they control" is news."""
    return reading.change is Change.HELD and Slot.SUBJECT not in reading.cue.holder


def main_of(scene: Scene, main: Reading | None, reading: Reading, *, named: bool) -> Reading:
    """Choose between the main event so far, with places ``named`` or not, and another one.

    "They stormed the villages held by S, namely A": what is held is said by the way.
    """
    if main is None:
        return reading
    stays = _awaits_names(scene, main, named=named) or _is_by_the_way(reading)
    return main if stays else reading
