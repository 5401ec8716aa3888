"""What the classifiers said last about each item: whole, and label by label for counting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, insert, or_, select

from monitor.core.corrections import version_of
from monitor.core.counted import CountedLabels
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification, Sentiment, Severity, Territory
from monitor.store.base import Repository, batches
from monitor.store.bulk import insert_all
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.items import item_of, seen_between
from monitor.store.schema.items import classifications, items, labels
from monitor.store.schema.stories import memberships

_Label = tuple[str, str, float | None]
"""Task, label, score (None for tasks without one)."""
_TIME_KEYS = select(items.c.id, items.c.time_key).where(items.c.id.in_(bindparam("ids", expanding=True)))


@lru_cache(maxsize=1000)
def _decoded(record: str) -> Classification:
    """Read a classification. A story is looked at with each item that comes to it: most of it was read just before."""
    return decode(Classification, record)


class Labels(Repository):
    """The current classification of items."""

    def put(self, classification: Classification, *, now: datetime) -> None:
        """Replace what is said about an item. The item must be stored (else StorageError)."""
        item_id = classification.item_id
        row = {"item_id": item_id, "classified_at": now, "record": encode(classification)}
        upsert(self._connection, classifications, row)
        self._connection.execute(delete(labels).where(labels.c.item_id == item_id))
        time_key = self._connection.execute(select(items.c.time_key).where(items.c.id == item_id)).scalar_one()
        self._connection.execute(insert(labels), _rows(classification, time_key))

    def add_all(self, said: Sequence[tuple[Classification, datetime]]) -> None:
        """Add what was said, and when, about stored items of which nothing was said yet."""
        for batch in batches(said):
            rows = [{"item_id": one.item_id, "classified_at": at, "record": encode(one)} for one, at in batch]
            insert_all(self._connection, classifications, rows)
            found = self._connection.execute(_TIME_KEYS, {"ids": [one.item_id for one, _ in batch]})
            keys = {row.id: row.time_key for row in found}
            insert_all(self._connection, labels, [row for one, _ in batch for row in _rows(one, keys[one.item_id])])

    def get(self, item_id: str) -> Classification | None:
        """What was said last about one item."""
        query = select(classifications.c.record).where(classifications.c.item_id == item_id)
        record = self._connection.execute(query).scalar_one_or_none()
        return decode(Classification, record) if record else None

    def said_at(self, item_id: str) -> datetime | None:
        """When an item was classified last; None when it never was."""
        query = select(classifications.c.classified_at).where(classifications.c.item_id == item_id)
        moment: datetime | None = self._connection.execute(query).scalar_one_or_none()
        return moment

    def many(self, ids: Iterable[str]) -> dict[str, Classification]:
        """The classifications that exist for `ids`, by item id."""
        found: dict[str, Classification] = {}
        for batch in batches(ids):
            query = select(classifications.c.item_id, classifications.c.record)
            rows = self._connection.execute(query.where(classifications.c.item_id.in_(batch)))
            found.update((row.item_id, _decoded(row.record)) for row in rows)
        return found

    def between(self, start: datetime, end: datetime) -> Iterator[tuple[Item, Classification]]:
        """Yield classified items published (else arrived) in `[start, end)`, in order, few in memory at a time."""
        query = select(items, classifications.c.record).join(classifications, classifications.c.item_id == items.c.id)
        rows = self._stream(seen_between(query, start, end))
        return ((item_of(row), decode(Classification, row.record)) for row in rows)

    def counted(self, start: datetime, end: datetime) -> Iterator[CountedLabels]:
        """Yield what reports count of every classified item published (else arrived) in `[start, end)`, in order.

        A year of items in a fraction of the time that `between` takes: it builds no items and no evidence.
        """
        query = select(items.c.channel, classifications.c.record, memberships.c.copy_of)
        query = query.join(classifications, classifications.c.item_id == items.c.id)
        query = query.outerjoin(memberships, memberships.c.item_id == items.c.id)
        rows = self._stream(seen_between(query, start, end))
        return (_counted(row.channel, json.loads(row.record), row.copy_of) for row in rows)

    def sightings(self, task: str, start: datetime, end: datetime) -> Iterator[tuple[str, datetime]]:
        """Yield label and time of every item that reports count (see `monitor.reports.counting`), in order of time.

        Published (else arrived) in `[start, end)`, about education or of severity S2 and above, not of another
        province, no reprint. An item with two labels of the task is yielded twice.
        """
        seen_at = func.coalesce(items.c.published_at, items.c.arrived_at).label("seen_at")
        query = select(labels.c.label, seen_at).join(items, items.c.id == labels.c.item_id)
        query = query.outerjoin(memberships, memberships.c.item_id == items.c.id)
        query = query.where(labels.c.task == task, memberships.c.copy_of.is_(None))
        query = query.where(_said(_CONCERNS_US), ~_said({"territory": (Territory.OTHER.value,)}))
        rows = self._stream(seen_between(query, start, end))
        return ((row.label, row.seen_at.replace(tzinfo=row.seen_at.tzinfo or UTC)) for row in rows)


def _counted(channel: str, record: Any, copy_of: str | None) -> CountedLabels:
    """Of the record of a Classification."""
    return CountedLabels(
        channel=Channel(channel),
        relevant=record["relevant"]["value"],
        severity=Severity(record["severity"]),
        sentiment=Sentiment(record["sentiment"]),
        territory=Territory(record["territory"]),
        themes=tuple(theme["id"] for theme in record["themes"]),
        incident_types=tuple(kind["id"] for kind in record["incident_types"]),
        places=tuple(place["id"] for place in record["places"]),
        levels=tuple(record["levels"]),
        good_news=record["good_news"]["value"],
        is_copy=copy_of is not None,
    )


_CONCERNS_US = {"relevant": ("true",), "severity": tuple(level.name for level in Severity if level >= Severity.S2)}


def _said(wanted: Mapping[str, tuple[str, ...]]) -> ColumnElement[bool]:
    """Whether any of these labels was given to the item at hand."""
    other = labels.alias()
    meant = or_(*(and_(other.c.task == task, other.c.label.in_(names)) for task, names in wanted.items()))
    return exists().where(other.c.item_id == items.c.id, meant)


def _rows(said: Classification, time_key: int) -> list[dict[str, Any]]:
    rows = {
        (task, label): {
            "item_id": said.item_id,
            "task": task,
            "label": label,
            "score": score,
            "version": version_of(said, task),
            "time_key": time_key,
        }
        for task, label, score in _labels(said)
    }
    return list(rows.values())


def _labels(said: Classification) -> Iterator[_Label]:
    yield "relevant", str(said.relevant.value).lower(), said.relevant.score
    yield from (("themes", theme.id, theme.score) for theme in said.themes)
    yield from (("incident_types", kind.id, kind.score) for kind in said.incident_types)
    yield "sentiment", said.sentiment.value, said.sentiment_score
    yield "severity", said.severity.name, said.severity_confidence
    yield "good_news", str(said.good_news.value).lower(), said.good_news.score
    yield from (("levels", level.value, None) for level in said.levels)
    yield "territory", said.territory.value, None
    yield from (("places", place, None) for mention in said.places for place in with_parents(mention.id))


def with_parents(place_id: str) -> Iterator[str]:
    """A place and what it lies in, the smallest first: `ben-tre/ba-tri/an-duc`, `ben-tre/ba-tri`, `ben-tre`."""
    parts = place_id.split("/")
    return ("/".join(parts[:size]) for size in range(len(parts), 0, -1))
