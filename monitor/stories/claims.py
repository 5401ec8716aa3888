"""What a text says an authority did to everybody: closed the schools, moved an exam, raised a fee, let a paper leak.

Such a claim names no school, and every group tells it in its own words, so likeness of words misses it. Authority, act
and province together tell it from others. The denial of a claim carries the same marks and belongs to the same story.
Pure; only for grouping. Texts are read without accents, sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from monitor.core.text import fold

PROVINCE = "tinh"
"""Department, people's committee and chairman of a province: one decides, the other announces."""

_AUTHORITIES = (
    ("bo", re.compile(r"\bbo (?:giao duc|gd|truong bo giao duc)|\bbgd")),
    ("huyen", re.compile(r"\bphong (?:giao duc|gd)|\b(?:ubnd|uy ban nhan dan) (?:huyen|thi xa|thanh pho|xa|phuong)")),
    (PROVINCE, re.compile(r"\bso (?:giao duc|gd|gdd?dt|ben tre)|\bsgd|\b(?:ubnd|uy ban nhan dan|chu tich) tinh")),
)
_BARE_DEPARTMENT = re.compile(
    r"(?<!cơ )(?<!trụ )(?<!xứ )\bsở\b(?! (?:y tế|thích|hữu|giao thông|nội vụ|tài|xây|công|tư|văn|thông|khoa|nông|lao|"
    r"kế|dĩ|trường))"
)
_WIDE = re.compile(r"\b(?:toan|ca|khap) tinh\b|cac truong (?:trong|tren dia ban) tinh|hoc sinh (?:trong|o) tinh")
_HOLIDAY = re.compile(r"nghi (?:tet|le|he|bu|giua ky)\b|ky nghi|lich nghi")
_ACTS = (
    ("closing", re.compile(r"nghi hoc|nghi o nha|(?:tam )?dong cua truong|(?:dung|khong) (?:den|toi|di) truong|"
                           r"(?:hoc sinh|cac cap|cac truong|tui nho|may dua|may be)[^,]{0,30}? (?:duoc |phai )?"
                           r"nghi (?:het|tu|mai|den|toi|luon|may|nguyen)|"
                           r"nghi (?:mot|hai|ba|bon|nam|\d) (?:ngay|bua|tuan)|cho (?:\S+ ){0,4}nghi\b")),
    ("exam-date", re.compile(r"(?:doi|lui|hoan|thay doi|huy) (?:lai )?(?:lich|ngay|ky|gio|thoi gian|buoi)? ?"
                             r"(?:thi|kiem tra)\b|thi (?:tre|som) hon")),
    ("leak", re.compile(r"\b(?:lo|lot) (?:de|dap an)\b|\bde\b.{0,60}?\b(?:bi lo|lot ra|lo ra|ro ri|bi lot)\b")),
    ("fee", re.compile(r"(?:tang|mien|giam|thu|dong|muc) hoc phi|hoc phi (?:moi|tang)")),
    ("merger", re.compile(r"sap nhap|gop truong|giai the truong")),
)  # fmt: skip
ACTS = tuple(act for act, _ in _ACTS)
LOCAL_ACTS = frozenset({"merger"})
"""Acts on one school or commune: places told apart stay apart whoever decided."""

_REASONS = (
    ("epidemic", re.compile(r"\b(?:vi|do|ngua|phong|chong) dich\b|dich benh|covid|\bf0\b|tay chan mieng|sot xuat")),
    ("weather", re.compile(r"\b(?:tranh|vi|do|con|sieu|chong) bao\b|(?<!thong )\bbao so \d|trieu cuong|mua lu|ngap lut|"
                           r"loc xoay")),
)  # fmt: skip
_EXAMS = (
    ("tot-nghiep", re.compile(r"tot nghiep")),
    ("lop-10", re.compile(r"lop 10")),
    ("hoc-ky", re.compile(r"(?:giua|cuoi)? ?hoc ky|giua ky|cuoi ky")),
    ("hoc-sinh-gioi", re.compile(r"hoc sinh gioi|\bhsg\b")),
)
_SUBJECTS = re.compile(r"\b(?:mon|de) (toan|van|ngu van|anh|tieng anh|ly|vat ly|hoa|sinh|su|lich su|dia|gdcd)\b")
_SAME_SUBJECT = {"ngu van": "van", "tieng anh": "anh", "vat ly": "ly", "lich su": "su"}
_DENIAL = re.compile(
    r"\bbac bo\b|gia mao|tin gia\b|(?:van ban|cong van|thong bao|do|quyet dinh) gia\b|khong co chuyen|khong ban hanh|"
    r"sai su that|khong (?:chinh xac|dung su that)|tin don|khong he (?:co|ban hanh)|tin bia dat|"
    r"chua (?:co chu truong|ban hanh)|noi (?:la )?khong co|giay gia\b"
)
_PAPER = re.compile(r"\b(?:thong bao|cong van|van ban|quyet dinh|(?:to|cai|tam) giay|giay (?:thong bao|cho|gia))\b")
"""A paper that goes round is somebody's act, though the post does not say whose."""
_DOUBT = re.compile(r"coi chung (?:la )?(?:do )?gia\b|nghi (?:la )?(?:do )?gia\b|\bgia (?:do|day|roi)\b(?! nao)")
"""A reader's doubt, believed only of a paper named in the same sentence: without accents `giả đó` is also `giá đó`."""
_FRAUD = re.compile(r"lua dao|chuyen khoan|chiem doat")
_REMEMBERED = 2048
"""Texts whose claims are kept at hand: a growing story is read again with each item."""
_SENTENCE = re.compile(r"[.!?;\n]+")


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One act: by whom (`tinh`, `bo`, `huyen`, "" unsaid), what, and what it is about (exam, subject, reason).

    `act` is "" for a denial that only says that an authority's paper is false.
    """

    authority: str
    act: str
    about: frozenset[str] = frozenset()

    def same_as(self, other: Claim, *, denied: bool = False) -> bool:
        """Same act by the same authority; what one leaves unsaid differs from nothing, unless both leave all unsaid.

        `denied`: one of the texts calls its paper false; a false paper needs no author to be the same.
        """
        if not (self.authority or other.authority or self.about & other.about or denied):
            return False
        if self.act and other.act and self.act != other.act:
            return False
        if self.authority and other.authority and self.authority != other.authority:
            return False
        mine, theirs = dict(part.split(":") for part in self.about), dict(part.split(":") for part in other.about)
        return all(theirs.get(topic, value) == value for topic, value in mine.items())


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one text. `denies`: it calls them false; `wide`: it says they hold for a whole province."""

    claims: frozenset[Claim] = frozenset()
    denies: bool = False
    wide: bool = False


NO_CLAIMS = Claims()


@lru_cache(maxsize=_REMEMBERED)
def claims_of(text: str) -> Claims:
    """Read the claims of a text (NFC, with or without accents). None when no authority and no exam is in sight."""
    lowered = text.lower()
    folded = fold(lowered)
    denies = bool(_DENIAL.search(folded)) or any(_doubts(sentence) for sentence in _SENTENCE.split(folded))
    if not denies and not any(pattern.search(folded) for _, pattern in _ACTS):
        return NO_CLAIMS
    found = frozenset(_claims(lowered, denies=denies))
    if not found:
        return NO_CLAIMS
    named = frozenset(claim for claim in found if claim.act)
    return Claims(named or found, denies=denies, wide=bool(_WIDE.search(folded)))


def _claims(lowered: str, *, denies: bool) -> Iterator[Claim]:
    before = ""
    for sentence in _SENTENCE.split(lowered):
        folded = fold(sentence)
        authority = _authority(sentence, folded)
        for act in _acts(folded):
            by = authority or before or (PROVINCE if _WIDE.search(folded) else "")
            if by or act == "leak" or (act == "closing" and _PAPER.search(folded)):
                yield Claim(by, act, frozenset(_about(folded, act)))
        if authority and denies and _DENIAL.search(folded) and not _FRAUD.search(folded):
            yield Claim(authority, "")
        if not authority and _doubts(folded):
            yield Claim("", "")
        before = authority or before


def _doubts(folded: str) -> bool:
    return bool(_DOUBT.search(folded) and _PAPER.search(folded) and not _FRAUD.search(folded))


def _authority(sentence: str, folded: str) -> str:
    for authority, pattern in _AUTHORITIES:
        if pattern.search(folded):
            return authority
    return PROVINCE if _BARE_DEPARTMENT.search(sentence) else ""


def _acts(folded: str) -> Iterator[str]:
    for act, pattern in _ACTS:
        if pattern.search(folded) and not (act == "closing" and _HOLIDAY.search(folded)):
            yield act


def _about(folded: str, act: str) -> Iterator[str]:
    if act == "closing":
        yield from _first("reason", _REASONS, folded)
    if act in {"exam-date", "leak"}:
        yield from _first("exam", _EXAMS, folded)
        for subject in _SUBJECTS.findall(folded)[:1]:
            yield f"subject:{_SAME_SUBJECT.get(subject, subject)}"


def _first(topic: str, table: Iterable[tuple[str, re.Pattern[str]]], folded: str) -> Iterator[str]:
    found = next((name for name, pattern in table if pattern.search(folded)), None)
    if found is not None:
        yield f"{topic}:{found}"


def names_a_paper(text: str) -> bool:
    """Whether a text (NFC) speaks of a notice, letter or decision that goes round."""
    return bool(_PAPER.search(fold(text)))


def claims_agree(one: Claims, other: Claims) -> bool:
    """Whether two texts tell one act, or one denies what the other tells."""
    denied = one.denies or other.denies
    return any(mine.same_as(theirs, denied=denied) for mine in one.claims for theirs in other.claims)
