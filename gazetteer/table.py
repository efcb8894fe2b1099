"""Places by id, and places by every spelling."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gazetteer.fold import fold
from gazetteer.place import NameOrigin, PlaceName
from gazetteer.spellings import SpellingIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gazetteer.place import Place

__all__ = ["THEATRE", "PlaceTable"]

#: West, south, east, north of the land whose places are meant when nothing else is said.
THEATRE: Final = (34.0, 50.7, 36.2, 51.8)


class PlaceTable:
    """Places, and what each of them is called.

    Parameters
    ----------
    places
        Every place, in the order of its id.
    names
        Spellings beside the three names that every place carries.
    far_towns
        Folded names of towns outside the theatre, which are never guessed at.
    large_towns
        Those among them that articles name more often than any village.
    common_words
        Folded names that are also ordinary words or surnames.
    title_words
        Folded names that newspapers, channels or things bear too. What translators make of a
        name joins them: "Agronomist" is a village only where the text says so.
    ordinary_words
        Languages, and the folded words of each that are or sound like a name.
    """

    def __init__(
        self,
        places: Iterable[Place],
        names: Iterable[PlaceName],
        *,
        far_towns: Iterable[str] = (),
        large_towns: Iterable[str] = (),
        common_words: Iterable[str] = (),
        title_words: Iterable[str] = (),
        ordinary_words: Iterable[tuple[str, Iterable[str]]] = (),
    ) -> None:
        self.places: Mapping[str, Place] = MappingProxyType({p.place_id: p for p in places})
        self.far_towns = frozenset(far_towns)
        self.large_towns = frozenset(large_towns)
        self.common_words = frozenset(common_words)
        self.title_words = set(title_words)
        self._ordinary_words = {key: frozenset(words) for key, words in ordinary_words}
        self._names: dict[str, list[PlaceName]] = defaultdict(list)
        self._by_spelling: dict[str, dict[str, None]] = defaultdict(dict)
        self.observed_spellings: set[tuple[str, str]] = set()
        self._add_own_names()
        self._add_spellings(names)

    def _add_own_names(self) -> None:
        for place_id, place in self.places.items():
            for text in (place.name_en, place.name_ru, place.name_uk):
                self._by_spelling[fold(text)][place_id] = None

    def _add_spellings(self, names: Iterable[PlaceName]) -> None:
        for name in names:
            folded = fold(name.text)
            self._names[name.place_id].append(name)
            if name.origin is NameOrigin.TRANSLATED and folded not in self._by_spelling:
                self.title_words.add(folded)
            self._by_spelling[folded][name.place_id] = None
            if name.origin is NameOrigin.OBSERVED:
                self.observed_spellings.add((folded, name.place_id))

    def names(self, place_id: str) -> tuple[PlaceName, ...]:
        """Give every spelling of a place, its three own names first."""
        place = self.places[place_id]
        own = (("en", place.name_en), ("ru", place.name_ru), ("uk", place.name_uk))
        first = (
            PlaceName(
                place_id=place_id,
                text=text,
                language=language,
                origin=NameOrigin.DERIVED if language in place.derived else NameOrigin.OFFICIAL,
            )
            for language, text in own
        )
        return (*first, *self._names[place_id])

    def is_ordinary_word(self, folded: str, language: str) -> bool:
        """Whether a folded word that is or sounds like a name is a usual one of a language."""
        return folded in self._ordinary_words.get(language, ())

    def find_exact(self, folded: str) -> tuple[Place, ...]:
        """Give the places that bear a folded name, in the order of their ids."""
        return tuple(
            self.places[place_id] for place_id in sorted(self._by_spelling.get(folded, ()))
        )

    def find_namesakes(self, folded: str) -> tuple[Place, ...]:
        """Give the places that bear a folded name, and those of their country called the same.

        An observed spelling is known of one of several namesakes only; it may
        have meant the others as well.
        """
        exact = self.find_exact(folded)
        found = {place.place_id: place for place in exact}
        for place in exact:
            for other in self.find_exact(fold(place.name_ru)):
                if other.country == place.country and other.name_ru == place.name_ru:
                    found.setdefault(other.place_id, other)
        return tuple(found[place_id] for place_id in sorted(found))

    def is_in_theatre(self, place: Place) -> bool:
        """Whether the place lies in the theatre, not only in the land around it."""
        west, south, east, north = THEATRE
        return west <= place.longitude <= east and south <= place.latitude <= north

    @cached_property
    def observed(self) -> frozenset[str]:
        """The ids of the places that articles have been seen to name."""
        return frozenset(place_id for _, place_id in self.observed_spellings)

    @property
    def spellings(self) -> Mapping[str, Iterable[str]]:
        """Every folded spelling with the ids of the places that bear it."""
        return MappingProxyType(self._by_spelling)

    @cached_property
    def close_spellings(self) -> SpellingIndex:
        """The index for spellings that are not known; made when first asked for."""
        return SpellingIndex(self._spellings_to_guess())

    def _spellings_to_guess(self) -> Iterable[tuple[str, str]]:
        for place_id, place in self.places.items():
            if self.is_in_theatre(place):
                for text in dict.fromkeys((place.name_en, place.name_ru, place.name_uk)):
                    yield text, place_id
