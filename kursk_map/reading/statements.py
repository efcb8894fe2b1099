"""Turn what was read into statements: a valid time, a claimant, a name by content, no repeats."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kursk_map.model import Change, Control, Doubt, Provenance, Quantity, Statement
from kursk_map.reading.confidence import kind_of
from kursk_map.reading.counting.senses import settle_sense
from kursk_map.reading.dates import DateRole
from kursk_map.reading.dating.valid_times import SinceMeans, resolve_valid_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Document, SecondOpinion, Sentence, Side
    from kursk_map.reading.amounts import Amount
    from kursk_map.reading.dates import DateMention
    from kursk_map.reading.grammar.events import Event
    from kursk_map.reading.voices.claims import Claim
    from kursk_map.reading.voices.registry import Speaker

__all__ = ["AmountDraft", "Draft", "make_quantities", "make_statements"]


@dataclass(slots=True, kw_only=True)
class Draft:
    """An event with its sentence, dates and speaker; the speaker may still be corrected.

    ``doubts`` are those about its sentence; ``second_opinion`` is what the encoder makes of it,
    if it was asked.
    """

    sentence: Sentence
    event: Event
    dates: Sequence[DateMention]
    speaker: Speaker
    claim: Claim | None
    doubts: tuple[Doubt, ...]
    second_opinion: SecondOpinion | None = None


@dataclass(slots=True, kw_only=True)
class AmountDraft:
    """A quantity with its sentence, dates and speaker."""

    sentence: Sentence
    amount: Amount
    dates: Sequence[DateMention]
    speaker: Speaker
    claim: Claim | None


def without_outlived(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what one sentence says to have ended: "the last village held by S was retaken".

    A time of its own ("held by S since August") keeps it.
    """
    gained = {_hold(each) for each in drafts if each.event.change is Change.GAINED}
    return [
        each
        for each in drafts
        if each.event.change is not Change.HELD or _hold(each, each.event.side.other) not in gained
    ]


def _hold(draft: Draft, side: Side | None = None) -> tuple[object, ...]:
    event = draft.event
    when = tuple(date.span for date in draft.dates)
    return event.place.place_id, side or event.side, event.modality, draft.speaker, when


def make_statements(document: Document, drafts: Iterable[Draft]) -> tuple[Statement, ...]:
    """Make the statements of a document, in order; what is said twice by one claimant is one."""
    drafts = tuple(drafts)
    kinds = defaultdict(set)
    for draft in drafts:
        kinds[draft.event.place.place_id].add(_kind(draft))
    made: dict[tuple[object, ...], Statement] = {}
    for draft in drafts:
        otherwise = len(kinds[draft.event.place.place_id]) > 1
        key, statement = _statement(document, draft, _doubts(draft, otherwise=otherwise))
        made.setdefault(key, statement)
    return tuple(made.values())


def _kind(draft: Draft) -> str:
    return kind_of(draft.event.change, draft.event.modality)


def _doubts(draft: Draft, *, otherwise: bool) -> tuple[Doubt, ...]:
    """Add to what makes the sentence doubtful what only the whole document tells."""
    unattributed = (Doubt.UNATTRIBUTED,) if draft.claim is None else ()
    return (*unattributed, *draft.doubts, *((Doubt.OTHERWISE,) if otherwise else ()))


def _statement(
    document: Document, draft: Draft, doubts: tuple[Doubt, ...]
) -> tuple[tuple[object, ...], Statement]:
    event, speaker = draft.event, draft.speaker
    valid = resolve_valid_time(
        draft.dates, published=document.published, since=_since(event.change)
    )
    control = _control(event.change, event.side)
    key = (
        event.place.place_id, event.change, control, event.side, speaker.party, speaker.name,
        event.modality, valid.valid_from, valid.valid_to,
    )  # fmt: skip
    span = draft.sentence.span
    return key, Statement(
        statement_id=name_by_content(document.document_id, span.start, span.end, *key),
        place_id=event.place.place_id,
        place_name=event.place.name_en,
        toponym=event.mention.name,
        change=event.change,
        control=control,
        side=event.side,
        claimant=speaker.party,
        claimant_name=speaker.name,
        modality=event.modality,
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
        date_precision=valid.precision,
        reported_on=_reported_on(document, draft.dates),
        provenance=_provenance(document, draft, event.rule_ids, doubts, draft.second_opinion),
    )


def make_quantities(document: Document, drafts: Iterable[AmountDraft]) -> tuple[Quantity, ...]:
    """Make the quantities of a document, in order and without repeats."""
    made: dict[tuple[object, ...], Quantity] = {}
    for draft in drafts:
        amount, speaker = draft.amount, draft.speaker
        mention = amount.mention
        # "Since August they have taken 100 villages" tells how many they have now.
        valid = resolve_valid_time(draft.dates, published=document.published, since=SinceMeans.NOW)
        sense = settle_sense(amount.sense, mention, valid=valid, published=document.published)
        key = (
            mention.measure, mention.value, sense, amount.side, speaker.party,
            speaker.name, amount.modality, valid.valid_from, valid.valid_to,
        )  # fmt: skip
        made.setdefault(
            key,
            Quantity(
                statement_id=name_by_content(
                    document.document_id, draft.sentence.span.start, draft.sentence.span.end, *key
                ),
                measure=mention.measure,
                value=mention.value,
                sense=sense,
                side=amount.side,
                claimant=speaker.party,
                claimant_name=speaker.name,
                modality=amount.modality,
                valid_from=valid.valid_from,
                valid_to=valid.valid_to,
                date_precision=valid.precision,
                reported_on=_reported_on(document, draft.dates),
                provenance=_provenance(document, draft, amount.rule_ids),
            ),
        )
    return tuple(made.values())


def _provenance(
    document: Document,
    draft: Draft | AmountDraft,
    rule_ids: tuple[str, ...],
    doubts: tuple[Doubt, ...] = (),
    second_opinion: SecondOpinion | None = None,
) -> Provenance:
    claim_rules = draft.claim.rule_ids if draft.claim else ()
    return Provenance(
        document_id=document.document_id,
        span=draft.sentence.span,
        quote=draft.sentence.text,
        rule_ids=(*rule_ids, *claim_rules, *(date.rule_id for date in draft.dates)),
        doubts=doubts,
        second_opinion=second_opinion,
    )


def _since(change: Change) -> SinceMeans:
    """Say what "since D" means: a state holds all along, a change began then."""
    if change in {Change.HELD, Change.PRESENT, Change.CONTESTED}:
        return SinceMeans.WHOLE
    return SinceMeans.START


def _control(change: Change, side: Side) -> Control | None:
    match change:
        case Change.GAINED | Change.HELD:
            return Control(side)
        case Change.LOST:
            return Control(side.other)
        case Change.CONTESTED:
            return Control.CONTESTED
        case _:
            return None


def _reported_on(document: Document, dates: Sequence[DateMention]) -> dt.date:
    """Return the day on which the claimant said so, never later than publication."""
    told = [date.valid_to for date in dates if date.role is DateRole.REPORT]
    day = max(told) - dt.timedelta(days=1) if told else document.published
    return min(day, document.published)


def name_by_content(*parts: object) -> str:
    """Return the name of a record: the first 16 hexadecimal digits of the hash of what it says."""
    text = "\x1f".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
