"""Harm to people and what threatens it: deaths, injuries, illness, attacks, fires, abuse.

Written as `classifiers.facts.patterns.table` says.
"""

# ruff: noqa: E501 - one expression a line, however long

from __future__ import annotations

from collections.abc import Mapping

HARM: Mapping[str, str] = {
    "death": """
{DEATH}
{DROWN} .. vớt được/không cứu kịp/tìm thấy thi thể/tìm thấy đều/mất/tử vong
xả súng .. người thiệt mạng/người chết/nạn nhân
vớt lên đã/tìm thấy thi thể/phát hiện thi thể/nhảy lầu tự tử/không kịp đứa nào/không kịp cứu/mất hết ba đứa/lặng lẽ ra đi/không thể cứu/vĩnh viễn ra đi/cái chết của/tang thương/đám tang
năm em còn lại .. cuốn
{PUPIL} ~ đã ra đi/vừa ra đi/đã đi xa/mới ra đi .. sau tai nạn/sau vụ/sau cú/vì tai nạn/do tai nạn/sau mấy ngày/sau một đêm
{MISHAP} .. {GONE}
{SURE_PUPIL}/{TEACHER} ~ mất lúc/!mất hồi/mất khi đang/mất đột ngột/đột ngột mất/mất sáng nay/mất chiều nay/mất tối qua/mất đêm qua/mất trên đường/!mất tại/!mất trong lúc/!mất ngay/mất trên bục giảng
{SURE_PUPIL}/{TEACHER}/{SIBLINGS} ~ !mất vì/mất do bệnh/mất do sốt/mất do tai nạn/mất do đuối/mất do ngạt/!mất sau khi/!mất sau cú/!mất sau vụ/!mất sau tai nạn
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
    "fracture": "bị gãy/!gãy ~ mũi/sống mũi/răng/xương hàm/quai hàm/xương đòn/cẳng tay/cẳng chân/cánh tay/xương sườn\ngãy mũi/gãy sống mũi/gãy cổ tay/gãy cổ chân/gãy tay/gãy chân/gãy xương/gãy răng/nứt xương/rạn xương/gãy ngón",
    "injured": "{PUPIL}/{TEACHER} ~ bị đốt/bị chích\nđè trúng/đè lên/đổ trúng/sập trúng ~ {SURE_PUPIL}/{TEACHER}\nmáu me\n{HURT}/gãy cổ tay/gãy cổ chân/gãy tay/gãy chân/gãy xương/gãy răng/nứt xương\n{GRAVE}\nsập/đổ/rơi/trúng/đè .. {SURE_PUPIL} .. bị\n{PUPIL} .. {FALL} ~ {WATER}/sân/hố/cống/cầu/đất/tầng/lầu/cầu thang/hầm/xe\nté sông/rớt sông/té ao/rớt ao/té mương/rớt mương/rơi xuống ao/lọt mương/lọt cống/lọt hố\nrơi trúng/rớt trúng/ngã gục/té xỉu/bị tông/tông trúng/bị đập trúng/bị ngạt/ngạt khói/ngạt khí/hít khói/hít phải khói/sặc khói/ngộp khói/hít khí độc/hít phải khí/bị tai nạn giao thông/té gãy/rơi lầu\n!khâu ~ mũi",
    "hospitalised": "{HOSPITAL}\nbệnh viện/trung tâm y tế/trạm y tế .. nằm tràn/nằm la liệt/nằm chật/nằm đầy/la liệt/nằm ngoài hành lang/kín giường/hết giường\nnằm tràn hành lang bệnh viện/nằm la liệt ở bệnh viện\n{PUPIL} ~ thở oxy/thở ô xy/chở bớt lên bệnh viện/chuyển bớt lên bệnh viện\n{PUPIL} .. trạm y tế/bệnh viện/trung tâm y tế .. đếm được/đếm tới/tổng cộng/hết thảy ~ {PUPIL}\ntrạm y tế/bệnh viện/trung tâm y tế .. {PUPIL} .. đưa ra/đưa vô/đưa vào/chở ra/chở vô/chở tới ~ tiếp/thêm/liên tục/đếm/nữa\ntrung tâm y tế/bệnh viện/trạm y tế/bác sĩ .. nằm lại/thở oxy/thở ô xy/nằm theo dõi/giữ lại theo dõi",
    "ill": "{SYMPTOM}",
    "likewise": "{PUPIL} ~ bị y chang/bị y vậy/bị giống/cũng bị vậy/cũng bị như/cũng vậy/y chang vậy/cũng bị như vậy/cũng có triệu chứng/triệu chứng tương tự/bị tương tự",
    "poisoned": """
ngộ độc/ngộ độc thực phẩm/trúng thực/nghi ngộ độc/bị ngộ độc/trúng độc/dương tính với ma túy
{SICK_FOOD} .. {SYMPTOM}
{SYMPTOM} .. sau khi ăn/sau bữa ăn/ăn xôi/ăn bánh mì/ăn bán trú/bữa trưa/ăn trưa ở trường
nhập viện/cấp cứu .. sau bữa ăn/sau khi ăn/bán trú/do ăn/vì ăn
{SICK_FOOD} .. nhập viện/cấp cứu
""",
    "infected": "{DISEASE}\nca ~ trong một trường/tại một trường/ở một trường/trong cùng một trường/trong một lớp/tại một lớp/ở một lớp/trong cùng trường\nviêm kết mạc/đau mắt hột/mắt đỏ lây/dịch mắt đỏ/dịch đỏ mắt/bệnh mắt đỏ/bệnh đỏ mắt\n{PUPIL} .. nghỉ bệnh/nghỉ ốm/nghỉ vì bệnh/đỏ mắt/mắt đỏ/chảy ghèn/đổ ghèn/bị lây\nsốt phát ban/nổi mụn nước/test nhanh dương tính/kết quả dương tính\n{PUPIL} .. có triệu chứng/nghỉ học vì sốt/nghỉ vì sốt/nghỉ học vì cúm/nghỉ vì đau mắt/nghỉ học vì đau mắt",
    "quarantined": "cách ly/f1/tiếp xúc f0/tiếp xúc gần/đi cách ly/cách ly tại trường",
    "epidemic-cluster": "ổ dịch/chùm ca/nhiều ca/lây lan/bùng phát .. {SCHOOL}\nổ dịch .. trường/lớp\nsố ca cộng dồn/chùm ca bệnh/!ổ bệnh/lây cả lớp/liên tiếp ca",
    "abduction": """
bắt cóc/bị bắt cóc/bị bắt đi/kẻ lạ bắt/dụ dỗ bắt/bắt giữ làm con tin/bắt làm con tin/khống chế con tin/bị kẻ lạ chở đi/bị chở đi mất/bị người lạ chở/bị người lạ dẫn đi/bị kéo lên xe/lôi lên xe
kẻ lạ/người lạ/thanh niên lạ/ô tô lạ/xe lạ .. chở .. {SURE_PUPIL} .. đi mất/mất tích
xách/lôi/kéo/đẩy/nhét/tống/ép/ẵm/chụp .. {SURE_PUPIL}/con bé/thằng bé/đứa bé .. lên xe/lên ô tô/lên xe hơi/vô xe/vào xe/vào ô tô .. chạy mất/chạy mất tiêu/phóng đi/phóng mất/vọt đi/vọt mất/bỏ chạy/tẩu thoát/mất hút/mất dạng
bị kéo lên ô tô/bị lôi lên ô tô/bị đẩy lên ô tô/bị ép lên ô tô/kéo lên ô tô/lôi lên ô tô/ép lên ô tô/bị đẩy lên xe/bị ép lên xe/bị kéo lên xe hơi/bị lôi lên xe hơi
kẻ lạ/người lạ/thanh niên lạ/ô tô lạ/xe lạ/người đàn ông lạ/người phụ nữ lạ .. chở mất/dẫn mất/bắt mất/bế mất/chở đi mất/dẫn đi mất/lôi lên/kéo lên/bắt đi/ép lên xe/dụ lên xe
giả người thân/giả phụ huynh/giả danh người nhà/giả làm/giả danh cha/giả danh mẹ/giả danh phụ huynh/đóng giả/mạo nhận là/mạo nhận/tự xưng là cậu/tự xưng là chú/tự xưng là ba/tự xưng là người nhà .. đón/rước/dắt/dẫn/chở/bế/đưa .. {SURE_PUPIL}
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
{PUPIL}/{TEACHER}/người ~ !trúng đạn/trúng đạn chì/trúng viên đạn/trúng viên chì/!dính đạn/dính đạn chì/!ăn đạn/!bị trúng đạn/bị bắn trúng
{WEAPON} ~ bắn trúng/bắn vào/bắn vô/bắn qua/bắn sang/bắn xuống .. {PUPIL}/{TEACHER}/{SCHOOL}
{WEAPON}/cầm dao/rút dao/vung dao/xách dao .. đâm/chém/truy sát/tấn công/!bắn/lao vào
{WEAPON}/cầm dao/rút dao/vung dao/xách dao/dao lam/lưỡi lam/mảnh chai/mảnh kính .. rạch/cứa/cắt .. bạn/bạn học/bạn cùng lớp/{SURE_PUPIL}/cô giáo/thầy giáo
xả súng/nã súng/nổ súng .. {SCHOOL}/thiệt mạng/tử vong/nạn nhân/bị thương/người chết/học sinh
tấn công bằng dao/tấn công .. {WEAPON}
tạt/hắt/đổ/dội/xối ~ axit/a xít/acid/xăng
""",
    "collapse": """
sập/đổ sập/đổ ụp/sụp/đổ sụp/sập tường/sập trần/đổ tường/sập lan can/sập mái/đổ cổng/sập cổng/sập giàn giáo/tường đổ/cổng trường đổ/cây đổ/cây ngã/cây phượng đổ/cây bật gốc/sập sàn/trần nhà rơi/vữa rơi/sập đè/tốc mái .. trường/lớp/phòng học/học sinh/sân
trường/lớp/phòng học .. sập/đổ sập/đổ ụp/sụp/đổ sụp/tốc mái
mái/trần/tường/lan can/cổng/cầu thang/sân khấu/cây phượng/cây/bức tường/giàn giáo/khung thành/cột cờ/bảng rổ/ban công/mái che/cột bóng rổ/cầu môn/kệ sách/tủ sách/giàn hoa ~ sập/đổ sập/đổ ụp/sụp/đổ đè/ngã đè/đổ sụp/rơi trúng/rớt trúng/tốc mái/rớt hồi/bị rớt/đổ trúng/đổ xuống/trút xuống/ập xuống/đổ ập xuống/giáng xuống/bật gốc/ngã đổ/ngã xuống/đè trúng
lan can/cầu thang/giàn giáo/sân khấu/ban công/khung thành/cầu môn/bảng rổ/cột cờ/cột bóng rổ/mái che/sàn gỗ/khán đài/xà đơn/xà ngang/đu quay/xích đu/cầu trượt ~ !gãy/gãy đổ/bị gãy/gãy đôi/gãy sập/bung ra/bật gốc/đổ nhào
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
{TEACHER} .. đánh/tát/vụt/!đá/!đạp/bạt tai/ném/phạt quỳ/!chửi/mắng/xúc phạm/lăng mạ/sỉ nhục/quát/đuổi/đá vô chân/kêu là/nhục mạ/phạt/bạo hành/véo/!chọi
{PUPIL} .. bị .. {TEACHER} .. {SHAME}
{PUPIL} .. bị .. {SHAME} .. {IN_PUBLIC}
{TEACHER} .. tự ý/nắm đầu/nắm tóc/đè đầu/lôi .. {SHAME}
{PUPIL} .. bị .. {TEACHER} .. {HIT}/chửi/phạt/mắng/xúc phạm/quát/nhục mạ/lăng mạ/ném/bắt quỳ
bị thầy đánh/bị cô đánh/bị thầy tát/bị cô tát/cô giáo đánh/thầy giáo đánh/thầy đánh/cô đánh/thầy tát/cô giáo tát/cô tát/bắt học sinh quỳ/bắt quỳ/phạt quỳ/ép ăn phấn/ngậm bút
""",
    "assault-on-teacher": """
{HIT}/xô/tấn công/lăng mạ/chửi/xúc phạm/vây .. cô giáo/thầy giáo/giáo viên/gv/cô chủ nhiệm/hiệu trưởng/thầy/cô
cô giáo/thầy giáo/giáo viên/gv/thầy/hiệu trưởng/cô .. bị .. phụ huynh/học trò/học sinh/cha/trò/hs/ph/vây quanh .. {HIT}/xô ngã/xô/tấn công/chửi/xúc phạm/ném/tạt nước/vây/dồn/hành hung
phụ huynh/người cha/cha/người mẹ/học sinh/học trò/ph .. xông vào/xông vô/lao vào/tới trường/lao lên bục .. {HIT}/chửi/cô/thầy/giáo viên
cô giáo/thầy giáo/giáo viên/gv/hiệu trưởng/hiệu phó/giám thị/thầy dạy/cô dạy/cô chủ nhiệm/thầy chủ nhiệm/!thầy/!cô ~ bị đánh/bị đấm/bị ném/bị chém/bị hành hung/bị tấn công/bị xô ngã/bị tát/bị đạp/bị phang/bị đập/bị chọi
hành hung giáo viên/hành hung cô giáo/hành hung thầy/đánh giáo viên/đánh cô giáo/đánh thầy/đánh gv/tát cô giáo/tấn công giáo viên/nhốt cô giáo
""",
}
