"""The monthly report to the Ministry's office (plan, III.1.d) and a unit's own to the department (III.3.e).

Only figures and what staff wrote are put into words. Proposals are the office's to write: their place is left open, and
says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.labels import EducationLevel
from monitor.core.plan import Plan, Unit
from monitor.reports import tables, wording
from monitor.reports.counting import Split
from monitor.reports.figures import Difference, PeriodFigures
from monitor.reports.headlines import Headline
from monitor.reports.incident_lines import IncidentLine
from monitor.reports.incident_sums import IncidentSums
from monitor.reports.looking_ahead import NOT_YET, Outlook, calendar_lines, range_lines, sign_lines
from monitor.reports.official.blocks import OPEN_PLACE, Appendix, Block, Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies
from monitor.reports.periods import Period, PeriodKind
from monitor.reports.summary import (
    incidents_sentence,
    law_change_sentence,
    rollover_sentence,
    sources_sentence,
    volume_sentence,
)

NIL = "Trong kỳ, hệ thống không ghi nhận tin, bài hoặc sự cố liên quan đến đơn vị."
INCIDENTS_TOLD = 40
"""Rows of the table of incidents; the rest are counted in one line."""
GRAVE_ONES = "Bảng 3. Sự cố mức nghiêm trọng trở lên (S3, S4), mới hoặc còn theo dõi trong kỳ"
RANGES = "Số tin, bài dự kiến mỗi tuần (khoảng thường gặp: bốn trong năm tuần nằm trong khoảng)"


@dataclass(frozen=True, slots=True)
class Received:
    """One unit's own monthly report: `state` as the board tells it, `summary` what the unit wrote."""

    unit: str
    state: str
    summary: str = ""


def monthly_report(
    figures: PeriodFigures,
    plan: Plan,
    bodies: Bodies,
    *,
    outlook: Outlook | None = None,
    units: Sequence[Received] = (),
) -> OfficialDocument:
    """Build the report of a month (or of any period, in the same order). `units`: the reports that came in."""
    period = figures.period
    addressing = bodies.addressing("monthly")
    return OfficialDocument(
        body=bodies.department(period.last),
        kind="BÁO CÁO",
        kind_code="BC",
        subject=f"Tình hình dư luận và kết quả xử lý thông tin về giáo dục {period_name(period)}",
        year=period.last.year,
        addressees=addressing.to,
        blocks=(
            *_situation(figures),
            *_themes(figures, plan),
            *_incidents(figures, plan),
            *_false_information(figures),
            *_good_news(figures, plan),
            *_forecast(outlook or Outlook(), plan),
            *_units(units),
            Heading(f"{'VIII' if units else 'VII'}. Đề xuất, kiến nghị"),
            OPEN_PLACE,
        ),
        signature=bodies.signature("monthly"),
        recipients=addressing.recipients,
        appendices=_appendices(figures, plan, units),
        grounds=(f"Thực hiện {plan.name}, Sở Giáo dục và Đào tạo báo cáo như sau:",),
    )


def unit_report(figures: PeriodFigures, unit: Unit, plan: Plan, bodies: Bodies) -> OfficialDocument:
    """A unit's monthly report; `figures` are those of the unit alone. Raises MonitorError for a unit without one."""
    period, addressing = figures.period, bodies.addressing("unit")
    empty = figures.current.total.total == 0 and not figures.incidents
    nil = [Heading("I. Tình hình chung"), Paragraph(NIL)]
    return OfficialDocument(
        body=bodies.of_unit(unit),
        kind="BÁO CÁO",
        kind_code="BC",
        subject=f"Tình hình dư luận và kết quả truyền thông {period_name(period)}",
        year=period.last.year,
        addressees=addressing.to,
        blocks=(
            *(nil if empty else (*_situation(figures), *_themes(figures, plan), *_incidents(figures, plan))),
            *(() if empty else (*_false_information(figures), *_good_news(figures, plan))),
            Heading(f"{'II' if empty else 'VI'}. Đề xuất, kiến nghị"),
            Paragraph("[Đơn vị bổ sung nội dung này trước khi gửi.]"),
        ),
        signature=bodies.signature("unit", unit),
        recipients=addressing.recipients,
    )


def period_name(period: Period) -> str:
    """`tháng 10 năm 2026 (từ ngày 15/09/2026 đến ngày 14/10/2026)`."""
    span = f"(từ ngày {wording.day(period.first)} đến ngày {wording.day(period.last)})"
    if period.kind is PeriodKind.MONTH:
        return f"tháng {period.last.month} năm {period.last.year} {span}"
    if period.kind is PeriodKind.YEAR:
        return f"năm {period.last.year} {span}"
    return span[1:-1]


def _situation(figures: PeriodFigures) -> list[Block]:
    year = figures.last_year.total.total
    compared = wording.change_sentence(Difference(year, figures.current.total.total), than="cùng kỳ năm trước")
    return [
        Heading("I. Tình hình chung"),
        Paragraph(volume_sentence(figures)),
        Paragraph(f"Số tin {compared}." if year else "Chưa có số liệu cùng kỳ năm trước để so sánh."),
        Paragraph(sources_sentence(figures.sources)),
    ]


def _themes(figures: PeriodFigures, plan: Plan) -> list[Block]:
    blocks: list[Block] = [Heading("II. Vấn đề dư luận quan tâm theo lĩnh vực")]
    rows = tables.theme_rows(figures, plan)
    if not rows:
        return [*blocks, Paragraph("Trong kỳ chưa ghi nhận tin, bài thuộc các lĩnh vực của kế hoạch.")]
    blocks.append(
        Grid(
            "Bảng 1. Số tin, bài theo lĩnh vực",
            ("TT", "Lĩnh vực", "Kỳ này", "Kỳ trước", "Tiêu cực", "Trung tính", "Tích cực"),
            tuple(
                (str(n), row.name, row.total, row.before, row.negative, row.neutral, row.positive)
                for n, row in enumerate(rows, start=1)
            ),
            (0.07, 0.37, 0.11, 0.11, 0.11, 0.12, 0.11),
            frozenset({2, 3, 4, 5, 6}),
        )
    )
    blocks.append(Paragraph("Một tin có thể thuộc nhiều lĩnh vực nên tổng các dòng có thể lớn hơn tổng số tin."))
    if silent := tables.themes_without_items(figures, plan):
        blocks.append(Paragraph(f"Lĩnh vực chưa có tin, bài: {'; '.join(silent)}."))
    if levels := _levels(figures):
        blocks.append(levels)
    if figures.stories:
        blocks.append(Paragraph("Nội dung được nhắc đến nhiều:"))
        blocks += story_blocks(figures.stories, tables.story_rows(figures.stories), plan)
    return blocks


def _levels(figures: PeriodFigures) -> Grid | None:
    rows = []
    for level in EducationLevel:
        split = figures.current.levels.get(level.value, Split())
        before = figures.before.levels.get(level.value, Split()).total
        if split.total or before:
            cells = (split.total, before, split.negative, split.positive)
            rows.append((wording.LEVELS_OF_EDUCATION[level], *map(wording.number, cells)))
    if not rows:
        return None
    header = ("Cấp học", "Kỳ này", "Kỳ trước", "Tiêu cực", "Tích cực")
    widths = (0.4, 0.15, 0.15, 0.15, 0.15)
    return Grid("Bảng 2. Số tin, bài theo cấp học", header, tuple(rows), widths, frozenset({1, 2, 3, 4}))


def _incidents(figures: PeriodFigures, plan: Plan) -> list[Block]:
    blocks: list[Block] = [
        Heading("III. Sự cố truyền thông và kết quả xử lý"),
        Paragraph(incidents_sentence(figures)),
    ]
    if not figures.incidents:
        return blocks
    blocks.append(
        Paragraph(" ".join(filter(None, (handling_sentence(figures), law_change_sentence(figures.period, plan)))))
    )
    shown = tables.grave(figures.incidents)[:INCIDENTS_TOLD]
    if shown:
        blocks.append(incident_grid(GRAVE_ONES, shown))
    groups, more = tables.group_rows(figures.incidents)
    if groups:
        blocks.append(Paragraph("Sự cố mức thấp hơn:"))
        blocks += [
            Paragraph(f"{row.kind}: {row.count} vụ{f' – {row.where}' if row.where else ''}. {row.state}.", dash=True)
            for row in groups
        ]
    if more:
        blocks.append(Paragraph(f"Ngoài ra còn {wording.number(more)} vụ nhỏ lẻ khác."))
    return blocks


def incident_grid(caption: str, lines: Sequence[IncidentLine]) -> Grid:
    """Incidents as the outline of the report wants them: case, first seen, unit, statement, state."""
    rows = tables.incident_rows(lines)
    return Grid(
        caption,
        ("TT", "Vụ việc", "Mức", "Phát hiện", "Đơn vị xử lý", "Phát ngôn", "Tình trạng"),
        tuple(
            (str(n), row.title, row.level, row.seen, row.units or "chưa xác định", row.statement or "–", row.state)
            for n, row in enumerate(rows, start=1)
        ),
        (0.06, 0.22, 0.09, 0.13, 0.18, 0.15, 0.17),
    )


def handling_sentence(figures: PeriodFigures, *, in_time: bool = True) -> str:
    """How fast and, unless it is told elsewhere, how often `in_time`; says so when nothing can be said."""
    sums = figures.sums
    parts = []
    if sums.told_after is not None:
        told_after = wording.duration(sums.told_after)
        parts.append(f"một nửa số vụ được báo cho đơn vị không quá {told_after} sau khi phát hiện")
    if sums.taken_after is not None:
        parts.append(f"một nửa số vụ được tiếp nhận không quá {wording.duration(sums.taken_after)} sau khi báo")
    if in_time and sums.in_time_percent is not None:
        due = f"{wording.number(sums.statements_in_time)}/{wording.number(sums.statements_due)}"
        parts.append(f"phát ngôn đúng hạn {due} vụ ({sums.in_time_percent}%)")
    if sums.unanswered:
        parts.append(f"còn {wording.number(sums.unanswered)} vụ chưa có đơn vị tiếp nhận")
    if not parts:
        return "Chưa đủ số liệu để đánh giá thời gian xử lý."
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}."


def _false_information(figures: PeriodFigures) -> list[Block]:
    current, sums = figures.current, figures.sums
    return [
        Heading("IV. Thông tin sai sự thật, phản hồi, cải chính"),
        Paragraph(_doubted_sentence(current.false_information, current.criticism)),
        Paragraph(_verified_sentence(sums)),
    ]


def _doubted_sentence(false_information: int, criticism: int) -> str:
    """How many items told of something untrue, and how many complained: counts that people take for one another."""
    counts = ((false_information, "nói về thông tin sai hoặc giả mạo"), (criticism, "phản ánh, phê bình"))
    said = [f"{wording.number(count)} tin, bài {words}" for count, words in counts if count]
    none = [f"không có tin, bài nào {words}" for count, words in counts if not count]
    if not said:
        return f"Trong kỳ {', cũng '.join(none)}."
    return f"Có {' và '.join(said)}; {none[0] if none else 'hai loại này được đếm riêng'}."


def _verified_sentence(sums: IncidentSums) -> str:
    counts = (
        (sums.false_alarms, "được kết luận là thông tin không đúng"), (sums.not_ours, "không thuộc phạm vi của ngành")
    )  # fmt: skip
    parts = [f"{wording.number(count)} vụ {words}" for count, words in counts if count]
    if not parts:
        return "Trong các vụ đã khép lại, không vụ nào được kết luận là thông tin không đúng."
    return f"Qua xác minh, {wording.listed(parts)}."


def _good_news(figures: PeriodFigures, plan: Plan) -> list[Block]:
    rows = tables.good_news_rows(figures.good_news)
    blocks: list[Block] = [Heading("V. Nhân tố điển hình, gương người tốt, việc tốt")]
    if not rows:
        return [*blocks, Paragraph("Trong kỳ hệ thống chưa ghi nhận tin, bài thuộc nhóm này.")]
    blocks.append(Paragraph(f"Ghi nhận {wording.number(figures.current.good_news)} tin, bài; tiêu biểu:"))
    return [*blocks, *story_blocks(figures.good_news, rows, plan)]


def story_blocks(stories: Sequence[Headline], rows: Sequence[tables.StoryRow], plan: Plan) -> list[Block]:
    """Stories as lines of a list. An official paper does not quote posts: an untitled one is told by its subject."""
    lines = []
    for story, row in zip(stories, rows, strict=True):
        subject = wording.theme(story.theme, plan) if story.theme else "giáo dục"
        title = row.title if story.titled else f"Bài đăng trên mạng xã hội, lĩnh vực “{subject}”"
        lines.append(Paragraph(f"{title} ({row.note})" if row.note else title, dash=True))
    return list(dict.fromkeys(lines))


def _forecast(outlook: Outlook, plan: Plan) -> list[Block]:
    return [Heading("VI. Dự báo"), *forecast_blocks(outlook, plan)]


def forecast_blocks(outlook: Outlook, plan: Plan) -> list[Block]:
    """What the calendar brings, expected ranges, signs from elsewhere; says so when nothing can be forecast."""
    ranges = range_lines(outlook, plan)
    lead = f"{RANGES}:" if ranges else NOT_YET
    signs = sign_lines(outlook, plan)
    return [
        *(Paragraph(line, dash=True) for line in calendar_lines(outlook, plan)),
        Paragraph(lead),
        *(Paragraph(line, dash=True) for line in ranges),
        *([Paragraph("Dấu hiệu cần lưu ý:")] if signs else []),
        *(Paragraph(line, dash=True) for line in signs),
    ]


def _units(units: Sequence[Received]) -> list[Block]:
    told = [unit for unit in units if unit.summary]
    if not units:
        return []
    blocks: list[Block] = [Heading("VII. Tổng hợp báo cáo của các đơn vị")]
    count = f"Có {len(told)}/{len(units)} đơn vị" if told else f"Trong {len(units)} đơn vị, chưa đơn vị nào"
    blocks.append(Paragraph(f"{count} gửi báo cáo có nội dung (danh sách ở phụ lục)."))
    return [*blocks, *(Paragraph(f"{unit.unit}: {unit.summary}", dash=True) for unit in told)]


def _appendices(figures: PeriodFigures, plan: Plan, units: Sequence[Received]) -> tuple[Appendix, ...]:
    made = [
        Appendix("I", "Số liệu theo kênh và địa bàn", _numbers(figures, plan)),
        Appendix("II", "Nguồn tin", _sources(figures)),
    ]
    if units:
        rows = tuple((str(n), unit.unit, unit.state) for n, unit in enumerate(units, start=1))
        grid = Grid("", ("TT", "Đơn vị", "Tình trạng"), rows, (0.1, 0.55, 0.35))
        made.append(Appendix("III", "Tình hình gửi báo cáo của các đơn vị", (grid,)))
    return tuple(made)


def _numbers(figures: PeriodFigures, plan: Plan) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for caption, rows in (
        ("Theo loại kênh", tables.channel_rows(figures)),
        ("Theo địa bàn", tables.place_rows(figures, plan)),
    ):
        if rows:
            cells = tuple((row.name, row.total, row.note) for row in rows)
            blocks.append(Grid(caption, ("Tên", "Số tin", "Ghi chú"), cells, (0.5, 0.18, 0.32), frozenset({1})))
    return tuple(blocks) or (Paragraph("Không có số liệu."),)


def _sources(figures: PeriodFigures) -> tuple[Block, ...]:
    gaps, more = tables.gap_rows(figures.sources.gaps)
    told = filter(None, (sources_sentence(figures.sources), rollover_sentence(figures.coverage)))
    blocks: list[Block] = [Paragraph(sentence) for sentence in told]
    if gaps:
        cells = tuple((row.source, row.problem, row.lasted) for row in gaps)
        blocks.append(Grid("Nguồn không đọc được hoặc không có tin mới", ("Nguồn", "Tình trạng", "Thời gian"), cells,
                           (0.5, 0.3, 0.2)))  # fmt: skip
    if more:
        blocks.append(Paragraph(f"Và {wording.number(more)} nguồn khác."))
    return tuple(blocks)
