"""Many at once: hurt, ill or infected, and whether they are of one school. Evidence for the floors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from classifiers.facts.guarding.names import NEGATED
from classifiers.reading.gating import folded
from classifiers.severity.case import Case, reaches
from monitor.core.labels import Fact
from monitor.core.text import fold

MANY_HURT, MASS_HURT = 10, 30
"""People ill, hurt or in hospital: S3 and S4 (labelling guide, severity)."""
CLUSTER_INFECTED = 30
"""Infected in one school: S3 (labelling guide, severity)."""
_HARM_COUNTS = ("hospitalised", "ill", "poisoned", "injured", "grave-injury")
_SHOWS_CONTAGION = frozenset(("ill", "injured"))
"""Kinds that also tell how a catching disease shows: fever, a swelling."""
_GROUP = re.compile(r"(?:nửa|cả|nguyên|nua|ca|nguyen) (?:lớp|trường|khối|lop|truong|khoi)", re.IGNORECASE)


def mass(threshold: int) -> Callable[[Case], Fact | None]:
    """Evidence of at least `threshold` people hurt, ill or in hospital."""

    def evidence(case: Case) -> Fact | None:
        found = case.counted(threshold, *_HARM_COUNTS)
        return None if found is None or _is_of_contagion(case, found) else found

    return evidence


def _is_of_contagion(case: Case, fact: Fact) -> bool:
    """Whether the ill are those infected with something catching: of these 30 make S3, not S4 (labelling guide)."""
    if fact.kind not in _SHOWS_CONTAGION:
        return False
    caught = case.of("infected")
    told = any(other.start < fact.end and fact.start < other.end and other.count == fact.count for other in caught)
    return told or ("epidemic" in case.types and not case.of("poisoned") and _near_any(case, fact, caught))


def _near_any(case: Case, fact: Fact, others: Sequence[Fact]) -> bool:
    return any(case.together(fact, other) for other in others)


def many_or_group(case: Case) -> Fact | None:
    """Ten and more hurt or ill, or a whole class of them."""
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


def infected_cluster(case: Case) -> Fact | None:
    """Thirty and more infected in one school, not the count of a province or of many schools."""
    shown = (fact for fact in case.of(*_SHOWS_CONTAGION) if _is_of_contagion(case, fact))
    for fact in (*case.of("infected"), *shown):
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
        case.wording.names_school
        or case.first("at-school", "school-activity")
        or _ONE_SCHOOL.search(case.folded[: case.zone_end])
        or case.scan.search(_A_CLASS, 0, case.zone_end)
    )
    none_at_school = any(NEGATED in fact.guards and fact.kind in {"infected", "epidemic-cluster"} for fact in case.all)
    if case.only_wonders() or only_outside_schools(case):
        return None
    for fact in case.of("infected", "quarantined", "epidemic-cluster"):
        if none_at_school and _MANY_SCHOOLS.search(case.sentence_of(fact)):
            continue
        if fact.count or at_school:
            return fact
    return None


def _is_of_a_school(case: Case, fact: Fact) -> bool:
    """Whether the words of an infection count pupils or name the school they are of."""
    sentence = case.sentence_of(fact)
    named = _ONE_SCHOOL.search(sentence) or _A_CLASS.pattern.search(sentence)
    return bool(named or _COUNTS_PUPILS.search(fold(fact.text)))


def only_outside_schools(case: Case) -> bool:
    """Whether a text that says there is no cluster at schools tells of no infection of one."""
    no_cluster = any(NEGATED in fact.guards and fact.kind == "epidemic-cluster" for fact in case.all)
    return no_cluster and not any(_is_of_a_school(case, fact) for fact in case.of("infected"))


def typed_epidemic(case: Case) -> Fact | None:
    """An infection in a text that is about an epidemic."""
    return _infected_here(case) if "epidemic" in case.types else None
