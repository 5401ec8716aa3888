"""Who is looking at what: candidates and items taken for a while, so that two people never judge the same one.

Kept as one small record in the store (`meta`), so that it outlives a restart and counts for every process. Taking
happens inside one writing transaction: of two who ask at once, the second gets the next ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.clock import parse_time
from monitor.store.database import Tx

KEPT_FOR = timedelta(minutes=30)
"""Long enough for twenty texts; whoever is called away blocks nobody for longer."""
MAX_HELD = 100
"""Things one person holds; beyond, nothing more is given."""
_KEY = "desk_checked_out"


@dataclass(frozen=True, slots=True)
class Hold:
    """One thing in somebody's hands until then."""

    login: str
    until: datetime


def held(tx: Tx, now: datetime) -> dict[str, Hold]:
    """What is in whose hands now, by thing."""
    text = tx.meta.get(_KEY)
    known = {thing: Hold(login, parse_time(until)) for thing, (login, until) in json.loads(text or "{}").items()}
    return {thing: hold for thing, hold in known.items() if hold.until > now}


def take(tx: Tx, things: Iterable[str], login: str, now: datetime, *, limit: int) -> tuple[str, ...]:
    """Give at most `limit` of the things nobody else holds, in their order; what the person holds already counts."""
    holds = held(tx, now)
    room = MAX_HELD - sum(hold.login == login for hold in holds.values())
    given: list[str] = []
    for thing in things:
        hold = holds.get(thing)
        if len(given) == limit or (hold is None and room <= 0):
            break
        if hold is not None and hold.login != login:
            continue
        room -= hold is None
        holds[thing] = Hold(login, now + KEPT_FOR)
        given.append(thing)
    _keep(tx, holds)
    return tuple(given)


def give_back(tx: Tx, login: str, now: datetime, *, things: Iterable[str] | None = None) -> None:
    """Let go of some things, or of all the person holds."""
    wanted = None if things is None else frozenset(things)
    _keep(
        tx,
        {
            thing: hold
            for thing, hold in held(tx, now).items()
            if hold.login != login or (wanted is not None and thing not in wanted)
        },
    )


def _keep(tx: Tx, holds: Mapping[str, Hold]) -> None:
    tx.meta.set(_KEY, json.dumps({thing: [hold.login, hold.until.isoformat()] for thing, hold in holds.items()}))
