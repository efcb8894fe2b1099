"""Mentions of places: the table of cases, the cue rows, the spans, the seed articles."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.index import THEATRE
from gazetteer.load import load_gazetteer
from gazetteer.place import Ambiguous
from kursk_map import settings as kursk_settings
from kursk_map.reading.names.cues import load_cues, read_cue_rows
from kursk_map.reading.rows.tables import languages_with
from kursk_map.reading.toponyms import Toponym, ToponymRole, find_toponyms

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "toponyms.toml").read_text(encoding="utf-8")
)["case"]
SEEDS = kursk_settings.PROJECT.parent / "shared" / "seeds"
LANGUAGES = languages_with("toponyms.toml")
CUES = [
    pytest.param(language, row, id=f"{language}-{row['side']}-{row['kind']}-{number}")
    for language in LANGUAGES
    for number, row in enumerate(read_cue_rows(language))
]


def find(text: str, language: str = "en", **more: object) -> tuple[Toponym, ...]:
    return find_toponyms(text, language=language, gazetteer=load_gazetteer(), **more)  # type: ignore[arg-type]


def describe(toponym: Toponym) -> str:
    place = "?" if isinstance(toponym.resolution, Ambiguous) else toponym.place.place_id
    role = "" if toponym.role is ToponymRole.SETTLEMENT else f" ({toponym.role})"
    return f"{toponym.text} = {place}{role}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_case(case: dict) -> None:
    near = tuple(case["near"]) if "near" in case else None
    found = find(case["text"], case["language"], near=near)
    assert [describe(toponym) for toponym in found] == case["finds"]


def kinds_around(text: str, name: str, language: str) -> frozenset[str]:
    start = text.index(name)
    cues = load_cues(language)
    return cues.kinds_before(text[:start]) | cues.kinds_after(text[start + len(name) :])


@pytest.mark.parametrize(("language", "row"), CUES)
def test_cue_row(language: str, row: dict) -> None:
    """Each row is seen in its example and not in its counterexample."""
    side = "kinds_before" if row["side"] == "before" else "kinds_after"
    for text, expected in ((row["example"], True), (row["counterexample"], False)):
        names = [name for name in (row["finds"], row["finds"][:4]) if name in text]
        if not names:
            assert not expected
            continue
        start = text.rindex(names[0])
        end = start + re.match(r"\w+", text[start:]).end()
        beside = text[:start] if row["side"] == "before" else text[end:]
        assert (row["kind"] in getattr(load_cues(language), side)(beside)) is expected


def test_spans_are_exact_sorted_and_apart() -> None:
    text = " ".join(case["text"] for case in CASES)
    found = find(text)
    assert found
    for toponym in found:
        assert text[toponym.span.start : toponym.span.end] == toponym.text
    for one, other in itertools.pairwise(found):
        assert one.span.end <= other.span.start


def test_an_unknown_language_is_read_with_all_cues() -> None:
    found = find("Бої біля Правди; near Kolmakov.", "xx")
    assert [toponym.text for toponym in found] == ["Правди", "Kolmakov"]


def test_two_readings_are_the_same() -> None:
    text = CASES[0]["text"]
    assert find(text) == find(text)


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_is_read(text: str) -> None:
    for toponym in find(text):
        assert text[toponym.span.start : toponym.span.end] == toponym.text


@pytest.mark.parametrize("unit", ["Sudzha, ", "Sudzha-", "A" * 40 + " ", "(((", "Xyz ", "а́"])
def test_time_is_linear_in_length(unit: str, seconds: Callable[..., float]) -> None:
    def finding(length: int) -> float:
        return seconds(find, unit * (length // len(unit)))

    assert finding(80_000) < 12 * max(finding(20_000), 0.02)


def test_the_theatre_is_the_same_everywhere() -> None:
    assert kursk_settings.THEATRE == THEATRE


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five source articles are not here")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000_",
            "sudzha guyevo gornal gogolevka rubanshchina nizhny-klin nikolayevo-daryino",
        ),
        ("001_", "sudzha sudzha sudzha"),
        ("002_", ""),
        ("003_", ""),
        ("004_", "yunakivka sudzha"),
    ],
)
def test_source_article(name: str, expected: str) -> None:
    (path,) = SEEDS.glob(f"{name}*.txt")
    found = find(path.read_text(encoding="utf-8"))
    slugs = [re.sub(r"^\w\w-[a-z]+-", "", toponym.place.place_id) for toponym in found]
    assert slugs == expected.split()
