"""Who hears of an incident first: level, confidence, territory, age, quiet hours, group wait."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from alerts.policy import Tier, tier_of
from monitor.core.incidents import CitedReason, IncidentStatus, Veracity
from monitor.core.labels import Severity, Territory
from tests.fakes.alerting import Desk
from tests.fakes.incidents import NOON, after, hoa_sen, local
from tests.fakes.plans import a_plan, alert_settings

SURE, UNSURE = 0.4, 0.39
S0, S1, S2, S3, S4 = Severity
HOME, OTHER, NATIONAL, UNKNOWN = Territory.HOME, Territory.OTHER, Territory.NATIONAL, Territory.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "tier"),
    [
        pytest.param({"level": S0}, Tier.NONE, id="S0"),
        pytest.param({"level": S1, "confidence": 1.0}, Tier.DIGEST, id="S1"),
        pytest.param({"level": S2, "confidence": UNSURE}, Tier.CANDIDATE, id="S2 unsure"),
        pytest.param({"level": S2, "confidence": SURE}, Tier.PUSH, id="S2 sure"),
        pytest.param({"level": S3, "confidence": 0.0}, Tier.PUSH, id="S3 unsure"),
        pytest.param({"level": S4, "confidence": 0.0}, Tier.PUSH, id="S4 unsure"),
        pytest.param({"level": S4, "is_old": True}, Tier.DIGEST, id="S4 old"),
        pytest.param({"level": S0, "is_old": True}, Tier.NONE, id="S0 old"),
        pytest.param({"level": S4, "territory": OTHER, "confidence": 1.0}, Tier.DIGEST, id="S4 elsewhere"),
        pytest.param({"level": S1, "territory": OTHER}, Tier.DIGEST, id="S1 elsewhere"),
        pytest.param({"level": S4, "territory": NATIONAL}, Tier.CANDIDATE, id="S4 national"),
        pytest.param({"level": S3, "territory": NATIONAL}, Tier.CANDIDATE, id="S3 national"),
        pytest.param({"level": S2, "territory": NATIONAL, "confidence": 1.0}, Tier.DIGEST, id="S2 national"),
        pytest.param(
            {"level": S3, "territory": NATIONAL, "incident_type": "exam-integrity"}, Tier.PUSH, id="S3 national exam"
        ),
        pytest.param(
            {"level": S2, "territory": NATIONAL, "incident_type": "exam-integrity"}, Tier.DIGEST, id="S2 national exam"
        ),
        pytest.param({"level": S4, "territory": UNKNOWN, "confidence": SURE}, Tier.PUSH, id="S4 unknown sure"),
        pytest.param({"level": S4, "territory": UNKNOWN, "confidence": UNSURE}, Tier.CANDIDATE, id="S4 unknown unsure"),
        pytest.param({"level": S3, "territory": UNKNOWN, "confidence": 1.0}, Tier.CANDIDATE, id="S3 unknown"),
        pytest.param({"level": S1, "territory": UNKNOWN}, Tier.DIGEST, id="S1 unknown"),
        pytest.param({"level": S4, "veracity": Veracity.REFUTED}, Tier.CANDIDATE, id="S4 refuted"),
        pytest.param({"level": S1, "veracity": Veracity.REFUTED}, Tier.DIGEST, id="S1 refuted"),
        pytest.param(
            {"level": S3, "veracity": Veracity.REFUTED, "reasons": (CitedReason("floor.school-emptied", "q1", ""),)},
            Tier.PUSH,
            id="S3 refuted, the school stands empty",
        ),
    ],
)
def test_tier(fields: dict[str, Any], tier: Tier) -> None:
    assert tier_of(hoa_sen(**fields), a_plan()) is tier


ACTING = {"gdth": "push", "pgd-ba-tri": "push"}
HEADS = {"nguoi-phat-ngon": "push", "van-phong": "push"}
HEADS_WAIT = {"nguoi-phat-ngon": "candidate", "van-phong": "candidate"}
LEADERS = {"lanh-dao": "push"}
COPIED = {"tccb": "push"}


@pytest.mark.parametrize(
    ("fields", "sent", "digest"),
    [
        pytest.param({"level": S0}, {}, (), id="S0: nothing"),
        pytest.param({"level": S1}, {}, ("gdth", "pgd-ba-tri"), id="S1: digest"),
        pytest.param({"level": S3, "confidence": UNSURE}, ACTING | HEADS_WAIT, ("tccb",), id="S3 unsure"),
        pytest.param({"level": S3, "confidence": SURE}, ACTING | HEADS, ("tccb",), id="S3 sure"),
        pytest.param(
            {"level": S3, "confidence": UNSURE, "press_origins": 1}, ACTING | HEADS, ("tccb",), id="S3 in the press"
        ),
        pytest.param({"level": S4, "confidence": UNSURE}, ACTING | HEADS | COPIED, (), id="S4 unsure: leaders wait"),
        pytest.param({"level": S4, "confidence": SURE}, ACTING | HEADS | LEADERS | COPIED, (), id="S4 sure"),
        pytest.param(
            {"level": S4, "confidence": UNSURE, "press_origins": 2},
            ACTING | HEADS | LEADERS | COPIED,
            (),
            id="S4 in the press",
        ),
        pytest.param({"level": S4, "territory": OTHER}, {}, ("gdth", "pgd-ba-tri"), id="elsewhere: digest only"),
        pytest.param({"level": S3, "is_old": True}, {}, ("gdth", "pgd-ba-tri"), id="old: digest only"),
        pytest.param({"level": S3, "territory": NATIONAL}, {"van-phong": "candidate"}, (), id="national S3: office"),
        pytest.param(
            {"level": S2, "territory": NATIONAL, "opened_at": after(-10)},
            {},
            ("gdth", "pgd-ba-tri"),
            id="national S2: digest",
        ),
        pytest.param(
            {"level": S3, "territory": NATIONAL, "incident_type": "exam-integrity", "units": ("ktqlcl",)},
            {"ktqlcl": "push"} | HEADS_WAIT,
            ("tccb",),
            id="national exam: as at home",
        ),
        pytest.param(
            {"level": S4, "territory": UNKNOWN, "confidence": SURE},
            HEADS,
            (),
            id="unknown S4 sure: office, spokesperson",
        ),
        pytest.param(
            {"level": S4, "territory": UNKNOWN, "confidence": UNSURE},
            {"van-phong": "candidate"},
            (),
            id="unknown S4 unsure",
        ),
        pytest.param(
            {"level": S3, "territory": UNKNOWN, "confidence": 1.0}, {"van-phong": "candidate"}, (), id="unknown S3"
        ),
        pytest.param(
            {"level": S4, "confidence": SURE, "incident_type": "abuse-sexual", "units": ("cttt",)},
            {"cttt": "push", "nguoi-phat-ngon": "push"} | LEADERS,
            (),
            id="restricted: no office, no copies",
        ),
        pytest.param(
            {"level": S3, "confidence": UNSURE, "incident_type": "abuse-sexual", "units": ("cttt",)},
            {"cttt": "push", "nguoi-phat-ngon": "candidate"},
            (),
            id="restricted S3: no digest line for copies",
        ),
        pytest.param(
            {
                "level": S4,
                "territory": UNKNOWN,
                "confidence": SURE,
                "incident_type": "abuse-sexual",
                "units": ("cttt",),
            },
            {"nguoi-phat-ngon": "push"},
            (),
            id="restricted, unknown place: spokesperson only",
        ),
        pytest.param(
            {"level": S4, "confidence": SURE, "units": ("van-phong", "cttt")},
            {"van-phong": "push", "cttt": "push", "nguoi-phat-ngon": "push"} | LEADERS | COPIED,
            (),
            id="the office handles it itself: one message",
        ),
        pytest.param(
            {"level": S3, "veracity": Veracity.REFUTED},
            {"gdth": "candidate", "pgd-ba-tri": "candidate"},
            (),
            id="refuted before anybody heard: looked at, not pushed",
        ),
        pytest.param({"level": S4, "status": IncidentStatus.MERGED, "confidence": SURE}, {}, (), id="merged: nothing"),
        pytest.param(
            {"level": S4, "status": IncidentStatus.CLOSED, "outcome": "resolved"}, {}, (), id="closed unheard"
        ),
    ],
)
def test_first_decision(fields: dict[str, Any], sent: dict[str, str], digest: tuple[str, ...]) -> None:
    desk = Desk(hoa_sen(**fields))
    assert desk.decide() == sent
    assert desk.last.digest == digest


class TestGroupWait:
    def test_s2_waits_ten_minutes_and_is_judged_by_what_is_known_then(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=UNSURE))
        assert desk.decide() == {}
        assert desk.last.next_due_at == after(10)
        assert desk.changed(5, confidence=SURE) == {}
        assert desk.at(10) == ACTING

    def test_s2_unsure_becomes_a_candidate_for_those_it_would_push(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=UNSURE))
        desk.decide()
        assert desk.run_timers(60) == [(10, {"gdth": "candidate", "pgd-ba-tri": "candidate"})]
        assert desk.last.digest == ()

    def test_s2_pushed_gives_copies_a_digest_line(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=SURE))
        desk.decide()
        desk.run_timers(10)
        assert desk.last.digest == ("van-phong", "tccb")

    def test_a_rise_to_s3_does_not_wait(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=UNSURE))
        desk.decide()
        assert desk.changed(3, level=S3) == ACTING | HEADS_WAIT

    def test_a_level_that_rose_late_waits_from_then(self) -> None:
        desk = Desk(hoa_sen(level=S1))
        desk.decide()
        assert desk.changed(100, level=S2, confidence=SURE) == {}
        assert desk.last.next_due_at == after(110)

    def test_a_candidate_is_noted_once(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=UNSURE))
        desk.at(10)
        assert desk.changed(20) == {}

    def test_a_candidate_that_becomes_sure_is_pushed(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=UNSURE))
        desk.at(10)
        assert desk.changed(20, confidence=SURE) == ACTING


class TestQuietHours:
    @pytest.mark.parametrize(
        ("opened", "pushed"),
        [
            pytest.param("21:49", "21:59", id="just before"),
            pytest.param("21:51", "2022-10-13T06:00", id="the wait ends in the night"),
            pytest.param("2022-10-13T02:00", "2022-10-13T06:00", id="after midnight"),
            pytest.param("2022-10-13T05:55", "2022-10-13T06:05", id="just after"),
        ],
    )
    def test_s2_is_held_until_morning(self, opened: str, pushed: str) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=SURE, opened_at=local(opened)), now=local(opened))
        assert desk.decide() == {}
        minutes = (local("2022-10-13T12:00") - NOON).total_seconds() / 60
        (first, sent), *_ = [event for event in desk.run_timers(minutes) if event[1]]
        assert (after(first), sent) == (local(pushed), ACTING)

    @pytest.mark.parametrize("level", [S3, S4])
    def test_serious_incidents_wake_people(self, level: Severity) -> None:
        desk = Desk(hoa_sen(level=level, opened_at=local("23:30")), now=local("23:30"))
        assert "gdth" in desk.decide()

    def test_candidates_wake_nobody_and_are_not_held(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=UNSURE, opened_at=local("23:00")), now=local("23:10"))
        assert desk.decide() == {"gdth": "candidate", "pgd-ba-tri": "candidate"}

    def test_an_s2_update_waits_for_the_morning_too(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=SURE, opened_at=local("20:00")), now=local("20:10"))
        desk.decide()
        night = (local("23:00") - NOON).total_seconds() / 60
        assert desk.changed(night) == {}
        assert desk.last.next_due_at == local("2022-10-13T06:00")

    def test_quiet_hours_within_one_day(self) -> None:
        plan = a_plan(alerts=alert_settings(quiet_from=time(12), quiet_to=time(14)))
        desk = Desk(hoa_sen(level=S2, confidence=SURE), plan=plan)
        desk.decide()
        assert [event for event in desk.run_timers(60) if event[1]] == [(19, ACTING)]


class TestLeadership:
    def test_hears_of_an_unsure_crisis_after_ten_minutes(self) -> None:
        desk = Desk(hoa_sen(level=S4))
        desk.decide()
        assert desk.last.next_due_at == after(10)
        assert desk.at(10)["lanh-dao"] == "push"

    def test_hears_at_once_when_the_press_comes_in_between(self) -> None:
        desk = Desk(hoa_sen(level=S4))
        desk.decide()
        assert desk.changed(4, press_origins=1)["lanh-dao"] == "push"

    def test_hears_although_a_unit_acknowledged(self) -> None:
        desk = Desk(hoa_sen(level=S4))
        desk.decide()
        desk.acknowledge(2)
        assert desk.at(10) == LEADERS

    def test_spokesperson_and_office_are_pushed_when_it_becomes_sure(self) -> None:
        desk = Desk(hoa_sen(level=S3, confidence=UNSURE))
        assert desk.decide() == ACTING | HEADS_WAIT
        assert desk.changed(5, confidence=SURE) == HEADS
