"""Read the gazetteer that ships with the project."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteer.index import Gazetteer
from gazetteer.place import NameOrigin, Place, PlaceName

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATA", "load_gazetteer", "read_names", "read_places"]

DATA: Final = Path(__file__).parent / "data"
TABLES: Final = Path(__file__).parent / "tables"


@cache
def load_gazetteer() -> Gazetteer:
    """Load the gazetteer once a process."""
    titles = tomllib.loads((TABLES / "title_words.toml").read_text(encoding="utf-8"))
    return Gazetteer(
        read_places(DATA / "places.csv"),
        read_names(DATA / "place_names.csv"),
        far_towns=_read_words(DATA / "far_towns.txt"),
        large_towns=_read_words(DATA / "large_towns.txt"),
        common_words=_read_words(DATA / "common_words.txt"),
        title_words=titles["words"],
        ordinary_words=_read_ordinary_words(DATA / "ordinary_words.csv"),
    )


def _read_words(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def _read_ordinary_words(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["language"], row["words"].split("|")


def read_places(path: Path) -> Iterator[Place]:
    """Read the table of places."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Place(
                place_id=row["place_id"],
                name_en=row["name_en"],
                name_ru=row["name_ru"],
                name_uk=row["name_uk"],
                derived=_split(row["derived"]),
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
                country=row["country"],
                region=row["region"],
                district=row["district"],
                kind=row["kind"],
                population=int(row["population"]) if row["population"] else None,
                codes=_split(row["codes"]),
                source=row["source"],
                accuracy_m=int(row["accuracy_m"]),
            )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def read_names(path: Path) -> Iterator[PlaceName]:
    """Read the table of spellings; one row holds all of a place, language and origin."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for place_id, language, origin, names in rows:
            kind = NameOrigin(origin)
            for text in names.split("|"):
                yield PlaceName(place_id=place_id, text=text, language=language, origin=kind)
