"""Articles on disk become documents.

``load_documents`` reads the project's own digests and is strict: every fault of
every file is reported at once. ``read_document`` reads whatever a user has at
hand, as plain text, Markdown or a saved web page.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from kursk_map.errors import DocumentFaults
from kursk_map.model import DatePrecision, Document
from kursk_map.reading.languages import detect_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["load_documents", "parse_published"]

_DATE: Final = r"\d{4}-\d{2}(?:-\d{2})?"
# Ten times as fast where PyYAML was built with libyaml.
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCE: Final = re.compile(r"\A---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_ADVICE: Final = {
    "id": "Use lower-case letters, digits and hyphens",
    "publisher": "Name who printed the article",
    "published": "Write the date as YYYY-MM-DD",
    "published_how": "Say how the date is known",
    "url": "Use an http or https address, or leave it empty",
    "language": "Give the article's language as two letters, such as en",
    "title": "Give the article a title",
}

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _FrontMatter(BaseModel):
    """What a digest declares above its text; everything is read as a string."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    publisher: _Text
    published: Annotated[str, StringConstraints(pattern=rf"^{_DATE}$")]
    published_how: _Text
    url: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    title: _Text


class _PlainYaml(YAMLHandler):
    """Front matter whose values stay as written: ``2024-08`` and ``2024-13-45`` too."""

    def load(self, fm: str, **_: object) -> Any:
        return yaml.load(fm, Loader=_LOADER)  # noqa: S506  (makes strings, lists and maps only)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A file as it lies there: its name in messages, its front matter, its text."""

    name: str
    head: str
    values: dict[str, Any]
    body: str

    def fault(self, key: str, found: str, advice: str) -> str:
        """Say what is wrong with a key, and on which line."""
        return f"{self.name}, line {self.line_of(key)}: {found}. {advice}."

    def line_of(self, key: str) -> int:
        """Find the line that sets a key; the first line for a key that is not set."""
        found = re.search(rf"^[\"']?{re.escape(key)}[\"']?[ \t]*:", self.head, re.MULTILINE)
        return self.head.count("\n", 0, found.start()) + 2 if found else 1


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
        source, found = _open_digest(path, f"{folder.name}/{path.name}")
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


def _open_digest(path: Path, name: str) -> tuple[_Source | None, list[str]]:
    """Read one file and part its front matter from its text."""
    try:
        raw = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        return None, [f"{name}, line 1: cannot be read ({error}). Save it as UTF-8 text."]
    fence = _FENCE.match(raw)
    if fence is None:
        told = f"{name}, line 1: there is no front matter"
        return None, [f"{told}. Start the file with --- and the keys {', '.join(_ADVICE)}."]
    try:
        values, body = frontmatter.parse(raw, handler=_PlainYaml())
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        problem = getattr(error, "problem", None) or "it is not a list of keys and values"
        told = f"{name}, line {line}: the front matter cannot be read ({problem})"
        return None, [f"{told}. Put values that hold a colon or a quote in quotes."]
    return _Source(name=name, head=fence["head"], values=values, body=body.strip()), []


def _check_digest(source: _Source, faults: list[str]) -> Document | None:
    """Turn a file into a document; add what is wrong with it to ``faults``."""
    if not source.body:
        line = source.head.count("\n") + 2
        faults.append(f"{source.name}, line {line}: there is no text. Add it below the ---.")
    try:
        meta = _FrontMatter.model_validate(source.values)
    except ValidationError as error:
        faults += [_explain(source, fault) for fault in error.errors()]
        return None
    try:
        published, precision = parse_published(meta.published)
    except ValueError:
        found = f"'published' is {meta.published!r}"
        faults.append(source.fault("published", found, _ADVICE["published"]))
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


def _explain(source: _Source, fault: Any) -> str:
    key = str(fault["loc"][0]) if fault["loc"] else "front matter"
    match fault["type"]:
        case "missing":
            return source.fault(key, f"{key!r} is missing", _ADVICE[key])
        case "extra_forbidden":
            known = ", ".join(_ADVICE)
            return source.fault(key, f"{key!r} is not a known key", f"The keys are {known}")
        case _:
            return source.fault(key, f"{key!r} is {fault['input']!r}", _ADVICE[key])


def parse_published(written: str) -> tuple[dt.date, DatePrecision]:
    """Read ``YYYY-MM-DD``, or ``YYYY-MM`` as the last day of that month.

    >>> parse_published("2024-09")
    (datetime.date(2024, 9, 30), <DatePrecision.MONTH: 'month'>)
    """
    if not re.fullmatch(_DATE, written):
        raise ValueError(written)
    if len(written) > len("2024-08"):
        return dt.date.fromisoformat(written), DatePrecision.DAY
    first = dt.date.fromisoformat(f"{written}-01")
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]), DatePrecision.MONTH
