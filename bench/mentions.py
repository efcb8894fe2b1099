"""Whether a name that was taken for a settlement of the box is that settlement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench.annotations import SENTENCE_ENDS
from kursk_map.settings import THEATRE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.annotations import Article
    from gazetteer.place import Place

__all__ = ["Found", "Mention", "count_names", "is_judged", "judge_mentions"]

#: The regional capital lies in the box, but its name nearly always means the region.
NOT_JUDGED: Final = frozenset({"ru-kursk-city-kursk"})
WORD: Final = re.compile(r"[^\W\d_][\w’'ʼ-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name that somebody took for a place, and where it stands."""

    start: int
    end: int
    place_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name that was taken for a settlement of the box, and whether it is that one."""

    document: str
    text: str
    place: str
    right: bool


def is_judged(place: Place) -> bool:
    """Whether a place is a settlement of the box that the annotations speak of."""
    west, south, east, north = THEATRE
    inside = west <= place.longitude <= east and south <= place.latitude <= north
    return inside and place.place_id not in NOT_JUDGED


def judge_mentions(article: Article, found: Iterable[Found]) -> Iterator[Mention]:
    """Judge every name against the spellings that a careful reader listed."""
    text = article.document.text
    known = list(_known(article))
    for name in found:
        meant = {place for start, end, place in known if start < name.end and name.start < end}
        yield Mention(
            document=article.document.document_id,
            text=text[name.start : name.end],
            place=name.place_id,
            right=name.place_id in meant,
        )


def _known(article: Article) -> Iterator[tuple[int, int, str]]:
    """Yield where each listed spelling stands; longer ones first, other things left out."""
    text = article.document.text
    taken = [span for words in article.others for span in _spans(text, words)]
    for words in sorted(article.mentions, key=len, reverse=True):
        for start, end in _spans(text, words):
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                yield start, end, article.mentions[words]


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    return [each.span() for each in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def count_names(text: str) -> int:
    """Count the capitalised words that do not begin a sentence."""
    return sum(
        word[0].isupper()
        for sentence in SENTENCE_ENDS.split(text)
        for word in WORD.findall(sentence)[1:]
    )
