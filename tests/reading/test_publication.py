from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.model import DatePrecision
from kursk_map.reading.documents import read_document
from kursk_map.reading.intake.publication import (
    PublicationKnown,
    PublicationUnknown,
    find_publication,
)

SOURCES = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.mark.parametrize(
    ("text", "language", "published", "precision"),
    [
        # A line of its own.
        ("Village taken\n14 August 2024 07:06, updated: 14 August 2024 07:18\n\nText.", "en",
         "2024-08-14", "day"),
        ("Published: March 12, 2025\nText.", "en", "2025-03-12", "day"),
        ("Суджа\n12 марта 2025, 10:05\nТекст.", "ru", "2025-03-12", "day"),
        ("Суджа\nОпубліковано: 12 березня 2025 року\nТекст.", "uk", "2025-03-12", "day"),
        ("Sudscha\n12.03.2025, 10:05 Uhr\nText.", "de", "2025-03-12", "day"),
        # A date line; it may have been printed the day after.
        ("MOSCOW, March 12 (Agency) - The town was taken.", "en", "2025-03-13", "day"),
        ("МОСКВА, 12 марта. /Агентство/. Город взят.", "ru", "2025-03-13", "day"),
        # What the text says of known events.
        ("Thursday 12 - 11:40\nAn incursion that began last month goes on.", "en",
         "2024-09-12", "day"),
        ("On Tuesday Ukraine launched its incursion into the region.", "en",
         "2024-08-07", "day"),
        ("Last week Ukraine launched its incursion into the region.", "en",
         "2024-08-17", "week"),
        ("An incursion that began last month goes on.", "en", "2024-09-30", "month"),
        ("At the end of last week it said it had recaptured Sudzha. On Sunday shells fell.", "en",
         "2025-03-17", "day"),
        # A total of losses that was printed in those days only.
        ("Ukraine has lost over 63,000 soldiers there, the ministry said.", "en",
         "2025-03-03", "week"),
        ("ВСУ потеряли более 63 тысяч военнослужащих.", "ru", "2025-03-03", "week"),
    ],
)  # fmt: skip
def test_a_text_tells_its_date(text: str, language: str, published: str, precision: str) -> None:
    found = find_publication(text, language=language)
    assert isinstance(found, PublicationKnown), found
    assert (str(found.published), found.precision.value) == (published, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Guyevo was taken.",
        "Guyevo was taken on Tuesday, the ministry said.",
        "On 14 August 2024 the brigade took the village and went on from there to the next one.",
        "Ukraine's incursion began on 6 August 2024.",
        "Thursday 12 - 11:40",
        "They lost 100 soldiers.",
        "What happened on 12 March 2025\nGuyevo was taken.",
    ],
)
def test_a_text_that_fits_any_time_is_not_guessed_at(text: str) -> None:
    found = find_publication(text, language="en")
    assert isinstance(found, PublicationUnknown), found
    assert found.reason


def test_the_basis_is_told() -> None:
    found = find_publication(
        "Thursday 12 - 11:40\nAn incursion that began last month goes on.", language="en"
    )
    assert isinstance(found, PublicationKnown)
    assert "'Thursday 12'" in found.how
    assert "last month" in found.how


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source articles are not on this machine")
@pytest.mark.parametrize(
    ("number", "published", "precision"),
    [
        ("000", "2024-08-14", "day"),
        ("001", "2025-03-17", "day"),
        ("002", "2024-08-11", "day"),
        ("003", "2024-09-12", "day"),
        ("004", "2025-03-03", "week"),
    ],
)
def test_source_articles_are_dated(number: str, published: str, precision: str) -> None:
    [path] = SOURCES.glob(f"{number}_*.txt")
    document = read_document(path)
    assert str(document.published) == published
    assert document.published_precision is DatePrecision(precision)
    assert document.text == path.read_bytes().decode()


@settings(max_examples=40)
@given(st.text(max_size=200), st.sampled_from(["en", "ru", "uk", "de", "fi"]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    assert find_publication(text, language=language)
