from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.facts.frames import find_frames, guards_of
from classifiers.facts.reveals import find_reveal
from monitor.core.text import fold, normalise


def guards(text: str, words: str, *, bodily: bool = True) -> tuple[str, ...]:
    view = normalise(text)
    return guards_of(find_frames(view, find_reveal(view)), view.lower.index(words), "injured", bodily=bodily)


FRAMED = [
    pytest.param(
        "Sáng nay 30 em ngất xỉu trong lớp. Tất cả chỉ là tình huống trong buổi diễn tập chữa cháy.",
        "ngất xỉu",
        "drill",
        id="drill-told-at-the-end",
    ),
    pytest.param(
        "Hai nạn nhân được cáng ra cổng. Toàn bộ diễn biến trên nằm trong kịch bản diễn tập cứu nạn.",
        "nạn nhân",
        "drill",
        id="script-told-at-the-end",
    ),
    pytest.param(
        "Cô giáo bị chém vào vai. Đó là phương án công an dựng cho thầy trò tập luyện.", "bị chém", "drill", id="plan"
    ),
    pytest.param(
        "Kẻ lạ cầm dao vô lớp. Người vào vai kẻ xấu là một chiến sĩ trẻ.", "cầm dao", "drill", id="part-told-at-the-end"
    ),
    pytest.param("Hung thủ bị còng tay; hung thủ là bảo vệ trường đóng vai.", "bị còng", "drill", id="played-part"),
    pytest.param(
        "Cảnh giác: kẻ gian gọi báo con gãy chân, đang cấp cứu", "đang cấp cứu", "denied", id="call-of-a-swindler"
    ),
    pytest.param(
        "Có số lạ gọi nói con bị bắt cóc. Thật ra bé vẫn đang ngồi học.", "bị bắt cóc", "denied", id="child-is-in-class"
    ),
    pytest.param("Đồn cô hiệu phó bị bắt, hóa ra cô đi nghỉ mát", "bị bắt", "denied", id="rumour-and-truth"),
    pytest.param("Mỗi năm khoảng 2.000 trẻ chết đuối", "chết đuối", "background", id="yearly-figure"),
    pytest.param("Từ đầu năm, toàn tỉnh xảy ra 8 vụ đuối nước", "đuối nước", "background", id="figure-of-the-province"),
    pytest.param("Cả nước từng có vụ xe rước học sinh lật, 9 em gãy tay", "gãy tay", "background", id="case-elsewhere"),
    pytest.param("Con mèo của lớp bị xe đụng chết", "đụng chết", "not-school", id="cat"),
    pytest.param("ván này nó cầm dao đâm chết ba đứa cùng team, gà quá", "đâm chết", "fiction", id="match"),
    pytest.param("Tụi lớp 8 leo hạng bị chém hoài, lag quá mạng trường ơi", "bị chém", "fiction", id="ladder"),
    pytest.param("Chở con cún tới thú y mà không kịp", "không kịp", "not-school", id="vet"),
    pytest.param(
        "Ký ức của trang, ngày này năm ngoái. Bốn em lớp 6 bị bỏng vì nổ bóng bay.", "bị bỏng", "past", id="own-post"
    ),
    pytest.param(
        "Cây me đổ hôm đó bà con còn nhớ không, ba em bị thương giờ khỏe hết rồi.", "bị thương", "past", id="remember"
    ),
]
FREE = [
    pytest.param(
        "Ngày này năm ngoái trường cháy một lần. Nay lại có hai em bị bỏng.", "bị bỏng", id="again-on-the-same-day"
    ),
    pytest.param("Còn nhớ vụ cháy không? Sáng nay lại có em bị bỏng.", "bị bỏng", id="remember-and-again"),
    pytest.param("Nhiều người tưởng đó là diễn tập, nhưng 12 em ngạt khói.", "ngạt khói", id="taken-for-a-drill"),
    pytest.param(
        "Đó là buổi diễn tập chữa cháy. Không may một em bị bỏng thật.", "bị bỏng", id="hurt-in-earnest-in-a-drill"
    ),
    pytest.param("Hắn vào vai người giao hàng để cầm dao xông vô lớp", "cầm dao", id="a-part-played-in-earnest"),
    pytest.param("Phương án sáp nhập chưa xong thì một em bị đâm", "bị đâm", id="a-plan-of-something-else"),
    pytest.param("Cô giáo gọi điện báo con tui té gãy tay", "gãy tay", id="teacher-really-calls"),
    pytest.param(
        "Bé bị bắt cóc, kẻ gian gọi đòi chuyển tiền. Công an đang truy tìm.", "bị bắt cóc", id="child-is-missing"
    ),
    pytest.param("Trong ba năm, thầy T. nhiều lần xâm hại học trò", "xâm hại", id="what-one-did-over-years"),
    pytest.param("Sáng nay 14 em bị thương, vụ thứ hai trên địa bàn trong năm", "bị thương", id="case-beside-a-figure"),
    pytest.param("Bé lớp 1 bị con chó nhà kế bên cắn chết", "cắn chết", id="bitten-by-a-dog"),
    pytest.param("Thua ván cuối, nó cầm dao đâm bạn cùng lớp", "đâm bạn", id="match-then-a-knife"),
    pytest.param("Cãi nhau ván game, một em bị đâm phải vào viện", "bị đâm", id="quarrel-over-a-match"),
    pytest.param("Nửa lớp bị ói sau bữa xế", "bị ói", id="plain"),
]


@pytest.mark.parametrize(("text", "words", "guard"), FRAMED)
def test_what_a_frame_holds_is_guarded(text: str, words: str, guard: str) -> None:
    assert guard in guards(text, words)


@pytest.mark.parametrize(("text", "words"), FREE)
def test_real_cases_stand(text: str, words: str) -> None:
    assert guards(text, words) == ()


def test_figures_and_pets_guard_only_harm_to_people() -> None:
    text = "Mỗi năm trường thu thêm ba khoản"
    assert guards(text, "thu thêm", bodily=False) == ()
    assert guards(text, "thu thêm") == ("background",)


def test_staged_passages_guard_everything() -> None:
    text = "Một người phát tờ thông báo giả. Đó là tình huống giả định của hội thi."
    assert guards(text, "thông báo giả", bodily=False) == ("drill",)


LOOKALIKES = [
    pytest.param("chieu nay truong ghi nhan them 6 f0", "6 f0", id="afternoon-is-no-trick"),
    pytest.param("co cho ca lop nghi, 4 em dau bung", "dau bung", id="let-is-no-dog"),
    pytest.param("lam don to cao de ro su that, con bi danh", "bi danh", id="petition-is-no-rumour"),
]


@pytest.mark.parametrize(("text", "words"), LOOKALIKES)
def test_words_that_only_look_like_a_frame_without_accents(text: str, words: str) -> None:
    assert guards(text, words) == ()


def test_frames_hold_without_accents() -> None:
    text = fold("30 em ngất xỉu. Tất cả chỉ là tình huống trong buổi diễn tập chữa cháy.")
    assert guards(text, "ngat xiu") == ("drill",)


@given(st.text(max_size=200))
def test_frames_lie_within_the_text(text: str) -> None:
    view = normalise(text)
    for frame in find_frames(view, find_reveal(view)):
        assert 0 <= frame.left <= frame.right <= len(view.text)
