from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.channels.zalo_errors import NIGHT, RENEW, is_night, outcome_of_code, until_morning
from alerts.outbox import LONG_WAIT
from monitor.core.notifications import RefusalKind, Refused, Retry
from tests.fakes.incidents import local

WAIT, AUTH, ACCOUNT, ADDRESS, CONTENT, POLICY, UNKNOWN = (
    "wait", RefusalKind.AUTH, RefusalKind.ACCOUNT, RefusalKind.ADDRESS, RefusalKind.CONTENT, RefusalKind.POLICY,
    RefusalKind.UNKNOWN,
)  # fmt: skip
TABLE = {
    WAIT: (-32, -100, -200, -211, -218, -234, -133, -144, -147),
    AUTH: (-209, -212, -219, -223, -240, -242, -101, -102, -103, -104, -105, -125, -1241),
    ACCOUNT: (-204, -205, -221, -224, -237, -320, -321, -109, -115, -117, -131, -135, -1351, -136, -137, -146),
    ADDRESS: (-213, -217, -227, -244, -403, -108, -114, -118, -119, -139, -140, -141),
    CONTENT: (-201, -210, -233, -235, -248, -249, -111, -112, -1121, -1122, -1124),
    POLICY: (-230, -232),
    UNKNOWN: (-1, -305, -99999, 7),
}


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for kind, codes in TABLE.items() for code in codes])
def test_every_published_number_has_its_class(code: int, kind: object) -> None:
    outcome = outcome_of_code(code, now=local("12:00"))
    assert (WAIT if isinstance(outcome, Retry) else outcome.kind) == kind
    assert str(code) in outcome.reason
    assert code not in RENEW
    if isinstance(outcome, Retry):
        assert outcome.alive, "the service answered: no outage"


@pytest.mark.parametrize("code", sorted(NIGHT))
def test_what_may_not_go_at_night_waits_for_six(code: int) -> None:
    outcome = outcome_of_code(code, now=local("23:00"))
    assert isinstance(outcome, Retry)
    assert outcome.after == timedelta(hours=7)


def test_a_spent_day_waits_for_the_next() -> None:
    outcome = outcome_of_code(-144, now=local("20:00"))
    assert isinstance(outcome, Retry)
    assert outcome.after == timedelta(hours=4, minutes=5)
    assert outcome.after > LONG_WAIT


@pytest.mark.parametrize(
    ("hour", "night", "left"),
    [
        ("21:59", False, timedelta(hours=8, minutes=1)), ("22:00", True, timedelta(hours=8)),
        ("00:00", True, timedelta(hours=6)), ("05:59", True, timedelta(minutes=1)),
        ("06:00", False, timedelta(hours=24)), ("12:00", False, timedelta(hours=18)),
    ],
)  # fmt: skip
def test_night(hour: str, left: timedelta, *, night: bool) -> None:
    assert is_night(local(hour)) is night
    assert until_morning(local(hour)) == left


def test_refusals_are_in_vietnamese_and_say_what_to_do() -> None:
    outcome = outcome_of_code(-321, now=local("12:00"))
    assert isinstance(outcome, Refused)
    assert "người quản trị" in outcome.reason
