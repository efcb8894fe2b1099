"""Whose attempt it is, and whose attack was beaten off: "S tried to take A", "S repelled it"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.grammar.undergoing import is_holder
from kursk_map.reading.modality import acting_on

if TYPE_CHECKING:
    from kursk_map.model import Side
    from kursk_map.reading.grammar.referents import Referents
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue, Operator, SideMention

__all__ = ["COUNTER", "assault_of", "is_tellers_defeat", "owner_of_attempt"]

#: What an attack is called that was beaten off: one of whoever was on the attack, or not.
ASSAULT: Final = "attack_noun"
COUNTER: Final = "counterattack"

#: How many words may stand between an attempt and whose it is, and behind a word for failing.
_OWNER_REACH: Final = 3
_NEXT_REACH: Final = 2
#: How near its cue a side stands that is named as who was beaten off.
_BESIDE: Final = 3
#: How many words stand between a task and whose it is: "the main task of the S".
_TASK_REACH: Final = 3


def assault_of(scene: Scene, cue: Match[Cue]) -> str:
    """Return what was beaten off, where a cue says it: an attack, a counterattack; else ``""``."""
    within = range(cue.start, cue.end)
    if cue.entry.change != Change.REPELLED or not scene.any_in(within, ASSAULT, COUNTER):
        return ""
    return COUNTER if scene.any_in(within, COUNTER) else ASSAULT


def is_tellers_defeat(
    scene: Scene, cue: Match[Cue], side: Side | None, teller: Side | None
) -> bool:
    """Tell whether an attack that was beaten off would be that of whoever tells of it.

    "The staff says that attacks near X were repelled": not its own, unless that is named beside.
    """
    if side is None or side is not teller or cue.entry.change != Change.REPELLED:
        return False
    return not any(
        cue.start - _BESIDE <= each.end and each.start <= cue.end + _BESIDE for each in scene.sides
    )


def owner_of_attempt(scene: Scene, cue: Match[Cue], referents: Referents) -> Side | None:
    """Find whose attempt it is: "Ukrainian attempts to", "S repelled the attacks"."""
    for operator in acting_on(scene, cue):
        if operator.end > cue.start:
            if (repeller := _repeller(scene, cue, operator, referents)) is not None:
                return repeller.other
            continue
        if operator.entry.kind == "attempt":
            owners = [
                side
                for side in scene.sides
                if 0 <= operator.start - side.end <= (1 if side.entry.weak else _OWNER_REACH)
                or (
                    operator.start <= side.start < cue.start
                    and not is_holder(scene, side, operator.end)
                )
            ]
            if owners:
                return referents.side_of(owners[-1])
        elif operator.entry.kind == "failed":
            side = _repelled_by(scene, cue, operator, referents)
            if side is not None:
                return side
        elif operator.entry.kind == "plan":
            side = referents.first(s for s in scene.sides if _is_whose_task(scene, operator, s))
            if side is not None:
                return side
    return None


def _is_whose_task(scene: Scene, plan: Match[Operator], side: Match[SideMention]) -> bool:
    """Tell whose a task is: "the task of S was to drive the others out and to attack X"."""
    if side.entry.weak and side.end == plan.start:
        return scene.is_in(plan.start, "task")
    tasks = range(max(plan.start, side.start - 1 - _TASK_REACH), min(plan.end, side.start))
    return scene.any_in(tasks, "task")


def _repeller(
    scene: Scene, cue: Match[Cue], operator: Match[Operator], referents: Referents
) -> Side | None:
    """Find who beat an attack off, behind the word for it: "were repelled by S"."""
    if operator.entry.kind not in {"failed", "vain"} or operator.start < cue.end:
        return None
    return referents.first(
        s
        for s in scene.sides
        if 0 <= s.start - operator.end <= _NEXT_REACH and scene.marker(s) == "by"
    )


def _repelled_by(
    scene: Scene, cue: Match[Cue], operator: Match[Operator], referents: Referents
) -> Side | None:
    """Find whose attack an operator says was beaten off: who is named beside it."""
    start, end, sides = operator.start, operator.end, scene.sides
    attackers = [s for s in sides if end <= s.start and s.end <= cue.end][-1:] or [
        s for s in sides if cue.end <= s.start and scene.marker(s) in {"by", "of"}
    ][:1]
    attacker = referents.first(attackers)
    if attacker is not None:
        return attacker
    attacks = {cue.start for cue in scene.cues if cue.entry.assault}
    named = [s for s in sides if s.end <= start and not s.entry.weak and s.end not in attacks]
    # "They repelled attacks by S and foiled others near X": S attacked there too.
    beaten = [s for s in named if _attacked(scene, s)]
    defenders = [s for s in named if s not in beaten]
    if defenders:
        side = referents.side_of(defenders[-1])
        return side.other if side else None
    return referents.first(reversed(beaten))


def _attacked(scene: Scene, side: Match[SideMention]) -> bool:
    """Tell whether an attack that stands right before a side is called theirs: "attacks by S"."""
    return scene.marker(side) in {"by", "of"} and any(
        cue.entry.assault and 0 <= side.start - cue.end <= _NEXT_REACH for cue in scene.cues
    )
