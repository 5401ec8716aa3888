"""The quick ways to read a text find what the plain ways find: nothing is skipped that would have said something."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.build import read_labelled
from classifiers.facts import expressions, finding
from classifiers.facts.extract import find_facts
from classifiers.facts.guarding.finder import GuardFinder
from classifiers.models.features import FeatureReader, unaccented
from classifiers.reading.phrases import GroupedMatcher, PhraseMatcher, read, sentence_breaks
from classifiers.reading.plain_text import plain
from classifiers.reading.scanning import Scan, scan
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Item
from monitor.core.labels import Fact
from monitor.core.text import is_accentless, normalise, view_of_plain

ROOT = Path(__file__).parents[4]
EVERY = 90
"""One authored text in so many."""


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    rows = read_labelled(ROOT / "data" / "labelled")[::EVERY]
    return tuple(form for row in rows for form in (row.item, unaccented(row.item)))


@pytest.fixture(scope="module")
def reader() -> FeatureReader:
    return FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons")


def facts_of(items: tuple[Item, ...], reader: FeatureReader) -> list[tuple[Fact, ...]]:
    return [find_facts(item, reader.view(item)) for item in items]


def test_facts_are_the_same_when_nothing_is_ruled_out_beforehand(
    items: tuple[Item, ...], reader: FeatureReader, monkeypatch: pytest.MonkeyPatch
):
    quick = facts_of(items, reader)
    tried = {phrase: [(each, frozenset[int]()) for each in every] for phrase, every in expressions.STARTING.items()}
    monkeypatch.setattr(finding, "NEEDED", tried)
    monkeypatch.setattr(Scan, "_has_cases_apart", True)
    scan.cache_clear()
    assert facts_of(items, reader) == quick
    scan.cache_clear()
    assert sum(map(len, quick)) > len(items), "the sample must hold facts"


def test_a_plain_item_is_read_the_same_either_way(items: tuple[Item, ...], reader: FeatureReader):
    for item in items:
        written = plain(item)
        assert written.written
        assert reader.read(written.item, plain=True) == reader.read(written.item)


@given(st.text(alphabet="aAàáạÁđĐoóeéhòaHOÀ uỷthuỷ.,*ko\n\u0301\u200b3", max_size=40))
def test_a_text_normalised_before_needs_only_its_short_forms(text: str):
    once = normalise(text).text
    assert view_of_plain(once) == normalise(once)
    short = {"ko": "không", "đ": "được"}
    assert view_of_plain(once, expand=short) == normalise(once, expand=short)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hoc sinh nghi hoc vi mua lon", True, id="none"),
        pytest.param("học sinh nghỉ học", False, id="many"),
        pytest.param("a" * 60 + "ế", True, id="one in sixty-one"),
        pytest.param("a" * 40 + "ế", False, id="one in forty-one"),
        pytest.param("ho\u0323c sinh", False, id="written apart"),
        pytest.param("123 ...", False, id="no letters"),
        pytest.param("Đ", False, id="one letter"),
    ],
)
def test_share_of_accents_is_of_letters_alone(text: str, *, expected: bool):
    assert is_accentless(text) is expected


TABLES = (
    {"theme:a": ("bạo lực học đường", "học đường"), "theme:b": ("bạo lực",)},
    {"tone:x": ("bạo lực", "học"), "tone:y": ("!lực", "đường học")},
)
words = st.lists(st.sampled_from(["bạo", "lực", "học", "đường", "bao", "luc", "hoc", "duong", ".", ","]), max_size=14)


@given(words)
def test_tables_searched_together_give_what_each_gives(drawn: list[str]):
    view = normalise(" ".join(drawn))
    reading = read(view)
    for accentless in (False, True):
        apart = [hit for table in TABLES for hit in PhraseMatcher(table).find_in(reading, accentless=accentless)]
        assert list(GroupedMatcher(TABLES).find_in(reading, accentless=accentless)) == apart


@given(st.text(alphabet="ab. !\n", max_size=30), st.integers(0, 29), st.integers(1, 4))
def test_sentence_is_what_lies_between_the_breaks_around(text: str, start: int, length: int):
    view = normalise(text)
    start, end = min(start, len(view.text)), min(start + length, len(view.text))
    left, right = 0, len(view.text)
    for first, last in sentence_breaks(view.text):
        left = last if last <= start else left
        right = min(right, first) if first >= end and last > start else right
    assert GuardFinder(view).sentence(start, end) == (left, right)
