"""What was done, as the logs keep it for programs, in words for people: `confirm reason=…` → `lý do: …`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.casework.cases import Origin
from monitor.core.clock import parse_time, show_time

_FIELDS: Mapping[str, str] = {
    "reason": "lý do",
    "level": "mức",
    "minutes": "số phút",
    "into": "vào sự cố có tin",
    "outcome": "kết quả",
    "url": "tại",
    "published_at": "lúc",
    "watch_until": "theo dõi đến",
    "to": "cho",
    "person": "người",
    "unit": "đơn vị",
    "email": "thư điện tử",
    "zalo": "Zalo",
}
_ORIGINS: Mapping[str, str] = {
    Origin.DESK: "trên trang làm việc",
    Origin.LINK: "qua liên kết trong tin nhắn",
    Origin.COMMAND: "bằng lệnh monitor",
    Origin.MACHINE: "do hệ thống",
}
_FIELD = re.compile(rf"(^|; )({'|'.join(_FIELDS)})=")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def details_in_words(verb: str, note: str) -> str:
    """What stands after the verb in an act's note; empty when there is nothing else. Other notes stay as they are."""
    if note in _ORIGINS:
        return _ORIGINS[note]
    rest = note.removeprefix(verb) if note == verb or note.startswith(f"{verb} ") else note
    named = _FIELD.sub(lambda found: f"{found[1]}{_FIELDS[found[2]]}: ", rest.strip())
    return _MOMENT.sub(lambda found: show_time(parse_time(found[0])), named)
