"""Statements as evidence: what each one says of its place, and on which day.

Takes statements, not a store, and knows nothing of neighbours or land.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kursk_map.model import Change, Modality, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kursk_map.chronicle.weights import Weights
    from kursk_map.model import Statement

__all__ = ["SOIL", "Evidence", "count_once", "gather_evidence"]

#: Whose soil a country's code stands for.
SOIL: Mapping[str, Side] = {"RU": Side.RUSSIAN, "UA": Side.UKRAINIAN}

Triple = tuple[float, float, float]

#: Statements about a moment speak of its end; about a state, of the middle of its time.
EVENTS = frozenset({Change.GAINED, Change.LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one statement says of its place on one day.

    ``chances`` are those of Russian control, contested, Ukrainian control, in
    this order; ``strength`` is how much its kind of word counts. ``implied``
    marks what the statement says only by implication, ``repeated`` what the
    same class of claimants had just said: it is shown, not counted.
    """

    place_id: str
    on: dt.date
    kind: str
    chances: Triple
    strength: float
    implied: bool
    statement: Statement
    repeated: bool = False

    @property
    def weight(self) -> float:
        """How much it counts."""
        return 0.0 if self.repeated else self.strength


def gather_evidence(
    statements: Iterable[Statement], soil_of: Mapping[str, Side], weights: Weights
) -> tuple[Evidence, ...]:
    """Return the evidence of all statements about known places, by place and day.

    What one class of claimants repeats of a place within a few days is marked.
    """
    spoken = [
        evidence
        for said in statements
        if said.place_id in soil_of
        for evidence in _read(said, soil_of[said.place_id], weights)
    ]
    spoken.sort(key=_order)
    return count_once(spoken, weights)


def _order(evidence: Evidence) -> tuple[str, dt.date, dt.date, str, str]:
    said = evidence.statement
    return evidence.place_id, evidence.on, said.reported_on, said.statement_id, evidence.kind


def _read(said: Statement, soil: Side, weights: Weights) -> Iterator[Evidence]:
    weight = weights.claimant[said.claimant] * weights.modality[said.modality]
    yield _evidence(said, said.change.value, _day_of(said, weights), weight, weights)
    taken_back = said.change is Change.GAINED and said.side is soil
    if taken_back and said.modality is not Modality.DENIED:
        before_on = said.valid_from - dt.timedelta(days=weights.before_days)
        yield _evidence(said, "before", before_on, weight, weights)


def _evidence(said: Statement, kind: str, on: dt.date, weight: float, weights: Weights) -> Evidence:
    implied = kind == "before"
    return Evidence(
        place_id=said.place_id,
        on=on,
        kind=kind,
        chances=_turned(weights.evidence[kind], said.side.other if implied else said.side),
        strength=weight,
        implied=implied or not (said.change.sets_control or said.change is Change.CONTESTED),
        statement=said,
    )


def _turned(chances: Triple, side: Side) -> Triple:
    """Turn (side, contested, other side) into (Russian, contested, Ukrainian)."""
    return chances if side is Side.RUSSIAN else (chances[2], chances[1], chances[0])


def _day_of(said: Statement, weights: Weights) -> dt.date:
    last = said.valid_to - dt.timedelta(days=1)
    if said.change in EVENTS:
        return last + dt.timedelta(days=weights.delay_days)
    return said.valid_from + (last - said.valid_from) // 2


def count_once(spoken: Iterable[Evidence], weights: Weights) -> tuple[Evidence, ...]:
    """Mark what one class of claimants repeats of a place within a few days.

    Takes evidence in the order of `gather_evidence`, whatever was marked before.
    """
    within = dt.timedelta(days=weights.repeat_days)
    counted: dict[tuple[str, str, str, Side], dt.date] = {}
    marked = []
    for evidence in spoken:
        said = evidence.statement
        voice = (evidence.place_id, said.claimant.value, evidence.kind, said.side)
        last = counted.get(voice)
        repeated = evidence.strength > 0 and last is not None and evidence.on - last <= within
        if evidence.strength > 0 and not repeated:
            counted[voice] = evidence.on
        same = evidence.repeated is repeated
        marked.append(evidence if same else replace(evidence, repeated=repeated))
    return tuple(marked)
