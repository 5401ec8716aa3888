"""Sealed tokens and their lock, states of channels, lanes of the outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.tokens import Sealer, TokenPair
from monitor.core.messaging import ChannelState, HeardMessage
from monitor.stages.shelves import OTHER_SECRET, StoredShelf
from monitor.store.database import Store, Tx
from tests.fakes.store_rows import T0, a_notification, at

NAME = "zalo-oa"
PAIR = TokenPair("access-bi-mat", "refresh-bi-mat", T0, T0 + timedelta(hours=25))


def test_nothing_is_known_of_a_new_token(tx: Tx) -> None:
    token = tx.tokens.get(NAME)
    assert (token.sealed, token.version, token.broken) == (None, 0, None)


def test_one_holder_at_a_time(tx: Tx) -> None:
    assert tx.tokens.lock(NAME, holder="a", until=at(2), now=T0)
    assert not tx.tokens.lock(NAME, holder="b", until=at(3), now=at(1))
    tx.tokens.unlock(NAME, holder="b")
    assert not tx.tokens.lock(NAME, holder="b", until=at(3), now=at(1))
    tx.tokens.unlock(NAME, holder="a")
    assert tx.tokens.lock(NAME, holder="b", until=at(3), now=at(1))


def test_a_lock_runs_out(tx: Tx) -> None:
    assert tx.tokens.lock(NAME, holder="dead", until=at(2), now=T0)
    assert tx.tokens.lock(NAME, holder="b", until=at(4), now=at(2))


def test_saving_counts_heals_and_gives_the_lock_back(tx: Tx) -> None:
    tx.tokens.mark_broken(NAME, "hỏng")
    assert tx.tokens.get(NAME).broken == "hỏng"
    tx.tokens.lock(NAME, holder="a", until=at(2), now=T0)
    for version in (1, 2):
        tx.tokens.save(NAME, b"...", at=T0)
        assert (tx.tokens.get(NAME).version, tx.tokens.get(NAME).broken) == (version, None)
    assert tx.tokens.lock(NAME, holder="b", until=at(2), now=T0)


def test_the_shelf_keeps_pairs_sealed(store: Store) -> None:
    shelf = StoredShelf(store, Sealer(b"k" * 32))
    assert shelf.read().pair is None
    shelf.save(PAIR, now=T0)
    assert (shelf.read().pair, shelf.read().version) == (PAIR, 1)
    with store.read() as tx:
        assert b"bi-mat" not in (tx.tokens.get(NAME).sealed or b"")
    other = StoredShelf(store, Sealer(b"x" * 32)).read()
    assert (other.pair, other.broken) == (None, OTHER_SECRET)


def test_a_broken_pair_is_kept(store: Store) -> None:
    shelf = StoredShelf(store, Sealer(b"k" * 32))
    shelf.save(PAIR, now=T0)
    assert shelf.lock(holder="a", until=at(2), now=T0)
    shelf.mark_broken("cần cấp lại")
    assert (shelf.read().pair, shelf.read().broken) == (PAIR, "cần cấp lại")
    assert shelf.lock(holder="b", until=at(2), now=T0)
    shelf.unlock(holder="b")


def test_states_of_channels(tx: Tx) -> None:
    assert tx.channels.get("email") == ChannelState("email")
    down = ChannelState("email", 4, down_since=T0, try_at=at(1), last_error="x", paced_to=at(0.5))
    tx.channels.put(ChannelState("zalo"))
    tx.channels.put(ChannelState("email", 3))
    tx.channels.put(down)
    assert tx.channels.all() == (down, ChannelState("zalo"))


@pytest.mark.parametrize("lane", ["email", "zalo"])
def test_a_lane_gives_only_its_own(tx: Tx, lane: str) -> None:
    for name in ("email", "zalo"):
        tx.outbox.add(a_notification(f"k-{name}"), next_at=T0)
        tx.outbox.sort(f"k-{name}", name)
    tx.outbox.add(a_notification("k-new"), next_at=T0)
    claimed = tx.outbox.claim(T0, limit=9, lease=timedelta(minutes=1), lane=lane)
    assert [entry.notification.key for entry in claimed] == [f"k-{lane}"]
    assert [entry.notification.key for entry in tx.outbox.unsorted(T0, limit=9)] == ["k-new"]


def test_a_freed_lane_is_due_at_once_but_what_is_being_sent_stays(tx: Tx) -> None:
    for key, due in (("k1", T0), ("k2", at(9)), ("k3", T0)):
        tx.outbox.add(a_notification(key), next_at=due)
        tx.outbox.sort(key, "email")
    (sending,) = tx.outbox.claim(T0, limit=1, lease=timedelta(minutes=1), lane="email")
    tx.outbox.free_lane("email", now=at(0.5))
    free = {entry.notification.key for entry in tx.outbox.unsorted(at(0.5), limit=9)}
    assert free == {"k1", "k2", "k3"} - {sending.notification.key}


def test_lanes_that_are_gone_are_sorted_anew(tx: Tx) -> None:
    for key, lane in (("k1", "telegram"), ("k2", "email")):
        tx.outbox.add(a_notification(key), next_at=T0)
        tx.outbox.sort(key, lane)
    tx.outbox.keep_lanes(("email", "zalo"))
    assert [entry.notification.key for entry in tx.outbox.unsorted(T0, limit=9)] == ["k1"]
    assert tx.outbox.has_unsorted(T0)
    assert tx.outbox.has_due("email", T0)
    assert not tx.outbox.has_due("email", at(-1))


def test_a_released_claim_counts_no_attempt(tx: Tx) -> None:
    tx.outbox.add(a_notification("k1"), next_at=T0)
    tx.outbox.sort("k1", "email")
    tx.outbox.claim(at(1), limit=1, lease=timedelta(minutes=1), lane="email")
    tx.outbox.release("k1")
    (entry,) = tx.outbox.unsorted(at(1), limit=9)
    assert entry.attempts == 0


def test_a_message_is_heard_once(tx: Tx) -> None:
    message = HeardMessage("zalo", "c1", "m1", "alo")
    assert not tx.chats.was_heard(message)
    assert tx.chats.hear(message, at=T0)
    assert tx.chats.was_heard(message)
    assert not tx.chats.hear(message, at=at(1))
    chat = tx.chats.get("zalo", "c1")
    assert chat is not None
    assert chat.last_at == T0


def test_writing_again_keeps_a_link(tx: Tx) -> None:
    tx.chats.link("zalo", "c1", unit="cttt", person="Cô Sáu", at=T0)
    tx.chats.hear(HeardMessage("zalo", "c1", "m2", "alo"), at=at(5))
    (chat,) = tx.chats.of("cttt", "Cô Sáu")
    assert (chat.chat, chat.last_at) == ("c1", at(5))
    assert tx.chats.of("cttt", "Thầy Bảy") == ()
