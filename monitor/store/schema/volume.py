"""How many voices spoke of what in each window of a day, and what stood out."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from monitor.store.schema.columns import Moment, Text, metadata

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
