"""Texts a hostile reader would try: each rule of S2 to S4 beside its twin that only sounds like it.

Drills, films, denials, the past, hypotheses, other meanings of a word, numbers of something else; with accents and
without. Every row gives the lowest and the highest level that a careful officer would accept.
"""

from __future__ import annotations

import pytest

from classifiers.facts.extract import find_facts
from classifiers.severity.decide import decide_severity
from monitor.core.clock import parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Sentiment, Severity
from monitor.core.text import fold, normalise

NEG, NEU, POS = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE
Row = tuple[str, str, str, Sentiment, int, int]

POISONING: tuple[tuple[str, Row], ...] = (
    (
        "60-suat-an-ban-tru-bi",
        ("", "60 suất ăn bán trú bị bớt thịt, học sinh nhập viện là tin đồn", "food-poisoning", NEU, 0, 2),
    ),
    (
        "bep-an-nau-60-suat-moi",
        ("", "Bếp ăn nấu 60 suất mỗi ngày, một em đau bụng phải đưa ra trạm xá", "food-poisoning", NEU, 2, 2),
    ),
    (
        "truong-mam-non-hoa-dua-co",
        (
            "",
            "Trường mầm non Hoa Dừa có 45 bé ói sau bữa xế, xe chở liên tục ra bệnh viện",
            "food-poisoning",
            NEG,
            4,
            4,
        ),
    ),
    (
        "truong-mam-non-hoa-dua-45",
        ("", "truong mam non hoa dua 45 be oi sau bua xe, cho ra benh vien", "food-poisoning", NEG, 4, 4),
    ),
    ("hon-30-giai-thuong-cho-hoc", ("", "Hơn 30 giải thưởng cho học sinh, một em ngất vì mừng", "", POS, 0, 1)),
    (
        "phong-30-co-mot-thi-sinh",
        ("", "Phòng 30 có một thí sinh bị đau bụng, được y tế chăm sóc rồi thi tiếp", "other", NEU, 0, 2),
    ),
    (
        "suat-an-30-nghin-ma-leo",
        ("", "Suất ăn 30 nghìn mà lèo tèo hai lát chả, phụ huynh trường TH Bàu Sen phản ánh", "fees", NEG, 2, 2),
    ),
    (
        "hoc-sinh-lop-12-bi-oi",
        ("", "Học sinh lớp 12 bị ói sau khi ăn bánh mì trước cổng trường", "food-poisoning", NEG, 2, 2),
    ),
    (
        "dien-tap-ung-pho-ngo-doc",
        ("", "Diễn tập ứng phó ngộ độc tại trường: 50 em nhập viện theo tình huống giả định", "", NEU, 0, 0),
    ),
    (
        "nam-2019-truong-nay-tung-co",
        ("", "Năm 2019 trường này từng có 70 học sinh nhập viện vì ngộ độc", "", NEU, 0, 1),
    ),
    ("neu-40-em-nhap-vien-thi", ("", "Nếu 40 em nhập viện thì ai chịu trách nhiệm đây?", "", NEG, 0, 1)),
    (
        "khong-em-nao-phai-nhap-vien",
        ("", "Không em nào phải nhập viện, 52 học sinh vẫn học bình thường sau bữa trưa", "", NEU, 0, 1),
    ),
    ("12-be-lop-la-di-cap", ("", "12 bé lớp Lá đi cấp cứu vì uống trà sữa phát miễn phí", "food-poisoning", NEG, 3, 3)),
    (
        "nua-lop-con-tui-oi-tu",
        ("", "Nửa lớp con tui ói từ trưa tới giờ, cô chưa gọi phụ huynh", "food-poisoning", NEG, 3, 3),
    ),
    (
        "32-hs-truong-tieu-hoc-phai",
        ("", "32 hs truong tieu hoc phai nhap vien, nghi do banh mi", "food-poisoning", NEG, 4, 4),
    ),
    ("benh-vien-huyen-kham-suc-khoe", ("", "Bệnh viện huyện khám sức khỏe miễn phí cho 300 học sinh", "", POS, 0, 0)),
    ("doan-bac-si-dieu-tri-rang", ("", "Đoàn bác sĩ điều trị răng cho 40 em ở trường", "", POS, 0, 0)),
    (
        "35-phu-huynh-keo-toi-benh",
        ("", "35 phụ huynh kéo tới bệnh viện thăm một em học sinh bị té gãy tay ở trường", "death-injury", NEU, 2, 2),
    ),
    (
        "ca-truong-hien-mau-46-giao",
        ("", "Cả trường hiến máu, 46 giáo viên tham gia, bệnh viện tiếp nhận 40 đơn vị", "", POS, 0, 0),
    ),
    (
        "may-chuc-dua-xiu-gio-chao",
        ("", "Mấy chục đứa xỉu giờ chào cờ trường THCS Rạch Miễu, đưa vô trạm xá hết", "other", NEG, 3, 3),
    ),
)
DEATHS: tuple[tuple[str, Row], ...] = (
    (
        "nam-sinh-lop-9-bi-dien",
        ("", "Nam sinh lớp 9 bị điện giật chết trong phòng thực hành của trường", "death-injury", NEG, 4, 4),
    ),
    ("hoc-sinh-dong-vai-bi-duoi", ("", "Học sinh đóng vai bị đuối nước trong tiểu phẩm tuyên truyền", "", NEU, 0, 0)),
    (
        "hai-em-lop-5-rot-xuong",
        ("", "Hai em lớp 5 rớt xuống rạch trước cổng trường, được người dân vớt kịp", "death-injury", NEU, 2, 2),
    ),
    (
        "2-dua-nho-lop-3-rot",
        (
            "",
            "2 dua nho lop 3 rot xuong rach ngay cau truoc cong truong, may co nguoi vot kip",
            "death-injury",
            NEU,
            2,
            2,
        ),
    ),
    (
        "cau-gay-lan-can-mot-hoc",
        ("", "Cầu gãy lan can, một học sinh trượt chân rơi xuống mương, trầy xước nhẹ", "death-injury", NEU, 2, 2),
    ),
    ("ba-hoc-sinh-tam-song-bi", ("", "Ba học sinh tắm sông bị nước cuốn, chưa tìm thấy", "death-injury", NEU, 3, 4)),
    ("khai-truong-ho-boi-chong-duoi", ("", "Khai trương hồ bơi chống đuối nước cho học sinh", "", POS, 0, 0)),
    ("ong-noi-hoc-sinh-qua-doi", ("", "Ông nội học sinh qua đời, cả lớp đến viếng", "", NEU, 0, 1)),
    ("cuoi-chet-voi-bai-van-cua", ("", "Cười chết với bài văn của học trò lớp 4", "", POS, 0, 1)),
    ("pin-dien-thoai-chet-dung-luc", ("", "Pin điện thoại chết đúng lúc học trực tuyến", "", NEG, 0, 1)),
    ("thay-giao-dot-quy-tu-vong", ("", "Thầy giáo đột quỵ, tử vong khi đang đứng lớp", "death-injury", NEU, 4, 4)),
    (
        "hoc-sinh-lop-11-chet-nao",
        ("", "Học sinh lớp 11 chết não sau tai nạn giao thông, gia đình hiến tạng", "death-injury", NEU, 3, 3),
    ),
    ("cay-kho-chet-day-san-truong", ("", "Cây khô chết đầy sân trường, phụ huynh xót", "", NEG, 0, 1)),
    (
        "ky-niem-20-nam-ngay-hai",
        ("", "Kỷ niệm 20 năm ngày hai học sinh hy sinh cứu bạn, tử vong giữa dòng sông", "", NEU, 0, 1),
    ),
    ("hai-nu-sinh-tu-tu-trong", ("", "Hai nữ sinh tự tử trong phim ngắn gây tranh luận", "", NEU, 0, 1)),
    (
        "be-gai-4-tuoi-mat-tren",
        (
            "",
            "Bé gái 4 tuổi mất trên đường cấp cứu sau khi bị bỏ quên trên xe đưa rước của trường",
            "death-injury",
            NEG,
            4,
            4,
        ),
    ),
)
BUILDINGS: tuple[tuple[str, Row], ...] = (
    (
        "tran-lop-2a-roi-xuong-trung",
        ("", "Trần lớp 2A rơi xuống trúng đầu ba học sinh, chảy máu", "facility-disaster", NEG, 4, 4),
    ),
    (
        "tuong-rao-sap-luc-nua-dem",
        ("", "Tường rào sập lúc nửa đêm, không có học sinh nào bị thương", "facility-disaster", NEU, 2, 3),
    ),
    (
        "gia-ve-sap-web-truong-cung",
        ("", "Giá vé sập, web trường cũng sập vì quá tải đăng ký lớp 10", "admission", NEG, 1, 2),
    ),
    (
        "hoc-sinh-lop-8-roi-xuong",
        ("", "Học sinh lớp 8 rơi xuống hồ cảnh trong trường, ướt sách vở", "other", NEU, 0, 2),
    ),
    ("la-cay-roi-xuong-san-truong", ("", "Lá cây rơi xuống sân trường đẹp quá", "", POS, 0, 0)),
    ("diem-roi-xuong-thap-phu-huynh", ("", "Điểm rơi xuống thấp, phụ huynh lớp 9 lo lắng", "", NEU, 0, 1)),
    (
        "tran-nha-lop-1-rot-trung",
        ("", "tran nha lop 1 rot trung dau 2 em, dang cap cuu", "facility-disaster", NEG, 4, 4),
    ),
    (
        "le-khai-giang-san-khau-do",
        ("", "Lễ khai giảng: sân khấu đổ sập đè trúng nhiều học sinh, 3 em bị thương", "facility-disaster", NEG, 4, 4),
    ),
    (
        "chay-nha-dan-gan-truong-hoc",
        ("", "Cháy nhà dân gần trường, học sinh nghỉ sớm một tiết, không ai bị gì", "other", NEU, 0, 2),
    ),
    ("dien-tap-sap-tran-phong-hoc", ("", "Diễn tập sập trần phòng học, 15 em bị thương giả định", "", NEU, 0, 0)),
)
VIOLENCE: tuple[tuple[str, Row], ...] = (
    ("hoc-sinh-danh-gia-thay-co", ("", "Học sinh đánh giá thầy cô qua phiếu, clip lan truyền", "", NEU, 0, 1)),
    (
        "nu-sinh-bi-nhom-ban-danh",
        ("", "Nữ sinh bị nhóm bạn đánh túi bụi, clip lan khắp mạng xã hội", "violence", NEG, 3, 3),
    ),
    ("nu-sinh-bi-danh-hoi-dong", ("", "nu sinh bi danh hoi dong, clip lan tran lan tren mang", "violence", NEG, 3, 3)),
    (
        "hai-nam-sinh-lop-8-danh",
        ("", "Hai nam sinh lớp 8 đánh nhau ở cổng trường THCS Vàm Nước, thầy can kịp", "violence", NEG, 2, 2),
    ),
    (
        "trailer-phim-canh-nu-sinh-bi",
        ("", "Trailer phim: cảnh nữ sinh bị đánh, coi như thiệt, share rần rần", "", NEU, 0, 1),
    ),
    (
        "phim-dung-quay-ke-nu-sinh",
        ("", "Phim “Đừng quay” kể nữ sinh bị đánh hội đồng, clip hậu trường lan khắp mạng", "", NEU, 0, 1),
    ),
    ("bao-luc-hoc-duong-ngay-cang", ("", "Bạo lực học đường ngày càng nhiều, đọc mà buồn", "", NEG, 0, 1)),
    (
        "ngay-xua-uynh-lon-xong-la",
        (
            "",
            "Ngày xưa uýnh lộn xong là thôi. Giờ uýnh quay clip, con mình mà bị vậy chắc mình xỉu",
            "violence",
            NEU,
            0,
            1,
        ),
    ),
    (
        "nam-sinh-thu-dao-trong-cap",
        ("", "Nam sinh thủ dao trong cặp, bảo vệ phát hiện trước khi vào lớp", "violence", NEG, 3, 3),
    ),
    ("hoc-sinh-mang-dao-lam-thu", ("", "Học sinh mang dao làm thủ công theo yêu cầu của cô", "", NEU, 0, 1)),
    ("thi-ban-sung-hoi-toan-tinh", ("", "Thi bắn súng hơi toàn tỉnh, 12 học sinh đoạt giải", "", POS, 0, 0)),
    ("lop-hoc-cam-hoa-co-dan", ("", "Lớp học cắm hoa, cô dặn mang kéo, mang dao nhỏ", "", NEU, 0, 1)),
    (
        "nam-sinh-lop-10-bi-ban",
        ("", "Nam sinh lớp 10 bị bạn đâm thủng bụng ngay hành lang trường, mổ cấp cứu", "violence", NEG, 4, 4),
    ),
    (
        "doi-tuong-cam-dao-xong-vao",
        ("", "Đối tượng cầm dao xông vào trường mầm non chém hai cô giáo", "violence", NEG, 4, 4),
    ),
    (
        "nhom-hoc-sinh-hen-nhau-dem",
        (
            "",
            "Nhóm học sinh hẹn nhau đem mã tấu ra bãi đất trống, công an giải tán kịp, không ai bị thương",
            "violence",
            NEG,
            3,
            3,
        ),
    ),
    ("bom-tan-mua-he-hut-hoc", ("", "Bom tấn mùa hè hút học sinh tới rạp", "", NEU, 0, 0)),
    (
        "con-tui-bi-ban-trong-lop",
        ("", "Con tui bị bạn trong lớp 6A trường THCS Cồn Ông đánh bầm mặt", "violence", NEG, 2, 2),
    ),
)
CONDUCT_LAW_EXAMS_RUMOURS: tuple[tuple[str, Row], ...] = (
    ("con-tui-bi-ban-danh-bam", ("", "con tui bi ban danh bam mat, lop 6a truong thcs con ong", "violence", NEG, 2, 2)),
    (
        "thay-day-vo-bi-to-so",
        ("", "Thầy dạy võ bị tố sờ soạng nữ sinh 13 tuổi trong phòng tập", "abuse-sexual", NEG, 3, 3),
    ),
    (
        "chuyen-de-phong-chong-xam-hai",
        ("", "Chuyên đề phòng chống xâm hại tình dục cho học sinh tiểu học", "", NEU, 0, 0),
    ),
    ("cong-an-bac-bo-tin-thay", ("", "Công an bác bỏ tin thầy giáo dâm ô học sinh", "false-notice", NEU, 0, 2)),
    (
        "bao-mau-doc-nguoc-be-2",
        ("", "Bảo mẫu dốc ngược bé 2 tuổi, clip được chia sẻ hàng nghìn lượt", "child-care-abuse", NEG, 3, 3),
    ),
    (
        "co-giao-tat-hoc-sinh-lop",
        ("", "Cô giáo tát học sinh lớp 3 trường TH Bình Thới 2, phụ huynh làm đơn", "teacher-conduct", NEG, 2, 2),
    ),
    ("co-giao-phat-nhay-lo-co", ("", "Cô giáo phạt nhảy lò cò vui nhộn, học sinh cười nghiêng ngả", "", POS, 0, 1)),
    ("ngay-xua-thay-hay-khe-tay", ("", "Ngày xưa thầy hay khẽ tay, giờ nghĩ lại thương thầy", "", POS, 0, 1)),
    (
        "phu-huynh-xong-vao-lop-tat",
        (
            "",
            "Phụ huynh xông vào lớp tát cô giáo trước mặt học sinh trường TH Cái Mít",
            "assault-on-teacher",
            NEG,
            2,
            3,
        ),
    ),
    (
        "khoi-to-ke-toan-truong-thpt",
        ("", "Khởi tố kế toán trường THPT vì tham ô 2 tỷ đồng", "corruption-procurement", NEG, 3, 3),
    ),
    (
        "phien-toa-gia-dinh-hoc-sinh",
        ("", "Phiên tòa giả định: học sinh đóng vai bị cáo, hiệu trưởng làm chủ tọa", "", POS, 0, 0),
    ),
    ("bat-dau-tu-hom-nay-hieu", ("", "Bắt đầu từ hôm nay hiệu trưởng trực cổng trường", "", NEU, 0, 0)),
    (
        "bat-tam-giam-hieu-truong-truong",
        ("", "bat tam giam hieu truong truong thcs vi nhan hoi lo", "corruption-procurement", NEG, 3, 3),
    ),
    (
        "cong-an-moi-hieu-truong-du",
        ("", "Công an mời hiệu trưởng dự lễ phát động toàn dân bảo vệ an ninh", "", NEU, 0, 0),
    ),
    ("cong-an-bat-nhom-trom-xe", ("", "Công an bắt nhóm trộm xe trước cổng trường, thầy cô yên tâm", "", POS, 0, 1)),
    (
        "cuc-quan-ly-chat-luong-cho",
        ("", "Cục Quản lý chất lượng cho biết đề tham khảo sẽ công bố vào đầu năm", "", NEU, 0, 0),
    ),
    ("bo-dang-de-minh-hoa-len", ("", "Bộ đăng đề minh họa lên mạng cho thí sinh ôn tập", "", NEU, 0, 0)),
    (
        "nghi-lo-de-van-lop-10",
        ("", "Nghi lộ đề Văn lớp 10, hình đề bị chụp gửi trong nhóm kín", "exam-integrity", NEG, 3, 3),
    ),
    (
        "nghe-noi-lo-de-toan-tuyen",
        ("", "nghe noi lo de toan tuyen sinh 10, co dua khoe biet de tu toi qua", "exam-integrity", NEG, 3, 3),
    ),
    (
        "de-thi-chinh-thuc-mon-toan",
        ("", "Đề thi chính thức môn Toán bị lộ, lan truyền khi thí sinh đang làm bài", "exam-integrity", NEG, 4, 4),
    ),
    (
        "so-khang-dinh-khong-co-chuyen",
        ("", "Sở khẳng định không có chuyện lộ đề thi lớp 10", "false-notice", NEU, 0, 2),
    ),
    ("lo-de-thi-thu-cua-mot", ("", "Lộ đề thi thử của một trung tâm luyện thi", "exam-integrity", NEG, 1, 2)),
    ("si-tu-trung-tu-de-van", ("", "Sĩ tử trúng tủ, đề Văn giống bài cô ôn, cả lớp mừng rơn", "", POS, 0, 1)),
    ("de-van-hay-duoc-khen-khap", ("", "Đề văn hay được khen khắp mạng xã hội sau giờ thi", "", POS, 0, 1)),
    ("lo-de-xuat-tang-hoc-phi", ("", "Lộ đề xuất tăng học phí năm tới", "", NEU, 0, 1)),
    (
        "de-ly-co-cau-sai-hoi",
        (
            "",
            "Đề Lý có câu sai, hội đồng chấm điều chỉnh đáp án, thí sinh lớp 12 được hưởng trọn điểm",
            "exam-error",
            NEU,
            2,
            2,
        ),
    ),
    (
        "pha-duong-day-thi-ho-cong",
        ("", "Phá đường dây thi hộ, công an bắt giữ bốn người dùng tai nghe siêu nhỏ", "exam-integrity", NEG, 3, 3),
    ),
    (
        "hieu-truong-cho-biet-de-kiem",
        ("", "Hiệu trưởng cho biết đề kiểm tra học kỳ do tổ chuyên môn ra", "", NEU, 0, 0),
    ),
    (
        "cong-van-gia-cho-nghi-hoc",
        ("", "Công văn giả cho nghỉ học: Trường Tiểu học Gò Đàng vắng 163 trên 420 em", "false-notice", NEU, 3, 3),
    ),
    (
        "vi-cong-van-gia-truong-tieu",
        ("", "vi cong van gia, truong tieu hoc go dang vang 163 tren 420 em", "false-notice", NEU, 3, 3),
    ),
    ("lop-2a-vang-12-em-vi", ("", "Lớp 2A vắng 12 em vì cúm", "epidemic", NEU, 2, 2)),
    ("so-bac-bo-van-ban-gia", ("", "Sở bác bỏ văn bản giả mạo cho học sinh nghỉ học", "false-notice", NEU, 1, 2)),
    (
        "phu-huynh-xa-an-hiep-giu",
        ("", "Phụ huynh xã An Hiệp giữ 210 học sinh ở nhà phản đối sáp nhập trường", "merger-protest", NEG, 3, 3),
    ),
    (
        "ngay-hoi-toan-truong-vang-hoe",
        ("", "Ngày hội toàn trường vắng hoe hàng quán, học sinh chơi vui", "", POS, 0, 0),
    ),
    ("van-ban-cua-so-cho-hoc", ("", "Văn bản của Sở cho học sinh nghỉ Tết 12 ngày", "", NEU, 0, 0)),
    ("phu-huynh-cho-30-con-nghi", ("", "Phụ huynh cho 30 con nghỉ học về quê ăn Tết sớm", "", NEU, 0, 1)),
    (
        "nguoi-la-cho-mat-mot-hoc",
        ("", "Người lạ chở mất một học sinh lớp 2 trước cổng trường, công an đang truy tìm", "other", NEG, 4, 4),
    ),
    (
        "nghe-don-bat-coc-tre-em",
        ("", "Nghe đồn bắt cóc trẻ em ở cổng trường, chưa ai kiểm chứng", "false-notice", NEG, 1, 2),
    ),
    (
        "ky-nang-thoat-hiem-khi-bi",
        ("", "Kỹ năng thoát hiểm khi bị bắt cóc, trường mời chuyên gia về dạy", "", POS, 0, 0),
    ),
    (
        "cong-an-khong-co-vu-bat",
        ("", "Công an: không có vụ bắt cóc nào, bé gái đi chơi nhà bạn", "false-notice", NEU, 0, 2),
    ),
    ("36-hoc-sinh-mot-truong-thcs", ("", "36 học sinh một trường THCS dương tính sau ba ngày", "epidemic", NEU, 3, 3)),
    (
        "36-phong-hoc-duoc-phun-khu",
        ("", "36 phòng học được phun khử khuẩn, chưa ghi nhận ca dương tính", "", NEU, 0, 1),
    ),
    ("lop-5-2-co-3-em", ("", "Lớp 5/2 có 3 em thủy đậu, trường nhắc phụ huynh theo dõi", "epidemic", NEU, 2, 2)),
    ("tiem-vac-xin-cho-3-000", ("", "Tiêm vắc xin cho 3.000 học sinh, phòng chống sởi, cúm", "", NEU, 0, 0)),
    (
        "lop-1-hoc-toi-bai-may",
        (
            "Lớp 1 học tới bài mấy rồi các mẹ?",
            "Mẹ nào có con lớp 1 cho em hỏi sách Tiếng Việt tập 1 dạy tới bài nào rồi ạ?",
            "textbook-content,admission",
            NEU,
            0,
            1,
        ),
    ),
    (
        "hoc-them-co-chu-nhiem",
        (
            "Học thêm cô chủ nhiệm",
            "Hỏi thiệt: mấy lớp học thêm ở nhà thầy cô giờ còn được dạy không? Con em học toán 1 tuần 3 buổi 400k/tháng, không ép",  # noqa: E501 - one text
            "extra-classes",
            NEG,
            0,
            1,
        ),
    ),
    (
        "dau-nam-hoc-truong-duoc-thu",
        (
            "Đầu năm học, trường được thu khoản nào, không được thu khoản nào?",
            "Khoản bắt buộc gồm học phí và bảo hiểm y tế. Khoản dịch vụ phải thỏa thuận bằng văn bản, công khai.",
            "fees",
            NEG,
            0,
            1,
        ),
    ),
    (
        "nhac-nho-thuc-hien-cac-khoan",
        (
            "Nhắc nhở thực hiện các khoản thu đầu năm học",
            "Thủ trưởng đơn vị chịu trách nhiệm công khai từng khoản, không thu gộp. Thanh tra Sở sẽ kiểm tra đột xuất.",  # noqa: E501 - one text
            "fees",
            NEU,
            0,
            1,
        ),
    ),
    (
        "truong-th-con-loi-thu-9",
        ("", "Trường TH Cồn Lợi thu 9 khoản, riêng máy lạnh 700k mà phòng chưa có máy", "fees", NEG, 2, 2),
    ),
    (
        "bang-thu-lop-6-truong-thcs",
        (
            "",
            "Bảng thu lớp 6 Trường THCS Mương Điều vầy có phải lạm thu không ạ? quỹ xây dựng 500k, máy lạnh 700k",
            "fees",
            NEU,
            2,
            2,
        ),
    ),
    ("hoc-phi-nam-nay-bao-nhieu", ("", "Học phí năm nay bao nhiêu vậy mọi người?", "fees", NEU, 0, 1)),
    ("dong-phuc-lop-1-mua-o", ("", "Đồng phục lớp 1 mua ở đâu rẻ vậy mấy mẹ?", "fees", NEU, 0, 1)),
    (
        "co-giao-ep-con-tui-hoc",
        (
            "",
            "Cô giáo ép con tui học thêm, không học thì trù dập, lớp 7 trường THCS Bến Trại",
            "extra-classes",
            NEG,
            2,
            2,
        ),
    ),
    (
        "truong-tieu-hoc-cay-da-cham",
        ("", "Trường Tiểu học Cây Da chậm lương 3 tháng, giáo viên kêu cứu", "staff-dispute", NEG, 2, 2),
    ),
    ("gia-dinh-em-vua-duoc-truong", ("", "Gia đình em vừa được trường tặng 12 triệu đồng học bổng", "", POS, 0, 0)),
    (
        "clip-day-toan-lan-truyen-hon",
        ("", "Clip dạy toán lan truyền, hơn 60 nghìn lượt xem, học sinh khen hay", "", POS, 0, 0),
    ),
    (
        "mao-danh-giao-vien-goi-bao",
        (
            "",
            "Mạo danh giáo viên gọi báo con đang cấp cứu để lừa tiền, hai phụ huynh trường TH Giồng Dầu mất 40 triệu",
            "scam-impersonation",
            NEG,
            2,
            2,
        ),
    ),
    (
        "canh-giac-chieu-goi-dien-bao",
        ("", "Cảnh giác chiêu gọi điện báo con cấp cứu để lừa tiền", "scam-impersonation", NEU, 0, 2),
    ),
)
SECOND_ROUND: tuple[tuple[str, Row], ...] = (
    (
        "de-thi-duoc-niem-phong-ban",
        ("", "Đề thi được niêm phong, bàn giao cho 31 điểm thi trước giờ thi một ngày", "", NEU, 0, 1),
    ),
    (
        "de-toan-gay-tranh-luan-tren",
        ("", "Đề Toán gây tranh luận trên mạng sau giờ thi, nhiều thí sinh lớp 12 bật khóc", "", NEU, 0, 2),
    ),
    ("thi-sinh-khong-biet-de-thi", ("", "Thí sinh không biết đề thi có khó như năm ngoái không", "", NEU, 0, 1)),
    (
        "so-cong-bo-de-thi-va",
        ("", "Sở công bố đề thi và đáp án lên mạng sau khi kết thúc buổi thi cuối", "", NEU, 0, 1),
    ),
    (
        "hinh-de-anh-xuat-hien-tren",
        ("", "Hình đề Anh xuất hiện trên mạng lúc thí sinh đang làm bài", "exam-integrity", NEG, 4, 4),
    ),
    ("de-van-lop-10-bi-tung", ("", "đề văn lớp 10 bị tung lên nhóm kín từ tối qua", "exam-integrity", NEG, 3, 3)),
    ("dien-vien-quan-chung-la-hoc", ("", "Diễn viên quần chúng là học sinh đóng cảnh bị bắt cóc", "", NEU, 0, 0)),
    ("vo-kich-ve-nam-sinh-bi", ("", "Vở kịch về nam sinh bị đâm chết khiến khán giả rơi nước mắt", "", NEU, 0, 0)),
    ("toa-xu-vu-dam-chet-ban", ("", "Tòa xử vụ đâm chết bạn năm 2018, bị cáo lãnh 9 năm tù", "violence", NEU, 0, 2)),
    (
        "qua-bom-thoi-chien-duoc-phat",
        (
            "",
            "Quả bom thời chiến được phát hiện gần trường, công binh xử lý an toàn, học sinh nghỉ một buổi",
            "other",
            NEU,
            0,
            3,
        ),
    ),
    ("hoc-sinh-che-tao-sung-ban", ("", "Học sinh chế tạo súng bắn nước, đoạt giải sáng tạo", "", POS, 0, 1)),
    ("truong-trang-bi-bua-thoat-hiem", ("", "Trường trang bị búa thoát hiểm trên xe đưa rước học sinh", "", NEU, 0, 1)),
    (
        "bao-ve-truong-khong-che-ke",
        ("", "Bảo vệ trường khống chế kẻ cầm dao, không em nào bị thương", "other", NEU, 3, 3),
    ),
    ("hoc-sinh-lop-7-rach-mat", ("", "Học sinh lớp 7 rạch mặt bạn bằng lưỡi lam trong lớp", "violence", NEG, 3, 4)),
    (
        "mot-nam-sinh-thpt-te-lau",
        ("", "Một nam sinh THPT té lầu, chấn thương sọ não, đang nguy kịch", "death-injury", NEU, 3, 3),
    ),
    ("hai-chi-em-ruot-lop-2", ("", "Hai chị em ruột lớp 2 và lớp 5 chết đuối ở ao sau nhà", "death-injury", NEU, 4, 4)),
    ("xe-dua-ruoc-hoc-sinh-lat", ("", "Xe đưa rước học sinh lật, 14 em xây xát", "death-injury", NEU, 3, 3)),
    ("xe-cho-45-hoc-sinh-di", ("", "Xe chở 45 học sinh đi tham quan bị xẹp lốp, các em về trễ", "other", NEU, 0, 2)),
    ("40-hoc-sinh-cuu-song-mot", ("", "40 học sinh cứu sống một chú chó bị thương", "", POS, 0, 1)),
    (
        "phu-huynh-cap-cuu-kip-thoi",
        ("", "Phụ huynh cấp cứu kịp thời cho bé hóc kẹo ở trường mầm non Ánh Dừa", "other", NEU, 0, 2),
    ),
    ("cau-lac-bo-cap-cuu-duoi", ("", "Câu lạc bộ cấp cứu đuối nước dạy bơi cho 60 em", "", POS, 0, 0)),
    ("bac-si-ve-truong-dieu-tri", ("", "Bác sĩ về trường điều trị cận thị cho 80 học sinh", "", POS, 0, 0)),
    (
        "30-hoc-sinh-nhan-hoc-bong",
        ("", "30 học sinh nhận học bổng, một em từng bị bệnh nặng phải nằm viện", "", POS, 0, 1),
    ),
    ("60-em-duoc-tang-qua-nhan", ("", "60 em được tặng quà nhân dịp hết cách ly", "", POS, 0, 1)),
    ("trong-42-hoc-sinh-lop-9b", ("", "Trong 42 học sinh lớp 9B có 3 em sốt, trường cho nghỉ", "epidemic", NEU, 2, 2)),
    ("so-dien-thoai-31-em-f0", ("", "Số điện thoại 31 em F0 khỏi bệnh trở lại trường", "", POS, 0, 2)),
    (
        "co-giao-bat-hoc-sinh-lop",
        ("", "Cô giáo bắt học sinh lớp 2 quỳ giữa sân trường TH Giồng Ớt", "teacher-conduct", NEG, 2, 2),
    ),
    ("thay-hieu-truong-bat-nhip-cho", ("", "Thầy hiệu trưởng bắt nhịp cho 300 học sinh hát", "", POS, 0, 0)),
    (
        "bat-giu-nhom-trom-may-tinh",
        ("", "Bắt giữ nhóm trộm máy tính của trường, hiệu trưởng cảm ơn công an", "other", POS, 0, 1),
    ),
    (
        "cong-an-bat-pho-hieu-truong",
        ("", "Công an bắt phó hiệu trưởng nhận tiền chạy trường", "corruption-procurement", NEG, 3, 3),
    ),
    (
        "nguyen-hieu-truong-bi-de-nghi",
        ("", "Nguyên hiệu trưởng bị đề nghị truy tố vì lập khống chứng từ", "corruption-procurement", NEG, 3, 3),
    ),
    ("hoc-sinh-khoi-to-tung-trong", ("", "Học sinh khởi tố tụng trong phiên tòa giả định", "", NEU, 0, 1)),
    (
        "nhieu-phu-huynh-tu-tap-truoc",
        ("", "Nhiều phụ huynh tụ tập trước cổng trường đón con ngày đầu năm", "", NEU, 0, 1),
    ),
    (
        "sap-nhap-truong-phu-huynh-xa",
        ("", "Sáp nhập trường, phụ huynh xã Tân Lợi đồng loạt cho con nghỉ học phản đối", "merger-protest", NEG, 3, 3),
    ),
    ("san-truong-vang-tanh-vi-hoc", ("", "Sân trường vắng tanh vì học sinh nghỉ hè", "", NEU, 0, 1)),
    (
        "hon-200-hoc-sinh-nghi-hoc",
        ("", "Hơn 200 học sinh nghỉ học vì ngập, Sở chưa ghi nhận thiệt hại", "other", NEU, 0, 2),
    ),
    (
        "lu-tre-truong-th-cau-ke",
        ("", "lu tre truong th cau ke nghi hoc vi tin gia, vang 90 em", "false-notice", NEG, 3, 3),
    ),
    (
        "thong-bao-gia-mao-cho-nghi",
        (
            "",
            "Thông báo giả mạo cho nghỉ học lan truyền, trường đã báo công an, lớp học bình thường",
            "false-notice",
            NEU,
            2,
            2,
        ),
    ),
    (
        "khong-co-chuyen-50-hoc-sinh",
        ("", "Không có chuyện 50 học sinh nhập viện như tin đồn, Sở Y tế khẳng định", "false-notice", NEU, 0, 2),
    ),
    ("moi-nghe-noi-co-dua-hoc", ("", "Mới nghe nói có đứa học sinh nhảy lầu, thiệt hông vậy bà con", "", NEU, 0, 3)),
    ("doc-truyen-tranh-ma-tuong-nu", ("", "Đọc truyện tranh mà tưởng nữ sinh tự tử thiệt", "", NEU, 0, 1)),
    ("thay-day-them-ga-gam-nu", ("", "Thầy dạy thêm gạ gẫm nữ sinh lớp 9 vô nhà nghỉ", "abuse-sexual", NEG, 3, 3)),
    (
        "nam-sinh-bi-ban-xo-te",
        ("", "Nam sinh bị bạn xô té gãy tay giờ ra chơi, trường THCS Bưng Cốc", "violence", NEG, 2, 2),
    ),
    ("1-tr-hs-bi-ban-danh", ("", "1 tr hs bi ban danh gay rang o truong thcs bung coc", "violence", NEG, 2, 2)),
    (
        "lan-can-tang-2-truong-sap",
        ("", "Lan can tầng 2 trường sập, 4 học sinh rơi xuống sân", "facility-disaster", NEG, 4, 4),
    ),
    ("em-tran-van-ut-roi-xuong", ("", "Em Trần Văn Út rơi xuống mương, được bạn kéo lên", "death-injury", NEU, 1, 2)),
    (
        "sap-cau-khi-hai-em-hoc",
        ("", "Sập cầu khỉ, hai em học sinh rớt xuống kênh, một em mất tích", "death-injury", NEU, 3, 4),
    ),
    ("chup-hinh-cay-phuong-bat-goc", ("", "Chụp hình cây phượng bật gốc, tụi nhỏ tiếc quá chừng", "", NEU, 0, 2)),
    (
        "truong-mam-non-sao-dem-de",
        ("", "Trường mầm non Sao Đêm để quên bé 3 tuổi trong nhà vệ sinh cả tiếng", "child-care-abuse", NEG, 2, 3),
    ),
    (
        "the-bhyt-30-nghin-hoc-sinh",
        ("", "Thẻ BHYT 30 nghìn học sinh được cấp, ca cấp cứu cũng được chi trả", "", NEU, 0, 1),
    ),
)
THIRD_ROUND: tuple[tuple[str, Row], ...] = (
    (
        "be-trai-te-ho-ca",
        ("", "Bé trai lớp 2 té hồ cá sau trường, bác sĩ lắc đầu, chở về lo hậu sự", "death-injury", NEU, 3, 4),
    ),
    ("co-hieu-truong-di-xa", ("", "Cô hiệu trưởng cũ đi xa rồi, học trò nhắc hoài", "", NEU, 0, 1)),
    ("con-gai-di-xa-hoc", ("", "Con gái tui lớp 5 đi xa rồi, lên tỉnh học, nhớ quá", "", NEU, 0, 1)),
    ("mua-sam-mat-ca-ba-thang", ("", "Trường mua sắm mất hết cả ba tháng mới xong hồ sơ", "", NEU, 0, 1)),
    (
        "tam-rach-vot-len-kip",
        ("", "2 em lớp 4 tắm rạch hụt chân, người dân vớt lên kịp, giờ khỏe rồi", "death-injury", NEU, 1, 2),
    ),
    ("tam-song-chim-luon", ("", "2 đứa lớp 6 tắm sông chìm luôn, tới chiều mới vớt được", "death-injury", NEU, 4, 4)),
    ("dien-thoai-rot-song", ("", "Điện thoại rớt sông, thầy nhờ người vớt lên được", "", NEU, 0, 1)),
    ("con-meo-bi-xe-dung", ("", "Con mèo của lớp 3A bị xe đụng, đi luôn rồi, tụi nhỏ khóc quá trời", "", NEG, 0, 1)),
    (
        "co-giao-mat-khi-dang-day",
        ("", "Cô giáo mất khi đang đứng lớp, học trò chạy đi kêu thầy", "death-injury", NEU, 4, 4),
    ),
    (
        "te-lau-ba-cua-truong",
        ("", "Nữ sinh trường THCS Cồn Én té từ lầu 2 xuống, cứu không được", "death-injury", NEU, 4, 4),
    ),
    ("te-lau-chung-cu", ("", "Nam sinh lớp 7 té lầu chung cư dịp lễ, không qua khỏi", "death-injury", NEU, 3, 3)),
    (
        "tiet-boi-chim-o-day-ho",
        ("", "Tiết bơi ở trường, một bé lớp 3 chìm ở đáy hồ mà không ai hay", "death-injury", NEG, 4, 4),
    ),
    (
        "truong-mat-mang",
        ("", "Trường mất mạng internet, thí sinh ngồi chờ ở hành lang", "service-complaint", NEU, 0, 2),
    ),
    (
        "de-toan-ne-con-trong-phong",
        ("", "Đề Toán nè, ai đó up lên lúc 8h mà giờ tụi nó còn trong phòng thi", "exam-integrity", NEU, 4, 4),
    ),
    ("thi-xong-de-toan-ne", ("", "Thi xong rồi, đề Toán nè mọi người, khó quá trời", "", NEU, 0, 1)),
    (
        "anh-de-trung-de-chinh-thuc",
        (
            "",
            "Tấm hình lan sáng nay trùng với đề chính thức từng câu, thí sinh chưa hết giờ làm bài",
            "exam-integrity",
            NEU,
            4,
            4,
        ),
    ),
    (
        "tuon-de-kiem-tra-chung",
        ("", "Học sinh tuồn đề kiểm tra chung của huyện ra ngoài trước giờ thi", "exam-integrity", NEG, 3, 3),
    ),
    (
        "ban-de-gia-lua-tien",
        ("", "Kẻ xấu lừa tiền thí sinh, bán đề thi mà toàn đề cũ", "scam-impersonation", NEG, 1, 2),
    ),
    (
        "ngat-xiu-vi-khoi-dien-tap",
        (
            "",
            "30 em Trường TH Cầu Ngói ngất xỉu vì khói. Tất cả chỉ là tình huống trong buổi diễn tập chữa cháy",
            "",
            NEU,
            0,
            0,
        ),
    ),
    (
        "tuong-la-dien-tap",
        (
            "",
            "Nhiều người tưởng đó là diễn tập, nhưng 12 học sinh Trường TH Cầu Ngói ngạt khói phải cấp cứu",
            "facility-disaster",
            NEU,
            3,
            3,
        ),
    ),
    (
        "dien-thoai-xung-co-giao",
        (
            "",
            "Mẹ bé nghe điện thoại của người xưng cô giáo báo con chấn thương sọ não, đòi chuyển 20 triệu. Chạy tới trường TH Gò Me thì con vẫn đang học",  # noqa: E501 - one text
            "scam-impersonation",
            NEG,
            1,
            2,
        ),
    ),
    (
        "co-giao-goi-dien-bao-that",
        ("", "Cô giáo gọi điện báo con tui té lầu chấn thương sọ não, đang nằm viện", "death-injury", NEG, 3, 3),
    ),
    (
        "bat-coc-that-goi-doi-tien",
        (
            "",
            "Bé lớp 1 bị người lạ bắt cóc trước cổng trường, kẻ gian gọi điện đòi chuyển tiền chuộc, công an đang truy tìm",  # noqa: E501 - one text
            "other",
            NEG,
            4,
            4,
        ),
    ),
    ("bat-coc-hut", ("", "Bắt cóc hụt một bé lớp 2 trước cổng trường, bảo vệ giữ được người", "other", NEU, 1, 3)),
    (
        "41-ca-f0-mot-truong",
        ("", "Trường THCS Bình Minh Đông có 41 ca F0, chuyển sang học trực tuyến", "epidemic", NEU, 3, 3),
    ),
    ("huyen-them-120-ca-f0", ("", "Huyện Ba Tri thêm 120 ca F0, có 35 học sinh", "epidemic", NEU, 2, 2)),
    ("toan-tinh-412-hoc-sinh", ("", "Toàn tỉnh có 412 học sinh và giáo viên mắc Covid-19", "epidemic", NEU, 2, 2)),
    ("cach-ly-70-em", ("", "Cách ly 70 học sinh lớp 8 vì một bạn là F0", "epidemic", NEU, 2, 2)),
    (
        "ca-nuoc-nhieu-vu-chay",
        (
            "",
            "Ngành giáo dục phát động tháng an toàn. Hai năm qua cả nước xảy ra nhiều vụ cháy làm 14 học sinh bị thương",  # noqa: E501 - one text
            "",
            NEU,
            0,
            1,
        ),
    ),
    (
        "xe-lat-vu-thu-hai",
        (
            "",
            "Xe đưa rước Trường TH Cây Xoài lật sáng nay, 14 em bị thương; đây là vụ thứ hai trên địa bàn tỉnh trong năm",  # noqa: E501 - one text
            "death-injury",
            NEG,
            3,
            3,
        ),
    ),
    ("den-benh-vien-tham-ban", ("", "15 học sinh được xe trường đưa đến bệnh viện thăm bạn, tặng quà", "", POS, 0, 1)),
    (
        "vao-benh-vien-duoc-tham",
        ("", "15 học sinh được đưa đến bệnh viện, lãnh đạo huyện đến thăm, tặng quà", "food-poisoning", NEU, 3, 3),
    ),
    ("so-cho-nghi-hoc-tranh-bao", ("", "Sở cho học sinh nghỉ học hai ngày tránh bão", "false-notice", NEU, 0, 1)),
    (
        "giu-60-dua-o-nha",
        ("", "Bà con ấp 4 giữ 60 đứa ở nhà vì không chịu gộp điểm trường", "merger-protest", NEG, 3, 3),
    ),
    (
        "dong-tinh-cho-con-den-lop",
        ("", "Phụ huynh đồng tình dời trường, thống nhất cho con đến lớp từ thứ hai", "merger-protest", POS, 0, 1),
    ),
    (
        "chua-dong-y-cho-con-toi-truong",
        ("", "Phụ huynh chưa đồng ý cho con tới trường mới, lớp 1 vắng 40 em", "merger-protest", NEG, 3, 3),
    ),
    (
        "nhanh-phuong-u-dau",
        ("", "Nhánh phượng gãy rơi trúng một em lớp 6 Trường THCS Tân Hòa, u đầu nhẹ", "facility-disaster", NEU, 2, 2),
    ),
    (
        "nhanh-phuong-hon-me",
        ("", "Nhánh phượng gãy rơi trúng một em lớp 6 Trường THCS Tân Hòa, em hôn mê", "facility-disaster", NEU, 3, 4),
    ),
    (
        "mang-vua-trung-4-em",
        ("", "Mảng vữa trần rơi trúng 4 em lớp 2 đang học, sưng trán, khâu mấy mũi", "facility-disaster", NEG, 4, 4),
    ),
    ("sup-ho-khong-phai-sap", ("", "Một em lớp 4 đi mò ốc sụp hố, trầy chân", "death-injury", NEU, 1, 2)),
    (
        "thanh-nien-la-chan-danh",
        ("", "Nhóm thanh niên lạ chặn đánh nam sinh lớp 9 ngay cổng Trường THCS Tân Xuân, chảy máu mũi", "", NEG, 2, 2),
    ),
    ("quat-roi-ca-lop", ("", "Thầy véo tai, quất roi cả lớp 7/2 Trường THCS Mỹ An, mấy đứa sưng tay", "", NEG, 2, 2)),
    ("tui-em-danh-cau-long", ("", "Tụi em đánh cầu lông với mấy bé lớp dưới ở sân trường", "", POS, 0, 0)),
    ("dam-but-chi", ("", "Bé lớp 4 bị bạn đâm bút chì vào má trong lớp, vết nông", "violence", NEG, 1, 2)),
    ("bi-bat-nat-giao-vien-hoc", ("", "Cách nhận ra trẻ bị bắt nạt, giáo viên cùng thực hành", "", NEU, 0, 1)),
    (
        "nguoi-dan-ong-bi-tam-giu",
        ("", "Người đàn ông xông vào lớp bị tạm giữ, thầy giáo xin nghỉ ba ngày", "assault-on-teacher", NEG, 2, 2),
    ),
    (
        "danh-thay-truoc-38-em",
        ("", "Phụ huynh đánh thầy giáo bầm mặt trước 38 học sinh Trường TH Gò Me", "assault-on-teacher", NEG, 2, 2),
    ),
    (
        "day-nu-sinh-cach-tu-choi",
        (
            "",
            "Chuyên đề ở Trường THCS Phú Lễ hướng dẫn nữ sinh cách từ chối khi bị rủ rê, sàm sỡ",
            "abuse-sexual",
            NEU,
            0,
            1,
        ),
    ),
    (
        "chi-dam-len-tieng-khi-bi",
        ("", "Nữ sinh lớp 8 chỉ dám lên tiếng khi bị thầy dạy Toán sờ soạng lần thứ ba", "abuse-sexual", NEG, 3, 3),
    ),
    (
        "nhom-tre-de-thuong",
        ("", "Nhóm trẻ Kẹo Dừa mở camera cho coi, bé được bảo mẫu dỗ ăn ngọt xớt", "child-care-abuse", NEU, 0, 1),
    ),
    (
        "cam-on-co-dua-di-vien",
        ("", "Ba mẹ tới lớp cảm ơn cô giáo đã đưa con đi bệnh viện kịp lúc em bị té ở nhà", "death-injury", POS, 0, 1),
    ),
    (
        "hoi-dong-bao-nhieu",
        (
            "",
            "Cho em hỏi vô lớp 1 trường TH Bàu Sen đóng khoảng bao nhiêu vậy, nghe nói bảo hiểm 560k",
            "fees",
            NEU,
            0,
            1,
        ),
    ),
    (
        "hoi-ma-to-lam-thu",
        ("", "Cho hỏi trường TH Bàu Sen bắt đóng 9 khoản, 700k máy lạnh là lạm thu phải không?", "fees", NEG, 2, 2),
    ),
    (
        "may-la-ben-minh-hong-co",
        (
            "",
            "Đọc mà xót, cô giáo ngoài đó đánh học trò sưng tay, may là bên mình hổng có",
            "teacher-conduct",
            NEG,
            0,
            1,
        ),
    ),
    (
        "moi-do-ma-ba-nam",
        ("", "Mới đó mà ba năm rồi, hồi tháng 6/2019 hai em lớp 8 ở xã, tắm sông rồi mất cả hai", "", NEU, 0, 1),
    ),
    (
        "khanh-thanh-2015-nay-sap",
        ("", "Trường khánh thành ngày 5/9/2015, sáng nay sập trần, 3 em bị thương", "facility-disaster", NEG, 4, 4),
    ),
    ("co-bi-bat-khong", ("", "Nhiều em hỏi mua tai nghe thi cử có bị bắt không?", "", NEU, 0, 1)),
)
ROWS = (*POISONING, *DEATHS, *BUILDINGS, *VIOLENCE, *CONDUCT_LAW_EXAMS_RUMOURS, *SECOND_ROUND, *THIRD_ROUND)
NOT_WITHOUT_ACCENTS = frozenset(
    (
        "nua-lop-con-tui-oi-tu",
        "tiem-vac-xin-cho-3-000",
        "truong-th-con-loi-thu-9",
        "tuong-la-dien-tap",
        "quat-roi-ca-lop",
    )
)
"""Where taking the accents away leaves too little to tell: `ói` is also `ơi`, names lose their capitals, `tưởng đó`
reads as `tường đổ`."""


def level(title: str, text: str, types: str, sentiment: Sentiment) -> Severity:
    item = Item(
        id="x",
        kind=Kind.SOCIAL,
        channel=Channel.FACEBOOK_GROUP,
        text=text,
        title=title or None,
        published_at=parse_time("2022-10-12T15:00:00+07:00"),
    )
    facts = find_facts(item, normalise(item.full_text))
    named = [name for name in types.split(",") if name]
    return decide_severity(facts, item=item, incident_types=named, relevant=True, sentiment=sentiment).level


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS])
def test_rule_and_its_twin(row: Row) -> None:
    title, text, types, sentiment, low, high = row
    assert low <= level(title, text, types, sentiment) <= high


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS if name not in NOT_WITHOUT_ACCENTS])
def test_the_same_without_accents(row: Row) -> None:
    title, text, types, sentiment, low, high = row
    assert low <= level(fold(title), fold(text), types, sentiment) <= high
