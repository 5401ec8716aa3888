"""The section `units`: who acts, who stands in, how they are reached."""

from __future__ import annotations

import re

from monitor.core.config.plan_sections.draft import ROLES, Draft, read_validity
from monitor.core.config.yaml_lines import Fields
from monitor.core.plan import Contact, Unit, is_phone

CHANNELS = (
    "email", "zalo", "zalo-group", "zalo-oa", "zalo-template", "telegram", "webhook", "apprise", "file",
)  # fmt: skip
_PLACE = re.compile(r"^(school:[a-z0-9-]+|[a-z0-9-]+(/[a-z0-9-]+){0,2})$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+$")


def read_unit(fields: Fields, draft: Draft) -> Unit:
    """Read one unit with its contacts."""
    unit_id = draft.identifier(fields, "unit")
    valid_from, valid_to = read_validity(fields)
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


def _substitutes(fields: Fields, draft: Draft, unit_id: str) -> tuple[str, ...]:
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
