"""The section `routes`: who is responsible for what, on which days; the last route takes what no other did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.core.config.plan_sections.draft import (
    LEVELS,
    SEVERITIES,
    Draft,
    dates_are_sound,
    read_validity,
    show_range,
)
from monitor.core.config.yaml_lines import Fields
from monitor.core.labels import Severity
from monitor.core.plan import Route, Unit


def read_routes(fields: Fields, draft: Draft, units: Sequence[Unit]) -> tuple[Route, ...]:
    """Read the routes, and see that the last is a root and that units exist on a route's days."""
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


def _route(fields: Fields, draft: Draft) -> Route:
    valid_from, valid_to = read_validity(fields)
    route = Route(
        units=draft.refs(fields, "units", "unit"),
        copies=draft.refs(fields, "copies", "unit"),
        themes=draft.refs(fields, "themes", "theme"),
        incident_types=draft.refs(fields, "incident_types", "type"),
        levels=fields.choices("levels", LEVELS),
        min_severity=fields.choice("min_severity", SEVERITIES, Severity.S0),
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
    if not dates_are_sound(fields, route):
        return
    for unit_id in (*route.units, *route.copies):
        unit = units.get(unit_id)
        if unit is not None and not _within(route, unit):
            key = "units" if unit_id in route.units else "copies"
            fields.fault(
                key,
                f'đơn vị "{unit_id}" chỉ hoạt động {show_range(unit.valid_from, unit.valid_to)} nhưng tuyến này '
                f"áp dụng {show_range(route.valid_from, route.valid_to)}; thêm valid_from, valid_to cho tuyến",
            )


def _within(route: Route, unit: Unit) -> bool:
    """Whether the unit exists on every day of the route: else incidents of some days would reach nobody."""
    starts = unit.valid_from is None or (route.valid_from is not None and unit.valid_from <= route.valid_from)
    ends = unit.valid_to is None or (route.valid_to is not None and route.valid_to <= unit.valid_to)
    return starts and ends
