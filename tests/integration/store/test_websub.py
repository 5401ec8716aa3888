"""Subscriptions, stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.core.errors import StorageError
from monitor.core.subscriptions import HubMode, Subscription, SubscriptionState
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, at

ONE = Subscription("https://a.example/rss", "a", "https://hub.example/", "https://a.example/rss", "token-1", "khoa-1")
LIVE = replace(
    ONE, state=SubscriptionState.LIVE, asking=HubMode.SUBSCRIBE, asked_at=T0, confirmed_at=at(1), lease_until=at(900),
    next_due_at=at(700), failures=2, last_push_at=at(3), last_error="http 503",
)  # fmt: skip


@pytest.mark.parametrize("subscription", [ONE, LIVE], ids=["new", "live"])
def test_a_subscription_comes_back_whole_by_its_token(tx: Tx, subscription: Subscription) -> None:
    tx.subscriptions.put(subscription)
    assert tx.subscriptions.by_token("token-1") == subscription
    assert tx.subscriptions.by_token("token-2") is None


def test_a_feed_has_one_subscription_and_an_old_token_is_forgotten(tx: Tx) -> None:
    tx.subscriptions.put(LIVE)
    again = replace(ONE, hub="https://hub-khac.example/", token="token-2")
    tx.subscriptions.put(again)
    assert tx.subscriptions.all() == (again,)
    assert tx.subscriptions.by_token("token-1") is None


def test_no_two_feeds_share_a_token(tx: Tx) -> None:
    tx.subscriptions.put(ONE)
    with pytest.raises(StorageError, match="token"):
        tx.subscriptions.put(replace(ONE, feed_url="https://b.example/rss"))
