"""The player's files: script, style, words and payloads, each named by its content.

A browser may keep such a file for ever, and a page that is open while new data
are built keeps the files that it started with.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import rjsmin
from xstatic.pkg import leaflet

from kursk_map.publish.manifest import MANIFEST, read_manifest
from kursk_map.publish.season import (
    bands_payload,
    evenings_payload,
    ground_payload,
    opening_day,
    season_payload,
)
from kursk_map.publish.testimony import statements_payload
from kursk_map.publish.wording import LANGUAGES, words
from kursk_map.publish.writing import folder_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kursk_map.model import History, View
    from kursk_map.publish.season import SeasonInputs

__all__ = ["PlayerFiles", "make_player_files", "write_missing_files", "write_player_files"]

PLAYER: Final = Path(__file__).with_name("player")
#: Held by whoever writes the files of this process: drawing a season takes a minute.
_WRITING: Final = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerFiles:
    """The files by their role: texts as they are, payloads as JSON."""

    scripts: Mapping[str, str]
    styles: Mapping[str, str]
    payloads: Mapping[str, bytes]
    manifest: Mapping[str, Any]


def make_player_files(inputs: SeasonInputs) -> PlayerFiles:
    """Return everything that the player needs, the same bytes for the same inputs."""
    payloads = {
        "ground": ground_payload(inputs),
        "season": season_payload(inputs),
        "bands": bands_payload(inputs),
        "evenings": evenings_payload(inputs),
        "statements": statements_payload(inputs),
        "words": {language: words(language) for language in LANGUAGES},
    }
    return PlayerFiles(
        scripts={"leaflet": _leaflet("leaflet.js"), "player": rjsmin.jsmin(read_player_script())},
        styles={"leaflet": _leaflet("leaflet.css"), "player": read_player_style()},
        payloads={name: _dump(payload) for name, payload in payloads.items()},
        manifest={
            "start": inputs.start.isoformat(),
            "end": inputs.end.isoformat(),
            "opening": opening_day(inputs).isoformat(),
            "data_version": inputs.data_version,
            "drawn_from": {
                "now": _first_days(inputs.histories),
                "evening": _first_days(inputs.evenings),
            },
        },
    )


def write_player_files(inputs: SeasonInputs, folder: Path) -> None:
    """Write the player's files and their manifest into a folder, whole or not at all.

    Payloads are gzipped here, once, so that any plain web server serves them
    small; the browser unpacks them itself.
    """
    files = make_player_files(inputs)
    named: dict[str, bytes] = {}
    manifest: dict[str, Any] = dict(files.manifest)
    for name, text in files.scripts.items():
        manifest[f"{name}_script"] = _keep(named, name, ".js", text.encode())
    for name, text in files.styles.items():
        manifest[f"{name}_style"] = _keep(named, name, ".css", text.encode())
    for name, payload in files.payloads.items():
        manifest[name] = _keep(named, name, ".json.gz", payload)
    named[MANIFEST] = json.dumps(manifest, indent=1).encode()
    before = _names_of(folder)
    with folder_atomically(folder) as draft:
        for name, content in named.items():
            (draft / name).write_bytes(compress(content) if name.endswith(".gz") else content)
    _drop_stale(folder, {*named, *before})


def write_missing_files(season: Callable[[], SeasonInputs], folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder, whose files are written first if they are missing.

    Readers who come while they are being written wait for them: ``season`` is drawn once.
    """
    with _WRITING:
        if not read_manifest(folder):
            write_player_files(season(), folder)
        return read_manifest(folder)


def compress(content: bytes) -> bytes:
    """Gzip without a clock, so that the same content gives the same bytes."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def read_player_script() -> str:
    """Return the player's modules as one script, in the order of their names."""
    modules = sorted(PLAYER.glob("*.js"))
    return "\n".join(module.read_text(encoding="utf-8") for module in modules)


def read_player_style() -> str:
    """Return the player's style sheets as one."""
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sorted(PLAYER.glob("*.css")))


def _names_of(folder: Path) -> set[str]:
    return {name for name in read_manifest(folder).values() if isinstance(name, str)}


def _drop_stale(folder: Path, kept: set[str]) -> None:
    """Remove what neither this build nor the one before it names: open pages still need that."""
    for path in folder.iterdir():
        if path.is_file() and path.name not in kept:
            path.unlink(missing_ok=True)


def _first_days(histories: Mapping[View, History]) -> dict[str, str | None]:
    """Return the first day with a map in each view."""
    return {
        view: history.drawn_from.isoformat() if history.drawn_from else None
        for view, history in histories.items()
    }


def _keep(named: dict[str, bytes], name: str, suffix: str, content: bytes) -> str:
    file_name = f"{name}-{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    named[file_name] = content
    return file_name


def _dump(payload: Any) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def _leaflet(name: str) -> str:
    text = (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")
    # The source map is not served; without this line no browser looks for it.
    return text.replace("//# sourceMappingURL=leaflet.js.map", "")
