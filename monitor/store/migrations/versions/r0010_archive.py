"""Report files, units' monthly reports, nominations of good news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "report_files",
        sa.Column("number", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_report_files")),
    )
    op.create_index(op.f("ix_report_files_kind_number"), "report_files", ["kind", "number"], unique=False)
    op.create_table(
        "unit_reports",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("is_nil", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("file_number", BIG, nullable=True),
        sa.ForeignKeyConstraint(["file_number"], ["report_files.number"], name=op.f("fk_unit_reports_file_number")),
        sa.PrimaryKeyConstraint("unit", "month", name=op.f("pk_unit_reports")),
    )
    op.create_index(op.f("ix_unit_reports_month"), "unit_reports", ["month"], unique=False)
    op.create_table(
        "nominations",
        sa.Column("number", BIG, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_nominations")),
    )
    for column in ("added_at", "item_id", "url"):
        op.create_index(op.f(f"ix_nominations_{column}"), "nominations", [column], unique=False)


def downgrade() -> None:
    """Drop them."""
    for table in ("nominations", "unit_reports", "report_files"):
        op.drop_table(table)
