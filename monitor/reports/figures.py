"""The figures of a week, read from the store in one transaction. Every number can be traced to items and incidents.

A week that is not over is compared with the same stretch of the week before, never with the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from monitor.core.entries import FeedState
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Territory
from monitor.core.plan import Plan
from monitor.reports.counting import CountedItem, Tally, concerns_us, read_counted, tally
from monitor.reports.headlines import Headline, good_news, top_stories
from monitor.reports.incident_lines import IncidentLine, ReportedSpan, in_order, incident_line, is_merged
from monitor.reports.keywords import Keywords, find_keywords, openings
from monitor.reports.periods import Period, previous
from monitor.reports.source_gaps import FeedWatch, SourceHealth, source_health
from monitor.store.database import Tx
from monitor.store.incidents import LIFE_EVENTS

STORIES_TOLD, GOOD_NEWS_TOLD = 5, 3
"""A summary is read in two minutes; the rest is on the desk."""
USUAL_WEEKS = 8
"""Weeks before that tell how often a phrase is said otherwise: two months, without last year's seasons."""
PERCENT_FROM = 10
"""From this count on a change is told in per cent; of fewer items a percentage only misleads."""
FETCHES_READ = 5_000
"""Lines of the fetch log read for each source: a week of polls every quarter of an hour, with the pages read."""


@dataclass(frozen=True, slots=True)
class WeeklyFigures:
    """What a weekly report tells. `until` is the end of the period, or `now` while it is not over.

    `before` counts as long a stretch of the week before. `incidents` opened, moved or closed in the period, or are open
    from before; `elsewhere` are serious ones of other provinces. All are told as they stand at `now`.
    """

    period: Period
    now: datetime
    until: datetime
    current: Tally
    before: Tally
    incidents: tuple[IncidentLine, ...]
    elsewhere: tuple[IncidentLine, ...]
    stories: tuple[Headline, ...]
    good_news: tuple[Headline, ...]
    sources: SourceHealth
    keywords: Keywords = field(default_factory=Keywords)

    @property
    def comparable(self) -> bool:
        """Whether the week before can be compared with: something was counted in it."""
        return self.before.total.total > 0

    @property
    def complete(self) -> bool:
        """Whether the period is over."""
        return self.until == self.period.end


@dataclass(frozen=True, slots=True)
class Difference:
    """How a count moved. `percent` is None when the earlier count is below PERCENT_FROM."""

    before: int
    after: int

    @property
    def absolute(self) -> int:
        """By how many."""
        return self.after - self.before

    @property
    def percent(self) -> int | None:
        """By how many per cent, rounded half up."""
        if self.before < PERCENT_FROM:
            return None
        return (200 * self.absolute + self.before) // (2 * self.before)


def weekly_figures(
    tx: Tx, period: Period, *, plan: Plan, now: datetime, general: Mapping[str, float] | None = None
) -> WeeklyFigures:
    """Read and count a week. A week that has not begun is empty. `general`: see `keywords.general_shares`."""
    until = max(period.start, min(period.end, now))
    earlier = previous(period)
    items = read_counted(tx, period.start, until)
    before = read_counted(tx, earlier.start, min(earlier.start + (until - period.start), earlier.end))
    lines = _incident_lines(tx, ReportedSpan(period.start, until, now), plan)
    return WeeklyFigures(
        period=period,
        now=now,
        until=until,
        current=tally(items, plan=plan),
        before=tally(before, plan=plan),
        incidents=tuple(line for line in lines if not line.elsewhere),
        elsewhere=tuple(line for line in lines if line.elsewhere),
        stories=top_stories(items, plan=plan, limit=STORIES_TOLD),
        good_news=good_news(items, plan=plan, limit=GOOD_NEWS_TOLD),
        sources=_source_health(tx, period.start, until, plan.alerts.source_silent_after),
        keywords=_keywords(tx, items, period, plan, general),
    )


def _keywords(
    tx: Tx, items: Sequence[CountedItem], period: Period, plan: Plan, general: Mapping[str, float] | None
) -> Keywords:
    if not items:
        return Keywords()
    earlier = openings(_usual_items(tx, period.start - timedelta(weeks=USUAL_WEEKS), period.start))
    return find_keywords(items, earlier=earlier, plan=plan, general=general)


def _usual_items(tx: Tx, start: datetime, end: datetime) -> Iterator[Item]:
    """Items as they are counted, of the weeks before. Their stories do not matter, so copies are read all at once."""
    copies = {membership.item_id for membership in tx.stories.since(start) if membership.copy_of is not None}
    for item, labels in tx.labels.between(start, end):
        if concerns_us(labels) and labels.territory is not Territory.OTHER and item.id not in copies:
            yield item


def _incident_lines(tx: Tx, span: ReportedSpan, plan: Plan) -> tuple[IncidentLine, ...]:
    found = {i.id: i for i in (*tx.incidents.between(span.start, span.end), *tx.incidents.open())}
    listed = [i for i in found.values() if not is_merged(i) and i.opened_at < span.end]
    return in_order([_incident_line(tx, incident, span, plan) for incident in listed])


def _incident_line(tx: Tx, incident: Incident, span: ReportedSpan, plan: Plan) -> IncidentLine:
    changes = [event for event in tx.incidents.events(incident.id) if event.kind in LIFE_EVENTS]
    moved = any(span.holds(event.at) for event in changes)
    messages = tx.outbox.for_incident(incident.id)
    return incident_line(incident, messages=messages, moved=moved, span=span, plan=plan)


def _source_health(tx: Tx, start: datetime, until: datetime, silent_after: timedelta) -> SourceHealth:
    feeds = tx.feeds.all()
    watches = [watch for _, states in groupby(feeds, key=lambda s: s.source_id) for watch in _watches(tx, list(states))]
    return source_health(watches, start=start, until=until, silent_after=silent_after)


def _watches(tx: Tx, states: list[FeedState]) -> list[FeedWatch]:
    """The feeds of one source with their parts of its fetch log (which has the pages read, too)."""
    log = tx.feeds.last_fetches(states[0].source_id, FETCHES_READ)
    complete = len(log) < FETCHES_READ
    return [FeedWatch(state, tuple(r for r in log if r.url == state.feed_url), complete) for state in states]
