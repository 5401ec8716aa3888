"""Several processes in one PostgreSQL database: what each of them may rely on.

Two transactions are held open in two threads, step by step; nothing here depends on which is quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest

from monitor.core.casework.cases import Author, FileEvent, Noted, Origin
from monitor.core.corrections import Correction
from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.handling import DeliveryState, IncidentEvent, Membership, OperatorWarning
from monitor.store import database
from monitor.store.database import Store, Tx, open_store
from monitor.store.items import PutResult
from monitor.store.locks import Lock, number_in_order
from monitor.store.schema.incidents import incident_events
from monitor.store.schema.items import corrections
from monitor.store.schema.stories import memberships
from monitor.store.schema.system import operator_warnings
from tests.fakes.engines import ON_POSTGRES
from tests.fakes.store_rows import T0, a_notification, an_entry, an_item, at

pytestmark = ON_POSTGRES

PATIENCE_S = 60
"""A bound for a hung test, far above what any step needs."""


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def waits_for_locks(store: Store) -> int:
    """How many transactions of this database wait for somebody."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with store.read() as tx:
        return int(tx._connection.exec_driver_sql(query).scalar_one())


def until_somebody_waits(store: Store, waiter: Future[object]) -> None:
    pause = Event()
    for _ in range(PATIENCE_S * 100):
        if waits_for_locks(store):
            return
        assert not waiter.done(), "did not wait"
        pause.wait(0.01)
    pytest.fail("nobody waited")


def second_waits_for_first(
    store: Store,
    pool: ThreadPoolExecutor,
    first: Callable[[Tx], object],
    second: Callable[[Tx], object],
    *,
    alone: bool = False,
) -> object:
    """Run the second beside the first, which has not ended; returns what the second said after the first's end."""

    def beside() -> object:
        with store.transaction(alone=alone) as tx:
            return second(tx)

    with store.transaction(alone=alone) as tx:
        first(tx)
        waiter = pool.submit(beside)
        until_somebody_waits(store, waiter)
    return waiter.result(PATIENCE_S)


def test_alone_is_alone(store: Store, pool: ThreadPoolExecutor) -> None:
    def read_and_write(tx: Tx) -> str:
        value = f"{tx.meta.get('n') or ''}x"
        tx.meta.set("n", value)
        return value

    assert second_waits_for_first(store, pool, read_and_write, read_and_write, alone=True) == "xx"


@pytest.mark.parametrize("first_alone", [True, False], ids=["alone-then-beside", "beside-then-alone"])
def test_alone_means_beside_nobody(store: Store, pool: ThreadPoolExecutor, *, first_alone: bool) -> None:
    def other() -> None:
        with store.transaction(alone=not first_alone) as tx:
            assert tx.meta.get("n") == "written"

    with store.transaction(alone=first_alone) as tx:
        waiter = pool.submit(other)
        until_somebody_waits(store, waiter)
        tx.meta.set("n", "written")
    waiter.result(PATIENCE_S)


def test_beside_runs_at_the_same_time(store: Store) -> None:
    with store.transaction(alone=False) as one, store.transaction(alone=False) as other:
        one.items.put(an_item("q1"), now=T0)
        other.items.put(an_item("q2", published_at=at(7)), now=T0)
        assert one.items.count() == other.items.count() == 1


def test_a_lock_of_a_name_is_waited_for(store: Store, pool: ThreadPoolExecutor) -> None:
    def place(tx: Tx) -> str | None:
        tx.lock(Lock.STORIES)
        before = tx.meta.get("stories")
        tx.meta.set("stories", "placed")
        return before

    assert second_waits_for_first(store, pool, place, place) == "placed"


def test_a_lock_that_is_never_given_back_is_our_error(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    store = open_store(url)
    with store.transaction(), pytest.raises(StorageError) as caught, store.transaction():
        pytest.fail("two writers at once")
    assert caught.value.trouble is StorageTrouble.LOCKED
    store.close()


def test_a_reader_sees_one_state_beside_writers(store: Store) -> None:
    with store.read() as reader:
        assert reader.items.count() == 0
        with store.transaction() as writer:
            writer.items.put(an_item(), now=T0)
        assert reader.items.count() == 0
        assert reader.items.search("xac minh") == ()
    with store.read() as reader:
        assert reader.items.count() == 1


def test_the_audit_is_one_chain(store: Store, pool: ThreadPoolExecutor) -> None:
    second_waits_for_first(
        store,
        pool,
        lambda tx: tx.audit.add(T0, "cttt", "reveal", "q1"),
        lambda tx: tx.audit.add(T0, "cttt", "see", "q2"),
    )
    start = Barrier(4)

    def write(n: int) -> None:
        start.wait(PATIENCE_S)
        for line in range(5):
            with store.transaction(alone=False) as tx:
                tx.audit.add(at(n), "cttt", "see", f"q{line}")

    list(pool.map(write, range(4)))
    with store.read() as tx:
        check = tx.audit.verify()
    assert check.whole
    assert check.lines == 22


def test_a_claim_passes_over_what_another_has_in_hand(store: Store) -> None:
    with store.transaction() as tx:
        for n in range(4):
            tx.outbox.add(a_notification(f"k{n}"), next_at=T0)
    lease = timedelta(minutes=2)
    with store.transaction(alone=False) as one, store.transaction(alone=False) as other:
        mine = {entry.notification.key for entry in one.outbox.claim(T0, limit=2, lease=lease)}
        yours = {entry.notification.key for entry in other.outbox.claim(T0, limit=2, lease=lease)}
    assert len(mine) == 2
    assert not mine & yours
    with store.transaction(alone=False) as tx:
        rest = {entry.notification.key for entry in tx.outbox.claim(T0, limit=4, lease=lease)}
    assert mine | yours | rest == {"k0", "k1", "k2", "k3"}


def test_a_late_word_waits_and_does_not_undo_a_delivery(store: Store, pool: ThreadPoolExecutor) -> None:
    with store.transaction() as tx:
        tx.outbox.add(a_notification("k"), next_at=T0)
        tx.outbox.claim(T0, limit=1, lease=timedelta(minutes=2))
    second_waits_for_first(
        store,
        pool,
        lambda tx: tx.outbox.sent("k", channel="email", recipient="a", provider_id="1", at=T0),
        lambda tx: tx.outbox.retry("k", next_at=at(5), reason="late"),
    )
    with store.read() as tx:
        entry = tx.outbox.get("k")
        assert entry is not None
        assert entry.state is DeliveryState.SENT
        assert len(tx.outbox.receipts("k")) == 2


def test_one_process_renews_a_token(store: Store, pool: ThreadPoolExecutor) -> None:
    def renew(holder: str) -> Callable[[Tx], bool]:
        return lambda tx: tx.tokens.lock("zalo", holder=holder, until=at(2), now=T0)

    assert second_waits_for_first(store, pool, renew("one"), renew("other")) is False
    with store.transaction() as tx:
        assert tx.tokens.lock("zalo", holder="other", until=at(5), now=at(3))


def test_a_version_of_a_file_is_written_once(store: Store, pool: ThreadPoolExecutor) -> None:
    def write(text: str) -> Callable[[Tx], bool]:
        event = FileEvent("incident:v1", 1, T0, Author("A", "cttt", Origin.DESK), Noted(text))
        return lambda tx: tx.cases.append(event)

    assert second_waits_for_first(store, pool, write("một"), write("hai")) is False
    with store.read() as tx:
        (kept,) = tx.cases.events("incident:v1")
    assert kept.body == Noted("một")


def test_a_link_is_used_once(store: Store, pool: ThreadPoolExecutor) -> None:
    used = second_waits_for_first(
        store, pool, lambda tx: tx.cases.use_link("k", at=T0), lambda tx: tx.cases.use_link("k", at=at(1))
    )
    assert used == T0


def warn(tx: Tx, key: str) -> None:
    tx.warnings.add(OperatorWarning(T0, "feed", "a", key=key))


def log(tx: Tx, key: str) -> None:
    tx.incidents.log(IncidentEvent(key, T0, "opened"))


def place(tx: Tx, key: str) -> None:
    tx.stories.put(Membership(key, "s1", None, 1.0, "", T0))


def correct(tx: Tx, key: str) -> None:
    tx.corrections.add([Correction(key, "h", "sentiment", ("neutral",), ("negative",), "A", T0)])


@pytest.mark.parametrize("write", [warn, log, place, correct], ids=lambda write: write.__name__)
def test_numbers_come_in_the_order_in_which_rows_are_seen(
    store: Store, pool: ThreadPoolExecutor, write: Callable[[Tx, str], None]
) -> None:
    """Else whoever has read up to number 2 never sees number 1, which was written first and committed last."""
    with store.transaction() as tx:
        tx.items.put(an_item("one"), now=T0)
        tx.items.put(an_item("other"), now=T0)
    second_waits_for_first(store, pool, lambda tx: write(tx, "one"), lambda tx: write(tx, "other"))


def test_the_numbered_tables_that_are_read_from_a_number_on_are_all_meant_here(store: Store) -> None:
    with store.transaction(alone=False) as tx:
        for table in (operator_warnings, incident_events, memberships, corrections):
            number_in_order(tx._connection, table)
        held = tx._connection.exec_driver_sql(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert held.scalar_one() == 5


def test_two_bring_the_same_item(store: Store, pool: ThreadPoolExecutor) -> None:
    def put(tx: Tx) -> PutResult:
        return tx.items.put(an_item(), now=T0)

    assert second_waits_for_first(store, pool, put, put) is PutResult.SAME


def test_two_bring_two_versions(store: Store, pool: ThreadPoolExecutor) -> None:
    with store.transaction() as tx:
        tx.items.put(an_item(text="một"), now=T0)
    said = second_waits_for_first(
        store,
        pool,
        lambda tx: tx.items.put(an_item(text="hai"), now=at(1)),
        lambda tx: tx.items.put(an_item(text="ba"), now=at(2)),
    )
    assert said is PutResult.NEW_VERSION
    with store.read() as tx:
        assert [item.text for item in tx.items.versions("q1")] == ["một", "hai", "ba"]


def test_two_items_of_one_second_get_two_keys(store: Store, pool: ThreadPoolExecutor) -> None:
    said = second_waits_for_first(
        store,
        pool,
        lambda tx: tx.items.put(an_item("q1"), now=T0),
        lambda tx: tx.items.put(an_item("q2"), now=T0),
    )
    assert said is PutResult.NEW
    with store.read() as tx:
        assert [item.id for item in tx.items.search("xac minh")] == ["q2", "q1"]


def test_a_poll_and_a_push_bring_the_same_entry(store: Store, pool: ThreadPoolExecutor) -> None:
    def bring(tx: Tx) -> int:
        return tx.entries.add_all([an_entry()], found_at=T0)

    assert second_waits_for_first(store, pool, bring, bring) == 0


def test_errors_cite_no_row(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(StorageError, match="null value") as caught:
        tx._connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES (%(key)s, NULL)", {"key": "tên riêng"})
    assert "tên riêng" not in str(caught.value)
