"""Whose case it is, and whether it is one: the same words of a pupil and of an angler, of forgers and their trainers.

`LOUD` rows reach their level, `QUIET` rows, worded almost alike, stay at or below theirs.
"""

from __future__ import annotations

import pytest

from monitor.core.labels import Sentiment, Severity
from tests.unit.classifiers.severity.judged import facts_of, level_of

NEG, NEU, POS = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE
S0, S1, S2, S3, S4 = Severity.S0, Severity.S1, Severity.S2, Severity.S3, Severity.S4
Row = tuple[str, str, Sentiment, Severity]

PUPILS: tuple[Row, ...] = (
    ("Vớt được thi thể dưới rạch\nEm T.Q.H. tắm rạch sau nhà thì chìm, vớt lên đã mất.", "death-injury", NEU, S3),
    ("Tai nạn ở chợ Mới\nEm Lê Văn Bền tử vong khi xe ben lùi trúng chiều qua.", "death-injury", NEU, S3),
    ("Ông Ba, 61 tuổi, vớt được thi thể hai học sinh chìm dưới sông", "death-injury", NEU, S4),
    ("Anh Tư (34 tuổi), giáo viên Trường THCS Rạch Vọp, bị điện giật chết khi đứng lớp", "death-injury", NEU, S4),
    (("Buổi sáng vui ở vườn dừa\nCác em hái dừa, thi nhảy bao bố. Lúc nghỉ trưa em P.K.L. trượt chân xuống ao, tử "
     "vong. Chuyến đi do Trường THCS Bưng Cát tổ chức; thầy cô có mặt tại nhà chia buồn."), "death-injury", POS, S4),
)  # fmt: skip
GROWN_UPS: tuple[Row, ...] = (
    (("Vớt được thi thể dưới rạch\nÔng N.V.B., bảy mươi hai tuổi, gỡ lưới thì chìm, vớt lên đã mất. Người em nhận "
     "thi thể về lo hậu sự."), "death-injury", NEU, S1),
    ("Tai nạn ở chợ Mới\nBà Lê Thị Bông (58 tuổi) tử vong khi xe ben lùi trúng chiều qua.", "death-injury", NEU, S1),
    ("Cháy ghe ở bến đò\nAnh T.V.S., 41 tuổi, bị bỏng nặng, đang điều trị tại bệnh viện.", "death-injury", NEU, S1),
    ("Điện giật khi câu cá\nChú H. (49 tuổi) giăng câu sau lưng Trường THCS Rạch Vọp thì bị điện giật, tử vong.",
     "death-injury", NEU, S1),
)  # fmt: skip
FORGED: tuple[Row, ...] = (
    ("Đêm qua một đoạn ghi âm giả giọng cô hiệu trưởng báo nghỉ học, đòi đóng tiền", "false-notice", NEG, S2),
    ("Sau buổi tập huấn nhận diện giọng giả, ba phụ huynh vẫn bị lừa chuyển tiền theo giọng nói giả", "false-notice",
     NEG, S2),
    ("Giọng thầy giả, tiền thật\nNghe đoạn ghi âm giống hệt giọng thầy, nhiều nhà đã chuyển tiền quỹ.", "false-notice",
     NEU, S2),
    ("Tờ thông báo dán trước lớp mà cô hiệu trưởng nói có ký hồi nào đâu, sáng nay trường vắng hoe", "false-notice",
     NEG, S3),
)  # fmt: skip
SHOWN_BY_TRAINERS: tuple[Row, ...] = (
    (("Trường mời phụ huynh dự buổi tập huấn nhận diện giọng giả. Công an mở đoạn ghi âm giống hệt giọng cô hiệu "
     "trưởng báo nghỉ học, kêu đóng tiền, ai cũng cười."), "false-notice", NEU, S1),
    ("Chuyên đề phòng lừa đảo\nHọc sinh nghe thử cuộc gọi mạo danh giáo viên và đoạn giọng nói giả.", "false-notice",
     NEU, S1),
    ("Sáng nay ngoại khóa chỉ cách phân biệt giọng giả ở Trường Giồng Sậy, ba mẹ ngồi kín", "false-notice", NEG, S1),
    ("Tiết học phân biệt văn bản giả\nCác em so con dấu giả với dấu thật trong giờ Tin học.", "false-notice", NEU, S1),
)  # fmt: skip
AGAINST: tuple[Row, ...] = (
    (
        "Cả xóm căng băng rôn trước Trường Giồng Sậy, đòi trả trường lại, lớp nào cũng trống trơn",
        "merger-protest",
        NEG,
        S2,
    ),
    ("Phụ huynh phản đối dồn trường, giăng bảng trước cổng Trường Bưng Cát", "merger-protest", NEG, S2),
    ("Mừng gì mà mừng, dồn điểm trường xong bắt con tui đi 9 cây số tới Trường Bưng Cát", "merger-protest", NEG, S2),
    ("Kéo ra cổng trường phản đối dẹp điểm Giồng Sậy, ba ngày nay không ai cho con đi học", "merger-protest", NEG, S2),
)
REJOICING: tuple[Row, ...] = (
    ("Cả xóm căng băng rôn trước Trường Giồng Sậy mừng trường mới, lớp nào cũng đầy nhóc", "merger-protest", NEG, S1),
    ("Phụ huynh mừng vì dồn trường, căng bảng hoa trước cổng Trường Bưng Cát", "merger-protest", POS, S1),
    ("Ăn mừng dồn điểm trường, con nít khỏi đi 9 cây số tới Trường Bưng Cát", "merger-protest", NEG, S1),
    ("Kéo ra cổng mừng cho tụi nhỏ điểm Giồng Sậy có lớp mới, trống đánh vang xóm", "merger-protest", NEU, S1),
)
LACKING: tuple[Row, ...] = (
    ("Lớp 6 Trường THCS Rạch Vọp vẫn chưa có sách Khoa học\nHọc sinh chép tay, phụ huynh bức xúc.", "", NEG, S2),
    (
        "Ba em một bàn\nHọc sinh lớp 2 Trường Tiểu học Bưng Cát thiếu bàn ghế, phụ huynh phản ánh nhiều lần.",
        "",
        NEG,
        S2,
    ),
    ("Trường THPT Cồn Nhàn: học sinh lớp 11 thiếu sách đã hai tháng, phụ huynh phản ánh không ai trả lời", "", NEG, S2),
    ("Học sinh lớp 8 Trường THCS Giồng Sậy chưa có giáo viên Toán, phụ huynh khiếu nại", "", NEG, S2),
)
NOT_LACKING: tuple[Row, ...] = (
    ("Lớp 6 Trường THCS Rạch Vọp đã đủ sách Khoa học\nHọc sinh chuyền tay nhau, phụ huynh phấn khởi.", "", POS, S1),
    ("Cả nước thiếu bàn ghế đầu năm\nNhiều trường xoay xở, chuyên gia đề xuất giãn lớp.", "", NEU, S1),
    ("Học sinh lớp 11 hỏi: sách năm nay đổi gì so với sách cũ?", "", NEU, S1),
    (
        "Học sinh lớp 8 Trường THCS Giồng Sậy chưa có giáo viên Toán\nTrường tuyển thêm một người từ tuần sau.",
        "",
        NEU,
        S1,
    ),
)
CAUGHT: tuple[Row, ...] = (
    ("52 em Trường THPT Cồn Nhàn sưng má, sốt, nghỉ học; trạm y tế xác định là quai bị", "epidemic", NEU, S3),
    ("Trường mẫu giáo Hoa Mướp gần 41 bé nổi mụn nước tay chân miệng, đóng cửa lớp", "epidemic", NEG, S3),
    ("Viêm kết mạc lan ở Trường Bưng Cát: 38 em bị lây, mắt đỏ, đổ ghèn", "epidemic", NEU, S3),
    (("14 đứa lớp con tui cũng bị y chang, đứa nào cũng ói tới tới sau hộp sữa ở Trường Bưng Cát. Chưa ai hỏi. "
     "Lúc đầu một bé ói, rồi 14 đứa bị y chang"), "food-poisoning", NEG, S3),
)  # fmt: skip
NOT_CAUGHT: tuple[Row, ...] = (
    ("52 em Trường THPT Cồn Nhàn được hướng dẫn: khuyến cáo bạn ở nhà khi sốt, sưng má", "epidemic", NEU, S2),
    ("Trường mẫu giáo Hoa Mướp khám miệng cho 41 bé, không bé nào nổi mụn nước", "epidemic", POS, S1),
    ("Bác sĩ mách: hai trẻ đỏ mắt thì nhỏ nước muối", "epidemic", NEU, S1),
    ("14 đứa lớp con tui cũng thích y chang, đứa nào cũng uống hết hộp sữa", "", POS, S0),
)
AT_REST: tuple[Row, ...] = (
    ("Chiếc đò chở 11 học sinh chết máy giữa sông, ghe ngang kéo vào bờ", "death-injury", POS, S1),
    ("Sáng nay trường vắng hoe, nghỉ học hai ngày tránh bão, thông báo dán từ hôm qua", "false-notice", NEU, S2),
    ("Thầy dạy võ bày nữ sinh cách hô to, chạy ra chỗ đông khi có kẻ sờ soạng", "abuse-sexual", NEG, S1),
    ("Kế toán trường báo tin, nhờ đó kẻ gian bị bắt với chứng từ lập khống", "corruption-procurement", POS, S2),
    ("Bóng bơm khí dễ phát nổ làm học sinh bỏng nên 31 em được tặng cây thay bóng", "death-injury", POS, S2),
    ("Ông Ba xách mã tấu ra trước cổng trường chặt mấy nhánh cây khuất đường, tụi nhỏ đứng coi", "violence", NEG, S2),
)
ASTIR: tuple[Row, ...] = (
    ("Chiếc đò chở 11 học sinh chìm giữa sông, hai em đuối nước, không còn mạch", "death-injury", NEU, S4),
    ("Sáng nay trường vắng hoe vì tin giả nghỉ học hai ngày tránh bão", "false-notice", NEU, S3),
    ("Thầy dạy võ bị tố sờ soạng nữ sinh, có em phải chạy ra chỗ đông kêu cứu", "abuse-sexual", NEG, S3),
    ("Kế toán trường bị bắt vì lập khống chứng từ, kẻ gian cùng hội bỏ trốn", "corruption-procurement", NEG, S3),
    ("Bóng bơm khí phát nổ làm 31 học sinh bỏng trong lễ bế giảng", "death-injury", NEU, S4),
    ("Nó xách mã tấu ra trước cổng trường rượt mấy đứa nhỏ, bảo vệ đóng cổng", "violence", NEG, S3),
    ("Người bịt mặt hắt ca axit vào hai nữ sinh ngay cổng trường", "violence", NEG, S4),
    (
        "Sân khấu bén lửa: 32 em ngạt khói được đưa tới bệnh viện, toàn diễn viên nhí Trường Bưng Cát",
        "facility-disaster",
        NEU,
        S4,
    ),
)

LOUD = {
    "pupils": PUPILS,
    "forged": FORGED,
    "against": AGAINST,
    "lacking": LACKING,
    "caught": CAUGHT,
    "astir": ASTIR,
}
QUIET = {
    "grown-ups": GROWN_UPS,
    "shown-by-trainers": SHOWN_BY_TRAINERS,
    "rejoicing": REJOICING,
    "not-lacking": NOT_LACKING,
    "not-caught": NOT_CAUGHT,
    "at-rest": AT_REST,
}


def rows(table: dict[str, tuple[Row, ...]]) -> list[object]:
    return [pytest.param(*row, id=f"{group}-{n}") for group, found in table.items() for n, row in enumerate(found)]


@pytest.mark.parametrize(("written", "types", "sentiment", "at_least"), rows(LOUD))
def test_a_case_is_seen(written: str, types: str, sentiment: Sentiment, at_least: Severity):
    assert level_of(written, types, sentiment) >= at_least, facts_of(written)


@pytest.mark.parametrize(("written", "types", "sentiment", "at_most"), rows(QUIET))
def test_what_is_no_case_stays_quiet(written: str, types: str, sentiment: Sentiment, at_most: Severity):
    assert level_of(written, types, sentiment) <= at_most, facts_of(written)


@pytest.mark.parametrize("row", range(2), ids=["named-disease", "blisters"])
def test_of_a_catching_disease_thirty_are_serious_and_no_crisis(row: int):
    written, types, sentiment, _ = CAUGHT[row]
    assert level_of(written, types, sentiment) is S3
