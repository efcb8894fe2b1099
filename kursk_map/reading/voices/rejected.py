"""Claims that are told only in being rejected.

"K rejected Russian claims that A had been taken", "K denied the ministry's statement on the
capture of A": K denies it, and the other side has said so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Modality, Side
from kursk_map.reading.rows.slots import SideSense
from kursk_map.reading.voices.claims import Claim
from kursk_map.reading.voices.speakers import side_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.voices.registry import Speaker
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["rejected_claims"]

#: How soon behind "rejected" the word for what was said stands: "as fiction a statement".
_SOON: Final = 5
#: How soon before it the adjective stands ("Russian claims"), and behind it whose it is.
_ADJECTIVE: Final = 2
_OWNER: Final = 3
_SIDES: Final = {SideSense.RUSSIAN: Side.RUSSIAN, SideSense.UKRAINIAN: Side.UKRAINIAN}


def rejected_claims(
    scene: Scene, mentions: Sequence[SpeakerMention], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Yield the claims of the other side that those of a sentence reject."""
    for claim in claims:
        if claim.polarity is not Modality.DENIED or not claim.forward or claim.speaker.side is None:
            continue
        for at in range(claim.start, min(claim.end + _SOON, len(scene.items))):
            if scene.is_in(at, "allegation"):
                found = _owner(scene, mentions, at, claim.speaker.side.other)
                if found is not None and not _is_told(claims, claim, at, found[1]):
                    speaker, end = found
                    yield _claim_of(speaker, max(at, claim.end), max(end, claim.end + 1))
                break


def _claim_of(speaker: Speaker, at: int, end: int) -> Claim:
    return Claim(
        speaker=speaker,
        start=at,
        end=end,
        forward=True,
        backward=False,
        polarity=Modality.ASSERTED,
        rule_ids=(speaker.rule_id,),
    )


def _is_told(claims: Sequence[Claim], denial: Claim, start: int, end: int) -> bool:
    """Tell whether a word for saying already makes it somebody's: "K denied that S had said"."""
    return any(other is not denial and start <= other.start <= end for other in claims)


def _owner(
    scene: Scene, mentions: Sequence[SpeakerMention], at: int, side: Side
) -> tuple[Speaker, int] | None:
    """Find whose statement it is: the speaker, and where the words for it end."""
    for match in scene.sides:
        beside = at - _ADJECTIVE <= match.start <= at + 1
        if match.entry.weak and beside and _SIDES.get(match.entry.side) is side:
            return side_speaker(scene, match, side), max(at + 1, match.end)
    for mention in mentions:
        behind = mention.speaker.side is side and at < mention.start <= at + _OWNER
        between = range(at, mention.start)
        if behind and not (
            scene.any_in(between, "that", "sep") or scene.has_cue(at, mention.start)
        ):
            return mention.speaker, mention.end
    return None
