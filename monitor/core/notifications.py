"""What goes out: messages to units, and what channels answer."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.labels import Severity


class NotificationKind(StrEnum):
    PUSH = "push"
    CANDIDATE = "candidate"
    DIGEST = "digest"
    UPDATE = "update"
    ESCALATION = "escalation"
    CORRECTION = "correction"
    CLOCK_WARNING = "clock_warning"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class CitedReason:
    """Why: the rule, the item it was read in, and its words (masked)."""

    rule: str
    item_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail: a picture of its page, or a document to keep. Channels without files leave it out.

    `media_type` like `image/png`. `encoded` is base64, for messages are kept as JSON. `inline`: the page shows it where
    it says `cid:` and the file's `cid`. Names are unique in a message, of ASCII letters, digits, `.` and `-`.
    """

    name: str
    media_type: str
    encoded: str
    inline: bool = False

    @property
    def cid(self) -> str:
        """How the page of the same mail calls it (RFC 2392)."""
        return f"{self.name}@trang.invalid"

    @property
    def content(self) -> bytes:
        """What the file holds."""
        return base64.b64decode(self.encoded)


def enclose(name: str, media_type: str, content: bytes, *, inline: bool = False) -> Enclosure:
    """Put a file in."""
    return Enclosure(name, media_type, base64.b64encode(content).decode("ascii"), inline)


def page_with_pictures(html: str, enclosures: Iterable[Enclosure]) -> str:
    """The page as a file of its own: pictures stand in it, where a mail has them beside it."""
    for one in enclosures:
        if one.inline:
            html = html.replace(f"cid:{one.cid}", f"data:{one.media_type};base64,{one.encoded}")
    return html


@dataclass(frozen=True, slots=True)
class Notification:
    """One message to one unit. `key` is the same on every channel, attempt and restart.

    `key` = `<incident>:<unit>:<kind>:<revision>`. `thread` groups messages of one incident in a mailbox.
    `incident_id` is None for digests of several incidents. `short` is the text for channels that take little;
    empty = `text` will do. `person` is the addressee's place among the unit's contacts: 0 is on duty, others stand in.
    `answerable`: writing back «Đã nhận» is a way to take it.
    """

    key: str
    incident_id: str | None
    unit: str
    kind: NotificationKind
    revision: int
    level: Severity | None
    labels: tuple[str, ...]
    reasons: tuple[CitedReason, ...]
    item_ids: tuple[str, ...]
    subject: str
    text: str
    html: str
    created_at: datetime
    thread: str | None = None
    short: str = ""
    person: int = 0
    answerable: bool = False
    enclosures: tuple[Enclosure, ...] = ()


class RefusalKind(StrEnum):
    """Why a channel will not take a message however often it is tried.

    `auth` and `account` (billing, verification, permission of the sender) hold for every message of the channel, until
    a person acts; the others for this message or recipient.
    """

    AUTH = "auth"
    ACCOUNT = "account"
    ADDRESS = "address"
    CONTENT = "content"
    POLICY = "policy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider accepted the message."""

    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """It may work later. `after` is the provider's wish, None when it has none.

    `alive`: the channel itself works, only this message or this hour must wait; else the channel may be down.
    """

    reason: str
    after: timedelta | None = None
    alive: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Trying again cannot help; the next channel may."""

    kind: RefusalKind
    reason: str


DeliveryOutcome = Sent | Retry | Refused


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person on duty and how to reach them; empty strings mean no such address.

    `zalo` is a chat of the bot, `zalo_oa` a user and `zalo_group` a group of the Official Account, `telegram` a chat,
    `phone` a number for template messages. `prefers` names channels in the order this person wants, before the plan's.
    `heard_on` names channels whose chat with this person is linked: what they write there is heard.
    """

    unit: str
    person: str
    email: str = ""
    zalo: str = ""
    zalo_oa: str = ""
    zalo_group: str = ""
    telegram: str = ""
    phone: str = ""
    prefers: tuple[str, ...] = ()
    heard_on: tuple[str, ...] = ()
