"""Which matches of rows for sides count: the shortest, none that holds the other side within."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kursk_map.reading.rows.entries import Source
from kursk_map.reading.rows.slots import SideSense

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.reading.lexicon import Lexicon, Match
    from kursk_map.reading.rows.entries import SideMention

__all__ = ["choose_sides"]

_NAMED: Final = frozenset({SideSense.UKRAINIAN, SideSense.RUSSIAN})
_UNNAMED: Final = frozenset({SideSense.CLAIMANT, SideSense.ANTECEDENT})


def choose_sides(
    matches: Sequence[Match[SideMention]],
    speaking: Sequence[Match[Any]],
    words: Sequence[str],
    lexicon: Lexicon,
) -> list[Match[SideMention]]:
    """Choose the sides of a sentence.

    Parameters
    ----------
    matches
        Every match of a row for a side; they may overlap.
    speaking
        Speakers and reporting words. A speaker is no side ("Russian bloggers"), and
        no name of a side goes on over a reporting word ("Russian officials said troops").
    words, lexicon
        The folded words of the sentence, and their language.
    """
    joined = {match.start for match in matches if _is_joined(match, words, lexicon)}
    others = [match for match in matches if match.start not in joined]
    free = [each for each in matches if not _is_held_up(each, others, speaking)]
    kept: list[Match[SideMention]] = []
    end = -1
    for match in sorted(free, key=_by_noun):
        if match.start < end:
            continue
        chosen = _with_all_nouns(match, words, lexicon)
        kept.append(chosen)
        end = chosen.end
    return kept


def _by_noun(match: Match[SideMention]) -> tuple[int, ...]:
    """Put first what begins first, then what has a noun, then the shortest.

    "Russian forces drove Ukrainian troops" begins with one side, though it may also be
    read as a long name of it. A side that is named comes before one that only who speaks
    or what went before can tell: "the paratroopers of S", "die Einheiten der Armee von S".
    """
    entry = match.entry
    return match.start, entry.weak, entry.side in _UNNAMED, match.end, match.rank


def _is_joined(match: Match[SideMention], words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a side is named together with another: "Ukrainian and Russian troops"."""
    return match.start > 0 and lexicon.is_in(words[match.start - 1], "and")


def _is_held_up(
    match: Match[SideMention],
    others: Iterable[Match[SideMention]],
    speaking: Iterable[Match[Any]],
) -> bool:
    """Tell whether a match runs over a speaker, or over the other side.

    "Russian strikes on Ukrainian troops" are no long name of Russian troops.
    """
    start, end, entry, _ = match
    # "The troops of Putin" are not Putin; a name that only ends a side does not make it speak.
    for first, last, told, _ in speaking:
        if first < end and start < last and not (start < first and last <= end and _is_name(told)):
            return True
    holds_other = False
    for first, last, other, _ in others:
        # "Enemy fire" is no enemy who acts.
        if first == start and last > end and other.side is SideSense.NONE:
            return not entry.weak
        if start < first and last <= end and other.side in _NAMED and other.side is not entry.side:
            holds_other = True
    return holds_other and entry.side in _NAMED


def _is_name(entry: Any) -> bool:
    return isinstance(entry, Source) and entry.kind == "person" and not entry.named


def _with_all_nouns(
    match: Match[SideMention], words: Sequence[str], lexicon: Lexicon
) -> Match[SideMention]:
    """Go on over nouns that belong to the name: "Ukrainian military personnel left"."""
    end = match.end
    while end < len(words) and lexicon.is_in(words[end], "more_troops"):
        end += 1
    return match if match.entry.weak or end == match.end else match._replace(end=end)
