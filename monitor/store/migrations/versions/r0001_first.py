"""The first schema: every table, and the full-text index of the engine in use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

SEARCH = {
    "sqlite": (
        # What FTS5 reads when it rebuilds or checks its index; `vn_fold` is registered by the store.
        """
        CREATE VIEW folded_items AS
        SELECT time_key, vn_fold(title) AS title, vn_fold(lead) AS lead, vn_fold(text) AS text FROM items
        """,
        """
        CREATE VIRTUAL TABLE item_fts USING fts5(
            title, lead, text,
            content='folded_items', content_rowid='time_key', tokenize='unicode61 remove_diacritics 2'
        )
        """,
    ),
    "postgresql": (
        "CREATE TABLE item_fts (time_key BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_item_fts_words ON item_fts USING gin (words)",
    ),
}
UNSEARCH = {
    "sqlite": ("DROP TABLE item_fts", "DROP VIEW folded_items"),
    "postgresql": ("DROP TABLE item_fts",),
}


def upgrade() -> None:
    """Create everything."""
    _create_actions()
    _create_audit()
    _create_contacts()
    _create_digest_lines()
    _create_entries()
    _create_feeds()
    _create_fetches()
    _create_incident_events()
    _create_incidents()
    _create_items()
    _create_memberships()
    _create_meta()
    _create_operator_warnings()
    _create_outbox()
    _create_silences()
    _create_story_redirects()
    _create_suppressed()
    _create_classifications()
    _create_incident_items()
    _create_item_versions()
    _create_labels()
    _create_receipts()
    for statement in SEARCH[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    for statement in UNSEARCH[op.get_context().dialect.name]:
        op.execute(statement)
    for table in (
        "receipts",
        "labels",
        "item_versions",
        "incident_items",
        "classifications",
        "suppressed",
        "story_redirects",
        "silences",
        "outbox",
        "operator_warnings",
        "meta",
        "memberships",
        "items",
        "incidents",
        "incident_events",
        "fetches",
        "feeds",
        "entries",
        "digest_lines",
        "contacts",
        "audit",
        "actions",
    ):
        op.drop_table(table)


def _create_actions() -> None:
    op.create_table(
        "actions",
        sa.Column("number", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("applied_to", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actions")),
    )
    op.create_index(op.f("ix_actions_applied_to"), "actions", ["applied_to"], unique=False)


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )


def _create_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("unit", name=op.f("pk_contacts")),
    )


def _create_digest_lines() -> None:
    op.create_table(
        "digest_lines",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("notification_key", sa.Text(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_digest_lines")),
    )
    op.create_index(op.f("ix_digest_lines_sent_at_unit"), "digest_lines", ["sent_at", "unit"], unique=False)


def _create_entries() -> None:
    op.create_table(
        "entries",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_due_at", MOMENT, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source_id", "key", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_state_next_due_at"), "entries", ["state", "next_due_at"], unique=False)


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("next_due_at", MOMENT, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed_url", name=op.f("pk_feeds")),
    )
    op.create_index(op.f("ix_feeds_next_due_at"), "feeds", ["next_due_at"], unique=False)


def _create_fetches() -> None:
    op.create_table(
        "fetches",
        sa.Column("number", BIG, nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_fetches")),
    )
    op.create_index(op.f("ix_fetches_source_id_number"), "fetches", ["source_id", "number"], unique=False)


def _create_incident_events() -> None:
    op.create_table(
        "incident_events",
        sa.Column("number", BIG, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incident_events")),
    )
    op.create_index(op.f("ix_incident_events_at"), "incident_events", ["at"], unique=False)
    op.create_index(
        op.f("ix_incident_events_incident_id_number"), "incident_events", ["incident_id", "number"], unique=False
    )


def _create_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("next_due_at", MOMENT, nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_next_due_at"), "incidents", ["next_due_at"], unique=False)
    op.create_index(op.f("ix_incidents_opened_at"), "incidents", ["opened_at"], unique=False)
    op.create_index(op.f("ix_incidents_status_opened_at"), "incidents", ["status", "opened_at"], unique=False)
    op.create_index(op.f("ix_incidents_story_id"), "incidents", ["story_id"], unique=False)
    op.create_index(op.f("ix_incidents_updated_at"), "incidents", ["updated_at"], unique=False)


def _create_items() -> None:
    op.create_table(
        "items",
        sa.Column("time_key", BIG, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("time_key", name=op.f("pk_items")),
        sa.UniqueConstraint("id", name=op.f("uq_items_id")),
    )
    op.create_index(op.f("ix_items_arrived_at"), "items", ["arrived_at"], unique=False)
    op.create_index(op.f("ix_items_url"), "items", ["url"], unique=False)


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("number", BIG, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("copy_of", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("assigned_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_memberships")),
        sa.UniqueConstraint("item_id", name=op.f("uq_memberships_item_id")),
    )
    op.create_index(op.f("ix_memberships_assigned_at"), "memberships", ["assigned_at"], unique=False)
    op.create_index(op.f("ix_memberships_story_id"), "memberships", ["story_id"], unique=False)


def _create_meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )


def _create_operator_warnings() -> None:
    op.create_table(
        "operator_warnings",
        sa.Column("number", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_operator_warnings")),
        sa.UniqueConstraint("key", name=op.f("uq_operator_warnings_key")),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_created_at"), "outbox", ["created_at"], unique=False)
    op.create_index(op.f("ix_outbox_incident_id"), "outbox", ["incident_id"], unique=False)
    op.create_index(op.f("ix_outbox_state_next_at"), "outbox", ["state", "next_at"], unique=False)
    op.create_index(op.f("ix_outbox_unit_created_at"), "outbox", ["unit", "created_at"], unique=False)


def _create_silences() -> None:
    op.create_table(
        "silences",
        sa.Column("number", BIG, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_silences")),
    )
    op.create_index(op.f("ix_silences_incident_id_until"), "silences", ["incident_id", "until"], unique=False)


def _create_story_redirects() -> None:
    op.create_table(
        "story_redirects",
        sa.Column("old_id", sa.Text(), nullable=False),
        sa.Column("new_id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_story_redirects")),
    )


def _create_suppressed() -> None:
    op.create_table(
        "suppressed",
        sa.Column("number", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_suppressed")),
        sa.UniqueConstraint(
            "incident_id", "unit", "reason", "revision", name=op.f("uq_suppressed_incident_id_unit_reason_revision")
        ),
    )
    op.create_index(op.f("ix_suppressed_at"), "suppressed", ["at"], unique=False)


def _create_classifications() -> None:
    op.create_table(
        "classifications",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("classified_at", MOMENT, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_classifications_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_classifications")),
    )


def _create_incident_items() -> None:
    op.create_table(
        "incident_items",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_items_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "item_id", name=op.f("pk_incident_items")),
    )
    op.create_index(op.f("ix_incident_items_item_id"), "incident_items", ["item_id"], unique=False)


def _create_item_versions() -> None:
    op.create_table(
        "item_versions",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("replaced_at", MOMENT, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_versions_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", "version", name=op.f("pk_item_versions")),
    )


def _create_labels() -> None:
    op.create_table(
        "labels",
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_labels_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", "task", "label", name=op.f("pk_labels")),
    )
    op.create_index(op.f("ix_labels_task_label"), "labels", ["task", "label"], unique=False)


def _create_receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("number", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["key"], ["outbox.key"], name=op.f("fk_receipts_key"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_key_number"), "receipts", ["key", "number"], unique=False)
