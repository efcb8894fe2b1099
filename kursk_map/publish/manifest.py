"""The names of the player's files: all that the page needs to know to show the map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MANIFEST", "read_manifest"]

MANIFEST: Final = "manifest.json"


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the names of the player's files; empty where none have been written."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return manifest
