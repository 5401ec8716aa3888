"""What the error numbers of Zalo's Official Account and template services mean for us.

Numbers of the account: docs.zaloplatforms.com/docs/OA/phu-luc/ma-loi; of templates: zalo.cloud/zns/guidelines.
Only the class counts: wait, give up on this person or text, or stop and call a person. A number nobody has published
is a refusal that is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from monitor.core.clock import LOCAL, at_local, local_date
from monitor.core.notifications import RefusalKind, Refused, Retry

RENEW = frozenset({-216, -220, -124})
"""The access token is invalid, expired or removed: renewed once, tried once more."""
NIGHT = frozenset({-234, -133})
"""Not between 22:00 and 06:00."""
WINDOW_SHUT = -230
"""The person has not interacted with the account for 7 days."""
NIGHT_FROM, NIGHT_TO = time(22), time(6)
_TODAY_SPENT = frozenset({-218, -144, -147})
_SOON = frozenset({-32, -100, -200})
_LATER = frozenset({-211})
LATER = timedelta(hours=1)
_WORDS: Mapping[RefusalKind, str] = {
    RefusalKind.AUTH: "Zalo từ chối ứng dụng hoặc mã truy cập",
    RefusalKind.ACCOUNT: "tài khoản Zalo OA cần người quản trị xử lý (gói dịch vụ, xác thực, số dư hoặc mẫu tin)",
    RefusalKind.ADDRESS: "Zalo không gửi được cho người này",
    RefusalKind.CONTENT: "Zalo từ chối nội dung tin",
    RefusalKind.POLICY: "người nhận chưa tương tác với OA trong 7 ngày",
}
_CLASSES: Mapping[RefusalKind, frozenset[int]] = {
    RefusalKind.AUTH: frozenset({-209, -212, -219, -223, -240, -242, -101, -102, -103, -104, -105, -125, -1241}),
    RefusalKind.ACCOUNT: frozenset(
        {-204, -205, -221, -224, -237, -320, -321, -109, -115, -117, -126, -131, -135, -136, -137, -146, -1351}
    ),
    RefusalKind.ADDRESS: frozenset({-213, -217, -227, -244, -403, -108, -114, -118, -119, -127, -139, -140, -141}),
    RefusalKind.CONTENT: frozenset({-201, -210, -233, -235, -248, -249, -111, -112, -1121, -1122, -1124}),
    RefusalKind.POLICY: frozenset({-230, -232}),
}
_KIND_OF = {code: kind for kind, codes in _CLASSES.items() for code in codes}


def outcome_of_code(code: int, *, now: datetime) -> Retry | Refused:
    """Say what an error number (not 0, not one of RENEW) means."""
    if code in NIGHT:
        return Retry(f"Zalo không nhận tin này từ 22 giờ đến 6 giờ (mã {code})", after=until_morning(now), alive=True)
    if code in _TODAY_SPENT:
        return Retry(f"đã hết lượt nhắn Zalo trong ngày (mã {code})", after=_until_tomorrow(now), alive=True)
    if code in _SOON:
        return Retry(f"Zalo chưa nhận tin trong lúc này (mã {code})", alive=True)
    if code in _LATER:
        return Retry(f"đã hết hạn mức của tính năng Zalo (mã {code})", after=LATER, alive=True)
    kind = _KIND_OF.get(code)
    if kind is None:
        return Refused(RefusalKind.UNKNOWN, f"Zalo trả lời lỗi lạ (mã {code})")
    return Refused(kind, f"{_WORDS[kind]} (mã {code})")


def is_night(now: datetime) -> bool:
    """Whether template messages are barred now."""
    hour = now.astimezone(LOCAL).time()
    return hour >= NIGHT_FROM or hour < NIGHT_TO


def until_morning(now: datetime) -> timedelta:
    """How long it is until 06:00."""
    today = at_local(local_date(now), NIGHT_TO)
    return (today if now < today else at_local(local_date(now) + timedelta(days=1), NIGHT_TO)) - now


def _until_tomorrow(now: datetime) -> timedelta:
    return at_local(local_date(now) + timedelta(days=1), time(0, 5)) - now
