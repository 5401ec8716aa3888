from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.core.incidents import Veracity
from monitor.core.labels import Severity
from monitor.reports.counting import Split, Tally
from monitor.reports.figures import PeriodFigures
from monitor.reports.incident_lines import IncidentLine, IncidentState, StatementState
from monitor.reports.keywords import Keyword, Keywords
from monitor.reports.periods import week_of
from monitor.reports.source_gaps import GapKind, SourceGap, SourceHealth
from monitor.reports.summary import keywords_sentence, opening
from monitor.reports.weekly import SHORT_CHARS, render_weekly
from tests.fakes.store_rows import T0

WEEK = week_of(date(2022, 10, 12))
ALL_GOOD = SourceHealth(watched=12, gaps=())


def deaf(count, kind=GapKind.FAILING):
    return tuple(SourceGap(f"s{n}", f"s{n}.example", kind, timedelta(hours=30)) for n in range(count))


def figures(current=Tally(), before=Tally(), *, until=WEEK.end, **fields):  # noqa: B008 - frozen
    values = {"incidents": (), "elsewhere": (), "stories": (), "good_news": (), "sources": ALL_GOOD}
    return PeriodFigures(WEEK, WEEK.end, until, current, before, **(values | fields))


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
            "Tuần này có 24 tin về giáo dục (chưa kể 6 bài đăng lại): 5 tin tiêu cực, 12 tin trung tính và "
            "7 tin tích cực; tăng 15 tin so với tuần trước.",
            id="more-than-before",
        ),
        pytest.param(
            Tally(total=Split(0, 1, 0)),
            Tally(total=Split(0, 20, 0)),
            WEEK.end - timedelta(days=2),
            "Tuần này có 1 tin về giáo dục: 1 tin trung tính; giảm 95% so với 20 tin của cùng thời gian tuần trước.",
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
        pytest.param((), "Trong tuần không ghi nhận sự cố mới, không còn sự cố nào phải theo dõi.", id="none"),
        pytest.param(
            (
                incident(level=Severity.S4),
                incident("Lạm thu – huyện Bình Đại", state=IncidentState.CLOSED, closed=True),
            ),
            "Trong tuần phát sinh 2 sự cố (1 sự cố mức S4, 1 sự cố mức S3), khép lại 1 sự cố, "
            "hiện còn 1 sự cố đang theo dõi. "
            "Nặng nhất là vụ “Ngộ độc thực phẩm – huyện Ba Tri”, mức S4 – khủng hoảng.",
            id="two",
        ),
        pytest.param(
            (incident(opened=False),),
            "Trong tuần không ghi nhận sự cố mới, hiện còn 1 sự cố đang theo dõi. "
            "Đó là vụ “Ngộ độc thực phẩm – huyện Ba Tri”, mức S3 – nghiêm trọng.",
            id="standing",
        ),
        pytest.param(
            (incident(state=IncidentState.FALSE, closed=True),),
            "Trong tuần phát sinh 1 sự cố, khép lại 1 sự cố, không còn sự cố nào phải theo dõi.",
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
            "Trong thời gian dài, tất cả nguồn tin đều không đọc được: ít tin không có nghĩa là yên ắng.",
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
        "Chủ đề được nhắc đến nhiều nhất: “Bạo lực học đường” (3 tin) và "
        "“Giáo dục mầm non, đội ngũ và phối hợp gia đình, nhà trường, cộng đồng” (2 tin). "
        "Cả 12 nguồn tin đều hoạt động bình thường."
    )


def test_the_first_watched_week_is_not_compared_with_nothing(plan):
    begun = SourceHealth(watched=12, gaps=(), since=WEEK.start + timedelta(hours=6))
    said = opening(figures(Tally(total=Split(0, 3, 0)), sources=begun), plan)[0]
    assert said == "Tuần này có 3 tin về giáo dục: 3 tin trung tính; chưa có số liệu tuần trước để so sánh."


def test_a_false_alarm_is_not_counted_among_the_serious(plan):
    lines = (incident(level=Severity.S4, state=IncidentState.FALSE, closed=True), incident())
    assert "(1 sự cố mức S3)" in opening(figures(incidents=lines), plan)[1]


def test_keywords_are_told_in_one_sentence(plan):
    words = Keywords(week=(Keyword("nghỉ học", 1200), Keyword("ngộ độc", 3)))
    assert keywords_sentence(figures(keywords=words)) == "Từ khóa nổi bật: nghỉ học (1.200), ngộ độc (3)."
    assert keywords_sentence(figures()) == ""


@pytest.mark.parametrize(("length", "fits"), [(20, True), (SHORT_CHARS, False)])
def test_the_short_text_has_the_keywords_only_when_they_fit(plan, length, fits):
    words = Keywords(week=(Keyword("x" * length, 3),))
    report = render_weekly(figures(keywords=words), plan, base_url="https://theo-doi.example")
    assert ("Từ khóa" in report.short) == fits
    assert len(report.short) <= SHORT_CHARS
    assert report.short.endswith("https://theo-doi.example")


def test_columns_of_the_week_before_only_when_there_is_one(plan):
    tally = Tally(total=Split(1), themes={"digital": Split(1)})
    assert "Thay đổi" not in render_weekly(figures(tally), plan).html
    assert "Thay đổi" in render_weekly(figures(tally, tally), plan).html


def test_same_figures_same_text(plan):
    themes = {"digital": Split(1), "la": Split(2), "lo": Split(1)}
    told = figures(Tally(total=Split(4), themes=themes), incidents=(incident(),))
    assert render_weekly(told, plan) == render_weekly(told, plan)


def test_titles_cannot_carry_markup(plan):
    report = render_weekly(figures(incidents=(incident("<script>x</script> & Cty"),)), plan)
    assert "<script>" not in report.html
    assert "<script>x</script> & Cty" in report.text
