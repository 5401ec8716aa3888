"""Nguồn tin: how each source does, pausing it, trying it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi.responses import Response

from alerts.words import CHANNELS
from monitor.collect.health import feed_problem, show_span
from monitor.collect.poll import poll_feed
from monitor.collect.social.access import explain_error
from monitor.core.accounts import PausedSource, Permission
from monitor.core.clock import show_time
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.sources import Source
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.links.pages import stale_jobs
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see
from monitor.reports.coverage import watches_between
from monitor.reports.source_gaps import coverage, source_health
from monitor.reports.summary import rollover_sentence, sources_sentence
from monitor.reports.tables import GapRow, gap_rows

pages = Pages()

TRY_JITTER = 0.5
SHOWN_ENTRIES = 5
COVERED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source. `tone` is `bad`, `quiet`, `ok`, `new`, `paused` or `off`; `problem` a sentence, empty when well."""

    id: str
    name: str
    kind: str
    url: str
    every: str
    state: str
    tone: str
    problem: str
    read: str
    newest: str


@dataclass(frozen=True, slots=True)
class Covered:
    """The coverage statement: its sentences (the second may be empty), the worst gaps, and how many more there are."""

    sentence: str
    rolled_over: str
    gaps: tuple[GapRow, ...]
    more: int


@pages.get("/nguon-tin", may=Permission.READ_ALL)
def source_list(visit: Visiting) -> Response:
    """Every source with its health, the troubled ones first."""
    app = visit.app
    with app.store.read() as tx:
        states, paused, stale = tx.feeds.all(), tx.paused_sources.all(), stale_jobs(tx, visit.now)
    by_feed = {state.feed_url: state for state in states}
    limit = app.plan.alerts.source_silent_after
    rows = [
        row_of_source(s, [by_feed[f] for f in s.feeds if f in by_feed], paused.get(s.id), now=visit.now, limit=limit)
        for s in app.sources
    ]
    order = list(_STATES)
    rows.sort(key=lambda row: (order.index(row.tone), row.name))
    counts = [(number, name) for tone, name in _STATES.items() if (number := sum(row.tone == tone for row in rows))]
    covered = visit.desk.memo.get("coverage", visit.now, lambda: how_covered(visit))
    added = visit.asked("xong") == "them"
    return visit.page("sources.html", rows=rows, counts=counts, covered=covered, added=added, stale=stale)


def how_covered(visit: Visit) -> Covered:
    """The coverage statement of the last week: which sources were heard throughout, and which may have been missed."""
    now, silent_after = visit.now, visit.app.plan.alerts.source_silent_after
    with visit.app.store.read() as tx:
        watches = watches_between(tx, now - COVERED, now)
    health = source_health(watches, start=now - COVERED, until=now, silent_after=silent_after)
    covered = coverage(watches, start=now - COVERED, until=now, silent_after=silent_after)
    gaps, more = gap_rows(covered.gaps)
    return Covered(sources_sentence(health), rollover_sentence(covered), gaps, more)


@pages.post("/nguon-tin/{source_id}/tam-dung", may=Permission.MANAGE_SOURCES)
def pause(visit: Visiting, source_id: str) -> Response:
    """Leave a source alone until somebody lets it go on."""
    source = _source(visit, source_id)
    reason = visit.field("reason", limit=300)
    if not reason:
        raise BadForm("Hãy ghi lý do tạm dừng nguồn tin, để người sau biết khi nào cho chạy lại.")
    with visit.app.store.transaction() as tx:
        tx.paused_sources.pause(source.id, by=visit.me.login, reason=reason, at=visit.now)
        visit.audit(tx, "pause-source", source.id, reason)
    return see("/nguon-tin")


@pages.post("/nguon-tin/{source_id}/chay-lai", may=Permission.MANAGE_SOURCES)
def resume(visit: Visiting, source_id: str) -> Response:
    """Poll a source again."""
    source = _source(visit, source_id)
    with visit.app.store.transaction() as tx:
        if tx.paused_sources.resume(source.id):
            visit.audit(tx, "resume-source", source.id)
    return see("/nguon-tin")


@pages.post("/nguon-tin/{source_id}/thu", may=Permission.MANAGE_SOURCES)
def try_once(visit: Visiting, source_id: str) -> Response:
    """Read a source's feeds once, keeping nothing of them."""
    source, fetcher, now = _source(visit, source_id), visit.app.fetcher, visit.now
    if fetcher is None:
        raise BadForm("Bản đang chạy không đọc nguồn tin, nên không thử được.")
    with visit.app.store.transaction() as tx:
        visit.audit(tx, "test-source", source.id)
    found = []
    for feed in source.feeds:
        result = poll_feed(fetcher, source, feed, FeedState(feed, source.id, next_due_at=now), now, TRY_JITTER)
        ok = result.record.outcome is FetchOutcome.OK
        error = explain_error(result.record.error) or result.record.error or result.record.outcome.value
        titles = [entry.title or entry.text[:80] for entry in result.entries[:SHOWN_ENTRIES]]
        found.append((feed, ok, "" if ok else error, len(result.entries), titles))
    return visit.page("source_try.html", source=source, found=found)


def row_of_source(
    source: Source, states: Sequence[FeedState], pause: PausedSource | None, *, now: datetime, limit: timedelta
) -> SourceRow:
    """Show a source with the worst of its feeds."""
    problems = [p for p in (feed_problem(state, source, now, limit) for state in states) if p is not None]
    failing = any(state.failures for state in states)
    tone, state = _state(source, states, pause, problem=bool(problems), failing=failing)
    read = max((s.last_ok_at for s in states if s.last_ok_at is not None), default=None)
    newest = max((s.newest_at for s in states if s.newest_at is not None), default=None)
    problem = problems[0].text if problems and pause is None else ""
    if pause is not None:
        problem = f"{pause.by} tạm dừng lúc {show_time(pause.since)}: {pause.reason}"
    return SourceRow(
        id=source.id,
        name=source.name,
        kind=CHANNELS[source.channel],
        url=source.url,
        every=show_span(source.every),
        state=state,
        tone=tone,
        problem=problem,
        read=show_time(read) if read else "",
        newest=show_time(newest) if newest else "",
    )


_STATES: Mapping[str, str] = {
    "bad": "không đọc được",
    "quiet": "im ắng bất thường",
    "paused": "đang tạm dừng",
    "new": "chưa đọc lần nào",
    "ok": "đọc tốt",
    "off": "tắt trong cấu hình",
}
"""By tone, in the order of the page."""


def _state(
    source: Source, states: Sequence[FeedState], pause: PausedSource | None, *, problem: bool, failing: bool
) -> tuple[str, str]:
    tone = "ok"
    if not source.enabled:
        tone = "off"
    elif pause is not None:
        tone = "paused"
    elif not states:
        tone = "new"
    elif failing:
        tone = "bad"
    elif problem:
        tone = "quiet"
    return tone, _STATES[tone]


def _source(visit: Visit, source_id: str) -> Source:
    for source in visit.app.sources:
        if source.id == source_id:
            return source
    raise NotFound
