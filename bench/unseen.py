"""Measure the reading on real articles that nobody had seen who wrote its rules.

Usage::

    python -m bench.unseen ROUND TEXTS [--details FILE] [--languages en,ru]

``ROUND`` is a file of ``bench/unseen/``: for each article its address, its day,
the digest of its text and what a careful reader found in it, written down
before the program was run. The articles themselves belong to their publishers
and are not here; ``TEXTS`` is a folder of plain text files, found by digest. The
texts are the openings of the articles (up to about 2,000 characters).
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.annotations import load_round
from bench.intervals import share
from bench.mentions import Found, count_names, is_judged, judge_mentions
from bench.scoring import (
    Claim,
    Comparison,
    Figure,
    claim_of,
    compare,
    figure_of,
    score,
)
from gazetteer.load import load_gazetteer
from kursk_map.reading.extract import extract
from kursk_map.reading.toponyms import ToponymRole, find_toponyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.annotations import Article
    from bench.mentions import Mention
    from kursk_map.model import Document

SETTLEMENT: Final = frozenset({ToponymRole.SETTLEMENT, ToponymRole.OUTSKIRTS})


def main() -> None:
    """Measure one round and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("round", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument("--details", type=Path, help="write every miss and falsehood here")
    options.add_argument("--languages", help="only these, parted by commas")
    asked = options.parse_args()
    articles = list(load_round(asked.round, asked.texts))
    if asked.languages:
        wanted = set(asked.languages.split(","))
        articles = [article for article in articles if article.language in wanted]
    gazetteer = load_gazetteer()
    extractions = [extract(article.document, gazetteer) for article in articles]
    claims = compare(
        (claim for article in articles for claim in article.claims),
        (claim_of(each) for extraction in extractions for each in extraction.statements),
    )
    figures = compare(
        (figure for article in articles for figure in article.figures),
        (figure_of(each) for extraction in extractions for each in extraction.quantities),
    )
    print_claims(articles, claims)
    print_figures(articles, figures)
    found = [
        mention
        for article in articles
        for mention in judge_mentions(article, find_settlements(article.document))
    ]
    print_mentions(articles, found)
    if asked.details:
        write_details(asked.details, articles, claims, figures, found)


def find_settlements(document: Document) -> Iterator[Found]:
    """Find the names that the reading takes for settlements of the box."""
    for toponym in find_toponyms(
        document.text, language=document.language, gazetteer=load_gazetteer()
    ):
        place = toponym.place
        if place is not None and toponym.role in SETTLEMENT and is_judged(place):
            yield Found(start=toponym.span.start, end=toponym.span.end, place_id=place.place_id)


def print_claims(articles: Sequence[Article], claims: Comparison[Claim]) -> None:
    """Print the figures for (settlement, side, kind) tuples."""
    documents = [article.document.document_id for article in articles]
    languages = Counter(article.language for article in articles)
    print(f"articles {len(articles)}: " + ", ".join(f"{n} {k}" for k, n in languages.most_common()))
    print(f"optional tuples read {len(claims.excused)}\n")
    print(f"{'(settlement, side, kind)':26}{'gold':>5}{'read':>5}  precision           recall")
    print_scores("all", claims, documents)
    for kind, _ in Counter(m.gold[0].kind for m in claims.matched).most_common():
        print_scores(f"  {kind}", claims, documents, kind=kind)
    for language in languages:
        chosen = [a.document.document_id for a in articles if a.language == language]
        print_scores(f"  {language}", claims, chosen)
    for name, verdicts in (
        ("claimant party", _claimant_verdicts(claims)),
        ("date contains the day", _date_verdicts(claims)),
    ):
        value, number = share(verdicts, documents)
        print(f"{name:26}{number:>10}  {value}")


def print_scores(
    name: str, claims: Comparison[Any], documents: Sequence[str], *, kind: str = ""
) -> None:
    """Print one line of the table."""
    result = score(claims, documents, lambda item: not kind or item.kind == kind)
    print(
        f"{name:26}{result.gold:>5}{result.read:>5}  {result.precision}   {result.recall}"
        f"   F1 {result.f1}"
    )


def _claimant_verdicts(claims: Comparison[Claim]) -> Iterator[tuple[str, bool]]:
    for match in claims.matched:
        allowed = frozenset().union(*(gold.claimants for gold in match.gold))
        for party in {party for read in match.read for party in read.claimants}:
            yield match.gold[0].document, party in allowed


def _date_verdicts(claims: Comparison[Claim]) -> Iterator[tuple[str, bool]]:
    """Judge each reading of a matched tuple: it meets a day on which it was said to be so.

    Where the gold standard knows one day, the interval must contain it; where it
    knows a longer time, the interval must touch it and be no longer.
    """
    for match in claims.matched:
        for read in {(each.valid_from, each.valid_to): each for each in match.read}.values():
            yield (
                read.document,
                any(
                    read.valid_from < gold.valid_to
                    and gold.valid_from < read.valid_to
                    and read.valid_to - read.valid_from
                    <= max(gold.valid_to - gold.valid_from, dt.timedelta(days=8))
                    for gold in match.gold
                ),
            )


def print_figures(articles: Sequence[Article], figures: Comparison[Figure]) -> None:
    """Print the figures for areas, counts and shares."""
    documents = [article.document.document_id for article in articles]
    print()
    print_scores("quantities", figures, documents)
    right = [
        (match.gold[0].document, not match.gold[0].senses.isdisjoint(read.senses))
        for match in figures.matched
        for read in match.read
    ]
    value, number = share(right, documents)
    print(f"{'  sense of matched':26}{number:>10}  {value}")
    allowed = [
        (match.gold[0].document, not match.gold[0].claimants.isdisjoint(read.claimants))
        for match in figures.matched
        for read in match.read
    ]
    value, number = share(allowed, documents)
    print(f"{'  claimant of matched':26}{number:>10}  {value}")


def print_mentions(articles: Sequence[Article], found: Sequence[Mention]) -> None:
    """Print how well names of settlements are told and placed."""
    documents = [article.document.document_id for article in articles]
    value, number = share(((m.document, m.right) for m in found), documents)
    names = sum(count_names(article.document.text) for article in articles)
    false = sum(not mention.right for mention in found)
    print(f"\n{'mentions: exact place':26}{number:>10}  {value}")
    rate = 100 * false / names if names else math.nan
    print(f"{'false per 100 names':26}{names:>10}  {rate:.2f}")
    heard = {(m.document, m.place) for m in found if m.right}
    expected = [
        (article.document.document_id, place)
        for article in articles
        for place in sorted(set(article.mentions.values()))
    ]
    recall, number = share(((d, (d, p) in heard) for d, p in expected), documents)
    print(f"{'places found by document':26}{number:>10}  {recall}")


def write_details(
    path: Path,
    articles: Sequence[Article],
    claims: Comparison[Claim],
    figures: Comparison[Figure],
    found: Iterable[Mention],
) -> None:
    """Write every miss and every falsehood with its sentence; keep this file to yourself."""
    lines: list[str] = []
    for article in articles:
        document = article.document.document_id
        part = [
            *(_told("MISSED", each) for each in claims.missed if each.document == document),
            *(_told("FALSE", each) for each in claims.false if each.document == document),
            *_wrong(claims, document),
            *(_counted("MISSED", each) for each in figures.missed if each.document == document),
            *(_counted("FALSE", each) for each in figures.false if each.document == document),
            *(
                f"- MENTION {each.text!r} taken for {each.place}"
                for each in found
                if each.document == document and not each.right
            ),
        ]
        if part:
            shown = article.document
            lines += [f"\n## {document} {article.language} {shown.published} {shown.publisher}", ""]
            lines += part
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _told(word: str, claim: Claim) -> str:
    places = "|".join(sorted(claim.places))
    who = "|".join(sorted(claim.claimants))
    when = f"{claim.valid_from}..{claim.valid_to}"
    return (
        f"- {word} ({places}, {claim.side}, {claim.kind}) {who} {when} as {claim.text!r}\n"
        f"  > {' '.join(claim.note.split())}"
    )


def _wrong(claims: Comparison[Claim], document: str) -> Iterator[str]:
    """Describe matched tuples whose claimant or date is wrong."""
    for match in claims.matched:
        if match.gold[0].document != document:
            continue
        alone = Comparison(matched=(match,), missed=(), false=(), excused=())
        for word, verdicts in (
            ("CLAIMANT", _claimant_verdicts(alone)),
            ("DATE", _date_verdicts(alone)),
        ):
            if not all(verdict for _, verdict in verdicts):
                yield f"- {word} expected:\n{_told('  ', match.gold[0])}"
                yield from (_told("  read", each) for each in match.read)


def _counted(word: str, figure: Figure) -> str:
    return (
        f"- {word} quantity {figure.measure} {figure.value:g} {'|'.join(sorted(figure.senses))} "
        f"{figure.side} {'|'.join(sorted(figure.claimants))}\n  > {' '.join(figure.note.split())}"
    )


if __name__ == "__main__":
    main()
