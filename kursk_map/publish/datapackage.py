"""What describes the dataset: ``datapackage.json``, ``README.md``, ``CITATION.cff``, checksums."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

from kursk_map.publish.attribution import ATTRIBUTION, LICENCE, NOTICE
from kursk_map.publish.tables import DICTIONARY
from kursk_map.settings import THEATRE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

__all__ = [
    "ODBL",
    "Description",
    "hash_file",
    "name_version",
    "write_checksums",
    "write_description",
]

ODBL: Final = "https://opendatacommons.org/licenses/odbl/1-0/"

AUTHORS: Final = "The authors of the Kursk incursion claims map"
TITLE: Final = "Kursk incursion claims map: the dataset"

#: So many hexadecimal digits name a version.
VERSION_LENGTH: Final = 12

CHECKSUMS: Final = "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is known of a dataset besides its files.

    ``files`` gives title and media type of each file of the season by its name;
    ``missing`` says for which views there is no map, and why.
    """

    version: str
    data_version: str
    first: dt.date
    last: dt.date
    known_by: dt.date
    files: Mapping[str, tuple[str, str]]
    missing: Sequence[str]


def name_version(folder: Path) -> str:
    """Return the hash of all files in a folder and their names: the version of a dataset."""
    lines = "".join(f"{hash_file(path)}  {name}\n" for name, path in _files(folder))
    return hashlib.sha256(lines.encode()).hexdigest()[:VERSION_LENGTH]


def write_description(folder: Path, described: Description) -> None:
    """Write everything into the folder that says what the files in it are."""
    package = json.dumps(_package(folder, described), ensure_ascii=False, indent=2) + "\n"
    for name, text in (
        ("README.md", _readme(described)),
        ("CITATION.cff", _citation(described)),
        ("datapackage.json", package),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def write_checksums(folder: Path) -> None:
    """Write the hash of every file in a folder, as ``sha256sum --check`` reads it."""
    lines = [f"{hash_file(path)}  {name}\n" for name, path in _files(folder) if name != CHECKSUMS]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[tuple[str, Path]]:
    """Return all files with their names relative to the folder, in the order of the names."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)


def _package(folder: Path, described: Description) -> dict[str, Any]:
    """Return the descriptor of a Frictionless Data Package."""
    return {
        "profile": "data-package",
        "name": "kursk-incursion-claims",
        "title": TITLE,
        "description": f"Who was said to hold what in Kursk Oblast, day by day. {NOTICE}",
        "version": described.version,
        "data_version": described.data_version,
        "licenses": [{"name": LICENCE, "path": ODBL, "title": "Open Database License 1.0"}],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "sources": [{"title": part.strip()} for part in ATTRIBUTION.split(";")],
        "keywords": ["Kursk", "Sumy", "front line", "claims", "territorial control"],
        "temporal": {"start": f"{described.first}", "end": f"{described.last}"},
        "spatial": {"bbox": list(THEATRE)},
        "resources": [
            _resource(folder, name, title, media_type)
            for name, (title, media_type) in described.files.items()
        ],
    }


def _resource(folder: Path, name: str, title: str, media_type: str) -> dict[str, Any]:
    path = folder / name
    resource: dict[str, Any] = {
        "name": name.lower(),
        "path": name,
        "title": title,
        "format": path.suffix.removeprefix("."),
        "mediatype": media_type,
        "hash": f"sha256:{hash_file(path)}",
    }
    if path.suffix != ".parquet":
        # Frictionless cannot count the bytes of Parquet, and takes that for a fault.
        resource["bytes"] = path.stat().st_size
    table = DICTIONARY["season"] if path.suffix == ".parquet" else DICTIONARY.get(path.stem)
    if table is not None:
        resource |= {"profile": "tabular-data-resource", "schema": _schema(table)}
    return resource | ({"encoding": "utf-8"} if path.suffix == ".csv" else {})


def _schema(table: Mapping[str, Any]) -> dict[str, Any]:
    fields = [
        {
            "name": field["name"],
            "type": field["type"],
            "description": field["description"],
            **({"constraints": {"enum": field["enum"]}} if "enum" in field else {}),
        }
        for field in table["fields"]
    ]
    key = {"primaryKey": table["key"]} if table["key"] else {}
    return {"fields": fields, **key, "missingValues": [""]}


def _readme(described: Description) -> str:
    template = Path(__file__).with_name("dataset_readme.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {title} |" for name, (title, _) in described.files.items()]
    missing = "".join(f"\n{line}\n" for line in described.missing)
    return Template(template).substitute(
        version=described.version,
        data_version=described.data_version,
        first=described.first,
        last=described.last,
        known_by=described.known_by,
        files="\n".join(rows),
        parquet=next(name for name in described.files if name.endswith(".parquet")),
        missing=missing,
        notice=NOTICE,
        attribution=ATTRIBUTION,
        licence=LICENCE,
        odbl=ODBL,
    )


def _citation(described: Description) -> str:
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this dataset, please cite it as below.\n"
        "type: dataset\n"
        f'title: "{TITLE}"\n'
        "authors:\n"
        f'  - name: "{AUTHORS}"\n'
        f'version: "{described.version}"\n'
        f"license: {LICENCE}\n"
    )
