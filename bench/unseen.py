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
import calendar
import datetime as dt
import hashlib
import json
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.scoring import (
    Claim,
    Comparison,
    Figure,
    claim_of,
    compare,
    figure_of,
    score,
    share,
)
from gazetteer.load import load_gazetteer
from kursk_map.model import DatePrecision
from kursk_map.reading.documents import read_document
from kursk_map.reading.extract import extract
from kursk_map.reading.toponyms import ToponymRole, find_toponyms
from kursk_map.settings import THEATRE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gazetteer.place import Place
    from kursk_map.model import Document

#: The regional capital lies in the box, but its name nearly always means the region.
NOT_JUDGED: Final = frozenset({"ru-kursk-city-kursk"})
SETTLEMENT: Final = frozenset({ToponymRole.SETTLEMENT, ToponymRole.OUTSKIRTS})
SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?…])[\"»”“)]*\s+|\n+")
WORD: Final = re.compile(r"[^\W\d_][\w’'ʼ-]*")
PARTS: Final = {"area": "area_km2", "count": "settlements", "percent": "percent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One annotated article with its text, and what was read in it."""

    language: str
    document: Document
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    mentions: dict[str, str]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention that was taken for a settlement of the box, and whether it is that one."""

    document: str
    text: str
    place: str
    right: bool


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
    found = [mention for article in articles for mention in judge_mentions(article)]
    print_mentions(articles, found)
    if asked.details:
        write_details(asked.details, articles, claims, figures, found)


def load_round(annotations: Path, texts: Path) -> Iterator[Article]:
    """Join the annotations of a round with the texts at hand; say which are missing."""
    by_digest = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(texts.glob("*.txt"))
    }
    for number, line in enumerate(annotations.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if row["sha256"] not in by_digest:
            print(f"{annotations.name}, line {number}: no text with this digest ({row['url']})")
            continue
        yield _article(row, by_digest[row["sha256"]])


def _article(row: dict[str, Any], path: Path) -> Article:
    year, month, *day = (int(part) for part in row["published"].split("-"))
    last = dt.date(year, month, day[0] if day else calendar.monthrange(year, month)[1])
    document = replace(
        read_document(path, published=last, publisher=row["publisher"]),
        document_id=row["sha256"][:12],
        published_precision=DatePrecision.DAY if day else DatePrecision.MONTH,
    )
    shared = {"document": document.document_id}
    return Article(
        language=row["language"],
        document=document,
        claims=tuple(_claim(each, document.text, shared) for each in row["statements"]),
        figures=tuple(_figure(each, shared) for each in row["quantities"]),
        mentions=row["mentions"],
        others=tuple(row["others"]),
    )


def _claim(row: dict[str, Any], text: str, shared: dict[str, str]) -> Claim:
    return Claim(
        places=frozenset(row["places"]),
        kind=row["kind"],
        side=row["side"],
        claimants=frozenset(row["claimants"]),
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(row["valid_to"]),
        text=row["toponym"],
        note=_sentence(text, row["toponym"]),
        optional=row["optional"],
        **shared,
    )


def _figure(row: dict[str, Any], shared: dict[str, str]) -> Figure:
    return Figure(
        measure=PARTS[row["measure"]],
        value=row["value"],
        side=row["side"],
        senses=frozenset(row["senses"]),
        claimants=frozenset(row["claimants"]),
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(row["valid_to"]),
        text=f"{row['value']:g}",
        optional=row["optional"],
        **shared,
    )


def _sentence(text: str, words: str) -> str:
    return next((part for part in SENTENCE_ENDS.split(text) if words in part), "").strip()


def judge_mentions(article: Article) -> Iterator[Mention]:
    """Judge every mention that was taken for a settlement of the box."""
    text = article.document.text
    outside = [span for words in article.others for span in _spans(text, words)]
    known: list[tuple[int, int, str]] = []
    for words in sorted(article.mentions, key=len, reverse=True):
        for start, end in _spans(text, words):
            if not any(
                start < e and s < end for s, e in (*outside, *((s, e) for s, e, _ in known))
            ):
                known.append((start, end, article.mentions[words]))
    for toponym in find_toponyms(
        text, language=article.document.language, gazetteer=load_gazetteer()
    ):
        place = toponym.place
        if place is None or toponym.role not in SETTLEMENT or not _is_judged(place):
            continue
        meant = {p for s, e, p in known if s < toponym.span.end and toponym.span.start < e}
        yield Mention(
            document=article.document.document_id,
            text=toponym.text,
            place=place.place_id,
            right=place.place_id in meant,
        )


def _is_judged(place: Place) -> bool:
    west, south, east, north = THEATRE
    inside = west <= place.longitude <= east and south <= place.latitude <= north
    return inside and place.place_id not in NOT_JUDGED


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def count_names(text: str) -> int:
    """Count the capitalised words that do not begin a sentence."""
    return sum(
        word[0].isupper()
        for sentence in SENTENCE_ENDS.split(text)
        for word in WORD.findall(sentence)[1:]
    )


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
