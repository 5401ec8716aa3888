from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.reading.phrases import PhraseMatcher, sentence_breaks, typed_without_accents
from monitor.core.errors import ClassifierError
from monitor.core.text import normalise

MATCHER = PhraseMatcher(
    {
        "violence": ("bạo lực học đường", "đánh nhau", "bạo lực"),
        "suicide": ("!tự tử",),
        "safety": ("phòng, chống", "an toàn"),
        "both": ("an toàn",),
    }
)

FOUND = [
    pytest.param("Bạo lực học đường gia tăng", ["bạo lực học đường"], id="longest"),
    pytest.param("phòng chống đuối nước", ["phòng, chống"], id="comma-in-phrase"),
    pytest.param("phòng,   chống", ["phòng, chống"], id="comma-in-text"),
    pytest.param("danh nhau sau truong", ["đánh nhau"], id="no-accents"),
    pytest.param("đ.á.n.h nhau", ["đánh nhau"], id="dotted-letters"),
    pytest.param("nữ sinh tự tử", ["tự tử"], id="accented-only"),
]

NOT_FOUND = [
    pytest.param("tu tu roi tinh", id="accented-only-phrase-in-accentless-text"),
    pytest.param("đành nhau", id="other-accents"),
    pytest.param("sóng đánh. Nhau thai", id="across-sentences"),
    pytest.param("bạoo lựcc", id="not-a-whole-word"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize(("text", "phrases"), FOUND)
def test_phrases_are_found(text: str, phrases: list[str]) -> None:
    assert [hit.phrase for hit in MATCHER.find(normalise(text))] == phrases


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_words_are_not_taken(text: str) -> None:
    assert MATCHER.find(normalise(text)) == ()


def test_one_phrase_may_stand_under_two_labels() -> None:
    assert {hit.label for hit in MATCHER.find(normalise("an toàn"))} == {"safety", "both"}


def test_offsets_point_at_the_words_in_the_text() -> None:
    view = normalise("Hôm nay: phòng, chống bạo lực")
    hit = MATCHER.find(view)[0]
    assert view.text[hit.start : hit.end] == "phòng, chống"


def test_phrase_without_letters_is_refused() -> None:
    with pytest.raises(ClassifierError, match="without letters"):
        PhraseMatcher({"x": ("...",)})


def test_written_out_short_forms_do_not_hide_that_accents_are_missing() -> None:
    view = normalise("hs lop 3 danh nhau", expand={"hs": "học sinh"})
    assert typed_without_accents(view)
    assert [hit.phrase for hit in MATCHER.find(view)] == ["đánh nhau"]


SENTENCES = [
    pytest.param("Một. Hai", 1, id="full-stop"),
    pytest.param("Ở TP.HCM có 1.200 em", 0, id="abbreviation-and-thousands"),
    pytest.param("Cháu P. nằm ở hàng ghế cuối", 0, id="initial-of-a-name"),
    pytest.param("Thật không? Thật!", 2, id="question-and-exclamation"),
    pytest.param("Tiêu đề\nĐoạn", 1, id="new-line"),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentence_ends(text: str, count: int) -> None:
    assert len(list(sentence_breaks(text))) == count


@given(st.text(max_size=120))
def test_any_text_is_searched_and_hits_are_inside(text: str) -> None:
    view = normalise(text)
    for hit in MATCHER.find(view):
        assert 0 <= hit.start < hit.end <= len(view.text)
