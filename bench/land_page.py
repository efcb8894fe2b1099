"""The pages and pictures on how good the land is, from the recorded figures of ``bench/land``.

    python -m bench.land_page

writes docs/claimed-figures.md and the two pictures; `bench.accuracy` takes
`sections` into docs/accuracy.md. Nothing is measured here.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.land_pictures import CLAIMANTS, TALLIES, draw_calibration, draw_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


BENCH = Path(__file__).parent
LAND = BENCH / "land"
DOCS = BENCH.parent / "docs"
PAGE = DOCS / "claimed-figures.md"

WINDOWS = {
    "main": "21 Aug 2024 – 7 Mar 2025",
    "thrust": "10–20 Aug 2024",
    "collapse": "8 Mar – 30 Apr 2025",
    "sumy": "Sumy strip, 23 May – 30 June 2025",
}
AIMS = {"main": 0.75, "collapse": 0.60, "sumy": 0.50}

#: The figures that the articles at the project's start carry: claimed value and how compared.
SEEDS = {("1300", "held"), ("100", "held"), ("1294.99", "peak"), ("77.7", "held")}
SEED_DOCUMENTS = {"s001", "s003"}

CLAIMS_INTRO = """# Claimed figures beside the map

This page is generated (`python -m bench.claimed_figures`, then `python -m bench.land_page`).

Every area and every number of settlements that the articles of `seeds/` carry, as the program read it, beside what the maps give for the same day. The ratio is the claimed figure over ours: above 1, more was claimed than the map shows.

![Areas said to be held by Ukraine on Russian soil, and the four views](pictures/claimed-figures.svg)

Compared as:

- **held**: land (or settlements) that the side holds on the other's soil on that day. Ukrainian gains of 200 km² or 20 settlements and more, told without a period, are taken as totals since the first day and compared in the same way, which is exact only while nothing had been lost again.
- **peak**: the most until that day.
- **retaken**: what was held at most less what is held; of settlements, those once held and no longer.
- **change**: the gain of a stretch of 4 to 31 days with the change of the map over these days.

Not compared: steps of a day or two ("another 40 sq km"), which the map draws only when enough has changed; figures without a time; denied and possible ones; days outside the campaign; shares in percent. A view takes its own side's figures of area as the measure of its land (docs/method.md), so the ratio of a side's figures to its own view tells how well they were followed, not whether they were true. Settlements are counted as the gazetteer has them, hamlets of a few houses included; nobody says which list claimants count by.

Figures are compared as the program read them: a ratio far from 1 may be the claim, the map or a misreading. Some rows count only the villages that one sentence lists, or those added that day; read the article before quoting one.

"""


def main() -> None:
    """Write the page and the pictures."""
    rows = _table("claimed_figures.csv")
    PAGE.write_text(CLAIMS_INTRO + "".join(_claims(rows)), encoding="utf-8")
    draw_claims(rows, _table("held_daily.csv"))
    draw_calibration(_toml("calibration.toml"))


def sections() -> str:
    """Return the sections on the land for docs/accuracy.md."""
    return "".join((*_agreement(), *_crossfit(), *_calibration(), *_claims_summary()))


def _agreement() -> Iterator[str]:
    found = _toml("agreement.toml")
    yield "\n## Does the land agree with an expert map?\n\n"
    yield (
        "Mean over the days of intersection over union (IoU) of land held on the other's soil; in "
        "brackets with the expert map's grey zone left out; then the mean error of the area. Two "
        "expert maps agree with each other at 0.743 (0.843) in the main window. "
        f"`python -m bench.agreement`, at data version `{found['version']}`; "
        "[method.md](method.md) has the protocol.\n\n"
    )
    yield "| window | all | independent | aim for all |\n|---|---|---|---|\n"
    exact = {(row["view"], row["window"]): row for row in found["exact"]}
    for window, name in WINDOWS.items():
        aim = f"{AIMS[window]:.2f}" if window in AIMS else "–"
        views = " | ".join(_score(exact[view, window]) for view in ("all", "independent"))
        yield f"| {name} | {views} | {aim} |\n"
    yield "\n### Without a class of claimants\n\n"
    experts = ", ".join(f"{name} ({count})" for name, count in found["experts"].items())
    yield (
        "On the drawing grid, every second day (hence the small differences in the first line). "
        f"Expert statements are all by {experts}. “Without expert statements” leaves "
        "their figures of area in; every other line leaves out statements and figures.\n\n"
    )
    for view in ("all", "independent"):
        yield f"| view `{view}` | {' | '.join(WINDOWS.values())} |\n|---|---|---|---|---|\n"
        by_variant: dict[str, list[str]] = defaultdict(list)
        for row in found["grid"]:
            if row["view"] == view:
                by_variant[row["variant"]].append(_score(row))
        for variant, scores in by_variant.items():
            yield f"| {variant} | {' | '.join(scores)} |\n"
        yield "\n"


def _crossfit() -> Iterator[str]:
    found = _toml("crossfit.toml")
    yield "### Cross-fitted\n\n"
    yield (
        "The parameters of `bench/crossfit.toml` chosen anew on one part of the main window, from "
        "a start that nobody had scored, and measured on the other, both ways "
        f"(`python -m bench.crossfit`, at data version `{found['version']}`). The other windows "
        "had no part in any choice; both choices are given. Parameters that are not in the list stand as built. The model itself was thought out by "
        "people who knew how its forerunners scored on this reference: that no cross-fit undoes. "
        "Where the data version is not that of the first table, *as built* differs from it a little."
        "\n\n"
    )
    yield "| window | " + " | ".join(split["split"] for split in found["split"]) + " | as built |\n"
    yield "|---" * (len(found["split"]) + 2) + "|\n"
    for window, name in WINDOWS.items():
        cells = []
        for split in found["split"]:
            scores = split[window]
            each = scores if isinstance(scores, list) else [scores]
            cells.append("; ".join(_score(score) for score in each))
        yield f"| {name} | {' | '.join(cells)} | {_score(found['as_built'][window])} |\n"
    independent = " | ".join(_score(split["main_independent"]) for split in found["split"])
    yield f"| main window, view `independent` | {independent} | – |\n"
    within = " | ".join(_score(split["main_within"]) for split in found["split"])
    yield f"| main window, on the very days chosen by | {within} | – |\n"
    yield f"\nAt the start, before any choice: {_score(found['start'])}.\n"


def _calibration() -> Iterator[str]:
    found = _toml("calibration.toml")
    yield "\n## Do the chances mean what they say?\n\n"
    yield "![Chances of the map beside shares of the expert map](pictures/calibration.svg)\n\n"
    yield (
        "Points of the grid to which the map gives a chance between 1 and 99 %, on every third day "
        "of the main window, in ten bins; the expected calibration error is the mean distance "
        f"from the diagonal (`python -m bench.calibration`, at data version `{found['version']}`)."
        "\n\n| | all | independent |\n|---|---|---|\n"
    )
    for name, label in TALLIES.items():
        errors = " | ".join(f"{found[view][name]['error']:.3f}" for view in ("all", "independent"))
        yield f"| {label}: calibration error | {errors} |\n"
    for edge, label in EDGES.items():
        shares = [found[view]["coverage"][edge] for view in ("all", "independent")]
        cells = " | ".join(
            ", ".join(f"{float(band):.0%}: {share:.0%}" for band, share in each.items())
            for each in shares
        )
        yield f"| {label} inside the band of a nominal chance | {cells} |\n"
    needed = found["all"]["needed"]
    yield "\nFor the band to hold 80 % of the line around held land, `spread_km` would have to be "
    yield "; ".join(
        f"{whole} times what it is with `outside_km` {outside} ({first} by the first half of the "
        f"window, {second} by the second)"
        for outside, (whole, first, second) in needed.items()
    )
    yield ".\n"


EDGES = {
    "held": "expert line around held land",
    "held_or_grey": "expert line around held and grey land",
}


def _claims_summary() -> Iterator[str]:
    rows = _table("claimed_figures.csv")
    compared = [row for row in rows if row["compared_as"]]
    yield "\n## Do areas and counts agree with what was claimed?\n\n"
    yield (
        f"{len(rows)} published figures, {len(compared)} of them comparable; claimed over ours, "
        "of what is said to be held or was held at most. "
        "[claimed-figures.md](claimed-figures.md) has every one.\n\n"
    )
    yield from _ratios(compared)
    yield "\nThe figures of the articles that the project began with:\n\n"
    yield from _rows_of([row for row in rows if _is_seed(row)])


def _claims(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    compared = [row for row in rows if row["compared_as"]]
    yield "## By claimant\n\n"
    yield from _ratios(compared)
    yield "\n## The figures of the articles that the project began with\n\n"
    yield from _rows_of([row for row in rows if _is_seed(row)])
    yield f"\n## All {len(compared)} that can be compared\n\n"
    yield from _rows_of(compared)
    left = [row for row in rows if not row["compared_as"]]
    yield f"\n## The {len(left)} that cannot\n\n"
    yield "| day | claimant | figure | why | articles |\n|---|---|---|---|---|\n"
    for row in left:
        why = row["not_compared_because"]
        yield f"| {row['on']} | {_name(row)} | {_figure(row)} | {why} | {row['documents']} |\n"


def _ratios(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    by_claimant: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        if row["ratio_all"] and row["compared_as"] in {"held", "peak"}:
            by_claimant[row["claimant"], row["measure"]].append(float(row["ratio_all"]))
    yield (
        "Each cell: the claimed figure divided by the map's (view `all`), median (quartiles), "
        "then how many figures. A cell of one to three says little.\n\n"
    )
    yield "| claimant | areas | counts of settlements |\n|---|---|---|\n"
    for claimant, (name, _, _) in CLAIMANTS.items():
        cells = []
        for measure in ("area_km2", "settlements"):
            ratios = by_claimant[claimant, measure]
            low, high = np.quantile(ratios, (0.25, 0.75)) if ratios else (0, 0)
            text = f"{median(ratios):.2f} ({low:.2f}–{high:.2f}), {len(ratios)}" if ratios else "–"
            cells.append(text)
        yield f"| {name} | {' | '.join(cells)} |\n"


def _rows_of(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    views = ("all", "independent", "ukraine", "russia")
    yield f"| day | claimant | figure | as | {' | '.join(views)} | ratio to all | articles |\n"
    yield "|---" * 10 + "|\n"
    for row in rows:
        ours = " | ".join(
            f"{float(row[f'map_{v}']):.0f}" if row[f"map_{v}"] else "–" for v in views
        )
        yield (
            f"| {row['on']} | {_name(row)} | {_figure(row)} | {row['compared_as']} | {ours} "
            f"| {row['ratio_all'] or '–'} | {row['documents']} |\n"
        )


def _is_seed(row: Mapping[str, str]) -> bool:
    seeds = set(row["documents"].split()) & SEED_DOCUMENTS
    return bool(seeds) and (row["claimed"], row["compared_as"]) in SEEDS


def _name(row: Mapping[str, str]) -> str:
    return (row["claimant_name"] or row["claimant"]).replace("|", "/")


def _figure(row: Mapping[str, str]) -> str:
    claimed = float(row["claimed"])
    counted = "settlement" if claimed == 1 else "settlements"
    unit = "km²" if row["measure"] == "area_km2" else counted
    return f"{claimed:,.0f} {unit} {row['sense']} ({row['side']})"


def _score(row: Mapping[str, float]) -> str:
    return f"{row['iou']:.3f} ({row['without_grey']:.3f}), {row['area_error_km2']:.0f} km²"


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((LAND / name).read_text(encoding="utf-8"))


def _table(name: str) -> list[dict[str, str]]:
    with (LAND / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main()
