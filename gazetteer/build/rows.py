"""The shape of the two tables that the build writes and the loader reads."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["NAME_FIELDS", "PLACE_FIELDS", "Row", "make_slug", "read_rows", "write_rows"]

Row = dict[str, str]

PLACE_FIELDS: Final = (
    "place_id",
    "name_en",
    "name_ru",
    "name_uk",
    "derived",
    "longitude",
    "latitude",
    "country",
    "region",
    "district",
    "kind",
    "population",
    "codes",
    "source",
    "accuracy_m",
)
NAME_FIELDS: Final = ("place_id", "language", "origin", "names")


def read_rows(path: Path) -> list[Row]:
    """Read a table as it lies on the disk."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, fields: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table with Unix line ends, so that two builds give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def make_slug(text: str) -> str:
    """Write a name in small Latin letters and hyphens.

    Examples
    --------
    >>> make_slug("2-y Knyazhy")
    '2-y-knyazhy'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
