"""Báo cáo: making, downloading, units' monthly reports, good news; who may have which file."""

from __future__ import annotations

import re
from datetime import date

import pytest

from monitor.core.accounts import Role
from monitor.core.clock import local_date
from monitor.core.labels import Sentiment, Territory, Verdict
from monitor.core.reporting import Consent
from monitor.reports.monday import BY
from monitor.reports.periods import month_of
from monitor.reports.unit_board import owing
from tests.fakes.store_rows import T0, a_classification, a_membership, an_item
from tests.integration.desk.conftest import put_incident

SCRIPT = "<script>alert(1)</script>"
MONTH = month_of(local_date(T0))


@pytest.fixture
def duty(office, incident):
    return office.signed_in(Role.DUTY)


@pytest.fixture
def units(app) -> tuple[str, str]:
    """Two units that owe a monthly report."""
    first, second, *_ = owing(app.plan, MONTH.last)
    return first.id, second.id


def archived(app):
    with app.store.read() as tx:
        return tx.reports.recent(50)


def hand_in(browser, *, file=("", b""), **fields):
    data = {"csrf": browser.csrf, "ky": str(MONTH.last)} | fields
    return browser.client.post("/bao-cao/don-vi/nop", data=data, files=[("file", file)])


@pytest.mark.parametrize(
    ("kind", "fields", "endings"),
    [
        ("weekly", {}, {"html", "txt", "docx", "csv"}),
        ("monthly", {}, {"docx", "csv"}),
        ("yearly", {}, {"docx"}),
        ("quick", {"incident": "v1"}, {"docx"}),
        ("claim", {"incident": "v1"}, {"docx"}),
    ],
)
def test_a_report_is_made_kept_and_downloaded(app, duty, kind, fields, endings):
    assert duty.send("/bao-cao/lap", kind=kind, day="2022-10-11", **fields).status_code == 303
    files = archived(app)
    assert {file.name.rpartition(".")[2] for file in files} == endings
    page = duty.read("/bao-cao")
    for file in files:
        assert f"/bao-cao/tep/{file.number}" in page
        answer = duty.get(f"/bao-cao/tep/{file.number}")
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "text/html" not in answer.headers["content-type"]
        assert len(answer.content) == file.size


def test_what_the_system_made_by_itself_is_said_in_words(app, duty):
    with app.store.transaction() as tx:
        tx.reports.add(kind="weekly", subject="2022-10-10", name="tuan.txt", content=b"x", at=T0, by=BY)
    page = duty.read("/bao-cao")
    assert "hệ thống, " in page
    assert BY not in page


def test_the_text_of_a_weekly_report_is_shown_as_text(app, duty):
    with app.store.transaction() as tx:
        number = tx.reports.add(
            kind="weekly", subject="2022-10-11", name="a.txt", content=SCRIPT.encode(), at=T0, by=SCRIPT
        )
    page = duty.read(f"/bao-cao/xem/{number}")
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "x"}, "chọn loại"),
        ({"kind": "weekly", "day": "hôm nay"}, "chọn một ngày"),
        ({"kind": "weekly", "day": "1900-01-01"}, "ngoài thời gian"),
        ({"kind": "quick", "incident": "khong-co"}, "chọn sự cố"),
        ({"kind": "unit", "unit": "khong-co"}, "chọn đơn vị"),
    ],
)
def test_what_cannot_be_made_says_why(app, duty, fields, words):
    answer = duty.send("/bao-cao/lap", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert archived(app) == ()


def test_those_who_only_look_do_not_get_files_of_restricted_cases(app, office):
    kind = next(kind.id for kind in app.plan.incident_types if kind.restricted)
    with app.store.transaction() as tx:
        put_incident(tx, incident_type=kind)
    duty, viewer = office.signed_in(Role.DUTY), office.signed_in(Role.VIEWER)
    duty.send("/bao-cao/lap", kind="quick", day="2022-10-11", incident="v1")
    (file,) = archived(app)
    assert duty.get(f"/bao-cao/tep/{file.number}").status_code == 200
    assert viewer.get(f"/bao-cao/tep/{file.number}").status_code == 404
    assert file.name not in viewer.read("/bao-cao")


def test_a_unit_hands_in_and_the_board_says_so(app, office, units):
    unit = office.signed_in(Role.UNIT, unit=units[0])
    assert hand_in(unit, summary="Đã nhắc các trường rà soát bếp ăn.").status_code == 303
    with app.store.read() as tx:
        (report,) = tx.unit_reports.of_month(MONTH.last)
    assert (report.unit, report.person) == (units[0], "Người don-vi")
    assert "đã gửi đúng hạn" in office.signed_in(Role.DUTY).read(f"/bao-cao/don-vi?ky={MONTH.last}")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Hãy ghi nội dung"),
        ({"summary": "x" * 5000}, "dài quá"),
        ({"file": ("a.docx", b"MZ")}, "không đúng định dạng"),
        ({"file": ("a.exe", b"MZ")}, "Chỉ nhận tệp"),
        ({"ky": "hôm nay"}, "chọn một ngày"),
    ],
)
def test_what_cannot_be_handed_in_says_why(app, office, units, fields, words):
    unit = office.signed_in(Role.UNIT, unit=units[0])
    answer = hand_in(unit, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    with app.store.read() as tx:
        assert tx.unit_reports.of_month(MONTH.last) == ()


def test_a_unit_hands_in_for_itself_alone_and_finds_its_own_alone(app, office, units):
    first = office.signed_in(Role.UNIT, unit=units[0], login="mot")
    second = office.signed_in(Role.UNIT, unit=units[1], login="hai")
    assert hand_in(first, unit=units[1], file=("bao-cao.pdf", b"%PDF-1.7"), summary="của riêng").status_code == 303
    with app.store.read() as tx:
        (report,) = tx.unit_reports.of_month(MONTH.last)
    assert report.unit == units[0]
    path = f"/bao-cao/tep/{report.file_number}"
    assert first.get(path).status_code == 200
    assert second.get(path).status_code == 404
    assert "của riêng" in first.read(f"/bao-cao/don-vi?ky={MONTH.last}")
    assert "của riêng" not in second.read(f"/bao-cao/don-vi?ky={MONTH.last}")
    assert second.get(f"/bao-cao/du-thao?ky={MONTH.last}&don-vi={units[0]}").status_code == 404


def test_a_unit_gets_a_draft_of_its_own_report(office, units):
    answer = office.signed_in(Role.UNIT, unit=units[0]).get(f"/bao-cao/du-thao?ky={MONTH.last}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_the_office_notes_what_a_unit_sent_on_paper(app, office, units):
    assert hand_in(office.signed_in(Role.DUTY), unit=units[1], nil="co").status_code == 303
    with app.store.read() as tx:
        assert [(r.unit, r.is_nil) for r in tx.unit_reports.of_month(MONTH.last)] == [(units[1], True)]


def put_good_news(app, item_id="g1", title="Cô giáo vượt sông mỗi ngày dạy chữ cho trẻ cù lao"):
    said = a_classification(
        item_id, good_news=Verdict(value=True, score=0.9), sentiment=Sentiment.POSITIVE, territory=Territory.HOME
    )
    with app.store.transaction() as tx:
        tx.items.put(an_item(item_id, "Bài viết.", title=title, published_at=T0, source="bao-que-dua"), now=T0)
        tx.labels.put(said, now=T0)
        tx.stories.put(a_membership(item_id, "cg"))


def test_good_news_is_found_nominated_and_sent_only_with_consent(app, office):
    put_good_news(app)
    app.clock.move_to(T0.replace(hour=3))
    duty = office.signed_in(Role.DUTY)
    page = duty.read("/bao-cao/tin-tot")
    assert "Cô giáo vượt sông" in page
    fields = dict(re.findall(r'name="(item|title|why)" value="([^"]*)"', page))
    assert duty.send("/bao-cao/tin-tot/de-cu", **fields).status_code == 303
    assert duty.send("/bao-cao/tin-tot/de-cu", **fields).status_code == 422
    with app.store.read() as tx:
        (one,) = tx.nominations.between(T0, T0.replace(hour=23))
    assert (one.item_id, one.consent) == ("g1", Consent.NOT_ASKED)
    assert duty.send(f"/bao-cao/tin-tot/{one.number}/y-kien", consent="given").status_code == 303
    assert "đồng ý" in duty.read("/bao-cao/tin-tot")
    answer = duty.get("/bao-cao/tin-tot/danh-sach")
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("consent", ["", "x"])
def test_consent_is_one_of_four_words(office, consent):
    assert office.signed_in(Role.DUTY).send("/bao-cao/tin-tot/1/y-kien", consent=consent).status_code == 404


def test_a_unit_nominates_and_bad_addresses_are_refused(app, office):
    unit = office.signed_in(Role.UNIT, unit="gdth")
    good = {"title": SCRIPT, "why": "dạy học miễn phí"}
    assert unit.send("/bao-cao/tin-tot/de-cu", **good).status_code == 303
    assert unit.send("/bao-cao/tin-tot/de-cu", **good, url="javascript:alert(1)").status_code == 422
    page = office.signed_in(Role.DUTY).read("/bao-cao/tin-tot")
    assert "dạy học miễn phí" in page
    assert SCRIPT not in page


@pytest.mark.parametrize("path", ["/bao-cao/don-vi?ky=x", "/bao-cao/tin-tot?ky=1900-01-01", "/bao-cao?loai=x"])
def test_a_query_that_means_nothing_is_answered(office, path):
    assert office.signed_in(Role.DUTY).get(path).status_code in {200, 422}


@pytest.mark.parametrize("number", ["0", "x", "-1", "99999999999999999999", "%00"])
def test_a_file_that_is_not_there(office, number):
    assert office.signed_in(Role.DUTY).get(f"/bao-cao/tep/{number}").status_code == 404


def test_periods_end_on_the_fourteenth():
    assert MONTH.last == date(2022, 10, 14)
