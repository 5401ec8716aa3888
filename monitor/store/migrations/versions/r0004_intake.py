"""What people sent in, and the mails that were looked at.

Handles of private persons are hashed with a key from this version on. Those stored before stay as they are: the same
writer has another name afterwards, and counts as another voice for the two weeks that stories stay open.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "submissions",
        sa.Column("number", BIG_KEY, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_submissions")),
        sa.UniqueConstraint(
            "item_id", "sender", "how", "detail", name=op.f("uq_submissions_item_id_sender_how_detail")
        ),
    )
    op.create_table(
        "mails",
        sa.Column("box", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("box", "ref", name=op.f("pk_mails")),
    )
    op.create_index(op.f("ix_mails_key"), "mails", ["key"], unique=False)
    op.create_index(op.f("ix_mails_state"), "mails", ["state"], unique=False)


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("mails")
    op.drop_table("submissions")
