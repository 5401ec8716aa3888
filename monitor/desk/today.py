"""Hôm nay: what needs somebody now, what waits to be judged, what was held back and why, and how the system does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi.responses import Response

from alerts.policy import Tier, tier_of
from alerts.words import SUPPRESSIONS
from monitor.collect.health import feed_problem
from monitor.core.accounts import Account, PausedSource, Permission, may_see
from monitor.core.clock import show_time
from monitor.core.entries import FeedState
from monitor.core.handling import Suppressed
from monitor.core.incidents import Incident
from monitor.core.plan import Plan
from monitor.core.sources import Source
from monitor.desk.incidents.rows import IncidentRow, row_of
from monitor.desk.links.pages import CRAWLER, stale_jobs
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.usual import counts_of_day, theme_rows

pages = Pages()

SHOWN = 200
"""Open incidents read for the page; beyond, the list of incidents has them all."""
DAY = timedelta(days=1)
WARNINGS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Messages not sent, for one reason: how many, and about which incidents (id and title)."""

    reason: str
    count: int
    incidents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trays:
    """Open incidents by what is asked of people."""

    urgent: tuple[IncidentRow, ...]
    in_hand: tuple[IncidentRow, ...]
    candidates: tuple[IncidentRow, ...]
    to_know: tuple[IncidentRow, ...]

    @property
    def news(self) -> int:
        """How many are new or changed since the reader looked."""
        return sum(bool(row.news) for tray in (self.urgent, self.in_hand, self.candidates) for row in tray)


@dataclass(frozen=True, slots=True)
class SystemState:
    """How the product does, in numbers and sentences.

    `items` arrived within a day; `read`: when a source was last read, empty when none ever was; `crawling`: whether
    anything reads them still.
    """

    items: int
    waiting: int
    feeds: int
    read: str
    crawling: bool
    failing: tuple[str, ...]
    paused: int
    warnings: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]


@pages.get("/", may=Permission.READ)
def today(visit: Visiting) -> Response:
    """The first page; a unit finds what is its own."""
    me, app, now = visit.me, visit.app, visit.now
    with app.store.read() as tx:
        found = tx.incident_lists.open_by_level(limit=SHOWN, unit=None if me.sees_all else me.unit)
        held = tx.suppressed.between(now - DAY, now + timedelta(seconds=1)) if me.sees_all else ()
        titles = {row.incident_id: tx.incidents.get(row.incident_id) for row in held}
        counts = counts_of_day(tx, app.plan, now) if me.sees_all else {}
        usual = visit.desk.usual.of(tx, app.plan, now) if me.sees_all else {}
    mine = [incident for incident in found if may_see(me, incident, app.plan, told=True)]
    return visit.page(
        "today.html",
        now=show_time(now),
        trays=trays_of(mine, app.plan, now, me),
        held=held_back(held, titles, me, app.plan),
        themes=theme_rows(counts, usual, app.plan),
        compared=bool(usual),
        state=_system(visit) if visit.may(Permission.READ_ALL) else None,
    )


@pages.post("/da-xem", may=Permission.READ)
def looked(visit: Visiting) -> Response:
    """The reader says that everything on the first page was read."""
    with visit.app.store.transaction() as tx:
        tx.users.set_looked_at(visit.me.id, visit.now)
    return see("/")


def trays_of(incidents: Iterable[Incident], plan: Plan, now: datetime, reader: Account) -> Trays:
    """Sort open incidents into trays, each as handed in."""
    trays: dict[str, list[IncidentRow]] = {"urgent": [], "in_hand": [], "candidates": [], "to_know": []}
    for incident in incidents:
        row = row_of(incident, plan, now, looked_at=reader.looked_at)
        trays[_tray(incident, plan, reader)].append(row)
    return Trays(**{name: tuple(rows) for name, rows in trays.items()})


def _tray(incident: Incident, plan: Plan, reader: Account) -> str:
    tier = tier_of(incident, plan)
    if tier is Tier.PUSH or (not reader.sees_all and tier is Tier.CANDIDATE):
        return "urgent" if incident.acknowledged_at is None else "in_hand"
    return "candidates" if tier is Tier.CANDIDATE else "to_know"


def held_back(
    rows: Sequence[Suppressed], incidents: Mapping[str, Incident | None], reader: Account, plan: Plan
) -> tuple[HeldBack, ...]:
    """What was not sent, by reason, the most frequent first."""
    by_reason: dict[str, list[Suppressed]] = {}
    for row in rows:
        by_reason.setdefault(row.reason, []).append(row)
    return tuple(
        HeldBack(
            reason=SUPPRESSIONS.get(reason, reason),
            count=len(those),
            incidents=tuple(
                (incident.id, incident.title)
                for incident in (incidents.get(key) for key in dict.fromkeys(row.incident_id for row in those))
                if incident is not None and may_see(reader, incident, plan)
            ),
        )
        for reason, those in sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def failing_sources(
    states: Iterable[FeedState],
    sources: Iterable[Source],
    paused: Mapping[str, PausedSource],
    *,
    now: datetime,
    limit: timedelta,
) -> tuple[str, ...]:
    """Names of sources that fail, refuse or are silent, each once."""
    by_feed = {feed: source for source in sources if source.enabled for feed in source.feeds}
    names: dict[str, None] = {}
    for state in states:
        source = by_feed.get(state.feed_url)
        if source is not None and source.id not in paused and feed_problem(state, source, now, limit) is not None:
            names[source.name] = None
    return tuple(names)


def _system(visit: Visit) -> SystemState:
    app, now = visit.app, visit.now
    with app.store.read() as tx:
        feeds, paused = tx.feeds.all(), tx.paused_sources.all()
        warnings = [row for row in tx.warnings.recent(WARNINGS_SHOWN) if row.at >= now - 7 * DAY]
        stale = stale_jobs(tx, now)
        items, waiting = tx.volume.arrived(now - DAY, now + timedelta(seconds=1)), tx.outbox.waiting_count()
    limit = app.plan.alerts.source_silent_after
    read = max((state.last_ok_at for state in feeds if state.last_ok_at is not None), default=None)
    return SystemState(
        items=items,
        waiting=waiting,
        feeds=sum(source.enabled for source in app.sources),
        read=show_time(read) if read else "",
        crawling=CRAWLER not in stale,
        failing=failing_sources(feeds, app.sources, paused, now=now, limit=limit),
        paused=len(paused),
        warnings=tuple((show_time(row.at), row.text) for row in warnings),
        stale=stale,
    )
