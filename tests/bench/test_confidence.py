"""The table of confidences is what the first runs teach, and it holds on a round left out."""

import tomllib

import pytest

from bench.confidence import TABLE, UNSEEN, learn, load_verdicts
from kursk_map.model import Doubt
from kursk_map.settings import PROJECT


def test_the_table_is_what_the_first_runs_teach():
    learned = learn(load_verdicts())
    table = tomllib.loads((PROJECT / TABLE).read_text(encoding="utf-8"))
    assert table["kinds"] == pytest.approx(learned.kinds, abs=0.02)
    assert table["doubts"] == pytest.approx(learned.doubts, abs=0.02)


def test_what_is_said_comes_true_on_rounds_left_out():
    told = tomllib.loads((UNSEEN / "confidence.toml").read_text(encoding="utf-8"))
    wrong = sum(abs(band["said"] - band["right"]) * band["tuples"] for band in told["band"])
    assert wrong / told["tuples"] < 0.06
    shares = [each["precision"] for each in told["least"]]
    assert shares == sorted(shares)


def test_learning_finds_what_was_put_in():
    sure = {"kind": "control", "doubts": [], "right": True}
    unsure = {"kind": "control", "doubts": ["long"], "right": False}
    learned = learn([sure] * 60 + [unsure] * 60)
    assert learned.share(sure) > 0.8
    assert learned.share(unsure) < 0.2
    assert set(learned.doubts) == set(Doubt)
    assert learned.share({"kind": "plan", "doubts": []}) == pytest.approx(
        learned.share({"kind": "denial", "doubts": []})
    )
