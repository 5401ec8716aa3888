"""Papers that got out before their time, and talk about papers that have been sat. Evidence for the floors."""

from __future__ import annotations

import re

from classifiers.reading.gating import folded
from classifiers.severity.case import Case
from monitor.core.labels import Fact
from monitor.core.text import fold

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


def leak_content(case: Case) -> Fact | None:
    """The paper itself is shown while the exam is sat."""
    fact = case.first("exam-leak-content") or case.near(("paper-shown",), ("exam-running",))
    if (
        fact is None
        or case.scan.search(_LESSER_EXAM)
        or case.scan.search(_SCHOOL_TEST)
        or is_talk_after_exam(case, fact)
    ):
        return None
    doubted = _DOUBTED.search(case.written(fact)) or _NOT_YET_SURE.search(case.wording.casefolded)
    return None if doubted else fact


_SOLD_FALSELY = folded(
    r"(?<!\w)(?:lua (?:dao|tien|hoc sinh|thi sinh|phu huynh|\d)|bi lua|toan (?:ban|de) cu|ban cu|de nam (?:ngoai|"
    r"truoc|roi)|"
    r"de cu|de gia|khong phai de that|canh giac|chieu tro|tien mat tat mang)(?!\w)"
)
"""Folded: swindlers sell what is no paper of this exam."""


def leak(case: Case) -> Fact | None:
    """A paper of an official exam is said to be out before its time."""
    leaks = case.of("exam-leak", "exam-leak-content")
    lesser = case.scan.search(_LESSER_EXAM) and not case.scan.search(_OF_MANY_SCHOOLS)
    if not leaks or lesser or case.scan.search(_SOLD_FALSELY):
        return None
    return next((fact for fact in leaks if not is_talk_after_exam(case, fact)), None)
