"""The sections `calendar`, `holidays` and `duties`: what recurs, and days on which nobody works."""

from __future__ import annotations

from datetime import date

from monitor.core.config.plan_sections.draft import ROLES, Draft, read_validity
from monitor.core.config.yaml_lines import Fields
from monitor.core.plan import CalendarPhase, Duty, Holiday

_LAST_DAY_OF_MONTH = 31


def read_phase(fields: Fields, draft: Draft) -> CalendarPhase:
    """Read one phase of the school year; it recurs yearly."""
    phase = CalendarPhase(
        id=draft.identifier(fields),
        name=fields.text("name"),
        start=fields.month_day("start"),
        end=fields.month_day("end"),
        themes=draft.refs(fields, "themes", "theme"),
    )
    fields.finish()
    return phase


def read_holiday(fields: Fields) -> Holiday:
    """Read one holiday of a day or more."""
    name = fields.text("name")
    start = fields.day("start", required=True) or date.min
    end = fields.day("end") or start
    if end < start:
        fields.fault("end", f"{end} trước start {start}; cần ngày kết thúc không sớm hơn ngày bắt đầu")
    fields.finish()
    return Holiday(name, start, end)


def read_duty(fields: Fields, draft: Draft) -> Duty:
    """Read one duty that is due every month."""
    valid_from, valid_to = read_validity(fields)
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
