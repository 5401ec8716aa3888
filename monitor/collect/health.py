"""How a source is doing, judged by its own history: rhythm, pauses, failures, drift of its format. Decides only.

A feed's history is kept in its state, a few numbers each, so that judging all feeds at every round costs nothing. What
staff read here is Vietnamese; who is told, and how often, is decided by the caller.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median

from monitor.collect.social.access import explain_error
from monitor.core.clock import show_time
from monitor.core.entries import Entry, FeedState, FetchOutcome, FetchRecord
from monitor.core.sources import Source, SourceKind, Tier

FRONT_ENTRIES = 40
"""How many of the newest entries are remembered: most feeds show 20 to 50."""
ROLLOVER_ENTRIES = 5
"""A feed of fewer entries does not roll over, it is short."""
ROLLOVER = "rollover"

ARRIVALS_KEPT = 24
QUIET_SPELLS_KEPT = 8
QUIET_WINDOW = timedelta(days=56)
"""Eight weeks: as many weekends as spells are kept, and eight issues of a weekly column."""
KNOWN_AFTER = timedelta(days=14)
KNOWN_ARRIVALS = 5
"""A history is one of its own after two weeks and five arrivals; before that the plan's limit holds."""
QUIET_LONGER, QUIET_MEDIANS = 1.5, 2
QUIET_LEAST = timedelta(hours=3)
QUIET_INTERVALS = 3
"""A source is silent only after this many of its own intervals, however short the other limits."""

FAILURES_BEFORE_WARNING = 3
PRIORITY_FAILURES = 2
PRIORITY_FAILING_FOR = timedelta(minutes=10)
"""Leaves five minutes of the quarter of an hour within which a silent priority source is told."""

STANDSTILL = timedelta(hours=2)
"""A single failure that stops a source for so long is told like several."""

DRIFT_POLLS, DRIFT_POLLS_BEFORE = 3, 5
DRIFT_DATES_LOST = 0.5
DRIFT_PAGES, DRIFT_PAGES_BEFORE = 8, 16
DRIFT_BODY_SHARE = 1 / 3

_MARK_BYTES = 4
_HALF = 0.5
_PRIORITY_TIERS = frozenset({Tier.STATE, Tier.NATIONAL})
_REFUSED = frozenset({FetchOutcome.BLOCKED, FetchOutcome.PERMANENT})
_WINDOWS = frozenset({SourceKind.RSS, SourceKind.ATOM, SourceKind.SITEMAP, SourceKind.HTML})
# Kinds that show a window of their newest entries; social sources are read back page by page instead.


class Trouble(StrEnum):
    """What can be wrong with a source, the gravest first."""

    REFUSED = "refused"
    FAILING = "failing"
    QUIET = "quiet"
    DATES_LOST = "dates-lost"
    BODIES_SHRUNK = "bodies-shrunk"


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble, and what to tell the IT officer of it (Vietnamese, to follow the source's name)."""

    kind: Trouble
    text: str


@dataclass(frozen=True, slots=True)
class Showing:
    """What one reading showed beside the last: `new` entries of `shown`, and whether some passed unseen."""

    shown: int
    new: int
    rolled_over: bool
    front: tuple[str, ...]


def is_priority(source: Source) -> bool:
    """Whether its silence must be told within a quarter of an hour: party, state and national press, and home's own."""
    return source.tier in _PRIORITY_TIERS or source.home_place is not None


def showing(state: FeedState, entries: Sequence[Entry], source: Source) -> Showing:
    """Compare a reading with the last one. Nothing is new, and nothing lost, at the first."""
    front = entry_marks(entries)
    if not state.front:
        return Showing(len(front), 0, False, front)
    known = set(state.front)
    new = sum(mark not in known for mark in front)
    full = len(front) >= ROLLOVER_ENTRIES and source.kind in _WINDOWS
    return Showing(len(front), new, full and new == len(front) and _all_newer(state, entries), front or state.front)


def entry_marks(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Short marks of the newest entries, the newest first."""
    return tuple(_mark(entry.key) for entry in sorted(entries, key=_age_order)[:FRONT_ENTRIES])


def _age_order(entry: Entry) -> float:
    """The newest first; entries without a date keep the document's order after the dated ones."""
    return -entry.published_at.timestamp() if entry.published_at else 0.0


def _mark(key: str) -> str:
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=_MARK_BYTES).hexdigest()


def _all_newer(state: FeedState, entries: Sequence[Entry]) -> bool:
    """Whether the oldest entry is newer than the newest of before; where dates are rare, unknown entries must do."""
    times = [entry.published_at for entry in entries if entry.published_at is not None]
    if len(times) < len(entries) * _HALF or state.newest_at is None:
        return True
    return min(times) > state.newest_at


def with_arrival(state: FeedState, newest_at: datetime | None, entries: Sequence[Entry], now: datetime) -> FeedState:
    """The state with its history brought up to `newest_at`; the first reading's dates are history already."""
    moments = [newest_at] if newest_at is not None and newest_at != state.newest_at else []
    if not state.arrivals:
        moments = sorted({min(e.published_at, now) for e in entries if e.published_at is not None}) or moments
    if not moments:
        return replace(state, newest_at=newest_at)
    # Only a time after the last one tells of a pause.
    line = [*state.arrivals[-1:], *(m for m in moments if not state.arrivals or m > state.arrivals[-1])]
    pauses = [(later, (later - earlier) / timedelta(hours=1)) for earlier, later in pairwise(line)]
    recent = [spell for spell in (*state.quiet_spells, *pauses) if now - spell[0] <= QUIET_WINDOW]
    longest = sorted(recent, key=lambda spell: (-spell[1], spell[0]))[:QUIET_SPELLS_KEPT]
    arrivals = (*state.arrivals[:-1], *line)[-ARRIVALS_KEPT:]
    return replace(
        state,
        newest_at=newest_at,
        arrivals=arrivals,
        quiet_spells=tuple(longest),
        known_since=min(state.known_since or moments[0], moments[0]),
    )


def usual_gap(state: FeedState) -> timedelta | None:
    """The feed's rhythm: the median time between its news. None before it is known."""
    if len(state.arrivals) < KNOWN_ARRIVALS:
        return None
    return timedelta(seconds=median((later - earlier).total_seconds() for earlier, later in pairwise(state.arrivals)))


def quiet_limit(state: FeedState, source: Source, now: datetime, plan_after: timedelta) -> timedelta:
    """After how long without news a feed is silent.

    By its own history: half as long again as its second longest pause of eight weeks (one outage of theirs or ours does
    not make a habit), at least twice its usual gap and 3 hours. Without a history `plan_after`. Never less than three
    of its own intervals.
    """
    least = QUIET_INTERVALS * source.every
    usual = usual_gap(state)
    if usual is None or state.known_since is None or now - state.known_since < KNOWN_AFTER:
        return max(plan_after, least)
    hours = sorted((spell[1] for spell in state.quiet_spells), reverse=True)[:2]
    pause = timedelta(hours=hours[-1] if hours else 0.0)
    return max(QUIET_LONGER * pause, QUIET_MEDIANS * usual, QUIET_LEAST, least)


def silent(state: FeedState, source: Source, now: datetime, plan_after: timedelta) -> bool:
    """Whether a feed has shown nothing new for longer than is usual for it.

    A feed that never answered is silent once its failures, one an interval, have lasted as long.
    """
    limit = quiet_limit(state, source, now, plan_after)
    since = state.newest_at or state.last_ok_at
    if since is None:
        return state.failures * source.every >= limit
    return now - since >= limit


def feed_problem(state: FeedState, source: Source, now: datetime, plan_after: timedelta) -> Problem | None:
    """The gravest thing wrong with a feed, None when it is well or only stumbled.

    A refusal is told after 10 minutes, since only a person can end it, and so is a failure after which the source is
    left alone for hours; failures of a priority source after two polls and 10 minutes, of the others after three polls;
    silence by `silent`.
    """
    failing_for = now - state.failing_since if state.failing_since is not None else timedelta(0)
    reason = explain_error(state.last_error) or state.last_error or "không rõ lỗi"
    if state.outcome in _REFUSED and failing_for >= PRIORITY_FAILING_FOR:
        return Problem(Trouble.REFUSED, f"từ chối cho đọc ({reason})")
    urgent = is_priority(source) and state.failures >= PRIORITY_FAILURES and failing_for >= PRIORITY_FAILING_FOR
    if state.failures and _stands_still(state) and failing_for >= PRIORITY_FAILING_FOR:
        return Problem(Trouble.FAILING, f"ngừng đọc đến {show_time(state.next_due_at)} ({reason})")
    if urgent or state.failures >= FAILURES_BEFORE_WARNING:
        return Problem(Trouble.FAILING, f"không đọc được {state.failures} lần liên tiếp ({reason})")
    last = state.newest_at or state.last_ok_at
    if last is not None and silent(state, source, now, plan_after):
        usual = usual_gap(state)
        rhythm = f"; thường khoảng {show_span(usual)} có tin một lần" if usual else ""
        return Problem(Trouble.QUIET, f"không có tin mới từ {show_span(now - last)} nay{rhythm}")
    return None


def _stands_still(state: FeedState) -> bool:
    """Whether the service asked to be left alone for so long that nothing is seen meanwhile, a spent quota say."""
    return state.last_polled_at is not None and state.next_due_at - state.last_polled_at >= STANDSTILL


def worth_telling(state: FeedState, problem: Problem) -> bool:
    """Whether the operator does not know yet: nothing was told of the feed, or something less grave."""
    if not state.silent_warned:
        return True
    order = list(Trouble)
    return state.warned_of in order and order.index(problem.kind) < order.index(Trouble(state.warned_of))


def drift(records: Sequence[FetchRecord]) -> tuple[Problem, ...]:
    """What changed in the form of a source's documents, by its successful fetches, the latest first.

    Dates are lost when the share of dated entries in the last 3 readings of a feed is lower by half than in those
    before; bodies shrink when the median text of the last 8 pages is under a third of that of the pages before. Fewer
    than 5 readings or 16 pages before prove nothing.
    """
    problems = []
    polls = sorted((r for r in records if r.entries >= ROLLOVER_ENTRIES), key=lambda r: r.url)
    if any(_dates_lost([r.dated / r.entries for r in group]) for _, group in groupby(polls, key=lambda r: r.url)):
        text = "phần lớn mục tin không còn ghi ngày giờ: có thể trang đã đổi cách trình bày"
        problems.append(Problem(Trouble.DATES_LOST, text))
    lengths = [record.chars for record in records if record.chars is not None]
    before = lengths[DRIFT_PAGES:]
    if len(before) >= DRIFT_PAGES_BEFORE and median(lengths[:DRIFT_PAGES]) < median(before) * DRIFT_BODY_SHARE:
        text = "nội dung bài đọc được ngắn đi hơn ba lần so với trước: có thể trang đã đổi cách trình bày"
        problems.append(Problem(Trouble.BODIES_SHRUNK, text))
    return tuple(problems)


def _dates_lost(shares: Sequence[float]) -> bool:
    """`shares` of dated entries, the latest first."""
    before = shares[DRIFT_POLLS:]
    return len(before) >= DRIFT_POLLS_BEFORE and median(before) - median(shares[:DRIFT_POLLS]) >= DRIFT_DATES_LOST


def show_span(span: timedelta) -> str:
    """Write a duration for staff: `2 ngày 3 giờ`, `45 phút`."""
    minutes = int(span / timedelta(minutes=1))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} ngày {hours} giờ" if hours else f"{days} ngày"
    if hours:
        return f"{hours} giờ {rest} phút" if rest else f"{hours} giờ"
    return f"{rest} phút"
