"""The chronicle: everything that was said, by whom, and who may hear it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kursk_map.model import Claimant, View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from kursk_map.model import Quantity, Statement

__all__ = ["HEARD_BY", "Chronicle", "hears"]

Said = TypeVar("Said", "Statement", "Quantity")

#: Whose word each view hears. A view is never filled from the other side.
HEARD_BY: Mapping[View, frozenset[Claimant]] = {
    View.UKRAINE: frozenset({Claimant.UKRAINIAN_OFFICIALS}),
    View.RUSSIA: frozenset({Claimant.RUSSIAN_OFFICIALS}),
    View.INDEPENDENT: frozenset(
        {Claimant.ISW, Claimant.DEEPSTATE, Claimant.ANALYST, Claimant.MEDIA}
    ),
    View.ALL: frozenset(Claimant),
}


def hears(view: View, claimant: Claimant) -> bool:
    """Whether a view listens to a claimant."""
    return claimant in HEARD_BY[view]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Statements and quantities of any source, each once, in the order they were reported.

    Two records with the same id are one: the id is the hash of the content, so
    it does not matter in which order documents were read.
    """

    statements: Iterable[Statement]
    quantities: Iterable[Quantity] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "statements", _in_order(self.statements))
        object.__setattr__(self, "quantities", _in_order(self.quantities))

    def heard_by(self, view: View, known_by: dt.date | None = None) -> Chronicle:
        """Return what a view may hear of what had been reported by a day (inclusive).

        Without ``known_by`` it hears everything of its claimants.
        """
        return Chronicle(
            (said for said in self.statements if _is_heard(said, view, known_by)),
            (said for said in self.quantities if _is_heard(said, view, known_by)),
        )

    def of_place(self, place_id: str) -> tuple[Statement, ...]:
        """Return what was said of a place, oldest report first."""
        return tuple(said for said in self.statements if said.place_id == place_id)

    def as_of(
        self, valid_on: dt.date, known_by: dt.date, view: View
    ) -> Mapping[str, tuple[Statement, ...]]:
        """Return, for each place, what a view had heard by a day of the time up to another.

        The newest valid time comes first; of two with the same, the later report.
        Who holds the place by these statements is for `reconcile` to say.
        """
        said_of = defaultdict(list)
        for said in self.heard_by(view, known_by).statements:
            if said.valid_from <= valid_on:
                said_of[said.place_id].append(said)
        return {
            place_id: tuple(sorted(said, key=_newest_first, reverse=True))
            for place_id, said in sorted(said_of.items())
        }


def _newest_first(said: Statement) -> tuple[dt.date, dt.date, str]:
    return said.valid_to, said.reported_on, said.statement_id


def _is_heard(said: Statement | Quantity, view: View, known_by: dt.date | None) -> bool:
    return hears(view, said.claimant) and (known_by is None or said.reported_on <= known_by)


def _in_order(records: Iterable[Said]) -> tuple[Said, ...]:
    once = {said.statement_id: said for said in records}
    return tuple(sorted(once.values(), key=lambda said: (said.reported_on, said.statement_id)))
