import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_map.reading.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gen. A. B. Roe left. He held Sudzha.", ["Gen. A. B. Roe left.", "He held Sudzha."]),
        ("He came at 2 p.m. on Monday.", ["He came at 2 p.m. on Monday."]),
        ("Some 1,150 sq km. On Monday it rained.", ["Some 1,150 sq km.", "On Monday it rained."]),
        ("Бои в н.п. Суджа. Это все.", ["Бои в н.п. Суджа.", "Это все."]),
        ("Так было в 2024 г. Минобороны молчит.", ["Так было в 2024 г.", "Минобороны молчит."]),
        ("Бої в м. Суджа тривають.", ["Бої в м. Суджа тривають."]),
        ("«Суджа наша.» Он ушел!", ["«Суджа наша.»", "Он ушел!"]),
        ("A headline\nA sentence. Another", ["A headline", "A sentence.", "Another"]),
        (
            "They took the villages of:\n\n • Guyevo\n • Malaya Loknya (Sudzha)\n\nMore soon.",
            ["They took the villages of:\n\n • Guyevo\n • Malaya Loknya (Sudzha)", "More soon."],
        ),
        (
            "They took the villages of:\nGuyevo\nGornal\nPhoto: K",
            ["They took the villages of:\nGuyevo\nGornal", "Photo: K"],
        ),
        (
            "This is what we know:\n- Guyevo fell\n- Gornal did not",
            ["This is what we know:", "- Guyevo fell", "- Gornal did not"],
        ),
        ("Read more:\nGuyevo\nGornal", ["Read more:", "Guyevo", "Gornal"]),
        ("U.S. officials spoke.", ["U.S. officials spoke."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences(text, sentences):
    assert [each.text for each in split_sentences(text)] == sentences


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = (
        "Russian forces have taken the village of Malaya Loknya, the ministry\n"
        "said, and they are moving further towards the town of Sudzha, in the\n"
        "direction of which several roads lead from the north and the eastern\n"
        "side. Nothing else is known."
    )
    assert len(split_sentences(text)) == 2


@given(st.text())
def test_every_character_but_white_space_is_in_one_sentence(text):
    sentences = split_sentences(text)
    assert all(text[each.span.start : each.span.end] == each.text for each in sentences)
    ends = [each.span.end for each in sentences]
    starts = [each.span.start for each in sentences]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert "".join("".join(each.text for each in sentences).split()) == "".join(text.split())


def test_no_sentence_is_longer_than_any_sentence():
    assert all(len(each.text) <= LONGEST for each in split_sentences("word " * 5000))


@pytest.mark.parametrize("unit", ["a", "a. ", "1.", "\n", "«", "…", "Gen. "])
def test_time_is_linear_in_length(unit, seconds):
    def splitting(length):
        return seconds(split_sentences, unit * (length // len(unit)))

    assert splitting(400_000) < 40 * max(splitting(40_000), 0.005)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The ministry reports.The village was taken.“They left.", 3),
        ("News.Az reports. Sudzha fell.", 2),
        ("See Example.Com for more.", 1),
        ("Бой окончен.Враг ушел.", 2),
    ],
)
def test_sentences_that_a_copy_ran_together_are_parted_and_names_are_not(text, number):
    assert len(split_sentences(text)) == number


def test_a_note_behind_a_full_stop_ends_the_sentence():
    text = "Troops left Sudzha (in Kursk Oblast).[1] Others hold Guyevo.[2][3] They stay."
    found = [each.text for each in split_sentences(text)]
    assert found == [
        "Troops left Sudzha (in Kursk Oblast).[1]",
        "Others hold Guyevo.[2][3]",
        "They stay.",
    ]
