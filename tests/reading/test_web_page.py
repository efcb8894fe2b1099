from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from kursk_map.reading.documents import read_document
from kursk_map.reading.intake.web_page import looks_like_html, read_web_page

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html>
<html lang="en"><head><title>Village taken - The Test Post</title>
<meta charset="{charset}">
<meta property="og:site_name" content="The Test Post">
{date}
<link rel="canonical" href="https://test.example/articles/village-taken"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">News from Gornal</a></li></ul></nav>
<article><h1>Village taken</h1>
<p>Russian forces took the village of Kazachya Loknya on Tuesday, the ministry in Moscow said in
a statement. The claim could not be verified, but several channels repeated it.</p>
<figure><img src="x.jpg"><figcaption>A soldier in Guyevo. Photo: Agency</figcaption></figure>
<p>Ukraine's General Staff did not comment on the statement of the ministry. Fighting went on
near Суджа on the same day, according to the same sources, and it was heavy.</p></article>
<div id="comments"><h3>Comments</h3><p>I think that Plekhovo has been taken too.</p></div>
<footer>Follow us on Facebook. Read also: Daryino taken</footer></body></html>
"""
DATE = '<meta property="article:published_time" content="2025-03-12T10:00:00+00:00">'


def page(*, charset: str = "utf-8", date: str = DATE) -> bytes:
    return PAGE.format(charset=charset, date=date).encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_the_article_is_taken_out_of_its_page(charset: str) -> None:
    found = read_web_page(page(charset=charset))
    assert found.title.startswith("Village taken")
    assert found.publisher == "The Test Post"
    assert found.url == "https://test.example/articles/village-taken"
    assert found.published == dt.date(2025, 3, 12)
    assert "Kazachya Loknya" in found.text
    assert "Суджа" in found.text


@pytest.mark.parametrize("leak", ["Gornal", "Plekhovo", "Daryino", "Facebook", "Home"])
def test_menus_comments_and_footers_stay_out(leak: str) -> None:
    assert leak not in read_web_page(page()).text


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_page_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(page())
    document = read_document(path)
    assert document.publisher == "The Test Post"
    assert document.published_how == "stated by the web page"
    assert document.language == "en"


def test_a_page_without_a_date_is_dated_by_its_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page(date="").replace(b"on the same day", b"on 12 March"))
    document = read_document(path, published=dt.date(2025, 3, 13))
    assert document.published_how == "given"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"<!DOCTYPE html><p>", True),
        (b"\xef\xbb\xbf \n<html>", True),
        (b"Guyevo <html>", False),
        (b"", False),
    ],
)
def test_telling_a_page_from_a_text(raw: bytes, *, expected: bool) -> None:
    assert looks_like_html(raw) is expected
