"""Collecting in pieces comes to what a round comes to; several processes judge as one does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_network

import pytest

from monitor.app import App, Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel, Item, Kind
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.stages import by_host
from monitor.stages.by_host import host_of
from monitor.store.database import open_store
from tests.fakes.press import Press

START = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)
PAPERS = 4


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    settings = load_settings({"MONITOR_VAR": str(tmp_path_factory.mktemp("classifier"))})
    app = build(settings, Overrides(sources=(), channels={}, fetch=False))
    app.close()
    return app.classifier


@pytest.fixture
def press() -> Iterator[Press]:
    with Press(PAPERS, start=START, backlog=2) as press:
        yield press


def make_app(folder, url, press, classifier, clock) -> App:
    sources = [
        Source(
            f"bao-{paper.number}", "Báo", SourceKind.RSS, paper.feed_url, Channel.PRESS_LOCAL, Tier.STATE,
            every=timedelta(minutes=10), min_gap=timedelta(0),
        )
        for paper in press.papers
    ]  # fmt: skip
    fetcher = partial(
        Fetcher, user_agent="SoGDDT-GiamSat/1.0 (+https://so.vi.du)", clock=clock,
        allow_private=(ip_network("127.0.0.0/8"),),
    )  # fmt: skip
    own = Overrides(
        clock=clock, store=open_store(url), sources=sources, channels={}, classifier=classifier, fetcher=fetcher, seed=0
    )
    return build(load_settings({"MONITOR_VAR": str(folder)}), own)


def in_pieces(app: App) -> None:
    """What the jobs do, one after the other."""
    hosts = app.pipeline.hosts
    for host in hosts.hosts_due():
        hosts.poll_host(host)
    with app.store.read() as tx:
        pending = tx.entries.due(app.clock.now(), 1000)
    for row in pending:
        assert hosts.read_entries(host_of(row.entry.url), [(row.entry.source_id, row.entry.key)]) == ()
    hosts.judge_read()


def what_is_known(app: App) -> dict[str, tuple[str | None, str, str]]:
    with app.store.read() as tx:
        items = tx.items.recent(START - timedelta(days=1))
        labels, placed = tx.labels.many(i.id for i in items), tx.stories.many(i.id for i in items)
    return {item.id: (item.title, placed[item.id].story_id, str(labels[item.id].severity)) for item in items}


def test_pieces_come_to_what_a_round_comes_to(tmp_path, press, classifier):
    whole = make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, VirtualClock(START))
    pieces = make_app(tmp_path, f"sqlite:///{tmp_path}/b.db", press, classifier, VirtualClock(START))
    with closing(whole), closing(pieces):
        whole.pipeline.collect()
        in_pieces(pieces)
        assert len(what_is_known(whole)) == PAPERS * 3
        assert set(what_is_known(pieces)) == set(what_is_known(whole))
        assert {i: row[0] for i, row in what_is_known(pieces).items()} == {
            i: row[0] for i, row in what_is_known(whole).items()
        }
        with pieces.store.read() as tx:
            assert tx.entries.pending_count() == 0
            assert {state.last_polled_at for state in tx.feeds.all()} == {START}
        assert pieces.pipeline.hosts.hosts_due() == ()


class Gate(threading.Event):
    """Lets everybody pass, and notes who would have had to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None, "nobody may wait for ever: perhaps nobody judges"
        self.open.append(self.is_set())
        return True


def test_reading_waits_while_the_judge_of_its_own_process_is_behind(tmp_path, press, classifier, monkeypatch):
    monkeypatch.setattr(by_host, "JUDGED_AT_ONCE", 4)
    with closing(make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, VirtualClock(START))) as app:
        hosts = app.pipeline.hosts
        hosts._keeps_up = gate = Gate()
        gate.set()
        for host in hosts.hosts_due():
            hosts.poll_host(host)
        with app.store.read() as tx:
            due = tx.entries.due(START, 1000)
        unread = [(host_of(row.entry.url), (row.entry.source_id, row.entry.key)) for row in due]

        def read_one() -> None:
            host, key = unread.pop()
            hosts.read_entries(host, [key])

        for _ in range(5):
            read_one()
        assert gate.open == [True] * 5
        gate.open.clear()
        assert hosts.judge_read(most=8, gets_on=read_one) == 8  # four of five first: as many as are taken at a time
        assert gate.open == [False, True, True, True]
        assert gate.is_set()


def test_another_process_keeps_the_gap_of_the_last_one(tmp_path, press, classifier):
    clock = VirtualClock(START)
    one = make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, clock)
    two = make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, clock)
    with closing(one), closing(two):
        host = host_of(press.papers[0].feed_url)
        assert one.pipeline.hosts.poll_host(host) > 0
        assert two.fetcher is not None
        assert two.fetcher.turns.seconds_since(host) is None
        two.pipeline.hosts.poll_host(host)
        asked = two.fetcher.turns.seconds_since(host)
        assert asked is not None
        assert asked < 600


def test_what_is_overlooked_is_found_again(tmp_path, press, classifier):
    clock = VirtualClock(START)
    with closing(make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, clock)) as app:
        hosts = app.pipeline.hosts
        host = host_of(press.papers[0].feed_url)
        hosts.poll_host(host)
        assert hosts.overlooked() == {}  # its job is on the way
        clock.advance(timedelta(minutes=6))
        assert len(hosts.overlooked()[host]) == 3


def test_an_entry_that_ends_processes_is_set_apart(tmp_path, press, classifier):
    with closing(make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, VirtualClock(START))) as app:
        hosts = app.pipeline.hosts
        hosts.poll_host(host_of(press.papers[0].feed_url))
        with app.store.read() as tx:
            row = tx.entries.due(START, 1)[0]
        hosts.give_up([(row.entry.source_id, row.entry.key)])
        with app.store.read() as tx:
            (kept,) = tx.quarantine.recent(5)
            assert kept.entry_key == row.entry.key
            assert tx.entries.still_pending([(row.entry.source_id, row.entry.key)]) == ()


def an_item(number: int, text: str) -> Item:
    at = START + timedelta(minutes=number)
    return Item(f"i{number}", Kind.PRESS, Channel.PRESS_LOCAL, text, title=text, source=f"b{number}", url=f"https://b/{number}",
                published_at=at, arrived_at=at)  # fmt: skip


TEXTS = [
    "Hơn 40 học sinh Trường Tiểu học Hoa Sen ở Ba Tri nhập viện nghi ngộ độc thực phẩm sau bữa ăn bán trú",
    "Bến Tre công bố lịch thi tuyển sinh lớp 10 năm học tới",
    "Vụ học sinh Trường Tiểu học Hoa Sen nhập viện: số em nghi ngộ độc đã lên 62",
    "Học sinh Trường THPT Lê Hồng Phong đoạt giải nhất hội thi khoa học kỹ thuật",
    "Sở Y tế Bến Tre lấy mẫu thức ăn của Trường Tiểu học Hoa Sen ở Ba Tri để xét nghiệm",
    "Trường Tiểu học Hoa Sen tạm dừng bếp ăn bán trú sau vụ 62 học sinh nghi ngộ độc",
]


@pytest.mark.parametrize("turn", [[0, 1, 0, 1, 0, 1], [0, 0, 0, 1, 1, 1], [0, 1, 1, 1, 1, 0]], ids=str)
def test_two_judges_of_one_database_judge_as_one(tmp_path, press, classifier, turn):
    clock = VirtualClock(START + timedelta(hours=1))
    alone = make_app(tmp_path, f"sqlite:///{tmp_path}/a.db", press, classifier, clock)
    pair = [make_app(tmp_path, f"sqlite:///{tmp_path}/b.db", press, classifier, clock) for _ in range(2)]
    try:
        for number, text in enumerate(TEXTS):
            alone.pipeline.receive([an_item(number, text)])
            pair[turn[number]].pipeline.receive([an_item(number, text)])
        assert what_is_known(pair[0]) == what_is_known(alone)
        assert len({story for _, story, _ in what_is_known(alone).values()}) < len(TEXTS)
        # An edit by one is seen by the other.
        edited = an_item(2, TEXTS[2] + ", trong đó 3 em nặng")
        alone.pipeline.receive([edited])
        pair[0].pipeline.receive([edited])
        again = an_item(7, "Thêm 2 học sinh Trường Tiểu học Hoa Sen ở Ba Tri nhập viện nghi ngộ độc")
        alone.pipeline.receive([again])
        pair[1].pipeline.receive([again])
        assert what_is_known(pair[1]) == what_is_known(alone)
        with alone.store.read() as one, pair[0].store.read() as two:
            told = [sorted(e.notification.key for e in tx.outbox.recent(100)) for tx in (one, two)]
        assert told[0] == told[1]
    finally:
        for app in (alone, *pair):
            app.close()
