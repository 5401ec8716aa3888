"""Commands that work on items without a database: classify, stories, feed, extract; and export from one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import Progress

from monitor.app import load_classifier
from monitor.collect.extract import extract
from monitor.collect.feeds import parse_feed
from monitor.collect.poll import entry_as_item
from monitor.commands.records import EXIT_DONE, EXIT_PARTLY, Refusals, read_records, writer
from monitor.core.clock import SystemClock, iso, parse_time
from monitor.core.config.plan_file import load_plan
from monitor.core.entries import Article
from monitor.core.errors import RecordError
from monitor.core.items import Channel, Item, item_from_record, item_to_record
from monitor.core.labels import Classification, PlaceMention, Scored
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import Settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.store.database import open_store
from monitor.stories.idf import read_idf
from monitor.stories.index import StoryIndex

BATCH = 256
_T = TypeVar("_T")


def classify(settings: Settings, *, source: str, target: str, plan_path: Path | None, models: Path | None) -> int:
    """Items in, labels out, in the same order. Returns the exit status."""
    plan = load_plan(plan_path or settings.plan_path)
    places = PlaceFinder(load_gazetteer(settings.gazetteer_dir))
    classifier = load_classifier(settings, plan, places, models_dir=models)
    refusals = Refusals()
    items = (item for item, _ in read_records(source, item_from_record, refusals))
    known: dict[str, Item] = {}
    with writer(target, reading=source) as write, progress("Gán nhãn") as advance:
        for batch in batches(items, BATCH):
            known.update((item.id, item) for item in batch if item.reply_to is None)
            for labels in classifier.classify_batch(batch, contexts=known):
                write(classification_to_record(labels))
            advance(len(batch))
    return refusals.exit_code


def stories(settings: Settings, *, source: str, target: str) -> int:
    """Items in order of arrival in, story memberships out; a repaired item's line is printed again."""
    plan = load_plan(settings.plan_path)
    places = PlaceFinder(load_gazetteer(settings.gazetteer_dir))
    classifier = load_classifier(settings, plan, places)
    index = StoryIndex(idf=read_idf(settings.models_dir / "idf.json"))
    refusals = Refusals()
    items = in_settled_order(item for item, _ in read_records(source, item_from_record, refusals))
    last = SystemClock().now()
    started = False
    with writer(target, reading=source) as write, progress("Gom tin thành câu chuyện") as advance:
        for batch in batches(items, BATCH):
            for item, labels in zip(batch, classifier.classify_batch(batch), strict=True):
                at = item.arrived_at or item.published_at or last
                last = max(last, at) if started else at
                started = True
                types = tuple(scored.id for scored in labels.incident_types)
                for row in index.assign(item, places=labels.places, facts=labels.facts, incident_types=types, at=last):
                    write({"id": row.item_id, "story": row.story_id, "copy_of": row.copy_of,
                           "score": round(row.score, 4), "why": row.why})  # fmt: skip
            advance(len(batch))
    return refusals.exit_code


def in_settled_order(items: Iterable[Item]) -> Iterator[Item]:
    """Items as they come, those that arrived at one moment by id: how lines of equal time stand says nothing."""
    for moment, together in groupby(items, key=lambda item: item.arrived_at):
        same = list(together)
        yield from same if moment is None else sorted(same, key=lambda item: item.id)


def feed(*, path: Path, url: str | None, target: str) -> int:
    """One feed document, its entries as items. Returns the exit status: 3 when the document is refused."""
    now = SystemClock().now()
    feed_url = url or path.resolve().as_uri()
    source = Source(path.stem, path.stem, SourceKind.RSS, feed_url, Channel.PRESS_CENTRAL, Tier.NATIONAL)
    parsed = parse_feed(path.read_bytes(), feed_url=feed_url, source_id=source.id, now=now)
    if not parsed.readable:
        sys.stderr.write(f"{path}: không đọc được như một tệp RSS, Atom hay JSON Feed ({parsed.warning})\n")
        return EXIT_PARTLY
    if parsed.warning:
        sys.stderr.write(f"{path}: {parsed.warning}\n")
    with writer(target) as write:
        for entry in parsed.entries:
            write(item_to_record(entry_as_item(entry, source, now)))
    return EXIT_DONE


def extract_pages(*, source: str, target: str, sources: Sequence[Source] = ()) -> int:
    """Pages in (`html` or `path`), articles out. A page that cannot be read has `error` set."""
    refusals = Refusals()
    now = SystemClock().now()
    with writer(target, reading=source) as write, progress("Đọc trang") as advance:
        for page, record in read_records(source, _page, refusals):
            article = _extract_one(page, record, sources, now)
            write({"id": str(record["id"]), "title": article.title, "lead": article.lead, "text": article.text,
                   "author": article.author, "url": article.url,
                   "published_at": iso(article.published_at) if article.published_at else None,
                   "updated_at": iso(article.updated_at) if article.updated_at else None,
                   "section": article.section, "tags": list(article.tags), "pictures": list(article.pictures),
                   "canonical_url": article.canonical_url, "error": article.error})  # fmt: skip
            advance(1)
    return refusals.exit_code


def _page(record: Mapping[str, Any]) -> bytes | str | Path:
    if not record.get("id"):
        raise RecordError("thiếu id", key="id")
    if isinstance(record.get("html"), str):
        return str(record["html"])
    if isinstance(record.get("path"), str):
        return Path(record["path"])
    raise RecordError("thiếu html hoặc path", key="html")


def _extract_one(
    page: bytes | str | Path, record: Mapping[str, Any], sources: Sequence[Source], now: datetime
) -> Article:
    url = str(record.get("url") or "")
    if isinstance(page, Path):
        try:
            page = page.read_bytes()
        except OSError as error:
            return Article(url=url, error=f"cannot read the file: {error.strerror}")
    source = next((s for s in sources if url and url.startswith(s.url)), None)
    return extract(page, url=url, source=source, now=now)


def export(settings: Settings, *, since: str | None, until: str | None, database: str | None, target: str) -> int:
    """Stored items as lines of the contract, ready for `replay` and `classify`."""
    begin = _moment("--since", since) or datetime(1970, 1, 1, tzinfo=UTC)
    end = _moment("--until", until) or SystemClock().now() + timedelta(days=1)
    store = open_store(database or settings.database_url)
    try:
        with store.transaction() as tx, writer(target) as write:
            for item in tx.items.export(since=begin, until=end):
                write({"type": "item", **item_to_record(item)})
    finally:
        store.close()
    return 0


def _moment(option: str, text: str | None) -> datetime | None:
    """Read an option that is a time. Raises RecordError."""
    if text is None:
        return None
    try:
        return parse_time(text)
    except (OverflowError, ValueError) as error:
        example = "2022-10-12T08:00:00+07:00"
        raise RecordError(f"{option}: «{text}» không phải là thời điểm; hãy viết theo dạng {example}") from error


def classification_to_record(labels: Classification) -> dict[str, Any]:
    """Write the labels record of the contract."""
    return {
        "id": labels.item_id,
        "relevant": {"value": labels.relevant.value, "score": round(labels.relevant.score, 4)},
        "themes": _scored(labels.themes),
        "incident_types": _scored(labels.incident_types),
        "sentiment": {"label": labels.sentiment.value, "score": round(labels.sentiment_score, 4)},
        "severity": {"level": str(labels.severity), "confidence": round(labels.severity_confidence, 4)},
        "good_news": {"value": labels.good_news.value, "score": round(labels.good_news.score, 4)},
        "levels": [level.value for level in labels.levels],
        "places": [_place(place) for place in labels.places],
        "territory": labels.territory.value,
        "reasons": [{"rule": r.rule, "text": r.text, "start": r.start, "end": r.end} for r in labels.reasons],
        "versions": dict(labels.versions),
    }


def _place(place: PlaceMention) -> dict[str, Any]:
    """Write a place. One that the text does not name has an empty `name` and span, and its name in `inferred`."""
    written = place.start >= 0
    return {
        "id": place.id,
        "name": place.name if written else "",
        "start": place.start if written else 0,
        "end": place.end if written else 0,
        "certainty": round(place.certainty, 2),
        "inferred": None if written else place.name,
    }


def _scored(rows: Sequence[Scored]) -> list[dict[str, Any]]:
    return [{"id": row.id, "score": round(row.score, 4)} for row in rows]


def batches(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Cut a stream into lists of at most `size`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


class progress:  # noqa: N801 - reads as a verb at the call
    """A progress bar on standard error, only when somebody is looking."""

    def __init__(self, title: str, *, total: int | None = None) -> None:
        console = Console(stderr=True)
        self._bar = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._title, self._total = title, total

    def __enter__(self) -> Any:
        self._bar.start()
        task = self._bar.add_task(self._title, total=self._total)
        return lambda count: self._bar.advance(task, count)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
