"""Tables of sentences, and the reading of one sentence as a document."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from gazetteer.load import load_gazetteer
from kursk_map.model import DatePrecision, Document
from kursk_map.reading.extract import extract

CASES = Path(__file__).parent.parent / "cases"
PUBLISHED = dt.date(2025, 3, 14)


def table(name):
    rows = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=f"{row['language']}: {row['text'][:60]}") for row in rows]


def document_of(text, *, language="en", published=PUBLISHED, publisher="Example", url=""):
    return Document(
        document_id="case",
        publisher=publisher,
        published=published,
        published_precision=DatePrecision.DAY,
        published_how="made up",
        url=url,
        language=language,
        title="",
        text=text,
    )


def read(text, **settings):
    return extract(document_of(text, **settings), load_gazetteer())
