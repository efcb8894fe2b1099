"""Published areas and counts of settlements beside what the maps give for the same day.

    python -m bench.claimed_figures [--output bench/land/claimed_figures.csv]

Like is compared with like (`compare`): a figure held with land held on the
other side's soil that day, a peak with the most until then, a total "taken since" with
land held while there is nothing to subtract, "retaken" with what was held at most
less what is held, the gain of a stretch of days with the change over those days. What
cannot be compared is listed too, with the reason. Figures are compared as they were *read*
from `seeds/`: a ratio far from 1 may be a claim, the map, or the reading.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from gazetteer.load import load_gazetteer
from kursk_map import pipeline
from kursk_map.chronicle.timeline import SOIL
from kursk_map.model import Control, Measure, Modality, QuantitySense, Side, View
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kursk_map.model import History, Quantity

RESULTS = Path(__file__).parent / "land" / "claimed_figures.csv"
DAYS = (CAMPAIGN_END - CAMPAIGN_START).days + 1

#: "Another 40 sq km", "two more villages": a step, not a total.
STEP = re.compile(
    r"\b(another|more (settlement|village)s?|further|additional|added|adds)\b", re.IGNORECASE
)
SUMY = re.compile(r"\bSum(y|skyi|i)\b", re.IGNORECASE)

#: Without a period and without such a word, a gain of this size is a total since the first day.
TOTAL = {Measure.AREA_KM2: 200.0, Measure.SETTLEMENTS: 20.0}

#: A change is asked of the map over so many days at least.
PERIOD_DAYS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What one view gives for each day: km² or settlements a side holds on the other's soil.

    ``lost`` counts settlements that the side once held and no longer holds.
    """

    first: int | None
    held: Mapping[tuple[Measure, Side], np.ndarray]
    lost: Mapping[Side, np.ndarray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure (the same by the same claimant for the same day counts once) and its answers."""

    quantity: Quantity
    documents: tuple[str, ...]
    how: str
    why_not: str
    ours: Mapping[View, float | None]


def trace(history: History) -> Course:
    """Return what a history gives for each day."""
    first = None
    if history.drawn_from is not None:
        first = (history.drawn_from - CAMPAIGN_START).days
    held = {(measure, side): np.zeros(DAYS) for measure in TOTAL for side in Side}
    lost = {side: np.zeros(DAYS) for side in Side}
    for surface in history.surfaces:
        for area in surface.areas:
            side = area.soil.other
            if area.control == Control(side.value):
                held[Measure.AREA_KM2, side][_span(surface)] += area.area_km2
    places = load_gazetteer().places
    ever: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(DAYS, dtype=bool))
    for interval in history.settlements:
        side = SOIL[places[interval.place_id].country].other
        if interval.control == Control(side.value):
            held[Measure.SETTLEMENTS, side][_span(interval)] += 1
            ever[interval.place_id][_span(interval)] = True
    for place_id, course in ever.items():
        once = np.maximum.accumulate(course)
        lost[SOIL[places[place_id].country].other] += once & ~course
    return Course(first=first, held=held, lost=lost)


def _span(each: object) -> slice:
    first = (each.valid_from - CAMPAIGN_START).days  # type: ignore[attr-defined]
    return slice(first, (each.valid_to - CAMPAIGN_START).days)  # type: ignore[attr-defined]


def compare(said: Quantity) -> tuple[str, str]:
    """Return how a figure is compared, or why it cannot be."""
    if said.modality is not Modality.ASSERTED:
        return "", f"not asserted ({said.modality})"
    last = said.valid_to - dt.timedelta(days=1)
    if not CAMPAIGN_START <= last <= CAMPAIGN_END:
        return "", "not of a day of the campaign"
    quote = said.provenance.quote
    match said.sense:
        case QuantitySense.HELD:
            return "held", ""
        case QuantitySense.PEAK:
            return "peak", ""
        case QuantitySense.RETAKEN if said.side is Side.RUSSIAN and not STEP.search(quote):
            return "retaken", ""
        case QuantitySense.GAINED | QuantitySense.RETAKEN:
            return _compare_gain(said, quote)


def _compare_gain(said: Quantity, quote: str) -> tuple[str, str]:
    days = (said.valid_to - said.valid_from).days
    step = STEP.search(quote) is not None
    if not step and said.value >= TOTAL[said.measure]:
        if said.side is Side.RUSSIAN and not SUMY.search(quote) and days < PERIOD_DAYS:
            return "retaken", ""
        if said.side is Side.UKRAINIAN:
            return "held", ""
    if PERIOD_DAYS <= days <= MONTH_DAYS:
        return "change", ""
    return "", "a gain of a day or two, or since when is not said"


MONTH_DAYS = 31


def answer(said: Quantity, how: str, course: Course) -> float | None:
    """Return what a view gives for a figure; ``None`` where it has no map."""
    last = (said.valid_to - dt.timedelta(days=1) - CAMPAIGN_START).days
    if not how or course.first is None or last < course.first:
        return None
    side = said.side
    own_soil = said.sense in {QuantitySense.GAINED, QuantitySense.RETAKEN} and side is Side.RUSSIAN
    if own_soil and not SUMY.search(said.provenance.quote):
        # Russia retakes what Ukraine held on Russian soil.
        held = course.held[said.measure, side.other]
        if how == "change":
            return float(held[_before(said)] - held[last])
        if said.measure is Measure.SETTLEMENTS:
            return float(course.lost[side.other][last])
        return float(held[: last + 1].max() - held[last])
    held = course.held[said.measure, side]
    if how == "change":
        return float(held[last] - held[_before(said)])
    return float(held[: last + 1].max() if how == "peak" else held[last])


def _before(said: Quantity) -> int:
    return max((said.valid_from - CAMPAIGN_START).days - 1, 0)


def rows_of(quantities: Iterable[Quantity], courses: Mapping[View, Course]) -> list[Row]:
    """Return a row for each figure, oldest first."""
    same = defaultdict(list)
    for said in quantities:
        if said.measure in TOTAL:
            key = (
                said.valid_to, said.claimant, said.measure.value, said.sense, said.side, said.value
            )  # fmt: skip
            same[key].append(said)
    rows = []
    for _, each in sorted(same.items(), key=lambda item: tuple(map(str, item[0]))):
        said = min(each, key=lambda one: (one.reported_on, one.statement_id))
        how, why_not = compare(said)
        rows.append(
            Row(
                quantity=said,
                documents=tuple(sorted({one.provenance.document_id for one in each})),
                how=how,
                why_not=why_not,
                ours={view: answer(said, how, course) for view, course in courses.items()},
            )
        )
    return rows


def ratio(row: Row, view: View) -> float | None:
    """Return the claimed figure over ours; ``None`` where ours is none or nothing."""
    ours = row.ours[view]
    return row.quantity.value / ours if ours and ours > 0 else None


def summary(rows: Sequence[Row]) -> list[tuple[str, str, int, float, float, float]]:
    """Return, by claimant and measure, number, median ratio to ``all`` and its quartiles."""
    found = defaultdict(list)
    for row in rows:
        value = ratio(row, View.ALL)
        if value is not None and row.how in {"held", "peak"}:
            found[row.quantity.claimant.value, row.quantity.measure.value].append(value)
    return [
        (claimant, measure, len(each), statistics.median(each), *np.quantile(each, (0.25, 0.75)))
        for (claimant, measure), each in sorted(found.items())
    ]


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(HEAD)
        for row in rows:
            said = row.quantity
            table.writerow(
                (
                    said.valid_to - dt.timedelta(days=1), said.claimant, said.claimant_name,
                    said.side, said.sense, said.measure, f"{said.value:g}", row.how, row.why_not,
                    *(_shown(row.ours[view]) for view in View),
                    *(_shown(ratio(row, view), 2) for view in View),
                    " ".join(row.documents),
                )
            )  # fmt: skip


HEAD = (
    "on", "claimant", "claimant_name", "side", "sense", "measure", "claimed", "compared_as",
    "not_compared_because", *(f"map_{view}" for view in View), *(f"ratio_{view}" for view in View),
    "documents",
)  # fmt: skip


def _shown(value: float | None, decimals: int = 1) -> str:
    return "" if value is None else f"{value:.{decimals}f}"


def write_courses(courses: Mapping[View, Course], path: Path) -> None:
    """Write what the views give, day by day, for the chart."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(
            ("on", *(f"{view}_km2" for view in View), *(f"{view}_settlements" for view in View))
        )
        for day in range(DAYS):
            table.writerow(
                [
                    CAMPAIGN_START + dt.timedelta(days=day),
                    *(
                        f"{course.held[measure, Side.UKRAINIAN][day]:.0f}"
                        if course.first is not None and day >= course.first
                        else ""
                        for measure in TOTAL
                        for course in courses.values()
                    ),
                ]
            )


def main() -> None:
    """Print the summary and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    with threadpool_limits(1):
        courses = {view: trace(pipeline.history(view)) for view in View}
    rows = rows_of(pipeline.load_sources().extraction.quantities, courses)
    write(rows, options.output)
    write_courses(courses, options.output.with_name("held_daily.csv"))
    print(f"{len(rows)} figures, {sum(bool(row.how) for row in rows)} compared;", end=" ")
    print("not compared:", dict(Counter(row.why_not for row in rows if row.why_not)))
    for claimant, measure, number, median, low, high in summary(rows):
        print(f"{claimant:20} {measure:12} {number:3}  ratio {median:.2f} ({low:.2f}-{high:.2f})")


if __name__ == "__main__":
    main()
