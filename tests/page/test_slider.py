"""The slider, its keys and its buttons, and that the day reaches the address."""

from __future__ import annotations

from playwright.sync_api import expect


def slider_of(frame):
    return frame.get_by_role("slider", name="Date")


def test_the_slider_is_native_and_says_its_date_in_words(visit):
    slider = slider_of(visit("date=2024-09-01"))
    assert slider.evaluate("e => e.tagName + e.type") == "INPUTrange"
    expect(slider).to_have_attribute("aria-valuetext", "Sunday, 1 September 2024")


def test_every_key_moves_as_promised(visit):
    frame = visit("date=2024-09-10")
    slider = slider_of(frame)
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


def test_space_plays_and_pauses(visit):
    frame = visit("date=2024-09-01")
    slider = slider_of(frame)
    slider.focus()
    slider.press(" ")
    expect(slider).not_to_have_value("26")
    slider.press(" ")
    expect(frame.get_by_role("button", name="Play", exact=True)).to_be_visible()
    still = slider.input_value()
    frame.locator("body").evaluate("() => new Promise(done => setTimeout(done, 400))")
    assert slider.input_value() == still


def test_dragging_scrubs_and_never_mounts_the_map_again(visit, page, shoot):
    frame = visit("date=2024-09-01")
    frame.locator("body").evaluate("() => { window.sameMap = true; }")
    slider = slider_of(frame)
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.1 * box["width"], middle)
    page.mouse.down()
    for part in (0.2, 0.3, 0.4, 0.5):
        page.mouse.move(box["x"] + part * box["width"], middle)
    page.mouse.up()
    assert 155 < int(slider.input_value()) < 175
    page.wait_for_url("**date=2025-01-**")
    assert frame.locator("body").evaluate("() => window.sameMap") is True
    shoot("slider-dragged")


def test_next_change_goes_to_a_day_on_which_something_changed(visit):
    frame = visit("date=2024-09-01")
    frame.get_by_role("button", name="Next change").click()
    assert int(slider_of(frame).input_value()) > 26
    expect(frame.locator(".km-changes button").first).to_be_visible()
