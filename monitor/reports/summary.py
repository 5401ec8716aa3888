"""The opening of a weekly report: three sentences built from its figures alone.

The first tells how much was said and in what tone, the second the incidents, the third what people talked about and
whether the sources could be relied on. No news is never called calm while sources were silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from alerts.words import level_words
from monitor.core.labels import Severity
from monitor.core.plan import LegalProfile, Plan
from monitor.reports import wording
from monitor.reports.counting import NO_THEME
from monitor.reports.figures import Difference, PeriodFigures
from monitor.reports.incident_lines import IncidentLine, IncidentState
from monitor.reports.periods import Period
from monitor.reports.source_gaps import Coverage, SourceHealth

THEMES_NAMED = 2


def opening(figures: PeriodFigures, plan: Plan) -> tuple[str, str, str]:
    """The three sentences."""
    return volume_sentence(figures), incidents_sentence(figures), _themes_and_sources(figures, plan)


def keywords_sentence(figures: PeriodFigures) -> str:
    """`Từ khóa nổi bật: nghỉ học (13), ngộ độc (11).`; empty when there are none."""
    told = ", ".join(f"{word.phrase} ({wording.number(word.items)})" for word in figures.keywords.week)
    return f"Từ khóa nổi bật: {told}." if told else ""


def earlier_words(figures: PeriodFigures) -> str:
    """What the figures are compared with."""
    before = wording.PERIODS[figures.period.kind].before
    return before if figures.complete else f"cùng thời gian {before}"


def sources_sentence(health: SourceHealth) -> str:
    """Whether the silence of this week means anything."""
    if health.watched == 0:
        return "Hệ thống chưa theo dõi nguồn tin tự động nào nên chưa thể kết luận là yên ắng."
    if not health.deaf:
        return f"Cả {health.watched} nguồn tin đều hoạt động bình thường." if health.watched > 1 else _ONE_GOOD
    if health.all_deaf:
        return "Trong thời gian dài, tất cả nguồn tin đều không đọc được: ít tin không có nghĩa là yên ắng."
    part = f"{health.deaf_sources} trong {health.watched} nguồn tin"
    return f"{part} không đọc được trong thời gian dài nên số liệu có thể thiếu."


def rollover_sentence(covered: Coverage) -> str:
    """Of sources whose list moved on faster than it was read; empty when there are none."""
    if not covered.rolled_over:
        return ""
    return f"Ở {len(covered.rolled_over)} nguồn, danh sách tin trôi nhanh hơn lượt đọc nên có thể sót tin."


_ONE_GOOD = "Nguồn tin đang theo dõi hoạt động bình thường."


def volume_sentence(figures: PeriodFigures) -> str:
    """How much was said, in what tone, and how that compares."""
    total, copies = figures.current.total, figures.current.copies
    than, this = earlier_words(figures), wording.PERIODS[figures.period.kind].this
    before = figures.before.total.total
    if total.total == 0:
        earlier = f" ({than} có {wording.number(before)} tin)" if before else ""
        return f"{this} không có tin nào về giáo dục của tỉnh{earlier}."
    repeated = f" (chưa kể {wording.number(copies)} bài đăng lại)" if copies else ""
    moved = wording.change_sentence(Difference(before, total.total), than=than)
    if before == 0 and (figures.first_ever or figures.sources.since is not None):
        moved = f"chưa có số liệu {than} để so sánh"
    tones = (("tiêu cực", total.negative), ("trung tính", total.neutral), ("tích cực", total.positive))
    told = wording.listed([f"{wording.number(count)} tin {tone}" for tone, count in tones if count])
    return f"{this} có {wording.number(total.total)} tin về giáo dục{repeated}: {told}; {moved}."


def incidents_sentence(figures: PeriodFigures) -> str:
    """How many incidents opened, closed and stay open, and the gravest of them."""
    lines = figures.incidents
    opened = [line for line in lines if line.opened]
    closed = sum(line.closed for line in lines)
    still = sum(line.is_open for line in lines)
    parts = [f"phát sinh {len(opened)} sự cố{_grave_ones(opened)}" if opened else "không ghi nhận sự cố mới"]
    parts += [f"khép lại {closed} sự cố"] if closed else []
    parts += [f"hiện còn {still} sự cố đang theo dõi" if still else "không còn sự cố nào phải theo dõi"]
    within = wording.PERIODS[figures.period.kind].within
    return f"{within} {', '.join(parts)}.{_gravest(lines)}"


def law_change_sentence(period: Period, plan: Plan) -> str:
    """Which rule on speaking to the press took over within a period, and from which day; empty when none did."""
    for new in plan.legal_profiles:
        if new.valid_from is not None and period.first < new.valid_from <= period.last:
            day_before = new.valid_from - timedelta(days=1)
            old = next((profile for profile in plan.legal_profiles if profile.valid_on(day_before)), new)
            return (
                f"Từ ngày {wording.day(new.valid_from)}, hạn phát ngôn tính theo {_decree(new)}; "
                f"sự việc xảy ra trước ngày này tính theo {_decree(old)}."
            )
    return ""


def _decree(profile: LegalProfile) -> str:
    """`Nghị định 244/2026/NĐ-CP`, without the article."""
    return profile.law.partition(",")[0]


def _grave_ones(opened: Sequence[IncidentLine]) -> str:
    """` (1 sự cố mức S4, 2 sự cố mức S3)`: told when several opened, some of them serious."""
    counts = Counter(line.level for line in opened if line.level >= Severity.S3 and not _is_nothing(line))
    if len(opened) == 1 or not counts:
        return ""
    return f" ({', '.join(f'{counts[level]} sự cố mức {level}' for level in sorted(counts, reverse=True))})"


def _gravest(lines: Sequence[IncidentLine]) -> str:
    """Lines come the gravest first; what turned out false or not ours is not held against the week."""
    real = [line for line in lines if not _is_nothing(line)]
    if not real:
        return ""
    first_words = "Đó là" if len(lines) == 1 else "Nặng nhất là"
    since = "" if real[0].opened or len(lines) == 1 else ", phát sinh từ trước"
    return f" {first_words} vụ “{real[0].title}”, mức {level_words(real[0].level)}{since}."


def _is_nothing(line: IncidentLine) -> bool:
    return line.state in {IncidentState.FALSE, IncidentState.NOT_OURS}


def _themes_and_sources(figures: PeriodFigures, plan: Plan) -> str:
    sources = " ".join(filter(None, (sources_sentence(figures.sources), rollover_sentence(figures.coverage))))
    rows = {theme: split.total for theme, split in figures.current.themes.items() if theme != NO_THEME and split.total}
    # A parent that only repeats its child's items is not worth naming beside it.
    parents = {child.parent for child in plan.themes if child.parent and rows.get(child.id) == rows.get(child.parent)}
    told = sorted((theme for theme in rows if theme not in parents), key=lambda theme: -rows[theme])[:THEMES_NAMED]
    if not told:
        return sources
    named = wording.listed([f"“{wording.theme(theme, plan)}” ({wording.number(rows[theme])} tin)" for theme in told])
    return f"Chủ đề được nhắc đến nhiều nhất: {named}. {sources}"
