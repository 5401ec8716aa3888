"""The additive score of what lies between the floors: harm, type, concreteness, tone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from classifiers.reading.gating import Gated, written
from classifiers.severity.case import Case
from classifiers.severity.decision import reason_of
from classifiers.severity.exam_leaks import is_talk_after_exam
from classifiers.severity.wording import NAMED_SCHOOL, UPPER
from monitor.core.labels import Fact, Reason, Sentiment

HARM_POINTS: Mapping[str, int] = {
    "violence": 22,
    "filmed-violence": 24,
    "teacher-violence": 22,
    "assault-on-teacher": 22,
    "child-abuse": 22,
    "sexual-harassment": 22,
    "injured": 18,
    "grave-injury": 20,
    "hospitalised": 18,
    "ill": 12,
    "poisoned": 18,
    "infected": 16,
    "quarantined": 10,
    "weapon": 22,
    "collapse": 22,
    "unsafe-building": 20,
    "fire": 18,
    "suicide": 22,
    "suicide-thought": 24,
    "drowning": 18,
    "arrest-any": 12,
    "discipline": 16,
    "exam-leak": 20,
    "exam-error": 18,
    "exam-missed": 18,
    "treated-without-consent": 22,
    "device-cheating": 16,
    "fees": 14,
    "extra-classes": 12,
    "corruption": 16,
    "forged-notice": 20,
    "protest": 12,
    "boycott": 14,
    "data-leak": 20,
    "scam": 20,
    "hack": 20,
    "admission-complaint": 14,
    "textbook-error": 14,
    "staff-complaint": 14,
    "unpaid-wages": 18,
    "food-quality": 18,
    "epidemic-cluster": 16,
    "official-denial": 14,
    "substance": 20,
    "unlicensed": 18,
    "service-complaint": 16,
    "supply-problem": 14,
    "death": 16,
    "abduction": 18,
}
"""What a fact adds between the floors; set on the authored labelled texts (`data/labelled`), see the model card."""
_SECOND_HARM_SHARE = 0.35
_PAPERS = frozenset(("exam-leak", "exam-leak-content"))
TYPE_POINTS, _UNSURE_TYPE_POINTS = 18, 13
_HAPPENED, _HAPPENED_POINTS = (
    frozenset(
        (
            *("other", "teacher-conduct", "staff-dispute", "data-leak", "corruption-procurement", "exam-error"),
            *("facility-disaster", "child-care-abuse", "assault-on-teacher"),
        )
    ),
    8,
)
"""Types that the press reports when it happened somewhere, seldom as a subject of debate (labelled texts)."""
_TONE_POINTS: Mapping[Sentiment, int] = {Sentiment.NEGATIVE: 7, Sentiment.NEUTRAL: 0, Sentiment.POSITIVE: -12}
_MONEY = frozenset(("fees", "extra-classes"))
"""Of these, praise in a post that blames in the same breath is a sneer (`cám ơn trường đã giúp cái bóp nhẹ đi`)."""
_CONCRETE_MAX = 18
_OPINION_POINTS = -8

_CONCRETE: tuple[tuple[Gated, int], ...] = (
    (NAMED_SCHOOL, 6),
    (
        written(
            r"(?:con|cháu|bé|lớp|trường) (?:của )?(?:tui|tôi|em|mình|nhà mình|nhà tui|nhà em|con|e)(?!\w)|"
            r"bé nhà|trg m(?:ìn|in)h|con minh|lop con|truong con|lop e",
            re.IGNORECASE,
        ),
        6,
    ),
    (
        written(
            r"(?:lớp|lop) \d{1,2}\s?[/a-d]\d?|(?:cô|thầy|co|thay) [A-ZĐ]\.|"
            r"(?<!\d)\d+(?:[.,]\d+)?\s?(?:k|đồng|triệu|ngàn|nghìn|tỷ|tr|củ)(?!\w)",
            re.IGNORECASE,
        ),
        6,
    ),
    (written(rf"(?i:huyện|xã|phường|quận|tỉnh|thị xã|thành phố|TP|ở|tại|o) [{UPPER}]"), 4),
    (
        written(
            r"hôm nay|sáng nay|chiều nay|tối qua|hôm qua|bữa nay|hồi sáng|hồi trưa|hnay|hqua|sang nay|chieu nay|"
            r"hom nay|hôm bữa|ngày \d|sáng \d|chiều \d",
            re.IGNORECASE,
        ),
        4,
    ),
    (
        written(
            r"Sở GD|Phòng GD|sở giáo dục|phòng giáo dục|hiệu trưởng|công an|UBND|bgh|nhà trường|ban giám hiệu|"
            r"\bhuyện\b|kết luận",
            re.IGNORECASE,
        ),
        3,
    ),
)
"""What makes a complaint an issue of somebody: a school, one's own child, a class or sum, a place, a day, an office."""
_OPINION = written(
    r"cả nước|toàn quốc|quốc hội|đại biểu|vì sao|tranh luận|băn khoăn|chuyên gia|nhiều nơi|nhiều địa phương|các tỉnh|"
    r"các trường|đề xuất|dự thảo|nên hay không|kiến nghị bộ|bộ trưởng|ngày càng|nhiều trường|góc nhìn|áp lực",
    re.IGNORECASE,
)


def concrete_points(case: Case, end: int | None = None) -> int:
    """Points (from 0) for what makes a complaint an issue of somebody, in the text up to `end`."""
    return sum(weight for sign, weight in _CONCRETE if case.scan.search(sign, 0, end))


def _is_stale_paper(case: Case, fact: Fact) -> bool:
    return fact.kind in _PAPERS and is_talk_after_exam(case, fact)


def score_of(case: Case, sentiment: Sentiment, *, sure: bool) -> tuple[int, tuple[Reason, ...]]:
    """Add up what lies between the floors: harm, type, concreteness, tone. The tone alone stays below S2."""
    harms: dict[str, Fact] = {}
    for fact in case.standing:
        if fact.kind in HARM_POINTS and not case.is_plain_subject(fact) and not _is_stale_paper(case, fact):
            harms.setdefault(fact.kind, fact)
    ranked = sorted(harms.values(), key=lambda fact: -HARM_POINTS[fact.kind])
    points = float(HARM_POINTS[ranked[0].kind]) if ranked else 0.0
    points += sum(_SECOND_HARM_SHARE * HARM_POINTS[fact.kind] for fact in ranked[1:3])
    points += (TYPE_POINTS if sure else _UNSURE_TYPE_POINTS) * bool(case.types)
    if sure and case.item.title and case.types & _HAPPENED:
        points += _HAPPENED_POINTS
    points += min(_CONCRETE_MAX, concrete_points(case, case.zone_end))
    post = not case.item.title
    sneers = post and sentiment is Sentiment.POSITIVE and bool(case.types & _MONEY) and case.wording.accuses
    points += _TONE_POINTS[Sentiment.NEGATIVE if sneers else sentiment]
    if case.scan.search(_OPINION, 0, max(case.headline_end, 200)):
        points += _OPINION_POINTS
    reasons = tuple(reason_of(f"score.{fact.kind}", fact) for fact in ranked)
    return round(points), reasons
