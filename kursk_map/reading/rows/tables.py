"""The TOML files of the lexicon: the one door to the rows on disk."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["languages_with", "load_table"]

_FOLDER: Final = Path(__file__).parents[1] / "lexicon"


@cache
def load_table(name: str) -> dict[str, Any]:
    """Load a file, such as ``events.toml`` or ``en/dates.toml``, once a process."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def languages_with(name: str) -> tuple[str, ...]:
    """List the languages whose folder has a file of this name, in order."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob(f"*/{name}")))
