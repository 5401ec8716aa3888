"""What the IT officer must know."""

from __future__ import annotations

from sqlalchemy import select

from monitor.core.handling import OperatorWarning
from monitor.store.base import Repository
from monitor.store.dialects import add_once
from monitor.store.locks import number_in_order
from monitor.store.schema.system import operator_warnings


class OperatorWarnings(Repository):
    """Warnings by key."""

    def add(self, warning: OperatorWarning) -> bool:
        """Keep a warning; False when its key was used before."""
        number_in_order(self._connection, operator_warnings)
        row = {"key": warning.key, "at": warning.at, "about": warning.about, "text": warning.text}
        return add_once(self._connection, operator_warnings, row)

    def after(self, number: int, *, limit: int) -> tuple[tuple[int, OperatorWarning], ...]:
        """Warnings that came after the one of that number, each with its own, the earliest first."""
        query = select(operator_warnings).where(operator_warnings.c.number > number)
        rows = self._connection.execute(query.order_by(operator_warnings.c.number).limit(limit))
        return tuple((row.number, OperatorWarning(row.at, row.about, row.text, row.key)) for row in rows)

    def recent(self, limit: int) -> tuple[OperatorWarning, ...]:
        """The last warnings, the latest first."""
        query = select(operator_warnings).order_by(operator_warnings.c.number.desc()).limit(limit)
        return tuple(
            OperatorWarning(at=row.at, about=row.about, text=row.text, key=row.key)
            for row in self._connection.execute(query)
        )
