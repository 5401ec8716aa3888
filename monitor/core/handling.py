"""What people do with incidents, and what the product remembers of telling them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.notifications import Notification


class ActionKind(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"
    SILENCE = "silence"
    MARK_FALSE = "mark_false"
    MARK_NOT_OURS = "mark_not_ours"
    CONFIRM = "confirm"
    MERGE = "merge"
    RECEIVE = "receive"
    DETERMINE = "determine"
    PUBLISH_STATEMENT = "publish_statement"
    OVERRIDE_LEVEL = "override_level"
    CHANGE_CONTACT = "change_contact"
    TRANSFER = "transfer"
    TAKE_OVER = "take_over"
    DECLINE_TRANSFER = "decline_transfer"


@dataclass(frozen=True, slots=True)
class Action:
    """One act of a person (`actor` is a unit id) on the incident that holds `item_id`, or on `incident_id`.

    `args` as in the command-line contract, e.g. `(("minutes", 60), ("reason", "đang xác minh"))`.
    """

    at: datetime
    actor: str
    kind: ActionKind
    item_id: str | None = None
    incident_id: str | None = None
    args: tuple[tuple[str, str | int | float | None], ...] = ()
    person: str = ""
    """Login of the person who acts in the unit's name, or the name given to a command; empty for a signed link."""
    expects: str = ""
    """`Incident.handling_mark` as the person saw it: the act is refused when others have acted since. Empty = any."""

    def arg(self, name: str) -> str | int | float | None:
        """One argument, None when absent."""
        return dict(self.args).get(name)


@dataclass(frozen=True, slots=True)
class Silence:
    """One unit asked not to be told of one incident until a time; a higher level breaks it."""

    incident_id: str
    unit: str
    until: datetime
    reason: str
    level: Severity
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A message that was not sent, and why."""

    at: datetime
    incident_id: str
    unit: str
    reason: str
    revision: int


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line waiting for a unit's next digest. `incident_id` is None for a story without an incident."""

    unit: str
    incident_id: str | None
    item_id: str
    level: Severity
    labels: tuple[str, ...]
    text: str
    added_at: datetime
    reason: str = "digest"


@dataclass(frozen=True, slots=True)
class OperatorWarning:
    """Something the IT officer must know. `key` makes repeats one warning."""

    at: datetime
    about: str
    text: str
    key: str


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One message in the outbox. `tried` are the channels that refused it; `next_at` when it is due."""

    notification: Notification
    state: DeliveryState
    attempts: int
    next_at: datetime
    channel: str | None = None
    tried: tuple[str, ...] = ()
    provider_id: str | None = None
    sent_at: datetime | None = None
    last_error: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """One line of an incident's log.

    `kind` is `opened`, `updated`, `merged`, `reopened`, `closed`, `action` or `clock`; of the pages it is built on
    `edited`, `removed` or `restored`.
    """

    incident_id: str
    at: datetime
    kind: str
    actor: str = "he-thong"
    note: str = ""
    snapshot: Incident | None = field(default=None)
    person: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Where an item stands: its story, what it copies, how sure, and why (one Vietnamese sentence)."""

    item_id: str
    story_id: str
    copy_of: str | None
    score: float
    why: str
    assigned_at: datetime
