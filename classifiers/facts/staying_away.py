"""Pupils kept at home: what was only said or planned, and a school whose classes are full after all. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from classifiers.reading.phrases import Spelling, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

STAYING_AWAY = frozenset(("boycott",))
"""The facts that these passages speak against."""
_PUPILS = r"(?:học sinh|học trò|hs|em|con|cháu|trẻ|bé|tụi nhỏ|sắp nhỏ)"
_PLANNED = spelling(
    r"(?<!\w)(?:(?:từng |mới |đang |cũng |có |còn )?(?:tính|dự tính|toan|bàn|bàn nhau|dọa|hăm|hăm he|định|dự định)"
    r"|sẽ(?: \w+)?|ai nỡ|đâu (?:ai |có )?(?:nỡ|dám))"
    rf"(?: (?:chuyện|là|sẽ|đồng loạt|cùng|cùng nhau|mới|phải)){{0,4}} (?:cho|bắt|giữ|để)(?: \w+){{0,3}} {_PUPILS}(?!\w)"
    r"[^,.!?\n]{0,40}"
)
"""`tính giữ học sinh ở nhà`: up to the end of the clause, as what follows may have happened."""
_FULL = spelling(
    rf"(?<!\w)(?:(?:có |đông |vẫn |vẫn đông )?đủ (?:cả )?(?:\d+ )?{_PUPILS}|"
    rf"{_PUPILS}(?: \w+)? (?:vẫn )?(?:đến|tới|đi|vô|vào) (?:lớp|trường|học) (?:rất |gần |khá |vẫn )?(?:đông |đầy )?đủ|"
    rf"{_PUPILS}(?: \w+)? (?:vẫn )?(?:đến|tới|đi|vô|vào) (?:lớp|trường|học) (?:lại )?bình thường|"
    rf"không (?:có )?{_PUPILS} nào (?:bị giữ|nghỉ|vắng|ở nhà)|không {_PUPILS} nào (?:bị giữ|nghỉ|vắng))(?!\w)"
)
_MISSING = spelling(
    r"(?<!\w)(?:vắng (?:hoe|tanh|bóng|hơn|gần|quá|phân|nửa|\d)|\d+(?: \w+){0,2} (?:vắng|nghỉ|không (?:đến|tới|đi))|"
    r"chỉ (?:có|còn) (?:\d+|vài|mấy)|lèo tèo|lác đác)(?!\w)"
)


def only_threatened(view: TextView) -> Iterator[tuple[int, int]]:
    """Yield the passages of `view.text` in which keeping pupils at home was planned or did not come about."""
    accentless = typed_without_accents(view)
    text = view.folded if accentless else view.lower

    def found(expression: Spelling) -> Iterator[tuple[int, int]]:
        matches = scan(view.text).finditer_in(text, expression.of(accentless=accentless))
        yield from (match.span() for match in matches)

    if any(found(_FULL)) and not any(found(_MISSING)):
        yield 0, len(view.text)
    else:
        yield from found(_PLANNED)
