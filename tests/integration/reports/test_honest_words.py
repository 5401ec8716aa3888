"""Periods in which little can be said, or in which the rules changed: what the page and the papers say of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from docx import Document

from monitor.core.plan import Plan
from monitor.core.settings import load_settings
from monitor.reports.making import Made, ReportKind, Request, Workshop, make_report
from monitor.reports.official.bodies import load_bodies
from monitor.reports.periods import week_of
from monitor.store.database import Store, Tx
from tests.fakes.report_rows import put_news
from tests.fakes.store_rows import a_feed, an_incident

BODIES = load_bodies(load_settings({}).bodies_path)
WEEK = week_of(date(2025, 7, 22))
LAST_HOUR = WEEK.end - timedelta(hours=1)


def said(made: Made) -> str:
    """Everything a file says."""
    if not made.name.endswith(".docx"):
        return made.content.decode()
    file = Document(io.BytesIO(made.content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def files(store: Store, plan: Plan, kind: ReportKind, day: date) -> dict[str, str]:
    """Texts by ending, made when the period is over."""
    request = Request(kind, day)
    made = make_report(Workshop(store, plan, BODIES), request, now=week_of(day).end + timedelta(weeks=60))
    return {one.name.rpartition(".")[2]: said(one) for one in made if not one.name.endswith(".csv")}


def news(tx: Tx, name: str, *, weeks_ago: int = 0) -> None:
    moment = WEEK.start - timedelta(weeks=weeks_ago) + timedelta(hours=9)
    put_news(tx, name, moment, themes=("staffing",), place="vinh-long/ba-tri")


def nothing(_: Tx) -> None:
    """Nobody watches anything."""


def one_item_after_quiet_weeks(tx: Tx) -> None:
    news(tx, "now")
    news(tx, "old", weeks_ago=3)


def first_week(tx: Tx) -> None:
    for n in range(4):
        news(tx, f"q{n}")


def all_down(tx: Tx) -> None:
    for weeks in range(1, 12):
        news(tx, f"q{weeks}", weeks_ago=weeks)
    tx.feeds.put(a_feed(last_polled_at=WEEK.start, last_ok_at=WEEK.start - timedelta(days=3), failures=9))


@pytest.mark.parametrize(
    ("happened", "words", "never"),
    [
        pytest.param(
            nothing,
            (
                "Tuần này không có tin nào về giáo dục của tỉnh.",
                "Trong tuần không ghi nhận sự cố mới",
                "chưa thể kết luận là yên ắng",
                "Chưa đủ số liệu để dự báo",
            ),
            ("%", "tuần trước"),
            id="an empty week and nothing watched",
        ),
        pytest.param(
            one_item_after_quiet_weeks,
            ("Tuần này có 1 tin về giáo dục: 1 tin trung tính; trong khi tuần trước không có tin nào.",),
            ("%", "so với tuần trước", "chưa có số liệu tuần trước"),
            id="one item",
        ),
        pytest.param(
            first_week,
            ("Tuần này có 4 tin về giáo dục: 4 tin trung tính; chưa có số liệu tuần trước để so sánh.",),
            ("%", "tuần trước không có tin", "tăng", "tuần gần đây:"),
            id="the first week ever",
        ),
        pytest.param(
            all_down,
            (
                "Tuần này không có tin nào về giáo dục của tỉnh (tuần trước có 1 tin).",
                "Trong thời gian dài, tất cả nguồn tin đều không đọc được: ít tin không có nghĩa là yên ắng.",
            ),
            ("hoạt động bình thường", "từ 0 đến 0"),
            id="all sources down",
        ),
    ],
)
def test_a_week_of_little(
    store: Store, plan: Plan, happened: Callable[[Tx], None], words: tuple[str, ...], never: tuple[str, ...]
) -> None:
    with store.transaction() as tx:
        happened(tx)
    for ending, text in files(store, plan, ReportKind.WEEKLY, WEEK.first).items():
        reading = text if ending != "html" else " ".join(text.split())
        assert [sentence for sentence in words if sentence not in reading] == [], ending
        if ending != "html":  # its styles hold per cents
            assert [word for word in never if word in reading] == [], ending


def test_a_watched_empty_week_says_that_the_sources_answered(store: Store, plan: Plan) -> None:
    with store.transaction() as tx:
        news(tx, "old", weeks_ago=1)
        tx.feeds.put(a_feed(last_polled_at=LAST_HOUR, last_ok_at=LAST_HOUR))
    text = files(store, plan, ReportKind.WEEKLY, WEEK.first)["txt"]
    assert "Tuần này không có tin nào về giáo dục của tỉnh (tuần trước có 1 tin)." in text
    assert "Nguồn tin đang theo dõi hoạt động bình thường." in text


@pytest.mark.parametrize(
    ("day", "organisation", "parent"),
    [
        (date(2025, 6, 25), "Sở Giáo dục và Đào tạo tỉnh Bến Tre", "UBND TỈNH BẾN TRE"),
        (date(2025, 7, 1), "Sở Giáo dục và Đào tạo tỉnh Vĩnh Long", "UBND TỈNH VĨNH LONG"),
    ],
    ids=["the week before", "the week of the merger"],
)
def test_across_the_merger_the_office_bears_its_name_of_the_last_day(
    store: Store, plan: Plan, day: date, organisation: str, parent: str
) -> None:
    made = files(store, plan, ReportKind.WEEKLY, day)
    assert organisation in made["html"]
    assert organisation.upper() in made["txt"]
    assert parent in made["docx"]


def test_the_week_of_the_merger_tells_places_of_both_maps(store: Store, plan: Plan) -> None:
    with store.transaction() as tx:
        for name, day, place in (("a", 30, "ben-tre/ba-tri"), ("b", 31, "vinh-long/ba-tri")):
            moment = week_of(date(2025, 7, 1)).start + timedelta(days=day - 30, hours=20)
            put_news(tx, name, moment, themes=("staffing",), place=place)
    text = files(store, plan, ReportKind.WEEKLY, date(2025, 7, 1))["txt"]
    assert "Huyện Ba Tri 1 tin" in text
    assert "Xã Ba Tri 1 tin" in text


CHANGE = (
    "Từ ngày 01/07/2026, hạn phát ngôn tính theo Nghị định 244/2026/NĐ-CP; "
    "sự việc xảy ra trước ngày này tính theo Nghị định 09/2017/NĐ-CP."
)


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        (ReportKind.WEEKLY, date(2026, 7, 1), True),
        (ReportKind.WEEKLY, date(2026, 7, 6), False),
        (ReportKind.MONTHLY, date(2026, 7, 10), True),
        (ReportKind.MONTHLY, date(2026, 6, 10), False),
        (ReportKind.YEARLY, date(2026, 3, 1), True),
        (ReportKind.YEARLY, date(2027, 3, 1), False),
    ],
    ids=str,
)
def test_a_change_of_the_law_within_a_period_is_told(
    store: Store,
    plan: Plan,
    kind: ReportKind,
    day: date,
    told: bool,  # noqa: FBT001
) -> None:
    with store.transaction() as tx:
        moment = week_of(day).start + timedelta(days=2)
        tx.incidents.put(an_incident(opened_at=moment, updated_at=moment), next_due_at=None)
    made = files(store, plan, kind, day)
    papers = [text for ending, text in made.items() if kind is not ReportKind.WEEKLY or ending != "docx"]
    assert papers
    assert [CHANGE in text for text in papers] == [told] * len(papers)


@pytest.mark.parametrize(
    ("day", "named"), [(date(2025, 12, 14), False), (date(2025, 12, 15), True)], ids=["year 2025", "year 2026"]
)
def test_the_decree_is_not_named_in_years_that_ended_before_it(
    store: Store,
    plan: Plan,
    day: date,
    named: bool,  # noqa: FBT001
) -> None:
    paper = files(store, plan, ReportKind.YEARLY, day)["docx"]
    assert ("244/2026" in paper) is named
    assert paper.count("[ghi số liệu]") == 2
