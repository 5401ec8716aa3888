"""Figures for Prometheus: read from the store's logs and from what this process timed. No texts, no people.

Each product has a registry of its own, built by `monitor.app`. Counters begin with the process; lines of the logs are
counted whichever process wrote them. Times are this process's.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from monitor import __version__
from monitor.core.items import Item
from monitor.core.labels import Classification, Severity
from monitor.stages.alarming import BEATS
from monitor.stages.parts import ItemClassifier
from monitor.store.database import Store, Tx
from monitor.store.telemetry import Marks

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
JOBS: Mapping[str, str] = {"thu thập tin": "collect", "gửi tin": "deliver"}
"""Names of the jobs in figures; the same as are watched (`monitor.stages.alarming`)."""
_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5)


class TimedClassifier:
    """A classifier whose time for an item is measured."""

    def __init__(self, inner: ItemClassifier, seconds: Histogram) -> None:
        self._inner = inner
        self._seconds = seconds

    @property
    def version(self) -> str:
        """The inner one's."""
        return str(getattr(self._inner, "version", ""))

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        """Classify, and share the time out evenly over the batch."""
        started = time.perf_counter()
        answers = self._inner.classify_batch(items, contexts=contexts)
        each = (time.perf_counter() - started) / max(len(items), 1)
        for _ in items:
            self._seconds.observe(each)
        return answers


class Metrics:
    """The figures of one product. Safe to share between threads."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._seconds = Histogram(
            "monitor_classify_seconds", "Time to label one item.", buckets=_SECONDS, registry=self._registry
        )
        self._counters = {
            "fetches": self._counter("fetches", "Requests by outcome.", "outcome"),
            "items": self._counter("items", "Items placed in a story.", "kind"),
            "stories": self._counter("stories", "Stories begun."),
            "incidents": self._counter("incidents", "Incidents opened, by the level they have now.", "level"),
            "deliveries": self._counter("deliveries", "Attempts to deliver a message.", "channel", "outcome"),
            "suppressed": self._counter("suppressed", "Messages not sent, by reason.", "reason"),
            "warnings": self._counter("warnings", "Warnings to the operator.", "about"),
        }
        self._queue = self._gauge("outbox_waiting", "Messages neither sent nor given up.", "channel")
        self._oldest = self._gauge("outbox_oldest_due_seconds", "How long the message due longest has been due.")
        self._entries = self._gauge("entries", "Entries that wait for their page, or were given up.", "state")
        self._open = self._gauge("open_incidents", "Incidents that are open.", "level")
        self._apart = self._gauge("quarantined_items", "Items set apart because judging them fails.")
        self._beat = self._gauge("job_age_seconds", "Since a job ran last.", "job")
        self._size = self._gauge("database_bytes", "Size of the database.")
        self._gauge("build_info", "Always 1; the version is a label.", "version").labels(__version__).set(1)
        self._marks: Marks | None = None
        self._lock = threading.Lock()

    def timed(self, classifier: ItemClassifier) -> ItemClassifier:
        """The same classifier, measured."""
        return TimedClassifier(classifier, self._seconds)

    def start(self, store: Store) -> None:
        """Count from here on what the logs will say."""
        with self._lock, store.read() as tx:
            self._marks = tx.telemetry.marks()

    def render(self, store: Store, *, now: datetime) -> bytes:
        """Write every figure in the text format of Prometheus. Raises StorageError."""
        with self._lock, store.read() as tx:
            self._count(tx)
            self._look(tx, now=now)
            return generate_latest(self._registry)

    def _count(self, tx: Tx) -> None:
        marks = tx.telemetry.marks()
        if self._marks is not None:
            for counted in tx.telemetry.counted(self._marks, marks):
                counter = self._counters[counted.log]
                for values, count in counted.by.items():
                    (counter.labels(*values) if values else counter).inc(count)
        self._marks = marks

    def _look(self, tx: Tx, *, now: datetime) -> None:
        waiting, due = tx.telemetry.waiting(), tx.outbox.next_due()
        _set_all(self._queue, waiting.lanes)
        _set_all(self._entries, {"pending": 0, "failed": 0, **waiting.entries_by_state})
        _set_all(self._open, {level.name: 0 for level in Severity} | dict(waiting.open_incidents))
        self._oldest.set(max((now - due).total_seconds(), 0.0) if due is not None else 0.0)
        self._apart.set(tx.quarantine.count())
        self._size.set(waiting.database_bytes)
        for name in BEATS:
            last = tx.meta.get(f"beat:{name}")
            if last is not None:
                self._beat.labels(JOBS[name]).set((now - datetime.fromisoformat(last)).total_seconds())

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        return Counter(f"monitor_{name}", words, labels, registry=self._registry)

    def _gauge(self, name: str, words: str, *labels: str) -> Gauge:
        return Gauge(f"monitor_{name}", words, labels, registry=self._registry)


def _set_all(gauge: Gauge, values: Mapping[str, int]) -> None:
    """What is no longer there must not stand there for ever."""
    gauge.clear()
    for label, value in values.items():
        gauge.labels(label).set(value)
