"""How much land a side holds on the other's soil each day, by contemporary figures.

Figures of an area are few, and each class of claimants has its bias. The
course of the area is the one that fits them best while it moves as the area
does that the settlements alone would give: its logarithm walks at random around
that course, as fast as places change hands in that phase, and is observed by
every figure with the error and the bias of its class (`terrain.toml` names
both). docs/method.md states the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import linalg

from kursk_map.settings import CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kursk_map.chronicle.plane import Floats
    from kursk_map.terrain.figures import Figure
    from kursk_map.terrain.parameters import LevelRule

__all__ = ["Level", "fit_area", "fit_level"]


#: Rounds of doubting outliers.
ROUNDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The area of each day and its standard error (of the logarithm)."""

    area_km2: Floats
    error: Floats


def fit_level(
    figures: Sequence[Figure],
    natural_km2: Mapping[int, float],
    pace: Floats,
    rule: LevelRule,
) -> Level:
    """Return the course of the area by least squares.

    ``natural_km2`` is the area that the settlements alone would give, on some
    days (counted from the campaign's first); ``pace`` is the chance a day, for
    each day, that a place changes hands.
    """
    area, equations = _fit(figures, natural_km2, pace, rule)
    if equations is None:
        return Level(area_km2=area, error=np.sqrt(np.cumsum((rule.pace * pace) ** 2)))
    return Level(area_km2=area, error=equations.errors()[1 : len(pace) + 1])


def fit_area(
    figures: Sequence[Figure], natural_km2: Mapping[int, float], pace: Floats, rule: LevelRule
) -> Floats:
    """Return the area of each day alone, without its error, in a tenth of the time."""
    return _fit(figures, natural_km2, pace, rule)[0]


def _fit(
    figures: Sequence[Figure], natural_km2: Mapping[int, float], pace: Floats, rule: LevelRule
) -> tuple[Floats, Equations | None]:
    days = len(pace)
    drift = _drift(natural_km2, days, rule)
    if not figures:
        return np.exp(np.log(rule.offset_km2) + np.cumsum(drift)) - rule.offset_km2, None
    errors = {figure: _error(figure, pace, rule) for figure in figures}
    doubted = dict(errors)
    walk = _walk(drift, pace, rule)
    for _ in range(ROUNDS):
        equations = walk.copy()
        _observe(equations, doubted, rule)
        course = equations.values()
        for figure, error in errors.items():
            missed = _missed(figure, course, equations, rule)
            doubted[figure] = float(np.hypot(error, missed / OUTLIER))
    area = np.exp(course[1 : days + 1]) - rule.offset_km2
    return np.maximum(area, 0.0), equations


def _walk(drift: Floats, pace: Floats, rule: LevelRule) -> Equations:
    """Return the equations of the walk and of the biases, without any figure."""
    equations = Equations(len(pace) + 1, list(rule.error))
    equations.add({0: 1.0}, np.log(rule.offset_km2), ROUNDING)
    for day, step in enumerate(drift):
        equations.add({day: -1.0, day + 1: 1.0}, float(step), float(rule.pace * pace[day]))
    for claimant in rule.error:
        equations.add({equations.bias(claimant): 1.0}, 0.0, rule.bias[claimant])
    return equations


def _error(figure: Figure, pace: Floats, rule: LevelRule) -> float:
    """Return the standard error of a figure: its kind's, and that of not knowing the day.

    A figure of a month may be of any of its days: it errs as far as the area
    walks in that time.
    """
    error = rule.error[figure.claimant] * (1.0 if figure.sure else rule.unsure)
    last = (figure.on - CAMPAIGN_START).days
    between = pace[max(last - figure.days + 2, 0) : max(last + 1, 0)]
    return float(np.hypot(error, rule.pace * np.linalg.norm(between)))


def _observe(equations: Equations, errors: Mapping[Figure, float], rule: LevelRule) -> None:
    for figure, error in errors.items():
        day = (figure.on - CAMPAIGN_START).days
        if 0 <= day < equations.days - 1:
            logarithm = np.log(figure.area_km2 + rule.offset_km2)
            equations.observe(day + 1, figure.claimant, logarithm, error)


def _missed(figure: Figure, course: Floats, equations: Equations, rule: LevelRule) -> float:
    """Return by how much a figure misses the course.

    By half of it its error grows (Cauchy weights): a misread figure, or one
    about something else, must not bend the course.
    """
    day = (figure.on - CAMPAIGN_START).days
    if not 0 <= day < equations.days - 1:
        return 0.0
    expected = course[day + 1] + course[equations.bias(figure.claimant)]
    return float(abs(np.log(figure.area_km2 + rule.offset_km2) - expected))


#: Errors larger than this many standard errors are an outlier's.
OUTLIER = 2.0

#: A standard error that means "exactly".
ROUNDING = 1e-3


class Equations:
    """Weighted linear equations for a course of days and the biases of its observers."""

    def __init__(self, days: int, observers: Sequence[str]) -> None:
        self.days = days
        self._observers = {name: days + number for number, name in enumerate(observers)}
        width = days + len(observers)
        self._normal = np.zeros((width, width))
        self._right = np.zeros(width)

    def copy(self) -> Equations:
        """Return equations that can be added to without changing these."""
        other = Equations(self.days, list(self._observers))
        other._normal, other._right = self._normal.copy(), self._right.copy()
        return other

    def bias(self, observer: str) -> int:
        """Return the column of an observer's bias."""
        return self._observers[observer]

    def add(self, terms: Mapping[int, float], value: float, error: float) -> None:
        """Add an equation: the weighted sum of some columns is a value, within an error."""
        for row, one in terms.items():
            self._right[row] += one * value / error**2
            for column, other in terms.items():
                self._normal[row, column] += one * other / error**2

    def observe(self, column: int, observer: str, value: float, error: float) -> None:
        """Add what an observer, with its bias, says of a day."""
        self.add({column: 1.0, self.bias(observer): 1.0}, value, error)

    def values(self) -> Floats:
        """Return the best values.

        Each day is tied to its neighbours and to the observers alone: the days
        are solved as a band, the few observers from what that leaves.
        """
        days, normal, right = self.days, self._normal, self._right
        band = np.zeros((2, days))
        band[0, 1:], band[1] = np.diag(normal, 1)[: days - 1], np.diag(normal)[:days]
        ties = normal[:days, days:]
        solved = linalg.solveh_banded(band, np.column_stack([right[:days], ties]))
        rest = normal[days:, days:] - ties.T @ solved[:, 1:]
        biases = np.linalg.solve(rest, right[days:] - ties.T @ solved[:, 0])
        return np.concatenate([solved[:, 0] - solved[:, 1:] @ biases, biases])

    def errors(self) -> Floats:
        """Return the standard errors of the best values."""
        errors: Floats = np.sqrt(np.diag(np.linalg.inv(self._normal)))
        return errors


def _drift(natural_km2: Mapping[int, float], days: int, rule: LevelRule) -> Floats:
    """Return by how much the logarithm of the natural area changes up to each day."""
    if not natural_km2:
        return np.zeros(days)
    on, area = [-1, *natural_km2], [0.0, *natural_km2.values()]
    course = np.log(np.interp(np.arange(-1, days), on, area) + rule.offset_km2)
    drift: Floats = rule.natural_share * np.diff(course)
    return drift
