"""The place that heads a paragraph: "Tyotkino. The enemy attacks in small groups"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kursk_map.reading.grammar.mentions import PlaceGroup, PlaceMention
from kursk_map.reading.rows.slots import Locus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.place import Place
    from kursk_map.reading.grammar.anaphora import Named
    from kursk_map.reading.grammar.scene import Scene

__all__ = ["Heading"]

#: How many words a heading has at most, marks included.
_LONGEST: Final = 8


@dataclass(slots=True)
class Heading:
    """What heads the paragraph that is read; of its sentences, those that name no place."""

    named: tuple[Named, ...] = ()
    was_heading: bool = False

    def begin(
        self, scene: Scene, groups: Sequence[PlaceGroup], *, new_line: bool
    ) -> PlaceGroup | None:
        """Begin a sentence; return the places that head it when it names none."""
        if new_line and not self.was_heading:
            self.named = ()
        self.was_heading = _is_heading(scene, groups)
        if self.was_heading:
            self.named = groups[0].named
            return None
        if groups or not self.named or any(item.mentioned for item in scene.items):
            return None
        return PlaceGroup(mentions=tuple(_mention(*named) for named in self.named))


def _mention(name: str, place: Place) -> PlaceMention:
    return PlaceMention(at=0, end=0, name=name, place=place, locus=Locus.IN, is_pronoun=True)


def _is_heading(scene: Scene, groups: Sequence[PlaceGroup]) -> bool:
    """Tell whether a sentence is but a place: no verb, nobody who acts or speaks."""
    if len(groups) != 1 or len(scene.items) > _LONGEST or groups[0].mentions[0].is_pronoun:
        return False
    rows = (scene.cues, scene.reports, scene.sides, scene.sources, scene.operators)
    return not any(rows) and all(
        item.toponym is not None
        or not item.word[0].isalnum()
        or scene.is_in(at, "filler", "joint", "area", "and", "sep", "colon", "settlement")
        for at, item in enumerate(scene.items)
    )
