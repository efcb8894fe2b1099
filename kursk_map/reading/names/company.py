"""What a name's company says of it: lists, brackets, districts, neighbours, other fronts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gazetteer.distance import measure_km
from gazetteer.place import Resolved
from gazetteer.resolve import choose, lies_in
from kursk_map.reading.names.cues import LOCATES, end_of_list
from kursk_map.reading.names.home import accept_at_home, sentence_around, within
from kursk_map.reading.rows.letters import lower
from kursk_map.reading.rows.marks import BULLETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.index import Gazetteer
    from gazetteer.place import Place, Resolution
    from kursk_map.reading.names.finder import Findings, Mention

__all__ = ["decide_by_company"]

#: What may stand between two names of one list.
_LIST_JOINT: Final = re.compile(
    r"(?: (?:hromadas?|communit(?:y|ies)|громад[аиі]|общины|comunidad|communauté|comunità))?"
    rf"[\s,;/«»\"“”„'(){re.escape(''.join(BULLETS))}]*(?:\d{{1,2}}[.)]\s*)?"
    r"(?:(?:and|or|as well as|und|sowie|oder|i|oraz|lub|a także|et|ou|ainsi que|y|e|o|u|así como|"
    r"ed|nonché|и|а также|или|і|й|та|а також|або|ve|și|és|og)[\s«\"“]+)?"
    r"(?:(?:the\s+)?(?:villages?|towns?|settlements?|с[её]л\w*|деревн\w*|хутор\w*|пос[её]л\w*)"
    r"(?:\s+of)?\s+)?[«\"“]?",
    re.IGNORECASE,
)
_LONGEST_JOINT: Final = 40
_PAIR_JOINT: Final = re.compile(
    r"[»\"”]?\s?[-–—‑]\s?[«\"“]?| (?:to|and|und|bis|nach|и|до|та|à|a|et|y|e|do|i) "
)
_OPEN_BRACKET: Final = re.compile(
    r"\s*[(\[]\s*(?:formerly|also|or|aka|також|або|или|также|ehemals|auch)?\s*[«\"“]?"
)
_CLOSE_BRACKET: Final = re.compile(r"\s*[»\"”]?\s*[)\]]")
#: A region of another front so close behind a name is where the name lies.
_RIGHT_BEHIND: Final = 32
#: The same behind the list that the name begins.
_BEHIND_LIST: Final = 120
#: Endings of names that many villages bear, on other fronts too.
_USUAL_NAME: Final = re.compile(r"(?:[aoeiy]vka|ske|skoye|ske|oye|ye|sky)$")
#: How far apart, in characters, two names keep company, and how many count.
_REACH: Final = 900
#: Within this the usual bearer of a name fits in with the places around it.
_COMPANY_KM: Final = 30.0
#: A namesake that no article is known to have meant must lie closer.
_CLOSE_KM: Final = 12.0
_CLEARLY_FARTHER: Final = 1.5
#: Namesakes so close together tell where the others of a text are.
_ONE_SPOT_KM: Final = 8.0
_COMPANY_SIZE: Final = 6
_DISTRICT_REACH: Final = 160
#: "The village of X in Sumy Oblast" is no namesake across the border.
_SOIL_NAMED: Final = re.compile(
    r"(?P<UA>(?:sum[yis]|soumy|сум[сыищ])\w{0,8})|"
    r"(?P<RU>(?:ko?ursk|курс|курщ|b[ij]?elgorod|белгород|бєлгород)\w{0,8})",
    re.IGNORECASE,
)
#: "Sudzhansky", "Суджанский", "Суджанського", "Korenevo district".
_DISTRICT_NAME: Final = re.compile(
    r"(?<!\w)(?P<name>[^\W\d_]{4,}?)(?:(?:sk|ск|ськ)\w{0,4}|o|a|е)?\s+"
    r"(?:district|raion|rayon|район|bezirk|rajon|distri\w+|rejon|region|oblast|област)"
)


def decide_by_company(
    text: str,
    findings: Findings,
    *,
    gazetteer: Gazetteer,
    near: tuple[float, float] | None,
) -> list[tuple[Mention, Resolution]]:
    """Drop names that are none, and say of each other name which place it means."""
    kept = _accept_in_lists(text, accept_at_home(text, findings), findings.language)
    kept = _drop_second_spellings(text, kept)
    if findings.elsewhere:
        kept = [m for m in kept if not _lies_elsewhere(text, m, findings, gazetteer)]
    kept = _share_nouns(text, kept)
    kept = [_of_named_soil(text, mention, gazetteer) for mention in kept]
    return [
        (mention, _decide(text, index, kept, gazetteer=gazetteer, near=near))
        for index, mention in enumerate(kept)
    ]


def _share_nouns(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Let the names of a list share a noun: "the A-B road", "the A and B districts"."""
    shared = list(mentions)
    for index in reversed(range(len(shared) - 1)):
        one, other = shared[index], shared[index + 1]
        is_pair = _PAIR_JOINT.fullmatch(text[one.end : other.start]) is not None
        if (is_pair and other.role == "road") or (
            other.shares_noun and _is_joined(text, one, other)
        ):
            shared[index] = replace(one, role=other.role, shares_noun=other.shares_noun)
    for index in range(len(shared) - 1):
        one, other = shared[index], shared[index + 1]
        # "The road between A, B and C": what stands before the first is of all.
        if one.role == "road" and (
            _PAIR_JOINT.fullmatch(text[one.end : other.start]) or _is_joined(text, one, other)
        ):
            shared[index + 1] = replace(other, role="road")
    return shared


def _accept_in_lists(text: str, mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Keep what is certain, and what stands in a list with it."""
    sure = [mention.certain for mention in mentions]
    joined = [
        _is_joined(text, one, other) and not _is_about(text[one.end : other.start], language)
        for one, other in pairwise(mentions)
    ]
    for index in range(1, len(mentions)):
        sure[index] = sure[index] or (sure[index - 1] and joined[index - 1])
    for index in range(len(mentions) - 2, -1, -1):
        sure[index] = sure[index] or (sure[index + 1] and joined[index])
    return [mention for mention, keep in zip(mentions, sure, strict=True) if keep]


def _is_joined(text: str, one: Mention, other: Mention) -> bool:
    gap = text[one.end : other.start]
    return 0 < len(gap) <= _LONGEST_JOINT and _LIST_JOINT.fullmatch(gap) is not None and gap != " "


def _is_about(gap: str, language: str) -> bool:
    """Tell Polish "fights for X" from Spanish "A or X", which have one word for it."""
    return language == "pl" and gap.strip() == "o"


def _drop_second_spellings(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out "Y" of "X (Y)" where both may be one place."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and _OPEN_BRACKET.fullmatch(text[kept[-1].end : mention.start]):
            closed = _CLOSE_BRACKET.match(text, mention.end) is not None
            if closed and _share_place(kept[-1], mention):
                continue
        kept.append(mention)
    return kept


def _share_place(one: Mention, other: Mention) -> bool:
    places = {candidate.place.place_id for candidate in one.candidates}
    return any(candidate.place.place_id in places for candidate in other.candidates)


def _lies_elsewhere(text: str, mention: Mention, findings: Findings, gazetteer: Gazetteer) -> bool:
    """Whether the text puts the name on another front."""
    left, right = sentence_around(text, mention)
    far = within(findings.elsewhere, left, right)
    if not far:
        return False
    behind = [at for at in far if mention.end <= at <= mention.end + _BEHIND_LIST]
    if any(LOCATES.fullmatch(text[end_of_list(text, mention.end) : at]) for at in behind):
        return True
    home = within(findings.home, left, right)
    return not home and not _is_ours_alone(mention, gazetteer)


def _is_ours_alone(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether nobody could mean another place by the name: known, no namesakes, not a usual one."""
    places = {candidate.place.place_id: candidate.place for candidate in mention.candidates}
    known = mention.certain and places.keys() <= gazetteer.observed
    usual = any(_USUAL_NAME.search(place.name_en) for place in places.values())
    return known and len(places) == 1 and not usual


def _of_named_district(text: str, mention: Mention, gazetteer: Gazetteer, reach: range) -> Mention:
    """Keep the candidates of the district that is named nearest to the name, within reach."""
    if len(mention.candidates) == 1:
        return mention
    first = max(reach.start, mention.start - _DISTRICT_REACH, 0)
    window = lower(text[first : min(reach.stop, mention.end + _DISTRICT_REACH)])
    at = mention.start - first
    named = sorted(_DISTRICT_NAME.finditer(window), key=lambda found: abs(found.start() - at))
    for district in named:
        inside = tuple(c for c in mention.candidates if lies_in(c.place, district["name"] + "sky"))
        if inside:
            return replace(mention, candidates=inside, usual=choose(gazetteer, inside))
    return mention


def _of_named_soil(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """Keep the candidates of the region that is named right behind the name."""
    if len(mention.candidates) == 1:
        return mention
    found = _SOIL_NAMED.search(text, mention.end, mention.end + _RIGHT_BEHIND)
    if found is None or LOCATES.fullmatch(text[mention.end : found.start()]) is None:
        return mention
    inside = tuple(c for c in mention.candidates if c.place.country == found.lastgroup)
    if not inside:
        return mention
    return replace(mention, candidates=inside, usual=choose(gazetteer, inside))


def _decide(
    text: str,
    index: int,
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    near: tuple[float, float] | None,
) -> Resolution:
    """Decide between namesakes by district and places named around, then by the given point.

    What the sentence itself names counts before what stands around it.
    """
    mention = mentions[index]
    if len(mention.candidates) == 1:
        return mention.usual
    sentence = range(*sentence_around(text, mention))
    for reach in (sentence, range(mention.start - _REACH, mention.end + _REACH)):
        mention = _of_named_district(text, mention, gazetteer, reach)
        if len(mention.candidates) == 1:
            return mention.usual
        company = _find_company(index, mentions, reach)
        if company:
            chosen = _choose_in_company(gazetteer, mention, company)
            if isinstance(chosen, Resolved):
                return chosen
    return mention.usual if near is None else choose(gazetteer, mention.candidates, near=near)


def _find_company(index: int, mentions: Sequence[Mention], reach: range) -> list[Place]:
    """Give the places that are named within reach without a doubt, the nearest first."""
    here = mentions[index].start
    first = bisect_left(mentions, reach.start, key=_start)
    last = bisect_left(mentions, reach.stop, key=_start)
    around = sorted(
        (abs(other.start - here), other.candidates[0].place.place_id, other.candidates[0].place)
        for other in mentions[first:last]
        if other.start != here and _is_one_spot(other)
    )
    return [place for _, _, place in around[:_COMPANY_SIZE]]


def _is_one_spot(mention: Mention) -> bool:
    """Whether a name tells about where it is: namesakes side by side do, as both Korenevos."""
    first, *others = (candidate.place for candidate in mention.candidates)
    here = (first.longitude, first.latitude)
    return all(measure_km(here, (one.longitude, one.latitude)) <= _ONE_SPOT_KM for one in others)


def _start(mention: Mention) -> int:
    return mention.start


def _choose_in_company(
    gazetteer: Gazetteer, mention: Mention, company: Sequence[Place]
) -> Resolution:
    """Take the usual namesake if it lies near the company, else the one nearest to it."""
    points = [(place.longitude, place.latitude) for place in company]
    usual = mention.usual
    if isinstance(usual, Resolved) and _measure_fit(usual.place, points) <= _COMPANY_KM:
        return usual
    ranked = sorted(mention.candidates, key=lambda c: _measure_fit(c.place, points))
    first, second = (_measure_fit(candidate.place, points) for candidate in ranked[:2])
    named = ranked[0].place.place_id in gazetteer.observed
    if first > (_COMPANY_KM if named else _CLOSE_KM) or second < _CLEARLY_FARTHER * max(first, 1.0):
        return usual
    return choose(gazetteer, ranked[:1])


def _measure_fit(place: Place, points: Sequence[tuple[float, float]]) -> float:
    """Give the mean distance to the two nearest points: no stray one pulls a place away."""
    here = (place.longitude, place.latitude)
    nearest = sorted(measure_km(here, point) for point in points)[:2]
    return sum(nearest) / len(nearest)
