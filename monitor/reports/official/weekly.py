"""The weekly summary as a document: what a director reads in two minutes, in the layout of the office's papers."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.core.plan import Plan
from monitor.reports import tables, wording
from monitor.reports.course import Course, courses
from monitor.reports.figures import PeriodFigures
from monitor.reports.looking_ahead import NOT_YET, Outlook, calendar_lines, range_lines, sign_lines
from monitor.reports.official.blocks import Block, Cell, Grid, Heading, OfficialDocument, Paragraph, Picture
from monitor.reports.official.bodies import Bodies
from monitor.reports.official.monthly import RANGES, story_blocks
from monitor.reports.summary import opening

SINGLE, SMALL_PT = 1.0, 13.0
"""Single lines and the smaller letters that are allowed keep it on one page as a rule."""
CHART_MM = 21.0
"""Fits its column: the page is narrow."""
THEMES_TOLD, INCIDENTS_TOLD, RANGES_TOLD = 6, 6, 3
"""A director has two minutes; everything is in the spreadsheet and on the desk."""


def weekly_document(figures: PeriodFigures, plan: Plan, bodies: Bodies, *, outlook: Outlook) -> OfficialDocument:
    """Build the summary of a week."""
    period = figures.period
    year, week, _ = period.first.isocalendar()
    days = f"từ ngày {period.first:%d/%m} đến ngày {wording.day(period.last)}"
    return OfficialDocument(
        body=bodies.department(period.last),
        kind="BẢN TỔNG HỢP",
        kind_code="TH",
        subject=f"Dư luận về giáo dục tuần {week}/{year} ({days})",
        year=period.last.year,
        addressees=(),
        blocks=(
            *(Paragraph(sentence) for sentence in opening(figures, plan)),
            *_themes(figures, plan, courses(outlook.history, figures)),
            *_incidents(figures),
            Heading("2. Tuần tới cần theo dõi", 2),
            *_ahead(outlook, plan),
            *_good_news(figures, plan),
        ),
        signature=bodies.signature("good-news"),
        recipients=("Lãnh đạo Sở", "Người phát ngôn", "Lưu: VP"),
        line_spacing=SINGLE,
        body_pt=SMALL_PT,
    )


def _ahead(outlook: Outlook, plan: Plan) -> list[Block]:
    """What the calendar brings; the ranges in one paragraph, as there is one page."""
    ranges = [line.replace("; từ", ", từ") for line in range_lines(outlook, plan)[:RANGES_TOLD]]
    signs = sign_lines(outlook, plan)
    return [
        *(Paragraph(line, dash=True) for line in calendar_lines(outlook, plan)),
        Paragraph(f"{RANGES}: {'; '.join(ranges)}." if ranges else NOT_YET),
        *([Paragraph(f"Dấu hiệu cần lưu ý: {'; '.join(signs)}.")] if signs else []),
    ]


def _themes(figures: PeriodFigures, plan: Plan, known: Mapping[str, Course]) -> list[Block]:
    rows = tables.theme_rows(figures, plan)
    if not rows:
        return []
    loudest = sorted(rows, key=lambda row: -int(row.total.replace(".", "")))[:THEMES_TOLD]
    cells = tuple(
        (row.name, row.total, row.change if figures.comparable else "–", row.negative, *_course(known.get(row.key)))
        for row in rows
        if row in loudest
    )
    header = ("Lĩnh vực nhiều tin nhất", "Số tin", "So tuần trước", "Tiêu cực", "12 tuần gần đây", "Thường gặp")
    return [Grid("", header, cells, (0.41, 0.08, 0.12, 0.09, 0.16, 0.14), frozenset({1, 2, 3}))]


def _course(course: Course | None) -> tuple[Cell, Cell]:
    """The small chart, and the range that is usual."""
    if course is None:
        return "–", "–"
    usual = "–" if course.usual is None else " – ".join(map(wording.number, dict.fromkeys(course.usual)))
    return Picture(course.png(), CHART_MM, course.words), usual


def _incidents(figures: PeriodFigures) -> list[Block]:
    grave = tables.incident_rows(tables.grave(figures.incidents)[:INCIDENTS_TOLD])
    groups, _ = tables.group_rows(figures.incidents)
    lines = [
        f"[{row.level}] {row.title}: {row.state[0].lower()}{row.state[1:]}"
        + (f". {row.statement.partition(' (')[0]}" if row.statement else "")
        for row in grave
    ]
    if groups:
        lesser = "; ".join(f"{row.kind.lower()} ({row.count})" for row in groups)
        lines.append(f"Mức thấp hơn: {lesser}")
    if not lines:
        return [Heading("1. Sự cố", 2), Paragraph("Không ghi nhận sự cố nào trong tuần.")]
    return [Heading("1. Sự cố", 2), *(Paragraph(line, dash=True) for line in lines)]


def _good_news(figures: PeriodFigures, plan: Plan) -> list[Block]:
    titled = tuple(story for story in figures.good_news if story.titled)
    rows = tables.good_news_rows(titled)
    head = Heading("3. Gương tốt, việc hay", 2)
    if not rows:
        return [head, Paragraph("Tuần này chưa ghi nhận tin gương tốt, việc hay.")]
    return [head, *story_blocks(titled, rows, plan)]
