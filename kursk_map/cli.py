"""The commands: ``python -m kursk_map COMMAND``.

Each mirrors a function of `kursk_map.pipeline` or `kursk_map.publish`. Bad
input gets one line on standard error (where, what was found, what to do) and
exit code 2.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import click
import typer

from kursk_map import pipeline
from kursk_map.errors import DateError, DocumentFaults, KurskMapError, SourceFileError
from kursk_map.model import View
from kursk_map.settings import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_map.model import Document

__all__ = ["app", "main"]

app = typer.Typer(
    help="Who said they held what in Kursk Oblast, when, and how do we know?",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

ViewOption = Annotated[View, typer.Option(help="Whose map.")]
KnownByOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only what had been reported by this day (YYYY-MM-DD)."),
]
OutputOption = Annotated[
    Path | None, typer.Option(help="Write here instead of to standard output.")
]


def main() -> NoReturn:
    """Run one command and leave with its exit code; errors are one line each."""
    # A pipe into `head` ends early: that is the reader's right, not an error.
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except KurskMapError as error:
        _complain(str(error))
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        _complain(f"{error.format_message()} Run with --help to see what is accepted.")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD).")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who printed it.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of the text (ISO 639-1); detected if not given.")
    ] = None,
) -> int:
    """Read articles (text, Markdown or HTML) and print a JSON line for each statement."""
    from gazetteer.load import load_gazetteer
    from kursk_map.publish.lines import extraction_lines
    from kursk_map.reading.documents import read_document
    from kursk_map.reading.extract import extract as read_statements

    day = _read_date("--published", published) if published else None
    faults: list[str] = []

    def readable() -> Iterator[Document]:
        for path in _files(paths, faults):
            try:
                yield read_document(path, published=day, publisher=publisher, language=language)
            except KurskMapError as error:
                faults.append(str(error))

    gazetteer = load_gazetteer()
    for document in readable():
        for line in extraction_lines(read_statements(document, gazetteer)):
            typer.echo(json.dumps(line, ensure_ascii=False))
    if faults:
        # What could be read has been printed: one bad file of a thousand loses nothing.
        raise DocumentFaults(faults)
    return 0


@app.command()
def geocode(
    name: str,
    *,
    language: Annotated[str | None, typer.Option(help="Language of the spelling.")] = None,
    district: Annotated[str | None, typer.Option(help="District that the place lies in.")] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LON,LAT", help="Prefer places near this point.")
    ] = None,
) -> None:
    """Say which place is called so, as JSON."""
    from gazetteer.load import load_gazetteer
    from kursk_map.publish.lines import resolution_line

    resolution = load_gazetteer().resolve(
        name, language=language, district=district, near=_read_point(near) if near else None
    )
    typer.echo(json.dumps(resolution_line(resolution), ensure_ascii=False, indent=2))


@app.command()
def snapshot(
    *,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day to show (YYYY-MM-DD).")],
    known_by: KnownByOption = None,
    view: ViewOption = View.ALL,
    format_name: Annotated[str, typer.Option("--format", help="File format.")] = "geojson",
    output: OutputOption = None,
) -> None:
    """Write everything at one moment: settlements, land, front line."""
    from kursk_map.publish.rendering import write_output

    valid_on = _read_date("--on", on)
    drawn = pipeline.snapshot(valid_on, _read_optional_date("--known-by", known_by), view)
    write_output(drawn, pipeline.evidence(), format_name, output)


@app.command()
def history(
    *,
    view: ViewOption = View.ALL,
    known_by: KnownByOption = None,
    format_name: Annotated[str, typer.Option("--format", help="File format.")] = "geojson",
    output: OutputOption = None,
) -> None:
    """Write the land of every day on which it changed."""
    from kursk_map.publish.rendering import write_output

    drawn = pipeline.history(view, _read_optional_date("--known-by", known_by))
    write_output(drawn, pipeline.evidence(), format_name, output)


@app.command()
def site(
    *, output: Annotated[Path, typer.Option(help="Folder to write; it is made if missing.")]
) -> None:
    """Write the map as one self-contained HTML file with its data beside it."""
    from kursk_map.publish.site import write_site

    write_site(output)


@app.command()
def build() -> None:
    """Prepare what the page needs: read the articles, draw the season, write its files."""
    from kursk_map.publish.player_files import write_player_files

    write_player_files(pipeline.season_inputs(), STATIC / "built")


def _files(paths: list[Path], faults: list[str]) -> Iterator[Path]:
    """Yield files; a folder stands for the articles in it."""
    for path in paths:
        if path.is_dir():
            inside = sorted(
                found
                for found in path.rglob("*")
                if found.suffix in {".txt", ".md", ".html", ".htm"}
            )
            if not inside:
                error = SourceFileError(path, "holds no article", "Name .txt, .md or .html files.")
                faults.append(str(error))
            yield from inside
        else:
            yield path


def _read_date(option: str, found: str) -> dt.date:
    try:
        return dt.datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise DateError.unreadable(option, found) from None


def _read_optional_date(option: str, found: str | None) -> dt.date | None:
    return None if found is None else _read_date(option, found)


def _read_point(found: str) -> tuple[float, float]:
    try:
        longitude, latitude = (float(part) for part in found.split(","))
    except ValueError:
        raise KurskMapError(
            f"--near: {found!r} is not a point. Write it as LON,LAT, for example 35.27,51.19."
        ) from None
    return longitude, latitude


def _complain(message: str) -> NoReturn:
    print(message, file=sys.stderr)  # noqa: T201
    sys.exit(2)
