"""How a thing is put: asserted, denied, possible, planned; attempted, failed, in part."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality
from kursk_map.reading.grammar.asides import actor_before_aside, before_helpers
from kursk_map.reading.grammar.kinds import FIGHTS
from kursk_map.reading.grammar.parting import is_attribute
from kursk_map.record import record

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue, Operator

__all__ = ["Force", "acting_on", "operators_of", "turn_change", "turn_modality"]


@record(frozen=True, slots=True, kw_only=True)
class Force:
    """The operators that act on one cue: their kinds, and the rows they come from.

    ``before`` are the kinds of those that stand before the cue, or among its words.
    """

    kinds: frozenset[str]
    rule_ids: tuple[str, ...]
    before: frozenset[str] = frozenset()


def operators_of(scene: Scene, cue: Match[Cue]) -> Force:
    """Find the operators that act on a cue.

    An operator before a cue acts on the first cue after it in its clause, one
    behind on the last cue before it; either within the operator's reach.
    """
    acting = acting_on(scene, cue)
    if not any(match.entry.kind == "attempt" for match in acting):
        # "S were seen in X, and were hit": who was there was there, unless they only tried to be.
        was_there = cue.entry.change == Change.PRESENT
        acting = [
            match
            for match in acting
            if not (was_there and match.entry.kind == "failed" and match.start >= cue.end)
            and (match.entry.kind != "stopped" or _is_opposed(scene, match, cue))
        ]
    return Force(
        kinds=frozenset(match.entry.kind for match in acting),
        rule_ids=tuple(match.entry.rule_id for match in acting),
        before=frozenset(match.entry.kind for match in acting if match.start < cue.end),
    )


def _is_opposed(scene: Scene, match: Match[Operator], cue: Match[Cue]) -> bool:
    """Tell "they attacked X, but drones stopped the column" from "and stopped a column"."""
    apart = scene.clauses[match.start] != scene.clauses[cue.start]
    return apart and cue.entry.change in FIGHTS


def acting_on(scene: Scene, cue: Match[Cue]) -> list[Match[Operator]]:
    """List the operators that act on a cue, in order of the text."""
    tried = _tried_to_stop(scene)
    return [match for match in scene.operators if match not in tried and _acts(scene, match, cue)]


def _tried_to_stop(scene: Scene) -> list[Match[Operator]]:
    """List the words for who only tried to beat somebody off: "they try to stop the advance"."""
    pairs = pairwise(scene.operators)
    return [
        each
        for tries, stops in pairs
        if tries.entry.kind == "attempt"
        and stops.entry.kind == "failed"
        and stops.entry.applies != "previous"
        and 0 <= stops.start - tries.end <= _TRIED_SOON
        and not scene.has_cue(tries.end, stops.start)
        for each in (tries, stops)
    ]


def _acts(scene: Scene, match: Match[Operator], cue: Match[Cue]) -> bool:
    operator = match.entry
    # "They beat off five attacks, fighting goes on near X": those were others.
    of_others = operator.kind == "failed" and cue.entry.mutual and _is_told_of(scene, match, cue)
    if operator.kind == "none" or of_others:
        return False
    # "They took X, but S has not confirmed it": S denies it, and not who said so.
    if operator.kind == "deny" and (
        _is_answered(scene, match, cue)
        or (match.start >= cue.end and _is_anothers(scene, match, cue))
    ):
        return False
    if cue.start <= match.start and match.end <= cue.end:
        return _acts_within(operator, cue.entry.change)
    if match.start < cue.end and cue.start < match.end:
        # "They drove them out of X": words for how an attack ended, which are a cue as well.
        return match.start <= cue.start and operator.applies != "previous"
    if match.end <= cue.start:
        return operator.applies in {"next", "either"} and _reaches(
            scene, match.end, cue.start, operator
        )
    return operator.applies in {"previous", "either"} and _reaches_back(
        scene, cue.end, match, min(operator.reach, operator.behind)
    )


def _is_told_of(scene: Scene, match: Match[Operator], cue: Match[Cue]) -> bool:
    """Tell whether an operator is part of the words of another cue than this one."""
    return any(o is not cue and o.start <= match.start < match.end <= o.end for o in scene.cues)


def _acts_within(operator: Operator, change: str) -> bool:
    """Tell whether an operator among a cue's own words says more than the cue does."""
    # "They did not let them into X": that is how an attack fails.
    if change == Change.REPELLED and operator.kind in {"not", "deny"}:
        return False
    # "The column was wiped out" tells where it was, and not that it failed to be there.
    return operator.applies != "previous" or change != Change.PRESENT


def _is_answered(scene: Scene, denial: Match[Operator], cue: Match[Cue]) -> bool:
    """Tell whether what follows a denial is somebody's account, and not what is denied.

    "K denied it: our troops are in X" is K's own, "K denied S's claim that they took X" S's.
    """
    return any(start <= denial.start < end <= cue.start for start, end in scene.rebuttals)


def _is_anothers(scene: Scene, denial: Match[Operator], cue: Match[Cue]) -> bool:
    """Tell whether words behind what somebody claimed say that another does not believe it.

    "S said that they had taken X, but there is no proof": S has said so all the same, as
    where "the claim of S that they took X is false".
    """
    if any(start < denial.end and denial.start < end for start, end in scene.denials):
        return True
    return any(
        start <= cue.start
        and (
            scene.clauses[denial.start] != scene.clauses[cue.start]
            or scene.any_in(range(start, end), "allegation")
        )
        for start, end in scene.tellings
    )


def _reaches(scene: Scene, start: int, end: int, operator: Operator) -> bool:
    """Tell whether nothing but plain words of the same clause stands between."""
    if operator.kind in _COORDINATING:
        start = _last_infinitive(scene, start, end)
    if (
        end - start > operator.reach
        or scene.clauses[max(start - 1, 0)] != (scene.clauses[min(end, len(scene.clauses) - 1)])
    ):
        return False
    if any(start <= other.start < end for other in scene.cues) or _is_aside(scene, start, end):
        return False
    if operator.kind == "failed" and _is_next_deed(scene, end):
        return False
    if operator.kind != "not":
        return True
    # "There is no talk of it: X is freed", "The line stands, A are advancing": another matter.
    return ":" not in scene.words(start, end) and not any(
        start < side.start < end
        and not side.entry.weak
        and "," in scene.words(side.start - 2, side.start)
        for side in scene.sides
    )


def _is_aside(scene: Scene, operator: int, verb: int) -> bool:
    """Tell what is said between commas only: "S, whom the Bs did not see, attacked X"."""
    actor = actor_before_aside(scene, verb) if "," in scene.words(operator, verb) else None
    return actor is not None and actor.end < operator


def _is_next_deed(scene: Scene, at: int) -> bool:
    """Tell whether who beat somebody off then did more: "halted them and is now attacking X"."""
    verb = before_helpers(scene, at)
    if not scene.is_in(verb, "and"):
        return False
    return verb < at - 1 or any(
        cue.start == at and cue.entry.change == Change.GAINED for cue in scene.cues
    )


def _last_infinitive(scene: Scene, start: int, end: int) -> int:
    """Skip what else is attempted or planned: "they try to break through and to seize X"."""
    joined = scene.is_in(end, "infinitive") and scene.is_in(end - 1, "and")
    return end - 1 if joined and end - start <= _LAST_ATTEMPT else start


def _reaches_back(scene: Scene, start: int, operator: Match[Operator], reach: int) -> bool:
    """Tell whether an operator behind a cue is still about it.

    One that stands in a clause without a cue of its own looks back into the
    clause before: "attacks near X; they were repelled".
    """
    if operator.start - start > reach or _has_object(scene, operator):
        return False
    if operator.entry.kind == "partly" and _is_of_next(scene, start, operator):
        return False
    between = [each for each in scene.cues if start <= each.start < operator.start]
    # "The attack on S-held X failed": who holds it is told by the way.
    if not all(is_attribute(each) for each in between):
        return False
    clause = scene.clauses[operator.start]
    if clause == scene.clauses[start - 1]:
        return True
    if operator.entry.kind == "afar":
        return False  # "They attacked, but drones stopped them": the attack was on foot.
    # "They took A, but were beaten off at B": that is not how it ended at A.
    own = any(
        scene.items[at].toponym is not None and scene.clauses[at] == clause
        for at in range(operator.end, min(operator.end + _PLACE_REACH, len(scene.items)))
    )
    return clause == scene.clauses[start - 1] + 1 and not own


def _is_of_next(scene: Scene, start: int, operator: Match[Operator]) -> bool:
    """Tell "they hold A, B and part of C", where A and B are theirs whole."""
    named = any(item.toponym is not None for item in scene.items[start : operator.start])
    return named and any(
        item.toponym is not None for item in scene.items[operator.end : operator.end + 1]
    )


def _has_object(scene: Scene, operator: Match[Operator]) -> bool:
    """Tell whether an operator has an attack of its own behind it: "and repelled attacks"."""
    for cue in scene.cues:
        behind = operator.end <= cue.start <= operator.end + _OBJECT_REACH
        if behind and cue.entry.change in FIGHTS:
            return not scene.any_in(range(operator.end, cue.start), "and", "sep")
    return False


#: What is said of several infinitives at once: "they aim to enter X and seize Y".
_COORDINATING: Final = frozenset({"attempt", "plan", "possible", "void"})
#: How far behind "they try to" the last thing may stand that they try.
_LAST_ATTEMPT: Final = 12
#: How soon behind "they try" the verb stands that tells what they try.
_TRIED_SOON: Final = 1
#: How soon behind an operator in a clause of its own its place stands: "beaten off near B".
_PLACE_REACH: Final = 4
#: How soon behind a word for failing the attack stands that failed.
_OBJECT_REACH: Final = 2

#: What a change becomes under an operator.
_TURNS: Final[dict[str, dict[Change, Change]]] = {
    "partly": {
        Change.GAINED: Change.CONTESTED,
        Change.HELD: Change.CONTESTED,
        Change.LOST: Change.CONTESTED,
    },
    "attempt": {
        Change.GAINED: Change.CONTESTED,
        Change.HELD: Change.CONTESTED,
        Change.PRESENT: Change.CONTESTED,
    },
    "ended": {Change.HELD: Change.LOST, Change.PRESENT: Change.LOST},
    "failed": {
        Change.GAINED: Change.REPELLED,
        Change.CONTESTED: Change.REPELLED,
        Change.ADVANCED: Change.REPELLED,
        Change.PRESENT: Change.REPELLED,
    },
}
_TURNS["vain"] = _TURNS["stopped"] = _TURNS["failed"]
_ORDER: Final = ("attempt", "partly", "ended", "failed", "stopped", "vain")


def turn_change(change: Change, force: Force) -> Change:
    """Return what a change becomes under the operators that act on it.

    >>> turn_change(Change.GAINED, Force(kinds=frozenset({"attempt"}), rule_ids=()))
    <Change.CONTESTED: 'contested'>
    """
    for kind in _ORDER:
        if kind in force.kinds:
            change = _TURNS[kind].get(change, change)
    return change


def turn_modality(cue: Cue, force: Force, polarity: Modality) -> Modality:
    """Return how sure the claimant is; a denial outweighs, "not fully" is no denial."""
    if polarity is Modality.DENIED or "deny" in force.kinds:
        return Modality.DENIED
    if "not" in force.kinds and "partly" not in force.kinds:
        return Modality.DENIED
    if "plan" in force.kinds or cue.modality is Modality.PLANNED:
        return Modality.PLANNED
    if "possible" in force.kinds:
        return Modality.POSSIBLE
    return cue.modality
