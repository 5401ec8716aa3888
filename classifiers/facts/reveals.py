"""A sentence that says what the whole text has told: a drill, a film or a story, a case of long ago.

`Sáu em rớt xuống rạch … Đó là chuyện của mười ba năm trước mà ông kể lại …`, `… là nội dung phim ngắn của nhóm học
sinh`, `Đó là tình huống trong buổi tập huấn`. Such texts open like news and tell the truth later, or in the headline
after a colon. Pure; one run over the words decides for most texts that nothing is revealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.facts.guarding.names import DRILL, FICTION, PAST
from classifiers.facts.guarding.patterns import THOUGHT
from classifiers.reading.phrases import Spelling, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

TOLD_AS = "told-as-"
"""Kind of the fact that says so: `told-as-drill`, `told-as-fiction`, `told-as-past`."""
_THIS = (
    r"(?<!\w)(?:đó|đấy|đây|vậy|tất cả|thật ra|thực ra|thực chất|hóa ra|trên đây|"
    r"(?:toàn bộ |những |các )?(?:tình huống|diễn biến|sự việc|sự cố|câu chuyện|nội dung|vụ việc|cảnh|chuyện)"
    r"(?: \w+){0,3}? (?:trên|này|ấy|đó|nói trên))"
    r"(?: (?:đều|chỉ|cũng|thực chất|thực ra|thật ra|mới|vốn|chính|đã)){0,5}"
)
"""What a sentence points back with."""
_IS = r" (?:là|nằm trong|thuộc|diễn ra trong|được dựng trong|trích từ|trích trong) "
_OF = r"(?:(?:một|kịch bản|nội dung|tình huống|cảnh|phần|của|trong|đề bài|câu hỏi|mở đầu|đoạn mở đầu|lời) ){0,4}"
_STAGED = (
    r"(?:(?:buổi|cuộc|đợt|phần|bài|màn) )?(?:diễn tập|thực tập phương án|tập huấn|tập dượt|hoạt cảnh|tiểu phẩm|"
    r"vở kịch|vở diễn|hội thi|giả định|dàn dựng|phiên tòa giả định|"
    r"phương án (?:\w+ ){0,4}(?:dựng|xây dựng|thực tập|diễn tập|tập luyện))"
)
_ROLE = r"(?:nạn nhân|bị nạn|hung thủ|kẻ gian|kẻ xấu|kẻ lạ|kẻ bắt cóc|thủ phạm|tên cướp|tên trộm|đối tượng)"
_SAID_AS_ADVICE = (
    r"(?<!\w)(?:nhắc|dặn|khuyên|giảng|hướng dẫn|chia sẻ|cảnh báo|nói) (?:như )?(?:vậy|thế|điều này|điều đó) "
    r"(?:trong|tại|ở) (?:buổi|lớp|giờ|đợt) (?:nói chuyện|tập huấn|sinh hoạt|chuyên đề|truyền thông|"
    r"tuyên truyền|hướng dẫn)"
)
"""Who taught others told it."""
_EXHIBITED = (
    r"(?<!\w)(?:đều|chỉ|toàn|vốn|thực ra) là (?:những |các )?(?:vật mẫu|mẫu vật|hàng mẫu|hiện vật|đạo cụ|đồ giả|"
    r"vật trưng bày|mẫu trưng bày)(?!\w)|"
    r"(?<!\w)trưng bày (?!không|chưa)[^.!?\n]{0,60}(?<!\w)(?:để|giúp|cho) (?:\w+ ){0,4}"
    r"(?:biết mà tránh|nhận (?:biết|diện|ra|dạng)|phòng tránh|cảnh giác|đề phòng)(?!\w)"
)
"""What is shown so that people know it is no case of it."""
_MADE_UP = (
    r"(?<!\w)(?:trang|fanpage|page|kênh|nhóm|chuyên mục|mục|bản tin|tin xóm)(?: \w+){0,2} "
    r"(?:trào phúng|châm biếm|chế|hài|cười|tin vịt)(?!\w)[^.!?\n]{0,40}(?<!\w)"
    r"(?:bịa|hư cấu|tưởng tượng|cho vui|cười)(?!\w)|"
    r"(?<!\w)(?:chuyện|tin|truyện|bài|nội dung|nhân vật)(?: \w+){0,3} (?:là )?(?:tự bịa|do tui bịa|bịa cho vui|"
    r"bịa ra cho vui|hoàn toàn hư cấu|mang tính hư cấu|chỉ là hư cấu|là hư cấu|hư cấu|tưởng tượng)(?!\w)|"
    r"[(\[](?:chuyện |tin |truyện )?(?:bịa|hư cấu|chế|châm biếm|trào phúng)(?!\w)[^)\]\n]{0,40}[)\]]|"
    r"(?<!\w)(?:bịa|chế|giỡn|nói chơi) (?:thôi|cho vui|cho bà con cười)(?: nha| nghen| nghe| nè)?(?!\w)"
)
"""The writer says that it is made up for laughs."""
_DRILL = spelling(
    rf"{_THIS}{_IS}{_OF}(?:{_STAGED}|tình huống (?:giả định|do ban|được (?:đưa ra|dựng)|thực hành|xử lý)|"
    r"(?:một trong )?(?:\w+ )?tình huống [^.!?\n]{0,60}(?<!\w)(?:tập huấn|diễn tập|giả định|hội thi|cuộc thi|"
    r"thực hành|đóng vai))|"
    r"(?<!\w)(?:kịch bản|tình huống) (?:của |trong )?(?:tình huống giả định|"
    rf"{_STAGED})|"
    r"(?<!\w)(?:nạn nhân|bệnh nhân|người bị nạn|người bệnh|hung thủ|kẻ gian|kẻ xấu|thủ phạm|tên cướp)"
    r"[”\"’»]? (?:này |trên )?(?:đều |chỉ |cũng )?(?:do|là)[^.!?\n]{0,40}(?:đóng vai|thủ vai|sắm vai|nhập vai|"
    rf"hóa trang)|(?<!\w)(?:vào|đóng|thủ|sắm|nhập) vai (?:(?:là|làm|một|người|tên) ){{0,2}}{_ROLE}|"
    r"[:–—-] (?:bài toán|tình huống|đề bài) (?:cho|của|trong) [^.!?\n]{0,40}(?:thi|tập huấn|diễn tập|tập|coi)(?!\w)|"
    rf"{_SAID_AS_ADVICE}|{_EXHIBITED}"
)
_WORK = (
    r"(?:bộ phim|thước phim|phim ngắn|phim|vở kịch|vở diễn|vở|tiểu phẩm|truyện ngắn|truyện|tiểu thuyết|cuốn sách|"
    r"cuốn truyện|kịch bản|bài dự thi|trò chơi|mv)"
)
_TITLE_MARK = r"(?: (?:“|\"|‘|'|«))?"
_FICTION = spelling(
    rf"{_THIS}{_IS}{_OF}{_WORK}(?!\w)|{_THIS}{_IS}(?:nội dung|cốt truyện|cảnh|một cảnh|phân đoạn){_TITLE_MARK}"
    rf"[^.!?\n]{{0,40}}(?<!\w){_WORK}(?!\w)|"
    rf"[:–—-] (?:(?:khi|và|những|từ) )?{_WORK}(?: \w+){{0,2}} (?:làm|khiến|chạm|lấy|của|gây|về|do)(?!\w)|"
    rf"{_MADE_UP}"
)
_COUNT = r"(?:\d+|(?:hai |ba |bốn |năm )?mươi|mười(?: \w+)?|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mấy|nhiều|vài)"
_LONG_AGO = (
    rf"(?:{_COUNT} năm (?:trước|về trước|qua)|(?:cách đây|cách nay) (?:hơn |gần )?{_COUNT} năm|"
    r"(?:năm|mùa \w+|tháng \w+) (?:xưa|ấy|nọ|ngoái|trước)|năm (?:19|20)\d\d|ngày (?:xưa|ấy|đó)|thuở (?:nào|trước|ấy))"
)
_OLD = spelling(
    rf"{_THIS} là (?:(?:một|câu|ký ức|hồi ức|lời kể|những|các|kỷ niệm) ){{0,3}}"
    r"(?:chuyện|vụ|tai nạn|biến cố|ký ức|hồi ức|kỷ niệm|buổi|ngày|trận|cảnh)(?: (?:của|từ|hồi|xảy ra|năm|về|đã|"
    rf"cũ|buồn|"
    rf"tháng \w+|cách)){{0,6}}[^.!?\n]{{0,24}}?(?<!\w){_LONG_AGO}(?!\w)|"
    r"(?<!\w)(?:là|toàn) (?:clip|video|hình|ảnh|đoạn phim|vụ|chuyện) (?:rất |đã )?(?:cũ|(?:(?:quay|xảy ra) )?"
    r"(?:(?:ở|tại|bên) \w+(?: \w+){0,3} )?(?:từ|hồi|vào|năm)(?: năm| hồi)? (?:19|20)\d\d)(?!\w)"
)
_FOR_REAL = spelling(
    r"(?<!\w)(?:thật|thiệt|sự cố ngoài|ngoài ý muốn|ngoài kịch bản|không may|chẳng may|tai nạn)(?!\w)(?! sự| ra)",
    r"(?<!\w)(?:bi \w+ (?:that|thiet)|ngoai y muon|ngoai kich ban|khong may|chang may|tai nan)(?!\w)",
)
_AT_LAST = spelling(
    r"(?<!\w)(?:hôm nay|sáng nay|chiều nay|trưa nay|tối qua|đêm qua|hôm qua|mới đây|vừa (?:bị|xảy)|"
    r"lại (?:bị|có|xảy|sập|cháy))(?!\w)"
)
"""Something of today beside an old case."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """What a text turns out to have told (`drill`, `fiction`, `past`), and where the words that say so stand."""

    name: str
    start: int
    end: int


def find_reveal(view: TextView) -> Reveal | None:
    """Find the words that say what the text has told, or None. Offsets into `view.text`."""
    accentless = typed_without_accents(view)
    text = view.folded if accentless else view.lower
    thought = THOUGHT.of(accentless=accentless).pattern
    for name, expression in ((DRILL, _DRILL), (FICTION, _FICTION), (PAST, _OLD)):
        for start, end in _found(view, expression, text, accentless=accentless):
            if name != DRILL or not thought.search(text, 0, start):
                return Reveal(name, start, end)
    return None


def is_in_earnest(view: TextView, reveal: Reveal, left: int, right: int) -> bool:
    """Whether a sentence `[left, right)` tells of something real or new in a text that turns out to be none."""
    accentless = typed_without_accents(view)
    text = view.folded if accentless else view.lower
    expression = _AT_LAST if reveal.name == PAST else _FOR_REAL
    return expression.of(accentless=accentless).pattern.search(text, left, right) is not None


def _found(view: TextView, expression: Spelling, text: str, *, accentless: bool) -> Iterator[tuple[int, int]]:
    for match in scan(view.text).finditer_in(text, expression.of(accentless=accentless)):
        yield match.span()
