"""What people send in: links, texts, files, mails; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.core.incidents import Incident
from monitor.core.items import Media


class How(StrEnum):
    """By which door something came in."""

    COMMAND = "command"
    FORM = "form"
    FILE = "file"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in: its name, which nobody trusts, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing a person sends in: a text, a link, or a link with words of its own.

    `sender` is a unit id, or whatever else names the signed-in person for the record; `source` where it was seen,
    free text; `place` where it happened; `seen_at` when it was published, None = not known. `uploads` are pictures and
    papers that go with it: only their hashes are kept. `shares` is the item that the words pass on; `detail` the file,
    mail or page it came by.
    """

    sender: str
    how: How
    text: str = ""
    title: str = ""
    url: str = ""
    source: str = ""
    place: str = ""
    seen_at: datetime | None = None
    uploads: tuple[Upload, ...] = ()
    media: tuple[Media, ...] = ()
    links: tuple[str, ...] = ()
    shares: str = ""
    detail: str = ""


class Fate(StrEnum):
    """What became of a submission."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission, and `words` that say so to its sender, in Vietnamese.

    `item_id` is the new item, or the known one that it was joined to; None when refused. `incident` is the one that
    the item belongs to, if any.
    """

    fate: Fate
    words: str
    item_id: str | None = None
    incident: Incident | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who sent an item in, by which door, and what they wrote with it (`note`)."""

    item_id: str
    at: datetime
    sender: str
    how: How
    detail: str = ""
    note: str = ""


class MailState(StrEnum):
    """What was done with a mail. `quarantined` waits for its sender to be put on the list."""

    TAKEN = "taken"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail that was looked at.

    `key` names the mail itself (its Message-ID and content), `ref` its place in `box`: a mail that comes twice has one
    key and two refs. `sender` and `subject` are kept while it is quarantined only; `note` says why, by key.
    """

    key: str
    box: str
    ref: str
    at: datetime
    state: MailState
    sender: str = ""
    subject: str = ""
    note: str = ""
