"""Where the product was deaf: sources that were blocked, failed, were not read, or showed nothing new. Pure.

A week without news means calm only when the sources answered; so every report tells which did not, and for how long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from monitor.collect.health import ROLLOVER
from monitor.core.entries import FeedState, FetchOutcome, FetchRecord

_ANSWERED = frozenset({FetchOutcome.OK, FetchOutcome.NOT_MODIFIED})
_REFUSED = frozenset({FetchOutcome.BLOCKED, FetchOutcome.PERMANENT})


class GapKind(StrEnum):
    """`refused`: a person must act; `failing`: no answer; `unread`: we did not ask; `quiet`: nothing new."""

    REFUSED = "refused"
    FAILING = "failing"
    UNREAD = "unread"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class SourceGap:
    """One feed that said nothing. `lasted`: the longest time without an answer; of a quiet one, since its last item."""

    source_id: str
    host: str
    kind: GapKind
    lasted: timedelta


@dataclass(frozen=True, slots=True)
class FeedWatch:
    """One feed and the part of its fetch log that is at hand, in any order. `complete`: nothing older was left out."""

    state: FeedState
    fetches: tuple[FetchRecord, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How the watch went. So many `watched` sources were asked for news; `since`: the watch began within the span."""

    watched: int
    gaps: tuple[SourceGap, ...]
    since: datetime | None = None

    @property
    def deaf(self) -> tuple[SourceGap, ...]:
        """Gaps that may have lost news; a quiet source answered."""
        return tuple(gap for gap in self.gaps if gap.kind is not GapKind.QUIET)

    @property
    def all_deaf(self) -> bool:
        """Whether nothing can be concluded, because no source could be relied on."""
        return self.deaf_sources >= self.watched

    @property
    def deaf_sources(self) -> int:
        """Sources with a gap that may have lost news, each once however many feeds it has."""
        return len({gap.source_id for gap in self.deaf})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well a span was covered: every source once, under the gravest thing that befell one of its feeds.

    `up` answered throughout, `silent` answered but showed nothing new, `blocked` refused, `broken` did not answer or
    was not asked for a while; `gaps` tell how long. Of the `rolled_over` some entries may have passed unseen.
    """

    up: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    gaps: tuple[SourceGap, ...] = ()
    rolled_over: tuple[str, ...] = ()


def coverage(watches: Sequence[FeedWatch], *, start: datetime, until: datetime, silent_after: timedelta) -> Coverage:
    """State which sources were heard over `[start, until)`; gaps are those of `source_health`."""
    gaps = source_health(watches, start=start, until=until, silent_after=silent_after).gaps
    worst: dict[str, GapKind] = {}
    for gap in gaps:  # the gravest come first
        worst.setdefault(gap.source_id, gap.kind)
    kept = _watched(watches, start)
    lost = {
        record.source_id
        for watch in kept
        for record in watch.fetches
        if record.note == ROLLOVER and start <= record.at < until
    }
    return Coverage(
        up=tuple(sorted({w.state.source_id for w in kept} - worst.keys())),
        silent=_under(worst, GapKind.QUIET),
        blocked=_under(worst, GapKind.REFUSED),
        broken=_under(worst, GapKind.FAILING, GapKind.UNREAD),
        gaps=gaps,
        rolled_over=tuple(sorted(lost)),
    )


def _under(worst: Mapping[str, GapKind], *kinds: GapKind) -> tuple[str, ...]:
    return tuple(sorted(source_id for source_id, kind in worst.items() if kind in kinds))


def source_health(
    watches: Sequence[FeedWatch], *, start: datetime, until: datetime, silent_after: timedelta
) -> SourceHealth:
    """Judge the feeds over `[start, until)`; a gap shorter than `silent_after` is not worth telling.

    A feed left alone since before the week before, while others are read, was taken off the list and is left out.
    """
    kept = _watched(watches, start)
    found = [_gap(watch, start, until, silent_after) for watch in kept]
    gaps = _one_a_host([gap for gap in found if gap is not None])
    firsts = [min(record.at for record in w.fetches) for w in kept if w.fetches and w.complete]
    began = min(firsts) if kept and len(firsts) == len(kept) else None
    watched = len({w.state.source_id for w in kept})
    return SourceHealth(watched, gaps, since=began if began is not None and start < began < until else None)


def _watched(watches: Sequence[FeedWatch], start: datetime) -> list[FeedWatch]:
    polled = any(w.state.last_polled_at is not None and w.state.last_polled_at >= start for w in watches)
    return [w for w in watches if not (polled and _forgotten(w.state, start))]


def _forgotten(state: FeedState, start: datetime) -> bool:
    return state.last_polled_at is not None and state.last_polled_at < start - timedelta(weeks=1)


def _gap(watch: FeedWatch, start: datetime, until: datetime, silent_after: timedelta) -> SourceGap | None:
    state = watch.state
    host = urlsplit(state.feed_url).hostname or state.source_id
    lasted = _longest_silence(watch, start, until)
    if state.outcome in _REFUSED and (state.last_ok_at is None or state.last_ok_at < until):
        return SourceGap(state.source_id, host, GapKind.REFUSED, lasted)
    if lasted >= silent_after:
        unread = state.last_polled_at is None or state.last_polled_at < start
        return SourceGap(state.source_id, host, GapKind.UNREAD if unread else GapKind.FAILING, lasted)
    if state.newest_at is not None and state.newest_at < start and until - state.newest_at >= silent_after:
        return SourceGap(state.source_id, host, GapKind.QUIET, until - state.newest_at)
    return None


def _longest_silence(watch: FeedWatch, start: datetime, until: datetime) -> timedelta:
    """The longest stretch of `[start, until)` without an answer, as far as the log reaches back."""
    if until <= start:
        return timedelta(0)
    answers = sorted(record.at for record in watch.fetches if record.outcome in _ANSWERED)
    if not watch.fetches:
        answers = [watch.state.last_ok_at] if watch.state.last_ok_at is not None else []
        begin = start
    else:
        begin = min(max(start, min(record.at for record in watch.fetches)), until)
    within = [at for at in answers if begin < at < until]
    if not watch.fetches and answers:
        # Only the latest answer is known: before it we cannot tell, after it there was none.
        begin = min(max(answers[-1], start), until)
    return max(later - earlier for earlier, later in pairwise([begin, *within, until]))


def _one_a_host(gaps: list[SourceGap]) -> tuple[SourceGap, ...]:
    """Several sections of one source with the same trouble are one line, the longest; the gravest come first."""
    order = list(GapKind)
    ranked = sorted(gaps, key=lambda gap: (order.index(gap.kind), gap.source_id, gap.host, -gap.lasted))
    groups = groupby(ranked, key=lambda gap: (gap.kind, gap.source_id, gap.host))
    return tuple(next(group) for _, group in groups)
