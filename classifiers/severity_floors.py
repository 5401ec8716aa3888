"""Hard floors of severity: one rule a line, each with the evidence it asks for (labelling guide, severity)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifiers.gating import folded, written
from classifiers.guards import DENIED, NEGATED
from classifiers.severity_case import NEAR_CHARS, SHORT_TEXT_CHARS, Case, reaches
from monitor.core.labels import Fact, Severity
from monitor.core.text import fold

MANY_HURT, MASS_HURT = 10, 30
"""People ill, hurt or in hospital: S3 and S4 (labelling guide, severity)."""
CLUSTER_INFECTED = 30
"""Infected in one school: S3 (labelling guide, severity)."""
TWO_DEATHS = 2
_OF_ONE_CASE = 1000
"""More dead than this are of a war or of years."""

_HARM_COUNTS = ("hospitalised", "ill", "poisoned", "injured", "grave-injury")
_GROUP = re.compile(r"(?:nửa|cả|nguyên|nua|ca|nguyen) (?:lớp|trường|khối|lop|truong|khoi)", re.IGNORECASE)

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


@dataclass(frozen=True, slots=True)
class Floor:
    """A rule: the level it gives and the fact that proves it, or None."""

    rule: str
    level: Severity
    evidence: Callable[[Case], Fact | None]


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
    written = case.casefolded
    before = re.split(r"[,;.:!?\n]", written[: fact.start])[-1]
    after = re.split(r"[,;.:!?\n]", written[fact.start : fact.start + _CLAUSE_CHARS])[0]
    return bool(_TEACHER_BEFORE.search(before)) and not _PUPIL_WORD.search(before + after)


def _pupil_death(case: Case) -> tuple[Fact, ...]:
    """Deaths of pupils: the guide's S3 outside school; a teacher's death away from school is sad news, not a case."""
    if not case.of("death"):
        return ()
    pupils = [fact for fact in case.all if fact.kind == "subject-pupil"]
    mourned = case.says(_TEACHER_GONE)
    return tuple(
        fact
        for fact in _pupil_or_teacher_death(case)
        if not (mourned and _FUNERAL.search(fold(fact.text)))
        and not _is_of_a_teacher(case, fact)
        and any(abs(pupil.start - fact.start) <= NEAR_CHARS // 2 for pupil in pupils)
    )


def _deaths_two(case: Case) -> Fact | None:
    if case.first("suicide") and not any(fact.count for fact in _pupil_or_teacher_death(case)):
        return None
    deaths = (*_pupil_or_teacher_death(case), *_drowned(case))
    if not deaths or _tells_figures(case):
        return None
    several = (
        fact
        for fact in deaths
        if reaches(fact, TWO_DEATHS) and not (_FUNERAL.search(fold(fact.text)) or _is_of_a_teacher(case, fact))
    )
    return next((fact for fact in several if fact.count and fact.count < _OF_ONE_CASE), None)


def _death_at_school(case: Case) -> Fact | None:
    for fact in (*_pupil_or_teacher_death(case), *_drowned(case)):
        places = [
            other for other in case.all if other.kind in {"at-school", "school-activity"} and case.together(fact, other)
        ]
        outside = [other for other in case.all if other.kind == "outside-school" and case.together(fact, other)]
        if places and _closer(fact, places, outside):
            return fact
    return None


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


def _drowned(case: Case) -> tuple[Fact, ...]:
    """Drownings without a rescue count as deaths: that is how headlines say it."""
    if not case.of("drowning") or case.says(_RESCUED):
        return ()
    subjects = [fact for fact in case.all if fact.kind == "subject-pupil"]
    return tuple(
        fact
        for fact in case.of("drowning")
        if any(abs(subject.start - fact.start) <= NEAR_CHARS // 2 for subject in subjects)
    )


def _death_outside(case: Case) -> Fact | None:
    found = next(iter((*_pupil_death(case), *_drowned(case))), None)
    return None if found is None or _tells_figures(case) else found


def _tells_figures(case: Case) -> bool:
    return bool(case.scan.search(_STATISTICS, 0, case.headline_end if case.item.title else SHORT_TEXT_CHARS))


def _mass(threshold: int) -> Callable[[Case], Fact | None]:
    def evidence(case: Case) -> Fact | None:
        return case.counted(threshold, *_HARM_COUNTS)

    return evidence


def _many_or_group(case: Case) -> Fact | None:
    group = next((fact for fact in case.of("hospitalised", "poisoned", "ill") if _GROUP.search(fact.text)), None)
    return case.counted(MANY_HURT, *_HARM_COUNTS) or group


_ONE_SCHOOL = re.compile(
    r"(?<!cac )(?<!nhieu )(?<!nhung )(?<!so )(?<!may )(?<!\d )(?<!hai )(?<!ba )(?<!vai )(?<!\w)"
    r"(?:truong(?: (?:th|tieu hoc|thcs|thpt|mam non|mau giao|mn|mg)(?!\w)| (?:minh|tui|toi|nay|do|con|em|nha)(?!\w)|"
    r"(?= co)|(?= ghi)|(?= hien)|(?= vua)|(?= da))|mot truong|1 truong|cua truong|nha truong|mot diem truong|ky tuc xa|"
    r"lop \d|ca lop|lop con|(?:tieu hoc|thcs|thpt|mam non) \w)"
)
_MANY_SCHOOLS = re.compile(
    r"(?<!\w)(?:toan (?:tinh|huyen|nganh|thanh pho|dia ban)|ca (?:tinh|nuoc|huyen)|tren dia ban|trong tinh|"
    r"(?:cac|nhieu|[2-9]|\d\d\d?|hai|ba|bon|nam|sau) truong(?! hop)|nganh (?:y te|giao duc)|nganh gd|tinh (?:ghi nhan|"
    r"co|them)|so y te|cdc|"
    r"(?:hoc sinh|ca|f0) (?:cua |trong |o )?(?:toan |ca )?(?:tinh|huyen|thanh pho)|"
    r"mot (?:huyen|tinh|thanh pho|thi xa)|(?:huyen|tinh|thanh pho|thi xa)(?: \w+){1,3} (?:ghi nhan|co them|them))(?!\w)"
)


_COUNTS_PUPILS = re.compile(r"\d (?:em )?(?:hoc sinh|hs|em|tre|be|chau|hoc tro|giao vien|gv)(?!\w)")


def _infected_cluster(case: Case) -> Fact | None:
    """Thirty and more infected in one school, not the count of a province or of many schools."""
    for fact in case.of("infected"):
        if not reaches(fact, CLUSTER_INFECTED) or _is_of_many_schools(case, fact):
            continue
        return fact
    return None


def _is_of_many_schools(case: Case, fact: Fact) -> bool:
    """Whether the sentence of a count speaks of an area; bare `ca` need a school named there or in the headline."""
    sentence = case.sentence_of(fact)
    if _MANY_SCHOOLS.search(sentence):
        return True
    if _COUNTS_PUPILS.search(fold(fact.text)):
        return False
    return not (_ONE_SCHOOL.search(sentence) or _ONE_SCHOOL.search(case.folded[: case.headline_end]))


_A_CLASS = folded(r"(?<!\w)(?:lop|truong|nha tre) (?:mam|choi|la|cua|con|chau|be|em|minh|tui|toi|nha|\d)(?!\w)")


def _infected_here(case: Case) -> Fact | None:
    """Ill with something catching, counted or at a school; the count of an area beside `no case in schools` is none."""
    at_school = (
        case.names_school
        or case.first("at-school", "school-activity")
        or _ONE_SCHOOL.search(case.folded[: case.zone_end])
        or case.scan.search(_A_CLASS, 0, case.zone_end)
    )
    none_at_school = any(NEGATED in fact.guards and fact.kind in {"infected", "epidemic-cluster"} for fact in case.all)
    if case.only_wonders():
        return None
    for fact in case.of("infected", "quarantined", "epidemic-cluster"):
        if (fact.count or at_school) and not (none_at_school and _MANY_SCHOOLS.search(case.sentence_of(fact))):
            return fact
    return None


def _typed_epidemic(case: Case) -> Fact | None:
    return _infected_here(case) if "epidemic" in case.types else None


_ATTEMPT_BEFORE = re.compile(r"(?<!\w)(?:suyt|xem|mem|dinh|am muu|muu do|gia vo|phong|chong|nan)(?: \w+)? $")
_ATTEMPT_AFTER = re.compile(
    r"(?:bat coc|bat di|keo len xe|len xe) (?:hut|bat thanh|khong thanh|khong duoc|that bai)(?!\w)"
)
_ATTEMPT_CHARS = 15


def _is_attempt(case: Case, fact: Fact) -> bool:
    """`suýt bị bắt cóc`, `bắt cóc hụt`: nobody was taken."""
    return bool(
        _ATTEMPT_BEFORE.search(case.folded[: fact.start])
        or _ATTEMPT_AFTER.search(case.folded[fact.start : fact.end + _ATTEMPT_CHARS])
    )


def _abduction(case: Case) -> Fact | None:
    fact = next((each for each in case.of("abduction") if not _is_attempt(case, each)), None)
    doubted = any(other.kind == "abduction" and {DENIED, NEGATED} & set(other.guards) for other in case.all)
    if fact is None or doubted or case.first("rumour", "retraction", "scam", "official-denial"):
        return None
    return fact


_BY_A_MATE = re.compile(r"(?<!\w)ban(?!\w)")
_SCHOOL_THINGS = re.compile(r"(?<!\w)(?:but chi|but bi|cay but|ngoi but|thuoc ke|com ?pa|dua an|tam|kim bam)(?!\w)")


def _is_with_school_things(case: Case) -> bool:
    """A pencil between pupils hurts, and is no weapon, unless it hurt gravely."""
    attacks = case.of("weapon-attack")
    grave = case.first("grave-injury", "death", "hospitalised")
    return (
        not grave
        and bool(attacks)
        and all(
            _SCHOOL_THINGS.search(case.sentence_of(fact)) and _BY_A_MATE.search(case.sentence_of(fact))
            for fact in attacks
        )
    )


def _weapon_victims_at_school(case: Case) -> Fact | None:
    if case.first("no-victim") or _is_with_school_things(case):
        return None
    return case.near(("weapon-attack",), ("at-school", "school-activity"))


_TOOL_USE = re.compile(
    r"thủ công|cắm hoa|nấu ăn|nấu nướng|gọt|cắt bánh|làm bánh|gói bánh|cắt tỉa|tỉa hoa|làm vườn|dọn cỏ|phát cỏ|"
    r"lao động|"
    r"thực hành công nghệ|nữ công|đồ chơi|bằng nhựa|bằng gỗ|hóa trang|múa|biểu diễn|"
    r"thu cong|cam hoa|nau an|lam banh|goi banh|don co|lam vuon|do choi",
    re.IGNORECASE,
)
"""A knife for handwork or a play."""
_TOOL_CHARS = 70


def _is_tool(case: Case, fact: Fact) -> bool:
    return bool(_TOOL_USE.search(case.text[max(0, fact.start - _TOOL_CHARS) : fact.end + _TOOL_CHARS]))


def _weapon(case: Case) -> Fact | None:
    attack = None if _is_with_school_things(case) else case.first("weapon-attack")
    if attack and not case.first("no-victim"):
        return attack if case.near(("weapon-attack",), ("subject-pupil", "subject-teacher")) else None
    carried = case.near(("weapon",), ("at-school", "subject-pupil", "subject-teacher"))
    return attack or (None if carried is None or _is_tool(case, carried) else carried)


_PIECE = re.compile(
    r"canh|nhanh|vua|gach|ngoi|quat|tam op|la phong|manh|mang|bang ten|bong den|kinh|trai dua|buong dua"
)
_SLIGHT = folded(
    r"(?<!\w)(?:tray|xay xat|xuoc|bam|sung|u dau|nhe|ngoai da|khau|rach da|phan mem|giat minh|hoang so|dau vai)(?!\w)"
)


def _is_slight(case: Case, collapse: Fact) -> bool:
    """One person hardly hurt by a piece that fell: an accident of one pupil, no collapse with victims."""
    hurt = case.of("injured")
    if case.first("grave-injury", "death", "hospitalised", "fracture") or any((f.count or 1) > 1 for f in hurt):
        return False
    return bool(_PIECE.search(fold(collapse.text)) and case.scan.search(_SLIGHT, 0, case.zone_end))


def _collapse_victims(case: Case) -> Fact | None:
    """A building, a wall, a tree that comes down on people; a branch that scratches one of them is none."""
    if case.first("no-victim") or all(_is_slight(case, fact) for fact in case.of("collapse")):
        return None
    return (
        case.near(("collapse",), ("injured", "grave-injury", "death", "hospitalised"))
        if case.first("injured", "grave-injury", "death", "hospitalised")
        else None
    )


def _grave(case: Case) -> Fact | None:
    return case.near(("grave-injury",), ("subject-pupil", "subject-teacher"))


def _sexual_by_staff(case: Case) -> Fact | None:
    direct = case.first("sexual-abuse-by-staff")
    if direct or "abuse-sexual" not in case.types:
        return direct
    if case.near(("sexual-abuse",), ("subject-pupil",)):
        return case.near(("sexual-abuse",), ("subject-staff",))
    return _hinted_abuse(case)


_ALLEGES = folded(
    r"(?<!\w)(?:to cao|bi to|to giac|lam don|viet don|cong an|trinh bao|khai|dieu tra|bao ca|len tieng)(?!\w)"
)
_BLURRED = ("sexual-abuse", "sexual-abuse-by-staff")


def _hinted_abuse(case: Case) -> Fact | None:
    """Told without the word, as people do: a child, one of the staff, and that it was reported."""
    if any(fact.guards for fact in case.all if fact.kind in _BLURRED) or not case.scan.search(_ALLEGES):
        return None
    return case.near(("subject-staff",), ("subject-pupil",))


_MANY_FILMS = re.compile(
    r"(?<!\w)(?:\d+|hai|ba|bon|nam|nhieu|loat|hang loat|cac|nhung) (?:doan )?(?:clip|video|doan phim)(?!\w)"
)


def _filmed_spreads(case: Case) -> Fact | None:
    """A film of violence that goes round, or several of them; a clip nobody shares yet is an issue of the school."""
    if (
        _tells_figures(case)
        or case.first("forged-notice", "retraction")
        or ("teacher-conduct" in case.types and not case.types & {"violence", "child-care-abuse"})
    ):
        return None
    shown = case.first("filmed-violence")
    if shown is not None and _MANY_FILMS.search(case.sentence_of(shown)):
        return shown
    kinds = ("filmed-violence", "child-abuse", "assault-on-teacher", "violence")
    filmed = case.near(kinds, ("spread",)) if case.of("film") and case.near(kinds, ("film",)) else None
    if filmed and re.search(r"ko đăng|không đăng|chưa đăng", case.casefolded):
        return None
    return filmed


def _suicide(case: Case) -> Fact | None:
    """A suicide or an attempt; thoughts of it are not."""
    done = re.search(r"uống|nhảy|treo|thắt|rạch|gieo|tự tử thành|đã tự|tự vẫn", case.casefolded)
    if case.of("suicide-thought") and not case.of("death") and not done:
        return None
    return case.near(("suicide",), ("subject-pupil", "subject-teacher"))


_DONE_BY_STAFF = frozenset({"child-care-abuse", "corruption-procurement"})
"""Incidents that nobody but people of the sector can cause: who is arrested for them is one."""


def _staff_before_law(case: Case) -> Fact | None:
    direct = case.first("arrest", "prosecution")
    if direct or not case.types & _DONE_BY_STAFF or case.is_of_a_stranger():
        return direct
    return case.first("arrest-any")


_LESSER_EXAM = folded(r"vien chuc|sat hach|hoc ky|hoc ki|giua ky|khao sat|trung tam luyen thi")
"""Papers of these are no official exam of pupils (folded)."""
_OF_MANY_SCHOOLS = folded(
    r"dung chung (?:ca|toan|cho) |"
    r"(?:de|mon) (?:thi |kiem tra )?(?:\w+ )?(?:chung )?(?:toan|ca) (?:huyen|tinh|thanh pho)"
)
"""A term's paper that a whole district or province writes is no matter of one school (folded)."""
_SCHOOL_TEST = folded(r"de kiem tra|kiem tra (?:chung|cuoi|giua|dinh ky)|cuoi (?:ky|ki)|de cuoi")
"""Tests of schools: leaked, a serious matter, but no official paper."""
_SAYS_LEAK = re.compile(r"(?<!\w)(?:lo|lot|ro ri|tuon|ban|mua|chup|biet|tung|y chang|trung khop|giong)(?!\w)")
_AFTER_EXAM = folded(
    r"sau (?:gio|buoi|mon|ky) thi|sau khi (?:thi|ket thuc|het gio)|(?<!chua )het gio (?:duoc|roi|lam bai|thi)|"
    r"thi xong|ket thuc (?:buoi|gio|mon|ky) thi|"
    r"cong bo de|gay tranh|ban tan|ban luan|tranh luan"
)
"""Folded: papers are talked about on the net once the exam is over."""


def is_talk_after_exam(case: Case, fact: Fact) -> bool:
    """Whether a paper is only shown or talked about once it has been sat."""
    return not _SAYS_LEAK.search(fold(fact.text)) and bool(case.scan.search(_AFTER_EXAM))


_DOUBTED = re.compile(r"\bnghi\b(?! luan| dinh| quyet)|nghi vấn")
"""In the sentence of the photo itself; a headline that only asks whether it is a leak does not take the photo back."""
_NOT_YET_SURE = re.compile(r"nghe bảo|chưa khẳng định")


def _leak_content(case: Case) -> Fact | None:
    fact = case.first("exam-leak-content") or case.near(("paper-shown",), ("exam-running",))
    if (
        fact is None
        or case.scan.search(_LESSER_EXAM)
        or case.scan.search(_SCHOOL_TEST)
        or is_talk_after_exam(case, fact)
    ):
        return None
    doubted = _DOUBTED.search(case.written(fact)) or _NOT_YET_SURE.search(case.casefolded)
    return None if doubted else fact


_SOLD_FALSELY = folded(
    r"(?<!\w)(?:lua (?:dao|tien|hoc sinh|thi sinh|phu huynh|\d)|bi lua|toan (?:ban|de) cu|ban cu|de nam (?:ngoai|"
    r"truoc|roi)|"
    r"de cu|de gia|khong phai de that|canh giac|chieu tro|tien mat tat mang)(?!\w)"
)
"""Folded: swindlers sell what is no paper of this exam."""


def _leak(case: Case) -> Fact | None:
    leaks = case.of("exam-leak", "exam-leak-content")
    lesser = case.scan.search(_LESSER_EXAM) and not case.scan.search(_OF_MANY_SCHOOLS)
    if not leaks or lesser or case.scan.search(_SOLD_FALSELY):
        return None
    return next((fact for fact in leaks if not is_talk_after_exam(case, fact)), None)


_ALL_STAY_AWAY = re.compile(
    r"vắng (?:hoe|tanh|bóng|hơn|gần|quá|phân|nửa)|sân trường vắng|chỉ (?:có|còn)|vỏn vẹn|lèo tèo|lác đác|trống|"
    r"đồng loạt|tập thể|bãi khóa|chưa ai|nghỉ sạch|hàng loạt",
    re.IGNORECASE,
)


_STAY_AWAY_CHARS = 12
"""Room for `quá nửa` after `vắng`."""


def _school_emptied(case: Case) -> Fact | None:
    """Parents keep their children at home against a measure, or because of a forged notice or a rumour."""
    caused = bool(case.of("boycott-cause"))
    if not caused and not case.types & {"merger-protest", "false-notice"}:
        return None
    boycott = case.counted(MANY_HURT, "boycott") or next(
        (
            fact
            for fact in case.of("boycott")
            if _ALL_STAY_AWAY.search(case.text[fact.start : fact.end + _STAY_AWAY_CHARS])
        ),
        None,
    )
    return boycott or (case.first("boycott") if caused and case.types & {"merger-protest"} else None)


def _fire_or_collapse_traps(case: Case) -> Fact | None:
    return case.near(("trapped",), ("fire", "collapse")) if case.first("fire", "collapse") else None


def _cheating_with_arrest(case: Case) -> Fact | None:
    """A cheating ring the police has taken hold of; a single crib is an issue of the exam site."""
    return case.near(("arrest-any",), ("device-cheating",))


_PUPIL_BEFORE = re.compile(r"(?<!\w)(?:be|em|hoc sinh|hs|chau|ban)(?: \w+){0,4} $")
"""Just before the hospital, folded: a pupil lies there, not the teacher."""


def _teacher_badly_hurt(case: Case) -> Fact | None:
    """A teacher beaten so that a bone broke or the hospital was needed."""
    if "assault-on-teacher" not in case.types:
        return case.near(("fracture", "injured"), ("assault-on-teacher",)) if case.of("fracture") else None
    hurt = case.near(("fracture", "hospitalised"), ("assault-on-teacher", "subject-teacher"))
    return None if hurt is None or _PUPIL_BEFORE.search(case.folded, 0, hurt.start) else hurt


def _small_child_broken(case: Case) -> Fact | None:
    """A bone broken in care: grave at that age, and no fall of one's own explains it to the parents."""
    return case.first("fracture") if "child-care-abuse" in case.types else None


def _any(*kinds: str) -> Callable[[Case], Fact | None]:
    def evidence(case: Case) -> Fact | None:
        return case.first(*kinds)

    return evidence


def _typed(types: frozenset[str], *kinds: str) -> Callable[[Case], Fact | None]:
    """Evidence that counts only together with an incident type: the words alone also occur in plain news."""

    def evidence(case: Case) -> Fact | None:
        return case.first(*kinds) if case.types & types else None

    return evidence


FLOORS: tuple[Floor, ...] = (
    Floor("floor.death-at-school", Severity.S4, _death_at_school),
    Floor("floor.deaths>=2", Severity.S4, _deaths_two),
    Floor("floor.hospitalised>=30", Severity.S4, lambda case: case.counted(MASS_HURT, "hospitalised")),
    Floor("floor.hurt>=30", Severity.S4, _mass(MASS_HURT)),
    Floor("floor.exam-content-out", Severity.S4, _leak_content),
    Floor("floor.abduction", Severity.S4, _abduction),
    Floor("floor.weapon-victims-at-school", Severity.S4, _weapon_victims_at_school),
    Floor("floor.collapse-victims", Severity.S4, _collapse_victims),
    Floor("floor.trapped", Severity.S4, _fire_or_collapse_traps),
    Floor("floor.hospitalised>=10", Severity.S3, lambda case: case.counted(MANY_HURT, "hospitalised")),
    Floor("floor.hurt>=10", Severity.S3, _many_or_group),
    Floor("floor.death-of-pupil", Severity.S3, _death_outside),
    Floor("floor.suicide", Severity.S3, _suicide),
    Floor("floor.grave-injury", Severity.S3, _grave),
    Floor("floor.sexual-abuse-by-staff", Severity.S3, _sexual_by_staff),
    Floor("floor.staff-before-law", Severity.S3, _staff_before_law),
    Floor("floor.filmed-violence-spreads", Severity.S3, _filmed_spreads),
    Floor("floor.weapon", Severity.S3, _weapon),
    Floor("floor.exam-leak", Severity.S3, _leak),
    Floor("floor.cheating-ring", Severity.S3, _cheating_with_arrest),
    Floor("floor.teacher-badly-hurt", Severity.S3, _teacher_badly_hurt),
    Floor("floor.small-child-broken", Severity.S3, _small_child_broken),
    Floor("floor.school-emptied", Severity.S3, _school_emptied),
    Floor("floor.infected>=30", Severity.S3, _infected_cluster),
    Floor("floor.sexual-abuse", Severity.S2, _any("sexual-abuse")),
    Floor("floor.poisoned", Severity.S2, _typed(frozenset({"food-poisoning"}), "poisoned", "hospitalised", "ill")),
    Floor("floor.infected", Severity.S2, _typed_epidemic),
)
"""Hard floors, from the definitions of the labelling guide; the gravest that holds decides."""
