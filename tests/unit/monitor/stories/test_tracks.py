"""Due dates of the duties toward the press, in both legal periods."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.calendar import is_working_day
from monitor.core.clock import LOCAL, local_date
from monitor.core.config.plan_file import load_plan
from monitor.core.press.tracks import TrackKind
from monitor.stories.tracks import KIND_OF, Matter, basis, due_at, open_track

HOLIDAYS = load_plan(Path(__file__).parents[4] / "plan.yaml").holidays


def day(text: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(text).replace(hour=hour, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("matter", "opened", "due"),
    [
        pytest.param(Matter.QUESTION, "2022-10-12", "2022-11-11", id="2016: question, 30 days"),
        pytest.param(Matter.QUESTION, "2022-10-06", "2022-11-07", id="2016: a Saturday waits for Monday"),
        pytest.param(Matter.PETITION, "2022-08-02", "2022-09-05", id="2016: the National Day waits too"),
        pytest.param(Matter.COMPLAINT, "2022-10-12", "2022-11-11", id="2016: complaint as any petition"),
        pytest.param(Matter.EXPLANATION, "2022-10-12", "2022-10-27", id="2016: the press explains in 15 days"),
        pytest.param(Matter.CORRECTION_ONLINE, "2022-10-15", "2022-10-15", id="online at once, also on a Saturday"),
        pytest.param(Matter.CORRECTION_DAILY, "2022-10-14", "2022-10-16", id="daily: two days, Sunday or not"),
        pytest.param(Matter.QUESTION, "2026-08-10", "2026-09-09", id="2026: question, 30 days"),
        pytest.param(Matter.PETITION, "2026-08-03", "2026-08-24", id="2026: petition, 15 working days"),
        pytest.param(Matter.PETITION, "2026-08-20", "2026-09-15", id="2026: over the National Day"),
        pytest.param(Matter.COMPLAINT, "2026-08-03", "2026-08-10", id="2026: conclusion in 5 working days"),
        pytest.param(Matter.EXPLANATION, "2026-08-03", "2026-08-24", id="2026: the press explains in 15 working days"),
        pytest.param(Matter.CORRECTION_ONLINE, "2026-08-03", "2026-08-03", id="2026: online at once"),
        pytest.param(Matter.CORRECTION_DAILY, "2026-08-03", "2026-08-05", id="2026: daily, two days"),
        pytest.param(Matter.PETITION, "2026-06-30", "2026-07-30", id="the last day of the old law"),
        pytest.param(Matter.PETITION, "2026-07-01", "2026-07-22", id="the first day of the new one"),
    ],
)
def test_due_dates(matter, opened, due):
    assert due_at(matter, day(opened), HOLIDAYS) == day(due, 23).replace(minute=59)


def test_the_day_is_the_local_one():
    late = day("2026-08-03", 23)
    assert due_at(Matter.COMPLAINT, late, HOLIDAYS) == due_at(Matter.COMPLAINT, late.replace(hour=8), HOLIDAYS)


@pytest.mark.parametrize(
    ("matter", "opened", "words"),
    [
        pytest.param(
            Matter.PETITION, "2026-08-03", "15 ngày làm việc, theo Nghị định 237/2026/NĐ-CP", id="working days"
        ),
        pytest.param(Matter.QUESTION, "2022-10-12", "30 ngày, theo Luật Báo chí 2016, Điều 39 khoản 1", id="days"),
        pytest.param(Matter.CORRECTION_ONLINE, "2022-10-12", "Ngay khi nhận được yêu cầu", id="at once"),
    ],
)
def test_the_basis_names_the_law(matter, opened, words):
    assert basis(matter, day(opened)).startswith(words)


def test_a_track_carries_kind_deadline_and_basis():
    track = open_track("t1", Matter.COMPLAINT, opened_at=day("2026-08-03"), incident_id="v1", holidays=HOLIDAYS)
    assert (track.kind, track.incident_id) == (TrackKind.PETITION, "v1")
    assert not track.is_overdue(track.due_at)
    assert track.is_overdue(track.due_at + timedelta(minutes=1))
    assert track.in_time is None


def test_every_matter_has_a_kind_and_a_rule_in_both_periods():
    for matter in Matter:
        assert matter in KIND_OF
        for opened in ("2022-10-12", "2026-08-03"):
            assert due_at(matter, day(opened)) >= day(opened)


@given(st.sampled_from(list(Matter)), st.integers(0, 1500))
def test_working_day_periods_end_on_working_days_and_later_never_means_sooner(matter, offset):
    opened = day("2022-03-01") + timedelta(days=offset)
    due = due_at(matter, opened, HOLIDAYS)
    if matter not in {Matter.CORRECTION_ONLINE, Matter.CORRECTION_DAILY}:
        assert is_working_day(local_date(due), HOLIDAYS)
    if local_date(opened) != day("2026-06-30").date():
        assert due_at(matter, opened + timedelta(days=1), HOLIDAYS) >= due
