"""Whether every step of the alert policy has somebody it can reach. Pure; asks no channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alerts.escalating import STAND_IN, has_address
from alerts.outbox import choose_channel, recipient_for
from monitor.core.plan import Contact, Plan, Unit

TOLD_ROLES = frozenset({"leadership", "spokesperson", "office", "department", "district", "commune"})
"""Roles that are pushed and escalated to; attached schools are only informed."""
NAMED_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Reach:
    """Units (names) that no channel reaches, and units nobody reachable stands in for."""

    unreachable: tuple[str, ...] = ()
    without_stand_in: tuple[str, ...] = ()


def reach_on(plan: Plan, contacts: Mapping[str, Contact], *, channels: Sequence[str], day: date) -> Reach:
    """Check every unit of a day. `contacts` are those staff changed; `channels` the configured ones, in order."""
    units = plan.units_on(day)
    reached = {
        unit.id
        for unit in units
        if choose_channel(recipient_for(unit.id, plan, contacts.get(unit.id)), order=channels, tried=()) is not None
    }
    told = [unit for unit in units if unit.role in TOLD_ROLES]
    return Reach(
        unreachable=tuple(unit.name for unit in told if unit.id not in reached),
        without_stand_in=tuple(unit.name for unit in told if not _has_stand_in(unit, reached, channels)),
    )


def _has_stand_in(unit: Unit, reached: set[str], channels: Sequence[str]) -> bool:
    named = len(unit.contacts) > STAND_IN and has_address(unit.contacts[STAND_IN], channels)
    return named or any(substitute in reached for substitute in unit.substitutes)


def reach_words(reach: Reach) -> str:
    """Say what is missing and what to do; empty when nothing is."""
    parts = []
    if reach.unreachable:
        parts.append(f"chưa có địa chỉ dùng được: {_some(reach.unreachable)}")
    if reach.without_stand_in:
        parts.append(f"chưa có người hoặc đơn vị thay thế liên lạc được: {_some(reach.without_stand_in)}")
    return f"Danh bạ báo tin {'; '.join(parts)}. Hãy bổ sung trong danh bạ." if parts else ""


def _some(names: Sequence[str]) -> str:
    more = f" và {len(names) - NAMED_AT_MOST} đơn vị khác" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more
