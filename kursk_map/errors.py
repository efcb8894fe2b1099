"""What can go wrong, said so that the reader can mend it.

::

    KurskMapError                one line for the person at the keyboard, exit code 2
    ├── SourceFileError          a file that cannot be read as a document
    ├── DocumentFaults           every fault of every document at once
    ├── DateError                not a date, or outside the campaign
    ├── NoMapError               the view has too little to draw on that day
    ├── FormatError              no such file format
    ├── NotInstalledError        an optional part is wanted and not there
    └── OutputError              the result cannot be written

Every message says where, what was found and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = [
    "DateError",
    "DocumentFaults",
    "FormatError",
    "KurskMapError",
    "NoMapError",
    "NotInstalledError",
    "OutputError",
    "SourceFileError",
]


class KurskMapError(Exception):
    """Base of all errors that the project raises on purpose."""


class SourceFileError(KurskMapError):
    """A file could not be read as a document."""

    def __init__(self, path: Path | str, found: str, advice: str) -> None:
        super().__init__(f"{path}: {found}. {advice}")


class DocumentFaults(KurskMapError):
    """Some documents are faulty; ``faults`` holds one line for each fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class DateError(KurskMapError):
    """A date could not be used."""

    @classmethod
    def unreadable(cls, option: str, found: str) -> DateError:
        """Say that a text is not a date in the one format that is accepted."""
        return cls(f"{option}: {found!r} is not a date. Write it as YYYY-MM-DD.")

    @classmethod
    def outside(cls, option: str, found: dt.date, first: dt.date, last: dt.date) -> DateError:
        """Say that a date lies outside the campaign."""
        return cls(
            f"{option}: {found} is outside the campaign. Choose a date from {first} to {last}."
        )


class NoMapError(KurskMapError):
    """A view has too little to draw a line on a day."""

    def __init__(self, view: str, valid_on: dt.date, drawn_from: dt.date | None) -> None:
        reason = (
            f"its first statement is valid from {drawn_from}. Choose a later date"
            if drawn_from
            else "it has no statement of control. Choose another view or a later --known-by"
        )
        super().__init__(f"There is no map for view '{view}' on {valid_on}: {reason}.")


class FormatError(KurskMapError):
    """There is no file format of that name."""

    def __init__(self, found: str, known: Iterable[str]) -> None:
        super().__init__(f"--format: {found!r} is not a format. Choose one of {', '.join(known)}.")


class OutputError(KurskMapError):
    """The result could not be written; nothing was left half-written."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: cannot be written ({reason}). Choose another --output.")


class NotInstalledError(KurskMapError):
    """An optional part of the program is wanted, and packages that it needs are missing."""

    def __init__(self, wanted: str, missing: Sequence[str], *, group: str) -> None:
        super().__init__(
            f"{wanted} needs what is not installed: {', '.join(missing)}."
            f" Run 'pip install --group {group}' in the project's folder (pip 25.1 or newer)."
        )
