"""How sure a reading is: how often such statements were right in press that nobody had seen.

A kind of statement has a base, what makes a sentence hard to put together has a weight
(`Doubt`), both as log-odds in ``lexicon/confidence.toml``. They are fitted to the first runs
on unseen articles by ``python -m bench.confidence``, which also says how well they hold.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Doubt, Modality
from kursk_map.reading.rows.tables import load_table
from kursk_map.reading.second_opinion.labels import RULE_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kursk_map.model import SecondOpinion, Side, Statement
    from kursk_map.reading.grammar.events import Event
    from kursk_map.reading.grammar.scene import Scene

__all__ = [
    "RARE",
    "confidence_of",
    "doubts_of",
    "kind_and_side",
    "kind_of",
    "log_odds",
    "share_backed",
    "share_of",
    "share_right",
]

_KINDS: Final = {
    Change.GAINED: "control",
    Change.HELD: "control",
    Change.LOST: "withdrawal",
    Change.CONTESTED: "contested",
    Change.PRESENT: "present",
    Change.REPELLED: "repelled",
    Change.ADVANCED: "advance",
    Change.FIRE_CONTROL: "fire_control",
}
#: Where the table has no base for a kind, since there were too few to learn one from.
RARE: Final = "rare"

#: More events, words and operators in a sentence than these make it harder to read.
_ONE_EVENT: Final = 1
_FEW_EVENTS: Final = 3
_FEW_WORDS: Final = 45
_ONE_OPERATOR: Final = 1

#: Nothing is taken to be surer than this.
_SUREST: Final = 1e-4


def kind_of(change: Change, modality: Modality) -> str:
    """Return what sort of statement it is, in the terms of the gold standard.

    >>> kind_of(Change.HELD, Modality.ASSERTED), kind_of(Change.GAINED, Modality.DENIED)
    ('control', 'denial')
    """
    if modality is Modality.PLANNED:
        return "plan"
    if modality is Modality.DENIED:
        return "denial"
    return _KINDS[change]


def kind_and_side(told: Statement | Event) -> tuple[str, Side]:
    """Return what sort of statement it is, and the side it puts it to.

    A denial is put to the side whose position it supports.
    """
    kind = kind_of(told.change, told.modality)
    if kind == "denial" and told.change not in {Change.LOST, Change.REPELLED}:
        return kind, told.side.other
    return kind, told.side


def doubts_of(scene: Scene) -> tuple[Doubt, ...]:
    """List what in a sentence makes it likelier that it is misread."""
    found = {
        Doubt.SEVERAL: len(scene.cues) > _ONE_EVENT,
        Doubt.MANY: len(scene.cues) > _FEW_EVENTS,
        Doubt.LONG: len(scene.items) > _FEW_WORDS,
        Doubt.QUALIFIED: len(scene.operators) > _ONE_OPERATOR,
    }
    return tuple(doubt for doubt, is_so in found.items() if is_so)


def confidence_of(statement: Statement) -> float:
    """Return the share, 0 to 1, of statements like this one that were read rightly.

    Rightly read is the place, the side and the kind. It says nothing on whether the claim is
    true, and nothing on claimant and day. Where the encoder was asked, its word counts and
    whether the rules say so too, since that tells right from wrong far better than the doubts.
    """
    provenance = statement.provenance
    opinion = provenance.second_opinion
    if opinion is not None and RULE_ID in provenance.rule_ids:
        return round(share_backed(None, opinion), 2)
    table = load_table("confidence.toml")
    kind = kind_of(statement.change, statement.modality)
    own = share_right(table["kinds"], table["doubts"], kind, provenance.doubts)
    if opinion is not None:
        return round(share_backed(own, opinion), 2)
    return round(own, 2)


def share_right(
    kinds: Mapping[str, float], weights: Mapping[str, float], kind: str, doubts: Iterable[str]
) -> float:
    """Turn the log-odds of a kind and of its doubts into a share.

    >>> share_right({"rare": 1.0}, {"long": -1.0}, "plan", ["long"])
    0.5
    """
    return share_of(kinds.get(kind, kinds[RARE]) + sum(weights[doubt] for doubt in doubts))


def share_backed(own: float | None, opinion: SecondOpinion) -> float:
    """Return how sure a statement is that the encoder, too, was asked about.

    ``own`` is how sure it is without the encoder; ``None`` where the rules did not read it.
    """
    learned = load_table("second_opinion.toml")["added" if own is None else "read"]
    odds = learned["base"] + learned["share"] * log_odds(opinion.share)
    odds += learned["otherwise"] * log_odds(opinion.otherwise)
    if own is not None:
        odds += learned["own"] * log_odds(own)
    return share_of(odds)


def share_of(odds: float) -> float:
    """Turn log-odds into a share.

    >>> share_of(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-odds))


def log_odds(share: float) -> float:
    """Return the log-odds of a share, which is kept a little away from 0 and 1.

    >>> log_odds(0.5)
    0.0
    """
    kept = min(max(share, _SUREST), 1 - _SUREST)
    return math.log(kept / (1 - kept))
