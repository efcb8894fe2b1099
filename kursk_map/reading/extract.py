"""Read a document: every statement about a place, every quantity, and what stayed unread.

The order of a sentence: lay it out (`scene`), find its lists of places
(`places`), its speakers (`attribution`), its events (`control_change`), and
give each event a claimant and a valid time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kursk_map.model import (
    Change,
    Control,
    DatePrecision,
    Extraction,
    Modality,
    Provenance,
    Side,
    Skipped,
    Span,
    Statement,
)
from kursk_map.reading.attribution import Registry, Speaker, choose_claim, own_voice, read_claims
from kursk_map.reading.control_change import Context, Voice, read_events
from kursk_map.reading.dates import DateRole, SinceMeans, find_dates, resolve_valid_time
from kursk_map.reading.entries import Cue
from kursk_map.reading.lexicon import languages, load_lexicon
from kursk_map.reading.places import Memory, find_groups
from kursk_map.reading.scene import build_scene
from kursk_map.reading.sentences import split_sentences
from kursk_map.reading.toponyms import find_toponyms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gazetteer.load import Gazetteer
    from kursk_map.model import Document, Sentence
    from kursk_map.reading.attribution import Claim
    from kursk_map.reading.control_change import Event
    from kursk_map.reading.dates import DateMention
    from kursk_map.reading.lexicon import Lexicon, Match
    from kursk_map.reading.scene import Scene
    from kursk_map.reading.toponyms import Toponym

__all__ = ["extract", "extract_all"]

_FALLBACK: Final = "en"
_MOST_SPARE: Final = 12


def extract(document: Document, gazetteer: Gazetteer) -> Extraction:
    """Read one document.

    Parameters
    ----------
    document
        What was published; its text is read as it is and never raises.
    gazetteer
        The places that can be meant.

    Returns
    -------
    Extraction
        Statements in order of the text, each with the sentence it rests on,
        and one `Skipped` for every sentence that spoke of a change at a place
        whose side or place stayed undecided.
    """
    reader = _Reader(document, gazetteer)
    for sentence in split_sentences(document.text):
        reader.read(sentence)
    return reader.extraction()


def extract_all(
    documents: Iterable[Document],
    gazetteer: Gazetteer,
    *,
    progress: Callable[[Document], None] | None = None,
) -> Extraction:
    """Read many documents, in their order; ``progress`` is told of each one done."""
    parts = []
    for document in documents:
        parts.append(extract(document, gazetteer))
        if progress is not None:
            progress(document)
    return Extraction(
        statements=tuple(each for part in parts for each in part.statements),
        quantities=tuple(each for part in parts for each in part.quantities),
        skipped=tuple(each for part in parts for each in part.skipped),
    )


@dataclass(slots=True)
class _Reader:
    """Reads one document, sentence by sentence, remembering what it has read."""

    document: Document
    gazetteer: Gazetteer
    lexicon: Lexicon = field(init=False)
    registry: Registry = field(init=False)
    memory: Memory = field(default_factory=Memory)
    context: Context = field(init=False)
    toponyms: tuple[Toponym, ...] = field(init=False)
    dates: tuple[DateMention, ...] = field(init=False)
    statements: dict[tuple[object, ...], Statement] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    carried: Claim | None = None
    repeated: Claim | None = None
    read_to: int = 0

    def __post_init__(self) -> None:
        """Find what is found in the text as a whole: its language's rows, places, dates."""
        document = self.document
        language = document.language if document.language in languages() else _FALLBACK
        self.lexicon = load_lexicon(language)
        self.registry = Registry(publisher=own_voice(document.publisher, self.lexicon))
        self.context = Context(day=document.published)
        self.toponyms = find_toponyms(
            document.text, language=document.language, gazetteer=self.gazetteer
        )
        self.dates = find_dates(
            document.text,
            language=language,
            published=document.published,
            precision=document.published_precision,
        )

    def read(self, sentence: Sentence) -> None:
        """Read one sentence."""
        toponyms = _within(self.toponyms, sentence.span)
        scene = build_scene(sentence, toponyms, self.lexicon)
        groups = find_groups(scene, self.memory)
        claims = read_claims(scene, self.registry)
        if claims or "\n" in self.document.text[self.read_to : sentence.span.start]:
            self.carried = None
        self.read_to = sentence.span.end
        chosen = [self._claim_of(scene, claims, cue) for cue in scene.cues]
        if claims:
            self.carried = claims[-1]
        voices = [self._voice(claim) for claim in chosen]
        events, undecided = read_events(scene, groups, voices, self.context)
        by_cue = {cue.start: claim for cue, claim in zip(scene.cues, chosen, strict=True)}
        for event in events:
            self._state(scene, event, by_cue.get(event.at))
        for reason in dict.fromkeys(each.reason for each in undecided):
            self.skipped.append(
                Skipped(
                    document_id=self.document.document_id, sentence=sentence, reason=reason
                )
            )

    def extraction(self) -> Extraction:
        """Return everything read so far."""
        return Extraction(
            statements=tuple(self.statements.values()),
            quantities=(),
            skipped=tuple(self.skipped),
        )

    def _claim_of(self, scene: Scene, claims: list[Claim], cue: Match) -> Claim | None:
        """Choose whose word a cue is: somebody's in its sentence, or still that of the last one."""
        entry = cue.entry
        assert isinstance(entry, Cue)
        claim = choose_claim(scene, claims, cue.start)
        if entry.change == "same":
            return self.repeated or claim
        if claim is None and entry.change != Change.HELD:
            claim = self.carried
        self.repeated = claim
        return claim

    def _voice(self, claim: Claim | None) -> Voice:
        if claim is None:
            return Voice(side=self.registry.publisher.side, polarity=Modality.ASSERTED)
        return Voice(side=claim.speaker.side, polarity=claim.polarity)

    def _state(self, scene: Scene, event: Event, claim: Claim | None) -> None:
        """Make a statement of an event, unless the document already made it."""
        speaker = claim.speaker if claim else self.registry.publisher
        rules = (*event.rule_ids, *(claim.rule_ids if claim else ()))
        dates = self._dates_for(scene, event, claim)
        valid = resolve_valid_time(
            dates, published=self.document.published, since=_since(event.change)
        )
        control = _control(event.change, event.side)
        key = (
            event.place.place_id, event.change, control, event.side, speaker.party,
            speaker.name, event.modality, valid.valid_from, valid.valid_to,
        )  # fmt: skip
        if key in self.statements:
            return
        span = scene.sentence.span
        self.statements[key] = Statement(
            statement_id=_hash(self.document.document_id, span.start, span.end, *key),
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
            reported_on=self._reported_on(dates),
            provenance=Provenance(
                document_id=self.document.document_id,
                span=span,
                quote=scene.sentence.text,
                rule_ids=(*rules, *(date.rule_id for date in dates)),
            ),
        )

    def _dates_for(
        self, scene: Scene, event: Event, claim: Claim | None
    ) -> list[DateMention]:
        """Choose the dates that bear on an event: of its own clause, else of the sentence."""
        found = _within(self.dates, scene.sentence.span)
        if not found:
            return []
        clause = scene.clauses[event.at]
        own = [
            date
            for date in found
            if scene.clauses[min(scene.item_at(date.span.start), len(scene.clauses) - 1)] == clause
        ]
        return own or list(found)

    def _reported_on(self, dates: Sequence[DateMention]) -> dt.date:
        told = [date.valid_to for date in dates if date.role is DateRole.REPORT]
        day = max(told) - dt.timedelta(days=1) if told else self.document.published
        return min(day, self.document.published)


def _since(change: Change) -> SinceMeans:
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


def _hash(*parts: object) -> str:
    """Return the name of a statement: the first 16 digits of the hash of what it says."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _within(found: Sequence, span: Span) -> Sequence:
    """Return what begins within a span, of things in order of their own spans."""
    first = bisect_left(found, span.start, key=lambda each: each.span.start)
    last = bisect_left(found, span.end, key=lambda each: each.span.start)
    return found[first:last]
