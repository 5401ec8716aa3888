"""Monday's mail with its document: PDF when it can be made, else the .docx; sent once, kept once, whatever stops."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from monitor.core.notifications import Enclosure
from monitor.core.plan import Plan
from monitor.core.settings import load_settings
from monitor.reports import monday
from monitor.reports.making import Workshop
from monitor.reports.monday import BY, monday_round
from monitor.reports.official.bodies import load_bodies
from monitor.reports.periods import week_of
from monitor.store.database import Store
from tests.fakes.report_rows import put_news

WEEK = week_of(date(2022, 10, 12))
NOW = WEEK.end + timedelta(hours=7, minutes=30)
READERS = 3
COPIES = 'for last; do folder="$before"; before="$last"; done; cp "$last" "$folder/van-ban.pdf"'


@dataclass(frozen=True)
class SomeParts:
    plan: Plan
    store: Store
    base_url: str = ""


@pytest.fixture
def office(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a program that stands for LibreOffice."""

    def make(script: str) -> Path:
        program = tmp_path / "van-phong"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    return make


@pytest.fixture
def parts(store: Store, plan: Plan) -> SomeParts:
    with store.transaction() as tx:
        for week in range(10):
            for n in range(week + 1):
                moment = WEEK.start - timedelta(weeks=9 - week) + timedelta(hours=9 + n)
                put_news(tx, f"q{week}-{n}", moment, themes=("staffing",))
    return SomeParts(plan, store)


def shop(parts: SomeParts, program: Path | None) -> Workshop:
    bodies = load_bodies(load_settings({}).bodies_path)
    return Workshop(parts.store, parts.plan, bodies, pdf_program=program)


def mailed(store: Store) -> dict[str, list[Enclosure]]:
    with store.read() as tx:
        entries = tx.outbox.recent(10)
    return {entry.notification.unit: list(entry.notification.enclosures) for entry in entries}


def kept(store: Store) -> list[str]:
    with store.read() as tx:
        return sorted(file.name for file in tx.reports.recent(50) if file.made_by == BY)


def warned(store: Store) -> list[str]:
    with store.read() as tx:
        return [warning.text for warning in tx.warnings.recent(10)]


def test_the_mail_carries_the_pdf_and_the_desk_keeps_every_file(
    parts: SomeParts, office: Callable[[str], Path]
) -> None:
    assert monday_round(parts, shop(parts, office(COPIES)), now=NOW) == READERS
    for files in mailed(parts.store).values():
        (attached,) = [one for one in files if not one.inline]
        assert (attached.name, attached.media_type) == ("weekly-2022-W41.pdf", "application/pdf")
    assert kept(parts.store) == [f"weekly-2022-W41.{end}" for end in ("csv", "docx", "html", "pdf", "txt")]
    assert warned(parts.store) == []


def test_a_failed_conversion_is_told_and_the_document_goes_alone(
    parts: SomeParts, office: Callable[[str], Path]
) -> None:
    assert monday_round(parts, shop(parts, office("exit 3")), now=NOW) == READERS
    (attached,) = [one for one in mailed(parts.store)["lanh-dao"] if not one.inline]
    assert attached.name == "weekly-2022-W41.docx"
    assert Document(io.BytesIO(attached.content)).tables
    (told,) = warned(parts.store)
    assert "weekly-2022-W41.docx" in told
    assert "mã 3" in told
    assert "weekly-2022-W41.pdf" not in kept(parts.store)


def test_it_is_sent_and_kept_once(parts: SomeParts, office: Callable[[str], Path]) -> None:
    made_with = shop(parts, office(COPIES))
    assert [monday_round(parts, made_with, now=NOW + timedelta(hours=n)) for n in range(3)] == [READERS, 0, 0]
    assert len(kept(parts.store)) == 5


def test_a_stop_between_sending_and_keeping_loses_no_file(
    parts: SomeParts, office: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise SystemExit

    made_with = shop(parts, office(COPIES))
    with monkeypatch.context() as patch:
        patch.setattr(monday, "keep_report", stop)
        with pytest.raises(SystemExit):
            monday_round(parts, made_with, now=NOW)
    assert kept(parts.store) == []
    assert monday_round(parts, made_with, now=NOW) == 0
    assert len(kept(parts.store)) == 5


def test_documents_that_cannot_be_made_do_not_hold_up_the_mail(parts: SomeParts) -> None:
    broken: Any = None  # what a bug would do
    no_bodies = replace(shop(parts, None), bodies=broken)
    assert monday_round(parts, no_bodies, now=NOW) == READERS
    assert all(one.inline for files in mailed(parts.store).values() for one in files)
    assert "thư tổng hợp vẫn được gửi" in warned(parts.store)[0]
