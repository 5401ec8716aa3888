"""The channels' own state and tokens, and the chats of people who are linked to a unit."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from monitor.store.schema.columns import Moment, Text, metadata

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
