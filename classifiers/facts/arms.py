"""Weapons in good hands: handed in by their owners, shown by police or soldiers, or in lessons of defence. Pure.

A gun in a schoolyard is a threat, unless the police show it there or people bring theirs to be rid of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from classifiers.reading.phrases import Spelling, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

ARMS = frozenset(("weapon",))
"""The facts that such a text speaks against; an attack stays one."""
_ARM = r"(?:súng|vũ khí|vật liệu nổ|lựu đạn|bom mìn|đạn|dao|mã tấu|kiếm|công cụ hỗ trợ)"
_HANDED_IN = spelling(
    rf"(?<!\w)(?:giao nộp|(?:đem|mang|vác|xách|tự nguyện|tự giác)(?: \w+){{0,6}} nộp|nộp (?:lại )?(?:\w+ )?{_ARM}|"
    rf"(?:vận động|kêu gọi)(?: \w+){{0,6}} nộp|thu hồi(?: \w+)? {_ARM})(?!\w)"
)
_KEEPERS = r"(?:công an|bộ đội|cảnh sát|dân quân|biên phòng|quân sự|sĩ quan|giáo viên quốc phòng|huấn luyện viên)"
_SHOWN = spelling(
    rf"(?<!\w)(?:{_KEEPERS}(?: \w+){{0,5}} (?:cầm|mang|đem|đưa|giơ)(?: \w+){{0,3}} {_ARM}(?: \w+){{0,3}} "
    rf"(?:chỉ|cho (?:coi|xem|thấy)|giới thiệu|hướng dẫn|giải thích|minh họa|biểu diễn)|"
    rf"(?:trưng bày|triển lãm|tham quan|tìm hiểu|nhận biết)(?: \w+){{0,5}} {_ARM}|"
    rf"tháo lắp(?: \w+)? súng|bắn bia|(?:hội thao|môn|tiết|giáo dục) quốc phòng)(?!\w)"
)
_IN_EARNEST = spelling(
    r"(?<!\w)(?:hăm|hăm dọa|đe dọa|dọa|hù|khống chế|(?<!không được )(?<!không )(?<!đừng )chĩa|"
    r"nhắm (?:vào|vô|bắn|thẳng)|"
    r"trúng đạn|dính đạn|bị thương|bị bắn|bắn (?:trúng|vào|vô|chết|qua|sang)|nổ súng|cướp cò|truy sát|rượt|thủ sẵn|"
    r"giấu|tước|lén|đánh nhau|chém|hỗn chiến)(?!\w)"
)
"""Somebody threatens, hides it or was hit, whatever else the text tells."""


def in_good_hands(view: TextView) -> Iterator[tuple[int, int]]:
    """Yield the whole of `view.text` when weapons are handed in or shown in it, and nobody is threatened."""
    accentless = typed_without_accents(view)
    text = view.folded if accentless else view.lower

    def says(expression: Spelling) -> bool:
        return scan(view.text).search_in(text, expression.of(accentless=accentless)) is not None

    if (says(_HANDED_IN) or says(_SHOWN)) and not says(_IN_EARNEST):
        yield 0, len(view.text)
