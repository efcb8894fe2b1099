"""Measure the reading on real articles that nobody had seen who wrote its rules.

Usage::

    python -m bench.unseen ROUND TEXTS [--second-opinion] [--details FILE] [--languages en,ru]

``ROUND`` is a file of ``bench/unseen/``: for each article its address, its day,
the digest of its text and what a careful reader found in it, written down
before the program was run. The articles themselves belong to their publishers
and are not here; ``TEXTS`` is a folder of plain text files, found by digest. The
texts are the openings of the articles (up to about 2,000 characters).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.annotations import load_round
from bench.details import claimant_verdicts, date_verdicts, write_details
from bench.intervals import Interval, share
from bench.mentions import Found, count_names, is_judged, judge_mentions
from bench.scoring import (
    Claim,
    Comparison,
    Figure,
    claim_of,
    compare,
    figure_of,
    score,
    verdicts,
)
from gazetteer.load import load_gazetteer
from kursk_map.reading.extract import extract
from kursk_map.reading.second_opinion.taught import load_taught
from kursk_map.reading.toponyms import find_toponyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.annotations import Article
    from bench.mentions import Mention
    from kursk_map.model import Document, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: how many were expected and read, and the shares."""

    name: str
    counts: dict[str, int]
    shares: dict[str, Interval]


def main() -> None:
    """Measure one round and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("round", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument("--details", type=Path, help="write every miss and falsehood here")
    options.add_argument("--languages", default="", help="only these, parted by commas")
    options.add_argument("--verdicts", type=Path, help="add what each tuple was worth to this")
    options.add_argument("--second-opinion", action="store_true", help="ask the encoder, too")
    options.add_argument("--toml", action="store_true", help="print a block for results.toml")
    asked = options.parse_args()
    wanted = set(filter(None, asked.languages.split(",")))
    articles = [
        article
        for article in load_round(asked.round, asked.texts)
        if not wanted or article.language in wanted
    ]
    gazetteer = load_gazetteer()
    taught = load_taught() if asked.second_opinion else None
    extractions = [extract(article.document, gazetteer, taught=taught) for article in articles]
    claims = compare(
        (claim for article in articles for claim in article.claims),
        (claim_of(each) for extraction in extractions for each in extraction.statements),
    )
    figures = compare(
        (figure for article in articles for figure in article.figures),
        (figure_of(each) for extraction in extractions for each in extraction.quantities),
    )
    found = [
        mention
        for article in articles
        for mention in judge_mentions(article, find_settlements(article.document))
    ]
    documents = [article.document.document_id for article in articles]
    rows = [
        *claim_rows({a.document.document_id: a.language for a in articles}, claims),
        *figure_rows(figures, documents),
        *_mention_rows(articles, found, documents),
    ]
    print_table(articles, rows, as_toml=asked.toml)
    if asked.verdicts:
        statements = [each for extraction in extractions for each in extraction.statements]
        with asked.verdicts.open("a", encoding="utf-8") as stream:
            for verdict in verdict_lines(articles, claims, statements):
                stream.write(json.dumps({"round": _number(asked.round)} | verdict) + "\n")
    if asked.details:
        write_details(asked.details, articles, claims, figures, found)


def _number(annotations: Path) -> int:
    return int(annotations.stem.removeprefix("round"))


def verdict_lines(
    articles: Sequence[Article], claims: Comparison[Claim], statements: Iterable[Statement]
) -> Iterator[dict[str, Any]]:
    """Say of each tuple that was read, and that readers do not differ on, whether it was right."""
    languages = {article.document.document_id: article.language for article in articles}
    doubts: dict[tuple[str, object], Sequence[str]] = {}
    for statement in statements:
        claim = claim_of(statement)
        doubts.setdefault((claim.document, claim.key), list(statement.provenance.doubts))
    for claim, is_right in verdicts(claims):
        yield {
            "language": languages[claim.document],
            "kind": claim.kind,
            "doubts": doubts[claim.document, claim.key],
            "right": is_right,
        }


def find_settlements(document: Document) -> Iterator[Found]:
    """Find the names that the reading takes for settlements of the box."""
    for toponym in find_toponyms(
        document.text, language=document.language, gazetteer=load_gazetteer()
    ):
        place = toponym.place
        if place is not None and toponym.is_settlement and is_judged(place):
            yield Found(start=toponym.span.start, end=toponym.span.end, place_id=place.place_id)


def claim_rows(languages: Mapping[str, str], claims: Comparison[Claim]) -> Iterator[Row]:
    """Score the tuples: all, by kind, by language; and their claimants and dates.

    ``languages`` maps every document to its language.
    """
    documents = tuple(languages)
    yield scored("tuples", claims, documents, also={"optional": len(claims.excused)})
    everything = [*(m.gold[0] for m in claims.matched), *claims.missed, *claims.false]
    for kind, _ in Counter(claim.kind for claim in everything).most_common():
        yield scored(f"kind_{kind}", claims, documents, kind=kind)
    for language in dict.fromkeys(languages.values()):
        chosen = [document for document, spoken in languages.items() if spoken == language]
        yield scored(f"language_{language}", claims, chosen)
    yield _shared("claimant_party", claimant_verdicts(claims), documents)
    yield _shared("date_contains_day", date_verdicts(claims), documents)


def figure_rows(figures: Comparison[Figure], documents: Sequence[str]) -> Iterator[Row]:
    """Score the quantities, their senses and claimants."""
    yield scored("quantities", figures, documents, also={"optional": len(figures.excused)})
    pairs = [(match.gold[0], read) for match in figures.matched for read in match.read]
    senses = ((g.document, not g.senses.isdisjoint(r.senses)) for g, r in pairs)
    yield _shared("quantity_sense", senses, documents)
    parties = ((g.document, not g.claimants.isdisjoint(r.claimants)) for g, r in pairs)
    yield _shared("quantity_claimant", parties, documents)


def _mention_rows(
    articles: Sequence[Article], found: Sequence[Mention], documents: Sequence[str]
) -> Iterator[Row]:
    yield _shared("mention_exact_place", ((m.document, m.right) for m in found), documents)
    heard = {(mention.document, mention.place) for mention in found if mention.right}
    expected = [
        (article.document.document_id, place)
        for article in articles
        for place in sorted(set(article.mentions.values()))
    ]
    yield _shared("places_found", ((d, (d, p) in heard) for d, p in expected), documents)
    names = sum(count_names(article.document.text) for article in articles)
    false = sum(not mention.right for mention in found)
    yield Row(name="false_places", counts={"false": false, "names": names}, shares={})


def scored(
    name: str,
    comparison: Comparison[Any],
    documents: Sequence[str],
    *,
    kind: str = "",
    also: dict[str, int] | None = None,
) -> Row:
    """Score the tuples, or those of one kind; ``also`` are further counts to tell."""
    scores = score(comparison, documents, lambda item: not kind or item.kind == kind)
    return Row(
        name=name,
        counts={"gold": scores.gold, "read": scores.read} | (also or {}),
        shares={"precision": scores.precision, "recall": scores.recall, "f1": scores.f1},
    )


def _shared(name: str, verdicts: Iterable[tuple[str, bool]], documents: Sequence[str]) -> Row:
    value, number = share(verdicts, documents)
    return Row(name=name, counts={"judged": number}, shares={"right": value})


def print_table(articles: Sequence[Article], rows: Iterable[Row], *, as_toml: bool) -> None:
    """Print the rows to read, or as a block to paste."""
    languages = Counter(article.language for article in articles)
    if as_toml:
        head = f"[[run]]\narticles = {len(articles)}\nlanguages = {sorted(languages)}"
    else:
        told = ", ".join(f"{n} {k}" for k, n in languages.most_common())
        head = f"articles {len(articles)}: {told}"
    print_rows(rows, head=head, as_toml=as_toml)


def print_rows(rows: Iterable[Row], *, head: str, as_toml: bool) -> None:
    """Print rows below a head: to read, or as a block to paste."""
    print(head)
    if as_toml:
        for row in rows:
            cells = [f"{name} = {number}" for name, number in row.counts.items()]
            cells += [f"{name} = {value.as_list()}" for name, value in row.shares.items()]
            print(f"{row.name} = {{ {', '.join(cells)} }}")
        return
    for row in rows:
        counts = ", ".join(f"{name} {number}" for name, number in row.counts.items())
        shares = "   ".join(f"{name} {value}" for name, value in row.shares.items())
        print(f"{row.name:22}{counts:34}{shares}")


if __name__ == "__main__":
    main()
