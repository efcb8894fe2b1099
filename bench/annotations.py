"""Articles with what a careful reader found in them, joined with their texts.

The annotations are ours and lie in ``bench/unseen/``; the texts belong to their
publishers and do not, so they are found by digest in a folder of your own.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bench.scoring import Claim, Figure
from kursk_map.model import DatePrecision
from kursk_map.reading.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kursk_map.model import Document

__all__ = ["SENTENCE_ENDS", "Article", "load_round", "read_claims"]

SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?…])[\"»”“)]*\s+|\n+")
MEASURE: Final = {"area": "area_km2", "count": "settlements", "percent": "percent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article with its text and what a careful reader found in it.

    ``mentions`` maps each spelling of a settlement of the box to its place,
    ``others`` are phrases whose names are not settlements of the box.
    """

    language: str
    document: Document
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    mentions: dict[str, str]
    others: tuple[str, ...]


def load_round(annotations: Path, texts: Path) -> Iterator[Article]:
    """Join the annotations of a round with the texts at hand; say which are missing."""
    by_digest = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(texts.glob("*.txt"))
    }
    for number, line in enumerate(annotations.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if row["sha256"] in by_digest:
            yield _article(row, by_digest[row["sha256"]])
        else:
            print(f"{annotations.name}, line {number}: no text with this digest ({row['url']})")


def _article(row: dict[str, Any], path: Path) -> Article:
    year, month, *day = (int(part) for part in row["published"].split("-"))
    last = dt.date(year, month, day[0] if day else calendar.monthrange(year, month)[1])
    document = replace(
        read_document(path, published=last, publisher=row["publisher"]),
        url=row["url"],
        document_id=row["sha256"][:12],
        published_precision=DatePrecision.DAY if day else DatePrecision.MONTH,
    )
    return Article(
        language=row["language"],
        document=document,
        claims=read_claims(row, document.document_id, document.text),
        figures=tuple(_figure(each, document) for each in row["quantities"]),
        mentions=row["mentions"],
        others=tuple(row["others"]),
    )


def read_claims(article: dict[str, Any], document_id: str, text: str = "") -> tuple[Claim, ...]:
    """Read the statements of an article's annotation; each with its sentence if there is a text."""
    return tuple(_claim(row, document_id, text) for row in article["statements"])


def _claim(row: dict[str, Any], document_id: str, text: str) -> Claim:
    return Claim(
        document=document_id,
        places=frozenset(row["places"]),
        kind=row["kind"],
        side=row["side"],
        claimants=frozenset(row["claimants"]),
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(row["valid_to"]),
        text=row["toponym"],
        note=_sentence(text, row["toponym"]),
        optional=row["optional"],
    )


def _figure(row: dict[str, Any], document: Document) -> Figure:
    return Figure(
        document=document.document_id,
        measure=MEASURE[row["measure"]],
        value=row["value"],
        side=row["side"],
        senses=frozenset(row["senses"]),
        claimants=frozenset(row["claimants"]),
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(row["valid_to"]),
        text=f"{row['value']:g}",
        optional=row["optional"],
    )


def _sentence(text: str, words: str) -> str:
    return next((part for part in SENTENCE_ENDS.split(text) if words in part), "").strip()
