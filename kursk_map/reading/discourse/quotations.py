"""Quotations that run over several sentences: whose they are is said where they end.

"“They took A. They then took B,” said K." Both are K's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from kursk_map.reading.rows.marks import OPENING_QUOTES
from kursk_map.reading.rows.slots import SideSense

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Sentence
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.statements import AmountDraft, Draft
    from kursk_map.reading.voices.claims import Claim

__all__ = ["Quotation", "closing_sentence"]

_EITHER: Final = '"'
_OPENING: Final = OPENING_QUOTES - {_EITHER}
_MARK: Final = re.compile('[“„«”»"]')
#: How many sentences of a quotation are looked through for its end: time stays linear.
_LONGEST: Final = 40
#: Whom only whose words they are tells: "our soldiers", "the enemy".
_BY_SPEAKER: Final = frozenset({SideSense.CLAIMANT, SideSense.ENEMY, SideSense.OCCUPIER})


def closing_sentence(scene: Scene, following: Iterable[Sentence]) -> Sentence | None:
    """Find where a quotation ends that a sentence leaves open, if whose it is matters there.

    "“Our troops hold A. They beat the enemy off,” said K": whose A is, K's side tells.
    ``following`` are the next sentences of its line.
    """
    if not any(side.entry.side in _BY_SPEAKER for side in scene.sides):
        return None
    if not _is_left_open(scene.sentence.text, was_open=False):
        return None
    for sentence in islice(following, _LONGEST):
        if not _is_left_open(sentence.text, was_open=True):
            return sentence
    return None


def _is_left_open(text: str, *, was_open: bool) -> bool:
    """Tell whether a quotation is open behind a text."""
    for mark in _MARK.findall(text):
        was_open = mark in _OPENING or (mark == _EITHER and not was_open)
    return was_open


@dataclass(slots=True)
class Quotation:
    """The quotation that is open between two sentences, and what was read in it."""

    is_open: bool = False
    said: list[Draft | AmountDraft] = field(default_factory=list)

    def begin(self, *, new_line: bool) -> None:
        """Begin a sentence; a new line ends what nobody closed."""
        if new_line or not self.is_open:
            self.is_open = False
            self.said = []

    def follow(
        self, text: str, read: Iterable[Draft | AmountDraft], claims: Sequence[Claim]
    ) -> None:
        """Take in a sentence that was read: its marks, its drafts, who closes the quotation.

        Whoever closes it said all of it.
        """
        was_open = self.is_open
        self.is_open = _is_left_open(text, was_open=was_open)
        closing = [claim for claim in claims if claim.backward and not claim.looks_back]
        if was_open and not self.is_open and closing:
            for draft in self.said:
                draft.speaker, draft.claim = closing[0].speaker, closing[0]
        if self.is_open:
            # "“Bloggers say that A fell. We doubt it,” said K": A is still the bloggers'.
            self.said.extend(each for each in read if each.claim not in claims)
