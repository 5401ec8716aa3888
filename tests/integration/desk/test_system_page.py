"""Hệ thống: what waits on either engine, the shared queue and its workers on PostgreSQL, items set apart."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from monitor.core.accounts import Role
from monitor.core.quarantine import Quarantined
from monitor.workers import wakes
from tests.fakes.desk import Office, build_app
from tests.fakes.store_rows import T0, a_notification, an_entry, at


def words(page: str) -> str:
    """The page's words in a line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


@pytest.fixture
def admin(office):
    return office.signed_in(Role.ADMIN)


def test_nothing_to_do_is_told(admin):
    page = words(admin.read("/he-thong"))
    assert "Bài chờ đọc 0 bài tốt" in page
    assert "Tin nhắn đến giờ gửi 0 tin nhắn tốt" in page
    assert "SQLite nên một tiến trình làm tất cả" in page
    assert "Không có tin nào bị cách ly." in page
    assert "Chờ lâu nhất" not in page


def test_what_waits_is_counted_with_the_oldest(app, admin):
    with app.store.transaction() as tx:
        for n in range(3):
            tx.entries.add(an_entry(f"k{n}"), found_at=T0 - timedelta(minutes=70 - n))
        gone = an_entry("k2")
        tx.entries.failed(gone.source_id, gone.key, "404")
        tx.outbox.add(a_notification("m1"), next_at=T0 - timedelta(hours=2))
        tx.outbox.add(a_notification("m2"), next_at=T0 + timedelta(hours=2))
    page = words(admin.read("/he-thong"))
    assert "Bài chờ đọc 2 bài nên xem" in page
    assert "Chờ lâu nhất 1 giờ 10 phút, từ" in page
    assert "Tin nhắn đến giờ gửi 1 tin nhắn cần xử lý" in page
    assert "Đến giờ gửi lâu nhất 2 giờ, từ" in page
    assert "Bài bỏ, không đọc được 1 bài" in page


def test_items_set_apart_are_named_with_the_reason(app, admin):
    with app.store.transaction() as tx:
        for n in range(12):
            tx.quarantine.put(Quarantined(f"q{n}", at(n), "lỗi khi xét, bốn lần", "1", f"Tin thứ {n}"))
    page = words(admin.read("/he-thong"))
    assert "Tin thứ 11" in page
    assert "Tin thứ 1 " not in page
    assert "… và 7 tin khác." in page
    assert "lỗi khi xét, bốn lần" in page


@pytest.mark.parametrize("role", [Role.DUTY, Role.VIEWER, Role.UNIT])
def test_it_is_not_for_everybody(office, role):
    browser = office.signed_in(role)
    assert browser.get("/he-thong").status_code in {403, 404}
    assert "/he-thong" not in browser.read("/")


@pytest.fixture
def shared(tmp_path, postgres_url):
    app = build_app(tmp_path, DATABASE_URL=postgres_url)
    yield app
    app.close()


def test_before_the_first_worker_there_is_no_queue(shared):
    assert "Chưa có hàng việc" in words(Office(shared).signed_in(Role.ADMIN).read("/he-thong"))


def test_an_empty_queue_is_told(shared):
    with shared.store.transaction() as tx:
        tx.queue.prepare()
    page = words(Office(shared).signed_in(Role.ADMIN).read("/he-thong"))
    assert "Không có tiến trình làm việc nào hoạt động. nên xem" in page
    assert "Không có việc nào chờ hay đang làm." in page


def test_jobs_and_workers_are_told_by_kind(shared):
    with shared.store.transaction() as tx:
        tx.queue.prepare()
        tx.queue.wake([wakes.poll("a.example"), wakes.poll("b.example"), wakes.place(), wakes.send("email")])
    with shared.store._engine.begin() as connection:
        for statement in (
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (:near), (:far)",
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = 1 WHERE task_name = 'place'",
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'send'",
            "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 day' WHERE lock LIKE '%b.example%'",
            "UPDATE procrastinate_events SET at = :old",
        ):
            given = {
                "near": T0 - timedelta(seconds=5),
                "far": T0 - timedelta(hours=3),
                "old": T0 - timedelta(minutes=9),
            }
            wanted = {name: value for name, value in given.items() if f":{name}" in statement}
            connection.execute(text(statement), wanted)
    page = words(Office(shared).signed_in(Role.ADMIN).read("/he-thong"))
    assert re.search("Xem nguồn có tin mới 1 việc chờ .lâu nhất 9 phút, từ [^)]+., 0 đang làm, 1 hẹn giờ", page)
    assert "Xét tin, xếp câu chuyện và sự cố 0 việc chờ, 1 đang làm" in page
    assert "Gửi tin nhắn 0 việc chờ, 0 đang làm, 1 tạm bỏ nên xem" in page
    assert "Số 1 tín hiệu 5 giây trước, đang làm 1 việc tốt" in page
    assert "Số 2 tín hiệu 3 giờ trước, đang làm 0 việc nên xem" in page
    assert "hãy chạy «monitor worker»" in page, "their last signs lie far back: nobody works"
