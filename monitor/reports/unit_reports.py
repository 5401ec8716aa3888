"""Takes in units' monthly reports and reminds those who have not sent theirs."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from alerts.render_digest import REMINDER
from monitor.core.clock import at_local, local_date
from monitor.core.handling import DigestLine
from monitor.core.labels import Severity
from monitor.core.plan import Plan
from monitor.core.reporting import UnitReport
from monitor.reports.periods import Period, month_of
from monitor.reports.unit_board import owing, reminder
from monitor.store.database import Store

log = logging.getLogger(__name__)

REMIND_AT = time(6)
"""Before the morning digest, which carries the line."""
MAX_FILE_BYTES = 10 * 2**20
MAX_SUMMARY_CHARS = 4_000
FILE_KINDS = {".docx": b"PK\x03\x04", ".pdf": b"%PDF", ".xlsx": b"PK\x03\x04"}
"""Endings that are taken, each with how such a file begins."""
_REMINDED = "unit_reports_reminded"


class ReportParts(Protocol):
    """What is needed of the stages' parts."""

    @property
    def plan(self) -> Plan: ...

    @property
    def store(self) -> Store: ...


@dataclass(frozen=True, slots=True)
class Handed:
    """What a unit hands in: by form (`summary`), as a file, or nil."""

    unit: str
    person: str
    is_nil: bool = False
    summary: str = ""
    file_name: str = ""
    content: bytes = b""


def hand_in(parts: ReportParts, handed: Handed, period: Period, *, now: datetime) -> UnitReport | str:
    """Keep a unit's report for a period; returns it, or the Vietnamese sentence that says why it was not taken."""
    if fault := _fault(parts.plan, handed, period):
        return fault
    with parts.store.transaction() as tx:
        number = None
        if handed.content:
            number = tx.reports.add(
                kind="unit-upload", subject=f"{handed.unit} {period.last}", name=handed.file_name,
                content=handed.content, at=now, by=handed.person,
            )  # fmt: skip
        report = UnitReport(handed.unit, period.last, now, handed.person, handed.is_nil, handed.summary.strip(), number)
        tx.unit_reports.put(report)
        tx.audit.add(now, handed.unit, "unit-report", handed.unit, f"kỳ {period.last}")
    return report


def _fault(plan: Plan, handed: Handed, period: Period) -> str:
    if handed.unit not in {unit.id for unit in owing(plan, period.last)}:
        return "Đơn vị này không thuộc diện gửi báo cáo tháng trong kỳ đã chọn."
    if not handed.is_nil and not handed.summary.strip() and not handed.content:
        return "Hãy ghi nội dung, đính kèm tệp, hoặc chọn «Không phát sinh»."
    if len(handed.summary) > MAX_SUMMARY_CHARS:
        return f"Nội dung dài quá {MAX_SUMMARY_CHARS} ký tự; hãy rút gọn hoặc gửi bằng tệp."
    return _file_fault(handed) if handed.content else ""


def _file_fault(handed: Handed) -> str:
    if len(handed.content) > MAX_FILE_BYTES:
        return f"Tệp lớn quá {MAX_FILE_BYTES // 2**20} MB."
    ending = next((kind for kind in FILE_KINDS if handed.file_name.lower().endswith(kind)), None)
    if ending is None:
        return f"Chỉ nhận tệp {', '.join(FILE_KINDS)}."
    if not handed.content.startswith(FILE_KINDS[ending]):
        return f"Tệp «{handed.file_name}» không đúng định dạng {ending}; hãy lưu lại rồi gửi."
    return ""


def remind_units(parts: ReportParts, *, now: datetime) -> int:
    """Once on each reminder day, put a line into the next digest of every unit that has not sent its report."""
    today = local_date(now)
    if now < at_local(today, REMIND_AT):
        return 0
    period = month_of(today)
    with parts.store.transaction() as tx:
        if tx.meta.get(_REMINDED) == today.isoformat():
            return 0
        tx.meta.set(_REMINDED, today.isoformat())
        told = reminder(parts.plan, period, tx.unit_reports.of_month(period.last), today=today)
        for unit, text in told:
            key = f"unit-report:{period.last}:{today}"
            line = DigestLine(unit, None, key, Severity.S1, (), text, now, reason=REMINDER)
            tx.digests.add(line, key=f"{REMINDER}:{unit}:{key}")
    if told:
        log.info("units reminded day=%s units=%d", today, len(told))
    return len(told)
