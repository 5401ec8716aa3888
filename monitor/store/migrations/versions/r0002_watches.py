"""Pages of open incidents: which are read again, and their copies kept as evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "watches",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("next_due_at", MOMENT, nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_watches_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_watches")),
    )
    op.create_index(op.f("ix_watches_next_due_at"), "watches", ["next_due_at"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("page", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_evidence_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", "sha256", name=op.f("pk_evidence")),
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("evidence")
    op.drop_table("watches")
