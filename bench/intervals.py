"""Shares with their 95 % bootstrap intervals, documents drawn again with a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Interval", "interval", "ratio", "resample", "share"]

RESAMPLES: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its 95 % bootstrap interval; ``nan`` where there is nothing to count."""

    value: float
    low: float
    high: float

    def as_list(self) -> list[float]:
        """Return value, low and high, rounded for a record."""
        return [round(each, 3) for each in (self.value, self.low, self.high)]

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def share(right: Iterable[tuple[str, bool]], documents: Sequence[str]) -> tuple[Interval, int]:
    """Return which share of judgements is right, and how many there are.

    ``right`` holds a document and a verdict for every judgement.
    """
    row = {document: index for index, document in enumerate(documents)}
    counts = np.zeros((len(row), 2))
    for document, verdict in right:
        counts[row[document]] += (verdict, 1)
    good, everything = counts.sum(axis=0)
    drawn = resample(counts)
    return interval(ratio(good, everything), ratio(drawn[0], drawn[1])), int(everything)


def resample(counts: np.ndarray) -> np.ndarray:
    """Draw the rows again with replacement; sums by column, one row a column of counts."""
    if not len(counts):
        return np.zeros((counts.shape[1], 1))
    chosen = np.random.default_rng(0).integers(len(counts), size=(RESAMPLES, len(counts)))
    return counts[chosen].sum(axis=1).T


def ratio(part: np.ndarray | float, whole: np.ndarray | float) -> np.ndarray:
    """Divide; ``nan`` where there is nothing to divide by."""
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)


def interval(value: np.ndarray, drawn: np.ndarray) -> Interval:
    """Put the percentiles of what was drawn around a value."""
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return Interval(value=float(value), low=float("nan"), high=float("nan"))
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(value=float(value), low=float(low), high=float(high))
