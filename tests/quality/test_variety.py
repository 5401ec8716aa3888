"""The labelled texts are many texts, not one text many times: no near-duplicates, no templates, a wealth of words."""

from __future__ import annotations

import pytest

from bench.variety import (
    LABELLED,
    SAMPLE_PAIRS,
    Text,
    Variety,
    as_text,
    by_writer,
    commonest_opening,
    distinct_pairs,
    near_duplicates,
    stock_runs,
)
from classifiers.build import read_labelled

MAX_OPENING = 0.03
MIN_DISTINCT = 0.75
"""Measured: 0.81 to 0.91 of a writer's pairs of syllables differ, the commonest opening has 2.3 % of the texts."""


def text(words: str, *, text_id: str = "", writer: str = "w") -> Text:
    return Text(text_id or words, writer, tuple(words.split()))


@pytest.fixture(scope="module")
def corpus() -> list[Text]:
    return [as_text(row) for row in read_labelled(LABELLED)]


def test_no_text_is_another_one_in_other_words(corpus: list[Text]):
    assert near_duplicates(corpus) == []


def test_no_template_runs_through_the_texts(corpus: list[Text]):
    assert stock_runs(corpus) == {}


def test_every_writer_varies(corpus: list[Text]):
    found = by_writer(corpus)
    assert len(found) >= 7
    poor = [one for one in found if one.commonest_opening > MAX_OPENING or (one.distinct or 1.0) < MIN_DISTINCT]
    assert poor == []


def test_ids_are_given_once(corpus: list[Text]):
    assert len({one.id for one in corpus}) == len(corpus)


COPY = "sáng nay trường thông báo cho học sinh nghỉ học vì mưa lớn kéo dài"


def test_an_edited_copy_is_found_and_another_subject_is_not():
    texts = [
        text(COPY, text_id="a"),
        text(COPY.replace("sáng nay", "chiều qua"), text_id="b"),
        text("phụ huynh lớp ba hỏi vì sao học phí năm nay tăng thêm nhiều vậy", text_id="c"),
    ]
    assert [pair[:2] for pair in near_duplicates(texts)] == [("a", "b")]
    assert near_duplicates([text("có", text_id="d"), text("có", text_id="e")]) == []


def test_a_template_with_changing_names_is_found():
    texts = [text(f"trường {name} tổ chức lễ khai giảng năm học mới trong không khí vui tươi") for name in "abcd"]
    assert "to chuc le khai giang" not in stock_runs(texts)
    assert all(count == 4 for count in stock_runs(texts).values())
    assert len(stock_runs(texts)) > 0
    assert stock_runs(texts[:3]) == {}


def test_openings_and_wealth_of_words():
    assert commonest_opening([text("một hai ba bốn"), text("một hai ba năm"), text("hai ba bốn năm")]) == 2 / 3
    assert commonest_opening([]) == 0.0
    assert distinct_pairs([text("a b c")]) is None
    assert distinct_pairs([text(" ".join(["a b"] * SAMPLE_PAIRS))]) == 2 / SAMPLE_PAIRS


def test_a_pair_counts_for_both_writers():
    texts = [text(COPY, text_id="a", writer="w1"), text(COPY, text_id="b", writer="w2")]
    assert [(one.writer, one.near_duplicates) for one in by_writer(texts)] == [("w1", 1), ("w2", 1)]
    assert isinstance(by_writer(texts)[0], Variety)
