from __future__ import annotations

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Fact, Sentiment, Severity, Territory, Verdict
from monitor.stories.spreading import spreading_film
from monitor.stories.view import Member


def shown(item_id: str, *kinds: str, severity: Severity = Severity.S2, guard: str = "", **fields) -> Member:
    text = f"clip bốn bạn đánh một bạn trong nhà vệ sinh, lời của {item_id}"
    known = {"kind": Kind.SOCIAL, "channel": Channel.FACEBOOK_GROUP, "author": item_id} | fields
    facts = tuple(Fact(kind, "đánh", 9, 13, None, (guard,) if guard else ()) for kind in kinds)
    labels = Classification(
        item_id=item_id, relevant=Verdict(value=True, score=0.9), themes=(), incident_types=(),
        sentiment=Sentiment.NEGATIVE, sentiment_score=0.5, severity=severity, severity_confidence=0.5,
        good_news=Verdict(value=False, score=0.1), levels=(), places=(), territory=Territory.HOME, facts=facts,
    )  # fmt: skip
    return Member(Item(id=item_id, text=text, **known), labels, None)


CLIP = shown("a", "filmed-violence")


@pytest.mark.parametrize(
    ("members", "spreads"),
    [
        pytest.param([CLIP, shown("b", "filmed-violence")], True, id="two-people-show-it"),
        pytest.param([CLIP, shown("b", "violence", "film")], True, id="the-aunt-has-the-clip-too"),
        pytest.param([CLIP, shown("b", "teacher-violence", "film")], True, id="by-a-teacher"),
        pytest.param([CLIP], False, id="one-post"),
        pytest.param([CLIP, shown("c", "filmed-violence", author="a")], False, id="one-person-posts-twice"),
        pytest.param([CLIP, shown("b", "violence")], False, id="the-other-knows-of-no-film"),
        pytest.param([CLIP, shown("b", "film")], False, id="a-film-of-something"),
        pytest.param([CLIP, shown("b", "filmed-violence", channel=Channel.COMMENT)], False, id="a-comment-under-it"),
        pytest.param([CLIP, shown("b", "filmed-violence", guard="fiction")], False, id="a-film-role"),
        pytest.param([CLIP, shown("b", "filmed-violence", severity=Severity.S1)], False, id="only-talked-of"),
    ],
)  # fmt: skip
def test_a_film_of_violence_spreads_when_two_voices_have_it(members, spreads):
    evidence = spreading_film(members)
    assert (evidence is not None) is spreads
    assert evidence is None or evidence[0] is CLIP
