"""Distances on the ground, good to a metre or so at village scale."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Final

__all__ = ["measure_km"]

_KM_A_DEGREE: Final = 111.2


def measure_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance of two points ``(longitude, latitude)`` in kilometres.

    Examples
    --------
    >>> round(measure_km((35.0, 51.0), (35.0, 52.0)), 1)
    111.2
    """
    middle = radians((one[1] + other[1]) / 2)
    return _KM_A_DEGREE * hypot((one[0] - other[0]) * cos(middle), one[1] - other[1])
