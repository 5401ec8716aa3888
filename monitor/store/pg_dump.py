"""How PostgreSQL's own programs copy and bring back a database. Knows the address's parts; runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

DUMP, RESTORE = "pg_dump", "pg_restore"


@dataclass(frozen=True, slots=True)
class PgCommand:
    """A command line without the password, and the variables that carry it."""

    words: tuple[str, ...]
    env: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(f'"{word}"' if " " in word else word for word in self.words)


def dump_command(url: str, target: Path) -> PgCommand:
    """Write a compressed dump that `pg_restore` reads."""
    return _command(url, DUMP, "--format=custom", "--no-owner", f"--file={target}")


def restore_command(url: str, source: Path) -> PgCommand:
    """Replace what is in the database by a dump."""
    return _command(url, RESTORE, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))


def _command(url: str, program: str, *options: str) -> PgCommand:
    parsed = make_url(url)
    parts = {"--host": parsed.host, "--port": parsed.port, "--username": parsed.username, "--dbname": parsed.database}
    where = tuple(f"{name}={value}" for name, value in parts.items() if value)
    # A directory as host (a socket) comes in the query.
    socket = parsed.query.get("host")
    if not parsed.host and isinstance(socket, str):
        where = (f"--host={socket}", *where)
    env = {"PGPASSWORD": str(parsed.password)} if parsed.password else {}
    return PgCommand((program, "--no-password", *where, *options), env)
