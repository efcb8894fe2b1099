"""Whose a sentence is that names nobody."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read

GOVERNOR = "Hryhorov said on Monday that Russian troops had captured Basivka."
MINISTRY = "Russia's Defence Ministry said that Russian troops had captured Basivka."
BLOGGERS = "Russian milbloggers claimed that Russian troops had captured Basivka."
INSTITUTE = "ISW assessed that Russian troops had captured Basivka."


def claimant(text, place, *, language="en"):
    said = {
        each.claimant.value
        for each in read(text, language=language).statements
        if each.place_name == place
    }
    assert len(said) == 1, said
    return said.pop()


@pytest.mark.parametrize(
    ("before", "after", "party"),
    [
        # The next paragraph of an article with one speaker goes on with his news of fighting.
        (GOVERNOR, "Fighting continues in Zhuravka.", "ukrainian_officials"),
        (
            MINISTRY,
            "Over the past day two attacks near Zhuravka were repelled.",
            "russian_officials",
        ),
        (BLOGGERS, "They also fought in Zhuravka, where Russian troops attacked.", "milblogger"),
        (INSTITUTE, "Additionally, Russian troops captured Zhuravka.", "isw"),
        # What is past, hearsay, or not what the speaker would say is the paper's.
        (MINISTRY, "Earlier, Russian troops captured Zhuravka.", "media"),
        (MINISTRY, "Russian troops reportedly attacked in Zhuravka.", "media"),
        (MINISTRY, "Ukrainian troops had captured Zhuravka.", "media"),
        (MINISTRY, "Zhuravka is still held by Ukrainian troops.", "media"),
        (GOVERNOR, "In September 2024 Russian troops attacked in Zhuravka.", "media"),
        # A change that is told plainly needs more than one speaker before it.
        (GOVERNOR, "Russian troops captured Zhuravka.", "media"),
    ],
)
def test_a_new_paragraph_goes_on_or_is_the_papers_own(before, after, party):
    assert claimant(f"{before}\n\n{after}", "Zhuravka") == party


@pytest.mark.parametrize(
    ("after", "party"),
    [
        ("Russian troops attacked in Zhuravka.", "russian_officials"),
        ("Ukrainian troops had captured Zhuravka before.", "media"),
        ("Zhuravka is still held by Ukrainian troops.", "media"),
    ],
)
def test_a_paragraph_goes_on_with_its_speaker_but_for_its_background(after, party):
    assert claimant(f"{MINISTRY} {after}", "Zhuravka") == party


def test_who_speaks_before_and_after_speaks_in_between():
    between = "Russian troops captured Zhuravka."
    after = "Hryhorov said that Veselivka was contested."
    assert claimant(f"{GOVERNOR}\n{between}", "Zhuravka") == "media"
    assert claimant(f"{GOVERNOR}\n{between}\n{after}", "Zhuravka") == "ukrainian_officials"


def test_two_parties_leave_a_plain_sentence_to_the_paper():
    text = f"{BLOGGERS}\n{MINISTRY}\nRussian troops captured Zhuravka."
    assert claimant(text, "Zhuravka") == "media"


def test_a_list_of_four_is_a_report_from_headquarters():
    few = "Russian troops captured Zhuravka."
    many = "Russian troops captured Zhuravka, Veselivka, Novenke and Loknia."
    assert claimant(f"{MINISTRY}\n{few}", "Zhuravka") == "media"
    assert claimant(f"{MINISTRY}\n{many}", "Zhuravka") == "russian_officials"


def test_a_paper_that_relays_takes_no_turn():
    text = f"{INSTITUTE} TASS reported this.\nAlso, Russian troops attacked in Zhuravka."
    assert claimant(text, "Zhuravka") == "isw"


def test_before_anybody_speaks_the_paper_does():
    assert claimant("Russian troops attacked in Zhuravka.\n" + MINISTRY, "Zhuravka") == "media"


def test_a_blogger_who_opens_an_article_signs_all_of_it():
    post = "Rybar: how the day went.\nThe weather was bad.\nRussian troops attacked in Zhuravka."
    told = "Rybar wrote how the day went.\nThe weather was bad.\nRussian troops held Zhuravka."
    assert claimant(post, "Zhuravka") == "milblogger"
    assert claimant(told, "Zhuravka") == "media"


def test_who_denied_a_claim_does_not_deny_what_the_next_sentence_says():
    text = (
        "Russia contradicts the claim of Ukrainian control of Sudzha."
        " Ukrainian forces are pushing towards Korenevo."
    )
    said = [each for each in read(text).statements if each.place_name == "Korenevo"]
    assert [(each.change.value, each.modality.value) for each in said] == [("advanced", "asserted")]
