"""Reports that were made or came in, and good news named for them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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
