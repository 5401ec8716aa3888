"""How figures are said in Vietnamese, for an office worker: short sentences, no jargon, nothing invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.core.clock import LOCAL
from monitor.core.incidents import Veracity
from monitor.core.labels import EducationLevel, Sentiment
from monitor.core.plan import Plan
from monitor.reports.figures import Difference
from monitor.reports.incident_lines import IncidentLine, IncidentState, StatementState
from monitor.reports.periods import PeriodKind
from monitor.reports.source_gaps import GapKind

SENTIMENTS = {
    Sentiment.NEGATIVE: "tiêu cực",
    Sentiment.NEUTRAL: "trung tính",
    Sentiment.POSITIVE: "tích cực",
}
CHANNEL_GROUPS = {
    "press-local": "Báo địa phương",
    "press-central": "Báo trung ương",
    "press-trade": "Báo ngành giáo dục",
    "broadcast": "Phát thanh, truyền hình",
    "gov-site": "Trang thông tin cơ quan nhà nước",
    "aggregator": "Trang tổng hợp tin",
    "facebook": "Facebook",
    "video": "TikTok, YouTube",
    "messaging": "Zalo, Telegram",
    "forum": "Diễn đàn, bình luận",
    "manual": "Báo trực tiếp đến Sở",
}
TERRITORIES = {
    "home": "Trong tỉnh, chưa rõ huyện, xã",
    "national": "Chung cả nước",
    "unknown": "Chưa rõ địa bàn",
}
GAPS = {
    GapKind.REFUSED: "bị từ chối truy cập",
    GapKind.FAILING: "không kết nối được",
    GapKind.UNREAD: "hệ thống không đọc được lần nào",
    GapKind.QUIET: "không đăng tin mới",
}
_VERACITY = {
    Veracity.UNVERIFIED: "thông tin chưa kiểm chứng",
    Veracity.CONFIRMED: "thông tin đã được xác nhận",
    Veracity.REFUTED: "thông tin đã bị bác bỏ",
    Veracity.SATIRE: "nội dung châm biếm, không phải việc có thật",
    Veracity.OLD: "tin cũ",
}
_STATES = {
    IncidentState.WAITING: "chưa có đơn vị tiếp nhận",
    IncidentState.HANDLED: "đang xử lý",
    IncidentState.CLOSED: "đã khép lại",
    IncidentState.FALSE: "đã khép lại: thông tin không đúng",
    IncidentState.NOT_OURS: "đã khép lại: không thuộc phạm vi của ngành",
}


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """How a kind of period is called: `this` at the start of a sentence, `within` likewise, `before` inside one."""

    this: str
    within: str
    before: str


PERIODS = {
    PeriodKind.DAY: PeriodWords("Ngày này", "Trong ngày", "ngày trước"),
    PeriodKind.WEEK: PeriodWords("Tuần này", "Trong tuần", "tuần trước"),
    PeriodKind.MONTH: PeriodWords("Kỳ báo cáo này", "Trong kỳ", "kỳ trước"),
    PeriodKind.YEAR: PeriodWords("Năm báo cáo này", "Trong năm", "năm trước"),
}
LEVELS_OF_EDUCATION = {
    EducationLevel.MAM_NON: "Mầm non",
    EducationLevel.TIEU_HOC: "Tiểu học",
    EducationLevel.THCS: "Trung học cơ sở",
    EducationLevel.THPT: "Trung học phổ thông",
    EducationLevel.GDTX: "Giáo dục thường xuyên",
    EducationLevel.DAI_HOC: "Đại học, cao đẳng",
}
_HOUR, _DAY = 60, 24 * 60
_DAYS_FROM = 2 * _DAY
"""Shorter times are told in hours."""


def number(value: int) -> str:
    """`1.234`."""
    return f"{value:,}".replace(",", ".")


def listed(parts: Sequence[str]) -> str:
    """`a`, `a và b`, `a, b và c`."""
    return " và ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def day(moment: date) -> str:
    """`10/10/2022`."""
    return f"{moment:%d/%m/%Y}"


def hour_and_day(moment: datetime) -> str:
    """`13:41 ngày 12/10`: the year is in the heading."""
    return f"{moment.astimezone(LOCAL):%H:%M ngày %d/%m}"


def duration(lasted: timedelta) -> str:
    """`12 phút`, `5 giờ`, `5 giờ 20 phút`, `3 ngày`: exact below a day, whole hours below two, then whole days."""
    minutes = int(lasted.total_seconds() // 60)
    if minutes < _HOUR:
        return f"{minutes} phút"
    hours, rest = divmod(minutes, _HOUR)
    if minutes < _DAY:
        return f"{hours} giờ {rest} phút" if rest else f"{hours} giờ"
    return f"{hours} giờ" if minutes < _DAYS_FROM else f"{minutes // _DAY} ngày"


def change(difference: Difference) -> str:
    """For a table: `+3`, `−25%`, `0`; per cent only when the earlier count bears it."""
    value = difference.absolute if difference.percent is None else difference.percent
    unit = "" if difference.percent is None else "%"
    if difference.absolute == 0:
        return "0"
    return f"{'+' if difference.absolute > 0 else '−'}{number(abs(value))}{unit}"


def change_words(difference: Difference) -> str:
    """Within a line: `tăng 4 tin`, `giảm 12%`; empty when nothing changed."""
    if difference.absolute == 0:
        return ""
    verb = "tăng" if difference.absolute > 0 else "giảm"
    if difference.percent is None:
        return f"{verb} {number(abs(difference.absolute))} tin"
    return f"{verb} {number(abs(difference.percent))}%"


def change_sentence(difference: Difference, *, than: str) -> str:
    """For a sentence: `tăng 8 tin so với tuần trước`, `giảm 25% so với 32 tin của tuần trước`."""
    if difference.absolute == 0:
        return f"bằng {than}"
    if difference.before == 0:
        return f"trong khi {than} không có tin nào"
    compared = than if difference.percent is None else f"{number(difference.before)} tin của {than}"
    return f"{change_words(difference)} so với {compared}"


def theme(theme_id: str, plan: Plan) -> str:
    """The plan's name of a theme; of one that the plan no longer has, its id."""
    return next((row.name for row in plan.themes if row.id == theme_id), theme_id or "Chưa xếp được vào chủ đề nào")


def state(line: IncidentLine) -> str:
    """`Đang xử lý (tiếp nhận sau 12 phút); chưa kiểm chứng`."""
    words = _STATES[line.state]
    if line.taken_after is not None and line.is_open:
        words += f" (tiếp nhận sau {duration(line.taken_after)})"
    if line.state not in {IncidentState.FALSE, IncidentState.NOT_OURS}:
        words += f"; {_VERACITY[line.veracity]}"
    return words[0].upper() + words[1:]


def states(lines: Sequence[IncidentLine]) -> str:
    """How several incidents stand: `Cả 4 đều chưa có đơn vị tiếp nhận`, `2 đang xử lý, 1 đã khép lại`."""
    counts = Counter(line.state for line in lines)
    if len(counts) == 1:
        return f"Cả {number(len(lines))} đều {_STATES[lines[0].state]}"
    return ", ".join(f"{number(counts[state])} {words}" for state, words in _STATES.items() if counts[state])


def movement(line: IncidentLine) -> str:
    """What happened in the reported time, in one word or two."""
    if line.opened:
        return "mới"
    if line.closed:
        return "khép lại"
    return "có diễn biến" if line.updated else "từ trước"


def statement(line: IncidentLine) -> str:
    """About the first statement to the press; empty when none is due."""
    if line.statement_due_at is None:
        return ""
    due = hour_and_day(line.statement_due_at)
    if line.statement in {StatementState.ON_TIME, StatementState.LATE} and line.stated_at is not None:
        late = duration(line.stated_at - line.statement_due_at)
        said = "Phát ngôn đúng hạn" if line.statement is StatementState.ON_TIME else f"Phát ngôn trễ {late}"
        return f"{said} ({hour_and_day(line.stated_at)})"
    words = {
        StatementState.RUNNING: f"Hạn phát ngôn {due}",
        StatementState.OVERDUE: f"Quá hạn phát ngôn từ {due}",
        StatementState.NOT_MADE: "Khép lại, chưa ghi nhận phát ngôn",
    }
    return words.get(line.statement, "")


def reach(origins: int, copies: int) -> str:
    """`3 nguồn độc lập, 5 bài đăng lại`."""
    words = f"{number(origins)} nguồn độc lập"
    return f"{words}, {number(copies)} bài đăng lại" if copies else words
