"""Layers as KML and KMZ for Google Earth, with time spans for its slider.

Written with an XML library, which escapes everything, instead of with one for
KML: those let text through unescaped that contains ``<![CDATA[``. Text in
balloons is HTML inside XML and therefore escaped twice.
"""

from __future__ import annotations

import datetime as dt
import html
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pandas as pd
import shapely

from kursk_map.model import Control, Side
from kursk_map.publish.archive import zip_files
from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.palette import colour, describe_area, fill_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from kursk_map.publish.frames import Frames

__all__ = ["write_kml", "write_kmz"]

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
FOLDERS: Final = {
    "areas": "Land",
    "front_lines": "Front line",
    "settlements": "Settlements",
}

#: The icon of a settlement comes with Google Earth; nothing is fetched for it elsewhere.
ICON: Final = "http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png"


def write_kml(frames: Frames, title: str, *, with_time: bool) -> bytes:
    """Return land, front line and settlements as KML 2.2.

    ``with_time`` gives every feature its time span, which makes Google Earth
    show a time slider; a single day needs none.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", title)
    _text(document, "description", f"{ATTRIBUTION}. Licence: {LICENCE}. {NOTICE}")
    _add_styles(document)
    said = {row["statement_id"]: row for row in _rows(frames.statements)}
    for name, folder_name in FOLDERS.items():
        folder = ET.SubElement(document, "Folder")
        _text(folder, "name", folder_name)
        layer = frames.layers()[name]
        rows = _rows(layer.drop(columns="geometry"))
        for row, geometry in zip(rows, layer.geometry, strict=True):
            _add_placemark(folder, name, row, geometry, said, with_time=with_time)
    ET.indent(root, " ")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def write_kmz(frames: Frames, title: str, *, with_time: bool) -> bytes:
    """Return the same as `write_kml`, zipped as Google Earth likes it."""
    return zip_files({"doc.kml": write_kml(frames, title, with_time=with_time)})


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _add_styles(document: ET.Element) -> None:
    for control in Control:
        for soil in Side:
            style = ET.SubElement(document, "Style", id=f"areas-{control}-{soil}")
            opacity = "50" if control.value == soil.value else "a0"
            _text(ET.SubElement(style, "LineStyle"), "width", "0")
            _text(
                ET.SubElement(style, "PolyStyle"), "color", _abgr(fill_of(control, soil), opacity)
            )
        style = ET.SubElement(document, "Style", id=f"settlements-{control}")
        icon = ET.SubElement(style, "IconStyle")
        _text(icon, "color", _abgr(colour("control", control), "ff"))
        _text(icon, "scale", "0.5")
        _text(ET.SubElement(icon, "Icon"), "href", ICON)
        _text(ET.SubElement(style, "LabelStyle"), "scale", "0.7")
    line = ET.SubElement(ET.SubElement(document, "Style", id="front_lines"), "LineStyle")
    _text(line, "color", _abgr(colour("paper", "line"), "ff"))
    _text(line, "width", "3")


def _add_placemark(
    folder: ET.Element,
    layer: str,
    row: Mapping[str, Any],
    geometry: BaseGeometry,
    said: Mapping[str, Mapping[str, Any]],
    *,
    with_time: bool,
) -> None:
    # The schema of KML fixes the order of these.
    placemark = ET.SubElement(folder, "Placemark")
    match layer:
        case "areas":
            name = describe_area(Control(row["control"]), Side(row["soil"]))
            description, style = f"{row['area_km2']:,.0f} km²", f"{row['control']}-{row['soil']}"
        case "front_lines":
            name, description, style = "Front line", f"{row['length_km']:,.0f} km", ""
        case _:
            name, style = row["name_en"], row["control"]
            description = _balloon(row, [said[key] for key in row["statement_ids"].split()])
    _text(placemark, "name", name)
    _text(placemark, "description", description)
    if with_time:
        _add_time_span(placemark, row["valid_from"], row["valid_to"])
    _text(placemark, "styleUrl", f"#{layer}-{style}".rstrip("-"))
    extended = ET.SubElement(placemark, "ExtendedData")
    for key, value in row.items():
        if not pd.isna(value):
            data = ET.SubElement(extended, "Data", name=key)
            _text(data, "value", str(value.date() if isinstance(value, pd.Timestamp) else value))
    _add_geometry(placemark, geometry)


def _balloon(row: Mapping[str, Any], said: Iterable[Mapping[str, Any]]) -> str:
    """Return what Google Earth shows of a settlement, as HTML with every text escaped."""
    names = ", ".join(sorted({row["name_ru"], row["name_uk"]} - {""}))
    parts = [f"<p>{html.escape(names)}</p>", f"<p>{row['control'].title()} ({row['basis']})</p>"]
    for one in said:
        source = html.escape(one["publisher"])
        if urlsplit(one["url"]).scheme in {"http", "https"}:
            source = f'<a href="{html.escape(one["url"])}">{source}</a>'
        claimant = html.escape(one["claimant_name"] or one["claimant"])
        quote = html.escape(one["quote"])
        day = one["reported_on"].date()
        parts.append(f"<p>“{quote}”<br>{claimant}, {day}, in {source}</p>")
    return "".join(parts)


def _add_time_span(placemark: ET.Element, begin: pd.Timestamp, end: pd.Timestamp) -> None:
    """Date a feature up to the last second of its last day: both ends of a span are shown."""
    span = ET.SubElement(placemark, "TimeSpan")
    _text(span, "begin", f"{begin:%Y-%m-%dT%H:%M:%SZ}")
    _text(span, "end", f"{end - dt.timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}")


def _add_geometry(parent: ET.Element, geometry: BaseGeometry) -> None:
    match geometry:
        case shapely.Point():
            _add_coordinates(ET.SubElement(parent, "Point"), geometry)
        case shapely.LineString():
            line = ET.SubElement(parent, "LineString")
            _text(line, "tessellate", "1")
            _add_coordinates(line, geometry)
        case shapely.Polygon():
            polygon = ET.SubElement(parent, "Polygon")
            _text(polygon, "tessellate", "1")
            for boundary, ring in (
                ("outerBoundaryIs", geometry.exterior),
                *(("innerBoundaryIs", ring) for ring in geometry.interiors),
            ):
                holder = ET.SubElement(ET.SubElement(polygon, boundary), "LinearRing")
                _add_coordinates(holder, ring)
        case _:
            several = ET.SubElement(parent, "MultiGeometry")
            for part in shapely.get_parts(geometry):
                _add_geometry(several, part)


def _add_coordinates(parent: ET.Element, geometry: BaseGeometry) -> None:
    pairs = shapely.get_coordinates(geometry).tolist()
    _text(parent, "coordinates", " ".join(f"{x!r},{y!r}" for x, y in pairs))


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _abgr(rgb: str, opacity: str) -> str:
    """Return a colour in KML's order: opacity, blue, green, red."""
    return opacity + rgb[5:7] + rgb[3:5] + rgb[1:3]
