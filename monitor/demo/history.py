"""A made-up archive of years, written into a store: for trying reports and forecasts, and for measuring the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from alerts.routes import route
from monitor.core.clock import at_local
from monitor.core.entries import FeedState, FetchOutcome, FetchRecord
from monitor.core.handling import Membership
from monitor.demo.archive_incidents import Life, becomes_incident, life_of
from monitor.demo.archive_news import News, Newsroom, days_with_numbers, news_of_day
from monitor.demo.city import Outlet
from monitor.demo.rhythm import Day
from monitor.store.database import Store, Tx

POLL_HOURS = (6, 18)
"""Two lines of the fetch log a day and outlet are enough to tell outages."""
COPIED, GATHERED = "Bản đăng lại.", "Tin mẫu, xếp theo chủ đề và ngày."
DELIVERED_AFTER = timedelta(seconds=8)
DEAF_FROM = 0.3
"""From this share of lost news on, the outlets that failed are in the fetch log."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an archive holds."""

    items: int
    incidents: int


def write_archive(
    store: Store, room: Newsroom, days: Sequence[Day], *, seed: int, progress: Callable[[int], None] = lambda _: None
) -> Written:
    """Write every day in one transaction of its own; `progress` hears how many items each brought.

    The same days and seed write the same archive. The store must not hold one already (its ids would collide).
    """
    random = Random(seed)  # noqa: S311 - a made-up archive, not secrets
    until = at_local(days[-1].day + timedelta(days=1), time.min)
    items = incidents = 0
    for day, number in days_with_numbers(days):
        news = news_of_day(room, day, number=number, random=random)
        lives = [
            life_of(one, plan=room.plan, route=partial(route, room.plan), until=until, random=random)
            for one in news
            if becomes_incident(one, random)
        ]
        with store.transaction() as tx:
            _put_news(tx, news)
            _put_lives(tx, lives)
            for record in _fetches(day, room.outlets, random):
                tx.feeds.log(record)
        items, incidents = items + len(news), incidents + len(lives)
        progress(len(news))
    with store.transaction() as tx:
        for outlet in room.outlets:
            tx.feeds.put(_feed(outlet, until))
    return Written(items, incidents)


def _put_news(tx: Tx, news: Sequence[News]) -> None:
    tx.items.add_all(one.item for one in news)
    tx.labels.add_all([(one.said, _arrival(one)) for one in news])
    tx.stories.add_all(
        Membership(one.item.id, one.story_id, one.copy_of, 1.0, COPIED if one.copy_of else GATHERED, _arrival(one))
        for one in news
    )


def _arrival(one: News) -> datetime:
    assert one.item.arrived_at is not None, "news of an archive have an arrival"
    return one.item.arrived_at


def _put_lives(tx: Tx, lives: Sequence[Life]) -> None:
    for life in lives:
        tx.incidents.put(life.incident, next_due_at=None)
        for event in life.events:
            tx.incidents.log(event)
        for message in life.messages:
            sent_at = message.created_at + DELIVERED_AFTER
            tx.outbox.add(message, next_at=message.created_at)
            tx.outbox.sent(message.key, channel="file", recipient=message.unit, provider_id="", at=sent_at)


def _fetches(day: Day, outlets: Sequence[Outlet], random: Random) -> Iterator[FetchRecord]:
    """Polls of the day; when much was lost, some outlets did not answer."""
    for outlet in outlets:
        failed = day.lost >= DEAF_FROM and random.random() < day.lost
        for hour in POLL_HOURS:
            yield FetchRecord(
                url=_address(outlet),
                source_id=outlet.id,
                at=at_local(day.day, time(hour)),
                outcome=FetchOutcome.TEMPORARY if failed else FetchOutcome.OK,
                status=503 if failed else 200,
                error="máy chủ báo lỗi 503" if failed else None,
                entries=0 if failed else 20,
                dated=0 if failed else 20,
            )


def _feed(outlet: Outlet, until: datetime) -> FeedState:
    return FeedState(
        feed_url=_address(outlet),
        source_id=outlet.id,
        next_due_at=until,
        last_polled_at=until - timedelta(hours=6),
        last_ok_at=until - timedelta(hours=6),
        newest_at=until - timedelta(hours=7),
        outcome=FetchOutcome.OK,
    )


def _address(outlet: Outlet) -> str:
    return f"https://{outlet.id}.example/tin-moi.rss"
