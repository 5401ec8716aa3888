"""Items as they were written, their earlier versions, and what was said about them: labels, corrections, evidence."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

items = Table(
    "items",
    metadata,
    # Seconds of the publication (else arrival) time, then a running number: descending key = newest first, so the
    # full-text index can walk its rows in the order of time. Other tables refer to `id`; this key may change.
    Column("time_key", BigKey, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Text),  # null when the outlet or account is not known
    Column("url", Text),  # null for texts without an address
    Column("title", Text),  # null for posts and comments
    Column("lead", Text),  # null when the article has none
    Column("text", Text, nullable=False),  # may be empty when there is a title
    Column("published_at", Moment),  # null when the page does not say
    Column("arrived_at", Moment, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("engagement", Text, nullable=False),  # JSON
    Column("details", Text, nullable=False),  # JSON: the fields nothing searches
    Column("opening", BigInteger),  # `monitor.core.openings`; null for texts that say too little to be known again
    Index(None, "url"),
    Index(None, "opening", "time_key"),
    Index(None, "arrived_at"),
    Index(None, "source", "time_key"),
    Index(None, "channel", "time_key"),
)

item_versions = Table(
    "item_versions",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # 1 is the oldest
    Column("replaced_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

classifications = Table(
    "classifications",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("classified_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

labels = Table(
    "labels",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("task", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    Column("score", Float),  # null for tasks without a score: levels, territory
    Column("version", Text),  # null when the classifier did not name its version
    Column("time_key", BigInteger, nullable=False, server_default="0"),  # of the item: a label's items by time
    Index(None, "task", "label", "time_key"),
)

watches = Table(
    "watches",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("next_due_at", Moment),  # null once no open incident holds the item
    Column("record", Text, nullable=False),
    Index(None, "next_due_at"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("sha256", Text, primary_key=True),  # of the whole page
    Column("taken_at", Moment, nullable=False),
    Column("url", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes of the whole page
    Column("complete", Boolean, nullable=False),  # false when the page was cut to the limit
    Column("page", LargeBinary, nullable=False),  # zlib
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), nullable=False),
    Column("content_hash", Text, nullable=False),  # of the text it was said about
    Column("task", Text, nullable=False),
    Column("old", Text, nullable=False),  # JSON list
    Column("new", Text, nullable=False),  # JSON list
    Column("person", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("version", Text),  # of what had said `old`; null when it did not name its version
    Index(None, "item_id", "number"),
    Index(None, "at"),
)
