"""Read documents: every statement about a place, every quantity, and what stayed unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_map.model import Extraction
from kursk_map.reading.discourse.relevance import worth_reading
from kursk_map.reading.intake.boilerplate import boilerplate_spans
from kursk_map.reading.reader import Reader
from kursk_map.reading.sentences import split_sentences
from kursk_map.reading.timing import overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gazetteer.index import Gazetteer
    from kursk_map.model import Document
    from kursk_map.reading.second_opinion.taught import Taught

__all__ = ["extract", "extract_all"]


def extract(
    document: Document, gazetteer: Gazetteer, *, taught: Taught | None = None
) -> Extraction:
    """Read one document.

    Parameters
    ----------
    document
        What was published; its text is read as it is and never raises.
    gazetteer
        The places that can be meant.
    taught
        The encoder that is asked for a second opinion, if any: what it doubts is left out,
        what it is sure of added (`kursk_map.reading.second_opinion`).

    Returns
    -------
    Extraction
        Statements in order of the text, each with the sentence it rests on,
        and one `Skipped` for every sentence that spoke of a change at a place
        whose side or place stayed undecided.
    """
    aside = boilerplate_spans(document.text)
    sentences = [
        sentence
        for sentence in split_sentences(document.text)
        if not overlaps(sentence.span, aside)
    ]
    reader = Reader(document, gazetteer, sentences)
    if taught is not None:
        from kursk_map.reading.second_opinion.opinion import Opinion

        reader.opinion = Opinion.of(taught, document, sentences, reader.toponyms, reader.home)
    for sentence in worth_reading(sentences, reader.offsets(), language=reader.lexicon.language):
        reader.read(sentence)
    return reader.extraction()


def extract_all(
    documents: Iterable[Document],
    gazetteer: Gazetteer,
    *,
    progress: Callable[[Document], None] | None = None,
) -> Extraction:
    """Read many documents, in their order; ``progress`` is told of each one done."""
    parts = []
    for document in documents:
        parts.append(extract(document, gazetteer))
        if progress is not None:
            progress(document)
    return Extraction(
        statements=tuple(each for part in parts for each in part.statements),
        quantities=tuple(each for part in parts for each in part.quantities),
        skipped=tuple(each for part in parts for each in part.skipped),
    )
