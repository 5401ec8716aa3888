from __future__ import annotations

import pytest

from classifiers.facts.extract import find_facts
from monitor.core.clock import parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.text import fold, normalise

SHARED = [
    pytest.param("Không có em nào tử vong do đuối nước", "drowning", id="cause-of-no-death"),
    pytest.param("Không học sinh nào bị thương vì tai nạn trước cổng trường", "injured", id="cause-of-no-injury"),
    pytest.param("Trường không có trường hợp bị bạo hành hay xâm hại", "sexual-abuse", id="or"),
    pytest.param("Không ghi nhận ca nhập viện hoặc ngộ độc", "poisoned", id="either"),
    pytest.param("Chưa có trẻ nào bị bạo hành và bị xâm hại", "sexual-abuse", id="and"),
]
KEPT = [
    pytest.param("Không ai bị thương vì tường đổ trong sân trường", "collapse", id="the-wall-did-fall"),
    pytest.param("Không em nào bị thương dù hỏa hoạn ở lớp học", "fire", id="the-class-did-burn"),
    pytest.param("Không ai bị thương nặng nhưng 12 em ngộ độc", "poisoned", id="but"),
    pytest.param("Hai em nhập viện do ngộ độc", "poisoned", id="nothing-negated"),
    pytest.param("Không có y tá nào, 11 em ngộ độc", "poisoned", id="others-counted"),
]


def stands(text: str, kind: str) -> bool:
    item = Item(
        id="x",
        kind=Kind.PRESS,
        channel=Channel.PRESS_LOCAL,
        text=text,
        published_at=parse_time("2024-10-12T15:00:00+07:00"),
    )
    facts = [fact for fact in find_facts(item, normalise(text)) if fact.kind == kind]
    assert facts
    return any(fact.stands for fact in facts)


@pytest.mark.parametrize("write", [str, fold], ids=["accents", "none"])
@pytest.mark.parametrize(("text", "kind"), SHARED)
def test_a_harm_shares_the_negation_it_hangs_on(text: str, kind: str, write):
    assert not stands(write(text), kind)


@pytest.mark.parametrize("write", [str, fold], ids=["accents", "none"])
@pytest.mark.parametrize(("text", "kind"), KEPT)
def test_what_happened_by_itself_stands(text: str, kind: str, write):
    assert stands(write(text), kind)
