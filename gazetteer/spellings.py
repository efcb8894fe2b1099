"""Known spellings by how they sound: the same, nearly the same, or the same translated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from gazetteer.names import measure_distance, spell_skeletons, stem_skeleton
from gazetteer.translated import translate_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["CloseSpelling", "SpellingIndex"]

#: Scores, from 0 to 100: the same skeleton, the same stem, and what is left of
#: the latter by distance.
_SAME_SKELETON: Final = 96.0
_SAME_STEM: Final = 92.0
_BARE: Final = 4.0
#: How many of the nearest stems are weighed, and how far off they may be.
_NEAREST: Final = 12
_FARTHEST: Final = 3
#: Stems shorter than this must be the same.
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSpelling:
    """A known spelling that sounds like the one asked for."""

    place_id: str
    spelling: str
    score: float


class SpellingIndex:
    """Known spellings by how they sound."""

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        self._skeletons: dict[str, dict[str, str]] = defaultdict(dict)
        self._stems: dict[str, dict[str, str]] = defaultdict(dict)
        for text, place_id in spellings:
            skeleton = spell_skeletons(text)[0]
            self._skeletons[skeleton].setdefault(place_id, text)
            self._stems[stem_skeleton(skeleton)].setdefault(place_id, text)
        self._stem_list = list(self._stems)
        self._found: dict[tuple[str, str | None], tuple[CloseSpelling, ...]] = {}

    def find(self, text: str, language: str | None = None) -> tuple[CloseSpelling, ...]:
        """Give the places whose names sound like the text, best first."""
        return self.find_all((text,), language)[0]

    def find_all(
        self, texts: Sequence[str], language: str | None = None
    ) -> tuple[tuple[CloseSpelling, ...], ...]:
        """Do the same for many texts at once; each is weighed once a process."""
        new = [text for text in dict.fromkeys(texts) if (text, language) not in self._found]
        for text, found in zip(new, self._weigh(new, language), strict=True):
            self._found[text, language] = found
        return tuple(self._found[text, language] for text in texts)

    def _weigh(self, texts: Sequence[str], language: str | None) -> list[tuple[CloseSpelling, ...]]:
        ways = [spell_skeletons(text, language) for text in texts]
        stems = dict.fromkeys(stem_skeleton(way) for many in ways for way in many)
        near = self._near_stems([stem for stem in stems if len(stem) >= _SHORTEST])
        return [
            self._find_translated(text, many) or self._rank(many, near)
            for text, many in zip(texts, ways, strict=True)
        ]

    def _find_translated(self, text: str, ways: Sequence[str]) -> tuple[CloseSpelling, ...]:
        """Give the places whose names a translator may have put so; nothing is guessed at."""
        stems = map(stem_skeleton, translate_back(text, ways))
        places = next(filter(None, map(self._stems.get, stems)), None) or {}
        return tuple(
            CloseSpelling(place_id=place_id, spelling=spelling, score=_SAME_STEM)
            for place_id, spelling in sorted(places.items())
        )

    def _near_stems(self, stems: Sequence[str]) -> dict[str, list[str]]:
        if not stems:
            return {}
        distances = process.cdist(
            stems,
            self._stem_list,
            scorer=Levenshtein.distance,
            score_cutoff=_FARTHEST,
            dtype=np.uint8,
        )
        near = {}
        for stem, row in zip(stems, distances, strict=True):
            (columns,) = np.nonzero(row <= min(_FARTHEST, max(1, len(stem) // 3)))
            best = columns[np.argsort(row[columns], kind="stable")][:_NEAREST]
            near[stem] = [self._stem_list[column] for column in best]
        return near

    def _rank(
        self, ways: Sequence[str], near: Mapping[str, Sequence[str]]
    ) -> tuple[CloseSpelling, ...]:
        best: dict[str, CloseSpelling] = {}
        for order, way in enumerate(ways):
            stem = stem_skeleton(way)
            # The further down the list of orthographies, the less likely it is.
            found = [(self._skeletons.get(way, {}), _SAME_SKELETON - order)]
            # "Oleksandr" is not Oleksandriia: an ending that is only cut off on
            # one side counts, but not for much.
            bare = _BARE if stem == way else 0.0
            found.append((self._stems.get(stem, {}), _SAME_STEM - order - bare))
            for other in near.get(stem, ()):
                share = measure_distance(stem, other) / max(len(stem), len(other))
                found.append((self._stems[other], (_SAME_STEM - order) * (1 - share)))
            for places, score in found:
                for place_id, spelling in places.items():
                    if place_id not in best or best[place_id].score < score:
                        best[place_id] = CloseSpelling(
                            place_id=place_id, spelling=spelling, score=round(score, 1)
                        )
        return tuple(sorted(best.values(), key=lambda close: (-close.score, close.place_id)))
