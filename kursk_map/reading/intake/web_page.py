"""Take the article out of a web page as a browser saves it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

__all__ = ["WebPage", "looks_like_html", "read_web_page"]

#: Without bounds htmldate compares with today, and the result would change with the clock.
_EARLIEST: Final = "2024-08-01"
_LATEST: Final = "2030-12-31"
_MARKS: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<article", b"<div")
_HEAD: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """The article of a page; what the page does not say is empty."""

    text: str
    title: str
    publisher: str
    url: str
    published: dt.date | None


def looks_like_html(raw: bytes) -> bool:
    """Tell a web page by its first bytes, whatever its file is called."""
    return raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKS)


def read_web_page(raw: bytes) -> WebPage:
    """Extract text, title, publisher, address and date; comments and tables stay out.

    The date is that of first publication where the page tells several.
    """
    from trafilatura import bare_extraction  # loading takes a second that digests never need

    found = bare_extraction(
        raw,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "min_date": _EARLIEST,
            "max_date": _LATEST,
        },
    )
    if found is None or isinstance(found, dict):
        return WebPage(text="", title="", publisher="", url="", published=None)
    return WebPage(
        text=found.text or "",
        title=found.title or "",
        publisher=found.sitename or found.hostname or "",
        url=found.url or "",
        published=dt.date.fromisoformat(found.date) if found.date else None,
    )
