"""The one table of the land's parameters (``terrain.toml``), typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursk_map.model import Claimant

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LevelRule", "Parameters", "load_parameters", "parse_parameters"]

TABLE = Path(__file__).with_name("terrain.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """Whose figures of an area count, with which error and bias; all but km² are logarithms."""

    offset_km2: float
    pace: float
    natural_share: float
    natural_every_days: int
    unsure: float
    whole_share: float
    error: Mapping[Claimant, float]
    bias: Mapping[Claimant, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """All parameters of field, line and band; their reasons stand in the table itself."""

    step_km: float
    decimals: int
    strip: float
    decisive: float
    margin_km: float
    radius_km: float
    contested_radius_km: float
    simplify_km: float
    redraw_km2: float
    redraw_share: float
    outside_km: float
    spread_km: float
    spread_by_area: float
    known_within_km: float
    spread_by_distance: float
    band_chance: float
    band_simplify_km: float
    enough_places: int
    level: LevelRule


@cache
def load_parameters() -> Parameters:
    """Read the table that comes with the package, once."""
    return parse_parameters(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def parse_parameters(table: Mapping[str, Any]) -> Parameters:
    """Return a table as parameters; a missing or unknown name is a `TypeError`."""
    level = dict(table["level"])
    error = {Claimant(name): value for name, value in level.pop("error").items()}
    bias = {Claimant(name): value for name, value in level.pop("bias").items()}
    return Parameters(
        **table["grid"],
        **table["line"],
        **table["surface"],
        **table["band"],
        **table["views"],
        level=LevelRule(**level, error=error, bias=bias),
    )
