from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import event, inspect

from monitor.core.errors import StorageError
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind
from monitor.store.database import Store, Tx, open_store
from monitor.store.migrate import alembic_config
from monitor.store.outbox import AttemptOutcome
from tests.fakes.store_rows import T0, a_notification, at

LEASE = timedelta(minutes=2)
KEY = "v1:cttt:push:1"


def put_out(tx: Tx, key: str = KEY, *, next_at: datetime = T0, **fields: Any) -> None:
    assert tx.outbox.add(a_notification(key, **fields), next_at=next_at)


def message(tx: Tx) -> OutboxEntry:
    entry = tx.outbox.get(KEY)
    assert entry is not None
    return entry


def claim(tx: Tx, now: datetime = T0, limit: int = 10) -> list[str]:
    return [entry.notification.key for entry in tx.outbox.claim(now, limit=limit, lease=LEASE)]


def test_one_key_is_one_message(tx: Tx) -> None:
    put_out(tx)
    assert not tx.outbox.add(a_notification(text="khác"), next_at=T0)
    entry = message(tx)
    assert entry.notification == a_notification()
    assert (entry.state, entry.attempts, entry.next_at) == (DeliveryState.WAITING, 0, T0)
    assert tx.outbox.get("v404") is None


def test_claimed_when_due_and_by_one_caller(tx: Tx) -> None:
    put_out(tx, next_at=at(1))
    assert claim(tx, at(0)) == []
    (entry,) = tx.outbox.claim(at(1), limit=10, lease=LEASE)
    assert (entry.state, entry.attempts, entry.next_at) == (DeliveryState.SENDING, 1, at(3))
    assert claim(tx, at(2)) == []


def test_claims_go_in_order_of_due_time(tx: Tx) -> None:
    for n in (2, 0, 1):
        put_out(tx, f"k{n}", next_at=at(n))
    assert claim(tx, at(5), limit=2) == ["k0", "k1"]
    assert claim(tx, at(5)) == ["k2"]


def test_a_lease_that_ran_out_is_claimed_again_and_noted(tx: Tx) -> None:
    put_out(tx)
    assert claim(tx) == [KEY]
    assert claim(tx, at(2)) == [KEY]
    assert message(tx).attempts == 2
    (lost,) = tx.outbox.receipts(KEY)
    assert (lost.outcome, lost.attempt, lost.at) == (AttemptOutcome.LOST, 1, T0)


def test_sent_is_the_end(tx: Tx) -> None:
    put_out(tx)
    claim(tx)
    tx.outbox.sent(KEY, channel="email", recipient="a@so.example", provider_id="m1", at=at(1))
    entry = message(tx)
    assert (entry.state, entry.channel, entry.provider_id, entry.sent_at) == (
        DeliveryState.SENT,
        "email",
        "m1",
        at(1),
    )
    assert claim(tx, at(99)) == []
    assert tx.outbox.next_due() is None
    (receipt,) = tx.outbox.receipts(KEY)
    assert (receipt.outcome, receipt.recipient, receipt.at) == (AttemptOutcome.SENT, "a@so.example", at(1))


def late_retry(tx: Tx) -> None:
    tx.outbox.retry(KEY, next_at=at(5), reason="timeout")


def late_refusal(tx: Tx) -> None:
    tx.outbox.next_channel(KEY, refused_channel="email", next_at=at(5), reason="auth")


def late_failure(tx: Tx) -> None:
    tx.outbox.fail(KEY, reason="gave up", at=at(5))


@pytest.mark.parametrize("late", [late_retry, late_refusal, late_failure])
def test_a_late_word_does_not_undo_a_delivery(tx: Tx, late: Callable[[Tx], None]) -> None:
    put_out(tx)
    claim(tx)
    tx.outbox.sent(KEY, channel="email", recipient="a", provider_id="", at=at(1))
    late(tx)
    assert message(tx).state is DeliveryState.SENT
    assert len(tx.outbox.receipts(KEY)) == 2


def test_a_retry_waits_and_counts(tx: Tx) -> None:
    put_out(tx)
    claim(tx)
    tx.outbox.retry(KEY, next_at=at(5), reason="hết giờ chờ", channel="email")
    entry = message(tx)
    assert (entry.state, entry.attempts, entry.next_at) == (DeliveryState.WAITING, 1, at(5))
    assert (entry.last_error, entry.channel) == ("hết giờ chờ", "email")
    assert claim(tx, at(4)) == []
    assert claim(tx, at(5)) == [KEY]
    assert message(tx).attempts == 2


def test_a_refused_channel_is_remembered_and_counting_starts_anew(tx: Tx) -> None:
    put_out(tx)
    claim(tx)
    for channel in ("email", "zalo", "email"):
        tx.outbox.next_channel(KEY, refused_channel=channel, next_at=at(1), reason="no address")
    entry = message(tx)
    assert (entry.tried, entry.attempts, entry.state) == (("email", "zalo"), 0, DeliveryState.WAITING)
    assert [receipt.channel for receipt in tx.outbox.receipts(KEY)] == ["email", "zalo", "email"]


def test_given_up(tx: Tx) -> None:
    put_out(tx)
    claim(tx)
    tx.outbox.fail(KEY, reason="no channel left", at=at(1))
    assert message(tx).state is DeliveryState.FAILED
    assert claim(tx, at(99)) == []
    assert [receipt.outcome for receipt in tx.outbox.receipts(KEY)] == [AttemptOutcome.FAILED]


def test_marking_an_unknown_message_is_an_error(tx: Tx) -> None:
    with pytest.raises(StorageError, match="v404"):
        tx.outbox.fail("v404", reason="", at=T0)


def test_counts_and_due_time(tx: Tx) -> None:
    put_out(tx, "k1", next_at=at(3))
    put_out(tx, "k2", next_at=at(1))
    assert (tx.outbox.waiting_count(), tx.outbox.next_due()) == (2, at(1))
    claim(tx, at(1))
    assert (tx.outbox.waiting_count(), tx.outbox.next_due()) == (2, at(3))
    tx.outbox.fail("k2", reason="", at=at(1))
    assert tx.outbox.waiting_count() == 1


def test_pushes_count_what_interrupts_a_unit(tx: Tx) -> None:
    for n, kind in enumerate(NotificationKind):
        put_out(tx, f"k-{kind.value}", kind=kind, created_at=at(n))
    put_out(tx, "khac", unit="van-phong", created_at=at(9))
    put_out(tx, "cu", created_at=at(-1))
    found = [entry.notification.key for entry in tx.outbox.pushes_since("cttt", at(0))]
    assert found == ["k-push", "k-escalation"]


def test_lists(tx: Tx) -> None:
    put_out(tx, "k2", created_at=at(2))
    put_out(tx, "k1", created_at=at(1))
    put_out(tx, "tom-tat", created_at=at(3), incident_id=None, level=None)
    assert [entry.notification.key for entry in tx.outbox.for_incident("v1")] == ["k1", "k2"]
    assert [entry.notification.key for entry in tx.outbox.recent(2)] == ["tom-tat", "k2"]


def test_two_threads_never_claim_the_same_message(store: Store) -> None:
    keys = {f"k{n:03}" for n in range(120)}
    with store.transaction() as tx:
        for key in keys:
            put_out(tx, key)

    def work(_: int) -> list[str]:
        mine: list[str] = []
        while True:
            with store.transaction() as tx:
                got = claim(tx, limit=3)
            if not got:
                return mine
            mine.extend(got)

    with ThreadPoolExecutor(4) as pool:
        claimed = [key for keys_of_one in pool.map(work, range(4)) for key in keys_of_one]
    assert len(claimed) == len(keys)
    assert set(claimed) == keys


def test_a_push_does_not_wait_behind_digests(tx):
    tx.outbox.add(a_notification("digest:cttt:1", kind=NotificationKind.DIGEST), next_at=T0)
    tx.outbox.add(a_notification("v1:cttt:push:1", kind=NotificationKind.PUSH), next_at=at(1))
    (first,) = tx.outbox.claim(at(2), limit=1, lease=timedelta(minutes=1))
    assert first.notification.key == "v1:cttt:push:1"


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(lambda tx: tx.outbox.claim(at(9), limit=1, lease=LEASE, lane="email"), id="claim"),
        pytest.param(lambda tx: tx.outbox.unsorted(at(9), limit=500), id="unsorted"),
        pytest.param(lambda tx: tx.outbox.has_unsorted(at(9)), id="has unsorted"),
        pytest.param(lambda tx: tx.outbox.has_due("email", at(9)), id="has due"),
        pytest.param(lambda tx: tx.outbox.next_due(), id="next due"),
    ],
)
def test_a_long_queue_is_neither_scanned_nor_sorted(store: Store, look: Callable[[Tx], object]) -> None:
    """A lane is asked for its next message again and again: the answer is the first entry of an index."""
    if store._engine.dialect.name != "sqlite":
        pytest.skip("another engine plans by its statistics, and of three rows it scans all")
    with store.transaction() as tx:
        for n in range(3):
            put_out(tx, f"k{n}")
            tx.outbox.sort(f"k{n}", "email")
    asked: list[tuple[str, Any]] = []

    def listen(_c: object, _k: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", listen)
    with store.transaction() as tx:
        look(tx)
    event.remove(store._engine, "before_cursor_execute", listen)
    queue = [(statement, values) for statement, values in asked if "FROM outbox" in statement]
    assert queue
    with store._engine.connect() as connection:
        for statement, values in queue:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            steps = " / ".join(row[-1] for row in plan)
            assert steps.startswith("SEARCH outbox USING"), (statement, steps)
            assert "TEMP B-TREE" not in steps, (statement, steps)


def test_turns_hold_over_states_and_urgency(tx: Tx) -> None:
    """Messages whose claimer fell silent stand among the others by their time."""
    for n, kind in enumerate((NotificationKind.DIGEST, NotificationKind.UPDATE, NotificationKind.PUSH)):
        put_out(tx, f"k{n}", kind=kind, next_at=at(n))
    put_out(tx, "k9", kind=NotificationKind.PUSH, next_at=at(-9))
    assert claim(tx, at(-9)) == ["k9"]
    assert claim(tx, at(5)) == ["k9", "k2", "k0", "k1"]


def test_budgets_count_pushes_below_a_crisis(tx: Tx) -> None:
    put_out(tx, "old", created_at=at(-1))
    put_out(tx, "first", created_at=at(0))
    put_out(tx, "second", created_at=at(1))
    put_out(tx, "crisis", created_at=at(1), level=Severity.S4)
    put_out(tx, "reminder", created_at=at(1), kind=NotificationKind.ESCALATION)
    put_out(tx, "without a level", created_at=at(1), level=None)
    put_out(tx, "another's", unit="van-phong", created_at=at(1))
    counts = tx.outbox.push_counts(
        {"cttt", "van-phong", "khtc"}, at(0), kinds={NotificationKind.PUSH}, below=Severity.S4
    )
    assert counts == {"cttt": 3, "van-phong": 1}


def test_an_older_database_learns_turns_and_levels(url: str, store: Store) -> None:
    """What waited before the upgrade is claimed in the same order and counted in the same budget after it."""
    with store.transaction() as tx:
        put_out(tx, "k-digest", kind=NotificationKind.DIGEST, level=None)
        put_out(tx, "k-push", next_at=at(1), level=Severity.S2)
    config = alembic_config()
    with store._engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
        columns = {column["name"] for column in inspect(connection).get_columns("outbox")}
    assert not {"calm", "level"} & columns
    newer = open_store(url)
    with newer.transaction() as tx:
        assert claim(tx, at(1)) == ["k-push", "k-digest"]
        kinds = {NotificationKind.PUSH, NotificationKind.DIGEST}
        assert tx.outbox.push_counts(["cttt"], at(-9), kinds=kinds, below=Severity.S3) == {"cttt": 2}
        assert tx.outbox.push_counts(["cttt"], at(-9), kinds=kinds, below=Severity.S2) == {"cttt": 1}
    newer.close()
