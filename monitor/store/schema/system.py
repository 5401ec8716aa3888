"""The product about itself: single values, warnings to its operator, the audit."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
