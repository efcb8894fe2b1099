"""The season as a moving picture: a frame for each day, with the date and what changed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image
from tqdm import tqdm

from kursk_map.errors import KurskMapError, OutputError
from kursk_map.publish.film import Film
from kursk_map.publish.ranges import select_days
from kursk_map.publish.writing import write_bytes_atomically

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from gazetteer.place import Place
    from kursk_map.model import History

__all__ = ["write_timelapse"]

#: How long the last frame stays before a GIF starts again.
LAST_FRAME_MS: Final = 3000

#: So many colours carry the map and its text; fewer make the file smaller.
COLOURS: Final = 96

#: Frames at these shares of the season have every colour in them between them.
SAMPLES: Final = (0.0, 0.1, 0.5, 1.0)

DPI: Final = {".gif": 75, ".mp4": 100}

#: Everything that keeps the machine, the time and the version out of the file.
FFMPEG: Final = (
    *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
    *("-c:v", "libx264", "-preset", "medium", "-crf", "20", "-pix_fmt", "yuv420p"),
    *("-threads", "2", "-movflags", "+faststart", "-f", "mp4"),
)


def write_timelapse(
    history: History,
    places: Mapping[str, Place],
    output: Path,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    days_per_second: int = 10,
) -> None:
    """Write a history as GIF or MP4, a frame for each day, with a progress bar.

    Raises
    ------
    KurskMapError
        The name ends in neither ``.gif`` nor ``.mp4``, or there is no ffmpeg for an MP4.
    DateError, NoMapError
        As in `select_days`.
    OutputError
        The target cannot be written; nothing is left half-written.
    """
    suffix = output.suffix.lower()
    if suffix not in DPI:
        raise KurskMapError(
            f"--output: {output.name!r} is no moving picture. "
            "Choose a name that ends in .gif or .mp4."
        )
    if suffix == ".mp4" and shutil.which("ffmpeg") is None:
        raise KurskMapError(
            "An MP4 needs ffmpeg, which is not installed. "
            "Install it, or choose a name that ends in .gif."
        )
    film = Film(select_days(history, first, last), places, dpi=DPI[suffix])
    encode = _encode_gif if suffix == ".gif" else _encode_mp4
    write_bytes_atomically(output, encode(film, days_per_second, output))


def _encode_gif(film: Film, days_per_second: int, _output: Path) -> bytes:
    palette = _choose_palette(film)
    frames = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in _frames(film))
    every = 1000 // days_per_second
    durations = [every] * (len(film.days) - 1) + [LAST_FRAME_MS]
    stream = io.BytesIO()
    next(frames).save(
        stream,
        format="GIF",
        save_all=True,
        append_images=frames,
        duration=durations[0] if len(durations) == 1 else durations,
        loop=0,
        disposal=1,
        optimize=False,
    )
    return stream.getvalue()


def _encode_mp4(film: Film, days_per_second: int, output: Path) -> bytes:
    width, height = film.size
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}")
    source = (*raw, "-r", f"{days_per_second}", "-i", "-")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as complaints:
        path = Path(folder) / "film.mp4"
        command = ["ffmpeg", "-y", "-loglevel", "error", *source, *FFMPEG, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=complaints) as coder:  # noqa: S603 - no shell, nothing from outside
            _feed(coder, _frames(film))
        if coder.returncode != 0:
            complaints.seek(0)
            lines = complaints.read().decode(errors="replace").split("\n")
            reason = next((line.strip() for line in reversed(lines) if line.strip()), "no reason")
            raise OutputError(output, f"ffmpeg: {reason}")
        return path.read_bytes()


def _feed(coder: subprocess.Popen[bytes], frames: Iterable[Image.Image]) -> None:
    """Send frames until there are no more or the coder hangs up, which its exit code tells."""
    if coder.stdin is not None:
        with suppress(BrokenPipeError), coder.stdin as pipe:
            for frame in frames:
                pipe.write(frame.tobytes())


def _frames(film: Film) -> Iterator[Image.Image]:
    days: Iterable[dt.date] = tqdm(film.days, "Days", unit="day", disable=None)
    return (film.draw(day) for day in days)


def _choose_palette(film: Film) -> Image.Image:
    """Return one set of colours for the whole film, so that nothing flickers."""
    chosen = [film.days[int(share * (len(film.days) - 1))] for share in SAMPLES]
    width, height = film.size
    strip = Image.new("RGB", (width, height * len(chosen)))
    for number, day in enumerate(chosen):
        strip.paste(film.draw(day), (0, number * height))
    return strip.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
