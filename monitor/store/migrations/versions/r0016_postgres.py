"""PostgreSQL's full-text index holds pairs of syllables: what was indexed before is indexed anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store.search import search_index

revision = "0016"
down_revision = "0017"
branch_labels = None
depends_on = None

_BATCH = 500
_AFTER = "SELECT time_key, title, lead, text FROM items WHERE time_key > :last ORDER BY time_key LIMIT :limit"


def upgrade() -> None:
    """Fill the index as this version reads it: whatever the code makes of a text is what must be found."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    connection.execute(sa.text("DELETE FROM item_fts"))
    index = search_index(connection)
    last = -(1 << 63)
    while rows := connection.execute(sa.text(_AFTER), {"last": last, "limit": _BATCH}).all():
        index.add_all([(row.time_key, (row.title, row.lead, row.text)) for row in rows])
        last = rows[-1].time_key


def downgrade() -> None:
    """Leave the index: an older version finds its single syllables in it, and phrases once it has indexed them anew."""
