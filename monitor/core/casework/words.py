"""Events of a case file as staff read them in its log: one Vietnamese sentence each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from monitor.core.casework import cases
from monitor.core.clock import show_time


def event_words(body: object) -> str:
    """Say what was done; unit ids are left as they are, for the screen that knows their names."""
    words = _WORDS.get(type(body))
    return words(body) if words is not None else type(body).__name__


def _until(body: Any) -> str:
    return f", hạn {show_time(body.due_at)}" if body.due_at is not None else ""


def _reason(text: str) -> str:
    return f" ({text})" if text else ""


_WORDS: dict[type, Callable[[Any], str]] = {
    cases.OwnerSet: lambda body: f"Giao {body.person} phụ trách.",
    cases.LineWritten: lambda body: f"Soạn nội dung thống nhất: {body.text}",
    cases.LineApproved: lambda body: f"Duyệt nội dung thống nhất, bản {body.number}.",
    cases.TaskAdded: lambda body: f"Giao {body.person}: {body.text}{_until(body)}.",
    cases.TaskDone: lambda body: f"Xong việc số {body.number}{_reason(body.note)}.",
    cases.Noted: lambda body: str(body.text),
    cases.TransferAsked: lambda body: f"Đề nghị {body.to_unit} nhận xử lý{_reason(body.reason)}.",
    cases.TransferAnswered: lambda body: (
        f"{'Nhận xử lý' if body.accepted else 'Không nhận chuyển'}{_reason(body.reason)}."
    ),
    cases.OpinionGiven: lambda body: f"Ý kiến của đơn vị: {body.text}",
    cases.StatementRecorded: lambda body: (
        f"{body.speaker} phát ngôn lúc {show_time(body.published_at)}, {body.where}{_reason(body.url)}."
    ),
    cases.SecondRead: lambda body: (
        f"Đã đọc hồ sơ, {'đồng ý' if body.agrees else 'không đồng ý'} đóng{_reason(body.text)}."
    ),
    cases.CaseClosed: lambda body: f"Đóng hồ sơ. Kết quả: {body.outcome} Bài học: {body.lessons}",
    cases.CaseMerged: lambda body: f"Gộp hồ sơ của sự cố {body.incident_id}.",
}
