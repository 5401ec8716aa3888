"""What is offered to people: unsure, rare, grave, and not the same thing twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.learning.uncertainty import doubts, most_useful
from monitor.core.items import Item
from monitor.core.labels import Classification, Scored, Severity, Verdict
from tests.fakes.store_rows import a_classification, an_item

TEXTS = ("Trường thông báo lịch thi", "Phụ huynh hỏi về học phí", "Thầy cô hội thảo tại huyện", "Xe đưa đón đến trễ")


def sure(item_id: str, **fields: Any) -> Classification:
    values: dict[str, Any] = {
        "relevant": Verdict(value=True, score=0.99),
        "sentiment_score": 0.98,
        "severity_confidence": 0.95,
        "themes": (Scored("digital", 0.97),),
    }
    return a_classification(item_id, **(values | fields))


def pairs(*said: Classification, text: str | None = None) -> list[tuple[Item, Classification]]:
    return [(an_item(one.item_id, text=text or TEXTS[i % len(TEXTS)]), one) for i, one in enumerate(said)]


def test_sure_ones_are_not_offered_to_fill_the_list():
    assert most_useful(pairs(sure("a"), sure("b")), limit=20) == ()


@pytest.mark.parametrize(
    ("unsure", "task", "why"),
    [
        pytest.param({"relevant": Verdict(value=True, score=0.5)}, "relevance", "thuộc ngành", id="relevance"),
        pytest.param({"themes": (Scored("digital", 0.5),)}, "themes", "chủ đề", id="theme-on-the-edge"),
        pytest.param({"themes": ()}, "themes", "chủ đề", id="no-theme"),
        pytest.param({"sentiment_score": 0.34}, "sentiment", "sắc thái", id="tone"),
        pytest.param({"severity_confidence": 0.1}, "severity", "mức độ", id="level"),
        pytest.param(
            {"severity": Severity.S2, "severity_confidence": 0.9}, "incident_types", "loại sự cố", id="unnamed-incident"
        ),
    ],
)
def test_the_reason_names_the_least_sure_task(unsure: dict[str, Any], task: str, why: str):
    said = sure("x", **unsure)
    assert doubts(said)[task] == max(doubts(said).values()) > 0.8
    (one,) = most_useful(pairs(sure("a"), said), limit=5)
    assert one.item.id == "x"
    assert why in one.why


def test_of_two_alike_only_the_first_is_near_the_top():
    unsure = {"relevant": Verdict(value=True, score=0.5)}
    alike = pairs(sure("a", **unsure), sure("b", **unsure), text="Nghe nói trường mình đổi giờ học phải không")
    other = pairs(sure("c", relevant=Verdict(value=True, score=0.45)), text="Cô giáo lớp con tôi rất tận tình")
    assert [one.item.id for one in most_useful([*alike, *other], limit=2)] == ["a", "c"]


def test_rare_and_grave_come_first_of_equals():
    common = [sure(f"c{i}", themes=(Scored("digital", 0.6),)) for i in range(30)]
    rare, grave = sure("r", themes=(Scored("preschool", 0.6),)), sure("g", severity=Severity.S4,
                    incident_types=(Scored("fees", 0.99),), themes=(Scored("staffing", 0.6),))  # fmt: skip
    texts = pairs(*common, text="Một tin thường ngày") + pairs(rare, grave)
    found = most_useful(texts, limit=3)
    assert [one.item.id for one in found][:2] == ["g", "r"]
    assert "ít mẫu" in found[1].why


@given(st.lists(st.floats(0, 1), max_size=12), st.integers(0, 8))
def test_never_more_than_asked_never_twice_whatever_the_order(scores: list[float], limit: int):
    said = [sure(f"i{n}", relevant=Verdict(value=score >= 0.5, score=score)) for n, score in enumerate(scores)]
    found = most_useful(pairs(*said), limit=limit)
    assert len(found) <= limit
    assert len({one.item.id for one in found}) == len(found)
    assert found == most_useful(list(reversed(pairs(*said))), limit=limit)
