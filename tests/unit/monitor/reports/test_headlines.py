from __future__ import annotations

import pytest

from monitor.core.items import Channel, Kind
from monitor.core.labels import Scored, Sentiment, Severity, Territory, Verdict
from monitor.reports.counting import CountedItem
from monitor.reports.headlines import TITLE_CHARS, good_news, top_stories
from tests.fakes.incidents import hoa_sen
from tests.fakes.store_rows import a_classification, an_item

GOOD = Verdict(value=True, score=0.9)


def told(item_id, story="c1", *, source="bao-que-dua", copy_of=None, labels=None, **fields):
    values = {"title": f"Tin {item_id}", "url": f"https://www.{source}.example/{item_id}", "source": source, **fields}
    item = an_item(item_id, **values)
    return CountedItem(item, a_classification(item_id, **(labels or {})), story, copy_of)


def post(item_id, story="c1", **fields):
    return told(item_id, story, kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, title=None, author="h1", **fields)


def test_independent_origins_outrank_reprints(plan):
    items = [told("q1", "reprinted"), *(told(f"c{n}", "reprinted", source=f"s{n}", copy_of="q1") for n in range(9))]
    items += [told("q2", "two-voices"), told("q3", "two-voices", source="bao-khac")]
    first, second = top_stories(items, plan=plan)
    assert (first.title, first.origins, first.copies) == ("Tin q2", 2, 0)
    assert (second.title, second.origins, second.copies) == ("Tin q1", 1, 9)


def test_one_outlet_is_one_voice(plan):
    (story,) = top_stories([told("q1"), told("q2")], plan=plan)
    assert story.origins == 1


def test_graver_story_goes_first_among_equals(plan):
    items = [told("q1", "c1"), told("q2", "c2", labels={"severity": Severity.S3})]
    assert [story.title for story in top_stories(items, plan=plan)] == ["Tin q2", "Tin q1"]


def test_the_press_speaks_for_the_story(plan):
    (story,) = top_stories([post("q1", text="Nghe nói…"), told("q2")], plan=plan)
    assert (story.title, story.outlet, story.url) == (
        "Tin q2",
        "bao-que-dua.example",
        "https://www.bao-que-dua.example/q2",
    )


def test_a_known_source_is_called_by_its_name(plan):
    (story,) = top_stories([told("q1")], plan=plan, names={"bao-que-dua": "Báo Quê Dừa"})
    assert story.outlet == "Báo Quê Dừa"


def test_the_school_of_a_harmed_child_is_not_named(plan):
    items = [
        told("q1", title="Hơn 40 học sinh Trường Tiểu học Hoa Sen nhập viện"),
        told("q2", "c2", title="TH Hoa Sen"),
    ]
    stories = top_stories(items, plan=plan, cases={"c1": hoa_sen(school="Trường Tiểu học Hoa Sen")})
    assert [s.title for s in stories] == ["Hơn 40 học sinh một trường tiểu học nhập viện", "TH Hoa Sen"]


def test_another_province_is_left_out(plan):
    assert top_stories([told("q1", labels={"territory": Territory.OTHER})], plan=plan) == ()


def test_a_story_of_reprints_alone_has_its_one_origin(plan):
    (story,) = top_stories([told("q1", copy_of="q0")], plan=plan)
    assert (story.origins, story.copies) == (1, 1)


def test_limit(plan):
    assert len(top_stories([told(f"q{n}", f"c{n}") for n in range(9)], plan=plan, limit=3)) == 3


def test_title_is_masked_and_cut_at_a_word(plan):
    text = "Em Nguyễn Văn An lớp 3 gọi 0901234567 " + "rất dài " * 40
    (story,) = top_stories([post("q1", text=text)], plan=plan)
    assert "Nguyễn" not in story.title
    assert "0901234567" not in story.title
    assert len(story.title) <= TITLE_CHARS + 1
    assert story.title.endswith("…")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"channel": Channel.FACEBOOK_PROFILE}, id="private-profile"),
        pytest.param({"channel": Channel.MANUAL, "kind": Kind.REPORT}, id="reported-by-a-person"),
        pytest.param({"url": "javascript:alert(1)"}, id="not-http"),
        pytest.param({"url": None}, id="none"),
    ],
)
def test_no_link(plan, fields):
    (story,) = top_stories([told("q1", **fields)], plan=plan)
    assert (story.url, story.outlet) == (None, "")


def test_a_restricted_story_shows_its_type_alone(plan):
    labels = {"incident_types": (Scored("abuse-sexual", 0.9),)}
    (story,) = top_stories([told("q1"), told("q2", source="bao-khac", labels=labels)], plan=plan)
    assert story.title == "Xâm hại, quấy rối tình dục (thông tin hạn chế)"
    assert story.url is None


@pytest.mark.parametrize(
    ("sentiments", "shown"),
    [
        ([Sentiment.POSITIVE, Sentiment.POSITIVE, Sentiment.NEGATIVE], Sentiment.POSITIVE),
        ([Sentiment.POSITIVE, Sentiment.NEGATIVE], Sentiment.NEGATIVE),
        ([Sentiment.NEUTRAL, Sentiment.POSITIVE], Sentiment.NEUTRAL),
    ],
)
def test_tone_is_what_most_say_and_the_graver_on_a_tie(plan, sentiments, shown):
    items = [told(f"q{n}", labels={"sentiment": sentiment}) for n, sentiment in enumerate(sentiments)]
    (story,) = top_stories(items, plan=plan)
    assert story.sentiment is shown


def test_good_news_is_good_and_not_disputed(plan):
    items = [
        told("q1", "good", labels={"good_news": GOOD}),
        told("q2", "disputed", labels={"good_news": GOOD}),
        told("q3", "disputed", source="bao-khac", labels={"sentiment": Sentiment.NEGATIVE}),
        told("q4", "plain"),
        told("q5", "reprint", copy_of="q0", labels={"good_news": GOOD}),
    ]
    assert [story.title for story in good_news(items, plan=plan)] == ["Tin q1"]
