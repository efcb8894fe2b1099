"""How well what was read agrees with what a careful reader found.

The unit is a tuple of one document: (place, side, kind). Many statements may
make the same tuple; it counts once. A tuple of the gold standard may be
*optional*: readers differ on it, so it is neither missed nor false.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

import numpy as np

from bench.intervals import Interval, interval, ratio, resample
from kursk_map.model import Side
from kursk_map.reading.confidence import kind_and_side

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from kursk_map.model import Quantity, Statement

__all__ = [
    "Claim",
    "Comparison",
    "Figure",
    "Matched",
    "Scores",
    "claim_of",
    "compare",
    "figure_of",
    "score",
    "verdicts",
]

#: Numbers of the gold standard are as printed; square miles are converted, so they may differ.
TOLERANCE: Final = 0.015


class _Item(Protocol):
    """A tuple that can be found, missed or excused."""

    @property
    def document(self) -> str: ...
    @property
    def optional(self) -> bool: ...
    @property
    def key(self) -> Hashable: ...
    def same(self, other: Any, /) -> bool: ...


Item = TypeVar("Item", bound=_Item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement about a place, of the gold standard or as read.

    ``places`` holds several ids where a careful reader could not decide between
    namesakes, and ``claimants`` several parties where the text leaves it open.
    ``side`` of a denial is the side whose position it supports.
    """

    document: str
    places: frozenset[str]
    kind: str
    side: str
    claimants: frozenset[str]
    valid_from: dt.date
    valid_to: dt.date
    text: str = ""
    note: str = ""
    optional: bool = False

    @property
    def key(self) -> Hashable:
        """What makes two claims of one document the same tuple."""
        return (self.places, self.kind, self.side)

    def same(self, other: Claim) -> bool:
        """Whether both say the same kind of thing of the same place and side."""
        return (
            self.kind == other.kind
            and self.side == other.side
            and not self.places.isdisjoint(other.places)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An area, a count or a share, of the gold standard or as read."""

    document: str
    measure: str
    value: float
    side: str
    senses: frozenset[str]
    claimants: frozenset[str]
    valid_from: dt.date
    valid_to: dt.date
    text: str = ""
    note: str = ""
    optional: bool = False

    @property
    def key(self) -> Hashable:
        """What makes two figures of one document the same."""
        return (self.measure, round(self.value, 1), self.side)

    def same(self, other: Figure) -> bool:
        """Whether both give the same number of the same thing to the same side."""
        return (
            self.measure == other.measure
            and self.side == other.side
            and abs(self.value - other.value) <= TOLERANCE * max(self.value, other.value)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[Item]):
    """One tuple that was expected and read, with everything that makes it up."""

    gold: tuple[Item, ...]
    read: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Generic[Item]):
    """What was found, missed, wrongly read, and read where reading it is a matter of taste."""

    matched: tuple[Matched[Item], ...]
    missed: tuple[Item, ...]
    false: tuple[Item, ...]
    excused: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Precision, recall and F1 of a set of tuples."""

    gold: int
    read: int
    precision: Interval
    recall: Interval
    f1: Interval


def claim_of(statement: Statement) -> Claim:
    """Return a statement that was read, in the terms of the gold standard."""
    kind, side = kind_and_side(statement)
    return Claim(
        document=statement.provenance.document_id,
        places=frozenset({statement.place_id}),
        kind=kind,
        side=Side(side),
        claimants=frozenset({statement.claimant}),
        valid_from=statement.valid_from,
        valid_to=statement.valid_to,
        text=statement.toponym,
        note=statement.provenance.quote,
    )


def figure_of(quantity: Quantity) -> Figure:
    """Return a quantity that was read, in the terms of the gold standard."""
    return Figure(
        document=quantity.provenance.document_id,
        measure=quantity.measure,
        value=quantity.value,
        side=quantity.side,
        senses=frozenset({quantity.sense}),
        claimants=frozenset({quantity.claimant}),
        valid_from=quantity.valid_from,
        valid_to=quantity.valid_to,
        text=f"{quantity.value:g}",
        note=quantity.provenance.quote,
    )


def compare(gold: Iterable[Item], read: Iterable[Item]) -> Comparison[Item]:
    """Match what was read with what was expected, one tuple to one, document by document."""
    gold = tuple(gold)
    open_gold = _tuples(each for each in gold if not each.optional)
    optional = _tuples(each for each in gold if each.optional)
    matched, false, excused = [], [], []
    for key, items in _tuples(read).items():
        if (found := _partner(open_gold, key[0], items[0])) is not None:
            matched.append(Matched(gold=open_gold.pop(found), read=items))
        elif _partner(optional, key[0], items[0]) is not None:
            excused.append(items[0])
        else:
            false.append(items[0])
    missed = [items[0] for items in open_gold.values()]
    return Comparison(
        matched=tuple(matched), missed=tuple(missed), false=tuple(false), excused=tuple(excused)
    )


def _tuples(items: Iterable[Item]) -> dict[tuple[str, Hashable], tuple[Item, ...]]:
    """Gather the items that make up each tuple, in order of the first."""
    gathered: dict[tuple[str, Hashable], list[Item]] = defaultdict(list)
    for item in items:
        gathered[item.document, item.key].append(item)
    return {key: tuple(found) for key, found in gathered.items()}


def _partner(
    gold: dict[tuple[str, Hashable], tuple[Item, ...]], document: str, item: Item
) -> tuple[str, Hashable] | None:
    for key, items in gold.items():
        if key[0] == document and items[0].same(item):
            return key
    return None


def verdicts(comparison: Comparison[Item]) -> list[tuple[Item, bool]]:
    """Say of each tuple that was read whether it was right, where readers do not differ."""
    return [(match.read[0], True) for match in comparison.matched] + [
        (item, False) for item in comparison.false
    ]


def score(
    comparison: Comparison[Item],
    documents: Sequence[str],
    keep: Callable[[Item], bool] = lambda _: True,
) -> Scores:
    """Count precision, recall and F1 over some documents.

    Parameters
    ----------
    comparison
        What `compare` returned.
    documents
        The documents to count and to draw again for the interval; those
        without any tuple belong to them.
    keep
        Which tuples to count; of a match the gold one decides.
    """
    row = {document: index for index, document in enumerate(documents)}
    counts = np.zeros((len(row), 3))
    for column, items in enumerate(
        ([m.gold[0] for m in comparison.matched], comparison.false, comparison.missed)
    ):
        for item in items:
            if item.document in row and keep(item):
                counts[row[item.document], column] += 1
    hit, false, missed = counts.sum(axis=0)
    drawn = resample(counts)
    return Scores(
        gold=int(hit + missed),
        read=int(hit + false),
        precision=interval(ratio(hit, hit + false), ratio(drawn[0], drawn[0] + drawn[1])),
        recall=interval(ratio(hit, hit + missed), ratio(drawn[0], drawn[0] + drawn[2])),
        f1=interval(
            ratio(2 * hit, 2 * hit + false + missed),
            ratio(2 * drawn[0], 2 * drawn[0] + drawn[1] + drawn[2]),
        ),
    )
