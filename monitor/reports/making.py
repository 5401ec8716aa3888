"""Makes a report of any kind from the store: reads in one transaction, builds the values, writes the files.

Files are named after kind and period; what people edited is never written over (`monitor.reports.files`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from monitor.core.clock import local_date
from monitor.core.errors import MonitorError
from monitor.core.handling import OperatorWarning
from monitor.core.incidents import Incident
from monitor.core.notifications import page_with_pictures
from monitor.core.plan import Plan, Unit
from monitor.reports.figures import PeriodFigures, period_figures
from monitor.reports.files import to_pdf, write_document
from monitor.reports.looking_ahead import read_outlook
from monitor.reports.official.blocks import OfficialDocument
from monitor.reports.official.bodies import Bodies
from monitor.reports.official.cases import CaseSheet, claim_file, quick_report
from monitor.reports.official.docx import to_docx
from monitor.reports.official.monthly import monthly_report, unit_report
from monitor.reports.official.weekly import weekly_document
from monitor.reports.official.yearly import yearly_report
from monitor.reports.periods import Period, PeriodKind, month_of, week_of, year_of
from monitor.reports.sheets import to_csv
from monitor.reports.unit_board import board, received
from monitor.reports.weekly import render_weekly
from monitor.stages.casework import tracks
from monitor.store.database import Store, Tx
from monitor.stories.yearly import yearly_figures

DOCUMENT = ".docx"
MONTH_AHEAD = 4
"""Weeks that a monthly report looks ahead."""


class ReportKind(StrEnum):
    """Kinds that can be asked for by name."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUICK = "quick"
    YEARLY = "yearly"
    UNIT = "unit"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Request:
    """One report: of the period that contains `day`; `incident_id` for quick and claim, `unit` for a unit's own."""

    kind: ReportKind
    day: date
    incident_id: str | None = None
    unit: Unit | None = None

    @property
    def subject(self) -> str:
        """What the archive files it under: the day, then the incident or the unit."""
        return " ".join(filter(None, (f"{self.day}", self.incident_id, self.unit.id if self.unit else "")))


@dataclass(frozen=True)
class Workshop:
    """What reports are made with. `step` hears what is being done, for a progress bar."""

    store: Store
    plan: Plan
    bodies: Bodies
    general: Mapping[str, float] | None = None
    source_names: Mapping[str, str] = field(default_factory=dict)
    step: Callable[[str], None] = lambda _words: None
    pdf_program: Path | None = None
    """LibreOffice, when a setting names it; else it is looked for."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file ready to be written, archived or downloaded."""

    name: str
    content: bytes


def make_report(shop: Workshop, request: Request, *, now: datetime) -> tuple[Made, ...]:
    """Build every file of a report. Raises MonitorError when the incident or the unit does not exist."""
    shop.step("Đang tính số liệu")
    with shop.store.read() as tx:
        return _MAKERS[request.kind](shop, tx, request, now)


@dataclass(frozen=True, slots=True)
class Unconverted:
    """A document that stays without its PDF, and why, in Vietnamese."""

    name: str
    reason: str


def with_pdfs(shop: Workshop, made: Sequence[Made]) -> tuple[tuple[Made, ...], tuple[Unconverted, ...]]:
    """The files and the PDF of every document among them; and what could not be converted.

    Where LibreOffice is not installed nothing is added and nothing told: the .docx is the report.
    """
    shop.step("Đang chuyển sang PDF")
    files, failed = list(made), []
    for one in made:
        if not one.name.endswith(DOCUMENT):
            continue
        pdf = to_pdf(one.content, program=shop.pdf_program)
        if isinstance(pdf, bytes):
            files.append(Made(f"{one.name.removesuffix(DOCUMENT)}.pdf", pdf))
        elif not pdf.missing:
            failed.append(Unconverted(one.name, pdf.reason))
    return tuple(files), tuple(failed)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, in order, and which documents have no PDF although LibreOffice is there."""

    paths: tuple[Path, ...]
    failed: tuple[Unconverted, ...] = ()


def write_report(shop: Workshop, request: Request, *, now: datetime, folder: Path, pdf: bool = True) -> Written:
    """Make and write a report; documents also as PDF when LibreOffice is there."""
    made: tuple[Made, ...] = make_report(shop, request, now=now)
    failed: tuple[Unconverted, ...] = ()
    if pdf:
        made, failed = with_pdfs(shop, made)
    shop.step("Đang ghi tệp")
    return Written(tuple(write_document(folder, one.name, one.content) for one in made), failed)


def archive_report(shop: Workshop, request: Request, *, now: datetime, by: str, pdf: bool = False) -> tuple[int, ...]:
    """Make a report and keep its files in the store, for the desk. Returns their numbers.

    `pdf`: its documents as PDF too, which takes seconds; one that cannot be made is told to the operator.
    """
    made: tuple[Made, ...] = make_report(shop, request, now=now)
    failed: tuple[Unconverted, ...] = ()
    if pdf:
        made, failed = with_pdfs(shop, made)
    return keep_report(shop, request, made, failed, now=now, by=by)


def keep_report(
    shop: Workshop, request: Request, made: Sequence[Made], failed: Sequence[Unconverted], *, now: datetime, by: str
) -> tuple[int, ...]:
    """Keep files that were made in the store. Returns their numbers."""
    with shop.store.transaction() as tx:
        for one in failed:
            tx.warnings.add(_no_pdf(one, now))
        return tuple(
            tx.reports.add(
                kind=request.kind.value, subject=request.subject, name=one.name, content=one.content, at=now, by=by
            )
            for one in made
        )


def _no_pdf(one: Unconverted, now: datetime) -> OperatorWarning:
    text = (
        f"Không chuyển được báo cáo {one.name} sang PDF: {one.reason}. Bản .docx vẫn dùng được; "
        "hãy kiểm tra LibreOffice trên máy chủ."
    )
    return OperatorWarning(now, "pipeline", text, key=f"pdf:{one.name}")


def _weekly(shop: Workshop, tx: Tx, request: Request, now: datetime) -> tuple[Made, ...]:
    period = week_of(request.day)
    figures = _figures(shop, tx, period, now)
    shop.step("Đang dự báo")
    outlook = read_outlook(tx, shop.plan, after=min(period.last, local_date(now)), now=now)
    organisation = shop.bodies.organisation(period.last)
    page = render_weekly(figures, shop.plan, outlook=outlook, organisation=organisation)
    html = page_with_pictures(page.html, page.enclosures)
    document = weekly_document(figures, shop.plan, shop.bodies, outlook=outlook)
    stem = f"weekly-{period.iso_week}"
    return (
        Made(f"{stem}.html", html.encode()),
        Made(f"{stem}.txt", page.text.encode()),
        *_document(stem, document),
        Made(f"{stem}.csv", to_csv(figures, shop.plan).encode()),
    )


def _monthly(shop: Workshop, tx: Tx, request: Request, now: datetime) -> tuple[Made, ...]:
    period = month_of(request.day)
    figures = _figures(shop, tx, period, now)
    shop.step("Đang dự báo")
    outlook = read_outlook(tx, shop.plan, after=min(period.last, local_date(now)), now=now, weeks=MONTH_AHEAD)
    rows = board(shop.plan, period, tx.unit_reports.of_month(period.last), now=now)
    document = monthly_report(figures, shop.plan, shop.bodies, outlook=outlook, units=received(rows))
    stem = f"monthly-{_stem(period)}"
    return (*_document(stem, document), Made(f"{stem}.csv", to_csv(figures, shop.plan).encode()))


def _yearly(shop: Workshop, tx: Tx, request: Request, now: datetime) -> tuple[Made, ...]:
    period = year_of(request.day)
    figures = period_figures(tx, period, plan=shop.plan, now=now, brief=True)
    incidents = tx.incidents.between(period.start, period.end)
    counts = yearly_figures(incidents, tracks(tx), start=period.start, end=period.end)
    stem = f"yearly-{_stem(period)}"
    return _document(stem, yearly_report(counts, figures, shop.plan, shop.bodies))


def _unit(shop: Workshop, tx: Tx, request: Request, now: datetime) -> tuple[Made, ...]:
    if request.unit is None:
        raise MonitorError("a unit's report needs the unit")
    period = month_of(request.day)
    figures = period_figures(tx, period, plan=shop.plan, now=now, unit=request.unit, names=shop.source_names)
    stem = f"unit-{request.unit.id}-{_stem(period)}"
    return _document(stem, unit_report(figures, request.unit, shop.plan, shop.bodies))


def _quick(shop: Workshop, tx: Tx, request: Request, now: datetime) -> tuple[Made, ...]:
    sheet = _sheet(shop, tx, request)
    return _document(f"quick-{sheet.incident.id}", quick_report(sheet, shop.plan, shop.bodies, now=now))


def _claim(shop: Workshop, tx: Tx, request: Request, now: datetime) -> tuple[Made, ...]:
    sheet = _sheet(shop, tx, request)
    return _document(f"claim-{sheet.incident.id}", claim_file(sheet, shop.plan, shop.bodies, now=now))


_MAKERS: Mapping[ReportKind, Callable[[Workshop, Tx, Request, datetime], tuple[Made, ...]]] = {
    ReportKind.WEEKLY: _weekly,
    ReportKind.MONTHLY: _monthly,
    ReportKind.QUICK: _quick,
    ReportKind.YEARLY: _yearly,
    ReportKind.UNIT: _unit,
    ReportKind.CLAIM: _claim,
}


def _figures(shop: Workshop, tx: Tx, period: Period, now: datetime) -> PeriodFigures:
    return period_figures(tx, period, plan=shop.plan, now=now, general=shop.general, names=shop.source_names)


def _sheet(shop: Workshop, tx: Tx, request: Request) -> CaseSheet:
    incident = _incident(tx, request)
    items = tx.items.many(incident.item_ids)
    return CaseSheet(
        incident=incident,
        events=tx.incidents.events(incident.id),
        items=tuple(items[item_id] for item_id in incident.item_ids if item_id in items),
        messages=tx.outbox.for_incident(incident.id),
        source_names=tuple(shop.source_names.items()),
    )


def _incident(tx: Tx, request: Request) -> Incident:
    incident = tx.incidents.standing(request.incident_id or "")
    if incident is None:
        raise MonitorError(f"there is no incident {request.incident_id!r}")
    return incident


def _document(stem: str, document: OfficialDocument) -> tuple[Made, ...]:
    return (Made(f"{stem}.docx", to_docx(document)),)


def _stem(period: Period) -> str:
    return f"{period.last.year}" if period.kind is PeriodKind.YEAR else f"{period.last:%Y-%m}"
