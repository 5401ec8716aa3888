"""The values of the alert policy: what a decision rests on, and what it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.core.casework.cases import Transfer
from monitor.core.handling import Silence, Suppressed
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind

THREAD_KINDS = frozenset(
    {NotificationKind.PUSH, NotificationKind.UPDATE, NotificationKind.ESCALATION, NotificationKind.CORRECTION}
)
"""Messages that make a unit part of an incident's thread."""
QUIET_KINDS = frozenset({NotificationKind.CANDIDATE, NotificationKind.DIGEST})
"""Messages that interrupt nobody."""
BUDGETED_KINDS = frozenset({NotificationKind.PUSH})
"""Escalation is not held back by the budget: it is the answer to silence, and ends with one tap. Nor does it spend it,
or an unacknowledged case in the morning would hide another in the afternoon."""
SILENCED = "silenced"
BUDGET = "budget"
INHIBITED = "inhibited"


@dataclass(frozen=True, slots=True)
class Told:
    """One message already made for the incident, whatever became of it. `person` as in `Notification`."""

    unit: str
    kind: NotificationKind
    level: Severity
    revision: int
    created_at: datetime
    key: str
    person: int = 0


@dataclass(frozen=True, slots=True)
class AlertCase:
    """All that a decision rests on.

    `pushes` counts each unit's messages of BUDGETED_KINDS below S4 within the budget window, over all incidents;
    `silences` are those in force; `suppressed` what was withheld for this incident before; `transfers` its hand-overs;
    `readers` the units that read of it in a digest already sent; `wide` the open incidents of the same type that
    concern the whole province, each with the units in its thread.
    """

    incident: Incident
    told: tuple[Told, ...] = ()
    silences: tuple[Silence, ...] = ()
    pushes: Mapping[str, int] = field(default_factory=dict)
    suppressed: tuple[Suppressed, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    readers: tuple[str, ...] = ()
    wide: tuple[tuple[Incident, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class AlertIntent:
    """One message to be made. `also` are the other units that know; `step` tells repeats of one revision apart.

    `person` is the place of the addressee among the unit's contacts: 0 is on duty, the others stand in.
    `transfer` is the hand-over that the message is about.
    """

    incident_id: str
    unit: str
    kind: NotificationKind
    revision: int
    step: str = ""
    also: tuple[str, ...] = ()
    person: int = 0
    transfer: Transfer | None = None

    @property
    def key(self) -> str:
        """The message's identity: `<incident>:<unit>:<kind>:<revision>`, with `.<step>` on repeats."""
        suffix = f".{self.step}" if self.step else ""
        return f"{self.incident_id}:{self.unit}:{self.kind}:{self.revision}{suffix}"


@dataclass(frozen=True, slots=True)
class AlertDecision:
    """Messages to make, messages withheld, units that get a digest line, and when to ask again (None = no need).

    `unanswered`: every reminder of a crisis was in vain, so somebody outside its circle must hear of it.
    """

    send: tuple[AlertIntent, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    digest: tuple[str, ...] = ()
    next_due_at: datetime | None = None
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A message that ought to exist. `not_before` holds it back; `now` or earlier means at once."""

    unit: str
    kind: NotificationKind
    not_before: datetime
    step: str = ""
    person: int = 0
    transfer: Transfer | None = None


def in_thread(told: tuple[Told, ...]) -> set[str]:
    """Units that were told in a way that makes them part of the thread."""
    return {message.unit for message in told if message.kind in THREAD_KINDS}
