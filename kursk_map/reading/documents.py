"""Articles on disk become documents.

``load_documents`` reads the project's own digests and is strict: every fault of
every file is reported at once. ``read_document`` reads whatever a user has at
hand, as plain text, Markdown or a saved web page.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError
from slugify import slugify

from kursk_map.errors import DocumentFaults, SourceFileError
from kursk_map.model import DatePrecision, Document
from kursk_map.reading.intake.front_matter import (
    ADVICE,
    FrontMatter,
    Source,
    explain,
    open_digest,
    parse_published,
    split_front_matter,
)
from kursk_map.reading.intake.languages import detect_language
from kursk_map.reading.intake.publication import (
    PublicationKnown,
    PublicationUnknown,
    find_publication,
)
from kursk_map.reading.intake.web_page import looks_like_html, read_web_page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["load_documents", "read_document"]

#: PDF, RTF and PostScript begin like text.
_BINARY: Final = (b"%PDF", b"{\\rtf", b"%!PS")


def load_documents(folder: Path) -> tuple[Document, ...]:
    """Load every digest of a folder, sorted by date of publication and id.

    Parameters
    ----------
    folder
        Holds one Markdown file per article: front matter, then the text.

    Raises
    ------
    DocumentFaults
        If any file is faulty; carries one line for each fault of each file.
    """
    faults: list[str] = []
    documents: dict[str, tuple[Document, str]] = {}
    for path in sorted(folder.glob("*.md")):
        source, found = open_digest(path, f"{folder.name}/{path.name}")
        document = _check_digest(source, found) if source is not None else None
        faults += found
        if source is None or document is None:
            continue
        if (twin := documents.get(document.document_id)) is not None:
            told = f"'id' is {document.document_id!r}, as in {twin[1]}"
            faults.append(source.fault("id", told, "Give each article an id of its own"))
        documents[document.document_id] = (document, source.name)
    if faults:
        raise DocumentFaults(faults)
    return _sort(document for document, _ in documents.values())


def _sort(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda d: (d.published, d.document_id)))


def _check_digest(source: Source, faults: list[str]) -> Document | None:
    """Turn a file into a document; add what is wrong with it to ``faults``."""
    if not source.body:
        line = source.head.count("\n") + 2
        faults.append(f"{source.name}, line {line}: there is no text. Add it below the ---.")
    try:
        meta = FrontMatter.model_validate(source.values)
    except ValidationError as error:
        faults += [explain(source, fault) for fault in error.errors()]
        return None
    try:
        published, precision = parse_published(meta.published)
    except ValueError:
        found = f"'published' is {meta.published!r}"
        faults.append(source.fault("published", found, ADVICE["published"]))
        return None
    return Document(
        document_id=meta.id,
        publisher=meta.publisher,
        published=published,
        published_precision=precision,
        published_how=meta.published_how,
        url=meta.url,
        language=detect_language(source.body),
        source_language=meta.language,
        title=meta.title,
        text=source.body,
    )


def read_document(
    path: Path,
    *,
    published: dt.date | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Document:
    """Read an article from plain text, Markdown with front matter, or a saved web page.

    Parameters
    ----------
    path
        The kind of file is told by what it holds, not by its name.
    published, publisher, language
        Go before what the file says of itself.

    Returns
    -------
    Document
        ``text`` is the file as it is for plain text, what follows the front
        matter for Markdown, and the article without its page for HTML.

    Raises
    ------
    SourceFileError
        If there is no text to read, or no telling when it was published.
    """
    raw = _read_bytes(path)
    article = _read_page(path, raw) if looks_like_html(raw) else _read_text(path, raw)
    if not article.text.strip():
        raise SourceFileError(path, "holds no article", "Give a file with the text of one.")
    spoken = language or article.language or detect_language(article.text)
    when = (
        _given(published) or article.publication or find_publication(article.text, language=spoken)
    )
    if isinstance(when, PublicationUnknown):
        advice = "Give its date with --published YYYY-MM-DD."
        raise SourceFileError(path, f"cannot be dated: {when.reason}", advice)
    return Document(
        document_id=article.document_id or slugify(path.stem) or "document",
        publisher=publisher or article.publisher or "unknown",
        published=when.published,
        published_precision=when.precision,
        published_how=when.how,
        url=article.url,
        language=spoken,
        source_language=article.source_language or spoken,
        title=article.title,
        text=article.text,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What a file says of itself; what it does not say is empty."""

    text: str
    document_id: str = ""
    publisher: str = ""
    url: str = ""
    title: str = ""
    language: str = ""
    source_language: str = ""
    publication: PublicationKnown | None = None


def _given(published: dt.date | None) -> PublicationKnown | None:
    if published is None:
        return None
    return PublicationKnown(published=published, precision=DatePrecision.DAY, how="given")


def _read_bytes(path: Path) -> bytes:
    """Read a file, or say in one line why it is none to read."""
    if path.is_dir():
        raise SourceFileError(path, "is a folder", "Name the files in it.")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SourceFileError(path, "there is no such file", "Check the name.") from None
    except OSError as error:
        told = error.strerror or str(error)
        raise SourceFileError(path, f"cannot be read ({told})", "Check the file.") from None
    if not raw.strip():
        raise SourceFileError(path, "is empty", "Give a file with the text of an article.")
    return raw


def _read_page(path: Path, raw: bytes) -> _Article:
    page = read_web_page(raw)
    if not page.text:
        advice = "Save its text as a plain text file and give that."
        raise SourceFileError(path, "no article was found in this web page", advice)
    known = page.published and PublicationKnown(
        published=page.published, precision=DatePrecision.DAY, how="stated by the web page"
    )
    return _Article(
        text=page.text,
        publisher=page.publisher,
        url=page.url,
        title=page.title,
        publication=known or None,
    )


def _read_text(path: Path, raw: bytes) -> _Article:
    """Read plain text, or Markdown whose front matter may say as little as it likes."""
    text = _decode(path, raw)
    meta, body = split_front_matter(text)
    if not meta:
        return _Article(text=text)
    return _Article(
        text=body,
        document_id=meta.get("id", ""),
        publisher=meta.get("publisher", ""),
        url=meta.get("url", ""),
        title=meta.get("title", ""),
        source_language=meta.get("language", ""),
        publication=_declared(path, meta),
    )


def _declared(path: Path, meta: dict[str, str]) -> PublicationKnown | None:
    """Read the date in the front matter; a wrong one is an error, none at all is not."""
    if not (written := meta.get("published")):
        return None
    try:
        published, precision = parse_published(written)
    except ValueError:
        raise SourceFileError(
            path, f"'published' is {written!r}", f"{ADVICE['published']}."
        ) from None
    how = meta.get("published_how") or "declared in the file"
    return PublicationKnown(published=published, precision=precision, how=how)


def _decode(path: Path, raw: bytes) -> str:
    """Decode text; anything that is not text is told apart before it is read."""
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        told = f"is not text in UTF-8 (byte {error.start})"
        raise SourceFileError(path, told, "Save it as UTF-8 text, Markdown or HTML.") from None
    if "\0" in text or raw.startswith(_BINARY):
        raise SourceFileError(path, "is not a text", "Give plain text, Markdown or HTML.")
    return text
