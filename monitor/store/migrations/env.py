"""Runs migrations on the connection handed in by `monitor.store.migrate`, in its transaction."""

from __future__ import annotations

from alembic import context

from monitor.store.schema.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
