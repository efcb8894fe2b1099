"""The page: the map in one frame, and the downloads of what it shows.

Everything that must be quick happens in the browser (``kursk_map/publish/player``).
Streamlit hears of a choice once the reader rests on it, and needs nothing but the
names of the player's files until somebody asks for a download.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit_folium import st_folium

from kursk_map.publish.formats import FORMATS, Format
from kursk_map.publish.layers import season_map
from kursk_map.publish.manifest import read_manifest
from kursk_map.publish.wording import LANGUAGES, translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from kursk_map.model import Snapshot

    Translate = Callable[[str], str]

#: The folder of the player's files below ``static``; tests and bench choose another.
BUILT: Final = os.environ.get("KURSK_MAP_BUILT", "built")
FOLDER: Final = Path(__file__).parent / "static" / BUILT

#: The same folder as the component's frame sees it, whatever path the server runs under.
ADDRESS: Final = f"../../app/static/{BUILT}/"

#: Until the player knows better: the frame grows to what it holds.
FRAME_HEIGHT: Final = 860
HEAD_HEIGHT: Final = 52

VIEWS: Final = ("all", "ukraine", "russia", "independent")

STYLE: Final = """
<style>
header[data-testid="stHeader"], footer { display: none; }
.stMainBlockContainer { padding: 0 !important; max-width: none !important; }
.stMainBlockContainer > .stVerticalBlock { gap: 0; }
.st-key-head { padding: 6px 12px; min-height: 52px; align-items: center; flex-wrap: nowrap; }
.st-key-head h1 { font-size: 15px; font-weight: 600; padding: 0; line-height: 1.2; }
.st-key-head h1 a { display: none; }
.st-key-head button { min-height: 32px; padding: 2px 12px; }
.st-key-head button p { font-size: 13px; white-space: nowrap; }
iframe { display: block; }
@media (max-width: 640px) { .st-key-head .st-key-more { display: none; } }
@media print {
  @page { size: A4 landscape; margin: 8mm; }
  .st-key-head button { display: none; }
  .stApp, .stApp > div, section.stMain {
    position: static !important; overflow: visible !important;
  }
  iframe { height: 180mm !important; }
}
</style>
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader looks at, as far as Python must know it."""

    date: dt.date
    view: str
    evening: bool
    language: str

    @property
    def drawn_view(self) -> str:
        """The view whose land a download holds; agreement rests on two and has none."""
        return self.view if self.view in VIEWS else "all"


def main() -> None:
    """Show the page."""
    st.set_page_config(
        page_title="Kursk incursion: who claimed what, day by day",
        page_icon="🗺️",
        layout="wide",
    )
    st.html(STYLE)
    manifest = ready_manifest()
    choice = find_choice(manifest)
    embedded = st.context.is_embedded
    if not embedded:
        show_head(choice, manifest, translator(choice.language))
    show_map(manifest, above=0 if embedded else HEAD_HEIGHT)


def ready_manifest() -> dict[str, Any]:
    """Return the names of the player's files, which are made first if they are missing."""
    manifest = read_manifest(FOLDER)
    if not manifest:
        with st.spinner("Reading the articles and drawing the season, once…"):
            from kursk_map import pipeline
            from kursk_map.publish.player_files import write_missing_files

            return write_missing_files(pipeline.season_inputs, FOLDER)
    return manifest


def find_choice(manifest: dict[str, Any]) -> Choice:
    """Return what the player reported last, or at first what the address says."""
    said: dict[str, Any] = st.session_state.get("reported") or {
        name: st.query_params.get(name) for name in ("date", "view", "known_by", "lang")
    }
    language = said.get("lang")
    return Choice(
        date=_within(manifest, said.get("date")),
        view=said.get("view") or "all",
        evening=bool(said.get("known_by")) and said.get("known_by") == said.get("date"),
        language=language if language in LANGUAGES else "en",
    )


def show_head(choice: Choice, manifest: dict[str, Any], _: Translate) -> None:
    """Show the title and the downloads of the day and view on the map."""
    first = manifest["drawn_from"]["evening" if choice.evening else "now"][choice.drawn_view]
    has_map = first is not None and choice.date >= dt.date.fromisoformat(first)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head"):
        st.title(_("Kursk incursion: who claimed what, day by day"), anchor=False)
        with st.container(horizontal=True, horizontal_alignment="right", width="content"):
            with (
                st.container(key="more", width="content"),
                st.popover(_("More formats"), disabled=not has_map),
            ):
                kind = choose_format(_)
                offer(choice, kind, _("Download"), has_map=has_map)
            offer(choice, FORMATS["geojson"], _("Download GeoJSON"), has_map=has_map)


def choose_format(_: Translate) -> Format:
    """Let the reader choose one of the other formats."""
    others = [kind for kind in FORMATS.values() if kind.name != "geojson" and not kind.on_request]
    name = st.selectbox(
        _("Format"),
        [kind.name for kind in others],
        format_func=lambda name: f"{FORMATS[name].suffix[1:]}: {_(FORMATS[name].purpose)}",
        width=340,
    )
    return FORMATS[name]


def offer(choice: Choice, kind: Format, label: str, *, has_map: bool) -> None:
    """Show a button that makes the file when it is pressed, not before."""
    st.download_button(
        label,
        data=partial(make_file, choice, kind.name),
        file_name=name_download(choice, kind),
        mime=kind.media_type,
        key="download-geojson" if kind.name == "geojson" else "download-other",
        on_click="ignore",
        disabled=not has_map,
    )


def name_download(choice: Choice, kind: Format) -> str:
    """Return the name that `kursk_map.publish.formats.name_file` gives the same file."""
    known = f"-known-by-{choice.date}" if choice.evening else ""
    part = f"-{kind.part}" if kind.part else ""
    return f"kursk-{choice.date}-{choice.drawn_view}{known}{part}{kind.suffix}"


def make_file(choice: Choice, format_name: str) -> bytes:
    """Return the file of the day and view on the map."""
    from kursk_map import pipeline
    from kursk_map.publish.rendering import render

    return render(take_snapshot(choice), pipeline.evidence(), format_name)


def take_snapshot(choice: Choice) -> Snapshot:
    """Return the snapshot of the day and view on the map."""
    from kursk_map import pipeline
    from kursk_map.model import View

    known_by = choice.date if choice.evening else None
    return pipeline.snapshot(choice.date, known_by, View(choice.drawn_view))


def show_map(manifest: dict[str, Any], *, above: int) -> None:
    """Show the player; it reports what the reader chooses, and no rerun draws it again."""
    st_folium(
        season_map(manifest, ADDRESS, {"above": above}),
        key="season",
        height=FRAME_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        on_change=keep_report,
    )


def keep_report() -> None:
    """Remember what the player reports."""
    said = st.session_state.get("season") or {}
    if "date" in said:
        st.session_state["reported"] = said


def _within(manifest: dict[str, Any], date: str | None) -> dt.date:
    first, last = (dt.date.fromisoformat(manifest[name]) for name in ("start", "end"))
    try:
        return min(max(dt.date.fromisoformat(date or ""), first), last)
    except ValueError:
        return dt.date.fromisoformat(manifest["opening"])


main()
