from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.reading.documents import load_documents
from kursk_map.reading.intake.boilerplate import boilerplate_spans
from kursk_map.reading.rows.tables import load_table
from kursk_map.settings import SEEDS

SOURCES = Path(__file__).parents[2].parent / "shared" / "seeds"
ROWS = [row for kind in ("line", "tail", "caption") for row in load_table("boilerplate.toml")[kind]]


def marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in boilerplate_spans(text)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_marks_its_example_and_not_its_counterexample(row: dict) -> None:
    assert marked(row["example"]) == [row["example"]]
    assert marked(row["counterexample"]) == []


def test_headlines_of_other_articles_go_with_their_heading() -> None:
    text = "Guyevo fell.\nSee also\nSudzha taken by troops\nGornal in flames\nThe end came late."
    assert marked(text) == ["See also", "Sudzha taken by troops", "Gornal in flames"]


def test_a_caption_goes_with_its_credit() -> None:
    text = "Troops near Sudzha\nTroops near Sudzha\nImages source: © Agency\n\nGuyevo fell."
    assert marked(text) == ["Troops near Sudzha", "Troops near Sudzha", "Images source: © Agency"]


def test_a_sentence_above_a_credit_stays() -> None:
    assert marked("Guyevo fell.\nPhoto: Agency") == ["Photo: Agency"]


def test_no_line_of_a_digest_is_taken_for_boilerplate() -> None:
    assert not [d.document_id for d in load_documents(SEEDS) if boilerplate_spans(d.text)]


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source articles are not on this machine")
@pytest.mark.parametrize(
    ("number", "least"), [("000", "See also"), ("001", "Leave a Reply"), ("003", "Lire aussi")]
)
def test_what_leaks_into_source_articles_is_marked(number: str, least: str) -> None:
    [path] = SOURCES.glob(f"{number}_*.txt")
    lines = marked(path.read_text("utf-8"))
    assert least in lines
    assert all(len(line) < 100 for line in lines)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(["See also", "Photo: x", "Guyevo", "\r", "", "İ", "a.", "©"])))
def test_spans_are_whole_lines_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = -1
    for span in boilerplate_spans(text):
        assert end < span.start < span.end
        assert "\n" not in text[span.start : span.end]
        end = span.end
