"""A period's figures as rows for a spreadsheet: the same numbers as on the page and in the document, unrounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

from monitor.core.labels import EducationLevel
from monitor.core.plan import Plan
from monitor.reports import wording
from monitor.reports.counting import NO_THEME, Split, ground_names
from monitor.reports.figures import PeriodFigures

HEADER = ("Mục", "Mã", "Tên", "Kỳ này", "Kỳ trước", "Cùng kỳ năm trước", "Tiêu cực", "Trung tính", "Tích cực")
BOM = "\ufeff"
"""Spreadsheets of the office read UTF-8 only behind one."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One number with its parts and what it is compared with."""

    section: str
    key: str
    name: str
    current: int
    before: int
    last_year: int
    negative: int = 0
    neutral: int = 0
    positive: int = 0


def sheet_rows(figures: PeriodFigures, plan: Plan) -> tuple[SheetRow, ...]:
    """Total, single counts, then themes, levels of education, channels and places that have any item."""
    current, before, year = figures.current, figures.before, figures.last_year
    total = _row("Tổng", "total", "Tổng số tin", (current.total, before.total, year.total))
    singles = (
        SheetRow("Tổng", name, label, getattr(current, name), getattr(before, name), getattr(year, name))
        for name, label in _SINGLES.items()
    )
    themes = {theme.id: theme.name for theme in plan.themes} | {NO_THEME: wording.theme(NO_THEME, plan)}
    levels = {level.value: wording.LEVELS_OF_EDUCATION[level] for level in EducationLevel}
    grounds = {**ground_names(plan), **wording.TERRITORIES}
    return (
        total,
        *singles,
        *_section("Lĩnh vực", themes, (current.themes, before.themes, year.themes)),
        *_section("Cấp học", levels, (current.levels, before.levels, year.levels)),
        *_section("Loại kênh", wording.CHANNEL_GROUPS, (current.channels, before.channels, year.channels)),
        *_section("Địa bàn", grounds, (current.places, before.places, year.places)),
        *_incident_rows(figures),
    )


def to_csv(figures: PeriodFigures, plan: Plan) -> str:
    """The rows as CSV, with a byte-order mark; a text that a spreadsheet would run as a formula is defused."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in sheet_rows(figures, plan):
        writer.writerow([safe_cell(cell) for cell in astuple(row)])
    return BOM + buffer.getvalue()


_SINGLES: Mapping[str, str] = {
    "copies": "Bài đăng lại (không tính vào tổng)",
    "elsewhere": "Tin của tỉnh khác (không tính vào tổng)",
    "good_news": "Gương tốt, việc hay",
    "criticism": "Phản ánh, phê bình",
    "false_information": "Nói về thông tin sai, giả mạo",
}

_Three = tuple[Mapping[str, Split], Mapping[str, Split], Mapping[str, Split]]


def _section(section: str, names: Mapping[str, str], counts: _Three) -> Iterator[SheetRow]:
    for key in (*names, *sorted(set().union(*counts) - set(names))):
        splits = tuple(each.get(key, Split()) for each in counts)
        if any(split.total for split in splits):
            yield _row(section, key, names.get(key, key), (splits[0], splits[1], splits[2]))


def _row(section: str, key: str, name: str, splits: tuple[Split, Split, Split]) -> SheetRow:
    now = splits[0]
    totals = (now.total, splits[1].total, splits[2].total)
    return SheetRow(section, key, name, *totals, now.negative, now.neutral, now.positive)


def _incident_rows(figures: PeriodFigures) -> Iterator[SheetRow]:
    sums = figures.sums
    for key, name, value in (
        ("opened", "Sự cố phát sinh", sums.opened),
        ("closed", "Sự cố khép lại", sums.closed),
        ("still_open", "Sự cố đang theo dõi", sums.still_open),
        ("reopened", "Sự cố mở lại", sums.reopened),
        ("false_alarms", "Thông tin không đúng", sums.false_alarms),
        ("not_ours", "Không thuộc phạm vi của ngành", sums.not_ours),
        ("statements_due", "Vụ việc phải phát ngôn", sums.statements_due),
        ("statements_in_time", "Phát ngôn đúng hạn", sums.statements_in_time),
    ):
        yield SheetRow("Sự cố", key, name, value, 0, 0)


def safe_cell(cell: object) -> object:
    """A cell that no spreadsheet runs: texts that begin like a formula get an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
