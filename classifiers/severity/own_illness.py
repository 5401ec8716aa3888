"""An illness of one's own: the appendix, the tonsils, a weak heart. A child in hospital with it is no case of a school.

Only where nothing in the text ties it to a school: nobody poisoned, hurt or struck, nothing that happened there, no
second child. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.reading.gating import written
from classifiers.reading.scanning import scan
from monitor.core.labels import Fact

_OF_A_SCHOOL = frozenset(
    (
        *("at-school", "school-activity", "poisoned", "injured", "grave-injury", "fracture", "violence", "ill"),
        *("teacher-violence", "child-abuse", "infected", "epidemic-cluster", "food-quality", "death", "drowning"),
    )
)
"""What makes somebody ask whether the school had a part in it."""
_OWN = written(
    r"(?<!\w)(?:(?:(?:mổ|viêm|đau) )?ruột thừa(?! (?:\w+ )?(?:vỡ|hoại tử))|(?:cắt|viêm|mổ) amidan|thoát vị|"
    r"(?:tim|dị tật|bệnh) bẩm sinh|mổ (?:tim|mắt)|tật khúc xạ|ung thư|suy thận|hen suyễn|hen phế quản|tan máu|"
    r"động kinh|viêm (?:phổi|phế quản|xoang|tai giữa|họng))(?!\w)",
    re.IGNORECASE,
)
_NEAR_CHARS = 200
"""How far from the hospital the illness may be told: what somebody once had stands in the background."""


def is_own_illness(fact: Fact, facts: Sequence[Fact], text: str) -> bool:
    """Whether somebody in hospital is one child with an illness of its own and nothing of a school's doing."""
    if fact.kind != "hospitalised" or (fact.count or 0) > 1:
        return False
    if any(other.kind in _OF_A_SCHOOL and other.stands for other in facts):
        return False
    near = max(0, fact.start - _NEAR_CHARS), min(len(text), fact.end + _NEAR_CHARS)
    return scan(text).search(_OWN, *near) is not None
