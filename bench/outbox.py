"""Ten thousand notifications through the outbox at the Official Account's documented pace, on a virtual clock.

    python -m bench.outbox [--quick] [--messages 10000] [--fail 0.05]

Prints what was lost (must be 0), what was sent twice, how long it took in virtual time against the pace's own limit,
and the real time one message costs: claiming, marking and the receipt, on a SQLite file.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from alerts.channels.zalo_oa import PER_MINUTE
from monitor.core.clock import VirtualClock
from monitor.core.config.plan_file import load_plan
from monitor.core.handling import DeliveryState
from monitor.core.labels import Severity
from monitor.core.notifications import DeliveryOutcome, Notification, NotificationKind, Recipient, Retry, Sent
from monitor.stages.delivering import Lanes
from monitor.stages.parts import Parts
from monitor.store.database import Store, open_store

START = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)
WAKE = timedelta(seconds=5)
CHANNEL = "webhook"
MESSAGES, QUICK_MESSAGES = 10_000, 300
"""Needs no address, so that every unit of the plan can be told."""
PLAN = Path(__file__).resolve().parents[1] / "plan.yaml"


class Counting:
    """Accepts, apart from a share of failures that pass."""

    name = CHANNEL
    needs: str | None = None

    def __init__(self, fail: float) -> None:
        self._fail = fail
        self._chance = random.Random(7)  # noqa: S311 - no secret
        self.keys: Counter[str] = Counter()
        self.at: list[datetime] = []

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:  # noqa: ARG002
        """Count the message."""
        if self._chance.random() < self._fail:
            return Retry("tạm thời", alive=True)
        self.keys[notification.key] += 1
        self.at.append(now)
        return Sent("m")

    def check(self) -> str | None:
        """Be ready."""
        return None


def fill(store: Store, count: int, units: list[str]) -> None:
    """Put the messages out, all due at once."""
    with store.transaction() as tx:
        for number in range(count):
            unit = units[number % len(units)]
            message = Notification(
                key=f"v{number}:{unit}:update:1", incident_id=f"v{number}", unit=unit, kind=NotificationKind.UPDATE,
                revision=1, level=Severity.S2, labels=(), reasons=(), item_ids=(), subject="Tin", text="Nội dung " * 60,
                html="<p>Nội dung</p>" * 60, created_at=START,
            )  # fmt: skip
            tx.outbox.add(message, next_at=START)


def drain(store: Store, channel: Counting, *, count: int) -> tuple[timedelta, float]:
    """Wake the lane every five virtual seconds until all is sent; returns virtual time and real seconds."""
    clock, nothing = VirtualClock(START), SimpleNamespace()
    unused: dict[str, Any] = {"classifier": nothing, "context": nothing}
    rates = {CHANNEL: PER_MINUTE}
    parts = Parts(plan=load_plan(PLAN), store=store, clock=clock, channels={CHANNEL: channel}, rates=rates, **unused)
    lanes, begun = Lanes(parts), time.perf_counter()
    while len(channel.keys) < count:
        lanes.deliver()
        clock.advance(WAKE)
    return channel.at[-1] - START, time.perf_counter() - begun


def busiest_minute(moments: list[datetime]) -> int:
    """The most messages in any minute."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= timedelta(minutes=1):
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    """Run once and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="300 messages: does everything still work?")
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--fail", type=float, default=0.05)
    asked = parser.parse_args()
    count = QUICK_MESSAGES if asked.quick else asked.messages
    channel = Counting(asked.fail)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/monitor.db")
        fill(store, count, [unit.id for unit in load_plan(PLAN).units])
        virtual, real = drain(store, channel, count=count)
        with store.read() as tx:
            left = [e for e in tx.outbox.recent(count) if e.state is not DeliveryState.SENT]
        store.close()
    twice = sum(times > 1 for times in channel.keys.values())
    print(f"messages {count}, lost {len(left)}, sent twice {twice}")
    print(f"virtual time {virtual}, at {PER_MINUTE} a minute at least {timedelta(minutes=count / PER_MINUTE)}")
    most = channel.at[len(channel.at) * 99 // 100] - START
    print(f"99 % were out after {most}; the rest waited for another try after a failure")
    print(f"busiest minute {busiest_minute(channel.at)}, limit {PER_MINUTE} and a burst of {PER_MINUTE // 6}")
    print(f"real time {real:.1f} s, {real / count * 1000:.1f} ms a message")


if __name__ == "__main__":
    main()
