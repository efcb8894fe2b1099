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
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import regex

from kursk_map.model import Span
from kursk_map.reading.rows.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = [
    "WORD_GAP",
    "Hit",
    "Rule",
    "RuleBook",
    "lower",
    "one_of",
    "split_outside",
    "stretch",
]

#: Between a preposition and what it governs: white space, or nothing after an elision ("d'").
WORD_GAP: Final = r"(?:\s{1,3}|(?<=['’]))"

_WORD_END: Final = r"(?!\w)"
_SPACE: Final = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
# With the character behind it: "on " begins nothing that "one" does.
_WORD: Final = re.compile(r"\w+\W?")
_LONGEST_WORD: Final = 40
_LEAD: Final = 40
_UNBOUNDED: Final = re.compile(r"(?<!\\)[+*]|\{\d*,\}")
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")
_PLACEHOLDER: Final = re.compile(r"\{([A-Z]+\d?)\}")
_LOOK_AHEAD: Final = re.compile(r"\(\?[=!](?:\\.|[^()\\])+\)")
_BLANK: Final = re.compile(r" (?![^\[\]]*\])")
_ELEMENT: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
#: What makes the element before it one that may be absent.
_COUNT: Final = re.compile(r"\?|\{\d")


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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """Rules in order of precedence, tried only at words that can begin them."""

    rules: tuple[Rule, ...]
    _begun_by: Learned[tuple[_Compiled, ...]]

    @classmethod
    def compile(cls, rules: Sequence[Rule], vocabulary: Mapping[str, str]) -> RuleBook:
        """Compile rules; earlier rules win where several fit at one place."""
        compiled = tuple(_compile(rule, vocabulary) for rule in rules)
        openings = dict.fromkeys(each.beginning.pattern for each in compiled)
        anything = regex.compile("|".join(openings))
        return cls(rules=tuple(rules), _begun_by=Learned(partial(_find_begun, compiled, anything)))

    def scan(self, lowered: str, start: int = 0, stop: int | None = None) -> Iterator[Hit]:
        """Find the rules in a text of small letters, from left to right without overlap."""
        whole = start == 0 and stop is None
        words = _all_words(lowered) if whole else _words(lowered, start, stop)
        begun_by, end = self._begun_by, start
        for at, begun in [(at, begun) for at, word in words if (begun := begun_by[word])]:
            if at < end:
                continue
            for compiled in begun:
                hit = _try(compiled, lowered, at)
                if hit is not None:
                    yield hit
                    end = hit.span.end
                    break


def _find_begun(
    rules: tuple[_Compiled, ...], anything: regex.Pattern[str], word: str
) -> tuple[_Compiled, ...]:
    """Find out which rules a word can begin."""
    if len(word) > _LONGEST_WORD or not anything.match(word, partial=True):
        return ()
    return tuple(each for each in rules if each.beginning.match(word, partial=True))


@lru_cache(maxsize=1)
def _all_words(lowered: str) -> list[tuple[int, str]]:
    """List the words of a text; every book that reads it reads the same."""
    return _words(lowered, 0, None)


def _words(lowered: str, start: int, stop: int | None) -> list[tuple[int, str]]:
    """List the words of a part of a text and where they begin."""
    stop = len(lowered) if stop is None else stop
    return [(word.start(), word[0]) for word in _WORD.finditer(lowered, start, stop)]


def _compile(rule: Rule, vocabulary: Mapping[str, str]) -> _Compiled:
    if _UNBOUNDED.search(rule.pattern):
        raise ValueError(f"{rule.rule_id}: a pattern may not repeat without bound")
    after = rule.settings.get("after")
    compiled = re.compile(rf"(?:{_expand(rule.pattern, vocabulary, rule.rule_id)}){_WORD_END}")
    openings = "|".join(map(_open, split_outside(rule.pattern, "|")))
    return _Compiled(
        rule=rule,
        whole=compiled,
        beginning=regex.compile(_GROUP.sub("(?:", _expand(openings, vocabulary, rule.rule_id))),
        after=re.compile(rf"(?<!\w)(?:{stretch(after)}){WORD_GAP}$") if after else None,
        groups=tuple(
            (number, name.rsplit("_", 1)[0]) for name, number in compiled.groupindex.items()
        ),
    )


def _open(alternative: str) -> str:
    r"""Cut a pattern behind what the first word of a match can fit; what is left may fit more.

    >>> _open("night of {W}"), _open("{D}{TO}{D2}(?: {M})?"), _open("half")
    ('night ', '{D}', 'half(?!\\w)')
    """
    first, *rest = split_outside(alternative, " ")
    parted = rest and not _COUNT.match(rest[0])
    opening = f"{first} " if parted else alternative + _WORD_END
    placeholder = _PLACEHOLDER.match(opening)
    if placeholder is None or _COUNT.match(opening, placeholder.end()):
        return opening
    several = _PLACEHOLDER.search(opening, placeholder.end()) is not None
    return placeholder[0] if several else opening


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

    filled = stretch(_PLACEHOLDER.sub(fill, pattern))
    return _GROUP.sub(lambda found: f"(?P<{found[1]}_{next(numbers)}>", filled)


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


def lower(text: str) -> str:
    """Make letters small without moving any: what would grow stays as it is.

    >>> lower("İ Sudzha")
    'İ sudzha'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
