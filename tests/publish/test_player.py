"""The player's files: named by content, written whole, harmless whatever they hold."""

from __future__ import annotations

import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.synthetic import synthetic_season
from kursk_map.errors import OutputError
from kursk_map.publish.layers import escape_for_template, season_map
from kursk_map.publish.manifest import read_manifest
from kursk_map.publish.player_files import (
    PLAYER,
    make_player_files,
    read_player_script,
    write_missing_files,
    write_player_files,
)

HOSTILE = "{{7*7}}{% for %}{#</script>\u202e🪖"


@pytest.fixture(scope="module")
def season():
    return synthetic_season(12, 20, vertices=16, quote=HOSTILE)


@pytest.fixture(scope="module")
def folder(season, tmp_path_factory):
    path = tmp_path_factory.mktemp("static") / "built"
    write_player_files(season, path)
    return path


def test_the_manifest_names_files_that_are_there(folder):
    manifest = read_manifest(folder)
    for name in ("leaflet_script", "leaflet_style", "player_script", "player_style"):
        assert (folder / manifest[name]).stat().st_size > 1000
    for name in ("ground", "season", "bands", "evenings", "statements", "words"):
        content = gzip.decompress((folder / manifest[name]).read_bytes())
        assert isinstance(json.loads(content), dict)
    assert manifest["start"] == "2024-08-06"
    assert manifest["drawn_from"]["now"]["all"] == "2024-08-06"


def test_there_is_no_manifest_before_the_first_build(tmp_path):
    assert read_manifest(tmp_path) == {}


def test_readers_who_come_while_the_files_are_written_wait_for_them(season, tmp_path):
    drawn = []

    def draw():
        drawn.append(season)
        return season

    with ThreadPoolExecutor(4) as readers:
        asked = [readers.submit(write_missing_files, draw, tmp_path) for _ in range(4)]
    assert len(drawn) == 1
    assert all(each.result() == read_manifest(tmp_path) != {} for each in asked)


def test_the_same_season_gives_the_same_bytes(folder, season, tmp_path):
    write_player_files(season, tmp_path / "again")
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "again").iterdir())
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_new_build_keeps_the_files_of_the_one_before_it_and_no_older(tmp_path):
    manifests = []
    for places in (10, 11, 12):
        write_player_files(synthetic_season(6, places, vertices=12), tmp_path)
        manifests.append(read_manifest(tmp_path)["season"])
    there = {path.name for path in tmp_path.iterdir()}
    assert manifests[0] not in there
    assert {manifests[1], manifests[2]} <= there


def test_a_folder_that_cannot_be_written_is_said_in_one_line(season, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_player_files(season, tmp_path / "file")


def test_the_player_loads_nothing_from_anywhere():
    script = read_player_script()
    addresses = set(re.findall(r"https?://[\w./{}-]+", script))
    assert addresses == {
        "http://www.w3.org/2000/svg",  # a name, not an address
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",  # off until asked for
    }


def test_the_player_never_reads_text_as_markup():
    script = read_player_script()
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "DOMParser",
    ):
        assert way not in script


def test_modules_keep_a_size_that_can_be_read():
    for module in PLAYER.glob("*.js"):
        lines = module.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 300, module.name
        assert max(map(len, lines)) <= 200, module.name


def test_no_article_passes_through_a_template(season):
    files = make_player_files(season)
    manifest = {
        **dict.fromkeys(("leaflet_script", "leaflet_style", "player_script", "player_style"), "x"),
        **{name: f"{name}.json.gz" for name in files.payloads},
    }
    page = season_map(manifest, "../built/", {"above": 0}).get_root().render()
    assert HOSTILE not in page
    assert "49" not in re.sub(r"[0-9a-f]{32}", "", page)
    assert "https://" not in page
    assert "KurskMap.start(map_" in page


@pytest.mark.parametrize("text", ["{{7*7}}", "{% raw %}", "{# x #}", "</script>", "<!--"])
def test_configuration_survives_templates_and_tags(text):
    escaped = escape_for_template(json.dumps({"a": text}))
    assert json.loads(escaped) == {"a": text}
    assert text not in escaped
