"""The payloads: small, complete, and the same every time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import json

import pytest

from bench.synthetic import START, synthetic_season
from kursk_map.model import Control, Measure, Modality, Side
from kursk_map.publish.packing import unpack_numbers
from kursk_map.publish.season import (
    LAND,
    evenings_payload,
    ground_payload,
    opening_day,
    season_payload,
    shown_places,
)
from kursk_map.publish.testimony import statements_payload


@pytest.fixture(scope="module")
def season():
    return synthetic_season(30, 40, vertices=24)


@pytest.fixture(scope="module")
def payload(season):
    return season_payload(season)


def test_every_view_and_every_day_is_there(season, payload):
    assert set(payload["views"]) == set(season.histories)
    for view in payload["views"].values():
        covered = [day for row in view["surfaces"] for day in range(row["from"], row["to"])]
        assert covered == list(range(30))


def test_figures_are_those_of_the_history(season, payload):
    surface = season.histories["all"].surfaces[12]
    row = payload["views"]["all"]["surfaces"][12]
    held = {(area.control, area.soil): area.area_km2 for area in surface.areas}
    assert row["km2"] == [round(held.get(key, 0), 1) for key in LAND]
    assert len(row["land"]) == len(LAND)


def test_land_at_home_is_left_to_the_border():
    assert (Control.RUSSIAN, Side.RUSSIAN) not in LAND
    assert (Control.UKRAINIAN, Side.UKRAINIAN) not in LAND


def unpack_rows(rows):
    """Read the columns as the player does."""
    steps, starts, lengths, ages = (
        unpack_numbers(rows[name]) for name in ("place", "from", "to", "evidence")
    )
    place = end = 0
    for n, (step, later, length, age) in enumerate(zip(steps, starts, lengths, ages, strict=True)):
        place += step
        start = later + (end if n and not step else 0)
        end = start + length
        evidence = None if age == 0 else start + (age - 1 if age > 0 else age)
        yield place, start, end, rows["control"][n], rows["basis"][n], evidence


def test_settlements_are_rows_sorted_by_place_and_day(season, payload):
    ids = [place.place_id for place in shown_places(season)]
    letters = {"s": "stated", "m": "implied", "i": "inferred", "b": "baseline"}
    for view, history in season.histories.items():
        rows = list(unpack_rows(payload["views"][view]["settlements"]))
        assert rows == sorted(rows, key=lambda row: row[:2])
        found = {
            (ids[place], start, end, control, letters[basis], evidence)
            for place, start, end, control, basis, evidence in rows
        }
        assert found == {
            (
                row.place_id,
                (row.valid_from - START).days,
                (row.valid_to - START).days,
                row.control.value[0],
                row.basis.value,
                row.last_evidence_on and (row.last_evidence_on - START).days,
            )
            for row in history.settlements
        }


def test_places_outside_the_theatre_are_left_out(season):
    far = dataclasses.replace(next(iter(season.places.values())), place_id="far", longitude=30.0)
    wider = dataclasses.replace(season, places={**season.places, "far": far})
    assert ground_payload(wider) == ground_payload(season)


def test_totals_are_asserted_areas_and_counts(season):
    first = season.quantities[0]
    denied = dataclasses.replace(first, statement_id="x1", modality=Modality.DENIED)
    share = dataclasses.replace(first, statement_id="x2", measure=Measure.PERCENT)
    more = dataclasses.replace(season, quantities=[*season.quantities, denied, share])
    assert season_payload(more)["totals"] == season_payload(season)["totals"]
    testimony = statements_payload(season)
    documents = [testimony["documents"][number] for number in testimony["totals"]]
    assert len(documents) == len(season_payload(season)["totals"])
    assert documents[0]["url"] == "https://example.org/article"


def test_a_total_that_is_true_by_a_day_stands_on_that_day(season):
    by = dataclasses.replace(
        season.quantities[0],
        valid_from=START + dt.timedelta(days=3),
        valid_to=START + dt.timedelta(days=8),
    )
    [total] = season_payload(dataclasses.replace(season, quantities=[by]))["totals"]
    assert total["on"] == 7


def test_the_page_opens_on_the_day_with_most_land_crossed(season):
    surfaces = season.histories["all"].surfaces
    widest = max(surfaces, key=lambda surface: surface.areas[0].area_km2)
    assert opening_day(season) == widest.valid_from


def test_two_runs_are_identical(season):
    again = synthetic_season(30, 40, vertices=24)
    for make in (ground_payload, season_payload, evenings_payload, statements_payload):
        assert json.dumps(make(season)) == json.dumps(make(again))


def test_statements_carry_all_that_a_reader_needs(season):
    payload = statements_payload(season)
    assert len(payload["statements"]) == len(season.statements)
    ids = [place.place_id for place in shown_places(season)]
    for row in payload["statements"]:
        statement = season.statements[row["id"]]
        assert ids[row["place"]] == statement.place_id
        assert row["quote"] == statement.provenance.quote
        assert row["rules"] == ["rule.one"]
        assert payload["documents"][row["document"]]["publisher"] == "The Synthetic Post"


def test_support_follows_the_rows_of_the_settlements(season, payload):
    support = statements_payload(season)["support"]["now"]
    for view, rows in payload["views"].items():
        assert len(support[view]) == len(rows["settlements"]["control"])
    assert all(sum(chances) == 100 for _, chances in support["all"])


def test_a_season_of_a_year_stays_small():
    payload = season_payload(synthetic_season(330, 300, vertices=40))
    size = len(gzip.compress(json.dumps(payload, separators=(",", ":")).encode()))
    assert size < 700_000, "every day moves every vertex here; real seasons move few"
