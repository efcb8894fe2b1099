"""Whose word a sentence is that names somebody and has no word for saying.

"Rybar has troops moving towards X"; "X is taken – DeepState"; "Kyiv: 'We hold X'".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Modality
from kursk_map.reading.rows.marks import OPENING_QUOTES
from kursk_map.reading.voices.claims import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["silent_claims"]

#: Kinds of speakers whose mere mention attributes a sentence: "Rybar has troops moving towards X".
_BODIES: Final = frozenset({"ministry", "institute", "project", "blogger"})
_BEFORE_BODY: Final = 3


def silent_claims(
    scene: Scene, mentions: Sequence[SpeakerMention], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Attribute what follows a body without a reporting word, or precedes "– DeepState"."""
    for mention in mentions:
        quoted = _opens_quotation(scene, mention.start - 1)
        last = mention.end >= len(scene.items) - 1 - quoted
        # Keyboards without a dash: "A is taken, - DeepState".
        hyphen = last and scene.words(mention.start - 1 - quoted, mention.start - quoted) == ["-"]
        after_dash = hyphen or scene.is_in(mention.start - 1 - quoted, "dash")
        titled = after_dash or scene.is_in(mention.end, "colon")
        if mention.is_pronoun or (mention.is_side and not _is_quoted(scene, mention)):
            continue
        if mention.speaker.kind not in _BODIES and not titled:
            continue
        # "Contrary to DeepState's map, X has fallen": that is not what it shows.
        refuted = scene.any_in(range(mention.start - _BEFORE_BODY, mention.start), "contrary")
        if refuted or any(_covers(scene, claim, mention.start) for claim in claims):
            continue
        headline = after_dash and last
        yield Claim(
            speaker=mention.speaker,
            start=mention.start,
            end=mention.end,
            forward=not headline,
            backward=headline,
            polarity=Modality.ASSERTED,
            rule_ids=(mention.speaker.rule_id,),
        )


def _covers(scene: Scene, claim: Claim, at: int) -> bool:
    """Tell whether somebody already speaks where a body is named.

    Whoever says at the end what a whole sentence holds does, and whoever spoke before:
    but not for one that begins a clause of its own: "ISW has it as Russian; DeepState does not".
    """
    if claim.start > at:
        return claim.backward and not claim.forward
    begins = not any(
        scene.in_clause_of(cue.start, at) for cue in scene.cues if cue.start < at
    ) and not scene.in_clause_of(max(claim.end - 1, 0), at)
    return not begins


def _is_quoted(scene: Scene, mention: SpeakerMention) -> bool:
    """Tell whether a side speaks by a colon: "Kyiv: 'We hold X'", or a capital: "Moscow: X freed".

    "Russia: three villages taken" may only tell where.
    """
    if mention.marker or not scene.is_in(mention.end, "colon"):
        return False
    return scene.is_in(mention.end - 1, "capital") or _opens_quotation(scene, mention.end + 1)


def _opens_quotation(scene: Scene, at: int) -> bool:
    return not OPENING_QUOTES.isdisjoint(scene.words(at, at + 1))
