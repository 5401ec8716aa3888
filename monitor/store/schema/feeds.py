"""Feeds and their fetches, entries on their way to becoming items, sources that rest, hubs that push."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

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
