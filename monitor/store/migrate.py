"""Bringing a database to the shape this version expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from monitor.core.errors import StorageError

_FOLDER = Path(__file__).with_name("migrations")


def migrate(connection: Connection) -> bool:
    """Run the migrations that are missing, inside the transaction of `connection`; False when none was.

    Raises StorageError when the database was written by a newer version.
    """
    config = alembic_config()
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_heads()
    unknown = sorted(set(current) - known)
    if unknown:
        raise StorageError(
            f"the database is at revision {', '.join(unknown)}, which this version does not know:"
            " it was written by a newer version; install that one, or restore a backup"
        )
    if set(current) == set(script.get_heads()):
        return False
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True


def alembic_config() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config
