"""Statements, quantities and resolutions as the plain records that commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gazetteer.place import Ambiguous, Place, Resolution, Resolved, Unresolved
from kursk_map.reading.confidence import confidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_map.model import Extraction, Quantity, Statement

__all__ = ["extraction_lines", "place_line", "quantity_line", "resolution_line", "statement_line"]

Json = dict[str, Any]


def extraction_lines(extraction: Extraction) -> Iterator[Json]:
    """Yield one record for each statement, then for each quantity, in the order of the text.

    A statement also tells how sure its reading is, and what speaks against it; where an encoder
    was asked, ``second_opinion`` is how likely it finds the reading, and ``otherwise`` the
    likeliest other one of the same place.
    """
    for statement in sorted(extraction.statements, key=_place_in_text):
        sureness: Json = {
            "confidence": confidence_of(statement),
            "doubts": list(statement.provenance.doubts),
        }
        if (opinion := statement.provenance.second_opinion) is not None:
            sureness["second_opinion"] = round(opinion.share, 2)
            sureness["otherwise"] = round(opinion.otherwise, 2)
        yield statement_line(statement) | sureness
    for quantity in sorted(extraction.quantities, key=_place_in_text):
        yield quantity_line(quantity)


def statement_line(statement: Statement) -> Json:
    """Return a statement about a place as a record of ``kind`` ``settlement``."""
    return {
        "kind": "settlement",
        "place_id": statement.place_id,
        "place_name": statement.place_name,
        "toponym": statement.toponym,
        "change": statement.change,
        "control": statement.control,
        "side": statement.side,
        **_word(statement),
    }


def quantity_line(quantity: Quantity) -> Json:
    """Return an area, a count or a share as a record of ``kind`` ``quantity``."""
    return {
        "kind": "quantity",
        "measure": quantity.measure,
        "value": quantity.value,
        "sense": quantity.sense,
        "side": quantity.side,
        **_word(quantity),
    }


def resolution_line(resolution: Resolution) -> Json:
    """Return the answer of the gazetteer as a record with its ``status``."""
    match resolution:
        case Resolved(place=place, score=score, spelling=spelling):
            return {
                "status": "resolved",
                "place": place_line(place),
                "score": round(score, 1),
                "spelling": spelling,
            }
        case Ambiguous(candidates=candidates):
            return {
                "status": "ambiguous",
                "candidates": [
                    {
                        "place": place_line(candidate.place),
                        "score": round(candidate.score, 1),
                        "spelling": candidate.spelling,
                    }
                    for candidate in candidates
                ],
            }
        case Unresolved(name=name, closest=closest):
            return {"status": "unresolved", "name": name, "closest": list(closest)}


def place_line(place: Place) -> Json:
    """Return a place with its names, point (degrees, EPSG:4326) and source."""
    return {
        "place_id": place.place_id,
        "name_en": place.name_en,
        "name_ru": place.name_ru,
        "name_uk": place.name_uk,
        "derived": list(place.derived),
        "longitude": place.longitude,
        "latitude": place.latitude,
        "country": place.country,
        "region": place.region,
        "district": place.district,
        "kind": place.kind,
        "population": place.population,
        "codes": list(place.codes),
        "source": place.source,
        "accuracy_m": place.accuracy_m,
    }


def _word(said: Statement | Quantity) -> Json:
    """Return what statements and quantities share: whose word, when, and where it was read."""
    provenance = said.provenance
    return {
        "claimant": said.claimant,
        "claimant_name": said.claimant_name,
        "modality": said.modality,
        "valid_from": said.valid_from.isoformat(),
        "valid_to": said.valid_to.isoformat(),
        "date_precision": said.date_precision,
        "reported_on": said.reported_on.isoformat(),
        "quote": provenance.quote,
        "start": provenance.span.start,
        "end": provenance.span.end,
        "rule_ids": list(provenance.rule_ids),
        "document_id": provenance.document_id,
        "statement_id": said.statement_id,
    }


def _place_in_text(said: Statement | Quantity) -> tuple[int, int, str]:
    span = said.provenance.span
    return span.start, span.end, said.statement_id
