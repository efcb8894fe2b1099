"""How fast articles are read: on first contact, with warm caches, and as texts grow.

    python -m bench.reading_speed [--articles 1000] [--longest 10000000]

One process. Articles of 3,800 characters are put together in two ways, each article a
different choice. *As the press*: some parts are digests of ``seeds/``, the rest
sentences about everything else (``reading_speed.toml``). *Claims only*: digests end to
end, some forty statements an article, which nobody writes. Where the five source
articles lie beside the project, they are timed too. First contact counts the loading of
the rows. The last lines time one line of text that grows tenfold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import resource
import time
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteer.load import load_gazetteer
from kursk_map.reading.documents import load_documents, read_document
from kursk_map.reading.extract import extract
from kursk_map.settings import SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from gazetteer.index import Gazetteer
    from kursk_map.model import Document

CHARACTERS: Final = 3800
PRESS: Final = Path("../shared/seeds")
FILLING: Final = Path(__file__).with_suffix(".toml")
SLOT: Final = re.compile(r"NAME|TOWN|DAY|NUMBER")
LINES: Final = (10_000, 100_000, 1_000_000, 10_000_000)


def main() -> None:
    """Print articles a second and core, memory, and the curve of time over length."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument(
        "--longest", type=int, default=LINES[-1], help="characters of the last line"
    )
    options = parser.parse_args()
    number = options.articles
    thin, dense = list(make_articles(number)), list(make_articles(number, share=1.0))
    since = time.process_time()
    gazetteer = load_gazetteer()
    print(f"gazetteer loaded in {time.process_time() - since:.1f} s; statements in an article")
    for name, articles in (("as the press", thin), ("claims only", dense)):
        for contact in ("first contact", "warm"):
            print(f"{name:14}{contact:15}{rate(articles, gazetteer)}")
    if press := list(source_articles()):
        rate(press, gazetteer)
        print(f"{'five articles':14}{'warm':15}{rate(press * 20, gazetteer)}")
    print(f"memory          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")
    for length in (each for each in LINES if each <= options.longest):
        line = one_line(length)
        since = time.process_time()
        extract(line, gazetteer)
        print(f"one line of {length:>10,} characters  {time.process_time() - since:7.2f} s")


def make_articles(number: int, *, share: float | None = None) -> Iterator[Document]:
    """Give articles of the usual length, the same in every run.

    ``share`` is that of digests among their parts, by default that of `FILLING`.
    """
    filling = tomllib.loads(FILLING.read_text(encoding="utf-8"))
    share = filling["share_of_claims"] if share is None else share
    digests = load_documents(SEEDS)
    choose = random.Random(0)  # noqa: S311 - the same choice in every run
    for at in range(number):
        parts, length = [], 0
        while length < CHARACTERS:
            is_claim = choose.random() < share
            parts.append(choose.choice(digests).text if is_claim else _fill(filling, choose))
            length += len(parts[-1])
        yield _document(digests[0], "\n\n".join(parts)[:CHARACTERS], f"made{at}")


def _fill(filling: dict[str, Any], choose: random.Random) -> str:
    """Make a sentence that claims nothing."""
    sentence = choose.choice(filling["sentences"])
    return SLOT.sub(lambda slot: choose.choice(filling["slots"][slot[0]]), sentence)


def source_articles() -> Iterator[Document]:
    """Give the articles that the project began with, where they are."""
    for path in sorted(PRESS.glob("*.txt")):
        yield read_document(path, published=dt.date(2025, 3, 17), publisher="x", language="en")


def one_line(length: int) -> Document:
    """Give one line without end, of words that the rules look for."""
    words = "Russian troops captured Sudzha and Malaya Loknya near the border on Friday, "
    text = (words * (length // len(words) + 1))[:length]
    return _document(load_documents(SEEDS)[0], text, "line")


def rate(articles: Sequence[Document], gazetteer: Gazetteer) -> str:
    """Tell how many articles of the usual length are read a second, and what is in one."""
    since = time.process_time()
    statements = sum(len(extract(article, gazetteer).statements) for article in articles)
    seconds = time.process_time() - since
    usual = sum(len(article.text) for article in articles) / CHARACTERS
    return f"{usual / seconds:7.1f} articles a second and core {statements / usual:6.1f} statements"


def _document(like: Document, text: str, name: str) -> Document:
    return replace(like, document_id=name, text=text)


if __name__ == "__main__":
    main()
