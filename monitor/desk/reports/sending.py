"""Báo cáo: sending a file that was made to people by mail, after a look at who gets what. The outbox sends it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from fastapi.responses import Response

from monitor.core.accounts import Permission, is_restricted
from monitor.core.clock import local_date, show_time
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.incidents import Incident
from monitor.core.notifications import Enclosure, Notification, NotificationKind, Recipient, enclose
from monitor.core.plan import Unit
from monitor.core.reporting import ArchivedFile
from monitor.core.text import fold
from monitor.desk.errors import BadForm
from monitor.desk.pages import Pages
from monitor.desk.reports.pages import OF_INCIDENT, UPLOAD, FileRow, file_for, file_row, incident_of
from monitor.desk.system.directory import ROLE_NAMES
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.desk.words import DELIVERIES
from monitor.stages.recipients import known_recipient
from monitor.store.database import Tx

pages = Pages()

MAX_NOTE_CHARS = 2_000
MAX_ENCLOSED_BYTES = 600_000
"""A mail takes 1 MB (`alerts.channels.email`), and base64 makes four bytes of three."""
BY_MAIL = ("email", "file")
"""Files go with mails, or with what a machine without a mail server writes instead of them."""
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""The kinds that are sent (`monitor.desk.reports.pages.SENT`)."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.\-]+")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a report can be sent to: who is on duty for a unit, and what became of an earlier sending."""

    unit: str
    name: str
    person: str
    email: str
    group: str
    sent: str


@pages.get("/bao-cao/gui/{number}", may=Permission.JUDGE)
def choose_readers(visit: Visiting, number: str) -> Response:
    """Ask to whom."""
    return _ask(visit, number)


@pages.post("/bao-cao/gui/{number}", may=Permission.JUDGE)
def send(visit: Visiting, number: str) -> Response:
    """Show who would get what; once that is confirmed, put the mails in the outbox."""
    chosen = set(visit.field("units", limit=20_000).split("\n"))
    try:
        note = visit.field("note", limit=MAX_NOTE_CHARS)
        file, content = _sendable(visit, number)
        readers = [reader for reader in _readers(visit, file) if reader.unit in chosen]
        _check_readers(readers, chosen)
    except BadForm as error:
        return _ask(visit, number, status=error.status, fault=error.advice, chosen=chosen)
    if visit.field("confirmed", limit=10) != "co":
        row = _row(visit, file)
        return visit.page(
            "report_confirm.html", row=row, readers=readers, note=note, subject=_subject(row),
            text=_text(visit, row, note),
        )  # fmt: skip
    count = _put_out(visit, file, content, readers, note)
    return see(f"/bao-cao/gui/{file.number}?xong={count}")


def _put_out(visit: Visit, file: ArchivedFile, content: bytes, readers: Iterable[Reader], note: str) -> int:
    """The mails, each once for each reader: one that waits or was sent is not sent again. Returns how many are new."""
    row, others = _row(visit, file), [n for n in visit.app.pipeline.parts.channel_order if n not in BY_MAIL]
    enclosed = enclose(_plain_name(file.name), MEDIA_TYPES[_ending(file)], content)
    told = []
    with visit.app.store.transaction() as tx:
        for reader in readers:
            attempt, entry = _attempt(tx, file.number, reader.unit)
            message = _message(visit, row, reader, enclosed, note, attempt=attempt)
            if entry is None and tx.outbox.add(message, next_at=visit.now, tried=others):
                told.append(reader.unit)
        if told:
            visit.audit(tx, "send-report", f"{file.number} {file.name}"[:200], ", ".join(told))
    return len(told)


def _message(visit: Visit, row: FileRow, reader: Reader, file: Enclosure, note: str, *, attempt: int) -> Notification:
    text = _text(visit, row, note)
    return Notification(
        key=_key(row.number, reader.unit, attempt), incident_id=None, unit=reader.unit, kind=NotificationKind.DIGEST,
        revision=attempt, level=None, labels=(), reasons=(), item_ids=(), subject=_subject(row), text=text,
        html="".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip()), created_at=visit.now,
        enclosures=(file,),
    )  # fmt: skip


def _text(visit: Visit, row: FileRow, note: str) -> str:
    base = visit.app.settings.base_url
    lines = (
        f"{row.kind}{f', {row.about}' if row.about else ''}: xem tệp kèm theo ({row.name}).",
        note,
        f"Người gửi: {visit.me.name}, {show_time(visit.now)}.",
        f"Trên trang làm việc: {base}/bao-cao/xem/{row.number}",
    )
    return "\n\n".join(filter(None, lines)) + "\n"


def _subject(row: FileRow) -> str:
    return f"[Báo cáo] {row.kind}{f' – {row.about}' if row.about else ''}"[:200]


def _key(number: int, unit: str, attempt: int) -> str:
    return f"report:{number}:{unit}:{attempt}"


def _attempt(tx: Tx, number: int, unit: str) -> tuple[int, OutboxEntry | None]:
    """Which sending it would be, and the one that waits or was sent already; those given up do not count."""
    attempt = 1
    while (entry := tx.outbox.get(_key(number, unit, attempt))) is not None and entry.state is DeliveryState.FAILED:
        attempt += 1
    return attempt, entry


def _readers(visit: Visit, file: ArchivedFile) -> list[Reader]:
    """Everybody with a mail address who may have the file, leadership first."""
    plan, found = visit.app.plan, []
    with visit.app.store.read() as tx:
        incident = incident_of(tx, file) if file.kind in OF_INCIDENT else None
        for unit in plan.units_on(local_date(visit.now)):
            person = known_recipient(tx, plan, unit.id)
            if person.email and _may_have(visit, unit, incident):
                found.append(_reader(visit, tx, file, unit, person))
    groups = list(dict.fromkeys(ROLE_NAMES.values()))
    return sorted(found, key=lambda reader: groups.index(reader.group) if reader.group in groups else len(groups))


def _reader(visit: Visit, tx: Tx, file: ArchivedFile, unit: Unit, person: Recipient) -> Reader:
    attempt, entry = _attempt(tx, file.number, unit.id)
    if entry is None and attempt > 1:
        entry = tx.outbox.get(_key(file.number, unit.id, attempt - 1))
    at = short_time(entry.sent_at or entry.notification.created_at, visit.now) if entry is not None else ""
    sent = f"{DELIVERIES[entry.state]} {at}" if entry is not None else ""
    return Reader(unit.id, unit.name, person.person, person.email, ROLE_NAMES.get(unit.role, unit.role), sent)


def _may_have(visit: Visit, unit: Unit, incident: Incident | None) -> bool:
    """A case that is closed to those who only look goes to those who handle it, and to those who lead."""
    plan = visit.app.plan
    if incident is None or not is_restricted(incident, plan):
        return True
    alerts = plan.alerts
    leads = (alerts.leadership_unit, alerts.spokesperson_unit, alerts.office_unit)
    return unit.id in (*incident.units, *incident.copy_units, *leads)


def _check_readers(readers: list[Reader], chosen: set[str]) -> None:
    if not readers:
        raise BadForm("Hãy chọn ít nhất một người nhận.")
    if len(readers) < len(chosen - {""}):
        raise BadForm("Có người nhận không còn địa chỉ thư, hoặc không được nhận tệp này. Hãy chọn lại.")


def _sendable(visit: Visit, number: str) -> tuple[ArchivedFile, bytes]:
    file, content = file_for(visit, number)
    if not may_be_sent(file):
        raise BadForm("Chỉ gửi được tệp do hệ thống lập, dạng .docx, .pdf, .csv hoặc .txt.")
    if len(content) > MAX_ENCLOSED_BYTES:
        raise BadForm("Tệp quá lớn để gửi kèm thư; hãy tải về rồi gửi bằng cách khác.")
    if not set(BY_MAIL) & set(visit.app.pipeline.parts.channels):
        raise BadForm("Bản đang chạy chưa khai báo máy chủ thư, nên chưa gửi được.")
    return file, content


def may_be_sent(file: ArchivedFile) -> bool:
    """Whether it is of ours, in a form that people open."""
    return file.kind != UPLOAD and _ending(file) in MEDIA_TYPES


def _ending(file: ArchivedFile) -> str:
    return file.name.rpartition(".")[2].lower()


def _plain_name(name: str) -> str:
    stem, _, ending = fold(name).rpartition(".")
    return f"{_NOT_IN_NAMES.sub('-', stem).strip('-.') or 'bao-cao'}.{ending}"


def _row(visit: Visit, file: ArchivedFile) -> FileRow:
    with visit.app.store.read() as tx:
        return file_row(visit, tx, file)


def _ask(visit: Visit, number: str, *, status: int = 200, fault: str = "", chosen: Iterable[str] = ()) -> Response:
    file, _ = file_for(visit, number)
    fault = fault or ("" if may_be_sent(file) else "Tệp này không gửi được từ đây.")
    readers = _readers(visit, file)
    groups = [(name, [r for r in readers if r.group == name]) for name in dict.fromkeys(r.group for r in readers)]
    return visit.page(
        "report_send.html", status=status, row=_row(visit, file), groups=groups, chosen=set(chosen), fault=fault,
        note=visit.form.get("note", ""), done=visit.asked("xong") if not fault else "",
    )  # fmt: skip
