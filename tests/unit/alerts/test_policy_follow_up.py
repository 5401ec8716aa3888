"""What follows a first message: updates, corrections, closing, escalation, silences, the budget, the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.policy import clock_intents, decide_alerts
from monitor.core.incidents import Change, IncidentStatus, Veracity
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from tests.fakes.alerting import Desk
from tests.fakes.incidents import after, hoa_sen, local
from tests.fakes.plans import a_plan

S0, S1, S2, S3, S4 = Severity
SURE = 0.6
UNITS = ("gdth", "pgd-ba-tri")
UPDATED = dict.fromkeys(UNITS, "update")
CORRECTED = dict.fromkeys(UNITS, "correction")
EVERYONE = (*UNITS, "nguoi-phat-ngon", "van-phong", "lanh-dao")
REMINDERS = [(minute, dict.fromkeys(EVERYONE, "escalation")) for minute in range(10, 61, 10)]
"""What a crisis brings that nobody acknowledges."""
CLOSED: dict[str, Any] = {"status": IncidentStatus.CLOSED, "outcome": "resolved"}


def pushed(**fields: Any) -> Desk:
    """An S3 whose units were pushed at 13:41."""
    desk = Desk(hoa_sen(**fields))
    desk.decide()
    return desk


def by_kind(desk: Desk, kind: NotificationKind) -> set[str]:
    return {told.unit for told in desk.told if told.kind is kind}


class TestUpdates:
    @pytest.mark.parametrize(
        ("minutes", "change", "fields", "sent"),
        [
            pytest.param(5, Change.NEW_FACT, {}, {}, id="within the gap: held"),
            pytest.param(14, Change.FIRST_PRESS, {}, {}, id="press alone does not break the gap"),
            pytest.param(30, Change.NEW_FACT, {"acknowledged_at": after(1)}, UPDATED, id="after the gap"),
            pytest.param(1, Change.CONFIRMED, {"veracity": Veracity.CONFIRMED}, UPDATED, id="confirmed at once"),
            pytest.param(1, Change.DENIED, {"veracity": Veracity.REFUTED}, CORRECTED, id="denied at once"),
            pytest.param(1, Change.CORRECTED, {}, CORRECTED, id="corrected at once"),
            pytest.param(1, Change.LEVEL_DOWN, {"level": S2}, {}, id="lower: within the gap, held"),
        ],
    )
    def test_change(self, minutes: float, change: Change, fields: dict[str, Any], sent: dict[str, str]) -> None:
        assert pushed().changed(minutes, change, **fields) == sent

    def test_a_held_update_is_sent_when_the_gap_ends_even_if_a_copy_joined_meanwhile(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        assert desk.changed(5, Change.NEW_FACT) == {}
        assert desk.last.next_due_at == after(30)
        assert desk.quietly(12) == {}
        assert desk.at(30) == UPDATED

    def test_a_higher_level_is_an_update_in_the_thread_for_those_who_know(self) -> None:
        sent = pushed(confidence=SURE).changed(3, Change.LEVEL_UP, level=S4)
        assert sent == dict.fromkeys((*UNITS, "nguoi-phat-ngon", "van-phong"), "update") | {
            "lanh-dao": "push",
            "tccb": "push",
        }

    def test_nothing_material_sends_nothing(self) -> None:
        assert pushed().quietly(3, copies=4) == {}

    def test_a_new_unit_is_pushed(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        assert desk.changed(40, Change.PLACE_RESOLVED, units=(*UNITS, "cttt")) == UPDATED | {"cttt": "push"}

    def test_a_unit_no_longer_responsible_still_hears_the_rest(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        assert desk.changed(40, Change.UNITS, units=("gdth",)) == UPDATED

    def test_copies_hear_of_a_crisis_once(self) -> None:
        desk = pushed(level=S4, confidence=SURE, acknowledged_at=after(0))
        assert "tccb" in by_kind(desk, NotificationKind.PUSH)
        assert "tccb" not in desk.changed(40, Change.NEW_FACT)

    def test_a_lower_level_is_told_to_those_who_know_even_below_s2(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        assert desk.changed(40, Change.LEVEL_DOWN, level=S1) == UPDATED
        assert desk.last.digest == ()

    def test_who_was_woken_for_s3_may_sleep_again_at_once(self) -> None:
        night = local("22:30")
        desk = Desk(hoa_sen(opened_at=night, acknowledged_at=night), now=night)
        desk.decide()
        minutes = (local("23:30") - after(0)).total_seconds() / 60
        assert desk.changed(minutes, Change.LEVEL_DOWN, level=S2) == UPDATED

    def test_who_was_only_fetched_for_want_of_an_answer_hears_the_news_at_once(self) -> None:
        desk = pushed()
        desk.run_timers(20)
        fetched = by_kind(desk, NotificationKind.ESCALATION) - by_kind(desk, NotificationKind.PUSH)
        assert "van-phong" in fetched
        sent = desk.changed(21, Change.NEW_FACT, confidence=SURE)
        assert {unit for unit in fetched if sent.get(unit) != "update"} == set()
        assert desk.changed(24, Change.COUNT_STEP, confidence=SURE) == {}

    def test_two_updates_keep_the_gap(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        assert desk.changed(31, Change.NEW_FACT) == UPDATED
        assert desk.changed(40, Change.COUNT_STEP) == {}
        assert desk.run_timers(120) == [(61, UPDATED)]


class TestRetraction:
    def test_reaches_everybody_who_was_told_and_nobody_else(self) -> None:
        desk = pushed(level=S4, confidence=SURE)
        told = {told.unit for told in desk.told}
        assert desk.changed(5, Change.DENIED, veracity=Veracity.REFUTED) == dict.fromkeys(told, "correction")

    def test_candidates_are_not_corrected(self) -> None:
        assert "nguoi-phat-ngon" not in pushed().changed(5, Change.DENIED, veracity=Veracity.REFUTED)

    def test_those_warned_of_the_clock_are_corrected(self) -> None:
        desk = pushed()
        (warned, *_) = clock_intents(desk.incident, (0.5,), plan=desk.plan)
        desk.told += (replace(desk.told[0], unit=warned.unit, kind=warned.kind, key=warned.key),)
        assert desk.changed(5, Change.DENIED, veracity=Veracity.REFUTED)["nguoi-phat-ngon"] == "correction"

    def test_passes_a_silence(self) -> None:
        desk = pushed()
        desk.silence("gdth", minutes=60)
        assert desk.changed(5, Change.DENIED, veracity=Veracity.REFUTED) == CORRECTED

    def test_ends_escalation(self) -> None:
        desk = pushed()
        desk.changed(5, Change.DENIED, veracity=Veracity.REFUTED)
        assert desk.run_timers(600) == []

    @pytest.mark.parametrize("outcome", ["mark_false", "mark_not_ours"])
    def test_closing_as_false_or_not_ours_is_a_correction_once(self, outcome: str) -> None:
        desk = pushed()
        change = Change.DENIED if outcome == "mark_false" else Change.CORRECTED
        closed = {"status": IncidentStatus.CLOSED, "outcome": outcome, "closed_at": after(5)}
        assert desk.changed(5, change, **closed) == CORRECTED
        assert desk.changed(6, change, **closed) == {}
        assert desk.quietly(7) == {}

    def test_what_was_resolved_and_then_found_false_is_corrected(self) -> None:
        desk = pushed()
        assert desk.quietly(5, **CLOSED, closed_at=after(5)) == dict.fromkeys(UNITS, "close")
        assert desk.changed(9, Change.DENIED, veracity=Veracity.REFUTED) == CORRECTED


class TestClosing:
    def test_is_told_once_to_those_who_were_pushed(self) -> None:
        desk = pushed()
        assert desk.quietly(5, **CLOSED, closed_at=after(5)) == dict.fromkeys(UNITS, "close")
        assert desk.at(6) == {}
        assert desk.last.next_due_at is None

    def test_without_an_outcome_is_quiet(self) -> None:
        assert pushed().quietly(5, status=IncidentStatus.CLOSED, closed_at=after(5)) == {}

    def test_merging_is_quiet(self) -> None:
        assert pushed().quietly(5, status=IncidentStatus.MERGED, closed_at=after(5)) == {}

    def test_a_reopened_incident_goes_on_in_the_thread_and_can_be_closed_again(self) -> None:
        desk = pushed()
        desk.quietly(5, **CLOSED, closed_at=after(5))
        reopened = {"status": IncidentStatus.OPEN, "outcome": None, "closed_at": None}
        assert desk.changed(600, Change.NEW_FACT, **reopened) == UPDATED
        assert desk.run_timers(620)[0] == (615, dict.fromkeys(UNITS, "escalation"))
        assert set(desk.quietly(621, **CLOSED, closed_at=after(621)).values()) == {"close"}


class TestEscalation:
    def test_s3_steps_when_nobody_answers(self) -> None:
        desk = pushed()
        assert desk.run_timers(600) == [
            (15, dict.fromkeys(UNITS, "escalation")),
            (20, {"gdtrh": "escalation", "van-phong": "escalation"}),
            (30, {"nguoi-phat-ngon": "escalation"}),
            (45, {"lanh-dao": "escalation"}),
        ]

    def test_s4_repeats_to_everyone_who_handles_it_then_says_that_nobody_answered(self) -> None:
        desk = pushed(level=S4, confidence=SURE)
        assert desk.run_timers(600) == [*REMINDERS, (70, {"lanh-dao": "escalation"})]
        assert desk.last.unanswered
        assert desk.told[-1].key == "su-co-q1:lanh-dao:escalation:1.last"

    @pytest.mark.parametrize(
        ("minutes", "reminders"),
        [
            pytest.param(5, 0, id="before the first reminder"),
            pytest.param(31, 3, id="after the third"),
            pytest.param(61, 6, id="after the last, before it is given up"),
        ],
    )
    def test_an_acknowledgement_ends_the_repeating(self, minutes: float, reminders: int) -> None:
        desk = pushed(level=S4, confidence=SURE)
        assert desk.run_timers(minutes) == REMINDERS[:reminders]
        assert desk.acknowledge(minutes) == {}
        assert desk.run_timers(600) == []
        assert not desk.last.unanswered

    @pytest.mark.parametrize(
        ("looked_at", "then"),
        [
            pytest.param(25, [(30, 5), (40, 5), (50, 5), (60, 5), (70, 1)], id="in the middle: the rest as planned"),
            pytest.param(65, [(75, 1)], id="after the last: one reminder, and its time to be answered"),
            pytest.param(500, [(510, 1)], id="hours later"),
        ],
    )
    def test_a_late_look_at_a_crisis_reminds_once_and_waits(
        self, looked_at: float, then: list[tuple[int, int]]
    ) -> None:
        desk = pushed(level=S4, confidence=SURE)
        assert desk.at(looked_at) == dict.fromkeys(EVERYONE, "escalation")
        assert not desk.last.unanswered
        assert [(minute, len(sent)) for minute, sent in desk.run_timers(2000)] == then
        assert desk.last.unanswered

    def test_nobody_is_told_twice_that_nobody_answered(self) -> None:
        desk = pushed(level=S4, confidence=SURE)
        desk.run_timers(600)
        desk.changed(700, Change.NEW_FACT)
        desk.run_timers(2000)
        assert [told.key.rpartition(":")[2] for told in desk.told if told.key.endswith("last")] == ["1.last"]

    def test_news_at_the_moment_of_the_last_call_puts_it_off_by_one_gap(self) -> None:
        desk = pushed(level=S4, confidence=SURE)
        desk.run_timers(69)
        assert desk.changed(70, Change.NEW_FACT)["lanh-dao"] == "update"
        assert desk.at(70) == {}
        assert desk.run_timers(600) == [(80, {"lanh-dao": "escalation"})]

    def test_a_silenced_leadership_does_not_hide_that_nobody_answered(self) -> None:
        desk = pushed(level=S4, confidence=SURE)
        desk.silence("lanh-dao", minutes=600)
        assert desk.run_timers(80)[-1] == (70, {})
        assert desk.last.unanswered

    def test_s3_is_not_repeated(self) -> None:
        desk = pushed()
        desk.run_timers(600)
        assert not desk.last.unanswered

    @pytest.mark.parametrize(
        ("minutes", "seen"),
        [
            pytest.param(1, 0, id="at once"),
            pytest.param(16, 1, id="after one step"),
            pytest.param(46, 4, id="too late"),
        ],
    )
    def test_an_acknowledgement_ends_it(self, minutes: float, seen: int) -> None:
        desk = pushed()
        assert len(desk.run_timers(minutes)) == seen
        desk.acknowledge(minutes)
        assert desk.run_timers(600) == []

    def test_a_higher_level_starts_it_again(self) -> None:
        desk = pushed()
        desk.acknowledge(5)
        desk.changed(60, Change.LEVEL_UP, level=S4, press_origins=1)
        (minute, sent), *_ = desk.run_timers(600)
        assert minute == 70
        assert sent["gdth"] == "escalation"

    def test_a_late_look_sends_each_unit_one_message(self) -> None:
        desk = pushed()
        assert desk.at(50) == {
            "gdth": "escalation", "pgd-ba-tri": "escalation", "gdtrh": "escalation", "van-phong": "escalation",
            "nguoi-phat-ngon": "escalation", "lanh-dao": "escalation",
        }  # fmt: skip
        assert desk.at(51) == {}

    def test_a_candidate_does_not_take_the_place_of_a_step_that_is_due(self) -> None:
        desk = pushed(incident_type="abuse-sexual")
        desk.run_timers(19)
        sent = desk.changed(20, Change.UNITS, incident_type="food-poisoning", units=("gdth",))
        assert (sent["gdtrh"], sent["van-phong"]) == ("escalation", "escalation")
        assert desk.at(20) == {}

    def test_who_knows_already_is_not_told_again_by_name(self) -> None:
        desk = pushed(confidence=SURE)
        assert [sent for _, sent in desk.run_timers(600)] == [
            dict.fromkeys(UNITS, "escalation"),
            {"gdtrh": "escalation"},
            {"lanh-dao": "escalation"},
        ]

    def test_a_material_change_does_not_repeat_a_step(self) -> None:
        desk = pushed()
        desk.run_timers(16)
        desk.changed(17, Change.NEW_FACT)
        assert all("gdth" not in sent or sent["gdth"] == "update" for _, sent in desk.run_timers(600))

    def test_s2_does_not_escalate(self) -> None:
        desk = Desk(hoa_sen(level=S2, confidence=SURE))
        desk.at(10)
        assert desk.run_timers(600) == []

    def test_restricted_incidents_stay_in_the_circle(self) -> None:
        desk = pushed(incident_type="abuse-sexual", units=("cttt",))
        assert desk.run_timers(600) == [
            (15, {"cttt": "escalation"}),
            (30, {"nguoi-phat-ngon": "escalation"}),
            (45, {"lanh-dao": "escalation"}),
        ]

    def test_substitutes_exist_on_the_day(self) -> None:
        desk = pushed(units=("tccb",), copy_units=())
        desk.run_timers(20)
        assert "thanh-tra" in by_kind(desk, NotificationKind.ESCALATION)
        later = Desk(
            hoa_sen(units=("tccb",), copy_units=(), opened_at=after(4 * 365 * 1440)), now=after(4 * 365 * 1440)
        )
        later.decide()
        later.run_timers(4 * 365 * 1440 + 600)
        assert "thanh-tra" not in {told.unit for told in later.told}

    def test_a_unit_that_joins_late_is_not_passed_over_at_once(self) -> None:
        desk = pushed(units=("gdth",), copy_units=())
        desk.run_timers(25)
        assert desk.changed(25, Change.UNITS, units=("gdth", "tccb"))["tccb"] == "push"
        desk.run_timers(600)
        assert "thanh-tra" not in {told.unit for told in desk.told}

    def test_repeats_have_keys_of_their_own(self) -> None:
        desk = pushed()
        desk.run_timers(600)
        keys = [told.key for told in desk.told]
        assert len(keys) == len(set(keys))
        assert "su-co-q1:gdth:escalation:1.15" in keys


class TestSilence:
    def test_holds_messages_for_that_unit_and_says_so_once(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        desk.silence("gdth", minutes=120)
        assert desk.changed(40, Change.NEW_FACT) == {"pgd-ba-tri": "update"}
        assert [(s.unit, s.reason) for s in desk.last.suppressed] == [("gdth", "silenced")]
        desk.at(41)
        assert desk.last.suppressed == ()

    def test_what_it_held_comes_when_it_ends(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        desk.silence("gdth", minutes=120)
        desk.changed(40, Change.NEW_FACT)
        assert desk.run_timers(600) == [(120, {"gdth": "update"})]

    def test_a_higher_level_breaks_it(self) -> None:
        desk = pushed()
        desk.silence("gdth", minutes=120)
        assert desk.changed(5, Change.LEVEL_UP, level=S4)["gdth"] == "update"

    def test_stops_that_units_escalation_only(self) -> None:
        desk = pushed()
        desk.silence("gdth", minutes=120)
        assert desk.at(15) == {"pgd-ba-tri": "escalation"}


class TestBudget:
    def test_overflow_goes_to_the_digest_and_is_listed(self) -> None:
        desk = Desk()
        desk.other_pushes = {"gdth": 2}
        sent = desk.decide()
        assert "gdth" not in sent
        assert [(s.unit, s.reason) for s in desk.last.suppressed] == [("gdth", "budget")]
        assert "gdth" in desk.last.digest

    def test_room_is_used(self) -> None:
        desk = Desk()
        desk.other_pushes = {"gdth": 1}
        assert desk.decide()["gdth"] == "push"

    def test_a_crisis_breaks_it(self) -> None:
        desk = Desk(hoa_sen(level=S4))
        desk.other_pushes = {"gdth": 9}
        assert desk.decide()["gdth"] == "push"

    def test_what_went_to_the_digest_is_not_pushed_hours_later(self) -> None:
        desk = Desk(hoa_sen(acknowledged_at=after(0)))
        desk.other_pushes = {"gdth": 2}
        desk.decide()
        desk.other_pushes = {}
        assert desk.at(13 * 60) == {}
        assert desk.changed(13 * 60 + 5, Change.NEW_FACT)["gdth"] == "push"

    def test_updates_are_free(self) -> None:
        desk = pushed(acknowledged_at=after(0))
        desk.other_pushes = dict.fromkeys(UNITS, 5)
        assert desk.changed(40, Change.NEW_FACT) == UPDATED

    def test_repeats_are_neither_counted_nor_held(self) -> None:
        desk = Desk()
        desk.other_pushes = dict.fromkeys(UNITS, 1)
        desk.decide()
        assert set(desk.at(15).values()) == {"escalation"}
        assert desk.last.suppressed == ()


class TestClockWarnings:
    @pytest.mark.parametrize(
        ("fields", "fractions", "units", "step"),
        [
            pytest.param({}, (0.5,), ("nguoi-phat-ngon", "van-phong"), "50", id="half"),
            pytest.param({}, (0.9,), ("nguoi-phat-ngon", "van-phong"), "90", id="nearly"),
            pytest.param({}, (1.0,), ("nguoi-phat-ngon", "van-phong", "lanh-dao"), "100", id="overdue: leadership too"),
            pytest.param({"incident_type": "abuse-sexual"}, (0.5,), ("nguoi-phat-ngon",), "50", id="restricted"),
        ],
    )
    def test_who_is_warned(
        self, fields: dict[str, Any], fractions: tuple[float, ...], units: tuple[str, ...], step: str
    ) -> None:
        intents = clock_intents(hoa_sen(**fields), fractions, plan=a_plan())
        assert tuple(intent.unit for intent in intents) == units
        assert {(i.kind, i.step) for i in intents} == {(NotificationKind.CLOCK_WARNING, step)}

    def test_keys_differ_by_fraction(self) -> None:
        intents = clock_intents(hoa_sen(), (0.5, 0.75), plan=a_plan())
        assert len({intent.key for intent in intents}) == 4

    def test_a_warning_is_not_a_first_message(self) -> None:
        desk = pushed()
        (warning, *_) = clock_intents(desk.incident, (0.5,), plan=desk.plan)
        desk.told += (replace(desk.told[0], unit=warning.unit, kind=warning.kind, key=warning.key),)
        assert desk.changed(5, confidence=SURE)["nguoi-phat-ngon"] == "push"


def test_toy_stream() -> None:
    """The shipped example: an anonymous question, an S3, an acknowledgement, the press with a confirmation."""
    desk = Desk(hoa_sen(level=S2, confidence=0.2, opened_at=after(-19)), now=after(-19))
    assert desk.decide() == {}
    assert desk.run_timers(-1) == [(-9, dict.fromkeys(UNITS, "candidate"))]
    assert desk.changed(0, Change.LEVEL_UP, level=S3, confidence=0.35) == dict.fromkeys(UNITS, "push") | {
        "nguoi-phat-ngon": "candidate",
        "van-phong": "candidate",
    }
    assert desk.acknowledge(9) == {}
    assert desk.run_timers(74) == []
    sent = desk.changed(
        74, Change.LEVEL_UP, Change.CONFIRMED, level=S4, press_origins=1, confidence=0.8, veracity=Veracity.CONFIRMED
    )
    heads = ("nguoi-phat-ngon", "van-phong", "lanh-dao", "tccb")
    assert sent == UPDATED | dict.fromkeys(heads, "push")


_HAPPENINGS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["change", "quiet", "time", "acknowledge", "silence", "close", "false", "reopen", "merge"]),
        st.sampled_from(Change),
        st.fixed_dictionaries(
            {},
            optional={
                "level": st.sampled_from(Severity),
                "confidence": st.sampled_from([0.0, 0.39, 0.4, 0.9]),
                "territory": st.sampled_from(Territory),
                "press_origins": st.integers(0, 2),
                "veracity": st.sampled_from(Veracity),
                "is_old": st.booleans(),
                "incident_type": st.sampled_from(["food-poisoning", "abuse-sexual", "exam-integrity"]),
                "units": st.sampled_from([("gdth",), ("cttt", "pgd-ba-tri"), ("van-phong",)]),
                "copy_units": st.sampled_from([(), ("van-phong", "tccb"), ("gdth",)]),
            },
        ),
    ),
    max_size=12,
)


def _live(desk: Desk, minute: float, act: str, change: Change, fields: dict[str, Any]) -> None:
    reopened = {"status": IncidentStatus.OPEN, "outcome": None, "closed_at": None}
    shut = {"status": IncidentStatus.CLOSED, "closed_at": after(minute)}
    if act in {"change", "reopen"}:
        desk.changed(minute, change, **fields, **(reopened if act == "reopen" else {}))
    elif act == "acknowledge":
        desk.acknowledge(minute)
    elif act == "silence":
        desk.now = after(minute)
        desk.silence("gdth", minutes=45)
        desk.decide()
    elif act == "close":
        desk.quietly(minute, **shut, outcome="resolved")
    elif act == "false":
        desk.changed(minute, Change.DENIED, **shut, outcome="mark_false", veracity=Veracity.REFUTED)
    elif act == "merge":
        desk.quietly(minute, status=IncidentStatus.MERGED)
    else:
        desk.at(minute)


@settings(max_examples=150, deadline=None)
@given(happenings=_HAPPENINGS, level=st.sampled_from(Severity), confidence=st.sampled_from([0.2, 0.7]))
def test_whatever_happens(happenings: list[Any], level: Severity, confidence: float) -> None:
    """Deciding twice adds nothing, due times lie ahead, keys are unique, other provinces and the merged wake nobody."""
    desk = Desk(hoa_sen(level=level, confidence=confidence))
    desk.decide()
    for step, (gap, act, change, fields) in enumerate(sorted(happenings, key=lambda h: h[0])):
        desk.run_timers(gap + step)
        before = len(desk.told)
        _live(desk, gap + step, act, change, fields)
        fresh = desk.told[before:]
        assert len({told.unit for told in fresh}) == len(fresh)
        if desk.incident.territory is Territory.OTHER or desk.incident.status is IncidentStatus.MERGED:
            loud = {NotificationKind.PUSH, NotificationKind.ESCALATION, NotificationKind.CANDIDATE}
            assert not loud & {told.kind for told in fresh}
        again = decide_alerts(desk.case(), plan=desk.plan, now=desk.now)
        assert (again.send, again.suppressed) == ((), ())
        assert again.next_due_at == desk.last.next_due_at
        assert desk.last.next_due_at is None or desk.last.next_due_at > desk.now
    keys = [told.key for told in desk.told]
    assert len(keys) == len(set(keys))
