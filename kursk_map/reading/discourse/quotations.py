"""Quotations that run over several sentences: whose they are is said where they end.

"“They took A. They then took B,” said K." Both are K's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.reading.attribution import Claim
    from kursk_map.reading.statements import AmountDraft, Draft

__all__ = ["Quotation"]

_OPENING: Final = frozenset("“„«")
_CLOSING: Final = frozenset("”»")
_EITHER: Final = '"'
_MARK: Final = re.compile('[“„«”»"]')


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
        for mark in _MARK.findall(text):
            if mark in _OPENING:
                self.is_open = True
            elif mark in _CLOSING:
                self.is_open = False
            elif mark == _EITHER:
                self.is_open = not self.is_open
        closing = [claim for claim in claims if claim.backward and not claim.looks_back]
        if was_open and not self.is_open and closing:
            for draft in self.said:
                draft.speaker, draft.claim = closing[0].speaker, closing[0]
        if self.is_open:
            # "“Bloggers say that A fell. We doubt it,” said K": A is still the bloggers'.
            self.said.extend(each for each in read if each.claim not in claims)
