"""What people did with incidents."""

from __future__ import annotations

from sqlalchemy import insert, select

from monitor.core.handling import Action
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.schema.casework import actions


class Actions(Repository):
    """Actions in the order they were taken."""

    def add(self, action: Action, *, applied_to: str | None) -> int:
        """Keep an action with the incident it was applied to (None = no incident held its item); its number."""
        row = {
            "at": action.at,
            "actor": action.actor,
            "kind": action.kind.value,
            "applied_to": applied_to,
            "record": encode(action),
        }
        key = self._connection.execute(insert(actions), row).inserted_primary_key
        assert key is not None, "the table numbers its rows"
        return int(key[0])

    def for_incident(self, incident_id: str) -> tuple[Action, ...]:
        """Actions applied to an incident, in order."""
        query = select(actions.c.record).where(actions.c.applied_to == incident_id).order_by(actions.c.number)
        return tuple(decode(Action, record) for record in self._connection.execute(query).scalars())
