"""Everything a report of a period shows, read from the store in one transaction and computed here alone.

Every number can be traced to items and incidents (`monitor.reports.queries`). A period that is not over is compared
with the same stretch of the one before, never with the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Territory
from monitor.core.plan import Plan, Unit
from monitor.reports.counting import CountedItem, Tally, concerns_us, read_counted, read_counts, tally
from monitor.reports.coverage import watches_between
from monitor.reports.headlines import NO_NAMES, Headline, good_news, top_stories
from monitor.reports.incident_lines import IncidentLine, ReportedSpan, in_order, incident_line, is_merged
from monitor.reports.incident_sums import IncidentSums, incident_sums
from monitor.reports.keywords import Keywords, find_keywords, openings
from monitor.reports.periods import Period, PeriodKind, previous, year_before
from monitor.reports.source_gaps import Coverage, SourceHealth, coverage, source_health
from monitor.store.database import Tx
from monitor.store.incidents import LIFE_EVENTS

STORIES_TOLD, GOOD_NEWS_TOLD = 5, 3
"""A summary is read in two minutes; the rest is on the desk."""
USUAL_WEEKS = 8
"""Weeks before that tell how often a phrase is said otherwise: two months, without last year's seasons."""
PERCENT_FROM = 10
"""From this count on a change is told in per cent; of fewer items a percentage only misleads."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What a report tells. `until` is the end of the period, or `now` while it is not over.

    `before` counts as long a stretch of the period before, `last_year` of the same part of last year. `incidents`
    opened, moved or closed in the period, or are open from before; `elsewhere` are serious ones of other provinces. All
    are told as they stand at `now`.
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
    last_year: Tally = field(default_factory=Tally)
    sums: IncidentSums = field(default_factory=IncidentSums)
    coverage: Coverage = field(default_factory=Coverage)
    first_ever: bool = False
    """Nothing is on record from before the period: there is nothing to compare with."""

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


def period_figures(
    tx: Tx,
    period: Period,
    *,
    plan: Plan,
    now: datetime,
    general: Mapping[str, float] | None = None,
    unit: Unit | None = None,
    names: Mapping[str, str] = NO_NAMES,
    brief: bool = False,
) -> PeriodFigures:
    """Read and count a period. One that has not begun is empty.

    `general`: see `keywords.general_shares`; `names` of sources by id. With a `unit`, only items that name its place or
    school, and incidents it acts on or is informed of. `brief`: no stories, good news and keywords, for which every
    item would have to be read.
    """
    until = max(period.start, min(period.end, now))
    stretch = until - period.start
    items = () if brief else _of_unit(read_counted(tx, period.start, until), unit)
    before = _as_long(tx, previous(period), stretch, plan, unit)
    span = ReportedSpan(period.start, until, now)
    cases = _cases(tx, span)
    lines = _incident_lines(tx, cases, span, plan, unit)
    ours = tuple(line for line in lines if not line.elsewhere)
    health, covered = _sources(tx, period.start, until, plan.alerts.source_silent_after)
    return PeriodFigures(
        period=period,
        now=now,
        until=until,
        current=_as_long(tx, period, stretch, plan, unit) if brief else tally(items, plan=plan),
        before=before,
        incidents=ours,
        elsewhere=tuple(line for line in lines if line.elsewhere),
        stories=top_stories(
            items, plan=plan, limit=STORIES_TOLD, names=names, cases={case.story_id: case for case in cases}
        ),
        good_news=good_news(items, plan=plan, limit=GOOD_NEWS_TOLD, names=names),
        sources=health,
        coverage=covered,
        keywords=_keywords(tx, items, period, plan, general),
        last_year=before
        if year_before(period) == previous(period)
        else _as_long(tx, year_before(period), stretch, plan, unit),
        sums=incident_sums(ours),
        first_ever=not tx.items.has_before(period.start),
    )


def _as_long(tx: Tx, period: Period, stretch: timedelta, plan: Plan, unit: Unit | None) -> Tally:
    """Counts of a period, no further into it than the reported one has come."""
    counts = read_counts(tx, period.start, min(period.start + stretch, period.end))
    return tally((one for one in counts if unit is None or any(_is_at(place, unit) for place in one.places)), plan=plan)


def _of_unit(items: Sequence[CountedItem], unit: Unit | None) -> tuple[CountedItem, ...]:
    if unit is None:
        return tuple(items)
    return tuple(counted for counted in items if any(_is_at(place.id, unit) for place in counted.labels.places))


def _is_at(place_id: str, unit: Unit) -> bool:
    return unit.place is not None and (place_id == unit.place or place_id.startswith(f"{unit.place}/"))


def _keywords(
    tx: Tx, items: Sequence[CountedItem], period: Period, plan: Plan, general: Mapping[str, float] | None
) -> Keywords:
    if not items or period.kind is not PeriodKind.WEEK:
        return Keywords()  # they tell what a week was about; of a year they would tell nothing
    earlier = openings(_usual_items(tx, period.start - timedelta(weeks=USUAL_WEEKS), period.start))
    return find_keywords(items, earlier=earlier, plan=plan, general=general)


def _usual_items(tx: Tx, start: datetime, end: datetime) -> Iterator[Item]:
    """Items as they are counted, of the weeks before. Their stories do not matter, so copies are read all at once."""
    copies = {membership.item_id for membership in tx.stories.since(start) if membership.copy_of is not None}
    for item, labels in tx.labels.between(start, end):
        if concerns_us(labels) and labels.territory is not Territory.OTHER and item.id not in copies:
            yield item


def _cases(tx: Tx, span: ReportedSpan) -> list[Incident]:
    """Incidents that opened, stood or moved in a time."""
    found = {i.id: i for i in (*tx.incidents.between(span.start, span.end), *tx.incidents.open())}
    return [i for i in found.values() if not is_merged(i) and i.opened_at < span.end]


def _incident_lines(
    tx: Tx, cases: Sequence[Incident], span: ReportedSpan, plan: Plan, unit: Unit | None
) -> tuple[IncidentLine, ...]:
    listed = [i for i in cases if unit is None or unit.id in (*i.units, *i.copy_units)]
    return in_order([_incident_line(tx, incident, span, plan) for incident in listed])


def _incident_line(tx: Tx, incident: Incident, span: ReportedSpan, plan: Plan) -> IncidentLine:
    changes = [event for event in tx.incidents.events(incident.id) if event.kind in LIFE_EVENTS]
    messages = tx.outbox.for_incident(incident.id)
    return incident_line(incident, messages=messages, changes=changes, span=span, plan=plan)


def _sources(tx: Tx, start: datetime, until: datetime, silent_after: timedelta) -> tuple[SourceHealth, Coverage]:
    """How the watch went, as it stood at the end of the period."""
    watches = watches_between(tx, start, until)
    health = source_health(watches, start=start, until=until, silent_after=silent_after)
    return health, coverage(watches, start=start, until=until, silent_after=silent_after)
