"""One item's way from arrival to an incident: store, label, place in a story, decide, tell. One transaction an item."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.routes import route
from monitor.core.clock import local_date
from monitor.core.errors import MonitorError, StorageError
from monitor.core.events import IncidentChanged, StoryAssigned
from monitor.core.handling import DigestLine, IncidentEvent, Membership, Suppressed
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.items import Engagement, Item
from monitor.core.labels import Classification, Sentiment, Severity, Territory
from monitor.core.log_context import about
from monitor.core.notifications import NotificationKind
from monitor.core.privacy import mask
from monitor.core.routing import RouteQuery
from monitor.stages.case_events import keep_merged_case
from monitor.stages.parts import Ledger, Parts
from monitor.stages.proposing import propose_statement
from monitor.stages.quarantine import is_fallback, labels_apart
from monitor.stages.telling import suppress, tell
from monitor.store.database import Tx
from monitor.store.items import PutResult
from monitor.store.locks import Lock
from monitor.stories.forgery import may_be_incident
from monitor.stories.incidents import IncidentDecision, Member, StoryView, decide_incident
from monitor.stories.index import Row, StoryIndex
from monitor.stories.pointers import with_originals

log = logging.getLogger(__name__)

INDEX_WINDOW = timedelta(days=14)
"""Stories without news for this long are closed to new items."""
DIGEST_TEXT_CHARS = 140
MANY_ITEMS = 5_000
"""Open items from which a full garbage collection is felt (`python -m bench.stories`)."""

STEPS_TRIED = 5
"""How often the index is built anew for one item, when other processes move items meanwhile."""

AlsoDo = Callable[[Tx, Item], None]
OnFailure = Callable[[Item, Exception], None]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one item: `story_id` is None for a re-delivery; `incident` the one it touched, if any."""

    item_id: str
    result: PutResult
    story_id: str | None = None
    copy_of: str | None = None
    incident: Incident | None = None


class OutOfStepError(MonitorError):
    """Another process changed stories so that what is in memory must be built anew; nothing was written."""


class Judge:
    """Holds the open stories in memory, in step with the store; rebuilt from it after any failure.

    Other processes may place items too. Each placing has a number: before an item is placed, alone, what others placed
    since `_seen` is taken in.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._index: StoryIndex | None = None
        self._seen = 0
        self._lock = threading.RLock()

    def receive(
        self, items: Sequence[Item], *, also: AlsoDo | None = None, failed: OnFailure | None = None
    ) -> tuple[Received, ...]:
        """Take items in, in order of arrival. `also` runs in each item's transaction (e.g. to mark an entry done).

        An item whose judging fails is handed to `failed` and the others go on; without it the error is raised.
        """
        return self.place(self.label(items, failed=failed), also=also, failed=failed)

    def label(self, items: Sequence[Item], *, failed: OnFailure | None = None) -> list[tuple[Item, Classification]]:
        """Items with their labels, those left out that were handed to `failed`. Writes nothing."""
        return self._labelled(items, self._contexts(items), failed)

    def place(
        self,
        labelled: Sequence[tuple[Item, Classification]],
        *,
        also: AlsoDo | None = None,
        failed: OnFailure | None = None,
    ) -> tuple[Received, ...]:
        """The other half of `receive`."""
        received = []
        with self._lock:
            for item, labels in labelled:
                try:
                    with about(item=item.id):
                        received.append(self._receive_one(item, labels, also))
                except StorageError:
                    raise  # Not the item's fault: the whole round comes again.
                except Exception as error:
                    if failed is None:
                        raise
                    failed(item, error)
        return tuple(received)

    def _labelled(
        self, items: Sequence[Item], contexts: Mapping[str, Item], failed: OnFailure | None
    ) -> list[tuple[Item, Classification]]:
        """Items with their labels. A batch that fails is tried one by one, to find the item it fails on."""
        try:
            return list(zip(items, self._parts.classifier.classify_batch(items, contexts=contexts), strict=True))
        except Exception as error:
            if failed is None:
                raise
            if len(items) > 1:
                return [pair for item in items for pair in self._labelled([item], contexts, failed)]
            failed(items[0], error)
            return []

    def engage(self, item_id: str, engagement: Engagement) -> None:
        """Take new counts in and judge the item's incident again: spread is part of gravity."""
        with self._lock:
            ledger = self._engage(item_id, engagement)
        if ledger is not None:
            self._publish(ledger)

    def _engage(self, item_id: str, engagement: Engagement) -> Ledger | None:
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            item = tx.items.get(item_id)
        if item is None:
            return None
        item = replace(item, engagement=engagement)
        (labels,) = self._parts.classifier.classify_batch([item], contexts=self._contexts([item]))
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            labels = tx.corrections.apply(item, labels)
            tx.items.set_engagement(item_id, engagement)
            tx.labels.put(labels, now=now)
            if is_fallback(labels):
                labels_apart(tx, self._parts.classifier, item, now=now)
            membership = tx.stories.story_of(item_id)
            if membership is not None:
                self._decide(ledger, membership.story_id, now=now, arrived=None)
        return ledger

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """No item is placed meanwhile. To be entered before a transaction, never inside one."""
        with self._lock:
            yield

    def merge_stories(self, tx: Tx, old: str, new: str, *, now: datetime) -> None:
        """Join two stories by a person's word: members move, the old id redirects, memory is rebuilt."""
        for membership in tx.stories.members(old):
            tx.stories.put(replace(membership, story_id=new, why="Gộp theo quyết định của cán bộ", assigned_at=now))
        tx.stories.redirect(old, new, at=now)
        self._index = None

    def _receive_one(self, item: Item, labels: Classification, also: AlsoDo | None) -> Received:
        item = item if item.arrived_at is not None else replace(item, arrived_at=self._parts.clock.now())
        for _ in range(STEPS_TRIED):
            try:
                return self._place_one(item, labels, also)
            except OutOfStepError:
                log.info("stories changed elsewhere, index built anew item=%s", item.id)
        raise StorageError("stories changed again and again while the index was built")

    def _place_one(self, item: Item, labels: Classification, also: AlsoDo | None) -> Received:
        now = self._parts.clock.now()
        index = self._ready_index()
        try:
            with self._parts.store.transaction(alone=False) as tx:
                tx.lock(Lock.STORIES)
                self._take_in(tx, index)
                ledger = Ledger(tx)
                if also is not None:
                    also(tx, item)
                received = self._judge(ledger, index, item, labels, now=now)
                seen = max(self._seen, tx.stories.last_put)
        except BaseException:
            self._index = None
            raise
        self._seen = seen
        self._publish(ledger)
        touched = received.incident.id if received.incident is not None else "-"
        log.info("item judged result=%s story=%s incident=%s", received.result.value, received.story_id, touched)
        return received

    def _take_in(self, tx: Tx, index: StoryIndex) -> None:
        """Bring the index up to what other processes placed. Raises OutOfStepError when items were moved or edited."""
        last = tx.stories.last_number()
        if last == self._seen:
            return
        placed = tx.stories.after(self._seen)
        items = tx.items.many(m.item_id for m in placed)
        fresh = [m for m in placed if not index.stands(m, items.get(m.item_id))]
        if any(index.knows(m.item_id) for m in fresh):
            raise OutOfStepError
        index.restore(_rows(fresh, items, tx.labels.many(m.item_id for m in fresh)))
        self._seen = last

    def _judge(
        self, ledger: Ledger, index: StoryIndex, item: Item, labels: Classification, *, now: datetime
    ) -> Received:
        tx = ledger.tx
        result = tx.items.put(item, now=now)
        if result is PutResult.SAME:
            return Received(item.id, result)
        if result is not PutResult.NEW:
            labels = tx.corrections.apply(item, labels)  # a text may come back to what somebody judged
        tx.labels.put(labels, now=now)
        if is_fallback(labels):
            labels_apart(tx, self._parts.classifier, item, now=now)
        known = tx.stories.story_of(item.id)
        memberships, left = self._place(ledger, index, item, labels, known=known, now=now)
        own = memberships[0]
        touched = dict.fromkeys((*(m.story_id for m in memberships), *left))
        incidents = [
            self._decide_about(ledger, story_id, now=now, arrived=own if story_id == own.story_id else None)
            for story_id in touched
        ]
        if incidents[0] is None:
            _digest_mention(ledger, self._parts, item, labels, own, now=now)
        return Received(item.id, result, own.story_id, own.copy_of, incidents[0])

    def _place(
        self,
        ledger: Ledger,
        index: StoryIndex,
        item: Item,
        labels: Classification,
        *,
        known: Membership | None,
        now: datetime,
    ) -> tuple[tuple[Membership, ...], tuple[str, ...]]:
        """Where the item and those it moved stand now, and the stories that lost a member by it."""
        arrived = item.arrived_at or now
        if known is not None and now - known.assigned_at > INDEX_WINDOW:
            return (known,), ()  # its story is closed and out of memory: a late edit does not open another
        memberships = index.assign(
            item,
            places=labels.places,
            facts=labels.facts,
            incident_types=tuple(scored.id for scored in labels.incident_types),
            at=arrived,
        )
        left: list[str] = []
        for membership in memberships:
            own = membership.item_id == item.id
            before = known if own else ledger.tx.stories.story_of(membership.item_id)
            if before is not None and before.story_id != membership.story_id:
                left.append(before.story_id)
            ledger.tx.stories.put(membership)
            ledger.tell(StoryAssigned(now, membership.item_id, membership.story_id, membership.copy_of))
        for old, new in index.redirects():
            ledger.tx.stories.redirect(old, new, at=now)
            self._rehome(ledger, old, new, now=now)
        return memberships, tuple(left)

    def _rehome(self, ledger: Ledger, old: str, new: str, *, now: datetime) -> None:
        """After a repair joined two stories, their incidents are one: the one already told of survives."""
        moved = ledger.tx.incidents.by_story(old)
        here = ledger.tx.incidents.by_story(new)
        survivor = next((i for i in here if i.is_open), None)
        for incident in moved:
            if survivor is None:
                survivor = replace(incident, story_id=new)
                ledger.tx.incidents.put(survivor, next_due_at=now)
            elif incident.is_open:
                merge_incident(ledger, incident, survivor, now=now)

    def _decide_about(
        self, ledger: Ledger, story_id: str, *, now: datetime, arrived: Membership | None
    ) -> Incident | None:
        with about(story=story_id):
            return self._decide(ledger, story_id, now=now, arrived=arrived)

    def _decide(self, ledger: Ledger, story_id: str, *, now: datetime, arrived: Membership | None) -> Incident | None:
        current = current_incident(ledger.tx, story_id)
        view = load_story(ledger.tx, story_id)
        if not view.members or (current is None and not may_be_incident(view.members)):
            return None
        decision = decide_incident(view, current, context=self._parts.context, now=now)
        if decision.incident is None:
            return None
        incident = keep_decision(ledger, self._parts, decision, arrived=arrived, now=now)
        if arrived is not None:
            propose_statement(ledger, self._parts, incident, arrived, now=now)
        return incident

    def _contexts(self, items: Sequence[Item]) -> dict[str, Item]:
        wanted = {item.reply_to for item in items if item.reply_to and not item.context}
        if not wanted:
            return {}
        with self._parts.store.read() as tx:
            stored = tx.items.many(sorted(wanted))
        # What is answered may have come in the same round, before or after.
        return stored | {item.id: item for item in items if item.id in wanted}

    def _ready_index(self) -> StoryIndex:
        if self._index is None:
            self._index, self._seen = rebuild_index(self._parts, since=self._parts.clock.now() - INDEX_WINDOW)
        return self._index

    def _publish(self, ledger: Ledger) -> None:
        for event in ledger.events:
            self._parts.sink(event)


def rebuild_index(parts: Parts, *, since: datetime) -> tuple[StoryIndex, int]:
    """Put the open stories of the store back in memory. Returns them with the number of the last placing seen."""
    index = parts.new_index()
    with parts.store.read() as tx:
        seen = tx.stories.last_number()
        memberships = tx.stories.since(since)
        ids = [m.item_id for m in memberships]
        items, labels = tx.items.many(ids), tx.labels.many(ids)
    # A repair rewrites `assigned_at`; the index wants the order in which items first came.
    first_come = sorted(
        (m for m in memberships if m.item_id in items), key=lambda m: items[m.item_id].arrived_at or m.assigned_at
    )
    index.restore(_rows(first_come, items, labels))
    if len(first_come) >= MANY_ITEMS:
        _set_aside()
    return index, seen


def _rows(
    placed: Sequence[Membership], items: Mapping[str, Item], labels: Mapping[str, Classification]
) -> Iterator[Row]:
    """What the index is built from, for the items that are still there."""
    for m in placed:
        if m.item_id in items and m.item_id in labels:
            own = labels[m.item_id]
            yield items[m.item_id], m, own.places, own.facts, tuple(scored.id for scored in own.incident_types)


def _set_aside() -> None:
    """Keep the garbage collector from walking the whole index again and again: a walk is half a second of one item."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def load_story(tx: Tx, story_id: str) -> StoryView:
    """Everything known of a story, in order of arrival."""
    memberships = tx.stories.members(story_id)
    ids = [m.item_id for m in memberships]
    items, labels = tx.items.many(ids), tx.labels.many(ids)
    members = [Member(items[m.item_id], labels[m.item_id], m.copy_of) for m in memberships if m.item_id in labels]
    return StoryView(story_id, with_originals(members))


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


def _digest_mention(
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
