from __future__ import annotations

import pytest

from monitor.core.errors import MonitorError
from monitor.core.items import Channel
from monitor.stories.idf import Idf, read_idf
from monitor.stories.vectors import cosine, unit, weigh
from monitor.stories.voices import independent_origins


@pytest.mark.parametrize(
    ("rows", "copies", "voices"),
    [
        pytest.param([("a", "x", "g", None), ("b", "y", "g", None)], {}, 2, id="two authors of one group"),
        pytest.param([("a", "x", "g", None), ("b", "x", "g2", None)], {}, 1, id="one author in two groups"),
        pytest.param([("a", None, "g", None), ("b", None, "g", None)], {}, 2, id="unknown authors, other words"),
        pytest.param([("a", "x", "g", None), ("b", "y", "g", None)], {"b": "a"}, 1, id="copies do not count"),
        pytest.param([("a", None, "bao", "T1"), ("b", "pv", "bao", "T2")], {}, 1, id="one outlet, two articles"),
        pytest.param([("a", None, "bao", "T1"), ("b", None, "bao-2", "T2")], {}, 2, id="two outlets"),
        pytest.param([], {}, 0, id="nobody"),
    ],
)
def test_voices(make, rows, copies, voices):
    items = [make(i, f"lời kể {i}", author=author, source=source, title=title) for i, author, source, title in rows]
    assert independent_origins(items, copies) == voices


def test_same_words_of_unknown_authors_are_one_voice(make):
    items = [make(i, "Ngập cổng trường rồi!", source="g") for i in "ab"]
    assert independent_origins(items, {}) == 1


def test_a_page_is_one_voice(make):
    items = [make(i, f"bài {i}", source="trang-a", channel=Channel.FACEBOOK_PAGE) for i in "ab"]
    assert independent_origins(items, {}) == 1


def test_rare_terms_weigh_more_and_copies_count_apart():
    idf = Idf({"học": 900, "ruốc": 2}, total=1000)
    assert idf.weight("ruốc") > idf.weight("học") > 0
    other = idf.copy()
    other.observe(["ruốc"] * 1)
    assert idf.weight("ruốc") > other.weight("ruốc")


def test_vectors_have_length_one_and_doubt_shortens_them():
    vector = weigh({"a": 2, "b": 1}, Idf())
    assert cosine(vector, vector) == pytest.approx(1, abs=0.01)
    shy = unit({"a": 3.0}, doubt=6.0)
    assert cosine(shy, shy) == pytest.approx(0.2, abs=0.01)
    assert cosine(vector, {}) == 0


@pytest.mark.parametrize("content", ["", "[]", '{"documents": "x", "counts": {}}', '{"counts": {}}'])
def test_a_bad_frequency_file_is_told(tmp_path, content):
    path = tmp_path / "idf.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MonitorError, match=r"idf\.json"):
        read_idf(path)
