"""What follows for a story from what it holds now: its incident is opened, kept, told of, or there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from alerts.routes import route
from monitor.core.clock import local_date
from monitor.core.events import IncidentChanged, StoryAssigned
from monitor.core.handling import DigestLine, IncidentEvent, Membership, Suppressed
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.items import Item
from monitor.core.labels import Classification, Sentiment, Severity, Territory
from monitor.core.log_context import about
from monitor.core.notifications import NotificationKind
from monitor.core.privacy import mask
from monitor.core.routing import RouteQuery
from monitor.stages.case_events import keep_merged_case
from monitor.stages.first_copies import know_first_copies
from monitor.stages.parts import Ledger, Parts
from monitor.stages.proposing import propose_statement
from monitor.stages.telling import suppress, tell
from monitor.store.database import Tx
from monitor.stories.forgery import may_be_incident
from monitor.stories.incidents import IncidentDecision, Member, StoryView, decide_incident
from monitor.stories.pointers import with_originals

DIGEST_TEXT_CHARS = 140


def decide(
    ledger: Ledger,
    parts: Parts,
    story_id: str,
    *,
    now: datetime,
    arrived: Membership | None = None,
    members: Sequence[Member] | None = None,
) -> Incident | None:
    """Look at a whole story, keep what is decided of it and tell it. `arrived`: the item that gave reason for it.

    `members`: what the story holds, as `members_of` gives it, where that is known.
    """
    with about(story=story_id):
        current = current_incident(ledger.tx, story_id)
        held = members_of(ledger.tx, story_id)[0] if members is None else members
        view = StoryView(story_id, with_originals(know_first_copies(ledger.tx, held)))
        if not view.members or (current is None and not may_be_incident(view.members)):
            return None
        decision = decide_incident(view, current, context=parts.context, now=now)
        if decision.incident is None:
            return None
        incident = keep_decision(ledger, parts, decision, arrived=arrived, now=now)
        if arrived is not None:
            propose_statement(ledger, parts, incident, arrived, now=now)
        return incident


def load_story(tx: Tx, story_id: str) -> StoryView:
    """Everything known of a story, in order of arrival."""
    members, _ = members_of(tx, story_id)
    return StoryView(story_id, with_originals(know_first_copies(tx, members)))


def members_of(tx: Tx, story_id: str) -> tuple[list[Member], datetime | None]:
    """The labelled items of a story in order of arrival, and when the last one was placed (None: it holds none)."""
    memberships = tx.stories.members(story_id)
    ids = [m.item_id for m in memberships]
    items, labels = tx.items.many(ids), tx.labels.many(ids)
    members = [Member(items[m.item_id], labels[m.item_id], m.copy_of) for m in memberships if m.item_id in labels]
    return members, memberships[-1].assigned_at if memberships else None


def current_incident(tx: Tx, story_id: str) -> Incident | None:
    """The story's open incident, else its latest closed one; merged ones live on in another."""
    incidents = [i for i in tx.incidents.by_story(story_id) if i.status is not IncidentStatus.MERGED]
    return next((i for i in incidents if i.is_open), incidents[0] if incidents else None)


def keep_decision(
    ledger: Ledger, parts: Parts, decision: IncidentDecision, *, arrived: Membership | None, now: datetime
) -> Incident:
    """Save a decision with its event, tell whom it concerns, list what was not worth telling."""
    assert decision.incident is not None
    incident = tell(ledger, parts, decision.incident, now=now)
    if decision.material:
        ledger.tell(IncidentChanged(now, decision.event, incident))
        note = ", ".join(change.value for change in incident.changes)
        ledger.tx.incidents.log(IncidentEvent(incident.id, now, decision.event, note=note, snapshot=incident))
        _move_event_first(ledger)
        return incident
    if decision.recounted and incident.is_open:
        ledger.tell(IncidentChanged(now, "updated", incident))
        _move_event_first(ledger)
    if arrived is not None and incident.is_open:
        _list_quiet(ledger, incident, arrived, now=now)
    return incident


def _move_event_first(ledger: Ledger) -> None:
    """An incident's event stands before the messages it caused."""
    changed = ledger.events.pop()
    first = next((i for i, event in enumerate(ledger.events) if not isinstance(event, StoryAssigned)), None)
    ledger.events.insert(len(ledger.events) if first is None else first, changed)


def _list_quiet(ledger: Ledger, incident: Incident, arrived: Membership, *, now: datetime) -> None:
    reason = "duplicate" if arrived.copy_of is not None else "no-material-change"
    told = {
        entry.notification.unit
        for entry in ledger.tx.outbox.for_incident(incident.id)
        if entry.notification.kind in {NotificationKind.PUSH, NotificationKind.UPDATE, NotificationKind.ESCALATION}
    }
    for unit in sorted(told):
        suppress(ledger, Suppressed(now, incident.id, unit, reason, incident.revision))


def merge_incident(ledger: Ledger, loser: Incident, survivor: Incident, *, now: datetime) -> None:
    """End an incident inside another one. Nothing is sent: those told follow the survivor."""
    merged = replace(
        loser, status=IncidentStatus.MERGED, merged_into=survivor.id, closed_at=now, updated_at=now, changes=()
    )
    ledger.tx.incidents.put(merged, next_due_at=None)
    ledger.tx.incidents.log(IncidentEvent(loser.id, now, "merged", note=survivor.id, snapshot=merged))
    keep_merged_case(ledger.tx, loser, survivor, at=now)
    ledger.tell(IncidentChanged(now, "merged", merged))


def mention_in_digest(
    ledger: Ledger, parts: Parts, item: Item, labels: Classification, own: Membership, *, now: datetime
) -> None:
    """A mention or complaint at home that makes no incident goes into the next digest of its unit, once a story."""
    wanted = labels.relevant.value and labels.severity is Severity.S1 and labels.territory is Territory.HOME
    if not wanted or own.copy_of is not None or labels.sentiment is Sentiment.POSITIVE:
        return
    types = labels.incident_types
    routed = route(
        parts.plan,
        RouteQuery(
            themes=tuple(s.id for s in labels.themes), incident_type=types[0].id if types else "other",
            levels=labels.levels, places=tuple(p.id for p in labels.places), territory=labels.territory,
            severity=labels.severity, day=local_date(item.seen_at or now),
        ),
    )  # fmt: skip
    text = mask((item.title or item.text).replace("\n", " "))[:DIGEST_TEXT_CHARS]
    for unit in routed.units[:1]:
        line = DigestLine(unit, None, item.id, labels.severity, (), text, now, reason="mention")
        ledger.tx.digests.add(line, key=f"{own.story_id}:{unit}")
