"""Who is responsible: the plan's routing tree, then the units of the place. Pure; sends nothing, knows no addresses.

The tree is walked in order and every matching route adds its units, until one says stop. Who runs a school follows
from its level: pre-school, primary and lower secondary belong to the district office
(the commune's office after 2025-07-01), upper secondary and continuing education to the department itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from monitor.core.labels import EducationLevel, Territory
from monitor.core.plan import Plan, Route, Unit
from monitor.core.routing import Routed, RouteQuery

LOCAL_LEVELS = frozenset({EducationLevel.MAM_NON, EducationLevel.TIEU_HOC, EducationLevel.THCS})
"""Levels run by the district or commune; the other levels are run by the department."""
GROUND_ROLES = frozenset({"district", "commune"})
ATTACHED_ROLE = "attached"
PLACED_TERRITORIES = frozenset({Territory.HOME, Territory.UNKNOWN})
"""Only there can a place name a unit of ours; with an unknown territory the place itself must be one."""


def route(plan: Plan, query: RouteQuery) -> Routed:
    """Return the units that must act and those that are informed, in order of the plan.

    Every unit exists on `query.day`. `units` is never empty: when nothing matches, the office takes the case.
    """
    acting: list[str] = []
    informed: list[str] = []
    for branch in _matching(plan.routes, query):
        acting.extend(branch.units)
        informed.extend(branch.copies)
    ground = [unit.id for unit in plan.units_on(query.day) if _answers_for_place(unit, query)]
    (acting if _is_run_locally(query.levels) else informed).extend(ground)
    informed.extend(unit.id for unit in plan.units_on(query.day) if _is_school(unit, query))
    existing = {unit.id for unit in plan.units_on(query.day)}
    units = _once(acting, among=existing) or (plan.alerts.office_unit,)
    return Routed(units=units, copies=_once(informed, among=existing - set(units)))


def _matching(routes: Iterable[Route], query: RouteQuery) -> Iterator[Route]:
    for branch in routes:
        if branch.valid_on(query.day) and _matches(branch, query):
            yield branch
            if branch.stop:
                return


def _matches(branch: Route, query: RouteQuery) -> bool:
    return (
        query.severity >= branch.min_severity
        and _meets(branch.incident_types, (query.incident_type,))
        and _meets(branch.themes, query.themes)
        and _meets(branch.levels, query.levels)
    )


def _meets(wanted: Collection[str], found: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(found)


def _answers_for_place(unit: Unit, query: RouteQuery) -> bool:
    if unit.role not in GROUND_ROLES or unit.place is None or query.territory not in PLACED_TERRITORIES:
        return False
    return any(place == unit.place or place.startswith(unit.place + "/") for place in query.places)


def _is_school(unit: Unit, query: RouteQuery) -> bool:
    return unit.role == ATTACHED_ROLE and unit.place in query.places and query.territory in PLACED_TERRITORIES


def _is_run_locally(levels: Collection[EducationLevel]) -> bool:
    return not levels or not LOCAL_LEVELS.isdisjoint(levels)


def _once(unit_ids: Iterable[str], *, among: Collection[str]) -> tuple[str, ...]:
    return tuple(unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id in among)
