"""What stands around a name and whether it may say where something happened: type word, guard, capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from monitor.core.places.phrases import Pattern, Role
from monitor.core.places.prepared import Prepared
from monitor.core.text import fold

_LOOK_BEHIND = 48
"""Characters before a name that are read for what speaks for or against it."""
_TYPE_FORMS = {
    "tỉnh": ("tỉnh", "tinh"),
    "thành phố": ("thành phố", "thanh pho", "tp.", "tp", "t.p", "t.p."),
    "thị xã": ("thị xã", "thi xa", "tx.", "tx"),
    "thị trấn": ("thị trấn", "thi tran", "tt.", "tt"),
    "quận": ("quận", "quan", "q."),
    "huyện": ("huyện", "huyen", "h."),
    "xã": ("xã", "xa", "x."),
    "phường": ("phường", "phuong", "p.", "f."),
}
_TYPE_OF = {form: word for word, forms in _TYPE_FORMS.items() for form in forms}
_TYPE_BEFORE = re.compile(
    r"(?<!\w)(" + "|".join(re.escape(f) for f in sorted(_TYPE_OF, key=len, reverse=True)) + r")[ \t]*$"
)


def _before(*words: str, tail: str = r"[ \t]+$") -> re.Pattern[str]:
    """A pattern for one of `words`, with or without accents, right before a name."""
    forms = sorted({form for word in words for form in (word, fold(word))}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in forms) + ")" + tail)


_PERSON = _before(
    "thầy", "thầy giáo", "cô", "cô giáo", "em", "ông", "bà", "anh", "chị", "cháu", "bé", "chú", "bác", "cậu", "dì",
    "nghệ sĩ", "ca sĩ", "nhà thơ", "nhà giáo", "bác sĩ", "liệt sĩ", "anh hùng", "tên",
)  # fmt: skip
_THING = _before(
    "đường", "phố", "hẻm", "ngõ", "báo", "tạp chí", "quán", "tiệm", "nhà hàng", "khách sạn", "cửa hàng", "cầu", "kẹo",
    "kẹo dừa", "dừa", "bưởi", "gạo", "đặc sản", "rượu", "phong trào", "giải", "giải thưởng", "clb", "câu lạc bộ",
    "đội bóng", "cao đẳng", "tinh thần", "cuộc", "đạo diễn", "quốc lộ", "hương lộ", "ngã tư", "chung cư", "tập đoàn",
    "công ty", "hiệu", "dòng",
)  # fmt: skip
_ORIGIN = _before(
    "quê", "quê ở", "quê tại", "quê gốc", "gốc", "người", "dân", "nguyên quán", "quê quán", "sinh ra ở", "sinh ra tại",
    "quê tỉnh", "gốc tỉnh", "sinh năm",
)  # fmt: skip
_TRANSFER = _before(
    "bệnh viện", "bv", "chuyển lên", "chuyển viện", "chuyển về", "chuyển ra", "cấp cứu tại", "đưa lên", "chuyển tuyến",
    "bàn mổ", "phòng mổ", "phẫu thuật", "hồi sức", "nằm viện", "nhập viện",
    tail=r"[^.!?;\n]{0,30}$",
)  # fmt: skip
_LOCATED = _before(
    "ở", "tại", "thuộc", "địa bàn", "về", "đến", "xuống", "trong", "khắp", "dưới", "bên", "qua", "từ",
)  # fmt: skip
_SHORT_COUNTRY_BEFORE = _before(
    "ở", "tại", "nước", "của", "từ", "sang", "đến", "học sinh", "sinh viên", "giáo viên", "phụ huynh", "trường học",
    "du học", "bang", "người", "báo", "tổng thống", "phu nhân", "giáo dục", "đại học", "quân đội", "cảnh sát",
    "chính phủ", "và", "với", "cựu", "trẻ em", "trường", "trường đại học", "phim",
    "khắp", "khắp nước", "khuyết tật", "học trò", "nhiều trường", "quanh", "dân",
)  # fmt: skip


class Guard(Enum):
    """Why a name may not say where it happened."""

    NONE = auto()
    PERSON = auto()
    THING = auto()
    ORIGIN = auto()
    TRANSFER = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found. `start` includes the type word, `name_start` does not.

    `type_word` ends in `?` when it stands before an earlier name of the same list. `crowded`: part of a longer proper
    name; `located`: after `ở`, `tại` and the like.
    """

    start: int
    name_start: int
    end: int
    pattern: Pattern
    type_word: str
    guard: Guard
    capitalised: bool
    crowded: bool
    located: bool

    @property
    def means_no_place(self) -> bool:
        """Whether it names a person, a street, an outlet or a product."""
        return self.guard is Guard.PERSON or self.guard is Guard.THING


def read_hit(prepared: Prepared, start: int, end: int, pattern: Pattern, previous: Hit | None) -> Hit | None:
    """Read the surroundings of a phrase; None when it cannot be what the pattern says."""
    words = prepared.text[start:end]
    if not _written_as(pattern, words):
        return None
    if pattern.role is not Role.PLACE:
        abroad = pattern.role is not Role.SHORT_COUNTRY or _is_country(prepared, start, end)
        return Hit(start, start, end, pattern, "", Guard.NONE, True, False, False) if abroad else None
    before = prepared.lowered[max(0, start - _LOOK_BEHIND) : start]
    first, type_word = start, pattern.type_word
    if not type_word and (typed := _TYPE_BEFORE.search(before)):
        first, type_word = start - len(before) + typed.start(), _TYPE_OF[typed.group(1)]
        before = before[: typed.start()]
    elif previous is not None and previous.type_word and _continues_list(prepared, previous, start):
        type_word = f"{previous.type_word.rstrip('?')}?"
    capitalised = _is_capitalised(words) or before.endswith("#")
    if pattern.kind == "commune" and not (type_word and capitalised):
        return None
    return Hit(
        first,
        start,
        end,
        pattern,
        type_word,
        guard=_guard_of(prepared, first, pattern, previous, before, typed=bool(type_word)),
        capitalised=capitalised,
        crowded=_is_crowded(prepared.text, first, end, typed=first < start),
        located=_LOCATED.search(before) is not None,
    )


def _written_as(pattern: Pattern, words: str) -> bool:
    if pattern.kind == "upper":
        return words.isupper()
    return pattern.kind != "upper-first" or words[0].isupper()


def _is_country(prepared: Prepared, start: int, end: int) -> bool:
    """Whether Mỹ, Anh, Đức … is the country: one capital syllable after a word that asks for one."""
    text = prepared.text
    if prepared.accentless or not text[start].isupper():
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    if text[end : end + 1] in {":", ")"} and text[max(0, start - 1) : start] in {"", "\n", "("}:
        return True
    return _SHORT_COUNTRY_BEFORE.search(prepared.lowered[max(0, start - _LOOK_BEHIND) : start]) is not None


def _continues_list(prepared: Prepared, previous: Hit, start: int) -> bool:
    """`huyện Ba Tri, Bình Đại và Thạnh Phú`: the type word counts for the whole list."""
    between = prepared.lowered[previous.end : start]
    return between.strip() in {",", "và", "va", "-", "–", "&", ";"}


def _guard_of(
    prepared: Prepared, start: int, pattern: Pattern, previous: Hit | None, before: str, *, typed: bool
) -> Guard:
    """What speaks against a name; the unit above a person's origin is origin too (`quê Ba Tri, tỉnh Bến Tre`)."""
    if pattern.kind == "hint":
        return Guard.NONE
    if previous is not None and previous.guard is Guard.ORIGIN:
        between = prepared.lowered[previous.end : start]
        if between.strip() in {",", "-", "–", "("}:
            return Guard.ORIGIN
    return _guard(before, typed=typed)


def _guard(before: str, *, typed: bool) -> Guard:
    if _ORIGIN.search(before):
        return Guard.ORIGIN
    if not typed and _PERSON.search(before):
        return Guard.PERSON
    if not typed and _THING.search(before):
        return Guard.THING
    return Guard.TRANSFER if _TRANSFER.search(before) else Guard.NONE


def _is_capitalised(words: str) -> bool:
    return all((part[0].isupper() or not part[0].isalpha()) for part in words.replace("-", " ").split())


def _is_crowded(text: str, start: int, end: int, *, typed: bool) -> bool:
    """Whether the name is part of a longer proper name (`Nguyễn Thái Bình`, `Phú Mỹ Hưng`)."""
    if text[start:end].isupper():
        return False
    after = text[end : end + 2]
    if len(after) > 1 and after[0] == " " and after[1].isupper():
        following = re.match(r"\w+", text[end + 1 : end + 12])
        if following is not None and not following.group().isupper():
            return True
    if typed:
        return False
    previous = re.search(r"(\w+) $", text[max(0, start - 12) : start])
    return previous is not None and previous.group(1)[0].isupper() and not previous.group(1).isupper()
