"""What was said of one place, ready to be asked: why held, how old, on whose word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.model import Basis
from kursk_map.settings import CAMPAIGN_START

if TYPE_CHECKING:
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.chronicle.timeline import Evidence

__all__ = ["BASES", "SILENT", "Testimony"]

Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

#: The numbers that `Testimony.basis` gives stand for these.
BASES = (Basis.BASELINE, Basis.INFERRED, Basis.IMPLIED, Basis.STATED)

#: The day of the newest evidence where there is none.
SILENT = -10_000

#: So many days before a place changed hands the reasons for it begin.
REASONS_BEFORE = 14
MOST_REASONS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """The evidence of one place as columns; days are counted from the campaign's first.

    ``on`` is the day that each piece speaks of, ``heard_on`` the day from which
    it may be used, ``supports`` the state it speaks for (as in
    `reconcile.CONTROLS`), ``states`` whether it says so outright, ``counts``
    whether it weighs at all, and ``looks_back`` whether it tells of the time
    before its own day. ``chances`` are the place's own, days x 3.
    """

    statement_ids: tuple[str, ...]
    on: Ints
    heard_on: Ints
    supports: Ints
    states: Bools
    counts: Bools
    looks_back: Bools
    chances: Floats

    @classmethod
    def of_place(cls, reconciliation: Reconciliation, column: int) -> Testimony:
        """Return what a reconciliation rests on for one of its places."""
        evidence = reconciliation.evidence[column]
        reported = [_day(one.statement.reported_on) for one in evidence]
        return cls(
            statement_ids=tuple(one.statement.statement_id for one in evidence),
            on=np.array([_day(_spoken_of(one)) for one in evidence]),
            heard_on=np.array(reported if reconciliation.evenings else [SILENT] * len(reported)),
            supports=np.array([int(np.argmax(one.chances)) for one in evidence]),
            states=np.array([not one.implied for one in evidence]),
            counts=np.array([one.strength > 0 for one in evidence]),
            looks_back=np.array([one.kind == "before" for one in evidence]),
            chances=reconciliation.chances[:, column],
        )

    def basis(self, course: Ints, own: int) -> Ints:
        """Return why the place has the control of each day, as an index into `BASES`."""
        days = np.arange(len(course))
        usable: Bools = self.counts[:, None] & (self.heard_on[:, None] <= days)
        told = usable & ((self.on[:, None] <= days) | self.looks_back[:, None])
        agrees = told & (self.supports[:, None] == course)
        touched: Bools = (told & (self.supports[:, None] != own)).any(axis=0) | (course != own)
        basis: Ints = touched.astype(np.int64)
        basis[agrees.any(axis=0)] = 2
        basis[(agrees & self.states[:, None]).any(axis=0)] = 3
        return basis

    def newest(self, days: int) -> Ints:
        """Return, for each day, the newest day up to it that anything speaks of."""
        each = np.arange(days)
        past = (self.on[:, None] <= each) & (self.heard_on[:, None] <= each)
        newest: Ints = np.where(past, self.on[:, None], SILENT).max(axis=0, initial=SILENT)
        return newest

    def reasons(self, first: int, last: int) -> tuple[str, ...]:
        """Return the statements behind a control that lasts from one day to another, newest first.

        Those that speak of its time or of the fortnight before it; where there
        are none, the newest before.
        """
        heard = np.flatnonzero((self.heard_on <= last) & (self.on <= last))
        order = sorted(heard, key=lambda row: (-self.on[row], self.statement_ids[row]))
        within = [row for row in order if self.on[row] >= first - REASONS_BEFORE] or order[:1]
        back = [row for row in np.flatnonzero(self.looks_back) if self.heard_on[row] <= last]
        ids = dict.fromkeys(self.statement_ids[row] for row in (*within, *back))
        return tuple(ids)[:MOST_REASONS]

    def newest_for(self, control: int, last: int) -> tuple[int, str] | None:
        """Return day and statement of the newest evidence for a control up to a day."""
        rows = np.flatnonzero(
            (self.supports == control) & self.counts & (self.on <= last) & (self.heard_on <= last)
        )
        if not rows.size:
            return None
        row = max(rows, key=lambda each: (self.on[each], self.statement_ids[each]))
        return int(self.on[row]), self.statement_ids[row]


def _spoken_of(one: Evidence) -> dt.date:
    """Return the day that evidence speaks of, without the delay that weighing adds."""
    if one.kind == "before":
        return one.on
    return one.statement.valid_to - dt.timedelta(days=1)


def _day(on: dt.date) -> int:
    return (on - CAMPAIGN_START).days
