"""Several files as one zip, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["zip_files"]

#: The earliest moment that a zip can hold; every file in ours has it.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)

#: Ordinary files, readable by all.
PERMISSIONS: Final = 0o100644 << 16


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return files packed in the order given, without the time or the machine in them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = PERMISSIONS
            entry.create_system = 3
            archive.writestr(entry, data)
    return stream.getvalue()
