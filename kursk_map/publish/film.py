"""Frames of a time-lapse, one for each day of a history.

What stays the same is drawn once and kept; for each day only the land, the
line, the dots and the words are drawn over it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from kursk_map.model import Basis, Control, Settlement, Side
from kursk_map.publish import drawing, legend
from kursk_map.publish.attribution import ATTRIBUTION, LICENCE
from kursk_map.publish.labels import draw_names
from kursk_map.publish.legend import long_day, measure_land, short_day
from kursk_map.publish.palette import VIEW_TITLES, colour
from kursk_map.publish.pictures import TITLE, add_map, write_on
from kursk_map.publish.stage import load_stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.artist import Artist

    from gazetteer.place import Place
    from kursk_map.model import ControlInterval, History, SurfaceInterval
    from kursk_map.publish.stage import Stage

__all__ = ["Change", "Film", "list_changes"]

#: A frame in inches, as wide to high as a screen.
FRAME: Final = (12.8, 7.2)
PANEL: Final = 9.35

#: What the numbers and the chart count: who holds it, on whose soil.
CROSSED: Final = ((Control.UKRAINIAN, Side.RUSSIAN), (Control.RUSSIAN, Side.UKRAINIAN))

#: How many of the latest changes stand beside the map.
LOG: Final = 9


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A settlement that went from one control to another on a day."""

    on: dt.date
    name: str
    control: Control


class Film:
    """A history ready to be drawn day by day, each frame of the same size."""

    def __init__(
        self, history: History, places: Mapping[str, Place], *, dpi: int, stage: Stage | None = None
    ) -> None:
        first, stop = history.surfaces[0].valid_from, history.surfaces[-1].valid_to
        self.days = tuple(first + dt.timedelta(days=n) for n in range((stop - first).days))
        self._history, self._places, self._stage = history, places, stage or load_stage()
        self._changes = list_changes(history, places)
        self._areas = [measure_land(self._surface(day).areas) for day in self.days]
        with drawing.steady_style():
            self._figure = Figure(figsize=FRAME, dpi=dpi, facecolor=colour("paper", "panel"))
            self._canvas: Any = FigureCanvasAgg(self._figure)
            self._axes = add_map(self._figure, self._stage, left=0.3, top=0.3, width=8.72)
            self._draw_what_stays()
        self._drawn: tuple[Any, list[Artist]] = (None, [])

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a frame in pixels."""
        width, height = self._canvas.get_width_height()
        return width, height

    def draw(self, day: dt.date) -> Image.Image:
        """Draw the frame of a day."""
        with drawing.steady_style():
            self._canvas.restore_region(self._kept)
            words = self._write_words(day)
            for artist in [*self._moving(day), *words]:
                self._figure.draw_artist(artist)
            for artist in words:
                artist.remove()
            return Image.fromarray(np.asarray(self._canvas.buffer_rgba())[..., :3].copy())

    def _draw_what_stays(self) -> None:
        figure, view = self._figure, self._history.view
        drawing.draw_ground(self._axes, self._stage)
        drawing.draw_scale(self._axes, self._stage, size=9)
        write_on(figure, PANEL, 0.3, TITLE.replace(" in ", "\nin "), size=13, fontweight="bold")
        write_on(figure, PANEL, 0.82, VIEW_TITLES[view], size=9.5, shade="quiet")
        handles = [*legend.land_handles(), legend.line_handle(), legend.border_handle()]
        figure.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=((PANEL - 0.1) / FRAME[0], 0.02),
            frameon=False,
            fontsize=8.5,
            labelspacing=0.6,
        )
        write_on(figure, PANEL, 3.62, "Reported to have changed hands", size=8.5, shade="quiet")
        write_on(figure, 0.3, 7.0, f"{ATTRIBUTION}. {LICENCE}.", size=6, shade="quiet")
        self._draw_chart()
        names = draw_names(self._axes, self._cast(), 26, 9)
        self._steady = [*drawing.draw_border(self._axes, self._stage), *names]
        for artist in self._steady:
            artist.set_animated(True)
        self._canvas.draw()
        self._kept = self._canvas.copy_from_bbox(figure.bbox)

    def _draw_chart(self) -> None:
        """Draw both sides' land on the other's soil over the season, to be marked day by day."""
        width, height = FRAME
        corner = (PANEL / width, 1 - 3.45 / height, (width - PANEL - 0.3) / width, 0.8 / height)
        self._chart = self._figure.add_axes(corner)
        numbers = range(len(self.days))
        for control, soil in CROSSED:
            areas = [measured[control, soil] for measured in self._areas]
            paint = colour("control", control)
            self._chart.fill_between(numbers, areas, color=paint, alpha=0.35, linewidth=0)
            self._chart.plot(numbers, areas, color=paint, linewidth=1.2)
        self._chart.set(xlim=(0, max(len(self.days) - 1, 1)), ylim=(0, None), xticks=[], yticks=[])
        self._chart.set_facecolor("none")
        self._chart.spines[["left", "top", "right"]].set_visible(False)
        self._chart.spines["bottom"].set_color(colour("paper", "quiet"))

    def _moving(self, day: dt.date) -> list[Artist]:
        """Return what is drawn over the ground on a day, the lowest first."""
        surface, settlements = self._surface(day), self._settlements(day)
        key = (surface.valid_from, tuple(one.interval for one in settlements))
        if self._drawn[0] != key:
            for artist in self._drawn[1]:
                artist.remove()
            made = [
                *drawing.draw_band(self._axes, surface.band),
                *drawing.draw_land(self._axes, surface.areas),
                *drawing.draw_line(self._axes, surface.front_line.geometry, width=2.2),
                *drawing.draw_dots(self._axes, settlements, size=17),
            ]
            self._drawn = (key, made)
        return sorted([*self._drawn[1], *self._steady], key=lambda artist: artist.get_zorder())

    def _write_words(self, day: dt.date) -> list[Artist]:
        figure, number = self._figure, self.days.index(day)
        words = [write_on(figure, PANEL, 1.2, long_day(day), size=19, fontweight="bold")]
        areas = self._areas[number]
        for line, (control, soil) in enumerate(CROSSED):
            text = f"{areas[control, soil]:,.0f} km²"
            top, paint = 1.72 + line * 0.32, colour("control", control)
            words.append(write_on(figure, PANEL, top, text, size=12.5, color=paint, weight="bold"))
            label = legend.LAND[control, soil]
            words.append(write_on(figure, PANEL + 1.15, top + 0.05, label, size=8.5, shade="quiet"))
        words.append(self._chart.axvline(number, color=colour("paper", "ink"), linewidth=1.2))
        return [*words, *self._write_log(day)]

    def _write_log(self, day: dt.date) -> Iterator[Artist]:
        """Write the latest changes, newest first, those of the day itself in full ink."""
        latest = [change for change in self._changes if change.on <= day][-LOG:]
        for line, change in enumerate(reversed(latest)):
            top = 3.86 + line * 0.2
            shade = "ink" if (day - change.on).days <= 1 else "quiet"
            text = f"{short_day(change.on)}  {change.name}"
            paint = colour("control", change.control)
            yield write_on(self._figure, PANEL, top, "●", size=8, color=paint)
            yield write_on(self._figure, PANEL + 0.2, top, text, size=8.5, shade=shade)

    def _surface(self, day: dt.date) -> SurfaceInterval:
        return next(one for one in self._history.surfaces if one.valid_from <= day < one.valid_to)

    def _settlements(self, day: dt.date) -> list[Settlement]:
        return [
            self._settlement(one)
            for one in self._history.settlements
            if one.valid_from <= day < one.valid_to and one.basis is not Basis.BASELINE
        ]

    def _cast(self) -> list[Settlement]:
        """Return each place once, with the time at which most was said of it."""
        most: dict[str, ControlInterval] = {}
        for interval in self._history.settlements:
            known = most.get(interval.place_id)
            if known is None or len(known.statement_ids) < len(interval.statement_ids):
                most[interval.place_id] = interval
        return [self._settlement(interval) for interval in most.values()]

    def _settlement(self, interval: ControlInterval) -> Settlement:
        place = self._places[interval.place_id]
        return Settlement(
            place_id=place.place_id,
            name_en=place.name_en,
            name_ru=place.name_ru,
            name_uk=place.name_uk,
            longitude=place.longitude,
            latitude=place.latitude,
            population=place.population,
            interval=interval,
        )


def list_changes(history: History, places: Mapping[str, Place]) -> list[Change]:
    """Return the settlements that changed hands on somebody's word, in the order of time."""
    before: dict[str, Control] = {}
    changes = []
    for interval in history.settlements:
        known = before.get(interval.place_id)
        spoken = interval.basis in {Basis.STATED, Basis.IMPLIED}
        if known not in {None, interval.control} and spoken:
            name = places[interval.place_id].name_en
            changes.append(Change(on=interval.valid_from, name=name, control=interval.control))
        before[interval.place_id] = interval.control
    return changes
