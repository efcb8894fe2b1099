"""What a day's map rests on, as tables to read or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kursk_map.publish.lines import statement_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.publish.tables import Evidence
    from kursk_map.terrain.robustness import Loss, Robustness

__all__ = ["robustness_record", "robustness_text"]

Json = dict[str, Any]

#: So many sources of a kind are told as text; JSON has them all.
MOST = 10
QUOTE_LENGTH = 160


def robustness_text(found: Robustness, evidence: Evidence) -> str:
    """Return tables for people, largest loss first."""
    return "\n".join(_lines(found, evidence)) + "\n"


def robustness_record(found: Robustness, evidence: Evidence) -> Json:
    """Return everything that was measured; statements come with quote, claimant and address."""
    return {
        "view": found.view,
        "valid_on": found.valid_on.isoformat(),
        "known_by": found.known_by.isoformat() if found.known_by else None,
        "held_km2": found.held_km2,
        "hanging_km2": found.hanging_km2,
        "documents": [
            {**_loss(loss), **_document(loss.source, evidence)} for loss in found.documents
        ],
        "publishers": [_loss(loss) for loss in found.publishers],
        "claimants": [_loss(loss) for loss in found.claimants],
        "statements": [
            {**_loss(loss), **_statement(loss.source, evidence)} for loss in found.statements
        ],
    }


def _lines(found: Robustness, evidence: Evidence) -> Iterator[str]:
    known = f", known by {found.known_by}" if found.known_by else ""
    yield f"What the map of {found.valid_on} rests on (view '{found.view}'{known})"
    yield ""
    yield f"Land held on the other side's soil: {found.held_km2:.0f} km²."
    yield f"Of this, {found.hanging_km2:.0f} km² go when some single article is left out."
    documents = [(loss, _title(loss.source, evidence)) for loss in found.documents]
    yield from _table("Without one article", documents)
    yield from _table("Without one publisher", [(each, each.source) for each in found.publishers])
    yield from _table("Without one claimant", [(each, each.source) for each in found.claimants])
    yield from _table(
        "Without one statement",
        [(loss, _quoted(loss.source, evidence)) for loss in found.statements],
    )


def _table(title: str, rows: Sequence[tuple[Loss, str]]) -> Iterator[str]:
    yield ""
    yield title
    yield f"{'lost km²':>12}{'gained km²':>12}{'places':>8}"
    for loss, name in rows[:MOST]:
        lost, gained, places = loss.lost_km2, loss.gained_km2, len(loss.place_ids)
        yield f"{lost:>12.1f}{gained:>12.1f}{places:>8}  {name}"
    if not rows:
        yield f"{'':>12}none changes the map"
    if len(rows) > MOST:
        yield f"{'':>12}and {len(rows) - MOST} more"


def _title(document_id: str, evidence: Evidence) -> str:
    document = evidence.documents[document_id]
    return f"{document.publisher}, {document.published}: {document.title} [{document_id}]"


def _quoted(statement_id: str, evidence: Evidence) -> str:
    said = evidence.statements[statement_id]
    quote = " ".join(said.provenance.quote.split())
    short = quote if len(quote) <= QUOTE_LENGTH else quote[: QUOTE_LENGTH - 1].rstrip() + "…"
    return (
        f"{said.place_name}, {said.claimant_name or said.claimant}, {said.reported_on}: “{short}”"
    )


def _loss(loss: Loss) -> Json:
    return {
        "source": loss.source,
        "lost_km2": loss.lost_km2,
        "gained_km2": loss.gained_km2,
        "place_ids": list(loss.place_ids),
    }


def _document(document_id: str, evidence: Evidence) -> Json:
    document = evidence.documents[document_id]
    return {
        "publisher": document.publisher,
        "published": document.published.isoformat(),
        "title": document.title,
        "url": document.url,
    }


def _statement(statement_id: str, evidence: Evidence) -> Json:
    said = evidence.statements[statement_id]
    document = evidence.documents[said.provenance.document_id]
    return {**statement_line(said), "publisher": document.publisher, "url": document.url}
