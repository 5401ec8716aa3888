"""Who issues a document, who signs, who gets it: dated data of the office (`data/official/bodies.yaml`), not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor.core.config.yaml_lines import FaultList, Fields, read_yaml
from monitor.core.errors import MonitorError
from monitor.core.plan import Unit
from monitor.reports.official.blocks import Body, Signature, in_words

DOCUMENTS = ("monthly", "quick", "yearly", "unit", "claim", "good-news")
_PROVINCE = "TỈNH"
UNIT_ROLES = ("district", "commune", "attached")


@dataclass(frozen=True, slots=True)
class Department:
    """The department's head of paper while it is valid (both days included)."""

    body: Body
    valid_from: date | None
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        """Whether the body had this name on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class UnitPattern:
    """How units of a role head their paper; `{dia_ban}` and `{ten}` stand for the place and the name in capitals."""

    parent: str
    name: str
    code: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressing:
    """Kính gửi and Nơi nhận of one kind of document."""

    to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Lưu: VT",)


@dataclass(frozen=True, slots=True)
class Bodies:
    """Everything of the head and the foot of documents."""

    departments: tuple[Department, ...]
    units: Mapping[str, UnitPattern]
    signers: Mapping[str, tuple[str, ...]]
    addressees: Mapping[str, Addressing]

    def department(self, day: date) -> Body:
        """The department as it was called on a day. Raises MonitorError when the data leave that day out."""
        for department in self.departments:
            if department.valid_on(day):
                return department.body
        raise MonitorError(f"no name of the department is known for {day}")

    def organisation(self, day: date) -> str:
        """The department's name on a day, in running text: `Sở Giáo dục và Đào tạo tỉnh Vĩnh Long`."""
        body = self.department(day)
        name = in_words(body.name)
        return f"{name} tỉnh {body.place}" if _PROVINCE in body.parent else name

    def of_unit(self, unit: Unit) -> Body:
        """The head of a unit's own paper. Raises MonitorError for a unit that writes none (a department of ours)."""
        pattern = self._pattern(unit)
        place = unit.place_name
        words = {"dia_ban": place.upper(), "ten": unit.name.upper()}
        short = place.split(" ", 2 if place.lower().startswith(("thành phố", "thị ")) else 1)[-1]
        return Body(pattern.parent.format(**words), pattern.name.format(**words), pattern.code, short)

    def signature(self, document: str, unit: Unit | None = None) -> Signature:
        """Who signs; the name is left to the office."""
        return Signature(self._pattern(unit).posts if unit is not None else self.signers.get(document, ("GIÁM ĐỐC",)))

    def addressing(self, document: str) -> Addressing:
        """Kính gửi and Nơi nhận."""
        return self.addressees.get(document, Addressing())

    def _pattern(self, unit: Unit) -> UnitPattern:
        if unit.role not in self.units:
            raise MonitorError(f"unit {unit.id!r} of role {unit.role!r} writes no reports of its own")
        return self.units[unit.role]


def load_bodies(path: Path) -> Bodies:
    """Read and check the file. Raises ConfigError with every fault, its line and key."""
    faults = FaultList(str(path))
    root = Fields(read_yaml(path)[0], faults)
    documents = {name: name for name in DOCUMENTS}
    bodies = Bodies(
        departments=tuple(_department(row) for row in root.rows("department", required=True)),
        units={row.choice("role", {role: role for role in UNIT_ROLES}): _unit(row) for row in root.rows("units")},
        signers={row.choice("document", documents): row.texts("posts") for row in root.rows("signers")},
        addressees={
            row.choice("document", documents): Addressing(row.texts("to"), row.texts("recipients"))
            for row in root.rows("addressees")
        },
    )
    faults.check()
    return bodies


def _department(row: Fields) -> Department:
    return Department(
        Body(row.text("parent"), row.text("name"), row.text("code"), row.text("place")),
        row.day("valid_from"),
        row.day("valid_to"),
    )


def _unit(row: Fields) -> UnitPattern:
    return UnitPattern(row.text("parent"), row.text("name"), row.text("code"), row.texts("posts"))
