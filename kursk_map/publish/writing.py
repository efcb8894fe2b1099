"""Put results on the disk whole or not at all.

Everything is written beside its target first and renamed into place when it is
complete, so that a full disk, a missing permission or Ctrl-C leaves what was
there before. All faults arrive as `OutputError`.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kursk_map.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["folder_atomically", "write_bytes_atomically"]


def write_bytes_atomically(path: Path | str, data: bytes) -> None:
    """Write a file whole or not at all; folders on the way are made.

    A device or a pipe (``/dev/stdout``) has nothing to replace and is written
    to directly.

    Raises
    ------
    OutputError
        When the target cannot be written; what was there before is still there.
    """
    target = Path(path)
    with _faults_of(target), _folders_for(target):
        if target.is_dir():
            raise OutputError(target, "it is a folder, a file name is needed")
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        # A link stays a link: what it points to is replaced.
        _replace(target.resolve(), data)


@contextmanager
def folder_atomically(path: Path | str, *, replace: bool = False) -> Iterator[Path]:
    """Give an empty folder to fill, and put it in place when the block ends without an error.

    Where the target is already there, the new files move into it one by one
    and files of other names are left alone; with ``replace`` the target is
    exchanged as a whole, and what was in it is gone.

    Raises
    ------
    OutputError
        When something cannot be written; the target is then as it was before.
    """
    target = Path(path)
    with _faults_of(target), _folders_for(target):
        if target.exists() and not target.is_dir():
            raise OutputError(target, "it is a file, a folder is needed")
        whole = target.resolve()
        draft = _beside(whole)
        draft.mkdir()
        try:
            yield draft
            _put_in_place(draft, whole, replace=replace)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _replace(target: Path, data: bytes) -> None:
    draft = _beside(target)
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, target: Path, *, replace: bool) -> None:
    if not target.exists():
        draft.rename(target)
    elif replace:
        _exchange(draft, target)
    else:
        _move_files(draft, target)


def _exchange(draft: Path, target: Path) -> None:
    """Put one folder in the place of another, or leave the other where it was."""
    aside = _beside(target)
    target.rename(aside)
    try:
        draft.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _move_files(draft: Path, target: Path) -> None:
    """Move files into a folder, after making sure that none meets a folder of its name."""
    files = sorted(file.relative_to(draft) for file in draft.rglob("*") if file.is_file())
    for file in files:
        if (target / file).is_dir():
            raise OutputError(target / file, "it is a folder, a file name is needed")
        (target / file).parent.mkdir(parents=True, exist_ok=True)
    for file in files:
        (draft / file).replace(target / file)


def _beside(target: Path) -> Path:
    """Return a new hidden name in the target's own folder, where a rename is atomic."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")


@contextmanager
def _faults_of(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise OutputError(target, fault.strerror or str(fault)) from fault


@contextmanager
def _folders_for(target: Path) -> Iterator[None]:
    """Make the folders that lead to a target, and take them back if the work fails."""
    parents = target.absolute().parents
    missing = [folder for folder in parents if not folder.exists()]
    ground = parents[len(missing)]
    if not ground.is_dir():
        raise OutputError(target, f"{ground} is a file, a folder is needed")
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for folder in missing:
            shutil.rmtree(folder, ignore_errors=True)
        raise
