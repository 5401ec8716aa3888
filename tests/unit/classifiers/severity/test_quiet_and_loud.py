"""Rules that keep noise quiet, each with the real thing beside it: other wordings than the scenario streams use.

`QUIET` rows must stay at or below their level, `LOUD` rows must reach theirs; both hold without accents where marked.
"""

from __future__ import annotations

import pytest

from monitor.core.labels import Sentiment, Severity
from monitor.core.text import fold
from tests.unit.classifiers.severity.judged import facts_of, level_of

NEG, NEU, POS = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE
S0, S1, S2, S3, S4 = Severity.S0, Severity.S1, Severity.S2, Severity.S3, Severity.S4
Row = tuple[str, str, Sentiment, Severity]
"""Title and text divided by a line (no line: a post), incident types, tone, and the level."""

NOBODY_HURT: tuple[Row, ...] = (
    ("Gió giật sập mái nhà xe, không học sinh nào bị thương", "facility-disaster", NEU, S2),
    ("Cây đổ giữa sân trường, không có học sinh hay giáo viên nào bị thương", "facility-disaster", NEU, S2),
    ("Trường không có em nào đuối nước suốt mùa hè, năm ngoái có ba em", "death-injury", NEU, S1),
    ("Huyện không có học sinh nào tử vong do đuối nước, năm trước mất bốn em", "death-injury", NEU, S1),
    ("Kỳ thi kết thúc, không ghi nhận trường hợp thí sinh nào nhập viện", "", NEU, S1),
    ("Số ca ngộ độc trong trường học toàn huyện: 0", "food-poisoning", NEU, S1),
    ("Báo cáo tuần: 0 ca nhập viện, 0 học sinh bị thương ở các điểm trường", "", NEU, S1),
    ("Không bé, không cô nào bị bỏng trong đợt cháy thử ở bếp", "", NEU, S1),
    ("Hộp thư của trường không nhận được đơn nào về bạo hành hay xâm hại", "", NEU, S1),
    ("Từ đầu năm trường không có trường hợp bị bắt nạt hoặc bị xâm hại", "", NEU, S1),
    ("Các trường chưa có ổ dịch nào, phụ huynh yên tâm đưa con đến lớp", "epidemic", NEU, S1),
)
SOMEBODY_HURT: tuple[Row, ...] = (
    ("Gió giật sập mái nhà xe, 12 học sinh bị thương phải nhập viện", "facility-disaster", NEU, S4),
    ("Không giáo viên nào hay 12 học sinh nhập viện sau bữa trưa", "food-poisoning", NEG, S3),
    ("Không ai trong trường báo tin, 31 em đã nhập viện vì ngộ độc", "food-poisoning", NEG, S4),
    ("Không có giáo viên nào ở lớp khi tường sập làm hai em bị thương", "facility-disaster", NEG, S4),
    ("Không thể nào tin nổi, 15 học sinh nhập viện sau khi uống trà sữa", "food-poisoning", NEG, S3),
    ("Trường không có nhân viên y tế nào, 11 em ngộ độc phải chở ra bệnh viện huyện", "food-poisoning", NEG, S3),
    ("Lúc 10 giờ có 0 ca, đến trưa 14 học sinh nhập viện vì ngộ độc", "food-poisoning", NEU, S3),
    ("Không phải 5 mà 35 học sinh nhập viện vì ngộ độc ở Trường TH Cồn Ốc", "food-poisoning", NEU, S4),
    ("Bảo vệ không biết làm cách nào, 13 em đã phải đi cấp cứu vì ngạt khói", "facility-disaster", NEG, S3),
)

ALL_OF_THEM: tuple[Row, ...] = (
    (
        "Ong đất tấn công 14 em lớp 5 giờ ra chơi. Tất cả được chở ra trạm rồi chuyển bệnh viện, hai em khó thở",
        "",
        NEG,
        S3,
    ),
    ("Khói từ bếp làm 31 học sinh choáng. Toàn bộ các em đã nhập viện", "", NEG, S4),
    ("Sáng nay 12 cháu lớp lá sốt, ói. Các cháu này đang nằm bệnh viện huyện", "", NEG, S3),
)
NOT_ALL_OF_THEM: tuple[Row, ...] = (
    ("Trường có 420 em dự lễ. Tất cả đội nắng, một em say nắng phải vào bệnh viện", "", NEU, S2),
    ("Đoàn đưa 45 học sinh đi tham quan. Các em này được dặn cách gọi cấp cứu khi bạn bị ngất", "", NEU, S1),
)

FIRE: tuple[Row, ...] = (
    (
        "Cháy ký túc xá trường nội trú, 11 em ngạt khói\nCảnh sát phòng cháy, chữa cháy đưa 11 học sinh đi bệnh viện.",
        "",
        NEU,
        S3,
    ),
    ("Lực lượng phòng cháy chữa cháy cứu 12 học sinh bị ngạt khói, tất cả phải nhập viện", "", NEU, S3),
    ("Lính phòng cháy, chữa cháy cõng 14 học sinh hít khói xuống sân, các em đang cấp cứu", "", NEG, S3),
    ("canh sat phong chay chua chay dua 13 hoc sinh bi ngat khoi di cap cuu", "", NEG, S3),
    ("Xe phòng cháy, chữa cháy tới nơi thì 10 học sinh đã ngạt khói, chở đi cấp cứu", "", NEG, S3),
    (
        "Ban chỉ huy phòng chống thiên tai báo cáo 16 học sinh bị thương, nhập viện sau cơn lốc",
        "facility-disaster",
        NEU,
        S3,
    ),
    ("Đội phòng cháy, chữa cháy dập lửa ở nhà ăn, 30 học sinh ngộ độc khí phải nhập viện", "", NEU, S4),
    ("Công an phòng cháy, chữa cháy phá cửa, hai học sinh mắc kẹt trong lớp học đang bốc cháy", "", NEU, S4),
    ("Khói dày đặc ở dãy nội trú, 17 nữ sinh sặc khói nằm viện", "", NEG, S3),
)
FIRE_DRILL: tuple[Row, ...] = (
    ("Diễn tập: lực lượng phòng cháy chữa cháy cứu 12 học sinh bị ngạt khói", "", NEU, S0),
    ("Cảnh sát phòng cháy, chữa cháy tập huấn cho 300 học sinh cách thoát khi bị ngạt khói", "", NEU, S0),
    ("Thực tập phương án chữa cháy: 20 em đóng vai người ngạt khói được đưa đi cấp cứu", "", NEU, S0),
    ("Cảnh sát phòng cháy, chữa cháy kiểm tra bình chữa cháy ở Trường TH Cồn Ốc", "", NEU, S0),
    ("Hội thao phòng cháy, chữa cháy: các đội cứu 15 học sinh mắc kẹt theo kịch bản", "", NEU, S0),
    ("dien tap chua chay o truong, 13 hoc sinh dong vai bi ngat khoi", "", NEU, S0),
    ("Chiều nay trường diễn tập, còi báo cháy reo, 40 em giả bị thương được khiêng ra sân", "", NEU, S0),
    ("Theo tình huống giả định, phòng học bốc cháy, 25 học sinh ngạt khói nhập viện", "", NEU, S0),
)

COUNTED_FOR_SOMETHING_ELSE: tuple[Row, ...] = (
    ("Hội thi nấu ăn: mỗi đội nấu cơm cho 40 học sinh, chấm cả khâu rửa rau phòng ngộ độc", "food-poisoning", NEU, S1),
    ("Cô cấp dưỡng nấu cháo cho 50 bé, giữ sạch để phòng ngộ độc", "", POS, S1),
    ("Dạy bơi cho 300 học sinh để phòng đuối nước", "", POS, S0),
    ("Trao áo phao cho 120 em vùng sông nước, phòng đuối nước mùa lũ", "", POS, S0),
    ("Trạm y tế khám cho 80 học sinh, nhắc phòng bệnh tay chân miệng", "epidemic", NEU, S1),
    ("Tiêm ngừa sởi cho 200 trẻ ở Trường mẫu giáo Cồn Ốc", "", NEU, S1),
    ("Chuyên đề phòng xâm hại cho 60 học sinh lớp 4", "", NEU, S0),
    ("Tặng mũ bảo hiểm cho 90 học sinh để phòng tai nạn", "", POS, S0),
)
COUNTED_AS_HURT: tuple[Row, ...] = (
    ("Số học sinh nhập viện sau khi ăn bánh mì đã tăng lên 45 em", "food-poisoning", NEU, S4),
    ("Bệnh viện huyện cấp cứu 45 em ngộ độc sau bữa trưa bán trú", "food-poisoning", NEU, S4),
    ("Bếp nấu cơm cho 40 học sinh, 12 em ngộ độc phải nhập viện", "food-poisoning", NEG, S3),
    ("Bệnh viện truyền nước cho 35 học sinh bị ngộ độc", "food-poisoning", NEU, S4),
    ("Bác sĩ cấp cứu cho 14 học sinh bị ngộ độc sữa", "food-poisoning", NEU, S3),
    ("Bữa xế gây ngộ độc cho 33 bé mẫu giáo", "food-poisoning", NEG, S4),
    ("Phun thuốc phòng dịch ở trường, 15 học sinh khó thở nhập viện", "", NEG, S3),
    ("Em học sinh ngồi trong phòng thi bị ngất, 11 em khác cùng nhập viện", "", NEU, S3),
    ("Trạm y tế điều trị cho 18 trẻ bị tiêu chảy sau bữa trưa bán trú", "food-poisoning", NEG, S3),
    ("Xe chở cơm cho 60 em, ăn xong 21 em đau bụng nằm viện", "food-poisoning", NEG, S3),
)

TAUGHT: tuple[Row, ...] = (
    ("Lớp bồi dưỡng giúp giáo viên nhận diện học sinh bị bắt nạt", "", NEU, S0),
    ("Hội thảo nói về cách phát hiện trẻ bị xâm hại", "", NEU, S0),
    ("Tài liệu hướng dẫn thầy cô xử lý khi học sinh bị đánh", "", NEU, S0),
    ("Tập huấn hai ngày về dấu hiệu nhận biết trẻ bị bạo hành", "", NEU, S0),
    ("Sổ tay chỉ cách hỗ trợ học sinh bị quấy rối trên mạng", "", NEU, S1),
    ("tap huan giao vien cach nhan biet hoc sinh bi bat nat", "", NEU, S0),
    ("Chuyên gia chia sẻ kỹ năng can thiệp khi học sinh đánh nhau", "", NEU, S0),
    ("Buổi sinh hoạt bày các em cách ứng phó khi gặp người lạ bắt cóc", "", NEU, S0),
)
SEEN: tuple[Row, ...] = (
    ("Giáo viên phát hiện học sinh lớp 7 bị năm bạn đánh hội đồng, quay clip đăng mạng xã hội", "violence", NEG, S3),
    ("Công an nhận diện nhóm thanh niên chém học sinh trước cổng trường", "violence", NEG, S3),
    ("Trong buổi tập huấn, 12 học sinh ngất xỉu phải nhập viện", "", NEG, S3),
    ("Thầy dạy bơi sờ ngực nữ sinh lớp 5, gia đình tố cáo", "abuse-sexual", NEG, S3),
    ("Nhà trường xử lý vụ nữ sinh bị đánh, clip lan khắp mạng xã hội", "violence", NEG, S3),
    ("Sau buổi chuyên đề, 14 em ngộ độc bánh mì phải đi cấp cứu", "food-poisoning", NEG, S3),
    ("Lao vào cứu người, thầy giáo tử vong trong sân trường", "death-injury", NEU, S4),
    ("Giáo sinh thực tập bị phụ huynh đâm trọng thương ngay trong lớp", "assault-on-teacher", NEG, S3),
)

LOOKING_BACK: tuple[Row, ...] = (
    ("Năm năm sau vụ đánh bạn\nNữ sinh từng bị lột áo, quay clip lan khắp mạng nay học ngành y.", "violence", NEU, S1),
    ("Mười năm vụ chìm đò, hai học sinh tử vong\nXóm nhỏ nay đã có cầu.", "death-injury", NEU, S1),
    ("Nhìn lại vụ sập lan can trường học\nHai em bị thương ngày ấy nay đã ra trường.", "facility-disaster", NEU, S1),
    ("Gặp lại nạn nhân vụ cháy lớp mẫu giáo\nBa bé bị bỏng nặng năm nào giờ là học sinh lớp 9.", "", NEU, S1),
    ("Cậu bé từng bị đâm trọng thương nay là huấn luyện viên võ\nAnh kể lại buổi chiều bị bạn đâm.", "", NEU, S1),
    ("Ký ức vụ ngộ độc ở trường cũ\nHôm ấy 40 em nhập viện, cô giáo thức trắng.", "food-poisoning", NEU, S1),
    ("Hai mươi năm sau trận lốc\nTrường đổ sập, hai học sinh tử vong. Nay là ngôi trường ba tầng.", "", NEU, S1),
    ("Ba năm từ vụ bảo mẫu nhét khăn, nhóm trẻ đổi chủ\nVụ việc khi ấy có clip lan khắp mạng.", "", NEU, S1),
)
ANEW: tuple[Row, ...] = (
    ("Hai năm sau vụ dâm ô, thầy giáo bị bắt\nCông an bắt tạm giam thầy giáo dạy toán.", "abuse-sexual", NEG, S3),
    (
        "Một năm sau vụ ngộ độc, trường lại có 35 em nhập viện\nChiều nay các em đau bụng, nôn ói.",
        "food-poisoning",
        NEG,
        S4,
    ),
    ("Ba năm sau vụ sập, tường trường lại sập, hai học sinh bị thương", "facility-disaster", NEG, S4),
    ("Sáng nay một học sinh tử vong trong sân trường, nơi từng có vụ sập tường", "death-injury", NEG, S4),
    ("Năm 2022 trường có 3 ca, nay có 45 học sinh dương tính với Covid-19", "epidemic", NEU, S3),
    ("Hiệu trưởng từng bị kỷ luật nay bị khởi tố vì tham ô", "corruption-procurement", NEG, S3),
    ("Bốn năm sau ngày nhập học, nữ sinh bị bạn đâm trọng thương trong lớp", "violence", NEG, S4),
    ("Bếp mới khai trương năm ngoái, hôm qua 12 em nhập viện vì ngộ độc", "food-poisoning", NEG, S3),
)

ADVICE: tuple[Row, ...] = (
    ("Năm dấu hiệu nhận biết cuộc gọi giả danh giáo viên", "scam-impersonation", NEU, S1),
    ("Làm gì khi có người tự xưng cán bộ sở gọi điện đòi chuyển tiền?", "scam-impersonation", NEU, S1),
    ("Mẹo phân biệt thông báo nghỉ học giả với thông báo thật", "false-notice", NEU, S1),
    ("Ba điều cần biết trước khi đóng quỹ lớp", "fees", NEU, S1),
    ("Đánh bạn gây thương tích bị xử phạt ra sao?", "violence", NEU, S1),
    ("Luật sư giải đáp: ép đóng quỹ lớp có bị coi là lạm thu?", "fees", NEU, S1),
    ("Cẩm nang xử trí khi con bị bắt nạt ở trường", "violence", NEU, S1),
    ("meo nhan biet trang web gia mao truong hoc de khong bi lua dao", "scam-impersonation", NEU, S1),
    ("Phụ huynh cần làm gì để không sập bẫy lừa đảo học bổng?", "scam-impersonation", NEU, S1),
)
A_CASE_OF_ITS_OWN: tuple[Row, ...] = (
    (
        "Giả danh giáo viên báo con cấp cứu, 9 phụ huynh mất tiền\nCông an nhận đơn của phụ huynh Trường TH Cồn Ốc.",
        "scam-impersonation",
        NEG,
        S2,
    ),
    ("Làm gì khi con bị đánh? Hôm qua con tui lớp 7 trường Cồn Ốc bị 3 đứa đánh gãy tay", "violence", NEG, S2),
    (
        "Cách nào để đòi công bằng, con em bị thầy giáo dâm ô hôm qua, công an đã mời thầy",
        "abuse-sexual",
        NEG,
        S3,
    ),
    ("Phải làm sao khi 12 em nhập viện mà trường im lặng?", "food-poisoning", NEG, S3),
    (
        "Xử lý thế nào vụ nữ sinh bị lột áo?\nClip nữ sinh lớp 8 bị đánh, lột áo lan khắp mạng xã hội.",
        "violence",
        NEG,
        S3,
    ),
    ("Mấy mẹ ơi nên làm gì, bé nhà em bị cô giữ trẻ nhét khăn vô miệng, bầm tím", "child-care-abuse", NEG, S2),
    ("Cần làm gì bây giờ, một học sinh tử vong trong hồ bơi của trường", "death-injury", NEG, S4),
    ("Lưu ý khẩn: sáng nay kẻ lạ kéo một bé lớp 2 lên xe trước cổng trường chở đi mất", "other", NEG, S4),
)

LAWFUL_MONEY: tuple[Row, ...] = (
    ("Sở công bố các khoản thu được phép\nTrường nào tự đặt thêm sẽ bị coi là lạm thu.", "fees", NEU, S1),
    ("Niêm yết các khoản thu đầu năm\nKhông ép buộc, có đường dây nóng tiếp nhận phản ánh.", "fees", NEU, S1),
    ("Trường Tiểu học Cồn Ốc trả lại 300 ngàn tiền quỹ còn dư cho từng nhà", "fees", POS, S1),
    ("Năm nay lớp con khỏi đóng quỹ lớp, cô nói còn dư từ năm rồi, cảm ơn cô", "fees", POS, S1),
    ("Mạnh thường quân tài trợ hết, quỹ lớp không cần đóng nữa, mừng ghê", "fees", POS, S1),
    ("Trường hoàn lại tiền ăn những ngày nghỉ dịch, quỹ lớp cũng chia lại, minh bạch ghê", "fees", POS, S1),
    ("truong con tra lai 500 ngan tien quy lop con du, cam on thay co", "fees", POS, S1),
    ("Hội đồng nhân dân thông qua mức thu học phí, các khoản thu giữ như năm trước", "fees", NEU, S1),
    ("Chỉ tiêu lớp 10 tăng 300 em\nSở công bố chỉ tiêu, hồ sơ nhận từ 20-5.", "admission", NEU, S1),
)
UNLAWFUL_MONEY: tuple[Row, ...] = (
    ("Tiểu học Cồn Ốc thu 4 triệu, riêng quỹ trường 1 triệu, ai giải thích giùm", "", NEG, S2),
    ("Trường Tiểu học Cồn Ốc phải trả lại 300 triệu thu sai quy định", "fees", NEG, S2),
    ("Trường TH Cồn Ốc bắt đóng quỹ lớp 2 triệu, ai không đóng cô nêu tên", "fees", NEG, S2),
    ("Quỹ lớp trường Cồn Ốc 1 triệu rưỡi 'tự nguyện', ai không tự nguyện cô nhắn riêng", "fees", NEG, S2),
    ("Phụ huynh Trường THCS Vàm Xáng bức xúc vì khoản thu 800 ngàn", "fees", NEG, S2),
    ("Làm rõ lạm thu ở Trường TH Cồn Ốc\nSở yêu cầu dừng thu.", "fees", NEG, S2),
    ("Quỹ lớp trường con còn dư mà đòi đóng thêm 1 triệu, không biên nhận", "fees", NEG, S2),
    ("Trường mầm non Cồn Ốc hứa trả lại tiền mà nửa năm chưa trả 600 ngàn tiền quỹ lớp", "fees", NEG, S2),
    ("Kết luận thanh tra: Trường TH Cồn Ốc thu trái quy định 90 triệu", "fees", NEU, S2),
)

UNSAFE: tuple[Row, ...] = (
    ("Tường rào Trường TH Cồn Ốc nghiêng, phụ huynh lo lắng phản ánh nhiều lần", "", NEG, S2),
    ("Trần lớp 2A Trường TH Cồn Ốc nứt toác, học sinh vẫn ngồi bên dưới", "", NEG, S2),
    ("Lan can tầng ba Trường THCS Vàm Xáng lung lay, nhà trường chưa sửa", "", NEG, S2),
    ("Cây phượng ở Trường TH Cồn Ốc mục ruỗng, chực đổ xuống sân, báo hoài không ai đốn", "", NEG, S2),
    ("Cầu thang Trường THPT Bãi Cạn bong tróc lòi sắt, phụ huynh kiến nghị từ năm ngoái", "", NEG, S2),
    ("Vách nhà vệ sinh Trường TH Cồn Ốc sắp sập, phụ huynh bức xúc", "", NEG, S2),
    ("Nền lớp ở Trường mẫu giáo Cồn Ốc sụt lún, cô trò tránh hố mà học", "", NEG, S2),
    ("mai hien Truong TH Con Oc xieu veo, sap sap toi noi, phu huynh phan anh", "facility-disaster", NEG, S2),
)
MENDED: tuple[Row, ...] = (
    ("Triều cường đang lên\nNơi sân trường bị ngập, nhà trường bố trí lối đi.", "facility-disaster", NEU, S1),
    ("Tường rào nghiêng ở Trường TH Cồn Ốc đã được sửa trước khai giảng", "", NEU, S1),
    ("Trần lớp nứt năm ngoái của Trường TH Cồn Ốc được thay mới", "", POS, S1),
    ("Trường THCS Vàm Xáng thay đoạn lan can lung lay, hai lớp đổi phòng một ngày", "", NEU, S1),
    ("Khởi công dãy phòng mới thay dãy phòng bong tróc ở Trường TH Cồn Ốc", "", POS, S0),
    ("Cây phượng mục ruỗng ở Trường TH Cồn Ốc vừa được chống bằng trụ sắt", "", NEU, S1),
    ("Khánh thành cầu thang mới thay cầu thang nứt ở Trường THPT Bãi Cạn", "", POS, S0),
    ("Lan can Trường TH Cồn Ốc không nứt, kết quả kiểm định cho thấy an toàn", "", NEU, S1),
    ("Chiếc cổng trường nghiêng trong tranh lớp 3 đoạt giải nhì", "", POS, S1),
)

LEAK_NOW: tuple[Row, ...] = (
    ("Có ảnh đề toán trong nhóm lớp nè, tụi nhỏ còn ngồi làm bài mà", "", NEG, S3),
    ("Hình chụp đề văn vô 10 gửi vô nhóm rồi, thí sinh chưa ra khỏi phòng thi", "", NEG, S3),
    ("Ai gửi ảnh đề anh lên nhóm vậy, con tui còn đang làm chưa nộp bài", "", NEG, S3),
    ("co hinh de toan trong nhom zalo, thi sinh con dang lam bai", "", NEG, S3),
    (
        "Nghi lộ đề toán kỳ thi tốt nghiệp\nẢnh chụp đề toán lan trên mạng lúc 8 giờ khi thí sinh đang làm bài.",
        "exam-integrity",
        NEG,
        S4,
    ),
    (
        "Nghi vấn lọt đề ngữ văn lớp 10\nĐề ngữ văn xuất hiện trên mạng khi thí sinh còn trong phòng thi.",
        "exam-integrity",
        NEG,
        S4,
    ),
    ("Đề tiếng Anh lan trên mạng trong giờ làm bài, hội đồng thi họp khẩn", "exam-integrity", NEG, S4),
    ("Thí sinh chụp đề gửi ra ngoài giữa giờ thi môn toán", "exam-integrity", NEG, S4),
)
NO_LEAK: tuple[Row, ...] = (
    ("Có ảnh đề toán trong nhóm nè, tụi nhỏ thi xong rồi, ai giải thử coi", "", NEU, S1),
    ("Thi xong môn văn, ảnh đề văn được chia sẻ khắp các nhóm để bàn luận", "", NEU, S1),
    ("Đề tham khảo môn toán lan trên mạng, học sinh tải về ôn tập", "", NEU, S1),
    ("Nếu ảnh đề thi lan trên mạng khi thí sinh đang làm bài thì hội đồng thi làm gì?", "", NEU, S1),
    ("Diễn tập tình huống giả định ảnh đề thi lan trên mạng khi thí sinh đang làm bài", "", NEU, S0),
    ("Công an bác bỏ tin lộ đề thi lớp 10", "false-notice", NEU, S2),
    ("Hơn 9.000 thí sinh đang làm bài thi môn văn, thời tiết mát", "", NEU, S0),
    ("Công bố đề và đáp án môn toán sau khi thi xong", "", NEU, S0),
)

PLAYFUL: tuple[Row, ...] = (
    ("Nhóm trẻ gần nhà cho coi camera, bé được bảo mẫu đút cơm, thương ghê", "child-care-abuse", NEG, S1),
    ("Chiến dịch hè: 25 bạn trẻ bị “bắt cóc” về xã dạy chữ cho các em, ai cũng vui", "", POS, S1),
    ("Cô giáo 'bắt cóc' cả lớp 30 học sinh ra vườn dừa học toán", "", POS, S1),
    ("game mới có map trường học, học sinh chạy trốn thầy giám thị cầm dao, vui xỉu", "violence", NEU, S1),
    ("Lớp 9A “chết đuối” trong bài tập cuối kỳ haha", "", NEU, S1),
    ("Đội bóng trường Cồn Ốc bị 'cháy' lưới năm bàn, cười muốn xỉu", "", NEU, S1),
    ("Truyện này kể nam sinh cầm dao đâm bạn, đọc truyện mà nổi da gà", "", NEU, S1),
    ("Đọc tựa truyện thấy học sinh bị 'giết' là biết chuyện ma rồi, ai đọc chưa", "", NEU, S1),
    ("Map mới của trò trốn tìm: cô hiệu trưởng cầm dao rượt học sinh, chơi cười đau ruột", "", NEU, S1),
)
IN_EARNEST: tuple[Row, ...] = (
    ("Kẻ lạ bắt cóc một bé lớp 2 ngay cổng trường sáng nay", "", NEG, S4),
    ("Nghiện trò chơi, nam sinh cầm dao đâm bạn trong lớp phải nhập viện", "violence", NEG, S4),
    ('Nữ sinh bị nhóm bạn "hội đồng", clip đánh bạn lan khắp mạng xã hội', "violence", NEG, S3),
    ("Một em học sinh chết đuối ở hồ bơi của trường", "death-injury", NEG, S4),
    ("Cháy lớp học, 12 em bị bỏng nhập viện", "facility-disaster", NEG, S3),
    ("Cô hiệu trưởng bị phụ huynh cầm dao rượt chém ngay sân trường", "assault-on-teacher", NEG, S3),
    ("Bé bị kéo lên xe lạ trước cổng trường, đã trình báo công an", "", NEG, S4),
    ("Học sinh lớp 8 bị bạn đâm trọng thương sau trận game", "violence", NEG, S3),
)

OUTSIDERS: tuple[Row, ...] = (
    ("Bị cáo lãnh 7 năm tù vì bán ma túy, không liên quan trường học", "", NEU, S1),
    ("Xử lưu động kẻ trộm xe, tuyên phạt 3 năm tù, 400 học sinh dự khán", "", NEU, S1),
    ("Khởi tố người đàn ông vỡ nợ, trước đây là giáo viên, đã nghỉ dạy nhiều năm", "corruption-procurement", NEG, S1),
    (
        "Bắt giữ chủ hụi\nBà T. từng là giáo viên, bỏ nghề từ lâu để buôn bán, chiếm đoạt 5 tỉ đồng.",
        "scam-impersonation",
        NEG,
        S1,
    ),
    (
        "Khởi tố giám đốc công ty địa ốc\nÔng này vốn là thầy giáo, đã thôi dạy năm 2005.",
        "corruption-procurement",
        NEG,
        S1,
    ),
    ("Tuyên phạt kẻ cướp 10 năm tù trước sự chứng kiến của 300 học sinh", "", NEU, S1),
    ("Bắt nhóm trộm xe đạp, hiệu trưởng viết thư cảm ơn công an", "", POS, S1),
    ("bat giu chu hui, truoc day la giao vien, da nghi day tu lau", "scam-impersonation", NEG, S1),
)
OWN_STAFF: tuple[Row, ...] = (
    ("Khởi tố hiệu trưởng Trường TH Cồn Ốc vì lập khống chứng từ", "corruption-procurement", NEG, S3),
    ("Bắt tạm giam thầy giáo dạy thể dục vì dâm ô học sinh", "abuse-sexual", NEG, S3),
    ("Kế toán trường học bị bắt vì tham ô 2 tỉ đồng", "corruption-procurement", NEG, S3),
    ("Nguyên hiệu trưởng bị khởi tố vì sai phạm khi còn đương chức", "corruption-procurement", NEG, S3),
    ("Công an bắt giáo viên bán ma túy trong trường", "teacher-conduct", NEG, S3),
    ("Cô nuôi bị tạm giữ hình sự vì nhét giẻ vào miệng trẻ", "child-care-abuse", NEG, S3),
    ("Giáo viên bị tuyên phạt 5 năm tù vì lừa đảo phụ huynh", "corruption-procurement", NEG, S3),
    ("Truy tố phó giám đốc sở giáo dục trong vụ thiết bị dạy học", "corruption-procurement", NEG, S3),
)

MOURNED: tuple[Row, ...] = (
    ("Thầy mất tháng trước, học trò các khóa về chật sân, đám tang mà như họp lớp", "death-injury", NEU, S2),
    ("Cô giáo Lan qua đời, hàng trăm học trò cũ đưa tang trong mưa", "death-injury", NEU, S2),
    ("Thầy chủ nhiệm cũ mất, học sinh ba khóa cùng đeo khăn tang", "death-injury", NEU, S2),
    ("Cô mất hôm rằm, mấy đứa học trò lo hậu sự giùm vì cô không con cái", "death-injury", NEU, S2),
    ("Thầy Tư từ trần, học trò đưa tang dài cả cây số", "death-injury", NEU, S2),
    ("co giao cu mat roi, hoc tro ve dua tang dong lam", "death-injury", NEU, S2),
    ("Thầy giáo già qua đời ở tuổi 80, nhiều thế hệ học sinh tới đám tang", "death-injury", NEU, S2),
    ("Cô hiệu trưởng đầu tiên của trường tạ thế, học sinh nghỉ một buổi dự đám tang", "death-injury", NEU, S2),
)
A_CHILD_LOST: tuple[Row, ...] = (
    ("Cả lớp đeo khăn tang tiễn em học sinh lớp 6 tử vong vì tai nạn", "death-injury", NEU, S3),
    ("Đám tang em học sinh lớp 8 đuối nước, cô giáo khóc ngất", "death-injury", NEU, S3),
    ("Thầy cô đưa tang nữ sinh lớp 11 bị xe tông", "death-injury", NEU, S3),
    ("Lo hậu sự cho học sinh lớp 3 chết đuối, thầy chủ nhiệm góp tiền", "death-injury", NEU, S3),
    ("Học sinh lớp 5 qua đời sau tai nạn, thầy cô tới đám tang", "death-injury", NEU, S3),
    ("Thầy mất ngủ mấy đêm vì đám tang học sinh lớp 9 chết đuối", "death-injury", NEU, S3),
    ("Tang trắng xóm nhỏ: hai học sinh lớp 4 chết đuối chiều qua", "death-injury", NEU, S4),
    ("hoc sinh lop 7 chet duoi, ca truong di dua tang", "death-injury", NEU, S3),
)

PLAIN_MEANINGS: tuple[Row, ...] = (
    ("Trường nhận 31 suất học bổng cho học sinh nghèo", "admission", NEU, S1),
    ("Triển lãm tranh: bom nổ, trường cháy qua nét cọ học sinh lớp 5", "violence", NEU, S1),
    ("Ra tòa mà cãi nhau, đúng là vô giáo dục", "teacher-conduct", NEG, S2),
    ("Xã tranh thủ hè sửa 38 phòng học xuống cấp", "facility-disaster", NEU, S1),
    ("Mở lại lớp mẫu giáo sau đợt sởi", "epidemic", POS, S1),
    ("Thông báo về việc giả mạo trang thông tin của sở", "false-notice", NEU, S2),
    ("Cô giáo trở lại lớp sau bảy mươi ngày nằm hồi sức, học trò ôm cô khóc", "death-injury", POS, S1),
    ("Nam sinh xuất viện sau hai tháng thở máy, cả lớp ra cổng đón", "death-injury", NEU, S1),
)
GRAVE_MEANINGS: tuple[Row, ...] = (
    ("Phòng học xuống cấp chưa sửa, phụ huynh Trường TH Cồn Ốc bức xúc", "facility-disaster", NEG, S2),
    ("Nam sinh nằm hồi sức sau khi bị bạn đánh", "violence", NEG, S3),
    ("Cô giáo nằm hồi sức sau khi trở lại lớp dạy được hai ngày", "death-injury", NEG, S3),
    ("Học sinh lớp 4 thở máy sau bữa trưa ở trường", "food-poisoning", NEG, S3),
    ("Thông báo nghỉ học giả khiến Trường TH Cồn Ốc vắng quá nửa học sinh", "false-notice", NEG, S3),
    ("Sau đợt sởi, 32 học sinh Trường TH Cồn Ốc dương tính với cúm A", "epidemic", NEU, S3),
    ("Trường TH Cồn Ốc sửa mãi không xong, tường sập làm ba em bị thương", "facility-disaster", NEG, S4),
    ("Bé gái vẽ tranh kể bị thầy giáo dâm ô, công an bắt thầy", "abuse-sexual", NEG, S3),
    ("Giáo viên bị khởi tố vì nhận tiền chạy trường", "corruption-procurement", NEG, S3),
)

TAKEN_AWAY: tuple[Row, ...] = (
    ("Hai người đeo khẩu trang kéo bé gái lên xe bán tải trước cổng trường rồi phóng mất", "", NEG, S4),
    ("Nam sinh lớp 7 bị đẩy lên ô tô ngay cổng Trường THCS Rạch Vọp", "", NEG, S4),
)
GETS_IN: tuple[Row, ...] = (
    ("Cô giáo bế cháu bé lên xe đưa về tận nhà vì mẹ cháu đến trễ", "", POS, S1),
    ("Bác bảo vệ kéo học sinh lên xe đẩy chơi ngày hội trường", "", POS, S1),
)
OFFICE_PAPER: tuple[Row, ...] = (
    ("Phụ huynh nói đề Toán cuối học kỳ dùng chung toàn huyện bị lộ từ tối hôm trước", "exam-integrity", NEG, S3),
)
OWN_PAPER: tuple[Row, ...] = (
    ("Phụ huynh nói đề Toán cuối học kỳ của lớp bị lộ từ tối hôm trước", "exam-integrity", NEG, S2),
)
EMPTIED_BY_A_VOICE: tuple[Row, ...] = (
    (
        "Sáng nay chỉ có 40 em đến lớp, vì đêm qua có đoạn ghi âm giả giọng cô hiệu trưởng báo nghỉ học",
        "false-notice",
        NEG,
        S3,
    ),
)
ELDER_DIED: tuple[Row, ...] = (
    ("Ông N.V.B., bảy mươi hai tuổi, giăng lưới gần trường rồi chìm, khi vớt lên ông đã mất", "death-injury", NEU, S1),
)
STRUCK_TEACHER_IN_COURT: tuple[Row, ...] = (
    ("Án tù cho người cha xông vào lớp đánh thầy chủ nhiệm năm ngoái", "assault-on-teacher", NEU, S2),
)
FAINTS: tuple[Row, ...] = (("Ăn cháo ở căn tin xong 12 em xỉu, chở vô trạm y tế", "food-poisoning", NEG, S3),)
LAUGHS: tuple[Row, ...] = (("Mấy cô múc cháo cho tụi nhỏ mệt xỉu mà cười hoài", "food-poisoning", POS, S1),)
MIDDLE_NAME: tuple[Row, ...] = (
    ("ai biet sua giay khai sinh sai chu lot de kip nop ho so lop 1 thi trung tam co lam khong", "", NEU, S1),
)
AFTER_THE_SITTING: tuple[Row, ...] = (
    (
        "Hết giờ được nửa tiếng mà hình đề Văn tuyển sinh 10 đã đầy nhóm lớp, có ai giải chưa?",
        "exam-integrity",
        NEG,
        S1,
    ),
)

QUIET = {
    "gets-in": GETS_IN,
    "own-paper": OWN_PAPER,
    "elder-died": ELDER_DIED,
    "struck-teacher-in-court": STRUCK_TEACHER_IN_COURT,
    "laughs": LAUGHS,
    "after-the-sitting": AFTER_THE_SITTING,
    "middle-name": MIDDLE_NAME,
    "plain-meanings": PLAIN_MEANINGS,
    "mourned": MOURNED,
    "nobody-hurt": NOBODY_HURT,
    "not-all-of-them": NOT_ALL_OF_THEM,
    "fire-drill": FIRE_DRILL,
    "counted-for-something-else": COUNTED_FOR_SOMETHING_ELSE,
    "taught": TAUGHT,
    "looking-back": LOOKING_BACK,
    "advice": ADVICE,
    "lawful-money": LAWFUL_MONEY,
    "mended": MENDED,
    "no-leak": NO_LEAK,
    "playful": PLAYFUL,
    "outsiders": OUTSIDERS,
}
LOUD = {
    "taken-away": TAKEN_AWAY,
    "office-paper": OFFICE_PAPER,
    "emptied-by-a-voice": EMPTIED_BY_A_VOICE,
    "faints": FAINTS,
    "grave-meanings": GRAVE_MEANINGS,
    "a-child-lost": A_CHILD_LOST,
    "somebody-hurt": SOMEBODY_HURT,
    "all-of-them": ALL_OF_THEM,
    "fire": FIRE,
    "counted-as-hurt": COUNTED_AS_HURT,
    "seen": SEEN,
    "anew": ANEW,
    "a-case-of-its-own": A_CASE_OF_ITS_OWN,
    "unlawful-money": UNLAWFUL_MONEY,
    "unsafe": UNSAFE,
    "leak-now": LEAK_NOW,
    "in-earnest": IN_EARNEST,
    "own-staff": OWN_STAFF,
}


def rows(table: dict[str, tuple[Row, ...]]) -> list[object]:
    return [pytest.param(*row, id=f"{group}-{n}") for group, found in table.items() for n, row in enumerate(found)]


@pytest.mark.parametrize(("written", "types", "sentiment", "at_most"), rows(QUIET))
def test_noise_stays_quiet(written: str, types: str, sentiment: Sentiment, at_most: Severity):
    assert level_of(written, types, sentiment) <= at_most, facts_of(written)


@pytest.mark.parametrize(("written", "types", "sentiment", "at_least"), rows(LOUD))
def test_the_real_thing_is_loud(written: str, types: str, sentiment: Sentiment, at_least: Severity):
    assert level_of(written, types, sentiment) >= at_least, facts_of(written)


@pytest.mark.parametrize("group", ["somebody-hurt", "fire", "counted-as-hurt", "anew", "own-staff"])
def test_the_real_thing_is_loud_without_accents(group: str):
    silent = [row[0] for row in LOUD[group] if level_of(fold(row[0]), row[1], row[2]) < min(row[3], S3)]
    assert not silent


@pytest.mark.parametrize("group", ["nobody-hurt", "fire-drill", "taught"])
def test_noise_stays_quiet_without_accents(group: str):
    pushed = [row[0] for row in QUIET[group] if level_of(fold(row[0]), row[1], row[2]) >= S3]
    assert not pushed
