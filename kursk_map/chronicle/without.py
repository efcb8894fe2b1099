"""Courses of places without a source: what the chances would be, had nobody heard it.

What a source said is taken out of the evidence of its places and their courses
are smoothed anew, then those of the neighbours that these pull, round by round
as in `chain.settle`. Whom a source moves too little is left as it was.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.chain import OWN, smooth, transitions, weigh_evidence
from kursk_map.chronicle.plane import likeness
from kursk_map.chronicle.timeline import count_once
from kursk_map.chronicle.withholding import withhold_control, withhold_fighting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.timeline import Evidence
    from kursk_map.chronicle.weights import Weights
    from kursk_map.model import Side

__all__ = ["Courses", "Moved"]

#: A pull that changes the odds of a place by less than this over the season moves nobody.
FEEBLE = 0.3

#: A source that moves no lead by this much on the day itself has no say in that day.
UNMOVED = 0.005

#: A source (by its number) and a place (by its column).
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How one place stands on a day without a source.

    ``lead`` is P(away) - P(own), ``fought`` P(contested); ``silent`` tells that
    nobody else ever spoke of it.
    """

    column: int
    lead: float
    fought: float
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loo:
    """The places' table for leaving each one out: what the others say of it."""

    inverse: Floats
    diagonal: Floats
    explained: Floats

    @classmethod
    def of(cls, inverse: np.ndarray, nugget: float) -> Loo:
        """Return the table of an inverted likeness; a place that is out has a diagonal of 0."""
        diagonal = np.where(np.diag(inverse) > 0, np.diag(inverse), np.inf)
        explained = np.clip(1 + nugget - 1 / diagonal, 0.0, 1.0)
        return cls(inverse=inverse, diagonal=diagonal, explained=explained)

    def said(self, lead: Floats, error: Floats) -> Floats:
        """Return what the others say of each place, by its lead and its coefficients."""
        return np.asarray(np.clip(lead - error / self.diagonal, -1.0, 1.0) * self.explained)


class Courses:
    """The places of one soil, ready to be asked how they stand without some statements."""

    def __init__(
        self,
        evidence: Sequence[Sequence[Evidence]],
        points: Floats,
        soil: Side,
        weights: Weights,
        days: int,
    ) -> None:
        self._evidence, self._soil, self._weights = evidence, soil, weights
        self._own, self._length = OWN[soil], days
        horizon = days + weights.horizon_days
        self._steps = transitions(soil, horizon, weights)
        self._likelihood = weigh_evidence(evidence, horizon)
        self._nugget = weights.neighbours.nugget
        matrix = likeness(points, points, weights.neighbours.range_km)
        self._loo = Loo.of(np.linalg.inv(matrix + self._nugget * np.eye(len(points))), self._nugget)
        self._rounds = self._settled()
        self._known: dict[
            tuple[int, frozenset[str]], tuple[tuple[Evidence, ...], Floats, Floats]
        ] = {}
        self._said_at = [
            frozenset(one.statement.statement_id for one in of_place) for of_place in evidence
        ]
        self._at = defaultdict(set)
        for column, of_place in enumerate(evidence):
            for one in of_place:
                self._at[one.statement.statement_id].add(column)

    def spoken_of(self, source: Collection[str]) -> list[int]:
        """Return the columns of the places that some statements speak of."""
        return sorted({column for said in source for column in self._at.get(said, ())})

    def weight_on(self, sources: Sequence[Collection[str]], day: int) -> list[float]:
        """Return by how much each source alone moves the leads of its places on a day, in sum."""
        _, _, changes = self._dropped(sources)
        weights = [0.0] * len(sources)
        for (row, _), change in changes.items():
            weights[row] += abs(float(change[day]))
        return weights

    def without(self, sources: Sequence[Collection[str]], day: int) -> list[list[Moved]]:
        """Return, for each source, the places that move on a day without it."""
        left, own, changes = self._dropped(sources)
        # A place that falls silent no longer carries on what its neighbours say.
        silent = {row for (row, _), remains in left.items() if not remains}
        moves = {row for (row, _), change in changes.items() if abs(change[day]) > UNMOVED}
        moves |= silent
        changes = {pair: change for pair, change in changes.items() if pair[0] in moves}
        chances: Floats = np.zeros((0, 0, 3))
        pairs = list(changes)
        for number in range(len(self._rounds) if changes else 0):
            said = self._said_without(changes, left, number)
            pairs = list(said)
            chances = smooth(self._pulled(said, own), self._steps, self._own)
            if number + 1 < len(self._rounds):
                columns = [column for _, column in pairs]
                change = self._lead(chances) - self._rounds[number + 1][0][:, columns]
                changes = dict(zip(pairs, change.T, strict=True))
        return self._read(chances, pairs, left, day, len(sources))

    def _settled(self) -> list[tuple[Floats, Floats, Floats]]:
        """Return leads, their coefficients and what neighbours say with all sources, by round."""
        rounds = []
        likelihood = self._likelihood
        for _ in range(self._weights.neighbours.rounds):
            lead = self._lead(smooth(likelihood, self._steps, self._own))
            error = lead @ self._loo.inverse
            said = self._loo.said(lead, error)
            rounds.append((lead, error, said))
            likelihood = self._pull(self._likelihood, said)
        return rounds

    def _dropped(
        self, sources: Sequence[Collection[str]]
    ) -> tuple[dict[Pair, tuple[Evidence, ...]], dict[Pair, Floats], dict[Pair, Floats]]:
        """Return what is left of each place that a source spoke of, its likelihood, its change."""
        parts = {
            (row, column): (column, self._said_at[column] & frozenset(source))
            for row, source in enumerate(sources)
            for column in self.spoken_of(source)
        }
        self._drop([part for part in dict.fromkeys(parts.values()) if part not in self._known])
        known = {pair: self._known[part] for pair, part in parts.items()}
        return (
            {pair: left for pair, (left, _, _) in known.items()},
            {pair: likelihood for pair, (_, likelihood, _) in known.items()},
            {pair: change for pair, (_, _, change) in known.items()},
        )

    def _drop(self, parts: Sequence[tuple[int, frozenset[str]]]) -> None:
        """Smooth places anew without some of what was said of them, neighbours aside.

        Articles, their publishers and their statements often take the same away.
        """
        left = [
            count_once(
                [one for one in self._evidence[column] if one.statement.statement_id not in gone],
                self._weights,
            )
            for column, gone in parts
        ]
        likelihood = weigh_evidence(left, len(self._likelihood))
        lead = self._lead(smooth(likelihood, self._steps, self._own))
        change = lead - self._rounds[0][0][:, [column for column, _ in parts]]
        of_parts = zip(left, np.moveaxis(likelihood, 1, 0), change.T, strict=True)
        self._known |= dict(zip(parts, of_parts, strict=True))

    def _said_without(
        self,
        changes: Mapping[Pair, Floats],
        left: Mapping[Pair, tuple[Evidence, ...]],
        number: int,
    ) -> dict[Pair, Floats]:
        """Return what neighbours say without each source of the places that it moves."""
        by_source: dict[int, dict[int, Floats]] = defaultdict(dict)
        for (row, column), change in changes.items():
            by_source[row][column] = change
        lead, error, base = self._rounds[number]
        pull_per_day = self._weights.neighbours.pull_per_day
        said: dict[Pair, Floats] = {}
        for row, moved in by_source.items():
            columns = list(moved)
            now = lead.copy()
            now[:, columns] += np.array(list(moved.values())).T
            gone = [column for column in columns if left.get((row, column), True) == ()]
            if gone:
                loo = self._loo_without(gone)
                told = loo.said(now, now @ loo.inverse)
            else:
                change = (now[:, columns] - lead[:, columns]) @ self._loo.inverse[columns]
                told = self._loo.said(now, error + change)
            touched = pull_per_day * np.abs(told - base).sum(axis=0) > FEEBLE
            touched[self._spoken_in(row, left)] = True
            said |= {(row, int(each)): told[:, each] for each in np.flatnonzero(touched)}
        return said

    def _spoken_in(self, row: int, left: Mapping[Pair, tuple[Evidence, ...]]) -> list[int]:
        return [column for each, column in left if each == row]

    def _loo_without(self, gone: Sequence[int]) -> Loo:
        """Return the table without some places, of which nobody speaks any more."""
        whole = self._loo.inverse
        block = np.linalg.solve(whole[np.ix_(gone, gone)], whole[gone])
        inverse = whole - whole[:, gone] @ block
        inverse[gone], inverse[:, gone] = 0.0, 0.0
        return Loo.of(inverse, self._nugget)

    def _pulled(self, said: Mapping[Pair, Floats], own: Mapping[Pair, Floats]) -> Floats:
        likelihood = self._likelihood[:, [column for _, column in said]]
        for place, pair in enumerate(said):
            if pair in own:
                likelihood[:, place] = own[pair]
        return self._pull(likelihood, np.array(list(said.values())).T)

    def _pull(self, likelihood: Floats, said: Floats) -> Floats:
        """Return a likelihood pulled towards what neighbours say (as `chain.pull_likelihood`)."""
        pull = np.exp(self._weights.neighbours.pull_per_day * said)
        pulled = likelihood.copy()
        pulled[:, :, 2 - self._own] *= pull
        pulled[:, :, self._own] /= pull
        return pulled

    def _read(
        self,
        chances: Floats,
        pairs: Sequence[Pair],
        left: Mapping[Pair, tuple[Evidence, ...]],
        day: int,
        number: int,
    ) -> list[list[Moved]]:
        moved: list[list[Moved]] = [[] for _ in range(number)]
        if not pairs:
            return moved
        told = [left.get(pair, self._evidence[pair[1]]) for pair in pairs]
        chances = withhold_control(chances[: day + 1], self._soil, told)
        chances = withhold_fighting(chances, told, self._weights.fighting_days)[day]
        for place, (row, column) in enumerate(pairs):
            moved[row].append(
                Moved(
                    column=column,
                    lead=float(chances[place, 2 - self._own] - chances[place, self._own]),
                    fought=float(chances[place, 1]),
                    silent=not told[place],
                )
            )
        return moved

    def _lead(self, chances: Floats) -> Floats:
        lead: Floats = chances[:, :, 2 - self._own] - chances[:, :, self._own]
        return lead
