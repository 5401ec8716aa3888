"""A feed's subscription at a WebSub hub: between what decides about it and what stores it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HubMode(StrEnum):
    """What a hub is asked for."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


class SubscriptionState(StrEnum):
    """`pending` until the hub has asked back, `live` while it sends, `denied` by the hub, `ended` by us."""

    PENDING = "pending"
    LIVE = "live"
    DENIED = "denied"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed at one hub. `token` is the unguessable end of our address there, `secret` the key of its signatures.

    `asking` is what the hub was asked for last, None once that was denied or is over; `confirmed_at` is when it last
    asked back whether we want it; `lease_until` is set while live; `next_due_at` is when the hub is to be asked again,
    None when never; `failures` are askings in a row that the hub did not take or did not confirm.
    """

    feed_url: str
    source_id: str
    hub: str
    topic: str
    token: str
    secret: str = field(repr=False)
    state: SubscriptionState = SubscriptionState.PENDING
    asking: HubMode | None = None
    asked_at: datetime | None = None
    confirmed_at: datetime | None = None
    lease_until: datetime | None = None
    next_due_at: datetime | None = None
    failures: int = 0
    last_push_at: datetime | None = None
    last_error: str | None = None
