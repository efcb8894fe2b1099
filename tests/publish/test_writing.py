from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kursk_map.errors import KurskMapError, OutputError
from kursk_map.publish.writing import folder_atomically, write_bytes_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail_to_sync(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_is_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write_bytes_atomically(tmp_path / "deep" / "map.geojson", b"{}")
    assert (tmp_path / "deep" / "map.geojson").read_bytes() == b"{}"
    assert names(tmp_path / "deep") == ["map.geojson"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_bytes_atomically(tmp_path / "map", b"")
    assert (tmp_path / "map").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_bytes_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "map").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail_to_sync)
    with pytest.raises(OutputError, match="No space left on device"):
        write_bytes_atomically(tmp_path / "map", b"new")
    assert (tmp_path / "map").read_bytes() == b"old"
    assert names(tmp_path) == ["map"]


def test_a_failed_write_takes_back_the_folders_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", fail_to_sync)
    with pytest.raises(OutputError):
        write_bytes_atomically(tmp_path / "a" / "b" / "map", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_device_is_one_line() -> None:
    with pytest.raises(OutputError, match=r"^/dev/full: cannot be written \(No space left") as e:
        write_bytes_atomically("/dev/full", b"data")
    assert "\n" not in str(e.value)


def test_a_file_on_the_way_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="file is a file, a folder is needed"):
        write_bytes_atomically(tmp_path / "file" / "map", b"new")
    with (
        pytest.raises(OutputError, match="file is a file, a folder is needed"),
        folder_atomically(tmp_path / "file/x"),
    ):
        pass


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KurskMapError, match="it is a folder"):
        write_bytes_atomically(tmp_path / "folder", b"")
    with pytest.raises(KurskMapError, match="it is a file"), folder_atomically(tmp_path / "file"):
        pass


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    with folder_atomically(tmp_path / "made" / "site") as draft:
        (draft / "index.html").write_text("page")
        assert not (tmp_path / "made" / "site").exists()
    assert (tmp_path / "made" / "site" / "index.html").read_text() == "page"
    assert names(tmp_path / "made") == ["site"]


def test_a_folder_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old")

    def half_a_site() -> None:
        with folder_atomically(tmp_path / "site") as draft:
            (draft / "index.html").write_text("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_a_site()
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert names(tmp_path) == ["site"]


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "index.html").write_text("old")
    with folder_atomically(tmp_path) as draft:
        (draft / "data").mkdir()
        (draft / "data" / "season.json").write_text("{}")
        (draft / "index.html").write_text("new")
    assert names(tmp_path) == ["data", "index.html", "mine.txt"]
    assert (tmp_path / "index.html").read_text() == "new"


def test_a_folder_in_the_way_of_a_file_stops_before_anything_moves(tmp_path: Path) -> None:
    (tmp_path / "b.html").mkdir()

    def two_pages() -> None:
        with folder_atomically(tmp_path) as draft:
            (draft / "a.html").write_text("a")
            (draft / "b.html").write_text("b")

    with pytest.raises(OutputError, match="it is a folder"):
        two_pages()
    assert names(tmp_path) == ["b.html"]


def test_replacing_exchanges_the_whole_folder(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "stale").write_text("old")
    with folder_atomically(tmp_path / "latest", replace=True) as draft:
        (draft / "fresh").write_text("new")
    assert names(tmp_path / "latest") == ["fresh"]
    assert names(tmp_path) == ["latest"]
