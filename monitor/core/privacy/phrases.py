"""What a syllable of given names begins when it is no name: "an toàn", "hoa hậu", "thu tiền".

A sentence's first word has a capital whatever it is. Where it may be a name, the word behind it decides: one of these,
and it is a word; any other, and it counts as a name.
"""

from __future__ import annotations

_BEGINNINGS = """
an: toàn ninh tâm ủi lành táng vui sinh cư
bảo: vệ hiểm đảm tồn vật mật tàng quản lãnh trì lưu dưỡng hành trợ mẫu là
băng: rôn đĩa giá tuyết keo
bằng: khen cấp cách chứng lòng tốt lái giá
biên: bản giới soạn chế lai tập phòng chép
bình: thường tĩnh luận đẳng quân yên chọn phương phẩm an ổn thản sữa xăng gas nước minh chữa
bích: chương họa
bông: hoa băng hồng gòn
ca: sĩ khúc làm sáng chiều trực nhiễm ngợi tụng dao nhạc mổ bệnh học dạy cao nước
cảnh: sát báo giác tượng quan cáo vệ này đó
cầm: đồ đầu chừng dao theo tay
cao: đẳng điểm nguyên cấp ốc trào nhất hơn tuổi thủ su quá
cần: thiết phải có giúp tìm thêm gấp tuyển làm sớm tăng chú xem một người bán mua
căn: cứ cước nhà bệnh phòng tin
cẩm: nang thạch
chất: lượng vấn liệu thải kích độc đốt cấm
chi: tiết phí tiền đoàn bộ cục nhánh trả hội ủy tiêu phối viện bằng
chiến: tranh dịch đấu sĩ thắng lược thuật lợi trường công
chính: quyền sách phủ trị thức xác là vì tôi thống chủ nhờ đáng em cô mình
chuẩn: bị mực y hóa đầu rồi
chung: kết cư tay cuộc quy sức tôi ta cho một vui khảo quanh lớp
chương: trình mới sách một hai
chức: danh vụ năng
chấn: chỉnh thương động
công: an ty tác việc nhân nghệ bằng khai đoàn văn chức
công: trình lý tâm sở cụ cộng bố tố điện lao sức ước viên của dân nhận lập
cúc: áo
cường: độ điệu quốc
danh: sách hiệu tiếng dự tính sĩ nhân lam mục
dân: số chủ tộc quân cư làng ca trí phòng vận mạng mình quê tình chúng ta ở
diễn: ra viên đàn biến thuyết tập văn đạt
diện: tích mạo
dung: lượng nhan dịch túng
dũng: cảm khí
duy: nhất trì có chỉ
duyên: hải dáng số
đăng: ký tải bài lên nhập tin báo clip
đẹp: quá trai gái mặt lòng
điền: vào kinh dã
điện: thoại lực máy ảnh tử thắp
điều: này đó tra kiện hành trị chỉnh dưỡng lệ khiển động phối gì mà đáng ước lạ quan
định: hướng kỳ mức nghĩa kiến vị mệnh luật đi
đại: học diện hội biểu đa úy tá tướng lý dịch lộ lễ học bàng dương gia khái học đội
đạt: giải được chuẩn điểm danh kết thành loại tỷ hơn trên danh giải loại
đình: chỉ công làng đám thần
đoan: trang
đông: đảo đúc người vui nhất nam bắc trùng hơn quá xuân tây
đồng: chí nghiệp phục hành thời loạt bào ý tình tiền bằng hồ ruộng đội hương lòng phạm đại nát tác
độ: tuổi dài ẩm khó
đức: tính hạnh độ dục
gấm: vóc
gia: đình cảnh hạn tăng sư súc cầm tộc nhập vị
giang: hồ sơn mai
giao: thông lưu dịch tiếp thừa bài hàng nhiệm diện hữu cho con quyền
giáp: tết ranh với
hà: tiện khắc cớ mã
hải: quan sản đảo quân trình
hạ: tầng sốt cánh chí giá nhiệt
hạnh: phúc kiểm
hành: động vi trình khách hung lý chính hạ lang tỏi trang hương
hào: hứng quang nhoáng phóng
hân: hoan hạnh
hằng: ngày năm tuần tháng
hậu: quả môn cần vệ bối trường duệ covid cung
hiền: lành hòa từ tài
hiển: nhiên thị
hiếu: thảo học khách thắng động kỳ chiến
hiệu: trưởng quả phó lực ứng ăn bộ suất
hiệp: hội định sĩ
hoa: hậu khôi quả tươi hồng mắt sen màu văn phượng lan hướng nở kiểng
hòa: bình hợp nhã giải thuận đồng mình nhập tan giọng nhạc
hoài: nghi niệm bão
hoàn: cảnh thành toàn tất thiện trả
hoàng: hôn hậu tử cung gia
hoan: hô nghênh hỉ
hoạt: động hình
hồng: ngoại trần hào
hợp: đồng tác lý lệ nhất tuyển tình
hùng: vĩ hồn biện hổ hậu
huấn: luyện thị
huyền: thoại bí ảo diệu sử đề
thùy: mị
diệu: kỳ vợi
tuấn: tú mã
khiêm: tốn nhường nhượng
khôi: ngô phục
khải: hoàn huyền
dũng: sĩ mãnh
phục: hưng
chấn: hưng
hòa: nhã
trang: nhã facebook fanpage mạng tin
tao: nhã
kỳ: diệu
anh: dũng
trí: dũng
đức: mẫn
minh: mẫn
sư: huynh
hưng: phấn thịnh
hương: vị thơm khói hồn ước lộ
hưởng: ứng thụ lợi
hữu: nghị ích hạn
khả: năng thi nghi quan
khoa: học trương cử mục nội ngoại cấp nhi
khánh: thành tiết kiệt
khởi: tố công đầu nghiệp động kiện
kiên: trì quyết cường nhẫn định
kiệt: sức quệ tác
kim: loại chỉ ngạch cương tiêm tự
kính: gửi mời thưa trọng chào chúc mong yêu mắt đề báo
kỳ: thi lạ thị diệu vọng nghỉ họp này trước sau quặc
lạc: hậu đường quan lối đề mất
lam: lũ
lan: tỏa truyền man can rộng
lành: lặn mạnh tính
lâm: vào nghiệp sản bệnh thời
lập: tức trường luận lại hồ biên kế nhóm trình công
lệ: phí thuộc
liên: quan hệ lạc tục đoàn tiếp kết hoan tưởng đội bang minh hợp
linh: hoạt cảm động thiêng tinh kiện hồn vật
loan: tin báo
lợi: dụng ích nhuận thế hại
lộc: xuân
long: trọng lanh đong
luân: phiên chuyển
luận: văn điểm án bàn
lực: lượng học sĩ
lương: tâm thiện thực tháng giáo hưu y của thấp
ly: hôn kỳ dị thân nước khai
lý: do thuyết luận giải lịch tưởng lẽ thú lắc
mai: mốt sau mối táng một này là mình tui con em các lớp trường vàng thi mấy phục
mạnh: mẽ dạn thường khỏe tay miệng ai
mẫn: cảm cán
minh: bạch chứng họa oan mẫn
mơ: ước mộng màng hồ
mỹ: thuật phẩm mãn quan
nam: sinh giới nữ thanh nhi châm bộ thì giáo nghệ tính
ngân: hàng sách quỹ hà
nghĩa: vụ là trang tình cử địa của
nghi: ngờ vấn phạm can thức lễ án là con án phạm
nghị: định quyết lực sĩ
ngoan: cường ngoãn hiền
ngôn: ngữ từ
ngữ: văn pháp
nguyên: nhân tắc do tử liệu văn bản tiêu cả là phó đán kế hiệu giám
nguyện: vọng cầu
nhã: nhặn nhạc ý
nhân: viên dân dịp vật cách ái tài đạo lực nghĩa phẩm loại chứng quyền đây rộng văn ngày tiện
nhẫn: nại tâm
nhật: ký báo thực trình
nhi: đồng khoa nữ
nhu: cầu nhược
nữ: sinh giới công hộ tính quyền hoàng sĩ nhi trang
nhung: nhớ lụa
phát: hiện động biểu triển sinh huy ngôn thanh hành quà cho âm tán súng bệnh cơm giấy minh tờ sóng thưởng
phi: lý công pháp thường vụ nghĩa cơ tần
phong: trào cách tục cảnh bì tỏa phú bao ba
phú: quý hào
phúc: lợi tra khảo hậu đức tinh
phòng: học giáo cháy khám ngừa chống trọ thi này khi y bệnh
phụng: dưỡng
phương: pháp án tiện hướng châm ngôn trình thức
phượng: vĩ nở đỏ
phước: đức
quân: đội sự nhân dân khu phục
quang: cảnh vinh minh
quốc: gia hội tế phòng khánh lộ kỳ ca
quyền: lợi trẻ hạn lực được con anh trưởng
quyết: định tâm liệt
quý: vị phụ khách mến thầy nhà ba mạnh độc cô hóa hiếm
rạng: sáng rỡ đông
sắc: màu bén tộc
sen: nở
sơn: móng nước tường
song: song sinh thân hành
sương: mù gió
sử: dụng sách
tài: liệu khoản chính sản xế năng trợ lẻ công giỏi
tâm: lý sự trạng huyết bão thần hồn tư nguyện thư
tân: sinh cử binh trang hiệu bí
tấn: công
tạo: điều ra cho hình
tập: thể trung huấn
tế: bào nhị
thái: độ bình
thanh: tra niên toán lý minh thiếu khiết lọc xuân thản
thành: phố công tích viên lập ra thật phần tựu đạt ủy hội đoàn thử quả
thảo: luận nguyên dược nào
thắm: thiết
thắng: lợi thua cảnh giải kiện
thân: nhân mật thiện thương ái mời thể chào gửi thế hình phận
thạch: rau cao
thiên: nhiên tai đường vị hạ
thiện: nguyện chí cảm ác
thiết: bị kế nghĩ thực
thịnh: hành vượng
thọ: giới
thông: tin báo tư qua thường cảm minh điệp dịch cáo lệ hiểu suốt
thống: nhất kê trị
thơ: ca ấu mộng
thơm: quá phức ngon
thu: nhập phí tiền hút hồi học sang chi giữ xếp gom đông bao hộ lố quỹ thêm hoạch nợ này về dọn mua
thuận: lợi tiện
thủy: lợi sản triều chung đậu điện
thư: viện ký mời ngỏ giãn tố của này kêu gửi
thực: tế hiện phẩm ra đơn sự hành chất hư
thục: nữ
thương: mại em tâm tích con quá cháu binh lái cảm nhớ cho tổn hại vong hiệu bé lượng thay mấy các
thường: xuyên trực thì vụ thức ngày là
thưởng: phạt cho nóng tết
tích: cực hợp lũy
tiên: tri phong học
tiến: hành bộ độ sĩ tới trình
tiền: học ăn bạc lương tuyến đạo công đâu thì này đóng quỹ án bối của
tín: dụng nhiệm hiệu
tình: trạng hình cảm yêu huống nguyện bạn người tiết cờ thương nghĩa
tỉnh: đoàn ủy ta này
tinh: thần hoa tế
toàn: trường tỉnh quốc bộ thể là văn diện dân huyện xã ngành cầu thân lớp
tố: cáo giác chất
trang: bị thiết web phục trí trọng trại chủ này phây cá
trâm: cài
trí: tuệ nhớ thức lực
trinh: thám tiết
trình: độ diễn bày duyệt báo tự
trọng: tâm lượng tài thưởng đại
trúc: đào xanh
trung: tâm bình thu học ương thực thành cấp niên tá úy sĩ tướng tuần vệ
trực: tiếp tuyến ban thăng
trà: sữa đá đạo
tú: tài
tuấn: tú
tuyên: truyền dương bố án thệ
tuyến: đường này xe 1 2
tuyển: sinh dụng chọn thủ thêm
tuyết: rơi
tường: thuật trình tận rào vây nhà
tưởng: niệm tượng đâu rằng là
tùng: tùng
tùy: theo tình
uyển: chuyển
văn: hóa phòng bản học nghệ minh thể bằng thư hoa chương
vân: tay vân
vàng: mã bạc
vi: phạm khuẩn rút tính
viên: chức mãn
vinh: dự danh quang
vĩnh: viễn
việt: nam
vọng: cổ
vượng: khí
xinh: đẹp quá xắn
xuân: về này tình sang
xuyên: suốt tạc
ý: kiến thức nghĩa là tưởng của em thầy cô kiến
yên: tâm bình tĩnh ổn
yến: tiệc sào
ánh: sáng mắt nắng đèn
ân: hận cần
huy: chương hiệu động hoàng
lãnh: đạo thổ hội cảm địa
nhạc: sĩ công kịch cụ nền
hộ: khẩu ông bà nghèo gia chiếu sinh
"""


def _phrases() -> frozenset[str]:
    lines = (line.split(": ") for line in _BEGINNINGS.strip().splitlines())
    return frozenset(f"{first} {second}" for first, rest in lines for second in rest.split())


PHRASES = _phrases()
"""Two words, lower case, with accents."""
