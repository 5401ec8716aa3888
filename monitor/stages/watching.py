"""Pages of open incidents are read again: edits become new versions, removals are recorded, copies kept as evidence.

Reading runs in threads, one host at a time each; everything is written by the calling thread, an item a transaction.
The item always stays, whatever becomes of its page.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

from monitor.collect.extract import extract
from monitor.collect.fetch import FetchResult
from monitor.collect.health import drift
from monitor.collect.poll import PageFetcher
from monitor.collect.removal import is_removed, is_social
from monitor.core.changes import lines_changed
from monitor.core.clock import local_date
from monitor.core.entries import Article, Evidence, FetchOutcome, FetchRecord, ItemWatch
from monitor.core.handling import IncidentEvent, OperatorWarning
from monitor.core.items import Item
from monitor.core.privacy import mask
from monitor.core.sources import Source, SourceKind
from monitor.stages.alarming import warn
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts
from monitor.stages.side_by_side import grouped, in_threads
from monitor.store.database import Tx

log = logging.getLogger(__name__)

READ_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
"""When a page is read again after its item came into an incident; then daily until the incident is closed."""
READ_DAILY = timedelta(days=1)
READ_SOON = timedelta(minutes=15)
"""When a page that seems to be gone is looked for once more, and the least wait after any trouble."""
MISSES_BELIEVED = 2
"""Pages come back after one 404: two in a row are believed."""

MAX_EVIDENCE_BYTES = 2 * 1024 * 1024
"""An article page of the press has 100 to 500 KB; what is longer is cut, and its hash is still that of the whole."""

READ_BATCH = 40
DRIFT_EVERY = timedelta(hours=1)
DRIFT_FETCHES = 300
_DRIFT_CHECKED = "drift_checked"
_TITLE_CHARS, _NOTE_CHARS, _NOTE_LINES = 100, 160, 3
_PAGED = frozenset({SourceKind.RSS, SourceKind.ATOM, SourceKind.SITEMAP, SourceKind.HTML, SourceKind.FORUM})
# Of social services only forums: a thread's page is open to all and stays at its address.
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_GONE_SILENTLY = "removed: the page answers without the article"


class Finding(StrEnum):
    """What a page turned out to be when it was read again."""

    SAME = "same"
    EDITED = "edited"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reading:
    """One page read again. `item` is the new version when it was edited; `page` what was read, if anything was."""

    watch: ItemWatch
    result: FetchResult
    finding: Finding
    item: Item | None = None
    page: bytes = b""
    error: str | None = None
    chars: int | None = None


@dataclass(frozen=True, slots=True)
class WatchSummary:
    """What one round did."""

    read: int = 0
    edited: int = 0
    removed: int = 0


def page_copy(item_id: str, url: str, page: bytes, *, now: datetime) -> Evidence:
    """Make a copy of a page for the record, cut to MAX_EVIDENCE_BYTES; hash and size are those of the whole."""
    kept = page[:MAX_EVIDENCE_BYTES]
    return Evidence(item_id, now, url, hashlib.sha256(page).hexdigest(), len(page), kept, len(kept) == len(page))


def next_reading(joined_at: datetime, now: datetime) -> datetime:
    """When to read a page next: the first moment of READ_AFTER that is still to come, then a day from now."""
    return next((joined_at + after for after in READ_AFTER if joined_at + after > now), now + READ_DAILY)


def after_reading(watch: ItemWatch, reading: Reading, now: datetime) -> ItemWatch:
    """The watch after a reading. A page missed once is looked for again soon; trouble never hurries the schedule."""
    due = next_reading(watch.joined_at, now)
    result = reading.result
    if reading.finding is Finding.GONE:
        misses = watch.misses + 1
        removed_at = watch.removed_at or (now if misses >= MISSES_BELIEVED else None)
        return replace(
            watch, next_due_at=due if removed_at else now + READ_SOON, misses=misses, removed_at=removed_at,
            last_error=result.error or reading.error,
        )  # fmt: skip
    if reading.finding is Finding.UNREADABLE:
        least = now + max(READ_SOON, result.retry_after or timedelta(0))
        return replace(watch, next_due_at=max(due, least), last_error=reading.error)
    return replace(
        watch, next_due_at=due, misses=0, removed_at=None, last_error=None, last_read_at=now,
        etag=result.etag or watch.etag, last_modified=result.last_modified or watch.last_modified,
    )  # fmt: skip


def read_again(fetcher: PageFetcher, watch: ItemWatch, item: Item, source: Source, now: datetime) -> Reading:
    """Fetch a watched page and compare it with its item. Stores nothing."""
    result = fetcher.fetch(watch.url, etag=watch.etag, last_modified=watch.last_modified, min_gap=source.min_gap)
    if result.outcome is FetchOutcome.NOT_MODIFIED:
        return Reading(watch, result, Finding.SAME)
    if result.status in _GONE:
        return Reading(watch, result, Finding.GONE)
    if result.outcome is not FetchOutcome.OK:
        return Reading(watch, result, Finding.UNREADABLE, error=result.error or result.outcome.value)
    return _compared(watch, item, source, result, now)


def _compared(watch: ItemWatch, item: Item, source: Source, result: FetchResult, now: datetime) -> Reading:
    """What a page that answered is to its item."""
    article = extract(result.body, url=result.url, source=source, now=now)
    if is_removed(item, article, asked=watch.url, answered=result.url):
        return Reading(watch, result, Finding.GONE, error=_GONE_SILENTLY)
    if source.kind is SourceKind.FORUM:
        # Other people's posts stand on a thread's page: it is looked at, but neither compared nor kept.
        return Reading(watch, result, Finding.SAME)
    if article.error is not None:
        error = f"extract: {article.error}"
        return Reading(watch, result, Finding.UNREADABLE, page=result.body, error=error, chars=0)
    edited = edited_item(item, article)
    finding = Finding.SAME if edited is None else Finding.EDITED
    return Reading(watch, result, finding, edited, result.body, chars=len(article.text))


def edited_item(item: Item, article: Article) -> Item | None:
    """The item with the article's present words; None when nothing but blanks changed."""
    edited = replace(
        item, title=article.title or item.title, lead=article.lead or item.lead, text=article.text or item.text
    )
    return edited if lines_changed(item, edited) else None


class Watcher:
    """Reads the pages of open incidents again, through the collector's fetcher."""

    def __init__(self, parts: Parts, judge: Judge, *, fetcher: PageFetcher, sources: Sequence[Source]) -> None:
        self._parts = parts
        self._judge = judge
        self._fetcher = fetcher
        self._given = sources
        self._sources = {source.id: source for source in sources}

    def round(self) -> WatchSummary:
        """Bring the list of watched pages up to date, read what is due. One bad page never stops the rest."""
        return self.read(self.enlist())

    def enlist(self) -> tuple[ItemWatch, ...]:
        """Bring the list of watched pages up to date. Returns those that are due."""
        self._sources = {source.id: source for source in self._given}
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            changed = self._enlisted(tx, now=now)
        if changed:
            with self._parts.store.transaction() as tx:
                for watch in changed:
                    tx.watches.put(watch)
        with self._parts.store.read() as tx:
            return tx.watches.due(now, READ_BATCH)

    def read(self, due: Sequence[ItemWatch]) -> WatchSummary:
        """Read watched pages."""
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            items = tx.items.many([watch.item_id for watch in due])
        jobs = [(watch, items[watch.item_id]) for watch in due if watch.item_id in items]
        by_host = grouped(jobs, key=lambda job: urlsplit(job[0].url).netloc)
        summary = WatchSummary()
        for reading in in_threads(lambda job: self._read(*job, now=now), by_host, self._parts.stopping):
            summary = self._keep(summary, reading, now=now)
        return summary

    def check_drift(self) -> None:
        """Once an hour: warn, once a week and source, of documents whose form has changed."""
        now = self._parts.clock.now()
        enabled = [source for source in self._sources.values() if source.enabled]
        with self._parts.store.read() as tx:
            last = tx.meta.get(_DRIFT_CHECKED)
            if last is not None and now - datetime.fromisoformat(last) < DRIFT_EVERY:
                return
            fetches = {one.id: tx.feeds.last_fetches(one.id, DRIFT_FETCHES, outcome=FetchOutcome.OK) for one in enabled}
        with self._parts.store.transaction() as tx:
            tx.meta.set(_DRIFT_CHECKED, now.isoformat())
        year, week, _ = local_date(now).isocalendar()
        for source in enabled:
            problems = drift(fetches[source.id])
            if not problems:
                continue
            with self._parts.store.transaction() as tx:
                ledger = Ledger(tx)
                for problem in problems:
                    text = f"Nguồn «{source.name}»: {problem.text}. Hãy xem lại selectors của nguồn này."
                    key = f"drift:{source.id}:{problem.kind}:{year}-{week}"
                    warn(ledger, OperatorWarning(now, "source", text, key=key))
            self._publish(ledger)

    def _enlisted(self, tx: Tx, *, now: datetime) -> list[ItemWatch]:
        """Watches to begin and to end: pages of open incidents and no others. One without a copy yet is due at once."""
        held = dict.fromkeys(item_id for incident in tx.incidents.open() for item_id in incident.item_ids)
        running = tx.watches.running()
        ended = [tx.watches.get(item_id) for item_id in sorted(running - held.keys())]
        changed = [replace(watch, next_due_at=None) for watch in ended if watch is not None]
        for item in tx.items.many([item_id for item_id in held if item_id not in running]).values():
            source = self._sources.get(item.source or "")
            if item.url and source is not None and source.kind in _PAGED and not is_social(item.url):
                known = tx.watches.get(item.id) or ItemWatch(item.id, source.id, item.url, now, None)
                first = next_reading(now, now) if tx.evidence.has(item.id) else now
                changed.append(replace(known, joined_at=now, next_due_at=first))
        return changed

    def _read(self, watch: ItemWatch, item: Item, *, now: datetime) -> Reading:
        try:
            return read_again(self._fetcher, watch, item, self._sources[watch.source_id], now)
        except Exception as error:
            log.exception("page not read again url=%s", watch.url)
            shown = f"{type(error).__name__}: {error}"
            result = FetchResult(FetchOutcome.TEMPORARY, watch.url, error=shown)
            return Reading(watch, result, Finding.UNREADABLE, error=shown)

    def _keep(self, summary: WatchSummary, reading: Reading, *, now: datetime) -> WatchSummary:
        watch = after_reading(reading.watch, reading, now)
        removed = watch.removed_at is not None and reading.watch.removed_at is None
        restored = watch.removed_at is None and reading.watch.removed_at is not None
        edited = reading.item is not None and self._judge_again(reading.item, now=now)
        if reading.item is not None and not edited:
            # Without the validators of the page that was not taken in, it is read whole again.
            watch = replace(
                watch, next_due_at=now + READ_SOON, etag=reading.watch.etag, last_modified=reading.watch.last_modified
            )
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            tx.feeds.log(_record(reading, now))
            tx.watches.put(watch)
            if reading.page and (edited or not tx.evidence.has(watch.item_id)):
                tx.evidence.add(page_copy(watch.item_id, watch.url, reading.page, now=now))
            if removed:
                self._tell_removed(ledger, watch, now=now)
            if restored:
                _note(tx, watch.item_id, "restored", f"Trang bài đọc lại được: {watch.url}", now=now)
        self._publish(ledger)
        return replace(
            summary, read=summary.read + 1, edited=summary.edited + edited, removed=summary.removed + removed
        )

    def _judge_again(self, item: Item, *, now: datetime) -> bool:
        """Store an edit as a new version, judge it and write it in the incident's log. False when judging failed."""
        failures: list[Exception] = []
        note = ""

        def describe(tx: Tx, edited: Sequence[Item]) -> None:
            nonlocal note
            (after,) = edited
            before = tx.items.get(after.id)
            note = describe_edit(before, after) if before is not None else ""

        self._judge.receive([item], also=describe, failed=lambda _, error: failures.append(error))
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            if failures:
                log.error("edit not judged id=%s url=%s", item.id, item.url, exc_info=failures[0])
                text = (
                    f"Bài «{_headline(item)}» đã được sửa ({item.url}) nhưng gặp lỗi khi xét lại; hệ thống sẽ thử lại. "
                    "Hãy tự xem bài này và gửi nhật ký cho người bảo trì."
                )
                warn(ledger, OperatorWarning(now, "item", text, key=f"unjudged-edit:{item.id}:{item.content_hash}"))
            else:
                _note(tx, item.id, "edited", note, now=now)
        self._publish(ledger)
        return not failures

    def _tell_removed(self, ledger: Ledger, watch: ItemWatch, *, now: datetime) -> None:
        _note(ledger.tx, watch.item_id, "removed", f"Trang bài không còn nữa: {watch.url}", now=now)
        item = ledger.tx.items.get(watch.item_id)
        title = _headline(item) if item is not None else watch.item_id
        text = (
            f"Bài «{title}» đã bị gỡ khỏi {watch.url}. Tin và bản chụp trang vẫn được giữ; "
            "sự cố không tự đóng vì bài bị gỡ."
        )
        warn(ledger, OperatorWarning(now, "item", text, key=f"removed:{watch.item_id}:{now:%Y-%m-%dT%H:%M}"))

    def _publish(self, ledger: Ledger) -> None:
        for event in ledger.events:
            self._parts.sink(event)


def describe_edit(before: Item, after: Item) -> str:
    """Tell an edit in a line or two (Vietnamese, masked): what it said and what it says now."""
    lines = lines_changed(before, after)
    shown = [_change_in_words(line.before, line.after) for line in lines[:_NOTE_LINES]]
    more = f"; và {len(lines) - _NOTE_LINES} chỗ khác" if len(lines) > _NOTE_LINES else ""
    return "Bài được sửa: " + "; ".join(shown) + more


def _change_in_words(before: str | None, after: str | None) -> str:
    old, new = mask(before or "")[:_NOTE_CHARS], mask(after or "")[:_NOTE_CHARS]
    if before is None:
        return f"thêm «{new}»"
    return f"bỏ «{old}»" if after is None else f"«{old}» → «{new}»"


def _note(tx: Tx, item_id: str, kind: str, note: str, *, now: datetime) -> None:
    for incident in tx.incidents.for_item(item_id):
        if incident.is_open:
            tx.incidents.log(IncidentEvent(incident.id, now, kind, note=note))


def _headline(item: Item) -> str:
    return mask(item.title or item.text)[:_TITLE_CHARS]


def _record(reading: Reading, now: datetime) -> FetchRecord:
    result = reading.result
    return FetchRecord(
        url=reading.watch.url,
        source_id=reading.watch.source_id,
        at=now,
        outcome=result.outcome,
        status=result.status,
        size=len(result.body),
        seconds=result.seconds,
        error=result.error or reading.error,
        chars=reading.chars,
    )
