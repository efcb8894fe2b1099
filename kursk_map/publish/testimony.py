"""What was said of each settlement: fetched by the player on the first click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kursk_map.publish.season import (
    day_number,
    settlement_rows,
    shown_places,
    shown_quantities,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kursk_map.model import Document, History, Statement
    from kursk_map.publish.season import SeasonInputs

__all__ = ["statements_payload"]

Json = dict[str, Any]


def statements_payload(inputs: SeasonInputs) -> Json:
    """Return every statement about a place of the theatre, and what each interval rests on.

    ``support`` follows the rows of the season's settlements: for each interval
    the numbers of its statements (newest first) and the chances in per cent
    that the place is Russian-held, contested, Ukrainian-held. ``totals``
    follows the season's: the number of the document of each.
    """
    numbers = {place.place_id: number for number, place in enumerate(shown_places(inputs))}
    said = sorted(
        (statement for statement in inputs.statements.values() if statement.place_id in numbers),
        key=lambda statement: (
            numbers[statement.place_id],
            statement.valid_from,
            statement.reported_on,
            statement.statement_id,
        ),
    )
    totals = [quantity.provenance.document_id for quantity in shown_quantities(inputs)]
    documents = sorted({statement.provenance.document_id for statement in said} | {*totals})
    document_numbers = {document_id: number for number, document_id in enumerate(documents)}
    statement_numbers = {statement.statement_id: number for number, statement in enumerate(said)}
    return {
        "version": inputs.data_version,
        "documents": [_document(inputs.documents[name], inputs) for name in documents],
        "statements": [_statement(row, numbers, document_numbers, inputs) for row in said],
        "totals": [document_numbers[name] for name in totals],
        "support": {
            "now": _support(inputs.histories, numbers, statement_numbers),
            "evening": _support(inputs.evenings, numbers, statement_numbers),
        },
    }


def _document(document: Document, inputs: SeasonInputs) -> Json:
    return {
        "publisher": document.publisher,
        "title": document.title,
        "url": document.url,
        "language": document.language,
        "published": day_number(document.published, inputs.start),
        "precision": document.published_precision,
    }


def _statement(
    statement: Statement,
    numbers: Mapping[str, int],
    document_numbers: Mapping[str, int],
    inputs: SeasonInputs,
) -> Json:
    provenance = statement.provenance
    return {
        "id": statement.statement_id,
        "place": numbers[statement.place_id],
        "document": document_numbers[provenance.document_id],
        "toponym": statement.toponym,
        "quote": provenance.quote,
        "rules": list(provenance.rule_ids),
        "change": statement.change,
        "control": statement.control,
        "side": statement.side,
        "claimant": statement.claimant,
        "name": statement.claimant_name,
        "modality": statement.modality,
        "from": day_number(statement.valid_from, inputs.start),
        "to": day_number(statement.valid_to, inputs.start),
        "precision": statement.date_precision,
        "reported": day_number(statement.reported_on, inputs.start),
    }


def _support(
    histories: Mapping[Any, History],
    numbers: Mapping[str, int],
    statement_numbers: Mapping[str, int],
) -> Json:
    return {
        view: [
            [
                [
                    statement_numbers[statement_id]
                    for statement_id in row.statement_ids
                    if statement_id in statement_numbers
                ],
                [round(100 * chance) for chance in row.probability],
            ]
            for row in settlement_rows(history, numbers)
        ]
        for view, history in histories.items()
    }
