"""What people sent in: who, by which door, and the mails that were looked at. The items themselves are `items`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select

from monitor.core.intake import How, MailRecord, MailState, Provenance
from monitor.store.base import Repository
from monitor.store.dialects import add_once, upsert
from monitor.store.schema.intake import mails, submissions
from monitor.store.schema.items import items

MAX_NEAR = 500
"""Addresses looked at for one page: all that begin alike, such as one site's questions by number."""

_LAST_CHARACTER = "\U0010ffff"


class Intake(Repository):
    """Submissions by item, mails by key, and items by the beginning of their address."""

    def note(self, provenance: Provenance) -> bool:
        """Keep who sent an item in; False when the same one did by the same door before."""
        row = {
            "item_id": provenance.item_id,
            "at": provenance.at,
            "sender": provenance.sender,
            "how": provenance.how.value,
            "detail": provenance.detail,
            "note": provenance.note,
        }
        return add_once(self._connection, submissions, row)

    def of(self, item_id: str) -> tuple[Provenance, ...]:
        """Who sent an item in, the first one first; empty for what was found by the product itself."""
        query = select(submissions).where(submissions.c.item_id == item_id).order_by(submissions.c.number)
        return tuple(
            Provenance(row.item_id, row.at, row.sender, How(row.how), row.detail, row.note)
            for row in self._connection.execute(query)
        )

    def addresses(self, beginnings: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Ids and addresses of items whose address begins so, the oldest first, MAX_NEAR at most."""
        ranges = [items.c.url.between(start, start + _LAST_CHARACTER) for start in beginnings]
        query = select(items.c.id, items.c.url).where(or_(*ranges)).order_by(items.c.arrived_at, items.c.time_key)
        return tuple((row.id, row.url) for row in self._connection.execute(query.limit(MAX_NEAR)))

    def keep_mail(self, record: MailRecord) -> None:
        """Remember a mail; one that was quarantined may be taken later."""
        row = {
            "key": record.key,
            "box": record.box,
            "ref": record.ref,
            "at": record.at,
            "state": record.state.value,
            "sender": record.sender,
            "subject": record.subject,
            "note": record.note,
        }
        upsert(self._connection, mails, row)

    def done_with(self, key: str) -> bool:
        """Whether a mail was dealt with before, here or in another box; one that is quarantined was not."""
        query = select(mails.c.key).where(mails.c.key == key, mails.c.state != MailState.QUARANTINED.value).limit(1)
        return self._connection.execute(query).first() is not None

    def mails_in(self, box: str, *, since: datetime) -> tuple[MailRecord, ...]:
        """Mails of one box that were looked at since, the latest first."""
        query = select(mails).where(mails.c.box == box, mails.c.at >= since)
        return tuple(_mail(row) for row in self._connection.execute(query.order_by(mails.c.at.desc(), mails.c.ref)))

    def quarantined(self) -> tuple[MailRecord, ...]:
        """Every mail that waits for its sender to be let in, the latest first."""
        query = select(mails).where(mails.c.state == MailState.QUARANTINED.value)
        return tuple(_mail(row) for row in self._connection.execute(query.order_by(mails.c.at.desc(), mails.c.ref)))


def _mail(row: Row[Any]) -> MailRecord:
    return MailRecord(row.key, row.box, row.ref, row.at, MailState(row.state), row.sender, row.subject, row.note)
