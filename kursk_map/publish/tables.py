"""Settlements, statements and documents as rows of plain values.

Every format but GeoJSON builds upon these rows. Text from articles is
untrusted: control characters are taken out here, once for all.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from gazetteer.place import Place
    from kursk_map.model import (
        ControlInterval,
        Document,
        History,
        Quantity,
        Settlement,
        Snapshot,
        Statement,
    )

__all__ = [
    "COLUMNS",
    "DICTIONARY",
    "Evidence",
    "Row",
    "document_rows",
    "history_settlements",
    "history_statements",
    "plain",
    "quantity_rows",
    "snapshot_settlements",
    "statement_rows",
]

Row = dict[str, Any]

#: Title, key and fields of each table, by its name.
DICTIONARY: Final[Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("dictionary.toml").read_text(encoding="utf-8")
)

#: The names of the columns of each table, in their order.
COLUMNS: Final = {
    name: tuple(field["name"] for field in table["fields"]) for name, table in DICTIONARY.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a history refers to: its places, its statements and their documents, by id."""

    places: Mapping[str, Place]
    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]


def snapshot_settlements(snapshot: Snapshot) -> list[Row]:
    """Return a row for each settlement of a snapshot; its dates are those of its control."""
    return [
        _settlement_row(settlement.interval, settlement, snapshot.known_by)
        for settlement in snapshot.settlements
    ]


def history_settlements(history: History, places: Mapping[str, Place]) -> list[Row]:
    """Return a row for each settlement and each time in which its control was the same."""
    return [
        _settlement_row(interval, places[interval.place_id], history.known_by)
        for interval in history.settlements
    ]


def history_statements(history: History, evidence: Evidence) -> list[Row]:
    """Return the statements that the settlements of a history rest on, oldest report first."""
    cited = {key for interval in history.settlements for key in interval.statement_ids}
    return statement_rows((evidence.statements[key] for key in cited), evidence.documents)


def statement_rows(statements: Iterable[Statement], documents: Mapping[str, Document]) -> list[Row]:
    """Return a row for each statement, oldest report first."""
    ordered = sorted(statements, key=lambda said: (said.reported_on, said.statement_id))
    return [_statement_row(said, documents[said.provenance.document_id]) for said in ordered]


def quantity_rows(quantities: Iterable[Quantity], documents: Mapping[str, Document]) -> list[Row]:
    """Return a row for each area or count, oldest report first."""
    ordered = sorted(quantities, key=lambda said: (said.reported_on, said.statement_id))
    return [_quantity_row(said, documents[said.provenance.document_id]) for said in ordered]


def document_rows(documents: Iterable[Document]) -> list[Row]:
    """Return a row for each article, oldest first; its text is not ours to give away."""
    return [
        {
            "document_id": document.document_id,
            "publisher": plain(document.publisher),
            "published": document.published,
            "published_precision": str(document.published_precision),
            "published_how": plain(document.published_how),
            "url": plain(document.url),
            "language": document.language,
            "title": plain(document.title),
        }
        for document in sorted(documents, key=lambda one: (one.published, one.document_id))
    ]


def plain(text: str) -> str:
    r"""Return a text on one line, without the control characters that XML and sheets forbid.

    >>> plain("Suja\x00 \u202eis\n held")
    'Suja is held'
    """
    kept = (
        character if character.isprintable() else " " * character.isspace() for character in text
    )
    return " ".join("".join(kept).split())


def _settlement_row(
    interval: ControlInterval, named: Place | Settlement, known_by: dt.date | None
) -> Row:
    russian, contested, ukrainian = interval.probability
    return {
        "view": str(interval.view),
        "valid_from": interval.valid_from,
        "valid_to": interval.valid_to,
        "known_by": known_by,
        "place_id": interval.place_id,
        "name_en": named.name_en,
        "name_ru": named.name_ru,
        "name_uk": named.name_uk,
        "longitude": named.longitude,
        "latitude": named.latitude,
        "population": named.population,
        "control": str(interval.control),
        "basis": str(interval.basis),
        "last_evidence_on": interval.last_evidence_on,
        "chance_russian": round(float(russian), 3),
        "chance_contested": round(float(contested), 3),
        "chance_ukrainian": round(float(ukrainian), 3),
        "statements": len(interval.statement_ids),
        "statement_ids": " ".join(interval.statement_ids),
    }


def _statement_row(statement: Statement, document: Document) -> Row:
    return {
        "statement_id": statement.statement_id,
        "place_id": statement.place_id,
        "place_name": statement.place_name,
        "toponym": plain(statement.toponym),
        "change": str(statement.change),
        "control": str(statement.control) if statement.control else None,
        "side": str(statement.side),
        **_word(statement, document),
    }


def _quantity_row(quantity: Quantity, document: Document) -> Row:
    return {
        "statement_id": quantity.statement_id,
        "measure": str(quantity.measure),
        "value": quantity.value,
        "sense": str(quantity.sense),
        "side": str(quantity.side),
        **_word(quantity, document),
    }


def _word(said: Statement | Quantity, document: Document) -> Row:
    """Return what statements and quantities share: whose word, when, and where it was read."""
    return {
        "claimant": str(said.claimant),
        "claimant_name": plain(said.claimant_name),
        "modality": str(said.modality),
        "valid_from": said.valid_from,
        "valid_to": said.valid_to,
        "date_precision": str(said.date_precision),
        "reported_on": said.reported_on,
        "publisher": plain(document.publisher),
        "url": plain(document.url),
        "quote": plain(said.provenance.quote),
        "document_id": document.document_id,
    }
