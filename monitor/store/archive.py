"""Report files as they were made or uploaded, units' monthly reports, nominations of good news."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import CursorResult, Row, Select, insert, select, update

from monitor.core.reporting import ArchivedFile, Consent, Nomination, UnitReport
from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.schema.reports import nominations, report_files, unit_reports

_META = [column for column in report_files.c if column.name != "content"]


class ReportArchive(Repository):
    """Files by number, the latest first."""

    def add(self, *, kind: str, subject: str, name: str, content: bytes, at: datetime, by: str) -> int:
        """Keep a file; returns its number."""
        row = {
            "kind": kind,
            "subject": subject,
            "name": name,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "made_at": at,
            "made_by": by,
            "content": content,
        }
        return _number(self._connection.execute(insert(report_files).values(**row)))

    def recent(self, limit: int, *, kind: str | None = None) -> tuple[ArchivedFile, ...]:
        """The latest files, without their content."""
        query = select(*_META).order_by(report_files.c.number.desc()).limit(limit)
        if kind is not None:
            query = query.where(report_files.c.kind == kind)
        return tuple(_file(row) for row in self._connection.execute(query))

    def get(self, number: int) -> tuple[ArchivedFile, bytes] | None:
        """One file with its content."""
        row = self._connection.execute(select(report_files).where(report_files.c.number == number)).one_or_none()
        return (_file(row), bytes(row.content)) if row else None


class UnitReports(Repository):
    """What units sent for each month. A second report for the same month replaces the first; its time is the later."""

    def put(self, report: UnitReport) -> None:
        """Keep a report."""
        row = {
            "unit": report.unit,
            "month": report.month.isoformat(),
            "received_at": report.received_at,
            "person": report.person,
            "is_nil": report.is_nil,
            "summary": report.summary,
            "file_number": report.file_number,
        }
        upsert(self._connection, unit_reports, row)

    def of_month(self, month: date) -> tuple[UnitReport, ...]:
        """Reports for the period that ends on `month`, by time of receipt."""
        query = select(unit_reports).where(unit_reports.c.month == month.isoformat())
        rows = self._connection.execute(query.order_by(unit_reports.c.received_at, unit_reports.c.unit))
        return tuple(
            UnitReport(
                row.unit, date.fromisoformat(row.month), row.received_at, row.person, row.is_nil, row.summary,
                row.file_number,
            )
            for row in rows
        )  # fmt: skip


class Nominations(Repository):
    """Good news by number."""

    def add(
        self, *, unit: str, title: str, why: str, url: str, item_id: str | None, at: datetime, by: str
    ) -> int | None:
        """Keep a nomination; None when the item or the address is there already."""
        if self._known(item_id, url):
            return None
        row = {
            "unit": unit,
            "title": title,
            "why": why,
            "url": url,
            "item_id": item_id,
            "consent": Consent.NOT_ASKED.value,
            "added_at": at,
            "added_by": by,
        }
        return _number(self._connection.execute(insert(nominations).values(**row)))

    def set_consent(self, number: int, consent: Consent) -> bool:
        """Note what the people told of said; False when there is no such nomination."""
        change = update(nominations).where(nominations.c.number == number).values(consent=consent.value)
        return self._connection.execute(change).rowcount == 1

    def between(self, start: datetime, end: datetime) -> tuple[Nomination, ...]:
        """Nominations added in `[start, end)`, in order."""
        query = select(nominations).where(nominations.c.added_at >= start, nominations.c.added_at < end)
        return self._read(query.order_by(nominations.c.number))

    def _known(self, item_id: str | None, url: str) -> bool:
        same = nominations.c.item_id == item_id if item_id else nominations.c.url == url
        return bool((item_id or url) and self._read(select(nominations).where(same)))

    def _read(self, query: Select[Any]) -> tuple[Nomination, ...]:
        return tuple(
            Nomination(
                row.number, row.unit, row.title, row.why, row.url, row.item_id, Consent(row.consent), row.added_at,
                row.added_by,
            )
            for row in self._connection.execute(query)
        )  # fmt: skip


def _number(result: CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    assert key is not None, "one row was inserted"
    return int(key[0])


def _file(row: Row[Any]) -> ArchivedFile:
    return ArchivedFile(row.number, row.kind, row.subject, row.name, row.size, row.sha256, row.made_at, row.made_by)
