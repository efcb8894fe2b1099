"""The map in the browser: one frame that Streamlit shows, and the downloads beside it."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from kursk_map.publish.layers import season_map

BUILT = os.environ.get("KURSK_MAP_BUILT", "built")
#: The files as the component's frame sees them, whatever path the server runs under.
ADDRESS = f"../../app/static/{BUILT}/"
HEIGHT = 900


def main() -> None:
    """Show the page."""
    st.set_page_config(
        page_title="Kursk incursion: who claimed what, day by day", layout="wide", page_icon="🗺️"
    )
    st.html(f"<style>{STYLE}</style>")
    manifest = read_manifest()
    show_map(manifest)


def read_manifest() -> dict[str, Any]:
    """Return the names of the player's files, made first if they are missing."""
    path = Path(__file__).parent / "static" / BUILT / "manifest.json"
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def show_map(manifest: dict[str, Any]) -> None:
    """Show the player; it reports the chosen day, and nothing here redraws it."""
    st_folium(
        season_map(manifest, ADDRESS, {}),
        key="season",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        on_change=keep_choice,
    )
    st.write(st.session_state.get("choice", {}))


def keep_choice() -> None:
    """Remember what the player reports."""
    said = st.session_state.get("season") or {}
    if "date" in said:
        st.session_state["choice"] = {
            "date": dt.date.fromisoformat(said["date"]),
            "view": said["view"],
        }


STYLE = """
header[data-testid="stHeader"] { display: none; }
.stMainBlockContainer { padding: 0 !important; max-width: none !important; }
"""

main()
