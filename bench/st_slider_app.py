"""The same season the plain way: ``st.slider`` and a new map from ``st_folium`` at every step."""

from __future__ import annotations

import datetime as dt
import os

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench.rivals import base_map, iterate_shapes
from bench.synthetic import START, synthetic_season


@st.cache_resource
def shapes() -> list:
    """Return every piece of land and every settlement with its days."""
    days, places = (int(number) for number in os.environ["BENCH_SIZE"].split("x"))
    return list(iterate_shapes(synthetic_season(days, places)))


st.set_page_config(layout="wide")
on = st.slider("Date", START, START + dt.timedelta(days=329), START + dt.timedelta(days=100))
chart = base_map()
for geometry, first, stop in shapes():
    if first <= on < stop:
        if geometry["type"] == "Point":
            longitude, latitude = geometry["coordinates"]
            folium.CircleMarker([latitude, longitude], radius=3).add_to(chart)
        else:
            folium.GeoJson(geometry).add_to(chart)
# Something on the map that says which day it shows, for the stop-watch to see.
folium.Marker(
    [51.75, 34.1], icon=folium.DivIcon(html=f'<i class="shown">{on.isoformat()}</i>')
).add_to(chart)
st_folium(chart, height=600, use_container_width=True, returned_objects=[])
