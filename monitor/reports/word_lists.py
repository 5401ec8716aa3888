"""Words that make the keywords of a week, and words that do not. Our own, extended while reading reports.

A word is what the segmenter cuts out, in lower case with accents. `BREAKS` end a phrase. `WEAK` words stand in half of
all education news: they may be part of a phrase ("giáo viên hợp đồng") but make none among themselves. `TERMS` are
those of the field that the segmenter would cut to pieces; it keeps them whole.
"""

from __future__ import annotations

_SYLLABLES = """
tạm dừng đừng trấn
a à ạ ai ăn anh ảnh ấp ấy bà bài bán bạn bản bảng bằng bao bắt bay bây bảy bé bên bị bởi bốn bớt cả các cái cầm cần
càng cao cấp cậu chắc cháu chạy chỉ chị chia chích chiếc chiều chín cho chớ chờ chú chứ chưa chục chung chúng chuyển
chuyện có cô cơ cỡ coi con còn công cứ của cùng cũng cuối dạ đã dài đại dám đang dành đánh đặt đâu đầu đây dễ đề để
đem đến đều đi điều định do đó đoạn đợi đơn đông đợt dù đưa đứa dùng đứng được dưới đường em ép gần gặp ghi gì giao
giờ giữ giữa giùm gọi gồm gửi gv hả hai hàng hay hãy hđnd hẹn hết hiện hình họ hộ hoặc hoài hỏi hồi hôm hơn hông hs
huyện kể kèm kêu khá khắp khi khó khoảng khỏi không khu kia kịp kỳ là lại làm lắm lần lấy lên liền lo lớn lúc luôn
lượt mà má mang mất mấy mẹ miền mình mở mọi mỗi mới mong một mua mục mười muốn năm nào nay này nên nếu ngàn
ngang ngay ngày nghe nghi nghĩ nghỉ nghìn ngoài ngồi người nha nhà nhắc nhằm nhận nhất nhau nhé nhỉ nhiều nhìn nhỏ
nhớ nhờ nhóm như nhưng những nó nói nơi nữa nước ở ông page ph phải phần phía phòng phường qua quá quận quanh qui
quý ra rằng rất riêng rồi rớt rước sáng sao sau sẽ so số sở sự ta tại tám tận tao tay tên thăm thậm tháng thằng
thành thật thay thấy thầy thế theo thì thị thiệt thôi thôn thứ tỉ tiếp tìm tin tính tỉnh tổ tờ tôi tối tới tốt tp
trả trấn trang tránh trẻ trên triệu trở trời trong trưa trước tư từ tự tuần tui tụi từng tỷ ubnd và vài vẫn vắng vào
vầy vậy về vì vị việc viết vô với vòng vụ vừa vùng xa xã xem xếp xin xong xuất xuống ý yêu
"""
_PHRASES = """
thị trấn, trung tâm, đặc tả, bản đặc tả,
cho biết, cho rằng, cho hay, theo đó, trong đó, do đó, vì vậy, hôm nay, hôm qua, ngày mai, hiện nay, bây giờ, vừa
qua, thời gian, sắp tới, năm nay, có thể, không thể, cần phải, liên quan, xung quanh, tại đây, ngoài ra, bên cạnh,
một số, mọi người, bà con, đồng thời, cụ thể, chẳng hạn, thậm chí, trước đó, sau đó, gần đây, đầu tiên, cuối cùng,
tiếp tục, bắt đầu, tổ chức, thực hiện, tiến hành, triển khai, diễn ra, đề nghị, yêu cầu, khẳng định, thông báo,
thông tin, xác nhận, ghi nhận, phản ánh, bày tỏ, chia sẻ, trao đổi, phát biểu, nhấn mạnh, lưu ý, ý kiến, dự kiến, sự
việc, vụ việc, câu chuyện, tình hình, nội dung, kết quả, vấn đề, hoạt động, công tác, đại diện, lãnh đạo, địa
phương, đơn vị, cơ quan, cơ sở, phối hợp, toàn tỉnh, toàn quốc, toàn bộ, cả nước, địa bàn, thành phố, đầu năm, cuối
năm, xôn xao, lan truyền, cập nhật, nhà báo, phóng viên, tác giả, bạn đọc, độc giả, bài viết, bình luận, hình ảnh,
mạng xã hội, gia đình, người dân, cộng đồng, dư luận, bức xúc, buổi sáng, buổi chiều, tham gia, tham dự, góp phần,
sử dụng, phát hiện, trả lời, cho phép, quyết định, chính thức, chưa rõ, hàng loạt, hàng trăm, hàng nghìn, hàng ngàn,
bảo đảm, đảm bảo, tăng cường, đẩy mạnh, nâng cao, chất lượng, hiệu quả, quan trọng, cần thiết, đặc biệt, đáng chú ý,
bình thường, cơ bản, quy định, chủ yếu, ban đầu, thống nhất, khẩn trương, kịp thời, trực tiếp, tập trung, khu vực,
giai đoạn, điều kiện, nguyên nhân, lý do, mục tiêu, nhiệm vụ, giải pháp, biện pháp, kế hoạch, chủ trương, văn bản,
báo cáo, kiểm tra, xử lý, hướng dẫn, chỉ đạo, hỗ trợ, tạo điều kiện, chuẩn bị, hoàn thành, công bố, giải thích, làm
việc, rà soát, theo dõi, đánh giá, thừa nhận, sáng nay, chiều nay, tối nay, chiều tối, đêm qua, tuần này, tháng này,
năm ngoái, mới đây, lần đầu, bữa nay, hồi sáng, hồi chiều, xin lỗi, cảm ơn, chúc mừng, kính mong, mong muốn, nghe
nói, chắc chắn, rõ ràng, tất cả, đông đảo, nhiều nơi, số lượng, trường hợp, đối với, đối tượng, phát sinh, xảy ra,
nhà nước, nhân dân, chính quyền, tỉnh nhà, công an, đi học, tới trường, đến trường, đi làm, về nhà, ở nhà, con em,
xác minh, công khai, tụi nhỏ, bọn trẻ, trước mắt, đơn giản, phù hợp, thuận lợi, khó khăn, dự thi, đăng ký, có mặt,
nhờ vậy, tình huống, bạn bè, khảo sát, báo động, trang bị, quản lý, tỉnh thành, tăng, giảm, nghỉ, mạng, nhất là,
hoàn toàn, văn phòng, trực thuộc, tạm dừng, tạm thời, dễ thương, khai mạc, xây dựng, đúng hạn, bữa giờ, thời điểm,
thêm nữa, chỗ, đồng loạt, nhanh chóng, thường xuyên, hằng ngày, hàng ngày, hằng tuần, trở thành, đón nhận, liên tục,
tương tự, đủ, thật ra, nói chung, bộ phận, nhu cầu, quá trình, phương án, cơ hội, vai trò, tinh thần, mô hình, phần
lớn, ổn định, trở lại, đưa ra, khoảng, nghiêm túc, tình trạng, lần này, đúng, sai,
chúng tôi, bao giờ, bao lâu, bao nhiêu, làm gì, làm sao, lúc nào, nghe đâu, như vậy, thế nào, thế này, ví dụ, vậy
mà, mà còn, may mà, thay vì, thật sự, từ từ, tuyệt đối, ít nhất, đa số, đầy đủ, tới nơi tới chốn, chị em, anh em,
anh chị, ba mẹ, ngày ngày, hết sức, duy nhất, liên tiếp, xuất hiện, kết thúc, kêu gọi, e ko, ba mươi, mươi lăm, hy
vọng, hèn chi, bó tay, coi chừng, chú ý, đồng ý, y chang, nói chuyện, xem lại, trình bày, ý nghĩa, thích thú, đau
lòng, lên tiếng, con người, người lớn, người nhà, tiếp nhận, thực tế, xác định, giải quyết, thay đổi, kéo dài, đề
xuất, bố trí, trò chuyện, bổ sung, mức độ, thông qua, khuyến khích, ủng hộ, yên tâm, vào cuộc, nhắc nhở, tranh cãi,
hài lòng, phức tạp, linh hoạt, rộng rãi, tích cực, tiêu cực, ầm ầm, rần rần, ngày xưa, năm xưa, liên hệ, lắng nghe,
sắp xếp, ưu tiên, hình thức, trách nhiệm, ảnh hưởng
"""
_WEAK = """
học sinh, giáo viên, phụ huynh, nhà trường, trường, trường học, lớp, lớp học, giáo dục, đào tạo, ngành, thầy cô, cô
giáo, thầy giáo, nhà giáo, hiệu trưởng, cán bộ, nhân viên, học trò, sinh viên, thí sinh, nam sinh, nữ sinh, cha mẹ,
trẻ em, tiểu học, trung học, trung học cơ sở, trung học phổ thông, phổ thông, mầm non, mẫu giáo, đại học, cao đẳng,
năm học, học kỳ, học kì, môn, môn học, học, dạy, thi, thu, tiền, thiếu, thpt, thcs, chủ nhiệm, phòng giáo dục, sở
giáo dục, chương trình, thêm, giờ học, buổi học, tiết, tiết học, điểm trường
"""
_TERM_LIST = """
an toàn thực phẩm, an toàn trường học, áp thấp, bạo hành, bảo hiểm y tế, bạo lực học đường, bắt nạt, bếp ăn bán trú,
bỏ học, bữa ăn bán trú, chương trình giáo dục phổ thông, chương trình mới, chuyển đổi số, cơ sở vật chất, công văn
giả, đánh hội đồng, đánh nhau, đau mắt đỏ, dạy học trực tuyến, dạy thêm, đề thi, dịch vụ công, điểm thi, đồng phục,
đuối nước, gãy lan can, giả mạo, giáo dục địa phương, học bạ điện tử, học bạ số, học bơi, học bổng, học phí, học
sinh giỏi, học thêm, học trực tiếp, học trực tuyến, hội khỏe phù đổng, hội phụ huynh, hướng nghiệp, hút thuốc lá
điện tử, khai giảng, khoản thu, khuyến học, kiểm tra giữa học kỳ, kiểm tra giữa kỳ, lạm thu, lộ đề, lộ thông tin,
lớp bơi, lừa đảo, máy lạnh, miễn học phí, nghỉ học, nghỉ việc, ngộ độc thực phẩm, nhà giáo việt nam, nhà vệ sinh,
phân luồng, phòng cháy chữa cháy, quay clip, quỹ lớp, quỹ phụ huynh, sách giáo khoa, sách tham khảo, sáp nhập
trường, sổ liên lạc điện tử, sốt xuất huyết, suất ăn, tai nạn giao thông, tay chân miệng, thanh tra, thi tốt nghiệp,
thiếu giáo viên, thu chi, thực tập chữa cháy, thuốc lá điện tử, tiêm chủng, tiêm vắc xin, tin giả, tinh giản biên
chế, tổ hợp môn, tốc mái, triều cường, trường chuẩn quốc gia, trường chuyên, tuyển dụng giáo viên, tuyển sinh, tuyển
sinh đầu cấp, tuyển sinh lớp 10, văn bản giả mạo, văn nghệ, xâm hại, xét tuyển
"""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


BREAKS = frozenset(_SYLLABLES.split()) | frozenset(_listed(_PHRASES))
WEAK = frozenset(_listed(_WEAK))
TERMS = _listed(_TERM_LIST)
