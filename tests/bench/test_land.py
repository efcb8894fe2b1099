"""The rulers for the land are measured first."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from bench import claimed_figures, crossfit, land_page, reference
from bench.calibration import Tally
from bench.claimed_figures import Course, answer, compare, rows_of
from kursk_map.model import Claimant, Measure, Modality, QuantitySense, Side, View
from tests.chronicle.toy import area

DAY = dt.date(2024, 9, 6)
LATER = dt.date(2025, 3, 12)


def said(value, sense, side=Side.UKRAINIAN, *, on=DAY, quote="x", days=1, **changes):
    one = area(value, side, on, sense=sense)
    provenance = replace(one.provenance, quote=quote)
    return replace(one, provenance=provenance, valid_from=one.valid_to - days * reference.DAY,
                   **changes)  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "how"),
    [
        (said(1000, QuantitySense.HELD), "held"),
        (said(1300, QuantitySense.PEAK), "peak"),
        (said(1300, QuantitySense.GAINED), "held"),
        (said(40, QuantitySense.GAINED, quote="another 40 sq km"), ""),
        (said(500, QuantitySense.GAINED, quote="another 500 sq km"), ""),
        (said(40, QuantitySense.GAINED), ""),
        (said(40, QuantitySense.GAINED, days=7), "change"),
        (said(800, QuantitySense.RETAKEN, Side.RUSSIAN), "retaken"),
        (said(1000, QuantitySense.HELD, modality=Modality.DENIED), ""),
        (said(1000, QuantitySense.HELD, on=dt.date(2025, 8, 1)), ""),
    ],
)
def test_like_is_compared_with_like_and_the_rest_says_why_not(quantity, how):
    found, why_not = compare(quantity)
    assert found == how
    assert bool(why_not) == (not how)


def course(first=0):
    days = np.arange(claimed_figures.DAYS, dtype=float)
    rising = np.where(days < 60, days * 10, 1200 - days * 10).clip(0)
    held = {(measure, side): np.zeros_like(days) for measure in Measure for side in Side}
    held[Measure.AREA_KM2, Side.UKRAINIAN] = rising
    return Course(first=first, held=held, lost={side: np.zeros_like(days) for side in Side})


def test_answers_are_those_of_the_day():
    number = (DAY - dt.date(2024, 8, 6)).days
    assert answer(said(1, QuantitySense.HELD), "held", course()) == number * 10
    assert answer(said(1, QuantitySense.PEAK, on=LATER), "peak", course()) == 600
    late = said(1, QuantitySense.RETAKEN, Side.RUSSIAN, on=dt.date(2024, 10, 15))
    assert answer(late, "retaken", course()) == 600 - (1200 - 70 * 10)
    week = said(1, QuantitySense.GAINED, days=7)
    assert answer(week, "change", course()) == 70
    assert answer(week, "", course()) is None
    assert answer(week, "change", course(first=300)) is None


def test_the_same_figure_from_two_documents_is_one_row():
    one = area(1000, Side.UKRAINIAN, DAY, claimant=Claimant.ISW)
    two = replace(one, statement_id="other", reported_on=DAY + reference.DAY)
    other = area(900, Side.UKRAINIAN, DAY, claimant=Claimant.ISW)
    rows = rows_of([one, two, other], {View.ALL: course()})
    assert [row.quantity.value for row in rows] == [1000, 900]


def test_calibration_error_is_nought_for_honest_chances_and_not_for_bold_ones():
    chances = np.repeat([0.25, 0.75], 400)
    happened = np.tile([True, False, False, False], 100), np.tile([True, True, True, False], 100)
    honest, bold = Tally(), Tally()
    honest.add(chances, np.concatenate(happened))
    bold.add(np.where(chances > 0.5, 0.95, 0.05), np.concatenate(happened))
    assert honest.error == 0
    assert bold.error == pytest.approx(0.2)
    assert sum(row["number"] for row in bold.rows) == 800


@pytest.mark.parametrize("split", crossfit.SPLITS, ids=lambda split: split.name)
def test_parts_share_no_day_and_the_days_near_the_other_are_known(split):
    one, other = split.parts
    assert not one & other
    assert one | other == set(crossfit.MAIN.days)
    for part, against in ((one, other), (other, one)):
        chosen = part - split.near
        assert chosen
        apart = min(abs((day - far).days) for day in chosen for far in against)
        assert apart > 5


def test_without_the_reference_one_line_says_what_is_needed(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(reference, "SHARED", tmp_path)
    reference.ruler.cache_clear()
    with pytest.raises(SystemExit) as left:
        reference.ruler()
    reference.ruler.cache_clear()
    assert left.value.code == 2
    err = capsys.readouterr().err
    assert err.startswith("needs ../shared")
    assert err.count("\n") == 1


def test_the_page_of_claimed_figures_is_what_the_recorded_table_gives():
    rows = land_page._table("claimed_figures.csv")
    page = land_page.CLAIMS_INTRO + "".join(land_page._claims(rows))
    assert land_page.PAGE.read_text(encoding="utf-8") == page
