"""Rows of an export taken in, in batches: each row is an item judged like any other, and remembers its file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from monitor.collect.intake.mapping import ColumnMapping
from monitor.collect.intake.rows import RowReader
from monitor.collect.intake.tables import Row, RowFault, Table
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


def _import_batch(intake: Intake, file: FileOfRows, items: dict[int, Item], done: Imported, now: datetime) -> None:
    known = _join_known(intake, file, items, now)
    done.known += len(known)
    numbers = {id(item): number for number, item in items.items()}

    def note(tx: Tx, item: Item) -> None:
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
