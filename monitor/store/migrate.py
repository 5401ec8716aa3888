"""Bringing a database to the shape this version expects.

Alembic is loaded when there is something to do: it takes 10 MiB and a third of a second, and at most starts of the
product there is nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from monitor.core.errors import StorageError

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

HEAD = "0021"
"""The newest migration. To be raised with each new one: a database that says so is left as it is."""
_FOLDER = Path(__file__).with_name("migrations")
_TABLE = "alembic_version"


def migrate(connection: Connection) -> bool:
    """Run the migrations that are missing, inside the transaction of `connection`; False when none was.

    Raises StorageError when the database was written by a newer version, or cannot be brought up.
    """
    current = _revisions(connection)
    if current == {HEAD}:
        return False
    unknown = sorted(current - _known())
    if unknown:
        raise StorageError(
            f"the database is at revision {', '.join(unknown)}, which this version does not know:"
            " it was written by a newer version; install that one, or restore a backup"
        )
    _upgrade(connection)
    return True


def is_known_revision(revision: str) -> bool:
    """Whether this version knows how to read (and bring up to date) a database of that revision."""
    return revision == HEAD or (bool(revision) and set(revision.split(",")) <= _known())


def alembic_config() -> Config:
    """Alembic's configuration, without a file."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


def scripts() -> ScriptDirectory:
    """The migrations."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    return ScriptDirectory.from_config(alembic_config())


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.util.exc import CommandError  # noqa: PLC0415

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StorageError(f"the database cannot be brought to this version: {error}") from error


def _revisions(connection: Connection) -> set[str]:
    if not inspect(connection).has_table(_TABLE):
        return set()
    return set(connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}").scalars())  # noqa: S608 - our own name


def _known() -> set[str]:
    return {revision.revision for revision in scripts().walk_revisions()}
