"""What happened, told as it is committed: for the replay's event lines, the live view and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.core.handling import OperatorWarning, Suppressed
from monitor.core.incidents import Incident
from monitor.core.notifications import Notification


@dataclass(frozen=True, slots=True)
class StoryAssigned:
    at: datetime
    item_id: str
    story_id: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class IncidentChanged:
    """`kind`: opened, updated, merged, reopened or closed."""

    at: datetime
    kind: str
    incident: Incident


@dataclass(frozen=True, slots=True)
class Notified:
    """A channel accepted a message."""

    at: datetime
    channel: str
    notification: Notification


@dataclass(frozen=True, slots=True)
class NotSent:
    at: datetime
    suppressed: Suppressed


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """`event`: started, warning, stopped or overdue."""

    at: datetime
    incident_id: str
    event: str
    due_at: datetime
    basis: str


@dataclass(frozen=True, slots=True)
class Warned:
    at: datetime
    warning: OperatorWarning


Event = StoryAssigned | IncidentChanged | Notified | NotSent | ClockChanged | Warned
EventSink = Callable[[Event], None]


def ignore(event: Event) -> None:
    """A sink for those who do not listen."""


class Fan:
    """A sink that passes every event on to all that listen, in order of joining."""

    def __init__(self, *sinks: EventSink) -> None:
        self._sinks = sinks

    def join(self, sink: EventSink) -> None:
        """Let one more listen, from the next event on."""
        self._sinks = (*self._sinks, sink)

    def __call__(self, event: Event) -> None:
        for sink in self._sinks:
            sink(event)
