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
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from gazetteer.place import Place
    from kursk_map.model import Document, Sentence, Statement
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.second_opinion.taught import Taught
    from kursk_map.reading.statements import Draft
    from kursk_map.reading.toponyms import Toponym

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
    heard: list[tuple[float, Draft]] = field(default_factory=list)
    by_start: dict[int, NDArray[np.float32]] = field(default_factory=dict)
    by_place: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the mentions of each place: what one of them says is said of the place."""
        for toponym, shares in zip(self.toponyms, self.shares, strict=True):
            self.by_start[toponym.span.start] = shares
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

    def hear(self, scene: Scene, draft: Callable[[Event], Draft]) -> list[Draft]:
        """Draft what the encoder finds at all likely of the villages of a sentence.

        Later sentences may tell whose word it is, as they do of what the rules read; `added`
        says what of it the rules did not read in the end.
        """
        heard = []
        for toponym in within(self.toponyms, scene.sentence.span):
            place = toponym.place
            if place is None:
                continue
            shares = self.by_start[toponym.span.start]
            at = min(scene.item_at(toponym.span.start), len(scene.items) - 1)
            for label, share in zip(LABELS, shares.tolist(), strict=True):
                if share >= _LIKELY:
                    heard.append((share, draft(_event(at, toponym, place, label))))
        self.heard += heard
        return [each for _, each in heard]

    @property
    def drafts(self) -> list[Draft]:
        """Everything that was drafted of it, in order of the text."""
        return [draft for _, draft in self.heard]

    def weigh(self, drafts: Iterable[Draft]) -> None:
        """Note how likely the encoder finds each draft, of whoever read it.

        Of a place that the text does not name the encoder says nothing.
        """
        for draft in drafts:
            place_id, label = _tuple_of(draft)
            if place_id in self.by_place:
                shares, at = self.by_place[place_id], LABELS.index(label)
                draft.second_opinion = SecondOpinion(
                    share=float(shares[at]), otherwise=float(np.delete(shares, at).max())
                )

    def trusts(self, statement: Statement) -> bool:
        """Tell whether a statement is sure enough, now that both have been heard."""
        return confidence_of(statement) >= self.least

    def added(self, drafts: Iterable[Draft]) -> list[Draft]:
        """List what the rules did not read, each where it is likeliest to be said."""
        read = {_tuple_of(each) for each in drafts}
        best: dict[tuple[str, str], tuple[float, Draft]] = {}
        for share, draft in self.heard:
            key = _tuple_of(draft)
            if key not in read:
                best[key] = max(best.get(key, (share, draft)), (share, draft), key=itemgetter(0))
        return [draft for _, draft in best.values()]


def _tuple_of(draft: Draft) -> tuple[str, str]:
    return draft.event.place.place_id, label_of(*kind_and_side(draft.event))


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
