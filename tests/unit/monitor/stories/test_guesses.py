from __future__ import annotations

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Reason, Sentiment, Severity, Territory, Verdict
from monitor.stories.guesses import only_guessed
from monitor.stories.view import Member


def told(item_id: str, severity: Severity, rule: str, **fields) -> Member:
    text = f"sáng nay lớp trống một chỗ, lời kể của {item_id}"
    known = {"kind": Kind.SOCIAL, "channel": Channel.FACEBOOK_GROUP, "author": item_id} | fields
    labels = Classification(
        item_id=item_id, relevant=Verdict(value=True, score=0.9), themes=(), incident_types=(),
        sentiment=Sentiment.NEUTRAL, sentiment_score=0.5, severity=severity, severity_confidence=0.4,
        good_news=Verdict(value=False, score=0.1), levels=(), places=(), territory=Territory.HOME, facts=(),
        reasons=(Reason(rule, text[:8], 0, 8),),
    )  # fmt: skip
    return Member(Item(id=item_id, text=text, **known), labels, None)


GUESS = told("a", Severity.S2, "learnt.gravity")
KNOWN = told("b", Severity.S2, "score.ill")
MENTION = told("c", Severity.S1, "term.school-safety")


@pytest.mark.parametrize(
    ("members", "guessed"),
    [
        pytest.param([GUESS], True, id="one"),
        pytest.param([GUESS, told("d", Severity.S2, "learnt.gravity")], True, id="two-voices"),
        pytest.param([GUESS, MENTION], True, id="a-mention-beside-it"),
        pytest.param([GUESS, KNOWN], False, id="a-fact-beside-it"),
        pytest.param([KNOWN], False, id="a-fact"),
        pytest.param([MENTION], False, id="nothing-grave"),
    ],
)
def test_what_rests_on_wording_alone_is_a_guess(members, guessed):
    assert only_guessed(members) is guessed
