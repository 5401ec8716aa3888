"""Every table of the product, and what its columns mean. The only description of the database besides the migrations.

A row is what is searched, as columns, plus the whole value as JSON in `record` where the value has more fields than
anybody searches; then the record is the truth and the columns repeat it. Columns are never null unless their comment
says when. Times are UTC. The full-text index beside `items` belongs to `monitor.store.search`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import sqlalchemy
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit key; SQLite makes a primary key the row's own address only when it is declared INTEGER."""


class Text(TypeDecorator[str]):
    """A text. Compared and put in order by its code points (PostgreSQL: `monitor.store.postgres`).

    What cannot be kept everywhere (PostgreSQL refuses NUL, UTF-8 has no lone surrogates) is replaced on the way in, one
    character by one, so that offsets into the text stay true. This is the only place that does so.
    """

    impl = sqlalchemy.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value if value is None else storable(value)


def storable(text: str) -> str:
    """The text as it will be kept; mostly itself."""
    return text if is_storable(text) else _UNSTORABLE.sub("\ufffd", text)


def is_storable(text: str) -> bool:
    """Whether the text can be kept as it is."""
    # Quicker than looking for either with an expression; nearly every text passes.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Moment(TypeDecorator[datetime]):
    """An aware time, stored in UTC to the microsecond. A naive time is a bug and raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


items = Table(
    "items",
    metadata,
    # Seconds of the publication (else arrival) time, then a running number: descending key = newest first, so the
    # full-text index can walk its rows in the order of time. Other tables refer to `id`; this key may change.
    Column("time_key", BigKey, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Text),  # null when the outlet or account is not known
    Column("url", Text),  # null for texts without an address
    Column("title", Text),  # null for posts and comments
    Column("lead", Text),  # null when the article has none
    Column("text", Text, nullable=False),  # may be empty when there is a title
    Column("published_at", Moment),  # null when the page does not say
    Column("arrived_at", Moment, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("engagement", Text, nullable=False),  # JSON
    Column("details", Text, nullable=False),  # JSON: the fields nothing searches
    Column("opening", BigInteger),  # `monitor.core.openings`; null for texts that say too little to be known again
    Index(None, "url"),
    Index(None, "opening", "time_key"),
    Index(None, "arrived_at"),
    Index(None, "source", "time_key"),
    Index(None, "channel", "time_key"),
)

item_versions = Table(
    "item_versions",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # 1 is the oldest
    Column("replaced_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

classifications = Table(
    "classifications",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("classified_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

labels = Table(
    "labels",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("task", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    Column("score", Float),  # null for tasks without a score: levels, territory
    Column("version", Text),  # null when the classifier did not name its version
    Column("time_key", BigInteger, nullable=False, server_default="0"),  # of the item: a label's items by time
    Index(None, "task", "label", "time_key"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("feed_url", Text, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("next_due_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "next_due_at"),
)

fetches = Table(
    "fetches",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "source_id", "number"),
)

entries = Table(
    "entries",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("state", Text, nullable=False),  # pending, done, failed
    Column("found_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_due_at", Moment, nullable=False),  # of no meaning once it is not pending
    Column("item_id", Text),  # null until done, and when the entry gave no item
    Column("reason", Text),  # null unless failed
    Column("record", Text),  # null once done: the item has it all
    Index(None, "state", "next_due_at"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("item_id", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("version", Text, nullable=False),  # what failed on it
    Column("title", Text, nullable=False),  # masked
    Column("source_id", Text, nullable=False),  # empty unless it lies there as an entry
    Column("entry_key", Text, nullable=False),  # empty unless it lies there as an entry
    Column("record", Text),  # the item; null when it lies there as an entry
    Index(None, "version", "since"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("number", BigKey, primary_key=True),  # order of assignment
    Column("item_id", Text, nullable=False, unique=True),
    Column("story_id", Text, nullable=False),
    Column("copy_of", Text),  # null when it is no copy
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("assigned_at", Moment, nullable=False),
    Index(None, "story_id"),
    Index(None, "assigned_at"),
)

story_redirects = Table(
    "story_redirects",
    metadata,
    Column("old_id", Text, primary_key=True),
    Column("new_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story_id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("territory", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("closed_at", Moment),  # null while open
    Column("next_due_at", Moment),  # null when no timer runs
    Column("record", Text, nullable=False),
    Index(None, "story_id"),
    Index(None, "status", "opened_at"),
    Index(None, "opened_at"),
    Index(None, "updated_at"),
    Index(None, "next_due_at"),
)

incident_items = Table(
    "incident_items",
    metadata,
    Column("incident_id", ForeignKey(incidents.c.id, ondelete="CASCADE"), primary_key=True),
    Column("item_id", Text, primary_key=True),
    Column("time_key", BigInteger, nullable=False, server_default="0"),  # of the item; 0 when it is not stored
    Index(None, "item_id"),
    Index(None, "time_key"),
)

incident_events = Table(
    "incident_events",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("incident_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "incident_id", "number"),
    Index(None, "at"),
)

watches = Table(
    "watches",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("next_due_at", Moment),  # null once no open incident holds the item
    Column("record", Text, nullable=False),
    Index(None, "next_due_at"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("sha256", Text, primary_key=True),  # of the whole page
    Column("taken_at", Moment, nullable=False),
    Column("url", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes of the whole page
    Column("complete", Boolean, nullable=False),  # false when the page was cut to the limit
    Column("page", LargeBinary, nullable=False),  # zlib
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", Text, primary_key=True),
    Column("incident_id", Text),  # null for digests of several incidents
    Column("unit", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),  # on the present channel
    Column("next_at", Moment, nullable=False),  # while sending: when the lease runs out
    Column("claimed_at", Moment),  # null until first claimed
    Column("channel", Text),  # null until one took or tried it
    Column("tried", Text, nullable=False),  # JSON list of channels that refused
    Column("provider_id", Text),  # null until sent
    Column("sent_at", Moment),  # null until sent
    Column("last_error", Text),  # null while nothing went wrong
    Column("record", Text, nullable=False),
    Column("lane", Text),  # channel whose queue it stands in; null = not sorted yet, or open to another one
    Column("calm", Boolean, nullable=False, server_default=false()),  # interrupts nobody: claimed after those that do
    Column("level", Integer),  # null for messages about no incident
    Index(None, "state", "next_at"),
    Index(None, "lane", "state", "calm", "next_at", "created_at", "key"),
    Index(None, "incident_id"),
    Index(None, "unit", "created_at"),
    Index(None, "created_at"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("key", ForeignKey(outbox.c.key, ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("channel", Text),  # null when the attempt did not say
    Column("recipient", Text),  # null when the attempt did not say
    Column("provider_id", Text),  # null unless sent
    Column("reason", Text),  # null when sent
    Index(None, "key", "number"),
)

digest_lines = Table(
    "digest_lines",
    metadata,
    Column("key", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("notification_key", Text),  # null until sent
    Column("sent_at", Moment),  # null until sent
    Column("record", Text, nullable=False),
    Index(None, "sent_at", "unit"),
)

suppressed = Table(
    "suppressed",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("incident_id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("incident_id", "unit", "reason", "revision"),
    Index(None, "at"),
)

silences = Table(
    "silences",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("incident_id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "incident_id", "until"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("set_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("applied_to", Text),  # null when no incident held the item
    Column("record", Text, nullable=False),
    Index(None, "applied_to"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("person", Text, nullable=False, server_default=""),  # the account's login; empty for a link or the system
    Column("hash", Text, nullable=False, server_default=""),  # of this line and the one before it
    Index(None, "act", "number"),
    Index(None, "person", "number"),
    Index(None, "what", "number"),
)

operator_warnings = Table(
    "operator_warnings",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("about", Text, nullable=False),
    Column("text", Text, nullable=False),
)

case_events = Table(
    "case_events",
    metadata,
    Column("file", Text, primary_key=True),  # incident:<id>, track:<id>, news:<id>, register, lists
    Column("version", Integer, primary_key=True, autoincrement=False),  # counts the file's events from 1
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),  # says how to read the record
    Column("person", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("origin", Text, nullable=False),  # desk, link, command, machine
    Column("record", Text, nullable=False),
    Index(None, "at"),
)

used_links = Table(
    "used_links",
    metadata,
    Column("link", Text, primary_key=True),  # the signature of the link, not the link
    Column("at", Moment, nullable=False),
)

wide_incidents = Table(
    "wide_incidents",  # incidents of the whole province: looked for when one of a single school opens
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("incident_type", Text, nullable=False),
    Index(None, "incident_type"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

channel_states = Table(
    "channel_states",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("failures", Integer, nullable=False),  # in a row, 0 = works
    Column("down_since", Moment),  # null while it works
    Column("try_at", Moment),  # null unless it is down: when it is tried next
    Column("last_error", Text),  # null while it works
    Column("paced_to", Moment),  # null until paced: up to when its allowance is used
)

channel_tokens = Table(
    "channel_tokens",
    metadata,
    Column("name", Text, primary_key=True),
    Column("sealed", LargeBinary),  # encrypted; null when only the lock was taken
    Column("version", Integer, nullable=False),  # 0 before the first
    Column("saved_at", Moment),  # null before the first
    Column("lock_holder", Text),  # null when nobody renews it
    Column("lock_until", Moment),  # null when nobody renews it
    Column("broken", Text),  # null unless a person must give consent again
)

chat_codes = Table(
    "chat_codes",
    metadata,
    Column("digest", Text, primary_key=True),  # HMAC of the code
    Column("unit", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),  # null until used
)

chat_messages = Table(
    "chat_messages",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("chat", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("act", Text, nullable=False),
    Index(None, "at"),
    Index(None, "channel", "chat", "at"),
)

chats = Table(
    "chats",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("unit", Text),  # null for somebody nobody has linked
    Column("person", Text),  # null for somebody nobody has linked
    Column("last_at", Moment, nullable=False),
    Index(None, "unit"),
)

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("unit", Text),  # null where the role speaks for an office of the plan
    Column("password", Text),  # Argon2 hash; null until the person has set one
    Column("totp", Text),  # key of the second factor; null without one
    Column("totp_step", BigInteger, nullable=False),  # the last time step used, 0 before the first
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("password_set_at", Moment),  # null until the person has set one
    Column("signed_in_at", Moment),  # null before the first time
    Column("looked_at", Moment),  # null until the first page was called read
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "user_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id_hash", Text, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index(None, "user_id"),
    Index(None, "ends_at"),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("login", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("locked_until", Moment),  # null while the name need not wait
    Index(None, "last_at"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("user_id", "name"),
)

incident_units = Table(
    "incident_units",
    metadata,
    Column("incident_id", ForeignKey(incidents.c.id, ondelete="CASCADE"), primary_key=True),
    Column("unit", Text, primary_key=True),  # acts, or gets a copy
    Index(None, "unit", "incident_id"),
)

paused_sources = Table(
    "paused_sources",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("feed_url", Text, primary_key=True),
    Column("token", Text, nullable=False, unique=True),  # the unguessable end of our address at the hub
    Column("state", Text, nullable=False),  # pending, live, denied, ended
    Column("record", Text, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("item_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sender", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("detail", Text, nullable=False),  # file, mail or page it came by; may be empty
    Column("note", Text, nullable=False),  # what the sender wrote with it; may be empty
    UniqueConstraint("item_id", "sender", "how", "detail"),
)

mails = Table(
    "mails",
    metadata,
    Column("box", Text, primary_key=True),
    Column("ref", Text, primary_key=True),  # its place in the box
    Column("key", Text, nullable=False),  # of the mail itself, which may lie in two places
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # taken, quarantined, ignored, refused
    Column("sender", Text, nullable=False),  # empty unless quarantined
    Column("subject", Text, nullable=False),  # empty unless quarantined
    Column("note", Text, nullable=False),
    Index(None, "key"),
    Index(None, "state"),
)

volume_counts = Table(
    "volume_counts",
    metadata,
    Column("series", Text, primary_key=True),
    Column("day", Text, primary_key=True),  # local, YYYY-MM-DD
    Column("window", Integer, primary_key=True, autoincrement=False),  # 0-3, six hours each
    Column("voices", Integer, nullable=False),
    Index(None, "day"),
)

volume_signals = Table(
    "volume_signals",
    metadata,
    Column("series", Text, primary_key=True),
    Column("day", Text, primary_key=True),  # local, YYYY-MM-DD
    Column("at", Moment, nullable=False),
    Column("incident_id", Text),  # null for a note without an incident
    Column("record", Text, nullable=False),
    Index(None, "at"),
    Index(None, "incident_id"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), nullable=False),
    Column("content_hash", Text, nullable=False),  # of the text it was said about
    Column("task", Text, nullable=False),
    Column("old", Text, nullable=False),  # JSON list
    Column("new", Text, nullable=False),  # JSON list
    Column("person", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("version", Text),  # of what had said `old`; null when it did not name its version
    Index(None, "item_id", "number"),
    Index(None, "at"),
)

report_files = Table(
    "report_files",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("sha256", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "kind", "number"),
)

unit_reports = Table(
    "unit_reports",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("month", Text, primary_key=True),  # last day of the period, YYYY-MM-DD
    Column("received_at", Moment, nullable=False),
    Column("person", Text, nullable=False),
    Column("is_nil", Boolean, nullable=False),
    Column("summary", Text, nullable=False),
    Column("file_number", ForeignKey(report_files.c.number)),  # null when it came by the form
    Index(None, "month"),
)

nominations = Table(
    "nominations",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("unit", Text, nullable=False),  # empty when the machine found it
    Column("title", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("item_id", Text),  # null when a unit named something that was not collected
    Column("consent", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False),
    Index(None, "added_at"),
    Index(None, "item_id"),
    Index(None, "url"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),  # SHA-256 of the token
    Column("scopes", Text, nullable=False),  # names, parted by blanks
    Column("created_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("used_at", Moment),  # null before the first use
    Index(None, "user_id"),
)

identities = Table(
    "identities",
    metadata,
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), primary_key=True),
    Column("email", Text, unique=True),  # lower case; null when only the service's name is known
    Column("issuer", Text),  # null until the person first came by the sign-in service, or was named
    Column("subject", Text),  # as issuer
    Column("linked_at", Moment, nullable=False),
    UniqueConstraint("issuer", "subject"),
)

cleared_items = Table(
    "cleared_items",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),  # when its text was taken out at the end of its retention
)

person_requests = Table(
    "person_requests",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("kind", Text, nullable=False),  # export, erase
    Column("state", Text, nullable=False),  # open, proposed, done, refused
    Column("received_at", Moment, nullable=False),
    Column("due_on", Text, nullable=False),  # local day, YYYY-MM-DD: the answer must be out by its end
    Column("terms", Text, nullable=False),  # JSON list of what is looked for; empty once the request is dealt with
    Column("taken_by", Text, nullable=False),  # login of who took it in
    Column("proposed_by", Text),  # login; null until the hits were looked at
    Column("found", Text),  # digest of the hits that were looked at; null until then
    Column("done_by", Text),  # login; null until dealt with
    Column("done_at", Moment),  # null until dealt with
    Index(None, "state"),
)
