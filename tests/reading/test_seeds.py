"""The five articles that the project starts from give what they say, and nothing else."""

import datetime as dt
from pathlib import Path

import pytest

from gazetteer.load import load_gazetteer
from kursk_map.model import Claimant, Measure, QuantitySense, Side
from kursk_map.reading.documents import load_documents, read_document
from kursk_map.reading.extract import extract
from kursk_map.settings import SEEDS

VERBATIM = Path(__file__).parents[3] / "shared" / "seeds"
PUBLISHED = {
    "s000": "2024-08-14",
    "s001": "2025-03-17",
    "s002": "2024-08-11",
    "s003": "2024-09-12",
    "s004": "2025-02-25",
}
SETTLEMENTS = {
    "s000": {
        ("gained", name, "ukrainian")
        for name in (
            "Sudzha", "Guyevo", "Gornal", "Gogolevka", "Rubanshchina", "Nizhny Klin",
            "Nikolayevo-Daryino",
        )
    },
    "s001": {("gained", "Sudzha", "russian"), ("lost", "Sudzha", "ukrainian")},
    "s002": set(),
    "s003": set(),
    "s004": {("fire_control", "Yunakivka", "russian"), ("fire_control", "Sudzha", "russian")},
}  # fmt: skip


def digests():
    return {document.document_id: document for document in load_documents(SEEDS)}


def verbatim(document_id):
    found = sorted(VERBATIM.glob(f"{document_id[1:]}_*.txt")) if VERBATIM.is_dir() else []
    if not found:
        pytest.skip("the source articles are not on this machine")
    return read_document(
        found[0],
        published=dt.date.fromisoformat(PUBLISHED[document_id]),
        publisher="Example",
        language="en",
    )


def article(document_id, form):
    return digests()[document_id] if form == "digest" else verbatim(document_id)


FORMS = pytest.mark.parametrize("form", ["digest", "verbatim"])


@FORMS
@pytest.mark.parametrize("document_id", sorted(SETTLEMENTS))
def test_settlements(document_id, form):
    said = extract(article(document_id, form), load_gazetteer())
    read = {(each.change.value, each.place_name, each.side.value) for each in said.statements}
    assert read == SETTLEMENTS[document_id]


def quantities(document_id, form):
    said = extract(article(document_id, form), load_gazetteer()).quantities
    return {(each.measure, round(each.value, -1), each.side): each for each in said}


@FORMS
def test_the_withdrawal_article_gives_two_areas(form):
    read = quantities("s001", form)
    peak = read[Measure.AREA_KM2, 1290.0, Side.UKRAINIAN]
    held = read[Measure.AREA_KM2, 80.0, Side.UKRAINIAN]
    assert peak.sense is QuantitySense.PEAK
    assert held.sense is QuantitySense.HELD
    for each in (peak, held):
        assert {"Parinen"} <= set(each.claimant_name.split())
        assert each.claimant is Claimant.ANALYST


@FORMS
def test_sudzha_is_russian_on_the_word_of_the_ministry(form):
    said = extract(article("s001", form), load_gazetteer())
    [retaken] = [each for each in said.statements if each.change == "gained"]
    assert retaken.claimant is Claimant.RUSSIAN_OFFICIALS
    assert str(retaken.valid_from) >= "2025-03-12"
    assert str(retaken.valid_to) <= "2025-03-17"


@FORMS
def test_the_counteroffensive_article_gives_counts(form):
    read = quantities("s003", form)
    retaken = read[Measure.SETTLEMENTS, 10.0, Side.RUSSIAN]
    assert retaken.claimant is Claimant.RUSSIAN_OFFICIALS
    assert "Alaudinov" in retaken.claimant_name
    assert (Measure.AREA_KM2, 1300.0, Side.UKRAINIAN) in read
    assert (Measure.SETTLEMENTS, 100.0, Side.UKRAINIAN) in read
