"""Xu hướng: a week's or a month's counts against before and last year, their course, what to expect, good news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from fastapi.responses import Response
from markupsafe import Markup

from monitor.core.accounts import Permission
from monitor.core.clock import local_date
from monitor.core.labels import Sentiment
from monitor.core.plan import Plan
from monitor.desk.errors import BadForm
from monitor.desk.pages import Pages
from monitor.desk.reports.charts import Bar, Caption, Column, Span, bars, columns, spans
from monitor.desk.reports.pages import read_day
from monitor.desk.visits import Visit, Visiting
from monitor.reports import wording
from monitor.reports.counting import NO_THEME, ground_names
from monitor.reports.course import TOTAL, courses
from monitor.reports.figures import Difference, PeriodFigures, period_figures
from monitor.reports.headlines import Headline
from monitor.reports.looking_ahead import NOT_YET, Outlook, calendar_lines, read_outlook, sign_lines
from monitor.reports.periods import Period, PeriodKind, month_of, previous, week_of, year_before
from monitor.reports.sheets import SheetRow, sheet_rows

pages = Pages()

PERIODS = {"tuan": PeriodKind.WEEK, "thang": PeriodKind.MONTH}
SHOWN_PERIODS = {PeriodKind.WEEK: 26, PeriodKind.MONTH: 13}
"""Half a year of weeks, a year of months and the same month of the year before."""
BARS_SHOWN = 10
ROWS_SHOWN = 12
"""Rows of a table on the page; the rest is folded away."""
NOTHING_COUNTED = "–"
SENTIMENTS = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)
SECTIONS = ("Lĩnh vực", "Địa bàn", "Loại kênh", "Cấp học")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the search that opens its items; `address` is empty where no search says the same."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: this period, before, last year, the change in words, and the parts by sentiment."""

    name: str
    current: Cell
    before: Cell
    last_year: Cell
    change: str
    negative: Cell
    neutral: Cell
    positive: Cell


@dataclass(frozen=True, slots=True)
class Section:
    """One table with the chart beside it."""

    name: str
    rows: tuple[Row, ...]
    chart: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """What is worked out for a period, kept for some minutes."""

    figures: PeriodFigures
    course: tuple[tuple[Period, Counter[str]], ...]
    outlook: Outlook
    at: datetime


@pages.get("/xu-huong", may=Permission.READ_ALL)
def trends(visit: Visiting) -> Response:
    """One period in full, and the course that led to it."""
    kind, fault, status = PERIODS.get(visit.asked("kieu"), PeriodKind.WEEK), "", 200
    try:
        day = read_day(visit.asked("moc"), visit.now)
    except BadForm as error:
        day, fault, status = local_date(visit.now), error.advice, error.status
    period = _period(kind, day)
    found: Found = visit.desk.memo.get(("trends", period), visit.now, lambda: _read(visit, period))
    plan, rows = visit.app.plan, sheet_rows(found.figures, visit.app.plan)
    after = period.last + timedelta(days=1)
    return visit.page(
        "trends.html", status=status, fault=fault, period=period, kind=kind.value, found=found,
        total=_row(rows[0], found.figures, plan), course=course_chart(found.course),
        course_rows=list(_course_rows(found.course)),
        sections=[_section(name, rows, found.figures, plan) for name in SECTIONS],
        others=[_row(row, found.figures, plan) for row in rows[1:] if row.section == "Tổng"],
        ranges=range_rows(found.outlook, plan), range_chart=range_chart(found.outlook, plan), not_yet=NOT_YET,
        calendar=calendar_lines(found.outlook, plan), signs=sign_lines(found.outlook, plan),
        themes_by_week=_themes_by_week(found, plan),
        good_news=found.figures.good_news, stories=found.figures.stories, shared=_share,
        earlier=f"/xu-huong?kieu={visit.asked('kieu') or 'tuan'}&moc={previous(period).last}",
        later=f"/xu-huong?kieu={visit.asked('kieu') or 'tuan'}&moc={after}" if after <= local_date(visit.now) else "",
        day=day, shown=ROWS_SHOWN, complete=found.figures.complete, sparse=wording_of_sparse(found.figures),
    )  # fmt: skip


def _read(visit: Visit, period: Period) -> Found:
    plan, now = visit.app.plan, visit.now
    with visit.app.store.read() as tx:
        return Found(
            figures=period_figures(tx, period, plan=plan, now=now, names=visit.app.source_names),
            course=_course(tx.labels.sightings("sentiment", *_stretch(period, now)), period),
            outlook=read_outlook(tx, plan, after=min(period.last, local_date(now)), now=now),
            at=now,
        )


def _stretch(period: Period, now: datetime) -> tuple[datetime, datetime]:
    return _earlier(period)[-1].start, max(min(period.end, now), period.start)


def _earlier(period: Period) -> list[Period]:
    """The period and those before it, the latest first."""
    found = [period]
    while len(found) < SHOWN_PERIODS[period.kind]:
        found.append(previous(found[-1]))
    return found


def _course(sightings: Iterator[tuple[str, datetime]], period: Period) -> tuple[tuple[Period, Counter[str]], ...]:
    counts: dict[date, Counter[str]] = {}
    for sentiment, seen in sightings:
        counts.setdefault(_period(period.kind, local_date(seen)).first, Counter())[sentiment] += 1
    return tuple((one, counts.get(one.first, Counter())) for one in reversed(_earlier(period)))


def course_chart(course: Sequence[tuple[Period, Counter[str]]]) -> Markup:
    """Items by sentiment, period by period."""
    data = [Column(_axis(one), tuple(counts[sentiment.value] for sentiment in SENTIMENTS)) for one, counts in course]
    totals = [sum(column.parts) for column in data]
    least, most = min(totals, default=0), max(totals, default=0)
    text = f"{len(data)} kỳ liền nhau; kỳ ít nhất {least} tin, nhiều nhất {most} tin."
    caption = Caption("dien-bien", "Số tin theo sắc thái qua các kỳ", text)
    return columns(caption, [wording.SENTIMENTS[sentiment] for sentiment in SENTIMENTS], data)


def _course_rows(course: Sequence[tuple[Period, Counter[str]]]) -> Iterator[tuple[str, list[Cell]]]:
    for one, counts in reversed(course):
        span = {"tu": one.first, "den": one.last}
        cells = [Cell(str(sum(counts.values())), _search(span))]
        cells += [Cell(str(counts[s.value]), _search(span | {"sac-thai": s.value})) for s in SENTIMENTS]
        yield f"{one.first:%d/%m} – {one.last:%d/%m/%Y}", cells


def _axis(period: Period) -> str:
    return f"{period.last:%m/%Y}" if period.kind is PeriodKind.MONTH else f"{period.first:%d/%m}"


def _section(name: str, rows: Sequence[SheetRow], figures: PeriodFigures, plan: Plan) -> Section:
    own = sorted((row for row in rows if row.section == name), key=lambda row: (-row.current, row.name))
    watched = figures.last_year.total.total > 0
    data = [Bar(row.name, row.current, row.before, row.last_year if watched else None) for row in own[:BARS_SHOWN]]
    first = f"; nhiều nhất: {own[0].name}, {own[0].current} tin" if own and own[0].current else ""
    text = f"Số tin kỳ này của {len(data)} mục{first}. Vạch đứng: kỳ trước; vòng tròn: cùng kỳ năm trước."
    key = {"Lĩnh vực": "linh-vuc", "Địa bàn": "dia-ban", "Loại kênh": "kenh", "Cấp học": "cap-hoc"}[name]
    chart = bars(Caption(f"bieu-do-{key}", f"{name}: kỳ này so với trước", text), data)
    return Section(name, tuple(_row(row, figures, plan) for row in own), chart if own else Markup(""))


def _themes_by_week(found: Found, plan: Plan) -> list[tuple[str, Markup, str]]:
    """Name, small chart and words of the last weeks, of every theme with a past; nothing for months."""
    if found.figures.period.kind is not PeriodKind.WEEK:
        return []
    known = courses(found.outlook.history, found.figures)
    names = {theme.id: theme.name for theme in plan.themes} | {TOTAL: "Tổng số tin"}
    return [(name, known[key].svg(key=f"tuan-{key}", name=name), known[key].words)
            for key, name in names.items() if key in known]  # fmt: skip


def _row(row: SheetRow, figures: PeriodFigures, plan: Plan) -> Row:
    fields = search_fields(row, plan)
    now, before, year = _spans(figures)

    def cell(value: int, span: dict[str, object], **more: str) -> Cell:
        return Cell(wording.number(value), _search(span | fields | more) if fields is not None else "")

    parts = {s: cell(getattr(row, s.value), now, **{"sac-thai": s.value}) for s in SENTIMENTS}
    if row.section == "Tổng" and row.key != "total":
        parts = dict.fromkeys(SENTIMENTS, Cell(NOTHING_COUNTED))
    return Row(
        name=row.name,
        current=cell(row.current, now),
        before=cell(row.before, before),
        last_year=cell(row.last_year, year) if figures.last_year.total.total else Cell(NOTHING_COUNTED),
        change=wording.change(Difference(row.before, row.current)),
        negative=parts[Sentiment.NEGATIVE],
        neutral=parts[Sentiment.NEUTRAL],
        positive=parts[Sentiment.POSITIVE],
    )


def search_fields(row: SheetRow, plan: Plan) -> dict[str, object] | None:
    """The search that opens a row's items; None for rows that no search says (copies, groups of channels)."""
    if row.section == "Tổng":
        return _SINGLES.get(row.key)
    if row.section == "Lĩnh vực":
        return {"chu-de": row.key} if row.key != NO_THEME else None
    if row.section == "Cấp học":
        return {"cap": row.key}
    if row.section == "Địa bàn":
        return {"noi": row.key} if row.key in ground_names(plan) else {"dia-ban": row.key}
    return None


_SINGLES: dict[str, dict[str, object]] = {
    "total": {},
    "good_news": {"tin-tot": "co"},
    "elsewhere": {"dia-ban": "other"},
}


def _spans(figures: PeriodFigures) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
    """First and last day of this period, the one before and last year's, as far as each was counted."""
    counted = max((local_date(figures.until - timedelta(seconds=1)) - figures.period.first).days, 0)

    def span(period: Period) -> dict[str, object]:
        return {"tu": period.first, "den": min(period.first + timedelta(days=counted), period.last)}

    return span(figures.period), span(previous(figures.period)), span(year_before(figures.period))


def _search(fields: Mapping[str, object]) -> str:
    return f"/tin-bai?{urlencode(fields)}"


def range_rows(outlook: Outlook, plan: Plan) -> list[tuple[str, str, str, str, str]]:
    """Theme, low, high, unusual from, mean of lately: the themes with most to expect first."""
    known = [(one.expected, one) for one in outlook.themes if one.expected is not None]
    known.sort(key=lambda pair: (-pair[0].median, pair[1].theme))
    return [
        (
            wording.theme(one.theme, plan), wording.number(expected.likely[0]), wording.number(expected.likely[1]),
            wording.number(expected.unusual_from), f"{one.recent:.1f}".replace(".", ","),
        )
        for expected, one in known
    ]  # fmt: skip


def range_chart(outlook: Outlook, plan: Plan) -> Markup:
    """The ranges of the loudest themes; empty while the archive is too short."""
    known = [(one.expected, one) for one in outlook.themes if one.expected is not None]
    known.sort(key=lambda pair: (-pair[0].median, pair[1].theme))
    data = [
        Span(wording.theme(one.theme, plan), expected.likely[0], expected.median, expected.likely[1], one.recent)
        for expected, one in known[:BARS_SHOWN]
    ]
    text = "Khung: bốn trong năm tuần rơi vào đó; vạch: mức giữa; vòng tròn: trung bình 8 tuần qua."
    return spans(Caption("du-bao", "Số tin dự kiến tuần tới", text), data) if data else Markup("")


def wording_of_sparse(figures: PeriodFigures) -> str:
    """A warning when the watch had gaps, so that nobody takes silence of a source for calm."""
    gaps = len(figures.sources.gaps)
    return f"Có {gaps} nguồn tin không đọc được hoặc im ắng trong kỳ; số liệu có thể thiếu." if gaps else ""


def _share(line: Headline) -> str:
    return wording.reach(line.origins, line.copies)


def _period(kind: PeriodKind, day: date) -> Period:
    return month_of(day) if kind is PeriodKind.MONTH else week_of(day)
