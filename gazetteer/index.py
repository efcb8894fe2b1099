"""The gazetteer in memory: it says which place is called so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.resolve import resolve
from gazetteer.table import THEATRE, PlaceTable

if TYPE_CHECKING:
    from gazetteer.place import Resolution

__all__ = ["THEATRE", "Gazetteer"]


class Gazetteer(PlaceTable):
    """Places, and the answer to "which place is called so?"."""

    def resolve(
        self,
        name: str,
        *,
        language: str | None = None,
        district: str | None = None,
        near: tuple[float, float] | None = None,
    ) -> Resolution:
        """Say which place a spelling means.

        Parameters
        ----------
        name
            A name as spelled somewhere: any letters, inflected or garbled.
        language
            Of the text in which it stands (ISO 639-1); ``None`` when unknown.
        district
            District or region in which the place must lie, in any language.
        near
            Where the place is likely to be, ``(longitude, latitude)``.

        Returns
        -------
        Resolution
            ``Resolved`` with a score of at least 75 (90 for what ends as surnames
            do), ``Ambiguous`` among namesakes, or ``Unresolved``.
        """
        return resolve(self, name, language=language, district=district, near=near)
