"""What every match of a pattern begins with, found out from the pattern alone."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["PLACEHOLDER", "WORD_END", "find_lead", "find_opening", "split_outside"]

#: Stands for an entry of the vocabulary.
PLACEHOLDER: Final = re.compile(r"\{([A-Z]+\d?)\}")
WORD_END: Final = r"(?!\w)"
_ELEMENT: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
#: What makes the element before it one that may be absent.
_COUNT: Final = re.compile(r"\?|\{\d")


def find_opening(alternative: str) -> str:
    r"""Cut a pattern behind what the first word of a match can fit; what is left may fit more.

    >>> find_opening("night of {W}"), find_opening("{D}{TO}{D2}(?: {M})?"), find_opening("half")
    ('night ', '{D}', 'half(?!\\w)')
    """
    first, *rest = split_outside(alternative, " ")
    parted = rest and not _COUNT.match(rest[0])
    opening = f"{first} " if parted else alternative + WORD_END
    placeholder = PLACEHOLDER.match(opening)
    if placeholder is None or _COUNT.match(opening, placeholder.end()):
        return opening
    several = PLACEHOLDER.search(opening, placeholder.end()) is not None
    return placeholder[0] if several else opening


def find_lead(pattern: str) -> str:
    """Return the placeholder that every match of a pattern begins with, or nothing.

    >>> find_lead("{NUM} {UNIT}"), find_lead("{NUM}? {UNIT}"), find_lead("{NUM} or|{UNIT}")
    ('{NUM}', '', '')
    """
    lead = PLACEHOLDER.match(pattern)
    alone = lead is not None and len(split_outside(pattern, "|")) == 1
    return lead[0] if lead and alone and not _COUNT.match(pattern, lead.end()) else ""


def split_outside(pattern: str, mark: str) -> list[str]:
    """Split an expression at a mark that stands outside brackets.

    >>> split_outside("(?:a|b) dozen|six", "|")
    ['(?:a|b) dozen', 'six']
    """
    parts, depth = [""], 0
    for part in _ELEMENT.findall(pattern):
        depth += (part == "(") - (part == ")")
        if part == mark and not depth:
            parts.append("")
        else:
            parts[-1] += part
    return parts
