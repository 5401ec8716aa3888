from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.incidents import Veracity
from monitor.core.labels import Sentiment, Severity
from monitor.reports import tables
from monitor.reports.counting import Split, Tally
from monitor.reports.figures import PeriodFigures
from monitor.reports.headlines import Headline
from monitor.reports.incident_lines import IncidentLine, IncidentState, StatementState
from monitor.reports.keywords import Keyword, Keywords
from monitor.reports.periods import week_of
from monitor.reports.source_gaps import GapKind, SourceGap, SourceHealth
from tests.fakes.store_rows import T0

WEEK = week_of(T0.date())


def line(title, level=Severity.S2):
    return IncidentLine(
        id=title, level=level, title=title, units=(), state=IncidentState.WAITING, veracity=Veracity.UNVERIFIED,
        first_seen_at=T0, opened=True, updated=False, closed=False, statement=StatementState.NONE,
    )  # fmt: skip


def figures(current, before=Tally(), **fields):  # noqa: B008 - frozen
    return PeriodFigures(
        WEEK, WEEK.end, WEEK.end, current, before, incidents=(), elsewhere=(), stories=(), good_news=(),
        sources=SourceHealth(1, ()), **fields,
    )  # fmt: skip


def gap(number, host="bao.example", kind=GapKind.FAILING, hours=5):
    return SourceGap(f"s{number}", host, kind, timedelta(hours=hours))


def test_only_serious_incidents_are_told_in_full():
    lines = [line("a", Severity.S4), line("b", Severity.S3), line("c"), line("d", Severity.S1)]
    assert [told.title for told in tables.grave(lines)] == ["a", "b"]


def test_lesser_incidents_of_one_kind_are_one_row():
    lines = [
        line("Lạm thu – huyện Ba Tri"),
        line("Thông báo giả – tỉnh Bến Tre"),
        line("Thông báo giả – huyện Ba Tri"),
        line("Thông báo giả – tỉnh Bến Tre"),
        line("Ngộ độc – huyện Ba Tri (12 người nhập viện)", Severity.S3),
    ]
    (first, second), more = tables.group_rows(lines)
    assert (first.kind, first.count, first.where) == ("Thông báo giả", "3", "tỉnh Bến Tre (2); huyện Ba Tri")
    assert first.state == "Cả 3 đều chưa có đơn vị tiếp nhận"
    assert (second.kind, second.state) == ("Lạm thu", "Chưa có đơn vị tiếp nhận; thông tin chưa kiểm chứng")
    assert more == 0


def test_graver_groups_first_and_levels_are_never_mixed():
    lines = [line("Lạm thu – a", Severity.S1), line("Lạm thu – b", Severity.S1), line("Lạm thu – c")]
    rows, _ = tables.group_rows(lines)
    assert [(row.level, row.count) for row in rows] == [("S2", "1"), ("S1", "2")]


def test_more_places_than_are_told():
    ((row,), _) = tables.group_rows([line(f"Lạm thu – nơi {number}") for number in range(6)])
    assert row.where == "nơi 0; nơi 1; nơi 2; nơi 3; và 2 nơi khác"


def test_groups_beyond_the_limit_are_counted_not_lost():
    lines = [line(f"Loại {number} – đây") for number in range(12)]
    rows, more = tables.group_rows(lines)
    assert (len(rows), more) == (tables.GROUPS_TOLD, 12 - tables.GROUPS_TOLD)


def test_a_title_without_a_place_is_its_own_group():
    ((row,), _) = tables.group_rows([line("Sự cố chưa rõ")])
    assert (row.kind, row.where) == ("Sự cố chưa rõ", "")


def test_feeds_of_one_host_with_one_trouble_are_one_row():
    (row,), more = tables.gap_rows([gap(1), gap(2, hours=9)])
    assert (row.source, row.lasted, more) == ("bao.example (2 nguồn)", "9 giờ", 0)


def test_gaps_beyond_the_limit_are_counted_not_lost():
    rows, more = tables.gap_rows([gap(number, host=f"s{number}.example") for number in range(9)])
    assert (len(rows), more) == (tables.GAPS_TOLD, 9 - tables.GAPS_TOLD)


@pytest.mark.parametrize(
    ("before", "note"),
    [
        pytest.param({}, "2 tiêu cực", id="nothing-to-compare-with"),
        pytest.param({"press-local": Split(1)}, "2 tiêu cực, tăng 4 tin", id="compared"),
        pytest.param({"press-local": Split(5)}, "2 tiêu cực", id="unchanged"),
        pytest.param({"press-local": Split(20)}, "2 tiêu cực, giảm 75%", id="in-per-cent"),
    ],
)
def test_channels_in_a_line(before, note):
    (row,) = tables.channel_rows(figures(Tally(channels={"press-local": Split(2, 3)}), Tally(channels=before)))
    assert (row.name, row.total, row.note) == ("Báo địa phương", "5 tin", note)


def test_a_theme_shows_its_words(plan):
    counted = Tally(themes={"digital": Split(3), "preschool": Split(1)})
    words = Keywords(themes={"digital": (Keyword("học bạ điện tử", 3), Keyword("phần mềm", 2))})
    rows = {row.total: row.words for row in tables.theme_rows(figures(counted, keywords=words), plan)}
    assert rows == {"3": "học bạ điện tử, phần mềm", "1": ""}


def test_good_news_shows_neither_level_nor_tone():
    story = Headline(
        item_id="q1", title="Bằng khen", outlet="bao.example", url=None, origins=2, copies=0,
        sentiment=Sentiment.POSITIVE, level=Severity.S4, theme=None,
    )  # fmt: skip
    assert tables.good_news_rows([story])[0].note == "bao.example · 2 nguồn độc lập"
    assert tables.story_rows([story])[0].note.endswith("tích cực · S4 – khủng hoảng")
