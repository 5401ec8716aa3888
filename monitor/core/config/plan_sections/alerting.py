"""The section `alerts`: who is told how soon, how often and by what means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from monitor.core.config.plan_sections.draft import ESCALATION_WORDS, SEVERITIES, TARGET, Draft
from monitor.core.config.plan_sections.units import CHANNELS
from monitor.core.config.yaml_lines import FaultList, Fields, Node, Shape
from monitor.core.labels import Severity
from monitor.core.plan import AlertSettings, EscalationStep

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_WEEK_HOURS = 168
_DAY_MINUTES = 1440
_MAX_REPEATS = 50


def read_alerts(fields: Fields, draft: Draft) -> AlertSettings:
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
        for name, level in SEVERITIES.items():
            waits[level] = table.span(name, _MINUTE, waits[level] / _MINUTE, low=0, high=_DAY_MINUTES)
        table.finish()
    return waits


def _escalation(fields: Fields, draft: Draft) -> tuple[EscalationStep, ...]:
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


def _step(fields: Fields, draft: Draft) -> EscalationStep:
    targets = fields.nodes("targets")
    draft.references.extend((TARGET, node) for node in targets)
    if not fields.has("targets"):
        fields.fault("targets", f"thiếu mục bắt buộc; cần {', '.join(ESCALATION_WORDS)} hoặc mã đơn vị")
    step = EscalationStep(
        level=fields.choice("level", SEVERITIES),
        after=fields.span("after_minutes", _MINUTE, low=0, high=_DAY_MINUTES),
        targets=tuple(node.text for node in targets),
        repeat_every=fields.span("repeat_minutes", _MINUTE, 10, low=1, high=_DAY_MINUTES),
        repeat_times=fields.whole("repeat_times", 0, low=0, high=_MAX_REPEATS),
    )
    fields.finish()
    return step
