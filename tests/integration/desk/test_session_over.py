"""A form that comes after the session ended: nothing is done, the person is told, and nobody writes a text twice."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.core.accounts import SESSION_IDLE, Role
from tests.fakes.desk import PASSWORD

TEXT = "Đã gọi thầy hiệu trưởng lúc 6 giờ 05; thầy nói <chưa> rõ."
PAGE = "/su-co/v1"
LOST = "Phiên làm việc đã hết"


@pytest.fixture
def late(app, office, incident):
    """A browser whose session ended while its person was typing."""
    browser = office.signed_in(Role.DUTY)
    app.clock.advance(SESSION_IDLE + timedelta(minutes=1))
    return browser


def send(browser, path, *, referer=f"http://testserver{PAGE}", **fields):
    data = {"csrf": browser.csrf} | fields
    return browser.client.post(path, data=data, headers={"Referer": referer} if referer else {})


def test_what_was_written_is_shown_once_more(late):
    answer = send(late, f"{PAGE}/ho-so/ghi-chep", text=TEXT)
    assert answer.status_code == 401
    assert LOST in answer.text
    assert f"readonly>{escape(TEXT)}</textarea>" in answer.text
    assert f'name="next" value="{PAGE}"' in answer.text


def test_an_act_without_words_is_not_taken_for_done(app, late):
    answer = send(late, f"{PAGE}/tiep-nhan")
    assert answer.status_code == 303
    target = urlsplit(answer.headers["location"])
    assert parse_qs(target.query)["next"] == [PAGE]
    assert LOST in late.read(answer.headers["location"])
    with app.store.read() as tx:
        assert tx.incidents.get("v1").acknowledged_at is None


def test_signing_out_late_is_no_loss(late):
    assert send(late, "/dang-xuat").headers["location"] == f"/dang-nhap?next={PAGE}"


@pytest.mark.parametrize("referer", ["", "https://evil.example/su-co", "http://[", "http://testserver:99/x"])
def test_only_pages_of_the_desk_are_gone_back_to(late, referer):
    answer = send(late, f"{PAGE}/ho-so/ghi-chep", referer=referer, text=TEXT)
    assert 'name="next" value="/"' in answer.text


def test_a_password_is_never_shown_again(late):
    answer = send(late, "/tai-khoan/mat-khau", present=PASSWORD, password="một câu khác dài", again="một câu khác dài")
    assert answer.status_code == 303
    assert PASSWORD not in late.read(answer.headers["location"])


def test_another_site_learns_and_shows_nothing(late):
    answer = late.client.post(f"{PAGE}/ho-so/ghi-chep", data={"text": TEXT}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert escape(TEXT) not in answer.text


def test_a_form_of_an_older_session_keeps_its_words(office, incident):
    browser = office.signed_in(Role.DUTY)
    browser.csrf = "cu"
    answer = send(browser, f"{PAGE}/ho-so/ghi-chep", text=TEXT)
    assert answer.status_code == 403
    assert f"readonly>{escape(TEXT)}</textarea>" in answer.text


def test_an_address_with_several_conditions_survives_the_sign_in(office):
    asked = office.browser().get("/tin-bai?tim=h%E1%BB%8Dc+sinh&muc=S3")
    target = parse_qs(urlsplit(asked.headers["location"]).query)["next"]
    assert target == ["/tin-bai?tim=h%E1%BB%8Dc+sinh&muc=S3"]
