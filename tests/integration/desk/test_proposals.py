"""A page of the office that may be its statement: seen beside the clock, one step from being recorded."""

from __future__ import annotations

import re

import pytest

from monitor.core.accounts import Role
from monitor.core.handling import IncidentEvent
from monitor.core.notifications import CitedReason
from monitor.stages.proposing import PROPOSAL, PROPOSAL_EVENT, RULE
from tests.fakes.store_rows import T0, a_notification, an_item
from tests.integration.desk.conftest import put_incident

ADDRESS = "https://sogddt.example/thong-tin-079203001234.html"
"""With a number in it, as of many portals: the mask would take it for a paper's."""
WORDS = "Có thể Sở đã phát ngôn"


@pytest.fixture
def proposed(app):
    """The incident `v1`, and an item of it that was proposed as the statement."""
    with app.store.transaction() as tx:
        put_incident(tx, item_ids=("q1", "s1"), units=("cttt",))
        tx.items.put(an_item("s1", "Sở đã làm việc với trường", title="Thông tin chính thức", url=ADDRESS), now=T0)
        reasons = (CitedReason(RULE, "s1", "Thông tin chính thức"),)
        tx.outbox.add(a_notification("statement", unit="nguoi-phat-ngon", reasons=reasons), next_at=T0)
        note = f"{PROPOSAL}: {ADDRESS} (tin s1)"
        tx.incidents.log(IncidentEvent("v1", T0, PROPOSAL_EVENT, note=note))


def test_the_spokesperson_sees_it_and_the_form_is_filled_in(proposed, office):
    page = office.signed_in(Role.SPOKESPERSON).read("/su-co/v1")
    assert WORDS in page
    assert 'href="/tin-bai/s1">Thông tin chính thức</a>' in page
    assert 'href="#lam-phat-ngon"' in page
    assert 'id="lam-phat-ngon"' in page
    assert re.search(rf'name="url"[^>]*value="{ADDRESS}"', page)


def test_the_log_says_it_in_words(proposed, office):
    page = office.signed_in(Role.DUTY).read("/su-co/v1")
    assert f"<strong>Cần người xem</strong>: {PROPOSAL}: {ADDRESS} " in page
    assert "(tin s1)" not in page


def test_who_may_not_record_it_is_not_asked_to(proposed, office):
    page = office.signed_in(Role.UNIT, unit="cttt").read("/su-co/v1")
    assert WORDS in page
    assert "#lam-phat-ngon" not in page


def test_a_recorded_statement_ends_it(proposed, office):
    browser = office.signed_in(Role.SPOKESPERSON)
    for path, fields in (
        ("/su-co/v1/nhan-viec", {}),
        ("/su-co/v1/ho-so/phat-ngon", {"where": "cổng", "speaker": "Giám đốc", "url": ADDRESS, "seen": "0"}),
    ):
        mark = re.search(r'name="mark" value="([0-9a-f]+)"', browser.read("/su-co/v1"))[1]
        assert browser.send(path, mark=mark, **fields).status_code == 303
    assert WORDS not in browser.read("/su-co/v1")


def test_a_case_without_a_proposal_has_no_such_note(office, incident):
    assert WORDS not in office.signed_in(Role.SPOKESPERSON).read("/su-co/v1")
