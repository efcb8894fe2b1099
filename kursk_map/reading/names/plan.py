"""What the names in a run of capitalised words may be; worked out once for each run."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gazetteer.fold import fold
from gazetteer.names import looks_like_surname
from gazetteer.place import Candidate
from gazetteer.resolve import ACCEPT_IN_CONTEXT, SAME_SOUND, are_like_enough, choose
from kursk_map.reading.names.beside import names_a_thing, stands_beside_name
from kursk_map.reading.names.cues import load_regions
from kursk_map.reading.names.runs import split_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gazetteer.index import Gazetteer
    from gazetteer.place import Resolution

__all__ = ["EXACT", "NOTHING", "Piece", "Planner", "RunPlan"]

EXACT: Final = 100.0
#: Names are at most so many words long, guessed ones at most so many.
_LONGEST_KNOWN: Final = 4
_LONGEST_GUESS: Final = 3
_SHORTEST_GUESS: Final = 4
_LONGEST_ACRONYM: Final = 5
#: Plans kept of a language; a million articles do not fill the memory.
_MOST_PLANS: Final = 50_000
_SMALL_WORDS: Final = re.compile(r"[ \u00a0][«\"“]?[^\W\d_]+[»\"”]?")
_LONGEST_TAIL: Final = 48
#: A second word of a name, and no adjective that says whose village it is: "Юнаківської громади".
_NAME_GOES_ON: Final = re.compile(
    r"\s(?=отечественн|вітчизнян)|\s(?!\w+(?:ой|ого|ої|ому|ій)\b)", re.IGNORECASE
)
#: Adjectives of nouns that are left out or stand elsewhere: "the Myropilska (community)".
_FEMININE: Final = re.compile(
    r"(?:ськ(?:а|ої|ій|у|ою)|ск(?:ая|ой|ую|ою)|s[ck]a|skiej|sk[ąa]ya|skaia)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a run that may be a name: where, what, and how much company they have.

    ``usual`` is what the name means when nothing else is said. ``risky``: also a
    surname, a town elsewhere, a newspaper or an ordinary word; ``large``: that town is a large one.
    ``common``: also an ordinary word. ``beside_name``: another capitalised word
    stands beside it; ``goes_on``: right behind it.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    usual: Resolution
    risky: bool
    large: bool
    common: bool
    beside_name: bool
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """The pieces of a run; offsets count from its start.

    ``extensible`` are words with which a name of several words begins that may
    go on in small letters. ``home`` and ``elsewhere`` tell where regions of the
    theatre and of other fronts are named.
    """

    pieces: tuple[Piece, ...]
    extensible: tuple[tuple[int, int], ...]
    home: tuple[int, ...]
    elsewhere: tuple[int, ...]


#: Of most runs: nothing in them sounds like a place.
NOTHING: Final = RunPlan(pieces=(), extensible=(), home=(), elsewhere=())


class Planner:
    """Plans runs by one gazetteer and remembers the plans."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._plans: dict[str, dict[str, RunPlan]] = defaultdict(dict)
        many = (spelling.split() for spelling in gazetteer.spellings if " " in spelling)
        self._first_words = frozenset(words[0] for words in many)

    def plan_all(self, runs: Iterable[str], language: str) -> Mapping[str, RunPlan]:
        """Give a mapping that has the plan of every run; all new ones are guessed at together."""
        plans = self._plans[language]
        if len(plans) > _MOST_PLANS:
            plans.clear()
            self._known.clear()
        new = [run for run in dict.fromkeys(runs) if run not in plans]
        if not new:
            return plans
        covered = {run: self._cover(run, language) for run in new}
        wanted = {text for _, open_words in covered.values() for _, _, text in open_words}
        guessed = self._guess(sorted(filter(self._may_be_guessed, wanted)), language)
        for run, (known, open_words) in covered.items():
            plans[run] = self._make_plan(run, known, open_words, guessed, language)
        return plans

    def look_up(self, surface: str) -> tuple[Candidate, ...]:
        """Give the places that bear a name exactly so."""
        found = self._known.get(surface)
        if found is None:
            places = self._gazetteer.find_namesakes(fold(surface))
            found = tuple(Candidate(place=p, score=EXACT, spelling=surface) for p in places)
            self._known[surface] = found
        return found

    def extend(self, text: str, start: int, end: int, language: str) -> Piece | None:
        """Give the name that goes on in small letters, as in "Sudzha gas metering station"."""
        stop = end + _LONGEST_TAIL
        ends: list[int] = []
        while len(ends) < _LONGEST_KNOWN - 1 and (
            word := _SMALL_WORDS.match(text, ends[-1] if ends else end, stop)
        ):
            ends.append(word.end())
        for last in reversed(ends):
            found = self.look_up(text[start:last])
            if found:
                whole = self._make_piece(text[start:last], 0, last - start, found, language)
                return replace(whole, start=start, end=last, beside_name=False, goes_on=False)
        return None

    def _cover(self, run: str, language: str) -> tuple[list[Piece], list[tuple[int, int, str]]]:
        """Cut a run into known names and ways to read what lies between them."""
        words = split_run(run)
        known: list[Piece] = []
        open_words: list[tuple[int, int, str]] = []
        index, open_from = 0, 0
        while index < len(words):
            taken = self._take_known(run, words, index, language)
            if taken is None:
                index += 1
                continue
            piece, length = taken
            known.append(piece)
            open_words += _slices(run, words, open_from, index)
            open_words += _with_word_before(run, words, open_from, index, length)
            index += length
            open_from = index
        open_words += _slices(run, words, open_from, len(words))
        if "-" in run:
            open_words += _hyphenated(run, words)
        return known, open_words

    def _take_known(
        self, run: str, words: Sequence[tuple[int, int]], index: int, language: str
    ) -> tuple[Piece, int] | None:
        start = words[index][0]
        for length in range(min(_LONGEST_KNOWN, len(words) - index), 0, -1):
            end = words[index + length - 1][1]
            found = self.look_up(run[start:end])
            if found:
                return self._make_piece(run, start, end, found, language), length
        return None

    def _guess(self, texts: Sequence[str], language: str) -> dict[str, tuple[Candidate, ...]]:
        if not texts:
            return {}
        close = self._gazetteer.close_spellings.find_all(texts, language)
        places = self._gazetteer.places
        guessed = {
            text: tuple(
                Candidate(place=places[one.place_id], score=one.score, spelling=one.spelling)
                for one in found
                if one.score >= self._least(text) and not _is_of_community(text, one.spelling)
            )
            for text, found in zip(texts, close, strict=True)
        }
        return {
            text: found if are_like_enough(self._gazetteer, found) else ()
            for text, found in guessed.items()
        }

    def _least(self, text: str) -> float:
        """Give how like a name must sound; towns elsewhere are hardly guessed at."""
        far = fold(text) in self._gazetteer.far_towns
        return SAME_SOUND if far else ACCEPT_IN_CONTEXT

    def _may_be_guessed(self, surface: str) -> bool:
        if len(surface) < _SHORTEST_GUESS:
            return False
        return not (surface.isupper() and len(surface) <= _LONGEST_ACRONYM)

    def _make_plan(
        self,
        run: str,
        known: Sequence[Piece],
        open_words: Sequence[tuple[int, int, str]],
        guessed: Mapping[str, tuple[Candidate, ...]],
        language: str,
    ) -> RunPlan:
        regions = load_regions()
        pieces = [piece for piece in known if not regions.home.fullmatch(piece.text)]
        pieces += [
            self._make_piece(run, start, end, guessed[text], language)
            for start, end, text in open_words
            if guessed.get(text) and not regions.home.search(text)
        ]
        extensible = [(s, e) for s, e in split_run(run) if fold(run[s:e]) in self._first_words]
        plan = RunPlan(
            pieces=tuple(pieces),
            extensible=tuple(extensible),
            home=tuple(found.start() for found in regions.home.finditer(run)),
            elsewhere=tuple(found.start() for found in regions.elsewhere.finditer(run)),
        )
        return plan if plan != NOTHING else NOTHING

    def _make_piece(
        self,
        run: str,
        start: int,
        end: int,
        candidates: tuple[Candidate, ...],
        language: str,
    ) -> Piece:
        text = run[start:end]
        folded = fold(text)
        gazetteer = self._gazetteer
        means_else = (
            folded in gazetteer.far_towns
            or names_a_thing(folded, candidates, gazetteer)
            or gazetteer.is_ordinary_word(folded, language)
        )
        return Piece(
            start=start,
            end=end,
            text=text,
            candidates=candidates,
            usual=choose(gazetteer, candidates),
            risky=means_else or looks_like_surname(text),
            large=folded in gazetteer.large_towns,
            common=folded in gazetteer.common_words,
            beside_name=stands_beside_name(run, start, end),
            goes_on=_NAME_GOES_ON.match(run, end) is not None
            and load_regions().home.match(run, end + 1) is None,
        )


def _is_of_community(surface: str, spelling: str) -> bool:
    """Tell an adjective of a community or region from a village: "Миропільської", "Myropilska"."""
    return bool(_FEMININE.search(surface)) and not _FEMININE.search(spelling)


def _slices(
    run: str, words: Sequence[tuple[int, int]], first: int, last: int
) -> list[tuple[int, int, str]]:
    """Give every way to take one to three words that follow one another, longest first."""
    return [
        (words[at][0], words[at + length - 1][1], run[words[at][0] : words[at + length - 1][1]])
        for length in range(min(_LONGEST_GUESS, last - first), 0, -1)
        for at in range(first, last - length + 1)
    ]


def _with_word_before(
    run: str, words: Sequence[tuple[int, int]], open_from: int, index: int, length: int
) -> list[tuple[int, int, str]]:
    """Give a known last word with the unknown one before it: "Kazazhya Loknya"."""
    if length > 1 or index == open_from:
        return []
    start, end = words[index - 1][0], words[index][1]
    return [(start, end, run[start:end])]


def _hyphenated(run: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Give the words that hyphens join, whole."""
    pieces = []
    first = 0
    for index in range(1, len(words) + 1):
        if index < len(words) and not run[words[index][0] - 1].isspace():
            continue
        if 1 < index - first <= _LONGEST_GUESS:
            start, end = words[first][0], words[index - 1][1]
            pieces.append((start, end, run[start:end]))
        first = index
    return pieces
