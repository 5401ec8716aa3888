"""Reports of every kind from a made-up archive: honest in words, the same numbers wherever they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from docx import Document

from monitor.core.clock import at_local
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import MonitorError
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import StatementClock, Veracity
from monitor.core.labels import Severity
from monitor.core.plan import Plan
from monitor.core.settings import load_settings
from monitor.demo.archive_news import Newsroom, read_authored
from monitor.demo.city import load_city
from monitor.demo.history import write_archive
from monitor.demo.rhythm import daily_counts
from monitor.reports import tables
from monitor.reports.figures import period_figures
from monitor.reports.making import Made, ReportKind, Request, Workshop, make_report, write_report
from monitor.reports.official.bodies import load_bodies
from monitor.reports.periods import Period, PeriodKind, month_of, week_of
from monitor.reports.sheets import sheet_rows, to_csv
from monitor.store.database import Store, open_store
from tests.fakes.report_rows import put_news
from tests.fakes.store_rows import a_feed, an_incident

SETTINGS = load_settings({})
FIRST = date(2025, 5, 5)
WEEKS = 12
NOW = datetime(2025, 7, 28, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def archive() -> Iterator[Store]:
    """Twelve weeks across the merger of the provinces."""
    plan = load_plan(SETTINGS.plan_path)
    store = open_store("sqlite://")
    room = Newsroom(plan, read_authored(SETTINGS.labelled_dir), load_city(SETTINGS.demo_dir).outlets)
    days = daily_counts(plan, first=FIRST, days=WEEKS * 7, seed=5, scale=0.4)
    write_archive(store, room, days, seed=5)
    yield store
    store.close()


def shop(store: Store, plan: Plan) -> Workshop:
    return Workshop(store, plan, load_bodies(SETTINGS.bodies_path))


def words(made: Made) -> str:
    """Everything a document says, tables included, in one string."""
    file = Document(io.BytesIO(made.content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def document(made: tuple[Made, ...]) -> str:
    return words(next(one for one in made if one.name.endswith(".docx")))


def make(
    store: Store, plan: Plan, kind: ReportKind, day: date, now: datetime = NOW, **fields: object
) -> tuple[Made, ...]:
    return make_report(shop(store, plan), Request(kind, day, **fields), now=now)  # type: ignore[arg-type]


def test_the_monthly_report_follows_its_outline(archive: Store, plan: Plan) -> None:
    said = document(make(archive, plan, ReportKind.MONTHLY, date(2025, 7, 10)))
    order = [said.index(f"\n{number}. ") for number in ("I", "II", "III", "IV", "V", "VI", "VII")]
    assert order == sorted(order)
    for part in ("THÁNG 7 NĂM 2025", "Văn phòng Bộ Giáo dục và Đào tạo", "UBND TỈNH VĨNH LONG", "Phụ lục II"):
        assert part in said or part.lower() in said


@pytest.mark.parametrize(
    ("day", "parent"),
    [(date(2025, 6, 10), "UBND TỈNH BẾN TRE"), (date(2025, 6, 20), "UBND TỈNH VĨNH LONG")],
    ids=["month before the merger", "month that ends after it"],
)
def test_the_head_bears_the_name_of_the_periods_last_day(archive: Store, plan: Plan, day: date, parent: str) -> None:
    assert parent in document(make(archive, plan, ReportKind.MONTHLY, day))


def test_a_week_across_the_merger_names_places_of_both_times(archive: Store, plan: Plan) -> None:
    with archive.read() as tx:
        figures = period_figures(tx, week_of(date(2025, 7, 1)), plan=plan, now=NOW)
    grounds = {key.split("/")[0] for key in figures.current.places if "/" in key}
    assert grounds == {"ben-tre", "vinh-long"}


def test_numbers_are_the_same_on_the_page_in_the_document_and_in_the_sheet(archive: Store, plan: Plan) -> None:
    random = Random(7)
    for _ in range(50):
        first = FIRST + timedelta(days=random.randrange(WEEKS * 7 - 2))
        last = min(first + timedelta(days=random.randrange(40)), FIRST + timedelta(days=WEEKS * 7 - 1))
        with archive.read() as tx:
            figures = period_figures(tx, Period(PeriodKind.DAY, first, last), plan=plan, now=NOW)
        page = {row.name: (row.total, row.before, row.negative) for row in tables.theme_rows(figures, plan)}
        sheet = {
            row["Tên"]: tuple(row[name] for name in ("Kỳ này", "Kỳ trước", "Tiêu cực"))
            for row in csv.DictReader(io.StringIO(to_csv(figures, plan).removeprefix("\ufeff")))
            if row["Mục"] == "Lĩnh vực"
        }
        assert {name: tuple(cell.replace(".", "") for cell in cells) for name, cells in page.items()} == {
            name: cells for name, cells in sheet.items() if name in page
        }


def test_the_weeks_document_and_page_tell_the_same_numbers(archive: Store, plan: Plan) -> None:
    for week in range(2, WEEKS):
        made = {
            one.name.rsplit(".", 1)[1]: one
            for one in make(archive, plan, ReportKind.WEEKLY, FIRST + timedelta(weeks=week))
        }
        text, said = made["txt"].content.decode(), words(made["docx"])
        (first_sentence,) = re.findall(r"^Tuần này có .*$", text, re.MULTILINE)
        assert first_sentence in said


def test_a_period_is_the_sum_of_its_days(archive: Store, plan: Plan) -> None:
    period = week_of(date(2025, 6, 4))
    with archive.read() as tx:
        whole = sheet_rows(period_figures(tx, period, plan=plan, now=NOW), plan)
        days = [sheet_rows(period_figures(tx, day, plan=plan, now=NOW), plan) for day in period.days]
    summed: dict[tuple[str, str], int] = {}
    for rows in days:
        for row in rows:
            summed[row.section, row.key] = summed.get((row.section, row.key), 0) + row.current
    additive = {(row.section, row.key): row.current for row in whole if row.section != "Sự cố" and row.current}
    assert additive == {key: summed[key] for key in additive}


def test_a_units_report_tells_of_the_unit_alone(archive: Store, plan: Plan) -> None:
    unit = plan.unit("vhxh-ba-tri")
    said = document(make(archive, plan, ReportKind.UNIT, date(2025, 7, 20), unit=unit))
    assert "UBND XÃ BA TRI" in said
    assert "Sở Giáo dục và Đào tạo (qua Văn phòng Sở)" in said
    with archive.read() as tx:
        figures = period_figures(tx, month_of(date(2025, 7, 20)), plan=plan, now=NOW, unit=unit)
    assert set(figures.current.places) <= {"vinh-long/ba-tri"}


def test_a_unit_with_nothing_to_tell_sends_a_nil_report(store: Store, plan: Plan) -> None:
    said = document(make(store, plan, ReportKind.UNIT, date(2025, 7, 20), unit=plan.unit("vhxh-ba-tri")))
    assert "không ghi nhận tin, bài hoặc sự cố" in said


def test_the_yearly_report_leaves_open_what_only_people_count(archive: Store, plan: Plan) -> None:
    said = document(make(archive, plan, ReportKind.YEARLY, date(2025, 7, 20)))
    assert said.count("[ghi số liệu]") == 2
    assert "từ ngày 15/12/2024 đến ngày 14/12/2025" in said


def test_the_monthly_report_does_not_count_to_nought(store: Store, plan: Plan) -> None:
    said = document(make(store, plan, ReportKind.MONTHLY, date(2025, 7, 20)))
    assert "không có tin, bài nào nói về thông tin sai hoặc giả mạo, cũng không có tin, bài nào phản ánh" in said
    assert not re.search(r"Có 0\b|\b0 (?:tin|vụ|sự cố)", said)


def put_case(store: Store, **fields: object) -> None:
    with store.transaction() as tx:
        put_news(
            tx,
            "q1",
            at_local(date(2025, 7, 20), datetime.min.time()),
            item={"title": "Bé trai ở TH Hoa Sen bị ngã, trường Hoa Sen báo cáo"},
        )
        incident = an_incident(
            school="Trường Tiểu học Hoa Sen", title="Tai nạn – Trường Tiểu học Hoa Sen", incident_type="death-injury",
            education_levels=("tieu-hoc",), item_ids=("q1",), level=Severity.S3, **fields,
        )  # fmt: skip
        tx.incidents.put(incident, next_due_at=None)
        tx.incidents.log(IncidentEvent(incident.id, incident.opened_at, "opened", snapshot=incident))


def test_the_yearly_report_tells_how_many_were_in_time_once(store: Store, plan: Plan) -> None:
    opened = at_local(date(2025, 7, 20), datetime.min.time())
    overdue = StatementClock("nd-09-2017", "determined_at", opened, opened + timedelta(hours=24))
    put_case(store, opened_at=opened, clock=overdue)
    said = document(make(store, plan, ReportKind.YEARLY, date(2025, 7, 20)))
    assert "Số vụ việc phát ngôn đúng hạn / số vụ việc có thời hạn" in said
    assert said.casefold().count("phát ngôn đúng hạn") == 1


@pytest.mark.parametrize("kind", [ReportKind.QUICK, ReportKind.CLAIM])
def test_a_paper_about_a_harmed_child_does_not_name_the_school(store: Store, plan: Plan, kind: ReportKind) -> None:
    put_case(store)
    said = document(make(store, plan, kind, date(2025, 7, 20), incident_id="v1"))
    assert "Hoa Sen" not in said
    assert "một trường tiểu học" in said


def test_the_quick_report_says_how_sure_it_is(store: Store, plan: Plan) -> None:
    put_case(store, veracity=Veracity.UNVERIFIED)
    said = document(make(store, plan, ReportKind.QUICK, date(2025, 7, 20), incident_id="v1"))
    assert "chưa được cơ quan có thẩm quyền xác nhận" in said
    assert "[Văn phòng Sở bổ sung" in said


@pytest.mark.parametrize("kind", [ReportKind.QUICK, ReportKind.UNIT])
def test_what_is_not_there_cannot_be_reported(store: Store, plan: Plan, kind: ReportKind) -> None:
    with pytest.raises(MonitorError):
        make(store, plan, kind, date(2025, 7, 20), incident_id="v9")


def test_an_empty_week_is_not_called_calm_while_nothing_is_watched(store: Store, plan: Plan) -> None:
    said = document(make(store, plan, ReportKind.WEEKLY, date(2025, 7, 22)))
    assert "Tuần này không có tin nào về giáo dục của tỉnh" in said
    assert "chưa thể kết luận là yên ắng" in said
    assert "Chưa đủ số liệu để dự báo" in said


def test_a_week_with_all_sources_down_says_so(store: Store, plan: Plan) -> None:
    week = week_of(date(2025, 7, 22))
    with store.transaction() as tx:
        tx.feeds.put(a_feed(last_polled_at=week.start, last_ok_at=week.start - timedelta(days=3), failures=9))
    said = document(make(store, plan, ReportKind.WEEKLY, week.first, now=week.end))
    assert "ít tin không có nghĩa là yên ắng" in said


def test_a_week_of_one_item_gives_no_percentage(store: Store, plan: Plan) -> None:
    week = week_of(date(2025, 7, 22))
    with store.transaction() as tx:
        put_news(tx, "a", week.start + timedelta(hours=9), themes=("staffing",), place="vinh-long/ba-tri")
    said = document(make(store, plan, ReportKind.WEEKLY, week.first, now=week.end))
    assert "Tuần này có 1 tin" in said
    assert "%" not in said


def test_what_people_edited_is_kept(store: Store, plan: Plan, tmp_path) -> None:
    request = Request(ReportKind.MONTHLY, date(2025, 7, 20))
    first, *_ = write_report(shop(store, plan), request, now=NOW, folder=tmp_path, pdf=False).paths
    first.write_bytes(b"edited by the office")
    second, *_ = write_report(shop(store, plan), request, now=NOW, folder=tmp_path, pdf=False).paths
    assert (first.read_bytes(), second.name) == (b"edited by the office", "monthly-2025-08 (2).docx")
