"""When a channel counts as down, and how fast one may be used. Pure: old state, outcome and time in, new state out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.messaging import ChannelState
from monitor.core.notifications import DeliveryOutcome, RefusalKind, Refused, Retry

FAILURES_TO_DOWN = 3
"""One failure may be the message's or the moment's; three in a row are the channel's."""
WAITS = (timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2))
"""Between tries of a channel that is down; never more, so that S3 and S4 go out minutes after it is back."""
BURST = timedelta(seconds=10)
"""So much of the allowance may be used at once: the lanes wake every few seconds, not for every message."""
_MINUTE = timedelta(minutes=1)


def after_outcome(state: ChannelState, outcome: DeliveryOutcome, *, now: datetime) -> ChannelState:
    """Return the channel's state after one attempt.

    Works: sent, or an answer that is about this message only. Fails: no answer, a server in trouble, a refused login.
    """
    if not blames_channel(outcome):
        return replace(state, failures=0, down_since=None, try_at=None, last_error=None)
    failures = state.failures + 1
    state = replace(state, failures=failures, last_error=getattr(outcome, "reason", ""))
    if failures < FAILURES_TO_DOWN:
        return state
    wait = WAITS[min(failures - FAILURES_TO_DOWN, len(WAITS) - 1)]
    return replace(state, down_since=state.down_since or now, try_at=now + wait)


def blames_channel(outcome: DeliveryOutcome) -> bool:
    """Whether an outcome speaks against the channel as a whole."""
    if isinstance(outcome, Retry):
        return not outcome.alive
    return isinstance(outcome, Refused) and outcome.kind in {RefusalKind.AUTH, RefusalKind.ACCOUNT}


def use_allowance(state: ChannelState, *, per_minute: int | None, now: datetime) -> ChannelState | None:
    """Take one message off a channel's allowance; None when there is none left at `now`.

    Generic cell rate algorithm (ITU-T I.371): one moment holds all memory, so two processes share it through the store.
    """
    if per_minute is None:
        return state
    step = _MINUTE / per_minute
    used_to = max(state.paced_to or now, now) + step
    return None if used_to - now > max(BURST, step) else replace(state, paced_to=used_to)
