"""An online geocoder beside the gazetteer: off unless somebody asks for it.

Nothing in the project calls it. It is for whoever adds a place that no register
has and wants a first point for it. One request a second at most, as the service
asks, and every answer is kept on the disk.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location
from geopy.point import Point

from gazetteer.table import THEATRE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["OnlineGeocoder"]

_USER_AGENT: Final = "kursk-map-gazetteer/1.0"
_SECONDS_BETWEEN: Final = 1.0


class OnlineGeocoder:
    """Ask Nominatim for places in the theatre, slowly, and never twice for the same.

    Parameters
    ----------
    cache
        Folder for the answers; made when it is not there.
    adapter_factory
        As geopy has it; tests give one that answers without network.
    """

    def __init__(
        self,
        cache: Path,
        *,
        adapter_factory: Any = None,
        seconds_between: float = _SECONDS_BETWEEN,
    ) -> None:
        self._cache = cache
        nominatim = Nominatim(user_agent=_USER_AGENT, adapter_factory=adapter_factory)
        self._ask = RateLimiter(
            nominatim.geocode,
            min_delay_seconds=seconds_between,
            max_retries=1,
            swallow_exceptions=False,
        )

    def geocode(self, query: str) -> Location | None:
        """Give the first answer inside the theatre, or ``None``."""
        path = self._cache / f"{hashlib.sha256(query.encode()).hexdigest()[:24]}.json"
        if path.exists():
            return _read_location(json.loads(path.read_text(encoding="utf-8")))
        west, south, east, north = THEATRE
        found = self._ask(query, viewbox=[(south, west), (north, east)], bounded=True)
        answer = {"query": query, "raw": None if found is None else found.raw}
        self._cache.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        return _read_location(answer)


def _read_location(answer: dict[str, Any]) -> Location | None:
    raw = answer["raw"]
    if raw is None:
        return None
    return Location(raw["display_name"], Point(float(raw["lat"]), float(raw["lon"])), raw)
