"""What a reader's browser loads of the real season: small enough for a slow line."""

from __future__ import annotations

import json

import pytest

from kursk_map import pipeline
from kursk_map.publish.player_files import compress, make_player_files

#: What the season and the ground under it may weigh as they travel, in bytes.
SEASON, FIRST_LOAD = 200_000, 250_000


@pytest.fixture(scope="module")
def payloads():
    return make_player_files(pipeline.season_inputs()).payloads


def weight(payloads, *names: str) -> int:
    return sum(len(compress(payloads[name])) for name in names)


def test_the_season_is_light(payloads):
    assert weight(payloads, "season") <= SEASON
    assert weight(payloads, "season", "ground", "words") <= FIRST_LOAD


def test_what_most_readers_never_ask_for_waits(payloads):
    season = json.loads(payloads["season"])
    assert set(season["views"]) == {"all", "ukraine", "russia", "independent"}
    assert all("band" not in row for view in season["views"].values() for row in view["surfaces"])
    assert "quote" not in payloads["season"].decode()
