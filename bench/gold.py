"""The hand-made chronicle as statements: what perfect reading of the articles would give.

For measuring only: the project itself reads ``seeds/``.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING

from kursk_map.model import (
    Change,
    Claimant,
    Control,
    DatePrecision,
    Measure,
    Modality,
    Provenance,
    Quantity,
    QuantitySense,
    Side,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SIDE = {"UA": Side.UKRAINIAN, "RU": Side.RUSSIAN}
CONTROL = {"UA": Control.UKRAINIAN, "RU": Control.RUSSIAN}
CLAIMANT = {
    "RU_official": Claimant.RUSSIAN_OFFICIALS,
    "UA_official": Claimant.UKRAINIAN_OFFICIALS,
    "ISW": Claimant.ISW,
    "DeepState": Claimant.DEEPSTATE,
    "analyst": Claimant.ANALYST,
    "milblogger": Claimant.MILBLOGGER,
    "media": Claimant.MEDIA,
}
SENSE = {
    "held": QuantitySense.HELD,
    "retaken": QuantitySense.RETAKEN,
    "increment": QuantitySense.GAINED,
    "peak": QuantitySense.PEAK,
}
CHANGE = {
    "control": Change.GAINED,
    "withdrawal": Change.LOST,
    "contested": Change.CONTESTED,
    "present": Change.PRESENT,
    "repelled": Change.REPELLED,
    "advance": Change.ADVANCED,
    "fire_control": Change.FIRE_CONTROL,
    "plan": Change.ADVANCED,
    "denial": Change.GAINED,
}
HOLDS = re.compile(
    r"\b(still|hold|holds|held|holding|control|controls|controlled|under|remain|remains|"
    r"kept|keep|keeps|in the hands|Ukrainian-held|as Ukrainian|as Russian)\b"
)
TAKES = re.compile(
    r"\b(re)?(took|taken|take|takes|gained|regained|retook|retaken|captured?|seized?|occupied|"
    r"liberated|freed|freeing|recaptured?|cleared|capture|passed|lost|loss|drove|pushed|entered)\b",
    re.IGNORECASE,
)
DOUBTS = re.compile(
    r"\b(may|might|unclear|unverified|unconfirmed|preliminary|possibly|probably|rumou?rs?|"
    r"reportedly)\b"
)


def read_gold(folder: Path, place_of: Mapping[str, str]) -> tuple[list[Statement], list[Quantity]]:
    """Return the rows of the chronicle as statements and quantities.

    ``place_of`` gives the place id of each canonical name; rows about places
    without one are left out.
    """
    with (folder / "articles.csv").open(encoding="utf-8") as stream:
        reported = {row["id"]: _last_day(row["published"]) for row in csv.DictReader(stream)}
    statements: list[Statement] = []
    quantities: list[Quantity] = []
    with (folder / "statements.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] in CHANGE:
                statements += _statements(row, reported[row["article_id"]], place_of)
            if row["kind"] in {"area", "count"}:
                quantities += _quantities(row, reported[row["article_id"]])
    return statements, quantities


def _statements(
    row: Mapping[str, str], reported_on: dt.date, place_of: Mapping[str, str]
) -> Iterator[Statement]:
    shared = _shared(row, reported_on)
    change = CHANGE[row["kind"]]
    summary = row["summary"]
    if row["kind"] == "control" and HOLDS.search(summary) and not TAKES.search(summary):
        change = Change.HELD
    modality = {"denial": Modality.DENIED, "plan": Modality.PLANNED}.get(row["kind"])
    if modality is None:
        modality = Modality.POSSIBLE if DOUBTS.search(summary) else Modality.ASSERTED
    side = SIDE[row["actor"]]
    if row["kind"] == "denial":
        side = side.other
    for name in filter(None, row["settlements"].split("|")):
        if name in place_of:
            yield Statement(
                statement_id=_hash(*row.values(), name),
                place_id=place_of[name],
                place_name=name,
                toponym=name,
                change=change,
                control=_control(change, side),
                side=side,
                modality=modality,
                **shared,
            )


def _control(change: Change, side: Side) -> Control | None:
    if change is Change.CONTESTED:
        return Control.CONTESTED
    if change is Change.LOST:
        side = side.other
    return Control(side.value) if change.sets_control else None


def _quantities(row: Mapping[str, str], reported_on: dt.date) -> Iterator[Quantity]:
    columns = {
        Measure.AREA_KM2: "area_km2",
        Measure.SETTLEMENTS: "count",
        Measure.PERCENT: "percent",
    }
    sense = SENSE.get(row["area_sense"], QuantitySense.HELD)
    if row["kind"] == "count" and not row["area_sense"]:
        sense = QuantitySense.HELD if row["actor"] == "UA" else QuantitySense.RETAKEN
    for measure, column in columns.items():
        if row[column]:
            yield Quantity(
                statement_id=_hash(*row.values(), measure),
                measure=measure,
                value=float(row[column]),
                sense=sense,
                side=SIDE[row["actor"]],
                modality=Modality.ASSERTED,
                **_shared(row, reported_on),
            )


def _shared(row: Mapping[str, str], reported_on: dt.date) -> dict:
    valid_from, valid_to, precision = _valid(row["valid_date"], row["date_precision"])
    return {
        "claimant": CLAIMANT[row["claimant"]],
        "claimant_name": row["claimant_name"],
        "valid_from": valid_from,
        "valid_to": valid_to,
        "date_precision": precision,
        "reported_on": reported_on,
        "provenance": Provenance(
            document_id=row["article_id"],
            span=Span(start=0, end=len(row["summary"])),
            quote=row["summary"],
            rule_ids=("gold",),
        ),
    }


def _valid(text: str, precision: str) -> tuple[dt.date, dt.date, DatePrecision]:
    start, end = day_span(text)
    if precision == "by":
        start = end
    return start, end + dt.timedelta(days=1), DatePrecision(precision)


def day_span(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of "2025-03-12", "2025-03" or "2025-03-12/2025-03-14"."""
    first, _, last = text.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(text: str) -> dt.date:
    return dt.date.fromisoformat(text if len(text) == 10 else f"{text}-01")  # noqa: PLR2004


def _last_day(text: str) -> dt.date:
    if len(text) == 10:  # noqa: PLR2004
        return dt.date.fromisoformat(text)
    year, month = map(int, text.split("-"))
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
