"""A second opinion on one document: which readings it backs, which it doubts, what it adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from kursk_map.model import SecondOpinion, Side
from kursk_map.reading.confidence import confidence_of, kind_and_side
from kursk_map.reading.grammar.events import Event
from kursk_map.reading.grammar.mentions import PlaceMention
from kursk_map.reading.rows.slots import Locus
from kursk_map.reading.second_opinion.labels import CHANGES, LABELS, RULE_ID, label_of
from kursk_map.reading.timing import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from gazetteer.place import Place
    from kursk_map.model import Document, Sentence, Statement
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.second_opinion.taught import Taught
    from kursk_map.reading.statements import Draft
    from kursk_map.reading.toponyms import Toponym
    from kursk_map.reading.voices.claims import Claim

__all__ = ["Opinion"]

#: What the encoder finds less likely than this is no reading of its own.
_LIKELY: Final = 0.2


@dataclass(slots=True, kw_only=True)
class Opinion:
    """What the encoder makes of one document, beside what the rules read in it.

    ``shares`` has a row for each of ``toponyms``, those of settlements, and a column for each
    label. Of all that the rules read or the encoder finds at all likely, those statements stay
    whose confidence, which counts both, is ``least`` or more.
    """

    toponyms: Sequence[Toponym]
    shares: NDArray[np.float32]
    least: float
    heard: dict[int, tuple[Scene, int, Claim | None]] = field(default_factory=dict)
    by_place: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the mentions of each place: what one of them says is said of the place."""
        for toponym, shares in zip(self.toponyms, self.shares, strict=True):
            for place_id in toponym.place_ids:
                self.by_place[place_id] = np.maximum(self.by_place.get(place_id, 0), shares)

    @classmethod
    def of(
        cls,
        taught: Taught,
        document: Document,
        sentences: Sequence[Sentence],
        toponyms: Sequence[Toponym],
        home: Side | None,
    ) -> Opinion:
        """Ask the encoder about every settlement that a document names."""
        asked = [each for each in toponyms if each.is_settlement]
        shares = taught.judge(
            document.text,
            [each.span for each in sentences],
            [each.span for each in asked],
            published=document.published,
            home=home,
        )
        return cls(toponyms=asked, shares=shares, least=taught.least)

    def hear(self, scene: Scene, word_at: Callable[[int], Claim | None]) -> None:
        """Note whose word a sentence is where it names a place, should something be added."""
        for toponym in within(self.toponyms, scene.sentence.span):
            at = min(scene.item_at(toponym.span.start), len(scene.items) - 1)
            self.heard[toponym.span.start] = scene, at, word_at(at)

    def weigh(self, drafts: Iterable[Draft]) -> None:
        """Note how likely each reading of the rules is.

        Of a place that the text does not name the encoder says nothing.
        """
        for draft in drafts:
            if draft.event.place.place_id in self.by_place:
                label = label_of(*kind_and_side(draft.event))
                draft.second_opinion = self._on(draft.event.place, label)

    def trusts(self, statement: Statement) -> bool:
        """Tell whether a statement is sure enough, now that both have been heard."""
        return confidence_of(statement) >= self.least

    def added(
        self, drafts: Iterable[Draft]
    ) -> Iterator[tuple[Scene, Event, Claim | None, SecondOpinion]]:
        """List what the rules did not read, each where it is likeliest to be said."""
        read = {
            (each.event.place.place_id, label_of(*kind_and_side(each.event))) for each in drafts
        }
        best: dict[tuple[str, str], tuple[float, Toponym, Place]] = {}
        for toponym, shares in zip(self.toponyms, self.shares, strict=True):
            place = toponym.place
            if place is None or toponym.span.start not in self.heard:
                continue
            for label, share in zip(LABELS, shares.tolist(), strict=True):
                key = place.place_id, label
                if share >= _LIKELY and key not in read:
                    here = share, toponym, place
                    best[key] = max(best.get(key, here), here, key=itemgetter(0))
        for (_, label), (_, toponym, place) in best.items():
            scene, at, claim = self.heard[toponym.span.start]
            yield scene, _event(at, toponym, place, label), claim, self._on(place, label)

    def _on(self, place: Place, label: str) -> SecondOpinion:
        shares = self.by_place[place.place_id]
        at = LABELS.index(label)
        return SecondOpinion(share=float(shares[at]), otherwise=float(np.delete(shares, at).max()))


def _event(at: int, toponym: Toponym, place: Place, label: str) -> Event:
    kind, side = label.split()
    change, modality = CHANGES[kind]
    return Event(
        at=at,
        change=change,
        side=Side(side).other if kind == "denial" else Side(side),
        modality=modality,
        mention=PlaceMention(at=at, end=at + 1, name=toponym.text, place=place, locus=Locus.IN),
        place=place,
        rule_ids=(RULE_ID,),
    )
