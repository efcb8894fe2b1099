"""The whole path on one screen: articles -> statements -> control -> land -> snapshot."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gazetteer.load import load_gazetteer
from kursk_map.errors import DateError
from kursk_map.model import View
from kursk_map.settings import CACHE, CAMPAIGN_END, CAMPAIGN_START, PROJECT, SEEDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from kursk_map.model import Document, Extraction, History, Snapshot, Statement

__all__ = [
    "Sources",
    "data_version",
    "evenings",
    "history",
    "load_sources",
    "require_campaign_day",
    "snapshot",
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
        read = (*self.extraction.statements, *self.extraction.quantities)
        return max(statement.reported_on for statement in read)


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


def require_campaign_day(day: dt.date, option: str) -> None:
    """Raise `DateError` unless the day belongs to the campaign."""
    if not CAMPAIGN_START <= day <= CAMPAIGN_END:
        raise DateError.outside(option, day, CAMPAIGN_START, CAMPAIGN_END)


def _read_seeds() -> tuple[tuple[Document, ...], Extraction]:
    from kursk_map.reading.documents import load_documents
    from kursk_map.reading.extract import extract_all

    documents = load_documents(SEEDS)
    return documents, extract_all(documents, load_gazetteer())


def _kept(name: str, make: Callable[[], Made]) -> Made:
    """Make something once for the same inputs; afterwards take it from the cache.

    The cache is ours alone and named by the hash of the inputs: a file that
    cannot be read is made again, never trusted.
    """
    path = CACHE / data_version() / f"{name}.pickle"
    try:
        with path.open("rb") as stream:
            made: Made = pickle.load(stream)  # noqa: S301 - written by this program only
            return made
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    part.replace(path)
    return made
