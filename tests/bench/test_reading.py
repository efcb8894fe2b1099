"""The agency news that we made up stays read; the figures are in docs/accuracy.md."""

from bench.reading import judge, read_agency

FLOOR = 0.9


def test_agency_news_stays_read() -> None:
    rows = {row.name: row.shares for row in judge(list(read_agency()))}
    assert rows["tuples"]["precision"].value >= FLOOR
    assert rows["tuples"]["recall"].value >= FLOOR
    assert rows["claimant_party"]["right"].value >= FLOOR
