"""The weekly trend summary: rendered for mail, written to files, sent to those who lead.

Counts, wording and rows are made elsewhere (`figures`, `summary`, `tables`); this module joins them with the templates.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from monitor.core.clock import local_date, show_time
from monitor.core.notifications import Enclosure, Notification, NotificationKind, enclose
from monitor.core.plan import Plan
from monitor.reports import tables, wording
from monitor.reports.course import Course, courses
from monitor.reports.figures import PERCENT_FROM, PeriodFigures, period_figures
from monitor.reports.headlines import NO_NAMES
from monitor.reports.incident_lines import SMALL_COUNT
from monitor.reports.looking_ahead import NOT_YET, Outlook, calendar_lines, range_lines, read_outlook, sign_lines
from monitor.reports.periods import Period, previous, week_of
from monitor.reports.summary import earlier_words, keywords_sentence, law_change_sentence, opening, sources_sentence
from monitor.store.database import Store, Tx

SHORT_CHARS = 2_000
"""What a Zalo message holds (its Bot API)."""
PLACES_TOLD = 8
TEMPLATES = Path(__file__).parent / "templates"

log = logging.getLogger(__name__)


class WeeklyParts(Protocol):
    """What sending needs of the stages' parts."""

    @property
    def plan(self) -> Plan: ...

    @property
    def store(self) -> Store: ...

    @property
    def base_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """A report ready for a mail or a file. `short` is for channels that take little."""

    subject: str
    text: str
    html: str
    short: str
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A small chart of the page: its file, the words for those who do not see it, what is usual."""

    file: Enclosure
    words: str
    usual: str


def render_weekly(
    figures: PeriodFigures,
    plan: Plan,
    *,
    base_url: str = "",
    outlook: Outlook | None = None,
    organisation: str = "",
) -> RenderedReport:
    """Lay the figures out. Same figures, same text.

    `base_url` adds a link to the desk; `organisation` is what the office was called then, else the plan's name of it.
    """
    ahead = outlook or Outlook()
    values = _values(figures, plan, base_url) | _ahead(ahead, plan)
    pictures = _pictures(courses(ahead.history, figures), [row.key for row in (*values["themes"], values["total"])])
    values |= {"pictures": pictures, "organisation": organisation or plan.organisation}
    templates = _environment()
    subject = f"Tổng hợp dư luận về giáo dục, {values['week']} ({values['days']})"
    return RenderedReport(
        subject=subject,
        text=templates.get_template("weekly.txt").render(values).strip() + "\n",
        html=templates.get_template("weekly.html").render(values).lstrip(),
        short=_short(subject, figures, values, base_url),
        enclosures=tuple(picture.file for picture in pictures.values()),
    )


def _pictures(known: Mapping[str, Course], keys: Sequence[str]) -> dict[str, Picture]:
    """The chart of every line of the table that has a past, by its key."""
    return {
        key: Picture(
            enclose(f"dien-bien-{key}.png", "image/png", known[key].png(), inline=True),
            known[key].count_words,
            known[key].usual_words,
        )
        for key in keys
        if key in known
    }


def _short(subject: str, figures: PeriodFigures, values: Mapping[str, Any], base_url: str) -> str:
    """The opening; the keywords too when they fit."""
    told = [subject, *values["opening"]]
    link = [base_url] if base_url else []
    full = "\n".join([*told, *filter(None, [keywords_sentence(figures)]), *link])
    return full if len(full) <= SHORT_CHARS else "\n".join([*told, *link])


def send_weekly(
    parts: WeeklyParts,
    *,
    now: datetime,
    general: Mapping[str, float] | None = None,
    names: Mapping[str, str] = NO_NAMES,
    attached: Sequence[Enclosure] = (),
    organisation: str = "",
) -> int:
    """Put last week's summary in the outbox, one message for each of office, spokesperson and leadership.

    Returns how many messages are new: sending again for the same week adds none. `general`: how
    common syllables are (`keywords.general_shares`), which sharpens the keywords; `names` of sources by id; `attached`
    goes along where the channel takes files; `organisation`: see `render_weekly`.
    """
    plan, period = parts.plan, previous(week_of(local_date(now)))
    with parts.store.read() as tx:
        waiting = unsent(tx, plan, period)
        if not waiting:
            return 0
        figures = period_figures(tx, period, plan=plan, now=now, general=general, names=names)
        outlook = read_outlook(tx, plan, after=period.last, now=now)
    report = render_weekly(figures, plan, base_url=parts.base_url, outlook=outlook, organisation=organisation)
    with parts.store.transaction() as tx:
        messages = [
            replace(_notification(unit, period, report, figures, now=now), enclosures=(*report.enclosures, *attached))
            for unit in waiting
        ]
        added = sum(tx.outbox.add(message, next_at=now) for message in messages)
    log.info("weekly summary queued week=%s messages=%d", period.iso_week, added)
    return added


def unsent(tx: Tx, plan: Plan, period: Period) -> tuple[str, ...]:
    """Units the summary of a week goes to and for which it is not in the outbox yet."""
    alerts = plan.alerts
    units = dict.fromkeys((alerts.office_unit, alerts.spokesperson_unit, alerts.leadership_unit))
    return tuple(unit for unit in units if tx.outbox.get(_key(unit, period)) is None)


def _key(unit: str, period: Period) -> str:
    return f"weekly:{unit}:{period.iso_week}"


def _notification(
    unit: str, period: Period, report: RenderedReport, figures: PeriodFigures, *, now: datetime
) -> Notification:
    return Notification(
        key=_key(unit, period),
        incident_id=None,
        unit=unit,
        kind=NotificationKind.DIGEST,
        revision=1,
        level=None,
        labels=(),
        reasons=(),
        item_ids=tuple(dict.fromkeys(line.item_id for line in (*figures.stories, *figures.good_news))),
        subject=report.subject,
        text=report.text,
        html=report.html,
        created_at=now,
        short=report.short,
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _values(figures: PeriodFigures, plan: Plan, base_url: str) -> dict[str, Any]:
    period, current = figures.period, figures.current
    year, week, _ = period.first.isocalendar()
    groups, more_incidents = tables.group_rows(figures.incidents)
    gaps, more_gaps = tables.gap_rows(figures.sources.gaps)
    return {
        "plan_name": plan.name,
        "week": f"tuần {week}/{year}",
        "days": f"{period.first:%d/%m}–{wording.day(period.last)}",
        "complete": figures.complete,
        "written": show_time(figures.now),
        "until": show_time(figures.until),
        "earlier": earlier_words(figures),
        "opening": opening(figures, plan),
        "comparable": figures.comparable,
        "keywords": figures.keywords.week,
        "incidents": tables.incident_rows(tables.grave(figures.incidents)),
        "groups": groups,
        "more_incidents": more_incidents,
        "elsewhere_incidents": tables.incident_rows(figures.elsewhere),
        "total": tables.total_row(figures),
        "themes": tables.theme_rows(figures, plan),
        "silent_themes": tables.themes_without_items(figures, plan),
        "channels": tables.channel_rows(figures),
        "places": tables.place_rows(figures, plan, limit=PLACES_TOLD),
        "stories": tables.story_rows(figures.stories),
        "good_news": tables.good_news_rows(figures.good_news),
        "good_news_count": wording.number(current.good_news),
        "criticism": wording.number(current.criticism),
        "false_information": wording.number(current.false_information),
        "copies": wording.number(current.copies),
        "elsewhere": wording.number(current.elsewhere),
        "sources": sources_sentence(figures.sources),
        "gaps": gaps,
        "more_gaps": more_gaps,
        "watched_since": show_time(figures.sources.since) if figures.sources.since else "",
        "percent_from": PERCENT_FROM,
        "small_count": SMALL_COUNT,
        "base_url": base_url,
        "law_change": law_change_sentence(period, plan),
    }


def _ahead(outlook: Outlook, plan: Plan) -> dict[str, Any]:
    return {
        "coming": calendar_lines(outlook, plan),
        "ranges": range_lines(outlook, plan),
        "signs": sign_lines(outlook, plan),
        "no_range": NOT_YET,
    }
