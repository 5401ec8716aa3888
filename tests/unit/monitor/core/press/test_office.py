"""Mandates, lists, news and tracks as read from their events."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.casework.cases import Author, FileEvent
from monitor.core.plan import LegalProfile
from monitor.core.press.office import (
    ListRemoved,
    ListSet,
    MandateGiven,
    MandateKind,
    MandatePaper,
    MandatePosted,
    MandateRevoked,
    Member,
    NewsApproved,
    NewsDropped,
    NewsPosted,
    NewsState,
    NewsWritten,
    TrackClosed,
    TrackOpened,
    news_refusal,
    read_lists,
    read_news,
    read_register,
    read_track,
    register_warnings,
)
from monitor.core.press.tracks import Track, TrackKind
from tests.fakes.incidents import NOON, after
from tests.fakes.plans import a_plan

HAI = Author("Trần Thị Hải", "cttt")
CHANH = Author("Phạm Chánh", "van-phong")
PLAN = a_plan(legal_profiles=(LegalProfile("2022", "", "", 24.0, "happened_at", publish_authorisation_hours=12),))
GIVEN = MandateGiven(
    "m1", MandateKind.CASE, "Ngô Dung", "Phó Giám đốc", "0275 000 000", "d@so.example",
    signed_at=NOON, valid_from=NOON, valid_to=after(20 * 24 * 60), matter="vụ Hoa Sen", incident_id="v1", paper="12/QĐ",
)  # fmt: skip
POSTED = MandatePosted("m1", "https://so.example/uy-quyen", after(100))


def events(*bodies: object, by: Author = HAI) -> list[FileEvent]:
    return [FileEvent("f", n, after(n), by, body) for n, body in enumerate(bodies, start=1)]


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
    register = read_register(events(given, *later), PLAN)
    warnings = register_warnings(register, now=after(hours * HOURS))
    assert [warning.key for warning in warnings] == [f"mandate:{key}" for key in keys]


@pytest.mark.parametrize(
    ("minutes", "incident", "speaks"),
    [(-1, "v1", False), (0, "v1", True), (0, "v2", False), (0, None, False), (20 * 24 * 60, "v1", False)],
    ids=["before", "in its case", "in another case", "in general", "after"],
)
def test_who_may_speak(minutes: float, incident: str | None, *, speaks: bool) -> None:
    register = read_register(events(GIVEN), PLAN)
    assert bool(register.speakers(after(minutes), incident_id=incident)) is speaks


def test_a_regular_spokesperson_speaks_on_everything_until_revoked() -> None:
    regular = replace(GIVEN, kind=MandateKind.REGULAR, valid_to=None, incident_id=None)
    assert read_register(events(regular), PLAN).speakers(after(9e5))
    assert not read_register(events(regular, MandateRevoked("m1", "")), PLAN).speakers(after(9e5))


def test_lists_as_they_are_now() -> None:
    first, second = ListSet("bao-chi", (Member("An"),)), ListSet("bao-chi", (Member("Bình", "b@bao.example"),))
    other = ListSet("truong", ())
    assert read_lists(events(first, other, second)).lists == (second, other)
    assert read_lists(events(first, other, ListRemoved("bao-chi"))).lists == (other,)


DRAFT = NewsWritten("Trường an toàn", "Nội dung", "cổng thông tin")


def test_news_goes_from_draft_to_approved_to_posted() -> None:
    steps = [DRAFT, NewsApproved(1), NewsPosted("https://so.example/1", after(9))]
    states = [read_news("n1", events(*steps[:count])) for count in (1, 2, 3)]
    assert [state and state.state for state in states] == [NewsState.DRAFT, NewsState.APPROVED, NewsState.POSTED]


def test_a_text_changed_after_its_approval_is_a_draft_again() -> None:
    news = read_news("n1", events(DRAFT, NewsApproved(1), replace(DRAFT, text="khác")))
    assert news is not None
    assert (news.state, news.version, news.approved_by) == (NewsState.DRAFT, 3, None)


@pytest.mark.parametrize(
    ("before", "step", "by", "words"),
    [
        pytest.param((), DRAFT, HAI, None, id="a first draft"),
        pytest.param((), replace(DRAFT, text=""), HAI, "nội dung", id="empty"),
        pytest.param((), NewsApproved(1), CHANH, "bản thảo", id="approve nothing"),
        pytest.param((DRAFT,), NewsApproved(1), CHANH, None, id="approve"),
        pytest.param((DRAFT,), NewsApproved(1), HAI, "tự duyệt", id="approve one's own"),
        pytest.param((DRAFT, DRAFT), NewsApproved(1), CHANH, "mới nhất", id="approve an old text"),
        pytest.param((DRAFT,), NewsPosted("https://x", NOON), HAI, "chưa được lãnh đạo duyệt", id="no way around"),
        pytest.param((DRAFT, NewsApproved(1)), NewsPosted("https://x", NOON), HAI, None, id="post"),
        pytest.param((DRAFT, NewsApproved(1)), NewsPosted("", NOON), HAI, "địa chỉ", id="posted nowhere"),
        pytest.param((DRAFT,), NewsDropped(""), HAI, "lý do", id="drop without a reason"),
        pytest.param((DRAFT, NewsDropped("trùng")), DRAFT, HAI, "đã bỏ", id="dropped is over"),
    ],
)
def test_no_step_of_news_is_left_out(before: tuple[object, ...], step: object, by: Author, words: str | None) -> None:
    reason = news_refusal(read_news("n1", events(*before)), step, by)
    assert (reason is None) if words is None else (reason is not None and words in reason)


def test_a_track_is_open_until_it_is_closed() -> None:
    track = Track("t1", "v1", TrackKind.CORRECTION, NOON, NOON + timedelta(days=15), "Luật Báo chí", note="Báo Quê Dừa")
    assert read_track([]) is None
    assert read_track(events(TrackOpened(track))) == track
    closed = read_track(events(TrackOpened(track), TrackClosed(after(60), "đã đăng cải chính")))
    assert closed == replace(track, closed_at=after(60), note="Báo Quê Dừa đã đăng cải chính")
