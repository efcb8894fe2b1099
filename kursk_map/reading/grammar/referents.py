"""Whom "they", "our troops" and "the enemy" mean: who was named, or who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Modality, Side
from kursk_map.reading.grammar.undergoing import is_struck
from kursk_map.reading.rows.slots import SideSense
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import SideMention

__all__ = ["Referents", "Voice", "topic_of"]

#: How soon before a verb "it" is its subject.
_PRONOUN_REACH: Final = 2

_NAMED: Final = frozenset({SideSense.UKRAINIAN, SideSense.RUSSIAN})
_TELLING: Final = _NAMED | {SideSense.ENEMY, SideSense.OCCUPIER}


@record(frozen=True, slots=True, kw_only=True)
class Voice:
    """What the events need to know of the claimant: its side, and whether it denies.

    ``home`` is the side that "our troops" means, even in a newspaper.
    """

    side: Side | None
    home: Side | None = None
    polarity: Modality = Modality.ASSERTED


@record(frozen=True, slots=True, kw_only=True)
class Referents:
    """Tells which sides the words of one sentence mean.

    ``last`` is the side that earlier sentences spoke of, ``verb`` where the cue stands
    for which it is asked.
    """

    scene: Scene
    voice: Voice
    last: Side | None
    verb: int

    def side_of(self, mention: Match[SideMention]) -> Side | None:
        """Tell which side a mention means."""
        voice, at = self.voice, mention.start
        home = voice.side or voice.home
        side: Side | None = None
        match mention.entry.side:
            case SideSense.UKRAINIAN | SideSense.RUSSIAN as named:
                side = Side(named)
            case SideSense.CLAIMANT:
                side = home or self.antecedent(at)
            case SideSense.SPEAKER:
                side = voice.side or (self.antecedent(at) if self._acts(mention) else None)
            case SideSense.ENEMY:
                side = home.other if home else self._other_than(at)
            case SideSense.OCCUPIER:
                home = voice.home or voice.side
                side = home.other if home else self._other_than(at)
            case SideSense.OWNER:
                side = self._owner(at) or voice.side or self.last
            case SideSense.ANTECEDENT:
                side = self.antecedent(at) or voice.side
                # "S repelled them": whoever it is done to is not who does it.
                object_here = self.scene.is_in(at, "object_pronoun") and self._names_subject(at)
                if object_here and not self._befell_last(at):
                    side = topic.other if (topic := self.antecedent(at)) else side
        return side

    def first(self, mentions: Iterable[Match[SideMention]]) -> Side | None:
        """Tell which side the first of some mentions means that means any."""
        return next((side for each in mentions if (side := self.side_of(each))), None)

    def _names_subject(self, before: int) -> bool:
        """Tell whether the clause of an item names who acts, before it."""
        return any(
            self.scene.marker(side) == "" and self.scene.in_clause_of(side.start, before)
            for side in _named(self.scene, before)
        )

    def _befell_last(self, before: int) -> bool:
        """Tell "A struck the Bs, forcing them to leave", where "them" are those just struck."""
        named = _named(self.scene, before)
        if not named:
            return False
        at = named[-1].start - 1
        while self.scene.is_in(at, "before_side"):
            at -= 1
        return self.scene.is_in(at, "transitive") or is_struck(self.scene, named[-1])

    def _acts(self, mention: Match[SideMention]) -> bool:
        """Tell whether "it" is the subject right before a verb: "It has since taken X"."""
        return 0 <= self.verb - mention.end <= _PRONOUN_REACH

    def _other_than(self, before: int) -> Side | None:
        """Find whose enemy is meant: of the subject named before in the sentence.

        Whom something befell is no enemy's enemy: "After strikes on S's positions, the enemy ...".
        """
        if any(s.end <= before and is_struck(self.scene, s) for s in self.scene.sides):
            return None
        topic = topic_of(self.scene, before)
        return topic.other if topic else None

    def _owner(self, before: int) -> Side | None:
        """Find whose "its" is: of whoever acted last before it, else of the topic."""
        acting = [
            s
            for s in self.scene.sides
            if s.end <= before and not s.entry.weak and self.scene.marker(s) == ""
        ]
        if acting and acting[-1].entry.side in _TELLING:
            return self.side_of(acting[-1])
        return topic_of(self.scene, before)

    def antecedent(self, before: int) -> Side | None:
        """Find whom "they" means: the subject before in the sentence, else of the last one."""
        subjects = [s for s in _named(self.scene, before) if self.scene.marker(s) == ""]
        if subjects:
            return Side(subjects[-1].entry.side)
        return topic_of(self.scene, before) or self.last


def topic_of(scene: Scene, before: int) -> Side | None:
    """Return the side that a sentence speaks of, up to an item: its subject before others."""
    named = _named(scene, before)
    subjects = [s for s in named if scene.marker(s) == ""]
    chosen = subjects[:1] or named[-1:]
    return Side(chosen[0].entry.side) if chosen else None


def _named(scene: Scene, before: int) -> list[Match[SideMention]]:
    """List the sides named outright; "Russian military bloggers" are no troops."""
    return [
        s
        for s in scene.sides
        if s.end <= before
        and s.entry.side in _NAMED
        and not s.entry.weak
        and not any(told.start <= s.start and s.end <= told.end for told in scene.sources)
    ]
