"""The one table of the land's parameters (``terrain.toml``), typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursk_map.model import Claimant, View

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Parameters", "load_parameters", "parse_parameters"]

TABLE = Path(__file__).with_name("terrain.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """All parameters of field, line and band; their reasons stand in the table itself."""

    step_km: float
    decimals: int
    range_km: float
    nugget: float
    mean: float
    reach_km: float
    decisive: float
    radius_km: float
    margin: float
    contested_above: float
    simplify_km: float
    redraw_km2: float
    smallest_km2: float
    band_chance: float
    enough_places: int
    level_claimants: Mapping[View, frozenset[Claimant]]


@cache
def load_parameters() -> Parameters:
    """Read the table that comes with the package, once."""
    return parse_parameters(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def parse_parameters(table: Mapping[str, Any]) -> Parameters:
    """Return a table as parameters; a missing or unknown name is a `TypeError`."""
    return Parameters(
        **table["grid"],
        **table["kriging"],
        **table["constraint"],
        **table["contested"],
        **table["surface"],
        **table["band"],
        **table["views"],
        level_claimants={
            view: frozenset(map(Claimant, table["level"][view]["claimants"])) for view in View
        },
    )
