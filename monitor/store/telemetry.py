"""What a watching program counts: how much was done since a place in each log, and how much waits. No texts, no people.

Logs are read from where they were read last, so that any process may be asked, whichever did the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table, func, select, text

from monitor.core.handling import DeliveryState
from monitor.core.labels import Severity
from monitor.store.base import Repository
from monitor.store.schema.feeds import entries, fetches
from monitor.store.schema.incidents import incident_events, incidents
from monitor.store.schema.outbox import outbox, receipts, suppressed
from monitor.store.schema.stories import memberships
from monitor.store.schema.system import operator_warnings

LOGS: Mapping[str, tuple[Table, tuple[Column[Any], ...]]] = {
    "fetches": (fetches, (fetches.c.outcome,)),
    "deliveries": (receipts, (receipts.c.channel, receipts.c.outcome)),
    "warnings": (operator_warnings, (operator_warnings.c.about,)),
    "suppressed": (suppressed, (suppressed.c.reason,)),
}
"""Logs whose lines are counted by some columns."""
NOBODY = "none"
_OPEN = (DeliveryState.WAITING.value, DeliveryState.SENDING.value)


@dataclass(frozen=True, slots=True)
class Marks:
    """How far each log was read: the highest number seen, by name of the log."""

    numbers: Mapping[str, int] = field(default_factory=dict)

    def of(self, log: str) -> int:
        """0 before the first line."""
        return self.numbers.get(log, 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """New lines of a log, by the values of its columns."""

    log: str
    by: Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, and how much there is. `lanes`: messages by channel (`none`: not sorted yet)."""

    lanes: Mapping[str, int]
    entries_by_state: Mapping[str, int]
    open_incidents: Mapping[str, int]
    database_bytes: int


class Telemetry(Repository):
    """Counts for a watching program."""

    def marks(self) -> Marks:
        """Where every log ends now."""
        tables = {name: table for name, (table, _) in LOGS.items()}
        tables |= {"memberships": memberships, "incident_events": incident_events}
        return Marks({name: self._last(table) for name, table in tables.items()})

    def counted(self, since: Marks, until: Marks) -> tuple[Counted, ...]:
        """Lines written between two marks."""
        logs = tuple(self._lines(name, since.of(name), until.of(name)) for name in LOGS)
        placed, opened = (since.of("memberships"), until.of("memberships")), (
            since.of("incident_events"), until.of("incident_events"),
        )  # fmt: skip
        return (*logs, *self._placed(*placed), self._opened(*opened))

    def waiting(self) -> Waiting:
        """What waits, and how large the database is."""
        lanes = self._grouped(outbox, outbox.c.lane, outbox.c.state.in_(_OPEN))
        states = self._grouped(entries, entries.c.state, entries.c.state != "done")
        levels = self._grouped(incidents, incidents.c.level, incidents.c.status == "open")
        named = {Severity(int(level)).name: count for level, count in levels.items()}
        return Waiting(lanes, states, named, self._size())

    def _last(self, table: Table) -> int:
        return self._connection.execute(select(func.max(table.c.number))).scalar_one() or 0

    def _lines(self, log: str, since: int, until: int) -> Counted:
        table, columns = LOGS[log]
        query = select(*columns, func.count()).where(table.c.number > since, table.c.number <= until).group_by(*columns)
        rows = self._connection.execute(query)
        return Counted(log, {tuple(str(value or NOBODY) for value in row[:-1]): row[-1] for row in rows})

    def _placed(self, since: int, until: int) -> tuple[Counted, Counted]:
        """Items by whether they are copies, and stories begun."""
        new = (memberships.c.number > since, memberships.c.number <= until)
        is_copy = memberships.c.copy_of.is_not(None)
        rows = self._connection.execute(select(is_copy, func.count()).where(*new).group_by(is_copy))
        items: dict[tuple[str, ...], int] = {("copy" if copied else "original",): count for copied, count in rows}
        older = memberships.alias()
        before = select(older.c.number).where(
            older.c.story_id == memberships.c.story_id, older.c.number < memberships.c.number
        )
        begun = select(func.count()).select_from(memberships).where(*new, ~before.exists())
        return Counted("items", items), Counted("stories", {(): self._connection.execute(begun).scalar_one()})

    def _opened(self, since: int, until: int) -> Counted:
        query = select(incidents.c.level, func.count()).join(incidents, incidents.c.id == incident_events.c.incident_id)
        query = query.where(
            incident_events.c.number > since, incident_events.c.number <= until, incident_events.c.kind == "opened"
        )
        rows = self._connection.execute(query.group_by(incidents.c.level))
        return Counted("incidents", {(Severity(level).name,): count for level, count in rows})

    def _grouped(self, table: Table, column: Column[Any], condition: Any) -> dict[str, int]:
        rows = self._connection.execute(
            select(column, func.count()).select_from(table).where(condition).group_by(column)
        )
        return {str(NOBODY if value is None else value): count for value, count in rows}

    def _size(self) -> int:
        if self._connection.dialect.name == "postgresql":
            return int(self._connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        pages = self._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(self._connection.exec_driver_sql("PRAGMA page_size").scalar_one())
