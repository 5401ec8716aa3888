"""What to watch in the coming weeks, read from the archive and said in lines that mail and documents share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.core.plan import Plan
from monitor.reports import wording
from monitor.reports.course import TOTAL, USUAL_WEEKS
from monitor.reports.drawing import COLUMNS
from monitor.reports.forecast.outlook import (
    SIGN_WINDOW,
    ComingPhase,
    EarlySign,
    ThemeOutlook,
    calendar_outlook,
    early_signs,
    forecast_week,
)
from monitor.reports.forecast.quantiles import Range
from monitor.reports.forecast.reading import weekly_series, weekly_totals
from monitor.reports.forecast.series import Series
from monitor.reports.periods import week_of
from monitor.store.database import Tx

THEMES_TOLD = 6
"""Those with most items to be expected; the rest are on the desk."""
CALENDAR_DAYS = 14
"""The calendar is looked at for a fortnight at least: what begins the week after is worth preparing for."""
NAIVE_NOTE = " (ước theo cùng kỳ năm trước hoặc tám tuần gần nhất)"
"""Of themes for which nothing better than the naive forecast was found."""
NOT_YET = "Chưa đủ số liệu để dự báo số tin, bài."


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the forecasts, the calendar and other provinces say of the coming weeks.

    `history`: the weekly counts the forecasts are made from, by theme, and all items together (TOTAL).
    """

    themes: tuple[ThemeOutlook, ...] = ()
    coming: tuple[ComingPhase, ...] = ()
    signs: tuple[EarlySign, ...] = ()
    history: tuple[Series, ...] = ()


def read_outlook(tx: Tx, plan: Plan, *, after: date, now: datetime, weeks: int = 1) -> Outlook:
    """Look `weeks` weeks beyond the local day `after`, from the archive up to the last whole week before it."""
    next_day = after + timedelta(days=1)
    monday = week_of(next_day).first
    series = weekly_series(tx, plan, before=monday)
    return Outlook(
        themes=forecast_week(series, plan, horizon=weeks),
        coming=calendar_outlook(plan, start=next_day, days=max(weeks * 7, CALENDAR_DAYS)),
        signs=early_signs(tx.incidents.between(now - SIGN_WINDOW, now), now=now),
        history=(*series, weekly_totals(tx, before=monday, weeks=COLUMNS + USUAL_WEEKS, name=TOTAL)),
    )


def calendar_lines(outlook: Outlook, plan: Plan) -> tuple[str, ...]:
    """`Mùa mưa bão và triều cường (đang diễn ra, đến ngày 15/12): …`."""
    return tuple(
        f"{one.phase.name} ({_when(one)}, đến ngày {one.end:%d/%m}): "
        + "; ".join(wording.theme(theme, plan) for theme in one.phase.themes)
        for one in outlook.coming
    )


def range_lines(outlook: Outlook, plan: Plan) -> tuple[str, ...]:
    """`Thi và tuyển sinh: từ 25 đến 60; từ 74 trở lên là bất thường`, the loudest themes first.

    Themes of which nothing at all is to be expected are left out.
    """
    known = [(theme.expected, theme) for theme in outlook.themes if theme.expected and theme.expected.likely[1]]
    known.sort(key=lambda pair: (-pair[0].median, pair[1].theme))
    return tuple(
        f"{wording.theme(theme.theme, plan)}: {range_words(expected)}{NAIVE_NOTE if theme.is_naive else ''}"
        for expected, theme in known[:THEMES_TOLD]
    )


def range_words(expected: Range) -> str:
    """`từ 25 đến 60; từ 74 trở lên là bất thường`."""
    low, high = expected.likely
    return (
        f"từ {wording.number(low)} đến {wording.number(high)}; "
        f"từ {wording.number(expected.unusual_from)} trở lên là bất thường"
    )


def sign_lines(outlook: Outlook, plan: Plan) -> tuple[str, ...]:
    """Kinds of incidents seen elsewhere lately and not here."""
    names = {kind.id: kind.name for kind in plan.incident_types}
    return tuple(
        f"{names.get(sign.incident_type, sign.incident_type)}: {wording.number(sign.count)} vụ ở nơi khác "
        f"trong 14 ngày qua{_places(sign)}"
        for sign in outlook.signs
    )


def _places(sign: EarlySign) -> str:
    return f" ({', '.join(sign.places)})" if sign.places else ""


def _when(one: ComingPhase) -> str:
    return "đang diễn ra" if one.under_way else f"từ ngày {one.start:%d/%m}"
