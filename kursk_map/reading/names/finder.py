"""Names in a text and the places they may mean, before their company is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gazetteer.resolve import ACCEPT_ANYWHERE, SAME_SOUND, choose
from kursk_map.reading.names.cues import LOCATES, WINDOW, load_cues, load_regions
from kursk_map.reading.names.halves import Halves
from kursk_map.reading.names.plan import EXACT, NOTHING, Planner
from kursk_map.reading.names.runs import begins_sentence, find_runs
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gazetteer.index import Gazetteer
    from gazetteer.place import Candidate, Resolution
    from kursk_map.reading.names.cues import CueWords
    from kursk_map.reading.names.plan import Piece

__all__ = ["Finder", "Findings", "Mention"]

#: The same sounds by one of the language's own ways to write them.
_SOUNDS_SO: Final = 93.0
_CLEAR: Final = 80.0
_SETTLED_BEFORE: Final = frozenset(
    {"village", "locative", "outskirts", "station", "road", "district"}
)
_SETTLED_AFTER: Final = frozenset({"village", "locative", "district", "road"})
_SEATS: Final = frozenset({"town", "urban settlement", "city"})
_PERSON: Final = "person"
#: "На Покровському напрямку": the front is named after the town, not a village.
_FRONT: Final = re.compile(r"(?:ськ|цьк|ск|цк)(?:ий|ім|ій|ого|ому|им|ом)$")
_ROLES: Final = ("district", "region", "road", "river", "station", "outskirts")
#: Names in scripts without capitals are found only as they have been observed.
_CASELESS: Final = re.compile(r"[\u0590-\u08ff\u10d0-\u10ff\u3040-\u9fff\uac00-\ud7af]")
_JOINED_BEFORE: Final = "وبلف"


@record(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a text, the places it may mean, and whether it is one for certain.

    ``needs_home``: it is a place only where the text speaks of the theatre.
    ``shares_noun``: what it is of is said of several: "the Sudzha and Korenevo districts".
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    usual: Resolution
    role: str
    certain: bool
    needs_home: bool
    score: float
    shares_noun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The mentions of a text, and where it names regions of the theatre and other fronts."""

    mentions: list[Mention]
    home: list[int]
    elsewhere: list[int]
    language: str = ""


class Finder:
    """Finds names of one gazetteer; remembers what it has looked up."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._planner = Planner(gazetteer)
        self._halves = Halves(self._planner, gazetteer)
        self._caseless: re.Pattern[str] | None = None

    def find(self, text: str, language: str) -> Findings:
        """Find the names in a text, sorted, without overlap."""
        cues = load_cues(language)
        runs = find_runs(text)
        plans = self._planner.plan_all((run for _, run in runs), language)
        mentions = list(self._find_caseless(text))
        home: list[int] = []
        elsewhere: list[int] = []
        for at, run in runs:
            plan = plans[run]
            if plan is NOTHING:
                continue
            home += [at + offset for offset in plan.home]
            elsewhere += [at + offset for offset in plan.elsewhere]
            for start, end in plan.extensible:
                longer = self._planner.extend(text, at + start, at + end, language)
                if longer is not None:
                    mentions += self._judge(text, 0, longer, cues)
            for piece in plan.pieces:
                mentions += self._judge(text, at, piece, cues)
        for at, piece in self._halves.find(text, runs, cues.joiners, language):
            mentions += self._judge(text, at, piece, cues)
        places = _trust_longer(_drop_persons(mentions, text))
        return Findings(
            mentions=_drop_overlaps(places), home=home, elsewhere=elsewhere, language=language
        )

    def _find_caseless(self, text: str) -> Iterator[Mention]:
        """Give names in scripts without capitals."""
        if not _CASELESS.search(text):
            return
        if self._caseless is None:
            self._caseless = self._compile_caseless()
        for match in self._caseless.finditer(text):
            candidates = self._planner.look_up(match["name"])
            yield Mention(
                start=match.start("name"),
                end=match.end("name"),
                candidates=candidates,
                usual=choose(self._gazetteer, candidates),
                role="settlement",
                certain=True,
                needs_home=False,
                score=EXACT,
            )

    def _compile_caseless(self) -> re.Pattern[str]:
        names = {
            name.text
            for place_id in self._gazetteer.observed
            for name in self._gazetteer.names(place_id)
            if _CASELESS.search(name.text)
        }
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        spellings = "|".join(map(re.escape, longest_first)) or r"(?!)"
        return re.compile(rf"(?<!\w)[{_JOINED_BEFORE}]?(?P<name>{spellings})(?!\w)")

    def _judge(self, text: str, at: int, piece: Piece, cues: CueWords) -> Iterator[Mention]:
        """Give the piece as a mention unless it is none; ``certain`` tells how sure that is."""
        start, end = at + piece.start, at + piece.end
        # What stands in another paragraph says nothing of the name.
        before = cues.kinds_before(text[max(0, start - WINDOW) : start].rpartition("\n\n")[2])
        after = cues.kinds_after(text[end : end + WINDOW].partition("\n\n")[0])
        score = piece.candidates[0].score
        exact = score == EXACT
        first = begins_sentence(text, start)
        if exact and piece.common and piece.goes_on:
            return
        # A common word before a colon is a heading: "Osnovne: ...".
        opens = first or text.startswith(":", end)
        risky = piece.risky or (exact and opens and piece.common)
        settled = bool(_SETTLED_BEFORE & before) or bool(_SETTLED_AFTER & after)
        at_home = risky and self._is_at_home(text, end, piece.candidates)
        strong = at_home or "village" in before or "village" in after
        if "region" in after and _FRONT.search(piece.text):
            return
        if "first_name" in before:
            if not exact:
                yield _person(start, end, piece)
            return
        declined = score >= ACCEPT_ANYWHERE and not first and cues.is_declined(piece.text)
        plain = (declined or score >= _SOUNDS_SO) and not risky and not first
        # Where every noun has a capital, one beside a name does not make it a person's.
        # Nor does one that opens the sentence: "Attaquant Gouïevo", "Часть Гуево".
        is_opened = not piece.goes_on and _is_behind_first_word(text, at, start)
        beside = piece.beside_name and not (plain and (cues.capital_nouns or is_opened))
        if (risky or not exact) and (
            _PERSON in before | after or (beside and not settled and not strong)
        ):
            if not exact and _PERSON in before | after:
                yield _person(start, end, piece)
            return
        located = strong or (settled and (not risky or self._is_observed(piece.candidates)))
        certain = plain or _is_certain(score, risky=risky, located=located, strong=strong)
        yield Mention(
            start=start,
            end=end,
            candidates=piece.candidates,
            usual=piece.usual,
            role=_read_role(before, after, piece.candidates),
            certain=certain and (at_home or not piece.large),
            needs_home=piece.large and (certain or exact),
            score=score,
            shares_noun=cues.is_shared(text[end : end + WINDOW]),
        )

    def _is_observed(self, found: Sequence[Candidate]) -> bool:
        return any(c.place.place_id in self._gazetteer.observed for c in found)

    def _is_at_home(self, text: str, end: int, found: Sequence[Candidate]) -> bool:
        """Whether the text puts a name seen in articles into a region of the theatre."""
        behind = text[end : end + WINDOW]
        home = load_regions().home.search(behind)
        if home is None or not LOCATES.fullmatch(behind[: home.start()]):
            return False
        return self._is_observed(found)


def _is_behind_first_word(text: str, run: int, at: int) -> bool:
    """Tell whether nothing but the word that opens its sentence stands before a name in a run."""
    return begins_sentence(text, run) and text[run:at].strip().isalpha()


def _person(start: int, end: int, piece: Piece) -> Mention:
    return Mention(
        start=start,
        end=end,
        candidates=piece.candidates,
        usual=piece.usual,
        role=_PERSON,
        certain=False,
        needs_home=False,
        score=0.0,
    )


def _drop_persons(mentions: Iterable[Mention], text: str) -> list[Mention]:
    """Leave out who is called a person once, and what only sounds like a place elsewhere."""
    found = list(mentions)
    persons = {text[each.start : each.end] for each in found if each.role == _PERSON}
    return [
        each
        for each in found
        if each.role != _PERSON
        and (each.score == EXACT or text[each.start : each.end] not in persons)
    ]


def _trust_longer(mentions: Sequence[Mention]) -> list[Mention]:
    """Trust a good guess that ends with a certain name: "Kozachya Loknya" is no Loknya."""
    ends = {each.end: each.start for each in mentions if each.certain}
    return [
        replace(each, certain=True)
        if each.score >= ACCEPT_ANYWHERE and each.start < ends.get(each.end, each.start)
        else each
        for each in mentions
    ]


def _is_certain(score: float, *, risky: bool, located: bool, strong: bool) -> bool:
    """Tell whether a name is one of a place without asking its company."""
    if score == EXACT:
        return located or not risky
    if score >= ACCEPT_ANYWHERE:
        return located or (score >= SAME_SOUND and not risky)
    return strong or (located and not risky)


def _read_role(before: frozenset[str], after: frozenset[str], found: Sequence[Candidate]) -> str:
    """Read what a name is of; no region is named after a village, but it has surroundings."""
    for role in _ROLES:
        if role in after or role in before:
            if role == "region" and not any(each.place.kind in _SEATS for each in found):
                continue
            return "district" if role == "region" else role
    return "settlement"


def _drop_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep, of mentions that overlap, the certain, then the longer, then the better one.

    A longer one that sounds only vaguely like a name does not count as longer.
    """
    ranked = sorted(
        mentions,
        key=lambda m: (
            not m.certain,
            m.start - m.end if m.score >= _CLEAR else 0,
            -m.score,
            m.start,
        ),
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
