"""The outbox knows its order of claiming, read off one index, and each message's level, so that budgets are counted."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_INTERRUPTING = ("push", "escalation")
_BATCH = 1000
_OLD = "ix_outbox_lane_state_next_at"
_NEW = "ix_outbox_lane_state_calm_next_at_created_at_key"


def upgrade() -> None:
    """Add the column, fill it, change the index."""
    op.add_column("outbox", sa.Column("calm", sa.Boolean(), nullable=False, server_default=sa.false()))
    outbox = sa.table("outbox", sa.column("kind", sa.Text()), sa.column("calm", sa.Boolean()))
    op.execute(outbox.update().where(outbox.c.kind.not_in(_INTERRUPTING)).values(calm=True))
    op.add_column("outbox", sa.Column("level", sa.Integer(), nullable=True))
    _fill_levels()
    op.drop_index(op.f(_OLD), table_name="outbox")
    columns = ["lane", "state", "calm", "next_at", "created_at", "key"]
    op.create_index(op.f(_NEW), "outbox", columns, unique=False)


def _fill_levels() -> None:
    connection = op.get_bind()
    put = sa.text("UPDATE outbox SET level = :level WHERE key = :key")
    last = ""
    while rows := _after(connection, last):
        last = rows[-1].key
        connection.execute(put, [{"key": row.key, "level": json.loads(row.record).get("level")} for row in rows])


def _after(connection: sa.Connection, last: str) -> list[sa.Row[Any]]:
    query = sa.text("SELECT key, record FROM outbox WHERE key > :last ORDER BY key LIMIT :limit")
    return list(connection.execute(query, {"last": last, "limit": _BATCH}))


def downgrade() -> None:
    """Change them back."""
    op.drop_index(op.f(_NEW), table_name="outbox")
    op.create_index(op.f(_OLD), "outbox", ["lane", "state", "next_at"], unique=False)
    op.drop_column("outbox", "level")
    op.drop_column("outbox", "calm")
