"""What may be written into a case file: pure. The answer is a sentence for the person who tried, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.core.casework.cases import (
    Author,
    CaseBody,
    CaseClosed,
    CaseFile,
    LineApproved,
    LineWritten,
    Noted,
    OpinionGiven,
    OwnerSet,
    SecondRead,
    StatementRecorded,
    TaskAdded,
    TaskDone,
    TransferAnswered,
    TransferAsked,
    same_person,
)

TEXT_LIMIT = 5_000
"""Characters of one text: three pages; more belongs in a document."""
CLOCK_SLACK = timedelta(minutes=1)
"""Two machines' clocks may differ by so much before "in the future" is said."""
NEED_TEXT = "Chưa có nội dung. Hãy viết nội dung rồi gửi lại."
TOO_LONG = f"Nội dung dài quá {TEXT_LIMIT} ký tự. Hãy viết ngắn lại, phần chi tiết để trong văn bản kèm theo."
NEED_REASON = "Chưa nêu lý do. Hãy ghi lý do rồi gửi lại."
NEED_NAME = "Chưa có tên người. Hãy ghi họ tên rồi gửi lại."


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules look at besides the file: who writes, when, the units that exist, whether it is sensitive."""

    by: Author
    now: datetime
    units: Collection[str]
    sensitive: bool = False


def refusal(case: CaseFile, body: CaseBody, around: Around) -> str | None:
    """Why `body` may not be written into the file as it stands (Vietnamese, says what to do); None when it may."""
    if not around.by.person.strip():
        return NEED_NAME
    return _RULES[type(body)](case, body, around)


def _text(_case: CaseFile, body: Any, _around: Around) -> str | None:
    if not body.text.strip():
        return NEED_TEXT
    return TOO_LONG if len(body.text) > TEXT_LIMIT else None


def _owner(_case: CaseFile, body: OwnerSet, around: Around) -> str | None:
    if not body.person.strip():
        return NEED_NAME
    return None if body.unit in around.units else _no_unit(body.unit)


def _approve(case: CaseFile, body: LineApproved, around: Around) -> str | None:
    if body.number != len(case.lines):
        return "Chỉ duyệt được bản mới nhất của nội dung thống nhất. Hãy tải lại trang và đọc bản mới nhất."
    line = case.lines[-1] if case.lines else None
    if line is None or line.approved_by is not None:
        return "Bản này đã được duyệt hoặc chưa có. Hãy tải lại trang."
    if same_person(line.by.person) == same_person(around.by.person):
        return "Người soạn không tự duyệt nội dung của mình. Hãy nhờ người có thẩm quyền duyệt."
    return None


def _task(case: CaseFile, body: TaskAdded, around: Around) -> str | None:
    if not body.person.strip():
        return "Chưa có người làm. Hãy ghi tên người được giao việc."
    if body.due_at is not None and body.due_at <= around.now:
        return "Hạn làm phải sau lúc này. Hãy chọn lại ngày giờ."
    return _text(case, body, around)


def _task_done(case: CaseFile, body: TaskDone, _around: Around) -> str | None:
    if any(task.number == body.number for task in case.open_tasks):
        return None
    return "Việc này đã xong hoặc không có trong hồ sơ. Hãy tải lại trang."


def _ask(case: CaseFile, body: TransferAsked, around: Around) -> str | None:
    if body.to_unit not in around.units:
        return _no_unit(body.to_unit)
    if body.to_unit == around.by.unit:
        return "Không chuyển sự cố cho chính đơn vị mình. Hãy chọn đơn vị khác."
    if case.pending_transfer is not None:
        return "Đang có một đề nghị chuyển chờ trả lời. Hãy đợi đơn vị được đề nghị trả lời."
    return None if body.reason.strip() else NEED_REASON


def _answer(case: CaseFile, body: TransferAnswered, around: Around) -> str | None:
    waiting = case.pending_transfer
    if waiting is None or waiting.number != body.number:
        return "Đề nghị chuyển này đã được trả lời hoặc không còn. Hãy tải lại trang."
    if waiting.to_unit != around.by.unit:
        return "Chỉ đơn vị được đề nghị mới trả lời được."
    return None if body.accepted or body.reason.strip() else NEED_REASON


def _statement(_case: CaseFile, body: StatementRecorded, around: Around) -> str | None:
    if body.published_at > around.now + CLOCK_SLACK:
        return "Giờ phát ngôn ở tương lai. Hãy ghi đúng lúc đã phát ngôn."
    if not body.where.strip() or not body.speaker.strip():
        return "Chưa đủ thông tin phát ngôn. Hãy ghi phát ngôn ở đâu và ai phát ngôn."
    return None


def _second(case: CaseFile, body: SecondRead, around: Around) -> str | None:
    if case.owner is not None and same_person(case.owner.person) == same_person(around.by.person):
        return "Người phụ trách không đọc kiểm cho chính mình. Hãy nhờ một người khác đọc hồ sơ."
    return None if body.agrees or body.text.strip() else NEED_REASON


def _close(case: CaseFile, body: CaseClosed, around: Around) -> str | None:
    if not body.outcome.strip():
        return "Chưa có kết quả xử lý. Hãy ghi kết quả rồi bấm «Kết thúc xử lý»."
    if not body.lessons.strip():
        return "Chưa có bài học rút ra. Hãy ghi ngắn gọn, hoặc ghi «không có»."
    if body.watch_until is not None and body.watch_until <= around.now:
        return "Ngày theo dõi tiếp phải sau lúc này. Hãy chọn lại ngày."
    if case.pending_transfer is not None:
        return "Đang có đề nghị chuyển chờ trả lời, chưa kết thúc xử lý được."
    closer = same_person(around.by.person)
    others = [reader for reader in case.second_readers if same_person(reader.person) != closer]
    if around.sensitive and not others:
        return "Vụ việc nhạy cảm: cần một người thứ hai đọc hồ sơ, bấm «Ghi kết quả đọc kiểm», đồng ý rồi mới kết thúc."
    return None


def _no_unit(unit: str) -> str:
    return f"Không có đơn vị «{unit}» trong danh bạ đang dùng. Hãy chọn đơn vị trong danh sách."


_RULES: dict[type, Callable[[CaseFile, Any, Around], str | None]] = {
    OwnerSet: _owner,
    LineWritten: _text,
    LineApproved: _approve,
    TaskAdded: _task,
    TaskDone: _task_done,
    Noted: _text,
    OpinionGiven: _text,
    TransferAsked: _ask,
    TransferAnswered: _answer,
    StatementRecorded: _statement,
    SecondRead: _second,
    CaseClosed: _close,
}
