"""The year's figures on speaking to the press: the six counts of NĐ 244/2026 Điều 10, 15 December to 14 December."""

from __future__ import annotations

from datetime import date

from monitor.core.plan import Plan
from monitor.reports import wording
from monitor.reports.figures import PeriodFigures
from monitor.reports.official.blocks import OPEN_PLACE, Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies
from monitor.reports.official.monthly import handling_sentence, period_name
from monitor.reports.summary import incidents_sentence, law_change_sentence, volume_sentence
from monitor.stories.yearly import Ratio, YearlyFigures

SIX_SINCE = date(2026, 7, 1)
"""Nghị định 244/2026/NĐ-CP is in force from this day on."""
UNCOUNTED = "[ghi số liệu]"
"""The record holds no press conferences and no briefings."""


def yearly_report(yearly: YearlyFigures, figures: PeriodFigures, plan: Plan, bodies: Bodies) -> OfficialDocument:
    """Build the report. Counts that only people know are left open and say so."""
    period, addressing = figures.period, bodies.addressing("yearly")
    return OfficialDocument(
        body=bodies.department(period.last),
        kind="BÁO CÁO",
        kind_code="BC",
        subject=f"Công tác phát ngôn và cung cấp thông tin cho báo chí {period_name(period)}",
        year=period.last.year,
        addressees=addressing.to,
        blocks=(
            Heading("I. Số liệu"),
            six_figures(yearly, by_decree=period.last >= SIX_SINCE),
            Paragraph("Hai dòng đầu do Văn phòng Sở đếm; các dòng còn lại tính từ hồ sơ sự cố của hệ thống."),
            Heading("II. Tình hình chung"),
            Paragraph(volume_sentence(figures)),
            Paragraph(incidents_sentence(figures)),
            Paragraph(handling_sentence(figures, in_time=False)),
            *(Paragraph(sentence) for sentence in (law_change_sentence(period, plan),) if sentence),
            Heading("III. Khó khăn, kiến nghị"),
            OPEN_PLACE,
        ),
        signature=bodies.signature("yearly"),
        recipients=addressing.recipients,
        grounds=(f"Thực hiện {plan.name}, Sở Giáo dục và Đào tạo báo cáo như sau:",),
    )


def six_figures(yearly: YearlyFigures, *, by_decree: bool = True) -> Grid:
    """The form's table. Years that ended before the decree (not `by_decree`) have the same counts without its name."""
    rows = (
        ("Số cuộc họp báo đã tổ chức", _counted(yearly.conferences)),
        ("Số lần cung cấp thông tin tại giao ban báo chí", _counted(yearly.briefings)),
        ("Số lần trả lời báo chí / số đề nghị", _share(yearly.answers)),
        ("Số vụ việc đột xuất đã phát ngôn / số vụ việc đột xuất", _share(yearly.spoken)),
        ("Số vụ việc phát ngôn đúng hạn / số vụ việc có thời hạn", _share(yearly.in_time)),
        ("Số lần có văn bản yêu cầu cải chính / số vụ việc báo chí thông tin sai", _share(yearly.corrections)),
    )
    cells = tuple((str(n), *row) for n, row in enumerate(rows, start=1))
    asked_by = "theo Nghị định số 244/2026/NĐ-CP" if by_decree else "về phát ngôn và cung cấp thông tin cho báo chí"
    return Grid(f"Bảng 1. Sáu số liệu {asked_by}", ("TT", "Nội dung", "Số liệu"), cells,
                (0.08, 0.72, 0.2), frozenset({2}))  # fmt: skip


def _counted(value: int | None) -> str:
    return UNCOUNTED if value is None else wording.number(value)


def _share(ratio: Ratio) -> str:
    return f"{wording.number(len(ratio.done))}/{wording.number(len(ratio.of))}"
