"""Runs a recorded stream through the whole product under a virtual clock.

The stages, rules, timers and outbox are those of `monitor run`; only the clock moves by the stream and the channels
record instead of sending. The same stream gives the same events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from alerts.channels.base import Channel
from alerts.channels.recording import RecordingChannel
from monitor.app import App, Overrides, build
from monitor.core.clock import VirtualClock, iso
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.errors import MonitorError
from monitor.core.events import (
    Event,
    EventSink,
    Notified,
)
from monitor.core.handling import OperatorWarning
from monitor.core.plan import Contact, Plan
from monitor.core.settings import Settings
from monitor.replay_stream import Happening, Stream
from monitor.stages.alarming import warn
from monitor.stages.parts import Ledger
from monitor.stages.telling import TRAY, next_slot
from monitor.stages.volume import next_watch

OUTAGE_WARNING_AFTER = timedelta(minutes=60)
"""A source that fails this long is told to the operator: four missed polls at the usual interval."""
ROSTER_CHANNELS = ("email", "zalo")


class SimulatedCrashError(MonitorError):
    """A fault of the stream: the process model stops here."""


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
