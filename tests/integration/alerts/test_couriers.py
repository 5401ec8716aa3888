"""The threads of a running product: woken lanes, the beat, the watch over jobs that stand still, the sign of life."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from alerts.channels.zalo_bot import ZaloBotChannel
from monitor.core.clock import VirtualClock
from monitor.core.messaging import ChannelState, HeardMessage
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient
from monitor.core.settings import load_settings
from monitor.couriers import Couriers
from monitor.stages.alarming import STILL_AFTER, standing_still
from monitor.stages.delivering import Lanes
from monitor.stages.parts import OPERATOR
from monitor.store.database import Store, open_store
from tests.fakes.delivery import Scripted, parts_of, put_out, states, warnings
from tests.fakes.json_server import JsonServer, Reply, json_server
from tests.fakes.store_rows import T0, a_notification, at

OFFICER = Recipient(OPERATOR, "Anh Tư", email="it@so.example")
JOBS = ("thu thập tin", "gửi tin")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


@pytest.fixture
def watchman() -> Iterator[JsonServer]:
    with json_server(lambda _: Reply(b"OK")) as server:
        yield server


class Product:
    """A product of lanes alone, on a clock that is moved by hand."""

    def __init__(self, store: Store, *channels: Any, url: str = "") -> None:
        self.clock = VirtualClock(T0)
        self.store = store
        parts = parts_of(store, self.clock, {channel.name: channel for channel in channels}, operator=OFFICER)
        env = {"MONITOR_HEARTBEAT_URL": url, "MONITOR_ALLOW_PRIVATE": str(ip_network("127.0.0.0/8"))}
        self.failed: list[str] = []
        self.heard: list[HeardMessage] = []
        app: Any = SimpleNamespace(
            clock=self.clock, settings=load_settings(env), pipeline=SimpleNamespace(parts=parts, lanes=Lanes(parts)),
            listener=SimpleNamespace(hear=self.hear),
        )  # fmt: skip
        self.couriers = Couriers(app, lease=timedelta(minutes=1), failed=self.failed.append)

    def hear(self, message: HeardMessage) -> str:
        self.heard.append(message)
        return "Đã nghe"

    def beat(self, **times: datetime) -> None:
        with self.store.transaction() as tx:
            for name, moment in zip(JOBS, times.values(), strict=True):
                tx.meta.set(f"beat:{name}", moment.isoformat())


@pytest.mark.parametrize(
    ("last", "started", "since"),
    [
        pytest.param(at(29), at(0), None, id="runs"),
        pytest.param(at(16), at(0), None, id="a minute to go"),
        pytest.param(at(15), at(0), at(15), id="on the minute"),
        pytest.param(None, at(15), at(15), id="never since the start"),
        pytest.param(None, at(16), None, id="only just started"),
        pytest.param(at(-600), at(16), None, id="a stop before the start is told elsewhere"),
    ],
)
def test_standing_still(last: datetime | None, started: datetime, since: datetime | None) -> None:
    still = standing_still({"a": last}, started_at=started, now=at(30))
    assert still == ({} if since is None else {"a": since})
    assert timedelta(minutes=15) == STILL_AFTER


def test_a_woken_lane_delivers_and_beats(store: Store) -> None:
    product = Product(store, email := Scripted("email"))
    put_out(store, "v1:cttt:push:1")
    product.couriers.wake()
    assert email.accepted == [], "not before the start"
    product.couriers.start()
    product.couriers.wake()
    product.couriers.stop()
    assert [message.key for message in email.accepted] == ["v1:cttt:push:1"]
    with store.read() as tx:
        assert tx.meta.get("beat:gửi tin") == T0.isoformat()


def test_a_hanging_lane_is_left_alone_and_the_others_go_on(store: Store) -> None:
    let_go, hanging, delivered = threading.Event(), threading.Event(), threading.Event()

    class Hanging(Scripted):
        def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
            hanging.set()
            assert let_go.wait(20)
            return super().deliver(notification, recipient, now=now)

    class Telling(Scripted):
        def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
            delivered.set()
            return super().deliver(notification, recipient, now=now)

    product = Product(store, Hanging("email"), zalo := Telling("zalo"))
    put_out(store, "v1:cttt:push:1")
    product.couriers.start()
    product.couriers.wake()
    assert hanging.wait(20)
    with store.transaction() as tx:
        assert tx.outbox.add(a_notification("v2:gdth:push:1", unit="gdth"), next_at=T0, tried=("email",))
    product.couriers.wake()
    assert delivered.wait(20)
    let_go.set()
    product.couriers.stop()
    assert len(zalo.accepted) == 1
    assert product.failed == []


def test_a_lane_that_breaks_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    product = Product(store, Scripted("email"))
    product.couriers.start()
    store.close()
    monkeypatch.setattr(product.couriers._app.pipeline.lanes, "deliver_lane", _broken)
    product.couriers.wake()
    product.couriers.stop()
    assert product.failed == ["gửi tin: email"]


def _broken(name: str, *, lease: timedelta) -> int:
    raise RuntimeError(name)


def test_a_job_that_stands_still_reaches_the_operator_by_another_road(store: Store, watchman: JsonServer) -> None:
    product = Product(store, email := Scripted("email"), url=f"{watchman.base_url}/song")
    product.couriers.start()
    product.clock.advance(timedelta(minutes=16))
    product.beat(collect=at(0), deliver=at(16))
    for _ in range(3):
        product.couriers.watch()
    product.couriers.stop()
    assert [message.unit for message in email.accepted] == [OPERATOR], "once an hour"
    assert "không thu thập tin đã 16 phút" in email.accepted[0].text
    assert any("không thu thập tin" in text for text in warnings(store))
    assert watchman.calls == [], "the watchman outside notices too"
    assert len(states(store)) == 1


def test_the_sign_of_life_is_given_every_five_minutes(store: Store, watchman: JsonServer) -> None:
    product = Product(store, Scripted("email"), url=f"{watchman.base_url}/song")
    product.couriers.start()
    for minute in range(11):
        product.beat(collect=at(minute), deliver=at(minute))
        product.couriers.watch()
        product.clock.advance(timedelta(minutes=1))
    product.couriers.stop()
    assert [call.path for call in watchman.calls] == ["/song"] * 3


def test_no_sign_of_life_while_nobody_can_be_reached(store: Store, watchman: JsonServer) -> None:
    product = Product(store, Scripted("email"), url=f"{watchman.base_url}/song")
    product.beat(collect=at(0), deliver=at(0))
    with store.transaction() as tx:
        tx.channels.put(ChannelState("email", 3, down_since=T0, try_at=at(1), last_error="x"))
    product.couriers.start()
    product.couriers.watch()
    product.couriers.stop()
    assert watchman.calls == []


def test_the_ear_hears_and_answers(store: Store) -> None:
    message = {"chat": {"id": "c1"}, "message_id": "m1", "text": "alo"}
    news = [Reply({"ok": True, "result": {"message": message}}), Reply({"ok": True, "result": {"message_id": "r"}})]

    def answer(_: object) -> Reply:
        return news.pop(0) if news else Reply({"ok": False, "error_code": 408})

    with json_server(answer) as server:
        bot = ZaloBotChannel("t", base_url=server.base_url)
        product = Product(store, bot)
        product.couriers.listen()
        bot.close()
    assert [heard.text for heard in product.heard] == ["alo"]
    assert [call.path for call in server.calls] == ["/bott/getUpdates", "/bott/sendMessage", "/bott/getUpdates"]
    assert server.calls[1].body == {"chat_id": "c1", "text": "Đã nghe"}
