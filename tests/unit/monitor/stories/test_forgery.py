from __future__ import annotations

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Sentiment, Severity, Territory, Verdict
from monitor.stories.forgery import forgery_suspected, may_be_incident
from monitor.stories.view import Member

PAPER = "Công văn Sở GD&ĐT Bến Tre đóng dấu đỏ nè, học sinh toàn tỉnh nghỉ học ba ngày từ mai"
DOUBT = "Ủa công văn này sai ngày ký, số cũng lạ, coi chừng giả đó cả nhà"
RUMOUR = "Nghe nói Sở cho nghỉ học từ mai"
CALM = "Sở có thông báo cho nghỉ học ba ngày, trên cổng của Sở"


def said(item_id: str, text: str, **fields) -> Member:
    known = {"kind": Kind.SOCIAL, "channel": Channel.FACEBOOK_GROUP, "author": item_id} | fields
    labels = Classification(
        item_id=item_id, relevant=Verdict(value=True, score=0.9), themes=(), incident_types=(),
        sentiment=Sentiment.NEUTRAL, sentiment_score=0.5, severity=Severity.S0, severity_confidence=0.5,
        good_news=Verdict(value=False, score=0.1), levels=(), places=(), territory=Territory.HOME, facts=(),
    )  # fmt: skip
    return Member(Item(id=item_id, text=text, **known), labels, None)


@pytest.mark.parametrize(
    ("members", "suspected"),
    [
        pytest.param([said("a", PAPER), said("b", DOUBT)], True, id="passed on and doubted"),
        pytest.param([said("a", PAPER), said("b", CALM)], False, id="passed on by two, doubted by nobody"),
        pytest.param([said("a", PAPER), said("b", DOUBT, author="a")], False, id="one person wonders aloud"),
        pytest.param([said("a", RUMOUR), said("b", DOUBT)], False, id="nobody shows a paper"),
        pytest.param([said("b", DOUBT)], False, id="a doubt alone"),
        pytest.param(
            [said("a", PAPER), said("b", DOUBT),
             said("c", CALM, kind=Kind.PRESS, channel=Channel.GOV_SITE, official=True)],
            False, id="the office vouches for it",
        ),
    ],
)  # fmt: skip
def test_a_paper_is_suspect_when_another_voice_calls_it_false(members, suspected):
    assert forgery_suspected(members) is suspected
    assert may_be_incident(members) is suspected
