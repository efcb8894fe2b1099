"""What became of an attack, where only another sentence says so, or only that one where it was.

"Eight attacks were launched near A and B. The army thwarted the attempt." Both were repelled.
So were those of "The army foiled an offensive. The fighting was around A and B."
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality
from kursk_map.reading.grammar.kinds import FIGHTS
from kursk_map.reading.rows.marks import OPENING_QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Side
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.statements import Draft
    from kursk_map.reading.voices.claims import Claim

__all__ = ["Outcomes"]

#: How many sentences may stand between an attack and its outcome, if they tell of nothing else.
_PATIENCE: Final = 2
#: How many sentences of an article sum up what it tells.
_OPENING: Final = 3


@dataclass(slots=True)
class Outcomes:
    """The attacks told of last, until it is told how they ended.

    ``beaten`` is whose attack failed, by the last sentence that said so without saying
    where, and ``by`` who said it; ``waiting`` counts the sentences since the attacks.
    ``opening`` is the same of the first sentences, which sum up what an article tells.
    """

    attacks: Sequence[Draft] = field(default_factory=list)
    beaten: Side | None = None
    by: frozenset[object] = frozenset()
    waiting: int = 0
    new_line: bool = False
    sentences: int = 0
    opening: tuple[Side | None, frozenset[object]] = (None, frozenset())

    def begin(self, *, new_line: bool) -> None:
        """Begin a sentence; a new paragraph tells of something else, unless they go on at once."""
        self.new_line = new_line
        if new_line:
            spoken = [draft for draft in self.attacks if draft.claim is not None]
            self.attacks = [] if self.waiting else spoken

    def follow(
        self,
        scene: Scene,
        drafts: Sequence[Draft],
        beaten: Side | None,
        claims: Sequence[Claim],
    ) -> None:
        """Take in a sentence; ``beaten`` is whose attack it says failed without saying where.

        Somebody else who says so tells of another attack. "Five attacks were beaten off.
        They had tried to get into A and B." That attempt was among them.
        """
        parties = frozenset(claim.speaker.party for claim in claims)
        placed = False
        for draft in self.attacks:
            told = not parties or draft.speaker.party in parties or draft.claim is None
            if self.new_line:
                # They speak on in a new paragraph: 'K counted five attacks. "All failed."'
                quoted = not parties and scene.items[0].word in OPENING_QUOTES
                told = quoted or draft.speaker.party in parties
            if told and draft.event.side is beaten:
                placed = True
                _repel(draft, beaten)
                if draft.claim is None and len(parties) == 1:
                    draft.claim = next(iter(claims))
                    draft.speaker = draft.claim.speaker
        self.sentences += 1
        if beaten and parties and self.sentences <= _OPENING:
            self.opening = (beaten, parties)
        self._place(scene, drafts, beaten, parties)
        self._remember(scene, drafts)
        # What failed was told of before: where there is fighting now is another matter.
        self.beaten, self.by = None if placed else beaten, parties

    def _place(
        self,
        scene: Scene,
        drafts: Iterable[Draft],
        beaten: Side | None,
        parties: frozenset[object],
    ) -> None:
        """Say where the attack was that failed by this sentence, or by the one before."""
        same_word = bool(parties) and parties == self.by
        before = self.beaten if same_word or not self.new_line else None
        for draft in drafts:
            # "They stopped the enemy, who tried to get into A": that attempt was stopped.
            failed = beaten if self.new_line else beaten or before
            if failed is None and parties and parties == self.opening[1]:
                failed = self.opening[0]
            if draft.event.is_tried and _is_attack(scene, draft) and draft.event.side is failed:
                _repel(draft, draft.event.side)
            elif before is not None and _is_nobodys_fight(scene, draft):
                _repel(draft, before)

    def _remember(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        # A fight that goes on is no attack that could be over by the next sentence.
        attacks = [
            each for each in drafts if _is_attack(scene, each) and not _is_mutual(scene, each)
        ]
        self.waiting = 0 if drafts else self.waiting + 1
        if drafts or self.waiting > _PATIENCE or _is_elsewhere(scene):
            self.attacks = attacks


def _is_elsewhere(scene: Scene) -> bool:
    """Tell whether a fight is told of elsewhere: "They fought near A. So they did in B region"."""
    fights = any(cue.entry.change in FIGHTS for cue in scene.cues)
    return fights and any(
        item.mentioned is not None or (item.is_capitalised and scene.is_in(at, "area"))
        for at, item in enumerate(scene.items)
    )


def _repel(draft: Draft, attacker: Side) -> None:
    draft.event = replace(draft.event, change=Change.REPELLED, side=attacker)


def _is_mutual(scene: Scene, draft: Draft) -> bool:
    return any(cue.start == draft.event.at and cue.entry.mutual for cue in scene.cues)


def _is_nobodys_fight(scene: Scene, draft: Draft) -> bool:
    """Tell whether it is only said where there was fighting: "It was around A and B"."""
    event = draft.event
    return not event.side_is_named and _is_attack(scene, draft)


def _is_attack(scene: Scene, draft: Draft) -> bool:
    event = draft.event
    is_open = event.change in FIGHTS
    if not is_open or event.modality is not Modality.ASSERTED:
        return False
    # Examples of an attack stand at words of their own: "18 attacks, among them at X".
    on_foot = any(
        cue.entry.on_foot and (cue.start == event.at or cue.entry.rule_id == event.rule_ids[0])
        for cue in scene.cues
    )
    return on_foot or event.is_tried or not event.side_is_named
