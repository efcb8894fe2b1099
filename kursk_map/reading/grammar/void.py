"""What a sentence does not say of the campaign: questions, conditions, other years, residents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.modality import acting_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.model import Side
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.modality import Force
    from kursk_map.reading.rows.entries import Cue

__all__ = ["is_of_residents", "is_of_strikes", "is_void", "tells_otherwise"]

#: Years of which the press speaks besides the campaign's own.
_FIRST_YEAR: Final = 1900
_CAMPAIGN: Final = 2024
_YEAR_DIGITS: Final = 4


def is_void(scene: Scene, cue: Match[Cue], force: Force, *, is_rebuttal: bool) -> bool:
    """Tell whether nobody says that it is so, or it was so before the campaign: "in 2022".

    ``is_rebuttal``: the other side speaks of what it tells.
    """
    if scene.items[-1].word == "?":  # "Has X fallen?": nobody says so.
        return True
    # "Claims about the capture of X are untrue" says something: it denies.
    is_open = "void" in force.kinds and "deny" not in force.kinds
    if "asked" in force.kinds or (is_open and cue.entry.change != Change.HELD):
        return True
    if "afar" in force.kinds and cue.entry.on_foot:
        return True
    # "They did not attack X", "no fighting in X" tells of no change that anybody denies.
    is_move = cue.entry.mutual or cue.entry.change == Change.ADVANCED
    is_moving = cue.entry.assault or (is_move and not is_rebuttal)
    if is_moving and "deny" not in force.kinds and _is_negated(scene, cue):
        return True
    years = _years(scene)
    if not years:
        return False
    earlier = [
        at
        for at in years
        if int(scene.folded[at]) < _CAMPAIGN and scene.in_clause_of(at, cue.start)
    ]
    next_cue = next((each.start for each in scene.cues if each.start > cue.start), len(scene.items))
    last_cue = max((each.end for each in scene.cues if each.end <= cue.start), default=0)
    return _is_all_earlier(scene.cues[0].start, cue.start, years, earlier) or any(
        last_cue <= at < cue.start or cue.end <= at < next_cue for at in earlier
    )


def _is_negated(scene: Scene, cue: Match[Cue]) -> bool:
    """Tell whether a "not" or "no more" acts on a cue, from before or behind it."""
    return any(
        match.entry.kind in {"not", "ended"} and not cue.start <= match.start < cue.end
        for match in acting_on(scene, cue)
    )


def is_of_residents(scene: Scene, cue: Match[Cue], side: Side | None) -> bool:
    """Tell whether it is residents who move: "A woman of X told how she had left the village".

    Troops that are named only behind came there since: "She has not left X since S entered it".
    Where nobody else is named, residents may stand behind too: "X was left by thousands of people".
    """
    if cue.entry.change not in {Change.LOST, Change.ADVANCED}:
        return False
    if side and any(s.start < cue.start or scene.marker(s) == "by" for s in scene.sides):
        return False
    last = cue.start if side or cue.entry.change != Change.LOST else len(scene.items)
    residents = [at for at in range(last) if scene.is_in(at, "resident")]
    return any(scene.in_clause_of(at, cue.start) for at in residents)


def _is_all_earlier(first: int, end: int, years: Sequence[int], earlier: Sequence[int]) -> bool:
    """Tell whether a year opens what a clause tells: "In 1943 they fought here, X was taken"."""
    return any(at < first for at in earlier) and not any(first <= at < end for at in years)


def _years(scene: Scene) -> list[int]:
    """List where the numbers of years stand."""
    return [
        at
        for at, word in enumerate(scene.folded)
        if len(word) == _YEAR_DIGITS and word.isdecimal() and int(word) >= _FIRST_YEAR
    ]


def tells_otherwise(scene: Scene) -> bool:
    """Tell whether a sentence is of strikes or of people who leave, not of troops."""
    struck = not scene.cues and any(each.entry.kind == "afar" for each in scene.operators)
    return struck or scene.has_any("other_matter")


def is_of_strikes(scene: Scene, cue: Match[Cue]) -> bool:
    """Tell whether examples are of strikes: "Attacks failed. Bombs were dropped, also on X"."""
    return cue is scene.cues[0] and any(
        each.entry.kind == "afar" and each.end <= cue.start for each in scene.operators
    )
