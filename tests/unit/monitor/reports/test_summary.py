from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.core.incidents import Veracity
from monitor.core.labels import Severity
from monitor.reports.counting import Split, Tally
from monitor.reports.figures import WeeklyFigures
from monitor.reports.incident_lines import IncidentLine, IncidentState, StatementState
from monitor.reports.periods import week_of
from monitor.reports.source_gaps import GapKind, SourceGap, SourceHealth
from monitor.reports.summary import opening
from monitor.reports.weekly import render_weekly
from tests.fakes.store_rows import T0

WEEK = week_of(date(2022, 10, 12))
ALL_GOOD = SourceHealth(watched=12, gaps=())


def deaf(count, kind=GapKind.FAILING):
    return tuple(SourceGap(f"s{n}", f"s{n}.example", kind, timedelta(hours=30)) for n in range(count))


def figures(current=Tally(), before=Tally(), *, until=WEEK.end, **fields):  # noqa: B008 - frozen
    values = {"incidents": (), "elsewhere": (), "stories": (), "good_news": (), "sources": ALL_GOOD}
    return WeeklyFigures(WEEK, WEEK.end, until, current, before, **(values | fields))


def incident(title="Ngộ độc thực phẩm – huyện Ba Tri", **fields):
    values = {
        "id": "v1", "level": Severity.S3, "title": title, "units": (), "state": IncidentState.WAITING,
        "veracity": Veracity.UNVERIFIED, "first_seen_at": T0, "opened": True, "updated": False, "closed": False,
        "statement": StatementState.NONE,
    }  # fmt: skip
    return IncidentLine(**(values | fields))


@pytest.mark.parametrize(
    ("current", "before", "until", "shown"),
    [
        pytest.param(
            Tally(total=Split(5, 12, 7), copies=6),
            Tally(total=Split(0, 9, 0)),
            WEEK.end,
            "Tuần này có 24 tin về giáo dục (chưa kể 6 bài đăng lại), tăng 15 tin so với tuần trước; "
            "gồm 5 tin tiêu cực, 12 tin trung tính, 7 tin tích cực.",
            id="more-than-before",
        ),
        pytest.param(
            Tally(total=Split(0, 1, 0)),
            Tally(total=Split(0, 20, 0)),
            WEEK.end - timedelta(days=2),
            "Tuần này có 1 tin về giáo dục, giảm 95% so với 20 tin của cùng kỳ tuần trước; gồm 1 tin trung tính.",
            id="week-not-over",
        ),
        pytest.param(Tally(), Tally(), WEEK.end, "Tuần này không có tin nào về giáo dục của tỉnh.", id="nothing"),
        pytest.param(
            Tally(),
            Tally(total=Split(1, 0, 0)),
            WEEK.end,
            "Tuần này không có tin nào về giáo dục của tỉnh (tuần trước có 1 tin).",
            id="nothing-any-more",
        ),
    ],
)
def test_first_sentence_tells_the_volume(plan, current, before, until, shown):
    assert opening(figures(current, before, until=until), plan)[0] == shown


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        pytest.param((), "Không phát sinh sự cố mới, không còn sự cố nào đang mở.", id="none"),
        pytest.param(
            (
                incident(level=Severity.S4),
                incident("Lạm thu – huyện Bình Đại", state=IncidentState.CLOSED, closed=True),
            ),
            "Phát sinh 2 sự cố, khép lại 1 sự cố, còn 1 sự cố đang mở; "
            "nặng nhất (mức S4 – khủng hoảng) là: Ngộ độc thực phẩm – huyện Ba Tri.",
            id="two",
        ),
        pytest.param(
            (incident(opened=False),),
            "Không phát sinh sự cố mới, còn 1 sự cố đang mở; "
            "sự cố đó (mức S3 – nghiêm trọng) là: Ngộ độc thực phẩm – huyện Ba Tri.",
            id="standing",
        ),
        pytest.param(
            (incident(state=IncidentState.FALSE, closed=True),),
            "Phát sinh 1 sự cố, khép lại 1 sự cố, không còn sự cố nào đang mở.",
            id="a-false-one-is-not-named",
        ),
    ],
)
def test_second_sentence_tells_the_incidents(plan, lines, shown):
    assert opening(figures(incidents=lines), plan)[1] == shown


@pytest.mark.parametrize(
    ("sources", "shown"),
    [
        pytest.param(ALL_GOOD, "Cả 12 nguồn tin đều hoạt động bình thường.", id="all-good"),
        pytest.param(SourceHealth(1, ()), "Nguồn tin đang theo dõi hoạt động bình thường.", id="one-good"),
        pytest.param(
            SourceHealth(12, deaf(3)),
            "3 trong 12 nguồn tin không đọc được trong thời gian dài nên số liệu có thể thiếu.",
            id="some-deaf",
        ),
        pytest.param(
            SourceHealth(2, deaf(2, GapKind.UNREAD)),
            "Không đọc được nguồn tin nào trong thời gian dài: ít tin không có nghĩa là yên ắng.",
            id="all-deaf",
        ),
        pytest.param(
            SourceHealth(2, deaf(2, GapKind.QUIET)), "Cả 2 nguồn tin đều hoạt động bình thường.", id="quiet-is-not-deaf"
        ),
        pytest.param(
            SourceHealth(0, ()),
            "Hệ thống chưa theo dõi nguồn tin tự động nào nên chưa thể kết luận là yên ắng.",
            id="no-source",
        ),
    ],
)
def test_an_empty_week_tells_whether_silence_means_calm(plan, sources, shown):
    assert opening(figures(sources=sources), plan)[2] == shown


def test_third_sentence_names_what_was_talked_about(plan):
    counts = {"school-safety": 3, "school-violence": 3, "digital": 1, "preschool": 2, "": 9}
    themes = {theme: Split(count) for theme, count in counts.items()}
    said = opening(figures(Tally(total=Split(9), themes=themes)), plan)[2]
    assert said == (
        "Được nói đến nhiều nhất: Bạo lực học đường (3 tin), "
        "Giáo dục mầm non, đội ngũ và phối hợp gia đình, nhà trường, cộng đồng (2 tin); "
        "cả 12 nguồn tin đều hoạt động bình thường."
    )


def test_same_figures_same_text(plan):
    themes = {"digital": Split(1), "la": Split(2), "lo": Split(1)}
    told = figures(Tally(total=Split(4), themes=themes), incidents=(incident(),))
    assert render_weekly(told, plan) == render_weekly(told, plan)


def test_titles_cannot_carry_markup(plan):
    report = render_weekly(figures(incidents=(incident("<script>x</script> & Cty"),)), plan)
    assert "<script>" not in report.html
    assert "<script>x</script> & Cty" in report.text
