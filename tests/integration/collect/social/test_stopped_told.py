"""Every kind of social source that stops is told on the desk and by mail, minutes after it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app import App, Overrides, build, build_fetcher
from monitor.core.clock import VirtualClock
from monitor.core.handling import OperatorWarning
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.stages.operator_mail import mail_warnings
from tests.fakes.smtp_server import SmtpServer, smtp_server
from tests.fakes.social import facebook as fb
from tests.fakes.social import threads as th
from tests.fakes.social import youtube as yt
from tests.fakes.social.open_pages import (
    CHALLENGE,
    CONSENT,
    google_news,
    open_pages,
    private_channel,
    reddit_listing,
    telegram_page,
    xenforo_feed,
)
from tests.fakes.social.server import Answer
from tests.fakes.store_rows import a_classification

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OPERATOR = "quan-tri@so.example"
FEED = f"/feeds/videos.xml?channel_id={yt.CHANNEL}"


@dataclass
class World:
    """A running imitation: the source's address and settings, and how to `stop` it."""

    url: str
    stop: Callable[[], None]
    env: Mapping[str, str] = field(default_factory=dict)


class Calm:
    """Labels everything as routine: these tests are about sources."""

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        return [a_classification(item.id) for item in items]


@contextmanager
def facebook() -> Iterator[World]:
    with fb.facebook(pages={"truong": fb.posts_before(NOW, 1)}) as service:
        env = {"MONITOR_FACEBOOK_BASE_URL": service.running.base, "MONITOR_FACEBOOK_TOKEN": fb.TOKEN}
        yield World("https://www.facebook.com/truong", lambda: setattr(service, "error", (400, 190, 463)), env)


@contextmanager
def threads() -> Iterator[World]:
    with th.threads(posts=[th.thread(1, NOW - MINUTE)]) as service:
        env = {"MONITOR_THREADS_BASE_URL": service.running.base, "MONITOR_THREADS_TOKEN": th.TOKEN}
        yield World(
            "https://www.threads.net/search?q=tr%C6%B0%E1%BB%9Dng",
            lambda: setattr(service, "error", (401, 190, 463)),
            env,
        )


@contextmanager
def youtube() -> Iterator[World]:
    with yt.youtube(videos=[("v1", "Bản tin", NOW - MINUTE)]) as service:
        env = {"MONITOR_YOUTUBE_BASE_URL": service.running.base, "MONITOR_YOUTUBE_KEY": yt.KEY}
        stop = lambda: service.errors.update({"/playlistItems": (400, "keyInvalid")})  # noqa: E731
        yield World(f"https://www.youtube.com{FEED}", stop, env)


@contextmanager
def youtube_open_feed() -> Iterator[World]:
    with yt.youtube(videos=[("v1", "Bản tin", NOW - MINUTE)]) as service:
        yield World(service.running.base + FEED, lambda: service.errors.update({"feed": (404, "")}))


@contextmanager
def youtube_comments() -> Iterator[World]:
    said = {"v1": [yt.comment("c1", NOW - MINUTE)]}
    with yt.youtube(videos=[("v1", "Bản tin", NOW - MINUTE)], comments=said) as service:
        env = {"MONITOR_YOUTUBE_BASE_URL": service.running.base, "MONITOR_YOUTUBE_KEY": yt.KEY}
        yield World(f"https://www.youtube.com{FEED}", lambda: setattr(service, "units", 0), env)


def open_page(path: str, well: Answer, ill: Answer) -> Callable[[], AbstractContextManager[World]]:
    @contextmanager
    def world() -> Iterator[World]:
        with open_pages({path.partition("?")[0]: well}) as service:
            stop = lambda: service.answers.update({path.partition("?")[0]: ill})  # noqa: E731
            yield World(service.running.base + path, stop)

    return world


TELEGRAM = open_page("/s/kenh", telegram_page("kenh", [(1, NOW - MINUTE)], more=False), private_channel())
FORUM = open_page("/f/index.rss", xenforo_feed((1, "Ba Tư")), CHALLENGE)
REDDIT = open_page("/r/x/new/.rss", reddit_listing(("t3_a", "Tin", "Chuyện ở trường")), Answer(status=403))
REDDIT_THROTTLED = open_page("/r/x/new/.rss", reddit_listing(("t3_a", "Tin", "Chuyện ở trường")), Answer(status=429))
GOOGLE = open_page("/rss/search?q=x", google_news("Mưa lớn ở Ba Tri"), CONSENT)


@contextmanager
def product(kind: SourceKind, world: World, var: Path, *, smtp: SmtpServer, operator: str = OPERATOR) -> Iterator[App]:
    """The product as configured, on a virtual clock, with one source that it has read once."""
    clock = VirtualClock(NOW)
    env = {
        "MONITOR_VAR": str(var), "MONITOR_OPERATOR_EMAIL": operator, "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
        "MONITOR_SMTP_URL": f"smtp://127.0.0.1:{smtp.port}?starttls=none", "MONITOR_MAIL_FROM": "giam-sat@so.example",
    }  # fmt: skip
    settings = load_settings(env | dict(world.env))
    source = Source(
        "nguon-mau", "Nguồn Mẫu", kind, world.url, Channel.FORUM, Tier.OPEN_SOCIAL, home_place="ben-tre",
        every=timedelta(minutes=15), min_gap=timedelta(0), consent="Công văn 1",
    )  # fmt: skip
    overrides = Overrides(
        clock=clock, sources=[source], classifier=Calm(), seed=0, fetcher=lambda: build_fetcher(settings, clock)
    )
    app = build(settings, overrides)
    assert app.pipeline.collect().fetched == 1
    yield app
    app.close()


def minutes_until_told(app: App, *, limit: int) -> int | None:
    """Live on minute by minute; minutes from the first failed poll to the mail, None when none came."""
    failed_at: datetime | None = None
    for _ in range(limit):
        app.clock.advance(MINUTE)  # type: ignore[attr-defined]
        app.pipeline.collect()
        if mail_warnings(app.pipeline.parts, now=app.clock.now()):
            app.pipeline.deliver()
            assert failed_at is not None, warnings(app)
            return int((app.clock.now() - failed_at) / MINUTE)
        with app.store.read() as tx:
            (state,) = tx.feeds.all()
        failed_at = failed_at or (app.clock.now() if state.failures else None)
    return None


def warnings(app: App) -> Sequence[OperatorWarning]:
    with app.store.read() as tx:
        return tx.warnings.recent(20)


@pytest.mark.parametrize(
    ("kind", "world", "within", "words"),
    [
        pytest.param(SourceKind.FACEBOOK, facebook, 15, "mã truy cập đã hết hạn", id="facebook token"),
        pytest.param(SourceKind.THREADS, threads, 15, "mã truy cập đã hết hạn", id="threads token"),
        pytest.param(SourceKind.YOUTUBE, youtube, 15, "khóa", id="youtube key"),
        pytest.param(SourceKind.YOUTUBE, youtube_open_feed, 15, "mã 404", id="youtube feed"),
        pytest.param(SourceKind.YOUTUBE_COMMENTS, youtube_comments, 15, "hết hạn mức trong ngày", id="youtube quota"),
        pytest.param(SourceKind.TELEGRAM, TELEGRAM, 15, "không đọc được mục tin nào", id="telegram private"),
        pytest.param(SourceKind.FORUM, FORUM, 15, "chặn máy đọc", id="forum challenge"),
        pytest.param(SourceKind.REDDIT, REDDIT, 15, "mã 403", id="reddit blocked"),
        pytest.param(SourceKind.REDDIT, REDDIT_THROTTLED, 40, "giới hạn lượt gọi", id="reddit throttled"),
        pytest.param(SourceKind.GOOGLE, GOOGLE, 15, "xác nhận điều khoản", id="google consent page"),
    ],
)
def test_a_source_that_stops_is_told_on_the_desk_and_by_mail(
    kind: SourceKind, world: Callable[[], AbstractContextManager[World]], within: int, words: str, tmp_path: Path
):
    with world() as running, smtp_server() as smtp, product(kind, running, tmp_path, smtp=smtp) as app:
        running.stop()
        minutes = minutes_until_told(app, limit=120)
        (warning,) = warnings(app)
        (mail,) = smtp.mails
    assert minutes is not None
    assert minutes <= within
    assert (warning.about, smtp.recipients) == ("source", [OPERATOR])
    assert "Nguồn Mẫu" in warning.text
    assert words in warning.text
    body = mail.get_body(("plain",))
    assert body is not None
    assert " ".join(warning.text.split()) in " ".join(body.get_content().split())
    assert not any(secret in mail.as_string() for secret in (fb.TOKEN, th.TOKEN, yt.KEY))


def test_every_kind_has_its_row():
    mark = next(
        m for m in test_a_source_that_stops_is_told_on_the_desk_and_by_mail.pytestmark if m.name == "parametrize"
    )
    told = {row.values[0] for row in mark.args[1]}
    plain = {SourceKind.RSS, SourceKind.ATOM, SourceKind.SITEMAP, SourceKind.HTML}
    assert told == set(SourceKind) - plain


def test_without_a_named_operator_the_office_is_told(tmp_path: Path):
    with (
        facebook() as running,
        smtp_server() as smtp,
        product(SourceKind.FACEBOOK, running, tmp_path, smtp=smtp, operator="") as app,
    ):
        running.stop()
        assert minutes_until_told(app, limit=60)
        office = app.plan.unit("van-phong").contacts[0].email
    assert smtp.recipients == [office]
