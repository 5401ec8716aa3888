"""Subscriptions at WebSub hubs."""

from __future__ import annotations

from sqlalchemy import select

from monitor.core.subscriptions import Subscription
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.schema.feeds import subscriptions


class Subscriptions(Repository):
    """Subscriptions by feed, and by the token in our address."""

    def put(self, subscription: Subscription) -> None:
        """Insert or replace a subscription."""
        row = {
            "feed_url": subscription.feed_url,
            "token": subscription.token,
            "state": subscription.state.value,
            "record": encode(subscription),
        }
        upsert(self._connection, subscriptions, row)

    def by_token(self, token: str) -> Subscription | None:
        """The subscription that a hub speaks of; None for an address we never gave, or no longer use."""
        query = select(subscriptions.c.record).where(subscriptions.c.token == token)
        record = self._connection.execute(query).scalar_one_or_none()
        return decode(Subscription, record) if record else None

    def all(self) -> tuple[Subscription, ...]:
        """Every subscription, ended ones too, by feed."""
        query = select(subscriptions.c.record).order_by(subscriptions.c.feed_url)
        return tuple(decode(Subscription, record) for record in self._connection.execute(query).scalars())
