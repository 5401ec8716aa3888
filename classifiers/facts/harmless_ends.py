"""What was taken for grave and was none in the end: suspicions that turned out wrong, blows in a game. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from classifiers.reading.phrases import Spelling, sentence_breaks, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

_GAME_CHARS = 500
"""A post about a game is short; a longer text may go on to an accident."""
_SUSPECTED = spelling(
    r"(?<!\w)(?:nghi|ngỡ|tưởng|cứ nghĩ|báo tin|kêu cứu|hoảng|hốt hoảng|náo loạn|xôn xao|hú hồn)(?!\w)"
)
_TURNED_OUT = spelling(
    r"(?<!\w)(?:(?:hóa ra|té ra|thì ra|thực ra|thật ra)(?: chỉ| là| chỉ là)?(?!\w)(?! (?:bị|đã|chính|thủ phạm|kẻ))|"
    r"chỉ là (?:hiểu|nhầm|trò|một trò|đùa)|là (?:hiểu lầm|hiểu nhầm|nhầm lẫn|trò đùa|báo động giả)|"
    r"không có thật|báo động giả)(?!\w)"
)
"""What was taken for grave, and that it was none."""
_IN_FUN = spelling(
    r"(?<!\w)(?:chơi trò|trò chơi|hội trại|cắm trại|hóa trang|kiếm kẹo|tìm kẹo|thau bột|chậu bột|dìm vào bột|bánh kem|"
    r"ném bột|té nước|đại hội thể thao)(?!\w)"
)
_MERRY = spelling(r"(?<!\w)(?:cười|vui|haha|hihi|hehe|mắc cười|dễ thương|giỡn|sinh nhật)(?!\w)|=\){2,}|:\){2,}")
_IN_TEARS = spelling(
    r"(?<!\w)(?:khóc|bầm|máu|thương|đau|ép|bắt nạt|nạn nhân|công an|viện|cấp cứu|hội đồng|sợ|xin lỗi|nhục|tố|"
    r"phụ huynh|kỷ luật)(?!\w)"
)
"""A game people laugh at, and that somebody suffered in it."""
BLOWS = frozenset(("violence", "filmed-violence", "child-abuse", "teacher-violence", "assault-on-teacher"))
"""The facts that a game at which people laugh speaks against."""


def turned_out(view: TextView) -> Iterator[tuple[int, int]]:
    """Yield the passages of `view.text` from a suspicion to the words of its sentence or the next that end it."""
    finder = _Finder(view)
    if not (finder.says(_SUSPECTED) and finder.says(_TURNED_OUT)):
        return
    ends = [*(end for _, end in sentence_breaks(view.text)), len(view.text)]
    left = 0
    for number, right in enumerate(ends):
        suspected = finder.find(_SUSPECTED, left, right)
        truth = finder.find(_TURNED_OUT, suspected[1], ends[min(number + 1, len(ends) - 1)]) if suspected else None
        if suspected and truth:
            yield suspected[0], truth[0]
        left = right


def in_fun(view: TextView) -> Iterator[tuple[int, int]]:
    """Yield the whole of a short post about a game at which people laugh and nobody weeps."""
    finder = _Finder(view)
    merry = len(view.text) <= _GAME_CHARS and finder.says(_IN_FUN) and finder.says(_MERRY)
    if merry and not finder.says(_IN_TEARS):
        yield 0, len(view.text)


class _Finder:
    def __init__(self, view: TextView) -> None:
        self._accentless = typed_without_accents(view)
        self._text = view.folded if self._accentless else view.lower
        self._scan = scan(view.text)

    def says(self, expression: Spelling) -> bool:
        return self.find(expression, 0, len(self._text)) is not None

    def find(self, expression: Spelling, left: int, right: int) -> tuple[int, int] | None:
        match = self._scan.search_in(self._text, expression.of(accentless=self._accentless), left, right)
        return match.span() if match else None
