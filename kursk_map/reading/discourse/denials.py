"""What a denial denies, where it names no event: what somebody else just said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change, Modality
from kursk_map.reading.confidence import doubts_of
from kursk_map.reading.grammar.kinds import OF_LAND
from kursk_map.reading.rows.slots import Locus
from kursk_map.reading.statements import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.timing import Timetable
    from kursk_map.reading.voices.claims import Claim

__all__ = ["note_denials", "read_denials"]

#: How soon after "rejected" somebody else's claim follows that is rejected.
_QUOTED_SOON: Final = 5
#: How soon after "but it is a lie" follows who says so.
_CLOSED_SOON: Final = 3
#: How soon behind "the withdrawal" stands from which region.
_AREA_SOON: Final = 5


def note_denials(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Tell the scene who makes a claim and who denies one; a denial may be told by the way.

    "S said that they had taken X, but it is a lie, T assured": T denies what S said.
    """
    noted = [
        replace(claim, polarity=Modality.DENIED) if _closes_denial(scene, claims, claim) else claim
        for claim in claims
    ]
    for claim in noted:
        denied = claim.polarity is Modality.DENIED
        (scene.denials if denied else scene.tellings).append((claim.start, claim.end))
        scene.rebuttals += ((claim.start, end) for end in _account_starts(claim, noted))
    return noted


def _account_starts(denial: Claim, claims: Sequence[Claim]) -> Iterator[int]:
    """Yield where, behind a denial, somebody's account begins: its maker's, or the other side's.

    "K denied it: our troops are in X", "K denied S's claim that they took X".
    """
    if denial.rebuts:
        yield denial.end
    side = denial.speaker.side
    if denial.polarity is Modality.DENIED and side is not None:
        for claim in claims:
            if claim.speaker.side is side.other and claim.start > denial.start:
                yield claim.start


def _closes_denial(scene: Scene, claims: Sequence[Claim], claim: Claim) -> bool:
    if claim.forward or not claim.backward:
        return False
    denials = [
        match.start
        for match in scene.operators
        if match.entry.kind == "deny" and 0 <= claim.start - match.end <= _CLOSED_SOON
    ]
    return any(
        other.start < at
        and other.speaker != claim.speaker
        and (
            scene.clauses[other.start] != scene.clauses[at]
            or scene.any_in(range(other.start, other.end), "allegation")
        )
        for at in denials
        for other in claims
    )


def read_denials(
    scene: Scene,
    claim: Claim,
    drafted: Sequence[Draft],
    earlier: Sequence[Draft],
    timetable: Timetable,
) -> list[Draft]:
    """Read a denial that names no event.

    Parameters
    ----------
    scene, claim
        The sentence and whose denial it is.
    drafted, earlier
        What was read in the sentence and in the one before. A claim that is
        quoted to be denied ("A rejected B's claim that") is left to B.
    timetable
        The dates of the document.
    """
    denials = list(_quoted(claim, drafted))
    speaks = any(draft.claim is claim for draft in drafted) or _has_content(scene, claim)
    if speaks and not claim.rebuts:
        return denials
    # "The roads are cut, although K denies it": no village of the sentence before is meant.
    # Nor is it where another has just been told to say something: "S said so, which K denied".
    answers = any(start < claim.start for start, _ in scene.tellings)
    opens = scene.clauses[claim.start] == scene.clauses[0] and not answers
    said = [draft for draft in drafted if draft.event.at < claim.start] or (
        earlier if opens else ()
    )
    said = _told_of_again(claim, said, drafted)
    latest = max((draft.event.at for draft in said), default=0)
    for draft in said:
        event = draft.event
        gainer = event.side.other if event.change is Change.LOST else event.side
        own = draft.speaker == claim.speaker or claim.speaker.side is gainer
        # "S came from X, which S holds": that they came is denied, not that they hold X.
        by_the_way = event.change is Change.HELD and event.mention.locus is Locus.FROM
        if event.at == latest and not (own or by_the_way):
            denials.append(
                Draft(
                    sentence=scene.sentence,
                    event=replace(event, modality=Modality.DENIED),
                    dates=timetable.dates_for(scene, claim.start, claim.speaker),
                    speaker=claim.speaker,
                    claim=claim,
                    doubts=doubts_of(scene),
                )
            )
    return denials


def _told_of_again(
    claim: Claim, said: Sequence[Draft], drafted: Sequence[Draft]
) -> Sequence[Draft]:
    """Choose what is denied where the denier's own account names its place: "No: we hold X"."""
    named = {each.event.place.place_id for each in drafted if each.claim is claim}
    again = [each for each in said if claim.rebuts and each.event.place.place_id in named]
    return again or said


def _quoted(claim: Claim, drafted: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the denials of claims that follow at once, and let their makers have claimed."""
    for draft in drafted:
        said = draft.claim
        if (
            said is None
            or said is claim
            or not 0 <= said.start - claim.end <= _QUOTED_SOON
            or said.speaker.side is claim.speaker.side
            or draft.event.at < said.end
        ):
            continue
        denied = replace(draft.event, modality=Modality.DENIED)
        draft.event = replace(draft.event, modality=Modality.ASSERTED)
        yield replace(draft, event=denied, speaker=claim.speaker, claim=claim)


def _has_content(scene: Scene, claim: Claim) -> bool:
    """Tell whether a denial says what it denies, rather than "the loss" or nothing.

    "The withdrawal from K region" is not of the village of the sentence before.
    """
    # "K disputes this, insisting that they hold out": what K insists on comes after.
    if scene.words(claim.end, claim.end + 1) == [","]:
        return False
    # "K denied having ordered a retreat": an order, and no loss.
    ordered = any(
        each.entry.kind == "plan"
        and each.start >= claim.end
        and scene.clauses[each.start] == scene.clauses[claim.end - 1]
        for each in scene.operators
    )
    # "K has not acknowledged the loss of any territory": none in particular.
    soon = range(claim.end, claim.end + _AREA_SOON)
    at_large = scene.any_in(soon, "indefinite") and scene.any_in(soon, "at_large")
    return (
        ordered
        or at_large
        or any(
            cue.start >= claim.end
            and scene.clauses[cue.start] == scene.clauses[claim.end - 1]
            and (cue.entry.change not in OF_LAND or _is_of_an_area(scene, cue.end))
            for cue in scene.cues
        )
    )


def _is_of_an_area(scene: Scene, start: int) -> bool:
    behind = range(start, min(start + _AREA_SOON, len(scene.items)))
    return any(scene.items[at].is_capitalised and scene.is_in(at, "area") for at in behind)
