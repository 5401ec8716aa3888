"""Deaths of people of a school: whose, where, how many, and what is no death of a case. Evidence for the floors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.reading.gating import written
from classifiers.severity.case import NEAR_CHARS, SHORT_TEXT_CHARS, Case, reaches
from monitor.core.labels import Fact
from monitor.core.text import fold

TWO_DEATHS = 2
_OF_ONE_CASE = 1000
"""More dead than this are of a war or of years."""

_KIN_OR_ILLNESS = re.compile(
    r"(?<!\w)(?:cha mẹ|ba mẹ|bố mẹ|mồ côi|(?:ông|bà|cha|mẹ|bố)(?: (?:nội|ngoại|em|con|cậu|cô bé))?)(?: \w+){0,2} "
    r"(?:đã |đều |vừa )?(?:mất|qua đời|chết)|ung thư|bạo bệnh|hưởng thọ|hưởng dương|lâm bệnh|tuổi già|bệnh hiểm nghèo|"
    r"(?:ong|ba) (?:noi|ngoai)(?: \w+){0,3} (?:da |vua )?(?:mat|qua doi|chet)|ung thu|bao benh|mo coi",
    re.IGNORECASE,
)
"""Deaths of a pupil's family and from illness: no matter of safety."""
_STATISTICS = written(
    r"giảm .{0,20}(?:vụ|trường hợp|ca|so với)|so với cùng kỳ|cùng kỳ|thống kê|trung bình mỗi|mỗi năm|hằng năm|hàng năm|"
    r"chín tháng|sáu tháng đầu|\d+ tháng đầu năm|tỷ lệ|tỉ lệ|từ đầu năm đến nay|giai đoạn 20",
    re.IGNORECASE,
)
"""Yearly figures tell of many old cases, not of one that happens."""


def _pupil_or_teacher_death(case: Case) -> tuple[Fact, ...]:
    """Deaths of people of a school: named near the death; a count of illness deaths (`ca tử vong`) is none."""
    subjects = [fact for fact in case.all if fact.kind in {"subject-pupil", "subject-teacher"}]
    deaths = []
    for fact in case.of("death"):
        if _KIN_OR_ILLNESS.search(case.text[max(0, fact.start - 30) : fact.end + 30]):
            continue
        around = case.text[max(0, fact.start - 12) : fact.start].casefold()
        if (
            around.rstrip().endswith(("ca", "số ca", "suýt", "xém", "mém", "bệnh"))
            or "ca tử vong" in fact.text.casefold()
        ):
            continue
        if any(
            abs(subject.start - fact.start) <= NEAR_CHARS // 2 or fact.start <= subject.start < fact.end
            for subject in subjects
        ):
            deaths.append(fact)
    return tuple(deaths)


_TEACHER = (
    r"(?<!\w)(?:(?:thầy|cô)(?: giáo| chủ nhiệm| hiệu trưởng| hiệu phó)?|thay giao|co giao)"
    r"(?: (?!chạy|ra|tới|đến|thấy|biết|phát|không|thì|gọi|báo|nghe|đưa|chở|nói|và|cùng|chay|den|toi|thay|va)\w+){0,5} "
)
"""A teacher and up to five words of a name or title, none of them a verb."""
_TEACHER_GONE = written(
    rf"{_TEACHER}(?:mất|qua đời|từ trần|tạ thế|mat|qua doi)(?!\w)(?! (?:tiền|công|thời|đồ|gì|dạy|xe|ngủ|mặt|ngu|tien))"
)
_TEACHER_BEFORE = re.compile(rf"{_TEACHER}$")
_PUPIL_WORD = re.compile(
    r"(?<!\w)(?:học sinh|hs|học trò|nam sinh|nữ sinh|em|bé|cháu|trẻ|con|hoc sinh|hoc tro|be|chau)(?!\w)"
)
_CLAUSE_CHARS = 60
_FUNERAL = re.compile(r"(?<!\w)(?:dam tang|khan tang|tang trang|dua tang|kham liem|hau su)(?!\w)")
"""Folded: whom the pupils bury is their teacher."""


def _is_of_a_teacher(case: Case, fact: Fact) -> bool:
    """`Cô giáo Lan qua đời, hàng trăm học trò …`: the clause of the death names a teacher and no pupil."""
    written = case.wording.casefolded
    before = re.split(r"[,;.:!?\n]", written[: fact.start])[-1]
    after = re.split(r"[,;.:!?\n]", written[fact.start : fact.start + _CLAUSE_CHARS])[0]
    return bool(_TEACHER_BEFORE.search(before)) and not _PUPIL_WORD.search(before + after)


def _pupil_death(case: Case) -> tuple[Fact, ...]:
    """Deaths of pupils: the guide's S3 outside school; a teacher's death away from school is sad news, not a case."""
    if not case.of("death"):
        return ()
    pupils = [fact for fact in case.all if fact.kind == "subject-pupil"]
    mourned = case.wording.says(_TEACHER_GONE)
    return tuple(
        fact
        for fact in _pupil_or_teacher_death(case)
        if not (mourned and _FUNERAL.search(fold(fact.text)))
        and not _is_of_a_teacher(case, fact)
        and any(abs(pupil.start - fact.start) <= NEAR_CHARS // 2 for pupil in pupils)
    )


def mourns_a_teacher(case: Case) -> bool:
    """Whether the dead is a teacher who died away from school: sad news, whoever burns the incense."""
    return bool(case.wording.says(_TEACHER_GONE)) or any(_is_of_a_teacher(case, fact) for fact in case.of("death"))


_MOURNS = written(
    r"(?<!\w)(?:tiễn biệt|tiễn đưa|vĩnh biệt|chia buồn|phúng điếu|viếng|lễ tang|tang lễ|từ trần|qua đời|tạ thế|rời xa|"
    r"thành kính|đưa tang|an táng)(?!\w)"
)
_OF_AGE = written(
    r"(?<!\w)(?:(?:sáu|bảy|tám|chín) (?:mươi|chục)(?: \w+)? tuổi|[6-9]\d tuổi|hưởng thọ|thượng thọ|tuổi già|"
    r"(?:nguyên|cựu) (?:giáo viên|hiệu trưởng|hiệu phó|nhà giáo|cán bộ)|"
    r"(?:giáo viên|nhà giáo|thầy|cô|hiệu trưởng)(?: \w+){0,3} (?:đã )?(?:nghỉ|về) hưu)(?!\w)",
    re.IGNORECASE,
)


def mourns_an_elder(case: Case) -> bool:
    """Whether a text mourns somebody old or retired and tells no harm: grief, however grave it sounds."""
    return not case.of("injured", "hospitalised", "grave-injury", "weapon-attack", "suicide") and bool(
        case.wording.says(_MOURNS) and case.wording.says(_OF_AGE)
    )


def deaths_two(case: Case) -> Fact | None:
    """Two people of a school dead in one case."""
    if case.first("suicide") and not any(fact.count for fact in _pupil_or_teacher_death(case)):
        return None
    deaths = (*_pupil_or_teacher_death(case), *_drowned(case))
    if not deaths or tells_figures(case):
        return None
    several = (
        fact
        for fact in deaths
        if reaches(fact, TWO_DEATHS) and not (_FUNERAL.search(fold(fact.text)) or _is_of_a_teacher(case, fact))
    )
    return next((fact for fact in several if fact.count and fact.count < _OF_ONE_CASE), None)


def death_at_school(case: Case) -> Fact | None:
    """A death on school ground or at what a school holds."""
    for fact in (*_pupil_or_teacher_death(case), *_drowned(case)):
        around = [other for other in case.all if case.together(fact, other)]
        places = [other for other in around if other.kind in {"at-school", "school-activity"}]
        outside = [other for other in around if other.kind == "outside-school"]
        if any(_is_outing(case, place) for place in places):
            outside = [other for other in outside if not _OUT_OF_DOORS.search(fold(other.text))]
        if places and _closer(fact, places, outside):
            return fact
    return None


_OUTING = re.compile(r"(?<!\w)(?:trai nghiem|tham quan|da ngoai|cam trai|hoi trai|thuc te|to chuc|chuyen)(?!\w)")
_OUT_OF_DOORS = re.compile(
    r"(?<!\w)(?:bo song|ra song|tam song|tam bien|muong|ao|bai bien|bo de|bai dat trong|cong vien|khach san)(?!\w)"
)
"""Folded: where outings go; only of these a place outside is no other occasion."""
_ONCE_OVER = re.compile(r"(?<!\w)(?:sau|xong|tan|het)(?: \w+){0,2} $")


def _is_outing(case: Case, fact: Fact) -> bool:
    """Whether pupils are out with their school, and not on their way after it."""
    return bool(_OUTING.search(fold(fact.text))) and not _ONCE_OVER.search(case.folded, 0, fact.start)


def _closer(fact: Fact, places: Sequence[Fact], outside: Sequence[Fact]) -> bool:
    """Whether the school place stands nearer to the fact than a place outside."""

    def distance(others: Sequence[Fact]) -> int:
        return min((abs(other.start - fact.start) for other in others), default=10**6)

    return distance(places) <= distance(outside)


_RESCUED = written(
    r"cứu sống|được cứu|kịp cứu|cứu kịp|kéo lên|cứu bạn|cứu được|vớt kịp|kịp vớt|thoát nạn|đã an toàn|lên kịp|"
    r"khỏe rồi|(?<!không )(?<!chưa )tỉnh lại|hồi tỉnh|hú hồn|hú vía|qua cơn nguy|len kip|"
    r"(?<!khong )(?<!chua )tinh lai|hu hon|hu via|khoe roi|"
    r"vot kip|kip vot|cuu duoc|duoc cuu|cuu song|thoat nan|"
    r"bơi được vào|bơi vào bờ|không ai bị (?:sao|thương|gì)|không ai sao|người (?:không|hông|hổng) sao|"
    r"boi duoc vao|boi vao bo|khong ai bi (?:sao|thuong|gi)|khong ai sao"
)


_DREW_OUT = written(
    r"(?<!\w)(?:em|bạn|nam sinh|nữ sinh|học sinh|học trò|thầy|cô|ông|cụ|chú|anh|bác|dì|chị)(?!\w)[^.,;!?\n]{0,30}?"
    r"(?<!\w)(?:vớt|kéo|cứu) (?:\w+ )?được (?:\w+ )?(?:em|bé|cháu|đứa|bạn|trẻ|người|mạng)(?!\w)"
    r"(?! [^.!?\n]{0,20}(?<!\w)(?:nhưng|mà|thì|đã|xác)(?!\w))"
)
"""Somebody who is named drew them out of the water: so rescues are told; neighbours and divers find bodies."""


def _drowned(case: Case) -> tuple[Fact, ...]:
    """Drownings without a rescue count as deaths: that is how headlines say it."""
    if not case.of("drowning") or case.wording.says(_RESCUED) or case.wording.says(_DREW_OUT):
        return ()
    subjects = [fact for fact in case.all if fact.kind == "subject-pupil"]
    return tuple(
        fact
        for fact in case.of("drowning")
        if any(abs(subject.start - fact.start) <= NEAR_CHARS // 2 for subject in subjects)
    )


def death_outside(case: Case) -> Fact | None:
    """A pupil's death anywhere else, drowning included."""
    found = next(iter((*_pupil_death(case), *_drowned(case))), None)
    return None if found is None or tells_figures(case) else found


def tells_figures(case: Case) -> bool:
    """Whether the headline, or the head of a post, tells figures of years."""
    return bool(case.scan.search(_STATISTICS, 0, case.headline_end if case.item.title else SHORT_TEXT_CHARS))
