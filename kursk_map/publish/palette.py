"""The colours and the neutral words for who holds what, shared by pictures and KML."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from kursk_map.model import Control, Side, View

__all__ = ["VIEW_TITLES", "colour", "describe_area", "fill_of"]

VIEW_TITLES: Final = {
    View.ALL: "All claimants, reconciled",
    View.UKRAINE: "As claimed by Ukrainian officials",
    View.RUSSIA: "As claimed by Russian officials",
    View.INDEPENDENT: "As reported by independent observers",
}


def colour(group: str, name: str) -> str:
    """Return a colour of ``palette.toml`` as ``#rrggbb``."""
    return _palette()[group][name]


def fill_of(control: Control, soil: Side) -> str:
    """Return the fill of land: pale where a side is at home, strong where it is not."""
    return colour("home" if control.value == soil.value else "control", control.value)


def describe_area(control: Control, soil: Side) -> str:
    """Return what a legend calls land of one control on the soil of one side.

    >>> describe_area(Control.UKRAINIAN, Side.RUSSIAN)
    'Ukrainian-claimed, on Russian soil'
    """
    if control is Control.CONTESTED:
        return f"Contested, on {soil.value.title()} soil"
    if control.value == soil.value:
        return f"{soil.value.title()} soil, {control.value.title()}-claimed"
    return f"{control.value.title()}-claimed, on {soil.value.title()} soil"


@cache
def _palette() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("palette.toml").open("rb") as file:
        return tomllib.load(file)
