"""The weekly summary as a document: what a director reads in two minutes, in the layout of the office's papers."""

from __future__ import annotations

from monitor.core.plan import Plan
from monitor.reports import tables, wording
from monitor.reports.figures import PeriodFigures
from monitor.reports.looking_ahead import Outlook
from monitor.reports.official.blocks import Block, Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies
from monitor.reports.official.monthly import forecast_blocks, incident_grid, story_blocks
from monitor.reports.summary import opening, sources_sentence


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
            *_themes(figures, plan),
            *_incidents(figures),
            Heading("III. Tuần tới cần theo dõi"),
            *forecast_blocks(outlook, plan),
            *_good_news(figures, plan),
            Heading("V. Nguồn tin"),
            Paragraph(sources_sentence(figures.sources)),
        ),
        signature=bodies.signature("good-news"),
        recipients=("Lãnh đạo Sở", "Người phát ngôn", "Lưu: VP"),
    )


def _themes(figures: PeriodFigures, plan: Plan) -> list[Block]:
    rows = tables.theme_rows(figures, plan)
    if not rows:
        return []
    cells = tuple((row.name, row.total, row.change if figures.comparable else "–", row.negative) for row in rows)
    header = ("Lĩnh vực", "Số tin", "So với tuần trước", "Tiêu cực")
    grid = Grid("", header, cells, (0.52, 0.14, 0.2, 0.14), frozenset({1, 2, 3}))
    return [Heading("I. Số tin theo lĩnh vực"), grid]


def _incidents(figures: PeriodFigures) -> list[Block]:
    blocks: list[Block] = [Heading("II. Sự cố")]
    grave = tables.grave(figures.incidents)
    if grave:
        blocks.append(incident_grid("", grave))
    groups, _ = tables.group_rows(figures.incidents)
    blocks += [Paragraph(f"{row.kind}: {row.count} vụ. {row.state}.", dash=True) for row in groups]
    return blocks if len(blocks) > 1 else [*blocks, Paragraph("Không có sự cố nào trong tuần.")]


def _good_news(figures: PeriodFigures, plan: Plan) -> list[Block]:
    rows = tables.good_news_rows(figures.good_news)
    head = Heading("IV. Gương tốt, việc hay")
    if not rows:
        return [head, Paragraph("Tuần này chưa ghi nhận tin gương tốt, việc hay.")]
    return [head, *story_blocks(figures.good_news, rows, plan)]
