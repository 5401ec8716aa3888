"""`plan.yaml` → `Plan`: reads, checks the whole file, and reports every fault at once with its line and key.

Shapes of single values are read by `monitor.core.config.yaml_lines`; what belongs together is checked here:
identifiers that refer to each other, dates, legal profiles that must cover every day exactly once, a root route that
always matches. Required are `themes`, `incident_types`, `units`, `routes`, `legal_profiles` and `alerts`; the rest has
defaults.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from monitor.core.config.yaml_lines import FaultList, Fields, Node, Shape, read_yaml, suggest
from monitor.core.labels import EducationLevel, Severity
from monitor.core.plan import (
    AlertSettings,
    CalendarPhase,
    Contact,
    Duty,
    EscalationStep,
    Holiday,
    IncidentType,
    LegalProfile,
    Plan,
    Route,
    Theme,
    Unit,
    is_phone,
)
from monitor.core.text import lower, normalise

ROLES = ("leadership", "spokesperson", "office", "department", "district", "commune", "attached")
STATEMENT_BASES = ("happened_at", "received_or_determined")
CHANNELS = (
    "email", "zalo", "zalo-group", "zalo-oa", "zalo-template", "telegram", "webhook", "apprise", "file",
)  # fmt: skip
ESCALATION_WORDS = ("unit", "substitute", "everyone")

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_PLACE = re.compile(r"^(school:[a-z0-9-]+|[a-z0-9-]+(/[a-z0-9-]+){0,2})$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+$")
_VERSION_CHARS = 12
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)
_WEEK_HOURS = 168
_DAY_MINUTES = 1440
_MAX_REPEATS = 50
_LAST_DAY_OF_MONTH = 31

_SEVERITIES = {str(level): level for level in Severity}
_LEVELS = {level.value: level for level in EducationLevel}
_REFERENCE_NAMES = {"theme": "chủ đề", "type": "loại sự cố", "unit": "đơn vị"}
_TARGET = "target"


@dataclass(slots=True)
class _Draft:
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
            of = "unit" if kind == _TARGET else kind
            words = ESCALATION_WORDS if kind == _TARGET else ()
            known = (*self.declared[of], *words)
            if self.declared[of] and node.text not in known:
                hint = suggest(node.text, known)
                self.faults.add(node, f'không có {_REFERENCE_NAMES[of]} "{node.text}" trong kế hoạch{hint}')


def load_plan(path: Path) -> Plan:
    """Read and check a plan. Raises ConfigError with every fault of the file."""
    root, content = read_yaml(path)
    draft = _Draft(FaultList(str(path)))
    fields = Fields(root, draft.faults)
    plan = _plan(fields, draft, version=hashlib.sha256(content).hexdigest()[:_VERSION_CHARS])
    fields.finish()
    draft.check_references()
    draft.faults.check()
    return plan


def _plan(fields: Fields, draft: _Draft, *, version: str) -> Plan:
    themes = _themes(fields, draft)
    incident_types = tuple(_incident_type(row, draft) for row in fields.rows("incident_types", required=True))
    units = tuple(_unit(row, draft) for row in fields.rows("units", required=True))
    return Plan(
        name=fields.text("name", "Kế hoạch truyền thông"),
        version=version,
        organisation=fields.text("organisation", "Sở Giáo dục và Đào tạo"),
        home_province=fields.text("home_province", "ben-tre"),
        themes=themes,
        incident_types=incident_types,
        units=units,
        routes=_routes(fields, draft, units),
        phases=tuple(_phase(row, draft) for row in fields.rows("calendar")),
        holidays=tuple(_holiday(row) for row in fields.rows("holidays")),
        legal_profiles=_legal_profiles(fields, draft),
        duties=tuple(_duty(row, draft) for row in fields.rows("duties")),
        alerts=_alerts(fields, draft),
    )


def _phrases(fields: Fields) -> tuple[str, ...]:
    """Phrases as the matcher sees texts: lower case, NFC, modern tone marks; each once, in the order of the file."""
    return tuple(dict.fromkeys(lower(normalise(text).text) for text in fields.texts("phrases")))


def _validity(fields: Fields) -> tuple[date | None, date | None]:
    start, end = fields.day("valid_from"), fields.day("valid_to")
    if start and end and end < start:
        fields.fault("valid_to", f"{end} trước valid_from {start}; cần ngày kết thúc không sớm hơn ngày bắt đầu")
    return start, end


def _themes(fields: Fields, draft: _Draft) -> tuple[Theme, ...]:
    rows = fields.rows("themes", required=True)
    themes = tuple(_theme(row, draft) for row in rows)
    parents = {theme.id: theme.parent for theme in themes}
    for row, theme in zip(rows, themes, strict=True):
        # One storey only: an item with the child has the parent too, and no more.
        if theme.parent and (theme.parent == theme.id or parents.get(theme.parent)):
            row.fault("parent", f'"{theme.parent}" không làm chủ đề cha được; cha phải là chủ đề khác và không có cha')
    return themes


def _theme(fields: Fields, draft: _Draft) -> Theme:
    theme = Theme(
        id=draft.identifier(fields, "theme"),
        section=fields.text("section", ""),
        name=fields.text("name"),
        purpose=fields.text("purpose", ""),
        phrases=_phrases(fields),
        parent=draft.ref(fields, "parent", "theme", required=False) or None,
        levels=fields.choices("levels", _LEVELS),
        lead=draft.refs(fields, "lead", "unit"),
        copy=draft.refs(fields, "copy", "unit"),
    )
    fields.finish()
    return theme


def _incident_type(fields: Fields, draft: _Draft) -> IncidentType:
    incident_type = IncidentType(
        id=draft.identifier(fields, "type"),
        name=fields.text("name"),
        theme=draft.ref(fields, "theme", "theme"),
        default_severity=fields.choice("default_severity", _SEVERITIES, Severity.S1),
        phrases=_phrases(fields),
        units=draft.refs(fields, "units", "unit"),
        restricted=fields.flag("restricted", default=False),
    )
    fields.finish()
    return incident_type


def _unit(fields: Fields, draft: _Draft) -> Unit:
    unit_id = draft.identifier(fields, "unit")
    valid_from, valid_to = _validity(fields)
    unit = Unit(
        id=unit_id,
        name=fields.text("name"),
        role=fields.choice("role", {role: role for role in ROLES}),
        contacts=tuple(_contact(row) for row in fields.rows("contacts")),
        substitutes=_substitutes(fields, draft, unit_id),
        place=_place(fields),
        valid_from=valid_from,
        valid_to=valid_to,
        monthly_report=fields.flag("monthly_report", default=False),
    )
    fields.finish()
    return unit


def _substitutes(fields: Fields, draft: _Draft, unit_id: str) -> tuple[str, ...]:
    substitutes = draft.refs(fields, "substitutes", "unit")
    if unit_id and unit_id in substitutes:
        fields.fault("substitutes", f'"{unit_id}" không thể thay cho chính mình')
    return substitutes


def _place(fields: Fields) -> str | None:
    place = fields.text("place", "") or None
    if place and not _PLACE.match(place):
        fields.fault("place", f'"{place}" không phải mã địa bàn; ví dụ ben-tre/ba-tri hoặc school:thpt-chuyen-ben-tre')
    return place


def _contact(fields: Fields) -> Contact:
    contact = Contact(
        person=fields.text("person"), email=fields.text("email", ""), zalo=fields.text("zalo", ""),
        zalo_oa=fields.text("zalo_oa", ""), zalo_group=fields.text("zalo_group", ""),
        telegram=fields.text("telegram", ""), phone=fields.text("phone", ""),
        prefers=fields.choices("prefers", {name: name for name in CHANNELS}),
    )  # fmt: skip
    if contact.email and not _EMAIL.match(contact.email):
        fields.fault("email", f'"{contact.email}" không phải địa chỉ thư; ví dụ truc@sogddt.example')
    if contact.phone and not is_phone(contact.phone):
        fields.fault("phone", f'"{contact.phone}" không phải số điện thoại; ví dụ 0987 654 321 hoặc 0275 3822 300')
    fields.finish()
    return contact


def _routes(fields: Fields, draft: _Draft, units: Sequence[Unit]) -> tuple[Route, ...]:
    rows = fields.rows("routes", required=True)
    routes = tuple(_route(row, draft) for row in rows)
    if rows and not _is_root(routes[-1]):
        fields.fault(
            "routes",
            "thiếu tuyến gốc; tuyến cuối cùng phải không có điều kiện, không có ngày và có units, "
            "ví dụ - {units: [van-phong]}",
        )
    known = {unit.id: unit for unit in units}
    for row, route in zip(rows, routes, strict=True):
        _check_route(row, route, known)
    return routes


def _route(fields: Fields, draft: _Draft) -> Route:
    valid_from, valid_to = _validity(fields)
    route = Route(
        units=draft.refs(fields, "units", "unit"),
        copies=draft.refs(fields, "copies", "unit"),
        themes=draft.refs(fields, "themes", "theme"),
        incident_types=draft.refs(fields, "incident_types", "type"),
        levels=fields.choices("levels", _LEVELS),
        min_severity=fields.choice("min_severity", _SEVERITIES, Severity.S0),
        stop=fields.flag("stop", default=False),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    fields.finish()
    return route


def _is_root(route: Route) -> bool:
    conditions = (route.themes, route.incident_types, route.levels, route.valid_from, route.valid_to)
    return bool(route.units) and not any(conditions) and route.min_severity is Severity.S0


def _check_route(fields: Fields, route: Route, units: Mapping[str, Unit]) -> None:
    if not route.units and (route.stop or not route.copies) and not fields.has("units"):
        fields.fault("units", "thiếu mục bắt buộc; cần danh sách đơn vị phải xử lý, ví dụ [van-phong]")
    if not _dates_are_sound(fields, route):
        return
    for unit_id in (*route.units, *route.copies):
        unit = units.get(unit_id)
        if unit is not None and not _within(route, unit):
            key = "units" if unit_id in route.units else "copies"
            fields.fault(
                key,
                f'đơn vị "{unit_id}" chỉ hoạt động {_show_range(unit.valid_from, unit.valid_to)} nhưng tuyến này '
                f"áp dụng {_show_range(route.valid_from, route.valid_to)}; thêm valid_from, valid_to cho tuyến",
            )


def _within(route: Route, unit: Unit) -> bool:
    """Whether the unit exists on every day of the route: else incidents of some days would reach nobody."""
    starts = unit.valid_from is None or (route.valid_from is not None and unit.valid_from <= route.valid_from)
    ends = unit.valid_to is None or (route.valid_to is not None and route.valid_to <= unit.valid_to)
    return starts and ends


def _show_range(start: date | None, end: date | None) -> str:
    parts = [f"từ {start:%d/%m/%Y}" if start else "", f"đến {end:%d/%m/%Y}" if end else ""]
    return " ".join(part for part in parts if part) or "mọi ngày"


def _phase(fields: Fields, draft: _Draft) -> CalendarPhase:
    phase = CalendarPhase(
        id=draft.identifier(fields),
        name=fields.text("name"),
        start=fields.month_day("start"),
        end=fields.month_day("end"),
        themes=draft.refs(fields, "themes", "theme"),
    )
    fields.finish()
    return phase


def _holiday(fields: Fields) -> Holiday:
    name = fields.text("name")
    start = fields.day("start", required=True) or date.min
    end = fields.day("end") or start
    if end < start:
        fields.fault("end", f"{end} trước start {start}; cần ngày kết thúc không sớm hơn ngày bắt đầu")
    fields.finish()
    return Holiday(name, start, end)


def _legal_profiles(fields: Fields, draft: _Draft) -> tuple[LegalProfile, ...]:
    rows = fields.rows("legal_profiles", required=True)
    profiles = tuple(_legal_profile(row, draft) for row in rows)
    _check_cover(list(zip(rows, profiles, strict=True)))
    return profiles


def _legal_profile(fields: Fields, draft: _Draft) -> LegalProfile:
    valid_from, valid_to = _validity(fields)
    profile = LegalProfile(
        id=draft.identifier(fields),
        name=fields.text("name"),
        law=fields.text("law", ""),
        statement_hours=fields.number("statement_hours", low=0.5, high=_WEEK_HOURS),
        statement_basis=fields.choice("statement_basis", {basis: basis for basis in STATEMENT_BASES}),
        valid_from=valid_from,
        valid_to=valid_to,
        warnings=_warnings(fields),
        internal_target_hours=_optional_hours(fields, "internal_target_hours"),
        publish_authorisation_hours=_optional_hours(fields, "publish_authorisation_hours"),
    )
    fields.finish()
    return profile


def _optional_hours(fields: Fields, key: str) -> float | None:
    return fields.number(key, low=0.5, high=_WEEK_HOURS) if fields.has(key) else None


def _warnings(fields: Fields) -> tuple[float, ...]:
    if not fields.has("warnings"):
        return (0.5, 0.75, 0.9)
    shares: list[float] = []
    for node in fields.nodes("warnings"):
        try:
            shares.append(float(node.text))
        except ValueError:
            shares.append(-1.0)
    if any(not 0 < share < 1 for share in shares) or shares != sorted(set(shares)):
        fields.fault("warnings", "cần các số tăng dần, lớn hơn 0 và nhỏ hơn 1, ví dụ [0.5, 0.75, 0.9]")
    return tuple(shares)


def _check_cover(rows: list[tuple[Fields, LegalProfile]]) -> None:
    """Every day, past or future, must belong to exactly one profile."""
    if not rows or not all(_dates_are_sound(*row) for row in rows):
        return
    rows.sort(key=lambda row: row[1].valid_from or date.min)
    first_fields, first = rows[0]
    last_fields, last = rows[-1]
    if first.valid_from is not None:
        first_fields.fault("valid_from", f"chưa có thời kỳ pháp luật cho ngày trước {first.valid_from}; bỏ valid_from")
    for (_, earlier), (fields, later) in itertools.pairwise(rows):
        start = later.valid_from or date.min
        if earlier.valid_to is None or start <= earlier.valid_to:
            shown = _show_range(earlier.valid_from, earlier.valid_to)
            fields.fault("valid_from", f'chồng lên thời kỳ "{earlier.id}" ({shown})')
        elif start > earlier.valid_to + _ONE_DAY:
            fields.fault("valid_from", f"bỏ trống các ngày từ {earlier.valid_to + _ONE_DAY} đến {start - _ONE_DAY}")
    if last.valid_to is not None:
        last_fields.fault("valid_to", f"chưa có thời kỳ pháp luật cho các ngày sau {last.valid_to}; bỏ valid_to")


def _dates_are_sound(fields: Fields, row: LegalProfile | Route) -> bool:
    """Whether both dates could be read and stand in order; if not, that fault is enough."""
    if fields.has("valid_from") != (row.valid_from is not None) or fields.has("valid_to") != (row.valid_to is not None):
        return False
    return row.valid_from is None or row.valid_to is None or row.valid_from <= row.valid_to


def _duty(fields: Fields, draft: _Draft) -> Duty:
    valid_from, valid_to = _validity(fields)
    duty = Duty(
        id=draft.identifier(fields),
        name=fields.text("name"),
        roles=fields.choices("roles", {role: role for role in ROLES}),
        due_day=fields.whole("due_day", low=1, high=_LAST_DAY_OF_MONTH),
        reminder_days=_reminder_days(fields),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    fields.finish()
    return duty


def _reminder_days(fields: Fields) -> tuple[int, ...]:
    texts = fields.texts("reminder_days")
    days = tuple(int(text) for text in texts if text.isdecimal() and 1 <= int(text) <= _LAST_DAY_OF_MONTH)
    if len(days) != len(texts):
        fields.fault("reminder_days", f"cần các ngày trong tháng, từ 1 đến {_LAST_DAY_OF_MONTH}, ví dụ [5, 10, 13, 14]")
    return days


def _alerts(fields: Fields, draft: _Draft) -> AlertSettings:
    """Read the delivery policy; each default is the one the plan ships with."""
    table = fields.table("alerts", required=True)
    if table is None:
        # The missing section is one fault; what it lacks inside is not reported again.
        table = Fields(Node(fields.path("alerts"), fields.node.line, Shape.MAPPING), FaultList(draft.faults.file))
    settings = AlertSettings(
        office_unit=draft.ref(table, "office_unit", "unit"),
        spokesperson_unit=draft.ref(table, "spokesperson_unit", "unit"),
        leadership_unit=draft.ref(table, "leadership_unit", "unit"),
        push_confidence=table.number("push_confidence", 0.4, low=0, high=1),
        budget_pushes=table.whole("budget_pushes", 2, low=1, high=100),
        budget_window=table.span("budget_hours", _HOUR, 12, low=0.5, high=_WEEK_HOURS),
        quiet_from=table.clock("quiet_from", "22:00"),
        quiet_to=table.clock("quiet_to", "06:00"),
        group_wait=_group_wait(table),
        digest_times=table.clocks("digest_times", ("07:00", "16:30")),
        leadership_delay=table.span("leadership_delay_minutes", _MINUTE, 10, low=0, high=_DAY_MINUTES),
        update_gap=table.span("update_gap_minutes", _MINUTE, 30, low=0, high=_DAY_MINUTES),
        escalation=_escalation(table, draft),
        silence_max=table.span("silence_max_hours", _HOUR, 72, low=1, high=_WEEK_HOURS),
        source_silent_after=table.span("source_silent_hours", _HOUR, 24, low=1, high=_WEEK_HOURS),
        channels=table.choices("channels", {name: name for name in CHANNELS}, ("email", "zalo")),
        send_attempts=table.whole("send_attempts", 5, low=1, high=50),
    )
    table.finish()
    return settings


def _group_wait(fields: Fields) -> Mapping[Severity, timedelta]:
    table = fields.table("group_wait_minutes")
    waits = dict.fromkeys(Severity, timedelta())
    waits[Severity.S2] = 10 * _MINUTE
    if table is not None:
        for name, level in _SEVERITIES.items():
            waits[level] = table.span(name, _MINUTE, waits[level] / _MINUTE, low=0, high=_DAY_MINUTES)
        table.finish()
    return waits


def _escalation(fields: Fields, draft: _Draft) -> tuple[EscalationStep, ...]:
    if not fields.has("escalation"):
        return _default_escalation(fields)
    steps = tuple(_step(row, draft) for row in fields.rows("escalation"))
    return tuple(sorted(steps, key=lambda step: (step.level, step.after)))


def _default_escalation(fields: Fields) -> tuple[EscalationStep, ...]:
    office, spokesperson, leadership = (
        fields.text(key, "") for key in ("office_unit", "spokesperson_unit", "leadership_unit")
    )
    return (
        EscalationStep(Severity.S3, 15 * _MINUTE, ("unit",)),
        EscalationStep(Severity.S3, 20 * _MINUTE, ("substitute", office)),
        EscalationStep(Severity.S3, 30 * _MINUTE, (spokesperson,)),
        EscalationStep(Severity.S3, 45 * _MINUTE, (leadership,)),
        EscalationStep(Severity.S4, 10 * _MINUTE, ("everyone",), 10 * _MINUTE, 5),
    )


def _step(fields: Fields, draft: _Draft) -> EscalationStep:
    targets = fields.nodes("targets")
    draft.references.extend((_TARGET, node) for node in targets)
    if not fields.has("targets"):
        fields.fault("targets", f"thiếu mục bắt buộc; cần {', '.join(ESCALATION_WORDS)} hoặc mã đơn vị")
    step = EscalationStep(
        level=fields.choice("level", _SEVERITIES),
        after=fields.span("after_minutes", _MINUTE, low=0, high=_DAY_MINUTES),
        targets=tuple(node.text for node in targets),
        repeat_every=fields.span("repeat_minutes", _MINUTE, 10, low=1, high=_DAY_MINUTES),
        repeat_times=fields.whole("repeat_times", 0, low=0, high=_MAX_REPEATS),
    )
    fields.finish()
    return step
