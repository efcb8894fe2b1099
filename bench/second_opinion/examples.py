"""What the second opinion learns from: texts in our own words, with what each village's text says.

A file of ``examples/`` holds passages parted by blank lines. The first line of a passage is
``@language month home`` (home: ``ua``, ``ru`` or ``xx``), the others are its text. A village is
written ``[name|labels]``: ``kind.side`` (sides ``u`` and ``r``), several parted by commas, ``?``
behind one on which careful readers would differ, ``-`` for none. `LABELS` lists them all.

To these come the cases of ``tests/cases/`` and the digests of ``seeds/``, labelled by what the
rules read in them: the tests hold them to that.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from kursk_map.model import DatePrecision, Document, Side, Span
from kursk_map.reading.confidence import kind_and_side
from kursk_map.reading.documents import load_documents
from kursk_map.reading.extract import extract
from kursk_map.reading.second_opinion.labels import LABELS, label_of
from kursk_map.reading.toponyms import find_toponyms
from kursk_map.reading.voices.homes import home_side
from kursk_map.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    import numpy as np

    from gazetteer.index import Gazetteer

__all__ = ["Example", "Told", "join", "learned_from", "parse"]

_MARK: Final = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")
_HEAD: Final = re.compile(r"@([a-z]{2}) (\d{4})-(\d\d) (ua|ru|xx)")
_HOMES: Final = {"ua": Side.UKRAINIAN, "ru": Side.RUSSIAN, "xx": None}
_SIDES: Final = {"u": Side.UKRAINIAN, "r": Side.RUSSIAN}
#: Passages are joined until they have up to so many characters: about as many as two windows.
_ARTICLE: Final = 1400
#: The day on which every case of the tests is published that names none.
_DAY: Final = dt.date(2025, 3, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a village; ``mentions`` are the numbers of those that may say it."""

    mentions: tuple[int, ...]
    required: frozenset[str]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, its villages and what is told of each."""

    text: str
    language: str
    published: dt.date
    home: Side | None
    mentions: tuple[Span, ...]
    told: tuple[Told, ...]


def learned_from(gazetteer: Gazetteer) -> Iterator[Example]:
    """Read everything that the second opinion learns from."""
    for path in sorted((PROJECT / "bench" / "second_opinion" / "examples").glob("*.txt")):
        yield from parse(path.read_text(encoding="utf-8"), str(path))
    for path in sorted((PROJECT / "tests" / "cases").glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, row in enumerate(chain.from_iterable(rows.values())):
            yield from _as_the_rules_read(_case(f"{path.stem}-{number}", row), gazetteer)
    for document in load_documents(PROJECT / "seeds"):
        yield from _as_the_rules_read(document, gazetteer)


def join(examples: Iterable[Example], draw: np.random.Generator) -> Iterator[Example]:
    """Put passages one behind the other, in another order at each call.

    A passage is a few sentences long, an article is not: who learned on passages alone is lost
    where much else stands around a village. Only those of one language, country and month are
    joined, since an article has but one of each.
    """
    alike: dict[tuple[object, ...], list[Example]] = defaultdict(list)
    for example in examples:
        month = example.published.year, example.published.month
        alike[example.language, example.home, month].append(example)
    for group in alike.values():
        parts: list[Example] = []
        room = 0.0
        for at in draw.permutation(len(group)):
            if room <= 0 and parts:
                yield _joined(parts)
                parts = []
            if not parts:
                room = draw.uniform(0, _ARTICLE)
            parts.append(group[at])
            room -= len(group[at].text)
        yield _joined(parts)


def _joined(parts: Sequence[Example]) -> Example:
    text, mentions, told = "", list[Span](), list[Told]()
    for part in parts:
        text += "\n" if text else ""
        told += (
            replace(each, mentions=tuple(number + len(mentions) for number in each.mentions))
            for each in part.told
        )
        mentions += (
            Span(start=each.start + len(text), end=each.end + len(text)) for each in part.mentions
        )
        text += part.text
    return replace(parts[0], text=text, mentions=tuple(mentions), told=tuple(told))


def parse(content: str, source: str) -> Iterator[Example]:
    """Read the passages of a file.

    Raises
    ------
    ValueError
        If a passage has no head or a village an unknown label; says which.
    """
    for passage in filter(None, map(str.strip, re.split(r"\n\s*\n", content))):
        first, _, body = passage.partition("\n")
        if (head := _HEAD.fullmatch(first)) is None:
            raise ValueError(f"{source}: {first!r} is no head; write '@en 2025-03 ua'")
        text, mentions, told = "", [], []
        at = 0
        for number, mark in enumerate(_MARK.finditer(body)):
            text += body[at : mark.start()]
            mentions.append(Span(start=len(text), end=len(text) + len(mark[1])))
            told.append(_told(number, mark[2], f"{source}: {mark[0]}"))
            text += mark[1]
            at = mark.end()
        yield Example(
            text=text + body[at:],
            language=head[1],
            published=dt.date(int(head[2]), int(head[3]), 1),
            home=_HOMES[head[4]],
            mentions=tuple(mentions),
            told=tuple(told),
        )


def _told(number: int, labels: str, where: str) -> Told:
    required, optional = set(), set()
    for label in labels.split(",") if labels != "-" else ():
        kind, _, side = label.removesuffix("?").partition(".")
        name = label_of(kind, _SIDES[side]) if side in _SIDES else ""
        if name not in LABELS:
            raise ValueError(f"{where}: no such label, {label!r}")
        (optional if label.endswith("?") else required).add(name)
    return Told(
        mentions=(number,), required=frozenset(required), optional=frozenset(optional - required)
    )


def _case(name: str, row: dict[str, Any]) -> Document:
    return Document(
        document_id=name,
        publisher=row.get("publisher", "Example"),
        published=row.get("published", _DAY),
        published_precision=DatePrecision.DAY,
        published_how="made up",
        url=row.get("url", ""),
        language=row.get("language", "en"),
        title="",
        text=row["text"].strip(),
    )


def _as_the_rules_read(document: Document, gazetteer: Gazetteer) -> Iterator[Example]:
    """Label a text by what the rules read in it; without a village it teaches nothing."""
    toponyms = [
        each
        for each in find_toponyms(document.text, language=document.language, gazetteer=gazetteer)
        if each.is_settlement
    ]
    said: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for statement in extract(document, gazetteer).statements:
        span = statement.provenance.span
        where = tuple(
            number
            for number, each in enumerate(toponyms)
            if span.start <= each.span.start < span.end and statement.place_id in each.place_ids
        )
        said[where].add(label_of(*kind_and_side(statement)))
    silent = set(range(len(toponyms))) - set(chain.from_iterable(said))
    told = [
        Told(mentions=where, required=frozenset(labels)) for where, labels in said.items() if where
    ]
    told += [Told(mentions=(number,), required=frozenset()) for number in sorted(silent)]
    if told:
        yield Example(
            text=document.text,
            language=document.language,
            published=document.published,
            home=home_side(document.url, document.language),
            mentions=tuple(each.span for each in toponyms),
            told=tuple(told),
        )
