"""Gửi tin: links, words and files from signed-in people; bounded, told clearly, nothing of other units given away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitor.core.accounts import Role
from monitor.desk.items import submitting, uploads
from monitor.desk.limits import RateLimit
from tests.fakes.desk import Calm, Office, build_app

NEWS = "Hôm nay 12 học sinh ở Ba Tri nhập viện sau bữa ăn bán trú."


@pytest.fixture
def app(tmp_path):
    app = build_app(tmp_path, classifier=Calm())
    yield app
    app.close()


@pytest.fixture
def office(app):
    return Office(app)


@pytest.fixture
def duty(office):
    return office.signed_in(Role.DUTY)


def send(browser, *files, **fields):
    parts = [("file", file) for file in files] or [("file", ("", b""))]
    return browser.client.post("/gui-tin", data={"csrf": browser.csrf} | fields, files=parts)


def stored(app) -> int:
    with app.store.read() as tx:
        return tx.items.count()


def test_words_become_an_item_and_the_person_is_written_down(app, duty):
    page = send(duty, text="Phụ huynh hỏi lịch khai giảng của trường.")
    assert page.status_code == 200
    assert "Đã nhận" in page.text
    assert "Mở tin" in page.text
    assert stored(app) == 1
    with app.store.read() as tx:
        line = tx.audit.recent(1)[0]
    assert (line.act, line.person) == ("submit", "truc-tin")


def test_the_same_words_again_are_known(app, duty):
    send(duty, text=NEWS)
    assert "Tin đã có" in send(duty, text=NEWS).text
    assert stored(app) == 1


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (("tin.txt", NEWS.encode()), "Đã nhận"),
        (("bang.csv", f"Tiêu đề,Nội dung\r\nTin,{NEWS}\r\n".encode()), "1 tin mới"),
        (("la.exe", b"MZ"), "Chưa đọc được loại tệp này"),
        (("bang.xlsx", b"PK\x03\x04 broken"), "Không nhập được tệp"),
        (("<script>alert(1)</script>.exe", b"x"), "Chưa đọc được loại tệp này"),
    ],
    ids=["text", "rows", "program", "broken", "hostile-name"],
)
def test_a_file_is_read_or_refused_with_a_reason(duty, file, words):
    page = send(duty, file)
    assert words in page.text
    assert "<script>alert(1)" not in page.text


def test_a_picture_goes_along_with_the_words_and_leaves_its_hash_alone(app, duty):
    page = send(duty, ("anh.jpg", b"\xff\xd8picture"), text=NEWS)
    assert "Đã nhận" in page.text
    item_id = re.search(r'href="/tin-bai/(gui-[0-9a-f]+)"', page.text)[1]
    with app.store.read() as tx:
        item = tx.items.get(item_id)
    assert [media.kind for media in item.media] == ["image"]


def test_an_empty_form_is_refused_and_keeps_nothing(app, duty):
    page = send(duty)
    assert page.status_code == 422
    assert "Chưa có nội dung" in page.text
    assert stored(app) == 0


def test_what_was_refused_stays_in_the_form(duty):
    page = send(duty, url="javascript:alert(1)", text="một đoạn")
    assert page.status_code == 422
    assert ">một đoạn</textarea>" in page.text


def test_a_form_without_its_token_is_refused(app, duty):
    assert duty.client.post("/gui-tin", data={"text": NEWS}, files=[("file", ("", b""))]).status_code == 403
    assert stored(app) == 0


def test_nobody_is_read_before_signing_in(app, office):
    answer = office.browser().client.post("/gui-tin", data={"text": NEWS}, files=[("file", ("a.txt", b"x"))])
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/dang-nhap")
    viewer = office.signed_in(Role.VIEWER)
    assert send(viewer, text=NEWS).status_code == 403
    assert stored(app) == 0


def test_what_is_too_large_is_refused(monkeypatch, app, duty):
    monkeypatch.setattr(uploads, "MAX_UPLOAD_BYTES", 1000)
    assert send(duty, ("a.txt", b"x" * 2000)).status_code == 413
    monkeypatch.setattr(uploads, "MAX_FILES", 1)
    assert send(duty, ("a.txt", b"x"), ("b.txt", b"y")).status_code == 422
    assert stored(app) == 0


def test_a_flood_is_stopped(monkeypatch, duty):
    monkeypatch.setattr(submitting, "SENT_PER_PERSON", RateLimit(1, timedelta(minutes=1)))
    assert send(duty, text=NEWS).status_code == 200
    assert send(duty, text="tin khác").status_code == 429


def test_a_unit_hears_that_it_was_received_and_nothing_of_others(app, office):
    unit = office.signed_in(Role.UNIT, unit="gdth")
    page = send(unit, text=NEWS)
    assert page.status_code == 200
    assert "Đã nhận tin" in page.text
    with app.store.read() as tx:
        (incident,) = tx.incidents.open()
    own = "gdth" in (*incident.units, *incident.copy_units)
    assert (f"/su-co/{incident.id}" in page.text) == own


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\a\\tin.txt", "tin.txt"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\0.txt", "ab.txt"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
        ("", ""),
    ],
)
def test_a_file_keeps_its_own_name_alone(name, kept):
    assert uploads.clean_name(name) == kept
