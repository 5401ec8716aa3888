"""Lists over a million items: labels and incidents know the time of their items; every mentioned place is a label."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_BATCH = 1000
_KNOWING = ("labels", "incident_items")
_INDEXES = (
    ("ix_labels_task_label_time_key", "labels", ["task", "label", "time_key"]),
    ("ix_incident_items_time_key", "incident_items", ["time_key"]),
    ("ix_items_source_time_key", "items", ["source", "time_key"]),
    ("ix_items_channel_time_key", "items", ["channel", "time_key"]),
    ("ix_audit_act_number", "audit", ["act", "number"]),
    ("ix_audit_person_number", "audit", ["person", "number"]),
    ("ix_audit_what_number", "audit", ["what", "number"]),
)


def upgrade() -> None:
    """Add the columns, the places and the indexes."""
    for table in _KNOWING:
        op.add_column(table, sa.Column("time_key", sa.BigInteger(), nullable=False, server_default="0"))
    _label_places()
    items = sa.table("items", sa.column("id"), sa.column("time_key"))
    for name in _KNOWING:
        knowing = sa.table(name, sa.column("item_id"), sa.column("time_key"))
        key = sa.select(items.c.time_key).where(items.c.id == knowing.c.item_id).scalar_subquery()
        op.execute(knowing.update().values(time_key=sa.func.coalesce(key, 0)))
    op.drop_index("ix_labels_task_label", "labels")
    for name, table, columns in _INDEXES:
        op.create_index(op.f(name), table, columns, unique=False)


def _label_places() -> None:
    connection = op.get_bind()
    put = sa.text("INSERT INTO labels (item_id, task, label) VALUES (:item_id, 'places', :label)")
    last = ""
    while rows := _classified_after(connection, last):
        last = rows[-1].item_id
        found = [
            {"item_id": row.item_id, "label": place}
            for row in rows
            for place in _with_parents(mention.get("id") for mention in json.loads(row.record).get("places", ()))
        ]
        if found:
            connection.execute(put, found)


def _classified_after(connection: sa.Connection, last: str) -> list[sa.Row[Any]]:
    query = sa.text("SELECT item_id, record FROM classifications WHERE item_id > :last ORDER BY item_id LIMIT :limit")
    return list(connection.execute(query, {"last": last, "limit": _BATCH}))


def _with_parents(places: Iterable[str | None]) -> list[str]:
    found: dict[str, None] = {}
    for place in filter(None, places):
        parts = place.split("/")
        found.update(dict.fromkeys("/".join(parts[:size]) for size in range(len(parts), 0, -1)))
    return list(found)


def downgrade() -> None:
    """Drop them."""
    for name, table, _ in reversed(_INDEXES):
        op.drop_index(op.f(name), table)
    op.create_index("ix_labels_task_label", "labels", ["task", "label"], unique=False)
    op.execute("DELETE FROM labels WHERE task = 'places'")
    for table in _KNOWING:
        op.drop_column(table, "time_key")
