"""Names of places and of persons that schools, streets and awards bear: for masking they are no living persons."""

from __future__ import annotations

from monitor.core.text import fold


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(",") if phrase.strip())


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
    "khương, lạc long, thành phố, trường sa, hoàng sa, côn đảo, lý sơn, phù đổng, thánh gióng, kim đồng, bác hồ, "
    "đảng, nhà nước, quốc hội, chính phủ, ba lai, cổ chiên, hàm luông, rạch miễu, cửu long, mê kông, thứ hai, thứ ba, "
    "thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật, chân trời sáng tạo, cánh diều, toán, vật lý, hóa, tin học, quốc "
    "ngữ, trung thu, an toàn, thanh niên, đoàn thanh niên, thanh tra, văn phòng, tài chính, giáo dục, đào tạo, trung "
    "học, trung tâm, tuyển sinh, nam bộ, tây nguyên, bắc, tây, trung bộ, bắc bộ, trung ương, phú lễ, tân phong, đông "
    "nam bộ, đồng bằng sông cửu long, bảo hiểm, bảo việt, vinh danh, an ninh, pháp, anh, ý, úc, kinh, việt, khmer, "
    "chợ rẫy, từ dũ, chợ lớn, gia định, sóc sơn, thủ dầu một, buôn ma thuột, pleiku, quy nhơn, tuy hòa, phan thiết, "
    "tây đô, đồng tháp mười, hồng kông, singapore, ấn độ, campuchia, lào, brunei, malaysia, indonesia, philippines, "
    "châu á, châu âu, ok om bok, chôl chnăm thmây, nguyên đán, giáng sinh, trường sơn, điện biên phủ, olympic, kinh "
    "mới, phật giáo, thiên chúa, hồi giáo, công giáo, cao đài, chăm, hrê, ê đê, tày, mường, nùng, thái, gia rai, ba "
    "na, giao hòa, mỹ thành, bình khánh đông, bình khánh tây, phong mỹ, phước tuy, phú ngãi, phú tân, sơn đông, phú "
    "hưng, bình phú, mỹ thạnh an, nhơn thạnh, phú nhuận, tân thạch, quới sơn, an khánh, giao long, phú túc, phú đức, "
    "phú an hòa, an phước, tam phước, thành triệu, tường đa, quới thành, phước thạnh, an hóa, tiên long, an hiệp, hữu "
    "định, tiên thủy, sơn hòa, phú phụng, sơn định, vĩnh bình, hòa nghĩa, long thới, phú sơn, phú mỹ, tân thiềng, "
    "vĩnh thành, vĩnh hòa, hưng khánh trung b, hưng khánh trung a, thanh tân, thạnh ngãi, tân phú tây, phước mỹ "
    "trung, tân thành bình, thành an, hòa lộc, tân thanh tây, định thủy, tân bình, nhuận phú tân, đa phước hội, tân "
    "hội, phước hiệp, bình khánh, khánh thạnh tân, an thạnh, an định, thành thới b, tân trung, an thới, thành thới a, "
    "minh đức, ngãi đăng, cẩm sơn, hương mỹ, phong nẫm, mỹ thạnh, châu hòa, lương hòa, lương quới, lương phú, châu "
    "bình, thuận điền, sơn phú, bình hòa, phước long, hưng phong, long mỹ, tân hào, bình thành, tân thanh, tân lợi "
    "thạnh, thạnh phú đông, hưng nhượng, hưng lễ, tam hiệp, long định, long hòa, phú thuận, vang quới tây, vang quới "
    "đông, châu hưng, phú vang, lộc thuận, định trung, thới lai, bình thới, phú long, bình thắng, thạnh trị, đại hòa "
    "lộc, thừa đức, thạnh phước, thới thuận, tân mỹ, mỹ hòa, tân xuân, mỹ chánh, bảo thạnh, an phú trung, mỹ nhơn, "
    "phước ngãi, an ngãi trung, an bình tây, bảo thuận, tân hưng, an ngãi tây, tân thủy, vĩnh an, an đức, an hòa tây, "
    "an thủy, tiệm tôm, phú khánh, đại điền, quới điền, mỹ hưng, thới thạnh, hòa lợi, an điền, an thuận, an quy, "
    "thạnh hải, an nhơn, giao thạnh, thạnh phong, mỹ an, hưng khánh trung, thành thới, mỹ chánh hòa, an qui, sen "
    "dolta, sene dolta, đôn ta, chol chnam thmay, kathina, ramadan, katê, vu lan, nguyên tiêu, thanh minh, đoan ngọ, "
    "hàn thực, noel, halloween, valentine, dù kê"
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
    "tân, nguyễn an ninh, phan đình phùng, lương văn can, nguyễn văn tiếp, trần quốc tuấn, lê thánh tôn, nguyễn hiền, "
    "lý công uẩn, trần nhân tông, trần nhật duật, phạm ngũ lão, bùi thị xuân, nguyễn thị út, út tịch, nguyễn thị "
    "thập, lê thị riêng, võ văn tần, trần văn kỷ, huỳnh thúc kháng, hoàng diệu, nguyễn thiện thuật, phan huy chú, "
    "phan huy ích, mai thúc loan, triệu thị trinh, hoàng văn thụ, ngô gia tự, nguyễn đức cảnh, nguyễn văn bé, trần "
    "bình trọng, lê văn hưu, trần khánh dư, nguyễn văn hưởng, nguyễn thông, nguyễn nhược thị, tán kế, lãnh binh "
    "thăng, đặng thùy trâm, phạm ngọc thạch, tôn thất tùng, nguyễn hữu huân, thủ khoa huân, phan đình giót, la văn "
    "cầu, bế văn đàn, cù chính lan, lê quang định, nguyễn văn thoại, nguyễn lương bằng, mạc thị bưởi, nguyễn tất "
    "thành, nguyễn sinh sắc, nguyễn ái quốc, bác tôn, đốc binh kiều, ngô sĩ liên, nguyễn siêu, trần cao vân, tú "
    "xương, nguyễn thượng hiền, nguyễn trường tộ, kim đồng, dương văn dương, tấm cám, tấm, cám, thạch sanh, lý thông, "
    "sọ dừa, lục vân tiên, kiều nguyệt nga, thúy kiều, thúy vân, kiều, truyện kiều, kim vân kiều, chị dậu, lão hạc, "
    "chí phèo, thị nở, bá kiến, dế mèn, dế choắt, mị, a phủ, xuân tóc đỏ, thánh gióng, sơn tinh, thủy tinh, mai an "
    "tiêm, chử đồng tử, chú cuội, chị hằng, cuội, hằng nga, ông táo, ông công, tôn ngộ không, bao công, doraemon, "
    "nobita, conan, tào tháo, quan vũ, trương phi, lưu bị, khổng tử, trạng quỳnh, trạng tí, thằng bờm, cô bé quàng "
    "khăn đỏ, hoàng tử bé, lọ lem, bạch tuyết, ông già noel, shakespeare, einstein, newton, mác, lênin, lê-nin, hồ "
    "chủ tịch, bác, phật, chúa, thánh, âu lạc, văn lang, đại việt, mèo máy, ba giai, tú xuất, ông bụt, ông kẹ, bà "
    "chúa xứ, quan âm, quan công, chú tễu, thằng cuội, chú bộ đội, cô tấm"
)
"""Names that schools, streets and awards bear: a full match is no living person."""

FOLDED_PLACES = frozenset(map(fold, PLACES))
FOLDED_HISTORICAL = frozenset(map(fold, HISTORICAL))
