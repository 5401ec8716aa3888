"""Hard floors of severity: one rule a line, each with the evidence it asks for (labelling guide, severity)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from classifiers.facts.indirect import HINTED_KINDS
from classifiers.reading.gating import folded
from classifiers.severity.attacks import abduction, collapse_victims, weapon, weapon_victims_at_school
from classifiers.severity.case import Case
from classifiers.severity.crowds import MANY_HURT, MASS_HURT, infected_cluster, many_or_group, mass, typed_epidemic
from classifiers.severity.deaths import death_at_school, death_outside, deaths_two, tells_figures
from classifiers.severity.exam_leaks import leak, leak_content
from classifiers.severity.hints import hinted, hinted_of_anybody
from monitor.core.labels import Fact, Severity


@dataclass(frozen=True, slots=True)
class Floor:
    """A rule: the level it gives and the fact that proves it, or None."""

    rule: str
    level: Severity
    evidence: Callable[[Case], Fact | None]


def _grave(case: Case) -> Fact | None:
    return case.near(("grave-injury",), ("subject-pupil", "subject-teacher"))


_BY_ANOTHER = folded(
    r"(?<!\w)(?:(?:cha|bo|ba) (?:duong|nuoi|ruot|de)|me ke|chu nha tro|ong chu|hang xom|nguoi la|ke la|nguoi quen|"
    r"anh ho|chu ho|xe om|tai xe|khong phai (?:nhan vien|giao vien|nguoi cua))(?!\w)"
)
"""Folded, in the headline or opening: who did it is of the family or a stranger; the staff found out or helped."""
_OPENING_CHARS = 260


def _sexual_by_staff(case: Case) -> Fact | None:
    direct = case.first("sexual-abuse-by-staff")
    if not _names_staff(case, direct) and case.scan.search(_BY_ANOTHER, 0, max(case.headline_end, _OPENING_CHARS)):
        return None
    if direct or "abuse-sexual" not in case.types:
        return direct
    if case.near(("sexual-abuse",), ("subject-pupil",)):
        return case.near(("sexual-abuse",), ("subject-staff",))
    return _hinted_abuse(case)


def _names_staff(case: Case, fact: Fact | None) -> bool:
    return fact is not None and any(fact.start <= staff.start < fact.end for staff in case.of("subject-staff"))


def _sexual(case: Case) -> Fact | None:
    """Of a minor, by whomever: told by its words, or by whom it befell where the whole text is about it."""
    return case.first("sexual-abuse") or (_hinted_abuse(case) if "abuse-sexual" in case.types else None)


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
        tells_figures(case)
        or case.first("forged-notice", "retraction")
        or ("teacher-conduct" in case.types and not case.types & {"violence", "child-care-abuse"})
    ):
        return None
    shown = case.first("filmed-violence")
    if shown is not None and _MANY_FILMS.search(case.sentence_of(shown)):
        return shown
    kinds = ("filmed-violence", "child-abuse", "assault-on-teacher", "violence")
    filmed = case.near(kinds, ("spread",)) if case.of("film") and case.near(kinds, ("film",)) else None
    if filmed and re.search(r"ko đăng|không đăng|chưa đăng", case.wording.casefolded):
        return None
    return filmed


def _suicide(case: Case) -> Fact | None:
    """A suicide or an attempt; thoughts of it are not."""
    done = re.search(r"uống|nhảy|treo|thắt|rạch|gieo|tự tử thành|đã tự|tự vẫn", case.wording.casefolded)
    if case.of("suicide-thought") and not case.of("death") and not done:
        return None
    return case.near(("suicide",), ("subject-pupil", "subject-teacher"))


_DONE_BY_STAFF = frozenset({"child-care-abuse", "corruption-procurement"})
"""Incidents that nobody but people of the sector can cause: who is arrested for them is one."""


_TAKEN_UP = re.compile(
    r"(?<!\w)(?:(?:ong|ba) [a-z]\.?(?: [a-z]\.?){0,2}|(?:nguoi|ong|ba|ke|ga) nay|(?:ong|ba) (?:ta|ay)|"
    r"nghi pham|nghi can)(?: da| vua| hien)? $"
)
"""Just before an arrest, folded: somebody told of before, by initials or a pronoun."""
_TAKEN_UP_CHARS = 24


def _staff_before_law(case: Case) -> Fact | None:
    direct = case.first("arrest", "prosecution")
    if direct or case.is_of_a_stranger():
        return direct
    return case.first("arrest-any") if case.types & _DONE_BY_STAFF else _staff_of_the_headline(case)


def _staff_of_the_headline(case: Case) -> Fact | None:
    """The arrest of one told of by initials or a pronoun, where the only grown-ups of the headline are staff."""
    end = len(case.item.title or "")
    named = any(fact.start < end for fact in case.of("subject-staff", "subject-teacher"))
    if not named or any(fact.start < end for fact in case.of("subject-worker")):
        return None
    arrests = case.of("arrest-any")
    return next(
        (each for each in arrests if _TAKEN_UP.search(case.folded, max(0, each.start - _TAKEN_UP_CHARS), each.start)),
        None,
    )


_ALL_STAY_AWAY = re.compile(
    r"vắng (?:hoe|tanh|bóng|hơn|gần|quá|phân|nửa)|sân trường vắng|chỉ (?:có|còn|\d+(?: \w+)? (?:trong|trên)(?!\w))|"
    r"vỏn vẹn|lèo tèo|lác đác|trống|"
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


def _typed(types: frozenset[str], *kinds: str) -> Callable[[Case], Fact | None]:
    """Evidence that counts only together with an incident type: the words alone also occur in plain news."""

    def evidence(case: Case) -> Fact | None:
        return case.first(*kinds) if case.types & types else None

    return evidence


FLOORS: tuple[Floor, ...] = (
    Floor("floor.death-at-school", Severity.S4, death_at_school),
    Floor("floor.deaths>=2", Severity.S4, deaths_two),
    Floor("floor.hospitalised>=30", Severity.S4, lambda case: case.counted(MASS_HURT, "hospitalised")),
    Floor("floor.hurt>=30", Severity.S4, mass(MASS_HURT)),
    Floor("floor.exam-content-out", Severity.S4, leak_content),
    Floor("floor.abduction", Severity.S4, abduction),
    Floor("floor.weapon-victims-at-school", Severity.S4, weapon_victims_at_school),
    Floor("floor.collapse-victims", Severity.S4, collapse_victims),
    Floor("floor.trapped", Severity.S4, _fire_or_collapse_traps),
    Floor("floor.hospitalised>=10", Severity.S3, lambda case: case.counted(MANY_HURT, "hospitalised")),
    Floor("floor.hurt>=10", Severity.S3, many_or_group),
    Floor("floor.death-of-pupil", Severity.S3, death_outside),
    Floor("floor.suicide", Severity.S3, _suicide),
    Floor("floor.grave-injury", Severity.S3, _grave),
    Floor("floor.sexual-abuse-by-staff", Severity.S3, _sexual_by_staff),
    Floor("floor.staff-before-law", Severity.S3, _staff_before_law),
    Floor("floor.filmed-violence-spreads", Severity.S3, _filmed_spreads),
    Floor("floor.weapon", Severity.S3, weapon),
    Floor("floor.exam-leak", Severity.S3, leak),
    Floor("floor.cheating-ring", Severity.S3, _cheating_with_arrest),
    Floor("floor.teacher-badly-hurt", Severity.S3, _teacher_badly_hurt),
    Floor("floor.small-child-broken", Severity.S3, _small_child_broken),
    Floor("floor.school-emptied", Severity.S3, _school_emptied),
    Floor("floor.infected>=30", Severity.S3, infected_cluster),
    *(Floor(f"floor.{kind}", Severity.S3, hinted(kind)) for kind in HINTED_KINDS),
    Floor("floor.hinted", Severity.S2, hinted_of_anybody),
    Floor("floor.sexual-abuse", Severity.S2, _sexual),
    Floor("floor.poisoned", Severity.S2, _typed(frozenset({"food-poisoning"}), "poisoned", "hospitalised", "ill")),
    Floor("floor.infected", Severity.S2, typed_epidemic),
)
"""Hard floors, from the definitions of the labelling guide; the gravest that holds decides."""


def floors_held(case: Case) -> list[tuple[Floor, Fact]]:
    """Floors that hold with what proves each, the gravest first: none without a fact."""
    if not case.all:
        return []
    found = [(floor, fact) for floor in FLOORS if (fact := floor.evidence(case)) is not None]
    return sorted(found, key=lambda pair: -pair[0].level)
