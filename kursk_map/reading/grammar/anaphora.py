"""The places named before, for "the village", "both" and "it"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gazetteer.place import Place

__all__ = ["Memory", "Named"]

#: A place with the name that the text gave it.
Named = tuple[str, "Place"]

_TOWNS: Final = frozenset({"town", "urban settlement"})
#: "It" and "there" reach no further back than this many sentences.
_REACH: Final = 1
#: Which of a list "the first village" and "the second" are.
_ORDINALS: Final = {"first": slice(0, 1), "second": slice(1, 2)}


@dataclass(slots=True)
class Memory:
    """The places named last in a document: the last list, and the last town and village."""

    group: tuple[Named, ...] = ()
    several: tuple[Named, ...] = ()
    by_kind: dict[str, Named] = field(default_factory=dict)
    sentence: int = 0
    noted_in: int = -9

    def begin_sentence(self) -> None:
        """Count a sentence more."""
        self.sentence += 1

    def note(self, places: Iterable[Named]) -> None:
        """Remember a list of places."""
        named = tuple(places)
        if named:
            self.group = named
            if len(named) > 1:
                self.several = named
            self.noted_in = self.sentence
            for name, place in named:
                self.by_kind["town" if place.kind in _TOWNS else "village"] = (name, place)

    def recall(self, refers: str, *, adjacent: bool = False) -> tuple[Named, ...]:
        """Return the places that a description means; an ``adjacent`` one is short of memory."""
        if adjacent and self.sentence - self.noted_in > _REACH:
            return ()
        if refers in {"town", "village"} and refers in self.by_kind:
            return (self.by_kind[refers],)
        if refers == "several" and self.several:
            return self.several
        if refers in _ORDINALS:
            return self.several[_ORDINALS[refers]]
        if refers == "several":
            return ()
        return self.group if refers == "all" else self.group[-1:]
