"""Messaging: a queue for each channel, what is known of channels, sealed tokens, chats and the codes that link them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the column and five tables."""
    op.add_column("outbox", sa.Column("lane", sa.Text(), nullable=True))
    op.create_index(op.f("ix_outbox_lane_state_next_at"), "outbox", ["lane", "state", "next_at"], unique=False)
    _channels()
    _chats()


def _channels() -> None:
    op.create_table(
        "channel_states",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("down_since", MOMENT, nullable=True),
        sa.Column("try_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("paced_to", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_states")),
    )
    op.create_table(
        "channel_tokens",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("lock_holder", sa.Text(), nullable=True),
        sa.Column("lock_until", MOMENT, nullable=True),
        sa.Column("broken", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_channel_tokens")),
    )


def _chats() -> None:
    op.create_table(
        "chat_codes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_chat_codes")),
    )
    op.create_table(
        "chat_messages",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "message_id", name=op.f("pk_chat_messages")),
    )
    op.create_index(op.f("ix_chat_messages_at"), "chat_messages", ["at"], unique=False)
    op.create_index(op.f("ix_chat_messages_channel_chat_at"), "chat_messages", ["channel", "chat", "at"], unique=False)
    op.create_table(
        "chats",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("channel", "chat", name=op.f("pk_chats")),
    )
    op.create_index(op.f("ix_chats_unit"), "chats", ["unit"], unique=False)


def downgrade() -> None:
    """Drop what was added."""
    for table in ("chats", "chat_messages", "chat_codes", "channel_tokens", "channel_states"):
        op.drop_table(table)
    op.drop_index(op.f("ix_outbox_lane_state_next_at"), table_name="outbox")
    op.drop_column("outbox", "lane")
