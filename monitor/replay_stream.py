"""Recorded streams: what a line of one says, as the command-line contract writes it (`monitor replay`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from monitor.core.clock import parse_time
from monitor.core.errors import RecordError
from monitor.core.handling import Action, ActionKind
from monitor.core.items import Engagement, Item, engagement_from_record, item_from_record
from monitor.core.labels import Severity

_ORDER = ("item", "engagement", "action", "fault")
"""What comes first of things that happen at the same time."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a stream after the clock line. `sort_key` gives the contract's order of equal times."""

    at: datetime
    type: str
    id: str
    item: Item | None = None
    engagement: Engagement | None = None
    action: Action | None = None
    fault: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sort_key(self) -> tuple[datetime, int, str]:
        """Time, then kind, then id."""
        return self.at, _ORDER.index(self.type), self.id


@dataclass(frozen=True, slots=True)
class Stream:
    """A parsed stream: when it starts and ends, how often timers run, and what happens, in order."""

    start: datetime
    end: datetime
    tick: timedelta
    happenings: tuple[Happening, ...]


def clock_from_record(record: Mapping[str, Any]) -> tuple[datetime, datetime, timedelta]:
    """Read the clock line. Raises RecordError."""
    try:
        start, end = parse_time(record["start"]), parse_time(record["end"])
        tick = timedelta(seconds=float(record.get("tick_seconds") or 60))
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"dòng đồng hồ sai: {error}", key="clock") from error
    if end < start or tick <= timedelta(0):
        raise RecordError("dòng đồng hồ sai: end trước start, hoặc tick_seconds không lớn hơn 0", key="clock")
    return start, end, tick


def happening_from_record(record: Mapping[str, Any]) -> Happening:
    """Read one line of a stream other than the clock. Raises RecordError."""
    kind = record.get("type")
    if kind == "item":
        item = item_from_record(record, need_arrival=True)
        assert item.arrived_at is not None
        return Happening(item.arrived_at, "item", item.id, item=item)
    if kind == "engagement":
        counts = engagement_from_record({k: v for k, v in record.items() if k not in {"type", "item", "at"}})
        return Happening(_at(record), "engagement", _word(record, "item"), engagement=counts)
    if kind == "action":
        return _action(record)
    if kind == "fault":
        fault = _word(record, "kind")
        if fault not in {"channel_down", "source_outage", "crash"}:
            raise RecordError(f"không có loại lỗi {fault!r}", key="kind")
        return Happening(_at(record), "fault", fault, fault=fault, args=record.get("args") or {})
    raise RecordError(f"không có loại dòng {kind!r}", key="type")


def _action(record: Mapping[str, Any]) -> Happening:
    name = _word(record, "do")
    try:
        kind = ActionKind(name)
    except ValueError as error:
        raise RecordError(f"không có hành động {name!r}", key="do") from error
    args = record.get("args") or {}
    if not isinstance(args, Mapping):
        raise RecordError("args phải là một đối tượng", key="args")
    if kind is ActionKind.OVERRIDE_LEVEL and args.get("level") not in Severity.__members__:
        raise RecordError(f"level phải từ S0 đến S4, đang là {args.get('level')!r}", key="args.level")
    item_id = record.get("item")
    action = Action(
        at=_at(record), actor=_word(record, "actor"), kind=kind, item_id=str(item_id) if item_id else None,
        args=tuple(sorted((str(k), v) for k, v in args.items())),
    )  # fmt: skip
    return Happening(action.at, "action", f"{action.item_id}:{name}", action=action)


def _at(record: Mapping[str, Any]) -> datetime:
    try:
        return parse_time(record["at"])
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"at không phải thời điểm ISO 8601: {record.get('at')!r}", key="at") from error


def _word(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value:
        raise RecordError(f"thiếu {key}", key=key)
    return value
