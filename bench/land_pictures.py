"""Pictures for the pages on how good the land is; see `bench.land_page`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

DOCS = Path(__file__).parents[1] / "docs"
CALIBRATION_PICTURE = DOCS / "pictures" / "calibration.svg"
CLAIMS_PICTURE = DOCS / "pictures" / "claimed-figures.svg"

COLOURS = {"all": "#222222", "independent": "#1b7837", "ukraine": "#2166ac", "russia": "#b2182b"}
CLAIMANTS = {
    "ukrainian_officials": ("Ukrainian officials", "#2166ac", "o"),
    "russian_officials": ("Russian officials", "#b2182b", "s"),
    "isw": ("ISW", "#1b7837", "D"),
    "deepstate": ("DeepState", "#5aae61", "^"),
    "analyst": ("analysts", "#a6761d", "v"),
    "media": ("media", "#777777", "x"),
    "milblogger": ("bloggers", "#984ea3", "+"),
}

TALLIES = {
    "reach_against_held_or_grey": "land, against held or grey",
    "reach_against_held": "land, against held",
    "settlements_against_held": "settlements spoken of, against held",
}


def draw_claims(rows: Sequence[Mapping[str, str]], daily: Sequence[Mapping[str, str]]) -> None:
    """Draw areas said to be held by Ukraine over the lines of the four views."""
    figure, axes = _figure_of(9, 4.6)
    days = [dt.date.fromisoformat(row["on"]) for row in daily]
    for view, colour in COLOURS.items():
        held = [float(row[f"{view}_km2"] or "nan") for row in daily]
        axes.plot(days, held, color=colour, linewidth=1.6, label=f"map: {view}")  # type: ignore[arg-type]
    for claimant, (name, colour, marker) in CLAIMANTS.items():
        said = [
            row
            for row in rows
            if row["claimant"] == claimant
            and row["measure"] == "area_km2"
            and row["side"] == "ukrainian"
            and row["compared_as"] == "held"
        ]
        axes.scatter(
            [dt.date.fromisoformat(row["on"]) for row in said],  # type: ignore[arg-type]
            [float(row["claimed"]) for row in said],
            s=26, color=colour, marker=marker, label=f"claim: {name}", zorder=3, linewidths=1.2,
        )  # fmt: skip
    axes.set_ylim(0, 1500)
    axes.set_ylabel("km² held by Ukraine on Russian soil")
    axes.legend(fontsize=8, ncols=2, frameon=False)
    _save(figure, CLAIMS_PICTURE)


def draw_calibration(found: Mapping[str, Any]) -> None:
    """Draw chance against share for land and settlements."""
    figure, axes = _figure_of(10, 4.6)
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    styles = {"all": ("#222222", "-"), "independent": ("#1b7837", ":")}
    markers = {"reach_against_held_or_grey": "o", "reach_against_held": "s"}
    for view, (colour, line) in styles.items():
        for name, label in TALLIES.items():
            bins = found[view][name]["bins"]
            axes.plot(
                [row["chance"] for row in bins], [row["share"] for row in bins],
                color=colour if name in markers else "#2166ac", linestyle=line, linewidth=1.3,
                marker=markers.get(name, "^"), markersize=4, label=f"{view}: {label}",
            )  # fmt: skip
    axes.set_xlabel("chance that the map gives")
    axes.set_ylabel("share that the expert map shows")
    axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.02, 1))
    axes.set_aspect("equal")
    _save(figure, CALIBRATION_PICTURE)


def _figure_of(width: float, height: float) -> tuple[Any, Axes]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # The same bytes on every run: no date, fixed names inside the file.
    mpl.rcParams["svg.hashsalt"] = "kursk-map"
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None})
