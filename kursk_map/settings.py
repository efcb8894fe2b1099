"""The few fixed facts that every room shares: campaign, theatre, folders."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Final

__all__ = ["CACHE", "CAMPAIGN_END", "CAMPAIGN_START", "PROJECT", "SEEDS", "STATIC", "THEATRE"]

#: First and last day of the campaign that the map covers, both inclusive.
CAMPAIGN_START: Final = dt.date(2024, 8, 6)
CAMPAIGN_END: Final = dt.date(2025, 6, 30)

#: West, south, east, north of the theatre, in degrees (EPSG:4326).
THEATRE: Final = (34.0, 50.7, 36.2, 51.8)

PROJECT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = PROJECT / "seeds"
STATIC: Final = PROJECT / "static"

#: Results that can be computed again live here, named by the hash of their inputs.
CACHE: Final = Path(os.environ.get("KURSK_MAP_CACHE", PROJECT / ".cache"))
