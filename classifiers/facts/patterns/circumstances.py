"""Who says so, where it was and whom it befell: no event by themselves.

Written as `classifiers.facts.patterns.table` says.
"""

# ruff: noqa: E501 - one expression a line, however long

from __future__ import annotations

from collections.abc import Mapping

CIRCUMSTANCES: Mapping[str, str] = {
    "official-denial": """
{AUTHORITY} .. bác bỏ/bác tin/phủ nhận/khẳng định không/không ban hành/khẳng định không có/cải chính/là giả/là tin giả/không đúng/sai sự thật/không chính xác/không cử/tin bịa/bịa đặt
bác bỏ/bác tin/phủ nhận .. thông tin/tin đồn/văn bản/tin
không có chuyện/không có việc .. {AUTHORITY}/cho học sinh/học sinh/bến tre
không phải .. như lời đồn/như tin đồn/như đồn thổi/như đồn đoán
là văn bản giả mạo/là văn bản giả/là tin giả/là tin bịa/không ban hành văn bản này
""",
    "official-confirmation": """
{AUTHORITY} .. {CONFIRMS}
theo ~ trung tâm y tế/trạm y tế/cdc/công an/bệnh viện/báo cáo/cơ quan điều tra/bác sĩ/ubnd/hiệu trưởng/sở y tế/sở giáo dục/phòng giáo dục/sở gd đt/phòng gd đt/nhà trường/chính quyền
trung tâm y tế/trạm y tế/bệnh viện/bác sĩ ~ tiếp nhận/chẩn đoán
{AUTHORITY} .. phải dừng thu/dừng thu/trả lại tiền/hoàn trả
kết quả kiểm tra/kết quả xác minh/kết quả điều tra .. cho thấy/xác định
kết luận thanh tra/khởi tố/cơ quan điều tra cáo buộc/công an .. mời/tạm giữ/bắt
{POLICE} .. khống chế/vây bắt/bắt quả tang/tước hung khí .. người/đối tượng/nghi phạm/thanh niên/nam sinh/kẻ
""",
    "correction": "xin lỗi bạn đọc/cáo lỗi/xin cáo lỗi/thành thật cáo lỗi/rút lại tin/gỡ tin đã đăng/tòa soạn xin lỗi/thành thật xin lỗi bạn đọc/thu hồi bài/rút bài/đính chính thông tin/đính chính tin/đính chính bài/cải chính thông tin/cải chính tin/tin đã đăng là sai\ntòa soạn/báo/ban biên tập/kênh/page/trang/fanpage/admin/quản trị/trang tin/tạp chí/bài báo/tụi mình/chúng tôi .. đính chính/cải chính/gỡ bài/gỡ bỏ bài/gỡ tin/xóa bài/đăng sai/gỡ bài cũ/viết sai/ghi sai/ghi nhầm/viết nhầm/đăng nhầm/đưa tin sai/rút tin/rút bài",
    "good-deed": "cứu bạn/cứu sống/nhặt được/trả lại/dũng cảm cứu/hiến máu/tặng quà/trao học bổng/quyên góp/gương sáng/tấm gương/huy chương/giải nhất/hết lòng/giúp đỡ/thủ khoa/tri ân/trao tặng/nhảy xuống cứu/đoạt giải/nhặt của rơi/vượt khó/được tuyên dương/khen thưởng",
    "at-school": """
tại trường/trong trường/ở trường/trong lớp/tại lớp/trong sân trường/sân trường/giờ ra chơi/cổng trường/ngay cổng trường/trong khuôn viên/khuôn viên trường/nhà vệ sinh trường/lớp học/phòng học/hành lang/trong giờ học/trong nhà vệ sinh/trong phòng thi/trong giờ/trong nhà trường/điểm thi/phòng thi/trong ký túc xá/sân chơi của trường
vào lớp/vô lớp/vào trường/vô trường/trong lúc học/giữa giờ/phút đầu giờ/giờ truy bài/ngồi bàn chót/ngồi bàn cuối/ngồi bàn đầu/ngồi cùng bàn/giữa lớp/đang học/giờ ngủ trưa/ở lớp/giờ thể dục/tiết thể dục/tiết học/trước cổng trường/ngủ trưa/giờ chơi/ra chơi/bếp trường/căn tin/trong tiết/học tại lớp/ở trường học/phòng học lớp
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
    "no-victim": "không ai bị thương/không ai bị sao/không ai bị gì/không có ai bị thương/không có thương vong/hổng ai bị gì/may không ai/không ai sao/không em nào bị thương/không em nào trúng/không ai trúng/không trúng ai/không trúng em nào/không trúng đứa nào/hông trúng đứa nào/hổng trúng đứa nào/không ai hề hấn/không em nào hề hấn/ko ai bị gì/không ai bị/không gây thương vong/không có em nào trong phòng/đưa nhỏ về hết/lúc trống tiết/không có học sinh nào bị thương/kịp thời ngăn chặn/giựt kịp/khống chế kịp",
}
