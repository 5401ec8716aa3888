"""Runs a recorded stream through the whole product under a virtual clock.

The stages, rules, timers and outbox are those of `monitor run`; only the clock moves by the stream and the channels
record instead of sending. The same stream gives the same events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from alerts.channels.base import Channel
from alerts.channels.recording import RecordingChannel
from monitor.app import App, Overrides, build
from monitor.core.clock import VirtualClock, iso, parse_time
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.errors import MonitorError, RecordError
from monitor.core.events import (
    ClockChanged,
    Event,
    EventSink,
    IncidentChanged,
    Notified,
    NotSent,
    StoryAssigned,
    Warned,
)
from monitor.core.handling import Action, ActionKind, OperatorWarning
from monitor.core.items import Engagement, Item, engagement_from_record, item_from_record
from monitor.core.labels import Severity
from monitor.core.notifications import CitedReason
from monitor.core.plan import Contact, Plan
from monitor.core.settings import Settings
from monitor.stages.alarming import warn
from monitor.stages.parts import Ledger
from monitor.stages.telling import TRAY, next_slot
from monitor.stages.volume import next_watch

OUTAGE_WARNING_AFTER = timedelta(minutes=60)
"""A source that fails this long is told to the operator: four missed polls at the usual interval."""
ROSTER_CHANNELS = ("email", "zalo")
_ORDER = ("item", "engagement", "action", "fault")


class SimulatedCrashError(MonitorError):
    """A fault of the stream: the process model stops here."""


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


@dataclass(frozen=True, slots=True)
class Staging:
    """How a stream is played to real people: their channels, the plan with their addresses, and how time passes.

    `wait(clock, moment)` returns when the moment has come; it may move the clock towards it meanwhile.
    """

    channels: Mapping[str, Channel]
    roster: Callable[[Plan], Plan]
    wait: Callable[[VirtualClock, datetime], None]


class Replay:
    """One run of a stream. Events go to `sink` in order of virtual time. `staging` is a drill's; None only records."""

    def __init__(
        self,
        settings: Settings,
        stream: Stream,
        *,
        sink: EventSink,
        overrides: Overrides,
        staging: Staging | None = None,
    ) -> None:
        self._stream = stream
        self._sink = sink
        self._clock = VirtualClock(stream.start)
        self._staging = staging
        self._channels = {name: RecordingChannel(name) for name in ROSTER_CHANNELS}
        self._next_tick = stream.start
        self._crash_after_send = False
        self._outages: dict[str, datetime] = {}
        self._settings = settings
        self._overrides = replace(
            overrides, clock=self._clock, channels=staging.channels if staging else self._channels, sink=self._hear,
            seed=0, fetch=False, sources=(),
        )  # fmt: skip
        self._app = self._build()

    def run(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Play the stream to its end, timers included."""
        total = len(self._stream.happenings)
        for done, happening in enumerate(self._stream.happenings, start=1):
            self._tick_through(min(happening.at, self._stream.end))
            self._wait_for(happening.at)
            self._guarded(partial(self._happen, happening))
            self._guarded(self._app_deliver)
            if progress is not None:
                progress(done, total)
        self._tick_through(self._stream.end)

    def _tick_through(self, until: datetime) -> None:
        """Run the timers at each tick up to `until`; ticks at which nothing can be due are passed over."""
        tick = self._stream.tick
        while self._next_tick <= until:
            self._tick(self._next_tick)
            self._next_tick += tick
            wake = min(self._next_wake(), until)
            if wake > self._next_tick:
                self._next_tick += tick * -((self._next_tick - wake) // tick)

    def _next_wake(self) -> datetime:
        """The earliest moment at which a timer, the outbox, a digest or an outage may ask for something."""
        if self._outages:
            return self._next_tick
        with self._app.store.read() as tx:
            due = (tx.incidents.next_due(), tx.outbox.next_due(), next_watch(tx, now=self._clock.now()))
        digest = next_slot(self._app.plan.alerts.digest_times, self._clock.now())
        return min(moment for moment in (*due, digest) if moment is not None)

    def close(self) -> None:
        """Let go of the database."""
        self._app.store.close()

    def _build(self) -> App:
        app = build(self._settings, self._overrides)
        self._overrides = replace(
            self._overrides, store=app.store, plan=self._roster(app.plan), classifier=app.classifier
        )
        return build(self._settings, self._overrides)

    def _wait_for(self, moment: datetime) -> None:
        if self._staging is not None:
            self._staging.wait(self._clock, moment)
        self._clock.move_to(max(moment, self._clock.now()))

    def _tick(self, moment: datetime) -> None:
        self._wait_for(moment)
        self._guarded(self._app_timers)
        self._guarded(self._app_deliver)
        self._check_outages()

    def _app_timers(self) -> None:
        self._app.pipeline.run_timers()

    def _app_deliver(self) -> None:
        self._app.pipeline.deliver()

    def _guarded(self, step: Callable[[], object]) -> None:
        try:
            step()
        except SimulatedCrashError:
            self._restart()

    def _roster(self, plan: Plan) -> Plan:
        return self._staging.roster(plan) if self._staging else with_roster(plan)

    @property
    def app(self) -> App:
        """The product as it stands now; another one after a crash of the stream."""
        return self._app

    def _restart(self) -> None:
        """Lose what was in memory; the database stays, and what was due in it goes on at once."""
        self._app = build(self._settings, self._overrides)
        self._app_deliver()

    def _hear(self, event: Event) -> None:
        self._sink(event)
        # Only what a channel took can be sent and not marked: a note for the desk is both in one transaction.
        if self._crash_after_send and isinstance(event, Notified) and event.channel != TRAY:
            self._crash_after_send = False
            raise SimulatedCrashError("between send and mark")

    def _happen(self, happening: Happening) -> None:
        pipeline = self._app.pipeline
        if happening.item is not None:
            pipeline.receive([happening.item])
        elif happening.engagement is not None:
            pipeline.engage(happening.id, happening.engagement)
        elif happening.action is not None:
            pipeline.act(happening.action)
        else:
            self._fault(happening)

    def _fault(self, happening: Happening) -> None:
        args = happening.args
        until = happening.at + timedelta(minutes=float(args.get("minutes") or 0))
        if happening.fault == "channel_down":
            channel = self._channels.get(str(args.get("channel")))
            if channel is not None:
                channel.down_until = until
        elif happening.fault == "source_outage":
            self._note_outage(str(args.get("source")), happening.at, until)
        elif args.get("between") == "send-and-mark":
            self._crash_after_send = True
        else:
            raise SimulatedCrashError("crash")

    def _note_outage(self, source: str, at: datetime, until: datetime) -> None:
        self._outages[source] = until
        state = FeedState(
            feed_url=f"replay:{source}", source_id=source, next_due_at=until, last_ok_at=at, failures=1,
            outcome=FetchOutcome.TEMPORARY,
        )  # fmt: skip
        with self._app.store.transaction() as tx:
            tx.feeds.put(state)

    def _check_outages(self) -> None:
        now = self._clock.now()
        for source, until in tuple(self._outages.items()):
            with self._app.store.transaction() as tx:
                ledger = Ledger(tx)
                state = tx.feeds.get(f"replay:{source}")
                assert state is not None
                assert state.last_ok_at is not None
                if not state.silent_warned and now - state.last_ok_at >= OUTAGE_WARNING_AFTER:
                    minutes = int((now - state.last_ok_at).total_seconds() // 60)
                    text = f"Nguồn «{source}» không đọc được {minutes} phút nay; có thể đang bỏ sót tin."
                    warn(ledger, OperatorWarning(now, "source", text, key=f"outage:{source}:{iso(state.last_ok_at)}"))
                    tx.feeds.put(replace(state, silent_warned=True))
            for event in ledger.events:
                self._sink(event)
            if now >= until:
                del self._outages[source]


def with_roster(plan: Plan) -> Plan:
    """The shipped replay roster: one duty person a unit, email first, Zalo as fallback."""
    units = tuple(
        replace(unit, contacts=(Contact(f"Trực {unit.id}", f"{unit.id}@drill.example", f"zalo-{unit.id}"),))
        for unit in plan.units
    )
    return replace(plan, units=units, alerts=replace(plan.alerts, channels=ROSTER_CHANNELS))


def event_to_record(event: Event) -> dict[str, Any]:
    """Write an event line of the contract."""
    return {"at": iso(event.at), **_WRITERS[type(event)](event)}


def _story(event: StoryAssigned) -> dict[str, Any]:
    return {"type": "story_assigned", "item": event.item_id, "story": event.story_id, "copy_of": event.copy_of}


def _incident(event: IncidentChanged) -> dict[str, Any]:
    incident = event.incident
    return {
        "type": f"incident_{event.kind}",
        "incident": incident.id,
        "level": str(incident.level),
        "confidence": incident.confidence,
        "themes": list(incident.themes),
        "incident_type": incident.incident_type,
        "places": list(incident.places),
        "territory": incident.territory.value,
        "units": list(incident.units),
        "items": list(incident.item_ids),
        "reasons": _reasons(incident.reasons),
        "title": incident.title,
        "story": incident.story_id,
        "labels": list(incident.labels),
        "changes": [change.value for change in incident.changes],
        "outcome": incident.outcome,
        "merged_into": incident.merged_into,
    }


def _notification(event: Notified) -> dict[str, Any]:
    message = event.notification
    return {
        "type": "notification",
        "kind": message.kind.value,
        "incident": message.incident_id,
        "unit": message.unit,
        "channel": event.channel,
        "key": message.key,
        "items": list(message.item_ids),
        "level": str(message.level) if message.level is not None else None,
        "labels": list(message.labels),
        "reasons": _reasons(message.reasons),
        "subject": message.subject,
        "text": message.text,
    }


def _suppressed(event: NotSent) -> dict[str, Any]:
    row = event.suppressed
    return {"type": "suppressed", "incident": row.incident_id, "unit": row.unit, "reason": row.reason}


def _clock(event: ClockChanged) -> dict[str, Any]:
    return {
        "type": "clock", "incident": event.incident_id, "event": event.event, "due_at": iso(event.due_at),
        "basis": event.basis,
    }  # fmt: skip


def _warning(event: Warned) -> dict[str, Any]:
    return {"type": "operator_warning", "about": event.warning.about, "text": event.warning.text}


def _reasons(reasons: Iterable[CitedReason]) -> list[dict[str, str]]:
    return [{"rule": reason.rule, "item": reason.item_id, "text": reason.text} for reason in reasons]


_WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    StoryAssigned: _story,
    IncidentChanged: _incident,
    Notified: _notification,
    NotSent: _suppressed,
    ClockChanged: _clock,
    Warned: _warning,
}
