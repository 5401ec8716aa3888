"""Lists of persons as people type and paste them: one person a line, `name; mail; Zalo`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.core.casework.cases import same_person
from monitor.core.press.distribution import Member
from monitor.core.text import nfc

MAX_MEMBERS = 300
"""Far above the press of a province with its schools; a longer paste is a mistake."""
MAX_LINE_CHARS = 400
_SEPARATORS = re.compile(r"[;\t|]")
_MAIL = re.compile(r"(?<![^\s@<>,;\"])[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class TypedMembers:
    """What the lines hold, and what is wrong with them: one sentence a line, in order."""

    members: tuple[Member, ...]
    faults: tuple[str, ...] = ()


def read_members(text: str) -> TypedMembers:
    """Read `Nguyễn Văn An; an@bao.example; 0912…` from each line; empty lines are passed over, repeats are one."""
    members: dict[tuple[str, str], Member] = {}
    faults: list[str] = []
    for number, line in enumerate(nfc(text).splitlines(), start=1):
        if not line.strip():
            continue
        member, fault = _member(line)
        if fault:
            faults.append(f"Dòng {number}: {fault}")
        elif member is not None:
            members.setdefault((same_person(member.person), member.email.casefold()), member)
    if len(members) > MAX_MEMBERS:
        faults.append(f"Danh sách dài quá {MAX_MEMBERS} người. Hãy tách thành nhiều danh sách.")
    return TypedMembers(tuple(members.values()), tuple(faults))


def _member(line: str) -> tuple[Member | None, str]:
    if len(line) > MAX_LINE_CHARS:
        return None, "dài quá, mỗi dòng chỉ ghi một người."
    cells = [" ".join(cell.split()) for cell in _SEPARATORS.split(line)]
    if len(cells) > _COLUMNS:
        return None, "có quá nhiều phần; mỗi dòng ghi: họ tên; thư điện tử; Zalo."
    person, email, zalo = (*cells, "", "")[:_COLUMNS]
    if not person or "@" in person:
        return None, "thiếu họ tên. Hãy ghi họ tên trước, rồi dấu chấm phẩy, rồi thư điện tử."
    if email and not _MAIL.fullmatch(email):
        return None, f"«{email}» không phải địa chỉ thư điện tử."
    return Member(person, email, zalo), ""


def member_lines(members: Sequence[Member]) -> str:
    """Write members as `read_members` reads them."""
    return "\n".join(_line(member) for member in members)


def _line(member: Member) -> str:
    return "; ".join(_without_end((member.person, member.email, member.zalo)))


def _without_end(cells: Sequence[str]) -> Iterator[str]:
    filled = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    yield from cells[:filled]


def addresses(members: Sequence[Member]) -> str:
    """Write the mail addresses as they are pasted into a mail program: `a@x.example, b@y.example`."""
    return ", ".join(dict.fromkeys(member.email for member in members if member.email))
