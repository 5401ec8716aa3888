"""Keywords with a segmenter that cuts at spaces and keeps a few words whole; the real one has its own tests."""

from __future__ import annotations

import json
import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.errors import MonitorError
from monitor.core.items import Channel, Kind
from monitor.core.labels import Scored, Territory
from monitor.reports import keywords as module
from monitor.reports.counting import CountedItem
from monitor.reports.keywords import Keyword, find_keywords, general_shares, opening
from monitor.reports.word_lists import BREAKS, TERMS, WEAK
from tests.fakes.store_rows import a_classification, an_item

WHOLE = ("ngộ độc", "thực phẩm", "bán trú", "cho biết", "học sinh", "nhập viện", "hoa sen", "nguyễn văn an", "học phí",
         "sân bóng", "covid-19", "nghi tiêm chủng")  # fmt: skip
_CUT = re.compile("|".join([*WHOLE, r"[\w\-]+", r"[^\w\s]"]))


def segment(text):
    return _CUT.findall(text)


def told(item_id, title, *, copy_of=None, labels=None, themes=(), **fields):
    fields = {"title": title, "text": "", **fields}
    said = a_classification(item_id, themes=tuple(Scored(theme, 0.9) for theme in themes), **(labels or {}))
    return CountedItem(an_item(item_id, **fields), said, f"c-{item_id}", copy_of)


def all_saying(*titles, **fields):
    return [told(f"q{number}", title, **fields) for number, title in enumerate(titles)]


def found(items, plan, *, earlier=(), general=None):
    return find_keywords(items, earlier=earlier, plan=plan, general=general, segment=segment)


def phrases(items, plan, **options):
    return [keyword.phrase for keyword in found(items, plan, **options).week]


def test_a_phrase_counts_once_for_an_item(plan):
    items = all_saying("Ngộ độc, lại ngộ độc ở Ba Tri", "Nghi ngộ độc", "Chợ nổi")
    assert found(items, plan).week == (Keyword("ngộ độc", 2),)


def test_what_one_item_says_is_no_keyword(plan):
    assert phrases(all_saying("Ngộ độc", "Học phí"), plan) == []


def test_copies_count_once(plan):
    items = [told("q1", "Ngộ độc"), told("q2", "Ngộ độc", copy_of="q1")]
    assert phrases(items, plan) == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Ngộ độc thực phẩm", ["ngộ độc thực phẩm"], id="longest-phrase"),
        pytest.param("Ngộ độc, thực phẩm", ["ngộ độc", "thực phẩm"], id="signs-part-phrases"),
        pytest.param("Sở cho biết học phí", ["học phí"], id="stop-phrase"),
        pytest.param("Học sinh", [], id="weak-word-alone"),
        pytest.param("Vụ học sinh nhập viện", ["học sinh nhập viện"], id="weak-word-beside-a-telling-one"),
        pytest.param("Thông tin nghi tiêm chủng", ["tiêm chủng"], id="break-taken-for-part-of-a-term"),
        pytest.param("Thu học phí lớp 10", ["thu học phí"], id="number-left-out-with-what-waits-for-it"),
        pytest.param("Xe cộ chen chúc", [], id="single-syllables"),
        pytest.param("Trường Hoa Sen và học phí", ["học phí"], id="school"),
        pytest.param("Nguyễn Văn An nói về học phí", ["học phí"], id="person-without-a-title"),
        pytest.param("Vì sao em Nguyễn Văn An chưa có học phí", ["học phí"], id="person"),
        pytest.param("HỌC PHÍ lại bán trú", ["bán trú"], id="capitals-tell-no-names-apart"),
        pytest.param("Phòng Covid-19 ở lớp", ["Covid-19"], id="capitals-that-are-no-name"),
        pytest.param("Bữa ăn bán trú. Học phí", ["bán trú", "học phí"], id="sentence-begins-with-a-capital"),
        pytest.param("hoc phi ban tru", [], id="without-accents"),
    ],
)
def test_what_makes_a_keyword(plan, title, shown):
    assert sorted(phrases(all_saying(title, title, title), plan)) == sorted(shown)


def test_a_post_without_accents_counts_for_a_phrase(plan):
    (keyword,) = found(all_saying("Học phí tăng", "Lại học phí", "hoc phi cao qua"), plan).week
    assert keyword == Keyword("học phí", 3)


def test_a_longer_phrase_gives_way_when_few_say_it(plan):
    whole = ["Ngộ độc thực phẩm"] * 2
    items = all_saying(*whole, "Ngộ độc rượu", "Ngộ độc", "Ngộ độc khí", "Nghi ngộ độc")
    assert found(items, plan).week == (Keyword("ngộ độc", 6),)


def test_what_is_said_every_week_is_no_keyword(plan):
    items = all_saying("Học phí", "Học phí", "Ngộ độc", "Ngộ độc")
    usual = ["Học phí cao", "Thu học phí", "Sân bóng"] * 40
    assert phrases(items, plan, earlier=usual) == ["ngộ độc"]


def test_what_is_said_everywhere_weighs_less(plan):
    items = all_saying("Học phí", "Học phí", "Ngộ độc", "Ngộ độc")
    common = {"hoc": 1.0, "phi": 1.0, "ngo": 0.01, "doc": 0.01}
    weights = module._Usual(0, lambda _: 0, common)
    assert weights.share("học phí") > weights.share("ngộ độc")
    assert "ngộ độc" in phrases(items, plan, general=common)


def test_one_event_does_not_fill_the_list(plan):
    event = ["Ngộ độc, thực phẩm, bán trú, nhập viện"] * 5
    items = all_saying(*event, "Học phí", "Học phí")
    said = phrases(items, plan)
    assert "học phí" in said
    assert len(said) == module.TOLD_ENOUGH + 1


def test_the_most_said_comes_first_and_the_list_is_short(plan):
    words = [f"{first}{second}" for first in ("ngộ độc", "học phí") for second in ("", " bán trú", " sân bóng")]
    items = [told(f"{word}{n}", word.capitalize()) for number, word in enumerate(words) for n in range(number + 2)]
    week = found(items, plan).week
    assert [keyword.items for keyword in week] == sorted((keyword.items for keyword in week), reverse=True)
    assert len(week) <= module.WEEK_KEYWORDS


def test_each_theme_has_words_of_its_own(plan):
    items = [told(f"a{n}", "Ngộ độc", themes=("school-safety",)) for n in range(3)]
    items += [told(f"b{n}", "Học phí", themes=("inspection",)) for n in range(3)]
    items += [told("c", "Sân bóng", themes=("sector-events",))]
    themes = {theme: [word.phrase for word in words] for theme, words in found(items, plan).themes.items()}
    assert themes == {"inspection": ["học phí"], "school-safety": ["ngộ độc"]}


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param({"incident_types": (Scored("abuse-sexual", 0.9),)}, id="restricted"),
        pytest.param({"territory": Territory.OTHER}, id="another-province"),
    ],
)
def test_who_may_not_speak(plan, labels):
    assert phrases(all_saying("Học phí", "Học phí", "Học phí", labels=labels), plan) == []


def test_no_items_load_no_segmenter(plan):
    assert find_keywords([], earlier=(), plan=plan) == module.Keywords()


@given(st.permutations(["Ngộ độc bán trú", "Ngộ độc", "Bán trú", "Học phí", "Thu học phí", "Sân bóng", "Sân bóng xã"]))
def test_order_of_items_does_not_matter(plan, titles):
    expected = found(all_saying(*sorted(titles)), plan)
    assert found(all_saying(*titles), plan) == expected


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        pytest.param({"title": "Tin", "lead": "Dẫn", "text": "Thân bài"}, "Tin. \nDẫn", id="article"),
        pytest.param({"title": None, "text": "chữ " * 100}, ("chữ " * 50), id="post"),
        pytest.param({"title": "Hỏi", "text": "Hỏi thêm"}, "Hỏi. \n thêm", id="thread-whose-text-repeats-its-title"),
        pytest.param({"title": "Re: Hỏi", "text": "Re: Hỏi đáp đây"}, " đáp đây", id="reply"),
        pytest.param({"title": "Em Nguyễn Văn An", "text": ""}, "Em N.V.A.", id="masked"),
    ],
)
def test_opening(fields, read):
    assert opening(an_item("q1", **{"kind": Kind.SOCIAL, "channel": Channel.FORUM, **fields})) == read


def test_general_shares(tmp_path):
    path = tmp_path / "idf.json"
    path.write_text(json.dumps({"documents": 200, "counts": {"hoc": 50}}), encoding="utf-8")
    assert general_shares(path) == {"hoc": 0.25}


@pytest.mark.parametrize("content", ["", "[]", '{"documents": 0, "counts": {"a": 1}}', '{"documents": 1, "counts": 7}'])
def test_counts_that_cannot_be_read_are_our_error(tmp_path, content):
    path = tmp_path / "idf.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MonitorError, match=r"idf\.json"):
        general_shares(path)


def test_what_a_library_does_to_the_root_logger_is_undone():
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    with module._root_logger_kept():
        root.addHandler(logging.NullHandler())
        root.setLevel(logging.CRITICAL)
    assert (root.handlers, root.level) == (handlers, level)


def test_word_lists_do_not_contradict_each_other():
    assert BREAKS.isdisjoint(WEAK)
    assert not set(TERMS) & (BREAKS | WEAK)
    assert all(word == word.lower().strip() for word in (*BREAKS, *WEAK, *TERMS))
