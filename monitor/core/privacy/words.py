"""Words that tell persons from places and offices, for masking (`monitor.core.privacy`).

All lists are common knowledge of Vietnamese naming, written down by hand: surnames (also of Khmer, Hoa, Cham and
highland families), syllables that given names are made of, words before which a name stands, words that make an office.
The rules use them, and the learnt tagger as signs of words.
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
    "chín mót hai rạng luyện đẹp hiên hoạch lãnh nhị nhất vịnh ngoạn bửu quới cang đời tằng nữ mộng lài lựu ngát dậu"
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


CHILD_CUES = _phrases(
    "em, cháu, bé, học sinh, nữ sinh, nam sinh, thí sinh, học trò, cậu bé, cô bé, bé trai, bé gái, nạn nhân, bị hại, "
    "bị can, bị cáo, nghi phạm, nghi can, đối tượng, thủ khoa, thằng, nhỏ, đứa, con, bạn, chị em, anh em, con gái, "
    "con trai, em trai, em gái, cháu gái, cháu trai, cháu nội, cháu ngoại, cậu học trò, lớp trưởng, đội trưởng đội "
    "bóng, em học sinh, thằng nhóc, thằng em họ, em họ, anh trai, chị gái, con dâu, con là, hai em, hai cháu, ba em, "
    "nhóc, cu, bị hại là, nạn nhân là, con tui, con tôi, tụi nhỏ, bệnh nhi, sản phụ, trẻ, trẻ tên, th, thg, bn, con "
    "nhỏ, con bé, ngoại, hs, học viên, sinh viên, tân sinh viên, cháu bé, nạn nhân tên, lớp phó, bí thư chi đoàn, "
    "nhóm trưởng, cháu tên, em bé, bé tên, đoàn viên, đội viên, nữ sinh tên, nam sinh tên, bạn học, bạn cùng lớp, thủ "
    "phạm, thằng cu, con trai là, con gái là, con tên, bạn tên, em tên, học sinh tên, nghi phạm là, đứa tên, người "
    "yêu, bạn gái, bạn thân, con ruột, con nuôi, cháu ruột, bé nhà, cậu"
)
PERSON_CUES = _phrases(
    "thầy, cô, thầy giáo, cô giáo, thầy cô giáo, giáo viên, bảo mẫu, bảo vệ, ông, bà, anh, chị, chú, bác, dì, cậu, "
    "mợ, thím, mẹ, cha, ba, má, tên, tên là, tên thật, tên ở nhà là, tên ở nhà, ở nhà tên, tên khai sinh, họ tên, họ "
    "và tên, hiệu trưởng, hiệu phó, phó hiệu trưởng, vợ, chồng, cụ, bà nội, bà ngoại, ông nội, ông ngoại, cha dượng, "
    "dượng, vợ thầy, phụ huynh, phụ huynh em, bác tài, bà giáo, tài xế, chủ nhóm trẻ, bếp trưởng, kế toán, thủ quỹ, "
    "tài khoản, chủ tài khoản, chủ tk, facebook, nick, fb, biệt danh, lương y, cựu học sinh, người báo tin, người "
    "phản ánh, người nhận hỗ trợ, người giám hộ, người làm chứng, người đại diện, gia đình, bạn đọc, ông xã, bà xã, "
    "người mẹ, người cha, người bà, bà chủ, ông chủ, chủ cơ sở, nhà của, mẹ của, ba của, cha của, vợ chồng, cô hiệu "
    "trưởng, thầy hiệu trưởng, thầy hiệu phó, cô hiệu phó, tui là, tôi là, mình là, em là, tôi tên, mình tên, em tên, "
    "cháu tên, bà con, tia, phụ huynh của, người là, người tung tin, vận động viên nhí, nữ giáo viên, nguyên hiệu "
    "trưởng, hai bị can, kẻ, bắt cóc, tổ trưởng, quản nhiệm, cấp dưỡng, nhân viên, giám thị, y tá, ký tên, người quay "
    "clip là, hộ ông, hộ bà, hàng xóm, lao công, chị lao công, thằng cha, người viết, người gửi, người nhận, người "
    "đón, from, tài xế xe, shipper, gv, gvcn, gvbm, ph, phhs, chủ nhiệm, cô chủ nhiệm, thầy chủ nhiệm, chủ quán, chủ "
    "xe, chủ nhà, nhân chứng, bảo vệ trường, tổ phó, quản sinh, cán bộ coi thi, ông anh, bà chị, ba mẹ, bố, bố mẹ, "
    "tía, má nó, ba nó, mẹ nó, mẹ bé, ba bé, cha bé, mẹ em, ba em, phụ huynh bé, phụ huynh cháu, chị gái tên, bác sĩ "
    "tên, người bán, mạnh thường quân, người đăng, chủ nick, chủ page, admin, ad, mc, người tố cáo, người tố, người "
    "bị tố, bị đơn, nguyên đơn, người nhà, người thân, người cho, người thuê, anh hai, chị hai, chị ba, anh ba, cô "
    "tư, chú tư, vận động viên"
)
COLLECTIVE = _phrases(
    "nhỏ, tụi nhỏ, học sinh, nữ sinh, nam sinh, thí sinh, học trò, trẻ, em học sinh, hai em, hai cháu, ba em, giáo "
    "viên, nhân viên, học viên, sinh viên, đoàn viên, đội viên"
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
    "trường, thpt, thcs, th, tiểu học, mầm non, mẫu giáo, mn, mg, thpt chuyên, trung học cơ sở, trung học phổ "
    "thông, huyện, xã, phường, thị trấn, thị xã, tỉnh, tp, thành phố, quận, ấp, khu phố, thôn, xóm, đường, phố, "
    "chợ, cầu, sông, rạch, kênh, cồn, cù lao, đảo, bệnh viện, công ty, đại học, cao đẳng, báo, đài, giải thưởng, "
    "giải, cúp, lễ hội, quỹ, khu lưu niệm, khu, bến, bến đò, chùa, nhà thờ, đình, ngã tư, ngã ba, điểm trường, phân "
    "hiệu, nhà hàng, sách, bộ sách, đại lộ, công viên, tượng đài, dân tộc, tiếng, môn, anh hùng, liệt sĩ, danh "
    "nhân, văn hóa, khối, khu vực, chuyên, tòa nhà, chung cư, ngân hàng, hồ, biển, núi, tổ chức, thư viện, hội "
    "trường, vùng, miền, tiểu học và thcs, thcs và thpt, hội khỏe, hội thi, kỳ thi, chương trình, xã đảo, tại, "
    "trường cấp 1, trường cấp 2, trường cấp 3, cấp 1, cấp 2, cấp 3, gốc, người, thanh niên, trường tư thục, tư "
    "thục, nhóm, hẻm, kiệt, quê, về, từ, đến, hồ bơi, hạng, khu di tích, hướng, tuyến, ở, chi nhánh, bãi, vịnh, "
    "cửa, vàm, bãi biển, cảng, phà, cụm, điểm thi, mùa, ngày, lễ, tết, tháng, năm, đoàn, hội, đội, sở, phòng, bộ, "
    "tỉnh ủy, trg, trườg, bv, ttyt, trạm, bánh mì, tiệm, cơm, phở, bún, trà sữa, cà phê, shop, nhóm trẻ, lớp mẫu "
    "giáo, cơ sở, cơ sở mầm non, doanh nghiệp, cửa hàng, siêu thị, bến xe, bến phà, cây xăng, học bổng, gành, "
    "giồng, bãi rác, sân vận động, sân bóng, khu du lịch, nhà sách, nhà văn hóa, trại, công trình, đập, kinh, thánh "
    "thất, miếu, miễu, đền, vườn, nhà máy, xí nghiệp, khu công nghiệp, trung tâm, ven, giáp, phía, khoa, q, h, tx, "
    "tt, các trường, trường đại học, tuyến đường, ngã năm, ngã sáu, cuộc thi, chiến dịch, phong trào, truyện, phim, "
    "bộ phim, bài hát, ca khúc, bài thơ, vở, vở kịch, kịch, tuồng, cải lương, tác phẩm, tiểu thuyết, cuốn, quyển, "
    "tạp chí, game, trò chơi, fanpage, page, thương hiệu, hãng, nhãn hiệu, sữa, kem, mì, dự án, mô hình, phần mềm, "
    "ứng dụng, app, lớp học, bão, cơn bão, tàu, đội bóng, chó, mèo, cún, con chó, con mèo, chú chó, chó tên, con "
    "chó tên, mèo tên, con mèo tên, chú mèo, chú chó tên, con heo, con trâu, con bò, con vẹt, con gà, em cún tên, "
    "em mèo tên, giống, nhân vật, truyện ngắn, truyện tranh, tranh, triển lãm, tượng, hòn, gò, bàu, đầm, lăng, tịnh "
    "xá, thiền viện, nghĩa trang, bưu điện, nhà hát, rạp, khách sạn, nhà nghỉ, resort, homestay, ktx, ký túc xá, "
    "cổng trường, sân trường, trường tiểu học, trường mầm non, trường mẫu giáo, trường trung học, hội khuyến học, "
    "chi đoàn, liên đội, đường dây nóng, tổng đài, câu lạc bộ, clb, hợp tác xã, htx, nông trường, khu đô thị, kđt, "
    "khu nhà ở, thứ, chủ đề, chuyên đề, du học, sang, nước, quốc tịch, xe khách, nhà xe, xe buýt, hãng xe, nhà trẻ, "
    "lớp lá, lớp chồi, lớp mầm, vở diễn, tiết mục, họa tiết, làng, buôn, phum, sóc, tổ hợp, sạp, vựa, cơ sở may, lò "
    "bánh mì, dtnt, nội trú, dân tộc nội trú, điệu múa, múa, bánh, nhạc, điệu, loại, món, net, quán net, tiệm net, "
    "internet, photo, karaoke, kẹo, nước ngọt, đồ chơi, đội tuyển, hội đua, sân, kỳ nghỉ, dịp, rằm, quán, ngoại "
    "ngữ, tin học, anh ngữ, trung tâm ngoại ngữ, trung tâm anh ngữ"
)
WEAK_PLACE_CUES = _phrases(
    "tại, về, từ, đến, ở, người, gốc, quê, nhóm, hướng, khu vực, năm, đoàn, hội, đội, sở, phòng, bộ, tổ chức, ngày, "
    "hẻm, vùng, khối, quán, chi nhánh, giáp, phía, liên hệ, sang, kênh, xe buýt, chi đoàn, page, cuốn, quyển, xe "
    "khách, bài hát, ca khúc, bài thơ, nhân vật, ngoại ngữ, trung tâm ngoại ngữ, tin học, anh ngữ, trung tâm anh "
    "ngữ"
)
"""After these stand persons too: a surname with two more syllables is one."""
RUN_HEADS = _words(
    "vàm rạch cồn giồng cù kênh sông bến ngã mẫu lãnh thành trường thpt thcs th sở phòng ubnd bộ công hội đoàn báo "
    "đài trung đại ban hđnd tp gd gdđt bgd việt tiểu mầm viện tòa huyện xã phường ấp tỉnh đường chợ cầu bệnh quyết "
    "nghị thông chỉ kế ủy câu clb phó giám chủ bí trưởng chánh hiệu thứ thủ cục vụ tổng thượng thiếu tp.hcm csgt room "
    "agribank vietcombank vcb bidv vietinbank sacombank techcombank mb đông zalo facebook tiktok youtube bv ttyt ktx "
    "htx"
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
    "tâm lý, đại diện sở, ca sĩ, nhạc sĩ, nhà văn, nhà thơ, nghệ sĩ, phó ban, phó vụ trưởng, phó viện trưởng, trưởng "
    "đoàn, phó trưởng đoàn, ni sư, đại đức, thượng tọa, hòa thượng, linh mục, mục sư, trụ trì, phóng viên, nhà báo, "
    "họa sĩ, nhà sử học, chủ tịch quỹ, tổng biên tập, ủy viên, đạo diễn, diễn viên, hoa hậu, huấn luyện viên, cầu "
    "thủ, phó bí thư tỉnh ủy, phó chánh thanh tra, đội trưởng đội, thẩm phán, kiểm sát viên, điều tra viên, quyền "
    "giám đốc, phó trưởng khoa, đồng tác giả, tác giả, nhà nghiên cứu, nhà khoa học, kiến trúc sư, viện phó, trưởng "
    "ty, chuyên viên sở, đại biểu quốc hội, á hậu, mẹ việt nam anh hùng, chiến sĩ, thủ tướng chính phủ, chủ nhiệm ủy "
    "ban, tỉnh ủy viên, thường vụ, đại sứ, biên tập viên, mc truyền hình, anh hùng lao động, anh hùng, nghệ nhân ưu "
    "tú, bác sĩ ckii, bác sĩ cki, bs, bs ckii, bs cki, ths.bs, trưởng trạm y tế, trưởng trạm, chỉ huy trưởng, chỉ huy "
    "phó, chánh án tòa án, đại diện bộ, tổng giám đốc, phó tổng giám đốc, thống đốc, phát ngôn viên, hội trưởng, phó "
    "hội trưởng, chủ tịch hội, chủ tịch công đoàn, bí thư đoàn, bí thư tỉnh đoàn, bí thư huyện đoàn, phó bí thư đoàn, "
    "hạ sĩ, thiếu úy, trung sĩ, chuẩn úy, thượng sĩ, trưởng đài, tổng thư ký, dịch giả, soạn giả, nhà biên kịch, nhà "
    "giáo, tiến sĩ tâm lý, chuyên gia, nhiếp ảnh gia, kỷ lục gia, đô cử, kình ngư, tay vợt, kỳ thủ, danh thủ, hlv, "
    "vđv, nsưt, nsnd, ngưt, ngnd, nghệ sĩ ưu tú, nghệ sĩ nhân dân, tổng phụ trách tỉnh, thái thú, vua, chúa, công "
    "chúa, hoàng tử, danh nhân, danh tướng, trạng nguyên, liệt sĩ, liệt sỹ, mẹ vnah, người anh hùng, chủ biên, đồng "
    "chủ biên, tổng chủ biên, nhóm tác giả, giảng viên, diễn giả, báo cáo viên, giám khảo, chủ khảo, trưởng ban giám "
    "khảo, cố vấn, ls, ks, đ/c, đồng chí, lãnh đạo sở, chuyên viên, thanh tra viên, trợ lý, nhà vô địch, tiến sỹ, "
    "thạc sỹ, bác sỹ, ca sỹ, nhạc sỹ, nghệ sỹ"
)
"""Offices of the state, of science, of public life: whoever is named for one is not masked."""
SCHOOL_OFFICES = _phrases("hiệu trưởng, phó hiệu trưởng, hiệu phó, hiệu trưởng nhà trường, bí thư đoàn trường")
SPEECH = _phrases(
    "cho biết, cho hay, khẳng định, chia sẻ, thông tin, phát biểu, cho rằng, nói, xác nhận, trả lời, thừa nhận, ôn "
    "lại, kể, phát động, trao, tuyên bố, đại diện, thay mặt, dặn, nhấn mạnh, giải thích, thăm, cam kết, mong, đề "
    "nghị, báo cáo, yêu cầu, cảm ơn, ký, chủ trì, bày tỏ, phản hồi, lên tiếng, đánh trống, đón, tiếp nhận, đọc, gửi "
    "lời, thông báo, hứa, nêu, lý giải, trình bày, nhắc, kêu gọi, đánh giá, kết luận, chỉ đạo, dự, tham dự, chúc "
    "mừng, tặng, trao đổi, mong muốn, kiến nghị, xin lỗi, khai mạc, tuyên dương, phân công, trần tình, cùng đoàn, nói "
    "rằng, khen, tâm sự, vui mừng"
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
OPENERS = _words(
    "em anh hai ba năm sáu bảy tám chín mười út tư trường đang được như sao thế thi thị thứ nhất lại sang sáng vui "
    "thương mến đẹp bé gái xinh hơn từ song chung toàn cả vàng nhì cam cần điều căn danh đời thường chính đúng nữ"
)
"""Syllables of names that begin sentences as words: what follows must say that they are names."""
ABROAD = _words("nước sang đi ở tại của người tiếng miền phía hướng giới và bên từ du học gốc quốc hàng về đến môn")
"""Words before a country, a people or a part of the land."""
OFFICE_BODIES = _words("đội đoàn đảng sở hội phòng ban tổ khối bộ toán văn lý hóa sinh sử địa anh tin cđ ubnd hđnd")
"""Words that end an office's title, a person behind them."""
NUMBERS = _words("hai ba tư năm sáu bảy tám chín mười nhất nhị")
PLAIN_PLACE_CUES = _words(
    "truong thpt thcs th mn hoc huyen xa phuong tran tinh ap duong pho cau song rach kenh con dao vien thi xom cho ben "
    "chua quan khu tho lach tai"
) - _words("thi con cho hoc")
"""Folded last words of places before which no name stands in a text without accents."""
SURE_SURNAMES = _words(
    "nguyen tran pham huynh hoang ngo trinh doan phung trieu quach thach nghiem bui phan vo le dinh vuong"
)
"""Folded; begin a name also in small letters when two name syllables follow."""
PLAIN_CUES = _words(
    "gai trai dua vien be chau ten em thay co ong ba anh chi chu bac di cau mo me cha con thang nho ban va nick tk gv "
    "hs"
)
"""Folded cues before names in texts without accents."""
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
SUBJECTS = _words("toán lý hóa sinh văn sử địa anh tin")
AFTER_NAME = _words(
    "đã bị không chưa vẫn kể nói khóc cũng đang chạy nằm bảo nhắn đọc đánh hứa rủ xin mất chết té ngã đứng cầm lấy "
    "giật ném tát đập chửi mắng hét run trốn bỏ đòi nhảy uống viết ngồi bật ơi"
)
"""After a lone capitalised syllable these make it a name."""
COUNTRIES = _words("nga mỹ anh đức ý ba em nhất sở bộ nam bắc đông tây trường hội đoàn đội ban phòng lớp")
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

BODIES = _words(
    "sở bộ ban nhà hội đoàn đội đảng tết luật nghị quyết thông chỉ kế công trung quốc ủy tổ khối lớp khoa viện tỉnh "
    "huyện xã phường ấp thôn xóm khu tp thành phố trường mầm tiểu đại cao phòng văn toán lý hóa sinh sử địa tin anh "
    "nga pháp đức mỹ ý úc nhật hàn việt kinh thái nữ nam giỏi khá tốt yếu kém số ngày tháng năm thứ chủ giám phó bí "
    "chánh hiệu giáo thầy cô em chị ông bà cháu bé con bạn mẹ cha ba má chú bác dì cậu mợ học phụ tòa báo đài chương "
    "cuộc giải quỹ đề dự mẫu đơn biên bản giấy phiếu quy tiếng bắc đông tây nội ngoại tối sáng chiều trưa đêm trái "
    "trời mặt biển sông cầu chợ đường ngã bến chùa đình miếu phật chúa thánh xin cảm kính gửi thân mời điện zalo gọi "
    "liên nhóm mọi các những đây đó lưu ghi nguồn ảnh bài hình video clip link page group admin trước sau theo tại từ "
    "ở trong ngoài trên dưới giữa và nhưng thì là mà vì nếu khi để được bị có không chưa đã đang sẽ cũng lại hay hoặc "
    "với của cho về hôm mùa xuân hạ thu cách mạng chính tổng hành thể ngữ tự âm thủ kỹ nghệ hướng hoạt vui mới nước "
    "dân người hạng nhất nhì loại mức điểm kết khen danh thời giờ tuần buổi tiết nhiệm môn họ tên ngôi truyện sách "
    "thơ lễ hè vận tài viên trợ cán nhân thanh thiếu niên nông nhi đồng an bảo cảnh quân hải lục kiểm thư đăng xem "
    "bấm mong cần đừng hãy phải tôi mình tụi tui bọn chúng nó ai gì sao đâu nào thế vậy rồi ưu nhạc thạc tiến sĩ "
    "giáng khánh lá chồi"
)
"""Words written with a capital inside a sentence for what they are: bodies, subjects, days, labels, peoples."""
SMALL_ACTS = _words(
    "bị đã không chưa kể nói khóc đánh chửi la mắng tát đập nhéo ngắt phạt bắt dạy gọi nhắn bảo kêu lớp "
    "học nghỉ nhà là và "
    "với của ở đi về chạy té ngã đứng nằm mất chết cho đòi hứa rủ xin ơi cầm lấy giật xé ném"
)
"""What somebody does or suffers: a doubtful syllable between a role and these is a name."""
NEVER_SMALL = _words(
    "ngoan anh em bé con sinh học viên giáo thầy cô trường lớp hai ba năm tư một nam nữ gái trai gia đình công dân "
    "phụ huynh hiệu trưởng phòng thi thể nhân bạn chị ông bà cháu chú bác dì cậu mợ má cha mẹ út lại từ thì cần hơn "
    "hay được đang đầu sau trong giao tiền hàng phí thường chung thôi lành hiện tiếp quyết tăng chức vui đẹp mới "
    "nhất sao song đời đồng bị cáo can hại nạn họ tên trẻ nhỏ cái cấp tế bằng thân tằng tuổi này nào ấy đó sơ mầm "
    "thứ"
)
"""Syllables of names that in small letters behind a role are words first: "em sinh", "cô giáo"."""
ALONE_SURE = _words(
    "hân trâm khải khôi quỳnh uyên tuấn hưng diễm diệp diệu huyền huyên khuê khiêm ngọc nguyệt thùy thúy "
    "thuỳ thuý trinh vy "
    "thy oanh thoa my kha khang bửu hường khương trân tiệp nhã nhài tuyền vỹ xuyến đoan dũng phước nhàn "
    "huệ thủy khánh hằng "
    "bích mẫn liễu lộc tú yến vân loan linh huy hạnh hiếu tuyết kiều hiệp duyên nhung lê"
) - _words("lộc hạnh hiếu lê vân linh tuyết kiều khánh hiệp duyên nhung huệ yến tú")
"""Syllables that are names wherever they stand, in small letters or among capitals, with no role before."""
