"""Volume: independent voices by series and window, and what stood out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "volume_counts",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("window", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "day", "window", name=op.f("pk_volume_counts")),
    )
    op.create_index(op.f("ix_volume_counts_day"), "volume_counts", ["day"], unique=False)
    op.create_table(
        "volume_signals",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series", "day", name=op.f("pk_volume_signals")),
    )
    op.create_index(op.f("ix_volume_signals_at"), "volume_signals", ["at"], unique=False)
    op.create_index(op.f("ix_volume_signals_incident_id"), "volume_signals", ["incident_id"], unique=False)


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("volume_signals")
    op.drop_table("volume_counts")
