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
    "proposal": "Cần người xem",
    "volume": "Lượng tin",
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
    "case.OwnerSet": "hồ sơ: giao người phụ trách",
    "case.LineWritten": "hồ sơ: soạn nội dung thống nhất",
    "case.LineApproved": "hồ sơ: duyệt nội dung thống nhất",
    "case.TaskAdded": "hồ sơ: giao việc",
    "case.TaskDone": "hồ sơ: báo việc đã xong",
    "case.Noted": "hồ sơ: ghi nhật ký xử lý",
    "case.TransferAsked": "hồ sơ: đề nghị đơn vị khác nhận xử lý",
    "case.TransferAnswered": "hồ sơ: trả lời đề nghị chuyển",
    "case.OpinionGiven": "hồ sơ: gửi ý kiến của đơn vị",
    "case.StatementRecorded": "hồ sơ: ghi nhận đã phát ngôn",
    "case.SecondRead": "hồ sơ: ghi kết quả đọc kiểm",
    "case.CaseClosed": "hồ sơ: kết thúc xử lý",
    "case.CaseMerged": "hồ sơ: gộp hồ sơ",
    "case.MandateGiven": "báo chí: thêm người được phát ngôn",
    "case.MandatePaper": "báo chí: ghi văn bản giao phát ngôn",
    "case.MandatePosted": "báo chí: ghi đã công bố người phát ngôn",
    "case.MandateRevoked": "báo chí: thôi giao phát ngôn",
    "case.TrackOpened": "báo chí: thêm việc với báo chí",
    "case.TrackClosed": "báo chí: ghi việc với báo chí đã xong",
    "case.ListSet": "báo chí: lưu danh sách gửi tin",
    "case.ListRemoved": "báo chí: bỏ danh sách gửi tin",
    "case.NewsWritten": "báo chí: soạn tin đăng cổng",
    "case.NewsApproved": "báo chí: duyệt tin đăng cổng",
    "case.NewsPosted": "báo chí: ghi đã đăng tin",
    "case.NewsDropped": "báo chí: bỏ tin đăng cổng",
    "transfer": "đề nghị đơn vị khác nhận xử lý",
    "take_over": "nhận xử lý thay",
    "decline_transfer": "không nhận chuyển",
    "link_chat": "liên kết Zalo, Telegram",
    "unlink_chat": "bỏ liên kết Zalo, Telegram",
    "issue_chat_code": "cấp mã liên kết Zalo, Telegram",
    "retention": "xóa nội dung hết hạn lưu giữ",
    "person-request": "nhận yêu cầu về dữ liệu cá nhân",
    "person-erase-proposed": "đề nghị xóa dữ liệu cá nhân",
    "person-erased": "xóa dữ liệu cá nhân",
    "person-exported": "lập bản sao dữ liệu cá nhân",
    "person-refused": "từ chối yêu cầu về dữ liệu cá nhân",
}
OWNERLESS = "hệ thống"
