"""How the product speaks to staff: Vietnamese words for its identifiers. Data and small formatters, no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from monitor.core.count_words import COUNT_WORDS
from monitor.core.incidents import Change, Veracity
from monitor.core.items import Channel
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind

LEVELS: Mapping[Severity, str] = {
    Severity.S0: "bình thường",
    Severity.S1: "cần lưu ý",
    Severity.S2: "cần xử lý",
    Severity.S3: "nghiêm trọng",
    Severity.S4: "khủng hoảng",
}
VERACITY: Mapping[Veracity, str] = {
    Veracity.UNVERIFIED: "chưa kiểm chứng – chưa có cơ quan nào xác nhận",
    Veracity.CONFIRMED: "đã được cơ quan chức năng xác nhận",
    Veracity.REFUTED: "đã bị bác bỏ hoặc đính chính",
    Veracity.SATIRE: "nội dung châm biếm, không phải việc có thật",
    Veracity.OLD: "tin cũ, chưa có tình tiết mới",
}
CONFIRMED_BY_STAFF = "đã được cán bộ của Sở xác nhận"
LABELS: Mapping[str, str] = {
    "chua-kiem-chung": "chưa kiểm chứng",
    "da-xac-nhan": "đã xác nhận",
    "da-bac-bo": "đã bác bỏ",
    "tin-cu": "tin cũ",
    "ngoai-tinh": "ngoài tỉnh",
}
COUNTS = COUNT_WORDS
CHANGES: Mapping[Change, str] = {
    Change.LEVEL_UP: "nâng mức sự cố",
    Change.LEVEL_DOWN: "hạ mức sự cố",
    Change.COUNT_STEP: "số người liên quan tăng",
    Change.NEW_FACT: "có tình tiết mới",
    Change.PLACE_RESOLVED: "đã rõ địa bàn",
    Change.FIRST_PRESS: "báo chí bắt đầu đưa tin",
    Change.OFFICIAL_WORD: "cơ quan chức năng lên tiếng",
    Change.CONFIRMED: "thông tin đã được xác nhận",
    Change.DENIED: "thông tin bị bác bỏ",
    Change.CORRECTED: "thông tin được đính chính",
    Change.CONFIDENCE_UP: "thông tin đáng tin hơn",
    Change.UNITS: "thay đổi đơn vị xử lý",
}
CHANNELS: Mapping[Channel, str] = {
    Channel.PRESS_CENTRAL: "báo trung ương",
    Channel.PRESS_LOCAL: "báo địa phương",
    Channel.PRESS_TRADE: "báo ngành",
    Channel.AGGREGATOR: "trang tổng hợp",
    Channel.BROADCAST: "phát thanh, truyền hình",
    Channel.GOV_SITE: "trang của cơ quan nhà nước",
    Channel.FACEBOOK_PAGE: "trang Facebook",
    Channel.FACEBOOK_GROUP: "nhóm Facebook",
    Channel.FACEBOOK_PROFILE: "trang Facebook cá nhân",
    Channel.TIKTOK: "TikTok",
    Channel.YOUTUBE: "YouTube",
    Channel.TELEGRAM: "Telegram",
    Channel.ZALO_OA: "Zalo OA",
    Channel.FORUM: "diễn đàn",
    Channel.COMMENT: "bình luận",
    Channel.MANUAL: "tin báo trực tiếp",
}
DELIVERY_CHANNELS: Mapping[str, str] = {
    "email": "thư điện tử",
    "zalo": "Zalo",
    "zalo-group": "nhóm Zalo OA",
    "zalo-oa": "Zalo OA",
    "zalo-template": "mẫu tin Zalo (ZBS)",
    "telegram": "Telegram",
    "webhook": "webhook",
    "apprise": "Apprise",
    "file": "tệp thư",
    "desk": "màn hình trực",
}
ACTIONS: Mapping[str, str] = {
    "acknowledge": "tiếp nhận",
    "resolve": "kết thúc xử lý",
    "silence": "tạm ngừng báo",
    "mark_false": "đánh dấu tin không đúng",
    "mark_not_ours": "đánh dấu không phải việc của ngành",
    "confirm": "xác nhận",
    "merge": "gộp sự cố",
    "receive": "ghi nhận đã nhận vụ việc",
    "determine": "xác định cần phát ngôn",
    "publish_statement": "ghi nhận đã phát ngôn",
    "override_level": "sửa mức độ",
    "change_contact": "đổi người liên hệ",
    "transfer": "đề nghị chuyển đơn vị xử lý",
    "take_over": "nhận xử lý thay",
    "decline_transfer": "không nhận chuyển",
}
"""What people do, in words."""
BASES: Mapping[str, str] = {
    "happened_at": "tính từ lúc xảy ra sự việc",
    "first_seen_at": "tính từ lúc thấy tin đầu tiên, do chưa rõ giờ xảy ra",
    "received_at": "tính từ lúc tiếp nhận vụ việc",
    "determined_at": "tính từ lúc xác định vụ việc cần phát ngôn",
}
OUTCOMES: Mapping[str, str] = {
    "resolved": "đã giải quyết",
    "mark_false": "tin không đúng sự thật",
    "mark_not_ours": "không thuộc trách nhiệm của ngành giáo dục trong tỉnh",
}
KINDS: Mapping[NotificationKind, str] = {
    NotificationKind.PUSH: "cảnh báo",
    NotificationKind.CANDIDATE: "chờ xem xét",
    NotificationKind.DIGEST: "bản tin tổng hợp",
    NotificationKind.UPDATE: "cập nhật",
    NotificationKind.ESCALATION: "nhắc và báo lên",
    NotificationKind.CORRECTION: "đính chính",
    NotificationKind.CLOCK_WARNING: "nhắc hạn phát ngôn",
    NotificationKind.CLOSE: "kết thúc",
}
SUPPRESSIONS: Mapping[str, str] = {
    "silenced": "đơn vị đã yêu cầu tạm ngừng báo",
    "budget": "đơn vị đã nhận đủ số cảnh báo, tin chuyển vào bản tin tổng hợp",
    "inhibited": "đã báo sự cố cùng loại của toàn tỉnh, tin chuyển vào bản tin tổng hợp",
    "duplicate": "bài đăng lại",
    "no-material-change": "chưa có gì mới đáng báo",
}
"""Why a message was not sent."""
TAGS: Mapping[NotificationKind, str] = {
    NotificationKind.CANDIDATE: "chờ xem xét",
    NotificationKind.ESCALATION: "nhắc lại",
    NotificationKind.CORRECTION: "đính chính",
    NotificationKind.CLOCK_WARNING: "hạn phát ngôn",
    NotificationKind.CLOSE: "kết thúc",
}
"""What stands beside the level in a subject; other kinds show the first label."""
RISEN = "nâng mức"

BASES_AT: Mapping[str, str] = {
    "happened_at": "lúc xảy ra sự việc",
    "first_seen_at": "lúc thấy tin đầu tiên vì chưa rõ giờ xảy ra",
    "received_at": "lúc tiếp nhận vụ việc",
    "determined_at": "lúc xác định vụ việc cần phát ngôn",
}
"""The same after a time of day: `tính từ 13:16 ngày 12/10/2022, lúc xảy ra sự việc`."""
LAST_CALL_TAG = "chưa ai nhận"
LEVEL, LEVEL_REPORTED = "Mức độ", "Mức đã báo"
OPENINGS: Mapping[NotificationKind, str] = {
    NotificationKind.PUSH: "Phát hiện sự cố mức {level}.",
    NotificationKind.UPDATE: "Diễn biến mới của sự cố mức {level}.",
    NotificationKind.ESCALATION: "Nhắc lại: chưa có đơn vị nào xác nhận đã nhận tin về sự cố mức {level}.",
    NotificationKind.CLOCK_WARNING: "Hạn phát ngôn của sự cố mức {level}: {left}.",
    NotificationKind.CLOSE: "Đã kết thúc xử lý sự cố. Kết quả: {outcome}.",
    NotificationKind.CANDIDATE: "Có tin ở mức {level}, chưa đủ chắc chắn để báo ngay. Cần người xem xét.",
}
OPENING_OF_LAST_CALL = (
    "Đã báo và nhắc nhiều lần mà chưa ai xác nhận đã nhận tin về sự cố mức {level}. Hệ thống không nhắc thêm nữa: "
    "hãy gọi điện cho đơn vị phụ trách, hoặc bấm «Đã nhận» nếu đang xử lý."
)
OPENING_FOR_NEWCOMER = "Báo lên: các đơn vị đã được báo chưa xác nhận đã nhận tin về sự cố mức {level}."
NEWCOMER_TAG = "báo lên"
OPENING_FOR_INFORMATION = "Thông báo để biết: có sự cố mức {level}."
OPENING_FOR_STAND_IN = "Báo người thay thế: người trực của đơn vị chưa xác nhận đã nhận tin về sự cố mức {level}."
HAND_OVER_OPENING = "{giver} đề nghị đơn vị nhận xử lý sự cố mức {level}. Lý do: {reason}."
DECLINED_OPENING = "{taker} không nhận xử lý sự cố mức {level}, đơn vị vẫn phụ trách. Lý do: {reason}."
HAND_OVER_TAG = "đề nghị nhận xử lý"
DECLINED_TAG = "không nhận chuyển"
LINKS: Mapping[str, str] = {
    "ack": "Đã nhận",
    "not-incident": "Không phải sự cố",
    "transfer": "Chuyển đơn vị",
    "take": "Nhận xử lý",
    "decline": "Không nhận",
    "view": "Xem",
}
"""What stands on the links of a message, by purpose."""
REPLY_HINT = "Hoặc trả lời «Đã nhận» ngay tại đây."
"""Ends a message in a chat where answers are heard."""
RETRACTIONS: Mapping[str, str] = {
    "mark_not_ours": "Đính chính: sự việc đã báo trước đây không thuộc trách nhiệm của ngành giáo dục trong tỉnh.",
    "mark_false": "Đính chính: sau khi xác minh, tin đã báo trước đây không đúng sự thật.",
    "refuted": "Đính chính: thông tin đã báo trước đây đã bị bác bỏ hoặc cải chính.",
    "": "Đính chính: thông tin đã báo trước đây có thay đổi, hãy đọc lại nội dung dưới đây.",
}
WHY, WHY_REPORTED = "Căn cứ", "Căn cứ của tin đã báo"
PEOPLE, PEOPLE_REPORTED = "Số người", "Số người đã báo"
"""The second of each stands in a correction: what was told before is not claimed again."""
HANDLED_BY, TAKEN, NOBODY_TOOK, CALL = "Giao cho", "Tiếp nhận", "chưa đơn vị nào nhận", "Số điện thoại"
OUTLOOK = (
    "Tin sẽ đáng tin hơn khi có thêm nguồn độc lập, báo chí hoặc cơ quan chức năng nói đến; "
    "kém tin cậy hơn khi bị đính chính hoặc bác bỏ."
)
DUTIES: Mapping[str, tuple[str, ...]] = {
    "leadership": ("Cho ý kiến chỉ đạo xử lý.", "Phân công người phát ngôn và thời điểm phát ngôn."),
    "spokesperson": (
        "Xác minh với đơn vị xử lý trước khi trả lời báo chí.",
        "Chuẩn bị nội dung phát ngôn, trình duyệt trước hạn.",
    ),
    "office": ("Theo dõi, đôn đốc đơn vị xử lý.", "Phối hợp với người phát ngôn chuẩn bị thông tin cho báo chí."),
    "office-handling": (
        "Xác nhận đã nhận tin.",
        "Liên hệ nơi xảy ra để xác minh sự việc, giao đơn vị xử lý.",
        "Phối hợp với người phát ngôn chuẩn bị thông tin cho báo chí.",
    ),
    "informed": ("Để biết và phối hợp khi được yêu cầu.",),
    "handling": (
        "Xác nhận đã nhận tin.",
        "Liên hệ nơi xảy ra để xác minh sự việc, bảo đảm an toàn cho học sinh.",
        "Báo cáo kết quả xác minh về {office}.",
    ),
    "asked": (
        "Trả lời nhận xử lý hoặc không nhận.",
        "Trong lúc chờ trả lời, đơn vị đề nghị vẫn phụ trách.",
    ),
    "judging": ("Đọc tin gốc rồi báo Văn phòng Sở: đúng, không đúng, hoặc không phải việc của ngành.",),
    "retracted": ("Xem lại việc đang làm theo tin đã báo trước đây.", "Không chia sẻ lại thông tin cũ."),
    "closed": (),
    "last-call": (
        "Gọi điện cho đơn vị phụ trách và Văn phòng ngay.",
        "Cử người khác xử lý nếu vẫn không liên lạc được.",
    ),
}
"""What the reader is asked to do, by the part they have in the case."""

_HIGH_CONFIDENCE = 0.7
_MINUTES_PER_HOUR = 60


def level_words(level: Severity) -> str:
    """Name a level: `S3 – nghiêm trọng`."""
    return f"{level} – {LEVELS[level]}"


def confidence_words(confidence: float, *, sure_from: float) -> str:
    """Put a confidence in [0, 1] in words: `trung bình (0,55 trên 1)`; `sure_from` is where pushes begin."""
    number = f"{confidence:.2f}".replace(".", ",")
    if confidence >= max(_HIGH_CONFIDENCE, sure_from):
        return f"cao ({number} trên 1)"
    return f"{'trung bình' if confidence >= sure_from else 'thấp'} ({number} trên 1)"


def span_words(span: timedelta) -> str:
    """Say how long, >= 0: `21 giờ 10 phút`, `45 phút`."""
    hours, minutes = divmod(int(span.total_seconds()) // _MINUTES_PER_HOUR, _MINUTES_PER_HOUR)
    if not hours:
        return f"{minutes} phút"
    return f"{hours} giờ {minutes:02d} phút" if minutes else f"{hours} giờ"


def count_words(counts: tuple[tuple[str, int], ...]) -> str:
    """List counts, gravest first: `2 người tử vong, 60 người nhập viện`; empty when nothing was counted.

    A milder count is named only when it is larger: the 60 in hospital are the same 60 who were poisoned.
    """
    known = dict(counts)
    named: list[str] = []
    most = 0
    for kind, word in COUNTS.items():
        count = known.get(kind) or 0
        if count > most:
            named.append(f"{count} {word}")
            most = count
    return ", ".join(named)
