"""Báo chí: duties toward the press, and who may speak."""

from __future__ import annotations

import re

import pytest

from monitor.core.accounts import Role
from monitor.stages.casework import register, tracks
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

SCRIPT = "<script>alert(1)</script>"
SPEAKER = {"kind": "regular", "person": "Lê Thị Hoa", "post": "Chánh Văn phòng", "signed_at": "2022-10-10T08:00"}


@pytest.fixture
def spokesperson(office, incident):
    return office.signed_in(Role.SPOKESPERSON)


def known(app):
    with app.store.read() as tx:
        return tracks(tx), register(tx, app.plan)


def test_a_duty_begins_with_its_deadline_and_ends(app, spokesperson):
    form = {"matter": "question", "incident": "v1", "opened_at": "2022-10-11T09:00", "note": "Báo Quê Dừa hỏi"}
    assert spokesperson.send("/bao-chi/viec", **form).status_code == 303
    (track,) = known(app)[0]
    assert track.incident_id == "v1"
    assert "39 khoản 1" in track.basis
    page = spokesperson.read("/bao-chi")
    assert "Báo Quê Dừa hỏi" in page
    assert "Trả lời câu hỏi của báo chí" in spokesperson.read("/su-co/v1")
    assert spokesperson.send(f"/bao-chi/viec/{track.id}/xong", note="đã trả lời").status_code == 303
    assert known(app)[0][0].closed_at == T0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"matter": "x"}, "chọn loại việc"),
        ({"matter": "question", "incident": "khong-co"}, "Không có sự cố này"),
        ({"matter": "question", "opened_at": "2030-01-01T00:00"}, "tương lai"),
        ({"matter": "question", "opened_at": "hôm qua"}, "đủ ngày và giờ"),
    ],
)
def test_a_duty_that_cannot_be_kept_says_why(app, spokesperson, fields, words):
    answer = spokesperson.send("/bao-chi/viec", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert known(app)[0] == ()


def test_the_register_is_given_posted_and_revoked(app, spokesperson):
    version = re.search(r'name="seen" value="(\d+)"', spokesperson.read("/bao-chi"))[1]
    assert spokesperson.send("/bao-chi/nguoi-phat-ngon", seen=version, **SPEAKER).status_code == 303
    (mandate,) = known(app)[1].mandates
    path = f"/bao-chi/nguoi-phat-ngon/{mandate.given.id}"
    assert spokesperson.send(path, seen="1", act="van-ban", text="12/UQ-SGDĐT").status_code == 303
    stale = spokesperson.send(path, seen="1", act="thoi", text="chuyển công tác")
    assert stale.status_code == 409
    assert spokesperson.send(path, seen="2", act="thoi", text="chuyển công tác").status_code == 303
    (mandate,) = known(app)[1].mandates
    assert mandate.paper == "12/UQ-SGDĐT"
    assert not mandate.holds(T0)


def test_names_are_shown_as_text(spokesperson):
    form = SPEAKER | {"person": SCRIPT, "post": SCRIPT}
    assert spokesperson.send("/bao-chi/nguoi-phat-ngon", seen="0", **form).status_code == 303
    assert SCRIPT not in spokesperson.read("/bao-chi")


def test_those_who_only_look_learn_nothing_of_a_restricted_case(app, office):
    kind = next(kind.id for kind in app.plan.incident_types if kind.restricted)
    with app.store.transaction() as tx:
        put_incident(tx, incident_type=kind, title="Vụ hạn chế")
    duty = office.signed_in(Role.DUTY)
    assert duty.send("/bao-chi/viec", matter="question", incident="v1", note="hỏi vụ kín").status_code == 303
    viewer = office.signed_in(Role.VIEWER)
    page = viewer.read("/bao-chi")
    assert "hỏi vụ kín" not in page
    assert "/su-co/v1" not in page
    assert "hỏi vụ kín" in duty.read("/bao-chi")
