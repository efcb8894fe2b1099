"""What became of an attack, where only the sentence behind it says so.

"Eight attacks were launched near A and B. The army thwarted the attempt." Both were repelled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kursk_map.model import Change, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Side
    from kursk_map.reading.attribution import Claim
    from kursk_map.reading.scene import Scene
    from kursk_map.reading.statements import Draft

__all__ = ["Outcomes"]


@dataclass(slots=True)
class Outcomes:
    """The attacks of the last sentence, until it is told how they ended."""

    attacks: Sequence[Draft] = field(default_factory=list)
    beaten: Side | None = None

    def begin(self, *, new_line: bool) -> None:
        """Begin a sentence; a new paragraph tells of something else."""
        if new_line:
            self.attacks, self.beaten = [], None

    def follow(
        self,
        scene: Scene,
        drafts: Iterable[Draft],
        beaten: Side | None,
        claims: Sequence[Claim],
    ) -> None:
        """Take in a sentence; ``beaten`` is whose attack it says failed without saying where.

        Somebody else who says so tells of another attack. "Five attacks were beaten off.
        They had tried to get into A and B." That attempt was among them.
        """
        parties = {claim.speaker.party for claim in claims}
        for draft in self.attacks:
            told = not parties or draft.speaker.party in parties or draft.claim is None
            if told and draft.event.side is beaten:
                draft.event = replace(draft.event, change=Change.REPELLED)
                if draft.claim is None and len(parties) == 1:
                    draft.claim = next(iter(claims))
                    draft.speaker = draft.claim.speaker
        self.attacks = [draft for draft in drafts if _is_attack(scene, draft)]
        for draft in self.attacks:
            # "They stopped the enemy, who tried to get into A": that attempt was stopped.
            if draft.event.side in {self.beaten, beaten} and _is_attempt(draft):
                draft.event = replace(draft.event, change=Change.REPELLED)
        self.beaten = beaten


def _is_attempt(draft: Draft) -> bool:
    return any(rule_id.endswith(".attempt") for rule_id in draft.event.rule_ids)


def _is_attack(scene: Scene, draft: Draft) -> bool:
    event = draft.event
    is_open = event.change in {Change.CONTESTED, Change.ADVANCED}
    if not is_open or event.modality is not Modality.ASSERTED:
        return False
    on_foot = any(cue.start == event.at and cue.entry.on_foot for cue in scene.cues)
    return on_foot or _is_attempt(draft)
