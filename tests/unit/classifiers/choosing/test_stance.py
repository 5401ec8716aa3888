"""Who says what to whom: signs of tone that weigh beside the learnt scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.choosing.asked_tone import TONE
from classifiers.choosing.stance import read_stance, weigh_stance
from classifiers.models.features import Document, FeatureReader, unaccented
from classifiers.models.vectors import Floats
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Channel, Item, Kind

ROOT = Path(__file__).parents[4]
LABELS = ("negative", "neutral", "positive")
PLAIN = "Sáng nay học sinh khối sáu vào lớp lúc bảy giờ, thầy cô chia nhóm rồi cùng trồng cây ở sân sau. "
COMMENT = "Trường chỉ biết thu, chẳng ai chịu trách nhiệm."


@pytest.fixture(scope="module")
def reader() -> FeatureReader:
    return FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons")


def comment(text: str) -> Item:
    return Item(id="c", kind=Kind.SOCIAL, channel=Channel.COMMENT, text=text)


def news(title: str, text: str = "") -> Item:
    return Item(id="n", kind=Kind.PRESS, channel=Channel.PRESS_CENTRAL, title=title, text=text)


def post(text: str) -> Item:
    return Item(id="p", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text=text)


def tones(negative: float, neutral: float, positive: float) -> dict[str, Floats]:
    return {TONE: np.asarray([negative, neutral, positive], np.float32)}


@pytest.mark.parametrize(
    ("item", "sign", "seen"),
    [
        pytest.param(comment(COMMENT), "blame", True, id="blame-of-a-comment"),
        pytest.param(comment("Lớp con tôi ở tầng hai."), "blame", False, id="nothing-blamed"),
        pytest.param(comment("Cảm ơn quý báo đã lên tiếng."), "to_press", True, id="thanks-to-the-paper"),
        pytest.param(comment("Cảm ơn cô chủ nhiệm."), "to_press", False, id="thanks-to-a-teacher"),
        pytest.param(comment("Khi nào lớp 6 nộp hồ sơ vậy?"), "asks", True, id="bare-question"),
        pytest.param(comment("Nộp rồi. Sao chưa thấy giấy báo?"), "asks", False, id="a-statement-before-it"),
        pytest.param(comment("Lớp 6 nộp hồ sơ ở phòng một."), "asks", False, id="no-question"),
        pytest.param(news("Phụ huynh bức xúc vì khoản thu đầu năm", PLAIN), "blame", True, id="blame-in-a-headline"),
        pytest.param(
            news("Học sinh lớp 8 diễn cảnh bị đánh hội đồng trong tiểu phẩm", PLAIN), "blame", False, id="only-played"
        ),
        pytest.param(news("Khai giảng ở Ba Tri", PLAIN + COMMENT), "blame", False, id="blame-below-a-headline"),
        pytest.param(news("Cô giáo cõng học sinh qua suối", PLAIN), "praise", True, id="praise-in-a-headline"),
        pytest.param(news("Khai giảng ở Ba Tri", PLAIN), "whole", False, id="short-news"),
        pytest.param(news("Khai giảng ở Ba Tri", PLAIN * 7), "whole", True, id="whole-article"),
    ],
)
@pytest.mark.parametrize("bare", [False, True], ids=["accents", "no-accents"])
def test_a_sign_is_seen(reader: FeatureReader, item: Item, sign: str, *, seen: bool, bare: bool) -> None:
    stance = read_stance(reader.read(unaccented(item) if bare else item))
    assert (getattr(stance, sign) > 0) is seen


def test_without_accents_a_single_syllable_is_no_blame(reader: FeatureReader) -> None:
    item = comment("Tệ.")
    assert read_stance(reader.read(item)).blame > 0
    assert read_stance(reader.read(unaccented(item))).blame == 0


@pytest.mark.parametrize(
    ("item", "before", "expected"),
    [
        pytest.param(comment(COMMENT), (0.35, 0.45, 0.2), "negative", id="blame-decides-an-unsure-comment"),
        pytest.param(comment(COMMENT), (0.02, 0.08, 0.9), "positive", id="a-sure-one-stays"),
        pytest.param(comment("Khi nào nộp hồ sơ vậy?"), (0.45, 0.4, 0.15), "neutral", id="a-question-is-plain"),
        pytest.param(comment("Cám ơn báo nhiều."), (0.1, 0.4, 0.5), "neutral", id="the-paper-is-not-the-sector"),
        pytest.param(news("Phụ huynh bức xúc vì khoản thu", PLAIN), (0.38, 0.45, 0.17), "negative", id="headline"),
    ],
)
def test_signs_decide_where_words_are_unsure(
    reader: FeatureReader, item: Item, before: tuple[float, float, float], expected: str
) -> None:
    found = weigh_stance(tones(*before), reader.read(item), LABELS)[TONE]
    assert LABELS[int(found.argmax())] == expected


@pytest.mark.parametrize(
    ("item", "rows"),
    [
        pytest.param(post(COMMENT), tones(0.3, 0.4, 0.3), id="posts-are-left-alone"),
        pytest.param(comment("Lớp tôi ở tầng hai."), tones(0.3, 0.4, 0.3), id="nothing-to-see"),
        pytest.param(comment(COMMENT), {"themes": np.zeros(2, np.float32)}, id="no-tone-model"),
    ],
)
def test_otherwise_scores_are_the_same_object(reader: FeatureReader, item: Item, rows: dict[str, Floats]) -> None:
    assert weigh_stance(rows, reader.read(item), LABELS) is rows


def test_other_tasks_and_unknown_tones_are_left_alone(reader: FeatureReader) -> None:
    themes = np.asarray([0.7, 0.1], np.float32)
    document = reader.read(comment(COMMENT))
    assert weigh_stance({**tones(0.3, 0.4, 0.3), "themes": themes}, document, LABELS)["themes"] is themes
    two = {TONE: np.asarray([0.6, 0.4], np.float32)}
    assert weigh_stance(two, document, ("neutral", "positive")) is two


@pytest.fixture(scope="module")
def blaming(reader: FeatureReader) -> Document:
    return reader.read(comment(COMMENT))


@given(st.tuples(*[st.floats(0.0, 1.0, width=32)] * 3).filter(lambda drawn: sum(drawn) > 0.1))
def test_scores_stay_scores_and_blame_never_lowers_blame(blaming: Document, drawn: tuple[float, float, float]) -> None:
    before = {TONE: np.asarray(drawn, np.float32) / np.float32(sum(drawn))}
    after = weigh_stance(before, blaming, LABELS)[TONE]
    assert after.sum() == pytest.approx(1.0, abs=1e-4)
    assert np.all((after >= 0) & np.isfinite(after))
    assert after[0] >= before[TONE][0] - 1e-5
