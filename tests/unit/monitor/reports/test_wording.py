from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.incidents import Veracity
from monitor.core.labels import Severity
from monitor.reports import wording
from monitor.reports.figures import PERCENT_FROM, Difference
from monitor.reports.incident_lines import IncidentLine, IncidentState, StatementState
from tests.fakes.store_rows import T0, at


def a_line(**fields):
    values = {
        "id": "v1", "level": Severity.S3, "title": "Ngộ độc thực phẩm – huyện Ba Tri", "units": ("Văn phòng Sở",),
        "state": IncidentState.WAITING, "veracity": Veracity.UNVERIFIED, "first_seen_at": T0, "opened": True,
        "updated": False, "closed": False, "statement": StatementState.NONE,
    }  # fmt: skip
    return IncidentLine(**(values | fields))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        pytest.param(9, 18, "+9", id="too-few-for-per-cent"),
        pytest.param(10, 15, "+50%", id="enough"),
        pytest.param(12, 10, "−17%", id="down-in-per-cent"),
        pytest.param(3, 1, "−2", id="down"),
        pytest.param(0, 4, "+4", id="from-nothing"),
        pytest.param(40, 40, "0", id="same"),
        pytest.param(10, 20_000, "+199.900%", id="thousands"),
    ],
)
def test_change(before, after, shown):
    assert wording.change(Difference(before, after)) == shown


@given(st.integers(0, 500), st.integers(0, 500))
def test_per_cent_only_where_the_earlier_count_bears_it(before, after):
    assert ("%" in wording.change(Difference(before, after))) == (before >= PERCENT_FROM and before != after)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (3, 11, "tăng 8 tin so với tuần trước"),
        (32, 24, "giảm 25% so với 32 tin của tuần trước"),
        (5, 5, "bằng tuần trước"),
        (0, 5, "trong khi tuần trước không có tin nào"),
    ],
)
def test_change_sentence(before, after, shown):
    assert wording.change_sentence(Difference(before, after), than="tuần trước") == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "0 phút"), (59, "59 phút"), (60, "1 giờ"), (320, "5 giờ 20 phút"), (25 * 60 + 9, "25 giờ"), (4320, "3 ngày")],
)
def test_duration(minutes, shown):
    assert wording.duration(timedelta(minutes=minutes, seconds=30)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        pytest.param({}, "Chưa có đơn vị tiếp nhận; thông tin chưa kiểm chứng", id="waiting"),
        pytest.param(
            {
                "state": IncidentState.HANDLED,
                "taken_after": timedelta(minutes=12),
                "veracity": Veracity.CONFIRMED,
            },
            "Đang xử lý (tiếp nhận sau 12 phút); thông tin đã được xác nhận",
            id="handled",
        ),
        pytest.param({"state": IncidentState.FALSE}, "Đã khép lại: thông tin không đúng", id="false"),
    ],
)
def test_state(fields, shown):
    assert wording.state(a_line(**fields)) == shown


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        pytest.param([IncidentState.WAITING] * 2, "Cả 2 đều chưa có đơn vị tiếp nhận", id="all-the-same"),
        pytest.param(
            [IncidentState.CLOSED, IncidentState.HANDLED, IncidentState.CLOSED],
            "1 đang xử lý, 2 đã khép lại",
            id="mixed",
        ),
    ],
)
def test_states_of_several(states, shown):
    assert wording.states([a_line(state=state) for state in states]) == shown


@pytest.mark.parametrize(
    ("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_listed(parts, shown):
    assert wording.listed(parts) == shown


@pytest.mark.parametrize(
    ("statement", "stated_at", "shown"),
    [
        pytest.param(StatementState.NONE, None, "", id="none"),
        pytest.param(StatementState.RUNNING, None, "Hạn phát ngôn 09:00 ngày 12/10", id="running"),
        pytest.param(StatementState.OVERDUE, None, "Quá hạn phát ngôn từ 09:00 ngày 12/10", id="overdue"),
        pytest.param(StatementState.ON_TIME, at(50), "Phát ngôn đúng hạn (08:50 ngày 12/10)", id="on-time"),
        pytest.param(StatementState.LATE, at(90), "Phát ngôn trễ 30 phút (09:30 ngày 12/10)", id="late"),
        pytest.param(StatementState.NOT_MADE, None, "Khép lại, chưa ghi nhận phát ngôn", id="not-made"),
    ],
)
def test_statement(statement, stated_at, shown):
    line = a_line(statement=statement, statement_due_at=at(60), stated_at=stated_at)
    assert wording.statement(line) == shown


@pytest.mark.parametrize(
    ("flags", "shown"),
    [
        ((True, False, True), "mới"),
        ((False, True, True), "khép lại"),
        ((False, True, False), "có diễn biến"),
        ((False, False, False), "từ trước"),
    ],
)
def test_movement(flags, shown):
    opened, updated, closed = flags
    assert wording.movement(a_line(opened=opened, updated=updated, closed=closed)) == shown


def test_a_theme_that_left_the_plan_keeps_its_id(plan):
    assert wording.theme("da-bo", plan) == "da-bo"
    assert wording.theme("digital", plan) == "Chuyển đổi số và ứng dụng công nghệ thông tin"


def test_words_are_composed():
    tables = (wording.SENTIMENTS, wording.CHANNEL_GROUPS, wording.TERRITORIES, wording.GAPS)
    assert all(unicodedata.is_normalized("NFC", word) for table in tables for word in table.values())
