"""Weapons, abductions, things that fall on people: attack or accident, tool or try. Evidence for the floors."""

from __future__ import annotations

import re

from classifiers.facts.guarding.names import DENIED, NEGATED
from classifiers.reading.gating import folded
from classifiers.severity.case import Case
from monitor.core.labels import Fact
from monitor.core.text import fold

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


def abduction(case: Case) -> Fact | None:
    """Somebody taken away: not a try that failed, a rumour, a swindle or what was denied."""
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


def weapon_victims_at_school(case: Case) -> Fact | None:
    """People attacked with a weapon at a school."""
    if case.first("no-victim") or _is_with_school_things(case):
        return None
    return case.near(("weapon-attack",), ("at-school", "school-activity"))


_TOOL_USE = re.compile(
    r"thủ công|cắm hoa|nấu ăn|nấu nướng|bếp (?:ăn|cơm)|(?:và|với) nồi|"
    r"gọt|cắt bánh|làm bánh|gói bánh|cắt tỉa|tỉa hoa|làm vườn|dọn cỏ|phát cỏ|"
    r"(?:chặt|đốn|tỉa|phát)(?: mấy| bớt)? (?:nhánh|cành|cây|dừa|cỏ|tre)|"
    r"lao động|"
    r"thực hành công nghệ|nữ công|đồ chơi|bằng nhựa|bằng gỗ|hóa trang|múa|biểu diễn|"
    r"thu cong|cam hoa|nau an|lam banh|goi banh|don co|lam vuon|do choi|"
    r"(?:chat|don|tia)(?: may| bot)? (?:nhanh|canh|cay|dua|tre)",
    re.IGNORECASE,
)
"""A knife for handwork or a play."""
_TOOL_CHARS = 70


def _is_tool(case: Case, fact: Fact) -> bool:
    return bool(_TOOL_USE.search(case.text[max(0, fact.start - _TOOL_CHARS) : fact.end + _TOOL_CHARS]))


def weapon(case: Case) -> Fact | None:
    """A weapon used among people of a school, or carried into one; a knife for handwork is a tool."""
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


def collapse_victims(case: Case) -> Fact | None:
    """A building, a wall, a tree that comes down on people; a branch that scratches one of them is none."""
    if case.first("no-victim") or all(_is_slight(case, fact) for fact in case.of("collapse")):
        return None
    return (
        case.near(("collapse",), ("injured", "grave-injury", "death", "hospitalised"))
        if case.first("injured", "grave-injury", "death", "hospitalised")
        else None
    )
