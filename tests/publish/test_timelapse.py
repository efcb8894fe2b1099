from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from kursk_map.errors import DateError, KurskMapError, NoMapError
from kursk_map.model import Control
from kursk_map.publish.film import Change, Film, list_changes
from kursk_map.publish.ranges import select_days
from kursk_map.publish.timelapse import write_timelapse
from tests.publish.toy import CROSSED, PLACES, RETAKEN, toy_history, toy_stage

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = dt.date(2024, 8, 7), dt.date(2024, 8, 14)


@pytest.fixture(scope="module")
def film() -> Film:
    return Film(select_days(toy_history(), FIRST, LAST), PLACES, dpi=50, stage=toy_stage())


def test_only_what_somebody_said_to_have_changed_hands_is_told() -> None:
    assert list_changes(toy_history(), PLACES) == [
        Change(on=CROSSED, name="Sudzha", control=Control.UKRAINIAN),
        Change(on=RETAKEN, name="Sudzha", control=Control.RUSSIAN),
    ]


def test_a_film_has_a_frame_for_each_day(film: Film) -> None:
    assert film.days == tuple(FIRST + dt.timedelta(days=n) for n in range(8))
    assert film.size == (640, 360)


def test_a_day_looks_the_same_whatever_was_drawn_before(film: Film) -> None:
    first = np.asarray(film.draw(CROSSED))
    film.draw(FIRST)
    assert np.array_equal(first, np.asarray(film.draw(CROSSED)))
    assert not np.array_equal(first, np.asarray(film.draw(FIRST)))


def test_a_gif_plays_every_day_and_holds_the_last(tmp_path: Path) -> None:
    for name in ("one.gif", "two.gif"):
        write_timelapse(toy_history(), PLACES, tmp_path / name, first=FIRST, last=LAST)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()
    with Image.open(tmp_path / "one.gif") as picture:
        assert picture.size == (960, 540)
        durations = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            durations.append(picture.info["duration"])
    assert durations == [100] * 7 + [3000]


def test_a_film_of_one_day_is_a_picture(tmp_path: Path) -> None:
    write_timelapse(toy_history(), PLACES, tmp_path / "day.gif", first=CROSSED, last=CROSSED)
    with Image.open(tmp_path / "day.gif") as picture:
        assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed here")
def test_an_mp4_plays_every_day(tmp_path: Path) -> None:
    for name in ("one.mp4", "two.mp4"):
        write_timelapse(toy_history(), PLACES, tmp_path / name, first=FIRST, last=LAST)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
    decode = ("ffmpeg", "-v", "error", "-i", tmp_path / "one.mp4", "-f", "framecrc", "-")
    told = subprocess.run(decode, check=True, capture_output=True, text=True).stdout.splitlines()
    assert "#dimensions 0: 1280x720" in told
    assert len([line for line in told if not line.startswith("#")]) == 8


def test_without_ffmpeg_an_mp4_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KurskMapError, match="Install it, or choose a name that ends in"):
        write_timelapse(toy_history(), PLACES, tmp_path / "season.mp4")
    assert list(tmp_path.iterdir()) == []


def test_an_ffmpeg_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bin" / "ffmpeg"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho 'no encoder called libx264' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken.parent}:/bin:/usr/bin")
    with pytest.raises(KurskMapError, match="no encoder called libx264"):
        write_timelapse(toy_history(), PLACES, tmp_path / "season.mp4", first=CROSSED, last=CROSSED)
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_bad_input_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(KurskMapError, match="is no moving picture"):
        write_timelapse(toy_history(), PLACES, tmp_path / "season.avi")
    with pytest.raises(DateError):
        write_timelapse(toy_history(), PLACES, tmp_path / "a.gif", first=dt.date(2024, 1, 1))
    empty = dataclasses.replace(toy_history(), drawn_from=None)
    with pytest.raises(NoMapError):
        write_timelapse(empty, PLACES, tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []
