"""The desk: accounts, sessions, saved searches, who may see which incident, and the audit's hash chain."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
REFUSAL = "the audit is only ever added to"
APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON audit BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for act in ("update", "delete")
    ),
    "postgresql": (
        f"CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",  # noqa: E501
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only()",  # noqa: E501
    ),
}
FREE_AGAIN = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": ("DROP TRIGGER audit_no_change ON audit", "DROP FUNCTION audit_append_only()"),
}


def upgrade() -> None:
    """Add the tables, chain the audit lines there are, and note the units of the incidents there are."""
    _create_users()
    _create_sessions()
    _create_the_rest()
    op.add_column("audit", sa.Column("person", sa.Text(), server_default="", nullable=False))
    op.add_column("audit", sa.Column("hash", sa.Text(), server_default="", nullable=False))
    _chain()
    _note_units()
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop what was added."""
    for statement in FREE_AGAIN[op.get_context().dialect.name]:
        op.execute(statement)
    op.drop_column("audit", "hash")
    op.drop_column("audit", "person")
    op.execute("DELETE FROM meta WHERE key = 'audit_head'")
    for table in (
        "paused_sources",
        "incident_units",
        "saved_searches",
        "sign_in_failures",
        "sessions",
        "invitations",
        "users",
    ):
        op.drop_table(table)


def _create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("totp", sa.Text(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("password_set_at", MOMENT, nullable=True),
        sa.Column("signed_in_at", MOMENT, nullable=True),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _of_user("invitations"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_user_id"), "invitations", ["user_id"], unique=False)


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        _of_user("sessions"),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)
    op.create_index(op.f("ix_sessions_ends_at"), "sessions", ["ends_at"], unique=False)
    op.create_table(
        "sign_in_failures",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_sign_in_failures")),
    )
    op.create_index(op.f("ix_sign_in_failures_last_at"), "sign_in_failures", ["last_at"], unique=False)


def _create_the_rest() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("number", BIG, nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_user("saved_searches"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_saved_searches")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_saved_searches_user_id_name")),
    )
    op.create_table(
        "incident_units",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_units_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "unit", name=op.f("pk_incident_units")),
    )
    op.create_index(op.f("ix_incident_units_unit_incident_id"), "incident_units", ["unit", "incident_id"], unique=False)
    op.create_table(
        "paused_sources",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_paused_sources")),
    )


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def _chain() -> None:
    """Chain the old lines as `monitor.store.audit` chains new ones (a migration stands by itself)."""
    connection = op.get_bind()
    audit = sa.table(
        "audit",
        sa.column("number", sa.Integer()),
        sa.column("at", MOMENT),
        *(sa.column(name, sa.Text()) for name in ("actor", "act", "what", "note", "person", "hash")),
    )
    meta = sa.table("meta", sa.column("key", sa.Text()), sa.column("value", sa.Text()))
    head, last = "", 0
    for row in connection.execute(sa.select(audit).order_by(audit.c.number)).all():
        at = _utc(row.at)
        fields = [head, row.number, at, row.person, row.actor, row.act, row.what, row.note]
        head = hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        last = row.number
        connection.execute(sa.update(audit).where(audit.c.number == last).values(hash=head))
    connection.execute(sa.insert(meta).values(key="audit_head", value=f"{last} {head}"))


def _utc(moment: datetime) -> str:
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()


def _note_units() -> None:
    connection = op.get_bind()
    incidents = sa.table("incidents", sa.column("id", sa.Text()), sa.column("record", sa.Text()))
    held = sa.table("incident_units", sa.column("incident_id", sa.Text()), sa.column("unit", sa.Text()))
    for row in connection.execute(sa.select(incidents)).all():
        record = json.loads(row.record)
        units = sorted({*record.get("units", ()), *record.get("copy_units", ())})
        if units:
            connection.execute(sa.insert(held), [{"incident_id": row.id, "unit": unit} for unit in units])
