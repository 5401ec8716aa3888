"""Lanes: who is told by which channel when some are down, slow, limited or killed; and that nothing is lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.outbox import PATIENCE
from monitor.core.clock import VirtualClock
from monitor.core.events import Event, Notified
from monitor.core.handling import DeliveryState
from monitor.core.labels import Severity
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, RefusalKind, Refused, Retry, Sent
from monitor.core.plan import Contact
from monitor.stages.delivering import Lanes
from monitor.stages.parts import OPERATOR
from monitor.store.database import Store, open_store
from tests.fakes.delivery import Scripted, entries, parts_of, put_out, run_for, states, warnings
from tests.fakes.store_rows import T0

DOWN = Retry("không kết nối được")
NO_SUCH = Refused(RefusalKind.ADDRESS, "không có địa chỉ này")
OFFICER = Recipient(OPERATOR, "Anh Tư", email="it@so.example", zalo="z-it")
SENT, WAITING, FAILED = DeliveryState.SENT, DeliveryState.WAITING, DeliveryState.FAILED


@pytest.fixture
def store() -> Iterator[Store]:
    """In memory, as most of these make thousands of transactions in one thread."""
    store = open_store("sqlite://")
    yield store
    store.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """For several threads at once."""
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(T0)


def lanes_of(store: Store, clock: VirtualClock, *channels: Scripted, **fields: object) -> Lanes:
    return Lanes(parts_of(store, clock, {channel.name: channel for channel in channels}, **fields))


def keys(channel: Scripted) -> list[str]:
    return [message.key for message in channel.accepted]


class TestOutages:
    def test_a_channel_that_is_down_is_noticed_and_others_are_used(self, store: Store, clock: VirtualClock) -> None:
        email, zalo = Scripted("email", *[DOWN] * 100), Scripted("zalo")
        put_out(store, *(f"v{n}:cttt:push:1" for n in range(20)), level=Severity.S2)
        assert lanes_of(store, clock, email, zalo).deliver() == 20
        assert len(email.handed) == 3, "after three failures nobody else waits for it"
        assert len(set(keys(zalo))) == 20
        assert any("thư điện tử" in text for text in warnings(store))

    def test_whoever_has_no_other_address_is_told_later_under_the_same_key(
        self, store: Store, clock: VirtualClock
    ) -> None:
        email = Scripted("email", *[DOWN] * 12)
        put_out(store, *(f"v{n}:cttt:push:1" for n in range(20)), level=Severity.S3)
        lanes = lanes_of(store, clock, email)
        run_for(lanes, clock, timedelta(minutes=30))
        assert sorted(keys(email)) == sorted(f"v{n}:cttt:push:1" for n in range(20))
        assert len(email.handed) == 32, "a channel that is down is tried by one message at a time"
        assert any("đã gửi được trở lại" in text for text in warnings(store))

    def test_after_an_outage_an_urgent_message_is_out_within_minutes(self, store: Store, clock: VirtualClock) -> None:
        class Down40(Scripted):
            def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
                self.said = [DOWN] if now < T0 + timedelta(minutes=40) else []
                return super().deliver(notification, recipient, now=now)

        email = Down40("email")
        put_out(store, *(f"v{n}:cttt:push:1" for n in range(5)), level=Severity.S4)
        run_for(lanes_of(store, clock, email), clock, timedelta(minutes=43))
        assert len(email.accepted) == 5

    def test_a_wrong_address_blames_nobody_else(self, store: Store, clock: VirtualClock) -> None:
        email, zalo = Scripted("email", *[NO_SUCH] * 5), Scripted("zalo")
        put_out(store, *(f"v{n}:cttt:push:1" for n in range(8)), level=Severity.S2)
        lanes_of(store, clock, email, zalo).deliver()
        assert (len(email.accepted), len(zalo.accepted)) == (3, 5)

    def test_a_password_that_is_wrong_for_an_hour_costs_no_message(self, store: Store, clock: VirtualClock) -> None:
        email = Scripted("email", *[Refused(RefusalKind.AUTH, "mật khẩu")] * 30)
        put_out(store, *(f"v{n}:cttt:push:1" for n in range(10)), level=Severity.S3)
        run_for(lanes_of(store, clock, email), clock, timedelta(hours=2), step=timedelta(seconds=30))
        assert set(states(store).values()) == {SENT}

    def test_patience_ends_and_the_tray_says_so(self, store: Store, clock: VirtualClock) -> None:
        email = Scripted("email", *[DOWN] * 10_000)
        put_out(store, "v1:cttt:push:1", "v2:cttt:push:1", level=Severity.S3)
        run_for(lanes_of(store, clock, email), clock, PATIENCE + timedelta(minutes=10), step=timedelta(minutes=5))
        assert set(states(store).values()) == {FAILED}
        with store.read() as tx:
            assert len(tx.outbox.failed(10)) == 2
        assert sum("bằng bất kỳ kênh nào" in text for text in warnings(store)) == 2

    def test_what_was_given_up_can_be_sent_again(self, store: Store, clock: VirtualClock) -> None:
        email = Scripted("email", NO_SUCH)
        put_out(store, "v1:cttt:digest:1", level=Severity.S2)
        lanes = lanes_of(store, clock, email, with_zalo := Scripted("zalo", NO_SUCH))
        lanes.deliver()
        assert states(store) == {"v1:cttt:digest:1": FAILED}
        with store.transaction() as tx:
            assert tx.outbox.requeue("v1:cttt:digest:1", now=clock.now())
            assert not tx.outbox.requeue("v1:cttt:digest:1", now=clock.now())
            assert not tx.outbox.requeue("khong-co", now=clock.now())
        assert lanes.deliver() == 1
        assert (keys(email), keys(with_zalo)) == (["v1:cttt:digest:1"], [])


class TestTheOperator:
    def test_nobody_can_be_reached_is_told_by_every_road(self, store: Store, clock: VirtualClock) -> None:
        email, zalo = Scripted("email", *[DOWN] * 8), Scripted("zalo", *[DOWN] * 8)
        put_out(store, *(f"v{n}:cttt:push:1" for n in range(6)), level=Severity.S3)
        run_for(lanes_of(store, clock, email, zalo, operator=OFFICER), clock, timedelta(minutes=20))
        assert any("Mọi kênh gửi tin đều đang ngừng" in text for text in warnings(store))
        for channel in (email, zalo):
            alarms = [message for message in channel.accepted if message.unit == OPERATOR]
            assert len(alarms) == 1
            assert channel.name in alarms[0].key

    def test_a_serious_message_nobody_could_be_given_is_an_alarm(self, store: Store, clock: VirtualClock) -> None:
        email = Scripted("email")
        put_out(store, "v1:cu:push:1", unit="cu", level=Severity.S3)
        put_out(store, "v2:cu:digest:1", unit="cu", level=Severity.S2)
        lanes_of(store, clock, email, operator=OFFICER).deliver()
        assert [m.unit for m in email.accepted] == [OPERATOR]
        assert "Hãy báo trực tiếp" in email.accepted[0].text

    def test_an_alarm_that_cannot_be_sent_raises_no_other(self, store: Store, clock: VirtualClock) -> None:
        email = Scripted("email", NO_SUCH)
        put_out(store, "v1:cu:push:1", unit="cu", level=Severity.S3)
        lanes_of(store, clock, email, operator=OFFICER).deliver()
        assert len(warnings(store)) == 1
        assert Counter(states(store).values()) == {FAILED: 2}

    def test_without_an_officer_only_the_desk_is_told(self, store: Store, clock: VirtualClock) -> None:
        put_out(store, "v1:cu:push:1", unit="cu", level=Severity.S3)
        lanes_of(store, clock, webhook := Scripted("webhook"), Scripted("email", NO_SUCH)).deliver()
        assert keys(webhook) == ["v1:cu:push:1"]
        assert list(states(store)) == ["v1:cu:push:1"]


class TestOrder:
    @pytest.mark.parametrize(
        ("prefers", "first"),
        [pytest.param((), "email", id="the plan's"), pytest.param(("zalo",), "zalo", id="the person's own")],
    )
    def test_whose_order(self, store: Store, clock: VirtualClock, prefers: tuple[str, ...], first: str) -> None:
        email, zalo = Scripted("email"), Scripted("zalo")
        with store.transaction() as tx:
            contact = Contact("Cô Sáu", email="sau@so.example", zalo="z6", prefers=prefers)
            tx.contacts.set("cttt", contact, at=T0)
        put_out(store, "v1:cttt:push:1")
        lanes_of(store, clock, email, zalo).deliver()
        assert [c.name for c in (email, zalo) if c.accepted] == [first]

    def test_a_linked_chat_is_an_address(self, store: Store, clock: VirtualClock) -> None:
        with store.transaction() as tx:
            tx.contacts.set("cttt", Contact("Cô Sáu", email="sau@so.example"), at=T0)
            tx.chats.link("zalo", "chat-6", unit="cttt", person="Cô Sáu", at=T0)
        told: list[Recipient] = []

        class Noting(Scripted):
            def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
                told.append(recipient)
                return super().deliver(notification, recipient, now=now)

        put_out(store, "v1:cttt:push:1")
        lanes = lanes_of(store, clock, Scripted("email", NO_SUCH), Noting("zalo"))
        lanes.deliver()
        assert [recipient.zalo for recipient in told] == ["chat-6"]
        with store.transaction() as tx:
            tx.contacts.set("cttt", Contact("Thầy Bảy", email="bay@so.example"), at=T0)
        put_out(store, "v2:cttt:push:1")
        lanes.deliver()
        assert len(told) == 1, "the chat does not pass to whoever follows"

    def test_a_channel_that_was_switched_off_keeps_no_message(self, store: Store, clock: VirtualClock) -> None:
        put_out(store, "v1:cttt:push:1", level=Severity.S2)
        lanes_of(store, clock, Scripted("zalo", DOWN)).deliver()
        clock.advance(timedelta(minutes=1))
        assert lanes_of(store, clock, email := Scripted("email")).deliver() == 1
        assert keys(email) == ["v1:cttt:push:1"]


def test_a_hanging_channel_delays_no_other(file_store: Store, clock: VirtualClock) -> None:
    let_go, hanging = threading.Event(), threading.Event()

    class Hanging(Scripted):
        def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
            hanging.set()
            assert let_go.wait(20)
            return super().deliver(notification, recipient, now=now)

    email, zalo = Hanging("email"), Scripted("zalo")
    with file_store.transaction() as tx:
        tx.contacts.set("cttt", Contact("Cô Sáu", zalo="z6"), at=T0)
        tx.contacts.set("gdth", Contact("Thầy Bảy", email="bay@so.example"), at=T0)
    put_out(file_store, "v1:gdth:push:1", unit="gdth")
    lanes = lanes_of(file_store, clock, email, zalo)
    with ThreadPoolExecutor(1) as pool:
        stuck = pool.submit(lanes.deliver_lane, "email")
        assert hanging.wait(20)
        put_out(file_store, "v2:cttt:push:1")
        assert lanes.deliver_lane("email") == 0, "one at a time in a lane"
        assert lanes.deliver_lane("zalo") == 1
        let_go.set()
        assert stuck.result(20) == 1


def test_two_workers_at_once_never_send_a_message_twice(file_store: Store, clock: VirtualClock) -> None:
    """Two processes over one database: each has its own lanes and channel."""
    count = 150
    put_out(file_store, *(f"v{n:03}:cttt:push:1" for n in range(count)))
    workers = [lanes_of(file_store, clock, Scripted("email")) for _ in range(2)]
    begin = threading.Barrier(2)

    def work(lanes: Lanes) -> list[str]:
        begin.wait()
        lanes.deliver()
        channel = lanes._parts.channels["email"]
        assert isinstance(channel, Scripted)
        return keys(channel)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(work, workers)
    assert len(first) + len(second) == count
    assert len({*first, *second}) == count
    assert set(states(file_store).values()) == {SENT}


def test_ten_thousand_messages_keep_the_pace_and_none_is_lost(store: Store, clock: VirtualClock) -> None:
    """The same at full size, with figures: bench/outbox.py."""
    per_minute, count = 600, 400
    put_out(store, *(f"v{n:05}:cttt:digest:1" for n in range(count)))
    email = Scripted("email")
    lanes = lanes_of(store, clock, email, rates={"email": per_minute})
    run_for(lanes, clock, timedelta(minutes=1))
    times = sorted(at for _, at in email.handed)
    assert len(set(keys(email))) == count
    assert times[-1] - times[0] <= timedelta(minutes=1)
    for start in times:
        within = sum(start <= moment < start + timedelta(seconds=10) for moment in times)
        assert within <= 2 * per_minute / 6 + 1


class CrashError(BaseException):
    """The process died: passes every `except Exception`, so nothing more is written."""


OUTCOMES = st.sampled_from(
    ["sent", "sent", "sent", "down", "unknown", "later", "auth", "address", "crash-before", "crash-after", "crash-mark"]
)


class Mortal(Scripted):
    """A channel that follows a schedule of failures, and dies before or after the provider accepted."""

    def __init__(self, name: str, schedule: list[str]) -> None:
        super().__init__(name)
        self.schedule = schedule
        self.crash_at_mark = False

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        word = self.schedule.pop(0) if self.schedule else "sent"
        self.handed.append((notification.key, now))
        if word == "crash-before":
            raise CrashError
        failures: dict[str, DeliveryOutcome] = {
            "down": DOWN, "later": Retry("429", timedelta(minutes=3), alive=True), "address": NO_SUCH,
            "unknown": Retry("không rõ đã nhận: …"), "auth": Refused(RefusalKind.AUTH, "mật khẩu"),
        }  # fmt: skip
        failure = failures.get(word)
        if failure is not None:
            if word == "unknown":
                self.accepted.append(notification)
            return failure
        self.accepted.append(notification)
        if word == "crash-after":
            raise CrashError
        self.crash_at_mark = word == "crash-mark"
        return Sent("m")


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    mail=st.lists(OUTCOMES, max_size=25),
    zalo=st.lists(OUTCOMES, max_size=25),
    gaps=st.lists(st.integers(1, 400), min_size=5, max_size=40),
    levels=st.lists(st.sampled_from([Severity.S2, Severity.S3, Severity.S4]), min_size=1, max_size=6),
)
def test_whatever_fails_or_dies_every_message_arrives_under_its_key_or_is_told(
    mail: list[str], zalo: list[str], gaps: list[int], levels: list[Severity]
) -> None:
    store = open_store("sqlite://")
    try:
        _live_through(store, [Mortal("email", mail), Mortal("zalo", zalo)], gaps, levels)
    finally:
        store.close()


def _live_through(store: Store, channels: list[Mortal], gaps: list[int], levels: list[Severity]) -> None:
    clock = VirtualClock(T0)
    for number, level in enumerate(levels):
        put_out(store, f"v{number}:cttt:push:1", level=level)
    written = {key: entry.notification for key, entry in entries(store).items()}

    def hear(event: Event) -> None:
        for channel in channels:
            if isinstance(event, Notified) and channel.crash_at_mark:
                channel.crash_at_mark = False
                raise CrashError

    for gap in [*gaps, *[120] * 20, *[900] * 40]:
        with suppress(CrashError):
            Lanes(parts_of(store, clock, {channel.name: channel for channel in channels}, sink=hear)).deliver()
        clock.advance(timedelta(seconds=gap))
    arrived = Counter(message.key for channel in channels for message in channel.accepted)
    for key, state in states(store).items():
        if state is SENT:
            assert arrived[key] >= 1
        else:
            assert state is FAILED, "nothing waits for ever"
            assert any("Không gửi được tin" in text for text in warnings(store))
    for channel in channels:
        for message in channel.accepted:
            assert message == written[message.key], "never two different messages under one key"
