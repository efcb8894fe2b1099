import datetime as dt
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import PUBLISHED, document_of, read

from gazetteer.load import load_gazetteer
from kursk_map.model import Change, Claimant, Control, DatePrecision, QuantitySense, Side
from kursk_map.reading.extract import extract_all

NEWS = (
    "Russia's Defence Ministry said on Thursday that its troops had captured Sudzha (Суджа), "
    "Podol and Melovoy.\n\nUkraine has not confirmed the loss of Sudzha. According to ISW, "
    "Ukrainian forces still hold Gornal; about 100 sq km are under Ukrainian control."
)


def test_an_article_gives_what_it_says():
    said = read(NEWS)
    assert [(each.place_name, each.change, each.claimant) for each in said.statements] == [
        ("Sudzha", Change.GAINED, Claimant.RUSSIAN_OFFICIALS),
        ("Podol", Change.GAINED, Claimant.RUSSIAN_OFFICIALS),
        ("Melovoy", Change.GAINED, Claimant.RUSSIAN_OFFICIALS),
        ("Sudzha", Change.LOST, Claimant.UKRAINIAN_OFFICIALS),
        ("Gornal", Change.HELD, Claimant.ISW),
    ]
    [area] = said.quantities
    assert (area.value, area.side) == (100.0, Side.UKRAINIAN)
    assert said.skipped == ()


def test_a_statement_carries_everything():
    [sudzha, *_] = read(NEWS).statements
    assert sudzha.place_id == "ru-sudzhansky-sudzha"
    assert sudzha.toponym == "Sudzha"
    assert (sudzha.control, sudzha.side) == (Control.RUSSIAN, Side.RUSSIAN)
    assert (sudzha.valid_from, sudzha.valid_to) == (dt.date(2025, 3, 13), dt.date(2025, 3, 14))
    assert sudzha.date_precision is DatePrecision.BY
    assert sudzha.reported_on == dt.date(2025, 3, 13)
    assert sudzha.provenance.document_id == "case"
    assert sudzha.provenance.quote.startswith("Russia's Defence Ministry")
    assert len(sudzha.statement_id) == 16
    assert int(sudzha.statement_id, 16) >= 0


def test_a_vague_date_makes_nothing_known_early():
    [sudzha] = read("In August Kyiv claimed that Ukrainian forces had captured Sudzha.").statements
    assert sudzha.reported_on == PUBLISHED


def test_a_date_behind_a_semicolon_is_of_what_is_said_there():
    now, then = read(
        "DeepState's map shows about 58 sq km under Ukrainian control; in August last year "
        "Kyiv claimed that Ukraine held up to 1,400 sq km there."
    ).quantities
    assert now.valid_from == now.reported_on == then.reported_on == PUBLISHED
    assert then.valid_to <= dt.date(2024, 9, 1)


def test_a_date_in_a_relative_clause_is_of_what_that_clause_tells():
    now, then = read(
        "Russia said on Wednesday that its forces had recaptured Orlovka, "
        "which was taken by Ukraine in August."
    ).statements
    assert (now.side, now.valid_from) == (Side.RUSSIAN, dt.date(2025, 3, 12))
    assert (then.side, then.valid_from) == (Side.UKRAINIAN, dt.date(2024, 8, 1))


def test_a_hold_with_a_time_of_its_own_outlives_the_loss():
    held, gained = read(
        "Daryino, under Ukrainian control since August, has been captured by Russian forces."
    ).statements
    assert (held.change, held.side, held.valid_from) == (
        Change.HELD,
        Side.UKRAINIAN,
        dt.date(2024, 8, 1),
    )
    assert (gained.side, gained.valid_from) == (Side.RUSSIAN, PUBLISHED)


def test_what_follows_a_dated_report_is_as_old():
    _, followed = read(
        "ISW said on Wednesday that Russian forces had taken Sudzha. "
        "Russian milbloggers claimed a Ukrainian advance near Gornal."
    ).statements
    assert followed.reported_on == dt.date(2025, 3, 12)


def test_quotes_stand_where_they_are_said_to():
    said = read(NEWS)
    for each in (*said.statements, *said.quantities):
        span = each.provenance.span
        assert NEWS[span.start : span.end] == each.provenance.quote


def test_what_is_said_twice_is_one_statement():
    once = read("Russian forces captured Sudzha. Russian forces have captured Sudzha.")
    assert len(once.statements) == 1


@pytest.mark.parametrize(
    ("change", "text", "control", "side"),
    [
        ("gained", "Russian forces captured Sudzha.", Control.RUSSIAN, Side.RUSSIAN),
        ("held", "Ukrainian forces hold Sudzha.", Control.UKRAINIAN, Side.UKRAINIAN),
        ("lost", "Ukrainian forces have left Sudzha.", Control.RUSSIAN, Side.UKRAINIAN),
        ("contested", "Russian forces are storming Sudzha.", Control.CONTESTED, Side.RUSSIAN),
        ("present", "Russian troops operate in Sudzha.", None, Side.RUSSIAN),
        ("repelled", "Ukrainian attacks near Sudzha were repelled.", None, Side.UKRAINIAN),
        ("advanced", "Russian forces advanced near Sudzha.", None, Side.RUSSIAN),
    ],
)
def test_only_some_changes_speak_of_control(change, text, control, side):
    [said] = read(text).statements
    assert (said.change, said.control, said.side) == (change, control, side)


def test_an_undecided_place_is_skipped_with_a_reason():
    said = read("Russian forces captured Viktorovka, a village.", language="en")
    assert said.statements == ()
    assert ["undecided" in each.reason for each in said.skipped] == [True]
    assert said.skipped[0].sentence.text.startswith("Russian forces")


def test_an_undecided_side_is_skipped_with_a_reason():
    said = read("Sudzha was captured at dawn.")
    assert said.statements == ()
    assert [each.reason for each in said.skipped] == ["whose gained at 'Sudzha' is undecided"]


def test_a_village_named_like_a_date_is_no_date():
    [said] = read(
        "Russian troops have retaken Snagost, Obukhovka and 10th October.",
        published=dt.date(2024, 9, 12),
    ).statements[2:]
    assert said.place_name == "10-y Oktyabr"
    assert said.valid_from == dt.date(2024, 9, 12)


def test_a_village_named_like_a_date_opens_no_article():
    said = read(
        "Fighting went on near 10th October. Russian forces captured Podol.",
        published=dt.date(2024, 10, 12),
    )
    assert {each.valid_from for each in said.statements} == {dt.date(2024, 10, 12)}


def test_a_speaker_is_dated_once():
    said = read("ISW said on Monday that Russian forces captured Podol. ISW sees Gornal taken too.")
    assert {each.valid_from for each in said.statements} == {dt.date(2025, 3, 10)}


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("On Tuesday, fighting was reported in Kursk region.", dt.date(2025, 3, 11)),
        ("On Monday, fighting was reported in Kursk region.", PUBLISHED),
        ("Fighting on Tuesday gave way to shelling on Wednesday.", PUBLISHED),
        ("Fighting has been reported since Tuesday.", PUBLISHED),
    ],
)
def test_what_has_no_date_is_as_old_as_the_opening(opening, day):
    [said] = read(f"{opening} Russian forces captured Podol.").statements
    assert said.valid_from == day


def test_the_order_is_that_of_the_documents():
    documents = [
        document_of("Russian forces captured Sudzha."),
        document_of("Ukrainian forces captured Borki."),
    ]
    told = []
    read_all = extract_all(documents, load_gazetteer(), progress=told.append)
    assert [each.place_name for each in read_all.statements] == ["Sudzha", "Borki"]
    assert told == documents


def test_two_runs_are_identical():
    assert read(NEWS) == read(NEWS)


@pytest.mark.parametrize("language", ["en", "de", "ar", "und", ""])
def test_any_language_can_be_asked_for(language):
    assert read(NEWS, language=language).statements is not None


FRAGMENTS = st.sampled_from(
    ["Sudzha", "Суджу", "Russian forces", "captured", "ВСУ", "освободили", ", ", ". ", "\n", "(",
     ")", "said", "«", "»", "\u202e", "\x00", "near", "were repelled", "it", "the ministry",
     "Monday", "100 sq km", "and", "—", "'", "ʼ", "שלום", "مرحبا", "苏贾", "😀", ":"],
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(), st.lists(FRAGMENTS, max_size=60).map(" ".join)),
    st.sampled_from(["en", "ru", "uk", "de", "xx"]),
)
def test_no_text_raises(text, language):
    said = read(text, language=language)
    for each in (*said.statements, *said.quantities):
        span = each.provenance.span
        assert text[span.start : span.end] == each.provenance.quote
        assert each.valid_from < each.valid_to
        assert each.reported_on <= PUBLISHED


@settings(max_examples=50)
@given(st.binary(max_size=400))
def test_no_bytes_raise(raw):
    read(raw.decode("utf-8", errors="replace"))
    read(raw.decode("latin-1"))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "Sudzha, ",
        "Russian forces captured Sudzha and ",
        "(((((",
        "was not fully ",
        "said that ",
        "\u202eабв ",
        "Russian Russian ",
        "“Our soldiers hold Sudzha. ",
    ],
)
def test_time_is_linear_in_length(unit, seconds):
    def reading(length):
        return seconds(read, unit * (length // len(unit)))

    assert reading(60_000) < 30 * max(reading(6_000), 0.01)


def test_a_figure_without_a_side_is_of_whom_the_sentence_before_spoke():
    text = (
        "Ukrainian troops control 100 sq km of Kursk Oblast. In early March it was still about"
        " 350 sq km; at that time Russian troops broke through south of Sudzha."
    )
    found = {each.value: each.side for each in read(text).quantities}
    assert found == {100.0: Side.UKRAINIAN, 350.0: Side.UKRAINIAN}


def test_more_than_a_number_is_no_addition_to_it():
    [total] = read("Russian troops have regained more than 1,100 sq km.").quantities
    assert total.sense is QuantitySense.RETAKEN
