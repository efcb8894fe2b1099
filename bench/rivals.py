"""The same season in the ways that folium and Streamlit offer ready made."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from typing import TYPE_CHECKING, Any

import folium
import folium.plugins
import shapely

from bench.browser import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from kursk_map.publish.season import SeasonInputs

__all__ = ["answer_from_disk", "fetch_libraries", "timeline_html", "timestamped_html"]

LIBRARIES = PROJECT / ".cache" / "bench"
PACKAGES = [
    "jquery@3.7.1",
    "jquery-ui-dist@1.13.2",
    "iso8601-js-period@0.2.1",
    "leaflet@1.9.3",
    "leaflet-timedimension@1.1.1",
    "leaflet.timeline@1.6.0",
    "moment@2.18.1",
]
#: Where each file that folium asks a content network for lies in those packages.
FILES = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "jquery.min.js": "jquery/dist/jquery.min.js",
    "jquery-ui.min.js": "jquery-ui-dist/jquery-ui.min.js",
    "iso8601.min.js": "iso8601-js-period/iso8601.js",
    "leaflet.timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "leaflet.timedimension.control.css": (
        "leaflet-timedimension/dist/leaflet.timedimension.control.css"
    ),
    "leaflet.timeline.min.js": "leaflet.timeline/dist/leaflet.timeline.js",
    "moment.min.js": "moment/min/moment.min.js",
}


def fetch_libraries() -> None:
    """Install the rivals' scripts once, from the package registry, for measuring only."""
    if not (LIBRARIES / "node_modules" / "leaflet").exists():
        LIBRARIES.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                "npm",
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                *PACKAGES,
            ],
            cwd=LIBRARIES,
            check=True,
        )


def answer_from_disk(page: Page) -> None:
    """Answer what a page asks of content networks with the installed files, or with nothing."""

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith(("http://127.0.0.1", "file:", "data:", "blob:")):
            route.continue_()
            return
        name = FILES.get(url.rsplit("/", 1)[-1])
        path = LIBRARIES / "node_modules" / name if name else None
        kind = "text/css" if url.endswith("css") else "text/javascript"
        body = path.read_text(encoding="utf-8") if path and path.exists() else ""
        route.fulfill(status=200, content_type=kind, body=body)

    page.route("**/*", answer)


def base_map() -> folium.Map:
    """Return an empty map of the theatre."""
    return folium.Map(location=[51.25, 35.1], zoom_start=9, tiles=None)


def timestamped_html(season: SeasonInputs, path: Path) -> None:
    """Write the season as `folium.plugins.TimestampedGeoJson`."""
    chart = base_map()
    folium.plugins.TimestampedGeoJson(
        {"type": "FeatureCollection", "features": _timed(season)},
        period="P1D",
        duration="P1D",
        auto_play=False,
        add_last_point=False,
        date_options="YYYY-MM-DD",
    ).add_to(chart)
    chart.save(str(path))


def timeline_html(season: SeasonInputs, path: Path) -> None:
    """Write the season as `folium.plugins.Timeline` with its `TimelineSlider`."""
    chart = base_map()
    features = [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {"start": _millis(start), "end": _millis(stop)},
        }
        for geometry, start, stop in iterate_shapes(season)
    ]
    line = folium.plugins.Timeline({"type": "FeatureCollection", "features": features})
    line.add_to(chart)
    steps = (season.end - season.start).days
    folium.plugins.TimelineSlider(
        auto_play=False, enable_keyboard_controls=True, steps=steps, show_ticks=False
    ).add_timelines(line).add_to(chart)
    chart.save(str(path))


def iterate_shapes(season: SeasonInputs) -> Any:
    """Yield every piece of land and every settlement with its first day and the day after."""
    history = season.histories["all"]  # type: ignore[index]
    for surface in history.surfaces:
        for area in surface.areas:
            if area.control != area.soil.value and not area.geometry.is_empty:
                geometry = json.loads(
                    shapely.to_geojson(shapely.set_precision(area.geometry, 1e-4))
                )
                yield geometry, surface.valid_from, surface.valid_to
    for row in history.settlements:
        place = season.places[row.place_id]
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        yield point, row.valid_from, row.valid_to


def _timed(season: SeasonInputs) -> list[dict[str, Any]]:
    features = []
    for geometry, start, stop in iterate_shapes(season):
        days = [start + dt.timedelta(days=day) for day in range((stop - start).days)]
        properties: dict[str, Any] = {"times": [day.isoformat() for day in days]}
        if geometry["type"] == "Point":
            # This plugin wants a point for every moment.
            points = [geometry["coordinates"]] * len(days)
            shown = {"type": "MultiPoint", "coordinates": points}
            properties |= {"icon": "circle", "iconstyle": {"radius": 3}}
        else:
            shown = geometry
        features.append({"type": "Feature", "geometry": shown, "properties": properties})
    return features


def _millis(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000)
