"""Rows of a TOML file compiled into rules that read a text once.

A row's ``pattern`` is a regular expression over small letters in which

* a space stands for any short white space with at most one line break;
* ``{NAME}`` stands for an entry of the vocabulary that the caller gives;
* ``after`` names words one of which must stand before;
* a named group (``(?P<name>...)`` or one that comes with the vocabulary) ends
  up in ``Hit.values``; a name may be used in several alternatives.

A rule is tried only at words that can begin it. Nothing in a row may repeat
without bound, so that reading stays linear.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, compress, count, groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import regex

from kursk_map.model import Span
from kursk_map.reading.rows.learned import Learned
from kursk_map.reading.rows.openings import (
    PLACEHOLDER,
    WORD_END,
    find_lead,
    find_opening,
    split_outside,
)
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = [
    "WORD_GAP",
    "Hit",
    "Rule",
    "RuleBook",
    "one_of",
    "stretch",
]

#: Between a preposition and what it governs: white space, or nothing after an elision ("d'").
WORD_GAP: Final = r"(?:\s{1,3}|(?<=['’]))"

_SPACE: Final = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
#: With the character behind it: "on " begins nothing that "one" does.
_WORD: Final = re.compile(r"\w+\W?")
_LONGEST_WORD: Final = 40
_LEAD: Final = 40
_UNBOUNDED: Final = re.compile(r"(?<!\\)[+*]|\{\d*,\}")
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")
_LOOK_AHEAD: Final = re.compile(r"\(\?[=!](?:\\.|[^()\\])+\)")
_BLANK: Final = re.compile(r" (?![^\[\]]*\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row: what to look for, what it gives, and its own settings."""

    rule_id: str
    pattern: str
    gives: str
    settings: Mapping[str, Any]
    example: str
    counterexample: str

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Rule:
        """Make a rule of a TOML row; keys without a meaning here are its settings."""
        settings = dict(row)
        return cls(
            rule_id=settings.pop("id"),
            pattern=settings.pop("pattern"),
            gives=settings.pop("gives"),
            example=settings.pop("example"),
            counterexample=settings.pop("counterexample"),
            settings=settings,
        )


@record(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a rule was met (``at``, or ``span`` with the words before), and its named groups."""

    rule: Rule
    span: Span
    at: int
    values: Mapping[str, str]
    starts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    rule: Rule
    whole: re.Pattern[str]
    # Only `regex` can tell whether a word begins a match; `re` is ten times as fast at the rest,
    # also at compiling, so that `regex` gets no more than what a first word can fit.
    beginning: regex.Pattern[str]
    after: re.Pattern[str] | None
    groups: tuple[tuple[int, str], ...]
    # The entry of the vocabulary that it begins with, if it must, and the rest of it.
    lead: str
    rest: str


class _Begun(NamedTuple):
    """Rules that a word can begin, one after the other, and what fits if one of them does."""

    some: re.Pattern[str] | None
    rules: tuple[_Compiled, ...]


#: Where a stretch of text has words that can begin rules, and which.
_Beginnings = tuple[tuple[int, tuple[_Begun, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """Rules in order of precedence, tried only at words that can begin them."""

    rules: tuple[Rule, ...]
    # What the words of a stretch begin, and where in it: before a blank, and at the end.
    _begun_in: Learned[str, _Beginnings]
    _begun_last: Learned[str, _Beginnings]

    @classmethod
    def compile(cls, rules: Sequence[Rule], vocabulary: Mapping[str, str]) -> RuleBook:
        """Compile rules; earlier rules win where several fit at one place."""
        compiled = tuple(_compile(rule, vocabulary) for rule in rules)
        openings = dict.fromkeys(each.beginning.pattern for each in compiled)
        anything = regex.compile("|".join(openings))
        begun_by = Learned(partial(_find_begun, compiled, anything, _share_leads(compiled)))
        return cls(
            rules=tuple(rules),
            _begun_in=Learned(partial(_find_beginnings, begun_by, behind=" ")),
            _begun_last=Learned(partial(_find_beginnings, begun_by)),
        )

    def scan(self, lowered: str, start: int = 0, stop: int | None = None) -> Iterator[Hit]:
        """Find the rules in a text of small letters, from left to right without overlap."""
        *stretches, last = lowered[start:stop].split(" ")
        found = [*map(self._begun_in.__getitem__, stretches), self._begun_last[last]]
        lengths = accumulate(map(len, stretches), initial=start)
        end = start
        for blanks, length, beginnings in zip(
            compress(count(), found), compress(lengths, found), filter(None, found), strict=True
        ):
            for offset, begun in beginnings:
                at = length + blanks + offset
                hit = _first_hit(begun, lowered, at) if at >= end else None
                if hit is not None:
                    yield hit
                    end = hit.span.end


def _share_leads(rules: Sequence[_Compiled]) -> dict[str, re.Pattern[str]]:
    """Compile the rules that begin alike into one: a number is read once, and not for each."""
    alike: dict[str, list[str]] = defaultdict(list)
    for each in rules:
        alike[each.lead].append(_GROUP.sub("(?:", each.rest))
    return {
        lead: re.compile(rf"{_GROUP.sub('(?:', lead)}(?:{'|'.join(rests)}){WORD_END}")
        for lead, rests in alike.items()
        if lead and len(rests) > 1
    }


def _find_beginnings(
    begun_by: Mapping[str, tuple[_Begun, ...]], stretch: str, behind: str = ""
) -> _Beginnings:
    """Find out which rules the words of a stretch can begin, and where each stands."""
    words = ((found.start(), begun_by[found[0]]) for found in _WORD.finditer(stretch + behind))
    return tuple((at, begun) for at, begun in words if begun)


def _find_begun(
    rules: tuple[_Compiled, ...],
    anything: regex.Pattern[str],
    shared: Mapping[str, re.Pattern[str]],
    word: str,
) -> tuple[_Begun, ...]:
    """Find out which rules a word can begin."""
    if len(word) > _LONGEST_WORD or not anything.match(word, partial=True):
        return ()
    begun = (each for each in rules if each.beginning.match(word, partial=True))
    return tuple(
        _Begun(shared.get(lead), tuple(alike))
        for lead, alike in groupby(begun, key=lambda each: each.lead)
    )


def _first_hit(begun: tuple[_Begun, ...], lowered: str, at: int) -> Hit | None:
    """Find the first rule that fits at a word."""
    missed: re.Pattern[str] | None = None
    for some, rules in begun:
        if some is not None and (some is missed or not some.match(lowered, at)):
            missed = some
            continue
        for compiled in rules:
            hit = _try(compiled, lowered, at)
            if hit is not None:
                return hit
    return None


def _compile(rule: Rule, vocabulary: Mapping[str, str]) -> _Compiled:
    if _UNBOUNDED.search(rule.pattern):
        raise ValueError(f"{rule.rule_id}: a pattern may not repeat without bound")
    after = rule.settings.get("after")
    compiled = re.compile(rf"(?:{_expand(rule.pattern, vocabulary, rule.rule_id)}){WORD_END}")
    lead = find_lead(rule.pattern)
    openings = "|".join(map(find_opening, split_outside(rule.pattern, "|")))
    return _Compiled(
        rule=rule,
        whole=compiled,
        beginning=regex.compile(_GROUP.sub("(?:", _expand(openings, vocabulary, rule.rule_id))),
        after=re.compile(rf"(?<!\w)(?:{stretch(after)}){WORD_GAP}$") if after else None,
        groups=tuple(
            (number, name.rsplit("_", 1)[0]) for name, number in compiled.groupindex.items()
        ),
        lead=_expand(lead, vocabulary, rule.rule_id),
        rest=_expand(rule.pattern[len(lead) :], vocabulary, rule.rule_id),
    )


def _try(compiled: _Compiled, lowered: str, at: int) -> Hit | None:
    found = compiled.whole.match(lowered, at)
    if found is None or found.end() == at:
        return None
    start = at
    if compiled.after is not None:
        lead = compiled.after.search(lowered, max(0, at - _LEAD), at)
        if lead is None:
            return None
        start = lead.start()
    met = [(name, number) for number, name in compiled.groups if found.start(number) >= 0]
    return Hit(
        rule=compiled.rule,
        span=Span(start=start, end=found.end()),
        at=at,
        values={name: found[number] for name, number in met},
        starts={name: found.start(number) for name, number in met},
    )


def _expand(pattern: str, vocabulary: Mapping[str, str], rule_id: str) -> str:
    """Fill in the vocabulary, make group names unique, let spaces stretch."""
    numbers = count()

    def fill(found: re.Match[str]) -> str:
        try:
            return vocabulary[found[1]]
        except KeyError:
            raise ValueError(f"{rule_id}: there is no {{{found[1]}}} to fill in") from None

    filled = stretch(PLACEHOLDER.sub(fill, pattern))
    return _GROUP.sub(lambda found: f"(?P<{found[1]}_{next(numbers)}>", filled)


def stretch(pattern: str) -> str:
    """Let every space of a pattern stand for any short white space."""
    return _BLANK.sub(lambda _: _SPACE, pattern)


def one_of(rows: Mapping[str, str]) -> Callable[[str], str]:
    """Make a function that names the row whose expression a text fits.

    What has to follow a word is no part of the text that is named.

    >>> one_of({"8": "august|aug[.]?", "9": "september|sep(?= day)"})("sep")
    '9'
    """
    compiled = {key: re.compile(stretch(_LOOK_AHEAD.sub("", row))) for key, row in rows.items()}

    @cache
    def name(text: str) -> str:
        return next(key for key, row in compiled.items() if row.fullmatch(text))

    return name
