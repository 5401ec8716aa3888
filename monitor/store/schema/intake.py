"""What people hand in: submissions by form, command or file, and forwarded mails."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, UniqueConstraint

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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
