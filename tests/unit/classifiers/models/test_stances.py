"""Stances as signals of tone: what people do with their words, beside how glad or angry the words are."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.models.features import FeatureReader, unaccented
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Channel, Item, Kind

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def reader() -> FeatureReader:
    return FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons")


def a_comment(text: str, context: str | None = None) -> Item:
    return Item(id="c", kind=Kind.SOCIAL, channel=Channel.COMMENT, text=text, context=context)


SAID = [
    pytest.param("Nộp đơn từ Tết mà đến giờ vẫn chưa thấy ai gọi.", "waiting", id="waiting"),
    pytest.param("Rất mong nhà trường xem lại giờ đón.", "hope", id="hope"),
    pytest.param("Khoản này nên bỏ từ lâu.", "demand", id="demand"),
    pytest.param("Chẳng lẽ con nít tự lo được?", "rhetoric", id="rhetorical-question"),
    pytest.param("Nhờ quý báo đăng cho nhiều người biết.", "press", id="to-the-paper"),
    pytest.param("Bạn ơi, quy định này có từ lâu.", "reader", id="to-another-reader"),
    pytest.param("Con hư là do cha mẹ.", "parents", id="blames-parents"),
    pytest.param("Ban giám hiệu đâu hết rồi.", "sector", id="names-those-in-charge"),
    pytest.param("Kính phục cô lắm.", "admire", id="admires"),
    pytest.param("Đúng là tín hiệu vui cho vùng xa.", "welcome", id="welcomes-a-measure"),
]


@pytest.mark.parametrize(("text", "stance"), SAID)
@pytest.mark.parametrize("accents", [True, False], ids=["as-written", "no-accents"])
def test_a_stance_is_heard(reader: FeatureReader, text: str, stance: str, accents: bool):  # noqa: FBT001 - a parameter
    item = a_comment(text)
    signals = reader.read(item if accents else unaccented(item)).tone.signals
    assert signals.get(f"stance:{stance}", 0.0) > 0


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        pytest.param("Mai lớp đi thả diều ở bờ kè.", "hope", id="no-hope"),
        pytest.param("Trường nằm gần chợ xã.", "demand", id="no-demand"),
        pytest.param("Cô phát vở cho cả lớp.", "reader", id="nobody-spoken-to"),
    ],
)
def test_a_plain_sentence_has_none(reader: FeatureReader, text: str, stance: str):
    assert f"stance:{stance}" not in reader.read(a_comment(text)).tone.signals


def test_the_stance_of_a_headline_is_not_that_of_the_comment(reader: FeatureReader):
    found = reader.read(a_comment("Lớp tôi ở tầng hai.", context="Phụ huynh mong sớm có bãi giữ xe")).tone.signals
    assert not [name for name in found if "stance:" in name]
