"""How much of persons gets through the mask, and how much of others it hides: floors on authored texts."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.privacy import mask

sys.path.insert(0, str(Path(__file__).parent))
from privacy_texts import KINDS, measure, read_texts

MOST_LEAKED = 0.005
"""Of all gold spans (the plan's own bound on quality)."""
LEAST_OFFICIALS, MOST_OTHERS = 0.95, 0.01
TEXTS = read_texts()


def test_the_set_is_what_the_readme_says():
    assert len(TEXTS) >= 400
    assert {kind for gold in TEXTS for kind, _, _ in gold.spans} == {*KINDS, "o"}
    assert {gold.style for gold in TEXTS} == {"press", "post", "bare", "report"}
    assert len({gold.text for gold in TEXTS}) == len(TEXTS)


def test_leak_rate_on_everything():
    measured = measure(TEXTS)
    assert measured.leak_rate <= MOST_LEAKED, measured.leaks


def test_officials_keep_their_names():
    measured = measure(TEXTS)
    assert 1 - measured.officials_hidden / measured.officials >= LEAST_OFFICIALS


def test_others_words_stay():
    measured = measure(TEXTS)
    assert measured.other_hidden / measured.other_words <= MOST_OTHERS


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"n"}))
def test_no_number_or_address_gets_through(kind):
    assert measure(TEXTS).leaked[kind] <= 1


def test_masking_twice_changes_nothing():
    assert [gold.id for gold in TEXTS if mask(mask(gold.text)) != mask(gold.text)] == []


def test_letters_written_apart_are_masked_too():
    apart = unicodedata.normalize("NFD", "Em Nguyễn Văn An lớp 7A3 bị đánh")
    assert "Nguy" not in mask(apart)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([word for gold in TEXTS[::7] for word in gold.text.split()]), max_size=60))
def test_any_words_in_any_order_are_masked_once_and_for_all(chosen):
    once = mask(" ".join(chosen))
    assert mask(once) == once
