"""What became of an attack, told a sentence later."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read

ATTACK = "Ukrainian troops attacked near Ulanok and Pogrebki."


def changes(text):
    return {(each.place_name, each.change.value) for each in read(text).statements}


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (" Russian forces repelled the attacks.", "repelled"),
        # A new paragraph tells of something else.
        ("\n\nRussian forces repelled Ukrainian attacks.", "contested"),
        # So does whoever beat off the other side's attacks.
        (" Ukrainian forces repelled Russian attacks.", "contested"),
        (" The attacks went on.", "contested"),
    ],
)
def test_an_attack_is_repelled_if_the_next_sentence_says_so(after, change):
    assert {("Ulanok", change), ("Pogrebki", change)} <= changes(ATTACK + after)


def test_what_somebody_else_beat_off_was_another_attack():
    text = (
        "Russian milbloggers said that Ukrainian troops attacked Ulanok."
        " Russia's Defence Ministry said that its forces had repelled Ukrainian attacks."
    )
    assert ("Ulanok", "contested") in changes(text)


def test_a_foiled_attack_was_where_the_fighting_is_said_to_have_been():
    text = (
        "Russia's Defence Ministry said its troops had foiled an attempted Ukrainian offensive."
        "\n\nIt said the fighting was around Ulanok and Pogrebki."
    )
    assert {("Ulanok", "repelled"), ("Pogrebki", "repelled")} <= changes(text)


def test_fighting_that_somebody_else_tells_of_was_no_foiled_attack():
    text = (
        "Russia's Defence Ministry said its troops had foiled an attempted Ukrainian offensive."
        "\n\nBloggers said the fighting was around Ulanok."
    )
    assert ("Ulanok", "contested") in changes(text)


def test_an_outcome_may_come_after_a_sentence_about_nothing_else():
    text = ATTACK + " They came in waves. All the attacks were repelled."
    assert ("Ulanok", "repelled") in changes(text)


def test_a_fight_that_goes_on_was_not_beaten_off_by_the_next_sentence():
    text = (
        "The governor said that clashes between the two armies continue near Loknia."
        " He said that the Ukrainian military are repelling Russian attacks on the region."
    )
    assert ("Loknia", "contested") in changes(text)
