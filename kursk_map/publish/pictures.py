"""A day as a picture for print, and several days side by side."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from tqdm import tqdm

from kursk_map.errors import KurskMapError
from kursk_map.model import Control, Side
from kursk_map.publish import drawing, legend
from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.labels import draw_names
from kursk_map.publish.legend import long_day, measure_land
from kursk_map.publish.palette import VIEW_TITLES, colour
from kursk_map.publish.stage import load_stage
from kursk_map.publish.writing import write_bytes_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from kursk_map.model import Snapshot
    from kursk_map.publish.stage import Stage

__all__ = ["add_map", "draw_day", "draw_days", "render_figure", "write_on", "write_picture"]

#: Dots to the inch: what printers ask for.
RESOLUTION: Final = 300

#: A4, and its margin, in inches.
PAGE: Final = (11.69, 8.27)
MARGIN: Final = 0.35

#: How many small maps stand side by side, at most.
COLUMNS: Final = 4

TITLE: Final = "Who was said to hold what in Kursk Oblast"


def write_picture(snapshots: Sequence[Snapshot], output: Path) -> None:
    """Write one day, or several side by side, as PNG (300 dots an inch) or SVG.

    Raises
    ------
    KurskMapError
        The name ends in neither ``.png`` nor ``.svg``.
    OutputError
        The target cannot be written; nothing is left half-written.
    """
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in {"png", "svg"}:
        raise KurskMapError(
            f"--output: {output.name!r} is no picture. Choose a name that ends in .png or .svg."
        )
    with drawing.steady_style():
        figure = draw_day(snapshots[0]) if len(snapshots) == 1 else draw_days(snapshots)
        data = render_figure(figure, suffix)
    write_bytes_atomically(output, data)


def render_figure(figure: Figure, suffix: str) -> bytes:
    """Return a figure as PNG or SVG, without the time and the version that drew it."""
    about: dict[str, Any] = {"Title": TITLE}
    if suffix == "svg":
        about |= {"Rights": ATTRIBUTION, "Date": None, "Creator": None}
    else:
        about |= {"Copyright": ATTRIBUTION, "Software": None}
    stream = io.BytesIO()
    figure.savefig(stream, format=suffix, dpi=RESOLUTION, metadata=about)
    return stream.getvalue()


def draw_day(snapshot: Snapshot, stage: Stage | None = None) -> Figure:
    """Draw a day on a page with title, legend, scale and sources."""
    stage = stage or load_stage()
    figure = _page(PAGE)
    reported = f"as reported by {long_day(snapshot.known_by)}"
    subtitle = f"{TITLE} · {VIEW_TITLES[snapshot.view]}, {reported}"
    _headline(figure, long_day(snapshot.valid_on), subtitle)
    axes = add_map(figure, stage, left=MARGIN, top=1.05, width=8.4)
    _draw_map(axes, snapshot, stage, names=40, size=7.5)
    _draw_legend(figure, snapshot, left=9.0, top=1.05)
    _footer(figure, snapshot)
    return figure


def draw_days(snapshots: Sequence[Snapshot], stage: Stage | None = None) -> Figure:
    """Draw several days as small maps of one scale, with one legend."""
    stage = stage or load_stage()
    columns = min(COLUMNS, len(snapshots), 2 if len(snapshots) <= COLUMNS else COLUMNS - 1)
    columns = COLUMNS if len(snapshots) > 2 * COLUMNS + 1 else columns
    rows = -(-len(snapshots) // columns)
    gap, above = 0.2, 0.55
    width = (PAGE[0] - 2 * MARGIN - gap * (columns - 1)) / columns
    height = width * stage.height_for_width
    figure = _page((PAGE[0], 0.95 + rows * (height + above) + 1.15))
    common, captions = _tell_apart(snapshots)
    _headline(figure, TITLE, common)
    for number, snapshot in enumerate(tqdm(snapshots, "Maps", unit="map", disable=None)):
        row, column = divmod(number, columns)
        top = 0.95 + above + row * (height + above)
        axes = add_map(figure, stage, left=MARGIN + column * (width + gap), top=top, width=width)
        _draw_map(axes, snapshot, stage, names=36 // columns**2 + 4, size=6.2)
        _caption(axes, captions[number], snapshot)
    _draw_key(figure)
    _footer(figure, snapshots[0])
    return figure


def add_map(figure: Figure, stage: Stage, *, left: float, top: float, width: float) -> Axes:
    """Return axes for a map; all in inches, ``top`` counted from the upper edge of the page."""
    page_width, page_height = figure.get_size_inches()
    height = width * stage.height_for_width / page_height
    bottom = 1 - top / page_height - height
    return figure.add_axes((left / page_width, bottom, width / page_width, height))


def write_on(
    figure: Figure,
    left: float,
    top: float,
    text: str,
    *,
    size: float,
    shade: str = "ink",
    **style: Any,
) -> Any:
    """Write a text, its upper left corner so many inches from that of the page."""
    width, height = figure.get_size_inches()
    return figure.text(
        left / width,
        1 - top / height,
        text,
        **{"fontsize": size, "color": colour("paper", shade), "va": "top", **style},
    )


def _page(size: tuple[float, float]) -> Figure:
    figure = Figure(figsize=size, dpi=100, facecolor=colour("paper", "panel"))
    FigureCanvasAgg(figure)
    return figure


def _draw_map(axes: Axes, snapshot: Snapshot, stage: Stage, *, names: int, size: float) -> None:
    drawing.draw_ground(axes, stage)
    drawing.draw_border(axes, stage)
    drawing.draw_band(axes, snapshot.band)
    drawing.draw_land(axes, snapshot.areas)
    drawing.draw_line(axes, snapshot.front_line.geometry, width=size * 0.26)
    drawing.draw_dots(axes, snapshot.settlements, size=size**2 / 4)
    draw_names(axes, snapshot.settlements, names, size)
    drawing.draw_scale(axes, stage, size=size)


def _headline(figure: Figure, title: str, subtitle: str) -> None:
    write_on(figure, MARGIN, 0.28, title, size=21, fontweight="bold")
    write_on(figure, MARGIN, 0.7, subtitle, size=10.5, shade="quiet")


def _tell_apart(snapshots: Sequence[Snapshot]) -> tuple[str, list[str]]:
    """Return what maps have in common, for the headline, and what each has of its own."""
    told = [
        (
            long_day(one.valid_on),
            VIEW_TITLES[one.view],
            f"as reported by {long_day(one.known_by)}",
        )
        for one in snapshots
    ]
    shared = [len(set(column)) == 1 for column in zip(*told, strict=True)]
    common = [part for part, same in zip(told[0], shared, strict=True) if same]
    own = [[part for part, same in zip(parts, shared, strict=True) if not same] for parts in told]
    return ", ".join(common), [", ".join(parts or common[:1]) for parts in own]


def _caption(axes: Axes, title: str, snapshot: Snapshot) -> None:
    held = measure_land(snapshot.areas)[Control.UKRAINIAN, Side.RUSSIAN]
    said = f"{held:,.0f} km² of Russian soil Ukrainian-claimed"
    axes.set_title(title, loc="left", fontsize=10.5, fontweight="bold", pad=15)
    axes.annotate(
        said,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 4.5),
        textcoords="offset points",
        fontsize=7,
        color=colour("paper", "quiet"),
    )


def _draw_legend(figure: Figure, snapshot: Snapshot, *, left: float, top: float) -> None:
    """List what the colours mean, with the areas, down the right side of the page."""
    width, height = figure.get_size_inches()
    line = top
    for (control, soil), area in measure_land(snapshot.areas).items():
        _add_swatch(figure, left, line, control)
        write_on(figure, left + 0.44, line - 0.04, f"{area:,.0f} km²", size=13, fontweight="bold")
        label = legend.LAND[control, soil]
        write_on(figure, left + 0.44, line + 0.2, label, size=8, shade="quiet")
        line += 0.56
    key = figure.legend(
        handles=legend.day_handles(snapshot),
        loc="upper left",
        bbox_to_anchor=((left - 0.06) / width, 1 - (line + 0.08) / height),
        frameon=False,
        fontsize=7.5,
        labelspacing=0.85,
        handlelength=2.6,
        borderaxespad=0,
        labelcolor=colour("paper", "ink"),
    )
    below = key.get_window_extent(figure.canvas.get_renderer()).y0 / figure.dpi  # type: ignore[attr-defined]
    text = legend.how_to_read(snapshot)
    write_on(figure, left, height - below + 0.25, text, size=7.5, shade="quiet", linespacing=1.55)


def _add_swatch(figure: Figure, left: float, top: float, control: Control) -> None:
    width, height = figure.get_size_inches()
    corner = (left / width, 1 - (top + 0.3) / height)
    axes = figure.add_axes((*corner, 0.34 / width, 0.3 / height))
    axes.add_patch(Rectangle((0, 0), 1, 1, **drawing.land_style(control)))
    axes.set(xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(color=colour("paper", "quiet"), linewidth=0.5)


def _draw_key(figure: Figure) -> None:
    """List what the colours mean, in one row at the foot of the page."""
    width, height = figure.get_size_inches()
    figure.legend(
        handles=[*legend.land_handles(), legend.line_handle(), legend.border_handle()],
        loc="lower left",
        bbox_to_anchor=((MARGIN - 0.1) / width, 0.62 / height),
        ncols=5,
        frameon=False,
        fontsize=7.5,
        handlelength=2.4,
    )


def _footer(figure: Figure, snapshot: Snapshot) -> None:
    _, height = figure.get_size_inches()
    text = f"{NOTICE}\n{ATTRIBUTION}. Licence {LICENCE}. Data version {snapshot.data_version}."
    write_on(figure, MARGIN, height - 0.45, text, size=6, shade="quiet", linespacing=1.5)
