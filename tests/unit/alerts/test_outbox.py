from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alerts.channels.base import UNKNOWN_RECEIPT
from alerts.outbox import StepKind, back_off, choose_channel, next_step, recipient_for
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.labels import Severity
from monitor.core.notifications import (
    DeliveryOutcome,
    Notification,
    NotificationKind,
    Recipient,
    RefusalKind,
    Refused,
    Retry,
    Sent,
)
from monitor.core.plan import Contact
from tests.fakes.incidents import NOON, after
from tests.fakes.plans import a_plan

BOTH = Recipient("cttt", "Trực cttt", email="cttt@so.example", zalo="z1")
MAIL_ONLY = Recipient("cttt", "Trực cttt", email="cttt@so.example")
TEMPLATE = ("zalo-template",)
ORDER = ("email", "zalo")
DOWN = Retry("kênh đang ngừng")
NO_DOUBT = timedelta()


def entry(
    attempts: int = 1, *, level: Severity = Severity.S2, tried: tuple[str, ...] = (), **fields: Any
) -> OutboxEntry:
    message = Notification(
        key="v1:cttt:push:1", incident_id="v1", unit="cttt", kind=NotificationKind.PUSH, revision=1, level=level,
        labels=(), reasons=(), item_ids=(), subject="", text="", html="", created_at=NOON,
    )  # fmt: skip
    values: dict[str, Any] = {"channel": "zalo" if "email" in tried else "email", "tried": tried}
    return OutboxEntry(message, DeliveryState.SENDING, attempts, NOON, **(values | fields))


def refused(kind: RefusalKind = RefusalKind.ADDRESS) -> Refused:
    return Refused(kind, "không nhận")


@pytest.mark.parametrize(
    ("held", "outcome", "recipient", "now", "kind", "wait"),
    [
        pytest.param(entry(), Sent("m1"), BOTH, 0, StepKind.SENT, 0, id="accepted"),
        pytest.param(entry(1), DOWN, BOTH, 0, StepKind.RETRY, 0.5, id="first failure"),
        pytest.param(entry(2), DOWN, BOTH, 0, StepKind.RETRY, 2, id="second failure"),
        pytest.param(entry(3), DOWN, BOTH, 0, StepKind.RETRY, 10, id="third failure"),
        pytest.param(entry(4), DOWN, BOTH, 0, StepKind.RETRY, 30, id="fourth failure"),
        pytest.param(entry(5), DOWN, BOTH, 0, StepKind.NEXT_CHANNEL, 0, id="attempts used up"),
        pytest.param(entry(1, level=Severity.S3), DOWN, BOTH, 0, StepKind.RETRY, 0.5, id="urgent: one more try"),
        pytest.param(entry(2, level=Severity.S3), DOWN, BOTH, 0, StepKind.NEXT_CHANNEL, 0, id="urgent: soon elsewhere"),
        pytest.param(entry(2, level=Severity.S4), DOWN, MAIL_ONLY, 0, StepKind.RETRY, 2, id="urgent with nowhere else"),
        pytest.param(entry(5), DOWN, MAIL_ONLY, 40, StepKind.RETRY, 30, id="last channel: the outage is waited out"),
        pytest.param(entry(9), DOWN, MAIL_ONLY, 361, StepKind.FAIL, 0, id="last channel: patience ends"),
        pytest.param(entry(5, tried=("email",)), DOWN, BOTH, 40, StepKind.RETRY, 30, id="both down: keeps trying"),
        pytest.param(entry(1), refused(), BOTH, 0, StepKind.NEXT_CHANNEL, 0, id="refused: another channel"),
        pytest.param(entry(1), refused(), MAIL_ONLY, 0, StepKind.FAIL, 0, id="refused, nothing left"),
        pytest.param(
            entry(1), refused(RefusalKind.AUTH), BOTH, 0, StepKind.NEXT_CHANNEL, 0, id="login refused: elsewhere"
        ),
        pytest.param(
            entry(1), refused(RefusalKind.AUTH), MAIL_ONLY, 0, StepKind.RETRY, 0.5,
            id="login refused, nothing left: waits for a person",
        ),
        pytest.param(
            entry(9), refused(RefusalKind.ACCOUNT), MAIL_ONLY, 361, StepKind.FAIL, 0, id="nobody came for six hours"
        ),
        pytest.param(
            entry(1, level=Severity.S3), Retry("đêm", timedelta(hours=7)), BOTH, 0, StepKind.NEXT_CHANNEL, 0,
            id="urgent: does not wait for the morning",
        ),
        pytest.param(
            entry(1, level=Severity.S3), Retry("đêm", timedelta(hours=7)), MAIL_ONLY, 0, StepKind.RETRY, 420,
            id="urgent with nowhere else: waits for the morning",
        ),
        pytest.param(entry(1, tried=("email",)), refused(), BOTH, 0, StepKind.FAIL, 0, id="refused by the last one"),
        pytest.param(entry(1), Retry("429", timedelta(hours=1)), BOTH, 0, StepKind.RETRY, 60, id="provider's wish"),
        pytest.param(
            entry(1), Retry(f"{UNKNOWN_RECEIPT}: …"), BOTH, 0, StepKind.RETRY, 0.5, id="perhaps received: one repeat"
        ),
        pytest.param(
            entry(2, last_error=f"{UNKNOWN_RECEIPT}: …"), Retry(f"{UNKNOWN_RECEIPT}: …"), BOTH, 0,
            StepKind.NEXT_CHANNEL, 0, id="perhaps received twice: elsewhere",
        ),
        pytest.param(
            entry(2, last_error=f"{UNKNOWN_RECEIPT}: …"), Retry(f"{UNKNOWN_RECEIPT}: …"), MAIL_ONLY, 0,
            StepKind.FAIL, 0, id="perhaps received twice: a person must ask",
        ),
    ],
)  # fmt: skip
def test_next_step(  # noqa: PLR0917
    held: OutboxEntry, outcome: DeliveryOutcome, recipient: Recipient, now: float, kind: StepKind, wait: float
) -> None:
    step = next_step(held, outcome, recipient=recipient, order=ORDER, plan=a_plan(), now=after(now), jitter=0.5)
    assert (step.kind, step.next_at) == (kind, after(now + wait))


def test_operator_is_warned_while_the_last_channel_is_waited_for() -> None:
    def warned(attempts: int) -> bool:
        step = next_step(
            entry(attempts), DOWN, recipient=MAIL_ONLY, order=ORDER, plan=a_plan(), now=after(1), jitter=0.0
        )
        return step.warn

    assert not warned(4)
    assert warned(5)


def test_a_forty_minute_outage_of_the_only_channel_loses_nothing() -> None:
    for jitter in (0.0, 0.999):
        now, attempts = NOON, 0
        while True:
            attempts += 1
            outcome = DOWN if now < after(40) else Sent()
            step = next_step(
                entry(attempts), outcome, recipient=MAIL_ONLY, order=ORDER, plan=a_plan(), now=now, jitter=jitter
            )
            if step.kind is not StepKind.RETRY:
                break
            now = step.next_at
        assert step.kind is StepKind.SENT
        assert now < after(75)


@pytest.mark.parametrize(("jitter", "seconds"), [(0.0, 24), (0.5, 30), (0.999999, 36)])
def test_jitter_moves_a_wait_by_a_fifth(jitter: float, seconds: float) -> None:
    assert back_off(1, jitter=jitter).total_seconds() == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize(
    ("recipient", "order", "tried", "channel"),
    [
        pytest.param(BOTH, ORDER, (), "email", id="the plan's order"),
        pytest.param(BOTH, ("zalo", "email"), (), "zalo", id="another order"),
        pytest.param(BOTH, ORDER, ("email",), "zalo", id="not one that refused"),
        pytest.param(MAIL_ONLY, ORDER, ("email",), None, id="no address there"),
        pytest.param(Recipient("x", "x"), (*ORDER, "file"), (), "file", id="a file needs no address"),
        pytest.param(BOTH, (), (), None, id="nothing configured"),
        pytest.param(Recipient("x", "x", phone="0987 654 321"), TEMPLATE, (), "zalo-template", id="a mobile"),
        pytest.param(Recipient("x", "x", phone="0275 3822 300"), TEMPLATE, (), None, id="a desk's telephone is called"),
    ],
)
def test_choose_channel(
    recipient: Recipient, order: tuple[str, ...], tried: tuple[str, ...], channel: str | None
) -> None:
    assert choose_channel(recipient, order=order, tried=tried) == channel


@pytest.mark.parametrize(
    ("unit", "override", "expected"),
    [
        pytest.param("cttt", None, Recipient("cttt", "Trực cttt", "cttt@so.example", "zalo-cttt"), id="as planned"),
        pytest.param(
            "cttt", Contact("Cô Sáu", email="sau@so.example"), Recipient("cttt", "Cô Sáu", "sau@so.example"),
            id="the one who left is not reached",
        ),
        pytest.param(
            "cttt", Contact("Cô Sáu"), Recipient("cttt", "Cô Sáu", "cttt@so.example", "zalo-cttt"), id="a new name only"
        ),
        pytest.param("khong-co", None, Recipient("khong-co", "khong-co"), id="a unit the plan lost"),
    ],
)  # fmt: skip
def test_recipient_for(unit: str, override: Contact | None, expected: Recipient) -> None:
    assert recipient_for(unit, a_plan(), override) == expected
