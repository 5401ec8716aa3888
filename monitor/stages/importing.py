"""Rows of an export taken in, in batches: each row is an item judged like any other, and remembers its file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from monitor.collect.intake.mapping import ColumnMapping
from monitor.collect.intake.rows import RowReader
from monitor.collect.intake.tables import CUT_OFF, Row, RowFault, Table
from monitor.core.incidents import Incident
from monitor.core.intake import How, Provenance
from monitor.core.items import Channel, Item
from monitor.stages.intake import Intake
from monitor.store.database import Tx
from monitor.store.items import PutResult

log = logging.getLogger(__name__)

BATCH = 50


@dataclass
class Imported:
    """What an import did: rows that were `new`, those `known` before, and those refused."""

    new: int = 0
    known: int = 0
    faults: list[RowFault] = field(default_factory=list)
    incidents: dict[str, Incident] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileOfRows:
    """A table to be taken in, by whom and from where (`detail`, the file's name)."""

    table: Table
    mapping: ColumnMapping
    sender: str
    detail: str


def import_rows(intake: Intake, file: FileOfRows, *, progress: Callable[[int], None] = lambda _count: None) -> Imported:
    """Take every row in; a bad one is a fault and costs no other. A second time the same file adds nothing."""
    now = intake.parts.clock.now()
    reader = RowReader(file.mapping, intake.handle_key, file.sender, now)
    done = Imported()
    while rows := list(islice(file.table.rows, BATCH)):
        items = dict(_items(reader, rows, done))
        _leave_what_may_be_cut(intake, rows, items, done)
        _import_batch(intake, file, items, done, now)
        progress(len(rows))
        if intake.parts.stopping.is_set():
            break
    return done


def _items(reader: RowReader, rows: list[Row | RowFault], done: Imported) -> Iterator[tuple[int, Item]]:
    for row in rows:
        read = reader.read(row) if isinstance(row, Row) else row
        if isinstance(read, RowFault):
            done.faults.append(read)
        else:
            yield row.number, read


def _leave_what_may_be_cut(intake: Intake, rows: list[Row | RowFault], items: dict[int, Item], done: Imported) -> None:
    """Half a line must not replace a whole one: a row that may be cut is taken only where nothing has its id yet."""
    number = next((row.number for row in rows if isinstance(row, Row) and row.last_unended), None)
    item = items.get(number) if number is not None else None
    if number is None or item is None:
        return
    with intake.parts.store.read() as tx:
        stored = tx.items.get(item.id)
    others = [other for place, other in items.items() if place != number] + ([stored] if stored is not None else [])
    if any(other.id == item.id and other.content_hash != item.content_hash for other in others):
        del items[number]
        done.faults.append(RowFault(number, "", CUT_OFF))


def _import_batch(intake: Intake, file: FileOfRows, items: dict[int, Item], done: Imported, now: datetime) -> None:
    known = _join_known(intake, file, items, now)
    done.known += len(known)
    numbers = {id(item): number for number, item in items.items()}

    def note(tx: Tx, taken: Sequence[Item]) -> None:
        for item in taken:
            tx.intake.note(_provenance(item.id, file, now))

    def failed(item: Item, error: Exception) -> None:
        log.error("row not judged file=%s row=%d", file.detail, numbers.get(id(item), 0), exc_info=error)
        reason = "gặp lỗi khi xét; hãy gửi nhật ký cho người bảo trì"
        done.faults.append(RowFault(numbers.get(id(item), 0), "", reason))

    fresh = [item for number, item in items.items() if number not in known]
    for received in intake.judge.receive(fresh, also=note, failed=failed):
        done.new += received.result is not PutResult.SAME
        done.known += received.result is PutResult.SAME
        if received.incident is not None:
            done.incidents[received.incident.id] = received.incident


def _join_known(intake: Intake, file: FileOfRows, items: dict[int, Item], now: datetime) -> set[int]:
    """Rows that need no judging, their file noted at the item: the same row imported before, or a page found otherwise.

    A comment has its post's address, so there the address tells nothing.
    """
    with intake.parts.store.read() as tx:
        stored = tx.items.many(item.id for item in items.values())
        at = {
            number: intake.known_at(tx, item.url)
            for number, item in items.items()
            if item.url and item.channel is not Channel.COMMENT
        }
    joined = {number: item_id for number, item_id in at.items() if item_id and item_id != items[number].id}
    for number, item in items.items():
        if item.id in stored and stored[item.id].content_hash == item.content_hash:
            joined[number] = item.id
    if joined:
        with intake.parts.store.transaction() as tx:
            for item_id in joined.values():
                tx.intake.note(_provenance(item_id, file, now))
    return set(joined)


def _provenance(item_id: str, file: FileOfRows, now: datetime) -> Provenance:
    return Provenance(item_id, now, file.sender, How.FILE, file.detail)
