"""What is only talked of is S1; a comment with a case of its own is S2; levels a comment takes from its headline."""

from __future__ import annotations

import pytest

from classifiers.choosing.levels import find_levels_of
from classifiers.facts.extract import find_facts
from classifiers.models.features import unaccented
from classifiers.severity.decide import decide_severity
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Sentiment, Severity
from monitor.core.text import normalise

S0, S1, S2 = Severity.S0, Severity.S1, Severity.S2
NEGATIVE, NEUTRAL, POSITIVE = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE


def level(item: Item, tone: Sentiment, types: tuple[str, ...] = ()) -> Severity:
    facts = find_facts(item, normalise(item.full_text))
    return decide_severity(facts, item=item, incident_types=types, relevant=True, sentiment=tone).level


NEWS = [
    pytest.param("Cô trò vùng núi chật vật tìm sóng", NEUTRAL, S1, id="hardship"),
    pytest.param("Ý kiến trái chiều về giờ vào lớp", NEUTRAL, S1, id="discussion"),
    pytest.param("Cô trò vùng núi vui ngày khai giảng", NEUTRAL, S0, id="plain"),
    pytest.param("Cô trò vùng núi hết chật vật nhờ trường mới", POSITIVE, S0, id="told-with-praise"),
]


@pytest.mark.parametrize("bare", [False, True], ids=["accents", "no-accents"])
@pytest.mark.parametrize(("title", "tone", "expected"), NEWS)
def test_hardship_and_discussion_are_a_mention(title: str, tone: Sentiment, expected: Severity, *, bare: bool) -> None:
    item = Item("i", Kind.PRESS, Channel.PRESS_CENTRAL, "Nhà trường đang chờ thêm hướng dẫn.", title=title)
    assert level(unaccented(item) if bare else item, tone) is expected


COMMENTS = [
    pytest.param("Con tôi học lớp đó, năm ngoái đóng hai triệu không biên lai.", NEGATIVE, S2, id="own-case"),
    pytest.param("Trường con tôi cũng bắt đóng, không đóng là trù.", NEGATIVE, S2, id="own-culprit"),
    pytest.param("Con tui đòi cô D. bắt ở lại lớp 3A luôn, hôm nay mẹ đón còn trốn hihi", NEGATIVE, S1, id="joke"),
    pytest.param("Làm ăn vậy thì thôi, chán.", NEGATIVE, S1, id="reaction"),
    pytest.param("Con tôi học lớp đó, năm ngoái đóng hai trăm ngàn, vậy là hợp lý.", NEUTRAL, S1, id="nobody-blamed"),
]


@pytest.mark.parametrize(("text", "tone", "expected"), COMMENTS)
def test_a_comment_with_a_case_of_its_own_is_an_issue(text: str, tone: Sentiment, expected: Severity) -> None:
    item = Item("i", Kind.SOCIAL, Channel.COMMENT, text, context="Phụ huynh phản ánh các khoản thu", reply_to="parent")
    assert level(item, tone, ("fees",)) is expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        pytest.param("Trường mầm non thay bếp ăn", ["mam-non"], id="nursery"),
        pytest.param("Giảng viên bàn chuyện chấm luận án", ["dai-hoc"], id="university-staff"),
        pytest.param("Chuyện người thầy", [], id="none"),
        pytest.param("", [], id="no-headline"),
    ],
)
def test_levels_of_a_headline(headline: str, expected: list[str]) -> None:
    assert [found.value for found in find_levels_of(headline)] == expected
