"""Groups of phrases that many expressions share: `{PUPIL}`, `{HOSPITAL}` and the like."""

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
    "người xem/cõi mạng/triệu lượt/nghìn lượt/ngàn view/lan chóng mặt/share/lan ra/lan tùm lum/lan đầy/tùm lum zalo/tùm lum mạng/đầy các nhóm/truyền tay nhau/khắp nhóm/khắp các nhóm/gửi khắp/chạy khắp/chuyền khắp/khắp zalo/khắp mạng/khắp facebook/khắp group",
    "POLICE": "công an/cảnh sát/cơ quan điều tra/cơ quan csđt/viện kiểm sát/ca phường/ca huyện/ca xã",
    "AUTHORITY": "công an/cảnh sát/cơ quan điều tra/trung tâm y tế/trạm y tế/bệnh viện/bác sĩ/trung tâm kiểm soát bệnh tật/sở y tế/ubnd/ủy ban nhân dân/nhà trường/"
    "hiệu trưởng/ban giám hiệu/bgh/sở gd đt/sở giáo dục/sở gd/bộ gd đt/bộ giáo dục/phòng gd đt/phòng giáo dục/phòng gd/lãnh đạo xã/chính quyền/"
    "đại diện trường/chủ tịch xã/chủ tịch huyện/chủ tịch ubnd/cơ quan chức năng/trường/cdc/viện kiểm sát/sở/lãnh đạo sở/đại diện nhà trường/"
    "phó hiệu trưởng/chủ tịch phường/đại diện sở/lãnh đạo trường/thanh tra/kết luận thanh tra/chủ tịch hội đồng coi thi/chủ tịch hội đồng thi/ban chỉ đạo thi/ban chỉ đạo kỳ thi/trưởng điểm thi",
    "SAYS": "cho biết/xác nhận/thông tin/thông báo/khẳng định/báo cáo/thừa nhận/cho hay/nói/kết luận/ghi nhận/chỉ ra/công bố",
    "CONFIRMS": "cho biết/xác nhận/thông tin/thừa nhận/cho hay/kết luận/ghi nhận/báo cáo/đã báo cáo/nhận thiếu sót/nhận khuyết điểm/nhận sai sót",
    "SYMPTOM": "đau bụng/!ói/!nôn/nôn ói/ói mửa/buồn nôn/tiêu chảy/nôn mửa/!sốt/chóng mặt/đau đầu/xỉu/!ngất/ngất xỉu/co giật/khó thở/đi ngoài/"
    "phát ban/nổi mẩn/nổi mụn nước/nổi bóng nước/!choáng/mệt lả/ói tới tới/ói miết/tào tháo rượt/tào tháo đuổi/bị tào tháo/bị ói/trúng thực/thở dốc/thở gấp/thở nhanh/co quắp/cứng ngắc/cứng tay/tê tay/tê chân/tê tay chân/tím môi/môi tím/say nắng/tụt huyết áp/mệt và sốt/trúng gió/lạnh bụng/ói sau bữa/ói sau khi/ói liên tục/ói quá trời/em sốt/cháu sốt/bé sốt/sốt cao/bị sốt",
    "SHAME": "cắt tóc/hớt tóc/xởn tóc/xẻo tóc/cắt phăng tóc/cắt mái tóc/cạo đầu/cạo trọc/cạo tóc/nhổ tóc/đeo bảng/đeo biển/đeo tấm bảng/bêu tên/bêu trước/bôi mực/bôi son/lột khăn quàng/"
    "bắt bò/bò quanh/tự vả/tự tát/bắt cởi/cởi áo/liếm đất",
    "IN_PUBLIC": "sân cờ/dưới cờ/chào cờ/sân trường/trước toàn trường/trước cả trường/trước lớp/trước cả lớp/trước mặt cả/giữa lớp/giữa sân/bục giảng/trước mấy trăm/trước hàng trăm",
    "SIBLINGS": "anh em/chị em/anh em ruột/chị em ruột/hai em/hai bé/bệnh nhi",
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
    "đều mất tại chỗ/không qua được/mất r/thì mất/đã tắt thở/mất trên đường/cứu không kịp/hổng kịp/đã ngừng thở/chết thương tâm/bị sát hại/ngừng tuần hoàn/không cứu được/cứu không được/hổng cứu được/hông cứu được/mãi mãi ra đi/mãi mãi không về/lìa đời/lìa trần/trút hơi thở cuối/trút hơi thở/không giữ được mạng/không giữ được tính mạng/không qua nổi/vong mạng/tim ngừng đập/vĩnh viễn nằm lại/không còn thở/không còn thở nữa/đã hết thở/không bao giờ tỉnh lại/mất ngay tại chỗ/mất ở bệnh viện/mất trong bệnh viện/mất tại bệnh viện/mất trên bàn mổ/lo hậu sự/khâm liệm/bỏ lại ba mẹ/đi không kịp trăn trối/không còn dấu hiệu sự sống/không còn sự sống/khăn tang/tang trắng/đưa tang/đều đã không còn",
    "DROWN": "lũ cuốn/lũ quét cuốn/bị lũ cuốn/lũ ống cuốn/đuối nước/chết đuối/chết chìm/bị nước cuốn/nước cuốn/bị nước cuốn trôi/lật xuồng/bị cuốn vào vực/sụp hố nước/chìm xuồng/chìm cả hai/chìm cả ba/chìm hết/chìm luôn cả/lật thuyền/chìm thuyền/thuyền lật/thuyền chìm/thuyền bị lật/lật phà/chìm tàu/lật đò/chìm đò/đò chìm/đò lật/lật ghe/chìm ghe/ghe chìm/ghe lật/xuồng lật/xuồng chìm/chìm ở đáy/chìm dưới đáy/nằm dưới đáy hồ/nằm đáy hồ/chìm dưới hồ/mất tích khi tắm/mất tích lúc tắm/mất tích trên sông/mất tích dưới sông/sóng đánh úp/sóng đánh chìm/tàu đánh úp/nước xiết cuốn",
    "GRAVE": "chấn thương sọ não/đa chấn thương/nguy kịch/hôn mê/trọng thương/thương nặng/gãy đốt sống/gãy cột sống/gãy cổ/gãy mũi/"
    "bỏng nặng/phỏng nặng/phẫu thuật/mổ cấp cứu/mù mắt/hỏng mắt/mất thị lực/đứt lìa/bị liệt/liệt nửa người/liệt hai chân/thương tật/vỡ lá lách/dập phổi/thủng ruột/bất tỉnh/mất ngón/"
    "gãy đùi/chấn thương nặng/chấn thương đầu/chấn thương cột sống/chấn thương sọ/xuất huyết não/ghép da/khâu bốn mũi/khâu năm mũi/mất máu nhiều/"
    "phải mổ/dập nát/giập nát/rách màng nhĩ/vỡ màng nhĩ/bỏng độ/gãy xương chậu/vỡ xương chậu/gãy xương sườn/gãy hai xương sườn/gãy ba xương sườn/gãy mấy xương sườn/gãy mấy cái xương sườn/gãy xương đùi/đứt gân/thập tử nhất sinh/rạch mặt/bị thương nặng/hư mắt/lòi ruột/cụt tay/vỡ sọ/ngưng tim/chấn động não/nằm hồi sức/phòng hồi sức/khoa hồi sức/hồi sức tích cực/điều trị tích cực/thở máy/điếc một tai/điếc tai/mất thính lực/thủng màng nhĩ/dập gan/gãy xương sọ/nứt sọ/nứt xương sọ/bể sọ/chảy máu tai/chảy máu não/tụ máu não/liệt tứ chi",
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
    "PROSECUTE": "khởi tố/truy tố/lãnh án/tuyên phạt/bị can/hầu tòa/ra tòa/bị cáo/đề nghị truy tố/năm tù/vướng lao lý/bị truy nã/lệnh truy nã/lĩnh án/tù giam/án tù/cơ quan điều tra khởi tố",
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
