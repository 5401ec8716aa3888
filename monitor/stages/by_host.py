"""Collecting in pieces that different processes do: a host is polled, its new pages are read, what was read is judged.

The same reading and rules as of a whole round (`collecting`), with the results handed on through the store: an entry is
found, then read and labelled, then judged. Who calls this sees to it that one host is asked by one caller at a time.
"""

from __future__ import annotations

import base64
import logging
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.collect.fetch import Fetcher
from monitor.collect.health import ROLLOVER
from monitor.collect.poll import PollResult, ReadResult, entry_as_item, poll_feed
from monitor.core.entries import FeedState, ItemWatch, PendingEntry, ReadEntry
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.sources import Source
from monitor.stages.collecting import OUR_FAULT, Collector, entry_id, failed_poll, keep_polls, look_again, tried_again
from monitor.stages.in_hand import InHand, note_given_up
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts
from monitor.stages.quarantine import entry_apart, version_of
from monitor.stages.watching import Watcher, WatchSummary, page_copy
from monitor.store.database import Tx

log = logging.getLogger(__name__)

Key = tuple[str, str]
"""An entry's source and key."""

JUDGED_AT_ONCE = 50
"""Entries taken from the store at a time: they carry their pages."""
JUDGE_FIRST_S = 5.0
"""How long reading waits, at most, in the process that judges while more waits for its judge than is taken at a time.
Who judges would share one interpreter with who reads, fall behind all the others, and end the work alone; and what is
grave would wait longest where most comes in (`python -m bench.workers`)."""
OVERLOOKED_AFTER = timedelta(minutes=5)
"""A new entry that still waits after so long has lost its job: it is given another one."""
MOST_OVERLOOKED = 2000
LOOK_AGAIN_EVERY = timedelta(seconds=20)
"""How often the file of sources is looked at: less often than hosts are polled."""
_ASKED = "asked:"


def host_of(url: str) -> str:
    """The host whose turn a request to this address takes."""
    return urlsplit(url).hostname or ""


def by_host(entries: Iterable[tuple[Key, str]]) -> dict[str, list[Key]]:
    """Keys with their addresses, put together by host, in order of hosts."""
    found: dict[str, list[Key]] = {}
    for key, url in entries:
        found.setdefault(host_of(url), []).append(key)
    return dict(sorted(found.items()))


class HostCollector(Collector):
    """One host at a time of what a collector does. Safe to call from several threads for different hosts."""

    def __init__(
        self, parts: Parts, judge: Judge, *, fetcher: Fetcher, sources: Sequence[Source], watcher: Watcher
    ) -> None:
        self._feeds_of: dict[str, list[tuple[Source, str]]] = {}
        self._looked_at: datetime | None = None
        self._keeps_up = threading.Event()
        self._keeps_up.set()
        super().__init__(parts, judge, fetcher=fetcher, sources=sources)
        self._watcher = watcher

    def hosts_due(self) -> tuple[str, ...]:
        """Hosts with a feed to be polled now."""
        now = self._parts.clock.now()
        self._look_again(now)
        return tuple(sorted({host_of(feed_url) for _, feed_url, _ in self._due(now)}))

    def poll_host(self, host: str) -> int:
        """Poll what is due of one host. Returns how many entries were new."""
        now = self._parts.clock.now()
        self._look_again(now)
        with self._parts.store.read() as tx:
            self._recall(tx, host)
            jobs = self._due_of(tx, host, now)
        results = [self._polled(job, now) for job in jobs if not self._parts.stopping.is_set()]
        if not results:
            return 0
        with self._parts.store.transaction(alone=False) as tx:
            ledger = Ledger(tx)
            added = keep_polls(tx, results, found_at=now)
            self._note_asked(tx, host)
            for result in results:
                if result.record.note == ROLLOVER:
                    self._warn_of_rollover(ledger, result.state, now=now)
        self._publish(ledger)
        return added

    def read_entries(self, host: str, keys: Sequence[Key]) -> tuple[Key, ...]:
        """Read the pages of entries of one host and label their items. Returns those that the product's end left."""
        self._keeps_up.wait(JUDGE_FIRST_S)
        now = self._parts.clock.now()
        self._look_again(now)
        with self._parts.store.read() as tx:
            self._recall(tx, host)
            pending = tx.entries.still_pending(keys)
        known = self._drop_orphans(pending)
        results = self._fetch_pages(known, now=now, progress=lambda _stage, _done, _total: None)
        self._keep_read(host, self._labelled(self._read_entries(results, now=now)), results, now=now)
        done = {_key(row) for row, _ in results}
        return tuple(_key(row) for row in known if _key(row) not in done)

    def overlooked(self) -> dict[str, list[Key]]:
        """Entries to be read that no job is on its way for: tried before, or found long ago; by host."""
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            late = tx.entries.overlooked(now, found_before=now - OVERLOOKED_AFTER, limit=MOST_OVERLOOKED)
        return by_host((_key(p), p.entry.url) for p in late)

    def judge_read(self, *, most: int | None = None, gets_on: Callable[[], None] = lambda: None) -> int:
        """Judge what was read, until nothing waits or so many are done. Returns how many items. One caller at a time.

        `gets_on` hears that some more are done.
        """
        judged, in_hand = 0, InHand(self._parts, counts=True)
        try:
            while not self._parts.stopping.is_set() and (most is None or judged < most):
                ready = self._to_be_judged(in_hand)
                if not ready:
                    break
                self._judge.warm_up()
                self._judge_by_risk(ready, in_hand)
                judged += len(ready)
                gets_on()
        finally:
            self._keeps_up.set()
        return judged

    def _to_be_judged(self, in_hand: InHand) -> list[ReadEntry]:
        left_alone = in_hand.waiting()
        with self._parts.store.read() as tx:
            waiting = tx.entries.to_be_judged(JUDGED_AT_ONCE + len(left_alone))
        ready = [row for row in waiting if row.item.id not in left_alone]
        if len(ready) >= JUDGED_AT_ONCE:
            self._keeps_up.clear()
        else:
            self._keeps_up.set()
        return ready

    def _judge_by_risk(self, ready: Sequence[ReadEntry], in_hand: InHand) -> None:
        risks = in_hand.risks(tuple({row.item.id: row for row in ready}))
        for row in ready:
            if row.item.id in risks.fatal:
                self._set_apart_dead(row.item, row.pending.entry, in_hand.again_at(row.item.id))
        for ids in (risks.together, *((item_id,) for item_id in risks.alone)):
            with in_hand.judging(ids):
                self._judge_some([row for row in ready if row.item.id in ids])

    def give_up(self, keys: Sequence[Key]) -> None:
        """Set entries apart whose reading ends the process that tries it."""
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            pending = tx.entries.still_pending(keys)
        rows = {entry_id(row): row for row in self._drop_orphans(pending)}
        with self._parts.store.transaction() as tx:
            again = note_given_up(tx, rows, version_of(self._parts.classifier), now)
        for item_id, row in rows.items():
            item = entry_as_item(row.entry, self._sources[row.entry.source_id], now)
            self._set_apart_dead(item, row.entry, again[item_id])

    def look_after(self) -> None:
        """What a round does after polling: name feeds that never answered, once all were asked; warn of silence."""
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            polled = {state.feed_url for state in tx.feeds.all() if state.last_polled_at is not None}
        if polled >= self._feeds.keys():
            self.name_the_dead(now=now)
        self.check_silence(now=now)

    def watches_due(self) -> dict[str, list[str]]:
        """Items whose pages are to be read again, by host."""
        found: dict[str, list[str]] = {}
        for watch in self._watcher.enlist():
            found.setdefault(host_of(watch.url), []).append(watch.item_id)
        return found

    def check_drift(self) -> None:
        """Warn of documents whose form has changed, once an hour at most."""
        self._watcher.check_drift()

    def watch_host(self, host: str, item_ids: Sequence[str]) -> WatchSummary:
        """Read pages of one host again, those that are still due."""
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            self._recall(tx, host)
            watches = [watch for item_id in item_ids if (watch := tx.watches.get(item_id)) is not None]
        summary = self._watcher.read([watch for watch in watches if _is_due(watch, now)])
        with self._parts.store.transaction(alone=False) as tx:
            self._note_asked(tx, host)
        return summary

    def _take_sources(self) -> None:
        super()._take_sources()
        feeds_of: dict[str, list[tuple[Source, str]]] = {}
        for feed_url, source in self._feeds.items():
            feeds_of.setdefault(host_of(feed_url), []).append((source, feed_url))
        self._feeds_of = feeds_of

    def _look_again(self, now: datetime) -> None:
        """Each process takes changes of the file of sources in by itself."""
        if self._looked_at is None or now - self._looked_at >= LOOK_AGAIN_EVERY:
            self._looked_at = now
            look_again(self._parts, self._given)
            self._take_sources()

    def _due_of(self, tx: Tx, host: str, now: datetime) -> list[tuple[Source, str, FeedState]]:
        paused = tx.paused_sources.all()
        due = []
        for source, feed_url in self._feeds_of.get(host, ()):
            if source.id in paused:
                continue
            state = tx.feeds.get(feed_url) or FeedState(feed_url, source.id, next_due_at=now)
            if state.next_due_at <= now:
                due.append((source, feed_url, state))
        return due

    def _polled(self, job: tuple[Source, str, FeedState], now: datetime) -> PollResult:
        source, feed_url, state = job
        jitter = self._parts.random.random()
        try:
            return poll_feed(self._fetcher, source, feed_url, state, now, jitter)
        except Exception as error:
            log.exception("feed not read url=%s", feed_url)
            return failed_poll(source, feed_url, state, error, now=now, jitter=jitter)

    def _read_entries(
        self, results: Iterable[tuple[PendingEntry, ReadResult]], *, now: datetime
    ) -> list[ReadEntry | PendingEntry]:
        """What becomes of each: an item to be judged, or (its headline was judged before) another try."""
        return [self._settled(pending, result, now=now) for pending, result in results]

    def _settled(self, pending: PendingEntry, result: ReadResult, *, now: datetime) -> ReadEntry | PendingEntry:
        page = _packed(self._evidence(pending, result))
        if result.item is not None:
            return ReadEntry(pending, result.item, page=page)
        log.warning("page not read url=%s error=%s", pending.entry.url, result.error)
        again = tried_again(pending, result, now)
        if again is not None and pending.attempts:
            return again
        headline = entry_as_item(pending.entry, self._sources[pending.entry.source_id], now)
        error = result.error or ""
        return ReadEntry(pending, headline, again=again, page=page, broken=error if error.startswith(OUR_FAULT) else "")

    def _labelled(self, settled: Sequence[ReadEntry | PendingEntry]) -> list[ReadEntry | PendingEntry]:
        """With their labels. What cannot be labelled here (a comment without its article yet, a fault) is later."""
        items = [row.item for row in settled if isinstance(row, ReadEntry) and not _needs_context(row.item)]
        labels = {item.id: own for item, own in self._judge.label(items, failed=_leave)}
        return [_with_labels(row, labels) if isinstance(row, ReadEntry) else row for row in settled]

    def _keep_read(
        self,
        host: str,
        settled: Sequence[ReadEntry | PendingEntry],
        results: Sequence[tuple[PendingEntry, ReadResult]],
        *,
        now: datetime,
    ) -> None:
        if not results:
            return
        with self._parts.store.transaction(alone=False) as tx:
            tx.feeds.log_all(result.record for _, result in results if result.record is not None)
            for row in settled:
                if isinstance(row, ReadEntry):
                    tx.entries.read(row, at=now)
                else:
                    tx.entries.retry(row)
            self._note_asked(tx, host)

    def _judge_some(self, waiting: Sequence[ReadEntry]) -> None:
        rows = {row.item.id: row for row in waiting}

        def mark(tx: Tx, items: Sequence[Item]) -> None:
            self._mark(tx, [rows[item.id] for item in items])

        def keep_failure(item: Item, error: Exception) -> None:
            self._keep_unjudged(item, rows[item.id].pending, error)

        bare = [row.item for row in rows.values() if row.labels is None]
        late = {item.id: own for item, own in self._judge.label(bare, failed=keep_failure)}
        labelled = [(row.item, row.labels or late.get(row.item.id)) for row in rows.values()]
        ready = [(item, labels) for item, labels in labelled if labels is not None]
        received = self._judge.place(ready, also=mark, failed=keep_failure)
        for one in received:
            page = rows[one.item_id].page
            if one.incident is not None and page:
                self._keep_page(rows[one.item_id].item, page)
        for twin in (row for row in waiting if rows[row.item.id] is not row):
            # Two entries led to one page.
            with self._parts.store.transaction(alone=False) as tx:
                self._mark(tx, [twin])

    def _mark(self, tx: Tx, rows: Sequence[ReadEntry]) -> None:
        ended: list[tuple[str, str, str | None]] = []
        for row in rows:
            entry = row.pending.entry
            if row.broken:
                entry_apart(tx, self._parts.classifier, row.item, entry, row.broken, now=self._parts.clock.now())
            elif row.again is not None:
                tx.entries.retry(row.again)
            else:
                ended.append((entry.source_id, entry.key, row.item.id))
        tx.entries.done_all(ended)

    def _keep_page(self, item: Item, page: str) -> None:
        copy = page_copy(item.id, item.url or "", zlib.decompress(base64.b64decode(page)), now=self._parts.clock.now())
        with self._parts.store.transaction(alone=False) as tx:
            tx.evidence.add(copy)

    def _recall(self, tx: Tx, host: str) -> None:
        """Keep the gap to the last request of whichever process it was."""
        last = tx.meta.get(_ASKED + host)
        if last is not None:
            ago = self._parts.clock.now() - datetime.fromisoformat(last)
            self._fetcher.turns.remember(host, max(ago.total_seconds(), 0.0))

    def _note_asked(self, tx: Tx, host: str) -> None:
        ago = self._fetcher.turns.seconds_since(host)
        if ago is not None:
            tx.meta.set(_ASKED + host, (self._parts.clock.now() - timedelta(seconds=ago)).isoformat())

    def _publish(self, ledger: Ledger) -> None:
        for event in ledger.events:
            self._parts.sink(event)


def _key(row: PendingEntry) -> Key:
    return row.entry.source_id, row.entry.key


def _is_due(watch: ItemWatch, now: datetime) -> bool:
    return watch.next_due_at is not None and watch.next_due_at <= now


def _needs_context(item: Item) -> bool:
    return bool(item.reply_to) and not item.context


def _leave(item: Item, error: Exception) -> None:
    log.error("item not labelled, left to its turn id=%s", item.id, exc_info=error)


def _with_labels(row: ReadEntry, labels: dict[str, Classification]) -> ReadEntry:
    own = labels.get(row.item.id)
    kept = row.page if own is None or own.relevant.value else ""
    return ReadEntry(row.pending, row.item, own, row.again, kept, row.broken)


def _packed(page: bytes) -> str:
    return base64.b64encode(zlib.compress(page)).decode("ascii") if page else ""
