"""What a text is turned into: n-grams, signals, the two readings of a comment, copies without accents."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.models.features import FeatureReader, Terms, answered_text, strip_accents, syllables_of, unaccented
from classifiers.models.subject_frames import UNLEARNT
from classifiers.models.vectors import Vocabulary, learn_vocabulary
from classifiers.reading.cues import load_categories
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ClassifierError
from monitor.core.items import Channel, Item, Kind

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def reader() -> FeatureReader:
    return FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons")


def press(text: str, **fields: object) -> Item:
    return Item(id="p1", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, text=text, **fields)  # type: ignore[arg-type]


def comment(text: str, context: str | None) -> Item:
    return Item(id="c1", kind=Kind.SOCIAL, channel=Channel.COMMENT, text=text, context=context, reply_to="p9")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param("học sinh lớp 3a", ["học", "sinh", "lớp", "3a"], id="words"),
        pytest.param("hơn 1200 em", ["hơn", "<0>", "em"], id="long-number"),
        pytest.param("lớp 12", ["lớp", "12"], id="short-number-stays"),
        pytest.param("xem https://a.vn/x?y=1 nha", ["xem", "<url>", "nha"], id="address"),
        pytest.param("@hoa oi", ["<@>", "oi"], id="name"),
        pytest.param("", [], id="empty"),
    ],
)
def test_syllables(shown: str, expected: list[str]):
    assert syllables_of(shown) == expected


def test_title_counts_twice(reader: FeatureReader):
    terms = reader.read(press("Các em đã về nhà.", title="Mười hai em nhập viện")).tone.counts
    assert terms["nhập viện"] == 2
    assert terms["về nhà"] == 1


def test_phrase_of_the_plan_is_a_signal_and_the_headline_weighs_more(reader: FeatureReader):
    body = reader.read(press("Nhà trường nói về sách giáo khoa.", title="Chuyện đầu năm")).tone.signals
    head = reader.read(press("Nhà trường nói về việc này.", title="Sách giáo khoa đầu năm")).tone.signals
    assert 0 < body["theme:curriculum-2018"] < head["theme:curriculum-2018"]


def test_guarded_fact_is_no_signal_of_harm(reader: FeatureReader):
    real = reader.read(press("12 học sinh tiểu học nhập viện sau bữa ăn.")).tone.signals
    drill = reader.read(press("Diễn tập tình huống giả định 12 học sinh nhập viện sau bữa ăn.")).tone.signals
    assert "fact:hospitalised" in real
    assert "fact:hospitalised" not in drill
    assert any(name.startswith("unreal:") for name in drill)


def test_short_forms_are_written_out_in_posts_only(reader: FeatureReader):
    post = Item(id="s", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text="trường ko cho vô")
    assert "không" in reader.read(post).tone.counts
    assert "không" not in reader.read(press("trường ko cho vô")).tone.counts


def test_comment_topic_has_the_words_it_answers_and_tone_has_not(reader: FeatureReader):
    document = reader.read(comment("Quá tệ!", "Lộ đề thi thử ở một trường"))
    assert "đề thi" in document.topic.counts
    assert "đề thi" not in document.tone.counts
    assert any(name.startswith("answered-theme:exams") for name in document.tone.signals)
    assert document.topic.signals["theme:exams-admissions"] > 0


def test_plain_item_has_one_reading(reader: FeatureReader):
    document = reader.read(press("Khai giảng năm học mới."))
    assert document.topic is document.tone


def test_what_comments_answer_is_read_by_the_day_of_each(reader: FeatureReader):
    asked = "Năm 2023 một học sinh lớp 8 đuối nước ở rạch Bông Súng"
    at_once, later = (
        replace(comment("Thương quá", asked), published_at=datetime(year, 5, 4, 3, tzinfo=UTC)) for year in (2023, 2026)
    )
    read = [reader.read(each).topic.signals for each in (at_once, later, at_once)]
    alone = FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons").read(later).topic.signals
    assert read[1] == alone
    assert read[0] == read[2] != read[1], "what was news in its year is an old case three years later"


def test_known_answered_item_wins_over_context():
    answered = press("Nội dung", title="Tựa thật", lead="Sapo")
    assert answered_text(comment("ừ", "Tựa cũ"), answered) == "Tựa thật"
    assert answered_text(comment("ừ", "Tựa cũ"), None) == "Tựa cũ"
    assert answered_text(press("x", context="không phải bình luận"), None) == ""


def test_unaccented_copy_is_read_as_typed_without_accents(reader: FeatureReader):
    item = press("Học sinh Đồng Khởi nhặt được của rơi.", title="Việc tốt")
    copy = unaccented(item)
    assert copy.title == "Viec tot"
    assert copy.text == "Hoc sinh Dong Khoi nhat duoc cua roi."
    assert "hoc sinh" in reader.read(copy).tone.counts


@given(st.text(max_size=80))
def test_strip_accents_is_idempotent(text: str):
    assert strip_accents(strip_accents(text)) == strip_accents(text)


@settings(deadline=None)  # the first text pays for the tables
@given(st.text(alphabet="aàáăâbcdđeêhioôơuưyỳ ,.!?😀\n0123456789", max_size=200))
def test_reading_never_fails(text: str):
    reader = _shared_reader()
    document = reader.read(press(text))
    assert all(value >= 0 for value in document.tone.signals.values())


_READERS: list[FeatureReader] = []


def _shared_reader() -> FeatureReader:
    if not _READERS:
        _READERS.append(FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons"))
    return _READERS[0]


def test_what_only_the_choice_reads_is_not_learnt():
    row = Terms({"a": 1}, {"s": 1.0, f"{UNLEARNT}x": 1.0, f"answered-{UNLEARNT}x": 1.0})

    assert learn_vocabulary([row, row]).signals == ("s",)


def test_rows_have_length_one_and_unknown_words_leave_an_empty_row():
    vocabulary = learn_vocabulary([Terms({"a": 1, "b": 2}, {"s": 1.0}), Terms({"a": 1, "b": 1}, {"s": 1.0})])
    matrix = vocabulary.transform([Terms({"a": 3, "b": 1, "lạ": 9}, {}), Terms({"lạ": 1}, {})]).toarray()
    assert np.linalg.norm(matrix[0]) == pytest.approx(1.0)
    assert not matrix[1].any()


def test_rare_terms_and_signals_are_left_out():
    vocabulary = learn_vocabulary([Terms({"a": 1, "một": 1}, {"s": 1.0}), Terms({"a": 1}, {"s": 1.0, "t": 1.0})])
    assert vocabulary.terms == ("a",)
    assert vocabulary.signals == ("s",)
    assert vocabulary.size == 2


def test_count_grows_by_its_logarithm():
    vocabulary = Vocabulary(("a", "b"), np.ones(2, np.float32), ())
    ((_, once), (_, thrice)) = vocabulary.weigh(Terms({"a": 1, "b": 3}, {}))
    assert thrice / once == pytest.approx(1 + math.log(3))


@pytest.mark.parametrize(
    "content",
    [pytest.param("chỉ một cột\n", id="one-column"), pytest.param("\tpraise\n", id="no-phrase")],
)
def test_bad_list_names_its_line(tmp_path: Path, content: str):
    path = tmp_path / "sentiment.tsv"
    path.write_text("# đầu\n" + content, encoding="utf-8")
    with pytest.raises(ClassifierError, match=r"sentiment\.tsv:2"):
        load_categories(path)


def test_missing_list_is_told(tmp_path: Path):
    with pytest.raises(ClassifierError, match=r"cannot read none\.tsv"):
        load_categories(tmp_path / "none.tsv")


@pytest.mark.parametrize("name", ["sentiment.tsv", "subjects.tsv", "stances.tsv"])
def test_shipped_lists_hold_each_phrase_once(name: str):
    phrases = [p for texts in load_categories(ROOT / "data" / "lexicons" / name).values() for p in texts]
    assert len(phrases) == len(set(phrases)) > 200
