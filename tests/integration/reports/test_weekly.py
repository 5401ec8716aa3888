"""The weekly summary written to files and put in the outbox."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from monitor.core.labels import Scored, Sentiment, Severity, Verdict
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan
from monitor.reports.making import ReportKind, Request, Workshop, write_report
from monitor.reports.official.bodies import load_bodies
from monitor.reports.periods import week_of
from monitor.reports.weekly import send_weekly
from monitor.store.database import Store
from tests.fakes.report_rows import put_news
from tests.fakes.store_rows import a_feed, an_incident

BODIES = Path(__file__).parents[3] / "data/official/bodies.yaml"
WEEK = week_of(date(2022, 10, 12))
NOW = WEEK.end + timedelta(hours=7, minutes=30)
ZALO_CHARS = 2000


@dataclass(frozen=True)
class SomeParts:
    plan: Plan
    store: Store
    base_url: str = "https://theo-doi.example"


class Page(HTMLParser):
    """What a reader of the HTML would meet."""

    def __init__(self, html):
        super().__init__()
        self.links, self.sources, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.links += [values["href"]] if tag == "a" else []
        self.sources += [values["src"]] if "src" in values else []
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def hour(hours):
    return WEEK.start + timedelta(hours=hours)


@pytest.fixture
def a_busy_week(store):
    with store.transaction() as tx:
        put_news(
            tx,
            "q1",
            hour(5),
            themes=("school-safety",),
            item={"title": "Em Nguyễn Văn An và bạn học nhập viện sau bữa ăn bán trú"},
            sentiment=Sentiment.NEGATIVE,
            severity=Severity.S3,
        )
        put_news(
            tx,
            "q2",
            hour(30),
            themes=("sector-events",),
            item={"title": "Thư viện xanh giữa cù lao"},
            good_news=Verdict(value=True, score=0.9),
            sentiment=Sentiment.POSITIVE,
        )
        put_news(tx, "q3", hour(31), incident_types=(Scored("abuse-sexual", 0.9),), item={"title": "Việc ở Sao Mai"})
        tx.incidents.put(
            an_incident(
                title="Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen Trắng, huyện Ba Tri (3 người nhập viện)",
                opened_at=hour(5),
                updated_at=hour(5),
            ),
            next_due_at=None,
        )
        tx.feeds.put(a_feed(last_polled_at=hour(100), last_ok_at=hour(100)))


def written(store, plan, folder):
    shop = Workshop(store, plan, load_bodies(BODIES))
    html, text, *_ = write_report(shop, Request(ReportKind.WEEKLY, WEEK.first), now=NOW, folder=folder, pdf=False).paths
    return html.read_text("utf-8"), text.read_text("utf-8")


@pytest.mark.usefixtures("a_busy_week")
def test_tells_what_the_week_was(store, plan, tmp_path):
    for report in written(store, plan, tmp_path):
        for words in (
            "Tuần này có 3 tin về giáo dục",
            "Ngộ độc thực phẩm – một trường tiểu học, huyện Ba Tri (dưới 5 người nhập viện)",
            "Thư viện xanh giữa cù lao",
            "https://bao-que-dua.example/q2",
            "Xâm hại, quấy rối tình dục (thông tin hạn chế)",
            "Huyện Ba Tri",
            "Báo địa phương",
            "tất cả nguồn tin đều không đọc được",
        ):
            assert words in report


@pytest.mark.usefixtures("a_busy_week")
def test_names_no_child_and_no_restricted_place(store, plan, tmp_path):
    for report in written(store, plan, tmp_path):
        assert "Nguyễn Văn An" not in report
        assert "Sao Mai" not in report
        assert "q3" not in report
        assert "3 người nhập viện" not in report


@pytest.mark.usefixtures("a_busy_week")
def test_html_is_sound_and_loads_nothing(store, plan, tmp_path):
    html, text = written(store, plan, tmp_path)
    page = Page(html)
    assert page.open == []
    assert page.sources == []
    assert "url(" not in html
    assert all(link.startswith("https://") for link in page.links)
    assert html.startswith("<!doctype html>")
    assert all(unicodedata.is_normalized("NFC", report) for report in (html, text))


def test_an_empty_week_reads_well_and_is_not_called_calm(store, plan, tmp_path):
    html, text = written(store, plan, tmp_path)
    assert "Tuần này không có tin nào về giáo dục của tỉnh." in text
    assert "chưa thể kết luận là yên ắng" in text
    assert "Không ghi nhận sự cố nào trong tuần." in html
    assert not re.search(r"\bNone\b|\{\{|\}\}", html + text)


def test_text_has_no_ragged_blanks(store, plan, tmp_path):
    _, text = written(store, plan, tmp_path)
    assert "\n\n\n" not in text
    assert text == text.strip() + "\n"


@pytest.mark.usefixtures("a_busy_week")
def test_sends_last_week_once_to_each_of_those_who_lead(store, plan):
    parts = SomeParts(plan, store)
    assert send_weekly(parts, now=NOW) == 3
    assert send_weekly(parts, now=NOW + timedelta(days=2)) == 0
    with store.read() as tx:
        entries = [tx.outbox.get(f"weekly:{unit}:2022-W41") for unit in ("van-phong", "nguoi-phat-ngon", "lanh-dao")]
    assert {entry.notification.kind for entry in entries} == {NotificationKind.DIGEST}
    assert {entry.notification.incident_id for entry in entries} == {None}
    message = entries[0].notification
    assert message.subject == "Tổng hợp dư luận về giáo dục, tuần 41/2022 (10/10–16/10/2022)"
    assert "https://theo-doi.example" in message.html
    assert len(message.short) <= ZALO_CHARS
    assert message.item_ids[0] == "q1"


def test_the_next_week_is_another_message(store, plan):
    parts = SomeParts(plan, store)
    send_weekly(parts, now=NOW)
    with store.read() as tx:
        message = tx.outbox.get("weekly:van-phong:2022-W41").notification
    assert send_weekly(parts, now=NOW + timedelta(days=7)) == 3
    with store.read() as tx:
        assert tx.outbox.get("weekly:van-phong:2022-W41").notification == message
        assert tx.outbox.get("weekly:van-phong:2022-W42") is not None


def put_a_week_of_poisoning(tx, *, weeks_before=0):
    for number in range(4):
        put_news(
            tx,
            f"w{weeks_before}-{number}",
            hour(20 + number - 7 * 24 * weeks_before),
            themes=("school-safety",),
            item={"title": "Nghi ngộ độc thực phẩm ở Trường Hoa Sen Trắng", "lead": "Em Lê Văn Tám đã xuất viện."},
            copy_of="w0-0" if number == 3 else None,
        )


def test_tells_the_words_of_the_week(store, plan, tmp_path):
    with store.transaction() as tx:
        put_a_week_of_poisoning(tx)
    html, text = written(store, plan, tmp_path)
    assert "ngộ độc thực phẩm (3)" in text
    assert "ngộ độc thực phẩm" in html
    for report in (html, text):
        assert "Từ khóa nổi bật" in report
        assert "hoa sen" not in report
        assert "lê văn tám" not in report.lower()


def test_what_the_weeks_before_were_about_too_is_no_keyword(store, plan, tmp_path):
    with store.transaction() as tx:
        for weeks in range(1, 9):
            put_a_week_of_poisoning(tx, weeks_before=weeks)
        put_a_week_of_poisoning(tx)
    assert all("Từ khóa nổi bật" not in report for report in written(store, plan, tmp_path))


@pytest.mark.usefixtures("a_busy_week")
def test_short_message_ends_with_the_link(store, plan):
    with store.transaction() as tx:
        put_a_week_of_poisoning(tx)
    send_weekly(SomeParts(plan, store), now=NOW)
    with store.read() as tx:
        short = tx.outbox.get("weekly:van-phong:2022-W41").notification.short
    assert "Từ khóa nổi bật: ngộ độc thực phẩm (3), xuất viện (3)." in short
    assert short.endswith("https://theo-doi.example")
    assert len(short) <= ZALO_CHARS
