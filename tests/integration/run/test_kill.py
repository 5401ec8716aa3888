"""Killed ten times while the city publishes: nothing lost, nothing told under two keys, one repeat a kill at most."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.policy import AlertCase, Told, decide_alerts
from monitor.core.config.plan_file import load_plan
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.items import Item
from monitor.core.labels import Severity
from monitor.demo.city import City
from monitor.demo.server import CityServer, article_path
from monitor.store.database import open_store
from tests.fakes.product import FAST_PACE, ROOT, Product, Site, make_site, serving, until
from tests.fakes.small_city import DROWNING, PIECES, POISONING, POSTS_OUTLET, STABBING, write_city
from tests.fakes.smtp_server import SmtpServer, smtp_server

pytestmark = pytest.mark.slow

KILLS = 10
KILLED_WHILE_STARTING = 2
SEED = 20221012
SPAN = timedelta(seconds=40)
SHORTEST_S, LONGEST_S = 0.1, 5.0
ANSWER_S = 0.3
"""The mail server takes its time over every mail, so that kills find messages under way."""
SETTLE_S = 120.0
TRAY = "desk"
SERIOUS = {"poisoning": POISONING, "stabbing": STABBING, "drowning": DROWNING}


@dataclass(frozen=True)
class Left:
    """What ten kills and a clean stop left behind. `pieces` are the stored items of each published piece."""

    items: tuple[Item, ...]
    pieces: dict[str, tuple[Item, ...]]
    incidents: tuple[Incident, ...]
    messages: tuple[OutboxEntry, ...]
    pending: int
    faults: tuple[str, ...]

    @property
    def mailed(self) -> tuple[OutboxEntry, ...]:
        return tuple(message for message in self.messages if message.channel != TRAY)

    def incidents_of(self, pieces: tuple[str, ...]) -> tuple[Incident, ...]:
        item_ids = {item.id for piece in pieces for item in self.pieces[piece]}
        return tuple(incident for incident in self.incidents if item_ids & set(incident.item_ids))

    def messages_of(self, incident: Incident) -> tuple[OutboxEntry, ...]:
        return tuple(message for message in self.messages if message.notification.incident_id == incident.id)


@dataclass(frozen=True)
class Ordeal:
    """The whole run: how much was published at each kill, how the last life ended, the mails, and what is left."""

    published: tuple[int, ...]
    status: int
    cut_off: bool
    mails: SmtpServer
    left: Left


class CityClock:
    """Real time, but never past the share of the span that belongs to the lives begun so far.

    A slow machine spends the span on starting; so its city waits, and kills fall while it publishes there too.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.lives = 0

    def __call__(self) -> datetime:
        return min(datetime.now(UTC), self._start + SPAN * min(self.lives / KILLS, 1))


@pytest.fixture(scope="module")
def ordeal(tmp_path_factory) -> Ordeal:
    folder = tmp_path_factory.mktemp("kill")
    start = datetime.now(UTC) + timedelta(seconds=3)
    city, clock = write_city(folder / "city", start=start, span=SPAN), CityClock(start)
    with serving(city, clock) as server, smtp_server(answer_s=ANSWER_S) as mails:
        site = make_site(folder, city, server)
        published = kill_again_and_again(site, city, clock, mails.port)
        status, cut_off = settle_and_stop(site, mails.port)
        return Ordeal(published, status, cut_off, mails, gather(site, city, server))


@pytest.fixture(scope="module")
def left(ordeal) -> Left:
    return ordeal.left


def kill_again_and_again(site: Site, city: City, clock: CityClock, smtp_port: int) -> tuple[int, ...]:
    """Some lives end while starting, the others at a random moment of work."""
    chance = random.Random(SEED)
    starting = set(chance.sample(range(1, KILLS), KILLED_WHILE_STARTING))
    published = []
    for life in range(KILLS):
        clock.lives += 1
        product = Product(site, smtp_port=smtp_port, program=FAST_PACE)
        try:
            if life not in starting:
                product.wait_ready()
            product.live(chance.uniform(SHORTEST_S, LONGEST_S))
            product.kill()
        finally:
            product.close()
        published.append(sum(piece.at <= clock() for piece in city.published))
    return tuple(published)


def settle_and_stop(site: Site, smtp_port: int) -> tuple[int, bool]:
    product = Product(site, smtp_port=smtp_port, program=FAST_PACE)
    try:
        product.wait_ready()
        product.until_settled(items=len(PIECES), within_s=SPAN.total_seconds() + SETTLE_S)
        # Two more rounds: nothing more comes of it.
        product.live(2.5)
        return product.stop()
    finally:
        product.close()


def gather(site: Site, city: City, server: CityServer) -> Left:
    store = open_store(site.database_url)
    try:
        with store.read() as tx:
            items = tuple(tx.items.recent(city.start - timedelta(days=1)))
            incidents = {incident.id: incident for item in items for incident in tx.incidents.for_item(item.id)}
            messages, pending = tx.outbox.recent(1000), tx.entries.pending_count()
    finally:
        store.close()
    stored = defaultdict(list)
    for item in items:
        stored[item.url].append(item)
    pieces = {piece: tuple(stored[url]) for piece, url in addresses(city, server).items()}
    return Left(items, pieces, tuple(incidents.values()), messages, pending, database_faults(site.var / "monitor.db"))


def addresses(city: City, server: CityServer) -> dict[str, str]:
    """The address under which each piece must be stored: an article's page, a post's number."""
    found = {}
    posts = 0
    for piece in city.published:
        posts += piece.outlet == POSTS_OUTLET
        path = str(posts) if piece.outlet == POSTS_OUTLET else article_path(piece)
        found[piece.id] = server.url(city.outlet(piece.outlet), path)
    return found


def database_faults(path: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(path)) as connection:
        checks = connection.execute("PRAGMA integrity_check").fetchall()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return tuple(str(row) for row in (*checks, *dangling) if row != ("ok",))


def test_the_kills_fell_while_the_city_was_publishing(ordeal):
    assert len(ordeal.published) == KILLS
    assert sum(0 < count < len(PIECES) for count in ordeal.published) >= KILLS / 2


def test_every_published_piece_is_stored_exactly_once(left):
    assert {piece: len(items) for piece, items in left.pieces.items()} == {piece["id"]: 1 for piece in PIECES}
    assert len(left.items) == len(PIECES)
    assert left.pending == 0


@pytest.mark.parametrize("pieces", SERIOUS.values(), ids=SERIOUS.keys())
def test_every_serious_happening_is_one_incident_with_all_its_items(left, pieces):
    (incident,) = left.incidents_of(pieces)
    assert set(incident.item_ids) == {left.pieces[piece][0].id for piece in pieces}
    assert incident.level is Severity.S4
    assert incident.status is IncidentStatus.OPEN


@pytest.mark.parametrize("pieces", SERIOUS.values(), ids=SERIOUS.keys())
def test_everybody_who_must_know_was_told(left, pieces):
    (incident,) = left.incidents_of(pieces)
    told = {message.notification.unit for message in left.messages_of(incident) if message.channel != TRAY}
    assert {"lanh-dao", "nguoi-phat-ngon", "van-phong", *incident.units} <= told


def test_nobody_is_still_owed_a_message(left):
    """The policy, asked once more about what is stored, has nothing to add."""
    plan, now = load_plan(ROOT / "plan.yaml"), datetime.now(UTC)
    owed = [
        intent.key
        for incident in left.incidents
        for intent in decide_alerts(AlertCase(incident, told_of(left, incident)), plan=plan, now=now).send
    ]
    assert owed == []


def told_of(left: Left, incident: Incident) -> tuple[Told, ...]:
    messages = sorted((entry.notification for entry in left.messages_of(incident)), key=lambda m: m.created_at)
    return tuple(Told(m.unit, m.kind, m.level or Severity.S0, m.revision, m.created_at, m.key) for m in messages)


def test_every_message_of_the_outbox_was_sent_and_arrived(ordeal, left):
    assert {message.state for message in left.messages} == {DeliveryState.SENT}
    arrived = {mail["Message-ID"] for mail in ordeal.mails.mails}
    assert arrived
    assert arrived == {message.provider_id for message in left.mailed}


def test_a_message_has_one_key_whatever_happened(left):
    messages = [message.notification for message in left.mailed]
    logical = Counter((m.incident_id, m.unit, m.kind, m.revision) for m in messages)
    assert set(logical.values()) == {1}
    assert len({message.provider_id for message in left.mailed}) == len(messages)


def test_what_reads_the_same_came_under_the_same_id(ordeal):
    """Asked of the mails alone: equal mails have one Message-ID, and one Message-ID never brings two texts."""
    ids, texts = defaultdict(set), defaultdict(set)
    for mail in ordeal.mails.mails:
        body = mail.get_body(("plain",))
        assert body is not None
        seen = (mail["To"], mail["Subject"], body.get_content())
        ids[seen].add(mail["Message-ID"])
        texts[mail["Message-ID"]].add(seen)
    assert {len(found) for found in ids.values()} == {1}
    assert {len(found) for found in texts.values()} == {1}


def test_at_most_one_repeat_for_each_kill(ordeal):
    arrivals = Counter(mail["Message-ID"] for mail in ordeal.mails.mails)
    assert arrivals.total() - len(arrivals) <= KILLS


def test_the_line_of_the_table(ordeal, left, record_property):
    """Counted for docs/endurance.md (`python -m tests.faults.table`)."""
    arrivals = Counter(mail["Message-ID"] for mail in ordeal.mails.mails)
    missing = sum(len(items) != 1 for items in left.pieces.values())
    unheard = sum(message.provider_id not in arrivals for message in left.mailed)
    record_property("fault", f"SIGKILL {KILLS} times at random moments, {KILLED_WHILE_STARTING} of them while starting")
    record_property(
        "seen",
        f"{len(left.items)} pieces and {len(left.mailed)} mails; at the kills {ordeal.published[0]} to"
        f" {ordeal.published[-1]} pieces were out; data intact; the last life ended with nothing in hand",
    )
    record_property("lost", missing + unheard)
    record_property("extra", arrivals.total() - len(arrivals))
    assert missing + unheard == 0


def test_the_database_is_sound(left):
    assert left.faults == ()


def test_the_last_life_ended_cleanly(ordeal):
    assert (ordeal.status, ordeal.cut_off) == (0, False)


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory) -> SmtpServer:
    """Killed at the worst moment: the server has the mail, the product has not heard so. Then left to go on."""
    folder = tmp_path_factory.mktemp("interrupted")
    city = write_city(folder / "city", start=datetime.now(UTC) - timedelta(minutes=1), span=timedelta(seconds=30))
    with serving(city) as server, smtp_server(answer_s=30.0) as mails:
        site = make_site(folder, city, server)
        first = Product(site, smtp_port=mails.port, program=FAST_PACE)
        try:
            until(lambda: bool(mails.mails), within_s=SETTLE_S, what="the first mail")
            first.kill()
        finally:
            first.close()
        mails.answer_s = 0.0
        settle_and_stop(site, mails.port)
    return mails


def test_a_mail_whose_answer_was_not_heard_comes_again_under_its_id(interrupted):
    ids = [mail["Message-ID"] for mail in interrupted.mails]
    assert ids.count(ids[0]) == 2


def test_the_other_mails_come_once(interrupted):
    ids = [mail["Message-ID"] for mail in interrupted.mails]
    others = Counter(ids[1:])
    del others[ids[0]]
    assert others
    assert set(others.values()) == {1}
