"""Messages to staff on their way out, their receipts, and what was held back, gathered or silenced."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, false

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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
