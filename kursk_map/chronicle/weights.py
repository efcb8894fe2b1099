"""The one table of weights and chances (``reconcile.toml``), typed and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursk_map.model import Claimant, Modality, Side, View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

__all__ = ["Neighbourhood", "Phase", "Weights", "load_weights", "parse_weights"]

TABLE = Path(__file__).with_name("reconcile.toml")

#: Sums of chances may miss 1 by this much.
ROUNDING = 1e-9

#: ``Change`` values plus what a recapture says of the week before it.
KINDS = (
    "gained", "held", "lost", "before", "contested", "present", "repelled", "advanced",
    "fire_control",
)  # fmt: skip


#: The side whose claims alone a view hears.
SPEAKER: Mapping[View, Side] = {View.UKRAINE: Side.UKRAINIAN, View.RUSSIA: Side.RUSSIAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """From a day on, the chances a day that a place of one soil changes hands.

    ``conceded`` is ``leaves_away`` in a map of the holder's own claims.
    """

    soil: Side
    from_on: dt.date
    leaves_own: float
    leaves_away: float
    conceded: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """How places tell of each other: ranges in km, nuggets in units of the field's variance."""

    range_km: float
    nugget: float
    mean: float
    silent_nugget: float
    silent_population: int
    silent_apart_km: float
    reach_km: float
    border_lean: float
    border_km: float
    pull_per_day: float
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All parameters of the reconciliation; the reasons stand in the table itself.

    ``evidence`` holds, for each kind, the chances that a place is held by the
    side that the statement speaks of, contested, or held by the other side.
    """

    phases: tuple[Phase, ...]
    through_contested: float
    contested_ends: float
    delay_days: int
    before_days: int
    repeat_days: int
    horizon_days: int
    fighting_days: int
    neighbours: Neighbourhood
    claimant: Mapping[Claimant, float]
    modality: Mapping[Modality, float]
    evidence: Mapping[str, tuple[float, float, float]]

    def of_view(self, view: View) -> Weights:
        """Return what holds for a view.

        In a map of one side's claims, that side keeps what it holds on the
        other's soil until it says otherwise, and the silence of neighbours, of
        which that side names few, is not held against a place.
        """
        if view not in SPEAKER:
            return self
        phases = (
            replace(phase, leaves_away=phase.conceded) if phase.soil is not SPEAKER[view] else phase
            for phase in self.phases
        )
        alone = replace(self.neighbours, pull_per_day=0.0)
        return replace(self, phases=tuple(phases), neighbours=alone)


@cache
def load_weights() -> Weights:
    """Read the table that comes with the package, once."""
    return parse_weights(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def parse_weights(table: Mapping[str, Any]) -> Weights:
    """Return a table as weights.

    Raises
    ------
    ValueError
        Chances of a kind do not sum to one, or a kind, claimant or modality is missing.
    """
    evidence = {kind: tuple(map(float, table["evidence"][kind]["chances"])) for kind in KINDS}
    if odd := [kind for kind, chances in evidence.items() if abs(sum(chances) - 1) > ROUNDING]:
        raise ValueError(f"{TABLE.name}: chances of {', '.join(odd)} do not sum to 1")
    return Weights(
        phases=tuple(
            Phase(
                soil=Side(phase["soil"]),
                from_on=phase["from"],
                leaves_own=phase["leaves_own"],
                leaves_away=phase["leaves_away"],
                conceded=phase["conceded"],
            )
            for phase in table["phase"]
        ),
        **table["chain"],
        **table["timing"],
        neighbours=Neighbourhood(**table["neighbours"]),
        claimant={claimant: table["weight"]["claimant"][claimant] for claimant in Claimant},
        modality={modality: table["weight"]["modality"][modality] for modality in Modality},
        evidence=evidence,  # type: ignore[arg-type]
    )
