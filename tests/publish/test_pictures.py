from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image

from kursk_map.errors import KurskMapError
from kursk_map.model import Control, Side, View
from kursk_map.publish.drawing import steady_style
from kursk_map.publish.legend import measure_land
from kursk_map.publish.pictures import draw_day, draw_days, render_figure, write_picture
from tests.publish.toy import toy_snapshot, toy_stage

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

DAYS = (dt.date(2024, 8, 7), dt.date(2024, 9, 1), dt.date(2025, 4, 1))


@pytest.fixture(scope="module")
def figure() -> Figure:
    with steady_style():
        return draw_day(toy_snapshot(), toy_stage())


def shade_at(figure: Figure, longitude: float, latitude: float) -> str:
    """Say which of red, green and blue is strongest where a point of the map is drawn."""
    picture = Image.open(io.BytesIO(render_figure(figure, "png"))).convert("RGB")
    axes = figure.axes[0]
    x, y = axes.transData.transform((longitude, latitude)) * picture.width / figure.bbox.width
    colour = picture.getpixel((round(x), picture.height - round(y)))
    assert isinstance(colour, tuple)
    red, _, blue = colour
    return "blue" if blue > red + 40 else "orange" if red > blue + 40 else "pale"


def test_land_has_the_colour_of_its_holder(figure: Figure) -> None:
    assert shade_at(figure, 35.15, 51.15) == "blue"
    assert shade_at(figure, 35.35, 51.22) == "pale"
    with steady_style():
        later = draw_day(toy_snapshot(dt.date(2025, 4, 1)), toy_stage())
    assert shade_at(later, 35.33, 50.93) == "orange"
    assert shade_at(later, 35.15, 51.15) == "pale"


def test_a_picture_says_what_it_shows(figure: Figure) -> None:
    words = " ".join(text.get_text() for text in figure.texts)
    for part in ("1 September 2024", "All claimants", "15 July 2025", "312 km²", "78 km²"):
        assert part in words
    for part in ("OpenStreetMap", "ODbL-1.0", "0123456789abcdef", "not live"):
        assert part in words
    names = {text.get_text() for text in figure.axes[0].texts}
    assert {"Sudzha", "Malaya Loknya", "20 km"} <= names


def test_names_do_not_lie_over_each_other(figure: Figure) -> None:
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_a_png_is_fit_for_print_and_carries_its_source(tmp_path: Path) -> None:
    write_picture([toy_snapshot()], tmp_path / "day.png")
    with Image.open(tmp_path / "day.png") as picture:
        assert picture.width == pytest.approx(11.69 * 300, abs=1)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert "OpenStreetMap" in picture.info["Copyright"]


def test_an_svg_is_well_formed_and_undated(tmp_path: Path) -> None:
    write_picture([toy_snapshot()], tmp_path / "day.svg")
    root = etree.parse(tmp_path / "day.svg").getroot()
    assert etree.QName(root).localname == "svg"
    assert not root.findall(".//{http://purl.org/dc/elements/1.1/}date")


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_two_runs_draw_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for number in (1, 2):
        write_picture([toy_snapshot()], tmp_path / f"{number}.{suffix}")
    first, second = (tmp_path / f"{number}.{suffix}" for number in (1, 2))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("count", [2, 3, 6, 9, 12])
def test_small_maps_share_a_page_without_touching(count: int) -> None:
    snapshots = [toy_snapshot(DAYS[number % 3]) for number in range(count)]
    with steady_style():
        figure = draw_days(snapshots, toy_stage())
    boxes = [axes.get_position() for axes in figure.axes]
    assert len(boxes) == count
    assert all(min(box.x0, box.y0) > 0 and max(box.x1, box.y1) < 1 for box in boxes)
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_small_maps_are_called_by_what_tells_them_apart() -> None:
    views = [toy_snapshot(view=view) for view in (View.UKRAINE, View.RUSSIA)]
    days = [toy_snapshot(day) for day in DAYS]
    with steady_style():
        by_view, by_day = draw_days(views, toy_stage()), draw_days(days, toy_stage())
    assert [axes.get_title("left") for axes in by_view.axes] == [
        "As claimed by Ukrainian officials",
        "As claimed by Russian officials",
    ]
    assert [axes.get_title("left") for axes in by_day.axes] == [
        "7 August 2024",
        "1 September 2024",
        "1 April 2025",
    ]
    assert "1 September 2024, as reported by 15 July 2025" in {
        text.get_text() for text in by_view.texts
    }
    assert "All claimants, reconciled, as reported by 15 July 2025" in {
        text.get_text() for text in by_day.texts
    }


def test_land_is_measured_by_who_holds_it_and_where() -> None:
    measured = measure_land(toy_snapshot().areas)
    assert {kind: round(area) for kind, area in measured.items()} == {
        (Control.UKRAINIAN, Side.RUSSIAN): 312,
        (Control.RUSSIAN, Side.UKRAINIAN): 0,
        (Control.CONTESTED, None): 78,
    }


def test_a_name_that_is_no_picture_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(KurskMapError, match=r"'day\.bmp' is no picture\. Choose a name that ends"):
        write_picture([toy_snapshot()], tmp_path / "day.bmp")
    assert list(tmp_path.iterdir()) == []
