"""What the tagger sees: a word by itself, the words around it, lists, marks, rules, the same word elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.privacy.tagger.listed import listed_as, listed_inside, offices_at
from monitor.core.privacy.tagger.model import NAME
from monitor.core.privacy.tagger.scene import Scene, joint, segments
from monitor.core.privacy.tagger.telling import ends, figure_runs, marks
from monitor.core.privacy.tagger.word_signs import (
    REACH,
    count_signs,
    short_class,
    signs_at,
    steps,
    word_class,
    word_signs,
)
from monitor.core.privacy.tokens import Passage

WORDS = [
    "Em",
    "Hân",
    "lớp",
    "7A3",
    "ở",
    "ấp",
    "4",
    "trường",
    "Tân",
    "Xuân",
    "không",
    "gọi",
    "09",
    "bà",
    "\n",
    ",",
    "Hân.",
]


def scene_of(text: str) -> Scene:
    return Scene(Passage(text), {})


@pytest.mark.parametrize(
    ("word", "plain", "shape", "letters"),
    [
        pytest.param("Nguyễn", False, "T", "sS", id="surname"),
        pytest.param("không", False, "l", "c", id="common"),
        pytest.param("em", False, "l", "C", id="child"),
        pytest.param("trường", False, "l", "L", id="kind of place"),
        pytest.param("NGUYEN", True, "U", "sS", id="without accents"),
    ],
)
def test_the_class_of_a_word(word, plain, shape, letters):
    found = word_class(word, word.lower(), plain=plain)
    assert found[0] == shape
    assert set(letters) <= set(found[1:])
    assert short_class(found)[0] == shape


@pytest.mark.parametrize(
    ("text", "expected"), [("7", "d1"), ("2025", "d4"), ("0912345678", "dX"), ("7A3", "m3"), ("12A10b", "m4")]
)
def test_the_class_of_a_number(text, expected):
    assert word_class(text, text.lower(), plain=False) == expected


def test_the_farther_a_word_the_less_of_it_counts():
    signs = word_signs("hân", word_class("Hân", "hân", plain=False))
    counted = [len(signs_at(distance, signs)) for distance in range(REACH + 1)]
    assert counted == sorted(counted, reverse=True)
    assert counted[0] == len(signs) > counted[REACH] > 0


@pytest.mark.parametrize(
    ("small", "capital", "expected"),
    [(0, 0, (0, 0)), (1, 0, (1, 0)), (16, 0, (3, 1)), (0, 9, (0, 4)), (10**6, 0, (6, 1))],
)
def test_steps_of_counts(small, capital, expected):
    assert steps(small, capital) == expected


def test_counts_are_found_without_accents_too():
    counts = {"han": (2, 4)}
    assert count_signs("Han", "han", counts, plain=True) == ("d=2", "r=4", "dr=24^")
    assert count_signs("hân", "hân", counts, plain=False) == ("d=0", "r=0", "dr=00")


@pytest.mark.parametrize(
    ("gap", "mark", "is_end"),
    [
        (" ", "_", False),
        ("", "0", False),
        (". ", ".", True),
        (",\n", "N,", True),
        (' ("', "q(", False),
        ("~", "_", False),
    ],
)
def test_marks_between_words(gap, mark, is_end):
    assert marks(gap) == mark
    assert ends(mark) is is_end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("gọi không chín một hai nha", {1: 4, 2: 4, 3: 4, 4: 4}, id="read out"),
        pytest.param("gọi 09 tám tám nha", {1: 3, 2: 3, 3: 3}, id="mixed"),
        pytest.param("một hai. Ba người", {}, id="a sentence ends"),
        pytest.param("hai bạn", {}, id="one"),
    ],
)
def test_figures_beside_each_other(text, expected):
    passage = Passage(text)
    sentences = [passage.text[: word.start].count(".") for word in passage.words]
    assert figure_runs(passage.words, sentences) == expected


def test_names_in_lists():
    assert listed_as(["nguyễn", "đình", "chiểu"], plain=False) == "H"
    assert listed_as(["nguyen", "dinh", "chieu"], plain=True) == "H"
    assert listed_as(["nguyễn", "đình"], plain=False) == ""
    inside = listed_inside(["xuân", "nguyễn", "đình", "chiểu"], plain=False)
    assert inside == ["", "H3", "H3", "H3"]


def test_offices_end_at_their_last_word():
    assert offices_at(["ông", "hiệu", "trưởng", "và", "phó", "giám", "đốc", "nói"], plain=False) == [2, 6]
    assert offices_at(["ong", "hieu", "truong", "noi"], plain=True) == [2]


def test_common_words_in_small_letters_are_never_asked():
    scene = scene_of("Hôm nay em Hân không được học")
    asked = [scene.words[place].text for first, last in segments(scene) for place in range(first, last)]
    assert "Hân" in asked
    assert not {"không", "được"} & set(asked)


def test_what_a_rule_would_hide_is_always_asked():
    assert not scene_of("Hôm nay không được học").open[2]
    assert Scene(Passage("Hôm nay không được học"), {2: NAME}).open[2]


def test_words_of_one_name_have_the_signs_of_its_run():
    scene = scene_of("Hôm qua em Trần Gia Hân bị đánh")
    first, last = (set(scene.signs(place)) for place in (3, 5))
    assert {"kc", "yem", "yem 3", "zbị", "zbị 3"} <= first & last
    assert first != last


def test_a_role_inside_a_run_begins_a_new_one():
    scene = scene_of("Bạn Hân Bé Khôi cùng lớp")
    assert "ybé" in scene.signs(3)
    assert "ybé" not in scene.signs(1)


@pytest.mark.parametrize(
    ("text", "place", "sign"),
    [
        pytest.param("Bé Bông ngã. Bông khóc", 3, "vc", id="behind a role elsewhere"),
        pytest.param("Hiệu trưởng Lê Văn Tám nói", 2, "On", id="office before"),
        pytest.param("nhà ở ấp 4", 3, "nH1d", id="word of a home before"),
        pytest.param("gọi không chín một hai nha", 2, "D4", id="figures"),
    ],
)
def test_what_is_seen_around_a_word(text, place, sign):
    assert sign in scene_of(text).signs(place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Gia Hân", 0), ("gia hân", 1), ("em Hân", 2), ("Gia, Hân", 3)],
    ids=["capitals", "small", "mixed", "mark"],
)
def test_how_words_are_joined(text, expected):
    assert joint(scene_of(text), 1) == expected


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_segments_are_all_open_words_and_each_has_signs(text):
    scene = scene_of(text)
    asked = [place for first, last in segments(scene) for place in range(first, last)]
    assert asked == [place for place in range(scene.size) if scene.open[place]]
    assert all("b" in scene.signs(place) for place in asked)
