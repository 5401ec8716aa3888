"""What goes wrong in the business of schools: arrests, leaked papers, fees, forgeries, quarrels, supplies.

Written as `classifiers.facts.patterns.table` says.
"""

# ruff: noqa: E501 - one expression a line, however long

from __future__ import annotations

from collections.abc import Mapping

AFFAIRS: Mapping[str, str] = {
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
    "arrest-any": "bắt tạm giam/bắt khẩn cấp/tạm giữ hình sự/khởi tố/bị bắt/bắt giữ/bị tạm giữ/bị tạm giam/bắt rồi/công an bắt/bị can/hầu tòa/bị còng tay/công an hốt",
    "police-involved": "{POLICE} .. mời/làm việc/vào cuộc/điều tra/làm rõ/trình báo/tiếp nhận/xác minh/lấy lời khai/triệu tập/phong tỏa\ntrình báo công an/báo công an/nhờ công an",
    "discipline": """
kỷ luật/khiển trách/cảnh cáo/cách chức/buộc thôi việc/đình chỉ/tạm đình chỉ/sa thải/ngừng đứng lớp/ngưng đứng lớp/điều chuyển/kiểm điểm .. {STAFF}/học sinh/cô/giáo viên
{STAFF}/học sinh/cô .. kỷ luật/khiển trách/cảnh cáo/cách chức/buộc thôi việc/đình chỉ/tạm đình chỉ/ngừng đứng lớp/bị điều chuyển/cho nghỉ việc/tạm nghỉ dạy/ngừng dạy/ngưng dạy/tạm ngừng dạy/tạm ngưng dạy/dừng dạy/kiểm điểm
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
đề cương ôn/đề cương ôn tập/đề cương ôn thi/đề cương ôn thử/tài liệu ôn/tài liệu ôn thi/bài ôn/phiếu ôn/bộ đề ôn .. trùng/trùng khớp/giống/giống hệt/y chang/y hệt .. đề chính thức/đề thi chính thức/đề thật/đề thi thật
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
điểm thi/phòng thi/thí sinh .. chụp gửi ra/chụp rồi gửi ra/chụp lén gửi ra/chụp nhắn ra/chụp tuồn ra/chụp chuyền ra/chụp đưa ra
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
    "exam-missed": """
thí sinh/{SURE_PUPIL}/các em/mấy em .. không được vào phòng thi/không được vô phòng thi/không được dự thi/bị lỡ môn/lỡ môn thi/lỡ buổi thi/bị từ chối dự thi/không kịp giờ thi/không được thi
thi/thí sinh .. đóng cổng/khóa cổng/trễ/chậm .. không cho vô/không cho vào/không cho thi/hổng cho vô/hông cho vô
""",
    "treated-without-consent": """
vẫn chích/vẫn tiêm/bị tiêm/bị chích/được tiêm/được chích/đã tiêm/tự ý tiêm/tự ý chích/ép tiêm/ép chích/vẫn nhỏ thuốc/vẫn cho uống/tự ý cho uống .. chưa đồng ý/không đồng ý/hổng đồng ý/chưa đồng thuận/chưa có sự đồng ý/không ký/chưa ký/chưa được phép/không hỏi ý/không xin phép
không đồng ý/hổng đồng ý/chưa đồng ý/không ký/chưa ký .. vẫn chích/vẫn tiêm/cứ tiêm/cứ chích/vẫn bị tiêm/vẫn bị chích/vẫn cho uống/vẫn nhỏ thuốc
tiêm/chích/cho uống thuốc ~ khi chưa đồng thuận/khi chưa đồng ý/khi cha mẹ chưa/khi phụ huynh chưa/khi gia đình chưa
""",
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
chặn cổng/rào cổng/khóa cổng/bịt cổng/lấp cổng/vây trường/chặn lối vào trường .. {PUPIL} .. không vào được lớp/không vào được trường/không vô được lớp/không vô được trường/phải quay về/phải ra về/đứng ngoài cổng
{PUPIL} .. phải quay về/phải ra về/không vào được lớp/không vô được lớp/đứng ngoài cổng .. cổng trường/cổng ~ bị chặn/bị rào/bị khóa/bị bịt/chặn kín/giăng kẽm gai/bị một hộ dân/bị người dân/bị gia đình
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
}
