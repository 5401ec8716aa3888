"""One bad feed, page, item, incident, channel or message never stops the rest, and is never silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.links import SECRET_BYTES, LinkSigner
from alerts.routes import route
from monitor.collect.fetch import FetchResult
from monitor.core.clock import VirtualClock
from monitor.core.entries import FetchOutcome
from monitor.core.handling import DeliveryState
from monitor.core.items import Channel as ItemChannel
from monitor.core.items import Item
from monitor.core.labels import Classification, Severity
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient
from monitor.core.sources import Source, SourceKind, Tier
from monitor.pipeline import Pipeline
from monitor.stages.collecting import READ_ATTEMPTS
from monitor.stages.parts import Parts
from monitor.store.database import Store, open_store
from monitor.stories.incidents import IncidentContext
from monitor.stories.index import StoryIndex
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, a_notification, an_incident

BAD = "hỏng"
SITE = "https://bao.example"


class BrokenError(Exception):
    """A bug of ours."""


@dataclass
class Web:
    """Pages by address. One whose text is BAD makes the reader itself fail."""

    pages: dict[str, str] = field(default_factory=dict)

    def fetch(self, url: str, **_: Any) -> FetchResult:
        text = self.pages.get(url)
        if text is None:
            return FetchResult(FetchOutcome.PERMANENT, url, status=404, error="http 404")
        if text == BAD:
            raise BrokenError(url)
        return FetchResult(FetchOutcome.OK, url, status=200, body=text.encode())


class Labeller:
    """Finds nothing in any text, and fails on those with the bad word."""

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        if any(BAD in item.full_text for item in items):
            raise BrokenError("labels")
        return [a_classification(item.id) for item in items]


class PickySigner(LinkSigner):
    """Fails on the links of one incident."""

    def sign(self, incident_id: str, *rest: Any, **fields: Any) -> str:
        if incident_id == "v1":
            raise BrokenError(incident_id)
        return super().sign(incident_id, *rest, **fields)


class FailingChannel(RecordingChannel):
    """Fails in our own code on every message."""

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        raise BrokenError(notification.key)


class SlowChannel(RecordingChannel):
    """Takes its time over every message, and looks meanwhile at what else the outbox holds."""

    def __init__(self, store: Store, clock: VirtualClock, *, takes: timedelta) -> None:
        super().__init__("email")
        self.store, self.clock, self.takes = store, clock, takes
        self.pipeline: Pipeline | None = None
        self.lease_left: list[timedelta] = []
        self.under_way: list[int] = []
        self.second_delivery: list[int] = []

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        self.clock.advance(self.takes)
        with self.store.read() as tx:
            entries = tx.outbox.recent(100)
        states = {entry.notification.key: entry for entry in entries}
        self.lease_left.append(states[notification.key].next_at - self.clock.now())
        self.under_way.append(sum(entry.state is DeliveryState.SENDING for entry in entries))
        if self.pipeline is not None:
            self.second_delivery.append(self.pipeline.deliver())
        return super().deliver(notification, recipient, now=now)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(T0)


def parts_of(store: Store, clock: VirtualClock, **fields: Any) -> Parts:
    plan = a_plan()
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
    values: dict[str, Any] = {"classifier": Labeller(), "channels": {"email": RecordingChannel("email")}}
    return Parts(plan=plan, store=store, context=context, clock=clock, **(values | fields))


def a_source(source_id: str) -> Source:
    return Source(
        source_id, source_id, SourceKind.RSS, f"{SITE}/{source_id}", ItemChannel.PRESS_LOCAL, Tier.STATE,
        min_gap=timedelta(0),
    )  # fmt: skip


def a_feed_of(*articles: str) -> str:
    entries = "".join(
        f"<item><title>Tin {name}</title><link>{SITE}/{name}.html</link><guid>{SITE}/{name}.html</guid></item>"
        for name in articles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{entries}</channel></rss>'


def a_page(text: str) -> str:
    body = "".join(f"<p>{text} Học sinh và thầy cô cùng dọn vườn trường, trồng thêm cây. Đoạn {n}.</p>" for n in "123")
    return f"<html><head><title>{text}</title></head><body><article><h1>{text}</h1>{body}</article></body></html>"


def collecting(store: Store, clock: VirtualClock, web: Web, *sources: str, **fields: Any) -> Pipeline:
    return Pipeline(parts_of(store, clock, **fields), fetcher=web, sources=[a_source(name) for name in sources])  # type: ignore[arg-type]


def stored_titles(store: Store) -> set[str]:
    with store.read() as tx:
        return {item.title or "" for item in tx.items.recent(T0 - timedelta(days=1))}


def warnings(store: Store) -> list[str]:
    with store.read() as tx:
        return [warning.text for warning in tx.warnings.recent(100)]


def test_a_feed_we_fail_on_is_a_failed_feed_and_the_others_are_read(store, clock):
    web = Web({f"{SITE}/a": BAD, f"{SITE}/b": a_feed_of("vuon"), f"{SITE}/vuon.html": a_page("Vườn trường")})
    summary = collecting(store, clock, web, "a", "b").collect()
    assert (summary.failed, summary.new) == (1, 1)
    with store.read() as tx:
        state = tx.feeds.get(f"{SITE}/a")
    assert state is not None
    assert state.failures == 1
    assert state.next_due_at > clock.now()
    assert "BrokenError" in (state.last_error or "")


def test_a_page_we_fail_on_keeps_its_headline(store, clock):
    web = Web({f"{SITE}/a": a_feed_of("x", "vuon"), f"{SITE}/x.html": BAD, f"{SITE}/vuon.html": a_page("Vườn trường")})
    collecting(store, clock, web, "a").collect()
    assert stored_titles(store) == {"Tin x", "Vườn trường"}


def test_an_item_we_fail_on_waits_is_told_and_the_others_are_judged(store, clock):
    web = Web({f"{SITE}/a": a_feed_of("x", "vuon"), f"{SITE}/vuon.html": a_page("Vườn trường")})
    web.pages[f"{SITE}/x.html"] = a_page(f"Tin {BAD} hẳn")
    pipeline = collecting(store, clock, web, "a")
    pipeline.collect()
    assert stored_titles(store) == {"Vườn trường"}
    assert any("chưa được xét" in text and BAD in text for text in warnings(store))
    with store.read() as tx:
        assert tx.entries.pending_count() == 1


def test_an_item_that_no_story_takes_does_not_stop_the_others(store, clock):
    class PickyIndex(StoryIndex):
        def assign(self, item: Item, **fields: Any) -> Any:
            if BAD in item.full_text:
                raise BrokenError("story")
            return super().assign(item, **fields)

    web = Web({f"{SITE}/a": a_feed_of("x", "vuon"), f"{SITE}/vuon.html": a_page("Vườn trường")})
    web.pages[f"{SITE}/x.html"] = a_page(f"Tin {BAD} hẳn")

    class Calm(Labeller):
        def classify_batch(self, items: Sequence[Item], **_: Any) -> list[Classification]:
            return [a_classification(item.id) for item in items]

    collecting(store, clock, web, "a", classifier=Calm(), new_index=PickyIndex).collect()
    assert stored_titles(store) == {"Vườn trường"}


def test_an_item_we_keep_failing_on_is_given_up(store, clock):
    web = Web({f"{SITE}/a": a_feed_of("x"), f"{SITE}/x.html": a_page(f"Tin {BAD} hẳn")})
    pipeline = collecting(store, clock, web, "a")
    for _ in range(READ_ATTEMPTS):
        pipeline.collect()
        clock.advance(timedelta(hours=1))
    with store.read() as tx:
        assert tx.entries.pending_count() == 0
    assert sum("chưa được xét" in text for text in warnings(store)) == 1


def test_an_incident_we_fail_on_does_not_hold_up_the_timers_of_others(store, clock):
    with store.transaction() as tx:
        for incident_id, story_id in (("v1", "c1"), ("v2", "c2")):
            tx.incidents.put(an_incident(incident_id, story_id=story_id), next_due_at=T0)
    clock.advance(timedelta(minutes=1))
    signer = PickySigner(b"x" * SECRET_BYTES)
    Pipeline(parts_of(store, clock, signer=signer, base_url="https://so.example")).run_timers()
    with store.read() as tx:
        assert "cttt" in {entry.notification.unit for entry in tx.outbox.for_incident("v2")}
    assert any("v1" in text for text in warnings(store))


def put_out(store: Store, *keys: str, **fields: Any) -> None:
    with store.transaction() as tx:
        for key in keys:
            tx.outbox.add(a_notification(key, **fields), next_at=T0)


def test_a_channel_we_fail_in_gives_way_to_the_next(store, clock):
    zalo = RecordingChannel("zalo")
    pipeline = Pipeline(parts_of(store, clock, channels={"email": FailingChannel("email"), "zalo": zalo}))
    put_out(store, "v1:cttt:push:1", level=Severity.S4)
    for _ in range(3):
        pipeline.deliver()
        clock.advance(timedelta(minutes=10))
    assert [delivery.notification.key for delivery in zalo.deliveries] == ["v1:cttt:push:1"]


def test_a_unit_that_left_the_plan_does_not_hold_up_the_outbox(store, clock):
    email = RecordingChannel("email")
    pipeline = Pipeline(parts_of(store, clock, channels={"email": email}))
    put_out(store, "v1:cu:push:1", unit="cu")
    put_out(store, "v1:cttt:push:1", unit="cttt")
    assert pipeline.deliver() == 1
    assert [delivery.recipient.unit for delivery in email.deliveries] == ["cttt"]
    assert any("Không gửi được tin" in text for text in warnings(store))


def test_a_slow_channel_lets_no_claim_run_out(store, clock):
    """Ten mails of 40 seconds: each is claimed alone, for a full lease from its own start."""
    channel = SlowChannel(store, clock, takes=timedelta(seconds=40))
    pipeline = Pipeline(parts_of(store, clock, channels={"email": channel}))
    put_out(store, *(f"v1:cttt:push:{number}" for number in range(10)))
    assert pipeline.deliver() == 10
    assert set(channel.under_way) == {1}
    assert min(channel.lease_left) > timedelta(0)


def test_who_comes_while_a_delivery_is_at_work_leaves_it_to_that_one(store, clock):
    channel = SlowChannel(store, clock, takes=timedelta(seconds=70))
    channel.pipeline = pipeline = Pipeline(parts_of(store, clock, channels={"email": channel}))
    put_out(store, "v1:cttt:push:1", "v1:cttt:push:2")
    assert pipeline.deliver() == 2
    assert channel.second_delivery == [0, 0]
    assert len(channel.deliveries) == 2


def test_a_stop_ends_the_delivery_after_the_mail_in_hand(store, clock):
    channel = RecordingChannel("email", sink=lambda _delivery: pipeline.stop())
    pipeline = Pipeline(parts_of(store, clock, channels={"email": channel}))
    put_out(store, "v1:cttt:push:1", "v1:cttt:push:2")
    assert pipeline.deliver() == 1
    with store.read() as tx:
        assert [entry.state for entry in tx.outbox.recent(10)].count(DeliveryState.WAITING) == 1


def test_a_stop_ends_the_round_after_the_fetch_in_hand(store, clock):
    class StoppingWeb(Web):
        def fetch(self, url: str, **fields: Any) -> FetchResult:
            pipeline.stop()
            return super().fetch(url, **fields)

    web = StoppingWeb({f"{SITE}/{name}": a_feed_of("vuon") for name in "abc"})
    pipeline = collecting(store, clock, web, "a", "b", "c")
    assert pipeline.collect().fetched == 1
    with store.read() as tx:
        assert tx.entries.pending_count() == 1
