"""Whose a sentence is that names nobody: still the last speaker's, or the publisher's own.

"The governor spoke on Monday. [new paragraph] Fighting goes on in A and B." The
governor's. "[new paragraph] In August Ukraine had taken A." The publisher's. Each
mark that a sentence bears speaks for or against the last speaker, as much as
``carrying.toml`` says; the sum decides once the whole article is known.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kursk_map.model import Change, Claimant
from kursk_map.reading.rows.marks import BULLETS, OPENING_DASHES, OPENING_QUOTES
from kursk_map.reading.rows.tables import load_table
from kursk_map.reading.voices.reported import is_reported
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.statements import Draft
    from kursk_map.reading.voices.claims import Claim
    from kursk_map.reading.voices.registry import Speaker

__all__ = ["Carrier"]

#: How many words open a sentence, how many beside a verb make its tense, how many make a list.
_OPENING: Final = 4
_BESIDE_VERB: Final = 3
_LIST: Final = 4
_QUOTED: Final = OPENING_QUOTES | OPENING_DASHES
#: Who may sign a post, by a name and a colon in a line of their own.
_SIGNING: Final = frozenset({"blogger", "ministry"})
#: Publishers that assess in their own name, and say of every claim whose it is.
_BODIES: Final = frozenset({"institute", "project", "analyst"})


@record(frozen=True, slots=True)
class _Turn:
    """Somebody other than a paper spoke; a blogger may sign a whole post: "Rybar: ..."."""

    claim: Claim
    paragraph: int
    signs: bool


@record(frozen=True, slots=True)
class _Bid:
    """A draft that names nobody: the claim it had, the turn before it, the marks it bears."""

    draft: Draft
    claim: Claim | None
    turn: int
    marks: tuple[str, ...]
    paragraph: int


@dataclass(slots=True)
class Carrier:
    """The turns of an article, and the drafts whose speaker is settled at its end.

    ``paragraph`` counts them; ``opened`` is the turn before a list; ``relayed`` tells
    that a paper was named since the last turn.
    """

    publisher: Speaker
    published: dt.date
    paragraph: int = 0
    opened: int | None = None
    relayed: bool = False
    turns: list[_Turn] = field(default_factory=list)
    bids: list[_Bid] = field(default_factory=list)

    def begin(self, scene: Scene, *, new_line: bool) -> None:
        """Begin a sentence; what stands in a list is said by whoever opened the list."""
        self.paragraph += new_line
        if not new_line:
            return
        listed = bool(scene.items) and scene.items[0].word in BULLETS
        if not listed:
            self.opened = None
        elif self.opened is None:
            self.opened = len(self.turns) - 1

    def offer(self, scene: Scene, drafts: Iterable[Draft]) -> None:
        """Take in what a sentence says without a name; nothing, before anybody spoke."""
        drafts = list(drafts)
        if not drafts or not self.turns:
            return
        common = [*self._place_marks(), *_scene_marks(scene)]
        if len(drafts) >= _LIST:
            common.append("list")
        turn = len(self.turns) - 1
        if self.opened is not None and self.turns[-1].paragraph < self.paragraph:
            turn = max(self.opened, 0)
            common.append("listed")
        for draft in drafts:
            marks = (*common, *self._draft_marks(scene, draft))
            self.bids.append(_Bid(draft, draft.claim, turn, marks, self.paragraph))

    def note(self, scene: Scene, claims: Iterable[Claim]) -> None:
        """Remember who spoke in a sentence, once what it says is read."""
        for claim in claims:
            if claim.speaker.kind == "outlet":
                self.relayed = self.relayed or claim.speaker is not self.publisher
            else:
                self.turns.append(_Turn(claim, self.paragraph, self._signs(scene, claim)))
                self.relayed = False

    def _signs(self, scene: Scene, claim: Claim) -> bool:
        """Tell whether an article opens with whose it is: "Rybar: ...", "Region, the ministry:"."""
        if not scene.is_in(claim.end, "colon"):
            return False
        kind = claim.speaker.kind
        heads = claim.end == len(scene.items) - 1 and kind in _SIGNING
        alone = all(turn.claim.speaker is claim.speaker for turn in self.turns)
        return (heads and alone) or (not self.turns and claim.start == 0 and kind == "blogger")

    def settle(self) -> None:
        """Give every draft that names nobody to whom its marks give it."""
        parties = {turn.claim.speaker.party for turn in self.turns}
        own: set[tuple[int, int]] = set()
        for bid in self.bids:
            if bid.draft.claim is not bid.claim:
                continue  # Somebody was found in the meantime: the end of a quotation named them.
            # Where the paper has begun to tell, it goes on to the end of its paragraph.
            goes_on = (bid.turn, bid.paragraph) in own and "old" not in bid.marks
            if not goes_on and self._weigh(bid, alone=len(parties) == 1) > 0:
                bid.draft.claim = self.turns[bid.turn].claim
                bid.draft.speaker = bid.draft.claim.speaker
                continue
            if "old" not in bid.marks:
                own.add((bid.turn, bid.paragraph))
            if bid.claim is not None and bid.claim.speaker.kind != "outlet":
                bid.draft.claim, bid.draft.speaker = None, self.publisher

    def _weigh(self, bid: _Bid, *, alone: bool) -> int:
        weights = _table()["weights"]
        later = self.turns[bid.turn + 1 : bid.turn + 2]
        party = self.turns[bid.turn].claim.speaker.party
        total: int = weights["start"] + sum(weights.get(mark, 0) for mark in bid.marks)
        if alone:
            total += weights["alone"]
        if later and later[0].claim.speaker.party == party:
            total += weights["speaks_again"]
        return total

    def _place_marks(self) -> Iterator[str]:
        gap = self.paragraph - self.turns[-1].paragraph
        yield "same_paragraph" if gap == 0 else "next_paragraph" if gap == 1 else "far"
        yield f"kind_{self.turns[-1].claim.speaker.kind}"
        if self.publisher.kind in _BODIES:
            yield "own_voice"
        if self.relayed:
            yield "relayed"
        if self.turns[-1].signs:
            yield "signed"

    def _draft_marks(self, scene: Scene, draft: Draft) -> Iterator[str]:
        event, speaker = draft.event, self.turns[-1].claim.speaker
        side = speaker.side
        yield f"change_{event.change}"
        # Bloggers tell of Ukrainian gains, Russian officials do not.
        official = speaker.party is Claimant.RUSSIAN_OFFICIALS
        has = event.change is Change.HELD or (official and event.change is Change.GAINED)
        if side is not None and has and event.side is not side:
            yield f"yields_{side}"
        verb = range(event.at - _BESIDE_VERB, event.at + _BESIDE_VERB)
        if scene.any_in(verb, "pluperfect"):
            yield "pluperfect"
        span, old = scene.sentence.span, dt.timedelta(days=_table()["old_days"])
        if any(
            span.start <= date.span.start < span.end and date.valid_from < self.published - old
            for date in draft.dates
        ):
            yield "old"


def _scene_marks(scene: Scene) -> Iterator[str]:
    opening = range(_OPENING)
    if scene.any_in(opening, "continues", "carries_on"):
        yield "continues"
    if scene.any_in(opening, "looks_back"):
        yield "looks_back"
    if is_reported(scene):
        yield "reported_mood"
    if scene.items and scene.items[0].word in _QUOTED:
        yield "quoted"
    if any(report.entry.form == "impersonal" for report in scene.reports):
        yield "impersonal"


@cache
def _table() -> dict[str, Any]:
    return load_table("carrying.toml")
