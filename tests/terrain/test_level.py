"""How much land, by figures of many kinds."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from kursk_map.model import Claimant, DatePrecision, Modality, QuantitySense, Side
from kursk_map.terrain.figures import choose_figures
from kursk_map.terrain.level import fit_level
from kursk_map.terrain.parameters import load_parameters
from tests.chronicle.toy import area

RULE = load_parameters().level
DAY = dt.timedelta(days=1)
OCTOBER = dt.date(2024, 10, 10)
PACE = np.full(329, 0.007)


def said(value, *, on=OCTOBER, **changes):
    return replace(area(value, Side.UKRAINIAN, on), **changes)


def held_on(day, *quantities):
    figures = choose_figures(quantities, Side.UKRAINIAN, RULE)
    return fit_level(figures, {}, PACE, RULE).area_km2[(day - dt.date(2024, 8, 6)).days]


def test_what_was_taken_is_the_whole_when_it_is_as_large_as_what_is_held():
    held = [said(800), said(820, on=OCTOBER + 5 * DAY)]
    gained = {"sense": QuantitySense.GAINED, "date_precision": DatePrecision.BY}
    took = said(780, on=OCTOBER + DAY, **gained)
    added = said(40, on=OCTOBER + 2 * DAY, **gained)
    areas = [each.area_km2 for each in choose_figures([*held, took, added], Side.UKRAINIAN, RULE)]
    assert areas == [800, 780, 820]


def test_what_was_taken_within_some_days_is_never_the_whole():
    held = [said(800), said(820, on=OCTOBER + 5 * DAY)]
    step = said(780, on=OCTOBER + DAY, sense=QuantitySense.GAINED)
    assert step.date_precision is DatePrecision.DAY
    areas = [each.area_km2 for each in choose_figures([*held, step], Side.UKRAINIAN, RULE)]
    assert areas == [800, 820]


def test_sharply_dated_figures_count_before_vague_ones():
    sharp = said(700)
    vague = said(300, valid_from=OCTOBER - 30 * DAY)
    [figure] = choose_figures([sharp, vague], Side.UKRAINIAN, RULE)
    assert figure.area_km2 == 700
    assert figure.days == 1


def test_a_figure_of_a_month_bends_the_course_less_than_one_of_a_day():
    steady = [said(600, on=OCTOBER - 20 * DAY), said(600, on=OCTOBER + 10 * DAY)]
    of_a_day = held_on(OCTOBER, *steady, said(500))
    of_a_month = held_on(OCTOBER, *steady, said(500, valid_from=OCTOBER - 30 * DAY))
    assert of_a_day < of_a_month < 600


def test_a_probable_figure_counts_less_than_an_outright_one():
    steady = [said(600, on=OCTOBER - 20 * DAY), said(600, on=OCTOBER + 10 * DAY)]
    outright = held_on(OCTOBER, *steady, said(500))
    probable = held_on(OCTOBER, *steady, said(500, modality=Modality.POSSIBLE))
    assert outright < probable < 600


def test_denied_figures_and_unheard_claimants_do_not_count():
    denied = said(500, modality=Modality.DENIED)
    blogger = said(500, claimant=Claimant.MILBLOGGER)
    assert choose_figures([denied, blogger], Side.UKRAINIAN, RULE) == ()


def test_an_outlier_is_doubted():
    days = [OCTOBER + step * DAY for step in (-4, -2, 2, 4)]
    figures = [said(600, on=day, claimant=Claimant.ISW) for day in days]
    wild = said(60, claimant=Claimant.DEEPSTATE)
    alone = held_on(OCTOBER, *figures)
    assert held_on(OCTOBER, *figures, wild) == pytest.approx(alone, rel=0.06)


def test_an_area_retaken_that_is_small_beside_what_was_retaken_before_is_a_step():
    peak = said(1268, sense=QuantitySense.PEAK)
    retaken = {"side": Side.RUSSIAN, "sense": QuantitySense.RETAKEN}
    most = said(800, on=OCTOBER, **retaken)
    step = said(100, on=OCTOBER + DAY, **retaken)
    rest = said(1100, on=OCTOBER + 2 * DAY, **retaken)
    figures = choose_figures([peak, most, step, rest], Side.UKRAINIAN, RULE)
    assert [each.area_km2 for each in figures] == [468, 168]
