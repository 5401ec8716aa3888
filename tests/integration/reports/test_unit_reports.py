from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from docx import Document

from monitor.core.clock import LOCAL
from monitor.core.labels import Sentiment, Territory, Verdict
from monitor.core.reporting import Consent, UnitReport
from monitor.core.settings import load_settings
from monitor.reports.counting import read_counted
from monitor.reports.good_news import good_news_list, shortlist
from monitor.reports.making import ReportKind, Request, Workshop, archive_report, make_report
from monitor.reports.official.blocks import texts
from monitor.reports.official.bodies import load_bodies
from monitor.reports.periods import month_of
from monitor.reports.unit_reports import MAX_FILE_BYTES, Handed, hand_in, remind_units
from tests.fakes.report_rows import put_news

PERIOD = month_of(date(2026, 10, 1))
NOW = datetime(2026, 10, 13, 6, 30, tzinfo=LOCAL)
BODIES = load_bodies(load_settings({}).bodies_path)


@pytest.fixture
def parts(plan, store):
    return SimpleNamespace(plan=plan, store=store)


@pytest.mark.parametrize(
    ("handed", "told"),
    [
        (Handed("cttt", "A", summary="x"), "không thuộc diện"),
        (Handed("vhxh-ba-tri", "A"), "Không phát sinh"),
        (Handed("vhxh-ba-tri", "A", summary=" "), "Hãy ghi nội dung"),
        (Handed("vhxh-ba-tri", "A", summary="x" * 5000), "ký tự"),
        (Handed("vhxh-ba-tri", "A", file_name="bc.exe", content=b"MZ"), "Chỉ nhận tệp"),
        (Handed("vhxh-ba-tri", "A", file_name="bc.docx", content=b"<html>"), "không đúng định dạng"),
        (Handed("vhxh-ba-tri", "A", file_name="bc.pdf", content=b"%PDF" + b"0" * MAX_FILE_BYTES), "lớn quá"),
    ],
    ids=["other unit", "nothing", "blank", "long", "program", "not what it says", "large"],
)
def test_what_is_not_taken_says_why(parts, handed, told):
    fault = hand_in(parts, handed, PERIOD, now=NOW)
    assert isinstance(fault, str)
    assert told in fault


def test_a_file_is_archived_with_the_report(parts):
    report = hand_in(parts, Handed("vhxh-ba-tri", "A", file_name="bc.pdf", content=b"%PDF-1.7"), PERIOD, now=NOW)
    assert isinstance(report, UnitReport)
    assert report.file_number is not None
    with parts.store.read() as tx:
        file, content = tx.reports.get(report.file_number)
        assert (file.name, content) == ("bc.pdf", b"%PDF-1.7")
        assert tx.unit_reports.of_month(PERIOD.last) == (report,)


def test_a_second_report_replaces_the_first(parts):
    for words in ("một", "hai"):
        hand_in(parts, Handed("vhxh-ba-tri", "A", summary=words), PERIOD, now=NOW)
    with parts.store.read() as tx:
        assert [report.summary for report in tx.unit_reports.of_month(PERIOD.last)] == ["hai"]


def test_units_are_reminded_once_a_day_and_not_after_they_sent(parts):
    hand_in(parts, Handed("vhxh-ba-tri", "A", is_nil=True), PERIOD, now=NOW)
    assert remind_units(parts, now=NOW) > 40
    assert remind_units(parts, now=NOW + timedelta(hours=1)) == 0
    assert remind_units(parts, now=NOW.replace(hour=5) + timedelta(days=1)) == 0
    assert remind_units(parts, now=NOW + timedelta(days=1)) > 40
    assert remind_units(parts, now=NOW + timedelta(days=2)) == 0


def test_the_departments_report_holds_what_units_sent_and_names_who_did_not(parts, plan, store):
    hand_in(parts, Handed("vhxh-ba-tri", "A", summary="Đã xử lý một phản ánh về thu chi."), PERIOD, now=NOW)
    made, *_ = make_report(Workshop(store, plan, BODIES), Request(ReportKind.MONTHLY, PERIOD.last), now=NOW)
    file = Document(io.BytesIO(made.content))
    said = [p.text for p in file.paragraphs]
    assert "- Phòng Văn hóa - Xã hội xã Ba Tri: Đã xử lý một phản ánh về thu chi." in said
    cells = {row.cells[1].text: row.cells[2].text for row in file.tables[-1].rows}
    assert cells["Phòng Văn hóa - Xã hội xã Ba Tri"] == "đã gửi đúng hạn"
    assert cells["Phòng Văn hóa - Xã hội phường An Hội"] == "chưa gửi, còn hạn"


def test_reports_are_archived_for_the_desk(plan, store):
    numbers = archive_report(
        Workshop(store, plan, BODIES), Request(ReportKind.WEEKLY, date(2026, 10, 6)), now=NOW, by="lan"
    )
    with store.read() as tx:
        files = tx.reports.recent(10, kind="weekly")
        assert {file.number for file in files} == set(numbers)
        assert {file.name.rsplit(".", 1)[1] for file in files} == {"html", "txt", "docx", "csv"}
        assert tx.reports.get(9999) is None


def test_the_shortlist_leaves_out_what_was_nominated(plan, store):
    good = {"good_news": Verdict(value=True, score=0.9), "sentiment": Sentiment.POSITIVE}
    titles = {"a": "Cô giáo chèo đò đưa trò qua sông mùa lũ", "b": "Thầy giáo vùng dừa mở tủ sách miễn phí"}
    with store.transaction() as tx:
        for name, title in titles.items():
            put_news(tx, name, NOW, item={"title": title}, themes=("sector-events",), **good)
        tx.nominations.add(
            unit="vhxh-ba-tri", title="Thầy giáo mở tủ sách miễn phí ở vùng dừa", why="Được phụ huynh quý mến.", url="",
            item_id=None, at=NOW, by="A",
        )  # fmt: skip
    with store.read() as tx:
        items = read_counted(tx, PERIOD.start, PERIOD.end)
        found = shortlist(items, tx.nominations.between(PERIOD.start, PERIOD.end), plan=plan)
    assert [one.headline.title for one in found] == [titles["a"]]
    assert "nguồn độc lập" in found[0].why


GOOD = {"good_news": Verdict(value=True, score=0.9), "sentiment": Sentiment.POSITIVE}


def proposed(plan, store):
    with store.read() as tx:
        return shortlist(read_counted(tx, PERIOD.start, PERIOD.end), (), plan=plan)


def test_the_shortlist_begins_with_what_is_surely_ours_and_ends_with_wrongs_put_right(plan, store):
    with store.transaction() as tx:
        for name, title, fields in (
            ("a", "Trả lại phụ huynh tiền thu dư", {"themes": ("inspection",)}),
            ("b", "Lớp học trên tàu cá cũ", {"themes": ("sector-events",), "territory": Territory.NATIONAL}),
            ("c", "Nữ sinh bán cơm dừa đạt thủ khoa", {"themes": ("sector-events",), "territory": Territory.UNKNOWN}),
            ("d", "Cô giáo chèo đò đưa trò qua sông mùa lũ", {"themes": ("sector-events",)}),
        ):
            put_news(tx, name, NOW, item={"title": title}, **(GOOD | fields))
    found = proposed(plan, store)
    assert [one.headline.item_id for one in found] == ["d", "c", "b", "a"]
    assert found[0].why.endswith("giọng văn tích cực; việc ở Ba Tri.")
    assert all("cần xác minh" in one.why for one in found[1:3])


def test_a_deed_told_under_two_addresses_is_proposed_once(plan, store):
    with store.transaction() as tx:
        for name, title in (("a", "Ngày 20-11 không hoa ở cù lao"), ("b", "Ngày 20-11 không hoa ở cù lao Ốc")):
            put_news(tx, name, NOW, item={"title": title}, themes=("sector-events",), **GOOD)
    assert len(proposed(plan, store)) == 1


def test_only_what_people_agreed_to_is_sent(store):
    with store.transaction() as tx:
        for name in ("một", "hai"):
            tx.nominations.add(unit="", title=name, why="", url=f"https://x/{name}", item_id=None, at=NOW, by="A")
        first, second = tx.nominations.between(PERIOD.start, PERIOD.end)
        assert tx.nominations.set_consent(first.number, Consent.GIVEN)
        assert not tx.nominations.set_consent(99, Consent.GIVEN)
        assert (
            tx.nominations.add(unit="", title="lại", why="", url="https://x/hai", item_id=None, at=NOW, by="A") is None
        )
        listed = texts(good_news_list(tx.nominations.between(PERIOD.start, PERIOD.end), PERIOD, BODIES).blocks)
    assert first.title in listed
    assert second.title not in listed
