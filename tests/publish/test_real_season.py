"""What a reader's browser loads of the real season: small enough for a slow line."""

from __future__ import annotations

import json

import pytest

from kursk_map import pipeline
from kursk_map.publish.player_files import compress, make_player_files
from kursk_map.publish.site import site_html

#: What the season and the ground under it may weigh as they travel, in bytes.
SEASON, FIRST_LOAD = 200_000, 250_000


#: What the page of one file may weigh on disk.
SITE = 1_000_000


@pytest.fixture(scope="module")
def files():
    return make_player_files(pipeline.season_inputs())


@pytest.fixture(scope="module")
def payloads(files):
    return files.payloads


def weight(payloads, *names: str) -> int:
    return sum(len(compress(payloads[name])) for name in names)


def test_the_season_is_light(payloads):
    assert weight(payloads, "season") <= SEASON
    assert weight(payloads, "season", "ground", "words") <= FIRST_LOAD


def test_the_page_of_one_file_is_light(files):
    assert len(site_html(files).encode()) <= SITE


def test_what_most_readers_never_ask_for_waits(payloads):
    season = json.loads(payloads["season"])
    assert set(season["views"]) == {"all", "ukraine", "russia", "independent"}
    assert all("band" not in row for view in season["views"].values() for row in view["surfaces"])
    assert "quote" not in payloads["season"].decode()
