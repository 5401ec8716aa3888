"""Vietnamese words for what only the desk shows; the rest is in `alerts.words`. Data, no decisions."""

from __future__ import annotations

from collections.abc import Mapping

from alerts.words import CHANGES, CHANNELS, KINDS, LABELS, LEVELS, OUTCOMES, SUPPRESSIONS, VERACITY
from monitor.core.accounts import Role
from monitor.core.handling import DeliveryState
from monitor.core.items import Kind
from monitor.core.labels import EducationLevel, Sentiment, Territory

__all__ = ["CHANGES", "CHANNELS", "KINDS", "LABELS", "LEVELS", "OUTCOMES", "SUPPRESSIONS", "VERACITY"]

ROLES: Mapping[Role, str] = {
    Role.ADMIN: "Quản trị",
    Role.DUTY: "Trực tin",
    Role.SPOKESPERSON: "Người phát ngôn",
    Role.LEADERSHIP: "Lãnh đạo",
    Role.UNIT: "Đơn vị",
    Role.VIEWER: "Chỉ xem",
}
ROLE_DUTIES: Mapping[Role, str] = {
    Role.ADMIN: "mọi quyền, kể cả tài khoản và cài đặt",
    Role.DUTY: "theo dõi, xét tin, xử lý sự cố, nguồn tin, danh bạ",
    Role.SPOKESPERSON: "theo dõi, xử lý sự cố, ghi nhận phát ngôn",
    Role.LEADERSHIP: "theo dõi, xử lý sự cố, xem nhật ký",
    Role.UNIT: "chỉ những sự cố của đơn vị mình",
    Role.VIEWER: "xem, không thay đổi gì",
}
SENTIMENTS: Mapping[Sentiment, str] = {
    Sentiment.NEGATIVE: "tiêu cực",
    Sentiment.NEUTRAL: "trung tính",
    Sentiment.POSITIVE: "tích cực",
}
TERRITORIES: Mapping[Territory, str] = {
    Territory.HOME: "trong tỉnh",
    Territory.OTHER: "ngoài tỉnh",
    Territory.NATIONAL: "cả nước",
    Territory.UNKNOWN: "chưa rõ địa bàn",
}
EDUCATION_LEVELS: Mapping[EducationLevel, str] = {
    EducationLevel.MAM_NON: "mầm non",
    EducationLevel.TIEU_HOC: "tiểu học",
    EducationLevel.THCS: "THCS",
    EducationLevel.THPT: "THPT",
    EducationLevel.GDTX: "GDTX",
    EducationLevel.DAI_HOC: "đại học, cao đẳng",
}
ITEM_KINDS: Mapping[Kind, str] = {
    Kind.PRESS: "báo chí",
    Kind.SOCIAL: "mạng xã hội",
    Kind.REPORT: "tin báo trực tiếp",
}
EVENTS: Mapping[str, str] = {
    "opened": "Mở sự cố",
    "updated": "Cập nhật",
    "merged": "Gộp sự cố",
    "reopened": "Mở lại",
    "closed": "Khép lại",
    "action": "Việc đã làm",
    "clock": "Đồng hồ phát ngôn",
    "edited": "Bài gốc bị sửa",
    "removed": "Bài gốc bị gỡ",
    "restored": "Bài gốc xuất hiện lại",
}
DELIVERIES: Mapping[DeliveryState, str] = {
    DeliveryState.WAITING: "chờ gửi",
    DeliveryState.SENDING: "đang gửi",
    DeliveryState.SENT: "đã gửi",
    DeliveryState.FAILED: "không gửi được",
}
AUDIT_ACTS: Mapping[str, str] = {
    "sign-in": "đăng nhập",
    "sign-out": "đăng xuất",
    "sign-in-refused": "đăng nhập không thành công",
    "set-password": "đặt mật khẩu",
    "second-factor-on": "bật mã xác thực",
    "second-factor-off": "tắt mã xác thực",
    "add-account": "thêm tài khoản",
    "change-account": "sửa tài khoản",
    "close-account": "khóa tài khoản",
    "open-account": "mở lại tài khoản",
    "invite": "cấp liên kết đặt mật khẩu",
    "link-identity": "gắn với dịch vụ đăng nhập",
    "unlink-identity": "thôi gắn với dịch vụ đăng nhập",
    "reveal": "xem tên, số điện thoại đã che",
    "pause-source": "tạm dừng nguồn tin",
    "resume-source": "cho nguồn tin chạy lại",
    "test-source": "đọc thử nguồn tin",
    "add-source": "thêm nguồn tin",
    "test-contact": "gửi thử cho người trực",
    "end-silence": "cho báo lại",
    "acknowledge": "tiếp nhận sự cố",
    "resolve": "kết thúc xử lý",
    "silence": "tạm ngừng báo",
    "mark_false": "đánh dấu tin không đúng",
    "mark_not_ours": "đánh dấu không phải việc của ngành",
    "confirm": "xác nhận sự cố",
    "merge": "gộp sự cố",
    "receive": "ghi nhận đã nhận vụ việc",
    "determine": "xác định cần phát ngôn",
    "publish_statement": "ghi nhận đã phát ngôn",
    "override_level": "sửa mức độ",
    "change_contact": "đổi người liên hệ",
    "submit": "gửi tin",
    "make-token": "tạo mã truy cập",
    "drop-token": "bỏ mã truy cập",
    "export": "xuất tin bài ra tệp",
    "correct-labels": "sửa nhãn",
    "make-report": "lập báo cáo",
    "send-report": "gửi báo cáo",
    "unit-report": "nhận báo cáo tháng của đơn vị",
    "nominate": "đề cử gương tốt",
    "note-consent": "ghi ý kiến người trong cuộc",
}
OWNERLESS = "hệ thống"
