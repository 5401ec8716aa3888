"""The section `legal_profiles`: the hours the law gives, for every day exactly one set of them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from monitor.core.config.plan_sections.draft import Draft, dates_are_sound, read_validity, show_range
from monitor.core.config.yaml_lines import Fields
from monitor.core.plan import LegalProfile

STATEMENT_BASES = ("happened_at", "received_or_determined")
_ONE_DAY = timedelta(days=1)
_LONGEST_HOURS = 168


def read_legal_profiles(fields: Fields, draft: Draft) -> tuple[LegalProfile, ...]:
    """Read the profiles, and see that each day belongs to exactly one."""
    rows = fields.rows("legal_profiles", required=True)
    profiles = tuple(_legal_profile(row, draft) for row in rows)
    _check_cover(list(zip(rows, profiles, strict=True)))
    return profiles


def _legal_profile(fields: Fields, draft: Draft) -> LegalProfile:
    valid_from, valid_to = read_validity(fields)
    profile = LegalProfile(
        id=draft.identifier(fields),
        name=fields.text("name"),
        law=fields.text("law", ""),
        statement_hours=fields.number("statement_hours", low=0.5, high=_LONGEST_HOURS),
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
    return fields.number(key, low=0.5, high=_LONGEST_HOURS) if fields.has(key) else None


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
    if not rows or not all(dates_are_sound(*row) for row in rows):
        return
    rows.sort(key=lambda row: row[1].valid_from or date.min)
    first_fields, first = rows[0]
    last_fields, last = rows[-1]
    if first.valid_from is not None:
        first_fields.fault("valid_from", f"chưa có thời kỳ pháp luật cho ngày trước {first.valid_from}; bỏ valid_from")
    for (_, earlier), (fields, later) in itertools.pairwise(rows):
        start = later.valid_from or date.min
        if earlier.valid_to is None or start <= earlier.valid_to:
            shown = show_range(earlier.valid_from, earlier.valid_to)
            fields.fault("valid_from", f'chồng lên thời kỳ "{earlier.id}" ({shown})')
        elif start > earlier.valid_to + _ONE_DAY:
            fields.fault("valid_from", f"bỏ trống các ngày từ {earlier.valid_to + _ONE_DAY} đến {start - _ONE_DAY}")
    if last.valid_to is not None:
        last_fields.fault("valid_to", f"chưa có thời kỳ pháp luật cho các ngày sau {last.valid_to}; bỏ valid_to")
