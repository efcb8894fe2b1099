"""The page as Streamlit serves it: what needs Python behind the player."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

DAY = "date=2024-12-01"


def test_dragging_scrubs_and_never_mounts_the_map_again(visit, window, shoot):
    frame = visit(DAY)
    frame.locator("body").evaluate("() => { window.sameMap = true; }")
    slider = frame.get_by_role("slider", name="Date")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    window.mouse.move(box["x"] + 0.1 * box["width"], middle)
    window.mouse.down()
    for part in (0.2, 0.3, 0.4, 0.5):
        window.mouse.move(box["x"] + part * box["width"], middle)
    window.mouse.up()
    assert 155 < int(slider.input_value()) < 175
    window.wait_for_url("**date=2025-01-**")
    window.wait_for_timeout(600)  # a rerun follows, and must change nothing here
    assert frame.locator("body").evaluate("() => window.sameMap") is True
    assert 155 < int(slider.input_value()) < 175
    shoot(window, "app-dragged")


def test_the_chosen_language_reaches_python(visit, window):
    frame = visit(DAY)
    expect(window.get_by_role("heading", level=1)).to_have_text(
        "Kursk incursion: who claimed what, day by day"
    )
    frame.get_by_label("Language").select_option(label="Українська")
    expect(window.get_by_role("heading", level=1)).to_have_text(
        "Курська операція: хто що заявляв, день за днем"
    )
    expect(window.get_by_role("button", name="Завантажити GeoJSON")).to_be_visible()


def test_an_embedded_page_is_lean(visit, window, shoot):
    window.set_viewport_size({"width": 800, "height": 640})
    frame = visit(f"{DAY}&embed=true")
    expect(frame.get_by_role("slider", name="Date")).to_be_in_viewport()
    expect(window.get_by_role("button", name="Download GeoJSON")).to_have_count(0)
    expect(frame.get_by_role("button", name="Compare")).to_be_hidden()
    shoot(window, "app-embedded")


def test_the_address_is_kept_and_shared_whole(visit, window):
    frame = visit(f"{DAY}&view=russia&lang=ru&other=kept")
    frame.get_by_role("slider").press("ArrowRight")
    window.wait_for_url("**date=2024-12-02**")
    assert "view=russia" in window.url
    assert "lang=ru" in window.url
    assert "other=kept" in window.url
    frame.locator(".km-share-box > button").click()
    assert frame.locator("#km-share-link").input_value() == window.url
    window.reload()
    expect(frame.get_by_role("slider")).to_have_value("118")


#: Names that were written where Leaflet's controls lie, whose style sheet comes last.
NAMES_UNDER_CONTROLS = """() => {
  const { painters, layers } = KurskMap.page;
  const { x, y } = layers.labels.frame.margin;
  const over = painters.labels.reserved().map(([l, t, r, b]) => [l + x, t + y, r + x, b + y]);
  const same = (one, two) => one.every((value, at) => Math.abs(value - two[at]) < 0.01);
  return [...new Set([...painters.labels.taken.values()].flat())]
    .filter((box) => box[2] - box[0] > 10 && !over.some((each) => same(each, box)))
    .filter(([l, t, r, b]) => over.some(([L, T, R, B]) => l < R && L < r && t < B && T < b));
}"""


def test_it_follows_day_and_night_and_fits_a_telephone(visit, window, shoot):
    window.set_viewport_size({"width": 390, "height": 844})
    window.emulate_media(color_scheme="dark")
    frame = visit(DAY)
    assert frame.locator(".km").get_attribute("data-theme") == "dark"
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    expect(window.get_by_role("button", name="Download GeoJSON")).to_be_visible()
    shoot(window, "app-phone-dark")
    assert window.frames[-1].evaluate(NAMES_UNDER_CONTROLS) == []


def test_the_download_is_what_is_on_the_map(visit, window):
    """Python draws the download from the articles, whatever season the player shows."""
    frame = visit("date=2024-09-01&view=all")
    frame.get_by_role("slider").press("ArrowRight")
    window.wait_for_timeout(900)
    with window.expect_download(timeout=120_000) as download:
        window.get_by_role("button", name="Download GeoJSON").click()
    assert download.value.suggested_filename == "kursk-2024-09-02-all.geojson"
    collection = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert collection["snapshot"]["valid_on"] == "2024-09-02"
    assert collection["snapshot"]["view"] == "all"
    kinds = {feature["properties"]["feature"] for feature in collection["features"]}
    assert kinds == {"area", "front_line", "settlement"}


@pytest.mark.parametrize(
    "address", ["date=never&view=%3Cscript%3E&known_by=x&lang=xx", "embed=maybe"]
)
def test_odd_addresses_do_no_harm(visit, window, address):
    frame = visit(address)
    expect(frame.locator(".km-summary")).to_contain_text("said to hold")
    expect(window.get_by_role("button", name="Download GeoJSON")).to_be_enabled()
