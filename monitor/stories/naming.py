"""How a place is called in a message: `Trường Tiểu học Hoa Sen`, `xã An Đức, huyện Ba Tri`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from monitor.core.labels import PlaceMention
from monitor.core.text import is_accentless, nfc

_SCHOOL_WORDS = (
    (r"(?:trường|truong|trg|tr)\.?\s+", ""),
    (r"(?:thcs\s*(?:&|và|-)\s*thpt)\b", "THCS và THPT"),
    (r"(?:th\s*(?:&|và|-)\s*thcs)\b", "TH và THCS"),
    (r"(?:tiểu học|tieu hoc|th|c1|cấp 1)\b", "Tiểu học"),
    (r"(?:mầm non|mam non|mn)\b", "Mầm non"),
    (r"(?:mẫu giáo|mau giao|mg)\b", "Mẫu giáo"),
    (r"(?:trung học cơ sở|thcs|c2|cấp 2)\b", "THCS"),
    (r"(?:trung học phổ thông|thpt|c3|cấp 3)\b", "THPT"),
)
_CENTRE = re.compile(r"^(?:trung tâm|tt)\b", re.IGNORECASE)


def school_name(mention: PlaceMention, name_of: Callable[[str], str]) -> str:
    """The school's full name: from the register when it is there, else from the words as written, spelt out."""
    registered = name_of(mention.id)
    written = nfc(registered if registered != mention.id else mention.name).strip()
    if _CENTRE.match(written):
        return written
    for pattern, full in _SCHOOL_WORDS:
        written = re.sub(rf"^(?:{pattern})\s*", f"{full} " if full else "", written, flags=re.IGNORECASE)
    return f"Trường {written.strip()}"


def best_spelling(mentions: Sequence[PlaceMention]) -> PlaceMention:
    """Of several ways one school was written: with capitals and accents before without, then the longest."""
    return max(mentions, key=lambda m: (_capitals(m.name), not is_accentless(m.name), len(m.name), m.name))


def _capitals(name: str) -> bool:
    """Whether the proper name itself (its last word) is written with a capital."""
    return name.rsplit(maxsplit=1)[-1][:1].isupper()


def ground_name(place_id: str, name_of: Callable[[str], str], *, home_province: str) -> str:
    """`xã An Đức, huyện Ba Tri`; the province is named only when it is not ours or nothing else is known."""
    parts = place_id.split("/")
    ids = ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]
    if len(ids) > 1 and ids[-1] == home_province:
        ids.pop()
    return ", ".join(_in_a_sentence(name_of(known)) for known in ids)


def _in_a_sentence(name: str) -> str:
    """`Huyện Ba Tri` at the start of a line is `huyện Ba Tri` inside one."""
    return name[:1].lower() + name[1:] if name.split(" ", 1)[0] in _TYPE_WORDS else name


_TYPE_WORDS = {"Tỉnh", "Thành", "Huyện", "Thị", "Quận", "Xã", "Phường"}
