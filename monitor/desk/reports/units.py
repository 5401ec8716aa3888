"""Báo cáo tháng của các đơn vị, and good news for the Ministry: handing in, nominating, consent, the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from fastapi.responses import Response

from monitor.core.accounts import Permission
from monitor.core.clock import local_date, show_time
from monitor.core.errors import MonitorError, StorageError
from monitor.core.plan import Unit
from monitor.core.privacy import mask
from monitor.core.reporting import Consent, Nomination
from monitor.desk.downloads import download
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.incidents.case_view import unit_name
from monitor.desk.pages import Pages
from monitor.desk.reports.pages import GOOD_NEWS_LIST, read_day, workshop
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.reports.counting import read_counted
from monitor.reports.good_news import CONSENTS, good_news_list, shortlist
from monitor.reports.making import ReportKind, Request, make_report
from monitor.reports.official.bodies import load_bodies
from monitor.reports.official.docx import to_docx
from monitor.reports.periods import Period, month_of, previous
from monitor.reports.unit_board import BoardRow, BoardState, board, due_at, owing
from monitor.reports.unit_reports import FILE_KINDS, MAX_SUMMARY_CHARS, Handed, hand_in

pages = Pages()

PERIODS_SHOWN = 12
NOMINATED_WITHIN = timedelta(days=366)
TONES = {
    BoardState.ON_TIME: "ok", BoardState.LATE: "quiet", BoardState.WAITING: "wait", BoardState.MISSING: "bad",
}  # fmt: skip
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit on the board."""

    unit: str
    name: str
    words: str
    tone: str
    sent: str
    summary: str
    file_number: int | None


@dataclass(frozen=True, slots=True)
class NominationRow:
    """One nomination in words."""

    number: int
    title: str
    why: str
    url: str
    by: str
    consent: Consent
    consent_words: str


@pages.get("/bao-cao/don-vi", may=Permission.READ)
def unit_board(visit: Visiting) -> Response:
    """Who has sent the monthly report and who has not; a unit sees its own line alone."""
    return _show(visit)


@pages.post("/bao-cao/don-vi/nop", may=Permission.SUBMIT, uploads=True)
def hand_in_report(visit: Visiting) -> Response:
    """Hand in a month's report: by form, as a file, or nil. The office may do it for a unit that sent paper."""
    try:
        period = _period(visit, visit.field("ky", limit=20))
        unit = _own_unit(visit)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    file = visit.files[0] if visit.files else None
    handed = Handed(
        unit, visit.me.name, is_nil=visit.field("nil") == "co",
        summary=visit.field("summary", limit=MAX_SUMMARY_CHARS * 2), file_name=file.name if file else "",
        content=file.content if file else b"",
    )  # fmt: skip
    outcome = hand_in(visit.app.pipeline.parts, handed, period, now=visit.now)
    if isinstance(outcome, str):
        return _show(visit, status=422, fault=outcome)
    return see(f"/bao-cao/don-vi?ky={period.last}&xong=co")


@pages.get("/bao-cao/du-thao", may=Permission.READ)
def draft(visit: Visiting) -> Response:
    """A unit's report drafted from what the watch found, to be edited and signed."""
    try:
        period = _period(visit, visit.asked("ky"))
        unit = _owing_unit(visit, visit.asked("don-vi") or visit.unit, period)
    except BadForm:
        raise NotFound from None
    if not visit.me.sees_all and unit.id != visit.me.unit:
        raise NotFound
    try:
        made = make_report(workshop(visit), Request(ReportKind.UNIT, period.last, unit=unit), now=visit.now)
    except StorageError:
        raise
    except MonitorError:
        raise NotFound from None
    return download(made[0].name, made[0].content)


@pages.get("/bao-cao/tin-tot", may=Permission.READ_ALL)
def good_news_page(visit: Visiting) -> Response:
    """What is worth telling the Ministry: found by the machine, nominated by units, and whether people agreed."""
    return _show_good_news(visit)


@pages.post("/bao-cao/tin-tot/de-cu", may=Permission.SUBMIT)
def nominate(visit: Visiting) -> Response:
    """Nominate good news; nothing is sent before the people told of agree."""
    back = "/bao-cao/tin-tot" if visit.me.sees_all else "/bao-cao/don-vi"
    show = _show_good_news if visit.me.sees_all else _show
    title, why, url = visit.field("title", limit=300), visit.field("why", limit=1000), visit.field("url")
    item_id = visit.field("item", limit=300) if visit.me.sees_all else ""
    if not title or not why:
        return show(visit, status=422, fault="Hãy ghi tên nhân tố, việc làm và lý do giới thiệu.")
    if url and (not _is_web(url)):
        return show(visit, status=422, fault="Địa chỉ phải bắt đầu bằng https:// hoặc http://.")
    with visit.app.store.transaction() as tx:
        known = tx.items.get(item_id) if item_id else None
        number = tx.nominations.add(
            unit=visit.unit, title=title, why=why, url=url, at=visit.now, by=visit.me.name,
            item_id=known.id if known is not None else None,
        )  # fmt: skip
        if number is not None:
            visit.audit(tx, "nominate", str(number))
    if number is None:
        return show(visit, status=422, fault="Việc này đã có trong danh sách đề cử.")
    return see(f"{back}?xong=co")


@pages.post("/bao-cao/tin-tot/{number}/y-kien", may=Permission.JUDGE)
def note_consent(visit: Visiting, number: str) -> Response:
    """Note what the people told of said."""
    consent = visit.field("consent", limit=20)
    if consent not in set(Consent) or not number.isascii() or not number.isdigit() or len(number) > 15:  # noqa: PLR2004
        raise NotFound
    with visit.app.store.transaction() as tx:
        if not tx.nominations.set_consent(int(number), Consent(consent)):
            raise NotFound
        visit.audit(tx, "note-consent", number, consent)
    return see("/bao-cao/tin-tot?xong=co")


@pages.get("/bao-cao/tin-tot/danh-sach", may=Permission.READ_ALL)
def good_news_document(visit: Visiting) -> Response:
    """The list for sending: only what the people told of agreed to."""
    try:
        period = _period(visit, visit.asked("ky"))
        bodies = load_bodies(visit.app.settings.bodies_path)
        document = good_news_list(_nominations(visit, period), period, bodies)
    except (BadForm, MonitorError):
        raise NotFound from None
    return download(f"{GOOD_NEWS_LIST}-{period.last:%Y-%m}.docx", to_docx(document))


def _show(visit: Visit, *, status: int = 200, fault: str = "") -> Response:
    app, me = visit.app, visit.me
    try:
        period = _period(visit, visit.asked("ky") or visit.field("ky"))
    except BadForm as error:
        period, fault, status = month_of(local_date(visit.now)), fault or error.advice, error.status
    with app.store.read() as tx:
        rows = board(app.plan, period, tx.unit_reports.of_month(period.last), now=visit.now)
    own = [row for row in rows if me.sees_all or row.unit.id == me.unit]
    counts = {state.value: sum(row.state is state for row in own) for state in BoardState}
    return visit.page(
        "unit_reports.html", status=status, fault=fault, done=visit.asked("xong") and not fault,
        rows=[_row(visit, row) for row in own], period=period, periods=_recent_periods(visit), counts=counts,
        due=show_time(due_at(period) - timedelta(minutes=1)), may_hand_in=visit.may(Permission.SUBMIT),
        owes=any(row.unit.id == visit.unit for row in rows), kinds=", ".join(FILE_KINDS),
        units=[(row.unit.id, row.unit.name) for row in rows],
    )  # fmt: skip


def _show_good_news(visit: Visit, *, status: int = 200, fault: str = "") -> Response:
    app = visit.app
    try:
        period = _period(visit, visit.asked("ky"))
    except BadForm as error:
        period, fault, status = month_of(local_date(visit.now)), fault or error.advice, error.status
    with app.store.read() as tx:
        earlier = tx.nominations.between(visit.now - NOMINATED_WITHIN, visit.now + timedelta(seconds=1))
        items = read_counted(tx, period.start, min(period.end, visit.now))
    found = shortlist(items, earlier, plan=app.plan, names=app.source_names)
    return visit.page(
        "good_news.html", status=status, fault=fault, done=visit.asked("xong") and not fault, found=found,
        rows=[_nomination(visit, one) for one in reversed(earlier) if period.start <= one.added_at < period.end],
        consents=[(consent.value, words) for consent, words in CONSENTS.items()], period=period,
        periods=_recent_periods(visit),
    )  # fmt: skip


def _row(visit: Visit, row: BoardRow) -> UnitRow:
    report = row.report
    return UnitRow(
        unit=row.unit.id,
        name=row.unit.name,
        words=row.words,
        tone=TONES[row.state],
        sent=f"{report.person}, {short_time(report.received_at, visit.now)}" if report else "",
        summary=mask(report.summary) if report else "",
        file_number=report.file_number if report else None,
    )


def _nomination(visit: Visit, one: Nomination) -> NominationRow:
    unit = unit_name(one.unit, visit.app.plan) if one.unit else "hệ thống"
    by = f"{one.added_by} ({unit}), {short_time(one.added_at, visit.now)}"
    url = one.url if _is_web(one.url) else ""
    return NominationRow(one.number, one.title, one.why, url, by, one.consent, CONSENTS[one.consent])


def _nominations(visit: Visit, period: Period) -> tuple[Nomination, ...]:
    with visit.app.store.read() as tx:
        return tx.nominations.between(period.start, period.end)


def _period(visit: Visit, text: str) -> Period:
    return month_of(read_day(text, visit.now))


def _recent_periods(visit: Visit) -> list[tuple[date, str]]:
    period, found = month_of(local_date(visit.now)), []
    for _ in range(PERIODS_SHOWN):
        found.append((period.last, f"{period.first:%d/%m} – {period.last:%d/%m/%Y}"))
        period = previous(period)
    return found


def _own_unit(visit: Visit) -> str:
    """Whose report is handed in: a unit's own, whatever the form says. Raises BadForm."""
    unit = visit.field("unit", limit=100) if visit.me.sees_all else visit.unit
    if not unit or not visit.app.plan.has_unit(unit):
        raise BadForm("Hãy chọn đơn vị.")
    return unit


def _owing_unit(visit: Visit, unit_id: str, period: Period) -> Unit:
    unit = next((one for one in owing(visit.app.plan, period.last) if one.id == unit_id), None)
    if unit is None:
        raise BadForm("Đơn vị này không thuộc diện gửi báo cáo tháng.")
    return unit


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.netloc)
