"""Which item belongs to which story, and where stories went that became part of another."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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
