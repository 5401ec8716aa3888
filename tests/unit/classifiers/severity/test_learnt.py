from __future__ import annotations

import pytest

from classifiers.facts.extract import find_facts
from classifiers.severity.decide import decide_severity
from classifiers.severity.decision import SeverityDecision
from classifiers.severity.learnt import CONFIDENCE, RULE, SUSPECTED, Gravity
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Reason, Sentiment, Severity
from monitor.core.text import normalise

HINT = "Sáng nay lớp 6/2 trường Bàu Sấu trống một chỗ, cô trò đi cả buổi mới về, ai hỏi cũng lắc đầu"
DRILL = "Lớp 6/2 trường Bàu Sấu trống một chỗ trong tiểu phẩm sáng nay. Đó là cảnh mở đầu vở kịch của đội văn nghệ."
FLOOR = "Hơn 40 học sinh trường Bàu Sấu nhập viện sau bữa ăn bán trú"
NO_SCHOOL = "Xóm trên sáng nay vắng tiếng cười của thằng nhỏ, ai hỏi cũng lắc đầu"


def decide(
    text: str, score: float, *, channel: Channel = Channel.FACEBOOK_GROUP, relevant: bool = True
) -> SeverityDecision:
    item = Item(
        id="x", kind=Kind.SOCIAL, channel=channel, text=text, reply_to="p" if channel is Channel.COMMENT else None
    )
    words = (Reason(RULE, text[:8], 0, 8),)
    return decide_severity(
        find_facts(item, normalise(text)), item=item, incident_types=[], relevant=relevant,
        sentiment=Sentiment.NEUTRAL, gravity=Gravity(score, words),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "score", "level"),
    [
        pytest.param(HINT, 1.0, Severity.S2, id="never-above-a-look"),
        pytest.param(HINT, SUSPECTED, Severity.S2, id="suspected"),
        pytest.param(HINT, SUSPECTED - 0.01, Severity.S0, id="not-enough"),
        pytest.param(DRILL, 1.0, Severity.S0, id="the-text-says-that-it-was-a-play"),
        pytest.param(NO_SCHOOL, 1.0, Severity.S2, id="of-nobody-at-school"),
        pytest.param(FLOOR, 0.0, Severity.S4, id="never-lowers-a-floor"),
    ],
)
def test_whole_wording_lifts_where_no_floor_holds(text: str, score: float, level: Severity) -> None:
    assert decide(text, score).level is level


def test_a_lifted_level_is_unsure_and_quotes_its_words() -> None:
    found = decide(HINT, 1.0)
    assert found.confidence == CONFIDENCE
    assert [(reason.rule, reason.text) for reason in found.reasons][:1] == [(RULE, HINT[:8])]


def test_comments_and_what_is_not_of_the_sector_are_left_alone() -> None:
    assert decide(HINT, 1.0, channel=Channel.COMMENT).level <= Severity.S1
    assert decide(HINT, 1.0, relevant=False).level is Severity.S0
