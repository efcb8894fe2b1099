"""An article that means harm does none, whichever of its parts says what."""

from __future__ import annotations

import dataclasses

import pytest
from playwright.sync_api import expect

from bench.synthetic import synthetic_season
from kursk_map.publish.player_files import make_player_files
from kursk_map.publish.site import site_html

MARKUP = "</script></style></textarea><img src=x onerror=alert(1)><svg onload=alert(2)>{{7*7}}"
ADDRESSES = [
    "javascript:alert(3)",
    " jAvAsCrIpT:alert(4)",
    "data:text/html,<script>alert(5)</script>",
    'https://example.org/"><img src=x onerror=alert(6)>',
    "//example.org",
    "",
]


@pytest.fixture(params=ADDRESSES)
def page(request, new_page, tmp_path):
    """Open a season in which every text of every article is hostile."""
    season = synthetic_season(40, 12, vertices=16, quote=MARKUP, name=MARKUP)
    harmful = {
        name: dataclasses.replace(document, publisher=MARKUP, title=MARKUP, url=request.param)
        for name, document in season.documents.items()
    }
    statements = {
        name: dataclasses.replace(
            statement, toponym=MARKUP, place_name=MARKUP, claimant_name=MARKUP
        )
        for name, statement in season.statements.items()
    }
    quantities = [
        dataclasses.replace(quantity, claimant_name=MARKUP) for quantity in season.quantities
    ]
    events = [
        dataclasses.replace(event, texts=dict.fromkeys(("en", "uk", "ru"), MARKUP))
        for event in season.events
    ]
    path = tmp_path / "index.html"
    files = make_player_files(
        dataclasses.replace(
            season,
            documents=harmful,
            statements=statements,
            quantities=quantities,
            events=events,
        )
    )
    path.write_text(site_html(files), encoding="utf-8")
    page = new_page(path.as_uri())
    page.goto(f"{path.as_uri()}#date=2024-08-25&place=p00000&compare_date=2024-08-10")
    page.locator(".km[data-ready]").wait_for()
    return page


def test_nothing_runs_and_nothing_leads_astray(page):
    """The window itself fails the test if a script faults, asks or fetches (see conftest)."""
    page.locator(".km-statement").first.wait_for()
    for part in ("settlements", "totals", "events"):
        page.locator(f'[data-part="{part}"] summary').click()
    page.locator('[data-part="totals"] li').first.wait_for()
    page.get_by_role("combobox", name="Find").fill("img src")
    page.get_by_role("button", name="Share").click()
    for language in ("uk", "ru", "en"):
        page.locator(".km-language").select_option(language)
    expect(page.locator(".km-statement blockquote").first).to_have_text(MARKUP)
    assert page.locator(".km img, .km script, .km style, .km svg[onload]").count() == 0
    addresses = page.eval_on_selector_all(".km a[href]", "links => links.map(a => a.protocol)")
    assert set(addresses) <= {"https:", "http:"}
    page.wait_for_timeout(100)
