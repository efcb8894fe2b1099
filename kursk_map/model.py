"""Domain types: documents, statements, control and snapshots.

Nothing here computes; every room of the house speaks in these types. Dates are
calendar days without a zone, intervals are half-open (``valid_to`` is the first
day that no longer counts), geometry is EPSG:4326 in ``(longitude, latitude)``
order and areas are geodesic square kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kursk_map.record import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from shapely import MultiLineString, MultiPolygon

__all__ = [
    "Area",
    "Basis",
    "Change",
    "Claimant",
    "Control",
    "ControlInterval",
    "DatePrecision",
    "Document",
    "Doubt",
    "Extraction",
    "FrontLine",
    "History",
    "Measure",
    "Modality",
    "Provenance",
    "Quantity",
    "QuantitySense",
    "Sentence",
    "Settlement",
    "Side",
    "Skipped",
    "Snapshot",
    "Span",
    "Statement",
    "SurfaceInterval",
    "View",
]


class Side(StrEnum):
    """One of the two sides, as the holder of land or as the owner of soil."""

    UKRAINIAN = "ukrainian"
    RUSSIAN = "russian"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RUSSIAN if self is Side.UKRAINIAN else Side.UKRAINIAN


class Control(StrEnum):
    """Who holds a place. A place without a row has unknown control."""

    UKRAINIAN = "ukrainian"
    RUSSIAN = "russian"
    CONTESTED = "contested"


class Change(StrEnum):
    """What a statement says of a place. Only the first three speak of control."""

    GAINED = "gained"
    LOST = "lost"
    HELD = "held"
    CONTESTED = "contested"
    PRESENT = "present"
    REPELLED = "repelled"
    ADVANCED = "advanced"
    FIRE_CONTROL = "fire_control"

    @property
    def sets_control(self) -> bool:
        """Whether a statement of this change says who holds the place."""
        return self in {Change.GAINED, Change.LOST, Change.HELD}


class Claimant(StrEnum):
    """On whose word a statement rests; never the same thing as the publisher."""

    UKRAINIAN_OFFICIALS = "ukrainian_officials"
    RUSSIAN_OFFICIALS = "russian_officials"
    ISW = "isw"
    DEEPSTATE = "deepstate"
    ANALYST = "analyst"
    MILBLOGGER = "milblogger"
    MEDIA = "media"


class Modality(StrEnum):
    """How the claimant puts it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"


class DatePrecision(StrEnum):
    """How exactly a valid time is known. ``BY``: it was so on that day at the latest."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    BY = "by"


class Doubt(StrEnum):
    """What makes it likelier that a sentence was misread; see `kursk_map.reading.confidence`.

    ``UNATTRIBUTED``: nobody is named whose word it is. ``SEVERAL`` things are told in the
    sentence, or ``MANY`` (more than three). It is ``LONG``. It is ``QUALIFIED`` more than once
    ("failed", "may", "not"). ``OTHERWISE``: the document says something else of the place, too.
    """

    UNATTRIBUTED = "unattributed"
    SEVERAL = "several"
    MANY = "many"
    LONG = "long"
    QUALIFIED = "qualified"
    OTHERWISE = "otherwise"


class Basis(StrEnum):
    """Why a settlement has its control."""

    STATED = "stated"
    IMPLIED = "implied"
    INFERRED = "inferred"
    BASELINE = "baseline"


class View(StrEnum):
    """Whose map. ``ALL`` is reconciled and the only one that also hears milbloggers."""

    ALL = "all"
    UKRAINE = "ukraine"
    RUSSIA = "russia"
    INDEPENDENT = "independent"


class Measure(StrEnum):
    """What a quantity counts."""

    AREA_KM2 = "area_km2"
    SETTLEMENTS = "settlements"
    PERCENT = "percent"


class QuantitySense(StrEnum):
    """How a quantity is meant."""

    HELD = "held"
    GAINED = "gained"
    RETAKEN = "retaken"
    PEAK = "peak"


@record(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of characters: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published article.

    ``published`` is the last day on which it can have been published, so that
    "known by" never looks ahead; ``published_precision`` tells whether that is a
    known day or the end of a known month. ``published_how`` says in words how
    the date is known. ``language`` is the language of ``text`` (ISO 639-1),
    ``source_language`` that of the article, of which ``text`` may be a digest.
    """

    document_id: str
    publisher: str
    published: dt.date
    published_precision: DatePrecision
    published_how: str
    url: str
    language: str
    title: str
    text: str
    source_language: str = ""


@record(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document; ``text == document.text[span.start:span.end]``."""

    text: str
    span: Span


class SecondOpinion(NamedTuple):
    """How likely, 0 to 1, an encoder finds a reading, and the likeliest other of the same place."""

    share: float
    otherwise: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a statement was read, by which rules, and what makes the reading less sure.

    ``document.text[span.start:span.end] == quote`` always holds. ``second_opinion`` is what the
    encoder makes of it, if it was asked (`kursk_map.reading.second_opinion`).
    """

    document_id: str
    span: Span
    quote: str
    rule_ids: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    second_opinion: SecondOpinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one claimant said of one place.

    ``control`` is who holds the place by this statement: set for ``gained``,
    ``held`` and ``lost`` (for ``lost`` the side that holds it now) and
    ``contested`` for ``contested``; ``None`` for changes that set no control.
    ``side`` is the side that the statement speaks of: who gained or holds it,
    who lost it, who attacks in it (``contested``), is there, advances, was
    repelled, or has fire control.
    ``valid_from``/``valid_to`` bound the time at which the change took place
    or the state held, half-open. With precision ``by`` the state held at the
    latest on the day before ``valid_to``, and ``valid_from`` equals that day.
    """

    statement_id: str
    place_id: str
    place_name: str
    toponym: str
    change: Change
    control: Control | None
    side: Side
    claimant: Claimant
    claimant_name: str
    modality: Modality
    valid_from: dt.date
    valid_to: dt.date
    date_precision: DatePrecision
    reported_on: dt.date
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An area (km²), a number of settlements or a share (%) that somebody put to a side.

    ``side`` is the side that holds, gained or retook; dates as in `Statement`.
    """

    statement_id: str
    measure: Measure
    value: float
    sense: QuantitySense
    side: Side
    claimant: Claimant
    claimant_name: str
    modality: Modality
    valid_from: dt.date
    valid_to: dt.date
    date_precision: DatePrecision
    reported_on: dt.date
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A sentence (or part of one) that looked relevant and was not read, and why."""

    document_id: str
    sentence: Sentence
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything read from one or many documents, and what was left unread."""

    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlInterval:
    """Who holds one place from ``valid_from`` until (excluding) ``valid_to``, in one view.

    ``statement_ids`` are the statements it rests on (for ``inferred``: those of
    the neighbours that weigh most), newest first. ``last_evidence_on`` is the
    newest day that they speak of; ``None`` when there are none (baseline).
    ``probability`` is the mean chance over the interval that the place is held
    by Russia, contested, held by Ukraine, in this order; it sums to one.
    """

    place_id: str
    view: View
    control: Control
    basis: Basis
    valid_from: dt.date
    valid_to: dt.date
    last_evidence_on: dt.date | None
    statement_ids: tuple[str, ...]
    probability: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Land of one control on the soil of one side (EPSG:4326, ``area_km2`` geodesic)."""

    control: Control
    soil: Side
    geometry: MultiPolygon
    area_km2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontLine:
    """Where Ukrainian-controlled and Russian-controlled land meet (EPSG:4326)."""

    geometry: MultiLineString
    length_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceInterval:
    """The land and the line from ``valid_from`` until (excluding) ``valid_to``.

    ``areas`` tile the theatre without gap or overlap. ``band`` is the land in
    which the line lies with a probability of 80 % by the model.
    """

    view: View
    valid_from: dt.date
    valid_to: dt.date
    areas: tuple[Area, ...]
    front_line: FrontLine
    band: MultiPolygon


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The whole campaign in one view, as known by one day.

    With ``known_by`` ``None``, each day is as it was known on its own evening.

    ``settlements`` and ``surfaces`` are sorted by ``valid_from``; for one place
    the intervals do not overlap, and the surfaces cover the campaign without a
    gap. ``drawn_from`` is the first day for which the view has enough
    statements to draw a line; ``None`` when there is none.
    """

    view: View
    known_by: dt.date | None
    drawn_from: dt.date | None
    settlements: tuple[ControlInterval, ...]
    surfaces: tuple[SurfaceInterval, ...]
    data_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A place with a control on a day: the state that a snapshot shows."""

    place_id: str
    name_en: str
    name_ru: str
    name_uk: str
    longitude: float
    latitude: float
    population: int | None
    interval: ControlInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything at one moment: ``(valid_on, known_by, view)``.

    ``statements`` holds every statement that a settlement refers to, by its id.
    """

    valid_on: dt.date
    known_by: dt.date
    view: View
    data_version: str
    settlements: tuple[Settlement, ...]
    areas: tuple[Area, ...]
    front_line: FrontLine
    band: MultiPolygon
    statements: Mapping[str, Statement]
