"""What people do about incidents: their acts, the events of case files, links that work once."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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
