from __future__ import annotations

import pytest

from monitor.core.text import fold
from monitor.stories.claims import Claim, claims_agree, claims_of


def one(text: str) -> Claim:
    (claim,) = claims_of(text).claims
    return claim


@pytest.mark.parametrize(
    ("text", "authority", "act", "about"),
    [
        pytest.param(
            "Có công văn của Sở Giáo dục Bến Tre cho học sinh nghỉ học vì dịch nè", "tinh", "closing",
            {"reason:epidemic"}, id="closing, epidemic",
        ),
        pytest.param("Nhóm lớp chuyền thông báo nghỉ học của Sở GD&ĐT Bến Tre", "tinh", "closing", set(), id="closing"),
        pytest.param("Sở GD cho nghỉ học tránh bão", "tinh", "closing", {"reason:weather"}, id="closing, storm"),
        pytest.param("UBND tỉnh quyết định cho học sinh nghỉ học", "tinh", "closing", set(), id="committee"),
        pytest.param("Phòng GD&ĐT huyện cho học sinh nghỉ học", "huyen", "closing", set(), id="district office"),
        pytest.param("toàn tỉnh nghỉ học từ mai", "tinh", "closing", set(), id="the whole province"),
        pytest.param("Sở dời lịch thi học kỳ", "tinh", "exam-date", {"exam:hoc-ky"}, id="exam moved"),
        pytest.param("Đề thi môn Toán lớp 10 bị lộ", "", "leak", {"exam:lop-10", "subject:toan"}, id="leak"),
        pytest.param("Bộ Giáo dục tăng học phí", "bo", "fee", set(), id="fee"),
        pytest.param("Sở GD&ĐT tính sáp nhập mấy trường nhỏ", "tinh", "merger", set(), id="merger"),
        pytest.param("Sở Giáo dục bác bỏ văn bản giả mạo", "tinh", "", set(), id="bare denial"),
    ],
)  # fmt: skip
def test_acts_of_authorities(text, authority, act, about):
    assert one(text) == Claim(authority, act, frozenset(about))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sở GD&ĐT Bến Tre thông báo lịch nghỉ Tết Nguyên đán", id="holidays are routine"),
        pytest.param("Sở GD&ĐT Bến Tre mở hội thi giáo viên dạy giỏi", id="no act"),
        pytest.param("Con em nghỉ học vì sốt", id="no authority"),
        pytest.param("Sở Y tế khuyên trẻ sốt nghỉ học", id="another department"),
        pytest.param("Cơ sở này cho trẻ nghỉ học", id="a centre is no department"),
        pytest.param("Kẻ gian giả mạo Sở Giáo dục để lừa đảo chuyển khoản", id="fraud in its name denies nothing"),
        pytest.param("Sở GD&ĐT thông báo. Trường tổ chức lễ", id="notice of nothing"),
    ],
)
def test_routine_texts_claim_nothing(text):
    assert claims_of(text).claims == frozenset()


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        pytest.param("Sở GD cho nghỉ học", "Sở Giáo dục cho nghỉ học vì dịch", True, id="a reason left unsaid"),
        pytest.param("Sở GD cho nghỉ học tránh bão", "Sở GD cho nghỉ học vì dịch", False, id="another reason"),
        pytest.param("Sở GD cho nghỉ học", "Bộ Giáo dục cho nghỉ học", False, id="another authority"),
        pytest.param("Sở GD cho nghỉ học", "Sở GD tăng học phí", False, id="another act"),
        pytest.param("Sở GD cho nghỉ học", "Sở GD bác bỏ văn bản giả mạo", True, id="denial of some paper"),
        pytest.param("lộ đề thi rồi", "nghe nói lộ đề", False, id="both leave all unsaid"),
        pytest.param("lộ đề môn Toán", "Sở GD xác minh tin lộ đề môn Toán", True, id="one subject"),
        pytest.param("lộ đề môn Toán", "Sở GD xác minh tin lộ đề môn Văn", False, id="two subjects"),
    ],
)
def test_same_claim_whatever_is_left_unsaid(text, other, same):
    assert claims_agree(claims_of(text), claims_of(other)) is same
    assert claims_agree(claims_of(other), claims_of(text)) is same


def test_denials_and_whole_provinces_are_marked():
    read = claims_of("Sở GD khẳng định văn bản cho học sinh toàn tỉnh nghỉ học là giả mạo")
    assert read.denies
    assert read.wide


def test_accents_are_not_needed():
    text = "Sở Giáo dục Bến Tre cho học sinh nghỉ học tránh bão"
    assert claims_of(fold(text)) == claims_of(text)


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        pytest.param(
            "Có thông báo nghỉ học từ mai vì dịch nè", "Cái giấy cho nghỉ hết tuần do dịch là giấy giả", True,
            id="reason in common",
        ),
        pytest.param(
            "Có thông báo nghỉ học từ mai vì dịch nè", "Công văn cho học sinh nghỉ học lan khắp nơi là công văn giả",
            True, id="one calls the paper false",
        ),
        pytest.param(
            "Có thông báo nghỉ học từ mai", "Thông báo cho nghỉ học thứ hai", False, id="two papers, nothing in common"
        ),
        pytest.param(
            "Có thông báo nghỉ học tránh bão", "Giấy cho nghỉ học vì dịch là giấy giả", False, id="another reason"
        ),
    ],
)  # fmt: skip
def test_a_paper_needs_no_author_to_be_the_same(text, other, same):
    assert claims_agree(claims_of(text), claims_of(other)) is same
    assert claims_agree(claims_of(fold(text)), claims_of(fold(other))) is same


def test_a_notice_is_no_storm_however_it_is_typed():
    assert one("cái thông báo Sở cho nghỉ hết tuần").about == frozenset()
