"""How fast articles are read: on first contact, with warm caches, and as texts grow.

    python -m bench.reading_speed [--articles 1000]

One process. Articles of about 3,800 characters are put together from the digests of
``seeds/``, each a different choice: every sentence is of the campaign, so they are
denser than the press. Where the five source articles lie beside the project, they are
timed too. The last lines time one line of text that grows tenfold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteer.load import load_gazetteer
from kursk_map.reading.documents import load_documents, read_document
from kursk_map.reading.extract import extract
from kursk_map.settings import SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gazetteer.index import Gazetteer
    from kursk_map.model import Document

CHARACTERS: Final = 3800
PRESS: Final = Path("../shared/seeds")
LINES: Final = (10_000, 100_000, 1_000_000, 10_000_000)


def main() -> None:
    """Print articles a second and core, memory, and the curve of time over length."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    articles = list(make_articles(parser.parse_args().articles))
    since = time.process_time()
    gazetteer = load_gazetteer()
    print(f"gazetteer loaded in {time.process_time() - since:.1f} s")
    print(f"first contact   {rate(articles, gazetteer):7.1f} articles a second and core")
    print(f"warm            {rate(articles, gazetteer):7.1f} articles a second and core")
    if press := list(source_articles()):
        rate(press, gazetteer)
        print(f"press, warm     {rate(press * 20, gazetteer):7.1f} articles a second and core")
    print(f"memory          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")
    for length in LINES:
        line = one_line(length)
        since = time.process_time()
        extract(line, gazetteer)
        print(f"one line of {length:>10,} characters  {time.process_time() - since:7.2f} s")


def make_articles(number: int) -> Iterator[Document]:
    """Give articles of the usual length, the same in every run."""
    digests = load_documents(SEEDS)
    choose = random.Random(0)  # noqa: S311 - the same choice in every run
    for at in range(number):
        parts, length = [], 0
        while length < CHARACTERS:
            parts.append(choose.choice(digests).text)
            length += len(parts[-1])
        yield _document(digests[0], "\n\n".join(parts)[:CHARACTERS], f"made{at}")


def source_articles() -> Iterator[Document]:
    """Give the articles that the project began with, where they are."""
    for path in sorted(PRESS.glob("*.txt")):
        yield read_document(path, published=dt.date(2025, 3, 17), publisher="x", language="en")


def one_line(length: int) -> Document:
    """Give one line without end, of words that the rules look for."""
    words = "Russian troops captured Sudzha and Malaya Loknya near the border on Friday, "
    text = (words * (length // len(words) + 1))[:length]
    return _document(load_documents(SEEDS)[0], text, "line")


def rate(articles: Sequence[Document], gazetteer: Gazetteer) -> float:
    """Return articles of the usual length a second of processor time."""
    since = time.process_time()
    for article in articles:
        extract(article, gazetteer)
    characters = sum(len(article.text) for article in articles)
    return characters / CHARACTERS / (time.process_time() - since)


def _document(like: Document, text: str, name: str) -> Document:
    return replace(like, document_id=name, text=text)


if __name__ == "__main__":
    main()
