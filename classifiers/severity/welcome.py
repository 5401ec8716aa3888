"""What would be abuse without it: the consent of those who are shown, and their delight. Pure."""

from __future__ import annotations

from classifiers.reading.gating import folded
from classifiers.severity.case import Case

_AGREED = folded(
    r"(?<!khong )(?<!chua )(?<!chang )(?<!su )(?<!\w)dong y(?: cho)?(?: \w+){0,4} "
    r"(?:hinh|anh|clip|video|chan dung|quay phim)(?!\w)|"
    r"(?<!\w)(?:hinh|anh|clip|video|chan dung|quay phim|nguoi mau|poster)(?!\w)[^.!?\n]{0,80}"
    r"(?<!\w)(?:giay|phieu|don) (?:dong y|cho phep)(?: cua)? (?:gia dinh|phu huynh|ba me|cha me|cac em|hoc sinh)(?!\w)"
)
"""Folded: those shown in pictures, or their parents, signed that they agree."""
_DELIGHTED = folded(
    r"(?<!\w)(?:khoai (?:lam|qua|chi)|thich (?:lam|me|qua|thu)|me (?:lam|tit)|tu hao|hanh dien|hao hung|"
    r"muon (?:in|treo|xin) (?:ra|mot|1)|khoe (?:voi|ca|khap))(?!\w)"
)
"""Folded: the one it befell likes it."""
_UNNAMED = frozenset(("other",))


def agreed_to_be_shown(case: Case) -> bool:
    """Whether a text that accuses nobody says that consent to the pictures was given."""
    return not case.wording.accuses and bool(case.scan.search(_AGREED))


def is_delight(case: Case) -> bool:
    """Whether a text of no known kind of incident, that accuses nobody, tells of somebody's delight in it."""
    return case.types <= _UNNAMED and not case.wording.accuses and bool(case.scan.search(_DELIGHTED))
