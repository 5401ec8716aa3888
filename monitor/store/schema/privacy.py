"""Texts taken out at the end of their retention, and requests of persons about their data."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from monitor.store.schema.columns import BigKey, Moment, Text, metadata
from monitor.store.schema.items import items

cleared_items = Table(
    "cleared_items",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),  # when its text was taken out at the end of its retention
)

person_requests = Table(
    "person_requests",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("kind", Text, nullable=False),  # export, erase
    Column("state", Text, nullable=False),  # open, proposed, done, refused
    Column("received_at", Moment, nullable=False),
    Column("due_on", Text, nullable=False),  # local day, YYYY-MM-DD: the answer must be out by its end
    Column("terms", Text, nullable=False),  # JSON list of what is looked for; empty once the request is dealt with
    Column("taken_by", Text, nullable=False),  # login of who took it in
    Column("proposed_by", Text),  # login; null until the hits were looked at
    Column("found", Text),  # digest of the hits that were looked at; null until then
    Column("done_by", Text),  # login; null until dealt with
    Column("done_at", Moment),  # null until dealt with
    Index(None, "state"),
)
