from datetime import date, time, timedelta
from functools import partial
from random import Random

import pytest

from alerts.routes import route
from monitor.core.clock import at_local, local_date
from monitor.core.config.plan_file import load_plan
from monitor.core.incidents import IncidentStatus
from monitor.core.labels import Severity, Territory
from monitor.core.settings import load_settings
from monitor.demo.archive_incidents import becomes_incident, life_of
from monitor.demo.archive_news import News, Newsroom, days_with_numbers, news_of_day, read_authored
from monitor.demo.city import load_city
from monitor.demo.history import write_archive
from monitor.demo.rhythm import Day, daily_counts
from monitor.store.database import open_store

MERGER = date(2025, 6, 23)


@pytest.fixture(scope="module")
def room() -> Newsroom:
    settings = load_settings({})
    return Newsroom(
        load_plan(settings.plan_path), read_authored(settings.labelled_dir), load_city(settings.demo_dir).outlets
    )


@pytest.fixture(scope="module")
def days(room: Newsroom) -> tuple[Day, ...]:
    return daily_counts(room.plan, first=MERGER, days=14, seed=3)


@pytest.fixture(scope="module")
def news(room: Newsroom, days: tuple[Day, ...]) -> list[News]:
    random = Random(3)
    return [
        one for day, number in days_with_numbers(days) for one in news_of_day(room, day, number=number, random=random)
    ]


def test_places_belong_to_the_period_of_the_day(room: Newsroom, news: list[News]) -> None:
    placed = [one for one in news if one.said.places]
    assert placed
    for one in placed:
        assert one.item.published_at is not None
        current = {unit.place for unit in room.plan.units_on(local_date(one.item.published_at))}
        mention = one.said.places[0]
        assert mention.id in current
        assert one.item.full_text[mention.start : mention.end] == mention.name


def test_copies_come_later_and_share_the_story_of_their_original(news: list[News]) -> None:
    by_id = {one.item.id: one for one in news}
    copies = [one for one in news if one.copy_of]
    assert copies
    for one in copies:
        assert one.copy_of is not None
        original = by_id[one.copy_of]
        assert original.item.id < one.item.id
        assert original.story_id == one.story_id


def test_a_theme_is_the_main_one_of_its_items(days: tuple[Day, ...], news: list[News]) -> None:
    wanted = sum(day.counts["staffing"] for day in days)
    assert sum(one.said.themes[0].id == "staffing" for one in news) == wanted


def test_a_life_has_its_steps_in_order_and_ends_before_the_archive_does(room: Newsroom, news: list[News]) -> None:
    random, until = Random(0), at_local(MERGER + timedelta(days=15), time.min)
    grave = [one for one in news if becomes_incident(one, random)]
    assert grave
    for one in grave:
        life = life_of(one, plan=room.plan, route=partial(route, room.plan), until=until, random=random)
        times = [event.at for event in life.events]
        assert times == sorted(times)
        assert times[-1] <= until
        assert life.events[0].kind == "opened"
        assert (life.incident.status is IncidentStatus.CLOSED) == (life.events[-1].kind == "closed")
        assert {message.unit for message in life.messages} == set(life.incident.units)


def test_only_originals_of_the_province_become_incidents(news: list[News]) -> None:
    chosen = [one for one in news if becomes_incident(one, Random(1))]
    assert all(one.copy_of is None and one.said.territory is Territory.HOME for one in chosen)
    assert all(one.said.severity >= Severity.S2 for one in chosen)


def test_the_archive_is_stored_whole(room: Newsroom, days: tuple[Day, ...], news: list[News]) -> None:
    store = open_store("sqlite://")
    heard: list[int] = []
    written = write_archive(store, room, days, seed=3, progress=heard.append)
    assert sum(heard) == written.items == len(news)
    with store.read() as tx:
        assert tx.items.count() == written.items
        listed = list(tx.labels.between(at_local(MERGER, time.min), at_local(date(2025, 7, 8), time.min)))
        assert len(listed) == written.items
        assert len(tx.feeds.all()) == len(room.outlets)
    store.close()
