"""Words that tell persons from places and offices, for masking (`monitor.core.privacy`).

All lists are common knowledge of Vietnamese naming, written down by hand: surnames (also of Khmer, Hoa, Cham and
highland families), syllables that given names are made of, words before which a name stands, words that make an office.
They were widened on the first half of `data/privacy` only; the second half measures them.
"""

from __future__ import annotations

from monitor.core.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(",") if phrase.strip())


SURNAMES = _words(
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn lâm trịnh đinh mai tô hà cao "
    "lương trương tạ thái kiều la quách từ văn diệp ông lưu triệu nghiêm hứa thạch sơn kim danh châu tăng tống phùng "
    "tiêu viên mạch khưu mã kha lò giàng vàng lù sử bạch cổ trà ninh giáp tôn âu điểu chu quan thân thẩm ung vương "
    "lại lục nhan hàng tiền liêu neáng thị đồng khổng doãn bành lữ lầu sùng vừ thào hầu má cầm quàng ksor siu rơ rmah "
    "niê kpă dư giang khúc mục nghê ngụy nhâm nhữ phí sầm tần thiều tiết uông ứng vi vưu đậu đầu khâu lều trì cù cung "
    "chung cấn biện bạc thôi trầm vạn lai tề phù phương hạ chế thiên bá đàng mẫn trang ôn lư kiên hàn lạc nông hoàn "
    "ma bế đàm mạc tòng đèo"
)
"""Lower case, with accents."""
GIVEN = _words(
    "ái an ân anh ánh ấn ba bách bạch băng bảo bằng bé bích biên bình bội bông ca cẩm cầm cảnh cát chánh châu chi chí "
    "chiến chinh chính chung chương công cúc cường danh dân dật di dĩ diễm diên diện diệp diệu dinh doanh du duẩn dục "
    "dung dũng duy duyên dương đài đại đan đang đào đạo đạt đăng điền điệp định đình đoan đoàn đông đồng độ đức được "
    "em gái gấm gia giang giao giáp hà hải hân hạ hạnh hành hào hảo hằng hậu hiền hiển hiếu hiệp hiệu hoa hòa hoà "
    "hoài hoan hoàn hoàng hoạt hồng hội huân huấn huệ hùng huy huyên huyền huynh hữu hưng hương hường hưởng kha khả "
    "khải khang khanh khánh khiêm khoa khoan khôi khuê khương kiên kiệt kiều kim kính kỳ lạc lam lan lành lãm lâm lân "
    "lập lệ lê liêm liên liễu linh loan lộc lợi long luân luận lực lụa lương ly lý mai mẫn mạnh mẫu mây mến mi miên "
    "minh mơ mười mỹ my na nam năm nga ngà ngân nghi nghĩa ngọ ngoan ngọc ngôn nguyên nguyện nguyệt ngữ nhã nhàn nhân "
    "nhẫn nhật nhi nhiên nhơn nhu nhung như nhựt nhượng ninh nở nương oanh phát phi phong phú phúc phùng phụng phước "
    "phương phượng quân quang quảng quế quí quý quốc quỳnh quyên quyền quyết sa san sang sáng sao sâm sen sinh sơn "
    "song sương sỹ sĩ tài tam tâm tân tấn tây thái thạch thạnh thắm thắng thăng thanh thành thảo thạo thân thế thi "
    "thị thiên thiện thiệu thịnh thoa thoại thọ thông thống thơ thơm thu thục thuần thuận thủy thúy thùy thuỳ thuý "
    "thuỷ thuyên thư thương thường thy tiên tiền tiến tiệp tín tình tỉnh tịnh toàn toại toản tố tôn trà trạch trang "
    "trâm trân trầm tri trí trinh trình triết triều triệu trọng trúc trung trường truyền cự cừ cữ hàm hạp hi hĩ hỷ hy "
    "hợi hợp hơn hộ huề hựu khiết khoát khởi lai lăng lĩnh luỹ lữ mậu mão mận me nết nhài nhâm nghị ngạn ngoạt nhạn "
    "nhạc nho oánh phiên phiến phin phòng phổ phủ pháp quyến rin rớt sắc sáu siêng soạn sừ sửu tạo tằm tấu tế thạc "
    "thản thao thấu thích thoan thới thúc thứ thược thưởng tích tiếp tiêu toan tòng trác tráng trị trụ truật trực trứ "
    "tuất tuy túc tuyển uẩn uyển vàng vạn vi vọng xoan xuyền xứng yêm bang bạt biện bính bỉnh cam căn cần chấn chẩn "
    "chất chiêu chuẩn chức cư diêm diễn diệm doãn duệ đa đàm đản đẩu đệ điềm điều đỉnh đôn đống đương đường giám giản "
    "giới hạc hãn hiện hoán hoằng huyện tú tuân tuấn tuệ tùng tuyên tuyền tuyến tuyết tường tưởng tỵ uy uyên ước vân "
    "văn vĩ viên viễn việt vinh vĩnh võ vũ vui vương vượng vy vỹ xinh xuân xuyến yên yến ý tý út tư lượm phấn bảy tám "
    "chín mót hai rạng luyện đẹp hiên hoạch lãnh nhị nhất vịnh ngoạn bửu quới cang đời"
)
"""Syllables of given and middle names, lower case, with accents."""
NOT_ALONE = _words(
    "thanh đào giáo khoa cao cảnh âm du luật công an anh ba bé bình danh đại đang đạo đoàn đông em gái hà hạ hội hoa "
    "hành hai kim kinh lý long mai mỹ nam năm nhất nhị quốc sáng sinh sao song tam tân tây tám bảy sáu chín mười "
    "thạch thái thành thị thế thi thông thường thu thư tiền tiến tình tỉnh toán trà trang trung trường truyền từ tư "
    "tuyên tuyến út văn việt vĩnh võ ý vui được độ chi chính chung giao giáp hoàn huyện kiên lập lực luận lương miên "
    "mơ mến nguyên ngữ nhân quan quang quyền quyết sơn tâm thoại thống thương triều trọng viên đài điện định hiệu hợp "
    "liên đức châu đồng thăng vân hồng"
)
"""Given-name syllables that are capitalised for other reasons too: alone they are no name without a word before."""

PLACES = _phrases(
    "bến tre, vĩnh long, trà vinh, an giang, bạc liêu, bắc giang, bắc kạn, bắc ninh, bình dương, bình định, bình "
    "phước, bình thuận, cà mau, cần thơ, cao bằng, đà nẵng, đắk lắk, đắk nông, điện biên, đồng nai, đồng tháp, gia "
    "lai, hà giang, hà nam, hà nội, hà tĩnh, hải dương, hải phòng, hậu giang, hòa bình, hưng yên, khánh hòa, kiên "
    "giang, kon tum, lai châu, lâm đồng, lạng sơn, lào cai, long an, nam định, nghệ an, ninh bình, ninh thuận, phú "
    "thọ, phú yên, quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh, thái bình, "
    "thái nguyên, thanh hóa, thừa thiên huế, tiền giang, tuyên quang, vĩnh phúc, yên bái, sài gòn, hồ chí minh, tp hồ "
    "chí minh, huế, vũng tàu, đà lạt, nha trang, ba tri, bình đại, châu thành, chợ lách, giồng trôm, mỏ cày, mỏ cày "
    "nam, mỏ cày bắc, thạnh phú, mỹ tho, mỹ thuận, bình thạnh, thủ đức, biên hòa, tân an, cao lãnh, sa đéc, rạch giá, "
    "phú quốc, hà tiên, châu đốc, long xuyên, bến tre sinh, việt nam, trung quốc, thái lan, hàn quốc, nhật bản, đài "
    "loan, hoa kỳ, anh quốc, triều tiên, liên xô, đồng khởi, cách mạng tháng tám, cách mạng, tân phú, an hội, phú "
    "khương, lạc long, thành phố, trường sa, hoàng sa, côn đảo, lý sơn, hoa sen, hoa mai, hoa phượng, hướng dương, "
    "sơn ca, hoa hồng, ánh dương, phù đổng, thánh gióng, kim đồng, bác hồ, đảng, nhà nước, quốc hội, chính phủ, ba "
    "lai, cổ chiên, hàm luông, rạch miễu, cửu long, mê kông, tiền, hậu, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, "
    "thứ bảy, chủ nhật, chân trời sáng tạo, cánh diều, toán, vật lý, hóa, tin học, quốc ngữ, trung thu, an toàn, "
    "thanh niên, đoàn thanh niên, thanh tra, văn phòng, tài chính, giáo dục, đào tạo, trung học, trung tâm, tuyển "
    "sinh, nam bộ, tây nguyên, nam, bắc, đông, tây, trung bộ, bắc bộ, trung ương, phú lễ, tân phong, đông nam bộ, "
    "đồng bằng sông cửu long, bảo hiểm, bảo việt, vinh danh, an ninh, đức, mỹ, pháp, anh, nga, ý, úc, kinh, hoa, "
    "việt, khmer"
)
HISTORICAL = _phrases(
    "hồ chí minh, nguyễn đình chiểu, nguyễn du, nguyễn trãi, lê lợi, trần hưng đạo, hai bà trưng, bà triệu, lý thường "
    "kiệt, lý thái tổ, quang trung, nguyễn huệ, ngô quyền, đinh tiên hoàng, lê hoàn, lê thánh tông, nguyễn bỉnh "
    "khiêm, chu văn an, mạc đĩnh chi, lê quý đôn, võ thị sáu, nguyễn thị minh khai, lê hồng phong, trần phú, nguyễn "
    "văn cừ, hà huy tập, tôn đức thắng, phạm văn đồng, võ nguyên giáp, trường chinh, lê duẩn, nguyễn văn linh, võ văn "
    "kiệt, phan đăng lưu, phan bội châu, phan châu trinh, phan chu trinh, phan thanh giản, trương định, nguyễn trung "
    "trực, nguyễn thị định, võ trường toản, trương vĩnh ký, sương nguyệt anh, phan văn trị, lê anh xuân, ca văn "
    "thỉnh, lê hoàng chiếu, phan ngọc tòng, trần văn ơn, trần văn kiết, nguyễn ngọc thăng, đoàn hoàng minh, huỳnh tấn "
    "phát, phan liêm, phan tôn, lê thị hồng gấm, nguyễn viết xuân, nguyễn văn trỗi, lý tự trọng, nguyễn bá ngọc, lê "
    "văn tám, trần quốc toản, nguyễn khuyến, hồ xuân hương, cao bá quát, bùi hữu nghĩa, đồ chiểu, tản đà, xuân diệu, "
    "tố hữu, nam cao, ngô tất tố, nguyễn minh châu, trịnh công sơn, hùng vương, lạc long quân, âu cơ, an dương vương, "
    "trần đại nghĩa, tạ quang bửu, lương thế vinh, hoàng hoa thám, nguyễn thái học, nguyễn thái bình, thái văn lung, "
    "huỳnh văn đảnh, nguyễn văn tư, hoàng lam, lê văn duyệt, nguyễn tri phương, hàn mặc tử, lê lai, yết kiêu, bà "
    "huyện thanh quan, đoàn thị điểm, nguyễn công trứ, nguyễn hữu thọ, thoại ngọc hầu, che guevara, hàm nghi, duy "
    "tân, nguyễn an ninh, phan đình phùng, lương văn can, nguyễn văn tiếp"
)
"""Names that schools, streets and awards bear: a full match is no living person."""

CHILD_CUES = _phrases(
    "em, cháu, bé, học sinh, nữ sinh, nam sinh, thí sinh, học trò, cậu bé, cô bé, bé trai, bé gái, nạn nhân, bị hại, "
    "bị can, bị cáo, nghi phạm, nghi can, đối tượng, thủ khoa, thằng, nhỏ, đứa, con, bạn, chị em, anh em, con gái, "
    "con trai, em trai, em gái, cháu gái, cháu trai, cháu nội, cháu ngoại, cậu học trò, lớp trưởng, đội trưởng đội "
    "bóng, em học sinh, thằng nhóc, thằng em họ, em họ, anh trai, chị gái, con dâu, con là, hai em, hai cháu, ba em, "
    "nhóc, cu, bị hại là, nạn nhân là, con tui, con tôi, tụi nhỏ"
)
PERSON_CUES = _phrases(
    "thầy, cô, thầy giáo, cô giáo, thầy cô giáo, giáo viên, bảo mẫu, bảo vệ, ông, bà, anh, chị, chú, bác, dì, cậu, "
    "mợ, thím, mẹ, cha, ba, má, tên, tên là, tên thật, tên ở nhà là, tên ở nhà, ở nhà tên, tên khai sinh, họ tên, họ "
    "và tên, hiệu trưởng, hiệu phó, phó hiệu trưởng, vợ, chồng, cụ, bà nội, bà ngoại, ông nội, ông ngoại, cha dượng, "
    "dượng, vợ thầy, phụ huynh, phụ huynh em, bác tài, bà giáo, tài xế, chủ nhóm trẻ, bếp trưởng, kế toán, thủ quỹ, "
    "tài khoản, chủ tài khoản, chủ tk, facebook, nick, fb, biệt danh, lương y, vận động viên, cựu học sinh, người báo "
    "tin, người phản ánh, người nhận hỗ trợ, người giám hộ, người làm chứng, người đại diện, gia đình, bạn đọc, ông "
    "xã, bà xã, người mẹ, người cha, người bà, bà chủ, ông chủ, chủ cơ sở, nhà của, mẹ của, ba của, cha của, vợ "
    "chồng, cô hiệu trưởng, thầy hiệu trưởng, thầy hiệu phó, cô hiệu phó, tui là, tôi là, mình là, em là, tôi tên, "
    "mình tên, em tên, cháu tên, bà con, tia, phụ huynh của, người là, người tung tin, vận động viên nhí, tập thể, nữ "
    "giáo viên, nguyên hiệu trưởng, hai bị can, kẻ, bắt cóc, tổ trưởng, quản nhiệm, cấp dưỡng, nhân viên, giám thị, y "
    "tá, nhân vật, ký tên, nhóm trẻ, tạp hóa, quán, người quay clip là, hộ ông, hộ bà"
)
COLLECTIVE = _phrases(
    "nhỏ, tụi nhỏ, học sinh, nữ sinh, nam sinh, thí sinh, học trò, trẻ, em học sinh, hai em, hai cháu, ba em, bạn, "
    "giáo viên, nhân viên"
)
"""After these may stand a place too ("học sinh Bến Tre")."""
NAME_ENDS = _words(
    "stk tk lh gv hs zalo fb lớp trường học sinh năm hiện ngụ thpt thcs tiểu lop truong ở là bị sđt sn cccd"
)
"""Capitalised words that end a name in a text of capitals."""
PLAIN_VERBS = _words(
    "bi la o hoc lop voi va noi di day da so danh thi van ma co cho con em nha ngay no ban sinh giao vien tieng thieu "
    "hoi mo dang"
)
"""Folded words that end a name however much of it is missing."""
PLACE_CUES = _phrases(
    "trường, thpt, thcs, th, tiểu học, mầm non, mẫu giáo, mn, mg, thpt chuyên, trung học cơ sở, trung học phổ thông, "
    "huyện, xã, phường, thị trấn, thị xã, tỉnh, tp, thành phố, quận, ấp, khu phố, thôn, xóm, đường, phố, chợ, cầu, "
    "sông, rạch, kênh, cồn, cù lao, đảo, bệnh viện, công ty, đại học, cao đẳng, báo, đài, giải thưởng, giải, cúp, lễ "
    "hội, quỹ, khu lưu niệm, khu, bến, bến đò, chùa, nhà thờ, đình, ngã tư, ngã ba, điểm trường, phân hiệu, nhà hàng, "
    "sách, bộ sách, đại lộ, công viên, tượng đài, dân tộc, tiếng, môn, anh hùng, liệt sĩ, danh nhân, văn hóa, khối, "
    "khu vực, chuyên, tòa nhà, chung cư, ngân hàng, hồ, biển, núi, tổ chức, thư viện, hội trường, vùng, miền, tiểu "
    "học và thcs, thcs và thpt, hội khỏe, hội thi, kỳ thi, chương trình, xã đảo, tại, trường cấp 1, trường cấp 2, "
    "trường cấp 3, cấp 1, cấp 2, cấp 3, gốc, người, thanh niên, trường tư thục, tư thục, nhóm, hẻm, kiệt, quê, về, "
    "từ, đến, hồ bơi, hạng, vụ, khu di tích, hướng, tuyến, ở, chi nhánh, bãi, vịnh, cửa, vàm, bãi biển, cảng, phà, "
    "cụm, điểm thi, mùa, ngày, lễ, tết, tháng, năm, đoàn, hội, đội, sở, phòng, bộ, tỉnh ủy"
)
WEAK_PLACE_CUES = _phrases(
    "tại, về, từ, đến, ở, người, gốc, quê, vụ, nhóm, hướng, khu vực, năm, đoàn, hội, đội, sở, phòng, bộ, tổ chức, "
    "ngày, hẻm, vùng, khối, quán, chi nhánh"
)
"""After these stand persons too: a surname with two more syllables is one."""
RUN_HEADS = _words(
    "trường thpt thcs th sở phòng ubnd bộ công hội đoàn báo đài trung đại ban hđnd tp gd gdđt bgd việt tiểu mầm viện "
    "tòa huyện xã phường ấp tỉnh đường chợ cầu bệnh quyết nghị thông chỉ kế ủy câu clb phó giám chủ bí trưởng chánh "
    "hiệu thứ thủ cục vụ tổng thượng thiếu tp.hcm csgt room agribank vietcombank vcb bidv vietinbank sacombank "
    "techcombank mb đông zalo facebook tiktok youtube"
)
"""A capitalised run that begins so names a body; unless the word is a surname and a name follows."""
OFFICES = _phrases(
    "giám đốc sở, phó giám đốc, giám đốc công an, chủ tịch, phó chủ tịch, phó chủ tịch thường trực, bí thư, phó bí "
    "thư, bộ trưởng, thứ trưởng, thủ tướng, phó thủ tướng, trưởng phòng, phó trưởng phòng, phó phòng, chánh văn "
    "phòng, phó chánh văn phòng, chánh thanh tra, người phát ngôn, trưởng công an, phó trưởng công an, thượng tá, đại "
    "tá, trung tá, thiếu tá, đại úy, thượng úy, trung úy, thiếu tướng, trung tướng, thượng tướng, đội trưởng csgt, "
    "luật sư, bác sĩ, ts, tiến sĩ, pgs, pgs.ts, gs, gs.ts, ths, thạc sĩ, giáo sư, nhà giáo ưu tú, nhà giáo nhân dân, "
    "nghệ nhân, đại biểu, viện trưởng, vụ trưởng, cục trưởng, phó cục trưởng, trưởng ban, phó trưởng ban, chánh án, "
    "viện kiểm sát, tổng bí thư, giám đốc bệnh viện, giám đốc, đội phó, đội trưởng, phó khoa, trưởng khoa, chuyên gia "
    "tâm lý, đại diện sở, ca sĩ, nhạc sĩ, nhà văn, nhà thơ, nghệ sĩ"
)
"""Offices of the state, of science, of public life: whoever is named for one is not masked."""
SCHOOL_OFFICES = _phrases("hiệu trưởng, phó hiệu trưởng, hiệu phó, hiệu trưởng nhà trường, bí thư đoàn trường")
SPEECH = _phrases(
    "cho biết, cho hay, khẳng định, chia sẻ, thông tin, phát biểu, cho rằng, nói, xác nhận, trả lời, thừa nhận, ôn "
    "lại, kể, phát động, trao, tuyên bố, đại diện, thay mặt, dặn, nhấn mạnh, giải thích, thăm"
)
HONOURS = _phrases(
    "đoạt giải, đạt giải, được khen, bằng khen, tuyên dương, vinh danh, danh hiệu, giáo viên dạy giỏi, huân chương, "
    "nhà giáo ưu tú"
)
BLAME = _phrases(
    "bị đề nghị, kỷ luật vì, bị tố, tố cáo, khởi tố, bị can, bị cáo, bị bắt, bắt giữ, tham ô, lĩnh án, án tù, ôm "
    "tiền, ăn chặn, bỏ trốn, lừa đảo, dâm ô, hiếp dâm, xâm hại, tát, hành hung, bạo hành, đình chỉ, cách chức, sàm "
    "sỡ, bị phản ánh, sai phạm, lạm thu, chửi, nhục mạ"
)
CRIME = _phrases(
    "khởi tố, bị can, bị cáo, bị bắt, lĩnh án, tham ô, bỏ trốn, dâm ô, hiếp dâm, ôm tiền, lừa đảo, bắt tạm giam"
)

FOLDED_SURNAMES = frozenset(map(fold, SURNAMES))
FOLDED_GIVEN = frozenset(map(fold, GIVEN))
FOLDED_PLACES = frozenset(map(fold, PLACES))
FOLDED_HISTORICAL = frozenset(map(fold, HISTORICAL))
SURE_SURNAMES = _words(
    "nguyen tran pham huynh hoang ngo trinh doan phung trieu quach thach nghiem bui phan vo le dinh vuong"
)
"""Folded; begin a name also in small letters when two name syllables follow."""
PLAIN_CUES = _words(
    "gai trai dua vien be chau ten em thay co ong ba anh chi chu bac di cau mo me cha con thang nho ban va nick tk gv "
    "hs"
)
"""Folded cues before names in texts without accents."""
EAGER_CUES = _words("be ten")
"""Folded cues after which any word that is no common one is a name or a nickname."""
PLAIN_STOPS = _words(
    "goi chep tay san ti sinh xinh ngoan khoc choi a ai an ang ay bai ban bang banh bao bat be bi bo bong ca cac cai "
    "cam can cap cau chac cham chau che chet chi cho chu chua chung chuyen co con cua cung da dang danh dau day de "
    "den di dien dieu do doi dong du dua duoc gai gap ghi gi gia giao giay gio giu gui ha hay het hoc hoi hom hon hop "
    "hua huyen keo keu khac kham khi kho khong khoe la lam lan lay le len lien lo loi lop lua luon ma mac mai mam "
    "mang mat may me moi mon mot mua muon nam nao nay nen neu ngay nghe nghi ngo ngoi ngu nguoi nha nhan nhap nhau "
    "nhe nhieu nho nhu nhung no noi nuoi o oi om on ong phai phu qua quan quay ra rang rat roi sao sap se si so song "
    "suot sut tai tao te than thang thay the theo thi thich thieu tho thoi thong thu thuong tiec tien tieng tim tin "
    "to toi tra trai tre tren trong tru truong tu tui tuoi tuy ung uong va van vao ve vi vo voi vua xa xau xem xin "
    "xong xuong y yeu hs gv ph mn thpt thcs th oc ket thap vay cap2 giup bun toan ly su dia anh nghiep ta minh hoan "
    "canh lon ngoai ruot ho"
)
"""Folded words that are common before they are names; after a cue they count as a name only beside a sure syllable."""
PLAIN_HEADS = _words(
    "huyen minh thanh hoa tam anh mai kieu thuy khanh thien truong ngoc bao thu gia nhu quoc an y tuong"
)
"""Folded common words that begin a name when another name syllable follows: "bao chau"."""
PLAIN_PHRASES = _phrases(
    "giam doc, chu tich, ban be, bao ve, lua dao, on thi, giao vien, song sinh, mo coi, hieu truong, hieu pho, co "
    "giao, thay giao, chu nhiem, hoc sinh, bao giup, hoc hoi, bi thu, lam chu, pho giam, luat su, bac si, tinh tien, "
    "dien thoai, cong truong, tai khoan, thi sinh, hanh kiem, phuc vu, cong an, tham van, hoang mang, danh sach, xa "
    "hoi, thi tot, dong phuc, trung thu, tuyen sinh, thu tien, an toan, gia dinh, bao hiem, thong tin, phu huynh, an "
    "ninh, thu thu"
)
NUMBER_NAMES = _words("hai ba tu nam sau bay tam chin muoi ut ca")
"""Folded birth-order names: "chi be tu"."""
SUBJECTS = _words("toán lý hóa sinh văn sử địa anh tin")
AFTER_NAME = _words("đã bị không chưa vẫn kể nói khóc cũng đang chạy nằm bảo nhắn đọc đánh hứa rủ xin")
"""After a lone capitalised syllable these make it a name."""
COUNTRIES = _words("nga mỹ anh đức ý ba em nhất sở bộ nam bắc đông tây trường hội đoàn đội ban phòng lớp")
NOT_PLAIN_SURNAMES = _words(
    "khong thi van tham dam dan ma ta lo la khoan hang tien trang ong tu ba vi co be dang thai cho so"
)
"""Folded surnames that are common words: without accents they begin a name before "thi" or "van" at most."""
COMPOUNDS = _phrases(
    "hiệu trưởng, hiệu phó, giám đốc, giám hiệu, giám thị, chủ tịch, chủ nhiệm, bí thư, bộ trưởng, thủ tướng, chánh "
    "văn, chánh thanh, trưởng phòng, phó phòng, trưởng ban, phó ban, thanh niên, thanh tra, công an, công đoàn, đào "
    "tạo, cảnh sát, giáo dục, giáo viên, tài chính, kế hoạch, tổ chức, hội đồng, liên đoàn, quân sự, quân đội, bảo "
    "hiểm, an ninh, văn phòng, văn hóa, thông tin, khoa học, trung ương, trung tâm, chính phủ, quốc hội, nhân dân, "
    "tin học, vật lý, ngữ văn, lịch sử, địa lý, du học, hành chính, phụ nữ, khuyến học"
)
"""A capitalised syllable and the small one after it that make a body or an office, not a name."""
PLAIN_ACTS = _words(
    "bi noi day ban nha hoc lop phat danh khong da cu chu goi duoc cung va voi chui khoc mat di cho lay ke hay dung"
)
"""Folded words after which a doubtful syllable between a role and them is a name: "thay bao bi"."""
NEVER_PLAIN = _words(
    "an the y tin long trai gai tien thu hoc thi van hai ba nam quan chi em anh con gia nao may no sao cac hay ban "
    "nay ay do tam ta gi mo sinh khoa tai dai dong vi ho bo noi cong giao hien trong chung tinh toan lam hon moi tho "
    "dinh dan sang thanh thoi ly kinh giang phu nhan than dua cuoi mong loi luon nguyen kien hanh tuong duong hoan xa "
    "chua"
)
"""Folded given-name syllables that after a role are mostly something else."""
NO_TAILS = PLAIN_VERBS | _words(
    "hoc thi khong tai noi den ra em chi co khi duoc nay moi ngay cung con va chu tien truong doi long lam chua de "
    "phai dua xin tren gi nao"
)
"""Folded common words that do not end a name after its first syllable."""
