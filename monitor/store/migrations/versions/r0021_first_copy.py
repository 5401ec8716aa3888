"""Items are found again by how they begin, however old: the same text re-shared is no news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.core.items import Channel, Item, Kind
from monitor.core.openings import opening_of

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None

_BATCH = 1_000


def upgrade() -> None:
    """Add the column, read it off the texts that are kept, and index it."""
    op.add_column("items", sa.Column("opening", sa.BigInteger(), nullable=True))
    _fill(op.get_bind())
    op.create_index(op.f("ix_items_opening_time_key"), "items", ["opening", "time_key"], unique=False)


def downgrade() -> None:
    """Take it away."""
    op.drop_index(op.f("ix_items_opening_time_key"), table_name="items")
    op.drop_column("items", "opening")


def _fill(connection: sa.Connection) -> None:
    items = sa.table("items", *(sa.column(name) for name in ("time_key", "title", "lead", "text", "opening")))
    change = sa.update(items).where(items.c.time_key == sa.bindparam("key")).values(opening=sa.bindparam("value"))
    query = sa.select(items.c.time_key, items.c.title, items.c.lead, items.c.text).order_by(items.c.time_key)
    batch = query.limit(_BATCH)
    while rows := connection.execute(batch).all():
        connection.execute(change, [{"key": key, "value": _opening(*texts)} for key, *texts in rows])
        batch = query.where(items.c.time_key > rows[-1].time_key).limit(_BATCH)


def _opening(title: str | None, lead: str | None, text: str) -> int | None:
    return opening_of(Item("", Kind.PRESS, Channel.PRESS_LOCAL, text, title=title, lead=lead))
