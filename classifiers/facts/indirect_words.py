"""The words in which grave events are told without being named: one list a slot, read by `classifiers.facts.indirect`.

Phrases are divided by `/` and may hold groups of an expression; `!` before one: not in texts typed without accents,
where it would be another word; `?`: only in those. `…` stands for up to three words, `N` for a number, `BIG` for one from ten up, `NOT` for
the ways to say no. Written from how people of the delta tell such things.
"""

# ruff: noqa: E501 - one thought a line, however long

from __future__ import annotations

MOURNED = (
    "áo liệm/tẩm liệm/khâm liệm/nhập quan/quan tài(?! chính)/áo quan/cỗ quan/di quan/động quan/hạ huyệt/nấm mộ/ngôi mộ/nấm đất/(?:dãy|hàng|bia|cái|bên|khu|thăm|ra) mộ/mộ (?:phần|bạn|em|con|nó|bé)/"
    "mồ yên/nghĩa trang/nghĩa địa/đất thánh/chôn cất/(?:đem|lo|đi) chôn/chôn (?:ở|con|em|cháu|chiều|sáng)/đưa (?:\\w+ )?ra (?:đồng|mộ|đất|nghĩa)/!an táng/!mai táng/hỏa táng/hỏa thiêu/lò thiêu/tro cốt/hũ cốt/"
    "lư hương/bát nhang/bát hương/bàn thờ/trang thờ/(?:hình|ảnh|di|làm|tấm|khung) (?:thờ|ảnh thờ)/di ảnh/(?:nén|đốt|thắp|cây|mùi|khói|ba cây|cắm) nhang/nhang khói/nén hương/thắp hương/"
    "khăn tang/khăn trắng/khăn sô/vải sô/!(?:đồ|áo|vành|để|chịu|nhà|rạp|xe|đưa|cờ|ban|băng) tang/tang (?:lễ|gia|trắng)/?(?:xe|dua|nha|vanh|khan) tang/cáo phó/phúng (?:điếu|viếng)/(?:đi|đến|tới|vô|ra|đoàn) viếng/vòng hoa/!(?:hoa|bông) (?:trắng|cúc trắng|huệ)/"
    "(?:che|dựng|căng|bắt|muợn bạt dựng) rạp (?:trước|tang|trong|ngay|cho em|cho con|sát|cạnh|kề|liền)/mượn bạt dựng rạp/đám ma/đưa đám/trống kèn/kèn đám/tụng kinh/cầu siêu/cầu hồn/lễ cầu nguyện/thất (?:đầu|thứ|hai)/49 ngày/cúng (?:thất|cơm|tuần)/"
    "yên nghỉ/an nghỉ/yên giấc/ngủ yên/siêu thoát/về với (?:chúa|phật|đất|ông bà|trời)/lên (?:thiên đàng|thiên đường)/mặc niệm/(?:cái|chiếc|mua|đóng|nắp|khiêng|cỗ) hòm/hòm (?:nhỏ|con|trắng)/!tiễn (?:đưa em|em|bạn|biệt)/?tien (?:\\w+ ){1,3}lan cuoi/"
    "(?:ngang|cổng|về|ghé|qua) (?:\\w+ )?trường lần cuối/(?:mặt|tiễn|gặp|nhìn|ôm|chào) … lần cuối/được yên lặng/giấy báo tử/khai tử/chứng tử/vàng mã/giấy tiền/hậu sự/lo đám/chia buồn/nỗi đau này/xin vĩnh biệt/"
    "(?:phóng|rửa) … hình/hình thẻ … phóng/ôm (?:cái )?(?:cặp|áo|hình|đôi dép|chiếc dép) (?:nó|con|em)/ngất lên ngất xuống/(?:thả|đặt|cắm|để) (?:\\w+ )?(?:bó |bông |cành )?hoa (?:cúc|trắng|xuống|trên|ngay|lên|ở)/đang thả hoa/còn thả hoa/cờ rủ/trắng đen/nền đen/nhà (?:xác|lạnh|đòn|vĩnh biệt)/hiến (?:giác mạc|tạng|xác)/ký giấy hiến/đốt (?:\\w+ ){0,4}(?:cho|theo) (?:con|nó|em|bạn|cháu)/(?:im|yên lặng) một phút/(?:bốn|ba|hai|mấy|N) vòng hoa/áo (?:quan|liệm)/về (?:với )?(?:biển|sóng)"
)
"""What people do and have at a burial."""

CLASSMATES = (
    "bạn (?:cùng|chung) (?:bàn|lớp|trường)/(?:cả|nguyên) lớp/lớp (?:tụi|mình|t|em|con|nó|tui)/học trò/học sinh/đồng phục/(?:cái|chiếc) cặp/áo trắng/khăn quàng/giấy khen/tổng kết/điểm danh/bàn học/"
    "cô chủ nhiệm/thầy chủ nhiệm/lớp N/bạn học"
)
"""Whom the mourning or the wound is of, or who mourns."""

ABSENT = (
    "(?:điểm danh|đếm lại|đếm tới đếm lui|đếm đầu|kiểm lại|xếp hàng lại) … (?:còn|thiếu|hụt|mất|không ai|hổng ai|chỉ)/đếm (?:được|còn) N/(?:bới|kéo|moi|vớt|khiêng|cứu|lôi) (?:\\w+ )?được N/(?:lên xe|đi) về (?:còn|có) N/lúc về còn/khi về còn/về tới nơi còn/"
    "(?:thiếu|hụt|mất|vắng) (?:một|mất một|đi một|1|hai|2|ba) (?:đứa|em|bạn|người|bé|cháu|o|cô|thầy)/chỉ thiếu/(?:bàn|ghế|chỗ ngồi|hàng ghế) (?:\\w+ ){0,3}(?:để trống|bỏ trống|bỏ không|sáng nay trống|nay trống)/(?:bàn|ghế|chỗ) trống (?:của|trong lớp|cuối lớp|cạnh|bên)/không ai (?:dám )?ngồi/"
    "NOT (?:ai |có ai |còn ai )?(?:thưa|dạ|trả lời|ra điểm danh)/NOT (?:kịp |còn |bao giờ )?(?:về|ra|lên|tới|vô|xuống) (?:\\w+ ){0,2}nữa/NOT (?:thấy|kịp) (?:\\w+ )?(?:ra|lên|ngoi|trồi|nổi|về)/(?:đọc|gọi|kêu) (?:\\w+ )?(?:tên|tới số) (?:\\w+ ){0,5}(?:không|hổng|dừng|im)/vắng (?:một|mất một|đi một) (?:đứa|em|bạn)/(?:giờ|tới giờ|vẫn) chưa thấy/tự về với/NOT (?:ngoi|nổi|trồi) lên/NOT về (?:tới|được)/"
    "NOT bao giờ (?:về|tới|đến|quay|trở|ra|được gặp)/(?:ở|nằm|kẹt) lại (?:dưới|trong|trên|luôn)/(?:còn|bị|mắc) kẹt/(?:gọi|kêu) … NOT (?:trả lời|thưa|ra|nghe)/(?:ngồi|đứng) dậy N/N … (?:ngồi|đứng|bò) dậy/(?:mò|lặn|tìm|kiếm) (?:\\w+ )?NOT (?:thấy|ra|gặp)/"
    "chưa (?:tìm|mò|kiếm|vớt) (?:thấy|được|ra) (?:em|bé|cháu|đứa|bạn|nó|người)/mất dấu/mất hút/mất tăm/mất dạng/chỉ (?:vớt|tìm|thấy|còn) (?:\\w+ )?(?:dép|cặp|giày|nón|áo|xe)/(?:cái|chiếc|đôi) (?:dép|cặp|giày|nón) (?:\\w+ )?(?:trôi|nổi|nằm lại|bên bờ|trên bờ)/"
    "(?:chỉ|còn) (?:có )?(?:một|1|hai|2|ba|3) (?:đứa|em|bạn) (?:về|lên|ra|bơi|chạy|thoát)/(?:cặp|tập|xe đạp|dép|áo) (?:\\w+ ){0,2}(?:còn nguyên|còn đó|còn y|vẫn còn)/NOT chịu ngồi (?:\\w+ ){0,2}bàn/đi (?:mãi|hẳn)/NOT (?:còn )?trở (?:về|lại) (?:từ|sau|nữa|với)/bỏ (?:tụi|mẹ|ba|má|lớp) (?:\\w+ )?(?:đi|lại)/một chuyến không về"
)
"""Somebody is not among the others any more."""

STILL = (
    "(?:im|nín) (?:ru|re|hơi|bặt|lịm|thin thít)/nằm (?:yên|im|bất động|thẳng|sấp|úp|ngửa) (?:\\w+ )?/bất động/mềm (?:xèo|nhũn|oặt)/!người lả/lạnh (?:ngắt|tanh|toát|cứng|như)/cứng (?:đơ|ngắc|còng)/tím (?:tái|ngắt|rịm|bầm|đen|ngoét)/(?:chuyển|mặt|môi|người|mày|da) (?:\\w+ )?(?:tím|xanh|tái)/"
    "(?:ngưng|ngừng|hết|không|hổng|chưa|không còn) thở/tắt hơi/hơi cuối/buông (?:thõng|xuôi)/thõng tay/NOT (?:còn )?(?:nhúc nhích|cử động|cựa|phản ứng)/NOT buông ra/(?:thì|là|rồi|liền) gục/gục (?:luôn|tại|ngay|giữa|xuống (?:bàn|đất|sân|cỏ|nền|bục))/ôm ngực (?:nằm|ngã|té|gục)/nằm (?:xuống )?dưới đáy/nằm đáy/dưới đáy (?:hồ|ao|sông|ngó|nằm)/xuống đáy nói/nín thở lâu/mắt mở/chưa tự thở/không tự thở/(?:té|ngã|đổ) (?:gục|vật|sấp|xuống đất)/"
    "NOT (?:bao giờ |thấy |chịu )?(?:thức|dậy|tỉnh|mở mắt)/(?:gọi|kêu|lay|vỗ) (?:\\w+ ){0,3}NOT (?:dậy|tỉnh|thức|nghe|thưa)/hấp hối/thoi thóp/vuốt mắt/nhắm mắt/(?:phủ|trùm|đắp|đậy|kéo|che) (?:\\w+ ){0,3}(?:tấm bạt|chiếu|mền|khăn trắng|vải trắng|áo dài|áo khoác|qua đầu|kín mặt|kín đầu)/!phủ bạt/kéo rèm xe/áo khoác (?:\\w+ )?che/người ta đắp/"
    "quay đầu (?:xe|về|lại)/trả về/đem về nhà/lắc đầu/bó tay/NOT (?:còn )?kịp (?:nữa|rồi|với|cứu|thở)/thì (?:không|hổng|đã không) kịp/(?:đứa|em) (?:kia |đó )?(?:không|hổng) kịp/đã muộn/quá muộn/muộn rồi/muộn với/trễ (?:mất )?rồi/về tới (?:\\w+ )?là tắt/rồi thôi/(?:ép|nhồi) tim/hà hơi/hô hấp nhân tạo/NOT (?:còn )?(?:nhịp|mạch)/ngưng tim/tim ngừng/mới (?:đưa|vớt|kéo|mò|tìm) (?:\\w+ )?(?:được|thấy) (?:\\w+ ){0,3}(?:lên|em|bé|cháu|đứa|bạn|nó)/"
    "sùi bọt/trợn (?:mắt|trắng)/trào bọt/sôi bọt/co giật/giật đùng/NOT cứu (?:được|kịp|nổi)/cứu NOT/mở trừng/bác sĩ NOT (?:cứu|làm|dám|nói|biết)/bs NOT (?:cứu|làm)/(?:kim|máy) (?:\\w+ )?đường thẳng/chỉ còn (?:cái )?xác/tới nơi thì (?:đã|nó|con|em)/sống thực vật/chết não/khiêng (?:vô|ra|lên|về)/(?:vớt|mò|moi|bới) (?:\\w+ )?(?:được|đặng|lên|thấy|ra) (?:\\w+ ){0,2}(?:em|đứa|nó|bạn|con|cháu|thầy|cô|N)/(?:gặp|thấy) (?:em|cô|thầy|nó|con|bé|cháu) (?:\\w+ ){0,2}(?:ở|nằm|dưới|ngồi|trôi|nổi)"
)
"""How a body lies that breathes no more, and what helpers do and say then."""

MISHAP = (
    "!tông/(?:bị|xe|ben|tải|khách|máy) tông/tông (?:vô|trúng|thẳng|ngang|từ)/!quẹt/(?:bị|xe) quẹt/gầm xe/(?:bánh|gầm|đuôi|đầu) (?:xe|container|bồn|ben)/dưới (?:gầm|bánh)/chui (?:đuôi|gầm)/(?:đâm|húc|cán|lao|phóng|ủi) (?:vô|vào|thẳng|trúng|qua|xuống)/(?:đụng|ủi) xe/xe (?:đụng|ben|bồn|tải|khách|lu|cẩu|ủi)/container/mất thắng/đứt thắng/"
    "lật (?:xe|xuồng|ghe|đò|úp|nhào|ngang)/(?:xe|xuồng|ghe|đò|bè|phà|tàu) (?:\\w+ )?(?:lật|úp|chìm|vỡ|chao)/chìm (?:xuồng|ghe|đò|dần|xuống)/(?:bị|nước|sóng|dòng) cuốn/cuốn (?:ra|đi|mất|phăng|trôi)/đánh (?:tạt|úp|dạt)/(?:sụp|lọt|rớt|té|rơi|ngã|trượt|hụt) (?:hố|chân|sông|mương|ao|rạch|kênh|giếng|cống|hầm|hồ|biển|xuống|trúng|từ|khỏi|lầu|ra)/"
    "hụp xuống/nhảy (?:cầu|xuống|lầu|sông|theo|ra)/xuống (?:sông|rạch|mương|ao|hồ|kênh|nước|suối|biển|giếng|bến)/tắm (?:sông|biển|rạch|ao|hồ|bến|kênh|suối|mương|truồng)/(?:lội|bơi) (?:qua|ra|sông|xuống|theo)/hồ bơi/đáy hồ/nước (?:ròng|xiết|lớn|chảy|sâu)/bến (?:đò|sông|phà|nước)/đuối/"
    "bật gốc/(?:đổ|sập|ập|trút|giáng|rớt|rơi|ụp) (?:xuống|ra|trúng|sập|đè|ngay|lên)/!sập/(?:trần|mái|tường|lan can|ban công|cổng|cột|khung thành|xà|dầm|la phông|quạt|cây|nhánh|bồn nước|bảng rổ|giàn giáo|sân khấu|vách|cầu thang|kệ|tủ) (?:\\w+ ){0,3}(?:xuống|đổ|sập|rớt|rơi|ngã|gãy|bung)/"
    "bê tông/gạch đá/đống đổ/(?:bới|moi|đào|cuốc) (?:\\w+ )?(?:ra|lên|gạch|đất|bê tông)/(?:đè|đập|trúng) (?:trúng|lên|ngay|ngực|đầu|bụng|cổ|mạn sườn|gáy|thái dương|màng tang)/cùng rớt/khói (?:\\w+ )?(?:lên|đen|mù|đặc)/(?:cháy|lửa|hỏa) (?:phòng|nhà|lớp|bốc|bén|lan|hoạn|phừng)/(?:tiếng|phát|bình|nồi|bếp) nổ/nổ (?:bình|chai|tung|banh|cái|lớn)/bình gas/"
    "!sét/sét (?:đánh|giáng)/(?:điện|chạm|rò|hở) (?:giật|điện)/giật điện/(?:dây|trụ|tủ|ổ|cột) (?:điện|đèn)/(?:cúp|kéo|ngắt|tắt|giật) cầu dao/cọng dây (?:\\w+ )?(?:trần|điện)/khựng lại/hở điện/"
    "(?:nhát|cây|con|cái|mũi|lưỡi) (?:dao|kéo|búa|rựa)/bóp (?:miệng|hai|mũi|cổ)/ép (?:ăn|uống|bú)/đút (?:cháo|cơm|sữa)/đổ (?:cháo|sữa)/bịt (?:mũi|miệng)/trùm (?:mền|chăn|gối)/nằm (?:sấp|úp)/chạy (?:bền|bộ|vòng|đủ|cự ly)/(?:bắt|phạt|chạy) (?:\\w+ )?N vòng/suyễn/cơn hen/!hít đất/thụt dầu/chống đẩy/giờ thể dục/tiết thể dục/!hóc/mắc nghẹn/!nghẹn/!sặc/bỏ quên/để quên/quên (?:trên|trong) xe/"
    "chó (?:\\w+ ){0,5}cắn/rắn (?:\\w+ )?cắn/ong (?:\\w+ )?(?:đốt|chích|vỡ tổ)/sợ (?:nước|gió)/sốc (?:thuốc|phản|nhiệt)/(?:chích|tiêm) (?:thuốc|mũi|vắc xin)/uống (?:hết|nguyên)/nắm lá/lá ngón/thuốc (?:ngủ|chuột|rầy|sâu|cỏ|an thần)/lan can/sân thượng/(?:từ|cầu thang|rào) (?:lầu|tầng) (?:ba|bốn|hai|năm|\\d)/gieo mình/treo (?:cổ|mình|luôn|lơ lửng)/sợi dây/khiêng vô/biên phòng/(?:đội|thợ|người) (?:lặn|chài|nhái)/ghe cào/kéo lưới/con nước/hồ sen/!thác/hố (?:công trình|nước|ga|sâu)/nắp cống/bồn nước/máy phát điện/khí (?:ga|gas|độc|than)/đầu kéo/kéo lê/bị xe/nước (?:vô|lên|về) (?:lẹ|nhanh|quá)/rủ nhau (?:đi )?tắm/đập"
    "(?:đi|chuyến|buổi) (?:\\w+ )?(?:trải nghiệm|tham quan|dã ngoại|cắm trại)/tập quân sự/thi chạy/bán kết/chung kết/trúng (?:mạn|hông|ngực|thái dương|gáy|cột|khung)/!chém/!đâm/!rơi"
)
"""What may have happened to them."""

TOOLS = (
    "!dao/(?:cây|con|rút|cầm|giấu|xách|thủ|lưỡi|mũi|bằng) dao/(?:vung|quơ|bằng|con|cầm|mũi) kéo/dao (?:bấm|phay|rọc|lam|xếp|gọt|thái)/mã tấu/mẻ tấu/?me tau/!mác/!rựa/cây (?:rựa|búa|kéo|sắt|chĩa|gậy|xà beng|xẻng|cuốc|tầm vông|lục bình)/!búa/(?:cầm|mũi) kéo/lưỡi (?:hái|liềm|lê)/(?:tuýp|thanh|ống|gậy|thước|ghế) sắt/"
    "acid/ca nước/(?:cả|nguyên) ca/nước sôi/!axit/a xít/can xăng/chai xăng/chai bể/vỏ chai/mảnh chai/nón bảo hiểm/mũ bảo hiểm/dây nịt/cục gạch/viên gạch/!gạch/tua vít/mỏ lết/khúc cây/cây cơ/compa/com pa/súng/roi điện/dùi cui/cùi chỏ/nắm đấm"
)
ASSAILED = "!rượt/rượt (?:theo|đuổi|chạy|N|một|1|bạn)/?ruot (?:1|mot|hai|theo|ban)/chạy theo bạn/!chém/(?:bị|nhào|lại|vô|xông) (?:chém|đâm)/!đâm/(?:quơ|vung|chĩa|kê|kề|gí|giơ) (?:dao|kéo|búa|lên|vô|cổ|thẳng|lung tung)/?chem (?:dut|trung|vo|vao)/(?:xông|nhào|lao|ùa|nhảy|ập) (?:vô|vào|tới|thẳng)/!tạt/tat (?:ca|axit|xang|nuoc)/(?:bổ|gõ|phang|đập|quất|nện|phạng|quật) (?:\\w+ )?(?:vô|xuống|lên|ngay|đầu|mặt)/thọc/xỉa/(?:chặn|đón|chờ|canh) (?:đường|xe|ngoài|trước|ở cổng)/(?:trùm|vây|kè|đè|khống chế|bao vây)/rút (?:cây|ra|trong)/đánh hội đồng/bu (?:vô|lại) đánh/bẻ (?:từng|gãy) ngón"
_ORGAN = "(?:sọ|lách|lá lách|gan|thận|phổi|bao tử|mắt|con mắt|tròng mắt|giác mạc|nhãn cầu|màng nhĩ|lỗ tai|xương hàm|hàm|cột sống|đốt sống|xương sống|gân|động mạch|bàn tay|tinh hoàn|khí quản|cuống họng|tử cung|hạ bộ|não)"
DAMAGED = (
    f"!(?:bể|vỡ|dập|nát|gãy|đứt|rớt|lìa|cụt|thủng|lủng|lũng|lòi|nứt|móc|cắt|cưa|mù|hư|hỏng|lún|tụ máu|xuất huyết) (?:luôn |hết |nguyên |cái |cả |một |hai |ba |mấy |từng |bên |1 |2 |3 |lá |da |con |xương ){{0,6}}{_ORGAN}/"
    f"!{_ORGAN} (?:\\w+ ){{0,3}}(?:bể|vỡ|dập|nát|đứt|lìa|gãy|mờ|mù|hư luôn|phải cắt|phải bỏ|phải múc|phải mổ|nẹp đinh|nẹp|lòi)/?(?:be|vo|dap|dut|cat|thung|gay) (?:\\w+ ){{0,2}}(?:la lach|than|phoi|mang nhi|xuong ham|dot song|cot song|gan tay|gan chan|nhan cau|con mat|xuong so|hop so)/?mang nhi (?:\\w+ ){{0,2}}(?:be|rach|thung)/?than (?:\\w+ ){{0,2}}(?:phai cat|bi dap|dap)/nẹp đinh/(?:lấy|cắt|mất|đứt|rớt|bẻ) (?:\\w+ ){{0,2}}(?:lóng|đốt|ngón) (?:\\w+ )?(?:tay|chân)/lòi (?:xương|ruột|não|óc)/(?:thủng|cắt|dập|rách) ruột/(?:rớt|tróc|lột|cháy|bong) (?:\\w+ )?(?:từng mảng|lớp da)/lủng da đầu/lũng da đầu/"
    "NOT giữ (?:được|lại) (?:\\w+ )?(?:mắt|tay|chân|mạng|bàn)/(?:mắt|tay|chân|mạng) (?:\\w+ ){0,3}(?:không|khó|may ra) (?:\\w+ )?giữ/may ra giữ/tiểu ra máu/tiêu ra máu/ho ra máu/ói ra máu/ói máu/ho máu/máu (?:lai láng|đầy|chảy|phun|ướt|trào|loang|me|ra hoài|không cầm)/vũng máu/đầy máu/!(?:khâu|may) (?:BIG|mấy chục) mũi/phải ngồi xe lăn/lọc máu/N đơn vị máu/ăn qua (?:lỗ|ống)/(?:khoa|viện) bỏng/chưa tự thở/!(?:đi|đứt|mất|rớt|lìa|bay|cụt|tiện) (?:luôn |mất |lìa |hết |gọn |đứt ){0,2}(?:N|mấy) (?:ngón|đốt|lóng)/!(?:NOT )?nối (?:\\w+ ){0,2}(?:được|lại|liền|đặng) (?:N|mấy|ngón|bàn tay|cánh tay|gân)/!N ngón (?:kia|còn lại|nữa) (?:\\w+ )?(?:chưa|không|hổng|khó)/(?:không|hổng|chưa) (?:đi|đứng|nói|nhìn|nghe) (?:\\w+ )?được nữa/"
    "sống (?:đời )?thực vật/!(?:liệt|tê|mất cảm giác) (?:\\w+ ){0,2}(?:chân|người|tay|nửa)/sẹo suốt đời/(?:phỏng|bỏng) (?:\\w+ ){0,3}(?:khắp người|cả mặt|nửa người|độ (?:ba|3)|phần trăm)/!tóc (?:\\w+ )?rớt từng mảng/mù (?:luôn|một|hai|vĩnh)/để lại tật"
)
"""What is broken in them so that it will not heal, or hardly."""
TREATED = "(?:phòng|ca|chờ|(?:lên|trên) bàn|phải|đang) mổ/(?:bịch|túi|thùng|xô|ngâm|ướp) (?:nước )?đá/mổ (?:gấp|liền|cấp|khẩn|trong|đêm|N)/hồi sức/thở máy/máy thở/chạy máy/đặt ống/gắn ống/cắm ống/chợ rẫy/nhi đồng/115/(?:cấp cứu|cứu thương)/bệnh viện/nhà thương/vô viện/nằm viện/bác sĩ/!bs/bv/trạm xá/trạm y tế/ghép da/khâu/siêu âm/chụp (?:phim|ct|cắt lớp)/truyền máu/tiên lượng/chuẩn bị tinh thần/trực thăng/tỉnh lại/chuyển viện/chuyển (?:lên|thẳng|gấp)"

HUMILIATED = (
    "(?:trói|cột) (?:\\w+ ){0,2}(?:bạn|em|nó)/nạn nhân (?:\\w+ )?(?:bỏ|nghỉ) học/(?:bắt|ép) bạn (?:\\w+ )?(?:quỳ|liếm|bò|sủa|lạy)/bị (?:\\w+ ){0,5}(?:bắt|ép) (?:quỳ|liếm|bò|sủa|lạy)/(?:nhấn|dúi|dìm|nhúng|giữ|đập) (?:\\w+ ){0,2}đầu (?:\\w+ )?(?:vô|vào|xuống|từ)/nước bồn cầu/(?:cắt|cạo|xén|húi) (?:\\w+ )?(?:tóc|đầu) (?:bạn|em|nó|của|con)/lột (?:\\w+ ){0,2}(?:áo|quần|đồ|váy|trần)/"
    "(?:dội|xối|tạt) (?:\\w+ ){0,2}(?:nước|mắm|sơn|đầu)"
)
FILMED = "clip/video/livestream/live/quay (?:lại|phim|clip|tiktok)/đoạn phim"
"""What pupils do to one of theirs, and that it was filmed."""

SEIZED = (
    "(?:lôi|kéo|đẩy|nhét|ẵm|bế|dắt|dụ|ép|xách|tống|chụp|bắt|leo|bước|mời|rủ|vác|bồng|lùa) (?:\\w+ ){0,4}(?:lên|vô|vào|theo) (?:\\w+ )?(?:xe|ghe|xuồng|ô tô|taxi|vỏ lãi)/bịt (?:miệng|mắt|mặt)/lên xe (?:người|lạ|hơi|ô tô|bán tải|máy|trắng|đen)/theo xe/biển số (?:lạ|giả|tỉnh|ngoài|che|Campuchia)/(?:xe|người|kẻ|số|ông|bà|chú|cô|anh) lạ/lạ (?:mặt|hoắc)/"
    "(?:rước|đón|dắt|dẫn|chở|bế|ẵm) (?:rồi|mất|đi|giùm|dùm|trước|về rồi)/(?:có người|ai|ai đó|ông nào|bà nào|người ta|ông kia|bà kia) (?:\\w+ )?(?:rước|đón|dắt|chở|dẫn|ẵm|bế)/(?:xưng|nhận|nói) là (?:cậu|dì|chú|cô|ba|mẹ|người nhà|bác|nội|ngoại|bà con|anh|chị|bạn)/tự xưng/mạo nhận/việc nhẹ/lương cao/biên giới/campuchia/cam pu chia/qua bển/khẩu trang … (?:rước|chở|dắt)"
)
VANISHED = (
    "từ (?:đó|lúc đó|bữa đó|hôm đó)(?: tới giờ| đến nay)? (?:\\w+ ){0,3}(?:tắt|không|hổng|biệt|mất|im)/(?:điện thoại|số|máy|zalo) (?:\\w+ ){0,2}(?:tắt|không liên lạc|thuê bao|khóa)/thuê bao/mất liên lạc/NOT liên lạc (?:được|nổi)/mất tích/mất (?:tăm|dạng|hút|biệt)/biệt (?:tăm|tích|tin)/chưa (?:có|thấy|rõ|nghe) tin/không (?:có |một )?tin/"
    "chưa (?:tìm|kiếm) (?:thấy|được|ra)/NOT (?:có )?ai (?:tên|quen|nhờ|kêu|biết|rước|đi đón)/(?:nhà|gia đình|tui|mình|em) (?:\\w+ )?(?:không|hổng|đâu|có) (?:\\w+ )?(?:nhờ|ai tên|ai đón|quen)/không phải người nhà/NOT (?:rõ|biết) (?:đi )?đâu/(?:la|rượt|chạy theo|đuổi|kêu) (?:\\w+ ){0,2}NOT kịp/(?:vọt|phóng|chạy|dông|dọt) (?:đi|mất|luôn|tuốt|thẳng)/"
    "(?:tiền|đòi|đem|triệu|tỷ|tỉ|người|mang) (?:\\w+ ){0,2}chuộc/chuộc (?:người|về|con|mạng)/đòi (?:N|năm trăm|\\d+) (?:triệu|tỷ|tỉ)/N (?:tiếng|giờ|ngày|đêm|bữa)(?: đồng hồ)? (?:rồi|chưa|không|nay|qua|vẫn)/chưa (?:thấy )?về/không thấy về/không về/bán (?:qua|sang)/roi điện/chích điện/đăng tin tìm/trích camera/soi camera/xem camera/coi camera"
)
"""Somebody was taken, and nobody knows where to."""

UNANSWERED = "(?:kêu|gọi|lay|réo|vỗ) (?:\\w+ ){0,5}NOT (?:còn |chịu )?(?:dạ|thưa|trả lời|đáp|ừ|mở mắt|nhúc nhích)"
FOUND = "(?:bồng|vớt|bế|ẵm|khiêng|cõng|kéo|đưa|mò|lặn) (?:\\w+ ){0,3}(?:lên|được|vô bờ|vào bờ|ra) (?:\\w+ )?rồi/(?:thôi|đừng|khỏi|hết) (?:\\w+ ){0,3}(?:kiếm|tìm|mò|lặn) (?:\\w+ )?nữa/(?:bồng|vớt|bế|khiêng|kéo) (?:\\w+ ){0,3}(?:từ|khỏi|dưới) (?:\\w+ )?(?:sông|mương|ao|rạch|hồ|hố|nước|giếng|cống)"
"""The search is over, and who was looked for does not answer."""

LOST = "mất tích/(?:trẻ|bé|cháu|con|em) (?:bị |đi )?lạc/đi lạc/lạc mất/(?:chưa|không|hổng) (?:thấy )?về(?: tới)? nhà/(?:không|hổng|chưa) thấy (?:\\w+ )?(?:về|đâu|ra)/biến mất/bỏ nhà/bỏ đi/mất liên lạc/tìm (?:cháu|con|bé|em|trẻ|người)/tìm (?:giùm|giúp|dùm)/ai (?:thấy|gặp) (?:bé|cháu|con|em|nó|nhỏ)/đi đâu mất/mất tăm/!(?:em|con|bé|cháu|nó) (?:\\w+ )?(?:không|chưa) (?:thấy )?về/rời (?:khỏi )?(?:nhà|trường|lớp)"
SOUGHT = (
    "tổ chức tìm/tìm kiếm/dọc (?:sông|bờ|rạch|kênh|theo)/rọi đèn/(?:thợ|đội|người|nhờ) (?:lặn|nhái|chài)/!lặn/rà (?:\\w+ )?(?:sông|rạch|đáy|kênh)/thả lưới/kéo lưới/chưa (?:có|thấy|nghe) tin/không có tin/(?:N|hai|ba|bốn) (?:đêm|ngày) (?:rồi|nay)/(?:trích|soi|coi|xem) camera/trình báo/báo công an/công an (?:\\w+ ){0,4}tìm/(?:xóm|người|mọi người|bà con|lớp) (?:\\w+ ){0,3}(?:đi tìm|kiếm|chia nhau)/"
    "(?:dép|giày|cặp|xe đạp|áo|điện thoại) (?:\\w+ ){0,5}(?:bờ|cầu|bến|mé|mép)/cầu (?:\\w+ ){0,5}(?:dép|cặp|xe đạp)/ngủ không được/đăng (?:khắp|lại|giùm)/đừng (?:kiếm|tìm) (?:con|em|mình|tui)"
)
"""A child is missing, and people look for it."""

HEIGHT = (
    "lan can/lầu (?:ba|bốn|hai|năm|\\d)/tầng (?:ba|bốn|hai|năm|thượng|\\d)/sân thượng/nóc (?:trường|nhà)/(?:thành|leo|trèo|lên|giữa|chân|dưới|nhảy|khỏi) cầu/(?:mé|bờ|xuống|ra|nhảy) sông/cửa sổ (?:lầu|tầng)/"
    "thuốc (?:ngủ|rầy|sâu|cỏ|chuột|diệt|an thần|trừ sâu|hạ sốt)/(?:hết|nguyên|cả|mấy|mười|hai|ba) (?:\\w+ )?(?:lọ|vỉ|hũ|chai|nắm|viên) (?:thuốc(?! bổ)|hạ)/nắm thuốc/sợi dây/cây quạt trần/khóa trái/dao lam/nắm lá/lá ngón/ăn một nắm lá/chân cầu/hàng rào tầng"
)
FAREWELL = (
    "(?:con|em|mình|tao|t|tớ) (?:\\w+ )?mệt (?:quá(?! trời)|rồi|lắm|mỏi)/xin lỗi (?:ba|mẹ|má|cha|nội|ngoại|cả nhà|gia đình|vì đã)/(?:tạm|vĩnh) biệt/đừng (?:kiếm|tìm|buồn|khóc|đợi|chờ) (?:con|em|mình|t|nữa|vì)/(?:khỏi|hết|không còn|không phải) (?:\\w+ ){0,2}(?:thích|thi|học|đau|buồn|mệt|sợ|nghe|bị) (?:\\w+ ){0,2}nữa/"
    "tha (?:lỗi|thứ) cho con/(?:để lại|viết lại|kẹp|gửi lại|ghi lại) (?:\\w+ ){0,3}(?:thư|giấy|tin nhắn|cuốn|dòng|mảnh|tờ|tập)/(?:lá thư|tờ giấy|cuốn tập|tin nhắn|dòng chữ|trang cuối|dòng cuối|tin cuối|mảnh giấy) (?:\\w+ ){0,4}(?:để lại|cuối|ghi|viết)/thư tuyệt/di thư/kiếp sau/(?:thả|buông|tha) tay/(?:súc|rửa|suc) ruột/suc ruot/(?:bước|leo|trèo) (?:qua|ra) lan can/"
    "NOT (?:còn )?(?:muốn|thiết) sống/NOT muốn làm gánh nặng/là gánh nặng/giá mà (?:\\w+ ){0,2}ngủ luôn/ngủ luôn (?:cho|đi|khỏi)/mọi việc đã rồi/mai em không dám/không ai (?:thương|cần|hiểu|nghe)/NOT chịu nổi/NOT chịu (?:được )?nữa/con đi (?:đây|trước|nghen|nha|luôn)/nhẹ (?:gánh|lòng|đầu)/(?:chữ|dòng) cuối/sống (?:làm gì|chi)/biến mất khỏi/giải thoát/cắt cổ tay/nhảy (?:xuống|cầu|lầu|sông|từ)"
)
"""The place or the means of a suicide, and what is left behind."""

STAFF = (
    "!thầy/(?:ông|bác|chú|anh|lão) (?:thầy|bảo vệ|tài xế|lái xe|gác cổng|phụ xe|bán căn tin|hiệu trưởng)/thầy (?:dạy|thể dục|chủ nhiệm|tổ|giáo|nhạc|toán|lý|anh|hiệu|ấy|đó|kia|T|H|biểu|kêu|dặn|đưa|chở|khóa|ôm|nói|bắt)/thay (?:day|to|chu|giao|the duc|do|ke|bieu|dua|khoa|om|noi|dan|cho em|keu)/"
    "bảo vệ trường/tài xế/lái xe đưa/huấn luyện viên/gia sư/nhân viên (?:thư viện|trường|y tế|bếp|thiết bị)/(?:ông|anh|chú|bác|người|cán bộ) phụ trách/hiệu trưởng/hiệu phó/giám thị/tổng phụ trách/chủ nhóm/chồng (?:cô|bà|chị) (?:giáo|chủ|giữ trẻ|hiệu)/con trai (?:cô|bà) (?:giáo|chủ|giữ)"
)
ALONE = (
    "(?:khép|đóng|khóa|cài|chốt|gài|kéo) (?:\\w+ )?(?:cửa|rèm|màn)/cửa (?:\\w+ )?(?:đóng|khép|khóa|cài|chốt)/khóa trái/tắt đèn/rèm kéo/che rèm/một mình/hai thầy trò/thầy trò/(?:giữ|kêu|gọi|bắt|biểu) (?!cả |nguyên |toàn |hết )(?:\\w+ ){0,3}(?:lại|riêng)/(?<!đội )(?<!doi )(?<!lớp )(?<!lop )(?<!nhóm )(?<!nhom )ở (?:\\w+ ){0,3}(?:lại|riêng)/sau giờ/cuối giờ/hết giờ/(?:trả|về|thả) (?:\\w+ ){0,4}sau cùng/"
    "(?:phòng|nhà) (?:\\w+ )?(?:kho|thiết bị|máy|y tế|riêng|bảo vệ|nghỉ|dụng cụ|vệ sinh|đồ dùng|thí nghiệm|nhạc|hội đồng|trọ)/nhà (?:thầy|nghỉ)/(?:lên|vô|vào|xuống|qua|tới) (?:phòng|nhà) (?:thầy|ổng|riêng|kho|máy)/toilet/đóng kín/lau bảng/(?:chở|đưa) (?:\\w+ )?về/(?:không|hổng) có ai/vắng (?:người|hoe)/trên xe/trong xe/buổi trưa/giờ ngủ trưa/hậu trường/sau (?:hè|trường|bếp)/nửa đêm/khuya"
)
TOUCHED = (
    "(?:tay|bàn tay) (?:\\w+ ){0,4}(?:áo|quần|đùi|ngực|mông|eo|váy)/(?:luồn|thò|thọc|mò) (?:\\w+ )?(?:tay|vô|vào)/(?:cởi|tuột|kéo|vén|tốc|lột) (?:\\w+ ){0,2}(?:áo|quần|váy|khóa quần|nút)/quần (?:\\w+ )?(?:tuột|tụt|ướt|dính|rách)/(?:ngồi|bế|ẵm|đặt) (?:\\w+ ){0,3}(?:đùi|lòng thầy|lòng ổng)/trên đùi/"
    "(?:nhắn|nhắn tin|tin nhắn|gửi tin)\\W{1,3}(?:\\w+\\W{1,3}){0,3}(?:nhớ|yêu|thương) (?:em|con|cháu)/!mò mẫm/(?:sờ|rờ|vuốt|bóp|liếm|cọ|nựng|xoa) (?:\\w+ ){0,2}(?:em|con|bé|cháu|tay|má|môi|đùi|ngực|mông|lưng|eo|người|nó|vô|vào|chỗ)/!hun/hôn (?:môi|má|em|con|nó)/ôm (?:\\w+ )?(?:siết|chặt|từ sau|eo|cứng|ghì)/(?:mặc|áo|quần|đồ) (?:\\w+ ){0,4}ngược/quần lót/áo lót/áo con/đồ lót/"
    "(?:đau|rát|chảy máu|rướm máu|sưng|đỏ|ra máu|xót) (?:\\w+ ){0,3}(?:chỗ kín|vùng kín|chỗ đó|bên dưới|phía dưới|chỗ tiểu|chỗ đi tiểu|ở dưới|quần)/tiểu (?:\\w+ )?(?:đau|rát|xót)/(?:đi )?tiểu không được/72 (?:tiếng|giờ)/tránh thai/que thử/trễ kinh/tắt kinh/hai vạch/2 vạch/(?:có|mang|cấn|dính) (?:bầu|thai)/cái bụng/đè (?:em|con|t|nó|ra|xuống|lên|ngửa)/vùng vẫy/!giãy/"
    "(?:hình|ảnh|clip) (?:\\w+ ){0,2}(?:khỏa thân|không mặc|chưa mặc|trần truồng|nhạy cảm|trong phòng tắm|thay đồ)/(?:coi|cho xem|mở) (?:\\w+ )?(?:phim|clip) (?:\\w+ )?(?:người lớn|bậy|đó|đen)/khám (?:\\w+ )?(?:vùng|pháp y|màng)/giám định pháp y/màng trinh/camera (?:\\w+ ){0,3}(?:phòng tắm|nhà vệ sinh|phòng thay)/trò (?:\\w+ )?(?:người lớn|bác sĩ|bí mật)/chơi (?:trò )?bác sĩ"
)
HUSHED = (
    "(?:đừng|không được|hổng được) (?:\\w+ )?(?:méc|nói|kể|hé|cho ai|cho mẹ)/!cấm (?:méc|nói|kể)/giữ (?:kín|bí mật)/bí mật (?:của|nha|nghen|riêng|thầy|giữa)/NOT dám (?:\\w+ ){0,3}(?:nói|về|kể|học|vô|gặp|méc|mở miệng)/co rúm/run (?:bần bật|lẩy bẩy|rẩy|cầm cập)/(?:khóc|la|hét) thét/nín thinh/câm nín/NOT chịu (?:\\w+ )?(?:đi học|tới lớp|tới trường|vô lớp|cho ai)/sợ (?:thầy|ổng|đàn ông)/"
    "cưng ngoan/ngoan (?:\\w+ )?thầy/(?:cho|nâng|cộng|thêm) điểm/(?:tôi|mình|em|tui) (?:không|hết) im(?: nữa)?/(?:nói|kể|méc) (?:ra )?(?:thì|là) (?:\\w+ ){0,3}(?:rớt|đuổi|giết|nghỉ|điểm|ở lại)/(?:cho|đưa|dúi|nhét) (?:\\w+ )?(?:tiền|50|100|200|500|kẹo)/dặn (?:\\w+ )?đừng/tắm hoài/kỳ cọ/chà (?:\\w+ )?xà bông/khóc trong (?:mơ|lúc ngủ)/ngủ mớ/đâu phải (?:mình|một mình)/mấy (?:bạn|đứa) (?:\\w+ )?cũng (?:bị|vậy)"
)
"""Slots of abuse: who, how they came to be alone, what was done, how the child was silenced."""

LENS = "camera/máy quay/ống kính/thẻ nhớ/(?:con|tròng) mắt (?:\\w+ )?(?:nhỏ|xíu|kiếng|kính)/mắt (?:thần|kính nhỏ)/điện thoại (?:\\w+ ){0,3}(?:quay|ghi hình|bật sẵn|mở sẵn)/quay (?:lén|trộm)"
HIDDEN = "!giấu/(?:được|bị) giau/ngụy trang/!lén/quay (?:lén|trộm)/ghi hình (?:lén|trộm)/nhỏ xíu/chớp chớp/bí mật/(?:nhét|chèn|kẹp|độn) (?:\\w+ ){0,3}(?:trong|sau|dưới|khe|vách)"
UNDRESSING = "nhà vệ sinh/thay (?:đồ|quần áo|áo quần)/phòng thay/phòng tắm/nhà tắm/toilet/!wc"
"""Slots of a hidden lens: what films, that nobody was to know, where people undress."""

RAMMED = "(?:xe|ô tô|oto|xe hơi|bánh) (?:\\w+ ){0,8}(?:chạy|trôi|tuột|lăn|lao|phóng|vọt|lùi|ủi|húc|đâm|cán) (?:\\w+ )?(?:xuống|vô|vào|lên|thẳng|trúng|ngay) (?:thẳng |vô |vào |ngay |trúng |giữa |cả |nguyên ){0,3}(?:mấy |các |hai |ba |một )?(?:hàng|đám|tụi|đứa|em|bạn|học sinh|hs|khối|con nít|tốp)"
LAID_LOW = "nằm (?:\\w+ )?(?:la liệt|lăn lóc|rải rác|ngổn ngang|sõng soài|một đống)/!văng (?:\\w+ )?(?:ra|xa|mỗi|tứ|lên)/(?:bồng|ẵm|vác|cõng|khiêng|bế) (?:\\w+ ){0,2}(?:chạy|ra xe|ra đường|lên xe|đi viện)/ngoắc xe/cứu thương/cấp cứu/còi hụ/hụ còi/hú còi"
"""Slots of a vehicle among pupils: it ran into their rows, they lay about or were carried off."""

CARERS = "(?:cô|bà|chị|dì) (?:giữ trẻ|nuôi|trông trẻ|chủ nhóm|bảo mẫu|giáo|Út|Hai|Ba|Tư)/bảo mẫu/nhóm trẻ/nhà trẻ/mẫu giáo/mầm non/giữ trẻ/gởi (?:sớm|trẻ|con|bé)/gửi (?:trẻ|con|bé)/lớp (?:mầm|chồi|lá)/!cô"
FORCED = "băng keo/(?:trói|cột|buộc) (?:\\w+ ){0,3}(?:tay|chân|ghế|cửa|bé|con|giường)/(?:dìm|nhúng|nhấn|dốc|quăng|ném|thảy|liệng|lắc|xốc|dộng) (?:\\w+ ){0,3}(?:bé|con|nước|đầu|thau|xuống|mạnh|nó)/(?:nhét|nhồi|tọng|bóp|bịt|đè|ngồi lên|trùm|quấn|ép) (?:\\w+ ){0,3}(?:giẻ|khăn|miệng|mũi|mền|mặt|bé|má|uống|ăn|cháo|bụng|lưng|gối)/thuốc (?:ngủ|an thần|ho|dị ứng)/an thần/si rô/cho (?:\\w+ )?uống (?:\\w+ ){0,2}(?:thứ|thuốc|cái gì|gì)/(?:nhốt|khóa) (?:\\w+ ){0,3}(?:tủ|kho|toilet|nhà vệ sinh|phòng|ngoài)"
DONE_TO_CHILD = "li bì/mê man/hồi sức/NOT (?:thức|dậy|tỉnh|khóc)/tím (?:tái|ngắt|rịm)/chuyển tím/co giật/ói ra máu/lơ mơ/gọi không/hôn mê/bất tỉnh/(?:não|sọ) (?:\\w+ ){0,3}(?:hư|tụ|xuất huyết|nứt|tổn)/tổn thương não/xuất huyết não/chấn thương/nước tiểu/xét nghiệm (?:\\w+ )?(?:ra|có|dương)/!gãy tay/(?:hình|dấu|vết) (?:\\w+ ){0,2}(?:ngón tay|bàn tay|răng|dây|cháy|bầm|tay cào)/nhập viện/cấp cứu/nhi đồng/chợ rẫy"
"""Slots of abuse in care: by whom, what was done, in what state the child is."""

EARLY = (
    "(?:đêm|tối|bữa|hôm|chiều|sáng|trưa) (?:hôm )?(?:trước|qua)/tối (?:chủ nhật|thứ)/từ (?:hôm|tối|đêm|chiều|bữa) (?:qua|trước)/trước (?:khi|lúc|giờ|ngày|buổi) (?:\\w+ ){0,3}(?:thi|phát|mở|vô|trống|làm|tụi|thí sinh|kiểm tra)/chưa (?:thi|phát|mở|bóc|tới giờ|vô phòng|hết giờ|đánh trống|nộp bài)/phát đề mà/mới (?:vô|vào|phát|tính|mở)/(?:đang|còn|còn đang|vẫn) (?:\\w+ )?(?:cắm cúi|viết|làm bài|ngồi làm|ngồi thi|thi|trong phòng thi)/còn đang làm/"
    "ra khỏi phòng/trong phòng thi/giữa giờ/(?:vô|vào|mở|lật|nhìn|cầm|bóc) (?:\\w+ ){0,3}(?:thi|đề|phòng) (?:\\w+ ){0,3}(?:thấy|là|thì|mới|y)/sáng (?:\\w+ )?(?:thi|vô|mở|nay)/(?:N|mười lăm|mười|năm) phút sau/N (?:phút|tiếng) trước/một tiếng trước/sớm hơn/từ trước/hai ngày trước/trước (?:một|hai|ba|1|2|3) (?:ngày|bữa|tiếng|đêm|hôm)/nửa đêm"
)
KNOWN = (
    "(?:đúng|giống|trúng) (?:\\w+ )?(?:y|hệt|nguyên|từng|phóc|hết|bong|luôn|không sai)/y (?:chang|hệt|xì|đúc|sì)/giống hệt/trùng (?:khớp|từng|hết|luôn|phóc|hoàn)/NOT (?:sai|khác|sót|lệch) (?:\\w+ )?(?:một|chữ|câu|số|dấu|li)/nguyên (?:câu|đề|văn|si|xi|con)/(?:coi|biết|thấy|giải|làm|học|đọc|có|cầm) (?:\\w+ )?trước/giải sẵn/từng (?:con số|dấu phẩy|chữ|câu|từ)/"
    "chụp (?:\\w+ ){0,3}(?:đề|bài|câu|tờ)/(?:soi|đọc|quay|gửi|chuyền|tuồn|đưa|bắn) (?:\\w+ ){0,3}(?:đề|ra ngoài)/(?:có|bán|mua|rao|chuyển khoản) (?:\\w+ ){0,3}(?:đề|đáp án)/số tờ giấy thi/có sẵn bài/giải xong trả lại/góc tờ giấy nháp"
)
PAPERS = "phát đề/(?:cái|tờ|hình|ảnh|tấm|nguyên|bản) đề/đề (?:văn|toán|anh|lý|hóa|sinh|sử|địa|tốt nghiệp|thi|kiểm tra|học kỳ|học kì|chính thức|chung|cương|tuyển|vô|vào|hsg)/câu (?:nghị luận|hai|ba|cuối|năm|1|2|3|hình|đọc hiểu)/bài (?:cuối|hình|văn mẫu|toán|nghị luận)/hai bài cuối/mã đề/(?:thi|kỳ thi|kì thi) (?:tốt nghiệp|học kỳ|học kì|tuyển|vào|vô|lớp|thpt|chuyển cấp|hsg)/(?:vô|vào) (?:lớp )?(?:mười|10)/tuyển sinh/giấy thi/!đề/thí sinh/phòng thi/sĩ tử"
"""Slots of a leak: when, how alike, and that it is of a paper."""

THREATENED = "(?:mai|ngày mai|sáng mai|bữa mai|thứ hai|thứ 2|tuần sau|chiều nay|mốt) (?:\\w+ ){0,3}(?:đem|mang|xách|vác|cầm|thủ|có|bắn|chém|nổ|đốt|xử|đổ máu)/(?:đem|mang|xách|vác|thủ) (?:\\w+ )?(?:đồ chơi|hàng nóng|hàng lạnh|đồ nghề|dao|súng|xăng|mã tấu|bom|lựu đạn|cây) (?:\\w+ ){0,2}(?:vô|vào|lên|tới|theo)"
THREATENS = "đừng (?:đi học|tới trường|vô lớp)/khỏi (?:cần )?(?:về|sống|ăn cơm|thấy mặt|đi học)/(?:danh sách|đứa nào|mấy đứa|tụi bây|tụi mày|thằng nào) (?:\\w+ ){0,6}(?:chết|trả giá|biết tay|xử|coi chừng|nằm xuống|khỏi)/trả (?:giá|thù|hận)/(?:đổ|thấy|tắm) máu/(?:xử|giết|chém|bắn|đốt|đâm) (?:hết|từng|cả|sạch|chết|tụi|nó|thằng|con)/tính sổ/nhuộm đỏ/đi cùng nhau/chết chung"
"""Somebody says what he will bring to school, and what for."""

LED_AWAY = "(?:bị|tra|đeo|vô|đã) còng/còng (?:số 8|số tám)/đọc lệnh/lệnh (?:bắt|khám|khởi)/khám (?:xét|nhà|phòng)/niêm phong phòng (?:\\w+ )?(?:thầy|cô|hiệu|kế|làm việc|tài vụ)/(?:dẫn|áp) giải/bị dẫn (?:ra|đi|lên)/(?:lên|đưa lên) xe (?:\\w+ )?(?:công an|thùng|bít bùng|chuyên dụng|cảnh sát)/(?:công an|cảnh sát) (?:\\w+ ){0,2}(?:dẫn|còng) (?:đi|lên|ra|về)/giữ tại (?:trụ sở|cơ quan) công an/tạm giam/nhà tạm giữ/trại (?:giam|tạm)/ăn cơm tù/bóc lịch/vô khám/thăm nuôi/!tra tay vào còng"
CHARGED = "thầy/hiệu trưởng/hiệu phó/kế toán/thủ quỹ/phó phòng/trưởng phòng/cán bộ (?:phòng|sở)/giám thị/cô giáo/bảo mẫu/chủ nhóm/giáo viên/bảo vệ trường/tổng phụ trách/lãnh đạo sở/giám đốc sở"
"""The police took away one of the staff."""

STRICKEN = "!ói/ói (?:mửa|tới|ra|đầy|hoài|liên|xanh|từ)/!mửa/(?:ôm|đau|quặn|thắt) (?:\\w+ )?bụng/!xỉu/xỉu (?:hàng|lăn|la|tại|rồi|tới)/(?:ngộp|ngạt|khó) thở/tiêu chảy/đi (?:ngoài|cầu) (?:\\w+ )?(?:liên|hoài|miết|suốt)/chạy (?:\\w+ ){0,3}(?:nhà vệ sinh|toilet|cầu) (?:\\w+ )?(?:hoài|miết|liên|không kịp)/rửa ruột/cay mắt/mắt cay/lả (?:người|đi)/co giật/nóng (?:sốt|hừng hực)/chóng mặt/tím (?:tái|môi)/ngất/mặt (?:mày )?(?:xanh|tái) (?:mét|lè|lét|mướt|ngắt)/gục (?:\\w+ )?bàn"
CROWD = "(?:BIG|mấy chục|hàng chục|vài chục|cả trăm) (?:đứa|em|bé|cháu|trẻ|học sinh|hs|bạn|giường|ca)/(?:cả|nguyên|nửa|gần hết|hết|hai|ba|mấy) (?:lớp|trường|khối|phòng|nhóm trẻ)/(?:nằm|xếp|ngồi) (?:\\w+ ){0,2}(?:la liệt|hàng dài|tràn|chật|kín|hàng ba|hàng hai|lớp lớp|dài dài)/la liệt/(?:kín|hết|thiếu|không đủ|chật|đầy) (?:\\w+ )?(?:giường|phòng|chỗ|trạm|hành lang)/(?:N|nối đuôi|liên tục|hết chuyến) (?:\\w+ )?(?:chuyến|chiếc|xe) (?:\\w+ )?(?:cứu thương|cấp cứu|hú)/đứa nào (?:đứa nấy|cũng)/lớp nào cũng/nhà nào cũng"
CARRIED = "(?:xe )?(?:cứu thương|cấp cứu)/hú còi/còi hụ/115/trạm (?:y tế|xá)/bệnh viện/nhà thương/(?:vô|truyền|chuyền|chai|bịch) nước(?: biển)?/nước biển/truyền dịch/giường/vô viện/nhập viện/nằm viện/y tế (?:trường|xã|huyện)/chở (?:đi|hết|ra|lên|vô) (?:\\w+ )?/bác sĩ/rửa ruột"
"""Slots of many who fell ill at once."""

REMEDIED = (
    "(?:hên|may) (?:là|sao|có|mà|quá|ghê|nhờ)/may nhờ/hú (?:hồn|vía)/(?:không|hổng|hông|chẳng|chưa|hok) (?:ai |em nào |đứa nào |có )?(?:bị )?(?:sao|gì) (?:hết|cả|rồi|nha)/nên (?:không|hổng) sao/chỉ (?:bị )?(?:ướt|trầy|xây xát|hoảng|giật mình|sợ xanh)/không ai bị/khỏe (?:mạnh|re|rồi|hẳn)/đã khỏe/(?:nó|đang|toàn|chỉ|em) giỡn(?! chơi hoài)/giỡn thôi/ngủ (?:gục|quên|ngon|say)/đang ngủ/ngồi ngủ/ngủ hoài/ngu hoai/(?:đã|đều|cũng) tỉnh (?:lại|táo)/tỉnh rồi/"
    "an toàn/bình an/(?:đã|vừa|mới) (?:tìm|kiếm) (?:thấy|được|ra)/(?:tìm|kiếm) (?:được|thấy|ra) (?:\\w+ )?rồi/(?:về|tới) nhà (?:rồi|an toàn)/đã về/gặp rồi/là gặp/câu cá/len nhat/lên nhất/về đích/hạng nhất/(?:bơi|lội|leo) (?:\\w+ )?(?:vô|vào|lên) (?:bờ )?(?:được hết|hết|an toàn|kịp)/kéo (?:\\w+ )?lên (?:hết|kịp|bờ an toàn)/được cứu/cứu (?:bạn|được|hai|ba|người|em)(?! không)/không có chuyện/đừng ai đồn/đồn bậy/(?:cứu|kéo|đưa|vớt|phát hiện|chụp|đỡ|cản|can|ngăn) (?:\\w+ )?kịp/kịp (?:thời|cứu|kéo|đưa|chụp|đỡ|ngăn|cản)/cứu sống/xuất viện/qua cơn/"
    "người đâu (?:\\w+ ){0,3}(?:hiền|tốt|dễ thương)/(?:mang|đội) ơn (?:ổng|thầy|cô|chú|anh|bác)/gỡ (?:bài|xuống|liền)/(?:toàn |bịa |hai đứa |tự )?bịa/(?:chửi|hàm|bị|nói) oan/quen mặt/người quen/cô ruột/cậu ruột/dì ruột rước/đừng (?:nghi|tin|(?:chia sẻ|share)(?! (?:\\w+ )?(?:clip|hình|ảnh|video)))/xác minh rồi/cắt ghép/tin (?:cũ|giả|vịt|đồn)/cảm ơn (?:cô|thầy|nhà trường|trường)/làm hòa/bắt tay/xin lỗi nhau/trả lại (?:\\w+ )?(?:rồi|tiền)/nhặt được/lời ráp/hiểu lầm/té ra/hóa ra/ai dè/ai ngờ (?:\\w+ ){0,3}(?:vui|cười|ngủ)/mắc cười/cười (?:quá|xỉu|bò|bể|lăn|ngất)"
)
"""It ended well, or never was."""

PLAYED = (
    "đoàn phim/đóng (?:phim|cảnh|vai)/(?<!kẻ )(?<!đứa )(?<!người )(?<!bạn )quay phim/phim (?:ngắn|trường|kinh dị|hành động|ma|mới|hàn)/bộ phim/trong phim/của phim/diễn (?:quá|hay|đỉnh)/quay tới cảnh/(?:dạy|tập|học|bằng) lái/(?:tập|vở|diễn) kịch/vở (?:diễn|rối|cải lương)/tiểu phẩm/kịch bản/nhân vật/diễn viên/sân khấu hóa/dự thi/(?:hội|cuộc) thi/!truyện/tiểu thuyết/chương (?:một|hai|ba|\\d)/trinh thám/trong game/chơi game/game/(?:nằm|giấc) mơ/chiêm bao/tình huống/tập huấn/diễn tập/giả định/đề bài/"
    "(?:buổi|bài|nghe|bữa) nói chuyện/nói chuyện (?:về|với)/kỹ năng/(?:được|có) dặn/cách (?:gọi|nhận biết|xử lý|sơ cứu|phòng)/chuyên đề/tuyên truyền/cảnh giác/phòng (?:tránh|chống|ngừa)/bài (?:học|hát|thơ|giảng)/đọc (?:sách|truyện)/triển lãm/huy chương/kỷ lục/đoạt giải/giải (?:nhất|nhì|ba)/vô địch/(?:thi|đề|chấm) thử/đề (?:minh họa|mẫu|cương|tham khảo|năm ngoái|cũ)/chấm (?:thi|bài)/(?:năm|mùa \\w+|tết) (?:ngoái|xưa|nào|ấy|đó|kia)/(?:mấy|hai|ba|bốn|N) năm trước/(?:hồi|ngày|thời) (?:xưa|đó|nhỏ|còn|ấy|trước|chiến|năm)/chiến tranh/liệt sĩ/anh hùng/27 7/30 4/"
    "về nguồn/dâng hương/tảo mộ/thanh minh/giỗ/cúng (?:đình|ông|rằm|đất)/lễ (?:hội|kỷ niệm|vu lan|khánh thành|phật đản)/20 11/tri ân/tặng (?:cô|thầy|mẹ|bạn)/hát tặng/nhà giáo việt nam/cây (?:phượng già|kiểng|cảnh|xanh)/trồng (?:cây|lại)/cưa (?:cây|ngay|nhánh)/(?:chuyển|đổi) (?:công tác|trường|lớp|nhà|về)/(?:nghỉ|về) hưu/ra trường/chia tay/lễ (?:tốt nghiệp|bế giảng|trưởng thành|ra trường)/kỷ yếu cuối/kết nạp/"
    "(?:con|bé|chú|em|nhà) (?:\\w+ )?(?:mèo|miu|cún|heo|bò|gà|vịt)/mèo nhà/thú cưng/chó mèo/(?:chó|mèo) (?:nhà|của|cưng|con|em|mất|chết|đi lạc)(?![^.!?]{0,40}(?:cắn|táp))/sửa xong/trùng tu/thì sao\\?/giả sử/lỡ như/quán (?:ăn|nhậu|cơm|nước)/món ăn/công thức/khuyến mãi/giảm giá/trúng số/vé số/đá banh giao hữu/phát (?:sóng|hành)"
)
"""Told, shown, taught, remembered or of something else: no case of today."""

ELDERS = (
    "(?<!là )(?<!la )(?:ông|bà) (?:nội|ngoại|cụ|lão|Bảy|Tám|Chín|Sáu|Năm)/(?:nội|ngoại) (?:tui|tôi|em|t|mình|con|nó|cháu)/cụ (?:ông|bà)/(?:sáu|bảy|tám|chín|sau|bay|tam|chin) (?:mươi|chục|muoi|chuc)(?: \\w+)? (?:tuổi|mấy tuổi)/(?:5|6|7|8|9)\\d tuổi/tuổi (?:5|6|7|8|9)\\d/tuổi già/"
    "bạn già/(?:ba|mẹ|má|cha|chồng|vợ|con) (?:của )?(?:bạn|thầy|cô|chị|anh) (?:\\w+ )?(?:mất|qua đời|bệnh|bị|vừa)/thân (?:phụ|mẫu)/cha vợ/mẹ vợ/hưởng (?:thọ|dương)/thọ N/(?:cựu|nguyên) (?:giáo viên|hiệu trưởng|học sinh)/giáo viên (?:hưu|về hưu|già)/ung thư/bạo bệnh/bệnh (?:hiểm nghèo|nan y|già)/máu trắng/tai biến/"
    "công nhân (?:chết|bị|ngã|té)/thợ hồ/ngư dân/sinh viên/người đàn ông (?:chết|bị|trúng)/tài công/cán bộ xã"
)
"""It befell grown-ups a school has nothing to do with, or an illness did it."""

SOMEBODY = "!em/!bé/!cháu/con/đứa/!trẻ/người/bạn/nhóm/học (?:sinh|trò|viên)/hs/(?:nam|nữ|thí) sinh/!thầy/!cô/giáo viên/gv/!ông/!bà/anh/chị/chú/bác/!dì/thằng/nhóc/nhỏ/!nó/tụi/mày/tao/!má/!mẹ/!cha/nạn nhân/lớp/bảo vệ/hiệu trưởng/phụ huynh/?(?:em|be|chau|thay|co|no|me|ma)"
"""Any word for a person: somebody has to be there to have died."""

RESCUED = "(?:em|bạn) trai (?:\\w+ ){0,3}(?:vớt|kéo|cứu) (?:\\w+ )?được N/(?:nam sinh|nữ sinh|học sinh|học trò|thầy|cô|ông|cụ|chú|anh|bác|dì|chị) (?:\\w+ ){0,5}(?:vớt|kéo|cứu) (?:\\w+ )?được (?:N )?(?:em|bé|cháu|đứa|bạn|trẻ|người|mạng)(?! (?:\\w+ ){0,3}(?:nhưng|mà|thì|đã|xác))"
"""Somebody who is named drew them out: so rescues are told; bodies are found by neighbours, divers, teams."""
