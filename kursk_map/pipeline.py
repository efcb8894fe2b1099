"""The whole path on one screen: articles -> statements -> control -> land -> snapshot."""

from __future__ import annotations

import hashlib
import pickle
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from threadpoolctl import threadpool_limits
from tqdm import tqdm

from gazetteer.border import load_border, load_soil, load_water
from gazetteer.load import load_gazetteer
from kursk_map.errors import DateError, NoMapError
from kursk_map.model import View
from kursk_map.settings import CACHE, CAMPAIGN_END, CAMPAIGN_START, PROJECT, SEEDS, THEATRE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from gazetteer.place import Place
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.chronicle.store import Chronicle
    from kursk_map.model import Document, Extraction, History, Quantity, Snapshot, Statement
    from kursk_map.publish.season import SeasonInputs
    from kursk_map.publish.tables import Evidence
    from kursk_map.terrain.robustness import Robustness

__all__ = [
    "Sources",
    "data_version",
    "draw_ahead",
    "evenings",
    "evidence",
    "history",
    "load_sources",
    "require_campaign_day",
    "robustness",
    "season_inputs",
    "snapshot",
    "theatre_places",
]

Made = TypeVar("Made")

#: Everything that decides what the map shows: change one byte of it and the version changes.
INPUTS = (
    ("seeds", "*.md"),
    ("gazetteer/data", "*"),
    ("gazetteer", "*.py"),
    ("kursk_map", "*.py"),
    ("kursk_map/reading", "**/*.*"),
    ("kursk_map/chronicle", "**/*.*"),
    ("kursk_map/terrain", "**/*.*"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the map rests on: the documents, and everything read from them."""

    documents: Mapping[str, Document]
    extraction: Extraction
    statements: Mapping[str, Statement]

    @property
    def last_report_on(self) -> dt.date:
        """The day of the newest report: from then on, everything is known."""
        said: list[Statement | Quantity] = [
            *self.extraction.statements,
            *self.extraction.quantities,
        ]
        return max(each.reported_on for each in said)


@cache
def data_version() -> str:
    """Return the hash of all inputs (16 hexadecimal digits), the same on every machine."""
    digest = hashlib.sha256()
    for folder, pattern in INPUTS:
        for path in sorted((PROJECT / folder).glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(PROJECT).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def load_sources() -> Sources:
    """Read every article of ``seeds/``, or fetch what was read from the same bytes before."""
    documents, extraction = _kept("sources", _read_seeds)
    return Sources(
        documents={document.document_id: document for document in documents},
        extraction=extraction,
        statements={statement.statement_id: statement for statement in extraction.statements},
    )


@cache
def history(view: View, known_by: dt.date | None = None) -> History:
    """Draw the whole campaign in one view, from what had been reported by a day.

    Without ``known_by`` everything is heard that is known now.
    """
    day = known_by or load_sources().last_report_on
    return _kept(f"history-{view}-{day}", lambda: _draw(view, day))


@cache
def evenings(view: View) -> History:
    """Draw each day of the campaign as it was known on its own evening."""
    return _kept(f"evenings-{view}", lambda: _draw_evenings(view))


def snapshot(valid_on: dt.date, known_by: dt.date | None = None, view: View = View.ALL) -> Snapshot:
    """Return everything at one moment.

    Raises
    ------
    DateError
        The day is outside the campaign.
    NoMapError
        The view has too little to draw a line on that day.
    """
    from kursk_map.terrain.snapshot import take_snapshot

    require_campaign_day(valid_on, "--on")
    return take_snapshot(
        history(view, known_by), valid_on, load_sources().statements, load_gazetteer().places
    )


def robustness(
    valid_on: dt.date, known_by: dt.date | None = None, view: View = View.ALL
) -> Robustness:
    """Measure how much land of a day hangs on each source.

    Raises
    ------
    DateError
        The day is outside the campaign.
    NoMapError
        The view has too little to draw a line on that day.
    """
    require_campaign_day(valid_on, "--on")
    day = known_by or load_sources().last_report_on
    name = f"robustness-{view}-{day}-{valid_on}"
    return _kept(name, lambda: _drop_sources(valid_on, day, view))


def evidence() -> Evidence:
    """Gather what a snapshot or a history refers to: places, statements, documents."""
    from kursk_map.publish.tables import Evidence

    sources = load_sources()
    return Evidence(
        places=theatre_places(), statements=sources.statements, documents=sources.documents
    )


def season_inputs() -> SeasonInputs:
    """Gather everything that the page shows: all views, now and evening by evening."""
    from kursk_map.publish.events import load_events
    from kursk_map.publish.season import SeasonInputs

    sources = load_sources()
    return SeasonInputs(
        start=CAMPAIGN_START,
        end=CAMPAIGN_END,
        data_version=data_version(),
        theatre=THEATRE,
        histories={view: history(view) for view in View},
        evenings={view: evenings(view) for view in View},
        places=load_gazetteer().places,
        statements=sources.statements,
        quantities=sources.extraction.quantities,
        documents=sources.documents,
        events=load_events(),
        border=load_border(),
        water=load_water(),
    )


def draw_ahead(*, progress: bool = False) -> None:
    """Draw what is not yet drawn of all maps of the page, one on each core at a time."""
    known = f"{load_sources().last_report_on}"
    wanted = [(history, view, f"history-{view}-{known}") for view in View]
    # The longest first, so that no core waits for another at the end.
    wanted = [(evenings, view, f"evenings-{view}") for view in View] + wanted
    missing = [(draw, view) for draw, view, name in wanted if not _keep_at(name).exists()]
    if not missing:
        return
    # Fresh processes: a fork would share locks of numerical libraries in use.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as cores:
        drawn = [cores.submit(_draw_one, draw.__name__, view) for draw, view in missing]
        done = as_completed(drawn)
        for each in tqdm(
            done, total=len(drawn), desc="Drawing the season", unit="map", disable=not progress
        ):
            each.result()


def require_campaign_day(day: dt.date, option: str) -> None:
    """Raise `DateError` unless the day belongs to the campaign."""
    if not CAMPAIGN_START <= day <= CAMPAIGN_END:
        raise DateError.outside(option, day, CAMPAIGN_START, CAMPAIGN_END)


def _read_seeds() -> tuple[tuple[Document, ...], Extraction]:
    from kursk_map.reading.documents import load_documents
    from kursk_map.reading.extract import extract_all

    documents = load_documents(SEEDS)
    return documents, extract_all(documents, load_gazetteer())


def _draw(view: View, known_by: dt.date) -> History:
    from kursk_map.chronicle.reconcile import reconcile

    chronicle, places = _chronicle(), theatre_places()
    return _draw_land(
        reconcile(chronicle, view=view, known_by=known_by, places=places),
        chronicle.heard_by(view, known_by).quantities,
    )


def _drop_sources(valid_on: dt.date, known_by: dt.date, view: View) -> Robustness:
    from kursk_map.chronicle.reconcile import reconcile
    from kursk_map.terrain.land import Land
    from kursk_map.terrain.robustness import measure_robustness

    chronicle, places, soil = _chronicle(), theatre_places(), load_soil()
    joined = reconcile(chronicle, view=view, known_by=known_by, places=places)
    quantities = tuple(chronicle.heard_by(view, known_by).quantities)
    land = Land(joined, quantities, places, soil)
    if land.drawn_from is None or valid_on < land.drawn_from:
        raise NoMapError(view, valid_on, land.drawn_from)
    return measure_robustness(
        joined,
        quantities,
        places,
        soil,
        valid_on=valid_on,
        publisher_of={
            document_id: document.publisher
            for document_id, document in load_sources().documents.items()
        },
        land=land,
    )


def _draw_evenings(view: View) -> History:
    from kursk_map.terrain.evenings import draw_evenings

    return draw_evenings(
        _chronicle(),
        view=view,
        places=theatre_places(),
        soil=load_soil(),
        data_version=data_version(),
    )


def _draw_land(reconciliation: Reconciliation, quantities: Iterable[Quantity]) -> History:
    from kursk_map.terrain.history import draw_history

    return draw_history(
        reconciliation, quantities, theatre_places(), load_soil(), data_version=data_version()
    )


def _chronicle() -> Chronicle:
    from kursk_map.chronicle.store import Chronicle

    read = load_sources().extraction
    return Chronicle(statements=read.statements, quantities=read.quantities)


@cache
def theatre_places() -> Mapping[str, Place]:
    """Return the places of the theatre; the gazetteer knows more, to keep namesakes apart."""
    west, south, east, north = THEATRE
    return {
        place_id: place
        for place_id, place in load_gazetteer().places.items()
        if west <= place.longitude <= east and south <= place.latitude <= north
    }


def _draw_one(name: str, view: View) -> None:
    """Draw one map into the cache; runs in a process of its own."""
    {"history": history, "evenings": evenings}[name](view)


def _keep_at(name: str) -> Path:
    return CACHE / data_version() / f"{name}.pickle"


def _kept(name: str, make: Callable[[], Made]) -> Made:
    """Make something once for the same inputs; afterwards take it from the cache.

    The cache is ours alone and named by the hash of the inputs: a file that
    cannot be read is made again, never trusted.
    """
    path = _keep_at(name)
    try:
        with path.open("rb") as stream:
            made: Made = pickle.load(stream)  # noqa: S301 - written by this program only
            return made
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        # One thread: the sums of a matrix then come out alike on any number of cores, and
        # maps that are drawn side by side do not fight for them.
        with threadpool_limits(1):
            made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    part.replace(path)
    return made
