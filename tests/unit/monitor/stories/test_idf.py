from __future__ import annotations

import pytest

from monitor.core.errors import MonitorError
from monitor.stories.idf import Idf, read_idf
from monitor.stories.vectors import cosine, unit, weigh


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
