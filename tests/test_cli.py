"""The commands as a stranger would type them, bad input first."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from kursk_map import cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(monkeypatch, capsys):
    def _run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kursk_map", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return _run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("Ukrainian forces captured Sudzha on 12 August, Kyiv said.\n", encoding="utf-8")
    return path


BAD_INPUT = [
    (["extract", "no-such-file.txt"], "no-such-file.txt"),
    (["extract", "{tmp}/empty.txt"], "empty.txt"),
    (["extract", "{tmp}/binary.txt"], "binary.txt"),
    (["extract", "{tmp}/folder"], "holds no article"),
    (["extract", "{tmp}/article.txt", "--published", "13 Aug"], "Write it as YYYY-MM-DD"),
    (["extract"], "PATH"),
    (["extract", "{tmp}/article.txt", "--min-confidence", "90"], "--min-confidence"),
    (["snapshot", "--on", "yesterday"], "Write it as YYYY-MM-DD"),
    (["snapshot", "--on", "2024-02-30"], "Write it as YYYY-MM-DD"),
    (["snapshot", "--on", "2023-01-01"], "outside the campaign"),
    (["snapshot", "--on", "2025-07-01"], "outside the campaign"),
    (["snapshot", "--on", "2024-09-01", "--known-by", "soon"], "Write it as YYYY-MM-DD"),
    (["snapshot", "--on", "2024-09-01", "--view", "mars"], "mars"),
    (["snapshot", "--on", "2024-09-01", "--format", "docx"], "docx"),
    (["snapshot", "--on", "2024-09-01", "--output", "{tmp}/article.txt/x.geojson"], "x.geojson"),
    (["history", "--format", "docx"], "docx"),
    (["history", "--view", "mars"], "mars"),
    (["site", "--output", "{tmp}/article.txt/site"], "site"),
    (["history", "--from", "2025-07-02"], "outside the campaign"),
    (["publish", "--output", "{tmp}/article.txt/data"], "data"),
    (["picture", "--on", "2024-09-01", "--output", "{tmp}/map.docx"], "map.docx"),
    (["timelapse", "--output", "{tmp}/film.docx"], "film.docx"),
    (["robustness"], "--on"),
    (["robustness", "--on", "soon"], "Write it as YYYY-MM-DD"),
    (["robustness", "--on", "2023-01-01"], "outside the campaign"),
    (["robustness", "--on", "2024-09-01", "--view", "mars"], "mars"),
    (["robustness", "--on", "2024-08-06", "--view", "russia"], "no map for view 'russia'"),
    (["robustness", "--on", "2024-09-01", "--format", "docx"], "docx"),
    (["geocode", "Sudzha", "--near", "here"], "LON,LAT"),
    (["no-such-command"], "no-such-command"),
]


@pytest.mark.parametrize(("words", "named"), BAD_INPUT, ids=lambda value: str(value)[:50])
def test_bad_input_gets_one_line_and_exit_code_2(run, tmp_path, article, words, named):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))

    code, out, err = run(*(word.format(tmp=tmp_path) for word in words))

    assert code == 2
    assert out == ""
    assert named in err
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    assert sorted(tmp_path.rglob("*")) == before, "something was left half-written"
    assert article.read_text(encoding="utf-8").startswith("Ukrainian")


def test_extract_says_that_a_language_has_no_rules(run, tmp_path):
    path = tmp_path / "magyar.txt"
    path.write_text(
        "Orosz csapatok elfoglalták Szudzsa városát, közölte a védelmi minisztérium.",
        encoding="utf-8",
    )
    code, out, err = run("extract", path, "--published", "2025-03-14")
    assert (code, out) == (0, "")
    assert "magyar.txt" in err
    assert "(hu) has no rules" in err
    assert "--language" in err


def test_extract_says_that_an_article_is_older_than_the_campaign(run, article):
    code, out, err = run("extract", article, "--published", "2023-01-05")
    assert code == 0
    assert out
    assert "2023-01-05, before the campaign began (2024-08-06)" in err
    assert "--published" in err


def test_extract_prints_a_json_line_for_each_statement(run, article):
    code, out, err = run("extract", article, "--published", "2024-08-13", "--publisher", "A paper")

    assert (code, err) == (0, "")
    (line,) = map(json.loads, out.splitlines())
    text = article.read_text(encoding="utf-8")
    assert text[line["start"] : line["end"]] == line["quote"]
    assert (line["kind"], line["place_name"]) == ("settlement", "Sudzha")
    assert (line["change"], line["control"], line["side"]) == ("gained", "ukrainian", "ukrainian")
    assert (line["claimant"], line["modality"]) == ("ukrainian_officials", "asserted")
    assert (line["valid_from"], line["valid_to"]) == ("2024-08-12", "2024-08-13")
    assert line["reported_on"] == "2024-08-13"


def test_extract_leaves_out_what_is_less_sure_and_says_so(run, article):
    with article.open("a", encoding="utf-8") as stream:
        stream.write("\nThey could not hold Gornal and may attack Guyevo.\n")
    day = ["--published", "2024-08-13"]
    _, everything, _ = run("extract", article, *day)
    code, sure, err = run("extract", article, *day, "--min-confidence", "0.9")
    lines = [json.loads(line) for line in everything.splitlines()]
    kept = [json.loads(line) for line in sure.splitlines()]
    assert code == 0
    assert kept == [line for line in lines if line["confidence"] >= 0.9]
    assert [line["place_name"] for line in kept] == ["Sudzha"]
    assert f"{len(lines) - 1} of {len(lines)} statements and quantities left out" in err
    assert "unattributed" in lines[-1]["doubts"]


def test_one_bad_file_does_not_lose_the_others(run, article):
    code, out, err = run("extract", article, "missing.txt", "--published", "2024-08-13")

    assert code == 2
    assert len(out.splitlines()) == 1
    assert "missing.txt" in err


@pytest.mark.parametrize("name", ["Суджа", "Суджу", "Sudzha", "Southzha"])
def test_geocode_resolves_spellings_of_one_place(run, name):
    code, out, _ = run("geocode", name)

    answer = json.loads(out)
    assert code == 0
    assert answer["status"] == "resolved"
    assert answer["place"]["name_en"] == "Sudzha"


def test_geocode_says_that_it_does_not_know(run):
    code, out, _ = run("geocode", "Atlantis")

    assert code == 0
    assert json.loads(out)["status"] == "unresolved"


def test_snapshot_and_history_write_the_same_bytes_twice(run, tmp_path):
    for command in (["snapshot", "--on", "2024-09-01"], ["history", "--view", "independent"]):
        files = [tmp_path / f"{command[0]}-{number}.geojson" for number in (1, 2)]
        for file in files:
            assert run(*command, "--output", file) == (0, "", "")
        assert files[0].read_bytes() == files[1].read_bytes()
        assert json.loads(files[0].read_text(encoding="utf-8"))["type"] == "FeatureCollection"


def test_robustness_tells_the_same_as_tables_and_as_json(run):
    words = ("robustness", "--on", "2025-03-01", "--view", "russia")
    code, text, err = run(*words)
    assert (code, err) == (0, "")
    code, out, err = run(*words, "--format", "json")
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert record["held_km2"] > 0
    assert f"{record['held_km2']:.0f} km²" in text
    first = record["documents"][0]
    assert f"[{first['source']}]" in text
    assert first["url"].startswith("http")
    for statement in record["statements"]:
        assert statement["quote"]
        assert statement["claimant"] == "russian_officials"
