"""Where a clause begins: at a break word, at a semicolon, at ", and" with an actor behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.lexicon import Lexicon, Match
    from kursk_map.reading.rows.entries import Break

__all__ = ["number_clauses"]

#: How soon after ", and" a subject must follow to begin a clause; and after a colon.
_AFTER_AND: Final = 3
_AFTER_COLON: Final = 2
_AFTER_WHILE: Final = 2
#: How soon before a clause about them villages stand: "two villages of Kursk Oblast, where".
_COUNTED_SOON: Final = 5


def number_clauses(
    words: list[str],
    breaks: Sequence[Match[Break]],
    actors: Sequence[Match[Any]],
    lexicon: Lexicon,
) -> list[int]:
    """Return the number of the clause each item stands in.

    A clause begins at a break word, at a semicolon, at ", and" or a colon with
    an actor behind it; at a comma too where "while" begins the sentence. Names that a
    colon announces are of the clause around: "they took two villages, where S stood: A and B".
    """
    if not breaks and not actors and ";" not in words:
        return [0] * len(words)
    begun = {match.start for match in breaks}
    acting = {match.start for match in actors}
    inner = {match.start for match in breaks if match.entry.within}
    numbers: list[int] = []
    clause = latest = 0
    around: int | None = None
    counting: int | None = None
    opposed = bool(words) and lexicon.is_in(words[0], "contrast")
    before = ""
    for at, word in enumerate(words):
        if word == "," and around is not None:
            clause, around = around, None
        if (
            at in begun
            or word == ";"
            or (word == ":" and _follows(acting, at, _AFTER_COLON))
            or (word == "," and opposed and _follows(acting, at, _AFTER_WHILE))
            or (before == "," and lexicon.is_in(word, "and") and _follows(acting, at, _AFTER_AND))
        ):
            around = clause if at in inner else None
            counting = clause if _counts_villages(words[:at], lexicon) else None
            latest += 1
            clause = latest
        elif word == ":" and counting is not None:
            clause, counting = counting, None
        numbers.append(clause)
        before = word
    return numbers


def _counts_villages(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether what stands before is of villages that are yet to be named."""
    return any(lexicon.is_in(word, "settlements") for word in before[-_COUNTED_SOON:])


def _follows(acting: set[int], at: int, reach: int) -> bool:
    return not acting.isdisjoint(range(at + 1, at + reach + 1))
