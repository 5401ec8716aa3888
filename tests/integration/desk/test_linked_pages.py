"""Signed links that do more than acknowledge: each shows a form, acts on the POST, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.links import Purpose


def link(app, purpose: Purpose, unit: str = "cttt") -> str:
    expires = app.clock.now() + timedelta(days=1)
    return f"/xac-nhan/{app.signer.sign('v1', unit, 'k', expires=expires, purpose=purpose)}"


def stored(app):
    with app.store.read() as tx:
        return tx.incidents.get("v1")


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        (Purpose.NOT_INCIDENT, "Vì sao không phải sự cố?"),
        (Purpose.TRANSFER, "Đơn vị được đề nghị nhận"),
        (Purpose.TAKE, "nhận xử lý sự cố này thay"),
        (Purpose.DECLINE, "đơn vị đề nghị vẫn phụ trách"),
        (Purpose.VIEW, "Xem sự cố"),
    ],
)
def test_looking_shows_what_the_link_is_for_and_changes_nothing(app, office, incident, purpose, words):
    before = stored(app)
    page = office.browser().client.get(link(app, purpose))
    assert page.status_code == 200
    assert words in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert stored(app) == before


def test_not_an_incident_once(app, office, incident):
    client = office.browser().client
    address = link(app, Purpose.NOT_INCIDENT)
    assert "Hãy chọn" in client.post(address, data={}).text
    assert "Đã ghi nhận" in client.post(address, data={"verdict": "mark_not_ours", "reason": "trường khác"}).text
    assert stored(app).outcome == "mark_not_ours"
    assert "đã được dùng" in client.post(address, data={"verdict": "mark_false", "reason": "x"}).text
    assert stored(app).outcome == "mark_not_ours"


def test_a_hand_over_from_one_unit_to_the_other(app, office, incident):
    client = office.browser().client
    asked = client.post(link(app, Purpose.TRANSFER), data={"to": "van-phong", "reason": "ngoài lĩnh vực"})
    assert "Đã gửi đề nghị" in asked.text
    assert "Đã nhận xử lý" in client.post(link(app, Purpose.TAKE, "van-phong"), data={}).text
    assert "van-phong" in stored(app).units


def test_a_link_to_look_does_nothing_when_posted(app, office, incident):
    before = stored(app)
    assert office.browser().client.post(link(app, Purpose.VIEW), data={"act": "acknowledge"}).status_code == 404
    assert stored(app) == before


def test_a_reason_written_before_a_mistake_is_kept(app, office, incident):
    page = office.browser().client.post(link(app, Purpose.NOT_INCIDENT), data={"reason": "<b>nhầm</b>"})
    assert page.status_code == 400
    assert "&lt;b&gt;nhầm&lt;/b&gt;" in page.text
