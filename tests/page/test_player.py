"""What the player shows and does, tested on the single file."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from shapely import LineString, MultiPoint, Polygon

from tests.page.conftest import HOSTILE, PHONE

DAY = "date=2024-12-01"


def summary(page):
    return page.locator(".km-summary")


def test_a_view_is_chosen_and_its_figures_follow(open_site, season, shoot):
    page = open_site(DAY)
    shoot(page, "player-all")
    day = (season.start.replace(year=2024, month=12, day=1) - season.start).days
    for name, view in [
        ("All claims", "all"),
        ("Ukraine’s claims", "ukraine"),
        ("Russia’s claims", "russia"),
    ]:
        page.get_by_role("radio", name=name).check(force=True)
        history = season.histories[view]
        held = next(area for area in history.surfaces[day].areas if area.control == "ukrainian")
        expect(page.locator(".km-areas td").first).to_have_text(f"{held.area_km2:,.0f} km²")
        expect(summary(page)).to_contain_text(f"{held.area_km2:,.0f} km²")


def degrees(parts) -> list[list[tuple[float, float]]]:
    return [[(34.0 + x / 5000, 50.7 + y / 5000) for x, y in part] for part in parts]


def test_the_browser_unpacks_the_land_that_python_packed(open_site, season):
    page = open_site(DAY)
    for number in (0, 60, 117, 300):
        land = page.evaluate(f"() => KurskMap.page.season.views.now.russia.landOf({number})[0]")
        area = season.histories["russia"].surfaces[number].areas[0].geometry
        for part in degrees(land):
            # A hundred metres of steadiness, and a step of the grid.
            assert area.boundary.distance(MultiPoint(part)) < 0.0012
            assert Polygon(part).area == pytest.approx(area.area, rel=0.02)


def test_the_bands_follow_once_the_map_is_there(open_site):
    page = open_site(DAY)
    page.locator(".km[data-whole]").wait_for()
    painted = page.evaluate(
        """() => {
          const views = Object.values(KurskMap.page.season.views.now);
          return views.map((view) => view.bandOf(view.surface(117)) instanceof Path2D);
        }"""
    )
    assert painted == [True] * 4


def test_a_map_without_its_bands_is_still_a_map(new_page, site_file):
    page = new_page(site_file.as_uri())
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const wait = setInterval(() => {
            if (!window.KurskMap?.readPayload) return;
            clearInterval(wait);
            const load = KurskMap.Page.prototype.loadBands;
            KurskMap.Page.prototype.loadBands = function () {
              this.config.files.bands = "base64:AAAA";
              return load.call(this);
            };
          }, 1);
        });"""
    )
    page.goto(f"{site_file.as_uri()}#{DAY}")
    page.locator(".km[data-ready]").wait_for()
    page.wait_for_timeout(300)
    assert page.locator(".km[data-whole]").count() == 0
    expect(summary(page)).to_contain_text("said to hold")


def test_the_front_line_is_where_the_land_meets(open_site, season):
    page = open_site(DAY)
    for number in (60, 117, 300):
        front = page.evaluate(
            f"""() => {{
              const {{ season }} = KurskMap.page;
              return KurskMap.findFront(season, season.views.now.all.landOf({number}));
            }}"""
        )
        held, contested = (
            season.histories["all"].surfaces[number].areas[index].geometry for index in (0, 1)
        )
        # In this season contested land lies all along the front: nobody meets there.
        assert front["line"] == []
        border = LineString(season.border.coords)
        taken = border.intersection(held.union(contested).buffer(1e-4)).length
        rest = sum(LineString(part).length for part in degrees(front["rest"]))
        assert rest == pytest.approx(border.length - taken, abs=0.02)


def test_the_front_line_leaves_the_border_where_land_has_crossed(open_site):
    page = open_site(DAY)
    front = page.evaluate(
        """() => {
          const border = Array.from({ length: 11 }, (_, n) => [1000 * n, 0]);
          const ring = [[2000, 0], [3000, 0], [4000, 0], [4500, 0], [4500, 900], [2000, 900]];
          const far = [[2500, -50], [2500, -900], [3000, -900]];
          return KurskMap.findFront({ border }, [[ring], [far], [], []]);
        }"""
    )
    edges = {tuple(map(tuple, edge)) for part in front["line"] for edge in pairwise(part)}
    assert ((4500, 0), (4500, 900)) in edges
    assert ((4500, 900), (2000, 900)) in edges
    assert ((2000, 900), (2000, 0)) in edges
    assert not any(one[1] == two[1] == 0 for one, two in edges)
    rest = {tuple(vertex) for part in front["rest"] for vertex in part}
    assert (4500, 0) in rest
    assert (5000, 0) in rest
    assert (3000, 0) not in rest


def test_the_map_says_what_both_sides_say(open_site, shoot):
    page = open_site(f"{DAY}&view=agreement")
    shoot(page, "player-agreement")
    counts = [int(cell) for cell in page.locator(".km-areas td").all_inner_texts()]
    assert len(counts) == 4
    assert counts[0] > 0
    assert counts[1] > 0
    expect(page.locator(".km-legend")).to_contain_text("They contradict each other")


def test_a_click_on_a_settlement_opens_its_statements(open_site, shoot):
    page = open_site(f"{DAY}&map=11/51.1/35.1")
    # Where a settlement is drawn, the player knows; where the mouse must go, the map does.
    point = page.evaluate(
        """() => {
          const { map, season } = KurskMap.page;
          const { latitude, longitude } = season.places;
          for (const place of season.spoken) {
            const at = map.latLngToContainerPoint([latitude[place], longitude[place]]);
            const box = map.getContainer().getBoundingClientRect();
            if (at.x > 300 && at.y > 60 && at.x < box.width - 60 && at.y < box.height - 60)
              return { x: at.x + box.x, y: at.y + box.y, name: season.name(place) };
          }
        }"""
    )
    page.mouse.click(point["x"], point["y"])
    panel = page.get_by_role("region", name="The chosen settlement")
    expect(panel.get_by_role("heading", level=2)).to_have_text(point["name"])
    expect(panel.locator("blockquote").first).to_have_text(HOSTILE)
    expect(panel.locator(".km-source").first).to_contain_text("The Synthetic Post")
    expect(panel.locator(".km-source").first).to_contain_text("rule.one")
    link = panel.locator(".km-source a").first
    assert link.get_attribute("href") == "https://example.org/article"
    assert "noopener" in link.get_attribute("rel")
    assert panel.locator(".km-said").count() == 3
    shoot(page, "player-place")
    panel.locator(".km-go").first.click()
    assert page.evaluate("() => KurskMap.page.store.state.day") in {66, 132, 198}
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()


def test_a_click_on_land_names_the_settlement_that_colours_it(open_site):
    page = open_site(f"{DAY}&map=12/51.15/35.1")
    point = page.evaluate(
        """() => {
          const { map } = KurskMap.page;
          const box = map.getContainer().getBoundingClientRect();
          for (let n = 0; n < 9999; n += 1) {
            const [x, y] = [320 + (n * 37) % (box.width - 360), 60 + (n * 53) % (box.height - 120)];
            const at = map.containerPointToLatLng([x, y]);
            const { place, km } = KurskMap.page.near(at);
            if (km > 1 && !KurskMap.page.isOnDot(at, place)) return { x: x + box.x, y: y + box.y };
          }
        }"""
    )
    page.mouse.click(point["x"], point["y"])
    expect(page.locator(".km-land-note")).to_contain_text("km away")


def test_nothing_that_an_article_says_is_read_as_markup(open_site, shoot):
    page = open_site(f"{DAY}&place=p00000")
    panel = page.locator(".km-place")
    expect(panel.locator("blockquote").first).to_have_text(HOSTILE)
    heading = panel.get_by_role("heading", level=2).inner_text()
    assert heading.startswith("{{7*7}}</script>")
    assert len(heading) < 100
    assert page.locator(".km img, .km script, .km b").count() == 0
    # Marks that turn text round stay inside their own element.
    assert panel.locator("blockquote > bdi").count() >= 1
    assert panel.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    shoot(page, "player-hostile")


@pytest.mark.parametrize(
    "typed", ["Place 117", "place117", "Plcae 117", "Селище 117", "село 117", "  СЕЛО  117"]
)
def test_a_settlement_is_found_by_any_of_its_names(open_site, typed):
    page = open_site(DAY)
    field = page.get_by_role("combobox", name="Find a settlement")
    field.fill(typed)
    expect(page.get_by_role("option").first).to_contain_text("Place 117")
    field.press("Enter")
    expect(page.locator(".km-place h2")).to_have_text("Place 117")
    assert page.evaluate("() => KurskMap.page.map.getZoom()") >= 11


def test_what_is_not_there_is_said_not_to_be_there(open_site):
    page = open_site(DAY)
    page.get_by_role("combobox", name="Find").fill("qqqqqqqq")
    expect(page.get_by_role("listbox")).to_contain_text("No settlement is called so.")


def test_two_days_are_compared(open_site, season, shoot):
    page = open_site("date=2025-03-01")
    page.get_by_role("button", name="Compare").click()
    page.get_by_label("Day", exact=True).fill("2024-12-01")
    panel = page.locator(".km-compare")
    surfaces = season.histories["all"].surfaces
    difference = surfaces[207].areas[0].area_km2 - surfaces[117].areas[0].area_km2
    expect(panel.locator(".km-areas td").first).to_have_text(f"{difference:+,.0f} km²")
    shoot(page, "player-compare")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Download the list").click()
    assert download.value.suggested_filename == "kursk-2024-12-01-all-to-2025-03-01-all.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    count = int(panel.locator("h3").inner_text().split()[0])
    assert len(rows) == count > 5
    expect(panel.locator(".km-changes")).to_contain_text(re.compile(": (Ukraine|Russia) took it"))
    assert {row["control_before"] for row in rows} <= {"ukrainian", "russian", "contested"}
    assert all(not row["claimant_name"].startswith(("=", "+", "-", "@")) for row in rows)


def test_two_views_are_compared(open_site):
    page = open_site(f"{DAY}&view=russia&compare_date=2024-12-01&compare_view=ukraine")
    expect(page.locator(".km-compare .km-areas td").first).to_contain_text("-")
    assert "settlements differ" in page.locator(".km-compare h3").inner_text()


BESIDE = f"{DAY}&compare_date=2024-09-01&compare_view=russia&compare_as=beside"


def test_two_maps_stand_side_by_side_and_move_together(open_site, shoot):
    page = open_site(BESIDE)
    expect(page.get_by_role("radio", name="side by side")).to_be_checked()
    one, two = (page.locator(name).bounding_box() for name in ("#map_div", ".km-beside"))
    assert one["x"] + one["width"] <= two["x"]
    assert abs(one["width"] - two["width"]) < 3
    expect(page.locator(".km-caption").first).to_have_text("1 Dec 2024, All claims")
    expect(page.locator(".km-caption").last).to_have_text("1 Sept 2024, Russia’s claims")
    shoot(page, "player-beside")
    page.evaluate("() => KurskMap.page.map.setView([51.2, 35.3], 11, { animate: false })")
    where = "map => [map.getZoom(), ...Object.values(map.getCenter()).map(n => n.toFixed(3))]"
    here, there = (
        page.evaluate(f"() => ({where})({name})")
        for name in ("KurskMap.page.map", "KurskMap.page.beside.map")
    )
    assert here == there
    page.get_by_role("radio", name="difference").check(force=True)
    expect(page.locator(".km-beside")).to_be_hidden()
    expect(page.locator(".km-caption").first).to_contain_text("against 1 Sept 2024")
    page.wait_for_timeout(250)
    assert "compare_as" not in page.url


@pytest.mark.parametrize("size", [(900, 700), PHONE])
def test_two_maps_leave_room_for_each_other(open_site, size):
    page = open_site(BESIDE, size=size)
    one, two = (page.locator(".km-caption").nth(number).bounding_box() for number in (0, 1))
    assert one["x"] + one["width"] <= two["x"]
    assert two["x"] + two["width"] <= size[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_map_beside_shows_the_other_day(open_site):
    """The same day and view twice gives the same picture twice; another day another one."""
    alike = f"{DAY}&compare_date=2024-12-01&compare_view=all&compare_as=beside"
    same = """() => {
      const { page } = KurskMap;
      const [one, two] = [page.layers.day, page.beside.layers.day].map((l) => l.canvas.toDataURL());
      return one === two;
    }"""
    page = open_site(alike)
    page.locator(".km[data-whole]").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate(same) is True
    page.get_by_role("slider", name="Date").press("PageDown")
    assert page.evaluate(same) is False


def test_a_smooth_line_leaves_every_settlement_on_its_side(open_site):
    page = open_site(DAY)
    astray = page.evaluate(
        """() => {
          const { season } = KurskMap.page;
          const { places } = season;
          const context = document.createElement("canvas").getContext("2d");
          let [moved, compared] = [0, 0];
          for (const view of Object.values(season.views.now)) {
            for (let day = 20; day < season.days; day += 20) {
              const number = view.surface(day);
              const smooth = view.pathsOf(number).land;
              view.landOf(number).forEach((rings, kind) => {
                const straight = season.path(rings, true);
                for (let place = 0; place < places.count; place += 1) {
                  const at = [places.x[place], places.y[place], "evenodd"];
                  compared += 1;
                  moved += context.isPointInPath(smooth[kind], ...at)
                    !== context.isPointInPath(straight, ...at);
                }
              });
            }
          }
          return [moved, compared];
        }"""
    )
    assert astray[1] > 50_000
    assert astray[0] <= astray[1] / 2000


def test_a_curve_never_leaves_its_edge_by_much(open_site):
    """The border and sharp corners stay as they are; elsewhere vertices are passed through."""
    page = open_site(DAY)
    pulls = page.evaluate(
        """() => {
          const ring = [[0, 0], [1000, 0], [1400, 300], [1400, 1400], [0, 1400]];
          const bends = new KurskMap.Bends([[ring]], ([east]) => east === 0);
          return ring.map((vertex, n) => bends.pull(vertex, ring[(n + 1) % ring.length]));
        }"""
    )
    assert pulls[0] == [0, 0]
    assert pulls[4] == [0, 1400]
    assert pulls[1][0] > 1000
    assert 0 < pulls[1][1] < 150


def test_an_empty_map_says_why(open_site):
    page = open_site("date=2024-08-06&view=all")
    expect(page.locator(".km-note")).to_be_hidden()
    page.evaluate(
        """() => {
          const { season, store } = KurskMap.page;
          season.views.now.russia.drawnFrom = 30;
          store.set({ view: "russia" });
        }"""
    )
    expect(page.locator(".km-note")).to_contain_text("no map in this view before")


def test_the_address_restores_what_was_seen(open_site):
    words = "date=2025-01-15&view=russia&place=p00084&compare_date=2024-10-01&compare_view=all"
    page = open_site(f"{words}&map=11.5/51.1200/35.2000&lang=uk")
    page.wait_for_timeout(300)
    assert page.url.split("#")[1] == f"{words}&map=11.5/51.1200/35.2000&lang=uk"
    assert page.evaluate("() => KurskMap.page.map.getZoom()") == 11.5
    expect(page.locator(".km-place h2")).to_have_text("Селище 84")
    assert page.locator("html").get_attribute("lang") == "uk"


def test_odd_addresses_do_no_harm(open_site):
    page = open_site(
        "date=2024-99-99&view=<script>&place=nowhere&map=x/y/z&lang=xx&known_by=never&compare_date=%00"
    )
    expect(summary(page)).to_contain_text("said to hold")
    assert page.evaluate("() => KurskMap.page.store.state.view") == "all"


def test_the_evening_hides_what_was_said_later(open_site):
    page = open_site(f"{DAY}&known_by=2024-12-01&place=p00084")
    expect(page.get_by_role("radio", name="as known that evening")).to_be_checked()
    panel = page.locator(".km-place")
    expect(panel.locator("h3").first).to_have_text("1 statement")
    page.get_by_role("radio", name="as known now").check(force=True)
    expect(panel.locator("h3").first).to_have_text("3 statements")
    page.wait_for_timeout(250)
    assert "known_by" not in page.url


def test_what_was_learnt_since_that_evening_is_one_click_away(open_site):
    page = open_site(f"{DAY}&known_by=2024-12-01&view=ukraine")
    page.get_by_role("button", name="Compare with what is known now").click()
    panel = page.locator(".km-compare")
    # In this season the evenings know no less, so nothing differs from what is known now.
    expect(panel.locator("h3")).to_have_text("0 settlements differ")
    expect(page.locator(".km-caption").first).to_have_text(
        "1 Dec 2024, Ukraine’s claims, as known that evening against 1 Dec 2024, Ukraine’s claims"
    )
    page.evaluate(
        """() => {
          const { rows } = KurskMap.page.season.views.evening.ukraine;
          rows.control = rows.control.replaceAll("u", "r");
          KurskMap.page.compare.show();
        }"""
    )
    assert int(panel.locator("h3").inner_text().split()[0]) > 5
    page.wait_for_timeout(250)
    assert "known_by=2024-12-01" in page.url
    assert "compare_known" not in page.url
    page.get_by_role("radio", name="as known now").check(force=True)
    panel.locator("select").last.select_option(label="as known that evening")
    page.wait_for_timeout(250)
    assert "compare_known=evening" in page.url


def test_sharing_gives_link_citation_and_embed_code(open_site):
    page = open_site(f"{DAY}&view=ukraine&place=p00084")
    page.wait_for_timeout(250)
    page.get_by_role("button", name="Share").click()
    link = page.get_by_label("Link to this map").input_value()
    assert link == page.url
    citation = page.get_by_label("Cite this map").input_value()
    assert "Ukraine’s claims on 2024-12-01" in citation
    assert "synthetic0000000" in citation
    code = page.get_by_label("Put it on your page").input_value()
    assert code.startswith('<iframe src="')
    assert "embed=true#date=2024-12-01&amp;view=ukraine" in code
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Link to this map")).to_be_hidden()


def test_the_page_speaks_three_languages(open_site, shoot):
    page = open_site(f"{DAY}&place=p00084")
    for language, name, heading, place, unit in [
        ("uk", "Українська", "Неділя, 1 грудня 2024 р.", "Селище 84", "км²"),
        ("ru", "Русский", "Воскресенье, 1 декабря 2024 г.", "Село 84", "км²"),
        ("en", "English", "Sunday, 1 December 2024", "Place 84", "km²"),
    ]:
        page.locator(".km-language").select_option(label=name)
        expect(page.locator(".km-day-date")).to_have_text(heading)
        expect(page.locator(".km-areas td").first).to_contain_text(unit)
        expect(page.locator(".km-place h2")).to_have_text(place)
        assert page.locator("html").get_attribute("lang") == language
        shoot(page, f"player-{language}")


def test_everything_on_the_map_is_in_the_table(open_site):
    page = open_site(DAY)
    page.get_by_text("Settlements on this day").click()
    table = page.locator(".km-table")
    expect(table.locator("tbody tr")).to_have_count(
        page.evaluate("() => KurskMap.page.season.spoken.length")
    )
    page.get_by_role("button", name="Newest evidence").click()
    page.get_by_role("button", name="Newest evidence").click()
    expect(table.locator("th[aria-sort=descending]")).to_have_text("Newest evidence ↓")
    table.locator("tbody th button").first.click()
    expect(page.locator(".km-place")).to_be_visible()


def test_totals_and_events_are_listed_with_their_sources(open_site):
    page = open_site(DAY)
    page.get_by_text("Claimed totals", exact=True).click()
    links = page.locator('[data-part="totals"] li a[rel~="noopener"]')
    links.nth(5).wait_for()
    page.get_by_text("Events", exact=True).click()
    page.locator('[data-part="events"] button').first.click()
    expect(page.get_by_role("slider", name="Date")).to_have_value("0")


def test_the_page_says_that_it_is_no_guide(open_site):
    page = open_site(DAY)
    expect(page.locator(".km-about")).to_contain_text("no guide for anyone’s movements")


def test_tiles_are_off_until_they_are_asked_for(open_site):
    page = open_site(DAY)
    assert not page.get_by_label("Online tiles").is_checked()
    assert page.locator(".leaflet-tile").count() == 0


def test_the_map_is_reached_by_keyboard_alone(open_site):
    page = open_site(DAY)
    page.locator(".leaflet-container").focus()
    zoom = page.evaluate("() => KurskMap.page.map.getZoom()")
    page.keyboard.press("+")
    page.wait_for_function(f"() => KurskMap.page.map.getZoom() > {zoom}")
    page.get_by_role("combobox", name="Find a settlement").focus()
    page.keyboard.type("Place 84")
    page.keyboard.press("Enter")
    expect(page.locator(".km-place")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".km-close")).to_be_focused()
    # Statements that come later replace what is shown, and leave the focus where it is.
    page.evaluate("() => KurskMap.page.place.render(KurskMap.page.store.state.place)")
    expect(page.locator(".km-close")).to_be_focused()


def test_a_telephone_shows_the_same(open_site, shoot):
    page = open_site(DAY, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    expect(page.get_by_role("slider", name="Date")).to_be_in_viewport()
    shoot(page, "player-phone")
    for view in ("All claims", "Agreement"):
        expect(page.get_by_role("radio", name=view)).to_be_in_viewport(ratio=1)
    page.get_by_role("combobox", name="Find a settlement").fill("Place 84")
    page.keyboard.press("Enter")
    expect(page.locator(".km-place h2")).to_be_in_viewport()


@pytest.mark.parametrize("size", [(1440, 900), (900, 700), PHONE])
def test_controls_do_not_overlap(open_site, size):
    page = open_site(DAY, size=size)
    names = [
        ".km-zoom",
        ".km-tiles",
        ".km-legend",
        ".leaflet-control-scale",
        ".leaflet-control-attribution",
        ".km-find",
        ".km-date",
    ]
    boxes = [page.locator(name).bounding_box() for name in names]
    for index, one in enumerate(boxes):
        for two in boxes[index + 1 :]:
            apart = (
                one["x"] + one["width"] <= two["x"]
                or two["x"] + two["width"] <= one["x"]
                or one["y"] + one["height"] <= two["y"]
                or two["y"] + two["height"] <= one["y"]
            )
            assert apart, (one, two)


def test_labels_do_not_overlap(open_site):
    page = open_site(f"{DAY}&map=11/51.1/35.1")
    boxes = page.evaluate(
        "() => [...new Set([...KurskMap.page.painters.labels.taken.values()].flat())]"
        ".filter(([l, t, r, b]) => r - l > 10)"
    )
    assert len(boxes) > 10
    for index, one in enumerate(boxes):
        for two in boxes[index + 1 :]:
            assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def test_the_edge_of_a_telephone_cuts_no_name_in_two(open_site):
    page = open_site(DAY, size=PHONE)
    cut = page.evaluate(
        """() => {
          const { painters, layers } = KurskMap.page;
          const { margin, width } = layers.labels.frame;
          const edges = [margin.x, width - margin.x];
          return [...new Set([...painters.labels.taken.values()].flat())]
            .filter(([l, , r]) => r - l > 10 && edges.some((edge) => l < edge && edge < r));
        }"""
    )
    assert cut == []


def test_day_and_night_have_their_own_colours(open_site, shoot):
    grounds = []
    for scheme in ("light", "dark"):
        page = open_site(DAY, scheme=scheme)
        shoot(page, f"player-{scheme}")
        grounds.append(page.evaluate("() => KurskMap.page.painters.land.colours.ground"))
    assert len(set(grounds)) == 2
    page.emulate_media(color_scheme="light")
    page.wait_for_function(
        f"() => KurskMap.page.painters.land.colours.ground === {json.dumps(grounds[0])}"
    )


def test_it_prints_on_one_page(open_site):
    page = open_site(f"{DAY}&place=p00084")
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1


def test_paper_is_light_also_at_night(open_site):
    page = open_site(DAY, scheme="dark")
    assert page.locator(".km").get_attribute("data-theme") == "dark"
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".km")).to_have_attribute("data-theme", "light")
    page.emulate_media(media="screen", color_scheme="dark")
    expect(page.locator(".km")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("size", [(800, 640), (390, 560)])
def test_a_lean_page_keeps_map_and_slider_only(new_page, site_file, size):
    page = new_page(site_file.as_uri(), size=size)
    page.goto(f"{site_file.as_uri()}?embed=true#{DAY}")
    page.locator(".km[data-ready]").wait_for()
    expect(page.get_by_role("slider", name="Date")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Compare")).to_be_hidden()
    expect(page.locator(".km-more")).to_be_hidden()
