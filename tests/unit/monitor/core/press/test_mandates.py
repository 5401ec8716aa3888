"""Who may speak, and what the register warns of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.core.plan import LegalProfile
from monitor.core.press.mandates import (
    MandateGiven,
    MandateKind,
    MandatePaper,
    MandatePosted,
    MandateRevoked,
    read_register,
    register_warnings,
)
from tests.fakes.case_files import file_events
from tests.fakes.incidents import NOON, after
from tests.fakes.plans import a_plan

PLAN = a_plan(legal_profiles=(LegalProfile("2022", "", "", 24.0, "happened_at", publish_authorisation_hours=12),))
GIVEN = MandateGiven(
    "m1", MandateKind.CASE, "Ngô Dung", "Phó Giám đốc", "0275 000 000", "d@so.example",
    signed_at=NOON, valid_from=NOON, valid_to=after(20 * 24 * 60), matter="vụ Hoa Sen", incident_id="v1", paper="12/QĐ",
)  # fmt: skip
POSTED = MandatePosted("m1", "https://so.example/uy-quyen", after(100))
HOURS = 60


@pytest.mark.parametrize(
    ("given", "later", "hours", "keys"),
    [
        pytest.param(GIVEN, (), 5, [], id="fresh"),
        pytest.param(GIVEN, (), 6, ["m1:post"], id="half of the 12 hours gone"),
        pytest.param(GIVEN, (), 12, ["m1:late"], id="12 hours gone"),
        pytest.param(GIVEN, (POSTED,), 12, [], id="posted"),
        pytest.param(replace(GIVEN, paper=""), (POSTED,), 1, ["m1:paper"], id="no paper"),
        pytest.param(replace(GIVEN, paper=""), (POSTED, MandatePaper("m1", "12/QĐ")), 1, [], id="paper handed in"),
        pytest.param(GIVEN, (POSTED,), 13 * 24, ["m1:ending"], id="ends within a week"),
        pytest.param(GIVEN, (POSTED,), 20 * 24, ["m1:ended"], id="ended"),
        pytest.param(GIVEN, (MandateRevoked("m1", "thay người"),), 20 * 24, [], id="revoked"),
        pytest.param(
            replace(GIVEN, kind=MandateKind.HEAD, paper="", valid_to=None), (), 99, [], id="the head needs none"
        ),
    ],
)
def test_what_the_register_warns_of(
    given: MandateGiven, later: tuple[object, ...], hours: int, keys: list[str]
) -> None:
    register = read_register(file_events(given, *later), PLAN)
    warnings = register_warnings(register, now=after(hours * HOURS))
    assert [warning.key for warning in warnings] == [f"mandate:{key}" for key in keys]


@pytest.mark.parametrize(
    ("minutes", "incident", "speaks"),
    [(-1, "v1", False), (0, "v1", True), (0, "v2", False), (0, None, False), (20 * 24 * 60, "v1", False)],
    ids=["before", "in its case", "in another case", "in general", "after"],
)
def test_who_may_speak(minutes: float, incident: str | None, *, speaks: bool) -> None:
    register = read_register(file_events(GIVEN), PLAN)
    assert bool(register.speakers(after(minutes), incident_id=incident)) is speaks


def test_a_regular_spokesperson_speaks_on_everything_until_revoked() -> None:
    regular = replace(GIVEN, kind=MandateKind.REGULAR, valid_to=None, incident_id=None)
    assert read_register(file_events(regular), PLAN).speakers(after(9e5))
    assert not read_register(file_events(regular, MandateRevoked("m1", "")), PLAN).speakers(after(9e5))
