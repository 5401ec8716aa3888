"""What is to be woken: one job of the queue that many processes share. Says nothing of how the queue keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class WakeUp:
    """Let `task` run with `args` (JSON values) on a worker that serves `queue`.

    No two with the same `lock` run at one time, and they run in order. `once`: while one with this mark waits, another
    adds nothing; with `alone` also while one runs. The highest `priority` goes first.
    """

    task: str
    queue: str
    lock: str | None = None
    once: str | None = None
    alone: bool = False
    priority: int = 0
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A job that was given up after `attempts` tries, and since when (None: unknown); `number` is the queue's own."""

    number: int
    task: str
    lock: str | None
    args: Mapping[str, Any]
    attempts: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the shared queue stands: jobs waiting and running by queue, workers heard of lately, jobs given up."""

    waiting: Mapping[str, int]
    running: Mapping[str, int]
    workers: int
    given_up: tuple[GivenUp, ...]
