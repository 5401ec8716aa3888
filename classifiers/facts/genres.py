"""What kind of text it is, whatever harm it names: advice to all, a look back, laughter, thanks for money given back.

A text that also tells a case of its own (a day, a victim, a report to the police) is none of these.
"""

from __future__ import annotations

import re
from functools import cached_property

from classifiers.reading.phrases import Spelling, spelling
from classifiers.reading.scanning import scan
from monitor.core.text import is_accentless

HEAD_CHARS = 160
"""How far the opening reaches in which a text says what kind it is."""


_GUIDES_ALL = spelling(
    r"(?<!\w)(?:cách|dấu hiệu|mẹo|bước|điều|việc|kỹ năng|chiêu|chiêu trò|nguyên tắc|thủ đoạn|lưu ý)(?: \w+){0,2} "
    r"(?:nhận biết|nhận diện|phân biệt|phòng|tránh|xử lý|xử trí|để|khi|giúp|cần|nên|bảo vệ|cho thấy|con)(?!\w)|"
    r"^\W*(?:mẹo|cách|phân biệt|cẩm nang|bí quyết|hỏi đáp|nhận diện|lưu ý)(?!\w)|"
    r"(?<!\w)(?:cần|nên|phải) (?:làm|biết|nói|ứng xử|trả lời|an ủi) (?:gì|sao|thế nào|ra sao)(?!\w)|"
    r"(?<!\w)nói (?:gì|sao|thế nào) (?:với|cho) (?:trẻ|con|học sinh|các em)(?!\w)|"
    r"(?<!\w)làm (?:gì|sao|thế nào) (?:khi|để|nếu)(?!\w)|"
    r"(?<!\w)(?:xử lý|xử phạt|phạt|chịu trách nhiệm|bồi thường|xử)(?: \w+){0,3} (?:ra sao|thế nào|bao nhiêu)(?!\w)|"
    r"(?<!\w)(?:luật sư|chuyên gia|bác sĩ)(?: \w+){0,3} (?:giải đáp|tư vấn|khuyên|hướng dẫn|chỉ cách|mách)(?!\w)|"
    r"(?<!\w)(?:bị|được) coi là(?: \w+){0,4}\?"
)
_TELLS_A_CASE = spelling(
    r"(?<!\w)(?:vụ(?! lợi)|hôm (?:nay|qua|kia|bữa)|bữa nay|bữa qua|(?:sáng|trưa|chiều|tối) (?:nay|qua|\d)|đêm qua|"
    r"ngày \d|vừa qua|mới đây|tuần (?:trước|rồi|qua)|trình báo|nhận đơn|tố giác|tố cáo|"
    r"đã (?:bị )?(?:lừa|mất|chuyển|chiếm đoạt)|lừa được|con (?:tui|tôi|em|mình)|bé nhà|nhà (?:tui|tôi|em|mình)|"
    r"(?:\d+|một|hai|ba|bốn|năm) (?:phụ huynh|học sinh|hs|em|trẻ|bé|cháu|người|ca|nạn nhân|gia đình|giáo viên)|"
    r"nam sinh|nữ sinh|em (?:trai|gái)|bé (?:trai|gái)|\d+ tuổi bị|(?:chuyển|mất) \d|khởi tố|bị bắt|"
    r"tạm giữ|tử vong|nhập viện|clip)(?!\w)"
)
_LAUGHS = re.compile(r"(?<!\w)(?:(?:hi){2,}|(?:ha){2,}|(?:he){2,}|k{3,}|lol)(?!\w)|=\){2,}|:\){3,}|[😂🤣😆]")
_SUFFERS = spelling(r"(?<!\w)(?:bị|khóc|sợ|ép|đau|trình báo|công an|nhập viện|tố)(?!\w)")
_GIVES_BACK = spelling(
    r"(?<!\w)(?:trả lại|nhận lại|hoàn lại|hoàn trả|trả về|thối lại|gửi lại|khỏi (?:phải )?(?:đóng|góp|thu)|"
    r"(?:không|ko|hông|hổng) (?:cần |phải )?(?:đóng|thu|góp)(?: \w+){0,2}|miễn (?:phí|thu|đóng)|được tài trợ|"
    r"tài trợ hết|còn dư|bớt (?:tiền|phí|quỹ)|giảm (?:tiền|phí|quỹ))(?!\w)"
)
_TAKES = spelling(
    r"(?<!\w)(?:thu thêm|đóng thêm|phải đóng|bắt|ép|buộc|đòi|mới (?:chịu )?trả|chịu trả|sai quy định|lạm thu|phản ánh|"
    r"khiếu nại|bức xúc|thanh tra|chưa (?:chịu )?trả|hứa|không (?:chịu )?trả|yêu cầu trả|buộc trả|tại sao|vì sao|"
    r"(?:biên nhận|hóa đơn|biên lai) (?:không|hông|hổng|ko)|\S*tự nguyện\S*)(?!\w)"
)

_ORDERED = spelling(
    r"(?<!\w)(?:buộc|yêu cầu|phải|chưa|đòi|kiến nghị|chỉ đạo|đề nghị|thanh tra|kiểm tra|kết luận|sai|không)(?!\w)"
)


class Genre:
    """The questions, asked of one text as its writer typed it; `zone_end` is where the news itself ends."""

    def __init__(self, text: str, zone_end: int) -> None:
        self._scan = scan(text)
        self._zone_end = zone_end

    @cached_property
    def _accentless(self) -> bool:
        return is_accentless(self._scan.text)

    @cached_property
    def _text(self) -> str:
        return self._scan.folded if self._accentless else self._scan.lower

    def advises(self) -> bool:
        """Whether it opens as advice or explanation for everybody and tells no case of its own."""
        head = min(HEAD_CHARS, self._zone_end)
        return self._in(_GUIDES_ALL, head) and not self._in(_TELLS_A_CASE, self._zone_end)

    def laughs(self) -> bool:
        """Whether it laughs and nobody in it suffers, weeps or reports anything."""
        return bool(_LAUGHS.search(self._text)) and not self._in(_SUFFERS)

    def gives_money_back(self) -> bool:
        """Whether money is handed back or waived of the school's own will; after a complaint it is no thanks."""
        return self._in(_GIVES_BACK, self._zone_end) and not self._in(_TAKES, self._zone_end)

    def opens_with_money_back(self) -> bool:
        """Whether the headline, or the first line of a post, is that money came back, without anybody ordering it."""
        line = self._text.partition("\n")[0]
        end = min(len(line), HEAD_CHARS)
        return self._in(_GIVES_BACK, end) and not self._in(_ORDERED, end)

    def _in(self, expression: Spelling, end: int | None = None) -> bool:
        return bool(self._scan.search_in(self._text, expression.of(accentless=self._accentless), 0, end))
