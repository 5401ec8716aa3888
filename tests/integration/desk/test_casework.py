"""The case file on an incident's page: every form, two people at once, sensitive cases, hand-over, units."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitor.core.accounts import Role
from monitor.core.casework.cases import CaseFile
from monitor.desk.incidents.case_forms import FORMS
from monitor.stages.casework import read_case
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

SEEN = re.compile(r'name="seen" value="(\d+)"')
SCRIPT = "<script>alert(1)</script>"


def case(app, incident_id="v1") -> CaseFile:
    with app.store.read() as tx:
        return read_case(tx, incident_id)


def write(browser, slug, incident_id="v1", *, seen=None, **fields):
    page = browser.read(f"/su-co/{incident_id}")
    at = SEEN.search(page)[1] if seen is None else seen
    return browser.send(f"/su-co/{incident_id}/ho-so/{slug}", seen=at, **fields)


@pytest.fixture
def duty(office, incident):
    return office.signed_in(Role.DUTY)


@pytest.fixture
def chief(office, incident):
    return office.signed_in(Role.LEADERSHIP)


@pytest.mark.parametrize(
    ("slug", "fields", "holds"),
    [
        ("phu-trach", {"person": "Lê Thị Hoa", "unit": "cttt"}, lambda c: c.owner.person == "Lê Thị Hoa"),
        ("noi-dung", {"text": "Sở đang xác minh."}, lambda c: c.lines[0].text == "Sở đang xác minh."),
        ("giao-viec", {"text": "gọi trường", "person": "Hoa", "due": ""}, lambda c: c.tasks[0].due_at is None),
        (
            "giao-viec",
            {"text": "gọi trường", "person": "Hoa", "due": "2022-10-12T16:00"},
            lambda c: c.tasks[0].due_at == T0 + timedelta(hours=8),
        ),
        ("y-kien", {"text": "Trường đã báo cáo."}, lambda c: c.opinions[0].by.unit == "van-phong"),
        ("ghi-chep", {"text": "Đã gọi."}, lambda c: c.log[0].by.person == "Người truc-tin"),
        ("chuyen", {"to": "gdth", "reason": "thuộc tiểu học"}, lambda c: c.pending_transfer.to_unit == "gdth"),
        ("phat-ngon", {"where": "họp báo", "speaker": "Giám đốc"}, lambda c: c.statements[0].published_at == T0),
        ("ket-thuc", {"outcome": "xong", "lessons": "không có", "watch_days": ""}, lambda c: not c.closing.watch_until),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_written_stands_in_the_file_and_in_the_audit(app, duty, slug, fields, holds):
    answer = write(duty, slug, **fields)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/su-co/v1?xong=ho-so#ho-so"
    assert holds(case(app))
    with app.store.read() as tx:
        lines = [line for line in tx.audit.recent(5) if line.act.startswith("case.")]
    assert [(line.person, line.what) for line in lines] == [("truc-tin", "incident:v1")]


@pytest.mark.parametrize(
    ("slug", "fields", "words"),
    [
        ("giao-viec", {"text": "gọi", "person": "Hoa", "due": "hôm nay"}, "chọn đủ ngày và giờ"),
        ("giao-viec", {"text": "gọi", "person": "Hoa", "due": "2020-01-01T00:00"}, "Hạn làm phải sau"),
        ("ket-thuc", {"outcome": "xong", "lessons": ""}, "bài học"),
        ("ket-thuc", {"outcome": "xong", "lessons": "x", "watch_days": "999"}, "tối đa là 365"),
        ("chuyen", {"to": "khong-co", "reason": "x"}, "Không có đơn vị"),
        ("chuyen", {"to": "gdth", "reason": ""}, "lý do"),
        ("xong-viec", {"number": "7"}, "Việc này đã xong"),
        ("xong-viec", {"number": "-1"}, "không còn trong hồ sơ"),
        ("tra-loi", {"number": "1", "accepted": "co le"}, "một trong hai"),
        ("phat-ngon", {"where": "", "speaker": ""}, "Chưa đủ thông tin phát ngôn"),
        ("ghi-chep", {"text": "x" * 5_500}, "Hãy viết ngắn lại"),
    ],
)
def test_what_cannot_be_written_says_why_and_is_kept_in_the_form(app, duty, slug, fields, words):
    answer = write(duty, slug, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert case(app).version == 0


def test_a_form_without_the_version_is_refused(app, duty):
    assert write(duty, "ghi-chep", seen="", text="Đã gọi.").status_code == 422
    assert case(app).version == 0


def test_two_people_at_once_see_each_other_and_lose_nothing(app, duty, chief):
    seen = SEEN.search(chief.read("/su-co/v1"))[1]
    write(duty, "ghi-chep", text="Đã gọi hiệu trưởng.")
    late = chief.send("/su-co/v1/ho-so/noi-dung", seen=seen, text="Sở đang xác minh.")
    assert late.status_code == 409
    assert "Người truc-tin đã ghi thêm lúc 08:00 hôm nay" in late.text
    assert ">Sở đang xác minh.</textarea>" in late.text
    assert case(app).lines == ()
    again = chief.send("/su-co/v1/ho-so/noi-dung", seen=SEEN.search(late.text)[1], text="Sở đang xác minh.")
    assert again.status_code == 303
    assert case(app).version == 2


def test_who_wrote_the_line_does_not_approve_it(app, duty, chief):
    write(duty, "noi-dung", text="Sở đang xác minh.")
    assert "/ho-so/duyet" not in duty.read("/su-co/v1")
    assert write(duty, "duyet", number="1").status_code == 422
    assert "/ho-so/duyet" in chief.read("/su-co/v1")
    assert write(chief, "duyet", number="1").status_code == 303
    assert "<blockquote>Sở đang xác minh.</blockquote>" in duty.read("/su-co/v1")


def test_a_task_is_done_by_a_unit_that_has_nothing_else_to_say_here(app, office, duty):
    write(duty, "giao-viec", text="gọi trường", person="Hoa")
    unit = office.signed_in(Role.UNIT, unit="cttt")
    assert write(unit, "xong-viec", number="1", note="đã gọi").status_code == 303
    assert case(app).tasks[0].note == "đã gọi"
    assert write(unit, "phu-trach", person="Hoa", unit="cttt").status_code == 403


def test_a_hand_over_waits_for_the_unit_that_was_asked(app, office, duty):
    owner, asked = office.signed_in(Role.UNIT, unit="cttt"), office.signed_in(Role.UNIT, unit="gdth", login="gdth")
    assert write(owner, "chuyen", to="gdth", reason="thuộc tiểu học").status_code == 303
    assert "/ho-so/tra-loi" not in owner.read("/su-co/v1")
    assert write(owner, "tra-loi", number="1", accepted="co").status_code == 422
    page = asked.read("/su-co/v1")
    assert "đề nghị" in page
    assert "/ho-so/tra-loi" in page
    assert write(asked, "tra-loi", number="1", accepted="co").status_code == 303
    with app.store.read() as tx:
        assert "gdth" in tx.incidents.get("v1").units


def test_a_unit_that_only_knows_of_a_case_does_not_give_it_away(app, office):
    with app.store.transaction() as tx:
        put_incident(tx, units=("cttt",), copy_units=("gdth",))
    unit = office.signed_in(Role.UNIT, unit="gdth")
    assert "/ho-so/chuyen" not in unit.read("/su-co/v1")
    assert write(unit, "chuyen", to="cttt", reason="x").status_code == 403
    assert case(app).version == 0


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_the_file_of_another_unit_looks_like_one_that_does_not_exist(app, office, form):
    with app.store.transaction() as tx:
        put_incident(tx, units=("cttt",))
    unit = office.signed_in(Role.UNIT, unit="gdth")
    fields = {"seen": "0", "text": "x", "number": "1", "to": "gdth", "reason": "x", "accepted": "co"}
    answer = unit.send(f"/su-co/v1/ho-so/{form.slug}", **fields)
    missing = unit.send(f"/su-co/khong-co/ho-so/{form.slug}", **fields)
    assert answer.status_code == missing.status_code
    assert answer.status_code in {403, 404}
    assert answer.text == missing.text
    assert case(app).version == 0


def test_a_sensitive_case_needs_a_second_reader(app, office):
    with app.store.transaction() as tx:
        put_incident(tx, incident_type="abuse-sexual")
    duty, chief = office.signed_in(Role.DUTY), office.signed_in(Role.LEADERSHIP)
    assert "Vụ việc nhạy cảm" in duty.read("/su-co/v1")
    alone = write(duty, "ket-thuc", outcome="xong", lessons="không có")
    assert alone.status_code == 422
    assert "người thứ hai" in alone.text
    assert ">xong</textarea>" in alone.text
    assert write(chief, "doc-kiem", agrees="co", text="").status_code == 303
    assert write(duty, "ket-thuc", outcome="xong", lessons="không có").status_code == 303
    with app.store.read() as tx:
        assert not tx.incidents.get("v1").is_open


def test_what_people_write_is_shown_as_text_and_masked(app, duty):
    for slug, fields in (
        ("ghi-chep", {"text": f"{SCRIPT} gọi 0912345678"}),
        ("phu-trach", {"person": SCRIPT, "unit": "cttt"}),
        ("noi-dung", {"text": f"{SCRIPT} em Nguyễn Văn An"}),
        ("giao-viec", {"text": SCRIPT, "person": SCRIPT}),
    ):
        assert write(duty, slug, **fields).status_code == 303
    page = duty.read("/su-co/v1")
    assert SCRIPT not in page
    assert "0912345678" not in page
    assert "Nguyễn Văn An" not in page


def test_a_viewer_reads_the_file_and_is_offered_nothing(office, duty):
    write(duty, "noi-dung", text="Sở đang xác minh.")
    viewer = office.signed_in(Role.VIEWER)
    page = viewer.read("/su-co/v1")
    assert "Sở đang xác minh." in page
    assert "/ho-so/" not in page


def test_the_page_explains_itself_in_full(duty):
    page = duty.read("/su-co/v1")
    assert "Giải thích đầy đủ" in page
    assert "Độ tin cậy" in page
