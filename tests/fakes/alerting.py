"""Plays the pipeline's part for the alert rules: remembers what was told, withheld and counted, and moves time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from alerts.policy import AlertCase, AlertDecision, Told, decide_alerts
from monitor.core.handling import Silence, Suppressed
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan
from tests.fakes.incidents import NOON, after, hoa_sen
from tests.fakes.plans import a_plan

Sent = dict[str, str]
"""What one decision sent: unit → kind."""


class Desk:
    """One incident's life under the policy. Every act is followed by a decision, as in the pipeline."""

    def __init__(self, incident: Incident | None = None, *, plan: Plan | None = None, now: datetime = NOON) -> None:
        self.plan = plan or a_plan()
        self.incident = incident or hoa_sen()
        self.now = now
        self.told: tuple[Told, ...] = ()
        self.suppressed: tuple[Suppressed, ...] = ()
        self.silences: tuple[Silence, ...] = ()
        self.other_pushes: dict[str, int] = {}
        self.last = AlertDecision()

    def decide(self) -> Sent:
        """Decide once and remember; returns what was sent."""
        self.last = decide_alerts(self.case(), plan=self.plan, now=self.now)
        self.told += tuple(
            Told(i.unit, i.kind, self.incident.level, i.revision, self.now, i.key) for i in self.last.send
        )
        self.suppressed += self.last.suppressed
        return {intent.unit: intent.kind.value for intent in self.last.send}

    def case(self) -> AlertCase:
        return AlertCase(
            incident=self.incident,
            told=self.told,
            silences=tuple(s for s in self.silences if s.until > self.now),
            pushes=self._pushes(),
            suppressed=self.suppressed,
        )

    def changed(self, minutes: float, *changes: Any, **fields: Any) -> Sent:
        """A material change at so many minutes after 13:41."""
        self.now = after(minutes)
        before = self.incident
        risen = fields.get("level", before.level) > before.level
        self.incident = replace(
            before,
            revision=before.revision + 1,
            changes=changes,
            updated_at=self.now,
            level_since=self.now if risen else before.level_since,
        )
        self.incident = replace(self.incident, **fields)
        return self.decide()

    def quietly(self, minutes: float, **fields: Any) -> Sent:
        """A change that is not material, or an act of a person."""
        self.now = after(minutes)
        self.incident = replace(self.incident, changes=(), updated_at=self.now, **fields)
        return self.decide()

    def at(self, minutes: float) -> Sent:
        """Only time passes."""
        self.now = after(minutes)
        return self.decide()

    def acknowledge(self, minutes: float) -> Sent:
        return self.quietly(minutes, acknowledged_at=after(minutes), acknowledged_level=self.incident.level)

    def silence(self, unit: str, *, minutes: float) -> None:
        until = self.now + timedelta(minutes=minutes)
        level = self.incident.level
        self.silences += (Silence(self.incident.id, unit, until, "đang xác minh", level, self.now),)

    def run_timers(self, minutes: float) -> list[tuple[float, Sent]]:
        """Follow the due times up to a moment; what each of them sent, by minute. A due time must lie ahead."""
        happened: list[tuple[float, Sent]] = []
        while self.last.next_due_at is not None and self.last.next_due_at <= after(minutes):
            assert self.last.next_due_at > self.now
            self.now = self.last.next_due_at
            sent = self.decide()
            happened.append(((self.now - NOON) / timedelta(minutes=1), sent))
        return happened

    def _pushes(self) -> dict[str, int]:
        counted = dict(self.other_pushes)
        since = self.now - self.plan.alerts.budget_window
        for told in self.told:
            loud = told.kind in {NotificationKind.PUSH, NotificationKind.ESCALATION}
            if loud and told.level is not Severity.S4 and told.created_at >= since:
                counted[told.unit] = counted.get(told.unit, 0) + 1
        return counted
