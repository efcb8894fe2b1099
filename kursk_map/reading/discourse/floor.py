"""Who has the floor: whose word holds over from one sentence to the next.

"The ministry reported on Friday. Two villages were taken." Both are the
ministry's, until a new paragraph begins or somebody else speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kursk_map.reading.rows.marks import OPENING_QUOTES
from kursk_map.reading.voices.claims import choose_claim
from kursk_map.reading.voices.reported import is_reported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.model import Side
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue
    from kursk_map.reading.voices.claims import Claim
    from kursk_map.reading.voices.registry import Speaker

__all__ = ["Floor"]


@dataclass(slots=True)
class Floor:
    """Whose word counts where a sentence names nobody.

    ``carried`` spoke in the sentence before; ``quoted`` owns the paragraph in
    quotation marks; ``repeated`` had the last event, which a list may go on with;
    ``tellers`` spoke last of their kind; ``source`` is named for the whole text.
    """

    publisher: Speaker
    carried: Claim | None = None
    quoted: Claim | None = None
    repeated: Claim | None = None
    tellers: dict[str, Claim] = field(default_factory=dict)
    source: Claim | None = None

    def begin(
        self, scene: Scene, claims: Sequence[Claim], *, new_line: bool, home: Side | None
    ) -> None:
        """Begin a sentence, whose own claims are known; ``home``: whose the publication is."""
        spoken = self._spoken(claims)
        if scene.is_in(0, "ends_source"):
            self.source = None
        if spoken or new_line:
            opened = scene.items and scene.items[0].word in OPENING_QUOTES
            self.quoted = self.carried if opened and not spoken else None
        # "Man habe das Dorf gehalten": the form itself tells that somebody's words go on.
        # "Our troops" are not those of a paper that has none: whoever spoke goes on.
        ours = home is None and scene.has_any("ours")
        goes_on = scene.is_in(0, "continues") or is_reported(scene) or ours
        if spoken or (new_line and not self.quoted and not goes_on):
            self.carried = None

    def choose(self, scene: Scene, claims: Sequence[Claim], cue: Match[Cue]) -> Claim | None:
        """Choose whose word a cue is: somebody's in its sentence, or still that of the last one."""
        if cue.entry.change == "same":
            return self.repeated or choose_claim(scene, claims, cue.start)
        self.repeated = self.word_at(scene, claims, cue.start, teller=cue.entry.teller)
        return self.repeated

    def word_at(
        self, scene: Scene, claims: Sequence[Claim], at: int, *, teller: str = ""
    ) -> Claim | None:
        """Choose whose word the item at an index is; ``teller``: who tells such things."""
        return (
            choose_claim(scene, claims, at)
            or self.quoted
            or self.carried
            or self.tellers.get(teller)
            or self.source
        )

    def yield_to(self, claims: Sequence[Claim]) -> None:
        """Give the floor to whoever spoke last in a sentence."""
        spoken = self._spoken(claims)
        if spoken:
            self.carried = spoken[-1]
        for claim in spoken:
            self.tellers[claim.speaker.kind] = claim
            if claim.lasting:
                self.source = claim
            if claim.looks_back:
                self.repeated = claim

    def _spoken(self, claims: Sequence[Claim]) -> list[Claim]:
        return [claim for claim in claims if claim.speaker is not self.publisher]
