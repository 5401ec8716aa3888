"""One round over every source that is due: poll feeds, read the pages of new entries, hand the items to the judge.

Fetching runs in threads, one host at a time each; everything is written by the calling thread. A feed's new entries are
kept in one transaction with its ETag, a few feeds together, so that a crash between finding and reading loses nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.collect.fetch import Fetcher, FetchResult
from monitor.collect.health import ROLLOVER, feed_problem, worth_telling
from monitor.collect.poll import PollResult, ReadResult, entry_as_item, next_state, poll_feed, read_entry
from monitor.collect.roster import Roster
from monitor.collect.social.access import explain_error
from monitor.collect.urls import item_id
from monitor.collect.websub import with_pushes
from monitor.core.clock import local_date
from monitor.core.entries import Entry, FeedState, FetchOutcome, FetchRecord, PendingEntry
from monitor.core.errors import ConfigError
from monitor.core.handling import OperatorWarning
from monitor.core.items import Item
from monitor.core.log_context import about
from monitor.core.memory import MIB, peak_memory
from monitor.core.privacy import mask
from monitor.core.sources import Source, SourceKind
from monitor.stages.alarming import warn
from monitor.stages.in_hand import InHand
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts
from monitor.stages.quarantine import FOR_GOOD, died, entry_apart, set_apart
from monitor.stages.side_by_side import grouped, in_threads
from monitor.stages.watching import page_copy
from monitor.store.base import batches
from monitor.store.database import Tx
from monitor.store.items import PutResult

log = logging.getLogger(__name__)

READ_BATCH = 40
"""Pages read before the first of them is judged: a crisis must not wait for a long backlog."""
KEEP_TOGETHER = 8
"""Polls kept in one transaction: opening and ending one costs as much as a quarter of a feed."""
READ_ATTEMPTS = 4
READ_BACKOFF = timedelta(minutes=2)
UNJUDGED_CHARS = 100
OUR_FAULT = "reading: "
"""Begins the reason when not the page but our own reader is what failed."""


@dataclass(frozen=True, slots=True)
class PollSummary:
    """What one round did. `articles` were read from pages or feeds; `new` were not known before."""

    sources: int = 0
    fetched: int = 0
    not_modified: int = 0
    failed: int = 0
    entries: int = 0
    articles: int = 0
    new: int = 0
    copies: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_rss_mb: float = 0.0

    def plus(self, **counts: int) -> PollSummary:
        """The summary with counts added."""
        return replace(self, **{name: getattr(self, name) + value for name, value in counts.items()})


@dataclass(frozen=True, slots=True)
class _Ready:
    """An item to be judged: its entry, whether that is `done` with, and the page it was read from, if any.

    `broken`: our own code failed on the page, and how.
    """

    item: Item
    pending: PendingEntry
    done: bool
    page: bytes = b""
    broken: str = ""


class Collector:
    """Polls the enabled sources through one fetcher."""

    def __init__(self, parts: Parts, judge: Judge, *, fetcher: Fetcher, sources: Sequence[Source]) -> None:
        self._parts = parts
        self._judge = judge
        self._fetcher = fetcher
        self._given = sources
        self._in_hand = InHand(parts)
        self._take_sources()

    def round(self, *, progress: Callable[[str, int, int], None] | None = None) -> PollSummary:
        """Poll what is due and read what waits. One bad feed or page never stops the rest.

        When the product is to end, what is being fetched is still kept and the rest waits for the next round.
        """
        self._take_sources()
        started, cpu = time.perf_counter(), time.process_time()
        tell_progress = progress or (lambda _stage, _done, _total: None)
        summary = self._poll(PollSummary(sources=len({source.id for source in self._feeds.values()})), tell_progress)
        summary = self._read(summary, tell_progress)
        return replace(
            summary,
            seconds=round(time.perf_counter() - started, 3),
            cpu_seconds=round(time.process_time() - cpu, 3),
            peak_rss_mb=round(peak_memory() / MIB, 1),
        )

    def _take_sources(self) -> None:
        """The sources as they are now: one added since the last round is in this one."""
        sources = tuple(self._given)
        self._sources = {source.id: source for source in sources}
        self._feeds = {feed: source for source in sources if source.enabled for feed in source.feeds}

    def check_silence(self, *, now: datetime) -> None:
        """Warn once of every feed that fails, refuses or is quiet for longer than is usual for it.

        Silence is not calm. One that recovered may be warned of again.
        """
        with self._parts.store.read() as tx:
            states = tx.feeds.all()
            paused = tx.paused_sources.all()
        for state in states:
            source = self._feeds.get(state.feed_url)
            if source is None or source.id in paused:
                continue
            problem = feed_problem(state, source, now, self._parts.plan.alerts.source_silent_after)
            if problem is not None and worth_telling(state, problem):
                self._warn(replace(state, warned_of=problem.kind.value), source, problem.text, now=now)
            elif problem is None and state.silent_warned and not state.failures:
                with self._parts.store.transaction() as tx:
                    tx.feeds.put(replace(state, silent_warned=False, warned_of=""))

    def name_the_dead(self, *, now: datetime) -> tuple[str, ...]:
        """After the very first round on a database, warn of every feed that did not answer. Returns their addresses.

        Addresses of sources move without notice; the first start is the moment to say which ones are wrong.
        """
        with self._parts.store.read() as tx:
            if tx.meta.get("first_round") is not None:
                return ()
        with self._parts.store.transaction() as tx:
            if tx.meta.get("first_round") is not None:
                return ()
            tx.meta.set("first_round", now.isoformat())
            states = [state for state in tx.feeds.all() if state.last_ok_at is None]
        for state in states:
            source = self._feeds.get(state.feed_url)
            if source is not None:
                reason = explain_error(state.last_error) or state.last_error or "không rõ lỗi"
                self._warn(state, source, f"không đọc được ở lượt đầu tiên ({reason})", now=now)
        return tuple(state.feed_url for state in states)

    def _warn(self, state: FeedState, source: Source, problem: str, *, now: datetime) -> None:
        text = f"Nguồn «{source.name}» {problem}. Địa chỉ: {state.feed_url}. Chạy «monitor doctor --probe» để kiểm tra."
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            tx.feeds.put(replace(state, silent_warned=True))
            warn(
                ledger,
                OperatorWarning(
                    now, "source", text, key=f"source:{state.feed_url}:{state.warned_of}:{now:%Y-%m-%dT%H}"
                ),
            )
        for event in ledger.events:
            self._parts.sink(event)

    def _poll(self, summary: PollSummary, progress: Callable[[str, int, int], None]) -> PollSummary:
        now = self._parts.clock.now()
        due = self._due(now)
        jobs = [(*feed, self._parts.random.random()) for feed in due]

        def poll(job: tuple[Source, str, FeedState, float]) -> PollResult:
            source, feed_url, state, jitter = job
            try:
                return poll_feed(self._fetcher, source, feed_url, state, now, jitter)
            except Exception as error:
                log.exception("feed not read url=%s", feed_url)
                return failed_poll(source, feed_url, state, error, now=now, jitter=jitter)

        by_host = grouped(jobs, key=lambda job: urlsplit(job[1]).netloc)
        done = 0
        for results in batches(in_threads(poll, by_host, self._parts.stopping), KEEP_TOGETHER):
            summary = self._keep_polls(summary, results, now=now)
            done += len(results)
            progress("nguồn tin", done, len(jobs))
        return summary

    def _due(self, now: datetime) -> list[tuple[Source, str, FeedState]]:
        with self._parts.store.read() as tx:
            known = {state.feed_url: state for state in tx.feeds.all()}
            paused = tx.paused_sources.all()
        due = []
        for feed_url, source in self._feeds.items():
            if source.id in paused:
                continue
            state = known.get(feed_url) or FeedState(feed_url, source.id, next_due_at=now)
            if state.next_due_at <= now:
                due.append((source, feed_url, state))
        return due

    def _keep_polls(self, summary: PollSummary, results: Sequence[PollResult], *, now: datetime) -> PollSummary:
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            added = keep_polls(tx, results, found_at=now)
            for result in results:
                if result.record.note == ROLLOVER:
                    self._warn_of_rollover(ledger, result.state, now=now)
        for event in ledger.events:
            self._parts.sink(event)
        outcomes = [result.record.outcome for result in results]
        fetched, unchanged = outcomes.count(FetchOutcome.OK), outcomes.count(FetchOutcome.NOT_MODIFIED)
        return summary.plus(
            fetched=fetched, not_modified=unchanged, failed=len(outcomes) - fetched - unchanged, entries=added
        )

    def _warn_of_rollover(self, ledger: Ledger, state: FeedState, *, now: datetime) -> None:
        """Once a day and feed: its entries were all replaced between two polls, so some may never have been seen."""
        name = self._feeds[state.feed_url].name if state.feed_url in self._feeds else state.source_id
        text = (
            f"Nguồn «{name}»: giữa hai lượt đọc, toàn bộ mục tin đã bị thay nên có thể sót tin. Hệ thống tự đọc dày "
            f"hơn; nếu còn lặp lại khi hệ thống chạy liên tục, hãy giảm every_minutes. Địa chỉ: {state.feed_url}."
        )
        warn(ledger, OperatorWarning(now, "source", text, key=f"rollover:{state.feed_url}:{local_date(now)}"))

    def _read(self, summary: PollSummary, progress: Callable[[str, int, int], None]) -> PollSummary:
        now = self._parts.clock.now()
        while not self._parts.stopping.is_set():
            waiting = self._in_hand.waiting()
            with self._parts.store.read() as tx:
                due = tx.entries.due(now, READ_BATCH + len(waiting))
            pending = [one for one in due if entry_id(one) not in waiting]
            if not pending:
                break
            self._judge.warm_up()
            for group in self._grouped_by_risk(self._drop_orphans(pending), now=now):
                with self._in_hand.judging([entry_id(one) for one in group]):
                    results = self._fetch_pages(group, now=now, progress=progress)
                    summary = self._judge_items(summary, self._settle(results, now=now))
        return summary

    def _grouped_by_risk(self, pending: Sequence[PendingEntry], *, now: datetime) -> Iterator[tuple[PendingEntry, ...]]:
        """What is read and judged together: what was in hand at a death comes alone, what is fatal not at all."""
        by_id = {entry_id(one): one for one in pending}
        risks = self._in_hand.risks(tuple(by_id))
        for fatal_id in risks.fatal:
            entry = by_id[fatal_id].entry
            item = entry_as_item(entry, self._sources[entry.source_id], now)
            self._set_apart_dead(item, entry, self._in_hand.again_at(fatal_id))
        for ids in (risks.together, *((one,) for one in risks.alone)):
            if ids and not self._parts.stopping.is_set():
                yield tuple(by_id[one] for one in ids)

    def _set_apart_dead(self, item: Item, entry: Entry, again_at: datetime) -> None:
        self._set_apart(item, entry, died(again_at), again_at=again_at)

    def _set_apart(self, item: Item, entry: Entry, reason: str, *, again_at: datetime = FOR_GOOD) -> None:
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            tx.entries.failed(entry.source_id, entry.key, f"judging: {reason}")
            set_apart(
                ledger, self._parts, item, reason, self._parts.clock.now(), source_id=entry.source_id,
                entry_key=entry.key, again_at=again_at,
            )  # fmt: skip
        for event in ledger.events:
            self._parts.sink(event)

    def _drop_orphans(self, pending: Sequence[PendingEntry]) -> tuple[PendingEntry, ...]:
        """Entries of a source that was taken out of the file are ended, and said so."""
        orphans = [p.entry for p in pending if p.entry.source_id not in self._sources]
        for entry in orphans:
            log.warning("entry dropped, its source is gone source=%s url=%s", entry.source_id, entry.url)
            with self._parts.store.transaction() as tx:
                tx.entries.failed(entry.source_id, entry.key, "source no longer declared")
        return tuple(p for p in pending if p.entry.source_id in self._sources)

    def _fetch_pages(
        self, pending: Sequence[PendingEntry], *, now: datetime, progress: Callable[[str, int, int], None]
    ) -> list[tuple[PendingEntry, ReadResult]]:
        def read(job: PendingEntry) -> tuple[PendingEntry, ReadResult]:
            try:
                with about(item=entry_id(job)):
                    return job, read_entry(self._fetcher, job.entry, self._sources[job.entry.source_id], now)
            except Exception as error:
                log.exception("page not read url=%s", job.entry.url)
                return job, ReadResult(None, error=f"{OUR_FAULT}{_shown(error)}")

        by_host = grouped(pending, key=lambda job: urlsplit(job.entry.url).netloc)
        results = []
        for done, result in enumerate(in_threads(read, by_host, self._parts.stopping), start=1):
            results.append(result)
            progress("tin bài", done, len(pending))
        return results

    def _settle(self, results: Sequence[tuple[PendingEntry, ReadResult]], *, now: datetime) -> list[_Ready]:
        """Items ready to be judged.

        A page that cannot be read now is tried again, but its headline and summary are judged at once: the text that
        comes later is a new version. What can never be read keeps its headline and summary.
        """
        again = {
            entry_id(pending): tried_again(pending, result, now) for pending, result in results if result.item is None
        }
        with self._parts.store.transaction() as tx:
            tx.feeds.log_all(result.record for _, result in results if result.record is not None)
            for later in filter(None, again.values()):
                tx.entries.retry(later)
        ready = [self._ready(pending, result, again.get(entry_id(pending)), now=now) for pending, result in results]
        return sorted(filter(None, ready), key=lambda row: (row.item.seen_at or now, row.item.id))

    def _ready(
        self, pending: PendingEntry, result: ReadResult, again: PendingEntry | None, *, now: datetime
    ) -> _Ready | None:
        if result.item is not None:
            return _Ready(result.item, pending, True, self._evidence(pending, result))
        log.warning("page not read url=%s error=%s", pending.entry.url, result.error)
        if pending.attempts and again is not None:
            return None  # its headline was judged before
        headline = entry_as_item(pending.entry, self._sources[pending.entry.source_id], now)
        broken = (result.error or "") if (result.error or "").startswith(OUR_FAULT) else ""
        return _Ready(headline, pending, again is None, self._evidence(pending, result), broken)

    def _evidence(self, pending: PendingEntry, result: ReadResult) -> bytes:
        """The page to keep with its item; none of a forum, where it shows other people's posts and names."""
        return b"" if self._sources[pending.entry.source_id].kind is SourceKind.FORUM else result.page

    def _judge_items(self, summary: PollSummary, ready: Sequence[_Ready]) -> PollSummary:
        waiting = {row.item.id: row for row in ready}

        def mark_done(tx: Tx, items: Sequence[Item]) -> None:
            rows = [waiting[item.id] for item in items]
            for row in rows:
                if row.broken:
                    now = self._parts.clock.now()
                    entry_apart(tx, self._parts.classifier, row.item, row.pending.entry, row.broken, now=now)
            ended = (row for row in rows if row.done and not row.broken)
            tx.entries.done_all([(row.pending.entry.source_id, row.pending.entry.key, row.item.id) for row in ended])

        def keep_failure(item: Item, error: Exception) -> None:
            self._keep_unjudged(item, waiting[item.id].pending, error)

        received = self._judge.receive([row.item for row in ready], also=mark_done, failed=keep_failure)
        self._keep_pages([waiting[r.item_id] for r in received if r.incident is not None])
        return summary.plus(
            articles=len(received),
            new=sum(r.result is PutResult.NEW for r in received),
            copies=sum(r.copy_of is not None for r in received),
        )

    def _keep_pages(self, rows: Sequence[_Ready]) -> None:
        """Keep the pages an incident rests on, as they were read; those of earlier items are kept when read again."""
        now = self._parts.clock.now()
        for row in rows:
            if row.page:
                with self._parts.store.transaction() as tx:
                    tx.evidence.add(page_copy(row.item.id, row.item.url or "", row.page, now=now))

    def _keep_unjudged(self, item: Item, pending: PendingEntry, error: Exception) -> None:
        """An item that our own code fails on is tried again, then set apart; the operator hears of it at once."""
        log.error("item not judged id=%s url=%s", item.id, item.url, exc_info=error)
        if pending.attempts + 1 >= READ_ATTEMPTS:
            self._set_apart(item, pending.entry, _shown(error))
            return
        now = self._parts.clock.now()
        text = (
            f"Tin «{mask(item.title or item.text)[:UNJUDGED_CHARS]}» ({item.url or item.id}) gặp lỗi khi xử lý nên "
            "chưa được xét; hệ thống sẽ thử lại vài lần, các tin khác không bị ảnh hưởng. "
            "Hãy tự xem tin này và gửi nhật ký cho người bảo trì."
        )
        with self._parts.store.transaction() as tx:
            ledger = Ledger(tx)
            tx.entries.retry(pending.later(now + READ_BACKOFF * 2**pending.attempts))
            warn(ledger, OperatorWarning(now, "item", text, key=f"unjudged:{item.id}"))
        for event in ledger.events:
            self._parts.sink(event)


def look_again(parts: Parts, sources: Sequence[Source]) -> None:
    """Take in what was added to the file of sources; one that cannot be read is told of, and the old list goes on."""
    if not isinstance(sources, Roster):
        return
    try:
        changed = sources.refresh()
    except ConfigError as error:
        now, fault = parts.clock.now(), error.faults[0]
        log.warning("sources not read again fault=%s", fault)
        text = (
            f"Tệp sources.yaml vừa sửa có lỗi (dòng {fault.line}, {fault.key}: {fault.message}); hệ thống vẫn theo dõi "
            "các nguồn như trước. Hãy sửa lại tệp."
        )
        with parts.store.transaction() as tx:
            ledger = Ledger(tx)
            warn(ledger, OperatorWarning(now, "source", text, key=f"sources-file:{now:%Y-%m-%dT%H:%M}"))
        for event in ledger.events:
            parts.sink(event)
        return
    if changed:
        log.info("sources read again count=%d", len(sources))


def tried_again(pending: PendingEntry, result: ReadResult, now: datetime) -> PendingEntry | None:
    """The entry as it waits for another try at its page; None when there is to be none."""
    again = result.retry and pending.attempts + 1 < READ_ATTEMPTS
    return pending.later(now + READ_BACKOFF * 2**pending.attempts) if again else None


def keep_polls(tx: Tx, results: Iterable[PollResult], *, found_at: datetime) -> int:
    """Keep what polls brought: their lines in the log, the feeds' states, and the entries not known yet, counted."""
    added = 0
    for result in results:
        tx.feeds.log(result.record)
        # A hub may have pushed while the feed was polled.
        stored = tx.feeds.get(result.state.feed_url) if result.state.hub else None
        tx.feeds.put(with_pushes(result.state, stored))
        added += tx.entries.add_all(result.entries, found_at=found_at)
    return added


def failed_poll(
    source: Source, feed_url: str, state: FeedState, error: Exception, *, now: datetime, jitter: float
) -> PollResult:
    """The poll of a feed that our own code fails on: a failure like any other, backed off from and warned of."""
    result = FetchResult(FetchOutcome.TEMPORARY, feed_url, error=_shown(error))
    record = FetchRecord(url=feed_url, source_id=source.id, at=now, outcome=result.outcome, error=result.error)
    return PollResult(record, next_state(state, result, (), source, now, jitter))


def entry_id(pending: PendingEntry) -> str:
    """The id of the item that an entry becomes."""
    return item_id(pending.entry.source_id, pending.entry.key)


def _shown(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
