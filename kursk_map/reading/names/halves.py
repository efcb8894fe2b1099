"""Names that do not stand in one piece: with a noun that two share, or parted by a stray mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gazetteer.resolve import ACCEPT_ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from gazetteer.index import Gazetteer
    from kursk_map.reading.names.plan import Piece, Planner

__all__ = ["Halves"]

#: What machines put between the words of a name, and writers between two names.
_STRAY: Final = frozenset({",", ";"})


@dataclass(frozen=True, slots=True)
class Halves:
    """Puts names together by one gazetteer; ``joiners`` are words for "and"."""

    planner: Planner
    gazetteer: Gazetteer

    def find(
        self,
        text: str,
        runs: Sequence[tuple[int, str]],
        joiners: AbstractSet[str],
        language: str,
    ) -> Iterator[tuple[int, Piece]]:
        """Give each name with where its first half stands; ``runs`` are capitalised words."""
        for (at, run), (after, behind) in pairwise(runs):
            between = text[at + len(run) : after].strip()
            if between in joiners:
                for piece in self._share_noun(run, behind, language):
                    yield at, piece
            if between in joiners or between in _STRAY:
                for piece in self._join(run, behind, language):
                    yield at, replace(piece, end=after + len(behind) - at)

    def _share_noun(self, run: str, longer: str, language: str) -> Iterator[Piece]:
        """Give the first of two names that share a noun: "Staraya and Novaya Sorochina"."""
        first, *more = longer.split()
        if len(more) != 1 or not run.isalpha() or first == run:
            return
        for piece in self._whole(f"{run} {more[0]}", language):
            if piece.candidates[0].score >= ACCEPT_ANYWHERE:
                yield replace(piece, end=len(run))

    def _join(self, run: str, behind: str, language: str) -> Sequence[Piece]:
        """Give the one name of both halves: "Malaya; Loknya", "Zeleny, Shlyakh".

        Articles are known to have meant the whole, and not its first half.
        """
        name = f"{run} {behind}"
        if not self._is_observed(name) or self._is_observed(run):
            return ()
        return self._whole(name, language)

    def _is_observed(self, name: str) -> bool:
        found = self.planner.look_up(name)
        return any(each.place.place_id in self.gazetteer.observed for each in found)

    def _whole(self, name: str, language: str) -> Sequence[Piece]:
        """Return what a name put together may be, and not what its words may."""
        pieces = self.planner.plan_all([name], language)[name].pieces
        return [each for each in pieces if each.text == name]
