"""The real segmenter: what the keywords rely on."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from monitor.core.text import lower
from monitor.reports.keywords import load_segmenter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("chấn chỉnh dạy thêm, học thêm", ["chấn chỉnh", "dạy thêm", ",", "học thêm"], id="our-terms"),
        pytest.param("ngộ độc thực phẩm", ["ngộ độc thực phẩm"], id="longest-term"),
        pytest.param("phòng covid-19", ["phòng", "covid-19"], id="with-a-number"),
    ],
)
def test_cuts(text, words):
    assert list(load_segmenter()(text)) == words


def test_words_stand_in_the_text_in_order():
    text = lower("Sở GD&ĐT: 60 em nhập viện, nghi do bữa ăn bán trú… “Chưa rõ”!")
    end = 0
    for word in load_segmenter()(text):
        start = text.find(word, end)
        assert start >= end
        end = start + len(word)


def test_loading_leaves_logging_alone():
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    load_segmenter()
    assert (root.handlers, root.level) == before


def test_is_not_loaded_before_a_report_is_made():
    code = "import sys, monitor.reports.weekly; sys.exit('underthesea' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
