"""Rows of places from the sources: names in three languages, district, kind, codes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteer.build.rows import Row, make_slug, read_rows
from gazetteer.romanise import (
    romanise_russian,
    russian_from_latin,
    russian_from_ukrainian,
    ukrainian_from_russian,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SOURCES", "SURROUNDINGS", "give_ids", "read_extra", "read_russian", "read_ukrainian"]

SOURCES: Final = Path(__file__).parents[1] / "sources"

#: West, south, east, north: the theatre and about half a degree around it, so
#: that far namesakes are known and kept apart.
SURROUNDINGS: Final = (33.5, 50.4, 36.6, 52.2)

_RUSSIAN_KINDS: Final = {
    "г": "town",
    "пгт": "urban settlement",
    "рп": "urban settlement",
    "с": "village",
    "д": "village",
    "сл": "village",
    "х": "hamlet",
    "п": "settlement",
    "м": "settlement",
    "мкр": "settlement",
    "ст": "railway stop",
    "п/ст": "railway stop",
    "ж/д_рзд": "railway stop",
    "ж/д_будка": "railway stop",
}
_REGIONS: Final = {"область": "Oblast", "край": "Krai"}
#: Oblasts whose town does not end in -sk as their adjective does.
_REGION_STEMS: Final = {"Belgorodsk": "Belgorod", "Orlovsk": "Oryol"}
_UKRAINIAN_ONLY: Final = re.compile(r"[іїєґ]", re.IGNORECASE)
#: The box east of Sumy Oblast that the compilers left undecided.
_UNDECIDED: Final = "(check)"


def read_russian(settlements: Iterable[Row]) -> list[Row]:
    """Give the places of Russia inside the surroundings of the theatre.

    The register gives Russian names only; English and Ukrainian ones are
    derived. Its points are exact to an arc-second (median 300 m from the
    centre); where it repeats a point for two places, one of them is a guess.
    """
    inside = [row for row in settlements if _is_inside(row)]
    fixes = _read_corrections()
    points = Counter((row["longitude_dd"], row["latitude_dd"]) for row in inside)
    return [
        _russian_place(
            row,
            fixes[f"oktmo:{row['oktmo']}", row["settlement"]],
            repeated=points[row["longitude_dd"], row["latitude_dd"]] > 1,
        )
        for row in inside
    ]


def _read_corrections() -> defaultdict[tuple[str, str], Row]:
    fixes: defaultdict[tuple[str, str], Row] = defaultdict(dict)
    for fix in read_rows(SOURCES / "corrections.csv"):
        fixes[fix["code"], fix["name"]][fix["field"]] = fix["value"]
    return fixes


def _is_inside(row: Row) -> bool:
    west, south, east, north = SURROUNDINGS
    longitude, latitude = float(row["longitude_dd"]), float(row["latitude_dd"])
    return west <= longitude <= east and south <= latitude <= north


def _russian_place(row: Row, fix: Row, *, repeated: bool) -> Row:
    name = fix.get("name_ru", row["settlement"])
    counted = row["rosstat"] == "1"
    place = {
        "name_en": romanise_russian(name),
        "name_ru": name,
        "name_uk": ukrainian_from_russian(name),
        "derived": "en|uk",
        "longitude": _round(row["longitude_dd"]),
        "latitude": _round(row["latitude_dd"]),
        "country": "RU",
        "region": _name_region(row["region"]),
        "district": _name_district(row["municipality"]),
        "kind": _RUSSIAN_KINDS[row["type"]],
        "population": row["population"] if counted or row["population"] != "0" else "",
        "codes": f"oktmo:{row['oktmo']}",
        "source": "inid-2021",
        "accuracy_m": "3000" if repeated else "300" if counted else "1000",
    }
    return place | fix


def _round(degrees: str) -> str:
    return f"{float(degrees):.5f}"


def _name_region(region: str) -> str:
    adjective, noun = region.split()
    stem = romanise_russian(adjective.removesuffix("ая"))
    return f"{_REGION_STEMS.get(stem, stem)} {_REGIONS[noun]}"


def _name_district(municipality: str) -> str:
    if municipality.startswith("Город "):
        return romanise_russian(municipality.removeprefix("Город ")) + " City"
    if municipality.startswith("Городской округ "):
        return romanise_russian(municipality.removeprefix("Городской округ ")) + " City"
    return romanise_russian(municipality.removesuffix(" район")) + " District"


def read_ukrainian() -> list[Row]:
    """Give the places on the Ukrainian side."""
    fixes = _read_corrections()
    return [
        _ukrainian_place(row) | fixes[f"geonames:{row['geonames_id']}", row["name_en"]]
        for row in read_rows(SOURCES / "ukrainian_places.csv")
    ]


def _ukrainian_place(row: Row) -> Row:
    derived = []
    name_uk, name_ru = row["name_uk"], row["name_ru"]
    if not name_ru or _UKRAINIAN_ONLY.search(name_ru):
        derived.append("ru")
        name_ru = russian_from_ukrainian(name_uk) if name_uk else russian_from_latin(row["name_en"])
    if not name_uk:
        derived.append("uk")
        name_uk = ukrainian_from_russian(name_ru)
    codes = {"katottg": row["katottg"], "geonames": row["geonames_id"]}
    undecided = _UNDECIDED in row["oblast"]
    return {
        "name_en": row["name_en"],
        "name_ru": name_ru,
        "name_uk": name_uk,
        "derived": "|".join(derived),
        "longitude": _round(row["lon"]),
        "latitude": _round(row["lat"]),
        "country": "UA",
        "region": "" if undecided else row["oblast"],
        "district": f"{row['district']} District" if row["district"] else "",
        "kind": row["feature"],
        "population": row["population"],
        "codes": "|".join(f"{key}:{value}" for key, value in codes.items() if value),
        "source": row["sources"].replace("|", "+"),
        "accuracy_m": row["accuracy_m"],
        "alt_names": row["alt_names"],
    }


def read_extra() -> list[Row]:
    """Give the places that no register has, entered by hand with a source each."""
    empty = {"derived": "uk", "population": "", "codes": ""}
    return [empty | row for row in read_rows(SOURCES / "extra_places.csv")]


def give_ids(places: list[Row]) -> list[Row]:
    """Give every place an id out of country, district and name, and sort by it.

    Of namesakes in one district the one with most inhabitants has the plain id.
    """
    seen: Counter[str] = Counter()
    ordered = sorted(
        places, key=lambda row: (-int(row["population"] or 0), row["codes"], row["name_en"])
    )
    for row in ordered:
        district = make_slug(row["district"].removesuffix(" District")) or "none"
        slug = f"{row['country'].lower()}-{district}-{make_slug(row['name_en'])}"
        seen[slug] += 1
        row["place_id"] = slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"
    return sorted(ordered, key=lambda row: row["place_id"])
