"""What people can write into an incident's case file: each form's address, permission, fields. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.core.accounts import Permission
from monitor.core.casework import cases
from monitor.core.casework.cases import CaseBody, CaseFile, same_person
from monitor.core.clock import parse_time
from monitor.desk.errors import BadForm

Typed = Callable[[str], str]
"""Gives what was typed into a field."""

MAX_WATCH_DAYS = 365
YES, NO = "co", "khong"
_WEB = ("http", "https")
_MAX_NUMBER_DIGITS = 6


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. `kind` is `line`, `area`, `unit`, `moment`, `url`, `days`, `number` (hidden) or `choice`."""

    name: str
    label: str = ""
    kind: str = "line"
    required: bool = True
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseForm:
    """One form. `slug` is the last part of its address; those with `ends` name the incident's state they were read in.

    `open_only` forms need an incident that is still open.
    """

    slug: str
    may: Permission
    label: str
    fields: tuple[FormField, ...]
    read: Callable[[Typed, datetime], CaseBody]
    hint: str = ""
    open_only: bool = True
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the file: name and unit. `handles`: the person's unit handles the case, or the person any case."""

    person: str
    unit: str
    handles: bool


def offered(form: CaseForm, case: CaseFile, reader: Reader, *, is_open: bool, sensitive: bool) -> bool:
    """Whether a form makes sense for this reader now. The rules of the file itself have the last word."""
    if form.open_only and not is_open:
        return False
    fits = _FITS.get(form.slug)
    return fits is None or fits(case, reader, sensitive)


def _approvable(case: CaseFile, reader: Reader, _sensitive: bool) -> bool:  # noqa: FBT001 - a plain fact
    latest = case.lines[-1] if case.lines else None
    return latest is not None and latest.approved_by is None and not _is(latest.by.person, reader)


def _answerable(case: CaseFile, reader: Reader, _sensitive: bool) -> bool:  # noqa: FBT001 - as above
    return case.pending_transfer is not None and case.pending_transfer.to_unit == reader.unit


def _transferable(case: CaseFile, reader: Reader, _sensitive: bool) -> bool:  # noqa: FBT001 - as above
    return case.pending_transfer is None and reader.handles


def _readable(case: CaseFile, reader: Reader, sensitive: bool) -> bool:  # noqa: FBT001 - as above
    owns = case.owner is not None and _is(case.owner.person, reader)
    return sensitive and not owns and not any(_is(by.person, reader) for by in case.second_readers)


def _is(person: str, reader: Reader) -> bool:
    return same_person(person) == same_person(reader.person)


_FITS: dict[str, Callable[[CaseFile, Reader, bool], bool]] = {
    "duyet": _approvable,
    "xong-viec": lambda case, _reader, _sensitive: bool(case.open_tasks),
    "chuyen": _transferable,
    "tra-loi": _answerable,
    "doc-kiem": _readable,
}


def _moment(text: str, name: str) -> datetime:
    try:
        return parse_time(text)
    except (ValueError, OverflowError):
        raise BadForm(f"{name}: hãy chọn đủ ngày và giờ.") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _MAX_NUMBER_DIGITS:
        raise BadForm("Mục này không còn trong hồ sơ. Hãy tải lại trang.")
    return int(text)


def _answer(text: str) -> bool:
    if text not in {YES, NO}:
        raise BadForm("Hãy chọn một trong hai câu trả lời.")
    return text == YES


def _url(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in _WEB or not parts.netloc:
        raise BadForm("Địa chỉ bài phát ngôn phải bắt đầu bằng https:// hoặc http://.")
    return text


def _task(typed: Typed, _now: datetime) -> CaseBody:
    due = typed("due")
    return cases.TaskAdded(typed("text"), typed("person"), _moment(due, "Hạn làm") if due else None)


def _statement(typed: Typed, now: datetime) -> CaseBody:
    url, at = _url(typed("url")), typed("published_at")
    return cases.StatementRecorded(_moment(at, "Giờ phát ngôn") if at else now, typed("where"), typed("speaker"), url)


def _closing(typed: Typed, now: datetime) -> CaseBody:
    days = _number(typed("watch_days") or "0")
    if days > MAX_WATCH_DAYS:
        raise BadForm(f"Số ngày theo dõi tiếp tối đa là {MAX_WATCH_DAYS}.")
    return cases.CaseClosed(typed("outcome"), typed("lessons"), now + timedelta(days=days) if days else None)


_P = Permission
FORMS: tuple[CaseForm, ...] = (
    CaseForm(
        "phat-ngon", _P.SPEAK, "Ghi nhận đã phát ngôn",
        (
            FormField("where", "Phát ngôn ở đâu", hint="Ví dụ: cổng thông tin điện tử của Sở, họp báo."),
            FormField("speaker", "Người phát ngôn"),
            FormField("published_at", "Lúc nào", "moment", required=False, hint="Bỏ trống nếu là lúc này."),
            FormField("url", "Địa chỉ bài phát ngôn (nếu có)", "url", required=False),
        ),
        _statement, "Đồng hồ phát ngôn dừng lại từ lúc phát ngôn.", open_only=False, ends=True,
    ),
    CaseForm(
        "ket-thuc", _P.JUDGE, "Kết thúc xử lý",
        (
            FormField("outcome", "Kết quả", "area"),
            FormField("lessons", "Bài học rút ra", "area", hint="Nếu không có, hãy ghi «không có»."),
            FormField("watch_days", "Theo dõi tiếp (số ngày)", "days", required=False),
        ),
        _closing, "Kết quả được ghi vào báo cáo tuần và báo cho những người đã nhận tin.", ends=True,
    ),
    CaseForm(
        "phu-trach", _P.JUDGE, "Giao người phụ trách",
        (FormField("person", "Họ tên"), FormField("unit", "Đơn vị", "unit")),
        lambda typed, _now: cases.OwnerSet(typed("person"), typed("unit")),
    ),
    CaseForm(
        "noi-dung", _P.JUDGE, "Soạn bản mới của nội dung thống nhất",
        (FormField("text", "Nội dung: điều gì nói, điều gì chưa nói", "area"),),
        lambda typed, _now: cases.LineWritten(typed("text")),
    ),
    CaseForm(
        "duyet", _P.SPEAK, "Duyệt bản này", (FormField("number", kind="number"),),
        lambda typed, _now: cases.LineApproved(_number(typed("number"))),
    ),
    CaseForm(
        "giao-viec", _P.JUDGE, "Giao việc",
        (
            FormField("text", "Việc cần làm"), FormField("person", "Người làm"),
            FormField("due", "Hạn (nếu có)", "moment", required=False),
        ),
        _task,
    ),
    CaseForm(
        "xong-viec", _P.ACKNOWLEDGE, "Đã xong",
        (FormField("number", kind="number"), FormField("note", "Kết quả (nếu cần)", required=False)),
        lambda typed, _now: cases.TaskDone(_number(typed("number")), typed("note")),
    ),
    CaseForm(
        "chuyen", _P.ACKNOWLEDGE, "Đề nghị đơn vị khác nhận xử lý",
        (FormField("to", "Đơn vị nhận", "unit"), FormField("reason", "Lý do", "area")),
        lambda typed, _now: cases.TransferAsked(typed("to"), typed("reason")),
        "Sự cố vẫn thuộc đơn vị hiện nay cho đến khi đơn vị kia nhận.",
    ),
    CaseForm(
        "tra-loi", _P.ACKNOWLEDGE, "Trả lời đề nghị chuyển",
        (
            FormField("number", kind="number"),
            FormField("accepted", "Trả lời", "choice", options=((YES, "Nhận xử lý"), (NO, "Không nhận"))),
            FormField("reason", "Lý do (cần khi không nhận)", "area", required=False),
        ),
        lambda typed, _now: cases.TransferAnswered(
            _number(typed("number")), accepted=_answer(typed("accepted")), reason=typed("reason")
        ),
    ),
    CaseForm(
        "y-kien", _P.ACKNOWLEDGE, "Gửi ý kiến của đơn vị", (FormField("text", "Ý kiến", "area"),),
        lambda typed, _now: cases.OpinionGiven(typed("text")), open_only=False,
    ),
    CaseForm(
        "ghi-chep", _P.ACKNOWLEDGE, "Ghi vào nhật ký xử lý",
        (FormField("text", "Nội dung", "area", hint="Cuộc gọi, lần xuống trường, điều mới biết."),),
        lambda typed, _now: cases.Noted(typed("text")), open_only=False,
    ),
    CaseForm(
        "doc-kiem", _P.JUDGE, "Ghi kết quả đọc kiểm",
        (
            FormField("agrees", "Kết thúc như hiện nay", "choice", options=((YES, "Đồng ý"), (NO, "Không đồng ý"))),
            FormField("text", "Nhận xét (cần khi không đồng ý)", "area", required=False),
        ),
        lambda typed, _now: cases.SecondRead(agrees=_answer(typed("agrees")), text=typed("text")),
        "Vụ việc nhạy cảm: người thứ hai đọc hồ sơ trước khi kết thúc.",
    ),
)  # fmt: skip
BY_SLUG = {form.slug: form for form in FORMS}
