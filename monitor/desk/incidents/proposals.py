"""What the crawler took for the office's own statement, as the spokesperson sees it beside the clock. Pure.

The proposal interrupts nobody (`monitor.stages.proposing`), so the incident's page is where it must be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.clock import LOCAL
from monitor.core.handling import OutboxEntry
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.desk.incidents.view import headline
from monitor.desk.times import short_time
from monitor.stages.proposing import RULE


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item that may be the statement. `fields`: what the form «Ghi nhận đã phát ngôn» begins with."""

    item_id: str
    title: str
    source: str
    at: str
    fields: Mapping[str, str]


def proposals(
    incident: Incident,
    items: Mapping[str, Item],
    outbox: Sequence[OutboxEntry],
    sources: Mapping[str, str],
    now: datetime,
) -> tuple[Proposal, ...]:
    """The newest first; none once somebody said that the office has spoken."""
    if incident.clock is not None and incident.clock.stopped_at is not None:
        return ()
    ids = [r.item_id for entry in reversed(outbox) for r in entry.notification.reasons if r.rule == RULE]
    return tuple(_proposal(items[one], sources, now) for one in dict.fromkeys(ids) if one in items)


def _proposal(item: Item, sources: Mapping[str, str], now: datetime) -> Proposal:
    source = sources.get(item.source or "", item.source or "")
    seen = item.seen_at
    fields = {
        "where": source,
        "url": item.url or "",
        "published_at": f"{seen.astimezone(LOCAL):%Y-%m-%dT%H:%M}" if seen is not None else "",
    }
    return Proposal(item.id, headline(item), source, short_time(seen, now) if seen is not None else "", fields)
