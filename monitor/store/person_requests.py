"""Persons' requests about their data, and finding and covering a person in everything that is stored.

Knows which columns hold people's texts (`_TEXTS`, `_RECORDS`): a new table with such texts belongs there. The audit
stays as it is: it names no private person. Report files stay too: what an office sent out is a paper of its archive.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Column, Integer, Row, Select, Table, insert, select, update

from monitor.core.items import Item
from monitor.core.persons import Hit, PersonPattern, PersonRequest, RequestKind, RequestState
from monitor.store.base import Repository
from monitor.store.items import Items, item_of
from monitor.store.schema.casework import actions, case_events
from monitor.store.schema.feeds import entries, quarantine
from monitor.store.schema.incidents import incident_events, incidents
from monitor.store.schema.intake import mails, submissions
from monitor.store.schema.items import classifications, evidence, item_versions, items, watches
from monitor.store.schema.outbox import digest_lines, outbox, silences
from monitor.store.schema.privacy import person_requests
from monitor.store.schema.reports import nominations, unit_reports
from monitor.store.schema.stories import memberships
from monitor.store.schema.system import operator_warnings
from monitor.store.schema.volume import volume_signals

_RECORDS: tuple[tuple[Table, str], ...] = (
    (item_versions, "record"), (classifications, "record"), (incidents, "record"), (incident_events, "record"),
    (outbox, "record"), (digest_lines, "record"), (actions, "record"), (case_events, "record"), (entries, "record"),
    (quarantine, "record"), (volume_signals, "record"),
)  # fmt: skip
"""JSON in which a text of a person may stand."""
_TEXTS: tuple[tuple[Table, str], ...] = (
    (submissions, "note"), (submissions, "detail"), (mails, "subject"), (mails, "note"), (quarantine, "title"),
    (memberships, "why"), (nominations, "title"), (nominations, "why"), (unit_reports, "summary"),
    (silences, "reason"), (operator_warnings, "text"),
)  # fmt: skip
"""Columns in which a text of a person may stand."""
NAMES = {
    "items": "tin bài", "item_versions": "bản cũ của tin", "classifications": "nhãn của tin", "incidents": "sự cố",
    "incident_events": "diễn biến sự cố", "outbox": "tin nhắn đã soạn", "digest_lines": "dòng bản tin",
    "actions": "thao tác", "case_events": "hồ sơ xử lý", "entries": "mục chưa đọc", "quarantine": "tin cách ly",
    "volume_signals": "tín hiệu số lượng", "submissions": "lời kèm tin gửi vào", "mails": "thư nhận",
    "memberships": "lý do gom tin", "nominations": "gương người tốt", "unit_reports": "báo cáo đơn vị",
    "silences": "tạm lặng", "operator_warnings": "lưu ý", "evidence": "bản chụp trang",
}  # fmt: skip
_ITEM_PARTS = ("title", "lead", "text", "author", "context")


class PersonRequests(Repository):
    """Requests by number, and the person of one in the archive."""

    def add(self, request: PersonRequest) -> int:
        """Take a request in; `request.number` is ignored. Returns its number."""
        row = {
            "kind": request.kind.value,
            "state": request.state.value,
            "received_at": request.received_at,
            "due_on": request.due_on.isoformat(),
            "terms": json.dumps(request.terms, ensure_ascii=False),
            "taken_by": request.taken_by,
        }
        added = self._connection.execute(insert(person_requests).values(**row))
        return int((added.inserted_primary_key or (0,))[0])

    def put(self, request: PersonRequest) -> None:
        """Keep what became of a request."""
        values = {
            "state": request.state.value,
            "terms": json.dumps(request.terms, ensure_ascii=False),
            "proposed_by": request.proposed_by,
            "found": request.found,
            "done_by": request.done_by,
            "done_at": request.done_at,
        }
        self._connection.execute(
            update(person_requests).where(person_requests.c.number == request.number).values(**values)
        )

    def get(self, number: int) -> PersonRequest | None:
        """One request."""
        row = self._connection.execute(select(person_requests).where(person_requests.c.number == number)).one_or_none()
        return _request(row) if row is not None else None

    def all(self) -> tuple[PersonRequest, ...]:
        """Every request, the latest first."""
        query = select(person_requests).order_by(person_requests.c.number.desc())
        return tuple(_request(row) for row in self._connection.execute(query))

    def waiting(self) -> tuple[PersonRequest, ...]:
        """Requests nobody has answered yet, the oldest first."""
        states = (RequestState.OPEN.value, RequestState.PROPOSED.value)
        query = select(person_requests).where(person_requests.c.state.in_(states)).order_by(person_requests.c.number)
        return tuple(_request(row) for row in self._connection.execute(query))

    def find(self, person: PersonPattern) -> Iterator[Hit]:
        """Yield every place where the person stands; reads the whole archive, a few rows in memory at a time."""
        for row in self._stream(select(items).order_by(items.c.time_key)):
            yield from _item_hits(item_of(row), person)
        for table, name in (*_RECORDS, *_TEXTS):
            for row, value in self._values(table, table.c[name]):
                found = person.in_record(value) if (table, name) in _RECORDS else list(person.contexts(value))
                yield from (Hit(table.name, _key(table, row), name, context) for context in found)
        for row in self._stream(select(evidence).order_by(evidence.c.item_id)):
            page = zlib.decompress(row.page).decode("utf-8", "replace")
            yield from (Hit("evidence", f"{row.item_id}/{row.sha256}", "page", at) for at in person.contexts(page))

    def cover(self, person: PersonPattern, keys: dict[str, set[str]]) -> int:
        """Cover the person in the records named (`find` says which), by table; returns how many were changed.

        A page kept as evidence that names the person is emptied; its hash, size and time stay. Pages of items that
        changed are not read again: they would bring the name back.
        """
        changed = self._cover_items(person, keys.get("items", set()))
        for table, name in (*_RECORDS, *_TEXTS):
            for row, value in self._named(table, table.c[name], keys.get(table.name, set())):
                covered = person.cover_record(value) if (table, name) in _RECORDS else person.cover(value)
                if covered != value:
                    self._change(table, row, {name: covered})
                    changed += 1
        for key in keys.get("evidence", set()):
            item_id, _, digest = key.rpartition("/")
            chosen = (evidence.c.item_id == item_id) & (evidence.c.sha256 == digest)
            emptied = update(evidence).where(chosen).values(page=zlib.compress(b""), complete=False)
            changed += self._connection.execute(emptied).rowcount
        return changed

    def _cover_items(self, person: PersonPattern, ids: set[str]) -> int:
        writer = Items(self._connection)
        changed = 0
        for item_id in sorted(ids):
            item = writer.get(item_id)
            if item is None:
                continue
            changed += writer.rewrite(_covered(item, person))
            self._connection.execute(update(watches).where(watches.c.item_id == item_id).values(next_due_at=None))
        return changed

    def _values(self, table: Table, column: Column[Any]) -> Iterator[tuple[Row[Any], str]]:
        for row in self._stream(select(*table.primary_key.columns, column.label("value")).where(column.is_not(None))):
            yield row, row.value

    def _named(self, table: Table, column: Column[Any], keys: set[str]) -> Iterator[tuple[Row[Any], str]]:
        """Yield the rows of these keys alone: whoever covers has the whole database to wait for."""
        for key in sorted(keys):
            for parts in _ways(key, list(table.primary_key.columns)):
                query: Select[Any] = select(*table.primary_key.columns, column.label("value"))
                query = query.where(column.is_not(None))
                for name, part in parts.items():
                    query = query.where(table.c[name] == part)
                yield from ((row, row.value) for row in self._connection.execute(query).all())

    def _change(self, table: Table, row: Row[Any], values: dict[str, str]) -> None:
        change = update(table)
        for column in table.primary_key.columns:
            change = change.where(column == getattr(row, column.name))
        self._connection.execute(change.values(**values))


def _item_hits(item: Item, person: PersonPattern) -> Iterator[Hit]:
    for part in _ITEM_PARTS:
        value = getattr(item, part)
        if value:
            yield from (Hit("items", item.id, part, context) for context in person.contexts(value))
    for link in (*item.links, *item.hashtags, *(media.caption or "" for media in item.media)):
        yield from (Hit("items", item.id, "link", context) for context in person.contexts(link))


def _covered(item: Item, person: PersonPattern) -> Item:
    return replace(
        item,
        text=person.cover(item.text),
        title=_cover(person, item.title),
        lead=_cover(person, item.lead),
        author=_cover(person, item.author),
        context=_cover(person, item.context),
        links=tuple(map(person.cover, item.links)),
        hashtags=tuple(map(person.cover, item.hashtags)),
        media=tuple(replace(media, caption=_cover(person, media.caption)) for media in item.media),
    )


def _cover(person: PersonPattern, text: str | None) -> str | None:
    return person.cover(text) if text else text


def _key(table: Table, row: Row[Any]) -> str:
    return "/".join(str(getattr(row, column.name)) for column in table.primary_key.columns)


def _ways(key: str, columns: list[Column[Any]]) -> Iterator[dict[str, str | int]]:
    """Yield the values that a key may have been joined from (`_key`): an id may hold a stroke, too."""
    first, *rest = columns
    pieces = key.split("/")
    for end in range(1, len(pieces)) if rest else (len(pieces),):
        value, left = "/".join(pieces[:end]), "/".join(pieces[end:])
        if not isinstance(first.type, Integer):
            own: dict[str, str | int] = {first.name: value}
        elif value.isdecimal():
            own = {first.name: int(value)}
        else:
            continue
        yield from (own | others for others in _ways(left, rest)) if rest else (own,)


def _request(row: Row[Any]) -> PersonRequest:
    return PersonRequest(
        number=row.number,
        kind=RequestKind(row.kind),
        state=RequestState(row.state),
        received_at=row.received_at,
        due_on=date.fromisoformat(row.due_on),
        terms=tuple(json.loads(row.terms)),
        taken_by=row.taken_by,
        proposed_by=row.proposed_by,
        found=row.found,
        done_by=row.done_by,
        done_at=row.done_at,
    )
