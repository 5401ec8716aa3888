"""`monitor sources`: the list with its health, adding one, trying all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.core.entries import FeedState, FetchOutcome
from monitor.store.database import open_store
from tests.fakes.news_server import NewsServer

FILE = """# Nguồn của tôi
sources:
  - {{id: bao-que-dua, name: Báo Quê Dừa, url: "{base}/rss", channel: press-local, min_gap_s: 0}}
  - {{id: bao-tat, name: Báo Tắt, url: "{base}/khac.rss", enabled: false}}
"""


def feed(base):
    now = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    rows = "".join(
        f"<item><title>Tin về trường học số {n}</title><link>{base}/tin-{n}.html</link><pubDate>{now}</pubDate></item>"
        for n in range(12)
    )
    return f"<rss version='2.0'><channel><title>B</title>{rows}</channel></rss>"


@pytest.fixture
def server():
    with NewsServer() as server:
        server.add("/rss", feed(server.base))
        yield server


@pytest.fixture
def path(server, tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_text(FILE.format(base=server.base), encoding="utf-8")
    return path


def test_before_the_first_run_nothing_is_known(monitor, path, tmp_path):
    ran = monitor("sources", "--sources", path)
    assert ran.status == 0
    assert "bao-que-dua" in ran.out
    assert "chưa đọc" in ran.out
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("fields", "grade"),
    [
        ({}, "tốt"),
        ({"failures": 1, "outcome": FetchOutcome.TEMPORARY}, "chập chờn"),
        ({"failures": 4, "outcome": FetchOutcome.TEMPORARY}, "không đọc được"),
        ({"failures": 1, "outcome": FetchOutcome.BLOCKED}, "bị từ chối"),
        ({"newest_at": datetime(2022, 10, 1, tzinfo=UTC)}, "im ắng"),
    ],
)
def test_the_list_tells_how_each_source_does(monitor, path, server, tmp_path, fields, grade):  # noqa: PLR0917
    now = datetime.now(UTC)
    arrivals = tuple(now - timedelta(hours=hours) for hours in range(9, 0, -1))
    state = FeedState(
        server.url("/rss"), "bao-que-dua", now, last_ok_at=now, newest_at=now, arrivals=arrivals, pace=0.5,
        failing_since=now - timedelta(hours=2) if "failures" in fields else None,
    )  # fmt: skip
    (tmp_path / "var").mkdir()
    store = open_store(f"sqlite:///{tmp_path / 'var' / 'monitor.db'}")
    with store.transaction() as tx:
        tx.feeds.put(replace(state, **fields))
    store.close()
    ran = monitor("sources", "--sources", path)
    (row,) = [line for line in ran.out.splitlines() if "bao-que-dua" in line]
    assert grade in row
    assert "1 giờ" in row
    assert "tắt" in next(line for line in ran.out.splitlines() if "bao-tat" in line)


def test_check_tells_which_can_be_read(monitor, path, server):
    ran = monitor("sources", "check", "--sources", path)
    assert ran.status == 0
    assert "đọc được" in ran.out
    assert "Báo Tắt" not in ran.out
    server.add("/rss", "", status=503)
    ran = monitor("sources", "check", "--sources", path)
    assert ran.status == 1
    assert "mã 503" in ran.out
    assert "Đọc được 0/1 địa chỉ" in ran.out


def test_add_shows_ten_items_and_writes_the_entry(monitor, path, server):
    server.add("/moi.rss", feed(server.base))
    before = path.read_text(encoding="utf-8")
    ran = monitor("sources", "add", server.url("/moi.rss"), "--id", "bao-moi", "--name", "Báo: Mới", "--sources", path)
    assert ran.status == 0, ran.err
    assert ran.out.count("Tin về trường học số") == 10
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert '- id: "bao-moi"' in after
    listed = monitor("sources", "--sources", path)
    assert "Báo: Mới" in listed.out


@pytest.mark.parametrize(
    ("address", "options", "status", "word"),
    [
        pytest.param("/rss", (), 1, "đã có trong nguồn «Báo Quê Dừa»", id="address-known"),
        pytest.param("/moi.rss", ("--id", "bao-tat"), 2, "đã có ở dòng", id="id-taken"),
        pytest.param("/moi.rss", ("--channel", "tivi"), 2, "Không có kênh «tivi»", id="no-such-channel"),
        pytest.param("/moi.rss", ("--dry-run",), 0, "kind: ", id="dry-run"),
    ],
)
def test_add_leaves_the_file_alone(monitor, path, server, address, options, status, word):  # noqa: PLR0917
    server.add("/moi.rss", feed(server.base))
    before = path.read_text(encoding="utf-8")
    ran = monitor("sources", "add", server.url(address), *options, "--sources", path)
    assert ran.status == status
    assert word in ran.out + ran.err
    assert path.read_text(encoding="utf-8") == before
