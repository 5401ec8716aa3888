"""Incidents, what they are made of, what happened to them, and who is concerned."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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

wide_incidents = Table(
    "wide_incidents",  # incidents of the whole province: looked for when one of a single school opens
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("incident_type", Text, nullable=False),
    Index(None, "incident_type"),
)

incident_units = Table(
    "incident_units",
    metadata,
    Column("incident_id", ForeignKey(incidents.c.id, ondelete="CASCADE"), primary_key=True),
    Column("unit", Text, primary_key=True),  # acts, or gets a copy
    Index(None, "unit", "incident_id"),
)
