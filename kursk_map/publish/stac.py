"""The season as a STAC collection: one item for each day, with the land of each view."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pystac
import shapely
from pystac.layout import TemplateLayoutStrategy

from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.legend import LAND, measure_land
from kursk_map.publish.palette import VIEW_TITLES
from kursk_map.settings import THEATRE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kursk_map.model import SurfaceInterval, View

__all__ = ["DAYS", "write_catalogue"]

#: The folder of the items and of the files of single days.
DAYS: Final = "days"

ODBL: Final = "https://opendatacommons.org/licenses/odbl/1-0/"

#: What the areas of an item are called, in the order of `LAND`.
AREAS: Final = (
    "ukrainian_claimed_russian_soil_km2",
    "russian_claimed_ukrainian_soil_km2",
    "contested_km2",
)

Day = dict["View", tuple["SurfaceInterval", str]]


def write_catalogue(
    folder: Path,
    days: Mapping[dt.date, Day],
    season: Mapping[str, tuple[str, str]],
    version: str,
) -> None:
    """Write ``collection.json`` and an item for each day into a folder.

    Parameters
    ----------
    folder
        Where the files of the dataset already are.
    days
        For each day, for each view that has a map: its surface, and the name of
        its file in the folder `DAYS`.
    season
        For each file of the whole season: its title and media type.
    version
        Version of the dataset.
    """
    collection = _collection(min(days), max(days), season, version)
    for day, views in days.items():
        collection.add_item(_item(day, views))
    strategy = TemplateLayoutStrategy(item_template=f"{DAYS}/${{id}}.json")
    collection.normalize_hrefs(str(folder), strategy=strategy)
    collection.save(pystac.CatalogType.SELF_CONTAINED, dest_href=str(folder))


def _collection(
    first: dt.date, last: dt.date, season: Mapping[str, tuple[str, str]], version: str
) -> pystac.Collection:
    collection = pystac.Collection(
        id="kursk-incursion-claims",
        title="Kursk incursion claims map",
        description=f"Who was said to hold what in Kursk Oblast, day by day. {NOTICE}",
        license=LICENCE,
        keywords=["Kursk", "Sumy", "front line", "claims", "Russia", "Ukraine", "2024", "2025"],
        extent=pystac.Extent(
            pystac.SpatialExtent([list(THEATRE)]),
            pystac.TemporalExtent([[_midnight(first), _last_second(last)]]),
        ),
        providers=[
            pystac.Provider(
                name="The authors of the Kursk incursion claims map",
                description=ATTRIBUTION,
                roles=[pystac.ProviderRole.PRODUCER, pystac.ProviderRole.LICENSOR],
            )
        ],
        extra_fields={"version": version, "attribution": ATTRIBUTION},
    )
    collection.add_link(pystac.Link(pystac.RelType.LICENSE, ODBL, media_type="text/html"))
    for path, (title, media_type) in season.items():
        collection.add_asset(
            path, pystac.Asset(f"./{path}", title=title, media_type=media_type, roles=["data"])
        )
    return collection


def _item(day: dt.date, views: Day) -> pystac.Item:
    properties: dict[str, Any] = {"title": f"{day}", "claims": {}}
    for view, (surface, _) in views.items():
        land = measure_land(surface.areas)
        areas = {name: round(land[kind], 3) for name, kind in zip(AREAS, LAND, strict=True)}
        line = {"front_line_km": round(surface.front_line.length_km, 3)}
        properties["claims"][str(view)] = areas | line
    item = pystac.Item(
        id=f"{day}",
        geometry=shapely.geometry.mapping(shapely.box(*THEATRE)),
        bbox=list(THEATRE),
        datetime=None,
        start_datetime=_midnight(day),
        end_datetime=_last_second(day),
        properties=properties,
    )
    for view, (_, name) in views.items():
        title = f"{day}: {VIEW_TITLES[view]}"
        asset = pystac.Asset(
            f"./{name}", title=title, media_type=pystac.MediaType.GEOJSON, roles=["data"]
        )
        item.add_asset(str(view), asset)
    return item


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _last_second(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59, 59), dt.UTC)
