"""From a spelling to a place, to several, or to none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gazetteer.distance import measure_km
from gazetteer.fold import fold
from gazetteer.names import looks_like_surname, spell_skeletons, stem_skeleton
from gazetteer.place import Ambiguous, Candidate, Place, Resolved, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gazetteer.place import Resolution
    from gazetteer.table import PlaceTable

__all__ = [
    "ACCEPT_ANYWHERE",
    "ACCEPT_IN_CONTEXT",
    "ACCEPT_UNSEEN",
    "SAME_SOUND",
    "are_like_enough",
    "choose",
    "lies_in",
    "list_candidates",
    "resolve",
]

#: A score that holds without any context, and one that needs some (a locative
#: word before the name, or a list of places around it).
ACCEPT_ANYWHERE: Final = 90.0
ACCEPT_IN_CONTEXT: Final = 75.0
#: The latter where no article has been seen to name the place.
ACCEPT_UNSEEN: Final = 80.0
#: The same sounds: of a town elsewhere only this is a village's name, too.
SAME_SOUND: Final = 95.0

_EXACT: Final = 100.0
#: Namesakes whose scores differ by less than this are equally likely.
_MARGIN: Final = 3.0
#: Namesakes closer than this are parts of one place: the larger one is meant.
_SAME_PLACE_KM: Final = 5.0
#: A namesake is "the near one" when it is at most so far, and the next one
#: this many times further.
_NEAR_KM: Final = 30.0
_FARTHER: Final = 2.0
_CLOSEST_SHOWN: Final = 3
#: "Sudzhansky", "Суджанский", "Суджанського": the same up to here.
_DISTRICT_LETTERS: Final = 5
_IN_BRACKETS: Final = re.compile(r"^(?P<name>.+?)\s*\((?P<district>[^()]+)\)$")


def resolve(
    gazetteer: PlaceTable,
    name: str,
    *,
    language: str | None,
    district: str | None,
    near: tuple[float, float] | None,
) -> Resolution:
    """Do what `Gazetteer.resolve` promises."""
    candidates = list_candidates(gazetteer, name, language=language)
    if not candidates and district is None and (bracket := _IN_BRACKETS.match(name)):
        name, district = bracket["name"], bracket["district"]
        candidates = list_candidates(gazetteer, name, language=language)
    least = ACCEPT_ANYWHERE if looks_like_surname(name) else ACCEPT_IN_CONTEXT
    accepted = [c for c in candidates if c.score >= least]
    if district is not None:
        accepted = [c for c in accepted if lies_in(c.place, district)]
    if not are_like_enough(gazetteer, accepted):
        closest = dict.fromkeys(c.place.name_en for c in candidates)
        return Unresolved(name=name, closest=tuple(closest)[:_CLOSEST_SHOWN])
    return choose(gazetteer, accepted, near=near)


def list_candidates(
    gazetteer: PlaceTable, name: str, *, language: str | None = None
) -> tuple[Candidate, ...]:
    """Give the places that a spelling may mean, best first.

    An exact spelling leaves no room for guesses, and towns outside the theatre
    are not guessed at.
    """
    folded = fold(name)
    exact = gazetteer.find_exact(folded)
    if exact:
        return tuple(Candidate(place=place, score=_EXACT, spelling=name) for place in exact)
    least = SAME_SOUND if folded in gazetteer.far_towns else 0.0
    return tuple(
        Candidate(
            place=gazetteer.places[close.place_id], score=close.score, spelling=close.spelling
        )
        for close in gazetteer.close_spellings.find(name, language)
        if close.score >= least
    )


def are_like_enough(gazetteer: PlaceTable, candidates: Iterable[Candidate]) -> bool:
    """Whether a spelling sounds enough like one of the places, if something else speaks for it.

    Those that do not remain its rivals.
    """
    return any(
        c.score >= (ACCEPT_IN_CONTEXT if _is_observed(gazetteer, c) else ACCEPT_UNSEEN)
        for c in candidates
    )


def choose(
    gazetteer: PlaceTable,
    candidates: Sequence[Candidate],
    *,
    near: tuple[float, float] | None = None,
) -> Resolved | Ambiguous:
    """Decide between the best of the candidates, or keep those that remain."""
    if len(candidates) == 1:
        return _settle(candidates[0])
    best = max(candidate.score for candidate in candidates)
    rivals = [c for c in candidates if c.score > best - _MARGIN]
    rivals = _join_neighbours(rivals)
    if len(rivals) > 1 and near is not None:
        rivals = _keep_nearest(rivals, near)
    for keep in (_is_observed_so, _is_observed, _is_in_theatre):
        if len(rivals) > 1:
            rivals = [c for c in rivals if keep(gazetteer, c)] or rivals
    if len(rivals) > 1:
        return Ambiguous(candidates=tuple(rivals))
    return _settle(rivals[0])


def _settle(chosen: Candidate) -> Resolved:
    return Resolved(place=chosen.place, score=chosen.score, spelling=chosen.spelling)


def _is_observed_so(gazetteer: PlaceTable, candidate: Candidate) -> bool:
    return (fold(candidate.spelling), candidate.place.place_id) in gazetteer.observed_spellings


def _is_observed(gazetteer: PlaceTable, candidate: Candidate) -> bool:
    return candidate.place.place_id in gazetteer.observed


def _is_in_theatre(gazetteer: PlaceTable, candidate: Candidate) -> bool:
    return gazetteer.is_in_theatre(candidate.place)


def _join_neighbours(rivals: Sequence[Candidate]) -> list[Candidate]:
    """Drop namesakes beside a larger one, such as the village of Korenevo beside the town."""
    kept: list[Candidate] = []
    for rival in sorted(rivals, key=lambda c: -(c.place.population or 0)):
        here = (rival.place.longitude, rival.place.latitude)
        beside = (measure_km(here, (c.place.longitude, c.place.latitude)) for c in kept)
        if min(beside, default=_SAME_PLACE_KM) >= _SAME_PLACE_KM:
            kept.append(rival)
    return sorted(kept, key=lambda c: (-c.score, c.place.place_id))


def _keep_nearest(rivals: Sequence[Candidate], near: tuple[float, float]) -> list[Candidate]:
    ranked = sorted(rivals, key=lambda c: measure_km(near, (c.place.longitude, c.place.latitude)))
    first, second = (measure_km(near, (c.place.longitude, c.place.latitude)) for c in ranked[:2])
    decided = first <= _NEAR_KM and second >= _FARTHER * max(first, 1.0)
    return ranked[:1] if decided else list(rivals)


def lies_in(place: Place, district: str) -> bool:
    """Whether a district or region named in any language is that of the place."""
    wanted = _first_stem(district)
    return wanted in {_first_stem(place.district), _first_stem(place.region)}


def _first_stem(name: str) -> str:
    skeletons = spell_skeletons(name)
    words = stem_skeleton(skeletons[0]).split() if skeletons else []
    return words[0][:_DISTRICT_LETTERS] if words else ""
