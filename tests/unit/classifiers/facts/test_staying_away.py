"""A threat to keep pupils at home is no boycott; a full school shows that none came about."""

import pytest

from classifiers.facts.extract import find_facts
from monitor.core.items import Channel, Item, Kind
from monitor.core.text import fold, normalise

NONE = [
    pytest.param("Thiếu giáo viên, phụ huynh từng tính giữ 142 học sinh ở nhà", id="once-planned"),
    pytest.param("Phụ huynh dọa cho con nghỉ học nếu trường không đổi suất ăn", id="threatened"),
    pytest.param(
        "Hôm qua phụ huynh cho con nghỉ học phản đối sáp nhập. Sáng nay học sinh đến lớp đầy đủ.", id="full-again"
    ),
    pytest.param("Lan tin giả nghỉ học, sáng ra trường vẫn đông đủ học sinh", id="full-after-a-forged-notice"),
    pytest.param("Ai nỡ bắt con nghỉ học chỉ vì chuyện dời điểm trường", id="who-would"),
]
ONE = [
    pytest.param("Phản đối dời điểm trường, 128 phụ huynh cho con nghỉ học", id="done"),
    pytest.param("Phụ huynh dọa từ tuần trước, sáng nay đồng loạt cho con nghỉ học vì sáp nhập trường", id="then-done"),
    pytest.param("Trường chỉ có 14 em đi học, phụ huynh cho con nghỉ học phản đối gộp điểm trường", id="few-came"),
]


def stands(text: str) -> bool:
    item = Item(id="x", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text=text)
    facts = find_facts(item, normalise(text))
    return any(fact.kind == "boycott" and fact.stands for fact in facts)


@pytest.mark.parametrize("text", NONE)
def test_what_did_not_come_about_is_no_boycott(text: str) -> None:
    assert not stands(text)


@pytest.mark.parametrize("text", ONE)
def test_a_boycott_is_one(text: str) -> None:
    assert stands(text)


@pytest.mark.parametrize("text", NONE)
def test_without_accents_too(text: str) -> None:
    assert not stands(fold(text))
