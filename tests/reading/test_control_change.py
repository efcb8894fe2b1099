import datetime as dt
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import read, table


@pytest.mark.parametrize("case", table("changes.toml"))
def test_changes(case):
    statements = read(case["text"], language=case["language"]).statements
    assert {f"{each.change} {each.place_name} {each.side}" for each in statements} == set(
        case["expected"]
    )


@pytest.mark.parametrize(
    ("place", "day", "side"),
    [
        ("Ulanok", dt.date(2025, 2, 7), "ukrainian"),
        ("Ulanok", dt.date(2025, 2, 20), "russian"),
        ("Tyotkino", dt.date(2025, 5, 6), "ukrainian"),
        ("Tyotkino", dt.date(2025, 4, 6), "russian"),
    ],
)
def test_where_nobody_is_named_the_fight_is_of_who_attacked_there_then(place, day, side):
    read_then = read(f"Fighting goes on in {place}.", published=day)
    assert [each.side.value for each in read_then.statements] == [side]


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        # Both are in a fight: whom it names need not have begun it.
        ("Fierce clashes with Ukrainian troops went on in Guyevo.", "en", "russian"),
        ("В Гуево идут ожесточенные бои с ВСУ.", "ru", "russian"),
        ("Die Kämpfe mit ukrainischen Truppen in Guyevo dauern an.", "de", "russian"),
        ("ВСУ стараются удержать Гуево любой ценой.", "ru", "russian"),
        # An attack that is somebody's is theirs, whatever the course of the campaign.
        ("Ukrainian forces attacked Guyevo at dawn.", "en", "ukrainian"),
        ("Ukrainian troops fought their way into Guyevo.", "en", "ukrainian"),
        # Who attacked there in the text goes before it too.
        ("Ukrainian forces stormed Guyevo. Fighting goes on in Guyevo.", "en", "ukrainian"),
    ],
)
def test_a_fight_is_of_who_is_said_to_attack_there_else_of_the_days_attacker(text, language, side):
    found = read(text, language=language, published=dt.date(2025, 4, 3)).statements
    assert {(each.change.value, each.side.value) for each in found} == {("contested", side)}


@pytest.mark.parametrize(
    ("text", "language", "published", "expected"),
    [
        (
            "Russia repelled Ukrainian attacks near Volfino, fighting went on at Tyotkino.",
            "en",
            dt.date(2025, 5, 7),
            {"repelled Volfino ukrainian", "contested Tyotkino ukrainian"},
        ),
        # Nor does who attacks at one place tell who does at another.
        (
            "ВСУ контратаковали под Мартыновкой, а Старая Сорочина перешла в «серую зону».",
            "ru",
            dt.date(2025, 3, 8),
            {"contested Martynovka ukrainian", "contested Staraya Sorochina russian"},
        ),
        (
            "Ukraińcy kontratakowali pod Martynowką, a w Gujewie trwają walki.",
            "pl",
            dt.date(2025, 4, 3),
            {"contested Martynovka ukrainian", "contested Guyevo russian"},
        ),
    ],
)
def test_an_attack_at_one_place_does_not_tell_whose_fight_another_is(
    text, language, published, expected
):
    found = read(text, language=language, published=published).statements
    assert {f"{each.change} {each.place_name} {each.side}" for each in found} == expected
