import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.text import fold, is_accentless, normalise, syllables

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặÀĐỪ hoà ._*\u200b0123", max_size=60)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        pytest.param("hoà bình, thuỷ", "hòa bình, thủy", id="tone placement"),
        pytest.param("quý, quỳ", "quý, quỳ", id="qu keeps its tone"),
        pytest.param("c.h.ế.t đuối", "chết đuối", id="dotted letters"),
        pytest.param("x*â*m h*ạ*i", "xâm hại", id="starred letters"),
        pytest.param("GS.TS. Nam ở TP.HCM", "GS.TS. Nam ở TP.HCM", id="abbreviations stay"),
        pytest.param("trờiiiii ơi", "trờii ơi", id="repeats"),
        pytest.param("học\u200b sinh", "học sinh", id="zero width"),
        pytest.param("15.000đ", "15.000đ", id="money stays"),
        pytest.param(unicodedata.normalize("NFD", "Đánh nhau"), "Đánh nhau", id="composed"),
    ],
)
def test_normalise(written, normal):
    assert normalise(written).text == normal


@given(VIETNAMESE)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text).text
    assert normalise(once).text == once


@given(VIETNAMESE)
def test_offsets_point_into_the_original(text):
    view = normalise(text)
    assert len(view.origins) == len(view.text) + 1
    assert list(view.origins) == sorted(view.origins)
    assert len(view.folded) == len(view.lower) == len(view.text)


def test_quotes_are_the_writers_own_words():
    view = normalise("bé bị c.h.ế.t đuối")
    start = view.text.index("chết")
    assert view.quote(start, start + 4) == "c.h.ế.t"


def test_teencode_is_written_out_and_points_back():
    view = normalise("hs ko dc di hoc", expand={"hs": "học sinh", "ko": "không", "dc": "được"})
    assert view.text == "học sinh không được di hoc"
    start = view.text.index("không")
    assert view.quote(start, start + 5) == "ko"
    assert view.accentless


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điện Biên", "dien bien"), ("đường Đắk Lắk", "duong dak lak"), ("ĐẠI HỌC", "dai hoc"), ("abc 123", "abc 123"),
    ],
)  # fmt: skip
def test_fold(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "accentless"),
    [("hoc sinh danh nhau", True), ("học sinh", False), ("", False), ("123", False),
     (unicodedata.normalize("NFD", "học sinh"), False)],
)  # fmt: skip
def test_is_accentless(text, accentless):
    assert is_accentless(text) is accentless


def test_syllables():
    assert syllables("Hơn 60 học-sinh!") == ["hơn", "60", "học", "sinh"]
