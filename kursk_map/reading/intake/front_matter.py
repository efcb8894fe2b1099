"""What stands above the text of a digest, and what can be wrong with it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import BaseModel, ConfigDict, StringConstraints

from kursk_map.model import DatePrecision

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "ADVICE",
    "FrontMatter",
    "Source",
    "explain",
    "open_digest",
    "parse_published",
    "split_front_matter",
]

_DATE: Final = r"\d{4}-\d{2}(?:-\d{2})?"
# Ten times as fast where PyYAML was built with libyaml.
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCE: Final = re.compile(r"\A---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
ADVICE: Final = {
    "id": "Use lower-case letters, digits and hyphens",
    "publisher": "Name who printed the article",
    "published": "Write the date as YYYY-MM-DD",
    "published_how": "Say how the date is known",
    "url": "Use an http or https address, or leave it empty",
    "language": "Give the article's language as two letters, such as en",
    "title": "Give the article a title",
}

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class FrontMatter(BaseModel):
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
class Source:
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


def open_digest(path: Path, name: str) -> tuple[Source | None, list[str]]:
    """Read one file and part its front matter from its text."""
    try:
        raw = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        return None, [f"{name}, line 1: cannot be read ({error}). Save it as UTF-8 text."]
    fence = _FENCE.match(raw)
    if fence is None:
        told = f"{name}, line 1: there is no front matter"
        return None, [f"{told}. Start the file with --- and the keys {', '.join(ADVICE)}."]
    try:
        values, body = frontmatter.parse(raw, handler=_PlainYaml())
    except (yaml.YAMLError, ValueError) as error:
        # Where the broken key begins; libyaml notices it only at the end of the block.
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "it is not a list of keys and values"
        told = f"{name}, line {line}: the front matter cannot be read ({problem})"
        return None, [f"{told}. Put values that hold a colon or a quote in quotes."]
    return Source(name=name, head=fence["head"], values=values, body=body.strip()), []


def explain(source: Source, fault: Any) -> str:
    """Say what pydantic found wrong as a line for the person who wrote the file."""
    key = str(fault["loc"][0]) if fault["loc"] else "front matter"
    match fault["type"]:
        case "missing":
            return source.fault(key, f"{key!r} is missing", ADVICE[key])
        case "extra_forbidden":
            known = ", ".join(ADVICE)
            return source.fault(key, f"{key!r} is not a known key", f"The keys are {known}")
        case _:
            return source.fault(key, f"{key!r} is {fault['input']!r}", ADVICE[key])


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


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part the front matter of any Markdown from its text; empty where it has none.

    A rule of dashes above a text is no front matter.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return {}, text
    try:
        values, _ = frontmatter.parse(text, handler=_PlainYaml())
    except (yaml.YAMLError, ValueError):
        return {}, text
    if not values.keys() & ADVICE.keys():
        return {}, text
    meta = {key: str(value).strip() for key, value in values.items()}
    return meta, text[fence.end() :].strip()
