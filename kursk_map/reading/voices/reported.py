"""By which forms alone a sentence goes on with what somebody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Report

__all__ = ["answers_what_is_told", "drops_subject", "is_reported"]


def is_reported(scene: Scene) -> bool:
    """Tell whether a verb stands in a mood that only reports what somebody said."""
    return scene.has_any("reported_mood")


def drops_subject(scene: Scene, report: Match[Report]) -> bool:
    """Tell whether a verb says of whoever spoke last that they go on: "Dodał, że"."""
    at = report.start
    begins = at == 0 or scene.is_in(at - 1, "before_inversion")
    named = report.end < len(scene.items) and scene.items[report.end].is_capitalised
    return begins and not named and scene.is_in(at, "drops_subject")


def answers_what_is_told(scene: Scene, denial: Match[Report], at: int) -> bool:
    """Tell whether a denial answers what the text tells as a fact: "S took X, but K denies it".

    What is only alleged is denied and not told: "S allegedly took X, but K denies it".
    """
    told = [cue.start for cue in scene.cues if cue.start < at]
    apart = told and not any(scene.in_clause_of(cue, at) for cue in told)
    alleged = any(each.start < denial.start for each in scene.reports)
    return bool(apart) and not alleged and not scene.any_in(range(at), "allegation")
