"""Every row of the vocabulary counts where its example says so, and nowhere else."""

import datetime as dt

import pytest

from gazetteer.load import load_gazetteer
from kursk_map.model import DatePrecision, Document
from kursk_map.reading.extract import extract
from kursk_map.reading.grammar.scene import find_rows
from kursk_map.reading.lexicon import LexiconFault, fold, languages, load_lexicon
from kursk_map.reading.rows.entries import Cue, Entry, Operator, Report, SideMention, Source
from kursk_map.reading.rows.phrases import Phrasebook
from kursk_map.reading.sentences import split_sentences
from kursk_map.reading.toponyms import find_toponyms

ROWS = [
    pytest.param(language, entry, id=f"{language}:{entry.rule_id}")
    for language in languages()
    for entry in load_lexicon(language).entries
]


def rules_of_statements(text, language):
    document = Document(
        document_id="row",
        publisher="Example",
        published=dt.date(2025, 3, 14),
        published_precision=DatePrecision.DAY,
        published_how="made up",
        url="",
        language=language,
        title="",
        text=text,
    )
    read = extract(document, load_gazetteer())
    return {rule for each in read.statements for rule in each.provenance.rule_ids}


def rows_in_text(text, language):
    toponyms = find_toponyms(text, language=language, gazetteer=load_gazetteer())
    lexicon = load_lexicon(language)
    found = set()
    for sentence in split_sentences(text):
        inside = [
            each for each in toponyms if sentence.span.start <= each.span.start < sentence.span.end
        ]
        found |= {match.entry.rule_id for match in find_rows(sentence, inside, lexicon)}
    return found


def rows_that_count(entry: Entry, text, language):
    is_idiom = isinstance(entry, Cue) and entry.change == "none"
    is_void = isinstance(entry, Operator) and entry.kind in {"none", "void", "asked", "afar"}
    relays = {"citing", "cited_by", "impersonal", "none"}
    is_relay = isinstance(entry, Report) and entry.form in relays
    is_named = isinstance(entry, Cue | Operator | Source | Report)
    if is_named and not (is_idiom or is_void or is_relay):
        return rules_of_statements(text, language)
    return rows_in_text(text, language)


@pytest.mark.parametrize(("language", "entry"), ROWS)
def test_a_row_counts_in_its_example(language, entry):
    assert entry.rule_id in rows_that_count(entry, entry.example, language)


@pytest.mark.parametrize(("language", "entry"), ROWS)
def test_a_row_does_not_count_in_its_counterexample(language, entry):
    assert entry.rule_id not in rows_that_count(entry, entry.counterexample, language)


@pytest.mark.parametrize("language", languages())
def test_rules_have_ids_of_their_own(language):
    ids = [entry.rule_id for entry in load_lexicon(language).entries]
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{language}.") for each in ids)


def phrasebook_of(*phrases, **classes):
    entry = SideMention(rule_id="xx.row", match=phrases, side="russian")
    return Phrasebook(classes, (entry,))


@pytest.mark.parametrize(
    ("phrase", "words", "span"),
    [
        ("russian forces", "the russian forces left", (1, 3)),
        ("russ* forces|troops", "russia's troops left", (0, 2)),
        ("{army} left", "the troops left", (1, 3)),
        ("the? troops", "troops left", (0, 1)),
        ("russian ~2 troops", "russian airborne assault troops", (0, 4)),
        ("russian ~2 troops", "russian marines , troops", None),
        ("russian ~1 troops", "russian airborne assault troops", None),
        ("took ~3, back", "took a , b and back", None),
        ("took ~4, back", "took a , b and back", (0, 6)),
        ("took ~5, back", "took a ; b and back", None),
    ],
)
def test_a_phrase_is_found(phrase, words, span):
    phrases = phrasebook_of(phrase, army=("troops", "units"))
    found = [(match.start, match.end) for match in phrases.find(words.split())]
    assert found == ([span] if span else [])


@pytest.mark.parametrize("phrase", ["~3 troops", "{nobody} left", "", "the?"])
def test_a_phrase_that_cannot_be_used_is_a_fault(phrase):
    with pytest.raises(LexiconFault, match=r"xx\.row"):
        phrasebook_of(phrase)


def test_folding_makes_spellings_equal():
    assert fold("Плёхово") == fold("плехово")
    assert fold("Дар’їно") == fold("дар'їно")
