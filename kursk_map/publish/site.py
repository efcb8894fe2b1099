"""The map as one HTML file that opens from disk and asks nothing of any server."""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

import zopfli.gzip

from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.formats import name_file
from kursk_map.publish.player_files import make_player_files
from kursk_map.publish.rendering import render
from kursk_map.publish.tables import Evidence
from kursk_map.publish.writing import folder_atomically

if TYPE_CHECKING:
    from kursk_map.publish.player_files import PlayerFiles
    from kursk_map.publish.season import SeasonInputs

__all__ = ["site_html", "write_site"]

TEMPLATE: Final = Path(__file__).parent / "player" / "site.html"

#: What lies beside the page: the whole season, one file a view.
DATA_FORMAT: Final = "geojson"


def write_site(inputs: SeasonInputs, folder: Path) -> None:
    """Write ``index.html`` and, beside it, the season of each view as GeoJSON.

    Raises
    ------
    OutputError
        The folder cannot be written; nothing is left half-written.
    """
    drawn = [history for history in inputs.histories.values() if history.surfaces]
    names = {str(history.view): name_file(history, DATA_FORMAT) for history in drawn}
    evidence = Evidence(
        places=inputs.places, statements=inputs.statements, documents=inputs.documents
    )
    page = site_html(make_player_files(inputs), names)
    with folder_atomically(folder) as draft:
        (draft / "index.html").write_text(page, encoding="utf-8")
        for history in drawn:
            (draft / names[str(history.view)]).write_bytes(render(history, evidence, DATA_FORMAT))


def site_html(files: PlayerFiles, data: dict[str, str] | None = None) -> str:
    """Return the page with everything in it; ``data`` names the files beside it by view.

    All that is put in is letters of base64 and names of our own making, so
    nothing that an article says can end a tag or start a script.
    """
    texts = {
        **{f"{name}_style": text for name, text in files.styles.items()},
        **{f"{name}_script": text for name, text in files.scripts.items()},
    }
    parts = {
        **{name: _encode(text.encode()) for name, text in texts.items()},
        **{name: _encode(payload) for name, payload in files.payloads.items()},
    }
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        notice=html.escape(NOTICE),
        attribution=ATTRIBUTION,
        licence=LICENCE,
        parts=json.dumps(parts),
        payloads=json.dumps(list(files.payloads)),
        data=json.dumps(data or {}),
    )


def _encode(content: bytes) -> str:
    # Denser than gzip's own densest, and as readable; a page of one file is worth some seconds.
    return base64.b64encode(zopfli.gzip.compress(content)).decode("ascii")
