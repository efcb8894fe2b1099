"""The colours of the page keep their distance for every kind of colour vision.

Colour blindness is simulated after Machado, Oliveira and Fernandes (2009),
severity 1.0; distances are CIE76 in CIELAB, on the land's tint over its ground.
"""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from kursk_map.publish.player_files import read_player_style

#: Machado et al. (2009), linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
#: Two colours this far apart are told apart at a glance, also in small patches.
CLEAR = 20
TINT = 0.58


def palette(theme: str) -> dict[str, str]:
    """Read the custom properties of a theme; night overrides day."""
    style = read_player_style()
    day, night = re.findall(r"\.km(?:\[data-theme=\"dark\"\])? \{(.*?)\}", style, re.DOTALL)[:2]
    rules = day if theme == "light" else day + night
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rules))


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def tint(colour: str, ground: str) -> np.ndarray:
    """Return a colour laid over the ground as the map does it."""
    mix = [
        round(TINT * int(colour[i : i + 2], 16) + (1 - TINT) * int(ground[i : i + 2], 16))
        for i in (1, 3, 5)
    ]
    return linear("#{:02x}{:02x}{:02x}".format(*mix))


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_land_is_told_apart(theme, vision):
    colours = palette(theme)
    seen = {
        name: lab(VISION[vision] @ tint(colours[name], colours["ground"]))
        for name in ("ukrainian", "russian", "same", "against")
    }
    seen["ground"] = lab(VISION[vision] @ linear(colours["ground"]))
    # Where the sides contradict each other the land is striped: pattern helps colour there.
    for one, two in combinations(seen, 2):
        needed = CLEAR if "against" not in {one, two} else 10
        assert np.linalg.norm(seen[one] - seen[two]) > needed, (one, two)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_claimants_and_views_are_told_apart(theme, vision):
    colours = palette(theme)
    seen = [
        lab(VISION[vision] @ linear(colours[name]))
        for name in ("ukrainian", "russian", "independent", "milblogger", "ink")
    ]
    for one, two in combinations(seen, 2):
        assert np.linalg.norm(one - two) > CLEAR


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "quiet"])
@pytest.mark.parametrize("paper", ["ground", "panel"])
def test_text_is_legible(theme, name, paper):
    """Contrast of at least 4.5 to 1 (WCAG 2.2, level AA)."""
    colours = palette(theme)
    light, dark = sorted(
        (float(TO_XYZ[1] @ linear(colours[part])) for part in (name, paper)), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5
