"""Which levels of education a text is about: named kinds of schools, grades and short forms.

Entry to grade 10 concerns both THCS and THPT (labelling guide, levels). A single grade names its level; a range names
all levels it covers. A level that is only named in passing far down a long article is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from classifiers.reading.phrases import RECENT_TEXTS, PhraseMatcher
from monitor.core.labels import EducationLevel, PlaceMention
from monitor.core.text import TextView, fold, normalise

_STAFF = ("giảng viên", "luận án", "nghiên cứu sinh")
_PHRASES: dict[str, tuple[str, ...]] = {
    EducationLevel.MAM_NON: (
        *(
            "mầm non",
            "mẫu giáo",
            "nhà trẻ",
            "nhóm trẻ",
            "bảo mẫu",
            "lớp lá",
            "lớp chồi",
            "lớp mầm",
            "lớp nhà trẻ",
            "giữ trẻ",
        ),
        *(
            "trẻ 5 tuổi",
            "trẻ mầm non",
            "cô nuôi dạy trẻ",
            "giáo viên mầm non",
            "gdmn",
            "trẻ 4 tuổi",
            "trẻ 3 tuổi",
            "gửi trẻ",
        ),
    ),
    EducationLevel.TIEU_HOC: (
        *(
            "tiểu học",
            "cấp 1",
            "cấp một",
            "c1",
            "trường th",
            "vào lớp một",
            "lớp một",
            "hs tiểu học",
            "cấp tiểu học",
            "gdth",
        ),
    ),
    EducationLevel.THCS: ("thcs", "trung học cơ sở", "cấp 2", "cấp hai", "c2", "ptcs"),
    EducationLevel.THPT: (
        *(
            "thpt",
            "trung học phổ thông",
            "cấp 3",
            "cấp ba",
            "c3",
            "tốt nghiệp thpt",
            "trường chuyên",
            "thptqg",
            "tnthpt",
        ),
        *("tốt nghiệp trung học phổ thông", "ptth", "khối 12", "sĩ tử 2k"),
    ),
    EducationLevel.GDTX: (
        "gdtx",
        "giáo dục thường xuyên",
        "gdnn gdtx",
        "bổ túc văn hóa",
        "trung tâm học tập cộng đồng",
        "bổ túc",
    ),
    EducationLevel.DAI_HOC: ("đại học", "cao đẳng", "!đh", "sinh viên", "!cđ sư phạm", "học viện", *_STAFF),
    "grade-10-entry": (
        *(
            "tuyển sinh lớp 10",
            "thi lớp 10",
            "thi vào lớp 10",
            "vào lớp 10",
            "tuyển sinh vào lớp 10",
            "ts10",
            "thi vào 10",
            "hồ sơ lớp 10",
        ),
        *("tuyển sinh 10", "xét tuyển lớp 10", "điểm chuẩn lớp 10", "đề toán lớp 10", "đăng ký lớp 10", "tuyển lớp 10"),
    ),
    "not-university": (
        "vào đại học",
        "tuyển sinh đại học",
        "xét tuyển đại học",
        "thi đại học",
        "bằng đại học",
        "đại học cấp",
    ),
}
_MATCHER = PhraseMatcher(_PHRASES)
_FINAL_EXAM = PhraseMatcher(
    {
        EducationLevel.THPT: (
            *(
                "thí sinh",
                "tốt nghiệp phổ thông",
                "thi tốt nghiệp",
                "phổ điểm",
                "sĩ tử",
                "điểm chuẩn",
                "nguyện vọng",
                "tổ hợp môn",
            ),
            *("bằng tốt nghiệp", "xét học bạ", "chọn tổ hợp", "môn lựa chọn", "giấy báo dự thi", "điểm thi tốt nghiệp"),
        )
    }
)
"""Words of the last school year: they decide only when the text names no level."""
_AGE = re.compile(r"(?<!\w)(?:be|chau|tre|em|nam sinh|nu sinh|hoc sinh|hs|hoc tro)(?: \w+){0,2} (\d{1,2}) tuoi(?!\w)")
_SCHOOL_AGE, _THCS_AGE, _THPT_AGE, _ADULT_AGE = 6, 11, 15, 18
_GRADE = re.compile(
    r"(?:l(?<![^\W_]l)(?:op)?|k(?<![^\W_]k)hoi)\s?(1[0-2]|[1-9])(?!\d|[.,]\d|\s?(?:trieu|ty|nghin|k\b|%|tuan|ngay|buoi|thang|lan|phong))"
)
_ONE_LASTING = re.compile(r"lop mot(?= (?:tuan|ngay|buoi|thang|lan|phen|hom|luc|nam hoc))")
"""`nghỉ học tại lớp một tuần`: a week away from class, no first grade."""
_CLASS = re.compile(r"(?<![^\W_])(1[0-2]|[6-9])\s?[a-d]\d{0,2}(?![^\W_])")
_GRADE_RANGE = re.compile(
    r"(?:lop|khoi)\s?(1[0-2]|[1-9])\s?(?:-|–|den|toi|den lop|den het lop)\s?"
    r"(?:lop |het lop |khoi )?(1[0-2]|[1-9])(?!\d)"
)
_LISTED = re.compile(r"(?:lop|khoi)\s((?:1[0-2]|[1-9])(?:\s?(?:,|va|,? ?lop)\s?(?:1[0-2]|[1-9]))+)(?!\d)")
_FIGURE = re.compile(r"[1-9]")
_LISTING = ("lop", "khoi")
"""Every grade has a figure, every list of them one of these words: most texts need no closer look."""
_LAST_TIEU_HOC, _LAST_THCS, _LAST_GRADE = 5, 9, 12
_SCOPE_CHARS = 600
"""Title, lead and the first lines: what a text is about stands there."""
_MIN_BODY_MENTIONS = 2
_LEADING_CHARS = 300
"""Headline and lead, about."""
_SCHOOL_NAME = {
    EducationLevel.MAM_NON: re.compile(r"^(?:truong )?(?:mam non|mau giao|mn|mg|nha tre)\b"),
    EducationLevel.TIEU_HOC: re.compile(r"^(?:truong )?(?:tieu hoc|th)\b"),
    EducationLevel.THCS: re.compile(r"^(?:truong )?(?:thcs|th-thcs|th & thcs|th&thcs)\b"),
    EducationLevel.THPT: re.compile(r"^(?:truong )?(?:thpt|thcs-thpt|thcs & thpt|thcs&thpt)\b"),
    EducationLevel.GDTX: re.compile(r"gdtx|thuong xuyen"),
}


def level_of_grade(grade: int) -> EducationLevel | None:
    """Give the level of a grade: 1-5, 6-9, 10-12; None outside."""
    if not 1 <= grade <= _LAST_GRADE:
        return None
    if grade <= _LAST_TIEU_HOC:
        return EducationLevel.TIEU_HOC
    return EducationLevel.THCS if grade <= _LAST_THCS else EducationLevel.THPT


def find_levels(view: TextView, places: Sequence[PlaceMention] = ()) -> tuple[EducationLevel, ...]:
    """Find the levels a text is about, in their natural order; none when it is general.

    Beside schools that are named, a level that is said once and not at the head is a passing word (`học sinh tiểu học
    gần đó`).
    """
    counts: dict[EducationLevel, int] = {}
    early: set[EducationLevel] = set()
    leading: set[EducationLevel] = set()
    for level, position in (*_named(view), *_graded(view)):
        counts[level] = counts.get(level, 0) + 1
        if position < _SCOPE_CHARS:
            early.add(level)
        if position < _LEADING_CHARS:
            leading.add(level)
    if not counts:
        early.update(_implied(view))
    schools = {level for place in places if place.level == "school" for level in _of_school(place.name)}
    if schools:
        early = schools | {level for level in early if counts[level] > 1 or level in leading}
    found = early or {level for level, count in counts.items() if count >= _MIN_BODY_MENTIONS}
    return tuple(level for level in EducationLevel if level in found)


@lru_cache(maxsize=RECENT_TEXTS)
def find_levels_of(headline: str) -> tuple[EducationLevel, ...]:
    """Find the levels of the headline a comment answers: what a comment without a level of its own is about."""
    return find_levels(normalise(headline)) if headline else ()


def level_of_age(age: int) -> EducationLevel | None:
    """Give the level a child of that age attends as a rule; None for adults."""
    if age >= _ADULT_AGE:
        return None
    if age < _SCHOOL_AGE:
        return EducationLevel.MAM_NON
    if age < _THCS_AGE:
        return EducationLevel.TIEU_HOC
    return EducationLevel.THCS if age < _THPT_AGE else EducationLevel.THPT


def _implied(view: TextView) -> set[EducationLevel]:
    """Levels of a text that names none: by the age of a child, by words of the final exams."""
    found = {level for match in _AGE.finditer(view.folded) if (level := level_of_age(int(match.group(1))))}
    return found or {EducationLevel(hit.label) for hit in _FINAL_EXAM.find(view)}


def _of_school(name: str) -> list[EducationLevel]:
    folded = fold(name)
    return [level for level, pattern in _SCHOOL_NAME.items() if pattern.search(folded)]


def _named(view: TextView) -> list[tuple[EducationLevel, int]]:
    lasting = {match.start() for match in _ONE_LASTING.finditer(view.folded)}
    hits = [hit for hit in _MATCHER.find(view) if hit.start not in lasting]
    entrance = {hit.start + hit.phrase.find("đại học") for hit in hits if hit.label == "not-university"}
    found: list[tuple[EducationLevel, int]] = []
    for hit in hits:
        if hit.label == "grade-10-entry":
            found += [(EducationLevel.THCS, hit.start), (EducationLevel.THPT, hit.start)]
        elif hit.label == "not-university":
            found += [(EducationLevel.THPT, hit.start)] if "bằng" not in hit.phrase and "cấp" not in hit.phrase else []
        elif not (hit.label == EducationLevel.DAI_HOC and hit.start in entrance):
            found.append((EducationLevel(hit.label), hit.start))
    return found


def _graded(view: TextView) -> list[tuple[EducationLevel, int]]:
    text = view.folded
    found: list[tuple[EducationLevel, int]] = []
    if not _FIGURE.search(text):
        return found
    listing = any(word in text for word in _LISTING)
    for match in _GRADE_RANGE.finditer(text) if listing else ():
        first, last = int(match.group(1)), int(match.group(2))
        found += [(level, match.start()) for grade in range(first, last + 1) if (level := level_of_grade(grade))]
    for match in _LISTED.finditer(text) if listing else ():
        grades = [int(grade) for grade in re.findall(r"\d+", match.group(1))]
        found += [(level, match.start()) for grade in grades if (level := level_of_grade(grade))]
    for pattern in (_GRADE, _CLASS):
        for match in pattern.finditer(text):
            level = level_of_grade(int(match.group(1)))
            if level:
                found.append((level, match.start()))
    return found
