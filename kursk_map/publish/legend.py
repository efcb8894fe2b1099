"""What a picture says in words: what its colours mean, how much land they are, how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.dates import format_date
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from kursk_map.model import Basis, Control, Side
from kursk_map.publish.drawing import BORDER_DASHES, land_style
from kursk_map.publish.palette import colour

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from kursk_map.model import Area, Snapshot

__all__ = [
    "LAND",
    "border_handle",
    "day_handles",
    "dot_handles",
    "ground_handles",
    "how_to_read",
    "land_handles",
    "line_handle",
    "long_day",
    "measure_land",
    "short_day",
]

#: What is listed with its area.
LAND: Final = {
    (Control.UKRAINIAN, Side.RUSSIAN): "Ukrainian-claimed Russian soil",
    (Control.RUSSIAN, Side.UKRAINIAN): "Russian-claimed Ukrainian soil",
    (Control.CONTESTED, None): "Contested",
}


def measure_land(areas: Iterable[Area]) -> dict[tuple[Control, Side | None], float]:
    """Return the km² of each kind of land in `LAND`; contested land of both soils is one."""
    measured = dict.fromkeys(LAND, 0.0)
    for area in areas:
        kind = area.control, None if area.control is Control.CONTESTED else area.soil
        if kind in measured:
            measured[kind] += area.area_km2
    return measured


def land_handles() -> list[Patch]:
    """Return a patch for each kind of land."""
    return [Patch(**land_style(control), label=label) for (control, _), label in LAND.items()]


def line_handle(label: str = "Front line") -> Line2D:
    """Return a piece of the front line."""
    return Line2D([], [], color=colour("paper", "line"), linewidth=2, label=label)


def border_handle() -> Line2D:
    """Return a piece of the border."""
    border = colour("paper", "border")
    return Line2D(
        [], [], color=border, linewidth=1.1, linestyle=BORDER_DASHES, label="State border"
    )


def ground_handles() -> list[Patch]:
    """Return a patch for each side's own land."""
    return [
        Patch(facecolor=colour("home", side), label=f"{side.title()} soil, {side.title()}-held")
        for side in Side
    ]


def dot_handles() -> list[Line2D]:
    """Return a full and a hollow dot."""
    ink, panel = colour("paper", "quiet"), colour("paper", "panel")
    dots = (
        ("Settlement somebody spoke of", 5, ink),
        ("Settlement inferred from others", 3.6, panel),
    )
    return [
        Line2D(
            [],
            [],
            linestyle="",
            marker="o",
            markersize=size,
            markerfacecolor=fill,
            markeredgecolor=ink,
            label=label,
        )
        for label, size, fill in dots
    ]


def day_handles(snapshot: Snapshot) -> list[Line2D | Patch]:
    """Return everything below the areas in the legend of a day."""
    doubt = [Patch(facecolor=(0, 0, 0, 0.1), label="Line in here: 80 %, by the model")]
    return [
        line_handle(f"Front line, {snapshot.front_line.length_km:,.0f} km"),
        *([] if snapshot.band.is_empty else doubt),
        border_handle(),
        *ground_handles(),
        *dot_handles(),
    ]


def how_to_read(snapshot: Snapshot) -> str:
    """Return what a reader must know, and what the map of this day rests on."""
    spoken = [
        one for one in snapshot.settlements if one.interval.basis in {Basis.STATED, Basis.IMPLIED}
    ]
    evidence = (one.interval.last_evidence_on for one in spoken)
    newest = max((day for day in evidence if day and day <= snapshot.valid_on), default=None)
    lines = [
        "Colours show who is said to hold the land.",
        "Between settlements the map interpolates.",
        "",
        f"{len(snapshot.statements):,} statements on {len(spoken)} settlements.",
    ]
    if newest:
        lines.append(f"Newest evidence: {long_day(newest)}.")
    return "\n".join(lines)


def long_day(day: dt.date) -> str:
    """Write out a day.

    >>> import datetime as dt
    >>> long_day(dt.date(2024, 9, 1))
    '1 September 2024'
    """
    return format_date(day, "d MMMM y", locale="en")


def short_day(day: dt.date) -> str:
    """Write out a day of a year that is known.

    >>> import datetime as dt
    >>> short_day(dt.date(2024, 9, 1))
    '1 Sep'
    """
    return format_date(day, "d MMM", locale="en")
