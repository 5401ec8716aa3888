"""Incidents for a made-up archive, each with a whole life: opened, told, acknowledged, stated, closed. Pure, seeded."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from monitor.core.clock import local_date
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import Change, Incident, IncidentStatus, Veracity
from monitor.core.items import PRESS_CHANNELS
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import CitedReason, Notification, NotificationKind
from monitor.core.plan import Plan
from monitor.core.routing import Routed, RouteQuery
from monitor.demo.archive_news import News
from monitor.stories.clocks import statement_clock

S2_SHARE = 0.3
"""Part of the items of S2 that grow into an incident; of S3 and above all do."""
ACKNOWLEDGED_MIN = {Severity.S2: 90.0, Severity.S3: 14.0, Severity.S4: 6.0}
"""Median minutes from telling to acknowledging."""
SPREAD = 0.8
"""Standard deviation of the log of every waiting time."""
STATEMENT_H, STATED = 9.0, 0.85
"""Median hours to a statement, and the share of incidents that get one."""
CONFIRMED_H, CONFIRMED = 3.0, 0.5
"""Median hours to an authority's word, and the share of incidents that get one."""
CLOSED_DAYS = 4.0
OUTCOMES = (("resolved", 0.86), ("mark_false", 0.09), ("mark_not_ours", 0.05))


@dataclass(frozen=True, slots=True)
class Life:
    """An incident as it ended, the log of its changes in order, and what its units were sent."""

    incident: Incident
    events: tuple[IncidentEvent, ...]
    messages: tuple[Notification, ...]


def becomes_incident(news: News, random: Random) -> bool:
    """Whether an item of the archive opens an incident: original, of the province, S3 and above or a part of S2."""
    if news.copy_of is not None or news.said.territory is not Territory.HOME or not news.said.incident_types:
        return False
    level = news.said.severity
    return level >= Severity.S3 or (level is Severity.S2 and random.random() < S2_SHARE)


def life_of(news: News, *, plan: Plan, route: Callable[[RouteQuery], Routed], until: datetime, random: Random) -> Life:
    """The life of the incident that the item opens; what would come after `until` has not happened."""
    opened = _opened(news, plan, route, random)
    steps = [step for step in _steps(opened, plan, random) if step[1].updated_at <= until]
    stages = [("opened", opened), *steps]
    events = tuple(
        IncidentEvent(state.id, state.updated_at, kind, actor="he-thong" if kind == "opened" else state.units[0],
                      snapshot=state)
        for kind, state in stages
    )  # fmt: skip
    return Life(stages[-1][1], events, _messages(opened))


def _opened(news: News, plan: Plan, route: Callable[[RouteQuery], Routed], random: Random) -> Incident:
    item, said = news.item, news.said
    seen = item.published_at or item.arrived_at
    assert seen is not None, "news of an archive have a time"
    assert item.arrived_at is not None, "news of an archive have an arrival"
    at = item.arrived_at + timedelta(seconds=random.randrange(20, 200))
    places = tuple(place.id for place in said.places)
    kind = said.incident_types[0].id
    themes = tuple(theme.id for theme in said.themes)
    query = RouteQuery(themes, kind, said.levels, places, said.territory, said.severity, local_date(seen))
    routed = route(query)
    press = int(item.channel in PRESS_CHANNELS)
    incident = Incident(
        id=f"i-{item.id}",
        story_id=news.story_id,
        status=IncidentStatus.OPEN,
        level=said.severity,
        confidence=round(random.uniform(0.5, 0.9) if press else random.uniform(0.3, 0.6), 2),
        veracity=Veracity.UNVERIFIED,
        territory=said.territory,
        title=_title(news, plan),
        incident_type=kind,
        themes=themes,
        education_levels=tuple(level.value for level in said.levels),
        places=places,
        place_name=said.places[0].name if said.places else "",
        school="",
        units=routed.units,
        copy_units=routed.copies,
        item_ids=(item.id,),
        origins=1,
        copies=0,
        press_origins=press,
        counts=(),
        reasons=(CitedReason(f"type.{kind}", item.id, plan.incident_type(kind).name),),
        revision=1,
        changes=(Change.NEW_FACT,),
        opened_at=at,
        updated_at=at,
        first_seen_at=seen,
        level_since=at,
        machine_level=said.severity,
    )
    return replace(incident, clock=statement_clock(incident, plan))


def _title(news: News, plan: Plan) -> str:
    """As the product names its incidents: kind and place."""
    kind = plan.incident_type(news.said.incident_types[0].id).name
    return f"{kind} – {news.said.places[0].name}" if news.said.places else kind


def _steps(incident: Incident, plan: Plan, random: Random) -> Sequence[tuple[str, Incident]]:
    """What happens after the opening, as kinds of log lines with the state they lead to."""
    at = incident.opened_at + timedelta(minutes=_wait(ACKNOWLEDGED_MIN[incident.level], random))
    current = replace(
        incident, acknowledged_at=at, acknowledged_by=incident.units[0], acknowledged_level=incident.level,
        received_at=at, updated_at=at,
    )  # fmt: skip
    current = replace(current, clock=statement_clock(current, plan))
    steps = [("action", current)]
    if random.random() < CONFIRMED:
        at += timedelta(hours=_wait(CONFIRMED_H, random))
        current = replace(
            current, veracity=Veracity.CONFIRMED, confirmed_by=incident.units[0], changes=(Change.CONFIRMED,),
            revision=current.revision + 1, updated_at=at,
        )  # fmt: skip
        steps.append(("updated", current))
    if current.clock is not None and random.random() < STATED:
        at = max(at, current.clock.started_at + timedelta(hours=_wait(STATEMENT_H, random)))
        stopped = replace(current.clock, stopped_at=at, statement_url=f"https://phat-ngon.example/{incident.id}")
        current = replace(current, clock=stopped, updated_at=at)
        steps.append(("action", current))
    steps.append(("closed", _closed(current, at + timedelta(days=_wait(CLOSED_DAYS, random)), random)))
    return steps


def _closed(current: Incident, at: datetime, random: Random) -> Incident:
    outcome = random.choices([name for name, _ in OUTCOMES], [share for _, share in OUTCOMES])[0]
    veracity = Veracity.REFUTED if outcome == "mark_false" else current.veracity
    return replace(
        current, status=IncidentStatus.CLOSED, closed_at=at, outcome=outcome, veracity=veracity, updated_at=at
    )


def _messages(incident: Incident) -> tuple[Notification, ...]:
    return tuple(
        Notification(
            key=f"{incident.id}:{unit}:push:1",
            incident_id=incident.id,
            unit=unit,
            kind=NotificationKind.PUSH,
            revision=1,
            level=incident.level,
            labels=incident.labels,
            reasons=incident.reasons,
            item_ids=incident.item_ids,
            subject=f"[{incident.level}] {incident.title}",
            text=incident.title,
            html="",
            created_at=incident.opened_at,
            thread=incident.id,
        )
        for unit in incident.units
    )


def _wait(median: float, random: Random) -> float:
    return median * math.exp(random.gauss(0, SPREAD))
