"""Items' way from arrival to an incident: label, place in a story, decide, tell. A few items in one transaction."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from monitor.core.errors import MonitorError, StorageError
from monitor.core.handling import Membership
from monitor.core.items import Engagement, Item
from monitor.core.labels import Classification
from monitor.core.log_context import about
from monitor.stages.deciding import decide
from monitor.stages.parts import Ledger, Parts
from monitor.stages.placing import INDEX_WINDOW, Arrival, Bearings, Placing, Received
from monitor.stages.quarantine import is_fallback, labels_apart
from monitor.store.base import batches
from monitor.store.database import Tx
from monitor.store.locks import Lock
from monitor.stories.index import Row, StoryIndex

__all__ = ["Judge", "OutOfStepError", "Received", "rebuild_index"]

log = logging.getLogger(__name__)

MANY_ITEMS = 5_000
"""Open items from which a full garbage collection is felt (`python -m bench.stories`)."""
TOGETHER = 25
"""Items that wait are placed so many in one transaction: a tenth of a second, after which what is grave is sent."""
STEPS_TRIED = 5
"""How often the index is built anew for one batch, when other processes move items meanwhile."""

Labelled = tuple[Item, Classification]
AlsoDo = Callable[[Tx, Sequence[Item]], None]
OnFailure = Callable[[Item, Exception], None]


class OutOfStepError(MonitorError):
    """Another process changed stories so that what is in memory must be built anew; nothing was written."""


class Judge:
    """Holds the open stories in memory, in step with the store; rebuilt from it after any failure.

    Other processes may place items too. Each placing has a number: before items are placed, alone, what others placed
    since `_seen` is taken in.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._index: StoryIndex | None = None
        self._seen = 0
        self._bearings = Bearings()
        self._lock = threading.RLock()

    def warm_up(self) -> None:
        """Put the open stories in memory if they are not: slow, and no item's doing."""
        with self._lock:
            self._ready_index()

    def receive(
        self, items: Sequence[Item], *, also: AlsoDo | None = None, failed: OnFailure | None = None
    ) -> tuple[Received, ...]:
        """Take items in, in order of arrival. `also` runs in their transaction (e.g. to mark their entries done).

        An item whose judging fails is handed to `failed` and the others go on; without it the error is raised.
        """
        return self.place(self.label(items, failed=failed), also=also, failed=failed)

    def label(self, items: Sequence[Item], *, failed: OnFailure | None = None) -> list[Labelled]:
        """Items with their labels, those left out that were handed to `failed`. Writes nothing."""
        return self._labelled(items, self._contexts(items), failed)

    def place(
        self, labelled: Sequence[Labelled], *, also: AlsoDo | None = None, failed: OnFailure | None = None
    ) -> tuple[Received, ...]:
        """The other half of `receive`. A few at a time; when that fails, those few one by one."""
        received: list[Received] = []
        with self._lock:
            for together in batches(labelled, TOGETHER):
                received += self._place_together(together, also, failed)
        return tuple(received)

    def _place_together(
        self, labelled: Sequence[Labelled], also: AlsoDo | None, failed: OnFailure | None
    ) -> list[Received]:
        if len(labelled) > 1:
            try:
                return self._place_in_step(labelled, also)
            except Exception as error:  # noqa: BLE001 - whose fault it is, is seen one by one
                # No savepoints: the index in memory has none.
                log.warning("items taken one by one, together they fail count=%d error=%s", len(labelled), error)
        return [received for pair in labelled for received in self._place_alone(pair, also, failed)]

    def _place_alone(self, pair: Labelled, also: AlsoDo | None, failed: OnFailure | None) -> list[Received]:
        item, _ = pair
        try:
            with about(item=item.id):
                return self._place_in_step([pair], also)
        except StorageError:
            raise  # Not the item's fault: the whole round comes again.
        except Exception as error:
            if failed is None:
                raise
            failed(item, error)
            return []

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
                decide(ledger, self._parts, membership.story_id, now=now)
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

    def _place_in_step(self, labelled: Sequence[Labelled], also: AlsoDo | None) -> list[Received]:
        for _ in range(STEPS_TRIED):
            try:
                return self._place_some(labelled, also)
            except OutOfStepError:
                log.info("stories changed elsewhere, index built anew")
        raise StorageError("stories changed again and again while the index was built")

    def _place_some(self, labelled: Sequence[Labelled], also: AlsoDo | None) -> list[Received]:
        arrivals = [self._arrival(item, labels) for item, labels in labelled]
        index = self._ready_index()
        try:
            with self._parts.store.transaction(alone=False) as tx:
                tx.lock(Lock.STORIES)
                self._take_in(tx, index)
                if also is not None:
                    also(tx, [arrival.item for arrival in arrivals])
                placing = Placing(self._parts, tx, index, self._bearings)
                received = placing.take(arrivals)
                seen = max(self._seen, tx.stories.last_put)
        except BaseException:
            self._index = None
            raise
        self._seen = seen
        for ledger in placing.ledgers:
            self._publish(ledger)
        for one in received:
            touched = one.incident.id if one.incident is not None else "-"
            with about(item=one.item_id):
                log.info("item judged result=%s story=%s incident=%s", one.result.value, one.story_id, touched)
        return received

    def _arrival(self, item: Item, labels: Classification) -> Arrival:
        now = self._parts.clock.now()
        return Arrival(item if item.arrived_at is not None else replace(item, arrived_at=now), labels, now)

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
