"""What is known of the ways messages travel: channels that are down, sealed tokens, chats and codes that link them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How one channel does. `failures` in a row, 0 = works; the times are None while it works.

    `try_at`: not before is it tried again. `paced_to`: up to when the allowance of its rate limit is used.
    """

    channel: str
    failures: int = 0
    down_since: datetime | None = None
    try_at: datetime | None = None
    last_error: str | None = None
    paced_to: datetime | None = None

    def is_down(self, now: datetime) -> bool:
        """Whether it must not be tried at `now`; once `try_at` has come one message tries it."""
        return self.try_at is not None and now < self.try_at


@dataclass(frozen=True, slots=True)
class SealedToken:
    """A token pair as the store keeps it: encrypted. `sealed` is None before the first; `broken` says why it is dead.

    `version` counts what was saved, so that whoever waited for another's renewal sees that it happened.
    """

    name: str
    sealed: bytes | None = None
    version: int = 0
    saved_at: datetime | None = None
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class ChatCode:
    """A short-lived code that links a chat to a person of a unit; used once."""

    unit: str
    person: str
    channel: str
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """Somebody who has written to us on a channel; `unit` and `person` are None until a code linked them."""

    channel: str
    chat: str
    last_at: datetime
    unit: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class HeardMessage:
    """Something a chat did: `text` is empty for a sign of life without words (a follow, a button).

    `private`: one person, not a group. `left`: the person closed the channel to us.
    """

    channel: str
    chat: str
    message_id: str
    text: str = ""
    private: bool = True
    left: bool = False
