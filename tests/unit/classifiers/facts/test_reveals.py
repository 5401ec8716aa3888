"""A later sentence, or the headline after a colon, says that what was told is none of today's."""

import pytest

from classifiers.facts.reveals import find_reveal, is_in_earnest
from monitor.core.text import fold, normalise

TOLD = [
    pytest.param(
        "Một nữ sinh rơi từ lầu ba. Đó là nội dung phim ngắn của nhóm học sinh lớp 11.", "fiction", id="short-film"
    ),
    pytest.param("Nữ sinh rơi từ lầu ba: thước phim làm cả trường lặng đi", "fiction", id="film-after-a-colon"),
    pytest.param("Thầy đánh trò tím tay. Tất cả là cảnh trong vở kịch tối qua.", "drill", id="scene-of-a-play"),
    pytest.param("Cô bé bị bỏ lại trên xe. Đây là truyện ngắn đoạt giải của em Lụa.", "fiction", id="short-story"),
    pytest.param(
        "Mở nhầm túi đề môn toán. Đó là tình huống ban tổ chức đưa ra trong buổi tập huấn coi thi.",
        "drill",
        id="situation-of-a-training",
    ),
    pytest.param("Mở nhầm túi đề: bài toán cho người coi thi", "drill", id="exercise-after-a-colon"),
    pytest.param(
        "Cầu gãy, sáu em rớt xuống rạch. Đó là chuyện của tháng 12 mười ba năm trước mà ông Bảy kể lại.",
        "past",
        id="thirteen-years-ago",
    ),
    pytest.param("Cả lớp ói sau bữa trưa. Đấy đã là chuyện của năm ngoái.", "past", id="last-year"),
    pytest.param("Ghe chìm giữa sông. Đó là ký ức buồn cách đây hai mươi năm của cô Thắm.", "past", id="a-memory"),
    pytest.param(
        "Trang trào phúng xóm dừa, chuyện bịa cho bà con cười. Mười đứa nhập viện vì cười.", "fiction", id="satire-page"
    ),
    pytest.param("Cả lớp ngất vì thầy hát. (Bịa nghe, đừng ai gọi hỏi trường.)", "fiction", id="made-up-in-brackets"),
    pytest.param("Cô nuốt cả viên phấn. Nhân vật và nội dung hoàn toàn hư cấu.", "fiction", id="all-invented"),
    pytest.param("Bé tím môi rồi ngưng thở. Bác sĩ nhắc vậy trong buổi nói chuyện với cô giáo.", "drill", id="advice"),
    pytest.param("Đang lan tràn cảnh lột áo bạn, thật ra là clip cũ, công an xác minh rồi.", "past", id="old-clip"),
    pytest.param("Nữ sinh bị lột áo là clip tại Trung Quốc từ 2018, đừng chia sẻ.", "past", id="clip-of-elsewhere"),
]
NEWS = [
    pytest.param("Phòng học cháy sáng nay. Đó là vụ cháy thứ hai của trường trong một năm.", id="second-fire"),
    pytest.param("Nhiều người tưởng đó là buổi diễn tập, nhưng 12 em ngạt khói.", id="taken-for-a-drill"),
    pytest.param("Học sinh đánh nhau: phim cũng không dữ vậy", id="worse-than-a-film"),
    pytest.param("Em bị đánh vì một bộ phim. Đó là điều phụ huynh lo.", id="a-film-as-the-cause"),
    pytest.param("Đây là năm thứ hai trường thiếu giáo viên, chuyện này kéo dài mấy năm qua.", id="for-years"),
    pytest.param("Đó là tình huống khẩn cấp, cả trăm em phải sơ tán.", id="real-emergency"),
    pytest.param("Hiệu trưởng bịa chuyện mất sổ, phụ huynh không tin.", id="somebody-lies"),
    pytest.param("Trang của trường bị chiếm, đăng hình phản cảm.", id="page-of-a-school"),
    pytest.param("Cô giáo nhắc em nói chuyện trong giờ rồi lấy thước đánh.", id="told-off"),
    pytest.param("Đó là clip quay lúc 10 giờ sáng nay tại sân trường.", id="clip-of-today"),
]


@pytest.mark.parametrize(("text", "name"), TOLD)
def test_what_a_text_turns_out_to_have_told(text: str, name: str) -> None:
    view = normalise(text)
    reveal = find_reveal(view)
    assert reveal is not None
    assert reveal.name == name
    assert 0 <= reveal.start < reveal.end <= len(view.text)


@pytest.mark.parametrize("text", NEWS)
def test_news_reveal_nothing(text: str) -> None:
    assert find_reveal(normalise(text)) is None


@pytest.mark.parametrize(("text", "name"), TOLD)
def test_without_accents_too(text: str, name: str) -> None:
    reveal = find_reveal(normalise(fold(text)))
    assert reveal is not None
    assert reveal.name == name


def test_who_is_hurt_in_earnest_is_told_apart() -> None:
    view = normalise("Đó là buổi diễn tập chữa cháy. Không may một em bị bỏng thật.")
    reveal = find_reveal(view)
    assert reveal is not None
    second = view.text.index("Không may")
    assert is_in_earnest(view, reveal, second, len(view.text))
    assert not is_in_earnest(view, reveal, 0, second - 1)
