"""Measure the reading on our own agency news and on the digests, beside peers on the same text.

Usage::

    python -m bench.reading [CHRONICLE] [--output FILE]

Prints precision, recall and F1 with 95 % bootstrap intervals: of the tuples, by kind, by
language; of claimants and dates; of names of places. First on ``tests/cases/agency.toml``,
then on the digests of ``seeds/`` where the chronicle lies beside the project. Then the peers
of ``bench.peers`` look for the settlements of the same texts. ``--output`` records the
figures for ``docs/accuracy.md``, if both could be measured.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from bench.annotations import Article
from bench.intervals import Interval, share
from bench.peers import PEERS
from bench.reading_digests import CHRONICLE, SEEDS, as_expected, load_articles
from bench.scoring import Claim, claim_of, compare
from bench.unseen import claim_rows, find_settlements, print_table
from gazetteer.load import load_gazetteer
from gazetteer.place import Resolved
from kursk_map.model import DatePrecision, Document
from kursk_map.reading.documents import load_documents
from kursk_map.reading.extract import extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.mentions import Found
    from bench.peers import Peer
    from bench.unseen import Row

CASES: Final = Path(__file__).parents[1] / "tests" / "cases"
#: Roles of a mention that are no settlement; a name with one of them must not be found.
OTHER_ROLES: Final = ("(district)", "(region)", "(road)", "(river)", "(station)")
LATIN: Final = frozenset({"en", "de", "fr", "es", "it", "pl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """What one finder of places found in one set of texts."""

    name: str
    texts: str
    found: Interval
    right: Interval | None
    speed: float


def main() -> None:
    """Measure and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("chronicle", type=Path, nargs="?", default=CHRONICLE)
    options.add_argument("--output", type=Path, help="record the figures in this file")
    asked = options.parse_args()
    sets = {"agency": list(read_agency())}
    if (asked.chronicle / "statements.csv").exists():
        gazetteer = load_gazetteer()
        sets["digests"] = list(load_articles(asked.chronicle, load_documents(SEEDS), gazetteer))
    else:
        print(f"digests: passed over, there is no statements.csv in {asked.chronicle}")
    record: list[str] = []
    for name, articles in sets.items():
        print(f"\n--- {name}")
        rows = list(judge(articles))
        print_table(articles, rows, as_toml=False)
        record += _as_toml(name, articles, rows)
    print(f"\n{'places':14}{'finder':22}{'settlements found':22}{'of names, right':22}articles/s")
    peers = list(judge_peers({**sets, "names": list(read_names())}))
    for row in peers:
        right = row.right or ""
        print(f"{row.texts:14}{row.name:22}{row.found!s:22}{right!s:22}{row.speed:10.0f}")
    if asked.output and "digests" not in sets:
        print(f"{asked.output}: left as it is, it tells of the digests too")
    elif asked.output:
        record += [_peer_as_toml(row) for row in peers]
        asked.output.write_text("\n".join(record) + "\n", encoding="utf-8")


def read_agency() -> Iterator[Article]:
    """Yield the agency news of the cases with what a careful reader finds in them."""
    table = tomllib.loads((CASES / "agency.toml").read_text(encoding="utf-8"))
    for number, row in enumerate(table["article"], 1):
        document = Document(
            document_id=f"agency-{number}",
            publisher=row["publisher"],
            published=row["published"],
            published_precision=DatePrecision.DAY,
            published_how="made up",
            url="",
            language=row["language"],
            title="",
            text=row["text"].strip(),
        )
        claims = [
            replace(_claim(each, document.document_id), optional=optional)
            for optional, listed in ((False, row["statements"]), (True, row.get("optional", ())))
            for each in listed
        ]
        yield _article(document, tuple(claims))


def _claim(words: str, document_id: str) -> Claim:
    kind, *place, side, claimant, day = words.split()
    on = dt.date.fromisoformat(day)
    return Claim(
        document=document_id,
        places=frozenset({_place(" ".join(place))}),
        kind=kind,
        side=side,
        claimants=frozenset({claimant}),
        valid_from=on,
        valid_to=on + dt.timedelta(days=1),
        text=" ".join(place),
    )


def _place(name: str) -> str:
    # A name that several places bear is told apart in the file by its id.
    gazetteer = load_gazetteer()
    if name in gazetteer.places:
        return name
    found = gazetteer.resolve(name, language="en")
    if not isinstance(found, Resolved):
        message = f"agency.toml: which place is {name!r}? Write its id"
        raise TypeError(message)
    return found.place.place_id


def _article(document: Document, claims: tuple[Claim, ...]) -> Article:
    return Article(
        language=document.language,
        document=document,
        claims=claims,
        figures=(),
        mentions={},
        others=(),
    )


def judge(articles: Sequence[Article]) -> Iterator[Row]:
    """Read the articles and score what was read."""
    gazetteer = load_gazetteer()
    expected = [claim for article in articles for claim in article.claims]
    read = [
        claim_of(each)
        for article in articles
        for each in extract(article.document, gazetteer).statements
    ]
    claims = compare(expected, as_expected(read, expected))
    return claim_rows({each.document.document_id: each.language for each in articles}, claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCase:
    """A text and the settlements that it names, all of them."""

    document: Document
    places: frozenset[str]


def read_names() -> Iterator[NameCase]:
    """Yield the table of mentions: in it every settlement of a text is listed."""
    table = tomllib.loads((CASES / "toponyms.toml").read_text(encoding="utf-8"))
    for number, row in enumerate(table["case"], 1):
        places = (each.partition(" = ")[2] for each in row["finds"])
        document = Document(
            document_id=f"names-{number}",
            publisher="",
            published=dt.date(2025, 3, 14),
            published_precision=DatePrecision.DAY,
            published_how="made up",
            url="",
            language=row["language"],
            title="",
            text=row["text"],
        )
        settlements = (each for each in places if not each.endswith(OTHER_ROLES) and each != "?")
        yield NameCase(document=document, places=frozenset(each.split()[0] for each in settlements))


def judge_peers(sets: dict[str, list[Any]]) -> Iterator[PeerRow]:
    """Let us and every peer that is at hand look for settlements in texts of Latin script."""
    finders: dict[str, Peer] = {"this project": find_settlements}
    for name, load in PEERS.items():
        try:
            finders[name] = load()
        except (ImportError, OSError) as error:
            print(f"{name}: passed over, {str(error).splitlines()[0]}")
    for texts, cases in sets.items():
        chosen = [case for case in cases if case.document.language in LATIN]
        for name, finder in finders.items():
            yield _judge_finder(name, texts, chosen, finder)


def _judge_finder(name: str, texts: str, cases: Sequence[Any], finder: Peer) -> PeerRow:
    list(finder(cases[0].document))
    began = process_time()
    found = [_places(finder(case.document)) for case in cases]
    seconds = process_time() - began
    documents = [case.document.document_id for case in cases]
    expected = [(case, place) for case in cases for place in sorted(_expected(case))]
    at = dict(zip(documents, found, strict=True))
    recall, _ = share(
        (
            (case.document.document_id, place in at[case.document.document_id])
            for case, place in expected
        ),
        documents,
    )
    right = None
    if isinstance(cases[0], NameCase):
        right, _ = share(
            (
                (case.document.document_id, place in case.places)
                for case, places in zip(cases, found, strict=True)
                for place in sorted(places)
            ),
            documents,
        )
    return PeerRow(name=name, texts=texts, found=recall, right=right, speed=len(cases) / seconds)


def _places(found: Iterable[Found]) -> frozenset[str]:
    return frozenset(each.place_id for each in found)


def _expected(case: Any) -> frozenset[str]:
    if isinstance(case, NameCase):
        return case.places
    return frozenset(min(claim.places) for claim in case.claims if len(claim.places) == 1)


def _as_toml(name: str, articles: Sequence[Article], rows: Iterable[Row]) -> list[str]:
    lines = [f"[{name}]", f"articles = {len(articles)}"]
    for row in rows:
        cells = [f"{key} = {number}" for key, number in row.counts.items()]
        cells += [f"{key} = {value.as_list()}" for key, value in row.shares.items()]
        lines.append(f"{row.name} = {{ {', '.join(cells)} }}")
    return [*lines, ""]


def _peer_as_toml(row: PeerRow) -> str:
    lines = [
        "[[peer]]",
        f'texts = "{row.texts}"',
        f'name = "{row.name}"',
        f"found = {row.found.as_list()}",
    ]
    if row.right:
        lines.append(f"right = {row.right.as_list()}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
