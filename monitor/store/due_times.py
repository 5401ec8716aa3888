"""Due times that lie in a future that was none: the clock had run ahead, and was set back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from monitor.core.entries import FeedState, ItemWatch
from monitor.core.handling import DeliveryState
from monitor.store.base import Repository
from monitor.store.channel_states import ChannelStates
from monitor.store.codec import decode
from monitor.store.entries import EntryState
from monitor.store.feeds import Feeds
from monitor.store.schema.channels import channel_states
from monitor.store.schema.feeds import entries, feeds
from monitor.store.schema.incidents import incidents
from monitor.store.schema.items import watches
from monitor.store.schema.outbox import outbox
from monitor.store.watches import Watches


class DueTimes(Repository):
    """Brings forward what waits for a time after `now`."""

    def bring_forward(self, now: datetime) -> int:
        """Make everything due at `now` that was to be due later; returns how many rows.

        Being asked too early costs one look: a feed is polled, an incident judged again, a message tried.
        """
        return self._feeds(now) + self._watches(now) + self._rows(now) + self._channels(now)

    def _rows(self, now: datetime) -> int:
        waiting = (entries.c.state == EntryState.PENDING.value, entries.c.next_due_at > now)
        under_way = (
            outbox.c.state.in_((DeliveryState.WAITING.value, DeliveryState.SENDING.value)),
            outbox.c.next_at > now,
        )
        changes = (
            update(entries).where(*waiting).values(next_due_at=now),
            update(outbox).where(*under_way).values(next_at=now),
            update(incidents).where(incidents.c.next_due_at > now).values(next_due_at=now),
        )
        return sum(self._connection.execute(change).rowcount for change in changes)

    def _feeds(self, now: datetime) -> int:
        rows = self._connection.execute(select(feeds.c.record).where(feeds.c.next_due_at > now)).scalars().all()
        states = [decode(FeedState, record) for record in rows]
        for state in states:
            Feeds(self._connection).put(replace(state, next_due_at=now))
        return len(states)

    def _watches(self, now: datetime) -> int:
        rows = self._connection.execute(select(watches.c.record).where(watches.c.next_due_at > now)).scalars().all()
        found = [decode(ItemWatch, record) for record in rows]
        for watch in found:
            Watches(self._connection).put(replace(watch, next_due_at=now))
        return len(found)

    def _channels(self, now: datetime) -> int:
        ahead = (channel_states.c.try_at > now) | (channel_states.c.paced_to > now)
        names = self._connection.execute(select(channel_states.c.channel).where(ahead)).scalars().all()
        known = ChannelStates(self._connection)
        for name in names:
            state = known.get(name)
            tried = min(state.try_at, now) if state.try_at is not None else None
            paced = min(state.paced_to, now) if state.paced_to is not None else None
            known.put(replace(state, try_at=tried, paced_to=paced))
        return len(names)
