"""What facts look like in words: a table, read by `classifiers.facts.extract`.

One line is one expression: parts that follow each other within one sentence, divided by ` .. `, or by ` ~ ` when the
next part must stand close by in the same clause; a part is a list of phrases divided by `/`, `{GROUP}` stands for a
group of phrases. `!` before a phrase: not in accentless texts. The lines under `-` are word groups that mean something
else: what lies inside them is not seen.
The table was written from the plan's list of what happens and how people call it.
"""

# ruff: noqa: E501 - one expression a line, however long

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "PUPIL": "học sinh/hs/nam sinh/nữ sinh/học trò/thí sinh/em/các em/bé/cháu/trẻ/đứa nhỏ/đứa/con/bạn/đứa trẻ/thằng nhỏ/con nhỏ/"
    "tụi nhỏ/con nít/thiếu niên/nhóm bạn/bé gái/bé trai/thằng/nhóm học sinh/sĩ tử/!tụi em/tụi nó/chị em/anh em/nạn nhân",
    "SURE_PUPIL": "học sinh/hs/nam sinh/nữ sinh/học trò/thí sinh/bé gái/bé trai/trẻ mầm non/đứa nhỏ/tụi nhỏ/cháu bé/trẻ/cháu/bé/mấy đứa",
    "TEACHER": "giáo viên/gv/cô giáo/thầy giáo/gvcn/hiệu trưởng/ht/hiệu phó/phó hiệu trưởng/thầy/cô chủ nhiệm/thầy chủ nhiệm/"
    "cô hiệu trưởng/thầy hiệu trưởng/giám thị/cô dạy/thầy dạy/cô/nhà giáo",
    "CARER": "bảo mẫu/cô nuôi/cô trông trẻ/cô giữ trẻ/cô giáo mầm non/cô giáo nhóm trẻ/chủ nhóm trẻ/nhóm trẻ/cô trẻ/cô nuôi dạy trẻ",
    "STAFF": "dạy hợp đồng/cán bộ khảo thí/chủ nhiệm clb/chủ nhiệm câu lạc bộ/chị dạy/anh dạy/ông dạy/bà dạy/giáo viên/gv/cô giáo/thầy giáo/gvcn/hiệu trưởng/ht/hiệu phó/phó hiệu trưởng/thầy/bảo mẫu/bảo vệ trường/bảo vệ/"
    "kế toán trường/kế toán/nhân viên trường/tổng phụ trách/giám thị/cô dạy/thầy dạy/giám đốc sở/phó giám đốc sở/"
    "giám đốc sở giáo dục/trưởng phòng giáo dục/trưởng phòng gd/cán bộ sở/cán bộ phòng giáo dục/chủ nhóm trẻ/chủ tịch hội đồng trường/"
    "thủ quỹ/nhân viên bảo vệ/cán bộ coi thi/giám thị coi thi/huấn luyện viên/giám đốc trung tâm/bí thư đoàn trường/bí thư đoàn/trưởng phòng/phó phòng/phó trưởng phòng/chủ cơ sở/chủ nhóm/cô phụ trách/thầy phụ trách/quản sinh/giám đốc sở gd đt/gia sư/cán bộ giáo dục/lãnh đạo sở giáo dục/cấp dưỡng/lãnh đạo sở",
    "SCHOOL": "trường/nhà trường/trường học/lớp/lớp học/trường tiểu học/trường mầm non/mầm non/mẫu giáo/thcs/thpt/tiểu học/học đường",
    "HIT": "!đánh/!tát/!đấm/!đá/!đạp/vụt/quất/uýnh/quýnh/!oánh/!tẩn/!bem/!táng/bạt tai/nắm đầu/giật tóc/giựt tóc/hành hung/đánh đập/đánh đấm/"
    "túm tóc/xô ngã/đánh tới tấp/đánh dã man/!véo/đánh bầm/kéo lê/đè đầu/quỳ gối/bắt quỳ/dốc ngược/nhét khăn/nhồi nhét/bóp cổ/đánh vào đầu/"
    "nhét giẻ/giật mạnh/tạt nước/tát bốp bốp/phang/thúc cùi chỏ/khẻ tay/khẽ tay/khẽ vào tay/khẻ vào tay/gõ thước/đánh thước/vụt roi/đánh roi/quất roi/nhéo/véo tai/nhéo tai/xách tai/kéo tai/cốc đầu/ký đầu/gõ đầu/tát tai/bợp tai/bạt đầu/đánh đòn/đánh tím/lột áo/lột đồ/đập đầu/bóp miệng/nhấn đầu/dìm đầu/nhấn nước/dìm nước/trấn nước/đè ra/đánh sưng/bạo hành",
    "FIGHT": "đánh nhau/đánh lộn/oánh nhau/uýnh nhau/quýnh nhau/uýnh lộn/ẩu đả/hỗn chiến/xô xát/đánh hội đồng/hội đồng nó/bề hội đồng/úp sọt/"
    "nắm đầu giựt tóc/vật lộn/bắt nạt/bạo lực học đường/đánh bạn/hành hung bạn/đánh ghen/lột áo/lột đồ/choảng nhau/đập nhau/dằn mặt/"
    "bị bạn đánh/bị đánh/bị hành hung/bị uýnh/bị quýnh/bị oánh/chém nhau/nắm tóc/giật tóc/đánh túi bụi/kéo qua đánh/kéo tới đánh/kéo đến đánh/kéo vô đánh/kéo ra đánh/chặn đánh/vây đánh/rượt đánh/lôi ra đánh/xông vào đánh/xông vô đánh/nhào vô đánh/nhào vào đánh/lao vào đánh/đón đánh/đón đường đánh/hẹn đánh/"
    "đánh đập/đánh tới tấp/đánh dã man/đánh liên tiếp/cho ăn đòn/cho một trận/dần cho một trận/bị đập/hùa nhau đánh/xúm lại đánh/xúm vô đánh/bu lại đánh/đánh chảy máu/đánh bầm/đánh sưng/đánh gãy/đánh ngất/đánh xỉu/đánh nhập viện",
    "FILM": "clip/video/đoạn phim/quay phim/quay clip/quay video/livestream/đoạn clip/đoạn video/hình ảnh/quay lại/đoạn băng/clip ghi/quay lén/camera",
    "SPREAD": "lan truyền/lan rộng/lan khắp/lan trên/lan nhanh/lan tràn/phát tán/chia sẻ/lượt xem/view/views/xôn xao/gây bão/rần rần/dậy sóng/"
    "phẫn nộ/dân mạng/cư dân mạng/mạng xã hội/mxh/trên mạng/lên mạng/đưa lên mạng/đăng lên/đăng tải/tiktok/facebook/các nhóm/khắp nơi/"
    "người xem/cõi mạng/triệu lượt/nghìn lượt/ngàn view/lan chóng mặt/share/lan ra/lan tùm lum/lan đầy/tùm lum zalo/tùm lum mạng/đầy các nhóm/truyền tay nhau",
    "POLICE": "công an/cảnh sát/cơ quan điều tra/cơ quan csđt/viện kiểm sát/ca phường/ca huyện/ca xã",
    "AUTHORITY": "công an/cảnh sát/cơ quan điều tra/trung tâm y tế/trạm y tế/bệnh viện/bác sĩ/sở y tế/ubnd/ủy ban nhân dân/nhà trường/"
    "hiệu trưởng/ban giám hiệu/bgh/sở gd đt/sở giáo dục/sở gd/bộ gd đt/bộ giáo dục/phòng gd đt/phòng giáo dục/phòng gd/lãnh đạo xã/chính quyền/"
    "đại diện trường/chủ tịch xã/chủ tịch huyện/chủ tịch ubnd/cơ quan chức năng/trường/cdc/viện kiểm sát/sở/lãnh đạo sở/đại diện nhà trường/"
    "phó hiệu trưởng/chủ tịch phường/đại diện sở/lãnh đạo trường/thanh tra/kết luận thanh tra",
    "SAYS": "cho biết/xác nhận/thông tin/thông báo/khẳng định/báo cáo/thừa nhận/cho hay/nói/kết luận/ghi nhận/chỉ ra/công bố",
    "CONFIRMS": "cho biết/xác nhận/thông tin/thừa nhận/cho hay/kết luận/ghi nhận/báo cáo/đã báo cáo",
    "SYMPTOM": "đau bụng/!ói/!nôn/nôn ói/ói mửa/buồn nôn/tiêu chảy/nôn mửa/!sốt/chóng mặt/đau đầu/xỉu/!ngất/ngất xỉu/co giật/khó thở/đi ngoài/"
    "phát ban/nổi mẩn/nổi mụn nước/nổi bóng nước/!choáng/mệt lả/ói tới tới/ói miết/tào tháo rượt/tào tháo đuổi/bị tào tháo/bị ói/trúng thực/say nắng/tụt huyết áp/mệt và sốt/trúng gió/lạnh bụng/ói sau bữa/ói sau khi/ói liên tục/ói quá trời/em sốt/cháu sốt/bé sốt/sốt cao/bị sốt",
    "SICK_FOOD": "suất ăn/bữa ăn/bán trú/căn tin/căng tin/bánh mì/xôi/cơm/trà sữa/kẹo/bánh/cháo/ăn sáng/ăn trưa/thức ăn/đồ ăn/ăn vặt/sữa/bếp ăn/uống/ăn",
    "HOSPITAL": "nhập viện/vào viện/vô viện/nằm viện/cấp cứu/đi cấp cứu/đưa đi bệnh viện/đưa đến bệnh viện/vào bệnh viện/vô bệnh viện/"
    "chuyển viện/nằm bệnh viện/truyền nước/điều trị tại bệnh viện/trung tâm y tế cấp cứu/lên tỉnh cấp cứu/đưa đi viện/đi viện/điều trị tích cực/"
    "đưa tới bệnh viện/chuyển lên tuyến trên/nằm trạm xá/ở trạm xá/ra trạm xá/trạm xá/chở đi viện/hồi sức/đưa vào cấp cứu/điều trị/vô cấp cứu/"
    "chở vô viện/nhập viện cấp cứu/thở máy/cấp cứu tại/đưa xuống trạm/đưa lên trạm/đưa ra trạm/chở ra bệnh viện/chở lên bệnh viện/chở vào bệnh viện/chở vô bệnh viện/"
    "nằm ở trung tâm y tế/nằm trung tâm y tế/nằm ở trạm y tế/nằm trạm y tế/đưa đến trung tâm y tế/đưa vào trung tâm y tế/đưa tới trung tâm y tế/đưa ra trung tâm y tế/chở ra trung tâm y tế/đưa đến trạm y tế/đưa vào trạm y tế/đưa ra trạm y tế/đưa ra bệnh viện/đưa lên bệnh viện/chở ra trạm/nằm ở bệnh viện",
    "DISEASE": "dương tính/f0/mắc covid/nhiễm covid/ca mắc/nhiễm ncov/mắc covid 19/nhiễm covid 19/ca covid/ca nhiễm/tay chân miệng/sốt xuất huyết/!sởi/"
    "!cúm/đau mắt đỏ/thủy đậu/quai bị/bạch hầu/ca bệnh/ca dương tính/ca f0/cúm a/cúm b/bị covid/dính covid/nhiễm bệnh/mắc bệnh/ho gà/ổ dịch",
    "GONE": "đi luôn rồi/đi luôn r/đi mất rồi/đi xa rồi/đã đi xa/đi thiệt rồi/bỏ ba mẹ mà đi/bỏ ba má mà đi/em không còn nữa/bé không còn nữa/cháu không còn nữa/con không còn nữa/đã không còn nữa/không bao giờ về nữa/mãi không về/"
    "không tỉnh lại nữa/không bao giờ tỉnh/đi theo ông bà/về với ông bà/về trời/thành thiên thần/bác sĩ lắc đầu/bác sĩ bó tay/bệnh viện trả về/trả về lo hậu sự/đã ra đi/ra đi rồi/ra đi luôn/mất luôn rồi",
    "MISHAP": "bệnh viện/cấp cứu/trạm xá/trạm y tế/đuối/chìm/rớt sông/té sông/rớt xuống/té xuống/rơi xuống/té lầu/rơi lầu/điện giật/xe tông/bị tông/xe đụng/tai nạn/tông trúng/bị té/té từ/rơi từ/rớt từ/té ngã/té xe/co giật/ngất/xỉu/bị đè/sập/đổ trúng/hóc/ngạt/khó thở/tắm sông/tắm ao/tắm biển/tắm rạch/lên cơn/đột quỵ/lật xuồng/sét đánh/bị cuốn",
    "BATHE": "tắm sông/tắm ao/tắm rạch/tắm biển/tắm kênh/tắm suối/tắm hồ/tắm mương/té sông/rớt sông/té ao/rớt ao/té mương/rớt mương/té rạch/rớt rạch/xuống sông/xuống ao/xuống rạch/xuống mương/xuống kênh/xuống hồ/dưới sông/dưới ao/dưới rạch/dưới mương/chìm/đuối/hụp lặn/lật xuồng/lội sông/bơi qua/ra sông/ra biển/sóng cuốn/hụt chân/nước sâu",
    "FISHED": "vớt lên/vớt được/mới vớt/vừa vớt/vớt xác/mò được/mò xác/vớt thi thể/chìm luôn/chìm nghỉm/không thấy trồi lên/không thấy ngoi lên/không ngoi lên/không trồi lên/mất dạng/mất tăm/chìm mất",
    "DEATH": "tử vong/thiệt mạng/tử nạn/chết/qua đời/không qua khỏi/không cứu kịp/mất tại chỗ/đã mất/đều mất/đều đã mất/bỏ mạng/chết đuối/"
    "ra đi mãi mãi/đã chết/bị giết/sát hại/chết não/tắt thở/tử thương/thi thể/mất rồi/chết tại chỗ/đều đã tử vong/ngưng thở/mất mạng/"
    "đều mất tại chỗ/không qua được/mất r/thì mất/đã tắt thở/mất trên đường/cứu không kịp/hổng kịp/đã ngừng thở/chết thương tâm/bị sát hại/ngừng tuần hoàn/không cứu được/cứu không được/hổng cứu được/hông cứu được/mãi mãi ra đi/mãi mãi không về/lìa đời/lìa trần/trút hơi thở cuối/trút hơi thở/không giữ được mạng/không giữ được tính mạng/không qua nổi/vong mạng/tim ngừng đập/vĩnh viễn nằm lại/không bao giờ tỉnh lại/mất ngay tại chỗ/mất ở bệnh viện/mất trong bệnh viện/mất tại bệnh viện/mất trên bàn mổ/lo hậu sự/khâm liệm/bỏ lại ba mẹ/đi không kịp trăn trối/không còn dấu hiệu sự sống/không còn sự sống/khăn tang/tang trắng/đưa tang/đều đã không còn",
    "DROWN": "đuối nước/chết đuối/chết chìm/bị nước cuốn/nước cuốn/bị nước cuốn trôi/lật xuồng/bị cuốn vào vực/sụp hố nước/chìm xuồng/chìm cả hai/chìm cả ba/chìm hết/chìm luôn cả/lật đò/chìm đò/đò chìm/đò lật/lật ghe/chìm ghe/ghe chìm/ghe lật/xuồng lật/xuồng chìm/chìm ở đáy/chìm dưới đáy/nằm dưới đáy hồ/nằm đáy hồ/chìm dưới hồ/mất tích khi tắm/mất tích lúc tắm/mất tích trên sông/mất tích dưới sông/sóng đánh úp/sóng đánh chìm/tàu đánh úp/nước xiết cuốn",
    "GRAVE": "chấn thương sọ não/đa chấn thương/nguy kịch/hôn mê/trọng thương/thương nặng/gãy đốt sống/gãy cột sống/gãy cổ/gãy mũi/"
    "bỏng nặng/phỏng nặng/phẫu thuật/mổ cấp cứu/mù mắt/hỏng mắt/mất thị lực/đứt lìa/bị liệt/liệt nửa người/liệt hai chân/thương tật/vỡ lá lách/dập phổi/thủng ruột/bất tỉnh/mất ngón/"
    "gãy đùi/chấn thương nặng/chấn thương đầu/chấn thương cột sống/chấn thương sọ/xuất huyết não/ghép da/khâu bốn mũi/khâu năm mũi/mất máu nhiều/"
    "phải mổ/bỏng độ/gãy xương chậu/vỡ xương chậu/gãy xương sườn/gãy hai xương sườn/gãy ba xương sườn/gãy mấy xương sườn/gãy mấy cái xương sườn/gãy xương đùi/đứt gân/thập tử nhất sinh/rạch mặt/bị thương nặng/hư mắt/lòi ruột/cụt tay/vỡ sọ/ngưng tim/chấn động não/nằm hồi sức/phòng hồi sức/khoa hồi sức/hồi sức tích cực/điều trị tích cực/thở máy/điếc một tai/điếc tai/mất thính lực/thủng màng nhĩ/dập gan/gãy xương sọ/nứt sọ/nứt xương sọ/bể sọ/chảy máu tai/chảy máu não/tụ máu não/liệt tứ chi",
    "HURT": "bị thương/chấn thương/bầm tím/bầm mặt/rách môi/xây xát/trầy xước/trầy đầu gối/chảy máu/phải khâu/bị khâu/khâu vết/bong gân/!sưng/vết bầm/tím đùi/vết cắt/té ngã/"
    "bị bỏng/bị phỏng/!bỏng/gặp tai nạn/bị tai nạn/tai nạn/thương tích/bị ngã/bị té/bầm dập/bị chó cắn/điện giật/bị tray/bị đè/bị trầy/"
    "bể đầu/lủng đầu/u đầu/đầu chảy máu/máu dính/đỏ hằn/té lầu/dấu tay/bị xe tông/bị điện giật/bị sét đánh/bị ong đốt/bị cây đè/bị thương nhẹ",
    "SEXUAL": "xâm hại tình dục/xâm hại/dâm ô/hiếp dâm/cưỡng hiếp/sàm sỡ/quấy rối tình dục/quấy rối/sờ soạng/đụng chạm/giao cấu/đồi bại/lạm dụng tình dục/"
    "gạ tình/làm bậy/sờ mó/sờ đùi/sờ ngực/cưỡng dâm/ấu dâm/giở trò/hành vi đồi bại/gạ gẫm/ép quan hệ/quay lén phòng thay đồ/quay lén nhà vệ sinh/quay lén nữ sinh/rủ vào nhà nghỉ/rủ vô nhà nghỉ/vào nhà nghỉ/vô nhà nghỉ/gạ t nh/đòi gửi ảnh/gửi ảnh nhạy cảm/gạ gửi ảnh/thân mật quá mức/đụng chạm vùng kín/vùng kín/lạm dụng học trò/lạm dụng học sinh/lạm dụng nữ sinh/lạm dụng trẻ/đặt tay lên đùi/sờ vào đùi/vuốt đùi/cởi váy/cởi áo con/cởi đồ con/bắt cởi/quay lén học sinh/quay clip học sinh nữ thay đồ/quay lén thay đồ",
    "FALL": "rơi xuống/rớt xuống/té xuống/ngã xuống/lọt xuống/lọt/sụp xuống/rơi từ/rớt từ/trượt chân/té nhào xuống/bị rơi",
    "WATER": "rạch/sông/mương/ao/kênh/hồ/hồ bơi/hố nước/suối/biển/giếng/ao cá",
    "WEAPON": "!dao/hung khí/mã tấu/dao phay/dao bấm/!súng/thanh kiếm/cây kiếm/lựu đạn/!mìn/!búa/!côn/gậy sắt/dao rọc giấy/súng tự chế/!rựa/tuýp sắt/!bom/!đao/phóng lợn/d a o",
    "STAB": "!đâm/chém/nã súng/xả súng/nổ súng/!bắn/đâm chết/đâm trọng thương/chém trọng thương/truy sát",
    "ARREST": "bắt tạm giam/bị bắt/bắt giam/tạm giữ/bắt khẩn cấp/bắt giữ/tạm giam/bắt tạm giữ/bắt luôn/còng tay/bắt quả tang/bắt rồi/bắt thêm/bắt hai/bắt ba/bắt phó giám đốc/bắt giám đốc/bắt hiệu trưởng/bắt phó hiệu trưởng/bắt giáo viên/bắt thầy giáo/bắt thầy dạy/bắt ông thầy/bắt giữ thầy/bắt cô giáo/bắt kế toán/bắt cựu/bắt nguyên/bắt nhân viên/bắt bảo vệ",
    "PROSECUTE": "khởi tố/truy tố/lãnh án/tuyên phạt/bị can/hầu tòa/ra tòa/bị cáo/đề nghị truy tố/năm tù/vướng lao lý/tù giam/án tù/cơ quan điều tra khởi tố",
    "PAPER": "ảnh đề/hình đề/đề thi/đề toán/đề văn/đề anh/đề sinh/ảnh chụp đề/đề hóa/đề lý/đề sử/đề địa/đề ngữ văn/đề tiếng anh/đề vật lí/đề vật lý/đề hóa học/đề môn",
    "EXAM_ON": "khi thí sinh/lúc thí sinh/đang làm bài/còn làm bài/vẫn làm bài/đang thi/còn thi/chưa hết giờ/trong giờ thi/trong giờ làm bài/"
    "trong lúc thi/giữa giờ thi/chưa thi xong/đang ngồi trong phòng/còn ngồi trong phòng/còn trong phòng thi/đang trong phòng thi/"
    "chưa ra khỏi phòng/chưa ra phòng thi/chưa thu bài/mới tính giờ/vừa tính giờ/mới phát đề/vừa phát đề/mới vô phòng thi/vừa vào phòng thi/"
    "đang ngồi làm/còn ngồi làm/đang ngồi thi/còn ngồi thi/đang cắm cúi làm/đang thi dở/còn đang làm/còn đang thi/"
    "chưa nộp bài/chưa hết giờ làm/chưa ra khỏi phòng thi/ngồi trong phòng thi/giữa buổi thi/trong buổi thi/"
    "giờ làm bài chưa hết/chưa hết thời gian/còn trong giờ làm",
    "EXAM_AHEAD": "trước giờ thi/trước khi thi/trước giờ/trước giờ làm bài/trước giờ phát đề",
    "OUT": "xuất hiện trên mạng/lên mạng/lan truyền/lan trên/lan ra/lan khắp/lan nhanh/lan đầy/tung lên mạng/phát tán/đăng lên/ra ngoài/đăng trên/lọt ra/"
    "đưa lên mạng/bị tung/trên mạng",
    "SHOWN": "hình chụp/ảnh chụp/bị chụp/chụp lại/chụp gửi/gửi hình/gửi ảnh/có hình/có ảnh/gửi vô nhóm/gửi vào nhóm/up lên/trong nhóm/đây nè/!nè/"
    "chuyền tay/truyền tay/đầy trong nhóm/có người gửi/share",
    "SAME": "trùng khớp/y chang/giống hệt/y hệt/đúng y/khớp với đề/trùng hoàn toàn/trùng với đề/giống từng chữ/trùng từng câu/trùng từng chữ/không sai một chữ/"
    "không khác một chữ/không sai chữ nào",
    "REAL_PAPER": "trùng với đề chính thức/đúng với đề chính thức/trùng đề chính thức/trùng với đề thật/giống đề thật/khớp với đề chính thức/khớp đề chính thức/"
    "trùng với đề thi chính thức/giống hệt đề chính thức/trùng khớp đề chính thức/trùng khớp với đề chính thức/y chang đề chính thức/y chang đề thật",
    "LEAK": "lộ đề/lọt đề/rò rỉ đề/lộ đề thi/lọt đề thi/rò đề/leak đề/đề bị lộ/đề thi bị lộ/đề bị lọt/tuồn đề/!mua đề/!bán đề/biết trước đề/biết đề trước/khoe biết đề/!trùng đề/đề rò rỉ/"
    "lộ đáp án/đề bị tung/đề lan truyền/có đề trước/đề trước giờ/bán đáp án/đề lọt/đề lộ",
}

PATTERNS: Mapping[str, str] = {
    "-": """
tại nhà chia buồn/tại nhà viếng/tại nhà thăm hỏi/tại nhà thắp hương/tại nhà động viên/rách tay áo/rách áo/chết máy/chết bình/chết đứng/biến mất lúc/biến mất hồi/biến mất trên đường/biến mất trong lúc/biến mất tại/biến mất ngay/biến mất sáng nay/biến mất chiều nay
đánh giá/đánh bóng/đánh máy/đánh dấu/đánh vần/đánh trống/đánh thức/đánh đổi/đánh rơi/đánh mất/đánh bắt/đánh răng/đánh bài/đánh đàn/đánh cờ/đánh thuế/đánh số/đánh tiếng/đánh bại
hội đồng thi/hội đồng trường/hội đồng chấm/hội đồng coi thi/hội đồng nhân dân/hội đồng xét tuyển/đá bóng/đá banh/đá hay/đá trận/đá đẹp/đá giao hữu/đá chung kết/đá bán kết/đá luân lưu/đá phạt/đá penalty/đá xuất sắc/đá vòng/đá giải/đá với/đá thắng/đá sân/đá chính/bóng đá/đá cầu/đá gà/cấp cứu viên/nước đá/trà đá/hòn đá/đá banh giao hữu
sét đánh/mổ xẻ/chết cười/chết mê/cười chết/mệt chết/thích chết/chết người ta/lo chết/đói chết/nóng chết/đẹp chết/chết thôi/đến chết/chết mất/chết dở/sống chết/chết tiệt/chết cha/chết chắc/chết toi
bắt đầu/bắt buộc/bắt kịp/bắt mắt/bắt tay/bắt chước/bắt nguồn/bắt nhịp/nắm bắt/bắt mạch/bắt gặp/bắt chuyện/bắt cặp/bắt bài
điều trị tâm lý/sốt sắng/sốt ruột/cơn sốt/gây sốt/gây sốc/cúm núm/cháy hàng/cháy vé/cháy phòng/cháy hết mình/cháy bỏng/khao khát cháy bỏng/bỏng ngô/chìm xuồng vụ/đỉnh cao/liệt kê/liệt sĩ/điểm liệt/quyết liệt/nhiệt liệt/mãnh liệt/bại liệt
phương án phòng cháy/phòng cháy/bỏng rát tình/trường quay/khao bắn/bắn tin/bắn pháo hoa/súng nước/súng đồ chơi/bắn cung/bắn bi/bắn nỏ/bắn súng/sập bẫy/sập web/sập mạng/sập nguồn/bia bắn/mổ tim miễn phí/máy bay
dạy thêm giờ/cho biết đề/được biết đề/hay biết đề/lộ đề xuất/lộ đề nghị/lộ đề án/lộ đề cử/đề tham khảo/đề thi tham khảo/đề minh họa/đề thi minh họa/đề mẫu/đề cương/đề ôn tập cuối/đề dẫn/đề từ/đề kháng
cấp cứu đuối nước/câu lạc bộ cấp cứu/điều trị răng/điều trị nha khoa/điều trị tật/điều trị cận/điều trị miễn phí/khám và điều trị/bệnh viện thăm/bán đề cương/mua đề cương/mua bộ đề/bán bộ đề
khởi tố tụng/nội thất/em chết/chết đi được/chết luôn/chết đói/nghỉ mất/bán sữa/kiếm ăn/kiếm điểm/kiếm tiền/tìm kiếm/truy kiếm/kiếm việc/kiếm sống/tiền kiếm/kiếm chác
cha mẹ đều mất/ba mẹ đều mất/ba mẹ mất/cha mất/mẹ mất/ba mất/bố mất/mất đi/mất điểm/cười muốn chết/mệt muốn chết/nóng muốn chết/đói muốn chết/buồn muốn chết/chết khô/cây chết/cá chết/lúa chết/cây cối chết/chết cây/chết yểu/trái chết
trên đường đi cấp cứu/trên đường đến bệnh viện/trên đường cấp cứu/trên đường chở đi/trên đường chuyển viện/điều trị tại nhà
đề nghị/đề xuất/đề cao/đề án/đề cử/đề tài/đề phòng/đề bạt/tiền đề/tiêu đề/đề cập/đề ra/đề đạt/tạm giữ tại/tổ cấp cứu/đội cấp cứu/sơ cấp cứu/cấp cứu trực/tủ cấp cứu/kỹ năng cấp cứu/cứu đuối/sập giá/thì mất công/thì mất thời gian/thì mất tiền/thì mất nhiều/thì mất cả
danh sách/danh hiệu/danh dự/công danh/danh tiếng/danh mục/tất cả/đáp án/đào tạo/bổ sung/tất nhiên/bạn đọc/ban đầu/đáp ứng/trường mầm non mới/bảo hiểm tai nạn/tai nạn nghề nghiệp/chết lặng/mắt đỏ hoe/đánh tráo/bỏ tù/hàng dao động/dao động/dao kéo/ca dao/lưỡi dao dư luận/dao mổ/bắt được tiền/bắt bóng/con dao hai lưỡi/bắt wifi/bắt còng/đi bắt còng/bom tấn/bom hàng/bom tạ/côn đồ chữ/đi điều trị răng/khâu chuẩn bị/khâu tổ chức/khâu nào/khâu coi thi/khâu chấm/khâu nhập điểm/khâu in sao/khâu quản lý/khâu đồ/khâu vá/may khâu/thêu khâu/khâu áo/khâu tiếp đón/khâu tuyển sinh/khâu kiểm soát/khâu ra đề/khâu thẩm định
té đập đầu/ngã đập đầu/bị té đập đầu/đụng đập đầu/tông đập đầu/trượt đập đầu/sáp nhập điểm/!sáp nhập điểm trường/chấn động não nhẹ/đập tan/đập vào mắt/tim đập/nhịp đập/đập phá/con đập/mất mạng một cửa/mất mạng internet/mất mạng wifi/mất mạng giữa/mất mạng hoài/mất mạng khi/mất mạng cả/mất mạng lúc/máy chủ chết/máy tính chết/web chết/trang web chết/mạng chết/wifi chết/pin chết/máy chết/điện thoại chết/app chết/hệ thống chết/mất lúc nào/mất hồi nào/!mất mặt/đánh cầu/đánh cầu lông/đánh banh/đánh bóng chuyền/đánh đàn/đánh chữ/đánh văn bản/đánh trận/đánh giặc/đánh liều/đánh chén/đánh giày/đánh phấn/đánh son/đánh lừa/đánh động/đánh thi đua/khi thí sinh thi xong/khi thí sinh làm bài xong/khi thí sinh đã/khi thí sinh ra khỏi/khi thí sinh rời/khi thí sinh kết thúc/khi thí sinh nộp bài/khi thí sinh vừa thi xong/lúc thí sinh ra/lúc thí sinh thi xong/đập nước/đập hộp/nhận điện thoại/bắt chéo/tiếp xúc f0/liên quan đến các ca mắc/liên quan đến ca nhiễm/liên quan đến các ca nhiễm/liên quan đến ca mắc/bắt nhịp cầu/bắt xe/bắt cóc bỏ đĩa/thầy bói/kiếm hiệp/sưng sỉa/mặt sưng/phỏng vấn/mô phỏng/phỏng đoán/đá chân/cúm gia cầm/trẻ trung/tuổi trẻ/báo tuổi trẻ/giới trẻ/con đường/con số/bạn đọc/suất học bổng/vô giáo dục/em gái mưa/bạn bè/con người/vấn đề/chủ đề/chuyên đề/con sông/con chữ
""",
    "death": """
{DEATH}
{DROWN} .. vớt được/không cứu kịp/tìm thấy thi thể/tìm thấy đều/mất/tử vong
xả súng .. người thiệt mạng/người chết/nạn nhân
vớt lên đã/tìm thấy thi thể/phát hiện thi thể/nhảy lầu tự tử/không kịp đứa nào/không kịp cứu/mất hết ba đứa/lặng lẽ ra đi/không thể cứu/vĩnh viễn ra đi/cái chết của/tang thương/đám tang
năm em còn lại .. cuốn
{MISHAP} .. {GONE}
{SURE_PUPIL}/{TEACHER} ~ mất lúc/!mất hồi/mất khi đang/mất đột ngột/đột ngột mất/mất sáng nay/mất chiều nay/mất tối qua/mất đêm qua/mất trên đường/!mất tại/!mất trong lúc/!mất ngay/mất trên bục giảng
{PUPIL}/người/{MISHAP}/nằm .. đắp chiếu/phủ chiếu/trùm chiếu/phủ mền trắng/đắp mền trắng/phủ vải trắng/đắp vải trắng
{PUPIL} ~ đã lạnh ngắt/lạnh ngắt rồi
tiễn biệt/vĩnh biệt/cúi đầu tiễn/nghẹn ngào tiễn ~ {PUPIL}
chia buồn/chia buồn sâu sắc ~ cha mẹ em/ba mẹ em/cha mẹ cháu/ba mẹ cháu/gia đình em/gia đình cháu/gia đình bạn/gia đình học sinh/gia đình nam sinh/gia đình nữ sinh
{PUPIL}/người/đã ~ rời xa thầy cô/rời xa bạn bè/rời xa gia đình/rời xa cha mẹ/rời xa ba mẹ/rời xa lớp mình/rời xa tụi mình
cứu thương/cấp cứu/khuỵu xuống/ngất .. mày đi luôn/em đi luôn/bạn đi luôn/nó đi luôn/con đi luôn
{PUPIL}/{MISHAP}/{DROWN}/vớt ~ không gọi dậy nữa/hổng gọi dậy nữa/hông gọi dậy nữa/gọi không dậy/gọi hổng dậy/gọi hông dậy/gọi hoài không dậy/gọi hoài hổng dậy
không còn mạch/mạch không còn/không bắt được mạch
ngủ/nằm/gọi/kêu ~ không dậy nữa/không thức nữa/không bao giờ dậy/không chịu tỉnh nữa/hổng dậy nữa/hông dậy nữa/ko dậy nữa
cấp cứu/cứu thương/bác sĩ/bệnh viện ~ lắc đầu/bó tay
mất một/mất hai/mất ba/mất 1/mất 2/mất 3 ~ {SURE_PUPIL} .. sụp hố/hụt chân/chìm/đuối/té sông/rớt sông/tắm sông/tai nạn/xe tông/điện giật
viện/bệnh viện/cấp cứu/trạm xá/trạm y tế ~ không kịp/không kịp nữa/không kịp rồi/hổng kịp nữa/không còn kịp/hông kịp nữa
{BATHE}/tai nạn/bị cuốn/điện giật/sét đánh/lật xe/tông .. mất hết cả ba/mất hết cả hai/mất hết cả bốn/mất cả ba/mất cả hai/mất cả bốn/mất hết ba/mất hết hai/mất luôn cả/mất hết cả nhóm/mất ba đứa/mất hai đứa/mất hết mấy đứa
""",
    "drowning": "{DROWN}\nsóng/sóng tàu/sóng ghe .. đánh úp/đánh chìm/đánh lật\n{PUPIL} .. {FALL} ~ {WATER}/kinh .. trôi mất/bị cuốn/mất dạng\n{PUPIL} .. {BATHE} .. {FISHED}\nvớt xác/vớt thi thể/vớt được thi thể/mò xác",
    "suicide": """
!tự tử/!tự sát/nhảy lầu/nhảy cầu/uống thuốc trừ sâu/uống thuốc ngủ/thắt cổ/treo cổ/!t ự t ử/để lại thư tuyệt mệnh/thư tuyệt mệnh/gieo mình/!tự vẫn/rạch tay/tự hủy hoại/tự kết liễu/uống thuốc diệt cỏ/uống thuốc cỏ
nhảy .. tầng/lầu .. để lại thư/thư tuyệt mệnh
""",
    "suicide-thought": "nghĩ tới chuyện .. tự tử\nmuốn tự tử/muốn chết/không muốn sống/hổng muốn sống/chán sống/nghĩ quẩn/!muốn biến mất/nghĩ tới cái chết/nghĩ đến cái chết/đòi tự tử/dọa tự tử/hết muốn sống",
    "grave-injury": "{GRAVE}\nmắt/con mắt/nhãn cầu/bàn tay/cánh tay/ngón tay/bàn chân/cái chân/cẳng chân ~ coi như bỏ/coi như mất/không giữ được/bị hư/hư luôn/bị vỡ/bị bể/dập nát/nát bấy/không còn nhìn thấy\nvỡ nhãn cầu/bể nhãn cầu/thủng nhãn cầu/lún sọ/lún xương sọ/phỏng độ/không nhìn lại được/không thấy đường nữa/mất vĩnh viễn thị lực\nvết cắt/vết chém/vết đâm/vết dao/vết rạch/vết cứa ~ trên cổ/vùng cổ/ở cổ/dưới sườn/vùng bụng/vùng ngực/gần mắt/ở mắt",
    "fracture": "gãy cổ tay/gãy cổ chân/gãy tay/gãy chân/gãy xương/gãy răng/nứt xương/rạn xương/gãy ngón",
    "injured": "{PUPIL}/{TEACHER} ~ bị đốt/bị chích\nđè trúng/đè lên/đổ trúng/sập trúng ~ {SURE_PUPIL}/{TEACHER}\nmáu me\n{HURT}/gãy cổ tay/gãy cổ chân/gãy tay/gãy chân/gãy xương/gãy răng/nứt xương\n{GRAVE}\nsập/đổ/rơi/trúng/đè .. {SURE_PUPIL} .. bị\n{PUPIL} .. {FALL} ~ {WATER}/sân/hố/cống/cầu/đất/tầng/lầu/cầu thang/hầm/xe\nté sông/rớt sông/té ao/rớt ao/té mương/rớt mương/rơi xuống ao/lọt mương/lọt cống/lọt hố\nrơi trúng/rớt trúng/ngã gục/té xỉu/bị tông/tông trúng/bị đập trúng/bị ngạt/ngạt khói/ngạt khí/hít khói/hít phải khói/sặc khói/ngộp khói/hít khí độc/hít phải khí/bị tai nạn giao thông/té gãy/rơi lầu\n!khâu ~ mũi",
    "hospitalised": "{HOSPITAL}\nbệnh viện/trung tâm y tế/trạm y tế .. nằm tràn/nằm la liệt/nằm chật/nằm đầy/la liệt/nằm ngoài hành lang/kín giường/hết giường\nnằm tràn hành lang bệnh viện/nằm la liệt ở bệnh viện\ntrung tâm y tế/bệnh viện/trạm y tế/bác sĩ .. nằm lại/thở oxy/thở ô xy/nằm theo dõi/giữ lại theo dõi",
    "ill": "{SYMPTOM}",
    "likewise": "{PUPIL} ~ bị y chang/bị y vậy/bị giống/cũng bị vậy/cũng bị như/cũng vậy/y chang vậy/cũng bị như vậy/cũng có triệu chứng/triệu chứng tương tự/bị tương tự",
    "poisoned": """
ngộ độc/ngộ độc thực phẩm/trúng thực/nghi ngộ độc/bị ngộ độc/trúng độc/dương tính với ma túy
{SICK_FOOD} .. {SYMPTOM}
{SYMPTOM} .. sau khi ăn/sau bữa ăn/ăn xôi/ăn bánh mì/ăn bán trú/bữa trưa/ăn trưa ở trường
nhập viện/cấp cứu .. sau bữa ăn/sau khi ăn/bán trú/do ăn/vì ăn
{SICK_FOOD} .. nhập viện/cấp cứu
""",
    "infected": "{DISEASE}\nviêm kết mạc/đau mắt hột/mắt đỏ lây/dịch mắt đỏ/dịch đỏ mắt/bệnh mắt đỏ/bệnh đỏ mắt\n{PUPIL} .. nghỉ bệnh/nghỉ ốm/nghỉ vì bệnh/đỏ mắt/mắt đỏ/chảy ghèn/đổ ghèn/bị lây\nsốt phát ban/nổi mụn nước/test nhanh dương tính/kết quả dương tính\n{PUPIL} .. có triệu chứng/nghỉ học vì sốt/nghỉ vì sốt/nghỉ học vì cúm/nghỉ vì đau mắt/nghỉ học vì đau mắt",
    "quarantined": "cách ly/f1/tiếp xúc f0/tiếp xúc gần/đi cách ly/cách ly tại trường",
    "epidemic-cluster": "ổ dịch/chùm ca/nhiều ca/lây lan/bùng phát .. {SCHOOL}\nổ dịch .. trường/lớp\nsố ca cộng dồn/chùm ca bệnh/!ổ bệnh/lây cả lớp/liên tiếp ca",
    "abduction": """
bắt cóc/bị bắt cóc/bị bắt đi/kẻ lạ bắt/dụ dỗ bắt/bắt giữ làm con tin/bắt làm con tin/khống chế con tin/bị kẻ lạ chở đi/bị chở đi mất/bị người lạ chở/bị người lạ dẫn đi/bị kéo lên xe/lôi lên xe
kẻ lạ/người lạ/thanh niên lạ/ô tô lạ/xe lạ .. chở .. {SURE_PUPIL} .. đi mất/mất tích
xách/lôi/kéo/đẩy/nhét/tống/ép/ẵm/chụp .. {SURE_PUPIL}/con bé/thằng bé/đứa bé .. lên xe/lên ô tô/lên xe hơi/vô xe/vào xe/vào ô tô .. chạy mất/chạy mất tiêu/phóng đi/phóng mất/vọt đi/vọt mất/bỏ chạy/tẩu thoát/mất hút/mất dạng
bị kéo lên ô tô/bị lôi lên ô tô/bị đẩy lên ô tô/bị ép lên ô tô/kéo lên ô tô/lôi lên ô tô/ép lên ô tô/bị đẩy lên xe/bị ép lên xe/bị kéo lên xe hơi/bị lôi lên xe hơi
kẻ lạ/người lạ/thanh niên lạ/ô tô lạ/xe lạ/người đàn ông lạ/người phụ nữ lạ .. chở mất/dẫn mất/bắt mất/bế mất/chở đi mất/dẫn đi mất/lôi lên/kéo lên/bắt đi/ép lên xe/dụ lên xe
giả người thân/giả phụ huynh/giả danh người nhà/mạo nhận là/mạo nhận/tự xưng là cậu/tự xưng là chú/tự xưng là ba/tự xưng là người nhà .. đón/rước/dắt/dẫn/chở/bế/đưa .. {SURE_PUPIL}
người đàn ông/người phụ nữ/một người/ông kia/bà kia/thanh niên/kẻ lạ/người lạ .. dắt/dẫn/bế/chở/ẵm/rước/đón/đưa .. {SURE_PUPIL} .. ra khỏi cổng/khỏi cổng/ra khỏi trường/khỏi trường/rời trường .. hổng có cậu/không có cậu/không phải người nhà/hổng phải người nhà/không phải ba/không ai quen/mạo nhận/nói là/xưng là/tự xưng/giả
{SURE_PUPIL} .. bị .. bế/bồng/ẵm/lôi/kéo/chở/dắt/xách/đẩy ~ lên xe/lên ô tô/vô xe/vào xe .. biến mất/rồi biến mất/đi biến mất/mất hút/mất dạng/mất tăm/chạy mất/vọt mất/phóng mất/chạy tuốt
{SURE_PUPIL} .. bị .. lạ mặt/người lạ/kẻ lạ/lạ hoắc .. chạy tuốt/chạy luôn/chạy mất/phóng mất/chở đi luôn
bị .. mạo nhận/giả danh/tự xưng .. đưa đi khỏi/dắt đi khỏi/chở đi khỏi/đưa khỏi/dẫn khỏi
""",
    "weapon": """
{WEAPON} .. lớp/trường/cổng trường/sân trường/hăm/dọa/cặp/đe dọa/hù
mang/đem/cầm/giấu/thủ/rút/xách/vác/thủ sẵn .. {WEAPON}
vác mác/cầm mác/vác rựa/cầm rựa/cầm phảng/vác phảng/cầm búa/vác búa/cầm gậy sắt/cầm lưỡi lê
mang dao/cầm dao/đem dao/rút dao/thủ dao/giấu dao/xách dao/vung dao/vác dao
khống chế .. hung khí
tước .. {WEAPON}
xăng ~ đòi đốt/dọa đốt/bật lửa/bật hộp quẹt/quẹt lửa/châm lửa/tự thiêu/đốt lớp/đốt trường
kêu gọi xả súng/dọa xả súng/dọa đánh bom/dọa nổ bom/dọa cho nổ
""",
    "weapon-attack": """
{STAB} .. {PUPIL}/{TEACHER}
bị đâm/bị chém/!bị bắn/bị rạch/bị bạn đâm/bị truy sát/bị chém trọng thương/đâm bạn/chém bạn/đâm chết/đâm tử vong/bị đâm chết/đâm trọng thương/đâm nhau/chém nhau/đâm gục/đâm cô giáo/đâm thầy
bị .. !đâm/chém/!bắn
{WEAPON}/cầm dao/rút dao/vung dao/xách dao .. đâm/chém/truy sát/tấn công/!bắn/lao vào
xả súng/nã súng/nổ súng .. {SCHOOL}/thiệt mạng/tử vong/nạn nhân/bị thương/người chết/học sinh
tấn công bằng dao/tấn công .. {WEAPON}
tạt/hắt/đổ/dội/xối ~ axit/a xít/acid/xăng
""",
    "collapse": """
sập/đổ sập/đổ ụp/sụp/đổ sụp/sập tường/sập trần/đổ tường/sập lan can/sập mái/đổ cổng/sập cổng/sập giàn giáo/tường đổ/cổng trường đổ/cây đổ/cây ngã/cây phượng đổ/cây bật gốc/sập sàn/trần nhà rơi/vữa rơi/sập đè/tốc mái .. trường/lớp/phòng học/học sinh/sân
trường/lớp/phòng học .. sập/đổ sập/đổ ụp/sụp/đổ sụp/tốc mái
mái/trần/tường/lan can/cổng/cầu thang/sân khấu/cây phượng/cây/bức tường/giàn giáo/khung thành/cột cờ/bảng rổ ~ sập/đổ sập/đổ ụp/sụp/đổ đè/ngã đè/đổ sụp/rơi trúng/rớt trúng/tốc mái/rớt hồi/bị rớt/đổ trúng/đổ xuống/trút xuống/ập xuống/đổ ập xuống/giáng xuống/bật gốc/ngã đổ/ngã xuống/đè trúng
mái nhà/mái tôn/trần nhà/trần lớp/trần phòng/la phông/tường/lan can/cổng/cầu thang/quạt trần/vữa/gạch ~ rơi xuống/rớt xuống/rớt trúng/rơi trúng
cành cây/nhánh cây/cành phượng ~ gãy/rơi trúng/rớt trúng/đổ
sập cầu/cầu sập/cầu bị sập/cầu treo đứt/đứt cáp/gãy nhịp/sập nhịp/nhịp giữa gãy .. học sinh/em/trường/cháu
sạt lở/sạt vùi/taluy sạt/sạt taluy/lở đất/lở núi/đất đá/bùn đất .. vùi/vùi lấp/tràn vào/đè/đổ ập .. trường/lớp/phòng học/học sinh/cô giáo/em
sập .. trần/tường/mái/lan can/cổng/sân khấu/phòng học/cầu
mảng trần/mảng vữa/mảng tường/trần phòng/trần lớp/trần nhà/cái trần/tấm trần/la phông .. rơi/rớt/!đổ
cổng trường .. rớt/!đổ/đè/ngã
""",
    "trapped": "mắc kẹt/kẹt bên trong/kẹt trong/không ra kịp/bị vùi lấp/bị kẹt/bị vùi",
    "fire": "cháy lớn/cháy phòng nội trú/đang cháy/lửa bùng/ngọn lửa bùng/lửa bao trùm/lửa bốc/lửa lan/cháy rụi/cháy dữ dội/bùng cháy/chập điện gây cháy/khói bốc/khói dày đặc/khói đen\n!cháy .. trường/lớp/phòng học/ký túc xá/nội trú/mầm non/mẫu giáo/bếp ăn\ntrường/lớp/phòng học/kho/bếp .. !cháy/bốc cháy/phát hỏa/hỏa hoạn\nhỏa hoạn/bốc cháy/vụ cháy/vụ nổ/bình ga nổ/nổ bình/phát hỏa/nổ bong bóng/nổ bình gas/nổ bóng bay",
    "sexual-abuse": "{SEXUAL}",
    "sexual-abuse-by-staff": """
{STAFF} .. {SEXUAL}
{SEXUAL} .. bởi/là/do/đối tượng là .. {STAFF}
bị .. {STAFF} .. {SEXUAL}
{STAFF} .. gọi .. vào phòng/vô phòng
{STAFF} .. rủ/dẫn/chở/kêu ~ nhà nghỉ/khách sạn
ổng/thầy ~ !hun/!sờ .. !ổng/!thầy/nữ sinh/học trò/con gái/em/bé
{STAFF} .. làm chuyện bậy/làm chuyện người lớn
mang thai/có thai/có bầu ~ do/với/nghi do/bởi .. {STAFF}
{SURE_PUPIL} .. mang thai/có thai/có bầu .. do/nghi .. {STAFF}
{STAFF} .. quan hệ tình dục/quan hệ bất chính/hôn .. nữ sinh/học sinh/trò/em
""",
    "sexual-harassment": "{TEACHER} .. nhắn tin/gạ/tán tỉnh/mặc đầm đẹp/ảnh nhạy cảm .. nữ sinh/học sinh/học trò\nảnh nhạy cảm/lộ ảnh nhạy cảm/clip nóng/ảnh nóng/ảnh khỏa thân/phim khiêu dâm/ghép mặt/bị ghép .. ảnh/phát tán/tin nhắn nhạy cảm/ảnh ghép/bị ghép\nlộ ảnh nhạy cảm/ảnh nhạy cảm/nhắn tin gạ/tin nhắn nhạy cảm",
    "child-abuse": """
{CARER} .. {HIT}/nhốt/trói/bỏ đói/bịt miệng/bóp miệng
bạo hành/nhét khăn/dốc ngược/nhốt/trói/nhồi nhét/đánh đập/bỏ quên/để quên .. bé/trẻ/cháu
bé/trẻ/cháu .. bị .. bạo hành/nhét khăn/dốc ngược/nhốt/trói/bỏ đói/bỏ quên/nhét giẻ/kéo lê/bầm tím/tát/đánh
bạo hành trẻ/bạo hành bé/bạo hành trẻ em/bỏ quên trên xe/bỏ quên trẻ/nhồi nhét thức ăn/bỏ quên bé/bị bỏ quên
camera .. cô giáo/bảo mẫu/cô .. {HIT}
bé/con mình/con tui/con em/con tôi .. đỏ hằn/bầm tím/vết bầm/dấu tay/trầy/bầm
cho trẻ ngủ/để trẻ ngủ .. nền gạch/sàn/nền nhà
""",
    "violence": "{FIGHT}\nthanh niên/nhóm thanh niên/người lạ/kẻ lạ/đối tượng/côn đồ/giang hồ/băng nhóm/đám thanh niên/người ngoài/phụ huynh/người đàn ông/!tụi/!đám/!bọn/mấy anh/mấy chị/mấy thằng/mấy đứa/nhóm .. {HIT} .. {SURE_PUPIL}/một bé/một em\n{PUPIL} .. {HIT} .. {PUPIL}\nbị .. {HIT}\n{PUPIL} .. bắt nạt/tẩy chay/cô lập/chửi/chặn đường/trấn lột/chặn lấy tiền\nbị .. tẩy chay/bắt nạt/cô lập/chê cười/chế giễu/trấn lột/đe dọa/đạp\nbạo lực .. trường học/học đường\nxô xát/chặn lấy tiền/trấn lột/chửi 1 bạn/bêu riếu/body shaming/miệt thị ngoại hình\nđấm đá/đánh liên tiếp/tát liên tiếp/đạp liên tiếp/giành đồ chơi/vặn tay/hù dọa/làm bạn gãy tay\nbị .. thanh niên/người lạ/kẻ lạ/côn đồ/giang hồ/mấy anh/mấy chị/mấy đứa/tụi/đám/bọn/lớp .. {HIT}/!đập",
    "filmed-violence": """
{FILM} .. {FIGHT}/{HIT}
{FIGHT}/{HIT} .. {FILM}
""",
    "film": "{FILM}/đoạn ghi hình/ghi hình/hình chụp màn hình",
    "spread": "{SPREAD}/đăng lại/thu hút",
    "teacher-violence": """
{TEACHER} .. {HIT} .. {PUPIL}/cả lớp/nguyên lớp/học trò/lớp
{TEACHER} .. khẽ tay/khẻ tay/khẽ vào tay/khẻ vào tay/quất/véo tai/nhéo tai/xách tai/cốc đầu/ký đầu/gõ đầu/tát tai/bợp tai/đánh đòn/vụt roi/gõ thước/đánh thước/lấy thước đánh/lấy roi đánh/cầm thước đánh/cầm roi đánh
thước/roi/cây thước/thước gỗ/thước kẻ ~ khẽ/khẻ/quất/vụt/!đánh/gõ .. cả lớp/nguyên lớp/tay/mông/{PUPIL}
{TEACHER} .. bắt/phạt ~ {PUPIL} .. quỳ/đứng nắng/thụt dầu/tự tát/liếm
{TEACHER} .. đánh/tát/vụt/!đá/!đạp/bạt tai/ném/phạt quỳ/!chửi/mắng/xúc phạm/lăng mạ/sỉ nhục/quát/đuổi/đá vô chân/kêu là/nhục mạ/phạt/bạo hành/véo/chọi
{PUPIL} .. bị .. {TEACHER} .. {HIT}/chửi/phạt/mắng/xúc phạm/quát/nhục mạ/lăng mạ/ném/bắt quỳ
bị thầy đánh/bị cô đánh/bị thầy tát/bị cô tát/cô giáo đánh/thầy giáo đánh/thầy đánh/cô đánh/thầy tát/cô giáo tát/cô tát/bắt học sinh quỳ/bắt quỳ/phạt quỳ/ép ăn phấn/ngậm bút
""",
    "assault-on-teacher": """
{HIT}/xô/tấn công/lăng mạ/chửi/xúc phạm/vây .. cô giáo/thầy giáo/giáo viên/gv/cô chủ nhiệm/hiệu trưởng/thầy/cô
cô giáo/thầy giáo/giáo viên/gv/thầy/hiệu trưởng/cô .. bị .. phụ huynh/học trò/học sinh/cha/trò/hs/ph/vây quanh .. {HIT}/xô ngã/xô/tấn công/chửi/xúc phạm/ném/tạt nước/vây/dồn/hành hung
phụ huynh/người cha/cha/người mẹ/học sinh/học trò/ph .. xông vào/xông vô/lao vào/tới trường/lao lên bục .. {HIT}/chửi/cô/thầy/giáo viên
hành hung giáo viên/hành hung cô giáo/hành hung thầy/đánh giáo viên/đánh cô giáo/đánh thầy/đánh gv/tát cô giáo/tấn công giáo viên/nhốt cô giáo
""",
    "prosecution": """
{PROSECUTE} .. {STAFF}
{STAFF} .. {PROSECUTE}
{PROSECUTE} .. trường/giáo dục/học sinh
{STAFF} .. bị cáo/tuyên phạt
""",
    "arrest": """
{ARREST} .. {STAFF}
{STAFF} ~ còng tay
{ARREST} .. cán bộ ~ sở giáo dục/sở gd/phòng giáo dục/phòng gd
{STAFF} .. đầu thú/tự thú/lệnh tạm giam/lệnh bắt
{STAFF} .. bị bắt/bắt tạm giam/bắt giam/tạm giữ/bắt khẩn cấp/bị còng/tạm giam/công an mời/lên bắt
mời .. ht/hiệu trưởng/{STAFF} .. bắt
{STAFF} .. {POLICE} .. bắt
{POLICE} .. bắt ~ {STAFF}
{CARER} .. bị bắt/bị tạm giữ/tạm giữ hình sự/bắt tạm giam/bị khởi tố
bắt/khởi tố/tạm giữ ~ {CARER}
""",
    "arrest-any": "bắt tạm giam/bắt khẩn cấp/tạm giữ hình sự/khởi tố/bị bắt/bắt giữ/bị tạm giữ/bắt rồi/công an bắt/bị can/hầu tòa/bị còng tay/công an hốt",
    "police-involved": "{POLICE} .. mời/làm việc/vào cuộc/điều tra/làm rõ/trình báo/tiếp nhận/xác minh/lấy lời khai/triệu tập/phong tỏa\ntrình báo công an/báo công an/nhờ công an",
    "discipline": """
kỷ luật/khiển trách/cảnh cáo/cách chức/buộc thôi việc/đình chỉ/tạm đình chỉ/sa thải/ngừng đứng lớp/ngưng đứng lớp/điều chuyển/kiểm điểm .. {STAFF}/học sinh/cô/giáo viên
{STAFF}/học sinh/cô .. kỷ luật/khiển trách/cảnh cáo/cách chức/buộc thôi việc/đình chỉ/tạm đình chỉ/ngừng đứng lớp/bị điều chuyển/cho nghỉ việc/tạm nghỉ dạy/kiểm điểm
bị cách chức/bị đình chỉ/đình chỉ công tác/đình chỉ học/bị kỷ luật/buộc thôi học/đuổi học/phục chức/phục hồi chức vụ/hạ hạnh kiểm
""",
    "exam-leak": """
{LEAK}
mở nhầm/bóc nhầm/xé nhầm/phát nhầm/mở ra ~ túi đề/bì đề/phong bì đề/bao đề/thùng đề .. thay vì/chứ không phải/chứ hông phải/môn khác/buổi chiều/đã đọc
{PAPER} .. nguyên văn/từ đêm trước/bị chụp/bị bán/ai đó bán/bị tuồn/y chang/nhóm luyện thi
{PAPER}/đề .. bị tung/tung lên/tuồn lên/đưa lên/bị đăng/xuất hiện/lan truyền/lan trên/phát tán/chia sẻ/rao/gửi/lọt .. trước giờ thi/trước giờ phát đề/trước khi thi/trước giờ/khi thí sinh/đang thi/đang làm bài/chưa hết giờ
ảnh đề/hình đề/bức ảnh đề .. chụp từ/bị chụp/chụp lén
trúng y đề/trúng phóc đề/trúng ngay đề/y đề sáng nay/y đề chiều nay/đúng y đề
{PAPER}/đề .. lên mạng/trên mạng/telegram/bị lộ/lọt ra ngoài/ra ngoài/nhóm kín/phát tán/đăng lên/tung lên
chụp đề/tuồn đề .. gửi ra ngoài/ra ngoài/lên mạng
đề .. giống/trùng/trùng khớp/y chang .. đề ôn/đề thật/ôn tập/đề luyện/thầy/bài giảng/đề chính thức
biết đề/khoe biết đề/có đề ~ từ tối/trước/tối qua/hôm qua/từ đêm
nghi vấn/nghi .. lộ/lọt .. đề/đáp án
đáp án/đề .. chuyển khoản/đặt cọc/ib/inbox/có liền .. đề thật/lấy từ người in/người in đề/bao trúng/trúng 100
hình đề/ảnh đề/hình chụp đề/ảnh chụp đề/tấm đề .. chạy đầy/đầy nhóm/đầy các nhóm/chạy khắp/đầy zalo/đầy mạng/tràn lan/truyền khắp
""",
    "exam-leak-content": """
ảnh/đề/hình/nội dung .. trùng khớp/y chang/giống hệt/đúng với đề chính thức/trùng với đề/y hệt/khớp với đề/trùng hoàn toàn .. đề/mã/phát ra/lúc
ảnh đề/đề/{PAPER} .. {OUT} .. {EXAM_ON}/{EXAM_AHEAD}
{EXAM_ON} .. {PAPER} .. {OUT}
{EXAM_ON} .. {OUT} .. {PAPER}
ảnh/hình/bản chụp/tấm hình/hình chụp/ảnh chụp/nội dung/đề trên mạng/bức ảnh .. {REAL_PAPER}
xác nhận .. đề .. bị lộ/lọt ra ngoài/là đề thật/đúng đề/là thật
đề thi chính thức .. bị lộ/lộ/lọt/lan truyền
phần đọc hiểu/đoạn văn/câu hỏi/phần đề/nội dung đề/hình đề/ảnh đề/bản chép .. xuất hiện trong nhóm/lan trong nhóm/truyền trong nhóm/chuyền trong nhóm/chuyền tay trong nhóm/xuất hiện ở nhóm/lên nhóm .. trước/chưa thi
lộ nguyên đề/lộ cả đề/đúng y đề/y chang đề/giống y đề/giống hệt đề thi
đưa đề thi lên/gửi đề thi ra/chụp đề gửi ra/chụp đề thi gửi/gửi đề ra ngoài/đưa đề lên mạng/tuồn đề ra ngoài
điểm thi/phòng thi/thí sinh .. chụp bài/chụp đề/chụp câu ~ gửi ra ngoài/gửi ra/tuồn ra/chuyển ra ngoài
đang thi/đang làm bài .. đề .. lan/trên mạng/lên mạng
giải giùm/giải dùm/giải giúp/ai giải/giải hộ .. đang ngồi trong phòng thi/đang trong phòng thi/đang ngồi thi/đang thi/còn trong phòng thi
chụp trong phòng/chụp hình trong phòng/hình trong phòng/chụp từ phòng thi/chụp trong phòng thi ~ gửi ra/đưa ra/tuồn ra/chuyền ra
""",
    "exam-running": "{EXAM_ON}",
    "paper-shown": "khoe/đăng/có/tung/gửi/lộ ~ ảnh đề/hình đề/ảnh chụp đề/hình chụp đề/nguyên đề/mặt giấy đề\n{PAPER} .. {SHOWN}/{SAME}\n{SHOWN} ~ {PAPER}",
    "exam-error": """
đề .. sai/lỗi/thiếu/nhầm/hai đáp án/cùng đúng/có vấn đề/sai sót/sơ suất/ngoài chương trình/vượt chương trình/in mờ/không giải được
đề sai/đề lỗi/sai đề/lỗi đề/chấm sót/chấm sai/nhập điểm/sai điểm/nhập nhầm/cộng nhầm/cộng điểm nhầm/phát nhầm đề/phát đề nhầm/phát đề chậm/đính chính trễ/hai đáp án đúng/điểm sai/điều chỉnh điểm/chấm nhầm/in sai/thiếu đề
thí sinh .. hưởng trọn
sai sót .. chấm/điểm/đề/thi
điểm .. báo về/nhầm/sai/lộn
""",
    "device-cheating": "gian lận/quay cóp/tai nghe siêu nhỏ/cúc áo gắn camera/thi hộ/thi thuê/giải hộ/phao thi/sửa điểm/nâng điểm/chạy điểm/dùng điện thoại giải/công nghệ cao .. thi/đề/điểm/bài\nnâng điểm/sửa điểm/chạy điểm/gian lận thi cử/thi hộ/sửa học bạ/đình chỉ thi\nđiện thoại .. phòng thi/giải đề/chụp đề",
    "fees": """
lạm thu/thu sai/thu trái/các khoản thu/khoản đóng/khoản thu/quỹ lớp/quỹ trường/quỹ phụ huynh/phí tự nguyện/tiền trường/thu tiền/đóng tiền/tự nguyện bắt buộc/phụ thu/xã hội hóa bắt buộc/hội phí/thu ngoài/tiền quỹ/tiền máy lạnh/tiền đồng phục/thu phí
bắt/ép/buộc/đòi .. mua/đóng/nộp
mua .. của trường/ở căn tin/trong trường/căng tin/căn tin
đóng .. k/ngàn/nghìn/triệu/tr
tự nguyện ~ mà/nhưng .. ghi sẵn/ấn định/bắt/ép/chia đều/tối thiểu/ai cũng phải/phải đóng/phải nộp
thu thêm/đóng thêm/góp thêm/bắt góp ~ k/ngàn/nghìn/triệu/tr/trăm
""",
    "extra-classes": "dạy thêm/học thêm/ép học thêm/lớp học thêm/phụ đạo thu tiền/trù dập/lớp dạy thêm/đi học thêm/bắt học thêm",
    "corruption": "tham ô/tham nhũng/hối lộ/thông đồng/nâng giá/kê khống/lập khống/rút ruột/ăn chặn/bớt suất/chi sai/chi khống/đấu thầu/bằng giả/văn bằng giả/chạy biên chế/chạy trường/lót tay/biển thủ/chiếm đoạt/hóa đơn khống/gây thiệt hại/nhận tiền/để ngoài sổ/sai phạm/trục lợi/hoa hồng/bằng cấp ba giả/bòn rút/chui vô túi/bớt mỗi suất/bớt xén/thất thoát",
    "forged-notice": "thông báo/công văn/văn bản/giấy/tờ/ghi âm/quyết định .. có ký hồi nào đâu/có ký gì đâu/có gửi gì đâu/có ra gì đâu/đâu có ký/đâu có gửi/đâu có ra/không hề ký/không hề gửi/không hề ra/hổng có ký/hông có ký/không có ký/không hề ban hành\ngiả giọng/nhái giọng/giọng giả/giọng thầy giả/giọng cô giả/ghép giọng/giọng nói giả\nghi âm/giọng nói/clip/cuộc gọi .. giống hệt giọng/giống y giọng/y hệt giọng .. nghỉ học/đóng tiền/chuyển tiền/chuyển khoản\nvăn bản giả/công văn giả/thông báo giả/giả mạo văn bản/văn bản giả mạo/giấy giả/giả chữ ký/giả con dấu/quyết định giả/tin giả/tin bịa/tin vịt/con dấu mờ/mộc đỏ/cắt ghép chữ ký/làm giả/mạo danh sở/thông báo nghỉ học giả/giả mạo công văn/con dấu giả/lịch nghỉ giả\nvăn bản/công văn/thông báo/giấy/quyết định .. !là giả/giả mạo/bị làm giả/thiệt hay giả/thật hay giả/!bịa/bị cắt ghép/!giả",
    "rumour": "thực hư/tin đồn/nghe đồn/!đồn/nghe nói/nghe đâu/nghe bảo/đồn thổi/thất thiệt/chưa kiểm chứng/tung tin/rộ tin/nghi vấn",
    "protest": "biểu tình/đình công/ngừng việc/phản đối/tụ tập/giăng bảng/treo băng rôn/căng băng rôn/vây trường/chặn cổng/kéo tới trường/kéo đến trường/đơn tập thể/ký đơn/làm đơn/khiếu nại tập thể/ký tên/bãi khóa/tập thể phụ huynh",
    "boycott": """
cho/giữ/bắt/để .. con/trẻ/cháu/học sinh/con em/đứa/bé/tụi nhỏ .. nghỉ học/ở nhà/nghỉ ở nhà/nghỉ hết/nghỉ ngang/nghỉ luôn
không cho/chưa cho/không đưa/chưa đưa/không chịu cho/chưa chịu cho/chưa ai chịu cho/chưa đồng ý cho/không đồng ý cho/từ chối cho/nhất quyết không cho/kiên quyết không cho/không để/không dám cho/chưa dám cho/không dám đưa/hổng cho/hông cho/hổng dám cho/không muốn cho .. con/trẻ/cháu/học sinh/con em .. đi học/đến trường/tới lớp/đến lớp/tới trường/vô học/ra lớp/đi tập trung/đi khai giảng/đi tựu trường/tựu trường/đi nhập học
!chỉ ~ {PUPIL} ~ đến lớp/tới lớp/đến trường/tới trường/vào lớp
chỉ có/chỉ còn/vỏn vẹn/lèo tèo/lác đác .. {PUPIL} .. đến lớp/tới lớp/đến trường/tới trường/vô lớp/vào lớp
bãi khóa/sân trường vắng/trường vắng hoe/vắng hoe/nghỉ học tập thể/đồng loạt nghỉ học/nghỉ học phản đối/trường trống trơn/lớp vắng tanh/nghỉ sạch/không có đứa nào tới học/không có đứa nào đi học/không có em nào tới lớp/không có em nào đến lớp/không có học sinh nào đến lớp/vắng bóng học sinh/không bóng học trò/không bóng học sinh/không một bóng học sinh/không một bóng học trò/ở nhà hết
vắng/vắng mặt/nghỉ học ~ {PUPIL}
{PUPIL} .. vắng/vắng mặt/vắng học
trẻ ở nhà/học sinh ở nhà/các em ở nhà/mấy em ở nhà/các cháu ở nhà/mấy cháu ở nhà/con ở nhà hết
vắng hơn nửa/vắng gần nửa/vắng quá nửa/vắng phân nửa/vắng gần hết/vắng nửa lớp/vắng nửa trường/vắng hơn phân nửa
{PUPIL} .. chưa tới lớp/chưa đến lớp/phải ở nhà/vẫn ở nhà/đều ở nhà/còn ở nhà/ở nhà hết/ở nhà phản đối/nghỉ ở nhà/không đến lớp/không tới lớp/chưa đến trường/không tới trường/không đến trường/không vào lớp/không vô lớp/không chịu vào lớp
nghỉ học/không đến lớp/không vào lớp/bỏ học ~ để phản đối/nhằm phản đối/vì phản đối
{PUPIL} .. nghỉ học ~ để/nhằm ~ phản đối
""",
    "boycott-cause": "chặn cổng/vây trụ sở/đòi giữ trường/kéo tới trường/kéo ra cổng trường/phản đối/sáp nhập/!dẹp/!dời/gộp trường/gộp điểm/gộp điểm trường/nhập trường/nhập điểm trường/bỏ điểm trường/bỏ trường/xóa điểm trường/dời điểm/qua trường mới/giữ lại trường/giữ lại điểm/dồn trường/dồn điểm/dồn điểm trường/dồn lớp/trả trường lại/dẹp điểm trường/không đồng ý/bức xúc/biểu tình/giăng bảng/tin giả/giấy giả/bắt cóc/công văn giả/thông báo giả/văn bản giả/tin đồn/tờ thông báo/!giả/giả mạo",
    "data-leak": "lộ thông tin/lộ dữ liệu/lộ bảng điểm/rò rỉ dữ liệu/rao bán dữ liệu/danh sách lộ/bị tuồn/lộ danh sách/lộ lọt/rò rỉ thông tin/đánh cắp dữ liệu/bị lộ số điện thoại/dữ liệu học sinh/tuôn lên telegram/tuồn lên\nlộ .. dữ liệu/số điện thoại/danh sách/thông tin/căn cước/cccd\ncccd/sdt/số điện thoại/danh sách .. bị lộ/lộ/rao bán/tuồn/tuôn lên",
    "scam": "nhận điện thoại/nhận cuộc gọi/cuộc gọi/gọi điện báo/gọi báo/xưng cô giáo/xưng thầy giáo/xưng giáo viên/xưng là giáo viên .. chuyển/giục chuyển/đòi chuyển ~ triệu/tiền/viện phí/khoản\ngiả mạo trang/trang web giả/chiếm đoạt .. phụ huynh/gia đình\nsập bẫy/lừa tiền/lừa phụ huynh/con đang cấp cứu/tự xưng/giả danh/mạo danh/lừa đảo/mắc bẫy/bị lừa/trang giả/giả tên miền/lấy tên và logo/xưng thầy/xưng là thầy/xưng là giáo viên/fanpage giả/đòi mã otp/nhập mã otp",
    "hack": "bị hack/tin tặc/hacker/mở phim/chiếu phim/xâm nhập lớp học/phá lớp học/vô mở phim/chiếm quyền/tấn công mạng/lớp học bị phá/kẻ lạ chiếu",
    "admission-complaint": "trái tuyến/suất học/chạy trường/cổng tuyển sinh/rớt oan/xếp hàng nộp/lấy số/không có tên/quá tải tuyển sinh/không nhận hồ sơ/từ chối nhận/thiếu chỗ học/bốc thăm suất/xin vô lớp chọn/lớp chọn\nhộ khẩu .. trường/cò\nnộp hồ sơ/nộp hs .. xếp hàng/lỗi/treo/trang web/thức trắng\ntuyển sinh/đăng ký .. báo lỗi/quá tải/lỗi/sập/thức trắng/nghẽn",
    "textbook-error": "sách .. sai/lỗi/nhầm/in sai/bị chê/phản cảm/khó hiểu/tối nghĩa/thiếu\nsách giáo khoa/sgk/sách toán/sách tv .. thiếu/hết hàng/chưa có/chưa về/chậm/bán kèm/đắt/mua lẻ/trang\nthiếu sách/chưa có sách/sách lậu/sách giả/sai sót sách giáo khoa/hết sách/vẫn thiếu sách\nbài thơ .. bị chê/khó/tối nghĩa",
    "supply-problem": "học sinh/lớp/khối .. chưa có/vẫn chưa có/không có/thiếu ~ sách/sách giáo khoa/sgk/bàn ghế/phòng học/giáo viên\ntrường/lớp/sân trường/phòng học/nhà vệ sinh ~ ngập/ngập nước/bị ngập\nthiết bị .. chưa về/chậm/hỏng/thiếu\nxây .. chưa xong/dở dang/bỏ hoang/bỏ dở/ì ạch\nbê tông lòi sắt/lòi sắt/!dột/học nhờ/xuống cấp/sắp sập/nứt tường/không nhà vệ sinh/nhà vệ sinh hôi",
    "unsafe-building": "tường/bức tường/vách/lan can/trần/mái/mái hiên/cầu thang/phòng học/dãy phòng/dãy lớp/cột/cổng trường/sân khấu/nhà vệ sinh/nhà đa năng/hàng rào/khu nội trú/nhà nội trú/cây phượng/cây bàng/cổ thụ/mảng vữa/xà nhà/nền lớp ~ nứt/nghiêng/nứt nẻ/nứt toác/nứt toạc/bong tróc/xiêu vẹo/sụt lún/!võng/mục ruỗng/mục nát/mối ăn/sắp sập/sắp đổ/chực đổ/chực sập/lung lay/nghiêng ngả/lòi sắt/rò điện/rỉ điện/chực rơi",
    "staff-complaint": "hợp đồng .. hết hạn/thấp thỏm/ký lại\ngiáo viên/gv/thầy cô/cô nuôi/nhân viên .. kiến nghị/khiếu nại/kêu cứu/ký đơn/chậm tăng lương/thấp thỏm/bị cắt hợp đồng/bị loại/làm đơn/bị ép\nbị điều chuyển/cắt hợp đồng/chậm tăng lương/bị điều đi\nxét thăng hạng .. loại/rớt/trượt/oan/bất công/không công bằng/tố",
    "unpaid-wages": "nợ lương/chậm lương/chưa có lương/chưa nhận lương/chưa trả lương/không có lương/chậm trả lương/nợ tiền/chưa thanh toán/chưa nhận tiền/chưa trả\nlương/tiền tăng giờ/tiền dạy thêm giờ/phụ cấp/tiền .. chưa trả/chưa nhận/nợ/chậm/chưa có/giam",
    "food-quality": "suất ăn/khay cơm/bữa ăn/phần ăn/bữa cơm/suất/bếp ăn .. lèo tèo/vài lát/lõng bõng/ôi thiu/có dòi/giòi/thối/bẩn/hết hạn/kém chất lượng/bị bớt/thiếu/ít/mốc/chụp/thịt bẩn\nthực phẩm bẩn/thịt thối/cơm có dòi/ôi thiu/thịt ôi/sữa hết hạn/sữa hỏng",
    "closure": "nghỉ học/đóng cửa trường/tạm đóng cửa/trường đóng cửa/dừng đến trường/học trực tuyến/ngưng dạy trực tiếp/tạm nghỉ/tạm dừng đến trường/nghỉ ở nhà/phong tỏa trường/đóng cửa/dừng bán trú/chuyển sang học trực tuyến/cho nghỉ",
    "substance": "ma túy/thuốc lá điện tử/vape/hút pod/hút cỏ/bóng cười/bia rượu .. học sinh/trường/lớp/nhà vệ sinh/wc/em\nhọc sinh/hs/em/nhóm/nam sinh .. hút pod/thuốc lá điện tử/ma túy/cần sa/bóng cười/vape/hút/nghiện",
    "unlicensed": "không phép/chưa được cấp phép/không giấy phép/hoạt động chui/chui/trái phép/chưa cấp phép .. trẻ/nhóm lớp/nhóm trẻ/trường/cơ sở/trung tâm\nnhóm lớp/nhóm trẻ/cơ sở/trung tâm/trường .. không phép/chưa được cấp phép/hoạt động chui/chưa cấp phép/không giấy phép",
    "service-complaint": "quát/thái độ/hành dân/lên xuống/đi lại .. cán bộ/lần/hồ sơ/quầy\nhồ sơ .. chưa có kết quả/thiếu một tờ/lần thứ/mất/thất lạc/ngâm\nđi lại năm lần/lần thứ 4/lần thứ tư/app .. lỗi/trống trơn/thu phí/đóng tiền/đơ/bắt tải\nbắt tải/ép tải/báo lỗi hoài/cán bộ .. quát/đuổi/gác chân/hách dịch/quăng hồ sơ",
    "official-denial": """
{AUTHORITY} .. bác bỏ/bác tin/phủ nhận/khẳng định không/không ban hành/khẳng định không có/cải chính/là giả/là tin giả/không đúng/sai sự thật/không chính xác/không cử/tin bịa/bịa đặt
bác bỏ/bác tin/phủ nhận .. thông tin/tin đồn/văn bản/tin
không có chuyện/không có việc .. {AUTHORITY}/cho học sinh/học sinh/bến tre
là văn bản giả mạo/là văn bản giả/là tin giả/là tin bịa/không ban hành văn bản này
""",
    "official-confirmation": """
{AUTHORITY} .. {CONFIRMS}
theo ~ trung tâm y tế/công an/bệnh viện/báo cáo/cơ quan điều tra/bác sĩ/ubnd/hiệu trưởng/sở y tế/sở giáo dục/phòng giáo dục/sở gd đt/phòng gd đt/nhà trường/chính quyền
trung tâm y tế/trạm y tế/bệnh viện/bác sĩ ~ tiếp nhận/chẩn đoán
{AUTHORITY} .. phải dừng thu/dừng thu/trả lại tiền/hoàn trả
kết quả kiểm tra/kết quả xác minh/kết quả điều tra .. cho thấy/xác định
kết luận thanh tra/khởi tố/cơ quan điều tra cáo buộc/công an .. mời/tạm giữ/bắt
""",
    "correction": "xin lỗi bạn đọc/cáo lỗi/xin cáo lỗi/thành thật cáo lỗi/rút lại tin/gỡ tin đã đăng/tòa soạn xin lỗi/thành thật xin lỗi bạn đọc/thu hồi bài/rút bài/đính chính thông tin/đính chính tin/đính chính bài/cải chính thông tin/cải chính tin/tin đã đăng là sai\ntòa soạn/báo/ban biên tập/kênh/page/trang/fanpage/admin/quản trị/trang tin/tạp chí/bài báo/tụi mình/chúng tôi .. đính chính/cải chính/gỡ bài/gỡ bỏ bài/gỡ tin/xóa bài/đăng sai/gỡ bài cũ/viết sai/ghi sai/ghi nhầm/viết nhầm/đăng nhầm/đưa tin sai/rút tin/rút bài",
    "good-deed": "cứu bạn/cứu sống/nhặt được/trả lại/dũng cảm cứu/hiến máu/tặng quà/trao học bổng/quyên góp/gương sáng/tấm gương/huy chương/giải nhất/hết lòng/giúp đỡ/thủ khoa/tri ân/trao tặng/nhảy xuống cứu/đoạt giải/nhặt của rơi/vượt khó/được tuyên dương/khen thưởng",
    "at-school": """
tại trường/trong trường/ở trường/trong lớp/tại lớp/trong sân trường/sân trường/giờ ra chơi/cổng trường/ngay cổng trường/trong khuôn viên/khuôn viên trường/nhà vệ sinh trường/lớp học/phòng học/hành lang/trong giờ học/trong nhà vệ sinh/trong phòng thi/trong giờ/trong nhà trường/điểm thi/phòng thi/trong ký túc xá/sân chơi của trường
vào lớp/vô lớp/vào trường/vô trường/trong lúc học/giữa giờ/giữa lớp/đang học/giờ ngủ trưa/ở lớp/giờ thể dục/tiết thể dục/tiết học/trước cổng trường/ngủ trưa/giờ chơi/ra chơi/bếp trường/căn tin/trong tiết/học tại lớp/ở trường học/phòng học lớp
tầng/lầu/sân/lan can .. trường
trường/thcs/thpt/tiểu học/trường học .. té/rơi/rớt/ngã/nhảy/lọt/gieo mình ~ lầu/tầng/lan can/sân thượng
phòng thực hành/phòng thí nghiệm/phòng bộ môn/phòng máy tính/phòng tập của trường/nhà đa năng/phòng nội trú/ký túc xá/nhà ăn của trường/đứng lớp/lên lớp/đang dạy/đang giảng bài/đang chấm bài/phòng hội đồng/tại phòng làm việc/trong phòng làm việc/phòng hiệu trưởng/phòng giám hiệu/phòng y tế của trường/nhà xe của trường
trường học .. súng
lan can tầng/lan can lầu/cầu thang trường/lan can trường/bục giảng/nhóm trẻ/cơ sở mầm non/lớp mầm non/nhà trẻ/giờ học/trường vườn trẻ
xả súng .. trường
bể bơi/hồ bơi .. trường
xông vào trường/xông vào lớp/đột nhập trường/đột nhập lớp
""",
    "school-activity": """
xe đưa đón/xe đưa rước/xe đưa đón học sinh/xe của trường/xe trường/trải nghiệm/tham quan/dã ngoại/ngoại khóa/cắm trại/lễ khai giảng/khai giảng/bế giảng/lễ chào cờ/hội khỏe/hội trại/bán trú/giờ thể dục/đi thực tế/trong giờ bơi/học bơi/chuyến tham quan/hoạt động trải nghiệm/trường tổ chức/nhà trường tổ chức/cho trường/giúp trường/theo phân công của/theo yêu cầu của thầy/theo yêu cầu của cô/đi tham quan/thi thể thao/xe chở học sinh/lễ bế giảng/xe hợp đồng/giờ bơi/tiết bơi/buổi bơi/tập văn nghệ/dọn vệ sinh trường/lớp bơi
do trường/do nhà trường ~ tổ chức
""",
    "outside-school": "ở nhà/tại nhà/nhà riêng/sau nhà/ngoài đường/trên đường/dịp lễ/nghỉ hè/bờ sông/ra sông/tắm sông/sau giờ học/quán/công viên/dịp tết/tắm biển/mương/ao/cuối tuần/bãi biển/trên đường đi học/trên đường về/đi học về/bờ đê/bãi đất trống/chung cư/nhà trọ/khu trọ/khách sạn/căn hộ/nhà nội/nhà ngoại/nhà mình/nhà bạn/nhà hàng xóm/nhà người quen/ngoài trường/ngoài giờ học/nhảy cầu",
    "subject-pupil": "{SURE_PUPIL}/em học sinh/thiếu niên/em nhỏ/học lớp/em lớp/lớp 1/lớp 2/lớp 3/lớp 4/lớp 5/lớp 6/lớp 7/lớp 8/lớp 9/lớp 10/lớp 11/lớp 12/trẻ em/đứa/mấy em/các em/bé trai 4 tuổi/bé/trẻ nhỏ/tuổi học/con trai/con gái/anh em ruột/chị em ruột/sau giờ học/đi học",
    "subject-teacher": "giáo viên/gv/cô giáo/thầy giáo/hiệu trưởng/gvcn/nhà giáo/cô chủ nhiệm/thầy chủ nhiệm/thầy hiệu trưởng/cô hiệu trưởng/thầy/bảo mẫu/cô nuôi/bảo vệ trường/hiệu phó",
    "subject-staff": "{STAFF}/{CARER}",
    "subject-worker": "công nhân/tài xế/thợ hồ/thợ xây/người dân/nông dân/người đàn ông/người phụ nữ/cụ ông/cụ bà/người chồng/người vợ/khách hàng/chồng của/vợ của/chồng/thợ điện/bảo vệ công ty/ngư dân/sinh viên",
    "no-victim": "không ai bị thương/không ai bị sao/không ai bị gì/không có ai bị thương/không có thương vong/hổng ai bị gì/may không ai/không ai sao/không em nào bị thương/ko ai bị gì/không ai bị/không gây thương vong/không có em nào trong phòng/đưa nhỏ về hết/lúc trống tiết/không có học sinh nào bị thương/kịp thời ngăn chặn/giựt kịp/khống chế kịp",
}
