"""A whole product on a clock of its own, whose papers, channels, database and hours can be made to fail.

The product is the real one (`monitor.app.build`, the jobs of `monitor.schedule`); papers and channels are made up.
What counts in the end: every piece published is an item once, everybody who must know was told, nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from alerts.policy import AlertCase, Told, decide_alerts
from monitor.app import App, Overrides, build
from monitor.collect.fetch import FetchResult
from monitor.core.entries import FetchOutcome
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.incidents import Incident
from monitor.core.items import Channel as ItemChannel
from monitor.core.labels import Severity
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Retry, Sent
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.desk.machines.telemetry import health_of
from monitor.schedule import Runner
from monitor.stages.parts import ItemClassifier
from monitor.stages.timing import beat
from monitor.store.database import Store, open_store
from tests.fakes.small_city import DROWNING, PIECES, POISONING, STABBING

START = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
EVERY = timedelta(minutes=2)
SERIOUS = {"ngộ độc": POISONING, "đâm bạn": STABBING, "đuối nước": DROWNING}
TRAY = "desk"
PAPERS = ("bao-song-que", "tin-nam-bo", "giao-duc-moi", "phu-huynh", "gom-tin")
_PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p>"
    "<p>Bạn đọc có thể gửi thêm thông tin cho tòa soạn về bài «{title}».</p></article></body></html>"
)


class FreeClock:
    """A clock that can be set to any time, back as well: what a real one does when somebody sets it."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def advance(self, step: timedelta) -> None:
        self.moment += step


@dataclass
class Papers:
    """The press: feeds and pages by address. `trouble` decides what else may come back for an address."""

    clock: FreeClock
    feeds: dict[str, list[str]] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)
    trouble: Callable[[str], FetchResult | None] = lambda _url: None
    asked: Counter[str] = field(default_factory=Counter)

    def fetch(self, url: str, **_: Any) -> FetchResult:
        self.asked[url] += 1
        bad = self.trouble(url)
        if bad is not None:
            return bad
        body = self._feed(url) if url in self.feeds else self.pages.get(url)
        if body is None:
            return FetchResult(FetchOutcome.PERMANENT, url, status=404, error="http 404")
        return FetchResult(FetchOutcome.OK, url, status=200, body=body)

    def close(self) -> None:
        """Nothing is open."""

    def publish(self, paper: str, name: str, *, title: str, text: str) -> str:
        """Put an article out; returns its address."""
        url, feed = f"https://{paper}.example/{name}.html", feed_of(paper)
        moment = self.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
        self.pages[url] = _PAGE.format(title=escape(title), text=escape(text)).encode()
        entry = (
            f"<item><title>{escape(title)}</title><link>{url}</link><guid>{url}</guid><pubDate>{moment}</pubDate>"
            f"<description>{escape(text[:80])}</description></item>"
        )
        self.feeds.setdefault(feed, []).insert(0, entry)
        return url

    def _feed(self, url: str) -> bytes:
        entries = "".join(self.feeds[url][:500])
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{entries}</channel></rss>'.encode()


def feed_of(paper: str) -> str:
    return f"https://{paper}.example/rss.xml"


@dataclass
class Road:
    """A channel whose other end answers as `mood` says: None accepts."""

    name: str
    clock: FreeClock
    mood: Callable[[], DeliveryOutcome | None] = lambda: None
    after: Callable[[], None] = lambda: None
    """Called once the other end has the message, before the product hears so."""
    accepted: list[tuple[str, str, datetime]] = field(default_factory=list)
    tried: int = 0

    @property
    def needs(self) -> str:
        return self.name

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        self.tried += 1
        answer = self.mood()
        if answer is not None:
            return answer
        self.accepted.append((notification.key, recipient.unit, now))
        self.after()
        return Sent(f"{self.name}:{notification.key}")

    def check(self) -> str | None:
        return None


def hanging(clock: FreeClock, takes: timedelta = timedelta(seconds=40)) -> Callable[[], DeliveryOutcome]:
    """A server that takes its time and says nothing in the end."""

    def answer() -> DeliveryOutcome:
        clock.advance(takes)
        return Retry("hết thời gian chờ")

    return answer


@dataclass(frozen=True)
class Reckoning:
    """What is missing in the end. All empty, and `extra` within the fault's bound, is what every fault must come to."""

    items: tuple[str, ...]
    twice: tuple[str, ...]
    owed: tuple[str, ...]
    unsent: tuple[str, ...]
    extra: int

    @property
    def lost(self) -> int:
        return len(self.items) + len(self.owed) + len(self.unsent)


class World:
    """One product, life after life, on one database. Close it at the end."""

    def __init__(self, folder: Path, classifier: ItemClassifier, *, start: datetime = START) -> None:
        self.folder = folder
        self.path = folder / "monitor.db"
        self.clock = FreeClock(start)
        self.papers = Papers(self.clock)
        self.roads = {name: Road(name, self.clock) for name in ("email", "zalo")}
        self.published: dict[str, str] = {}
        self._classifier = classifier
        self._overrides: dict[str, Any] = {}
        self._waiting = list(PIECES)
        for paper in PAPERS:
            self.papers.feeds[feed_of(paper)] = []
        self.settings = load_settings({
            "MONITOR_VAR": str(folder), "MONITOR_OPERATOR_EMAIL": "it@so.example", "MONITOR_MAIL_FROM": "gs@so.example",
        })  # fmt: skip
        self.begin()

    def begin(self, store: Store | None = None, **overrides: Any) -> None:
        """Start a life on the database (`store`: opened in another way)."""
        self._overrides |= overrides
        use = {
            "clock": self.clock, "store": store or open_store(f"sqlite:///{self.path}"), "sources": sources(),
            "channels": self.roads, "classifier": self._classifier, "fetcher": lambda: self.papers, "seed": 0,
        } | self._overrides  # fmt: skip
        self.app: App = build(self.settings, Overrides(**use))
        self.runner = Runner(self.app)

    def end(self) -> None:
        """End the life, cleanly."""
        self.app.close()

    def job(self, name: str, work: Callable[[], object]) -> None:
        """Run one job as the scheduler does: what it raises is logged and told, and it comes again."""
        self.runner.safely(name, work)()

    def round(self) -> None:
        """What the jobs do in one turn."""
        self.job("thu thập tin", self.app.pipeline.collect)
        self.job("hẹn giờ", self.app.pipeline.run_timers)
        self.job("gửi tin", self.deliver)

    def deliver(self) -> None:
        """As a courier does: deliver, then note the beat."""
        self.app.pipeline.deliver()
        beat(self.app.pipeline.parts, name="gửi tin", now=self.clock.now())

    def publish_next(self, count: int = 1) -> None:
        """The next pieces of the small city come out."""
        for piece in self._waiting[:count]:
            title = piece.get("title") or piece["text"][:70]
            name = f"tin-{piece['id']}"
            self.published[piece["id"]] = self.papers.publish(piece["source"], name, title=title, text=piece["text"])
        del self._waiting[:count]

    def pass_time(self, span: timedelta, *, step: timedelta = EVERY) -> None:
        """Let time pass with a round at each step."""
        end = self.clock.now() + span
        while self.clock.now() < end:
            self.clock.advance(step)
            self.round()

    def settle(self) -> None:
        """All the rest comes out, and an hour passes."""
        self.publish_next(len(self._waiting))
        self.pass_time(timedelta(hours=1), step=timedelta(minutes=6))

    def incidents(self) -> tuple[Incident, ...]:
        """Every incident of a stored item."""
        with self.app.store.read() as tx:
            found = (i for item in tx.items.recent(LONG_AGO) for i in tx.incidents.for_item(item.id))
            return tuple({incident.id: incident for incident in found}.values())

    def health(self) -> Mapping[str, Any]:
        return health_of(self.app, self.clock.now())

    def warnings(self) -> list[str]:
        with self.app.store.read() as tx:
            return [warning.text for warning in tx.warnings.recent(1000)]

    def told_past_the_store(self) -> list[str]:
        return [key for road in self.roads.values() for key, _, _ in road.accepted if ":last-resort:" in key]

    def reckon(self) -> Reckoning:
        """Count what is missing, by asking the store, the roads, and the policy once more."""
        with self.app.store.read() as tx:
            stored = Counter(item.url for item in tx.items.recent(LONG_AGO))
            messages = tx.outbox.recent(100_000)
        incidents = self.incidents()
        unsent = [m.notification.key for m in messages if m.state is not DeliveryState.SENT]
        arrivals = Counter(key for road in self.roads.values() for key, _, _ in road.accepted)
        sent = (m.notification.key for m in messages if m.state is DeliveryState.SENT and m.channel != TRAY)
        vanished = [key for key in sent if key not in arrivals]
        urls = self.published.values()
        return Reckoning(
            items=tuple(url for url in urls if stored[url] == 0),
            twice=tuple(url for url in urls if stored[url] > 1),
            owed=(*owed_to(self.app, incidents, messages), *vanished),
            unsent=tuple(unsent),
            extra=arrivals.total() - len(arrivals),
        )

    def serious(self) -> dict[str, Incident | None]:
        """The incident of each serious happening, None when there is none with all that was published of it."""
        found: dict[str, Incident | None] = {}
        with self.app.store.read() as tx:
            by_url = {item.url: item.id for item in tx.items.recent(LONG_AGO)}
        for name, pieces in SERIOUS.items():
            ids = {by_url.get(self.published[piece]) for piece in pieces if piece in self.published}
            found[name] = next((i for i in self.incidents() if ids <= set(i.item_ids)), None)
        return found


def owed_to(app: App, incidents: Sequence[Incident], messages: Sequence[OutboxEntry]) -> list[str]:
    """Messages that the policy, asked once more, would still write; and circles of a crisis that were never told."""
    owed = []
    for incident in incidents:
        mine = [m.notification for m in messages if m.notification.incident_id == incident.id]
        mine.sort(key=lambda message: message.created_at)
        told = tuple(Told(n.unit, n.kind, n.level or Severity.S0, n.revision, n.created_at, n.key) for n in mine)
        if incident.is_open:
            decided = decide_alerts(AlertCase(incident, told), plan=app.plan, now=incident.updated_at)
            owed += [intent.key for intent in decided.send]
        if incident.level is Severity.S4:
            missing = {"lanh-dao", "nguoi-phat-ngon", "van-phong"} - {n.unit for n in mine}
            owed += [f"{incident.id}:{unit}" for unit in sorted(missing)]
    return owed


def sources() -> list[Source]:
    return [
        Source(
            paper, paper, SourceKind.RSS, feed_of(paper), ItemChannel.PRESS_LOCAL, Tier.STATE,
            every=timedelta(minutes=2), min_gap=timedelta(0),
        )
        for paper in PAPERS
    ]  # fmt: skip
