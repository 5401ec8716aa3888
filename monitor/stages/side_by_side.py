"""Work on several hosts at once, on one host in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TypeVar

WORKERS = 8

_Job = TypeVar("_Job")
_Answer = TypeVar("_Answer")


def grouped(jobs: Iterable[_Job], *, key: Callable[[_Job], str]) -> list[list[_Job]]:
    """Jobs of one key together, in the order of keys."""
    return [list(group) for _, group in groupby(sorted(jobs, key=key), key=key)]


def in_threads(
    work: Callable[[_Job], _Answer], groups: Sequence[Sequence[_Job]], stopping: threading.Event
) -> Iterator[_Answer]:
    """Run every group in order, groups side by side; answers come group by group, in order.

    Once `stopping` is set no further job begins: there are fewer answers than jobs.
    """
    with ThreadPoolExecutor(max_workers=min(WORKERS, max(1, len(groups)))) as pool:
        for answers in pool.map(lambda group: [work(job) for job in group if not stopping.is_set()], groups):
            yield from answers
