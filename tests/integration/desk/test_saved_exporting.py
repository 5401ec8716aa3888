"""Kept searches, searches as files, and candidates taken a few at a time."""

from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from monitor.core.accounts import Role
from monitor.core.items import Channel, Kind
from monitor.core.labels import Scored, Sentiment, Severity
from monitor.desk.incidents.candidates import BATCH
from monitor.desk.items import exporting, saved
from tests.fakes.store_rows import T0, a_classification, an_item, at
from tests.integration.desk.conftest import put_incident

SCRIPT = "<script>alert(1)</script>"


def put(app, item_id="q1", text="Bài viết.", *, title=None, **fields):
    with app.store.transaction() as tx:
        tx.items.put(an_item(item_id, text, title=title, **({"published_at": T0} | fields)), now=T0)
        said = a_classification(item_id, sentiment=Sentiment.NEGATIVE, themes=(Scored("school-safety", 0.9),))
        tx.labels.put(said, now=T0)


def exported(browser, query="", kind="csv"):
    answer = browser.send("/xuat-tin-bai", query=query, kind=kind)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))), answer


@pytest.fixture
def duty(office):
    return office.signed_in(Role.DUTY)


def test_a_search_is_kept_opened_and_let_go(office, duty):
    query = "sac-thai=negative&tu=2022-10-01"
    assert duty.send("/tim-da-luu", name=f"Tin xấu {SCRIPT}", query=query).status_code == 303
    page = duty.read("/tin-bai")
    assert SCRIPT not in page
    assert "sac-thai=negative&amp;tu=2022-10-01" in page
    assert "Tin xấu" not in office.signed_in(Role.LEADERSHIP).read("/tin-bai")
    number = re.search(r"/tim-da-luu/(\d+)/bo", page)[1]
    assert duty.send(f"/tim-da-luu/{number}/bo").status_code == 303
    assert "Tin xấu" not in duty.read("/tin-bai")


def test_nobody_lets_go_of_anothers_search(office, duty):
    duty.send("/tim-da-luu", name="Của tôi", query="muc=S3")
    number = re.search(r"/tim-da-luu/(\d+)/bo", duty.read("/tin-bai"))[1]
    assert office.signed_in(Role.LEADERSHIP).send(f"/tim-da-luu/{number}/bo").status_code == 404
    assert "Của tôi" in duty.read("/tin-bai")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "", "query": "muc=S3"}, "đặt tên"),
        ({"name": "a", "query": ""}, "chưa có điều kiện"),
        ({"name": "a", "query": "next=https://xau.example"}, "chưa có điều kiện"),
        ({"name": "a", "query": "&".join(f"a{n}=1" for n in range(50))}, "không đọc được"),
        ({"name": "x" * 81, "query": "muc=S3"}, "quá dài"),
    ],
)
def test_what_cannot_be_kept_says_why(duty, fields, words):
    answer = duty.send("/tim-da-luu", **fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_names_are_not_kept_twice_and_not_without_end(monkeypatch, duty):
    monkeypatch.setattr(saved, "MAX_SAVED", 2)
    statuses = [duty.send("/tim-da-luu", name=name, query="muc=S3").status_code for name in ("a", "a", "b", "c")]
    assert statuses == [303, 422, 303, 422]


def test_a_search_goes_out_as_a_file_masked_and_written_down(app, duty):
    put(app, "q1", "em Nguyễn Văn An gọi 0912345678", title="Tin xấu")
    put(app, "q2", "Tin khác", published_at=at(-60))
    rows, answer = exported(duty, "sac-thai=negative&tim=0912345678")
    assert [row["Mã tin"] for row in rows] == ["q1"]
    assert "0912345678" not in answer.text
    assert "Nguyễn Văn An" not in answer.text
    assert rows[0]["Sắc thái"] == "tiêu cực"
    assert answer.headers["content-disposition"].startswith('attachment; filename="tin-bai-20221012-0800.csv"')
    with app.store.read() as tx:
        line = tx.audit.recent(1)[0]
    assert (line.act, line.person) == ("export", "truc-tin")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_a_formula(app, duty, start, kind):
    put(app, "q1", f"{start}HYPERLINK(1)", title=f"{start}cmd|' /C calc'!A0", source=f"{start}nguon")
    answer = duty.send("/xuat-tin-bai", kind=kind)
    if kind == "csv":
        cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    else:
        sheet = load_workbook(io.BytesIO(answer.content)).active
        filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in filled} == {"s"}


def test_a_workbook_takes_any_text(app, duty):
    put(app, "q1", "a\x0bb\x01c", title="x\ufffe")
    answer = duty.send("/xuat-tin-bai", kind="xlsx")
    assert load_workbook(io.BytesIO(answer.content)).active.max_row == 2


def test_an_export_ends_somewhere_and_says_so(monkeypatch, app, duty):
    monkeypatch.setattr(exporting, "MAX_ROWS", 3)
    monkeypatch.setattr(exporting, "BATCH", 2)
    for n in range(5):
        put(app, f"q{n}", published_at=at(n))
    rows, _ = exported(duty)
    assert [row["Mã tin"] for row in rows[:3]] == ["q4", "q3", "q2"]
    assert len(rows) == 4
    assert rows[3]["Mã tin"].startswith("Chỉ xuất")


def test_an_address_of_a_private_person_does_not_go_out(app, duty):
    put(app, "q1", channel=Channel.FACEBOOK_PROFILE, kind=Kind.SOCIAL, url="https://facebook.example/nguoi-a")
    put(app, "q2", url="https://bao.example/bai")
    rows, _ = exported(duty)
    assert {row["Mã tin"]: row["Địa chỉ"] for row in rows} == {"q1": "", "q2": "https://bao.example/bai"}


def test_those_who_only_look_export_nothing_restricted(app, office):
    kind = next(kind.id for kind in app.plan.incident_types if kind.restricted)
    with app.store.transaction() as tx:
        put_incident(tx, incident_type=kind)
    put(app, "q9")
    rows, _ = exported(office.signed_in(Role.VIEWER))
    assert [row["Mã tin"] for row in rows] == ["q9"]


@pytest.mark.parametrize(("fields", "status"), [({"kind": "exe"}, 422), ({"kind": "csv", "query": "tu=x"}, 422)])
def test_what_cannot_be_exported(duty, fields, status):
    assert duty.send("/xuat-tin-bai", **fields).status_code == status


def test_two_people_never_judge_the_same_candidate(app, office):
    with app.store.transaction() as tx:
        for n in range(1, BATCH + 4):
            put_incident(tx, f"v{n}", title=f"Vụ {n}.", confidence=0.1, level=Severity.S2)
    duty, chief = office.signed_in(Role.DUTY), office.signed_in(Role.LEADERSHIP)
    for browser in (duty, chief):
        assert browser.send("/xet-tin/nhan").status_code == 303
    cards = [set(re.findall(r'<h3><a href="/su-co/(v\d+)"', browser.read("/xet-tin"))) for browser in (duty, chief)]
    assert [len(one) for one in cards] == [BATCH, 3]
    assert not cards[0] & cards[1]
    first = min(cards[0])
    assert "Người truc-tin đang xét tin này" in chief.read(f"/su-co/{first}")
    assert "đang xét tin này" not in duty.read(f"/su-co/{first}")
    duty.send("/xet-tin/tra")
    assert f"Nhận {BATCH} tin tiếp theo" in chief.read("/xet-tin")
