"""The parts of a picture, drawn with matplotlib: ground, land, line, settlements, names, scale.

Nothing here knows pyplot or keeps a state: everything is drawn on the axes it
is given, and comes out the same every time.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import shapely
from matplotlib.collections import LineCollection
from matplotlib.patheffects import withStroke
from pyproj import Geod
from shapely.plotting import patch_from_polygon

from kursk_map.model import Basis, Control, Side
from kursk_map.publish.palette import colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

    from kursk_map.model import Area, Settlement
    from kursk_map.publish.stage import Stage

__all__ = [
    "draw_band",
    "draw_border",
    "draw_dots",
    "draw_ground",
    "draw_land",
    "draw_line",
    "draw_scale",
    "halo",
    "land_style",
    "steady_style",
]

EARTH: Final = Geod(ellps="WGS84")

#: How strongly land is tinted, so that waters and names stay readable.
TINT: Final = 0.58

#: How the border is dashed.
BORDER_DASHES: Final = (0, (5, 1.6, 1, 1.6))

#: What makes matplotlib draw the same bytes on every machine.
STYLE: Final[dict[Any, Any]] = {
    "font.family": "DejaVu Sans",
    "svg.fonttype": "path",
    "svg.hashsalt": "kursk-map",
    "hatch.linewidth": 1.0,
    "path.simplify": True,
}


@contextmanager
def steady_style() -> Iterator[None]:
    """Draw with one font and no randomness, whatever the user's settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        yield


def draw_ground(axes: Axes, stage: Stage) -> None:
    """Draw both soils and the waters, and set the frame of the map."""
    west, south, east, north = stage.frame
    for side, land in stage.soil.items():
        _fill(axes, land, facecolor=colour("home", side), zorder=1)
    _fill(axes, stage.water, facecolor=colour("paper", "water"), zorder=2)
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], aspect=stage.aspect)
    for spine in axes.spines.values():
        spine.set(color=colour("paper", "quiet"), linewidth=0.6)


def draw_border(axes: Axes, stage: Stage) -> list[Artist]:
    """Draw the border, dashed as maps do."""
    return _draw_lines(
        axes,
        stage.border,
        colors=colour("paper", "border"),
        linewidths=1.1,
        linestyles=[BORDER_DASHES],
        zorder=5,
    )


def draw_land(axes: Axes, areas: Iterable[Area]) -> list[Artist]:
    """Draw what is held beyond the own soil, and what is contested."""
    drawn: list[Artist] = []
    for area in areas:
        if area.control.value != area.soil.value:
            drawn += _fill(axes, area.geometry, **land_style(area.control), zorder=3)
    return drawn


def land_style(control: Control) -> dict[str, Any]:
    """Return how land of a control is filled; contested land is hatched in both colours."""
    if control is Control.CONTESTED:
        return {
            "facecolor": (*_rgb(colour("control", Side.RUSSIAN)), TINT * 0.75),
            "edgecolor": (*_rgb(colour("control", Side.UKRAINIAN)), 0.9),
            "hatch": "////",
            "linewidth": 0,
        }
    return {"facecolor": (*_rgb(colour("control", control)), TINT), "linewidth": 0}


def draw_band(axes: Axes, band: MultiPolygon) -> list[Artist]:
    """Draw the land in which the line lies with a probability of 80 %."""
    return _fill(axes, band, facecolor=(*_rgb(colour("paper", "ink")), 0.10), zorder=3.5)


def draw_line(axes: Axes, line: BaseGeometry, width: float = 2.0) -> list[Artist]:
    """Draw the front line over a pale halo."""
    halo = _draw_lines(
        axes, line, colors=colour("paper", "panel"), linewidths=width * 2.1, alpha=0.75, zorder=6
    )
    ink = _draw_lines(axes, line, colors=colour("paper", "line"), linewidths=width, zorder=6.1)
    return [*halo, *ink]


def draw_dots(axes: Axes, settlements: Iterable[Settlement], size: float = 13) -> list[Artist]:
    """Draw the settlements that somebody spoke of: full where stated, hollow where not."""
    drawn: list[Artist] = []
    spoken = [one for one in settlements if one.interval.basis is not Basis.BASELINE]
    for control in Control:
        for stated in (False, True):
            chosen = [
                (one.longitude, one.latitude)
                for one in spoken
                if one.interval.control is control
                and (one.interval.basis in {Basis.STATED, Basis.IMPLIED}) is stated
            ]
            if chosen:
                x, y = zip(*chosen, strict=True)
                drawn.append(axes.scatter(x, y, **_dot_style(control, stated=stated, size=size)))
    return drawn


def _dot_style(control: Control, *, stated: bool, size: float) -> dict[str, Any]:
    """Return how the dot of a settlement looks."""
    paint = colour("control", control)
    return {
        "s": size if stated else size * 0.45,
        "facecolor": paint if stated else colour("paper", "panel"),
        "edgecolor": colour("paper", "panel") if stated else paint,
        "linewidth": 0.7,
        "zorder": 7 + stated,
    }


def draw_scale(axes: Axes, stage: Stage, kilometres: int = 20, size: float = 7.5) -> None:
    """Draw a bar of so many kilometres in the lower left corner."""
    west, south, east, north = stage.frame
    x, y = west + (east - west) * 0.025, south + (north - south) * 0.035
    end, _, _ = EARTH.fwd(x, y, 90, kilometres * 1000)
    ink = colour("paper", "ink")
    tick = (north - south) * 0.008
    axes.plot([x, x, end, end], [y + tick, y, y, y + tick], color=ink, linewidth=1.2, zorder=9)
    axes.annotate(
        f"{kilometres} km",
        ((x + end) / 2, y),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        color=ink,
        fontsize=size,
        zorder=9,
        path_effects=[halo()],
    )


def halo() -> Any:
    """Return the pale edge that keeps words readable on a map."""
    return withStroke(linewidth=2.2, foreground=(1, 1, 1, 0.8))


def _fill(axes: Axes, geometry: Polygon | MultiPolygon, **style: Any) -> list[Artist]:
    if geometry.is_empty:
        return []
    patch = patch_from_polygon(geometry, **{"linewidth": 0, **style})
    axes.add_patch(patch)
    return [patch]


def _draw_lines(axes: Axes, geometry: BaseGeometry, **style: Any) -> list[Artist]:
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(geometry)]
    lines = LineCollection(parts, capstyle="round", joinstyle="round", **style)
    axes.add_collection(lines, autolim=False)
    return [lines]


def _rgb(hexadecimal: str) -> tuple[float, float, float]:
    return mpl.colors.to_rgb(hexadecimal)
