from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_map.errors import DocumentFaults, SourceFileError
from kursk_map.model import DatePrecision
from kursk_map.reading.documents import load_documents, read_document
from kursk_map.settings import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = """\
---
id: a1
publisher: "The Post: Kyiv"
published: 2024-08-14
published_how: "date in URL"
url: "https://example.org/a"
language: uk
title: "Village taken"
---

Guyevo was taken on Tuesday, the ministry said.
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(DocumentFaults) as caught:
        load_documents(folder)
    return caught.value.faults


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def test_a_digest_becomes_a_document(seeds: Path) -> None:
    write(seeds, "a.md", GOOD)
    [document] = load_documents(seeds)
    assert document.document_id == "a1"
    assert document.publisher == "The Post: Kyiv"
    assert document.published == dt.date(2024, 8, 14)
    assert document.published_precision is DatePrecision.DAY
    assert (document.language, document.source_language) == ("en", "uk")
    assert document.text == "Guyevo was taken on Tuesday, the ministry said."


@pytest.mark.parametrize(
    ("written", "last_day"), [("2024-08", "2024-08-31"), ("2025-02", "2025-02-28")]
)
def test_a_month_is_its_last_day(seeds: Path, written: str, last_day: str) -> None:
    write(seeds, "a.md", GOOD.replace("2024-08-14", written))
    [document] = load_documents(seeds)
    assert str(document.published) == last_day
    assert document.published_precision is DatePrecision.MONTH


def test_documents_are_sorted_by_day_and_id(seeds: Path) -> None:
    write(seeds, "1.md", GOOD.replace("id: a1", "id: b2"))
    write(seeds, "2.md", GOOD)
    write(seeds, "3.md", GOOD.replace("id: a1", "id: z9").replace("08-14", "08-07"))
    assert [d.document_id for d in load_documents(seeds)] == ["z9", "a1", "b2"]


KEYS = "id, publisher, published, published_how, url, language, title"
WRITE_DATE = "Write the date as YYYY-MM-DD."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2024-08-14", "7 Aug 2024", f"line 4: 'published' is '7 Aug 2024'. {WRITE_DATE}"),
        ("2024-08-14", "2024-13-45", f"line 4: 'published' is '2024-13-45'. {WRITE_DATE}"),
        ("2024-08-14", "2024-02-30", f"line 4: 'published' is '2024-02-30'. {WRITE_DATE}"),
        ("https://example.org/a", "ftp://x", "line 6: 'url' is 'ftp://x'. Use an http or https"),
        ("url: ", "link: ", f"line 6: 'link' is not a known key. The keys are {KEYS}."),
        ("publisher: ", "press: ", "line 1: 'publisher' is missing. Name who printed the article."),
        (": uk", ": Ukrainian", "line 7: 'language' is 'Ukrainian'. Give the article's language"),
        ("Guyevo was taken on Tuesday, the ministry said.", "", "line 9: there is no text. Add it"),
        ("title: ", "title ", "line 8: the front matter cannot be read (could not find expected"),
        ("---\nid", "id", "line 1: there is no front matter. Start the file with --- and the keys"),
    ],
)
def test_a_fault_is_told_with_its_line(seeds: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    write(seeds, "a.md", GOOD.replace(old, new))
    assert [each for each in faults_of(seeds) if each.startswith(f"seeds/a.md, {expected}")]


def test_all_faults_of_all_files_are_told_at_once(seeds: Path) -> None:
    write(seeds, "a.md", GOOD.replace("2024-08-14", "today").replace("uk", "Ukrainian"))
    write(seeds, "b.md", "no front matter")
    write(seeds, "c.md", GOOD)
    write(seeds, "d.md", GOOD)
    (seeds / "e.md").write_bytes(b"\xff\xfe\x00")
    faults = faults_of(seeds)
    assert [fault.split(",")[0] for fault in faults] == [
        "seeds/a.md", "seeds/a.md", "seeds/b.md", "seeds/d.md", "seeds/e.md",
    ]  # fmt: skip
    assert "'id' is 'a1', as in seeds/c.md" in faults[3]


def test_the_seeds_load_in_a_second(seconds: Callable[..., float]) -> None:
    assert seconds(load_documents, SEEDS) < 1


def test_the_seeds_are_told_apart() -> None:
    documents = load_documents(SEEDS)
    assert len({document.document_id for document in documents}) == len(documents) > 200
    assert {document.language for document in documents} == {"en"}


# Any file.


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "\r\nGuyevo  was taken.\r\n\r\n14 August 2024 07:06\n "
    path = tmp_path / "An Article.txt"
    path.write_bytes(text.encode())
    document = read_document(path)
    assert document.text == text
    assert document.document_id == "an-article"
    assert document.published == dt.date(2024, 8, 14)
    assert document.published_how == "stated in the text ('14 August 2024')"


def test_what_the_user_says_goes_first(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", GOOD)
    document = read_document(
        path, published=dt.date(2025, 1, 2), publisher="Somebody", language="ru"
    )
    assert (document.published, document.publisher) == (dt.date(2025, 1, 2), "Somebody")
    assert (document.language, document.published_how) == ("ru", "given")


def test_markdown_needs_no_full_front_matter(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "---\npublished: 2024-09\n---\nGuyevo was taken.\n")
    document = read_document(path)
    assert document.published == dt.date(2024, 9, 30)
    assert document.text == "Guyevo was taken."
    assert document.publisher == "unknown"


def test_a_rule_of_dashes_is_no_front_matter(tmp_path: Path) -> None:
    text = "---\nGuyevo: taken\n---\n14 August 2024\n"
    assert read_document(write(tmp_path, "a.txt", text)).text == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Взяли Суджу. 14.08.2024".encode("utf-16"))
    assert read_document(path, published=dt.date(2024, 8, 14)).text.startswith("Взяли")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty. Give a file with the text of an article."),
        (b" \n\t", "is empty. Give a file with the text of an article."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not text in UTF-8 (byte 0). Save it as UTF-8 text"),
        (b"%PDF-1.7 abc", "is not a text. Give plain text, Markdown or HTML."),
        (b"abc\x00def", "is not a text. Give plain text, Markdown or HTML."),
        ("Взяли".encode("cp1251"), "is not text in UTF-8 (byte 0)."),
        (b"Guyevo was taken.", "cannot be dated: the text says nothing of its own date."),
        (b"---\npublished: soon\n---\nx", f"'published' is 'soon'. {WRITE_DATE}"),
        (b"<html><body></body></html>", "no article was found in this web page."),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(SourceFileError) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}: {told}")
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="there is no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(SourceFileError, match="is a folder"):
        read_document(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    try:
        document = read_document(path, published=dt.date(2025, 3, 12))
    except SourceFileError as error:
        assert str(path) in str(error)  # noqa: PT017  (either outcome is right)
    else:
        assert document.text.strip()
