"""What is remembered while a plan is read, for checks across the file; and what rows of several sections share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from monitor.core.config.yaml_lines import FaultList, Fields, Node, suggest
from monitor.core.labels import EducationLevel, Severity
from monitor.core.plan import LegalProfile, Route

ROLES = ("leadership", "spokesperson", "office", "department", "district", "commune", "attached")
ESCALATION_WORDS = ("unit", "substitute", "everyone")
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
SEVERITIES = {str(level): level for level in Severity}
LEVELS = {level.value: level for level in EducationLevel}
_REFERENCE_NAMES = {"theme": "chủ đề", "type": "loại sự cố", "unit": "đơn vị"}
TARGET = "target"


@dataclass(slots=True)
class Draft:
    """What is remembered while reading, for checks across the file: identifiers as declared and as referred to."""

    faults: FaultList
    declared: dict[str, dict[str, Node]] = field(default_factory=lambda: {kind: {} for kind in _REFERENCE_NAMES})
    references: list[tuple[str, Node]] = field(default_factory=list)

    def identifier(self, fields: Fields, kind: str | None = None) -> str:
        """Read the `id` of a row and declare it."""
        text = fields.text("id")
        node = fields.get("id")
        if node is None or not text:
            return text
        if not _ID.match(text):
            self.faults.add(node, f"{node.found} không dùng được; chỉ gồm a-z, 0-9 và dấu gạch nối, ví dụ an-toan-2")
        if kind is not None:
            first = self.declared[kind].setdefault(text, node)
            if first is not node:
                self.faults.add(node, f'{_REFERENCE_NAMES[kind]} "{text}" đã có ở dòng {first.line}')
        return text

    def refs(self, fields: Fields, key: str, kind: str) -> tuple[str, ...]:
        """Read a list of identifiers that must be declared somewhere in the file."""
        nodes = fields.nodes(key)
        self.references.extend((kind, node) for node in nodes)
        return tuple(node.text for node in nodes)

    def ref(self, fields: Fields, key: str, kind: str, *, required: bool = True) -> str:
        """Read one identifier that must be declared somewhere in the file."""
        text = fields.text(key, None if required else "")
        node = fields.get(key)
        if node is not None and text:
            self.references.append((kind, node))
        return text

    def check_references(self) -> None:
        """Report identifiers that nothing declares. A kind whose whole section is missing is reported there only."""
        for kind, node in self.references:
            of = "unit" if kind == TARGET else kind
            words = ESCALATION_WORDS if kind == TARGET else ()
            known = (*self.declared[of], *words)
            if self.declared[of] and node.text not in known:
                hint = suggest(node.text, known)
                self.faults.add(node, f'không có {_REFERENCE_NAMES[of]} "{node.text}" trong kế hoạch{hint}')


def read_validity(fields: Fields) -> tuple[date | None, date | None]:
    """Read the first and the last day on which a row holds; None is open."""
    start, end = fields.day("valid_from"), fields.day("valid_to")
    if start and end and end < start:
        fields.fault("valid_to", f"{end} trước valid_from {start}; cần ngày kết thúc không sớm hơn ngày bắt đầu")
    return start, end


def show_range(start: date | None, end: date | None) -> str:
    """The days from `start` to `end` in words, for a message."""
    parts = [f"từ {start:%d/%m/%Y}" if start else "", f"đến {end:%d/%m/%Y}" if end else ""]
    return " ".join(part for part in parts if part) or "mọi ngày"


def dates_are_sound(fields: Fields, row: LegalProfile | Route) -> bool:
    """Whether both dates could be read and stand in order; if not, that fault is enough."""
    if fields.has("valid_from") != (row.valid_from is not None) or fields.has("valid_to") != (row.valid_to is not None):
        return False
    return row.valid_from is None or row.valid_to is None or row.valid_from <= row.valid_to
