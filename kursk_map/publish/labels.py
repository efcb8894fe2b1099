"""Names of settlements on a picture, the important first and none over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.transforms import Bbox

from kursk_map.model import Basis
from kursk_map.publish.drawing import halo
from kursk_map.publish.palette import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from kursk_map.model import Settlement

__all__ = ["draw_names"]

#: Where a name may stand beside its settlement, in points, and how it is aligned; the best first.
NAME_PLACES: Final = (
    ((4, 2), "left"),
    ((-4, 2), "right"),
    ((4, -8), "left"),
    ((-4, -8), "right"),
    ((0, 5), "center"),
    ((0, -11), "center"),
)

#: From how many people on a settlement is a town, and named even where it is crowded.
TOWN: Final = 4000


def draw_names(
    axes: Axes, settlements: Sequence[Settlement], most: int, size: float = 7.5
) -> list[Artist]:
    """Name the most spoken of and the largest settlements, none over another."""
    ranked = _rank(axes, settlements)[: most * 3]
    dots = [_dot_box(axes, one) for one in ranked]
    taken: list[Any] = []
    drawn: list[Artist] = []
    for settlement in ranked:
        if len(drawn) >= most:
            break
        name = _place_name(axes, settlement, [*taken, *dots], size)
        if name is None and _is_town(settlement):
            name = _place_name(axes, settlement, taken, size)
        if name is not None:
            taken.append(name.get_window_extent(_renderer(axes)).padded(2))
            drawn += [name, *_town_mark(axes, settlement)]
    return drawn


def _rank(axes: Axes, settlements: Sequence[Settlement]) -> list[Settlement]:
    """Return the settlements in the frame, those of which most was said first."""
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()

    def weight(one: Settlement) -> tuple[float, str]:
        said = min(len(one.interval.statement_ids), 5) * 900
        town = (one.population or 0) * (2 if one.interval.basis is not Basis.BASELINE else 1)
        return -(said + town), one.place_id

    inside = (
        one for one in settlements if west < one.longitude < east and south < one.latitude < north
    )
    return sorted(inside, key=weight)


def _place_name(axes: Axes, settlement: Settlement, taken: list[Any], size: float) -> Any | None:
    """Return a name in the first place where it meets nothing; ``None`` if there is none."""
    large = _is_town(settlement)
    for offset, align in NAME_PLACES:
        name = axes.annotate(
            settlement.name_en,
            (settlement.longitude, settlement.latitude),
            xytext=offset,
            textcoords="offset points",
            ha=align,
            fontsize=size * (1.15 if large else 1),
            fontweight="bold" if large else "normal",
            color=colour("paper", "ink"),
            zorder=10,
            path_effects=[halo()],
        )
        box = name.get_window_extent(_renderer(axes)).padded(1)
        inside = axes.bbox.contains(box.x0, box.y0) and axes.bbox.contains(box.x1, box.y1)
        if inside and not any(box.overlaps(other) for other in taken):
            return name
        name.remove()
    return None


def _town_mark(axes: Axes, settlement: Settlement) -> list[Artist]:
    """Mark a settlement that has a name and no dot of its own."""
    if settlement.interval.basis is not Basis.BASELINE:
        return []
    x, y = [settlement.longitude], [settlement.latitude]
    shade = colour("paper", "quiet")
    return [axes.scatter(x, y, s=9, marker="s", facecolor=shade, linewidth=0, zorder=7)]


def _is_town(settlement: Settlement) -> bool:
    return (settlement.population or 0) >= TOWN


def _renderer(axes: Axes) -> Any:
    return axes.figure.canvas.get_renderer()  # type: ignore[attr-defined]


def _dot_box(axes: Axes, settlement: Settlement) -> Any:
    x, y = axes.transData.transform((settlement.longitude, settlement.latitude))
    return Bbox.from_bounds(x - 3, y - 3, 6, 6)
