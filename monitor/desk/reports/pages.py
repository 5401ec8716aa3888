"""Báo cáo: making reports, the archive of files that were made, downloading them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fastapi.responses import Response

from monitor.core.accounts import Permission
from monitor.core.clock import local_date
from monitor.core.errors import MonitorError, StorageError
from monitor.core.incidents import Incident
from monitor.core.plan import Unit
from monitor.core.reporting import ArchivedFile
from monitor.desk.downloads import download
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.incidents.case_view import unit_name
from monitor.desk.pages import Pages
from monitor.desk.reports.preview import preview
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.desk.words import OWNERLESS
from monitor.reports.files import PDF_PROGRAMS, NoPdf, to_pdf
from monitor.reports.keywords import general_shares
from monitor.reports.making import DOCUMENT, ReportKind, Request, Workshop, archive_report
from monitor.reports.monday import BY
from monitor.reports.official.bodies import load_bodies
from monitor.reports.unit_board import owing
from monitor.store.database import Tx

pages = Pages()

SHOWN = 60
READ = 400
"""Files looked through for those the reader may have."""
UPLOAD, GOOD_NEWS_LIST = "unit-upload", "good-news"
KINDS: Mapping[str, str] = {
    ReportKind.WEEKLY: "Báo cáo tuần",
    ReportKind.MONTHLY: "Báo cáo tháng",
    ReportKind.YEARLY: "Báo cáo năm",
    ReportKind.QUICK: "Báo cáo nhanh một sự cố",
    ReportKind.UNIT: "Báo cáo tháng của đơn vị (dự thảo)",
    ReportKind.CLAIM: "Hồ sơ đề nghị cải chính",
    UPLOAD: "Đơn vị gửi",
    GOOD_NEWS_LIST: "Danh sách gương tốt",
}
OF_INCIDENT = frozenset({ReportKind.QUICK.value, ReportKind.CLAIM.value})
PREVIEWED = (".txt", ".csv")
SENT = (".docx", ".pdf", ".csv", ".txt")
"""Kinds that are sent by mail: a page of HTML in a mail looks like an attack."""
PREVIEW_CHARS = 20_000
OLDEST = date(2015, 1, 1)
"""Nothing was watched before; far years only cost time."""


_ONE_OFFICE = threading.BoundedSemaphore(1)
# LibreOffice takes 200 MB and a processor for seconds.


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the archive; `about` says of which period, unit or incident. `pdf`: it can be had as PDF too."""

    number: int
    name: str
    kind: str
    about: str
    made: str
    by: str
    size: str
    preview: bool
    pdf: bool = False
    sendable: bool = False


@pages.get("/bao-cao", may=Permission.READ)
def report_list(visit: Visiting) -> Response:
    """What was made, and the form to make more. A unit goes to its own monthly report."""
    return _show(visit) if visit.me.sees_all else see("/bao-cao/don-vi")


@pages.post("/bao-cao/lap", may=Permission.JUDGE)
def make(visit: Visiting) -> Response:
    """Make a report and keep its files."""
    try:
        request = _request(visit)
        numbers = archive_report(workshop(visit), request, now=visit.now, by=visit.me.name)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    except StorageError:
        raise  # no other day helps
    except MonitorError:
        return _show(visit, status=422, fault=f"Không lập được báo cáo cho ngày đã chọn. {ASK_ADMIN}")
    with visit.app.store.transaction() as tx:
        visit.audit(tx, "make-report", f"{request.kind.value} {request.day}", ", ".join(map(str, numbers)))
    return see("/bao-cao?xong=co")


ASK_ADMIN = "Hãy thử ngày khác; nếu vẫn không được, hãy báo cán bộ công nghệ thông tin."


@pages.get("/bao-cao/tep/{number}", may=Permission.READ)
def download_file(visit: Visiting, number: str) -> Response:
    """One file to keep."""
    file, content = file_for(visit, number)
    return download(file.name, content)


@pages.get("/bao-cao/pdf/{number}", may=Permission.READ)
def download_pdf(visit: Visiting, number: str) -> Response:
    """A document of ours as PDF, made when it is asked for."""
    file, content = file_for(visit, number)
    if not _converted(visit, file):
        raise NotFound
    made = visit.desk.memo.get(("pdf", file.sha256), visit.now, lambda: _to_pdf(visit, content))
    return download(f"{file.name.removesuffix(DOCUMENT)}.pdf", made)


@pages.get("/bao-cao/xem/{number}", may=Permission.READ)
def preview_file(visit: Visiting, number: str) -> Response:
    """A file on the page as far as that goes: plain text, the words and tables of a document of ours."""
    file, content = file_for(visit, number)
    text = content.decode("utf-8-sig", errors="replace")[:PREVIEW_CHARS] if file.name.endswith(PREVIEWED) else ""
    with visit.app.store.read() as tx:
        row = file_row(visit, tx, file)
    document = preview(content) if _ours(file) else None
    return visit.page("report_preview.html", row=row, text=text, document=document)


def workshop(visit: Visit) -> Workshop:
    """What reports are made with."""
    app = visit.app
    return Workshop(
        store=app.store, plan=app.plan, bodies=load_bodies(app.settings.bodies_path),
        general=general_shares(app.settings.models_dir / "idf.json"),
        source_names=app.source_names, pdf_program=app.settings.pdf_program,
    )  # fmt: skip


def read_day(text: str, now: datetime) -> date:
    """The day typed, today when nothing is. Raises BadForm for what is none, lies ahead or long ago."""
    today = local_date(now)
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError:
        raise BadForm("Hãy chọn một ngày, ví dụ 2022-10-12.") from None
    if not OLDEST <= day <= today + timedelta(days=31):
        raise BadForm("Ngày đã chọn nằm ngoài thời gian có số liệu.")
    return day


def _show(visit: Visit, *, status: int = 200, fault: str = "") -> Response:
    app, me = visit.app, visit.me
    kind = visit.asked("loai")
    with app.store.read() as tx:
        files = tx.reports.recent(READ, kind=kind if kind in KINDS else None)
        rows = [file_row(visit, tx, file) for file in files if _readable(visit, tx, file)][:SHOWN]
        incidents = tx.incident_lists.open_by_level(limit=100) if visit.may(Permission.JUDGE) else ()
    units = owing(app.plan, local_date(visit.now))
    return visit.page(
        "reports.html", status=status, rows=rows, fault=fault, done=visit.asked("xong") and not fault, kind=kind,
        kinds=[(one.value, KINDS[one]) for one in ReportKind], all_kinds=list(KINDS.items()),
        incidents=[(one.id, f"{one.level} – {one.title}") for one in incidents],
        units=[(unit.id, unit.name) for unit in units], today=local_date(visit.now).isoformat(), may_make=me.sees_all,
        chosen=visit.field("incident") or visit.asked("su-co"),
    )  # fmt: skip


def _request(visit: Visit) -> Request:
    kind = visit.field("kind", limit=20)
    if kind not in set(ReportKind):
        raise BadForm("Hãy chọn loại báo cáo.")
    day = read_day(visit.field("day", limit=20), visit.now)
    unit: Unit | None = None
    incident: Incident | None = None
    if kind in OF_INCIDENT:
        with visit.app.store.read() as tx:
            incident = tx.incidents.standing(visit.field("incident", limit=200))
            if incident is None or not visit.sees(tx, incident):
                raise BadForm("Hãy chọn sự cố.")
    if kind == ReportKind.UNIT:
        unit = next((one for one in owing(visit.app.plan, day) if one.id == visit.field("unit", limit=100)), None)
        if unit is None:
            raise BadForm("Hãy chọn đơn vị thuộc diện gửi báo cáo tháng.")
    return Request(ReportKind(kind), day, incident_id=incident.id if incident is not None else None, unit=unit)


def _ours(file: ArchivedFile) -> bool:
    """Whether it is a document that we made: what people upload is not opened here."""
    return file.kind != UPLOAD and file.name.endswith(DOCUMENT)


def _converted(visit: Visit, file: ArchivedFile) -> bool:
    """Whether it can be had as PDF: LibreOffice is there."""
    program = visit.app.settings.pdf_program
    return _ours(file) and (program is not None or any(map(shutil.which, PDF_PROGRAMS)))


def _to_pdf(visit: Visit, content: bytes) -> bytes:
    """Convert. Raises BadForm when LibreOffice fails, so that the next one who asks makes it try again."""
    with _ONE_OFFICE:
        made = to_pdf(content, program=visit.app.settings.pdf_program)
    if isinstance(made, NoPdf):
        raise BadForm(f"Chưa lập được bản PDF ({made.reason}). Hãy tải tệp .docx.")
    return made


def file_for(visit: Visit, number: str) -> tuple[ArchivedFile, bytes]:
    """The file, when there is one and the person may have it. Raises NotFound: both look the same."""
    if not number.isascii() or not number.isdigit() or len(number) > 15:  # noqa: PLR2004 - fits the key
        raise NotFound
    with visit.app.store.read() as tx:
        found = tx.reports.get(int(number))
        if found is None or not _readable(visit, tx, found[0]):
            raise NotFound
    return found


def _readable(visit: Visit, tx: Tx, file: ArchivedFile) -> bool:
    """Units have what is theirs; those who only look have nothing about a case that is closed to them."""
    if file.kind in OF_INCIDENT:
        incident = incident_of(tx, file)
        return incident is not None and visit.sees(tx, incident)
    if visit.me.sees_all:
        return True
    return visit.me.unit is not None and _unit_of(file) == visit.me.unit


def _unit_of(file: ArchivedFile) -> str | None:
    """Whose report a file is: uploads name the unit first, drafts after the day."""
    if file.kind == UPLOAD:
        return file.subject.partition(" ")[0]
    return _second(file) if file.kind == ReportKind.UNIT else None


def incident_of(tx: Tx, file: ArchivedFile) -> Incident | None:
    """The incident a file is about, merged ones followed; None when it is about none."""
    return tx.incidents.standing(_second(file))


def _second(file: ArchivedFile) -> str:
    return file.subject.partition(" ")[2]


def file_row(visit: Visit, tx: Tx, file: ArchivedFile) -> FileRow:
    """Show a file."""
    return FileRow(
        number=file.number,
        name=file.name,
        kind=KINDS.get(file.kind, file.kind),
        about=_about(visit, tx, file),
        made=short_time(file.made_at, visit.now),
        by=OWNERLESS if file.made_by == BY else file.made_by,
        size=f"{max(1, round(file.size / 1024))} KB",
        preview=file.name.endswith(PREVIEWED) or _ours(file),
        pdf=_converted(visit, file),
        sendable=file.kind != UPLOAD and file.name.endswith(SENT),
    )


def _about(visit: Visit, tx: Tx, file: ArchivedFile) -> str:
    unit = _unit_of(file)
    if unit is not None:
        return unit_name(unit, visit.app.plan)
    if file.kind in OF_INCIDENT:
        incident = incident_of(tx, file)
        return incident.title if incident is not None else ""
    try:
        return f"kỳ có ngày {date.fromisoformat(file.subject[:10]):%d/%m/%Y}"
    except ValueError:
        return file.subject
