"""People who use the desk: how they come in, and what they keep there."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from monitor.store.schema.columns import BigKey, Moment, Text, metadata

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("unit", Text),  # null where the role speaks for an office of the plan
    Column("password", Text),  # Argon2 hash; null until the person has set one
    Column("totp", Text),  # key of the second factor; null without one
    Column("totp_step", BigInteger, nullable=False),  # the last time step used, 0 before the first
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("password_set_at", Moment),  # null until the person has set one
    Column("signed_in_at", Moment),  # null before the first time
    Column("looked_at", Moment),  # null until the first page was called read
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "user_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id_hash", Text, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index(None, "user_id"),
    Index(None, "ends_at"),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("login", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("locked_until", Moment),  # null while the name need not wait
    Index(None, "last_at"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("user_id", "name"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),  # SHA-256 of the token
    Column("scopes", Text, nullable=False),  # names, parted by blanks
    Column("created_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("used_at", Moment),  # null before the first use
    Index(None, "user_id"),
)

identities = Table(
    "identities",
    metadata,
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), primary_key=True),
    Column("email", Text, unique=True),  # lower case; null when only the service's name is known
    Column("issuer", Text),  # null until the person first came by the sign-in service, or was named
    Column("subject", Text),  # as issuer
    Column("linked_at", Moment, nullable=False),
    UniqueConstraint("issuer", "subject"),
)
