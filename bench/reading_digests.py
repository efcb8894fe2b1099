"""Measure the reading on the digests of ``seeds/`` against the hand-made chronicle.

Usage::

    python -m bench.reading_digests [CHRONICLE] [--details FILE] [--speed]

``CHRONICLE`` is the folder with ``statements.csv`` (default ``../shared/chronicle``). The
rows were written from the articles, the digests too, by others; the rules were written
looking at both, so these figures say how well the rules do what they were made for.
``bench.unseen`` says how well they do elsewhere.

A settlement in a row about areas or numbers may be read as controlled or not, and so may the
number of the settlements that a row lists ("two villages, A and B"). A loss is as
good as the control of the other side, where the chronicle has only that. A day that is the
last possible one counts when it is met within three days.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import resource
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.annotations import Article
from bench.details import write_details
from bench.gold import CLAIMANT, SENSE, SIDE, day_span
from bench.scoring import Claim, Figure, claim_of, compare, figure_of
from bench.unseen import claim_rows, figure_rows, print_table
from gazetteer.load import load_gazetteer
from gazetteer.place import Ambiguous, Resolved
from kursk_map.model import Side
from kursk_map.reading.documents import load_documents
from kursk_map.reading.extract import extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gazetteer.index import Gazetteer
    from kursk_map.model import Document

    Row = Mapping[str, str]

SEEDS: Final = Path(__file__).parents[1] / "seeds"
CHRONICLE: Final = Path("../shared/chronicle")
ARTICLE: Final = 3800
SLACK: Final = dt.timedelta(days=3)
MEASURES: Final = {"area_km2": "area_km2", "count": "settlements", "percent": "percent"}
#: A peak is also held and was gained; land retaken was gained by who retook it.
ALSO: Final = {"peak": ("held", "gained"), "increment": ("retaken",)}
#: Kinds of rows whose settlements a digest may count.
LISTED: Final = frozenset({"control", "withdrawal"})
DISTRICT: Final = re.compile(r"^(?P<name>.*?)(?: \((?P<district>.*)\))?$")


def main() -> None:
    """Measure and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("chronicle", type=Path, nargs="?", default=CHRONICLE)
    options.add_argument("--details", type=Path, help="write every miss and falsehood here")
    options.add_argument("--speed", action="store_true", help="print articles a second as well")
    options.add_argument("--toml", action="store_true", help="print a block to paste")
    asked = options.parse_args()
    gazetteer = load_gazetteer()
    articles = list(load_articles(asked.chronicle, load_documents(SEEDS), gazetteer))
    extractions = [extract(article.document, gazetteer) for article in articles]
    expected = [claim for article in articles for claim in article.claims]
    read = [claim_of(each) for extraction in extractions for each in extraction.statements]
    claims = compare(expected, as_expected(read, expected))
    figures = compare(
        (figure for article in articles for figure in article.figures),
        (figure_of(each) for extraction in extractions for each in extraction.quantities),
    )
    documents = [article.document.document_id for article in articles]
    rows = [
        *claim_rows({a.document.document_id: a.language for a in articles}, claims),
        *figure_rows(figures, documents),
    ]
    print_table(articles, rows, as_toml=asked.toml)
    if asked.details:
        write_details(asked.details, articles, claims, figures, ())
    if asked.speed:
        print_speed([article.document for article in articles], gazetteer)


def load_articles(
    chronicle: Path, documents: Iterable[Document], gazetteer: Gazetteer
) -> Iterator[Article]:
    """Join the digests with the rows of the chronicle; those without any are left out."""
    rows: dict[str, list[Row]] = defaultdict(list)
    with (chronicle / "statements.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            rows[row["article_id"]].append(row)
    for document in documents:
        if own := rows[document.document_id]:
            yield Article(
                language=document.language,
                document=document,
                claims=tuple(claim for row in own for claim in _claims(row, gazetteer)),
                figures=(
                    *(figure for row in own for figure in _figures(row)),
                    *_listed(own),
                ),
                mentions={},
                others=(),
            )


def _claims(row: Row, gazetteer: Gazetteer) -> Iterator[Claim]:
    about_land = row["kind"] in {"area", "count"}
    valid_from, valid_to = _valid(row)
    for name in filter(None, row["settlements"].split("|")):
        if places := _places(name, gazetteer):
            yield Claim(
                document=row["article_id"],
                places=places,
                kind="control" if about_land else row["kind"],
                side=SIDE[row["actor"]],
                claimants=frozenset({CLAIMANT[row["claimant"]]}),
                valid_from=valid_from,
                valid_to=valid_to,
                text=name,
                note=row["summary"],
                optional=about_land,
            )


def _figures(row: Row) -> Iterator[Figure]:
    if row["kind"] not in {"area", "count"}:
        return
    valid_from, valid_to = _valid(row)
    named = row["area_sense"]
    senses = {SENSE[named].value, *ALSO.get(named, ())} if named else set(SENSE.values())
    for column, measure in MEASURES.items():
        if row[column]:
            yield Figure(
                document=row["article_id"],
                measure=measure,
                value=float(row[column]),
                side=SIDE[row["actor"]],
                senses=frozenset(senses),
                claimants=frozenset({CLAIMANT[row["claimant"]]}),
                valid_from=valid_from,
                valid_to=valid_to,
                text=row[column],
                note=row["summary"],
                # A share beside an area is the same land once more.
                optional=column == "percent" and bool(row["area_km2"]),
            )


def _listed(rows: Sequence[Row]) -> Iterator[Figure]:
    """Count the settlements that rows list: "two villages, A and B" has no row of its own.

    A digest may name such a number or not, of one row, of all of a day, or "two other" of them.
    """
    named: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        if row["kind"] in LISTED and (places := row["settlements"].count("|") + 1):
            for key in (row["valid_date"], row["summary"], ""):
                named[row["actor"], row["claimant"], key].append(places)
    for (actor, claimant, _), numbers in named.items():
        valid_from, valid_to = _valid(rows[0])
        for value in {sum(numbers), sum(numbers) - 1}:
            yield Figure(
                document=rows[0]["article_id"],
                measure="settlements",
                value=float(value),
                side=SIDE[actor],
                senses=frozenset(SENSE.values()),
                claimants=frozenset({CLAIMANT[claimant]}),
                valid_from=valid_from,
                valid_to=valid_to,
                text=str(value),
                optional=True,
            )


def _places(name: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the place that a name of the chronicle means, or its namesakes."""
    parts = DISTRICT.match(name)
    if parts is None:
        return frozenset()
    found = gazetteer.resolve(parts["name"], language="en", district=parts["district"])
    if isinstance(found, Resolved):
        return frozenset({found.place.place_id})
    if isinstance(found, Ambiguous):
        return frozenset(candidate.place.place_id for candidate in found.candidates)
    return frozenset()


def _valid(row: Row) -> tuple[dt.date, dt.date]:
    first, last = day_span(row["valid_date"])
    if row["date_precision"] == "by":
        first = last - SLACK
    return first, last + dt.timedelta(days=1)


def as_expected(read: Iterable[Claim], expected: Iterable[Claim]) -> Iterator[Claim]:
    """Turn a loss into the control of the other side, where only that is expected."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in expected:
        by_document[claim.document].append(claim)
    for claim in read:
        known = by_document[claim.document]
        turned = replace(claim, kind="control", side=Side(claim.side).other)
        lost = claim.kind == "withdrawal" and not any(claim.same(each) for each in known)
        yield turned if lost and any(turned.same(each) for each in known) else claim


def print_speed(documents: Sequence[Document], gazetteer: Gazetteer) -> None:
    """Print articles of 3,800 characters a second and core, digests joined to that length."""
    articles = list(_joined(documents))
    began = time.process_time()
    for article in articles:
        extract(article, gazetteer)
    seconds = time.process_time() - began
    size = sum(len(article.text) for article in articles)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{size / ARTICLE / seconds:.0f} articles a second and core, all of it dense claims;")
    print(f"{size / len(articles):.0f} characters each, {memory} MB at most")


def _joined(documents: Sequence[Document]) -> Iterator[Document]:
    texts: list[str] = []
    for document in documents:
        texts.append(document.text)
        if sum(map(len, texts)) >= ARTICLE:
            yield replace(document, text="\n\n".join(texts))
            texts.clear()


if __name__ == "__main__":
    main()
