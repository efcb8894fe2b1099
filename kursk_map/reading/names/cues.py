"""What stands beside a name and tells what it is: a village, a road, a district, a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import regex

from kursk_map.reading.rows.letters import lower
from kursk_map.reading.rows.tables import languages_with, load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["LOCATES", "CueWords", "end_of_list", "load_cues", "load_regions", "read_cue_rows"]

#: Machine translations and digests leave English words in texts of any language.
_BESIDE: Final = "en"
#: Where a cue can be read in two ways, the kind named first here is meant.
_KINDS: Final = (
    "first_name",
    "person",
    "district",
    "region",
    "road",
    "river",
    "station",
    "outskirts",
    "village",
    "locative",
)
#: How much text beside a name is looked at.
WINDOW: Final = 48

#: Between a cue and the name: quotation marks and brackets, and words that join.
_GAP_BEFORE: Final = r"[\s«\"“„'‘’(\-–—]*$"
_OPENING: Final = " \n\t«\"“„'‘’(-–—"
#: No cue ends so: most names of a list need not be looked at any closer.
_NO_CUE: Final = frozenset({"", ",", ";", "!", "?", ")", "]", "»", "”"})
_NONE: Final[frozenset[str]] = frozenset()
_CACHED_WORDS: Final = 200_000
_GAP_AFTER: Final = r"[\s»\"”“'’)\-–—]{0,3}"

#: What may stand between a name and the region in which it lies.
LOCATES: Final = re.compile(
    r"[\s,(]*(?:(?:a |the )?(?:village|town|settlement|city) )?"
    r"(?:in|of|in der|im|w|we|en|nel|nella|dans|в|во|у|на)?\s*"
    r"(?:(?:the|la|der|l['’]|\w{0,6}(?:north|south|east|west)(?:ern)?|(?:ukraine|russia)['’]s|"
    r"(?:ukrain|russ)ian|neighbou?ring|border|\w{2,12}(?:ой|ій)|"
    r"regi[oó]ne?|région|provincia|oblast|obwodzie|gebiet|u[ck]ra[in]\w{1,7}|oriental[ei]?|"
    r"östlichen|wschodni\w{1,2}|de|di|del|della) ){0,6}",
    re.IGNORECASE,
)
#: Names that go on a list, whether anybody knows them or not.
_REST_OF_LIST: Final = re.compile(
    r"(?:(?:, |,? (?:and|und|и|та|і|й|et|y|e|i|oraz|sowie) )"
    r"[^\W\d_a-zа-яіїєґ][\w’'-]+){1,8}(?=[\s,(])"
)


def end_of_list(text: str, end: int) -> int:
    """Return where a list ends that goes on behind a name: "A, B and Unknown in Y"."""
    found = _REST_OF_LIST.match(text, end)
    return found.end() if found else end


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """The cues of one language: one pattern for each side, with a group for each kind.

    They are of small letters, as is what they read: to ignore case takes them four times as long.
    ``joiners`` are its words for "and", ``shared`` the nouns that several names share.
    ``capital_nouns`` tells that every noun begins with a capital letter, ``declined`` how
    names of villages end in its cases.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    # Reads from the right: tells by its last word whether a text can end with a cue.
    ending: regex.Pattern[str]
    joiners: frozenset[str]
    capital_nouns: bool
    declined: re.Pattern[str] | None
    shared: re.Pattern[str]
    _ends: dict[str, bool] = field(default_factory=dict)

    def is_declined(self, word: str) -> bool:
        """Tell whether a word ends as names of villages do in a case of this language."""
        return self.declined is not None and self.declined.search(word) is not None

    def kinds_before(self, left: str) -> frozenset[str]:
        """Tell which kinds of cue end the text to the left of a name.

        A longer cue may hold a shorter one: "outskirts of the village of".
        """
        left = lower(left)
        bare = left.rstrip(_OPENING)
        if bare[-1:] in _NO_CUE or not self._may_end(bare.rsplit(None, 1)[-1]):
            return _NONE
        kinds = set()
        match = self.before.search(left)
        while match is not None:
            kinds.add(str(match.lastgroup))
            match = self.before.search(left, match.start() + 1)
        return frozenset(kinds)

    def is_shared(self, right: str) -> bool:
        """Tell whether what follows a name is the noun of several: "A and B districts"."""
        return self.shared.match(lower(right)) is not None

    def _may_end(self, word: str) -> bool:
        """Tell whether a word can be the last of a cue; asked once for each different word."""
        known = self._ends.get(word)
        if known is None:
            if len(self._ends) > _CACHED_WORDS:
                self._ends.clear()
            known = self._ends[word] = self.ending.search(word, partial=True) is not None
        return known

    def kinds_after(self, right: str) -> frozenset[str]:
        """Tell which kind of cue begins the text to the right of a name."""
        match = self.after.match(lower(right))
        return frozenset({str(match.lastgroup)}) if match else _NONE


def read_cue_rows(language: str) -> list[dict[str, str]]:
    """Read the rows of one language as they stand."""
    rows: list[dict[str, str]] = _read(language)["cue"]
    return rows


def _read(language: str) -> dict[str, Any]:
    return load_table(f"{language}/toponyms.toml")


@cache
def load_cues(language: str) -> CueWords:
    """Load the cues of a language, and the English ones beside them.

    A language without a file is read with the cues of all.
    """
    known = languages_with("toponyms.toml")
    if language in known:
        own = _read(language)
        return _compile([own, *(_read(_BESIDE) for _ in range(language != _BESIDE))], own)
    return _compile([_read(each) for each in known], {})


def _compile(files: Sequence[Mapping[str, Any]], own: Mapping[str, Any]) -> CueWords:
    rows = [row for file in files for row in file["cue"]]
    sides: dict[str, dict[str, list[str]]] = {"before": {}, "after": {}}
    for row in rows:
        sides[row["side"]].setdefault(row["kind"], []).append(row["pattern"])
    before, after = _group_kinds(sides["before"]), _group_kinds(sides["after"])
    whole = rf"(?<!\w)(?:{before}){_GAP_BEFORE}"
    return CueWords(
        joiners=frozenset(word for file in files for word in file["and"]),
        declined=re.compile(own["declined"], re.IGNORECASE) if "declined" in own else None,
        capital_nouns=bool(own.get("capital_nouns")),
        shared=re.compile(rf"{_GAP_AFTER}(?:{'|'.join(f['shared'] for f in files)})(?!\w)"),
        before=re.compile(whole),
        ending=regex.compile(rf"(?r){whole}"),
        after=re.compile(rf"{_GAP_AFTER}(?:{after})(?!\w)"),
    )


def _group_kinds(kinds: Mapping[str, Sequence[str]]) -> str:
    ranked = sorted(kinds, key=_KINDS.index)
    return "|".join(f"(?P<{kind}>{'|'.join(kinds[kind])})" for kind in ranked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Names of regions: those of the theatre, and those of other fronts."""

    home: re.Pattern[str]
    elsewhere: re.Pattern[str]


@cache
def load_regions() -> Regions:
    """Load the names of regions, for all languages together."""
    rows = load_table("regions.toml")
    return Regions(home=_names(rows["home"]), elsewhere=_names(rows["elsewhere"]))


def _names(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})\w{{0,6}}", re.IGNORECASE)
