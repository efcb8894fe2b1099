from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kursk_map.model import Control, Side
from kursk_map.publish import palette

PUBLISH = Path(palette.__file__).parent


@pytest.mark.parametrize("group", ["control", "paper"])
def test_pictures_have_the_colours_of_the_page(group: str) -> None:
    style = (PUBLISH / "player" / "player.css").read_text()
    on_page: dict[str, str] = {}
    for name, value in re.findall(r"--(\w+): (#[0-9a-f]{6});", style):
        on_page.setdefault(name, value)  # the first block is the light theme
    colours = tomllib.loads((PUBLISH / "palette.toml").read_text())[group]
    assert colours == {name: on_page[name] for name in colours}


def test_a_side_is_paler_at_home() -> None:
    assert palette.fill_of(Control.RUSSIAN, Side.RUSSIAN) == palette.colour("home", "russian")
    assert palette.fill_of(Control.RUSSIAN, Side.UKRAINIAN) == palette.colour("control", "russian")
    assert palette.fill_of(Control.CONTESTED, Side.RUSSIAN) == palette.colour(
        "control", "contested"
    )
