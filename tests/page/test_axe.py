"""axe-core finds nothing serious, in three languages, by day and by night, on two sizes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.page.conftest import DESK, PHONE

GRAVE = {"serious", "critical"}


def complaints(page) -> list[str]:
    response = Axe().run(page).response
    assert len(response["passes"]) > 15, "axe must have had something to look at"
    found = response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_grave_violation_in_any_language(open_site, size, scheme):
    page = open_site("date=2024-12-01&place=p00084", size=size, scheme=scheme)
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Share").click()
    page.locator('[data-part="settlements"] summary').click()
    page.locator(".km-statement").first.wait_for()
    for language in ("en", "uk", "ru"):
        page.locator(".km-language").select_option(language)
        page.wait_for_timeout(300)
        assert complaints(page) == []


def test_no_grave_violation_in_agreement_and_suggestions(open_site):
    page = open_site("date=2024-12-01&view=agreement")
    page.locator(".km-find input").fill("Place 8")
    assert complaints(page) == []


def test_no_grave_violation_with_two_maps(open_site):
    page = open_site("date=2024-12-01&compare_date=2024-09-01&compare_as=beside")
    assert complaints(page) == []


def test_no_grave_violation_as_served(visit, window):
    visit("date=2024-12-01")
    # Streamlit's own markup is not ours to mend; the frame and our head are.
    ours = [line for line in complaints(window) if "km-" in line or "st-key" in line]
    assert ours == []
