"""Digests, suppressed messages, silences, contacts, actions, audit, warnings, meta."""

from __future__ import annotations

import pytest

from monitor.core.handling import Action, ActionKind, OperatorWarning, Silence, Suppressed
from monitor.core.labels import Severity
from monitor.core.plan import Contact
from monitor.store.audit import AuditLine
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, a_digest_line, at


def test_digest_lines_wait_until_sent(tx: Tx) -> None:
    first, second = a_digest_line("q1"), a_digest_line("q2", added_at=at(1))
    assert tx.digests.add(second, key="k2")
    assert tx.digests.add(first, key="k1")
    assert tx.digests.add(a_digest_line("q3", unit="van-phong"), key="k3")
    assert not tx.digests.add(first, key="k1")
    assert tx.digests.pending("cttt") == (("k1", first), ("k2", second))
    assert tx.digests.pending_units() == ("cttt", "van-phong")
    tx.digests.mark_sent(["k1", "k3"], notification_key="n1", at=at(2))
    assert tx.digests.pending("cttt") == (("k2", second),)
    assert tx.digests.pending_units() == ("cttt",)
    assert not tx.digests.add(first, key="k1")


def test_one_suppression_is_noted_once(tx: Tx) -> None:
    message = Suppressed(T0, "v1", "cttt", "budget", 1)
    assert tx.suppressed.add(message)
    assert not tx.suppressed.add(Suppressed(at(5), "v1", "cttt", "budget", 1))
    for other in (
        Suppressed(at(1), "v1", "cttt", "budget", 2),
        Suppressed(at(2), "v1", "cttt", "silenced", 1),
        Suppressed(at(3), "v1", "van-phong", "budget", 1),
        Suppressed(at(4), "v2", "cttt", "budget", 1),
    ):
        assert tx.suppressed.add(other)
    assert [message.at for message in tx.suppressed.for_incident("v1")] == [at(n) for n in range(4)]
    assert [message.at for message in tx.suppressed.between(at(1), at(3))] == [at(1), at(2)]


@pytest.mark.parametrize(("now", "count"), [(9, 2), (10, 1), (19, 1), (20, 0)])
def test_silences_run_out(tx: Tx, now: float, count: int) -> None:
    first = Silence("v1", "cttt", at(10), "đang xác minh", Severity.S2, T0)
    second = Silence("v1", "van-phong", at(20), "trùng", Severity.S3, T0)
    for silence in (first, second, Silence("v2", "cttt", at(99), "khác", Severity.S1, T0)):
        tx.silences.add(silence)
    assert tx.silences.active("v1", at(now)) == (first, second)[2 - count :]


def test_a_contact_is_replaced(tx: Tx) -> None:
    assert tx.contacts.of("cttt") is None
    tx.contacts.set("cttt", Contact("Trực ban A", email="a@so.example"), at=T0)
    tx.contacts.set("cttt", Contact("Trực ban B", zalo="b"), at=at(1))
    assert tx.contacts.of("cttt") == Contact("Trực ban B", zalo="b")


def test_actions_of_an_incident(tx: Tx) -> None:
    action = Action(T0, "cttt", ActionKind.SILENCE, item_id="q1", args=(("minutes", 60), ("reason", "đang xác minh")))
    lost = Action(T0, "cttt", ActionKind.RESOLVE, item_id="q404")
    first, second = tx.actions.add(action, applied_to="v1"), tx.actions.add(lost, applied_to=None)
    assert first < second
    assert tx.actions.for_incident("v1") == (action,)


def test_the_audit_log_latest_first(tx: Tx) -> None:
    for n in range(3):
        tx.audit.add(at(n), "cttt", "reveal", f"q{n}", "xem tên")
    assert tx.audit.recent(2) == tuple(AuditLine(at(n), "cttt", "reveal", f"q{n}", "xem tên") for n in (2, 1))


def test_a_warning_is_given_once(tx: Tx) -> None:
    first = OperatorWarning(T0, "source", "Nguồn im lặng", "silent:bao-que-dua")
    second = OperatorWarning(at(1), "channel", "Thư bị từ chối", "auth:email")
    assert tx.warnings.add(first)
    assert tx.warnings.add(second)
    assert not tx.warnings.add(OperatorWarning(at(2), "source", "Nguồn im lặng", "silent:bao-que-dua"))
    assert tx.warnings.recent(5) == (second, first)


def test_a_value_is_set_and_replaced(tx: Tx) -> None:
    assert tx.meta.get("period") is None
    tx.meta.set("period", "2022")
    tx.meta.set("period", "2025")
    assert tx.meta.get("period") == "2025"
