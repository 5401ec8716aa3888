"""What the rules of severity are called in messages and on the desk."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RULES: Mapping[str, str] = {
    "abduction": "có dấu hiệu bắt cóc",
    "abduction-hinted": "lời kể cho thấy có người bị đưa đi",
    "abuse-hinted": "lời kể cho thấy trẻ bị xâm hại",
    "admission-complaint": "phản ánh về tuyển sinh",
    "arrest": "có người bị bắt, tạm giữ",
    "arrest-any": "có người bị bắt, tạm giữ",
    "arrest-hinted": "lời kể cho thấy có người của ngành bị bắt",
    "assault-on-teacher": "giáo viên bị hành hung, xúc phạm",
    "attack-hinted": "lời kể cho thấy có người bị tấn công",
    "boycott": "cho học sinh nghỉ học để phản đối",
    "care-hinted": "lời kể cho thấy trẻ bị bạo hành nơi gửi",
    "cheating-ring": "có đường dây gian lận thi cử",
    "child-abuse": "trẻ bị bạo hành",
    "collapse": "công trình đổ sập",
    "collapse-victims": "công trình đổ sập có người bị nạn",
    "corruption": "có dấu hiệu tham nhũng, sai phạm tài chính",
    "crowd-hinted": "lời kể cho thấy nhiều người cùng ngã bệnh",
    "data-leak": "lộ dữ liệu",
    "death": "có người tử vong",
    "death-at-school": "có người tử vong tại trường hoặc trong hoạt động của trường",
    "death-hinted": "lời kể cho thấy có người tử vong",
    "death-of-pupil": "có học sinh tử vong",
    "death-pupil": "có học sinh tử vong",
    "death-staff": "có cán bộ, giáo viên tử vong",
    "deaths": "nhiều người tử vong",
    "device-cheating": "dùng thiết bị gian lận thi cử",
    "discipline": "có người bị kỷ luật, đình chỉ",
    "drowning": "đuối nước",
    "epidemic-cluster": "có ổ dịch trong trường",
    "exam-content-out": "nội dung đề thi chính thức bị lọt ra ngoài",
    "exam-error": "sai sót trong đề thi, chấm thi",
    "exam-leak": "nghi lộ đề thi",
    "extra-classes": "dạy thêm, học thêm sai quy định",
    "fees": "phản ánh về các khoản thu",
    "filmed-violence": "bạo lực bị quay clip",
    "filmed-violence-spreads": "clip bạo lực đang lan truyền",
    "fire": "cháy, nổ",
    "food-quality": "phản ánh chất lượng bữa ăn",
    "forged-notice": "thông báo, văn bản giả",
    "grave-injury": "có người bị thương nặng",
    "gravity": "cách kể giống một việc nghiêm trọng (máy đoán, cần người xem)",
    "hack": "hệ thống bị tấn công mạng",
    "hinted": "lời kể cho thấy có việc nghiêm trọng",
    "hospitalised": "có người nhập viện",
    "humiliation-hinted": "lời kể cho thấy học sinh bị làm nhục, quay clip",
    "hurt": "nhiều người bị ảnh hưởng sức khỏe",
    "ill": "có người có triệu chứng bệnh",
    "infected": "có ca nhiễm bệnh",
    "injured": "có người bị thương",
    "injury-hinted": "lời kể cho thấy có người bị thương nặng",
    "leak-hinted": "lời kể cho thấy đề thi bị lộ",
    "missing-hinted": "lời kể cho thấy có trẻ mất tích",
    "official-denial": "cơ quan chức năng bác bỏ",
    "poisoned": "có người bị ngộ độc",
    "prosecution": "đã khởi tố",
    "protest": "tụ tập phản đối",
    "quarantined": "có người phải cách ly",
    "scam": "lừa đảo, giả danh",
    "school-emptied": "học sinh nghỉ học hàng loạt",
    "exam-missed": "thí sinh không được dự thi, lỡ buổi thi",
    "treated-without-consent": "tiêm, cho uống thuốc khi gia đình chưa đồng ý",
    "service-complaint": "phản ánh về thủ tục, dịch vụ",
    "sexual-abuse": "có dấu hiệu xâm hại tình dục",
    "sexual-abuse-by-staff": "nghi người của trường xâm hại học sinh",
    "sexual-harassment": "có dấu hiệu quấy rối tình dục",
    "staff-before-law": "cán bộ, giáo viên bị bắt hoặc khởi tố",
    "staff-complaint": "khiếu nại, mâu thuẫn nhân sự",
    "substance": "liên quan chất cấm, thuốc lá điện tử",
    "suicide": "có dấu hiệu tự tử",
    "suicide-hinted": "lời kể cho thấy có người tự tử",
    "suicide-thought": "có biểu hiện muốn tự tử",
    "supply-problem": "thiếu sách, thiết bị",
    "teacher-broken-bone": "giáo viên bị thương nặng",
    "teacher-violence": "giáo viên dùng bạo lực với học sinh",
    "textbook-error": "sai sót trong sách giáo khoa",
    "threat-hinted": "có lời dọa mang hung khí vào trường",
    "trapped": "có người bị mắc kẹt",
    "unlicensed": "hoạt động không phép",
    "unpaid-wages": "chậm, nợ lương",
    "violence": "bạo lực, đánh nhau",
    "weapon": "có hung khí",
    "weapon-victims-at-school": "tấn công bằng hung khí trong trường, có người bị nạn",
}
_RULE = re.compile(r"^[a-z]+\.(?P<kind>[a-z-]+)(?:>=(?P<count>\d+))?$")
"""`floor.KIND>=COUNT`, `score.KIND`: how severity writes the rules of its reasons."""


def rule_words(rule: str) -> str:
    """Say what a rule means: `floor.hospitalised>=10` → `có người nhập viện (từ 10 người)`; empty if unknown."""
    found = _RULE.match(rule)
    words = _RULES.get(found["kind"], "") if found is not None else ""
    if words and found is not None and found["count"]:
        return f"{words} (từ {found['count']} người)"
    return words
