"""The licence and the credits that every published file carries."""

from __future__ import annotations

from typing import Final

__all__ = ["ATTRIBUTION", "LICENCE", "NOTICE"]

#: Snapshots contain the border, which is OpenStreetMap data, so they share its licence.
LICENCE: Final = "ODbL-1.0"

ATTRIBUTION: Final = (
    "Kursk incursion claims map; border © OpenStreetMap contributors (ODbL 1.0); "
    "settlements: INID (Russian Federation), GeoNames via Who's On First (CC BY 4.0) "
    "and the official register of Ukrainian settlements"
)

NOTICE: Final = (
    "This map shows published claims, each with its claimant. It is not live, it may be wrong "
    "wherever the claims are wrong, and it is no guide for anyone's movements."
)
