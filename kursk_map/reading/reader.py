"""Read a document sentence by sentence, remembering what was read.

The order of a sentence: lay it out (`scene`), find its lists of places
(`places`), its speakers (`attribution`), its events (`control_change`), and
give each event a claimant and a valid time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from kursk_map.model import Extraction, Modality, Skipped
from kursk_map.reading.amounts import read_amounts
from kursk_map.reading.attribution import read_claims
from kursk_map.reading.confidence import doubts_of
from kursk_map.reading.control_change import Context, read_events
from kursk_map.reading.discourse.carrying import Carrier
from kursk_map.reading.discourse.denials import note_denials, read_denials
from kursk_map.reading.discourse.floor import Floor
from kursk_map.reading.discourse.headings import Heading
from kursk_map.reading.discourse.leads import name_whose_lead
from kursk_map.reading.discourse.outcomes import Outcomes
from kursk_map.reading.discourse.quotations import Quotation, closing_sentence
from kursk_map.reading.grammar.anaphora import Memory
from kursk_map.reading.grammar.circumstances import front_on
from kursk_map.reading.grammar.places import find_groups
from kursk_map.reading.grammar.referents import Voice
from kursk_map.reading.grammar.scene import build_scene
from kursk_map.reading.lexicon import languages, load_lexicon
from kursk_map.reading.quantities import find_quantities
from kursk_map.reading.sentences import rest_of_line
from kursk_map.reading.statements import (
    AmountDraft,
    Draft,
    make_quantities,
    make_statements,
    without_outlived,
)
from kursk_map.reading.timing import Timetable, within
from kursk_map.reading.toponyms import find_toponyms
from kursk_map.reading.voices.claims import choose_claim
from kursk_map.reading.voices.homes import home_by_words, home_side
from kursk_map.reading.voices.registry import Registry, own_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.index import Gazetteer
    from kursk_map.model import Document, Sentence, Side
    from kursk_map.reading.grammar.events import Event
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Lexicon
    from kursk_map.reading.quantities import QuantityMention
    from kursk_map.reading.second_opinion.opinion import Opinion
    from kursk_map.reading.toponyms import Toponym
    from kursk_map.reading.voices.claims import Claim

__all__ = ["Reader"]

_FALLBACK: Final = "en"


@dataclass(slots=True)
class Reader:
    """Reads one document, sentence by sentence, remembering what it has read."""

    document: Document
    gazetteer: Gazetteer
    sentences: Sequence[Sentence]
    lexicon: Lexicon = field(init=False)
    registry: Registry = field(init=False)
    floor: Floor = field(init=False)
    carrier: Carrier = field(init=False)
    outcomes: Outcomes = field(default_factory=Outcomes)
    heading: Heading = field(default_factory=Heading)
    home: Side | None = field(init=False)
    memory: Memory = field(default_factory=Memory)
    context: Context = field(init=False)
    toponyms: tuple[Toponym, ...] = field(init=False)
    timetable: Timetable = field(init=False)
    quantities: tuple[QuantityMention, ...] = field(init=False)
    amounts: list[AmountDraft] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unclaimed: list[Draft | AmountDraft] = field(default_factory=list)
    latest: list[Draft] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    quotation: Quotation = field(default_factory=Quotation)
    read_to: int = 0
    opinion: Opinion | None = None

    def __post_init__(self) -> None:
        """Find what is found in the text as a whole: its language's rows, places, dates."""
        document = self.document
        language = document.language if document.language in languages() else _FALLBACK
        self.lexicon = load_lexicon(language)
        self.registry = Registry(publisher=own_voice(document.publisher, self.lexicon))
        self.floor = Floor(self.registry.publisher)
        self.carrier = Carrier(self.registry.publisher, document.published)
        self.context = Context(day=document.published)
        self.home = home_side(document.url, document.language) or home_by_words(
            document.text, self.lexicon
        )
        self.toponyms = find_toponyms(
            document.text,
            language=document.language,
            gazetteer=self.gazetteer,
            near=front_on(document.published),
        )
        self.quantities = find_quantities(document.text, language=language)
        self.timetable = Timetable.of(document, language, self.toponyms)

    def offsets(self) -> list[int]:
        """List where places and amounts stand, in order."""
        spans = [each.span for each in self.toponyms] + [each.span for each in self.quantities]
        return sorted(span.start for span in spans)

    def read(self, sentence: Sentence) -> None:
        """Read one sentence."""
        toponyms = within(self.toponyms, sentence.span)
        scene = build_scene(sentence, toponyms, self.lexicon)
        groups = find_groups(scene, self.memory)
        claims = note_denials(scene, read_claims(scene, self.registry))
        new_line = "\n" in self.document.text[self.read_to : sentence.span.start]
        self.context.heading = self.heading.begin(scene, groups, new_line=new_line)
        self.floor.begin(scene, claims, new_line=new_line, home=self.home)
        self.quotation.begin(new_line=new_line)
        self.carrier.begin(scene, new_line=new_line)
        self.outcomes.begin(new_line=new_line)
        self.read_to = sentence.span.end
        if not new_line:
            self._share_source(scene, claims)
        self._look_back(claims)
        self._hear_out(scene, claims)
        heard = self._hear_opinion(scene, claims)
        chosen = [self.floor.choose(scene, claims, cue) for cue in scene.cues]
        carried = self.floor.carried
        self.floor.yield_to(claims)
        voices = [self._voice(claim, claims) for claim in chosen]
        spoken_of = self.context.side
        events, undecided = read_events(scene, groups, voices, self.context)
        by_cue = {cue.start: claim for cue, claim in zip(scene.cues, chosen, strict=True)}
        earlier = self.latest
        drafted = without_outlived(
            [self._draft(scene, event, by_cue.get(event.at)) for event in events]
        )
        self.drafts += drafted
        self.unclaimed += (each for each in (*drafted, *heard) if each.claim is None)
        self.outcomes.follow(scene, drafted, self.context.beaten, claims)
        for drafts in (drafted, heard):
            self.carrier.offer(scene, (each for each in drafts if self._is_open(each, carried)))
        self.carrier.note(scene, claims)
        self.latest = drafted or ([] if claims else earlier)
        for claim in claims:
            if claim.polarity is Modality.DENIED or claim.rebuts:
                self.drafts += read_denials(scene, claim, drafted, earlier, self.timetable)
        amounts = len(self.amounts)
        self._read_amounts(scene, claims, spoken_of)
        self.quotation.follow(sentence.text, [*drafted, *self.amounts[amounts:]], claims)
        for reason in dict.fromkeys(each.reason for each in undecided):
            self.skipped.append(
                Skipped(document_id=self.document.document_id, sentence=sentence, reason=reason)
            )

    def _is_open(self, draft: Draft, carried: Claim | None) -> bool:
        """Tell whether a draft names nobody, so that it is not settled whose word it is."""
        return draft.claim is None or (draft.claim is carried and carried is not self.floor.quoted)

    def _read_amounts(self, scene: Scene, claims: list[Claim], spoken_of: Side | None) -> None:
        """Read the amounts of a sentence; ``spoken_of``: whom those before it told of."""
        mentions = within(self.quantities, scene.sentence.span)
        if not mentions:
            return
        chosen = [
            choose_claim(scene, claims, scene.item_at(mention.span.start)) or self.floor.carried
            for mention in mentions
        ]
        voices = [self._voice(claim, claims) for claim in chosen]
        for amount in read_amounts(scene, mentions, voices, spoken_of, self.context.day):
            claim = chosen[mentions.index(amount.mention)]
            speaker = claim.speaker if claim else self.registry.publisher
            at = min(amount.at, len(scene.items) - 1)
            draft = AmountDraft(
                sentence=scene.sentence,
                amount=amount,
                dates=self.timetable.dates_for(scene, at, speaker),
                speaker=speaker,
                claim=claim,
            )
            self.amounts.append(draft)
            if claim is None:
                self.unclaimed.append(draft)

    def extraction(self) -> Extraction:
        """Return everything read so far."""
        name_whose_lead(self.drafts)
        if self.opinion is not None:
            name_whose_lead(self.opinion.drafts)
        self.carrier.settle()
        if self.opinion is not None:
            self.drafts += self.opinion.added(self.drafts)
            self.opinion.weigh(self.drafts)
            self.drafts.sort(key=attrgetter("sentence.span.start"))
        statements = make_statements(self.document, self.drafts)
        if self.opinion is not None:
            statements = tuple(filter(self.opinion.trusts, statements))
        return Extraction(
            statements=statements,
            quantities=make_quantities(self.document, self.amounts),
            skipped=tuple(self.skipped),
        )

    def _share_source(self, scene: Scene, claims: list[Claim]) -> None:
        """Give figures to whom the next ones name: "It was A. Now it is B, K estimates"."""
        for mention in within(self.quantities, scene.sentence.span):
            claim = choose_claim(scene, claims, scene.item_at(mention.span.start))
            if claim is None or claim.start < scene.item_at(mention.span.end - 1):
                continue
            for draft in self.unclaimed:
                if (
                    isinstance(draft, AmountDraft)
                    and draft.amount.mention.measure is mention.measure
                ):
                    draft.speaker, draft.claim = claim.speaker, claim

    def _look_back(self, claims: list[Claim]) -> None:
        """Give what nobody was named for to whom the next sentence names: "K announced this"."""
        for claim in claims:
            if claim.looks_back:
                for draft in self.unclaimed:
                    draft.speaker = claim.speaker
                    draft.claim = claim
        if claims:
            self.unclaimed = []

    def _hear_out(self, scene: Scene, claims: Sequence[Claim]) -> None:
        """Give the floor to who speaks where a quotation ends: "Our men ... They ...", said K."""
        line = rest_of_line(self.document.text, self.sentences, scene.sentence)
        closing = None if claims else closing_sentence(scene, line)
        if closing is not None:
            toponyms = within(self.toponyms, closing.span)
            spoken = read_claims(build_scene(closing, toponyms, self.lexicon), self.registry)
            self.floor.quoted = next((each for each in spoken if each.backward), None)

    def _voice(self, claim: Claim | None, claims: Sequence[Claim]) -> Voice:
        """Return whose voice it is; who denied something a sentence ago now just speaks."""
        speaker = claim.speaker if claim else self.registry.publisher
        polarity = claim.polarity if claim and claim in claims else Modality.ASSERTED
        return Voice(side=speaker.side, home=self.home, polarity=polarity)

    def _hear_opinion(self, scene: Scene, claims: list[Claim]) -> list[Draft]:
        """Draft what the second opinion, if it is asked, finds likely of a sentence."""
        if self.opinion is None:
            return []
        word_at = partial(self.floor.word_at, scene, claims)
        return self.opinion.hear(scene, lambda event: self._draft(scene, event, word_at(event.at)))

    def _draft(self, scene: Scene, event: Event, claim: Claim | None) -> Draft:
        """Note an event with its claimant and its dates."""
        speaker = claim.speaker if claim else self.registry.publisher
        return Draft(
            sentence=scene.sentence,
            event=event,
            dates=self.timetable.dates_for(scene, event.at, speaker),
            speaker=speaker,
            claim=claim,
            doubts=doubts_of(scene),
        )
