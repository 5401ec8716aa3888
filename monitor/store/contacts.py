"""Duty persons that staff set on the desk; where none is set, the plan's own holds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from monitor.core.plan import Contact
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.schema.outbox import contacts


class Contacts(Repository):
    """The contact of a unit that replaces the plan's."""

    def set(self, unit: str, contact: Contact, *, at: datetime) -> None:
        """Replace the contact of a unit."""
        upsert(self._connection, contacts, {"unit": unit, "set_at": at, "record": encode(contact)})

    def of(self, unit: str) -> Contact | None:
        """The contact that was set; None when the plan's holds."""
        query = select(contacts.c.record).where(contacts.c.unit == unit)
        record = self._connection.execute(query).scalar_one_or_none()
        return decode(Contact, record) if record else None
