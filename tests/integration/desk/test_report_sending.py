"""Báo cáo: a document on the page, as PDF, and sent by mail: who may get what, once, after a second look."""

from __future__ import annotations

import shutil

import pytest

from alerts.channels.recording import RecordingChannel
from monitor.core.accounts import Role
from monitor.core.handling import DeliveryState
from monitor.reports.files import NoPdf
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

HOSTILE = "Trường <b>x</b> \"A\" & 'B'"


@pytest.fixture
def duty(app, office, incident):
    app.pipeline.parts.channels["email"] = RecordingChannel("email", lambda *_: None)
    yield office.signed_in(Role.DUTY)
    del app.pipeline.parts.channels["email"]


def made(app, browser, **fields) -> int:
    assert browser.send("/bao-cao/lap", day="2022-10-11", **fields).status_code == 303
    with app.store.read() as tx:
        return next(file.number for file in tx.reports.recent(9) if file.name.endswith(".docx"))


def mails(app, number: int) -> dict[str, object]:
    with app.store.read() as tx:
        found = [entry for entry in tx.outbox.recent(50) if f"report:{number}:" in entry.notification.key]
    return {entry.notification.unit: entry for entry in found}


def test_a_report_goes_out_after_a_second_look_and_once(app, duty):
    number = made(app, duty, kind="monthly")
    page = duty.read(f"/bao-cao/gui/{number}")
    assert 'value="lanh-dao"' in page
    asked = duty.client.post(
        f"/bao-cao/gui/{number}", data={"csrf": duty.csrf, "units": ["lanh-dao", "cttt"], "note": HOSTILE}
    )
    assert "Chưa gửi" in asked.text
    assert "&lt;b&gt;x&lt;/b&gt;" in asked.text
    assert mails(app, number) == {}
    sure = {"csrf": duty.csrf, "units": ["lanh-dao", "cttt"], "note": HOSTILE, "confirmed": "co"}
    assert duty.client.post(f"/bao-cao/gui/{number}", data=sure).headers["location"].endswith("xong=2")
    found = mails(app, number)
    assert set(found) == {"lanh-dao", "cttt"}
    message = found["cttt"].notification
    assert message.subject.startswith("[Báo cáo] Báo cáo tháng")
    assert HOSTILE in message.text
    assert "<b>" not in message.html
    file, content = _archived(app, number)
    assert message.enclosures[0].content == content
    assert message.enclosures[0].name == file.name
    with app.store.read() as tx:
        line = tx.audit.recent(1)[0]
    assert (line.act, line.note) == ("send-report", "lanh-dao, cttt")
    assert duty.client.post(f"/bao-cao/gui/{number}", data=sure).headers["location"].endswith("xong=0")
    assert len(mails(app, number)) == 2
    assert "chờ gửi" in duty.read(f"/bao-cao/gui/{number}")


def _archived(app, number):
    with app.store.read() as tx:
        return tx.reports.get(number)


def test_one_that_could_not_be_sent_may_be_sent_again(app, duty):
    number = made(app, duty, kind="monthly")
    sure = {"units": "cttt", "confirmed": "co"}
    duty.send(f"/bao-cao/gui/{number}", **sure)
    with app.store.transaction() as tx:
        tx.outbox._change(f"report:{number}:cttt:1", state=DeliveryState.FAILED.value)
    assert "không gửi được" in duty.read(f"/bao-cao/gui/{number}")
    assert duty.send(f"/bao-cao/gui/{number}", **sure).headers["location"].endswith("xong=1")
    with app.store.read() as tx:
        assert tx.outbox.get(f"report:{number}:cttt:2").state is DeliveryState.WAITING


def test_a_case_closed_to_many_goes_only_to_those_who_handle_it(app, duty):
    with app.store.transaction() as tx:
        put_incident(tx, "v7", incident_type="abuse-sexual", units=("gdth",), copy_units=())
    number = made(app, duty, kind="quick", incident="v7")
    page = duty.read(f"/bao-cao/gui/{number}")
    assert 'value="gdth"' in page
    assert 'value="lanh-dao"' in page
    assert 'value="gdtrh"' not in page
    refused = duty.send(f"/bao-cao/gui/{number}", units="gdtrh", confirmed="co")
    assert refused.status_code == 422
    assert mails(app, number) == {}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"units": ""}, "chọn ít nhất một người nhận"),
        ({"units": "khong-co"}, "chọn ít nhất một người nhận"),
        ({"units": "cttt", "note": "x" * 3_000}, "quá dài"),
    ],
    ids=["nobody", "unknown", "note"],
)
def test_what_cannot_be_sent_is_told(app, duty, fields, words):
    number = made(app, duty, kind="monthly")
    answer = duty.send(f"/bao-cao/gui/{number}", confirmed="co", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert mails(app, number) == {}


def put_file(app, *, kind="monthly", name="a.docx", content=b"x") -> int:
    with app.store.transaction() as tx:
        return tx.reports.add(kind=kind, subject="2022-10-14", name=name, content=content, at=T0, by="lan")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({"kind": "unit-upload"}, "Chỉ gửi được tệp do hệ thống lập"),
        ({"name": "a.html"}, "Chỉ gửi được tệp do hệ thống lập"),
        ({"name": "a.csv", "content": b"x" * 700_000}, "quá lớn"),
    ],
    ids=["upload", "html", "large"],
)
def test_files_that_are_not_sent(app, duty, file, words):
    number = put_file(app, **file)
    answer = duty.send(f"/bao-cao/gui/{number}", units="cttt", confirmed="co")
    assert answer.status_code == 422
    assert words in answer.text


def test_without_a_mail_server_it_says_so(app, office, incident):
    duty = office.signed_in(Role.DUTY)
    answer = duty.send(f"/bao-cao/gui/{put_file(app)}", units="cttt", confirmed="co")
    assert "chưa khai báo máy chủ thư" in answer.text


def test_a_document_is_shown_as_words_and_tables(app, duty):
    page = duty.read(f"/bao-cao/xem/{made(app, duty, kind='monthly')}")
    assert "BÁO CÁO" in page
    assert 'class="paper"' in page
    assert "<td>" in page


def test_what_people_upload_is_not_opened_here(app, duty):
    number = put_file(app, kind="unit-upload", name="a.docx", content=b"PK not a document")
    assert "mở bằng phần mềm văn phòng" in duty.read(f"/bao-cao/xem/{number}")
    assert duty.get(f"/bao-cao/pdf/{number}").status_code == 404


def test_a_pdf_is_made_once_for_all_who_ask(app, duty, monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("", encoding="utf-8")
    object.__setattr__(app.settings, "pdf_program", program)
    asked = []
    made_pdf = lambda content, *, program: asked.append(program) or b"%PDF-1.7"  # noqa: E731
    monkeypatch.setattr("monitor.desk.reports.pages.to_pdf", made_pdf)
    number = put_file(app)
    for _ in range(2):
        answer = duty.get(f"/bao-cao/pdf/{number}")
        assert answer.content == b"%PDF-1.7"
        assert 'filename="a.pdf"' in answer.headers["content-disposition"]
    assert asked == [program]
    monkeypatch.setattr("monitor.desk.reports.pages.to_pdf", lambda content, *, program: NoPdf("quá lâu"))
    refused = duty.get(f"/bao-cao/pdf/{put_file(app, content=b'y')}")
    assert refused.status_code == 422
    assert "quá lâu" in refused.text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (soffice)")
def test_a_monthly_report_becomes_a_real_pdf(app, duty):
    answer = duty.get(f"/bao-cao/pdf/{made(app, duty, kind='monthly')}")
    assert answer.content.startswith(b"%PDF-")
