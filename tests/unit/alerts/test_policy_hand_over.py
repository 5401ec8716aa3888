"""Hand-overs, the incident above, persons who stand in, readers of digests that were wrong, night warnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alerts.alert_case import AlertIntent
from alerts.policy import Told, decide_alerts
from alerts.reach import reach_on, reach_words
from alerts.tiers import is_province_wide, warning_time
from monitor.core.casework.cases import Transfer
from monitor.core.incidents import Change, IncidentStatus, Veracity
from monitor.core.labels import Severity, Territory
from monitor.core.plan import Contact, Plan
from tests.fakes.alerting import Desk, Sent
from tests.fakes.incidents import NOON, after, hoa_sen, local
from tests.fakes.plans import a_plan, a_unit

S1, S2, S3, S4 = Severity.S1, Severity.S2, Severity.S3, Severity.S4
ASKED = Transfer(1, "gdth", "cttt", "thuộc lĩnh vực của phòng", after(5))


def told(incident: Any = None, **fields: Any) -> Desk:
    desk = Desk(incident or hoa_sen(acknowledged_at=NOON), **fields)
    desk.decide()
    return desk


def with_transfer(desk: Desk, transfer: Transfer, minutes: float) -> Sent:
    desk.now = after(minutes)
    desk.last = decide_alerts(replace(desk.case(), transfers=(transfer,)), plan=desk.plan, now=desk.now)
    return remember(desk)


def remember(desk: Desk) -> Sent:
    last = desk.last
    desk.last = replace(last, send=())
    desk.told += tuple(replace(_told(intent, desk), person=intent.person) for intent in last.send)
    desk.suppressed += last.suppressed
    return {intent.unit: intent.key.rpartition(":")[2] for intent in last.send}


def _told(intent: AlertIntent, desk: Desk) -> Any:
    return Told(intent.unit, intent.kind, desk.incident.level, intent.revision, desk.now, intent.key)


class TestHandOver:
    def test_the_unit_asked_hears_once(self) -> None:
        desk = told()
        assert with_transfer(desk, ASKED, 5) == {"cttt": "1.handover1"}
        assert with_transfer(desk, ASKED, 6) == {}

    def test_not_again_when_the_case_changes(self) -> None:
        desk = told()
        with_transfer(desk, ASKED, 5)
        desk.incident = replace(desk.incident, revision=2, changes=(Change.NEW_FACT,))
        assert set(with_transfer(desk, ASKED, 50).values()) == {"2"}

    def test_its_spent_budget_does_not_keep_it_from_hearing(self) -> None:
        desk = told()
        desk.other_pushes = {"cttt": 9}
        assert "cttt" in with_transfer(desk, ASKED, 5)

    def test_a_minor_case_waits_for_the_morning(self) -> None:
        desk = told(
            hoa_sen(level=S2, confidence=0.6, opened_at=local("21:00"), acknowledged_at=NOON), now=local("21:30")
        )
        late = (local("23:00") - NOON).total_seconds() / 60
        assert with_transfer(desk, ASKED, late) == {}
        assert decide_alerts(
            replace(desk.case(), transfers=(ASKED,)), plan=desk.plan, now=local("23:00")
        ).next_due_at == local("2022-10-13T06:00")

    @pytest.mark.parametrize(
        ("accepted", "sent"), [(True, {}), (False, {"gdth": "1.declined1"})], ids=["taken", "declined"]
    )
    def test_who_asked_hears_of_a_refusal(self, *, accepted: bool, sent: Sent) -> None:
        desk = told()
        assert with_transfer(desk, replace(ASKED, accepted=accepted, answer="quá tải"), 9) == sent

    def test_nothing_once_the_case_is_closed(self) -> None:
        desk = told()
        desk.incident = replace(desk.incident, status=IncidentStatus.CLOSED, outcome=None, closed_at=after(4))
        assert with_transfer(desk, ASKED, 5) == {}


WIDE = hoa_sen(id="su-co-tinh", school="", places=("ben-tre",), level=S3, counts=(), opened_at=after(-60))
AT_SCHOOL: dict[str, Any] = {"counts": (), "confidence": 0.6}


class TestUnderAnIncidentOfTheProvince:
    @pytest.mark.parametrize(
        ("fields", "wide", "inhibited"),
        [
            pytest.param({}, {}, {"gdth"}, id="who has the wide one in hand is not interrupted"),
            pytest.param({"counts": (("hospitalised", 3),)}, {}, set(), id="people hurt"),
            pytest.param({"level": S4}, {}, set(), id="graver than the wide one"),
            pytest.param({"level": S4}, {"level": S4}, set(), id="a crisis"),
            pytest.param({}, {"opened_at": after(1)}, set(), id="the wide one came later"),
            pytest.param({"school": ""}, {}, set(), id="no single school"),
        ],
    )
    def test_inhibition(self, fields: dict[str, Any], wide: dict[str, Any], inhibited: set[str]) -> None:
        desk = Desk(hoa_sen(**(AT_SCHOOL | fields)))
        above = ((replace(WIDE, **wide), frozenset({"gdth"})),)
        decision = decide_alerts(replace(desk.case(), wide=above), plan=desk.plan, now=NOON)
        assert {s.unit for s in decision.suppressed if s.reason == "inhibited"} == inhibited
        assert inhibited <= set(decision.digest)
        assert {"pgd-ba-tri"} <= {intent.unit for intent in decision.send}

    @pytest.mark.parametrize(
        ("fields", "wide"),
        [
            ({}, True),
            ({"places": ("ben-tre", "ben-tre/ba-tri")}, False),
            ({"places": ()}, False),
            ({"school": "Trường X"}, False),
            ({"territory": Territory.NATIONAL}, False),
        ],
        ids=["province", "a district too", "nowhere", "a school", "national"],
    )
    def test_what_is_of_the_whole_province(self, fields: dict[str, Any], *, wide: bool) -> None:
        assert is_province_wide(replace(WIDE, **fields)) is wide


class TestStandIns:
    @staticmethod
    def plan() -> Plan:
        """gdth names a person who stands in; pgd-ba-tri names none, and no unit."""
        people = (Contact("Trực", email="a@so.example"), Contact("Người thay", email="b@so.example"))
        units = tuple(replace(u, contacts=people) if u.id == "gdth" else u for u in a_plan().units)
        return a_plan(units=units)

    def test_a_named_person_is_told_before_another_unit(self) -> None:
        desk = Desk(hoa_sen(), plan=self.plan())
        desk.decide()
        sent: list[tuple[str, int, str]] = []
        for minutes in (15, 20):
            desk.now = after(minutes)
            desk.last = decide_alerts(desk.case(), plan=desk.plan, now=desk.now)
            sent += [(i.unit, i.person, i.key.rpartition(":")[2]) for i in desk.last.send]
            remember(desk)
        assert ("gdth", 0, "1.15") in sent
        assert ("gdth", 1, "1.20s") in sent
        assert ("gdtrh", 0, "1") not in sent

    def test_after_an_outage_both_persons_hear_at_once(self) -> None:
        desk = Desk(hoa_sen(), plan=self.plan())
        desk.decide()
        desk.now = after(25)
        decision = decide_alerts(desk.case(), plan=desk.plan, now=desk.now)
        assert {i.person for i in decision.send if i.unit == "gdth"} == {0, 1}
        assert len({i.key for i in decision.send}) == len(decision.send)

    def test_told_once(self) -> None:
        desk = Desk(hoa_sen(), plan=self.plan())
        desk.decide()
        desk.now = after(25)
        desk.last = decide_alerts(desk.case(), plan=desk.plan, now=desk.now)
        remember(desk)
        assert decide_alerts(desk.case(), plan=desk.plan, now=after(26)).send == ()


class TestReadersOfADigest:
    @pytest.mark.parametrize(
        ("fields", "told_again"),
        [
            pytest.param({"veracity": Veracity.REFUTED, "changes": (Change.DENIED,)}, ("tccb",), id="denied"),
            pytest.param({"veracity": Veracity.REFUTED}, ("tccb",), id="denied, and a copy since"),
            pytest.param({"changes": (Change.NEW_FACT,)}, (), id="only news"),
            pytest.param(
                {"status": IncidentStatus.CLOSED, "outcome": "mark_false", "closed_at": NOON}, ("tccb",), id="false"
            ),
            pytest.param(
                {"status": IncidentStatus.CLOSED, "outcome": "resolved", "closed_at": NOON}, (), id="resolved"
            ),
        ],
    )
    def test_are_told_in_the_next_one(self, fields: dict[str, Any], told_again: tuple[str, ...]) -> None:
        desk = Desk(hoa_sen(level=S1, **fields))
        case = replace(desk.case(), readers=("tccb",))
        digest = decide_alerts(case, plan=desk.plan, now=NOON).digest
        assert tuple(unit for unit in digest if unit == "tccb") == told_again


@pytest.mark.parametrize(
    ("now", "due", "sent"),
    [
        pytest.param("14:00", "2022-10-13T02:00", "14:00", id="by day: at once"),
        pytest.param("23:00", "2022-10-13T11:00", "2022-10-13T06:00", id="at night, time left: in the morning"),
        pytest.param("23:00", "2022-10-13T05:59", "23:00", id="at night, due before the morning: at once"),
        pytest.param("23:00", "2022-10-13T06:00", "2022-10-13T06:00", id="due in the morning"),
        pytest.param("2022-10-13T02:00", "2022-10-13T02:00", "2022-10-13T02:00", id="overdue at night: at once"),
        pytest.param("22:00", "2022-10-13T22:00", "2022-10-13T06:00", id="at ten it is night"),
        pytest.param("2022-10-13T06:00", "2022-10-13T22:00", "2022-10-13T06:00", id="at six it is day"),
    ],
)
def test_when_a_clock_warning_goes_out(now: str, due: str, sent: str) -> None:
    assert warning_time(local(now), local(due), a_plan().alerts) == local(sent)


class TestReach:
    DAY = date(2022, 10, 12)

    def test_units_without_any_address_are_named(self) -> None:
        units = tuple(replace(u, contacts=(Contact("Trực"),)) if u.id == "cttt" else u for u in a_plan().units)
        reach = reach_on(a_plan(units=units), {}, channels=("email",), day=self.DAY)
        assert reach.unreachable == ("Phòng Chính trị, tư tưởng",)
        assert "Văn phòng Sở" in reach.without_stand_in
        assert "Phòng Chính trị, tư tưởng" in reach_words(reach)

    def test_an_address_of_a_channel_that_is_not_there_reaches_nobody(self) -> None:
        plan = a_plan(units=(a_unit("van-phong", "office", contacts=(Contact("Trực", zalo="z"),)),))
        assert reach_on(plan, {}, channels=("email",), day=self.DAY).unreachable == ("Đơn vị van-phong",)
        assert reach_on(plan, {}, channels=("zalo",), day=self.DAY).unreachable == ()

    def test_what_staff_set_counts(self) -> None:
        plan = a_plan(units=(a_unit("van-phong", "office", contacts=()),))
        contacts = {"van-phong": Contact("Trực", email="v@so.example")}
        assert reach_on(plan, contacts, channels=("email",), day=self.DAY).unreachable == ()

    def test_a_telephone_alone_stands_in_only_where_something_is_sent_to_it(self) -> None:
        people = (Contact("A", email="a@so.example"), Contact("B", phone="0987 654 321"))
        plan = a_plan(units=(a_unit("van-phong", "office", contacts=people),))
        assert reach_on(plan, {}, channels=("email",), day=self.DAY).without_stand_in == ("Đơn vị van-phong",)
        assert reach_on(plan, {}, channels=("email", "zalo-template"), day=self.DAY).without_stand_in == ()

    def test_nothing_missing_says_nothing(self) -> None:
        people = (Contact("A", email="a@so.example"), Contact("B", email="b@so.example"))
        plan = a_plan(units=(a_unit("van-phong", "office", contacts=people),))
        reach = reach_on(plan, {}, channels=("email",), day=self.DAY)
        assert (reach.unreachable, reach.without_stand_in) == ((), ())
        assert reach_words(reach) == ""
