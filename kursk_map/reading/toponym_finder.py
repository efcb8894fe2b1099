"""Names in a text and the places they may mean, before their company is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gazetteer.fold import fold
from gazetteer.place import Candidate
from gazetteer.resolve import ACCEPT_ANYWHERE, ACCEPT_IN_CONTEXT
from kursk_map.reading.toponym_cues import LOCATES, WINDOW, load_cues, load_regions
from kursk_map.reading.toponym_runs import find_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gazetteer.index import Gazetteer
    from kursk_map.reading.toponym_cues import CueWords
    from kursk_map.reading.toponym_runs import Run

__all__ = ["Finder", "Mention"]

_EXACT: Final = 100.0
_SAME_SOUND: Final = 95.0
#: Names are at most so many words long, guessed ones at most so many.
_LONGEST_KNOWN: Final = 4
_LONGEST_GUESS: Final = 3
_SHORTEST_GUESS: Final = 4
_LONGEST_ACRONYM: Final = 5
_SETTLED: Final = frozenset({"village", "locative", "outskirts", "station", "road", "district"})
_ROLES: Final = ("district", "region", "road", "river", "station", "outskirts")
_SURNAME: Final = re.compile(
    r"(?:[oeiy]v|[iy]n|sk(?:y|yi|yy|ij|i|iy|oi|oy)|enko|chuk|shvili|dze|yan|off|eff|kin|"
    r"ow|ew|[оеёії]в|[иіы]н|ск(?:ий|ого|ому|им|ом)|ськ(?:ий|ого|ому|им)|енко|чук|ов[аыу]|ев[аыу])$",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = re.compile(r"[ \u00a0][«\"“]?[^\W\d_]+[»\"”]?")
#: Names in scripts without capitals are found only as they have been observed.
_CASELESS: Final = re.compile(r"[\u0590-\u08ff\u10d0-\u10ff\u3040-\u9fff\uac00-\ud7af]")
_JOINED_BEFORE: Final = "وبلف"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a text, the places it may mean, and whether it is one for certain."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    role: str
    certain: bool
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One or more words of a run that may be a name."""

    start: int
    end: int
    text: str
    first: bool
    """Whether a sentence begins with it."""
    beside_name: bool
    """Whether another capitalised word stands right beside it."""


class Finder:
    """Finds names of one gazetteer; remembers what it has looked up."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._caseless: re.Pattern[str] | None = None
        many = (spelling.split() for spelling in gazetteer.spellings if " " in spelling)
        self._first_words = frozenset(words[0] for words in many)

    def find(self, text: str, language: str) -> list[Mention]:
        """Find the names in a text, sorted, without overlap."""
        cues = load_cues(language)
        caseless = list(self._find_caseless(text))
        pieces: list[tuple[_Piece, tuple[Candidate, ...]]] = []
        unknown: list[list[_Piece]] = []
        for run in find_runs(text):
            self._cover(text, run, pieces, unknown)
        guessed = self._guess(unknown, language)
        judged = [self._judge(text, piece, found, cues) for piece, found in pieces]
        judged += [self._judge(text, piece, found, cues) for piece, found in guessed]
        mentions = [mention for mention in judged if mention is not None]
        return _drop_overlaps([*caseless, *mentions])

    def _find_caseless(self, text: str) -> Iterable[Mention]:
        """Give names in scripts without capitals."""
        if not _CASELESS.search(text):
            return
        if self._caseless is None:
            self._caseless = self._compile_caseless()
        for match in self._caseless.finditer(text):
            yield Mention(
                start=match.start("name"),
                end=match.end("name"),
                candidates=self._look_up(match["name"]),
                role="settlement",
                certain=True,
                score=_EXACT,
            )

    def _compile_caseless(self) -> re.Pattern[str]:
        return _compile_names(
            name.text
            for place_id in self._gazetteer.observed
            for name in self._gazetteer.names(place_id)
            if _CASELESS.search(name.text)
        )

    def _look_up(self, surface: str) -> tuple[Candidate, ...]:
        found = self._known.get(surface)
        if found is None:
            places = self._gazetteer.find_namesakes(fold(surface))
            found = tuple(Candidate(place=p, score=_EXACT, spelling=surface) for p in places)
            self._known[surface] = found
        return found

    def _cover(
        self,
        text: str,
        run: Run,
        pieces: list[tuple[_Piece, tuple[Candidate, ...]]],
        unknown: list[list[_Piece]],
    ) -> None:
        """Cut a run into known names and what lies between them."""
        spans = run.spans
        index, open_from = 0, 0
        while index < len(spans):
            for length in range(min(_LONGEST_KNOWN, len(spans) - index), 0, -1):
                surface = text[spans[index][0] : spans[index + length - 1][1]]
                found = self._look_up(surface)
                if found:
                    pieces.append((_piece(text, run, index, index + length), found))
                    pieces += self._extend(text, run, index)
                    unknown.append(_slices(text, run, open_from, index))
                    index += length
                    open_from = index
                    break
            else:
                pieces += self._extend(text, run, index)
                index += 1
        unknown.append(_slices(text, run, open_from, len(spans)))
        if len(spans) > 1 and "-" in text[spans[0][0] : spans[-1][1]]:
            unknown.append(_hyphenated(text, run))

    def _extend(
        self, text: str, run: Run, index: int
    ) -> Iterable[tuple[_Piece, tuple[Candidate, ...]]]:
        """Give the name that goes on with small initials, as in "Sudzha gas metering station"."""
        start, end = run.spans[index]
        if fold(text[start:end]) not in self._first_words:
            return
        ends = [word.end() for word in _SMALL_WORDS.finditer(text, end, end + WINDOW)]
        for last in reversed(ends[: _LONGEST_KNOWN - 1]):
            found = self._look_up(text[start:last])
            if found:
                piece = _piece(text, run, index, index + 1)
                yield replace(piece, end=last, text=text[start:last], beside_name=False), found
                return

    def _guess(
        self, unknown: Sequence[Sequence[_Piece]], language: str
    ) -> list[tuple[_Piece, tuple[Candidate, ...]]]:
        wanted = [p for many in unknown for p in many if self._may_be_guessed(p.text)]
        texts = list(dict.fromkeys(piece.text for piece in wanted))
        if not texts:
            return []
        found = self._gazetteer.close_spellings.find_all(texts, language)
        close = dict(zip(texts, found, strict=True))
        return [
            (piece, candidates)
            for piece in wanted
            if (
                candidates := tuple(
                    Candidate(
                        place=self._gazetteer.places[spelling.place_id],
                        score=spelling.score,
                        spelling=spelling.spelling,
                    )
                    for spelling in close[piece.text]
                    if spelling.score >= ACCEPT_IN_CONTEXT
                )
            )
        ]

    def _may_be_guessed(self, surface: str) -> bool:
        if len(surface) < _SHORTEST_GUESS:
            return False
        if surface.isupper() and len(surface) <= _LONGEST_ACRONYM:
            return False
        return fold(surface) not in self._gazetteer.far_towns

    def _judge(
        self, text: str, piece: _Piece, found: tuple[Candidate, ...], cues: CueWords
    ) -> Mention | None:
        """Decide whether a piece is a name of a place, may be one, or is none."""
        regions = load_regions()
        if regions.home.fullmatch(piece.text):
            return None
        before = cues.kinds_before(text[max(0, piece.start - WINDOW) : piece.start])
        after = cues.kinds_after(text[piece.end : piece.end + WINDOW])
        score = found[0].score
        settled = bool(_SETTLED & before) or bool(
            {"village", "locative", "district", "road"} & after
        )
        settled = settled or self._is_at_home(text, piece, found)
        risky = self._is_risky(piece, exact=score == _EXACT)
        if ("person" in before or "person" in after) and (risky or score < _EXACT):
            return None
        if piece.beside_name and not settled and (risky or score < _EXACT):
            return None
        strong = "village" in before or "village" in after
        if score == _EXACT:
            certain = not risky or settled
        elif score >= ACCEPT_ANYWHERE:
            certain = strong or (settled if risky or score < _SAME_SOUND else not piece.first)
        else:
            certain = strong or ("locative" in before and not risky)
        return Mention(
            start=piece.start,
            end=piece.end,
            candidates=found,
            role=_read_role(before, after),
            certain=certain,
            score=score,
        )

    def _is_at_home(self, text: str, piece: _Piece, found: Sequence[Candidate]) -> bool:
        """Whether the text puts a name seen in articles into a region of the theatre."""
        behind = text[piece.end : piece.end + WINDOW]
        home = load_regions().home.search(behind)
        if home is None or not LOCATES.fullmatch(behind[: home.start()]):
            return False
        return any(c.place.place_id in self._gazetteer.observed for c in found)

    def _is_risky(self, piece: _Piece, *, exact: bool) -> bool:
        """Whether the name is also a surname, a town elsewhere, or an ordinary word."""
        folded = fold(piece.text)
        if folded in self._gazetteer.far_towns or _SURNAME.search(piece.text):
            return True
        if folded in self._gazetteer.title_words:
            return True
        return exact and piece.first and folded in self._gazetteer.common_words


def _compile_names(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    spellings = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)[{_JOINED_BEFORE}]?(?P<name>{spellings})(?!\w)")


def _piece(text: str, run: Run, first: int, last: int) -> _Piece:
    start, end = run.spans[first][0], run.spans[last - 1][1]
    spaced_before = first > 0 and text[start - 1].isspace()
    spaced_after = last < len(run.spans) and text[end].isspace()
    return _Piece(
        start=start,
        end=end,
        text=text[start:end],
        first=first == 0 and run.begins_sentence,
        beside_name=spaced_before or spaced_after,
    )


def _slices(text: str, run: Run, first: int, last: int) -> list[_Piece]:
    """Give every way to take one to three words that follow one another, longest first."""
    return [
        _piece(text, run, start, start + length)
        for length in range(min(_LONGEST_GUESS, last - first), 0, -1)
        for start in range(first, last - length + 1)
    ]


def _hyphenated(text: str, run: Run) -> list[_Piece]:
    """Give the words that hyphens join, whole."""
    pieces = []
    start = 0
    for index in range(1, len(run.spans) + 1):
        joined = index < len(run.spans) and not text[run.spans[index][0] - 1].isspace()
        if not joined:
            if 1 < index - start <= _LONGEST_GUESS:
                pieces.append(_piece(text, run, start, index))
            start = index
    return pieces


def _read_role(before: frozenset[str], after: frozenset[str]) -> str:
    for role in _ROLES:
        if role in after or role in before:
            return "district" if role == "region" else role
    return "settlement"


def _drop_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    """Keep, of mentions that overlap, the certain, then the better, then the longer one."""
    ranked = sorted(
        mentions,
        key=lambda m: (not m.certain, -round(m.score, -1), m.start - m.end, m.start),
    )
    kept: list[Mention] = []
    starts: list[int] = []
    for mention in ranked:
        at = bisect_left(starts, mention.start)
        free_left = at == 0 or kept[at - 1].end <= mention.start
        free_right = at == len(kept) or mention.end <= kept[at].start
        if free_left and free_right:
            starts.insert(at, mention.start)
            kept.insert(at, mention)
    return kept
