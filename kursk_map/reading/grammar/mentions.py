"""A place as a sentence mentions it, and the list of places that a cue governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_map.record import record

if TYPE_CHECKING:
    from gazetteer.place import Place
    from kursk_map.reading.grammar.anaphora import Named
    from kursk_map.reading.rows.slots import Locus

__all__ = ["PlaceGroup", "PlaceMention"]


@record(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """One place as mentioned at an item; ``place`` is ``None`` when its name is undecided."""

    at: int
    end: int
    name: str
    place: Place | None
    locus: Locus
    is_pronoun: bool = False
    adjacent: bool = False


@record(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """A list of places that one cue governs: "A, B and, near the border, C".

    An ``apposed`` one is a place that says where others lie, with words of its own behind.
    ``resumed_at`` is where it goes on behind an aside: "A, where S had dug in, as well as B".
    """

    mentions: tuple[PlaceMention, ...]
    apposed: bool = False
    resumed_at: int = 0

    @property
    def start(self) -> int:
        """Index of its first item."""
        return self.mentions[0].at

    @property
    def end(self) -> int:
        """Index behind its last item."""
        return self.mentions[-1].end

    @property
    def named(self) -> tuple[Named, ...]:
        """Its places that are named and decided."""
        return tuple((each.name, each.place) for each in self.mentions if each.place)
