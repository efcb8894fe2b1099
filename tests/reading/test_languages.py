from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.reading.intake.languages import UNKNOWN_LANGUAGE, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ukrainian forces took Sudzha.", "en"),
        ("Guyevo (Гуево) and Daryino (Дарьино) were taken by the brigade.", "en"),
        ("The chief of the General Staff said so.", "en"),
        ("Войска взяли Суджу", "ru"),
        ("В Курской области", "ru"),
        ("ВСУ контролируют 28 населённых пунктов", "ru"),
        ("Бойцы взяли Гуево, сообщил Сырский (Сирський)", "ru"),
        ("Минобороны РФ: освобождены посёлки Мирный и Замостье", "ru"),
        ("ЗСУ взяли під контроль Суджу", "uk"),
        ("Сили оборони взяли Гуєво", "uk"),
        ("Росіяни зайняли село на Сумщині", "uk"),
        ("Украінскія войскі ўзялі Суджу", "be"),
        ("Украинските сили са превзели града и това не се отрича", "bg"),
        ("Украјинске снаге заузеле Суџу", "sr"),
        ("Die Ukraine kontrolliert Sudscha", "de"),
        ("Russische Truppen erobern Sudscha zurück", "de"),
        ("Wojska ukraińskie zajęły Sudżę", "pl"),
        ("Rosjanie odbili Sudżę", "pl"),
        ("Les forces ukrainiennes ont pris Soudja", "fr"),
        ("Las fuerzas ucranianas tomaron Sudzha", "es"),
        ("Le forze ucraine hanno preso Sudzha", "it"),
        ("As forças ucranianas tomaram a cidade, disse o ministério da Defesa", "pt"),
        ("Oekraïense troepen hebben het dorp ingenomen, meldt het ministerie", "nl"),
        ("Ukrajinské jednotky obsadily město Sudža", "cs"),
        ("Ukrán csapatok elfoglalták Szudzsát, közölte a minisztérium", "hu"),
        ("سيطرت القوات الأوكرانية على سودجا", "ar"),
        ("12 / 34", UNKNOWN_LANGUAGE),
        ("", UNKNOWN_LANGUAGE),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_clear_text_does_not_load_the_model() -> None:
    code = (
        "import sys; from kursk_map.reading.intake.languages import detect_language;"
        "assert detect_language('The village was taken by the army.') == 'en';"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=60)
@given(st.text(max_size=100))
def test_every_text_gets_a_code(text: str) -> None:
    assert 2 <= len(detect_language(text)) <= 3
