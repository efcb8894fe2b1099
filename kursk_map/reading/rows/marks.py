"""The marks that texts are set with, in every language: quotation marks, bullets, dashes."""

from __future__ import annotations

from typing import Final

__all__ = ["BULLETS", "OPENING_DASHES", "OPENING_QUOTES", "QUOTES"]

#: What may open a quotation; the straight mark closes one too.
OPENING_QUOTES: Final = frozenset('"«“„')
QUOTES: Final = OPENING_QUOTES | frozenset("»”")
#: What may open a line of somebody's words, or a point of a list.
OPENING_DASHES: Final = frozenset("-–—•")
BULLETS: Final = OPENING_DASHES | frozenset("*▪◾▫●◦■►▶·✔✅❗➡📍🔴🔵🔸🔹🔺🔻\ufe0f")
