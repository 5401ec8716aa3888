"""`plan.yaml` → `Plan`: reads, checks the whole file, and reports every fault at once with its line and key.

Shapes of single values are read by `monitor.core.config.yaml_lines`, sections by `monitor.core.config.plan_sections`;
what belongs together is checked there too: identifiers that refer to each other, dates, legal profiles that must cover
every day exactly once, a root route that always matches. Required are `themes`, `incident_types`, `units`, `routes`,
`legal_profiles` and `alerts`; the rest has defaults.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from monitor.core.config.plan_sections.alerting import read_alerts
from monitor.core.config.plan_sections.calendar import read_duty, read_holiday, read_phase
from monitor.core.config.plan_sections.draft import Draft
from monitor.core.config.plan_sections.law import read_legal_profiles
from monitor.core.config.plan_sections.routes import read_routes
from monitor.core.config.plan_sections.topics import read_incident_type, read_themes
from monitor.core.config.plan_sections.units import read_unit
from monitor.core.config.yaml_lines import FaultList, Fields, read_yaml
from monitor.core.plan import Plan

_VERSION_CHARS = 12


def load_plan(path: Path) -> Plan:
    """Read and check a plan. Raises ConfigError with every fault of the file."""
    root, content = read_yaml(path)
    draft = Draft(FaultList(str(path)))
    fields = Fields(root, draft.faults)
    plan = _plan(fields, draft, version=hashlib.sha256(content).hexdigest()[:_VERSION_CHARS])
    fields.finish()
    draft.check_references()
    draft.faults.check()
    return plan


def _plan(fields: Fields, draft: Draft, *, version: str) -> Plan:
    themes = read_themes(fields, draft)
    incident_types = tuple(read_incident_type(row, draft) for row in fields.rows("incident_types", required=True))
    units = tuple(read_unit(row, draft) for row in fields.rows("units", required=True))
    return Plan(
        name=fields.text("name", "Kế hoạch truyền thông"),
        version=version,
        organisation=fields.text("organisation", "Sở Giáo dục và Đào tạo"),
        home_province=fields.text("home_province", "ben-tre"),
        themes=themes,
        incident_types=incident_types,
        units=units,
        routes=read_routes(fields, draft, units),
        phases=tuple(read_phase(row, draft) for row in fields.rows("calendar")),
        holidays=tuple(read_holiday(row) for row in fields.rows("holidays")),
        legal_profiles=read_legal_profiles(fields, draft),
        duties=tuple(read_duty(row, draft) for row in fields.rows("duties")),
        alerts=read_alerts(fields, draft),
    )
