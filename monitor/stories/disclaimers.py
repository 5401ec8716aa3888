"""Who says that what goes round did not happen here: no voice for it, and no place of it. Pure.

`chuyện đó ở tỉnh khác, không phải trường mình`: read by its places it would make the far case one of ours.
"""

from __future__ import annotations

import re

from monitor.core.items import Kind
from monitor.core.text import fold
from monitor.stories.anchors import head_text
from monitor.stories.harm import stands_of_harm
from monitor.stories.view import Member

_NOT = r"(?:khong|hong|hok|ko|dau|chang|chu khong)"
_HERE = (
    r"(?:(?:ben|truong|lop|xa|huyen|tinh|xu|que|cho|vung|xom) (?:minh|nay|tui|em|con)|"
    r"(?:(?:o|tai|ben) )(?:day|minh|ben nay|xu nay))"
)
_NOT_HERE = re.compile(
    rf"(?<!\w){_NOT} (?:phai |co |xay ra )(?:\w+ ){{0,2}}?{_HERE}(?!\w)|"
    rf"(?<!\w){_HERE} (?:\w+ )?{_NOT} (?:co|xay ra|dinh) (?:vu|chuyen|gi)(?!\w)"
)
"""Folded: `không phải bên mình`, `hổng có ở đây`, `trường mình đâu có vụ đó`."""


def says_not_here(member: Member) -> bool:
    """Whether a post or comment without any harm of its own says that it did not happen where it was written."""
    if member.item.kind is Kind.PRESS or member.item.official or stands_of_harm(member.labels.facts):
        return False
    return bool(_NOT_HERE.search(fold(head_text(member.item))))
