"""Signs in a text without a floor that it is an issue all the same, or that harm in it outweighs kind words."""

from __future__ import annotations

import re

from classifiers.reading.gating import folded, written
from classifiers.reading.phrases import fold_source
from classifiers.severity.case import Case
from monitor.core.labels import Sentiment
from monitor.core.text import is_accentless

_HEAD_CHARS = 200
"""Of a text without headline and lead, what is read as its head."""
_TALKED_OF = (
    r"băn khoăn|tranh luận|tranh cãi|chất vấn|bài toán khó|loay hoay|gánh nặng|bối rối|bất cập|"
    r"thiếu (?:hơn |gần |trầm trọng )?(?:giáo viên|\d+)|lo lắng|lo ngại|nỗi lo|luồng ý kiến|vì sao nên|trái môn|"
    r"quá tải|còn thiếu|hệ lụy|áp lực|khó khăn|xin nghỉ|không nuôi nổi|chật vật|gian nan|xoay xở|(?:đuối|kiệt|quá) sức|"
    r"quay cuồng|rối tung|lúng túng|trái chiều|chưa muốn|không muốn|mòn mỏi|mỏi mòn|stress|ám ảnh|vừa mệt|đắn đo|"
    r"phân vân|dè dặt|thấp thỏm|tiến thoái lưỡng nan|(?:nhiều|còn) hạn chế|bộc lộ|kêu (?:khó|khổ|cứu)|khổ (?:vì|với)|"
    r"tuyệt vọng|thoi thóp|(?:bỏ|đổi) nghề|(?:bỏ|mất|nghỉ) việc|thiếu (?:thiết bị|máy|sách|phòng)|nửa mừng nửa lo|"
    r"mất công bằng|được và mất|đội chi phí|tốn kém|lỗ hổng|đảo lộn|xáo trộn|mồ côi|ẩn họa|nỗi khổ|thách thức|ngóng"
)
"""Words of a public discussion or of hardship."""
_DEBATE = written(_TALKED_OF, re.IGNORECASE)
_DEBATE_BARE = folded(rf"(?<!\w)(?:{fold_source(_TALKED_OF)})(?!\w)")
"""The same in a text typed without accents."""
_THAT_DAY = written(
    r"năm (?:ngoái|kia|trước|rồi)|hôm (?:qua|nay|trước|bữa)|bữa (?:trước|nay)|(?:tháng|đợt) (?:trước|rồi)|"
    r"nam (?:ngoai|truoc)|hom (?:qua|nay|truoc)|(?:thang|dot) (?:truoc|roi)",
    re.IGNORECASE,
)
_BODILY = frozenset(("injured", "hospitalised", "poisoned", "grave-injury", "violence", "weapon", "infected"))


def is_debated(case: Case) -> bool:
    """Whether the head of a text tells of a discussion or of hardship: a mention (S1) even when nobody is blamed."""
    head = max(case.headline_end, _HEAD_CHARS)
    return bool(case.scan.search(_DEBATE_BARE if is_accentless(case.text[:head]) else _DEBATE, 0, head))


def tells_when(case: Case) -> bool:
    """Whether a text says on which day or in which year it happened to the writer."""
    return bool(case.scan.search(_THAT_DAY))


def hurts_pupils_at_school(case: Case) -> bool:
    """Pupils counted as hurt at a school: an issue even when no type was recognised."""
    hurt = any(fact.count and fact.kind in _BODILY for fact in case.standing)
    return (
        hurt
        and case.near(tuple(_BODILY), ("at-school", "school-activity")) is not None
        and bool(case.of("subject-pupil"))
    )


def is_unsafe(case: Case, sentiment: Sentiment) -> bool:
    """A wall, roof or tree that is about to come down at a school, told with blame: an issue without any type."""
    at_school = case.wording.names_school or case.first("at-school") is not None
    return (
        at_school
        and case.first("unsafe-building") is not None
        and (sentiment is Sentiment.NEGATIVE or case.wording.accuses)
    )


def asks_for_money(case: Case, sentiment: Sentiment) -> bool:
    """A named school, a sum, and somebody who minds: a complaint about fees even when no type was recognised."""
    fees = any(not case.is_plain_subject(fact) for fact in case.of("fees"))
    return (
        fees
        and case.wording.names_school
        and case.wording.names_sum
        and (sentiment is Sentiment.NEGATIVE or case.wording.accuses)
    )


_FOR_LESSONS = ("supply-problem", "textbook-error")


def lacks_what_lessons_need(case: Case, sentiment: Sentiment) -> bool:
    """A named school whose pupils lack books, desks or teachers, and somebody who minds."""
    lacks = any(not case.is_plain_subject(fact) for fact in case.of(*_FOR_LESSONS))
    minds = sentiment is Sentiment.NEGATIVE and case.wording.accuses
    return lacks and minds and case.wording.names_school and case.first("subject-pupil") is not None


def blames_staff_of_a_school(case: Case) -> bool:
    """A head or teacher of a named school whose misconduct or punishment headline or lead tell."""
    if not case.item.title or not case.wording.names_school:
        return False
    told = [fact for fact in case.of("discipline", "sexual-harassment") if fact.start < case.headline_end]
    staff = [fact for fact in case.of("subject-staff") if fact.start < case.headline_end]
    return bool(told and staff)


def mistreats_pupils(case: Case, sentiment: Sentiment) -> bool:
    """A named school whose staff struck or shamed pupils, told at the head of a report that minds it."""
    told = any(fact.start < case.headline_end for fact in case.of("teacher-violence", "child-abuse"))
    minds = sentiment is Sentiment.NEGATIVE or case.wording.accuses
    return told and minds and bool(case.item.title) and case.wording.names_school


_FOUND_RIGHT = written(
    r"(?:xác nhận|kết luận|khẳng định|kiểm tra|rà soát|dò lại|dò|phúc khảo|khám|xét nghiệm|thanh tra|kiểm định)(?!\w)"
    r"[^.!?\n]{0,160}(?<!\w)(?:đều đúng|đúng như công bố|đúng điểm|đúng quy định|đúng định lượng|giữ nguyên|âm tính|"
    r"(?:đều |hoàn toàn )(?:khỏe|an toàn|bình thường)|đạt (?:yêu cầu|chuẩn an toàn)|"
    r"không (?:có |phát hiện |ghi nhận |thấy )?(?:sai sót|sai lệch|sai phạm|nhầm lẫn|bất thường|vi phạm))(?!\w)",
    re.IGNORECASE,
)


def is_found_right(case: Case) -> bool:
    """Whether the head of a report says that somebody looked into it and found nothing wrong."""
    return bool(case.item.title) and bool(case.scan.search(_FOUND_RIGHT, 0, case.headline_end + _HEAD_CHARS))


_ATTACKS = ("violence", "filmed-violence", "teacher-violence", "child-abuse", "assault-on-teacher")
_MARKS = ("injured", "fracture", "grave-injury", "hospitalised")
BODILY_TYPES = frozenset(
    ("violence", "child-care-abuse", "abuse-sexual", "death-injury", "food-poisoning", "assault-on-teacher")
)
"""Types that harm somebody: the type alone, without words of a harm, is a subject people talk about."""


def attacks_at_school(case: Case) -> bool:
    """Somebody beaten and hurt at a school that is named: an issue even when no type was recognised."""
    attacks = [fact for fact in case.of(*_ATTACKS) if not case.is_plain_subject(fact)]
    at_school = case.wording.names_school or case.first("at-school", "school-activity") is not None
    return bool(attacks and at_school and case.near(_MARKS, _ATTACKS))


def fits_content(case: Case, sentiment: Sentiment) -> bool:
    """Whether nothing else speaks against contentment; of a merger people agree to, the model hears the quarrel."""
    if case.types == {"merger-protest"}:
        return case.first("protest", "boycott") is None
    return sentiment is not Sentiment.NEGATIVE


def is_grave(case: Case) -> bool:
    """Whether harm is told that no word of thanks outweighs: somebody attacked, or several people hurt."""
    return case.first(*_ATTACKS, "weapon", "sexual-abuse") is not None or any(
        (fact.count or 0) > 1 for fact in case.of(*_BODILY)
    )
