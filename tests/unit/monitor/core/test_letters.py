"""Tables over all letters say of a text what a look at each of its characters says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.letters import capitals_after_blanks, code_points, text_of, token_edges, token_places
from monitor.core.text import fold, is_plain, normalise, tokens

LONG = "Trường học ở xã An Đức. " * 20
"""Long enough for the tables to be used."""
ANY_TEXT = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="oOuUyóòýỳaàqQnbđĐ.*_-· \n1\u0301\u200bIİıſß½²𝐀😀", max_size=30),
    st.sampled_from(("hoà", "Thuý!", "c.h.ế.t", "s.ờ", "đ*ánh", "trờiiii", "GD-ĐT", "T.P.H.C.M", "\ud800", "", "OÁ")),
)


@given(ANY_TEXT, st.sampled_from(("", LONG)))
def test_tokens_stand_where_the_plain_way_finds_them(text: str, before: str):
    whole = before + text
    starts, ends = token_edges(whole)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(t.start, t.end) for t in tokens(whole)]
    places, behind = token_places(whole)
    joined = code_points(whole)[places]
    joined[behind] = ord(" ")
    assert text_of(joined).split() == [token.text for token in tokens(whole)]


@given(ANY_TEXT)
def test_folding_a_long_text_folds_each_of_its_parts(text: str):
    assert fold(f"{LONG}{text}{LONG}") == fold(LONG) + fold(text) + fold(LONG)


@given(ANY_TEXT)
def test_characters_and_numbers_are_the_same(text: str):
    assert text_of(code_points(text)) == text


@given(ANY_TEXT, st.sampled_from(("", LONG)))
def test_a_plain_text_is_left_as_it_is(text: str, around: str):
    whole = around + text + around
    if is_plain(whole):
        assert normalise(whole).text == whole


@given(ANY_TEXT)
def test_long_and_short_texts_are_normalised_alike(text: str):
    alone, within = normalise(f" {text} ").text, normalise(f"{LONG} {text} {LONG}").text
    assert within == f"{normalise(LONG).text} {alone[1:-1]} {normalise(LONG).text}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hoà", id="old tone"),
        pytest.param("c.h.ế.t", id="split letters"),
        pytest.param("đ*ánh", id="split syllable"),
        pytest.param("trờiiii", id="repeats"),
        pytest.param("a\u0301b", id="mark apart"),
        pytest.param("a\u200bb", id="invisible"),
    ],
)
@pytest.mark.parametrize("around", [pytest.param("", id="short"), pytest.param(LONG, id="long")])
def test_what_normalising_changes_is_not_plain(text: str, around: str):
    assert not is_plain(f"{around}{text}")
    assert normalise(f"{around}{text}").text != f"{around}{text}"


def test_capitals_behind_blanks():
    assert capitals_after_blanks("Xã An Đức ở bến Tre") == [3, 6, 15 + 1]
    assert capitals_after_blanks("") == []


def test_every_letter_is_known_as_unicode_knows_it():
    text = "".join(map(chr, range(0x2000)))
    starts, ends = token_edges(text)
    inside = {i for start, end in zip(starts.tolist(), ends.tolist(), strict=True) for i in range(start, end)}
    assert inside == {match.start() for match in re.finditer(r"[^\W_]", text)}
