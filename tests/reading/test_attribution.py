import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import document_of, read, table

from kursk_map.model import Claimant, Side
from kursk_map.reading.lexicon import load_lexicon
from kursk_map.reading.voices.homes import home_side
from kursk_map.reading.voices.registry import Registry, Speaker, own_voice


@pytest.mark.parametrize("case", table("claimants.toml"))
def test_claimants(case):
    statements = read(case["text"], language=case["language"]).statements
    said = {
        f"{each.place_name} {each.claimant} {each.claimant_name}"
        if expected.count(" ") > 1
        else f"{each.place_name} {each.claimant}"
        for expected in case["expected"]
        for each in statements
        if expected.startswith(each.place_name)
    }
    assert said == set(case["expected"])
    assert len(statements) == len(case["expected"])


@pytest.mark.parametrize(
    ("publisher", "party"),
    [
        ("ISW", Claimant.ISW),
        ("DeepState", Claimant.DEEPSTATE),
        ("Rybar", Claimant.MILBLOGGER),
        ("The Kursk Gazette", Claimant.MEDIA),
    ],
)
def test_a_publisher_may_be_a_claimant(publisher, party):
    assert own_voice(publisher, load_lexicon("en")).party is party


@pytest.mark.parametrize(
    ("url", "language", "side"),
    [
        ("https://example.com.ua/news", "ru", Side.UKRAINIAN),
        ("https://example.ru/news", "ru", Side.RUSSIAN),
        ("https://tass.com/politics/1", "en", Side.RUSSIAN),
        ("https://francais.news-pravda.com/world/1", "fr", Side.RUSSIAN),
        ("https://kyivindependent.com/1", "en", Side.UKRAINIAN),
        ("https://nottass.com/1", "en", None),
        ("https://example.org", "uk", Side.UKRAINIAN),
        ("https://example.org", "en", None),
        ("", "ru", None),
    ],
)
def test_our_troops_are_those_of_the_country_of_the_paper(url, language, side):
    assert home_side(url, language) is side


def speaker(name, kind):
    return Speaker(party=Claimant.ANALYST, name=name, side=None, kind=kind, rule_id="xx")


def test_a_description_means_whoever_of_its_kind_spoke_last():
    registry = Registry(publisher=speaker("Paper", "outlet"))
    for each in (speaker("Ann Roe", "person"), speaker("Bob Poe", "person"), speaker("X", "army")):
        registry.remember(each)
    assert registry.recall(("person",)).name == "Bob Poe"
    assert registry.recall(("any",)).name == "X"
    assert registry.recall(("ministry",)) is None
    assert registry.surnames["roe"].name == "Ann Roe"


def test_the_enemy_is_the_other_side_of_whoever_speaks():
    said = read("The enemy has captured Sudzha, Apti Alaudinov said.").statements
    assert [each.side for each in said] == [Side.UKRAINIAN]


def test_a_denial_of_what_another_said_is_a_statement_of_its_own():
    said = read("Russia's Defence Ministry claimed the capture of Basivka. Kyiv denied this.")
    assert [(each.claimant, each.modality) for each in said.statements] == [
        (Claimant.RUSSIAN_OFFICIALS, "asserted"),
        (Claimant.UKRAINIAN_OFFICIALS, "denied"),
    ]


def test_the_document_is_built_as_told():
    assert document_of("x", language="uk").language == "uk"
