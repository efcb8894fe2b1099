"""Which side acts, by grammar; where that is silent, `circumstances` decide.

A cue's row lists the slots in which a side may stand ("subject", "by",
"adjective" ...); the first slot that holds one decides. Whom "they", "our troops"
and "the enemy" mean is told by `referents`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.grammar.asides import actor_before_aside
from kursk_map.reading.grammar.attempts import owner_of_attempt
from kursk_map.reading.grammar.openings import subject_behind
from kursk_map.reading.grammar.referents import Referents
from kursk_map.reading.grammar.undergoing import (
    acts_behind,
    is_beyond,
    is_idle,
    is_named_opponent,
    is_object,
)
from kursk_map.reading.rows.slots import Slot
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Side
    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.referents import Voice
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue, SideMention

__all__ = ["SideFinder"]

#: How many words may stand between a cue and: an adjective, a genitive, a preposition's noun.
_ADJECTIVE_REACH: Final = 2
_NEXT_REACH: Final = 2
_PREPOSITION_REACH: Final = 25
_OBJECT_REACH: Final = 8
#: A comma and a relative pronoun, how many words may then stand before the verb; behind "with".
_RELATIVE: Final = 2
_RELATIVE_REACH: Final = 3
_ABSOLUTE_REACH: Final = 2

_BEHIND: Final = frozenset({Slot.OF, Slot.TO, Slot.FROM, Slot.WITH})


@record(frozen=True, slots=True, kw_only=True)
class SideFinder:
    """Finds the side of one cue; ``last`` is the side that earlier sentences spoke of."""

    scene: Scene
    cue: Match[Cue]
    voice: Voice
    last: Side | None
    group: PlaceGroup | None = None

    def find(self) -> Side | None:
        """Find the side that the cue speaks of by grammar."""
        referents = Referents(
            scene=self.scene, voice=self.voice, last=self.last, verb=self.cue.start
        )
        owner = owner_of_attempt(self.scene, self.cue, referents)
        if owner is not None:
            return owner
        entry = self.cue.entry
        for slots, is_opponent in ((entry.holder, False), (entry.opponent, True)):
            for slot in slots:
                if slot is Slot.TOPIC:
                    side = referents.antecedent(self.cue.start)
                else:
                    side = referents.first(self._in_slot(slot, is_opponent=is_opponent))
                if side is not None:
                    return side.other if is_opponent else side
        if acting := subject_behind(self.scene, self.cue, self.group):
            return referents.side_of(acting)
        repellers = [s for s in self.scene.sides if self._is_repeller(s)]
        repeller = referents.side_of(repellers[-1]) if repellers else None
        return repeller.other if repeller else None

    def _in_slot(self, slot: Slot, *, is_opponent: bool) -> Sequence[Match[SideMention]]:
        """List the sides that stand in a slot, the likeliest first."""
        sides, cue = self.scene.sides, self.cue
        found: Iterable[Match[SideMention]]
        match slot:
            case Slot.INSIDE:
                found = self._inside(is_opponent=is_opponent)
            case Slot.ADJECTIVE:
                found = (s for s in reversed(sides) if self._is_adjective(s))
            case Slot.SUBJECT:
                found = self._subjects(inherit=True)
            case Slot.ACTOR:
                # "They tried to enter, we met them, all attempts failed": theirs who tried.
                found = sorted(self._subjects(inherit=False), key=partial(is_idle, self.scene))
            case Slot.OBJECT:
                found = (
                    s
                    for s in sides
                    if cue.end <= s.start <= self._end_of_object()
                    and not is_beyond(self.scene, cue.end, s.start)
                )
            case Slot.TARGET:
                found = (s for s in sides if self._is_target(s))
            case Slot.NEXT:
                found = (s for s in sides if self._is_next(s))
            case Slot.NEARBY:
                acting = actor_before_aside(self.scene, cue.start)
                found = (
                    [acting]
                    if acting
                    else (
                        s
                        for s in reversed(sides)
                        if s.end <= cue.start
                        and self._is_here(s)
                        and not is_named_opponent(self.scene, s)
                        and not self._is_of_another(s)
                        and not (self.cue.entry.assault and self.scene.marker(s) == "of")
                    )
                )
            case _:
                found = self._marked(slot)
        return list(found)

    def _inside(self, *, is_opponent: bool) -> Sequence[Match[SideMention]]:
        """List the sides within the words of the cue."""
        scene, cue = self.scene, self.cue
        found = [s for s in scene.sides if s.start < cue.end and cue.start < s.end]
        if is_opponent:  # A nominative is who did it, also behind the verb.
            # Of two, the later is whom it befalls: "vertrieben die A die B".
            return sorted(found, key=self._as_opponent)
        if cue.entry.change != Change.PRESENT:
            return found
        # "Struck by A", "an A strike on B": whom it befell was there, A need not have been.
        befallen = [s for s in found if scene.marker(s) != "by"]
        # "Man habe S getroffen": who says "we" begins before the words, whom it befell within.
        return sorted(befallen, key=lambda s: (s.start < cue.start, s.entry.weak))

    def _as_opponent(self, side: Match[SideMention]) -> tuple[bool, int]:
        acting = self.scene.marker(side) == ""
        return acting, -side.start if acting else side.start

    def _is_of_another(self, side: Match[SideMention]) -> bool:
        """Tell whether an adjective belongs to the cue before it: "en manos rusas, y ..."."""
        ends = {cue.end for cue in self.scene.cues if cue is not self.cue}
        return side.entry.weak and side.start in ends

    def _is_here(self, side: Match[SideMention]) -> bool:
        return self.scene.in_clause_of(side.start, self.cue.start)

    def _is_next(self, side: Match[SideMention]) -> bool:
        """Tell whether a side stands right behind; "cleared of S" is for the slot of ``from``."""
        near = 0 <= side.start - self.cue.end <= _NEXT_REACH
        if not near or not self.scene.in_clause_of(side.start, self.cue.end - 1):
            return False
        # "Freed is the last village held by S": S is of the cue between.
        between = self.scene.words(self.cue.end, side.start)
        if self.scene.has_cue(self.cue.end, side.start) or "," in between:
            return False
        return Slot.FROM not in self.cue.entry.opponent or self.scene.marker(side) != "from"

    def _is_target(self, side: Match[SideMention]) -> bool:
        reached = self.cue.start <= side.start <= self._end_of_object()
        return reached and not side.entry.weak and self.scene.marker(side) != "by"

    def _is_adjective(self, side: Match[SideMention]) -> bool:
        between = range(side.end, self.cue.start)
        items = self.scene.items
        # "The troops of A repelled an attack": they are not whose attack it was.
        if any(o.start in between and o.entry.kind != "afar" for o in self.scene.operators):
            return False
        return 0 <= self.cue.start - side.end <= _ADJECTIVE_REACH and not any(
            items[at].toponym or items[at].word == "," or self.scene.is_in(at, "and")
            for at in between
        )

    def _subjects(self, *, inherit: bool) -> Sequence[Match[SideMention]]:
        """List the nominatives before the cue, of its clause or else (``inherit``) of another."""
        found = [
            s
            for s in reversed(self.scene.sides)
            if s.end <= self.cue.start
            and not s.entry.weak
            and (self.scene.marker(s) == "" or self._is_absolute(s))
            and not is_object(self.scene, s)
            and not self._is_repeller(s)
            and not self._is_announcing(s)
        ]
        if acting := actor_before_aside(self.scene, self.cue.start):
            return [acting]
        here = [s for s in found if self._is_here(s)]
        behind = [s for s in self.scene.sides if acts_behind(self.scene, s, self.cue.start)]
        inverted = [s for s in behind if self._is_next(s)]
        return self._antecedents_of_relative() or here or inverted or (found[:1] if inherit else [])

    def _is_announcing(self, side: Match[SideMention]) -> bool:
        """Tell whose clause ends at a colon: "They lost X: it was retaken by fighters" of S."""
        scene = self.scene
        return ":" in scene.words(side.end, self.cue.start) and any(
            self._is_next(s) and not (s.entry.weak or scene.marker(s)) for s in scene.sides
        )

    def _is_absolute(self, side: Match[SideMention]) -> bool:
        """Tell whether "with" only joins a clause: "..., with Russian troops now holding X"."""
        return self._joins(side) and 0 <= self.cue.start - side.end <= _ABSOLUTE_REACH

    def _joins(self, side: Match[SideMention]) -> bool:
        scene, at = self.scene, side.start - 1
        return at > 0 and scene.is_in(at, "marker_with") and scene.items[at - 1].word == ","

    def _is_repeller(self, side: Match[SideMention]) -> bool:
        """Tell who beat an attack off: whose attack it is that goes on, they do not tell."""
        scene, cue = self.scene, self.cue
        if cue.entry.assault or cue.entry.change != Change.CONTESTED:
            return False
        behind = range(side.end, min(side.end + _NEXT_REACH + 1, cue.start))
        return any(each.start in behind and each.entry.kind == "failed" for each in scene.operators)

    def _antecedents_of_relative(self) -> Sequence[Match[SideMention]]:
        """List whom a relative clause is about: "to drive out the Ukrainians, who hold X"."""
        scene, cue = self.scene, self.cue
        return [
            s
            for s in scene.sides
            if s.end < cue.start
            and not s.entry.weak
            and scene.is_in(who := s.end + (scene.items[s.end].word == ","), "relative")
            and (cue.start - s.end - 1 <= _RELATIVE + _RELATIVE_REACH or self._goes_on(who))
        ]

    def _goes_on(self, relative: int) -> bool:
        """Tell whether a cue is a further verb of a relative clause: "who came and took X"."""
        scene, cue = self.scene, self.cue
        within = range(relative, cue.start)
        return scene.clauses[relative] == scene.clauses[cue.start] > 0 and not any(
            s.start in within and not s.entry.weak and scene.marker(s) == "" for s in scene.sides
        )

    def _end_of_object(self) -> int:
        if self.group and self.group.start >= self.cue.end:
            return self.group.start
        return self.cue.end + _OBJECT_REACH

    def _marked(self, slot: Slot) -> Sequence[Match[SideMention]]:
        """List the sides with a preposition or case, behind the cue before those in front."""
        scene, cue = self.scene, self.cue
        marked = [
            s
            for s in scene.sides
            if scene.marker(s) == slot.value
            and self._is_here(s)
            and not (slot is Slot.WITH and self._joins(s))
        ]
        behind = [s for s in marked if s.start >= cue.start and not scene.has_cue(cue.end, s.start)]
        if slot in _BEHIND:
            heard = [first for first, _ in scene.speech if first >= cue.end]
            # "They retreated when a wave of S came": another clause, though no comma begins it.
            last = min(cue.end + _PREPOSITION_REACH, len(scene.items))
            other = [at for at in range(cue.end, last) if scene.is_in(at, "subordinate")]
            if slot is Slot.OF:
                # "The aim of the attacks is a depot of S": whose depot, not whose attacks.
                other += [
                    at for at in range(cue.end, last) if self._is_aside(at) or scene.is_in(at, "be")
                ]
            reach = min([cue.end + _PREPOSITION_REACH, *heard, *other])
            return [s for s in behind if s.start <= reach]
        # A verb at the end takes the side that ends right before it: "von Russland erobert".
        beside = [s for s in marked if s.end == cue.start]
        return beside or behind or [s for s in marked if s.end <= cue.start and self._is_free(s)]

    def _is_aside(self, at: int) -> bool:
        """Tell whether a comma or dash stands that joins no places: "X, with the shelling of S"."""
        joins = self.scene.items[at + 1 : at + 2]
        is_list = any(each.toponym for each in joins) or self.scene.is_in(at + 1, "and")
        return self.scene.is_in(at, "dash") or (self.scene.items[at].word == "," and not is_list)

    def _is_free(self, side: Match[SideMention]) -> bool:
        """Tell whether a side in front is no other cue's: "X, held by S, has been freed"."""
        return not any(
            0 <= side.start - other.end < _NEXT_REACH or other.start <= side.start < other.end
            for other in self.scene.cues
            if other is not self.cue
        )
