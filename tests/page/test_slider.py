"""The slider, its keys and its buttons."""

from __future__ import annotations

from playwright.sync_api import expect


def slider_of(place):
    return place.get_by_role("slider", name="Date")


def test_the_slider_is_native_and_says_its_date_in_words(open_site):
    slider = slider_of(open_site("date=2024-09-01"))
    assert slider.evaluate("e => e.tagName + e.type") == "INPUTrange"
    expect(slider).to_have_attribute("aria-valuetext", "Sunday, 1 September 2024")


def test_every_key_moves_as_promised(open_site):
    slider = slider_of(open_site("date=2024-09-10"))
    slider.focus()
    for key, value in [
        ("ArrowRight", 36),
        ("ArrowLeft", 35),
        ("PageUp", 42),
        ("PageDown", 35),
        ("Home", 0),
        ("ArrowLeft", 0),
        ("End", 329),
        ("ArrowRight", 329),
    ]:
        slider.press(key)
        expect(slider).to_have_value(str(value))


def test_space_plays_and_pauses(open_site):
    page = open_site("date=2024-09-01")
    slider = slider_of(page)
    slider.press(" ")
    expect(slider).not_to_have_value("26")
    slider.press(" ")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    still = slider.input_value()
    page.wait_for_timeout(400)
    assert slider.input_value() == still


def test_playing_is_as_fast_as_it_says_and_stops_at_the_end(open_site):
    page = open_site("date=2025-06-20")
    page.get_by_label("Speed").select_option("30")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(slider_of(page)).to_have_value("329", timeout=3000)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_keys_work_before_anything_has_the_focus(open_site):
    page = open_site("date=2024-09-01")
    page.keyboard.press("ArrowRight")
    expect(slider_of(page)).to_have_value("27")


def test_buttons_step(open_site):
    page = open_site("date=2024-09-10")
    for name, value in [
        ("1 day on", 36),
        ("7 days on", 43),
        ("1 day back", 42),
        ("7 days back", 35),
        ("Last day", 329),
        ("First day", 0),
    ]:
        page.get_by_role("button", name=name).click()
        expect(slider_of(page)).to_have_value(str(value))


def test_next_change_goes_to_a_day_on_which_something_changed(open_site):
    page = open_site("date=2024-09-01")
    page.get_by_role("button", name="Next change").click()
    assert int(slider_of(page).input_value()) > 26
    expect(page.locator(".km-changes button").first).to_be_visible()


def test_a_key_goes_to_the_next_change(open_site):
    page = open_site("date=2024-09-01")
    page.keyboard.press("n")
    first = int(slider_of(page).input_value())
    assert first > 26
    slider_of(page).press("n")
    assert int(slider_of(page).input_value()) > first
    expect(page.get_by_role("button", name="Next change")).to_have_attribute(
        "aria-keyshortcuts", "n"
    )


def test_the_chart_moves_the_slider_and_stands_over_it(open_site):
    page = open_site("date=2024-09-01")
    chart = page.locator(".km-chart-box").bounding_box()
    track = slider_of(page).bounding_box()
    assert abs(chart["x"] - track["x"]) < 1
    assert abs(chart["width"] - track["width"]) < 1
    page.mouse.click(chart["x"] + chart["width"] / 2, chart["y"] + 40)
    assert 160 <= int(slider_of(page).input_value()) <= 169
    assert page.locator(".km-line").count() == 8
    assert page.locator(".km-mark").count() > 8
    assert page.locator(".km-event").count() == 9
