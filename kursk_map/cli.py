"""The commands: ``python -m kursk_map COMMAND``.

Each mirrors a function of `kursk_map.pipeline` or `kursk_map.publish`. Bad
input gets one line on standard error (where, what was found, what to do) and
exit code 2.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kursk_map import pipeline
from kursk_map.errors import DocumentFaults, KurskMapError, SourceFileError
from kursk_map.model import View
from kursk_map.options import (
    Date,
    Point,
    file_option,
    first_option,
    folder_option,
    format_option,
    known_by_option,
    last_option,
    output_option,
    view_option,
)
from kursk_map.settings import CAMPAIGN_START, STATIC

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from kursk_map.model import Document

__all__ = ["commands", "main"]

ARTICLES = {".txt", ".md", ".html", ".htm"}


def main() -> NoReturn:
    """Run one command and leave with its exit code; errors are one line each."""
    try:
        sys.exit(commands(prog_name="python -m kursk_map", standalone_mode=False) or 0)
    except KurskMapError as error:
        _complain(str(error))
    except click.UsageError as error:
        _complain(f"{_one_line(error.format_message())} Run it with --help to see what it takes.")
    except BrokenPipeError:
        # A pipe into `head` ends early: that is the reader's right, not an error.
        sys.stderr.close()
        sys.exit(0)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)


@click.group(no_args_is_help=True)
def commands() -> None:
    """Say who said they held what in Kursk Oblast, when, and how we know."""


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--published", type=Date(), help="Day of publication (YYYY-MM-DD).")
@click.option("--publisher", help="Who printed it.")
@click.option("--language", help="Language of the text (ISO 639-1); detected if not given.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out statements whose reading is less sure (0 to 1).",
)
@click.option(
    "--second-opinion",
    is_flag=True,
    help="Ask an encoder too: leave out what it doubts, add what it is sure of (see README).",
)
def extract(
    paths: Sequence[str],
    *,
    published: dt.date | None,
    publisher: str | None,
    language: str | None,
    min_confidence: float,
    second_opinion: bool,
) -> None:
    """Read articles (text, Markdown or HTML) and print a JSON line for each statement."""
    from gazetteer.load import load_gazetteer
    from kursk_map.publish.lines import extraction_lines
    from kursk_map.reading.documents import read_document
    from kursk_map.reading.extract import extract as read_statements

    faults: list[str] = []

    def readable() -> Iterator[tuple[str, Document]]:
        for path in _files(map(Path, paths), faults):
            try:
                document = read_document(
                    path, published=published, publisher=publisher, language=language
                )
            except KurskMapError as error:
                faults.append(str(error))
                continue
            for notice in _notices(document):
                click.echo(f"{path}: {notice}", err=True)
            yield str(path), document

    gazetteer = load_gazetteer()
    taught = None
    if second_opinion:
        from kursk_map.reading.second_opinion.taught import load_taught

        taught = load_taught()
    for where, document in readable():
        lines = list(extraction_lines(read_statements(document, gazetteer, taught=taught)))
        sure = [line for line in lines if line.get("confidence", 1) >= min_confidence]
        for line in sure:
            click.echo(json.dumps(line, ensure_ascii=False))
        if left_out := len(lines) - len(sure):
            click.echo(
                f"{where}: {left_out} of {len(lines)} statements and quantities left out, their"
                f" confidence is below {min_confidence:g}.",
                err=True,
            )
    if faults:
        # What could be read has been printed: one bad file of a thousand loses nothing.
        raise DocumentFaults(faults)


def _notices(document: Document) -> Iterator[str]:
    """Say what makes the reading of a document doubtful."""
    from kursk_map.reading.intake.languages import READ_LANGUAGES

    if document.language not in READ_LANGUAGES:
        yield (
            f"its language ({document.language}) has no rules, so it was read with the English"
            f" ones. Say --language if it is one of {', '.join(sorted(READ_LANGUAGES))}."
        )
    if document.published < CAMPAIGN_START:
        yield (
            f"it was published on {document.published}, before the campaign began"
            f" ({CAMPAIGN_START}), so what is read cannot be of it. Say --published if the date"
            f" is wrong."
        )


@commands.command()
@click.argument("name")
@click.option("--language", help="Language of the spelling (ISO 639-1).")
@click.option("--district", help="District that the place lies in.")
@click.option("--near", type=Point(), help="Prefer places near this point.")
def geocode(
    name: str,
    language: str | None,
    district: str | None,
    near: tuple[float, float] | None,
) -> None:
    """Say which place is called so, as JSON."""
    from gazetteer.load import load_gazetteer
    from kursk_map.publish.lines import resolution_line

    resolution = load_gazetteer().resolve(name, language=language, district=district, near=near)
    click.echo(json.dumps(resolution_line(resolution), ensure_ascii=False, indent=2))


@commands.command()
@click.option("--on", "valid_on", type=Date(campaign=True), required=True, help="The day to show.")
@known_by_option
@view_option
@format_option
@output_option
def snapshot(
    valid_on: dt.date,
    known_by: dt.date | None,
    view: str,
    format_name: str,
    output: Path | None,
) -> None:
    """Write everything at one moment: settlements, land, front line."""
    from kursk_map.publish.formats import find_format
    from kursk_map.publish.rendering import write_output

    find_format(format_name)
    drawn = pipeline.snapshot(valid_on, known_by, View(view))
    write_output(drawn, pipeline.evidence(), format_name, output)


@commands.command()
@view_option
@known_by_option
@first_option
@last_option
@format_option
@output_option
def history(
    *,
    view: str,
    known_by: dt.date | None,
    first: dt.date,
    last: dt.date,
    format_name: str,
    output: Path | None,
) -> None:
    """Write the land of every day on which it changed."""
    from kursk_map.publish.formats import find_format
    from kursk_map.publish.ranges import select_days
    from kursk_map.publish.rendering import write_output

    find_format(format_name)
    drawn = select_days(pipeline.history(View(view), known_by), first, last)
    write_output(drawn, pipeline.evidence(), format_name, output)


@commands.command()
@click.option("--on", "valid_on", type=Date(campaign=True), required=True, help="The day to test.")
@known_by_option
@view_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Tables to read, or everything as JSON.",
)
def robustness(valid_on: dt.date, known_by: dt.date | None, view: str, format_name: str) -> None:
    """Say how much land of a day hangs on each article, publisher, claimant and statement."""
    from kursk_map.publish.robustness import robustness_record, robustness_text

    found, evidence = pipeline.robustness(valid_on, known_by, View(view)), pipeline.evidence()
    if format_name == "json":
        record = robustness_record(found, evidence)
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        click.echo(robustness_text(found, evidence), nl=False)


@commands.command()
@folder_option
def publish(output: Path) -> None:
    """Write the whole season as a citable dataset: data, catalogue, checksums, README."""
    from kursk_map.publish.dataset import write_dataset

    histories = [pipeline.history(view) for view in View]
    quantities = pipeline.load_sources().extraction.quantities
    write_dataset(histories, pipeline.evidence(), quantities, output)


@commands.command()
@click.option(
    "--on",
    "days",
    type=Date(campaign=True),
    required=True,
    multiple=True,
    help="The day to draw; give it several times for small maps side by side.",
)
@known_by_option
@click.option(
    "--view",
    "views",
    type=click.Choice([view.value for view in View]),
    multiple=True,
    default=["all"],
    show_default=True,
    help="Whose map; may be given several times.",
)
@file_option
def picture(
    days: Sequence[dt.date], known_by: dt.date | None, views: Sequence[str], output: Path
) -> None:
    """Draw days for print, as PNG or SVG."""
    from kursk_map.publish.pictures import write_picture

    drawn = [pipeline.snapshot(day, known_by, View(view)) for day in days for view in views]
    write_picture(drawn, output)


@commands.command()
@view_option
@known_by_option
@first_option
@last_option
@file_option
def timelapse(
    view: str, known_by: dt.date | None, first: dt.date, last: dt.date, output: Path
) -> None:
    """Draw the season as a film with captions, as GIF or (with ffmpeg) MP4."""
    from kursk_map.publish.timelapse import write_timelapse

    drawn = pipeline.history(View(view), known_by)
    write_timelapse(drawn, pipeline.evidence().places, output, first=first, last=last)


@commands.command()
@folder_option
def site(output: Path) -> None:
    """Write the map as one self-contained HTML file with its data beside it."""
    from kursk_map.publish.site import write_site

    write_site(pipeline.season_inputs(), output)


@commands.command()
def build() -> None:
    """Prepare what the page needs: read the articles, draw the season, write its files."""
    from kursk_map.publish.player_files import write_player_files

    pipeline.draw_ahead(progress=True)
    write_player_files(pipeline.season_inputs(), STATIC / "built")


def _files(paths: Iterator[Path], faults: list[str]) -> Iterator[Path]:
    """Yield files; a folder stands for the articles in it."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(found for found in path.rglob("*") if found.suffix.lower() in ARTICLES)
        if not inside:
            error = SourceFileError(path, "holds no article", "Name .txt, .md or .html files.")
            faults.append(str(error))
        yield from inside


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _complain(message: str) -> NoReturn:
    print(message, file=sys.stderr)  # noqa: T201 - this is where errors are said
    sys.exit(2)
