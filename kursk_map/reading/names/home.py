"""Whether a name that large towns elsewhere bear means the village of the theatre."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.names.finder import Findings, Mention

__all__ = ["accept_at_home", "sentence_around", "within"]

_SENTENCE_END: Final = re.compile(r"[.!?…]\s|\n")


def accept_at_home(text: str, findings: Findings) -> list[Mention]:
    """Take a name that a large town elsewhere bears, where the text means its namesake here.

    It does where the sentence is about the theatre, and again in other sentences of such a
    text; where nothing of another front is named, one that is about the theatre is enough.
    """
    mentions = findings.mentions
    if not any(mention.needs_home for mention in mentions):
        return mentions
    certain = [mention.start for mention in mentions if mention.certain]
    asked = [mention for mention in mentions if mention.needs_home]
    at_home, free = set[int](), set[int]()
    for mention in asked:
        left, right = sentence_around(text, mention)
        if within(findings.home, left, right) or within(certain, left, right):
            at_home.add(mention.start)
        elif not within(findings.elsewhere, left, right):
            free.add(mention.start)
    names = {text[each.start : each.end] for each in asked if each.start in at_home}
    ours = not findings.elsewhere and bool(findings.home or certain)
    at_home |= {
        each.start
        for each in asked
        if each.start in free and (ours or text[each.start : each.end] in names)
    }
    return [replace(each, certain=True) if each.start in at_home else each for each in mentions]


def sentence_around(text: str, mention: Mention) -> tuple[int, int]:
    """Return where the sentence around a name begins and ends."""
    window = max(0, mention.start - 400)
    left = window
    for end in _SENTENCE_END.finditer(text, window, mention.start):
        left = end.end()
    following = _SENTENCE_END.search(text, mention.end, mention.end + 400)
    return left, following.start() if following else min(len(text), mention.end + 400)


def within(positions: Sequence[int], left: int, right: int) -> Sequence[int]:
    """Give those of sorted positions that lie from ``left`` on and before ``right``."""
    return positions[bisect_left(positions, left) : bisect_left(positions, right)]
