"""The map as one file, with the season beside it."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from bench.synthetic import synthetic_season
from kursk_map.errors import OutputError
from kursk_map.publish.player_files import make_player_files
from kursk_map.publish.site import site_html, write_site

HOSTILE = "{{7*7}}$notice</script><img src=x>\u202e"


@pytest.fixture(scope="module")
def season():
    return synthetic_season(8, 20, vertices=16, quote=HOSTILE, name=HOSTILE)


def test_everything_is_inside(season):
    files = make_player_files(season)
    page = site_html(files)
    [parts] = re.findall(r"const parts = (\{.*?\});", page)
    packed = json.loads(parts)
    for name, payload in files.payloads.items():
        assert gzip.decompress(base64.b64decode(packed[name])) == payload
    for name in ("leaflet_script", "player_script", "leaflet_style", "player_style"):
        assert len(packed[name]) > 1000


def test_nothing_outside_is_asked_for(season):
    page = site_html(make_player_files(season))
    assert "http:" not in page
    assert "https:" not in page
    assert not re.search(r"\b(src|href)=\"(?!data:)", page)


def test_nothing_that_an_article_says_stands_in_the_page(season):
    page = site_html(make_player_files(season))
    assert "7*7" not in page
    assert "img src" not in page
    assert page.count("</script>") == 1


def test_the_season_lies_beside_the_page(season, tmp_path):
    write_site(season, tmp_path / "site")
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    beside = sorted(path.name for path in (tmp_path / "site").glob("*.geojson"))
    assert len(beside) == 4
    for name in beside:
        assert name in page
        collection = json.loads((tmp_path / "site" / name).read_text(encoding="utf-8"))
        assert collection["type"] == "FeatureCollection"
        assert collection["features"]


def test_two_runs_give_the_same_bytes(season, tmp_path):
    for name in ("one", "two"):
        write_site(season, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_folder_that_cannot_be_written_is_said_in_one_line(season, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_site(season, tmp_path / "file")
